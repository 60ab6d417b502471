"""The base of every sheet: a panel laid over its host, with a title, its own focus, and Esc to close."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from glossator.views.keys import SHEET, chords
from glossator.views.sheets.cell import Cell
from glossator.views.theme import Theme

#: The soft edge around a sheet, and the blank between it and the host's border, in pixels.
SHADOW, EDGE = 14, 10

#: The blank inside a sheet, at its sides and between its rows.
INSIDE, ROWS = 20, 12

_RADIUS = 9.0


class Sheet(QFrame):
    """Lie over a host, keep the keyboard until Esc, and give it back to where it was."""

    closed = Signal()

    #: The largest size a sheet takes, its shadow left out; a subclass says its own, as height 0 what its rows need.
    size_wanted = (860, 640)

    def __init__(self, host: QWidget, title: str, theme: Theme) -> None:
        super().__init__(host)
        self.setObjectName("sheet")
        self.setProperty("keys", SHEET)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(title)
        self._host = host
        self._before: QWidget | None = None
        self.theme = theme
        self.runs: dict[str, Callable[[], object]] = {"Esc": self.dismiss}
        self._title = QLabel(title)
        self._title.setObjectName("title")
        self.title_row = QHBoxLayout()
        self.title_row.setSpacing(8)
        self.title_row.addWidget(self._title)
        self.title_row.addStretch(1)
        self._close = Cell("Close", theme, key="Esc")
        self._close.flat = True
        self._close.clicked.connect(self.dismiss)
        self.title_row.addWidget(self._close)
        around = QVBoxLayout(self)
        around.setContentsMargins(SHADOW + INSIDE, SHADOW + 14, SHADOW + INSIDE, SHADOW + 16)
        around.setSpacing(ROWS)
        around.addLayout(self.title_row)
        self.body = around
        host.installEventFilter(self)
        self.hide()

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read or computed for the sheet."""
        return True

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours, in every cell too."""
        self.theme = theme
        for cell in self.findChildren(Cell):
            cell.set_theme(theme)
        self.update()

    def open(self) -> None:
        """Show the sheet at once and take the keyboard; what had it gets it back at the end."""
        if not self.isVisible():
            self._before = QApplication.focusWidget() or self.window().focusWidget()
        self._fit()
        self.show()
        self.raise_()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Close the sheet and give the keyboard back, unless the reader has taken it elsewhere meanwhile."""
        if not self.isVisible():
            return
        focused = self.window().focusWidget()
        ours = focused is None or focused is self or self.isAncestorOf(focused)
        self.hide()
        before, self._before = self._before, None
        if ours:
            alive = before is not None and shiboken6.isValid(before) and before.isVisible()
            (before if alive and before is not None else self._host).setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def first(self) -> QWidget:
        """Return what has the keyboard when the sheet opens."""
        return self

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside the sheet."""
        stops = self._stops()
        if not stops:
            return True
        focused = self.window().focusWidget()
        at = stops.index(focused) if focused in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run what a key does in this sheet; no other key leaves it for the page beneath."""
        for chord in chords(event):
            if chord in self.runs:
                self.runs[chord]()
                break
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Claim the sheet's keys before any shortcut of the window."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and any(chord in self.runs for chord in chords(event)):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size."""
        # Asked of Qt: while the two are being freed, this object may have none of its own names any more.
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget() and self.isVisible():
            self._fit()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a soft shadow and the panel with its thin border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        panel = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        strength = 9 if self.theme.dark else 3
        for step in range(SHADOW, 0, -1):
            painter.setBrush(QColor(0, 0, 0, strength))
            spread = panel.adjusted(-step, -step + 3, step, step)
            painter.drawRoundedRect(spread.intersected(QRectF(self.rect())), _RADIUS + step, _RADIUS + step)
        painter.setPen(QPen(self.theme.line.lighter(130) if self.theme.dark else self.theme.line, 1))
        painter.setBrush(self.theme.panel)
        painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)

    def _fit(self) -> None:
        area = self._host.rect()
        width = min(self.size_wanted[0] + 2 * SHADOW, area.width() - 2 * EDGE)
        needed = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        wanted = self.size_wanted[1] + 2 * SHADOW if self.size_wanted[1] else needed
        height = min(wanted, area.height() - 2 * EDGE)
        x = (area.width() - width) // 2
        y = max(EDGE, (area.height() - height) // 3)
        self.setGeometry(x, y, max(0, width), max(0, height))

    def _stops(self) -> list[QWidget]:
        """List the sheet's widgets that Tab reaches, in their order."""
        stops = []
        at = self.nextInFocusChain()
        while at is not None and at is not self:
            tabbed = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if self.isAncestorOf(at) and tabbed and at.isVisible() and at.isEnabled() and at.focusProxy() is None:
                stops.append(at)
            at = at.nextInFocusChain()
        return stops


def row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Lay widgets side by side."""
    line = QHBoxLayout()
    line.setSpacing(6)
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return line


def dim(words: str = "") -> QLabel:
    """Make a label of secondary text."""
    label = QLabel(words)
    label.setProperty("dim", True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

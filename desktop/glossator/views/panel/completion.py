"""The list that a field offers while a reader types: a quiet sheet over the window that never takes the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from glossator.views.panel.shades import faded
from glossator.views.panel.style import Style

#: Rows that are offered at once: more are not read; and so many at least, however little room there is.
MOST_ROWS, LEAST_ROWS = 8, 3

#: Distances inside the sheet, and its shadow.
INSIDE, SHADOW = 5, 6


#: Between a field and the sheet.
APART = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold one row: its words, and a remark on where it comes from."""

    words: str
    remark: str = ""
    quiet: bool = False


class CompletionList(QWidget):
    """Show offers below a field, inside the panel; ``at`` is the one that Enter takes, -1 for none."""

    chosen = Signal(int)

    def __init__(self, panel: QWidget, style: Style) -> None:
        super().__init__(panel)
        self._panel = panel
        self._style = style
        self._offers: tuple[Offer, ...] = ()
        self._at = -1
        self._below: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Suggestions")
        self.hide()

    @property
    def at(self) -> int:
        """Return the offer that Enter takes, -1 for none."""
        return self._at if self.isVisible() else -1

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Return what is offered."""
        return self._offers if self.isVisible() else ()

    def set_style(self, style: Style) -> None:
        """Take the panel's type and colours."""
        self._style = style
        self.update()

    def offer(self, offers: Sequence[Offer], *, below: QWidget, at: int) -> None:
        """Offer as many rows below a field as have room there; none hides the list."""
        self._below = below
        if self.parentWidget() is not below.window():
            self.setParent(below.window())
        most = min(MOST_ROWS, max(LEAST_ROWS, (self._room_below() - 2 * INSIDE) // self._row_height()))
        # The last rows, which make a name, are always there.
        made = [one for one in offers if one.quiet]
        self._offers = (*[one for one in offers if not one.quiet][: max(0, most - len(made))], *made)
        self._at = min(at, len(self._offers) - 1)
        if not self._offers:
            self.hide()
            return
        self.place()
        self.show()
        self.raise_()
        self.update()

    @property
    def room_wanted(self) -> int:
        """Return the height that all rows take below a field."""
        return MOST_ROWS * self._row_height() + 2 * INSIDE + APART

    def place(self) -> None:
        """Lie below the field, wherever that is now; above it only where not even the least rows have room."""
        if self._below is None:
            return
        field, panel = self._in_window(self._below), self._in_window(self._panel)
        height = len(self._offers) * self._row_height() + 2 * INSIDE
        is_above = height > self._room_below() and field.top() - APART - height >= panel.top()
        top = field.top() - APART - height if is_above else field.bottom() + 1 + APART
        metrics = QFontMetrics(self._style.interface)
        words = max(metrics.horizontalAdvance(f"{one.words}   {one.remark}") for one in self._offers)
        width = min(max(field.width(), words + 34), panel.width() - 2 * SHADOW)
        left = max(panel.left() + SHADOW, min(field.left(), panel.right() - SHADOW - width))
        self.setGeometry(QRect(left, top, width, height).adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    def _room_below(self) -> int:
        """Return how much of the panel is free below the field."""
        if self._below is None:
            return 0
        return self._in_window(self._panel).bottom() - self._in_window(self._below).bottom() - APART

    def _in_window(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())

    def move_by(self, step: int) -> None:
        """Go to the next or previous offer."""
        if self._offers:
            self._at = (
                (self._at + step) % len(self._offers) if self._at >= 0 else (0 if step > 0 else len(self._offers) - 1)
            )
            self.update()

    def go_to(self, at: int) -> None:
        """Go to an offer."""
        self._at = at
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet and its rows."""
        theme = self._style.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(self.rect()).adjusted(SHADOW + 0.5, SHADOW - 0.5, -SHADOW - 0.5, -SHADOW - 0.5)
        for step in range(SHADOW, 0, -1):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(theme.ink if not theme.dark else theme.ground, 0.018 if not theme.dark else 0.12))
            painter.drawRoundedRect(sheet.adjusted(-step, -step + 2, step, step + 1), 6 + step, 6 + step)
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(self._style.shades.card)
        painter.drawRoundedRect(sheet, 6, 6)
        for number, one in enumerate(self._offers):
            self._paint_row(painter, self._row_rect(number), one, chosen=number == self._at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go to the offer under the pointer."""
        number = self._row_under(event.position().y())
        if number >= 0:
            self._at = number
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the offer under the pointer."""
        number = self._row_under(event.position().y())
        if number >= 0:
            self.chosen.emit(number)

    def _paint_row(self, painter: QPainter, box: QRectF, one: Offer, *, chosen: bool) -> None:
        theme = self._style.theme
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selection)
            painter.drawRoundedRect(box, 4, 4)
        inner = box.adjusted(9, 0, -9, 0)
        remark_width = 0
        if one.remark:
            painter.setFont(self._style.small)
            painter.setPen(theme.dim)
            remark_width = painter.fontMetrics().horizontalAdvance(one.remark) + 12
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, one.remark)
        painter.setFont(self._style.interface)
        painter.setPen(theme.dim if one.quiet else theme.ink)
        room = int(inner.width()) - remark_width
        words = painter.fontMetrics().elidedText(one.words, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _row_height(self) -> int:
        return QFontMetrics(self._style.interface).height() + 9

    def _row_rect(self, number: int) -> QRectF:
        height = self._row_height()
        return QRectF(
            SHADOW + INSIDE, SHADOW + INSIDE - 1 + number * height, self.width() - 2 * (SHADOW + INSIDE), height
        )

    def _row_under(self, y: float) -> int:
        number = int((y - SHADOW - INSIDE + 1) // self._row_height())
        return number if 0 <= number < len(self._offers) else -1

"""Choose a range of time below the network: two handles on the axis of the statements' dates, and what lies where."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.model.dates import Days
from glossator.views.network.timeline import Timeline, day_words
from glossator.views.panel.shades import mixed
from glossator.views.panel.style import Style

#: Pixels: beside the axis, the height of the bars, a bar's width, a handle's radius, above and below.
SIDE, BARS, BAR, HANDLE, ABOVE, BELOW = 34.0, 26.0, 6.0, 7.0, 6.0, 4.0


class TimeRange(QWidget):
    """Show the range and its handles; ``chosen`` tells its ends, None for open ones."""

    chosen = Signal(object, object)

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Range of time")
        self.setToolTip("Arrows move the beginning, Ctrl and arrows the end; Home and End open them again")
        self.line = Timeline({})
        self.low, self.high = 0, 0
        self._style = style
        self._dragged = ""
        self.hide()

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self._style = style
        self.updateGeometry()
        self.update()

    def show_days(self, days: Mapping[Days, int], since: str | None, until: str | None) -> None:
        """Show the days of other statements and the range that is chosen; hidden where there is one day or none."""
        self.line = Timeline(days)
        self.setVisible(self.line.is_range)
        if self.line.is_range:
            self.low, self.high = self.line.range_of(since, until)
            self.setAccessibleDescription(self.said)
            self.update()

    @property
    def said(self) -> str:
        """Return the range in words."""
        return f"from {day_words(self.low)} to {day_words(self.high)}"

    def step(self, by: int, *, is_begin: bool) -> None:
        """Move the beginning or the end to the next date, or the previous one."""
        day = self.line.moved(self.low if is_begin else self.high, by, is_begin=is_begin)
        self._set(day, is_begin=is_begin)

    # Qt's own

    def sizeHint(self) -> QSize:
        """Return the height of bars, axis and words."""
        words = QFontMetricsF(self._style.small).height()
        return QSize(300, round(ABOVE + BARS + 2 * HANDLE + words + BELOW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the beginning; with Ctrl the end."""
        key, is_begin = Qt.Key(event.key()), not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}.get(key)
        if by is not None:
            self.step(by, is_begin=is_begin)
        elif key == Qt.Key.Key_Home:
            self._set(self.line.first, is_begin=True)
        elif key == Qt.Key.Key_End:
            self._set(self.line.last, is_begin=False)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer handle."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        low, high = self._x(self.low), self._x(self.high)
        is_begin = abs(x - low) < abs(x - high) or (low == high and x < low)
        self._dragged = "begin" if is_begin else "end"
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle that is held to the nearest date."""
        if not self._dragged:
            return
        width = max(1.0, self.width() - 2 * SIDE)
        day = self.line.day((event.position().x() - SIDE) / width)
        is_begin = self._dragged == "begin"
        self._set(self.line.nearest(day, is_begin=is_begin), is_begin=is_begin)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let the handle go."""
        self._dragged = ""

    def focusInEvent(self, event: object) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def focusOutEvent(self, event: object) -> None:
        """Show that the keyboard has gone."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars, the axis, the handles and the dates."""
        painter, theme = QPainter(self), self._style.theme
        painter.fillRect(self.rect(), theme.paper)
        if not self.line.is_range:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis = ABOVE + BARS + HANDLE
        self._paint_bars(painter, axis - HANDLE)
        low, high = self._x(self.low), self._x(self.high)
        painter.setPen(QPen(theme.line, 3))
        painter.drawLine(QPointF(SIDE, axis), QPointF(self.width() - SIDE, axis))
        painter.setPen(QPen(theme.accent, 3))
        painter.drawLine(QPointF(low, axis), QPointF(high, axis))
        for x in (low, high):
            if self.hasFocus():
                painter.setPen(QPen(theme.selection, 3))
                painter.setBrush(theme.accent)
                painter.drawEllipse(QPointF(x, axis), HANDLE + 1, HANDLE + 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawEllipse(QPointF(x, axis), HANDLE - 1, HANDLE - 1)
        self._paint_words(painter, axis + HANDLE)

    # Within

    def _x(self, day: int) -> float:
        return SIDE + self.line.share(day) * (self.width() - 2 * SIDE)

    def _set(self, day: int, *, is_begin: bool) -> None:
        low, high = (min(day, self.high), self.high) if is_begin else (self.low, max(day, self.low))
        if (low, high) == (self.low, self.high):
            return
        self.low, self.high = low, high
        self.setAccessibleDescription(self.said)
        self.update()
        self.chosen.emit(*self.line.words(low, high))

    def _paint_bars(self, painter: QPainter, bottom: float) -> None:
        theme = self._style.theme
        room = self.width() - 2 * SIDE
        bins = max(1, int(room / BAR))
        counts = self.line.counts(bins)
        most = max(counts) or 1.0
        painter.setPen(Qt.PenStyle.NoPen)
        low, high = self._x(self.low), self._x(self.high)
        bars: dict[bool, list[QRectF]] = {False: [], True: []}
        for at, count in enumerate(counts):
            if count:
                x, height = SIDE + at * room / bins, max(2.0, (BARS - 4) * count / most)
                bars[low - BAR <= x <= high].append(QRectF(x + 0.5, bottom - 2 - height, room / bins - 1, height))
        for is_within, some in bars.items():
            painter.setBrush(mixed(theme.paper, theme.accent, 0.45) if is_within else theme.line)
            painter.drawRects(some)

    def _paint_words(self, painter: QPainter, top: float) -> None:
        """Write the dates of the handles, and of the ends of the axis where there is room beside them."""
        theme, metrics = self._style.theme, QFontMetricsF(self._style.small)
        painter.setFont(self._style.small)
        taken: list[QRectF] = []
        wanted = [
            (self.low, theme.ink),
            (self.high, theme.ink),
            (self.line.first, theme.dim),
            (self.line.last, theme.dim),
        ]
        for at, (day, colour) in enumerate(wanted):
            words = day_words(day)
            width = metrics.horizontalAdvance(words)
            x = max(2.0, min(self._x(day) - width / 2, self.width() - width - 2))
            box = QRectF(x, top, width, metrics.height())
            if at == 1 and taken[0].adjusted(-8, 0, 8, 0).intersects(box):  # side by side where the handles are near
                if self.low == self.high:
                    continue
                right = min(taken[0].right() + 12, self.width() - width - 2)
                box.moveLeft(right if right >= taken[0].right() + 4 else taken[0].left() - width - 12)
            if at > 1 and any(one.adjusted(-8, 0, 8, 0).intersects(box) for one in taken):
                continue
            taken.append(box)
            painter.setPen(colour)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)

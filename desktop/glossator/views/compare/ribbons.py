"""The gutter between two columns: ribbons that join what matches, and links that were drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from glossator.views.compare.column import HEIGHT, Column
from glossator.views.compare.joined import Differences, Joined, Thread, pair_differs
from glossator.views.page.lanes import PageTag
from glossator.views.theme import Theme

#: What a ribbon says in its middle.
SAME, DIFFERENT, FIELDS, MISSING = "=", "≠", "≈", "–"

#: How strongly ribbons are filled: where all agree, where they differ, where one is looked at.
FILLED, PALE, STRONG = 0.34, 0.16, 0.42


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Place a ribbon: top and bottom at its left and right side, in the gutter's pixels, and what it says."""

    joined: Joined
    width: int
    left: tuple[float, float]
    right: tuple[float, float]
    sign: str
    kind: str

    @property
    def path(self) -> QPainterPath:
        """Return its outline."""
        path = QPainterPath(QPointF(0, self.left[0]))
        middle = self.width / 2
        path.cubicTo(middle, self.left[0], middle, self.right[0], self.width, self.right[0])
        path.lineTo(self.width, self.right[1])
        path.cubicTo(middle, self.right[1], middle, self.left[1], 0, self.left[1])
        path.closeSubpath()
        return path


class Ribbons(QWidget):
    """Paint what joins two neighbouring columns, as far as it is in view."""

    pressed = Signal(str)  # the id of the group whose ribbon was pressed

    def __init__(self, left: Column, right: Column, at: int, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._left, self._right, self._at = left, right, at
        self._differences = Differences()
        self.threads: Sequence[Thread] = ()
        self._current = ""
        self._placed: list[Ribbon] | None = None
        self.setAccessibleName("What joins the columns")
        for page in (left.page, right.page):
            page.verticalScrollBar().valueChanged.connect(self._place_anew)
            page.verticalScrollBar().rangeChanged.connect(self._place_anew)
            page.resized.connect(self._place_anew)

    def show_joined(self, differences: Differences, current: str) -> None:
        """Show these groups."""
        self._differences, self._current = differences, current
        self._place_anew()

    def show_settled(self, joined: Joined) -> None:
        """Show that a group is settled; where it lies is known."""
        if self._placed is not None:
            self._placed = [replace(one, joined=joined) if one.joined.id == joined.id else one for one in self._placed]
        self.update()

    def show_threads(self, threads: Iterable[Thread]) -> None:
        """Show these links."""
        self.threads = tuple(threads)
        self.update()

    def set_current(self, id_: str) -> None:
        """Show which group is looked at."""
        self._current = id_
        self.update()

    def ribbons(self) -> list[Ribbon]:
        """Return the ribbons that are in view, placed once for every place of the columns."""
        if self._placed is None:
            self._placed = self._place_all()
        return self._placed

    def _place_anew(self) -> None:
        self._placed = None
        self.update()

    def _place_all(self) -> list[Ribbon]:
        pages = (self._left.page, self._right.page)
        ranges = [page.lines_in_view().range for page in pages]
        start, end = min(one[0] for one in ranges), max(one[1] for one in ranges)
        placed = [self._place(joined) for joined in self._differences.touching(start, end)]
        return sorted((one for one in placed if one is not None), key=lambda one: -(one.left[1] - one.left[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the ribbons anew."""
        super().resizeEvent(event)
        self._place_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ribbons, the one that is looked at last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.theme.panel)
        painter.fillRect(0, 0, 1, self.height(), self.theme.line)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self.theme.line)
        painter.setClipRect(QRectF(0, HEIGHT, self.width(), self.height() - HEIGHT))
        ribbons = self.ribbons()
        for ribbon in sorted(ribbons, key=lambda one: one.joined.id == self._current):
            self._paint(painter, ribbon)
        for thread in self.threads:
            self._paint_thread(painter, thread)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at the group whose ribbon is pressed."""
        for ribbon in reversed(self.ribbons()):
            if ribbon.joined.differs and ribbon.path.contains(event.position()):
                self.pressed.emit(ribbon.joined.id)
                return
        super().mousePressEvent(event)

    def _place(self, joined: Joined) -> Ribbon | None:
        left, right = joined.sides[self._at], joined.sides[self._at + 1]
        if left is None and right is None:
            return None
        one = left or right
        assert one is not None
        places = (self._height(self._left, left or one), self._height(self._right, right or one))
        if places[0][1] < HEIGHT and places[1][1] < HEIGHT:
            return None
        if left is None or right is None:
            sign = MISSING
        else:
            how = pair_differs(left, right, joined)
            sign = SAME if not how else FIELDS if how == "fields" else DIFFERENT
        return Ribbon(joined, self.width(), *places, sign, one.kind)

    def _height(self, column: Column, tag: PageTag) -> tuple[float, float]:
        """Return where a tag's first passage begins and ends in the gutter; out of view it is held at the edge."""
        page = column.page
        start, end = tag.spans[0]
        extent = page.extent(start, end)
        if extent is not None:
            top, bottom = extent[0] - page.scroll.top + HEIGHT, extent[1] - page.scroll.top + HEIGHT
            return float(top) + 3, float(bottom) - 3
        above = start < page.lines_in_view().range[0]
        edge = float(HEIGHT) - 8 if above else float(self.height()) + 8
        return edge, edge + 4

    def _paint(self, painter: QPainter, ribbon: Ribbon) -> None:
        current = ribbon.joined.id == self._current
        same = ribbon.sign == SAME
        settled = bool(ribbon.joined.settled) and not same
        fill = QColor(self.theme.kind(ribbon.kind).mark if same else self.theme.differ)
        fill.setAlphaF(STRONG if current else FILLED if same else PALE)
        line = QColor(self.theme.agree if same or settled else self.theme.differ)
        pen = QPen(line, 1.8 if current else 1.1)
        if not same and not settled:
            pen.setStyle(Qt.PenStyle.DashLine)
        if same and not current:
            line.setAlphaF(0.0)
            pen.setColor(line)
        if settled:
            fill = QColor(self.theme.agree)
            fill.setAlphaF(PALE)
        if ribbon.sign == MISSING:
            painter.setBrush(Qt.BrushStyle.NoBrush if not current else fill)
        else:
            painter.setBrush(fill)
        painter.setPen(pen)
        painter.drawPath(ribbon.path)
        self._paint_sign(painter, ribbon, settled=settled)

    def _paint_sign(self, painter: QPainter, ribbon: Ribbon, *, settled: bool) -> None:
        middle = (ribbon.left[0] + ribbon.left[1] + ribbon.right[0] + ribbon.right[1]) / 4
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        same = ribbon.sign == SAME
        painter.setPen(self.theme.ink if same else self.theme.agree if settled else self.theme.differ)
        painter.drawText(
            QRectF(0, middle - 12, self.width(), 24), Qt.AlignmentFlag.AlignCenter, "✓" if settled else ribbon.sign
        )

    def _paint_thread(self, painter: QPainter, thread: Thread) -> None:
        heights = []
        for column, (start, end) in ((self._left, thread.left), (self._right, thread.right)):
            top, bottom = self._height(column, PageTag("", "", ((start, end),)))
            heights.append((top + bottom) / 2)
        inside = [HEIGHT <= height <= self.height() for height in heights]
        if not any(inside):
            return
        conflict = thread.relation in ("contradicts",)
        pen = QPen(self.theme.differ if conflict else self.theme.agree, 1.6)
        if conflict:
            pen.setStyle(Qt.PenStyle.DashLine)
        wide = self.width()
        path = QPainterPath(QPointF(0, heights[0]))
        path.cubicTo(wide / 2, heights[0], wide / 2, heights[1], wide, heights[1])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.8)
        painter.setFont(small)
        middle = sum(heights) / 2
        words = painter.fontMetrics().elidedText(thread.relation, Qt.TextElideMode.ElideRight, wide - 6)
        box = QRectF(0, middle - 9, wide, 18)
        ground = painter.fontMetrics().horizontalAdvance(words) + 6
        painter.fillRect(QRectF((wide - ground) / 2, middle - 8, ground, 16), self.theme.panel)
        painter.setPen(self.theme.ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

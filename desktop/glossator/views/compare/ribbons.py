"""The gutter between two columns: ribbons that join what matches, and links that were drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from glossator.views.compare.became import Became, Becomings
from glossator.views.compare.column import HEIGHT, Column
from glossator.views.compare.joined import Differences, Joined, Thread, pair_differs
from glossator.views.page.lanes import PageTag
from glossator.views.theme import Theme

#: What a ribbon says in its middle.
SAME, DIFFERENT, FIELDS, MISSING = "=", "≠", "≈", "–"

#: What a ribbon between two versions says of a tag: in both as it was, moved, edited, with several places, not found.
BECAME = {"exact": "=", "moved": "↕", "edited": "≈", "ambiguous": "?", "lost": "∅"}

#: How its edges are dashed; solid where the words are as they were.
BECAME_DASHES = {"edited": (4, 2.5), "ambiguous": (1, 2.5), "lost": (4, 2.5)}

#: How far into the gutter a ribbon reaches that ends there, as a share of its width; how faint is one as it was.
ENDS_AT, QUIET = 0.42, 0.14

#: How strongly ribbons are filled: the one that is looked at, and the others.
STRONG, FILLED = 0.58, 0.36

#: Pixels: the least height of a ribbon, what is left free between two, and the least size of a sign.
LEAST, BETWEEN, SMALLEST_SIGN = 6.0, 1.0, 9


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Place a ribbon: top and bottom at its left and right side, in the gutter's pixels, and what it says."""

    joined: Joined
    width: int
    left: tuple[float, float]
    right: tuple[float, float]
    sign: str
    kinds: tuple[str | None, str | None]
    number: int = 0  # among those in view, from the top
    status: str = ""  # what became of a tag, where versions are joined

    @property
    def ends(self) -> bool:
        """Tell whether it ends in the gutter: the tag has no place in the other version."""
        return self.status in ("ambiguous", "lost")

    @property
    def path(self) -> QPainterPath:
        """Return its outline."""
        path, middle = self.edge(0), self.width / 2
        path.lineTo(self.width, self.right[1])
        path.cubicTo(middle, self.right[1], middle, self.left[1], 0, self.left[1])
        path.closeSubpath()
        return path

    def edge(self, at: int) -> QPainterPath:
        """Return its upper edge with 0, its lower one with 1."""
        path, middle = QPainterPath(QPointF(0, self.left[at])), self.width / 2
        path.cubicTo(middle, self.left[at], middle, self.right[at], self.width, self.right[at])
        return path


class Ribbons(QWidget):
    """Paint what joins two neighbouring columns, as far as it is in view."""

    pressed = Signal(str)  # the id of the group whose ribbon was pressed

    def __init__(self, left: Column, right: Column, at: int, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._left, self._right, self._at = left, right, at
        self._differences = Differences()
        self._becomings: Becomings | None = None
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
        self._differences, self._current, self._becomings = differences, current, None
        self._place_anew()

    def show_becomings(self, found: Becomings, current: str) -> None:
        """Show what became of a version's tags in the next one, ``current`` the id of what is looked at."""
        self._becomings, self._current = found, current
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
        if self._becomings is not None:
            placed = [self._place_became(one) for one in self._becomings.touching(*ranges)]
            return [replace(one, number=number) for number, one in enumerate(placed)]
        start, end = min(one[0] for one in ranges), max(one[1] for one in ranges)
        found = sorted(self._differences.touching(start, end), key=lambda joined: (joined.start, joined.end, joined.id))
        placed = [one for one in map(self._place, found) if one is not None]
        lefts, rights = apart([one.left for one in placed]), apart([one.right for one in placed])
        numbered = enumerate(zip(placed, lefts, rights, strict=True))
        placed = [replace(one, left=a, right=b, number=number) for number, (one, a, b) in numbered]
        return sorted(placed, key=lambda one: -(one.left[1] - one.left[0]))

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
            if (ribbon.joined.differs or ribbon.status) and ribbon.path.contains(event.position()):
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
        return Ribbon(joined, self.width(), *places, sign, (left.kind if left else None, right.kind if right else None))

    def _place_became(self, one: Became) -> Ribbon:
        left = PageTag(one.id, one.kind, (one.old,))
        right = PageTag("", one.kind, (one.new,)) if one.new is not None else None
        height = self._height(self._left, left)
        heights = (height, self._height(self._right, right) if right is not None else height)
        joined = Joined("", (left, None), () if one.status == "exact" else (one.status,), (), *one.old)
        width = self.width() if right is not None else round(ENDS_AT * self.width())
        kinds = (one.kind, one.kind if right is not None else None)
        return Ribbon(joined, width, *heights, BECAME[one.status], kinds, status=one.status)

    def _height(self, column: Column, tag: PageTag) -> tuple[float, float]:
        """Return where a tag's first passage begins and ends in the gutter; out of view it is held at the edge."""
        page = column.page
        start, end = tag.spans[0]
        extent = page.flow(start, end)
        if extent is not None:
            top, bottom = (depth - page.scroll.top + HEIGHT for depth in extent)
            short = max(0.0, LEAST - (bottom - top)) / 2
            return top - short, bottom + short
        above = start < page.lines_in_view().range[0]
        edge = float(HEIGHT) - 8 if above else float(self.height()) + 8
        return edge, edge + 4

    def _paint(self, painter: QPainter, ribbon: Ribbon) -> None:
        current = ribbon.joined.id == self._current
        alike = ribbon.sign == SAME or bool(ribbon.joined.settled)
        painter.setPen(Qt.PenStyle.NoPen)
        # Ribbons that cross do not mix: the upper one lies on paper of its own.
        painter.fillPath(ribbon.path, self.theme.panel)
        if not ribbon.ends:
            quiet = QUIET if ribbon.status == "exact" else FILLED
            painter.fillPath(ribbon.path, self._fill(ribbon, STRONG if current else quiet))
        if ribbon.status:
            alike = ribbon.status in ("exact", "moved")
        pen = QPen(self.theme.agree if alike else self.theme.differ, 2.0 if current else 1.1)
        if ribbon.status == "exact" and not current:
            pen = QPen(self.theme.line, 1.0)
        if not alike:
            pen.setDashPattern([*BECAME_DASHES.get(ribbon.status, (4, 2.5))])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if ribbon.ends:
            painter.drawPath(ribbon.path)
        else:
            for edge in (0, 1):
                painter.drawPath(ribbon.edge(edge))
        self._paint_sign(painter, ribbon)

    def _fill(self, ribbon: Ribbon, strength: float) -> QBrush:
        """Run from the left kind's colour to the right one's, to nothing where one has no tag."""
        there = next(kind for kind in ribbon.kinds if kind is not None)
        gradient = QLinearGradient(0, 0, ribbon.width, 0)
        for at, kind in enumerate(ribbon.kinds):
            colour = QColor(self.theme.kind(kind or there).mark)
            colour.setAlphaF(strength if kind is not None else 0.0)
            gradient.setColorAt(at, colour)
        return QBrush(gradient)

    def _paint_sign(self, painter: QPainter, ribbon: Ribbon) -> None:
        top, bottom = ((ribbon.left[at] + ribbon.right[at]) / 2 for at in (0, 1))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        x = ribbon.width / 2
        if bottom - top < QFontMetricsF(font).capHeight() + 2:
            # Signs of thin ribbons stand beside one another, each on its own.
            font.setPixelSize(max(SMALLEST_SIGN, round(bottom - top)))
            x = ribbon.width * (2 + ribbon.number % 3) / 6
        painter.setFont(font)
        settled = bool(ribbon.joined.settled) and ribbon.sign != SAME
        painter.setPen(self.theme.dim if ribbon.status == "exact" else self.theme.ink)
        box = QRectF(x - 12, (top + bottom) / 2 - 12, 24, 24)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "✓" if settled else ribbon.sign)

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


def apart(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Give ribbons, which come in the order of the text, places of their own where they share one on a side.

    Those at the same place share its height, of two that overlap each gets half of what they share; one inside
    another stays there.
    """
    given = list(places)
    at = 0
    while at < len(given):
        stop = at + 1
        while stop < len(given) and places[stop] == places[at]:
            stop += 1
        top, bottom = given[at]
        share = (bottom - top) / (stop - at)
        for number in range(at, stop):
            given[number] = (top + (number - at) * share, top + (number - at + 1) * share)
        at = stop
    for before, after in pairwise(range(len(given))):
        (top, bottom), (next_top, next_bottom) = given[before], given[after]
        if top < next_top < bottom < next_bottom:
            given[before], given[after] = (top, (bottom + next_top) / 2), ((bottom + next_top) / 2, next_bottom)
    return [(top, max(top + 1, bottom - BETWEEN)) for top, bottom in given]

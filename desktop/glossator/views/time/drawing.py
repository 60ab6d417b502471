"""The line of stance as a drawing: lanes, steps on a true axis, points that are hollow under a condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from glossator.review.statement import Scale
from glossator.review.trajectory import BREAK, TURN, Line, Point
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style
from glossator.views.theme import Theme
from glossator.views.time.axis import Axis
from glossator.views.words import date_words

#: Pixels: the names of lanes, the names of lines, the room above, a lane, and the axis with its words.
LANES, NAMES, ABOVE, LANE, BELOW = 128.0, 150.0, 20.0, 29.0, 26.0

#: The lane of what is unclear lies apart.
APART = 8.0

#: Pixels: a point, the chosen one, and how far lines at one height are put apart.
POINT, CHOSEN, BESIDE = 10.0, 15.0, 6.0

#: Lines are told apart by dashes and shapes besides their colours.
_DASHES = ((), (5.0, 3.0), (1.5, 2.5), (8.0, 3.0, 1.5, 3.0))
_SHAPES = ("diamond", "disc", "square", "triangle")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Hold where a point is drawn, and of which line it is."""

    line: int
    point: Point
    at: QPointF


def line_colour(number: int, theme: Theme) -> QColor:
    """Return the colour of a line by its number."""
    return (theme.kind("position").mark, theme.differ, theme.ink, theme.dim)[number % len(_DASHES)]


class Drawing:
    """Lay lines out in a width and paint them."""

    def __init__(
        self,
        lines: Sequence[Line],
        names: Mapping[int, str],
        scale: Scale,
        *,
        marks: Sequence[int],
        width: float,
        style: Style,
    ) -> None:
        self._lines, self._names, self._scale, self._style = lines, names, scale, style
        self._marks = marks
        scored = sorted({score for score in scale.scores.values() if score is not None}, reverse=True)
        self._heights = {score: ABOVE + at * LANE for at, score in enumerate(scored)}
        self.has_unclear = any(point.score is None for line in lines for point in line.points)
        self._unclear = ABOVE + len(scored) * LANE + APART
        lowest = self._unclear if self.has_unclear else ABOVE + max(0, len(scored) - 1) * LANE
        self.bottom = lowest + LANE * 0.7
        self.height = self.bottom + BELOW
        self.width = width
        days = [day for line in lines for point in line.points for day in point.days]
        self.axis = Axis(min(days, default=1), max(days, default=1), LANES + 12, max(LANES + 60, width - NAMES))
        self.drawn = tuple(self._placed())
        self._said: list[QRectF] = []  # where words of changes stand

    def _placed(self) -> Sequence[Drawn]:
        found = []
        for number, line in enumerate(self._lines):
            aside = (number - (len(self._lines) - 1) / 2) * BESIDE
            for point in line.points:
                middle = (point.days.first + point.days.last) / 2
                found.append(Drawn(number, point, QPointF(self.axis.x(middle), self.y(point) + aside)))
        return found

    def y(self, point: Point) -> float:
        """Return the height of a point's lane."""
        return self._unclear if point.score is None else self._heights[point.score]

    def at(self, place: QPointF) -> Drawn | None:
        """Return the point under a place, None where there is none."""
        near = [one for one in self.drawn if (one.at - place).manhattanLength() <= CHOSEN]
        return min(near, key=lambda one: (one.at - place).manhattanLength(), default=None)

    def paint(self, painter: QPainter, chosen: str = "", *, has_keyboard: bool = False) -> None:
        """Paint everything; the chosen tag's point is larger."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._said = []
        self._paint_lanes(painter)
        self._paint_axis(painter)
        for number, line in enumerate(self._lines):
            self._paint_line(painter, number, line)
        self._paint_names(painter)
        for one in self.drawn:
            self._paint_point(painter, one, chosen=one.point.statement.id == chosen, has_keyboard=has_keyboard)
        self._paint_several(painter)

    def _paint_several(self, painter: QPainter) -> None:
        """Write how many statements stand at a place, where there are several."""
        places = Counter((one.line, round(one.at.x()), round(one.at.y())) for one in self.drawn)
        painter.setFont(self._style.small)
        painter.setPen(self._style.theme.ink)
        for (_line, x, y), number in places.items():
            if number > 1:
                painter.drawText(QPointF(x + POINT * 0.8, y - POINT * 0.6), str(number))

    def _paint_lanes(self, painter: QPainter) -> None:
        theme = self._style.theme
        painter.setFont(self._style.small)
        labels = {
            self._heights[score]: self._scale.labels.get(key, key)
            for key, score in self._scale.scores.items()
            if score is not None
        }
        if self.has_unclear:
            words = next((self._scale.labels.get(k, k) for k, s in self._scale.scores.items() if s is None), "Unclear")
            labels[self._unclear] = words
        for y, words in labels.items():
            painter.setPen(QPen(theme.line, 1.0, Qt.PenStyle.DotLine if y == self._unclear else Qt.PenStyle.SolidLine))
            painter.drawLine(QPointF(LANES, y), QPointF(self.width - 20, y))
            painter.setPen(theme.dim)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(8, y - 10, LANES - 22, 20), flags, words)

    def _paint_axis(self, painter: QPainter) -> None:
        theme = self._style.theme
        painter.setFont(self._style.small)
        painter.setPen(QPen(theme.dim, 1.0))
        painter.drawLine(QPointF(LANES, self.bottom), QPointF(self.width - 20, self.bottom))
        if not self.drawn:
            return
        for x, words in self.axis.marks():
            painter.setPen(QPen(theme.dim, 1.0))
            painter.drawLine(QPointF(x, self.bottom), QPointF(x, self.bottom + 4))
            box = QRectF(x - 50, self.bottom + 5, 100, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)

    def _paint_line(self, painter: QPainter, number: int, line: Line) -> None:
        """Paint steps: what was said holds until the next is said; a thin fall joins two heights."""
        theme = self._style.theme
        colour = line_colour(self._marks[number], theme)
        pen = QPen(colour, 1.8)
        if _DASHES[self._marks[number]]:
            pen.setDashPattern(_DASHES[self._marks[number]])
        fall = QPen(colour, 1.2, Qt.PenStyle.DotLine)
        mine = [one for one in self.drawn if one.line == number]
        said: set[tuple[int, str]] = set()
        for one, other in of_one_reader(mine):
            corner = QPointF(other.at.x(), one.at.y())
            painter.setPen(pen)
            painter.drawLine(one.at, corner)
            painter.setPen(fall)
            painter.drawLine(corner, other.at)
            # Two readers of one sentence see the same change: it is said once.
            if other.point.change and (round(other.at.x()), other.point.change) not in said:
                said.add((round(other.at.x()), other.point.change))
                self._paint_change(painter, other, corner, colour)
        for one in mine:
            if one.point.days.first != one.point.days.last:
                self._paint_span(painter, one, colour)
        if mine:
            painter.setPen(pen)
            painter.drawLine(mine[-1].at, QPointF(self._end, mine[-1].at.y()))

    @property
    def _end(self) -> float:
        return self.width - NAMES + 12

    def _paint_span(self, painter: QPainter, one: Drawn, colour: QColor) -> None:
        """Show how far a date is known: from the first day that it can mean to the last."""
        painter.setPen(QPen(colour, 1.0))
        low, high = self.axis.x(one.point.days.first), self.axis.x(one.point.days.last)
        y = one.at.y() + POINT / 2 + 3
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        for x in (low, high):
            painter.drawLine(QPointF(x, y - 2.5), QPointF(x, y + 2.5))

    def _paint_change(self, painter: QPainter, one: Drawn, corner: QPointF, colour: QColor) -> None:
        """Say what changed beside the fall: a turn and a break in bold."""
        is_marked = one.point.change in (TURN, BREAK)
        font = QFont(self._style.small)
        font.setWeight(QFont.Weight.DemiBold if is_marked else QFont.Weight.Normal)
        metrics = QFontMetricsF(font)
        words = one.point.change
        middle = (corner.y() + one.at.y()) / 2 if corner.y() != one.at.y() else one.at.y() - LANE / 2
        left = one.at.x() + 7
        width = metrics.horizontalAdvance(words)
        if left + width > self._end:
            left = one.at.x() - 7 - width
        box = QRectF(left - 2, middle - metrics.height() / 2, width + 4, metrics.height())
        steps = (0.0, 1.0, -1.0, 2.0, -2.0)
        free = (box.translated(0, step * metrics.height()) for step in steps)
        box = next((one for one in free if not any(one.intersects(other) for other in self._said)), box)
        self._said.append(box)
        painter.fillRect(box, self._style.theme.paper)
        painter.setFont(font)
        painter.setPen(self._style.theme.ink if is_marked else self._style.theme.dim)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        if is_marked:
            painter.setPen(QPen(colour, 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(one.at, POINT * 0.95, POINT * 0.95)

    def _paint_names(self, painter: QPainter) -> None:
        """Write each line's name at its end, apart from the others'."""
        font = QFont(self._style.small)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        ends = {one.line: one.at.y() for one in self.drawn}
        at = -1000.0
        for number, y in sorted(ends.items(), key=lambda pair: pair[1]):
            at = max(y, at + metrics.height())
            painter.setPen(self._style.theme.ink)
            shape = QRectF(self._end + 8, at - 4, 8, 8)
            paint_shape(
                painter, _SHAPES[self._marks[number]], shape, line_colour(self._marks[number], self._style.theme)
            )
            room = self.width - self._end - 42
            words = metrics.elidedText(self._names.get(number, ""), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(self._end + 21, at + metrics.ascent() / 2 - 1), words)

    def _paint_point(self, painter: QPainter, one: Drawn, *, chosen: bool, has_keyboard: bool) -> None:
        theme = self._style.theme
        colour = line_colour(self._marks[one.line], theme)
        size = CHOSEN if chosen else POINT
        box = QRectF(one.at.x() - size / 2, one.at.y() - size / 2, size, size)
        shape = _SHAPES[self._marks[one.line]]
        paint_shape(painter, shape, box.adjusted(-2, -2, 2, 2), theme.paper)
        paint_shape(painter, shape, box, colour)
        if one.point.statement.is_conditional:
            paint_shape(painter, shape, box.adjusted(2.4, 2.4, -2.4, -2.4), theme.paper)
        if chosen and has_keyboard:
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-5, -5, 5, 5), 4, 4)


def of_one_reader(points: Sequence[Drawn]) -> Iterator[tuple[Drawn, Drawn]]:
    """Yield the points that follow one another as one reader has them: two readings of a sentence are no change."""
    readers = dict.fromkeys(one.point.statement.reader for one in points)
    for reader in readers:
        yield from pairwise([one for one in points if one.point.statement.reader == reader])


def point_words(one: Drawn, name: str, scale: Scale) -> str:
    """Say a point in words, for a tip and a screen reader."""
    said = one.point.statement
    stance = scale.labels.get(said.stance, said.stance).lower()
    parts = [name, date_words(said.date), stance]
    if said.is_conditional:
        parts.append("under a condition")
    if one.point.change:
        parts.append(one.point.change)
    return " · ".join(part for part in parts if part)

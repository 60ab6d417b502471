"""Geometry of laid-out text: where on a line some characters stand, also where directions mix."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from glossator.views.page.style import Metric

#: Letters, marks and controls that make a line run from right to left, or in both directions.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

#: Rectangles of one line that stand closer than this are one.
_TOUCHING = 0.75


@dataclass(slots=True)
class Laid:
    """Hold a piece that is laid out: its block and, for each line, its first character and its sides.

    The layout is asked of the block each time. Were its Python object kept, it would outlive the C++
    one when the document goes, and PySide would hand it out for whatever comes to lie at its address.
    """

    block: QTextBlock
    metric: Metric
    one_way: bool
    rtl: bool
    starts: list[int] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    length: int = 0

    @property
    def layout(self) -> QTextLayout:
        """Return the layout; not to be kept."""
        return self.block.layout()

    @property
    def count(self) -> int:
        """Return how many lines there are."""
        return len(self.starts)

    def line_at(self, place: int) -> int:
        """Return the number of the line that shows the character at a place."""
        return max(0, bisect_right(self.starts, place) - 1)

    def line_end(self, line: int) -> int:
        """Return the place after a line's last character."""
        return self.starts[line + 1] if line + 1 < len(self.starts) else self.length

    def line(self, number: int) -> QTextLine | None:
        """Return a line of the layout, None where Qt does not have it."""
        layout = self.block.layout()
        line = layout.lineAt(number) if 0 <= number < layout.lineCount() else None
        return line if line is not None and line.isValid() else None

    def runs(self, number: int, start: int, end: int) -> list[tuple[float, float]]:
        """Return the sides of the rectangles that characters take on a line, from the layout's left."""
        first, last = self.starts[number], self.line_end(number)
        start, end = max(start, first), min(end, last)
        if end <= start:
            return []
        if start == first and end == last:
            whole = (self.lefts[number], self.rights[number])
            return [whole] if whole[1] > whole[0] else []
        line = self.line(number)
        if line is None:
            return []
        if self.one_way:
            left = self.lefts[number] if start == first else _x(line, start)
            right = min(_x(line, end), self.rights[number])
            return [(left, right)] if right > left else []
        return _both_ways(line, start, end, self.lefts[number], self.rights[number])

    def x_of(self, place: int) -> float:
        """Return where the caret stands before the character at a place."""
        place = max(0, min(place, self.length))
        line = self.line(self.line_at(place))
        return _x(line, place) if line is not None else 0.0

    def place_at(self, number: int, x: float) -> int:
        """Return the place between two characters that is nearest to a point on a line."""
        number = max(0, min(number, self.count - 1))
        line = self.line(number)
        if line is None:
            return 0
        layout = self.block.layout()
        place = line.xToCursor(x)
        while 0 < place < self.length and not layout.isValidCursorPosition(place):
            place -= 1
        if number + 1 < self.count and place >= self.starts[number + 1]:
            # The end of a wrapped line is the next line's beginning: stay on the line that was meant.
            place = layout.previousCursorPosition(self.starts[number + 1])
        return place


def is_one_way(text: str) -> bool:
    """Tell whether a text runs from left to right throughout."""
    return text.isascii() or _RIGHT_TO_LEFT.search(text) is None


def _x(line: QTextLine, place: int) -> float:
    answer: float | tuple[float, int] = line.cursorToX(place)
    return answer[0] if isinstance(answer, tuple) else answer


def _both_ways(line: QTextLine, start: int, end: int, left: float, right: float) -> list[tuple[float, float]]:
    sides = []
    for run in line.glyphRuns(start, end - start):
        box = run.boundingRect()
        # A blank that wrapping left at the line's end has a width but is not seen.
        first, last = max(box.left(), left), min(box.right(), right)
        if last > first:
            sides.append((first, last))
    sides.sort()
    joined: list[tuple[float, float]] = []
    for first, last in sides:
        if joined and first - joined[-1][1] <= _TOUCHING:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined

"""Where the characters of a text stand on the pages of a facsimile; places in points from a page's top left.

Here nothing is read: what a reader found is held compactly, and asked by the window at every paint.
"""

from __future__ import annotations

import json
import struct
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

#: A character goes on with the line before it where at least this share of the lower of both is beside it.
_BESIDE = 0.35

#: A step back, or forth, of more heights than this is another column, even at the same height.
_JUMP = 4.0

#: Offsets that lie no further apart belong together: hyphens and joining spaces have no place of their own.
_NEXT = 4

#: How much further away a line counts below or above than aside: a line beside the point is meant.
_ASIDE = 3.0

_COUNTS = struct.Struct("<II")


class Rect(NamedTuple):
    """Hold a rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float


class Stand(NamedTuple):
    """Say where a caret stands on a page."""

    x: float
    top: float
    bottom: float


class PagePlaces:
    """Hold the characters of one page in the order of their offsets, and the lines that they make.

    A line is a run of characters beside one another: of a row of two columns there are two.
    """

    __slots__ = ("_bottoms", "_lefts", "_offsets", "_rights", "_starts", "_tops")

    def __init__(self, boxes: Iterable[tuple[int, float, float, float, float]] = ()) -> None:
        """``boxes`` are (offset, left, top, right, bottom), by offset."""
        self._offsets, self._lefts, self._rights = array("i"), array("f"), array("f")
        self._starts, self._tops, self._bottoms = array("i"), array("f"), array("f")
        # Half a million characters come by here when a book is opened: plain numbers are kept, no rectangles.
        before, last_left, last_right, line_top, line_bottom = -_NEXT - 1, 0.0, 0.0, 0.0, 0.0
        for offset, left, top, right, bottom in boxes:
            high, beside = line_bottom - line_top, min(line_bottom, bottom) - max(line_top, top)
            gap = max(left - last_right, last_left - right)
            begins = offset - before > _NEXT or beside < _BESIDE * min(high, bottom - top)
            if begins or gap > _JUMP * max(high, 1.0):
                if len(self._offsets):
                    self._tops.append(line_top)
                    self._bottoms.append(line_bottom)
                self._starts.append(len(self._offsets))
                line_top, line_bottom = top, bottom
            else:
                line_top, line_bottom = min(line_top, top), max(line_bottom, bottom)
            self._offsets.append(offset)
            self._lefts.append(left)
            self._rights.append(right)
            before, last_left, last_right = offset, left, right
        if len(self._offsets):
            self._tops.append(line_top)
            self._bottoms.append(line_bottom)

    def __len__(self) -> int:
        return len(self._offsets)

    def packed(self) -> bytes:
        """Return all as bytes, for `unpacked`."""
        parts = (self._offsets, self._lefts, self._rights, self._starts, self._tops, self._bottoms)
        return _COUNTS.pack(len(self._offsets), len(self._starts)) + b"".join(part.tobytes() for part in parts)

    @classmethod
    def unpacked(cls, data: bytes) -> PagePlaces:
        """Return what `packed` made bytes of."""
        places = cls()
        characters, lines = _COUNTS.unpack_from(data)
        at = _COUNTS.size
        for part, count in (
            *((part, characters) for part in (places._offsets, places._lefts, places._rights)),
            *((part, lines) for part in (places._starts, places._tops, places._bottoms)),
        ):
            part.frombytes(data[at : at + count * part.itemsize])
            at += count * part.itemsize
        return places

    # Lines

    @property
    def lines(self) -> int:
        """Return how many lines there are."""
        return len(self._starts)

    def line_rect(self, line: int) -> Rect:
        """Return the rectangle of a line."""
        first, end = self._line(line)
        return self._union(line, first, end)

    def line_range(self, line: int) -> tuple[int, int]:
        """Return the offset of a line's first character and the one after its last."""
        first, end = self._line(line)
        return self._offsets[first], self._offsets[end - 1] + 1

    def line_of(self, offset: int) -> int | None:
        """Return the line that a character stands in, or the one before it; None where there is none before it."""
        at = bisect_right(self._offsets, offset) - 1
        return bisect_right(self._starts, at) - 1 if at >= 0 else None

    def ranges(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the text that stand on this page."""
        start = end = -1
        for line in range(self.lines):
            first, last = self.line_range(line)
            if start < 0:
                start = first
            elif first - end > _NEXT:
                yield start, end
                start = first
            end = last
        if start >= 0:
            yield start, end

    # From offsets to places

    def runs(self, start: int, end: int) -> list[Rect]:
        """Return the rectangles of a passage's part on this page, one to a line."""
        at, stop = bisect_left(self._offsets, start), bisect_left(self._offsets, end)
        found = []
        line = bisect_right(self._starts, at) - 1
        while at < stop:
            until = min(stop, self._line(line)[1])
            found.append(self._union(line, at, until))
            at = until
            line += 1
        return found

    def caret(self, offset: int) -> Stand | None:
        """Return where a caret before a character stands, None where neither it nor the one before it is here."""
        at = bisect_left(self._offsets, offset)
        here = at < len(self._offsets) and self._offsets[at] == offset
        if not here and (at == 0 or offset - self._offsets[at - 1] > _NEXT):
            return None
        at = at if here else at - 1
        line = bisect_right(self._starts, at) - 1
        backwards = self._runs_back(line)
        before = here != backwards
        x = self._lefts[at] if before else self._rights[at]
        return Stand(x, self._tops[line], self._bottoms[line])

    # From places to offsets

    def at(self, x: float, y: float) -> int | None:
        """Return the offset of the character at a point, None beside the text."""
        line = self.line_near(x, y)
        if line is None or not self._tops[line] <= y <= self._bottoms[line]:
            return None
        first, end = self._line(line)
        for index in range(first, end):
            if self._lefts[index] <= x <= self._rights[index]:
                return self._offsets[index]
        rect = self.line_rect(line)
        return self._offsets[self._nearest(line, x)] if rect.left <= x <= rect.right else None

    def nearest(self, x: float, y: float) -> int | None:
        """Return the offset at which a caret stands nearest to a point, None on a page without text."""
        line = self.line_near(x, y)
        return self.in_line(line, x) if line is not None else None

    def in_line(self, line: int, x: float) -> int:
        """Return the offset at which a caret in a line stands nearest to ``x``."""
        index = self._nearest(line, x)
        middle = (self._lefts[index] + self._rights[index]) / 2
        after = (x > middle) != self._runs_back(line)
        return self._offsets[index] + after

    def line_near(self, x: float, y: float) -> int | None:
        """Return the line nearest to a point."""
        best, least = None, float("inf")
        for line in range(self.lines):
            above, below = self._tops[line] - y, y - self._bottoms[line]
            away = _ASIDE * max(above, below, 0.0)
            if away >= least:
                continue
            first, end = self._line(line)
            sides = (self._lefts[first], self._rights[first], self._lefts[end - 1], self._rights[end - 1])
            away += max(min(sides) - x, x - max(sides), 0.0)
            if away < least:
                best, least = line, away
        return best

    # Within

    def _line(self, line: int) -> tuple[int, int]:
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._offsets)
        return self._starts[line], end

    def _union(self, line: int, first: int, end: int) -> Rect:
        left, right = min(self._lefts[first:end]), max(self._rights[first:end])
        return Rect(left, self._tops[line], right, self._bottoms[line])

    def _nearest(self, line: int, x: float) -> int:
        first, end = self._line(line)
        return min(range(first, end), key=lambda index: max(self._lefts[index] - x, x - self._rights[index], 0.0))

    def _runs_back(self, line: int) -> bool:
        """Tell whether a line runs from right to left."""
        first, end = self._line(line)
        return self._lefts[end - 1] < self._lefts[first]


class Places:
    """Hold the places of a whole text; a page's are made ready when it is first asked for."""

    def __init__(self, text_sha256: str, pages: Sequence[bytes], ranges: Sequence[tuple[int, int, int]]) -> None:
        """``ranges`` are (start, end, page): the stretches of the text that stand on each page."""
        self.text_sha256 = text_sha256
        self._packed = list(pages)
        self._pages: dict[int, PagePlaces] = {}
        self._ranges = sorted(ranges)
        self._starts = [start for start, _, _ in self._ranges]

    @classmethod
    def of(cls, text_sha256: str, pages: Sequence[PagePlaces]) -> Places:
        """Hold the places of these pages."""
        ranges = [(start, end, number) for number, page in enumerate(pages) for start, end in page.ranges()]
        return cls(text_sha256, [page.packed() for page in pages], ranges)

    @property
    def is_empty(self) -> bool:
        """Tell whether no page has text."""
        return not self._ranges

    def page(self, number: int) -> PagePlaces:
        """Return a page's places; none where there is no such page."""
        found = self._pages.get(number)
        if found is None:
            packed = self._packed[number] if 0 <= number < len(self._packed) else b""
            found = self._pages[number] = PagePlaces.unpacked(packed) if packed else PagePlaces()
        return found

    def page_of(self, offset: int) -> int | None:
        """Return the page on which a character stands, or the one before it; None where no page has text."""
        if not self._ranges:
            return None
        return self._ranges[max(0, bisect_right(self._starts, offset) - 1)][2]

    def boxes(self, start: int, end: int) -> list[tuple[int, list[Rect]]]:
        """Return the rectangles of a passage, page by page."""
        first = max(0, bisect_right(self._starts, start) - 1)
        pages: dict[int, None] = {}
        for begin, stop, page in self._ranges[first : bisect_left(self._starts, end)]:
            if begin < end and start < stop:
                pages[page] = None
        found = [(page, self.page(page).runs(start, end)) for page in pages]
        return [(page, rects) for page, rects in found if rects]

    def told(self) -> tuple[str, bytes]:
        """Return all as JSON and bytes, for `heard`."""
        lengths = [len(page) for page in self._packed]
        return json.dumps([self.text_sha256, lengths, self._ranges]), b"".join(self._packed)

    @classmethod
    def heard(cls, words: str, data: bytes) -> Places:
        """Return what `told` said."""
        text_sha256, lengths, ranges = json.loads(words)
        pages = [data[start:end] for start, end in pairwise(accumulate(lengths, initial=0))]
        return cls(text_sha256, pages, [(start, end, page) for start, end, page in ranges])

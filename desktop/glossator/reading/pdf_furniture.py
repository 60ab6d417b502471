"""Find what stands on page after page of a PDF and is no part of its text: running heads and page numbers.

Looked at are the outer rows of each page. A row is furniture where its shape, numbers aside, comes again at its height
on three pages or more, where it counts the pages, or where it stands apart at the height of others that are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossator.reading.numerals import roman
from glossator.reading.pdf_lines import Line, Usual
from glossator.reading.pdf_paragraphs import ENDED, mark_of

#: So many pages make it furniture, none further from the next than so many: a head comes on every or every other page.
_PAGES, _APART = 3, 4
#: So many rows from the top and the bottom are looked at, in this share of the page's height.
_ROWS, _ZONE = 2, 0.2
#: Heights that differ by no more than this, in points, are the same.
_SAME = 4.0
#: Letters of furniture beside which a row is recognised differ by less than this, in points.
_SAME_SIZE = 0.3
#: Larger letters than this, in sizes of the text, are a heading, even where it comes again at its height.
_LARGEST = 1.15
#: A row stands apart where the next one is further than this, in usual steps.
_ISOLATED = 1.4
#: What counts the pages and does not stand apart is no longer than this.
_LONGEST_HEAD = 80

_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"\A[\divxlcdm]+\b|\b[\divxlcdm]+\Z", re.IGNORECASE)


_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
#: A page's number has no more digits.
_LONGEST = 5


@dataclass(slots=True)
class _Row:
    """Hold lines at one height of a page; ``room`` is how far the next row towards the middle is.

    ``is_apart`` says that it, or a row between it and the middle of those looked at, stands apart from the text.
    """

    page: int
    is_top: bool
    lines: list[Line]
    room: float = 0.0
    is_apart: bool = False
    is_furniture: bool = False

    @property
    def y(self) -> float:
        """Return the height of the row, from above for heads and from below for feet."""
        line = self.lines[0]
        return line.baseline if self.is_top else line.page.height - line.baseline

    @property
    def words(self) -> str:
        """Return the words of the row."""
        return "|".join(line.words.strip() for line in self.lines)


def part(pages: Sequence[list[Line]], usual: Usual) -> list[tuple[list[Line], list[Line]]]:
    """Return of each page the lines of its text and those of its furniture."""
    rows = [row for number, lines in enumerate(pages) for row in _outer_rows(number, lines, usual)]
    _mark_by_shape(rows)
    _mark_by_number(rows)
    _mark_by_place(rows)
    gone = {id(line) for row in rows if row.is_furniture for line in row.lines}
    return [
        ([line for line in lines if id(line) not in gone], [line for line in lines if id(line) in gone])
        for lines in pages
    ]


def _outer_rows(number: int, lines: Sequence[Line], usual: Usual) -> list[_Row]:
    across = sorted((line for line in lines if line.frame in (0, 2)), key=lambda line: line.baseline)
    if not across:
        return []
    height = across[0].page.height
    top = _rows(number, [line for line in across if line.baseline < _ZONE * height], across, is_top=True)
    near = [line for line in reversed(across) if line.baseline > (1 - _ZONE) * height]
    foot = _rows(number, near, across, is_top=False)
    for rows in (top, foot):
        is_apart = False
        for row in reversed(rows):
            is_apart = row.is_apart = is_apart or row.room >= _ISOLATED * usual.step(row.lines[0].size)
    return [row for row in (*top, *foot) if max(line.size for line in row.lines) <= _LARGEST * usual.size]


def _rows(number: int, near: Sequence[Line], across: Sequence[Line], *, is_top: bool) -> list[_Row]:
    rows: list[_Row] = []
    for line in near:
        if rows and abs(rows[-1].lines[0].baseline - line.baseline) < 0.5 * line.size:
            rows[-1].lines.append(line)
            continue
        if rows:
            rows[-1].room = abs(line.baseline - rows[-1].lines[0].baseline)
        if len(rows) == _ROWS:
            return rows
        rows.append(_Row(number, is_top, [line]))
    if rows:  # the next row lies further in
        baseline = rows[-1].lines[0].baseline
        rest = [abs(line.baseline - baseline) for line in across if abs(line.baseline - baseline) > 0.5 * line.size]
        inward = [far for far in rest if far > 0]
        rows[-1].room = min(inward, default=float("inf"))
    for row in rows:
        row.lines.sort(key=lambda line: line.left)
    return rows


def _mark_by_shape(rows: Sequence[_Row]) -> None:
    alike: dict[tuple[bool, str], list[_Row]] = defaultdict(list)
    for row in rows:
        if row.is_apart:
            shape = "#" if _counted(row.words) is not None else _DIGITS.sub("#", row.words)
            alike[row.is_top, shape].append(row)
    for (_, shape), found in alike.items():
        for row in _recurring(found, is_number=shape == "#"):
            row.is_furniture = True


def _recurring(rows: Sequence[_Row], *, is_number: bool = False) -> Iterator[_Row]:
    """Yield the rows that come at one height on enough pages, close together unless they are numbers alone."""
    by_height = sorted(rows, key=lambda row: row.y)
    cuts = [at for at in range(1, len(rows)) if by_height[at].y - by_height[at - 1].y > _SAME]
    for first, last in pairwise([0, *cuts, len(rows)]):
        level = sorted(by_height[first:last], key=lambda row: row.page)
        gaps = [] if is_number else [at for at in range(1, len(level)) if level[at].page - level[at - 1].page > _APART]
        for start, end in pairwise([0, *gaps, len(level)]):
            if len({row.page for row in level[start:end]}) >= _PAGES:
                yield from level[start:end]


def _mark_by_number(rows: Sequence[_Row]) -> None:
    """Mark the rows that begin or end with a number that counts the pages, at one height on pages close together."""
    counting: dict[tuple[bool, bool, int], list[_Row]] = defaultdict(list)
    for row in rows:
        if (row.is_apart or len(row.words) <= _LONGEST_HEAD) and not _is_note(row):
            for number, is_roman in _numbers(row.words):
                counting[row.is_top, is_roman, number - row.page].append(row)
    for found in counting.values():
        for row in _recurring(found):
            row.is_furniture = True


def _is_note(row: _Row) -> bool:
    """Tell whether a row at the foot could be a note, which may count with the pages where each has one."""
    return not row.is_top and (mark_of(row.lines[0]) is not None or ENDED.search(row.words) is not None)


def _numbers(words: str) -> list[tuple[int, bool]]:
    found = []
    for match in _ENDS.finditer(words):
        said = match.group()
        number = _counted(said)
        if number is not None:
            found.append((number, not said.isdecimal()))
    return found


def _counted(words: str) -> int | None:
    """Return the number that digits or Roman numerals write, None where it is none."""
    if words.isascii() and words.isdecimal() and len(words) <= _LONGEST:
        return int(words)
    small = words.lower()
    if not small or len(small) > 3 * _LONGEST or not set(small) <= _VALUES.keys():
        return None
    values = [_VALUES[letter] for letter in small]
    total = sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    return total if roman(total) == small else None


def _mark_by_place(rows: Sequence[_Row]) -> None:
    """Mark the rows that stand apart at the height, and in the size, of enough that are furniture."""
    for is_top in (True, False):
        sure = sorted(
            ((row.y, row) for row in rows if row.is_furniture and row.is_top == is_top), key=lambda one: one[0]
        )
        heights = [y for y, _ in sure]
        for row in rows:
            if row.is_furniture or not row.is_apart or row.is_top != is_top:
                continue
            first, last = bisect_left(heights, row.y - _SAME / 2), bisect_right(heights, row.y + _SAME / 2)
            row.is_furniture = _has_company(row, (other for _, other in sure[first:last]))


def _has_company(row: _Row, others: Iterable[_Row]) -> bool:
    """Tell whether enough pages have furniture of a row's size among others."""
    pages: set[int] = set()
    for other in others:
        if abs(other.lines[0].size - row.lines[0].size) < _SAME_SIZE:
            pages.add(other.page)
            if len(pages) >= _PAGES:
                return True
    return False

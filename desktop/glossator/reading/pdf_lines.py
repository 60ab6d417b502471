"""Put the runs of a PDF's page into lines, cut at gaps that are wider than a space, and tell what is usual in them.

A line lies in a frame of its own: text that runs down or up the page, or from right to left, is turned so that it
begins at its left and its next line lies below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossator.reading.pdf_characters import BOLD, HALF, Page, Piece

#: A gap wider than so many letters' heights parts two lines: two columns, or the cells of a table.
_GAP = 2.2
#: A number alone at the right end of a row stays in it, as in a table of contents.
_NUMBER = re.compile(r"[\divxlc]{1,6}\Z", re.IGNORECASE)
#: Runs are of one line while their baselines lie no further apart than this share of the larger one's size.
_SHIFT = 0.75
#: A run that begins so far before the end of the one before it begins another line, in sizes.
_BACK = 0.6

#: Lines beside one another, by this share of the lower one, no further apart than so many sizes, are one; what stands
#: further from the other than a share of the size has a blank between.
_BESIDE, _NEAR, _OVERLAP = 0.3, 1.0, 0.35
_BLANK_GAP = 0.13
#: Letters are put over one another by so much, as in names of programs that are set like pictures.
_COMPOSED = 1.2
#: An initial is so many times as large as the letters of its word.
_INITIAL = 1.8

#: Writing that has no blanks between words, nor where a line ends; it may run down the page.
WITHOUT_BLANKS = re.compile("[\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f]")

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdfd\ufe70-\ufefc]")
#: In a text from right to left at least this share of the letters is of such a script.
_RTL_SHARE = 0.4

#: Steps from line to line larger than this many sizes say nothing of what is usual.
_LARGEST_STEP = 3.2


class Line:
    """Hold a line: parts of its page's text, and where it lies in its frame.

    ``parts`` are (start, end) in the page's text, ``gaps`` what stands before each: a blank where two are apart.
    ``frame`` is 0 for a line across the page, 1 and -1 where it runs down and up, 2 from right to left. ``shown`` is
    its place on the page as it is shown; ``is_cell`` says that others stand in its row.
    """

    __slots__ = (
        *("baseline", "bold", "bottom", "first_word", "frame", "gaps", "is_broken", "is_cell", "left", "page", "parts"),
        *("pieces", "right", "shown", "size", "top", "words"),
    )

    def __init__(self, page: Page, pieces: list[Piece], frame: int) -> None:
        self.page, self.frame = page, frame
        self.parts, self.gaps = [(pieces[0].start, pieces[-1].end)], [""]
        self.words = page.text[pieces[0].start : pieces[-1].end].replace(HALF, "")
        self.is_cell = False
        self._measure(pieces)

    def _measure(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        main = pieces[0] if len(pieces) == 1 else _main(pieces)
        self.size = main.size
        self.baseline = -main.baseline if self.frame == 1 else main.baseline
        self.bold = all(piece.style & BOLD for piece in pieces)
        self.shown = _around(pieces)
        self.left, self.top, self.right, self.bottom = turned(self.shown, self.frame)
        self.is_broken = self.parts[-1][1] - 1 in self.page.breaks
        self.first_word = -1.0

    def take(self, other: Line) -> None:
        """Take in a line that goes on where this one ends."""
        is_apart = other.left - self.right > _BLANK_GAP * min(self.size, other.size)
        gap = " " if is_apart and not self._is_initial_of(other) else ""
        self.parts += other.parts
        self.gaps += [gap, *other.gaps[1:]]
        self.words += gap + other.words
        self._measure(self.pieces + other.pieces)

    def _is_initial_of(self, other: Line) -> bool:
        return len(self.words) <= 2 and self.words.isalpha() and self.size > _INITIAL * other.size

    @property
    def has_initial(self) -> bool:
        """Tell whether the line begins with a large initial, which the lines below give way to."""
        return self.pieces[0].size > _INITIAL * self.size

    @property
    def height(self) -> float:
        """Return how high the line is."""
        return self.bottom - self.top

    def width_of_first_word(self) -> float:
        """Return about how wide the first word is."""
        if self.first_word < 0:
            blank = self.words.find(" ")
            share = 1.0 if blank < 0 else blank / max(1, len(self.words))
            self.first_word = share * (self.right - self.left)
        return self.first_word


def turned(box: tuple[float, float, float, float], frame: int) -> tuple[float, float, float, float]:
    """Return a place on the page as it lies in a frame."""
    left, top, right, bottom = box
    if frame == 0:
        return box
    if frame == 1:
        return top, -right, bottom, -left
    if frame == -1:
        return -bottom, left, -top, right
    return -right, top, -left, bottom


def lines_of(page: Page) -> list[Line]:
    """Return the lines of a page in the producer's order."""
    may_run_back = _RTL.search(page.text) is not None
    lines: list[Line] = []
    for segment in page.segments:
        runs_back = may_run_back and _runs_back(page.text[segment[0].start : segment[-1].end])
        for pieces in _cut(page, segment, runs_back):
            lines.append(Line(page, pieces, pieces[0].turn or (2 if runs_back else 0)))
    return _from_the_right(_rejoined(lines))


def _runs_back(words: str) -> bool:
    letters = sum(character.isalpha() for character in words)
    return letters > 0 and len(_RTL.findall(words)) >= _RTL_SHARE * letters


def _main(pieces: Sequence[Piece]) -> Piece:
    return max(pieces, key=lambda piece: piece.end - piece.start)


def _around(pieces: Sequence[Piece]) -> tuple[float, float, float, float]:
    first = pieces[0]
    left, top, right, bottom = first.left, first.top, first.right, first.bottom
    for piece in pieces[1:]:
        left, top = min(left, piece.left), min(top, piece.top)
        right, bottom = max(right, piece.right), max(bottom, piece.bottom)
    return left, top, right, bottom


def _cut(page: Page, pieces: list[Piece], runs_back: bool) -> Iterator[list[Piece]]:
    """Yield the runs of each line of a segment."""
    line: list[Piece] = []
    for number, piece in enumerate(pieces):
        if line and _begins(page, line, piece, runs_back, is_last=number == len(pieces) - 1):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _begins(page: Page, line: list[Piece], piece: Piece, runs_back: bool, *, is_last: bool) -> bool:
    before = line[-1]
    if page.breaks and before.end - 1 in page.breaks:
        return True
    if before.turn != piece.turn:
        return piece.end - piece.start > 1 and before.end - before.start > 1
    size = max(before.size, piece.size)
    if piece.turn:
        along = max(piece.top - before.bottom, before.top - piece.bottom)
        return abs(piece.baseline - before.baseline) > _SHIFT * size or along > _GAP * size
    if abs(piece.baseline - before.baseline) > _SHIFT * size:
        return True
    if runs_back:
        return max(piece.left - before.right, before.left - piece.right) > _GAP * size
    if piece.left < before.right - _BACK * size - 1.0 and piece.left < line[0].right:
        return True
    if piece.left - before.right <= _GAP * size:
        return False
    words = page.text[piece.start : piece.end]
    return not (is_last and _NUMBER.match(words) and len(line) <= 2)


def _rejoined(lines: list[Line]) -> list[Line]:
    """Join lines that were parted at a raised or lowered character, and mark those that stand in one row."""
    kept: list[Line] = []
    for line in lines:
        if kept and _goes_on(kept[-1], line):
            kept[-1].take(line)
        else:
            kept.append(line)
    _mark_cells(kept)
    return kept


def _goes_on(before: Line, line: Line) -> bool:
    if before.frame != line.frame or before.is_broken:
        return False
    beside = min(before.bottom, line.bottom) - max(before.top, line.top)
    if beside < _BESIDE * min(before.height, line.height):
        return False
    size = max(before.size, line.size)
    gap = line.left - before.right
    if abs(line.baseline - before.baseline) < 0.5 * size and line.left > before.left:
        return -_COMPOSED * size <= gap <= _NEAR * size
    return -_OVERLAP * size <= gap <= _NEAR * size


def _from_the_right(lines: list[Line]) -> list[Line]:
    """Bring lines that are written downwards into their order, which is from right to left; pdfium's may not be."""
    if not any(line.frame == 1 for line in lines):
        return lines
    kept: list[Line] = []
    beside: list[Line] = []
    for line in lines:
        is_written_down = line.frame == 1 and WITHOUT_BLANKS.match(line.words) is not None
        if beside and not (is_written_down and line.left < beside[-1].right and beside[-1].left < line.right):
            kept.extend(sorted(beside, key=lambda one: one.baseline))
            beside = []
        (beside if is_written_down else kept).append(line)
    return [*kept, *sorted(beside, key=lambda one: one.baseline)]


def _mark_cells(lines: Sequence[Line]) -> None:
    """Mark the lines that stand beside the one before them, in one row."""
    for before, line in pairwise(lines):
        if line.frame == before.frame and line.left >= before.right and _beside(before, line):
            before.is_cell = line.is_cell = True


def _beside(line: Line, other: Line) -> bool:
    return abs(line.baseline - other.baseline) < 0.3 * min(line.size, other.size)


@dataclass(frozen=True, slots=True)
class Usual:
    """Say what is usual in a document: the size of its text, and the step from line to line by size."""

    size: float
    steps: dict[float, float]

    def step(self, size: float) -> float:
        """Return the usual step between lines of a size."""
        return self.steps.get(round(size, 1)) or 1.25 * size


def usual(pages: Iterable[Sequence[Line]]) -> Usual:
    """Tell what is usual in a document by its lines."""
    sizes: Counter[float] = Counter()
    steps: dict[float, Counter[float]] = {}
    for lines in pages:
        before = None
        for line in lines:
            size = round(line.size, 1)
            sizes[size] += len(line.words)
            if before is not None and before.frame == line.frame and round(before.size, 1) == size and size:
                step = line.baseline - before.baseline
                if 0.5 * size < step < _LARGEST_STEP * size and line.left < before.right and before.left < line.right:
                    steps.setdefault(size, Counter())[round(2 * step) / 2] += 1
            before = line
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    return Usual(size, {one: found.most_common(1)[0][0] for one, found in steps.items()})

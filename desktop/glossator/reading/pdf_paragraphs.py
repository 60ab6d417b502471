"""Put the lines of a PDF's page into paragraphs by where they lie: no words are looked at but those that mark a list.

Lines that follow one another downwards make a stack. In it a paragraph ends with a line on which the next word had
still found room, before an indented line, before a wider step, and before a mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from glossator.model.document import Json
from glossator.reading.pdf_characters import Page
from glossator.reading.pdf_lines import Line, Usual

#: Lines whose sizes differ by a larger share belong to different stacks.
_SIZES = 0.12
#: A step larger than this, in usual steps, ends a stack; in a stack one larger than this, in its own, ends a paragraph.
_WIDEST, _WIDER = 1.6, 1.22
#: A line that begins so much further in, in sizes, is indented; further out than the second, it is another text.
_INDENT, _FURTHEST = 0.6, 8.0
#: Columns of prose are at least so wide, in sizes: only they are followed over what stands beside them.
_PROSE = 16.0
#: So many stacks back is looked for the one that a line goes on.
_BACK = 4
#: Letters larger than this, in sizes of the text, are a title: its lines are no paragraphs.
TITLE = 1.15
#: A note is set no larger than this, in sizes of the text.
NOTE = 0.93

#: Where lines are set flush at both sides, one that ends so many sizes before the edge is a paragraph's last; where
#: they are ragged, one that ends so many before it, had the next word found room.
_SHORT, _SHORTER = 1.2, 4.0
#: Lines are flush where at least so many, and this share, of them reach the edge.
_LEAST_FLUSH, _FLUSH = 3, 0.5

ENDED = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*\Z")
_LEADER = re.compile(r"(?:\.\s?){4,}\w{1,6}\Z")
BULLET = re.compile(r"[•◦▪▫●○■□◆◇►▶‣⁃∙·–](?:\s+|\Z)|[-*]\s+(?=\S)")
NUMBER = re.compile(r"(?:\(\w{1,4}\)|\[\w{1,4}\]|(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,5})[.)])\s+(?=\S)")
#: What a note begins with, where its mark is not raised.
_NOTED = re.compile(r"(?:\d{1,3}|[*∗†‡§¶‖]{1,3})\s+(?=\S)")
#: What refers to a note, and stands before it.
MARK = re.compile(r"\d{1,3}|[*∗†‡§¶‖#]{1,3}|[a-z]")


@dataclass(slots=True, eq=False)
class Paragraph:
    """Hold the lines of a paragraph, its kind as far as it is known, and the right edge of its column."""

    lines: list[Line]
    right: float
    kind: str = "paragraph"
    level: int | None = None
    data: dict[str, Json] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        """Return the page on which it begins."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """Return the size of its letters."""
        lines = self.lines
        return lines[0].size if len(lines) == 1 else max(lines, key=lambda line: len(line.words)).size

    @property
    def words(self) -> str:
        """Return its words as they stand, line by line."""
        return " ".join(line.words for line in self.lines)

    def box(self) -> tuple[float, float, float, float]:
        """Return its place on the page on which it begins."""
        shown = [line.shown for line in self.lines if line.page is self.page]
        return (
            min(box[0] for box in shown),
            min(box[1] for box in shown),
            max(box[2] for box in shown),
            max(box[3] for box in shown),
        )


def mark_of(line: Line) -> str | None:
    """Return the raised mark that a line begins with, None where it begins with none."""
    first = line.pieces[0]
    if line.size - first.size < 0.12 * line.size and line.baseline - first.baseline < 0.15 * line.size:
        return None
    if len(line.pieces) == 1:
        return None
    words = line.page.text[first.start : first.end].strip()
    return words if MARK.fullmatch(words) else None


def paragraphs_of(lines: Sequence[Line], usual: Usual) -> list[Paragraph]:
    """Return the paragraphs of a page's lines, in the order of their first lines."""
    stacks = _stacks(lines, usual)
    edges = [_edge(stack) for stack in stacks]
    found: list[Paragraph] = []
    long = [(stack, edge.right) for stack, edge in zip(stacks, edges, strict=True) if len(stack) > 2]
    columns = [(stack[0].frame, min(line.left for line in stack), right) for stack, right in long]
    for stack, edge in zip(stacks, edges, strict=True):
        own = edge if edge.is_flush else Edge(_right_beside(stack, edge.right, columns), is_flush=False)
        found.extend(_split(stack, own, usual))
    return found


@dataclass(frozen=True, slots=True)
class Edge:
    """Say where the lines of a stack end at most, and whether those inside a paragraph all do."""

    right: float
    is_flush: bool

    def ends(self, before: Line, line: Line) -> bool:
        """Tell whether a line ends before another could not have stood on it."""
        room = self.right - before.right
        if self.is_flush:
            return room > _SHORT * line.size
        if room <= 1.05 * line.width_of_first_word() + 0.25 * line.size + 1.0:
            return False
        # Not every program fills a line with all that it could hold.
        return room > _SHORTER * line.size or ENDED.search(before.words) is not None


# Stacks


def _stacks(lines: Sequence[Line], usual: Usual) -> list[list[Line]]:
    stacks: list[list[Line]] = []
    for line in lines:
        is_prose = line.right - line.left >= _PROSE * line.size
        for back, stack in enumerate(reversed(stacks[-_BACK:])):
            last = stack[-1]
            if back and not (is_prose and last.right - last.left >= _PROSE * last.size):
                continue
            if _follows(last, line, usual) and not (back == 0 and line.is_cell and last.is_cell and not is_prose):
                stack.append(line)
                break
        else:
            stacks.append([line])
    return stacks


def _follows(before: Line, line: Line, usual: Usual) -> bool:
    """Tell whether a line lies below another as the next one of a text does."""
    if before.frame != line.frame or abs(before.size - line.size) > _SIZES * max(before.size, line.size):
        return False
    step = line.baseline - before.baseline
    if not 0.25 * line.size < step <= _WIDEST * usual.step(line.size):
        return False
    return line.left < before.right and before.left < line.right


def _edge(stack: Sequence[Line]) -> Edge:
    """Return the edge that a stack's lines reach: the one that many do, else the furthest."""
    furthest = max(line.right for line in stack)
    right, count = Counter(round(line.right) for line in stack).most_common(1)[0]
    if len(stack) < 5 or count < max(3, 0.3 * len(stack)):
        right = round(furthest)
    at_edge = sum(abs(line.right - right) < 0.6 * line.size for line in stack)
    is_flush = at_edge >= _LEAST_FLUSH and at_edge >= _FLUSH * len(stack)
    return Edge(float(right) if is_flush else furthest, is_flush)


def _right_beside(stack: Sequence[Line], right: float, columns: Sequence[tuple[int, float, float]]) -> float:
    """Return the right edge of ragged or few lines as the columns of the page have it: (frame, left, right) of each."""
    first, left = stack[0], min(line.left for line in stack)
    near = [
        other
        for frame, other_left, other in columns
        if frame == first.frame
        and -_FURTHEST * first.size < other_left - left < first.size
        and other >= right - first.size
    ]
    return max(right, min(near, default=right))


# Paragraphs


def _split(stack: list[Line], edge: Edge, usual: Usual) -> list[Paragraph]:
    steps = [line.baseline - before.baseline for before, line in pairwise(stack)]
    step = min(median(steps), 1.1 * usual.step(stack[0].size)) if len(steps) > 2 else usual.step(stack[0].size)
    lefts = Counter(round(line.left) for line in stack)
    flush = float(max(lefts, key=lambda left: (lefts[left], -left)))
    found = [Paragraph([stack[0]], edge.right)]
    for before, line in pairwise(stack):
        lines = found[-1].lines
        if line.baseline - before.baseline > _WIDER * step or _begins(lines, line, edge, flush, usual):
            found.append(Paragraph([line], edge.right))
        else:
            lines.append(line)
    return found


def _begins(lines: Sequence[Line], line: Line, edge: Edge, flush: float, usual: Usual) -> bool:
    """Tell whether a line begins a paragraph after these lines of the one before."""
    before = lines[-1]
    if before.is_broken:
        return False
    if before.bold != line.bold and (all(one.bold for one in lines) or line.bold):
        return True
    if line.size > TITLE * usual.size:
        return False
    if BULLET.match(line.words) or (line.size <= NOTE * usual.size and mark_of(line) is not None):
        return True
    if NUMBER.match(line.words) and NUMBER.match(lines[0].words) and abs(line.left - lines[0].left) < 0.3 * line.size:
        return True
    if edge.ends(before, line) or _LEADER.search(before.words):
        return True
    return _is_indented(lines, line, flush)


def _is_indented(lines: Sequence[Line], line: Line, flush: float) -> bool:
    if lines[0].has_initial:
        return False
    further = (line.left - lines[-1].left) / line.size
    if len(lines) > 1:
        return further > _INDENT or (further < -_INDENT and lines[-1].left - lines[0].left < _INDENT * line.size)
    if further < -_FURTHEST or further > _FURTHEST:
        return True
    if further <= _INDENT:
        return False
    first = lines[0]
    hangs = BULLET.match(first.words) or NUMBER.match(first.words) or _NOTED.match(first.words)
    return not hangs and first.left >= flush - _INDENT * line.size

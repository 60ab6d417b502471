"""Weave the paragraphs of a PDF into its text, with blocks and spans, and keep where each character came from.

Text and places come of the same walk: what stands in the text is what a page has there, but for the blanks that join
lines. Places in a block's ``breaks`` are offsets in the text, each right after a hyphen that ended a line.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from glossator.model.document import Block, Json, Span
from glossator.reading.pdf_characters import BOLD, HALF, ITALIC, Page, Piece
from glossator.reading.pdf_lines import WITHOUT_BLANKS, Line
from glossator.reading.pdf_paragraphs import BULLET, Paragraph

#: What is so much smaller than its line, and so far from its baseline in sizes of it, is raised or lowered.
_SMALL, _SHIFTED = 0.85, 0.12

_HYPHENS = "-\u2010"

_STYLES = (("bold", BOLD), ("italic", ITALIC))


@dataclass(slots=True)
class Runs:
    """Say which characters of the pages stand where: each run's offset, page, place in the page's text, and length."""

    offsets: array[int] = field(default_factory=lambda: array("q"))
    pages: array[int] = field(default_factory=lambda: array("l"))
    places: array[int] = field(default_factory=lambda: array("l"))
    lengths: array[int] = field(default_factory=lambda: array("l"))

    def add(self, offset: int, page: int, place: int, length: int) -> None:
        """Add a run, to the one before where it goes on with it."""
        if (
            self.offsets
            and self.pages[-1] == page
            and self.offsets[-1] + self.lengths[-1] == offset
            and self.places[-1] + self.lengths[-1] == place
        ):
            self.lengths[-1] += length
            return
        self.offsets.append(offset)
        self.pages.append(page)
        self.places.append(place)
        self.lengths.append(length)

    def __iter__(self) -> Iterator[tuple[int, int, int, int]]:
        return iter(zip(self.offsets, self.pages, self.places, self.lengths, strict=True))

    def first_offsets(self, pages: int, until: int) -> list[int | None]:
        """Return the offset of each page's first character before ``until``, None where it has none."""
        found: list[int | None] = [None] * pages
        for offset, page in zip(self.offsets, self.pages, strict=True):
            first = found[page]
            if offset < until and (first is None or offset < first):
                found[page] = offset
        return found


class PdfWeaver:
    """Gather the text paragraph by paragraph; ``marks`` are what stands for footnotes (`pdf_notes.Notes`)."""

    def __init__(self, marks: dict[tuple[int, int], tuple[int, str | None]]) -> None:
        self._marks = marks
        self._parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.spans: list[Span] = []
        self.runs = Runs()
        self.starts: dict[int, int] = {}
        self._open: dict[str, tuple[int, int]] = {}

    @property
    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._parts)

    def add(self, paragraph: Paragraph) -> None:
        """Add a paragraph as a block."""
        if self.blocks:
            self._say("\n")
        start = self.length
        breaks: list[Json] = []
        skip = self._marker_end(paragraph)
        before: Line | None = None
        for line in paragraph.lines:
            if before is not None:
                joint = _joint(before, line)
                if joint is None:
                    breaks.append(self.length)
                elif self.length > start:
                    self._say(joint)
            self._line(line, paragraph.kind, skip)
            before, skip = line, 0
        self._close()
        data = dict(paragraph.data)
        if breaks:
            data["breaks"] = breaks
        self.starts[id(paragraph)] = start
        self.blocks.append(Block(paragraph.kind, start, self.length, paragraph.level, paragraph.page.index, data))

    def _marker_end(self, paragraph: Paragraph) -> int:
        if "marker" not in paragraph.data:
            return 0
        match = BULLET.match(paragraph.lines[0].words)
        return match.end() if match else 0

    def _say(self, words: str) -> None:
        self._parts.append(words)
        self.length += len(words)

    def _line(self, line: Line, kind: str, skip: int) -> None:
        """Add a line but for so many of its first characters."""
        page, pieces = line.page, iter(line.pieces)
        for (start, end), gap in zip(line.parts, line.gaps, strict=True):
            if gap:
                self._say(gap)
            at = start + skip
            skip = 0
            while at < end:
                piece = next(pieces, None)
                stop = end if piece is None or piece.start >= end else piece.end
                if stop <= at:
                    continue
                at = self._piece(line, page, piece, at, stop, kind=kind)
        self._parts = self._parts if len(self._parts) < 4096 else ["".join(self._parts)]

    def _piece(self, line: Line, page: Page, piece: Piece | None, at: int, stop: int, *, kind: str) -> int:
        """Add the characters ``at:stop`` of a page, which end with a piece; return where to go on."""
        if piece is None:
            self._characters(page, at, stop)
            return stop
        if at < piece.start:
            self._characters(page, at, piece.start)
        mark = self._marks.get((page.index, piece.start))
        if mark is not None:
            end, label = mark
            if label is not None:
                self.spans.append(Span("note-ref", self.length, self.length, label))
            at = max(at, end)
            if at >= stop:
                return max(stop, at)
        first = self.length
        self._characters(page, max(at, piece.start), stop)
        self._style(line, piece, first, kind)
        return stop

    def _characters(self, page: Page, start: int, end: int) -> None:
        words = page.text[start:end]
        if HALF not in words:
            self.runs.add(self.length, page.index, start, end - start)
            self._say(words)
            return
        for at, character in enumerate(words, start):
            if character != HALF:
                self.runs.add(self.length, page.index, at, 1)
                self._say(character)

    # Spans

    def _style(self, line: Line, piece: Piece, start: int, kind: str) -> None:
        for name, style in _STYLES:
            if piece.style & style and not (style == BOLD and kind == "heading"):
                self._extend(name, start)
        if piece.size < _SMALL * line.size and len(line.pieces) > 1 and not piece.turn:
            shift = line.baseline - piece.baseline
            if abs(shift) > _SHIFTED * line.size:
                self._extend("superscript" if shift > 0 else "subscript", start)

    def _extend(self, name: str, start: int) -> None:
        """Let a span reach to here from a start, or from where the one before it began."""
        found = self._open.get(name)
        if found is not None and start - found[1] <= 1 and name in ("bold", "italic"):
            self._open[name] = found[0], self.length
            return
        if found is not None:
            self.spans.append(Span(name, *found))
        self._open[name] = start, self.length

    def _close(self) -> None:
        for name, (start, end) in self._open.items():
            self.spans.append(Span(name, start, end))
        self._open.clear()


def _joint(before: Line, line: Line) -> str | None:
    """Return what joins two lines: a blank, nothing where the writing has none, None after a hyphen."""
    if before.is_broken:
        return None
    last, first = before.words[-1:], line.words[:1]
    if last and last in _HYPHENS and before.words[-2:-1].isalnum() and first.isalnum():
        return None
    if WITHOUT_BLANKS.match(last) and WITHOUT_BLANKS.match(first):
        return ""
    return " "


def links_of(pages: Sequence[Page], runs: Runs, text: str) -> list[Span]:
    """Return the links of the pages as spans of the text, those over a line's end joined."""
    by_page: dict[int, list[tuple[int, int, int]]] = {}
    for offset, index, place, length in runs:
        by_page.setdefault(index, []).append((place, offset, length))
    spans: list[Span] = []
    for page in pages:
        if not page.links or page.index not in by_page:
            continue
        found = sorted(by_page[page.index])
        places = [place for place, _, _ in found]
        for start, end, target in page.links:
            at = max(0, bisect_right(places, start) - 1)
            for place, offset, length in found[at : bisect_left(places, end)]:
                first, last = max(start, place), min(end, place + length)
                if first < last:
                    _link(spans, text, offset + first - place, offset + last - place, target)
    return spans


def _link(spans: list[Span], text: str, start: int, end: int, target: str) -> None:
    before = spans[-1] if spans else None
    is_near = before is not None and before.target == target and 0 <= start - before.end <= 1
    if before is not None and is_near and "\n" not in text[before.end : start]:
        spans[-1] = Span("link", before.start, end, target)
        return
    spans.append(Span("link", start, end, target))

"""Weave lines, blocks and spans into a content whose offsets fit, for formats whose text is not the file's own."""

from __future__ import annotations

import re

from glossator.model.document import Block, Content, Json, Span
from glossator.reading.canonical import REPLACEMENT

_LINE_END = re.compile(r"[\n\r]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")

_FIRST_LINE_ONLY = ("marker", "images")


class Weaver:
    """Gather a text line by line: begin a line, add words, open and close spans; lines are joined by one newline."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._open: list[tuple[str, int, str | None]] = []
        self._line: tuple[str, int, int | None, dict[str, Json]] | None = None
        self._groups = 0

    @property
    def lines(self) -> int:
        """Return how many lines there are."""
        return len(self._blocks) + (self._line is not None)

    @property
    def position(self) -> int:
        """Return the offset at which the next words will stand."""
        return self._length

    def new_group(self) -> int:
        """Return a number for lines that belong together."""
        self._groups += 1
        return self._groups

    def begin(self, kind: str, *, level: int | None = None, data: dict[str, Json] | None = None) -> None:
        """Begin a line, ending the one before."""
        self.end()
        if self._blocks:
            self._parts.append("\n")
            self._length += 1
        self._line = (kind, self._length, level, {} if data is None else data)

    def end(self) -> None:
        """End the line, if one is open."""
        if self._line is not None:
            kind, start, level, data = self._line
            self._blocks.append(Block(kind, start, self._length, level, data=data))
            self._line = None

    def add(self, words: str) -> None:
        """Add words to the line; a newline in them is a space, a control character is replaced."""
        if not words.isprintable():
            words = _CONTROLS.sub(REPLACEMENT, _LINE_END.sub(" ", words))
        self._parts.append(words)
        self._length += len(words)

    def open_span(self, kind: str, target: str | None = None) -> None:
        """Begin a span here."""
        self._open.append((kind, self._length, target))

    def close_span(self, kind: str) -> None:
        """End the innermost span of a kind here; one that holds nothing is dropped."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == kind:
                _, start, target = self._open.pop(index)
                if start < self._length:
                    self._spans.append(Span(kind, start, self._length, target))
                return

    def mark(self, kind: str, target: str) -> None:
        """Set a span without width here."""
        self._spans.append(Span(kind, self._length, self._length, target))

    def image(self, alternative: str, ref: str | None = None) -> None:
        """Set an image: over its alternative text, without width where it has none.

        ``ref`` names it to `glossator.reading.pictures` where the file itself contains it.
        """
        words = " ".join(alternative.split())
        if ref is not None and self._line is not None:
            images = self._line[3].setdefault("images", [])
            if isinstance(images, list):
                images.append({"at": self._length, "ref": ref})
        start = self._length
        self.add(words)
        self._spans.append(Span("image", start, self._length, words))

    def break_line(self) -> None:
        """Go on in a new line of the same kind; spans that are open go on in it."""
        if self._line is None:
            return
        kind, _, level, data = self._line
        for name, start, target in self._open:
            if start < self._length:
                self._spans.append(Span(name, start, self._length, target))
        # What was generated stands before the first line only, and an image in its own; the break is the author's.
        later = {key: value for key, value in data.items() if key not in _FIRST_LINE_ONLY}
        self.begin(kind, level=level, data={**later, "break": True})
        self._open = [(name, self._length, target) for name, _, target in self._open]

    def content(self) -> Content:
        """Return what was woven."""
        self.end()
        spans = sorted(self._spans, key=lambda span: (span.start, -span.end))
        return Content("".join(self._parts), tuple(self._blocks), tuple(spans))

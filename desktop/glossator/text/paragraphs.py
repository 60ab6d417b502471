"""Find paragraphs and sections of a content by offset: built once for a text, then asked by bisection."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossator.model.document import RANGE_BLOCKS, Block, Content

#: A half-open run of code points.
Range = tuple[int, int]

_NOT_BLANK = re.compile(r"\S")

#: Kinds of block that hold no line of the text: ranges over lines, and what a page repeats beside its text.
_NO_LINE = RANGE_BLOCKS | {"furniture"}

#: A heading without a level stands highest.
_TOP_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Section:
    """Describe a part of a text under a title, "" where it has none; ``outer`` is the number of the one around it."""

    start: int
    end: int
    title: str
    outer: int | None


class Paragraphs:
    """Know where the paragraphs of a content are, and in which section an offset lies.

    A paragraph is a text block with something other than blanks in it; consecutive blocks that share
    ``data["group"]`` are one. A content without blocks is taken line by line.
    """

    def __init__(self, content: Content, *, language: str | None = None) -> None:
        self.language = language  # of the text, by its code: where its sentences end depends on it
        self._text = content.text
        lines = [block for block in content.blocks if block.kind not in _NO_LINE] or _lines(content.text)
        self.ranges: list[Range] = _joined(content.text, lines)
        self._starts = [start for start, _ in self.ranges]
        self.sections: list[Section] = _sections(content, lines)
        self._section_starts = [section.start for section in self.sections]
        self.pages: list[tuple[int, str]] = pages_of(content)
        self._page_starts = [start for start, _ in self.pages]

    @property
    def count(self) -> int:
        """Return how many paragraphs hold text."""
        return len(self.ranges)

    @property
    def whole(self) -> Range:
        """Return the range from the first paragraph's start to the last one's end."""
        return (self.ranges[0][0], self.ranges[-1][1]) if self.ranges else (0, len(self._text))

    def index_at(self, offset: int) -> int:
        """Return the index of the paragraph at an offset, between two the nearer one; 0 where there is none."""
        after = bisect_right(self._starts, offset)
        if after == 0:
            return 0
        before = after - 1
        gap = offset - self.ranges[before][1]
        if gap > 0 and after < len(self.ranges) and self.ranges[after][0] - offset <= gap:
            return after
        return before

    def range_at(self, offset: int) -> Range:
        """Return the range of the paragraph at an offset, between two of the nearer one."""
        return self.ranges[self.index_at(offset)] if self.ranges else self.whole

    def sections_at(self, offset: int) -> list[Range]:
        """Return the sections around an offset, the innermost first, the whole text last."""
        found = [(section.start, self._last_text(section)) for section in self._around(offset)]
        if not found and self.sections and offset < self._section_starts[0] and self._starts:
            # What stands before the first heading is a section of its own.
            before = bisect_right(self._starts, self._section_starts[0] - 1)
            if before:
                found.append((self._starts[0], self.ranges[before - 1][1]))
        if not found or found[-1] != self.whole:
            found.append(self.whole)
        return found

    def section_at(self, offset: int) -> Range:
        """Return the innermost section around an offset: marked as one, or under a heading, else the whole text."""
        return self.sections_at(offset)[0]

    def section_title_at(self, offset: int) -> str | None:
        """Return the title of the innermost section around an offset, None where it has none."""
        return next((section.title for section in self._around(offset) if section.title), None)

    def page_at(self, offset: int) -> str:
        """Return the label of the page that an offset is printed on, "" where the text has no pages."""
        after = bisect_right(self._page_starts, offset)
        return self.pages[max(0, after - 1)][1] if self.pages else ""

    def _around(self, offset: int) -> Iterator[Section]:
        index: int | None = bisect_right(self._section_starts, offset) - 1
        while index is not None and index >= 0:
            section = self.sections[index]
            if offset <= section.end:
                yield section
            index = section.outer

    def _last_text(self, section: Section) -> int:
        last = bisect_right(self._starts, max(section.start, section.end - 1)) - 1
        return max(section.start, min(section.end, self.ranges[last][1])) if last >= 0 else section.end


def _lines(text: str) -> list[Block]:
    blocks = []
    start = 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    return blocks


def _joined(text: str, lines: Sequence[Block]) -> list[Range]:
    ranges: list[Range] = []
    search = _NOT_BLANK.search
    open_group = None
    for block in lines:
        group = block.data.get("group") if block.data else None
        if block.start < block.end and search(text, block.start, block.end):
            if group is not None and group == open_group and ranges:
                ranges[-1] = (ranges[-1][0], block.end)
            else:
                ranges.append((block.start, block.end))
                open_group = group
        elif group is None or group != open_group:
            open_group = None
    return ranges


def pages_of(content: Content) -> list[tuple[int, str]]:
    """List where the pages of a content begin, each with its label."""
    pages = []
    for block in content.blocks:
        if block.kind == "page":
            label = block.data.get("label", block.page)
            if label is not None:
                pages.append((block.start, str(label)))
    return sorted(pages)


def _sections(content: Content, lines: Sequence[Block]) -> list[Section]:
    headed = list(_headed(content.text, lines))
    marked = list(_marked(content))
    return _nested(_fitted(headed, marked) if marked else headed)


def _marked(content: Content) -> Iterator[tuple[int, int, str]]:
    """Yield the parts that the source itself marks, such as the chapters of a book."""
    for block in content.blocks:
        if block.kind == "section":
            title = block.data.get("title")
            yield block.start, block.end, title if isinstance(title, str) else ""


def _headed(text: str, lines: Sequence[Block]) -> Iterator[tuple[int, int, str]]:
    """Yield what stands under each heading, up to the next one of its level or above."""
    heads = _headings(text, lines)
    ends = [len(text)] * len(heads)
    open_: list[int] = []
    for index, (start, level, _) in enumerate(heads):
        while open_ and heads[open_[-1]][1] >= level:
            ends[open_.pop()] = start - 1
        open_.append(index)
    return ((start, end, title) for (start, _, title), end in zip(heads, ends, strict=True))


def _fitted(headed: list[tuple[int, int, str]], marked: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Put headed parts into the marked ones that they lie in, cut at their edges; those outside are left out.

    A marked part without a title takes the one of the heading that it begins with, which is not listed twice.
    """
    first = {start: title for start, _, title in reversed(headed)}
    named = {start: title or first.get(start, "") for start, _, title in marked}
    fitted = [(start, end, named[start]) for start, end, _ in marked]
    open_: list[int] = []
    waiting = sorted(((start, end) for start, end, _ in marked), key=lambda part: (part[0], -part[1]))
    waiting.reverse()
    for start, end, title in headed:
        while waiting and waiting[-1][0] <= start:
            open_.append(waiting.pop()[1])
        while open_ and open_[-1] <= start:
            open_.pop()
        if open_ and named.get(start) != title:
            fitted.append((start, min(end, open_[-1]), title))
    return fitted


def _nested(parts: list[tuple[int, int, str]]) -> list[Section]:
    sections: list[Section] = []
    open_: list[int] = []
    for start, end, title in sorted(parts, key=lambda part: (part[0], -part[1])):
        while open_ and sections[open_[-1]].end < end:
            open_.pop()
        sections.append(Section(start, end, title, open_[-1] if open_ else None))
        open_.append(len(sections) - 1)
    return sections


def _headings(text: str, lines: Sequence[Block]) -> list[tuple[int, int, str]]:
    heads: list[tuple[int, int, str]] = []
    open_group = None
    for block in lines:
        if block.kind != "heading":
            open_group = None
            continue
        words = " ".join(text[block.start : block.end].split())
        group = block.data.get("group")
        if group is not None and group == open_group:
            start, level, before = heads[-1]
            heads[-1] = (start, level, f"{before} {words}")
        elif words:
            heads.append((block.start, block.level or _TOP_LEVEL, words))
            open_group = group
    return heads

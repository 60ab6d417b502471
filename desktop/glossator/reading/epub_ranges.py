"""Lay a book's parts and printed pages over its text as ranges."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from glossator.model.document import Block, Content


def laid_over(content: Content, parts: Sequence[tuple[int, int, str]], pages: Sequence[tuple[int, str]]) -> Content:
    """Add a book's parts (offset, depth, title) and pages (offset, label); neither reaches over the notes at the end.

    A part begins with a line and ends where one of its own depth or a lesser begins; a page begins where it does.
    """
    notes = next((block.start for block in content.blocks if block.kind == "footnote"), None)
    end = len(content.text) if notes is None else max(notes - 1, 0)
    ranges = [*_pages(content.text, pages, end), *_sections(content, parts, end)]
    starts = [block.start for block in ranges if block.kind == "page"]
    lines = [_on_page(block, starts, end) for block in content.blocks]
    return Content(content.text, tuple(sorted((*ranges, *lines), key=lambda block: block.start)), content.spans)


def _sections(content: Content, parts: Sequence[tuple[int, int, str]], end: int) -> list[Block]:
    starts = [block.start for block in content.blocks]
    found: list[Block] = []
    open_parts: list[tuple[int, int, str]] = []

    def close(until: int, depth: int) -> None:
        while open_parts and open_parts[-1][1] >= depth:
            start, level, title = open_parts.pop()
            if start < until:
                found.append(Block("section", start, until, level, data={"title": title}))

    for at, depth, title in sorted(parts, key=lambda part: (part[0], part[1])):
        start = starts[max(bisect_right(starts, at) - 1, 0)]
        if start < end:
            close(start - 1, depth)
            open_parts.append((start, depth, title))
    close(end, 0)
    return sorted(found, key=lambda block: (block.start, block.level or 0))


def _pages(text: str, pages: Sequence[tuple[int, str]], end: int) -> list[Block]:
    begun = {at: label for at, label in reversed(pages) if at < end}
    starts = sorted(begun)
    found = []
    for index, start in enumerate(starts):
        until = starts[index + 1] if index + 1 < len(starts) else end
        until -= text[until - 1] == "\n" and until > start + 1
        found.append(Block("page", start, until, data={"index": index, "label": begun[start]}))
    return found


def _on_page(block: Block, starts: list[int], end: int) -> Block:
    page = bisect_right(starts, block.start) - 1
    return replace(block, page=page) if page >= 0 and block.start <= end else block

"""Read plain text: every line of the file is a block, and the text is the file's, character for character.

What the lines are is guessed with care (a title, headings, lists, quotations, pages) and changes no character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from glossator.model.document import Block, Content, Json, Metadata
from glossator.reading.firstlines import FIRST_LINES, LONGEST_TITLE, Line, byline, propose

READER, READER_VERSION = "plain", "1"

#: Hard-wrapped text has its median line in this range, in code points.
_WRAPPED_MEDIAN = (50, 90)
#: Lines beyond this share of the longest ones do not count as the width: a URL does not wrap.
_WIDTH_SHARE = 0.97
#: In wrapped text the next line's first word would not have fitted on this share of its lines.
_WRAPPED_SHARE = 0.7
#: Lines looked at to tell whether a text is hard-wrapped.
_WRAPPED_SAMPLE = 4000

#: A heading in the text is no longer than this, in code points.
_LONGEST_HEADING = 80
#: A title may stand on the text's own lines where they are this many times its length.
_MUCH_LONGER = 2

#: Blanks that indent a list item by one level, or begin a paragraph in a hard-wrapped book.
_INDENT = 2

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?:[-*•]|\d{1,3}[.)])[ \t]+\S")
_QUOTE = re.compile(r"[ \t]{0,3}(?P<marks>>(?:[ \t]?>)*)")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVXLC]{1,6}\.|§\s?\d+)[ \t\u00a0]+[^\W\d_]")
_NO_TITLE_END = tuple(".,;:，。、；：،؛")


def read_plain(text: str) -> tuple[Content, Metadata]:
    """Return the content of a plain text, whose text is the text itself, and what its first lines propose."""
    lines = text.split("\n")
    title = _title(lines)
    pages = _pages(text)
    blocks = _blocks(lines, [page.start for page in pages], title)
    first = _first_lines(lines)
    proposed = Line(title + 1, lines[title].strip()) if title is not None else None
    if pages:
        blocks = sorted([*pages, *blocks], key=lambda block: (block.start, block.kind != "page"))
    return Content(text, tuple(blocks)), propose(first, text, title=proposed)


def is_hard_wrapped(lines: Sequence[str]) -> bool:
    """Say whether lines were broken to a width: of middling length, ragged, and each full."""
    lengths = sorted(len(line.rstrip()) for line in lines[:_WRAPPED_SAMPLE] if line and not line.isspace())
    if len(lengths) < 2 or not _WRAPPED_MEDIAN[0] <= median(lengths) <= _WRAPPED_MEDIAN[1]:
        return False
    width = lengths[int((len(lengths) - 1) * _WIDTH_SHARE)]
    if lengths[0] == lengths[-1]:
        return False
    followed = full = 0
    for line, following in pairwise(lines[:_WRAPPED_SAMPLE]):
        words = following.split(maxsplit=1)
        if words and line and not line.isspace() and not _ITEM.match(following):
            followed += 1
            full += len(line.rstrip()) + 1 + len(words[0]) > width
    return followed > 0 and full >= followed * _WRAPPED_SHARE


def _first_lines(lines: Sequence[str]) -> list[Line]:
    found = []
    for index, line in enumerate(lines):
        if line and not line.isspace():
            found.append(Line(index + 1, line.strip()))
            if len(found) == FIRST_LINES:
                break
    return found


def _title(lines: Sequence[str]) -> int | None:
    index = next((index for index, line in enumerate(lines) if line and not line.isspace()), None)
    if index is None:
        return None
    line = lines[index].strip()
    if len(line) > LONGEST_TITLE or line.endswith(_NO_TITLE_END) or _ITEM.match(line) or _QUOTE.match(line):
        return None
    if not any(character.isalnum() for character in line) or byline(line) != (None, None):
        return None
    if not any(rest and not rest.isspace() for rest in lines[index + 1 :]):
        return None
    following = lines[index + 1].strip()
    if not following or len(following) >= len(line) * _MUCH_LONGER or byline(following) != (None, None):
        return index
    return None


def _pages(text: str) -> list[Block]:
    if "\f" not in text:
        return []
    bounds = [0, *(match.start() for match in re.finditer("\f", text)), len(text)]
    ranges = [(start, end) for start, end in pairwise(bounds) if start < end]
    return [Block("page", start, end, page=number) for number, (start, end) in enumerate(ranges, start=1)]


def _blocks(lines: list[str], page_starts: list[int], title: int | None) -> list[Block]:
    wrapped = is_hard_wrapped(lines)
    headings = set(_headings(lines, title))
    blocks: list[Block] = []
    start = group = 0
    before: Block | None = None
    before_line = ""
    for index, line in enumerate(lines):
        end = start + len(line)
        kind, level = _kind(line, index, headings, title)
        data: dict[str, Json] = {}
        if wrapped and line and not line.isspace() and kind != "heading":
            if before is None or _begins_anew(line, kind, before_line, before):
                group += 1
            elif kind == "paragraph" and before.kind == "list-item":
                kind, level = before.kind, before.level
            data["group"] = group
        page = bisect_right(page_starts, start) if page_starts else None
        block = Block(kind, start, end, level, page, data)
        blocks.append(block)
        before = block if data else None
        before_line = line
        start = end + 1
    return blocks


def _kind(line: str, index: int, headings: set[int], title: int | None) -> tuple[str, int | None]:
    if index in headings:
        return "heading", 1 if index == title else 2
    if not line or line.isspace():
        return "paragraph", None
    first = line.lstrip()[:1]
    if first == ">" and (quote := _QUOTE.match(line)):
        return "quote", quote["marks"].count(">")
    if (first in "-*•" or first.isdigit()) and (item := _ITEM.match(line)):
        return "list-item", 1 + len(item["indent"].expandtabs(4)) // _INDENT
    return "paragraph", None


def _begins_anew(line: str, kind: str, before_line: str, before: Block) -> bool:
    if kind == "list-item":
        return True
    if (kind == "quote") != (before.kind == "quote"):
        return True
    if before.kind == "list-item":
        return False
    return _indent(line) >= _indent(before_line) + _INDENT


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _headings(lines: Sequence[str], title: int | None) -> Iterator[int]:
    if title is not None:
        yield title
    candidates = [
        index
        for index, line in enumerate(lines)
        if 0 < len(line) <= _LONGEST_HEADING and index != title and _may_head(lines, index)
    ]
    numbered = {index for index in candidates if _NUMBERED.match(lines[index].strip())}
    for index in candidates:
        # Numbered lines one after the other are a list, not headings without text.
        if index not in numbered or not ({index - 2, index + 2} & numbered):
            yield index


def _may_head(lines: Sequence[str], index: int) -> bool:
    line = lines[index].strip()
    if not line or line.endswith(_NO_TITLE_END) or not _blank(lines, index - 1) or not _blank(lines, index + 1):
        return False
    if _NUMBERED.match(line):
        return True
    return line.isupper() and sum(1 for character in line if character.isalpha()) > 1


def _blank(lines: Sequence[str], index: int) -> bool:
    return not 0 <= index < len(lines) or not lines[index] or lines[index].isspace()

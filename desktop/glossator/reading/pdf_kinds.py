"""Tell what the paragraphs of a PDF are: headings by the file's outline, by size and by weight, and items of lists."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from glossator.reading.pdf_lines import Line, Usual
from glossator.reading.pdf_outline import Entry
from glossator.reading.pdf_paragraphs import BULLET, NUMBER, Paragraph

#: Letters so much larger than the text's, in its size, make a heading, where it is no longer than so many characters.
_LARGER, _LONGEST = 1.12, 250
#: What is bold and of the text's size is a heading where it is no longer than this, on so many lines.
_LONGEST_BOLD, _MOST_LINES = 120, 2
_LEAST_SIZE = 0.97
#: Sizes that differ by a smaller share are one.
_SAME_SIZE = 0.04
#: Where more than this share of the text is bold, bold says nothing.
_MOSTLY = 0.4

_DEEPEST = 6
_NOT_A_LETTER = re.compile(r"[\W_]+")
_HEAD_NUMBER = re.compile(r"(?:[\divxlc]+(?:\.\w+)*[.)]?|[a-z](?:\.\d+)+\.?|[a-z][.)])\s+", re.IGNORECASE)
#: What ends so runs on, or is a line of a table of contents.
_RUN_ON = re.compile(r"[.,;:]\Z|\s[\divxlc]{1,5}\Z")


def mark_headings(paragraphs: Sequence[Paragraph], usual: Usual, outline: Sequence[Entry]) -> dict[int, Paragraph]:
    """Make headings of the paragraphs that are; return which entry of the outline each of them answers."""
    answers = _by_outline(paragraphs, outline)
    headings = {id(paragraph): outline[number].depth for number, paragraph in answers.items()}
    bold = _bold_says_something(paragraphs)
    found = [one for one in paragraphs if id(one) in headings or _looks_like_one(one, usual, bold)]
    levels = _levels(found, headings, usual)
    for paragraph in found:
        paragraph.kind = "heading"
        depth = headings.get(id(paragraph))
        paragraph.level = min(_DEEPEST, depth + 1 if depth is not None else levels[_looks(paragraph)])
    return answers


def _bold_says_something(paragraphs: Sequence[Paragraph]) -> bool:
    total = sum(_length(one) for one in paragraphs)
    return sum(_length(one) for one in paragraphs if _is_bold(one)) <= _MOSTLY * total


def _length(paragraph: Paragraph) -> int:
    return sum(len(line.words) for line in paragraph.lines)


def _is_bold(paragraph: Paragraph) -> bool:
    return all(line.bold for line in paragraph.lines)


def _looks_like_one(paragraph: Paragraph, usual: Usual, bold: bool) -> bool:
    if paragraph.kind != "paragraph" or paragraph.lines[0].frame not in (0, 2) or _length(paragraph) > _LONGEST:
        return False
    words = paragraph.words
    if sum(character.isalpha() for character in words) < max(2, len(words) / 3):
        return False
    if paragraph.size >= _LARGER * usual.size:
        return True
    return (
        bold
        and _is_bold(paragraph)
        and paragraph.size >= _LEAST_SIZE * usual.size
        and len(words) <= _LONGEST_BOLD
        and len(paragraph.lines) <= _MOST_LINES
        and not any(line.is_cell for line in paragraph.lines)
        and not _RUN_ON.search(words)
    )


def _looks(paragraph: Paragraph) -> tuple[float, bool]:
    return round(paragraph.size, 1), _is_bold(paragraph)


def _levels(found: Sequence[Paragraph], known: dict[int, int], usual: Usual) -> dict[tuple[float, bool], int]:
    """Return a level for each look of a heading: as the outline has it, else by size, the bold after the larger."""
    votes: dict[tuple[float, bool], Counter[int]] = defaultdict(Counter)
    for paragraph in found:
        if id(paragraph) in known:
            votes[_looks(paragraph)][known[id(paragraph)] + 1] += 1
    levels = {looks: counts.most_common(1)[0][0] for looks, counts in votes.items()}
    sizes: list[float] = []
    ordered = sorted({_looks(one) for one in found}, reverse=True)
    for size, _ in ordered:
        if size >= _LARGER * usual.size and (not sizes or sizes[-1] - size > _SAME_SIZE * size):
            sizes.append(size)
    for size, is_bold in ordered:
        if (size, is_bold) in levels:
            continue
        if votes:
            above = [level for (other, _), level in levels.items() if other > size]
            levels[size, is_bold] = max(above) + 1 if above else 1
        elif size >= _LARGER * usual.size:
            levels[size, is_bold] = sum(other - size > -_SAME_SIZE * size for other in sizes)
        else:
            levels[size, is_bold] = len(sizes) + 1
    return levels


def _by_outline(paragraphs: Sequence[Paragraph], outline: Sequence[Entry]) -> dict[int, Paragraph]:
    """Return the paragraphs whose words are an entry's, on the entry's page."""
    by_page: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        if paragraph.kind == "paragraph" and _length(paragraph) <= _LONGEST:
            by_page[paragraph.page.index].append(paragraph)
    found: dict[int, Paragraph] = {}
    taken: set[int] = set()
    for number, entry in enumerate(outline):
        title = _plain(entry.title)
        for paragraph in by_page.get(entry.page, ()) if title else ():
            if id(paragraph) not in taken and _plain(paragraph.words) in (title, _plain(_unnumbered(entry.title))):
                found[number] = paragraph
                taken.add(id(paragraph))
                break
            if id(paragraph) not in taken and _plain(_unnumbered(paragraph.words)) == title:
                found[number] = paragraph
                taken.add(id(paragraph))
                break
    return found


def _plain(words: str) -> str:
    return _NOT_A_LETTER.sub("", words).casefold()


def _unnumbered(words: str) -> str:
    return _HEAD_NUMBER.sub("", words.strip(), count=1)


def mark_items(paragraphs: Sequence[Paragraph]) -> None:
    """Make items of lists of the paragraphs that begin with a bullet, or hang behind a number."""
    lefts: list[float] = []
    before: Paragraph | None = None
    for at, paragraph in enumerate(paragraphs):
        if paragraph.kind != "paragraph":
            lefts, before = [], None
            continue
        line = paragraph.lines[0]
        bullet = BULLET.match(line.words)
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if bullet is None and not _is_numbered(paragraph, before, following):
            if not _is_inside(paragraph, lefts):
                lefts = []
            before = paragraph
            continue
        while lefts and line.left < lefts[-1] - 0.5 * line.size:
            lefts.pop()
        if not lefts or line.left > lefts[-1] + 0.5 * line.size:
            lefts.append(line.left)
        paragraph.kind, paragraph.level = "list-item", min(len(lefts), _DEEPEST)
        if bullet is not None and bullet.end() < len(paragraph.words):
            paragraph.data["marker"] = bullet.group().strip()
        before = paragraph


def _is_inside(paragraph: Paragraph, lefts: Sequence[float]) -> bool:
    """Tell whether a paragraph is set in under the item before it."""
    return bool(lefts) and min(line.left for line in paragraph.lines) > lefts[-1] + 0.5 * paragraph.lines[0].size


def _is_numbered(paragraph: Paragraph, before: Paragraph | None, following: Paragraph | None) -> bool:
    lines = paragraph.lines
    match = NUMBER.match(lines[0].words)
    if match is None or lines[0].is_cell:
        return False
    if len(lines) > 1 and lines[1].left > lines[0].left + 0.8 * lines[0].size:
        return True
    return any(
        other is not None and _is_alike(lines[0], other.lines[0]) and NUMBER.match(other.lines[0].words) is not None
        for other in (before, following)
    )


def _is_alike(line: Line, other: Line) -> bool:
    return abs(line.left - other.left) < 0.3 * line.size and abs(line.size - other.size) < 0.3

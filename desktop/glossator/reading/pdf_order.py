"""Bring the paragraphs of a PDF's pages into reading order, and join those that a column's or page's end cuts in two.

The producer's order stays but where a paragraph clearly stands above one that comes before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from glossator.reading.pdf_lines import Line, Usual
from glossator.reading.pdf_paragraphs import BULLET, ENDED, NOTE, NUMBER, TITLE, Paragraph

#: More paragraphs than this on one page are a table: they stay as they are.
_MOST = 250
#: Above another stands what ends so far over it, in sizes, and shares this part of the narrower one's width.
_OVER, _SHARED = 0.5, 0.5
#: Over so many others (pictures' words, notices) a paragraph is looked for that goes on.
_OVERLEAP = 6
#: A line reaches its column's edge within so many sizes.
_FULL = 2.2

_GOES_ON = re.compile(r"[,\w-]\Z")


def in_order(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Return a page's paragraphs so that none comes before what stands above it."""
    if not 1 < len(paragraphs) <= _MOST:
        return paragraphs
    boxes = [paragraph.box() for paragraph in paragraphs]
    if not _may_be_moved(boxes):
        return paragraphs
    sizes = [paragraph.lines[0].size for paragraph in paragraphs]
    before = [
        [
            other
            for other in range(len(boxes))
            if boxes[other][3] < boxes[at][1]
            and _is_above(boxes[other], boxes[at], _OVER * min(sizes[other], sizes[at]))
        ]
        for at in range(len(boxes))
    ]
    if not any(other > at for at, others in enumerate(before) for other in others):
        return paragraphs
    kept: list[int] = []
    done: set[int] = set()
    waiting = list(range(len(boxes)))
    while waiting:
        at = next((one for one in waiting if done.issuperset(before[one])), waiting[0])
        waiting.remove(at)
        done.add(at)
        kept.append(at)
    return [paragraphs[at] for at in kept]


def _may_be_moved(boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    """Tell whether any ends above where one before it begins."""
    lowest = 0.0
    for _, top, _, bottom in boxes:
        if bottom < lowest:
            return True
        lowest = max(lowest, top)
    return False


def _is_above(box: tuple[float, float, float, float], other: tuple[float, float, float, float], least: float) -> bool:
    if other[1] - box[3] < least:
        return False
    shared = min(box[2], other[2]) - max(box[0], other[0])
    return shared > _SHARED * min(box[2] - box[0], other[2] - other[0])


def joined(pages: Iterable[Sequence[Paragraph]], usual: Usual) -> list[Paragraph]:
    """Return the paragraphs of all pages, those joined that go on in the next column or on the next page."""
    found = [paragraph for page in pages for paragraph in page]
    indents = _indents(found)
    gone: set[int] = set()
    for at, paragraph in enumerate(found):
        if at in gone or not _may_go_on(paragraph, usual):
            continue
        reach = at
        while (follower := _follower(paragraph, found, reach, gone, usual)) is not None:
            if not _continues(paragraph, found[follower], indents):
                break
            gone.add(follower)
            paragraph.lines.extend(found[follower].lines)
            paragraph.right = found[follower].right
            reach = follower
    return [paragraph for at, paragraph in enumerate(found) if at not in gone]


def _indents(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether paragraphs begin indented in this document, by those of several lines."""
    long = [one.lines for one in paragraphs if len(one.lines) > 1 and one.kind == "paragraph"]
    return sum(lines[0].left - lines[1].left > 0.6 * lines[0].size for lines in long) > 0.5 * len(long)


def _may_go_on(paragraph: Paragraph, usual: Usual) -> bool:
    return (
        paragraph.kind == "paragraph"
        and NOTE * usual.size < paragraph.size <= TITLE * usual.size
        and _is_prose(paragraph)
        and not paragraph.lines[-1].is_cell
    )


def _is_prose(paragraph: Paragraph) -> bool:
    return len(paragraph.lines) > 1 or len(paragraph.lines[0].words) > 30


def _follower(paragraph: Paragraph, found: Sequence[Paragraph], at: int, gone: set[int], usual: Usual) -> int | None:
    """Return the next paragraph of the text in another column or on the next page."""
    last = paragraph.lines[-1]
    for other in range(at + 1, min(at + 1 + _OVERLEAP, len(found))):
        line = found[other].lines[0]
        if other in gone:
            continue
        if line.page.index > last.page.index + 1:
            return None
        is_elsewhere = line.page is not last.page or line.baseline < last.baseline
        if not is_elsewhere:
            # Below it in the same column stand only what belongs elsewhere: notices, words of pictures.
            if abs(line.size - last.size) < 0.06 * last.size:
                return None
            continue
        if line.frame == last.frame and abs(found[other].size - paragraph.size) < 0.06 * paragraph.size:
            return other
    return None


def _continues(paragraph: Paragraph, follower: Paragraph, indents: bool) -> bool:
    last, line = paragraph.lines[-1], follower.lines[0]
    if follower.kind != "paragraph" or line.is_cell or BULLET.match(line.words) or last.bold != line.bold:
        return False
    if last.is_broken:
        return True
    words, following = last.words.rstrip(), line.words.lstrip()
    room = paragraph.right - last.right
    if not following or room > max(_FULL * last.size, 1.05 * line.width_of_first_word() + 0.25 * last.size + 1.0):
        return False
    if following[0].islower():
        return not ENDED.search(words) and not _is_first_of_list(following)
    if ENDED.search(words):
        return indents and len(follower.lines) > 1 and _is_flush(follower) and not NUMBER.match(following)
    return bool(_GOES_ON.search(words)) and not NUMBER.match(following) and (_is_flush(follower) or not indents)


def _is_first_of_list(words: str) -> bool:
    return NUMBER.match(words) is not None


def _is_flush(paragraph: Paragraph) -> bool:
    lines: Sequence[Line] = paragraph.lines
    return len(lines) < 2 or abs(lines[0].left - lines[1].left) < 0.6 * lines[0].size

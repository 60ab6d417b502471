"""Climb from a caret to its clause, sentence, paragraph and sections, and walk over sentences and clauses.

Pure: ranges in, ranges out, in code points. Nothing here looks at more than the paragraphs it stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from glossator.text.clauses import clauses
from glossator.text.paragraphs import Paragraphs
from glossator.text.segments import Range, sentences, trimmed

Unit = Literal["clause", "sentence", "paragraph", "section"]

#: What is selected one after the other, the smallest first.
UNITS: tuple[Unit, ...] = ("clause", "sentence", "paragraph", "section")

_Cut = Callable[[str, int, int], list[Range]]


def unit_at(unit: Unit, paragraphs: Paragraphs, text: str, offset: int) -> Range:
    """Return the clause, sentence, paragraph or section at an offset; between two the one that follows."""
    if unit == "section":
        return paragraphs.section_at(offset)
    if unit == "paragraph":
        return paragraphs.range_at(offset)
    return _piece_at(clauses if unit == "clause" else sentences, paragraphs, text, offset)


def clause_at(paragraphs: Paragraphs, text: str, offset: int) -> Range:
    """Return the clause at an offset."""
    return _piece_at(clauses, paragraphs, text, offset)


def sentence_at(paragraphs: Paragraphs, text: str, offset: int) -> Range:
    """Return the sentence at an offset."""
    return _piece_at(sentences, paragraphs, text, offset)


def wider(paragraphs: Paragraphs, text: str, start: int, end: int) -> Range:
    """Return the next larger unit that holds ``start:end`` and more; ``start:end`` itself where there is none.

    A caret (an empty range) becomes its clause, a selection that is no unit the smallest unit around it.
    """
    if start == end:
        return clause_at(paragraphs, text, start)
    first, last = trimmed(text, start, end)
    for low, high in _units_around(paragraphs, text, first):
        if low <= first and last <= high and (low, high) != (first, last):
            return low, high
    return start, end


def narrower(paragraphs: Paragraphs, text: str, start: int, end: int, *, caret: int) -> Range:
    """Return the next smaller unit around a caret inside ``start:end``; the bare caret below the clause."""
    first, last = trimmed(text, start, end)
    place = min(max(caret, start), end)
    below = (place, place)
    for low, high in _units_around(paragraphs, text, place):
        if first <= low and high <= last and (low, high) != (first, last):
            below = (low, high)
    return below


def next_sentence(paragraphs: Paragraphs, text: str, offset: int) -> Range | None:
    """Return the sentence after the one at an offset, over paragraph ends; None after the last."""
    index = paragraphs.index_at(offset)
    for start, end in paragraphs.ranges[index : index + 2]:
        for sentence in sentences(text, start, end):
            if sentence[0] > offset:
                return sentence
    return None


def previous_sentence(paragraphs: Paragraphs, text: str, offset: int) -> Range | None:
    """Return the sentence before the one that holds an offset, over paragraph ends; None before the first."""
    index = paragraphs.index_at(offset)
    for start, end in reversed(paragraphs.ranges[max(0, index - 1) : index + 1]):
        here = sentences(text, start, end)
        for position in range(len(here) - 1, -1, -1):
            following = here[position + 1][0] if position + 1 < len(here) else None
            if (following is not None and following <= offset) or (following is None and here[position][1] < offset):
                return here[position]
    return None


def one_clause_more(paragraphs: Paragraphs, text: str, start: int, end: int) -> Range:
    """Return ``start:end`` with its end at the end of the next clause; a caret becomes its clause."""
    if start == end:
        return clause_at(paragraphs, text, start)
    index = paragraphs.index_at(end)
    for low, high in paragraphs.ranges[index : index + 2]:
        for clause in clauses(text, low, high):
            if clause[1] > end:
                return start, clause[1]
    return start, end


def one_clause_less(paragraphs: Paragraphs, text: str, start: int, end: int) -> Range:
    """Return ``start:end`` with its end at the end of the clause before; the last clause in it stays."""
    index = paragraphs.index_at(end)
    for low, high in reversed(paragraphs.ranges[max(0, index - 1) : index + 1]):
        for clause in reversed(clauses(text, low, high)):
            if start < clause[1] < end:
                return start, clause[1]
    return start, end


def _piece_at(cut: _Cut, paragraphs: Paragraphs, text: str, offset: int) -> Range:
    start, end = paragraphs.range_at(offset)
    pieces = cut(text, start, end)
    best = pieces[-1] if pieces else (start, end)
    for piece in reversed(pieces):
        if offset > piece[1]:
            break
        best = piece
        if piece[0] <= offset:
            break
    return best


def _units_around(paragraphs: Paragraphs, text: str, offset: int) -> Iterator[Range]:
    yield clause_at(paragraphs, text, offset)
    yield sentence_at(paragraphs, text, offset)
    yield trimmed(text, *paragraphs.range_at(offset))
    yield from paragraphs.sections_at(offset)

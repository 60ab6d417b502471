"""Climb from a caret to its clause, sentence, paragraph and sections, and walk over sentences and clauses.

Pure: ranges in, ranges out, in code points. Nothing here looks at more than the paragraphs it stands in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from glossator.text.clauses import clauses_of_sentence
from glossator.text.paragraphs import Paragraphs
from glossator.text.segments import Range, sentences, trimmed


def clause_at(paragraphs: Paragraphs, text: str, offset: int) -> Range:
    """Return the clause at an offset."""
    return _piece_at(clauses_of_sentence(text, *sentence_at(paragraphs, text, offset)), offset)


def sentence_at(paragraphs: Paragraphs, text: str, offset: int) -> Range:
    """Return the sentence at an offset."""
    return _piece_at(_sentences(text, *paragraphs.range_at(offset), paragraphs.language), offset)


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
        here = _sentences(text, start, end, paragraphs.language)
        following = bisect_right(here, offset, key=lambda sentence: sentence[0])
        if following < len(here):
            return here[following]
    return None


def previous_sentence(paragraphs: Paragraphs, text: str, offset: int) -> Range | None:
    """Return the sentence before the one that holds an offset, over paragraph ends; None before the first."""
    index = paragraphs.index_at(offset)
    for start, end in reversed(paragraphs.ranges[max(0, index - 1) : index + 1]):
        here = _sentences(text, start, end, paragraphs.language)
        before = bisect_right(here, offset, key=lambda sentence: sentence[0]) - 1
        if before >= 0 and offset <= here[before][1]:
            before -= 1
        if before >= 0:
            return here[before]
    return None


def one_clause_more(paragraphs: Paragraphs, text: str, start: int, end: int) -> Range:
    """Return ``start:end`` with its end at the end of the next clause; a caret becomes its clause."""
    if start == end:
        return clause_at(paragraphs, text, start)
    index = paragraphs.index_at(end)
    for low, high in paragraphs.ranges[index : index + 2]:
        for sentence in _sentences(text, low, high, paragraphs.language):
            if sentence[1] > end:
                return start, next(clause[1] for clause in clauses_of_sentence(text, *sentence) if clause[1] > end)
    return start, end


def one_clause_less(paragraphs: Paragraphs, text: str, start: int, end: int) -> Range:
    """Return ``start:end`` with its end at the end of the clause before; the last clause in it stays."""
    index = paragraphs.index_at(end)
    for low, high in reversed(paragraphs.ranges[max(0, index - 1) : index + 1]):
        for sentence in reversed(_sentences(text, low, high, paragraphs.language)):
            if sentence[0] >= end:
                continue
            for clause in reversed(clauses_of_sentence(text, *sentence)):
                if start < clause[1] < end:
                    return start, clause[1]
    return start, end


# A key press asks for the same paragraph's sentences several times; in one of 1 MB each time costs 80 ms.
@lru_cache(maxsize=2)
def _sentences(text: str, start: int, end: int, language: str | None) -> tuple[Range, ...]:
    return tuple(sentences(text, start, end, language=language)) or ((start, end),)


def _piece_at(pieces: Sequence[Range], offset: int) -> Range:
    following = bisect_left(pieces, offset, key=lambda piece: piece[1])
    if following + 1 < len(pieces) and pieces[following + 1][0] == offset:
        following += 1
    return pieces[min(following, len(pieces) - 1)]


def _units_around(paragraphs: Paragraphs, text: str, offset: int) -> Iterator[Range]:
    yield clause_at(paragraphs, text, offset)
    yield sentence_at(paragraphs, text, offset)
    yield trimmed(text, *paragraphs.range_at(offset))
    yield from paragraphs.sections_at(offset)

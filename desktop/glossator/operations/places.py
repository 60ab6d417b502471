"""Where in a text a tag may stand: spans made sound, and quotations found; text in, offsets out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from glossator.model.problem import refuse
from glossator.text.segments import Range, grapheme_bounds, trimmed

#: How many places a refusal names; more are counted.
NAMED_PLACES = 4

#: Code points of context on each side of a named place.
AROUND = 24

#: Quotations longer than this are shortened in messages, in code points.
SHOWN_QUOTE = 60

#: Only this many places of a quotation are counted; beyond it a message says "more than".
COUNTED_PLACES = 1000

_BLANKS = re.compile(r"\s+")


def sound_spans(text: str, spans: Sequence[Range]) -> tuple[Range, ...]:
    """Return spans in order, without blanks at their ends, cutting no character as a reader counts them.

    Refuses none at all, one outside the text, one of nothing but blanks, and two that overlap.
    """
    if not spans:
        raise refuse("nothing was tagged", "no passage was given", "select a passage or give its offsets")
    sound = sorted(_sound(text, start, end) for start, end in spans)
    for (start, end), (next_start, next_end) in pairwise(sound):
        if next_start < end:
            raise refuse(
                "the passages were not tagged",
                f"{start}:{end} and {next_start}:{next_end} overlap",
                "give passages of one tag apart from one another, or as one",
            )
    return tuple(sound)


def place_of_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> Range:
    """Find the one place of a quotation, what stands before and after it deciding between several.

    A quotation that is not there, or is there more than once, is refused with the places.
    """
    if not quote:
        raise refuse("the quote was not found", "it is empty", "give the words as they stand in the text")
    around = f"{prefix}{quote}{suffix}"
    places = [start + len(prefix) for start in _starts(text, around)]
    if len(places) == 1:
        return places[0], places[0] + len(quote)
    shown = f"the quote “{_shortened(quote, SHOWN_QUOTE)}”"
    if places:
        count = f"more than {COUNTED_PLACES}" if len(places) > COUNTED_PLACES else str(len(places))
        raise refuse(
            f"{shown} is not one place",
            f"it was found {count} times: {_named(text, places, len(quote))}",
            "use --prefix, --suffix or --start/--end",
        )
    raise refuse(
        f"{shown} was not found", _why_not_found(text, quote, around), "use --prefix, --suffix or --start/--end"
    )


def _sound(text: str, start: int, end: int) -> Range:
    if not 0 <= start <= end <= len(text):
        raise refuse(
            f"the passage {start}:{end} was not tagged",
            f"the text has the offsets 0 to {len(text)}",
            "give a start and an end inside it, the start first",
        )
    first, last = trimmed(text, start, end)
    if first == last:
        raise refuse(
            f"the passage {start}:{end} was not tagged",
            "it is empty" if start == end else "it holds nothing but blanks",
            "give a passage with words in it",
        )
    return grapheme_bounds(text, first, last)


def _starts(text: str, words: str) -> Iterator[int]:
    found, place = 0, text.find(words)
    while place >= 0 and found <= COUNTED_PLACES:
        yield place
        found, place = found + 1, text.find(words, place + 1)


def _why_not_found(text: str, quote: str, around: str) -> str:
    if around != quote and (places := list(_starts(text, quote))):
        return f"with what should stand around it; the bare quote is at {_named(text, places, len(quote))}"
    # The commonest reason: a line break or a run of blanks was copied as one space, or a letter's case changed.
    words = [re.escape(word) for word in _BLANKS.split(quote) if word]
    alike = list(re.finditer(r"\s+".join(words), text, re.IGNORECASE))[:COUNTED_PLACES] if words else []
    if alike:
        near = ", ".join(f"{match.start()}:{match.end()}" for match in alike[:NAMED_PLACES])
        return f"the text has it with other blanks or letters at {near}"
    return "the text does not hold it"


def _named(text: str, places: Sequence[int], length: int) -> str:
    named = []
    for start in places[:NAMED_PLACES]:
        end = start + length
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        words = f"{before}[{_shortened(text[start:end], AROUND)}]{after}"
        named.append(f"{start}:{end} “{_BLANKS.sub(' ', words).strip()}”")
    more = len(places) - len(named)
    return "; ".join(named) + (f"; and {more} more" if more > 0 else "")


def _shortened(words: str, length: int) -> str:
    line = _BLANKS.sub(" ", words)
    return line if len(line) <= length else line[: length - 1] + "…"

"""Take texts and questions apart into the words that a search compares, and find where they stand.

A word is a run of letters, marks and digits, folded; where a script writes no blanks between words (Chinese,
Japanese, Thai and the like) each character is one, so that any run of them is found as a phrase. An index holds
`searchable`; `hits` finds the same words in a piece of text, with offsets in code points of the piece. No Qt here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from glossator.model.document import RANGE_BLOCKS, Content
from glossator.text.folding import fold_loosely

#: A half-open run of code points.
Range = tuple[int, int]

#: Scripts without blanks between words: kana, Chinese characters, Thai, Lao, Burmese, Khmer, Tai, Javanese.
_UNSPACED = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua980-\ua9df\uaa60-\uaadf]"
)

#: Drawn inside words without being part of them: what joins or parts letters, marks of direction, the Arabic stretch.
_UNSEEN = frozenset("\u0640\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")

#: Unicode's categories of signs that people look for: emoji and other symbols, currencies.
_SIGNS = frozenset({"So", "Sc"})

#: What is opened by the first is closed by any of the second.
_QUOTES = {'"': '"', "“": "”“", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』"}

#: A question has no more terms than these, and a phrase no more words; what a person types or pastes beyond is left.
MOST_TERMS, MOST_WORDS = 24, 60

#: What ends a printed line in the middle of a word.
_HYPHENS = frozenset("-‐")

#: What stands before and after a hit in an excerpt, and the longest excerpt, in code points.
BEFORE, LONGEST = 50, 220


@dataclass(frozen=True, slots=True)
class Term:
    """Hold words that must follow one another; ``begun`` says that the last one may go on."""

    words: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Hold a line of text around a hit and where the hits stand in it."""

    words: str
    marks: tuple[Range, ...]


class _Table(dict[int, str]):
    """Fold code points as they come: a word's letters, a blank for what parts words."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        made = "" if sign in _UNSEEN else "".join(_part(part) for part in fold_loosely(sign))
        self[code] = made
        return made


def _part(sign: str) -> str:
    # Emoji, currencies and other signs that are no punctuation are words of their own; ASCII's part words.
    if _UNSPACED.match(sign) or (sign > "\x7f" and unicodedata.category(sign) in _SIGNS):
        return f" {sign} "
    return sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else " "


_TABLE = _Table()


def searchable(text: str, hyphens: Collection[int] = ()) -> str:
    """Return the folded words of a text, blanks between them.

    ``hyphens`` are offsets of such at the end of a printed line: nobody but a reader knows whether they part a word
    or belong to it, so it is given both ways.
    """
    words = text.translate(_TABLE)
    if not hyphens:
        return words
    whole = "".join(sign for at, sign in enumerate(text) if at not in _dropped(text, hyphens))
    return f"{words} {whole.translate(_TABLE)}"


def terms_of(typed: str, *, as_typed: bool = False) -> tuple[Term, ...]:
    """Read what a person asks for: words that must all be there, phrases in quotation marks, beginnings with a star.

    ``as_typed`` takes the last word for a beginning, unless a blank or a quotation mark ends it.
    """
    found: list[Term] = []
    for words, starred, last in _pieces(typed):
        parts = tuple(words.translate(_TABLE).split()[:MOST_WORDS])
        term = Term(parts, starred or (as_typed and last))
        if parts and term not in found:
            found.append(term)
    return tuple(found[:MOST_TERMS])


def _pieces(typed: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield words or phrases as they were typed, whether a star follows, and whether the last one still goes on."""
    at = 0
    while at < len(typed):
        sign = typed[at]
        if sign.isspace():
            at += 1
            continue
        closing = _QUOTES.get(sign)
        begin = at + 1 if closing else at
        end = begin
        while end < len(typed) and not (typed[end] in closing if closing else _ends_word(typed[end])):
            end += 1
        starred = typed[end - 1 : end] == "*"
        after = end + 1 if closing and end < len(typed) else end
        yield typed[begin:end], starred, after == len(typed) and end == len(typed)
        at = max(after, at + 1)


def _ends_word(sign: str) -> bool:
    return sign.isspace() or sign in _QUOTES


def hits(text: str, terms: Sequence[Term], hyphens: Collection[int] = ()) -> list[list[Range]]:
    """Find where each term stands in a text: whole words with their marks, in order; [] for one that is not there."""
    ways = [_laid_out(text, frozenset())]
    if hyphens:
        ways.append(_laid_out(text, _dropped(text, hyphens)))
    found = []
    for term in terms:
        pattern = re.compile(
            r"(?:^|(?<= ))" + " +".join(map(re.escape, term.words)) + (r"[^ ]*" if term.begun else r"(?= |$)")
        )
        places = set()
        for words, origins in ways:
            for match in pattern.finditer(words):
                places.add((origins[match.start()], _with_marks(text, origins[match.end() - 1] + 1)))
        found.append(sorted(places))
    return found


def closest(found: Sequence[Sequence[Range]]) -> Range | None:
    """Return the shortest run that holds a hit of each term, the first of several; None where one has no hit."""
    if not found or not all(found):
        return None
    in_order = sorted((start, end, term) for term, places in enumerate(found) for start, end in places)
    last: dict[int, Range] = {}
    best: Range | None = None
    for start, end, term in in_order:
        last[term] = (start, end)
        if len(last) == len(found):
            run = (min(one[0] for one in last.values()), max(one[1] for one in last.values()))
            if best is None or run[1] - run[0] < best[1] - best[0]:
                best = run
    return best


def excerpt(text: str, run: Range, found: Sequence[Sequence[Range]]) -> Excerpt:
    """Cut the line around a run out of a text, at blanks, and mark the hits in it."""
    start = _blank_after(text, max(0, run[0] - BEFORE), run[0])
    end = start + LONGEST
    end = len(text) if end >= len(text) else _blank_before(text, min(max(run[1], start), end), end)
    before, after = ("…" if start else ""), ("…" if end < len(text) else "")
    words = re.sub(r"\s", " ", text[start:end])
    shift = len(before) - start
    places = sorted({place for places in found for place in places if start <= place[0] and place[1] <= end})
    return Excerpt(before + words + after, tuple((first + shift, last + shift) for first, last in places))


def line_end_hyphens(content: Content) -> list[int]:
    """List the hyphens that end a printed line: those that reading marked, and those before a line end in a group.

    ``data["breaks"]`` of a block names the places right after them.
    """
    found = []
    group, end = None, -1
    for block in content.blocks:
        if block.kind in RANGE_BLOCKS:
            continue
        marked = block.data.get("breaks")
        for at in marked if isinstance(marked, list) else ():
            if isinstance(at, int) and content.text[at - 1 : at] in _HYPHENS:
                found.append(at - 1)
        own = block.data.get("group")
        if own is not None and own == group and block.start == end + 1 and content.text[end - 1 : end] in _HYPHENS:
            found.append(end - 1)
        group, end = own, block.end
    return found


# Within


def _laid_out(text: str, dropped: Collection[int]) -> tuple[str, list[int]]:
    """Fold a text and keep where each folded code point came from."""
    words: list[str] = []
    origins: list[int] = []
    for at, sign in enumerate(text):
        if at not in dropped:
            for part in _TABLE[ord(sign)]:
                words.append(part)
                origins.append(at)
    return "".join(words), origins


def _dropped(text: str, hyphens: Collection[int]) -> frozenset[int]:
    ends = {at + 1 for at in hyphens if text[at + 1 : at + 2] == "\n"}
    return frozenset(hyphens) | ends


def _with_marks(text: str, end: int) -> int:
    """Move an end behind the accents that follow a letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _blank_after(text: str, start: int, most: int) -> int:
    at = start
    while 0 < at < most and not text[at - 1].isspace():
        at += 1
    return at if at < most or start == most else start


def _blank_before(text: str, least: int, end: int) -> int:
    at = end
    while at > least and not text[at - 1].isspace():
        at -= 1
    return at if at > least else end

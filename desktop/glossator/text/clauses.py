"""Cut one paragraph into clauses: at Unicode's clause punctuation and at dashes between words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from glossator.text.segments import Range, sentences, trimmed

#: Fewer words than this are no clause worth a tag ("However", "initiatives"): they join their neighbour.
LEAST_WORDS = 2

#: What stands between brackets, quotation marks or two dashes and has fewer words than this is an aside that
#: divides nothing: on real commentaries asides of up to three words (“at least nominal”) belonged to their clause.
ASIDE_WORDS = 4

#: How long a bracketed or quoted run of fewer than ASIDE_WORDS words can be, in code points.
_ASIDE_REACH = 60

_CLOSING = "\"'”’»›“‘)\\]}」』》〉】）"

#: Commas, semicolons and colons: before a blank or the end (so not in 1,000 or 10:30), those of scripts that
#: write no blank anywhere (but not between digits), and dashes with blanks around them or the long one between words.
_DIVIDER = re.compile(
    f"(?P<stop>[,;:])(?P<close>[{_CLOSING}]*)(?=\\s|\\Z)"
    "|(?P<wide>(?<!\\d)[，：]|[，：](?!\\d)|[、；､؛،՝፣፤፥፦᠂᠈﹐﹑﹔﹕])(?P<wide_close>[”’」』》〉】）]*)"
    "|(?P<dash>(?<=\\s)(?:[-–—―]|--|---)(?=\\s)|(?<=[^\\s\\d—])—{1,2}(?=[^\\s\\d—])|――)"
)
_ASIDE = re.compile(
    f"[(\\[{{（【][^()\\[\\]{{}}（）【】]{{0,{_ASIDE_REACH}}}[)\\]}}）】]"
    f"|[“„][^“”„]{{0,{_ASIDE_REACH}}}[”“]|«[^«»]{{0,{_ASIDE_REACH}}}»|»[^«»]{{0,{_ASIDE_REACH}}}«"
    f'|"[^"]{{0,{_ASIDE_REACH}}}"|「[^「」]{{0,{_ASIDE_REACH}}}」|『[^『』]{{0,{_ASIDE_REACH}}}』'
)

#: A word; of scripts without blanks two characters, which is what a word of theirs mostly has.
_WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]{1,2}|[^\\W\u3040-\u30ff\u3400-\u9fff]+(?:[.,:'’-]\\w+)*"
)

#: Marks that divide less than a semicolon, a colon or a dash does, with the closing marks that may follow them.
_WEAK = ",，、،՝፣᠂᠈﹐﹑\"'”’»›“‘)]}」』》〉】）"


class _Piece(NamedTuple):
    start: int
    end: int
    weak_before: bool


def clauses(text: str, start: int, end: int) -> list[Range]:
    """Return the clauses of the paragraph ``start:end``; the mark that divides two is in neither.

    A sentence's final stop is in its last clause, a closing quotation mark after a comma in the clause it closes.
    """
    found: list[Range] = []
    for first, last in sentences(text, start, end):
        found.extend(clauses_of_sentence(text, first, last))
    return found


def clauses_of_sentence(text: str, start: int, end: int) -> list[Range]:
    """Return the clauses of the sentence ``start:end``."""
    dividers = _dividers(text, start, end)
    if not dividers:
        return [(start, end)]
    pieces = []
    begin, weak = start, True
    for divider_start, divider_end in dividers:
        pieces.append(_Piece(*trimmed(text, begin, divider_start), weak))
        begin, weak = divider_end, text[divider_start:divider_end].strip(_WEAK) == ""
    pieces.append(_Piece(*trimmed(text, begin, end), weak))
    return _joined(text, [piece for piece in pieces if piece.start < piece.end]) or [(start, end)]


def _dividers(text: str, start: int, end: int) -> list[Range]:
    sentence = text[start:end]
    matches = list(_DIVIDER.finditer(sentence))
    if not matches:
        return []
    asides = list(_short_asides(sentence))
    starts = [first for first, _ in asides]
    kept = []
    for match in matches:
        aside = bisect_right(starts, match.start()) - 1
        if aside >= 0 and match.end() < asides[aside][1]:
            continue
        kept.append(match)
    return [_as_range(match, start) for match in _without_dashed_asides(sentence, kept)]


def _short_asides(sentence: str) -> Iterator[Range]:
    for match in _ASIDE.finditer(sentence):
        if not _has_words(sentence, match.start(), match.end(), least=ASIDE_WORDS):
            yield match.span()


def _without_dashed_asides(sentence: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    for match in matches:
        if kept and kept[-1]["dash"] and match["dash"]:
            before = kept[-1].end()
            if not _has_words(sentence, before, match.start(), least=ASIDE_WORDS):
                kept.pop()
                continue
        kept.append(match)
    return kept


def _as_range(match: re.Match[str], start: int) -> Range:
    # With a closing mark after it, the comma stays with the words that the mark closes.
    first = match.end() if match["close"] or match["wide_close"] else match.start()
    return start + first, start + match.end()


def _has_words(text: str, start: int, end: int, *, least: int) -> bool:
    return sum(1 for _, _match in zip(range(least), _WORD.finditer(text, start, end), strict=False)) >= least


def _joined(text: str, pieces: list[_Piece]) -> list[Range]:
    found: list[Range] = []
    open_ = False
    for index, piece in enumerate(pieces):
        is_short = not _has_words(text, piece.start, piece.end, least=LEAST_WORDS)
        # A single word after a semicolon and before a comma ("; because, when …") belongs to what follows.
        follows = index + 1 < len(pieces) and not piece.weak_before and pieces[index + 1].weak_before
        if found and (open_ or (is_short and not follows)):
            found[-1] = (found[-1][0], piece.end)
            open_ = open_ and not _has_words(text, found[-1][0], piece.end, least=LEAST_WORDS)
        else:
            found.append((piece.start, piece.end))
            open_ = is_short
    return found

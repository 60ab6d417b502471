"""Cut one paragraph into sentences and words, trim blanks, and keep characters whole.

Offsets go in and come out as code points of the whole text; a newline inside a paragraph (a hard-wrapped
one) counts as a space. Results have no blanks at their ends.
"""

from __future__ import annotations

import re

from glossator.text.abbreviations import stop_may_end
from glossator.text.boundaries import grapheme_boundaries, sentence_boundaries, word_boundaries

#: A half-open run of code points.
Range = tuple[int, int]

_CLOSERS = "\"'”’»›“‘)\\]}」』》〉】）"
_OPENERS = "\"'“‘«‹„‚»›(\\[{¿¡「『《〈【（"

#: Marks that Unicode leaves to the sentence before where no blank stands between, though they open the next.
_OPEN_ONLY = frozenset("([{「『《〈【（")

#: Closing marks that Unicode leaves to the next sentence because a blank precedes them (« Oui. » in French).
_CLOSERS_AHEAD = re.compile(r"\s*[”’»›)\]}」』》〉】）]+(?=[\s.,;:!?…]|$)")
_ELLIPSIS_END = re.compile(f"…[{_CLOSERS}]*\\s+(?=[{_OPENERS}]*[^\\W\\d_])")
_ENDS_OMITTED = re.compile(r"[\[(](?:…|\.\.\.)[\])]\s*\Z")
_ENDS_CLOSED = re.compile(f"[!?…！？][{_CLOSERS}]+\\s*\\Z")
_FIRST_LETTER = re.compile(f"[{_OPENERS}\\s]*([^\\W\\d_])")
_WORD_CHARACTER = re.compile(r"[^\W_]")
_ONLY_A_NUMBER = re.compile(r"\s*[(\[]?(?:\d{1,3}|[IVXLC]{1,6}|[a-zA-Z])[.)\]]+\s*\Z")
_HARD_END = re.compile(r"[\u0085\u2028\u2029]\s*\Z")
_QUOTED_ON = re.compile(r"と|って|など")

#: Two characters of which neither ever combines with the other: between them is a border without asking Qt.
#: Blanks, Latin, Greek, Cyrillic, Hebrew and Arabic letters without their marks, dashes and quotes, kana, ideographs.
_TWO_PLAIN = re.compile(
    "[\n -\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u2010-\u2027\u2030-\u203b"
    "\u3000-\u3029\u3041-\u3096\u30a0-\u9fff\uff01-\uff60]{2}"
)

#: How much text around a boundary decides whether it ends a sentence, in code points.
_AROUND = 48


def sentences(text: str, start: int, end: int, *, language: str | None = None) -> list[Range]:
    """Return the sentences of the paragraph ``start:end``.

    Boundaries are those of UAX 29, mended for abbreviations, initials, ordinals, closing marks and ellipses, as
    the text's language has them where that is known.
    """
    chunk = text[start:end].replace("\n", " ")
    found = []
    begin = 0
    for boundary in _sentence_ends(chunk, language):
        first, last = trimmed(chunk, begin, boundary)
        if first < last:
            found.append((start + first, start + last))
        begin = boundary
    return found


def words(text: str, start: int, end: int) -> list[Range]:
    """Return the words of ``start:end`` as UAX 29 has them, without what stands between them."""
    chunk = text[start:end].replace("\n", " ")
    found = []
    begin = 0
    for boundary in word_boundaries(chunk):
        if _WORD_CHARACTER.search(chunk, begin, boundary):
            found.append((start + begin, start + boundary))
        begin = boundary
    return found


def trimmed(text: str, start: int, end: int) -> Range:
    """Return ``start:end`` without white space of any kind at its ends; empty at ``start`` where it is nothing else."""
    first, last = start, end
    while first < last and text[first].isspace():
        first += 1
    if first == last:
        return start, start
    while text[last - 1].isspace():
        last -= 1
    return first, last


def grapheme_bounds(text: str, start: int, end: int) -> Range:
    """Return ``start:end`` widened, where needed, so that it cuts no character as a reader counts them.

    Combining marks, emoji with modifiers or joiners, and flags stay whole. An empty range inside a
    character becomes that character.
    """
    if _plain_border(text, start) and _plain_border(text, end):
        return start, end
    first, last = start, end
    while first > 0 and not _plain_border(text, first):
        first -= 1
    while last < len(text) and not _plain_border(text, last):
        last += 1
    low, high = first, last
    place = first
    for boundary in grapheme_boundaries(text[first:last]):
        place = first + boundary
        if place <= start:
            low = place
        if place >= end:
            high = place
            break
    return low, high


def _plain_border(text: str, offset: int) -> bool:
    return offset in (0, len(text)) or _TWO_PLAIN.match(text, offset - 1) is not None


def _sentence_ends(chunk: str, language: str | None) -> list[int]:
    ends: list[int] = sentence_boundaries(chunk)
    if "…" in chunk:
        ends = sorted({*ends, *(match.end() for match in _ELLIPSIS_END.finditer(chunk))})
    kept: list[int] = []
    begin = 0
    for boundary in ends:
        if boundary < begin:
            continue
        boundary = _at_closers(chunk, begin, boundary)
        if boundary < len(chunk) and not _divides(chunk, begin, boundary, language=language):
            continue
        kept.append(boundary)
        begin = boundary
    return _without_wordless(chunk, kept)


def _at_closers(chunk: str, begin: int, boundary: int) -> int:
    if boundary < len(chunk) and chunk[boundary - 1] in _OPEN_ONLY:
        while boundary > begin + 1 and chunk[boundary - 1] in _OPEN_ONLY:
            boundary -= 1
        return boundary
    match = _CLOSERS_AHEAD.match(chunk, boundary)
    return match.end() if match else boundary


def _divides(chunk: str, begin: int, boundary: int, *, language: str | None) -> bool:
    before = chunk[max(begin, boundary - _AROUND) : boundary]
    after = chunk[boundary : boundary + _AROUND]
    if _HARD_END.search(before):
        return True
    if _ENDS_OMITTED.search(before) or (boundary - begin < _AROUND and _ONLY_A_NUMBER.match(before)):
        return False
    first = _FIRST_LETTER.match(after)
    if first and first.group(1).islower() and (_ENDS_CLOSED.search(before) or before.rstrip().endswith("…")):
        return False
    if before.endswith(("」", "』")) and _QUOTED_ON.match(after):
        return False
    bare = before.rstrip()
    return not bare.endswith(".") or stop_may_end(bare, after, language)


def _without_wordless(chunk: str, ends: list[int]) -> list[int]:
    kept: list[int] = []
    begin = 0
    for boundary in ends:
        if _WORD_CHARACTER.search(chunk, begin, boundary):
            kept.append(boundary)
        elif kept:
            kept[-1] = boundary
        else:
            continue
        begin = boundary
    return kept or ends[-1:]

"""Find words in a text as a reader means them: capitals, accents, ligatures, kinds of blank and quotation mark aside.

A text is folded once, slice by slice, then every search is a plain search of the folded text whose
hits are mapped back. All offsets in and out are code points of the text itself. No Qt here.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from glossator.model.document import Block, Content
from glossator.text.folding import SOFT_HYPHEN, fold_loosely

#: A half-open run of code points.
Range = tuple[int, int]

#: Code points folded at a time: about a millisecond, so that a thread that folds never holds the others up.
SLICE = 1 << 16

#: Hits found between two looks at whether the search is still wanted.
HITS_A_LOOK = 2000

_BLANKS = " \t\u00a0\u2000-\u200a\u202f\u3000"
_RUN = re.compile(f"[{_BLANKS}]{{2,}}")

#: Syllables that would fall apart into three letters each; they carry no accents.
_HANGUL = ("\uac00", "\ud7a3")


def fold_exactly(sign: str) -> str:
    """Fold one code point for a search by the letter: only the two ways of writing an accented letter are one."""
    if sign == SOFT_HYPHEN:
        return ""
    if sign == "\n" or _HANGUL[0] <= sign <= _HANGUL[1]:
        return sign
    return " " if sign.isspace() else unicodedata.normalize("NFD", sign)


class Folded:
    """Hold a text in folded form, and where its code points fell."""

    def __init__(self, content: Content, *, exact: bool = False, is_unwanted: Callable[[], bool] = bool) -> None:
        """Fold a content's text; ``is_unwanted`` is asked between slices and ends the work early."""
        self.exact = exact
        self.source = content.text
        self._fold = fold_exactly if exact else fold_loosely
        self._table: dict[int, str] = {}
        self._uneven = ""  # the code points whose folded form is not one code point long
        self._uneven_pattern: re.Pattern[str] | None = None
        self._places = array("q")  # where the uneven code points stand in the text …
        self._starts = array("q")  # … and where their folded forms begin
        self._lengths = array("b")  # and how long those are
        pieces = []
        length = 0
        for at, piece in _slices(_unwrapped(content)):
            if is_unwanted():
                break
            pieces.append(self._folded_slice(piece, at, length))
            length += len(pieces[-1])
        self.text = "".join(pieces)

    def fold_query(self, words: str) -> str:
        """Fold words that are looked for as the text was."""
        return "".join(self._fold(sign) for sign in _single_blanks(words.replace("\n", " ")))

    def hits(self, words: str, *, whole: bool = False, is_unwanted: Callable[[], bool] = bool) -> list[Range]:
        """List where the words stand, in order, never overlapping; ``whole`` takes only whole words."""
        wanted = self.fold_query(words)
        if not wanted:
            return []
        found: list[Range] = []
        at = self.text.find(wanted)
        tried = 0
        while at >= 0:
            tried += 1
            if tried % HITS_A_LOOK == 0 and is_unwanted():
                break
            end = at + len(wanted)
            if not self._places:
                hit, resume = (at, end), end
            else:
                hit, resume = self._mapped(at, end)
            if self._stands(at, end, hit) and (not whole or is_whole_word(self.source, *hit)):
                found.append(hit)
            else:
                resume = at + 1
            at = self.text.find(wanted, resume)
        return found

    def _folded_slice(self, piece: str, at: int, length: int) -> str:
        if piece.isascii():
            return _plain_blanks(piece if self.exact else piece.lower())
        self._learn(piece)
        if self._uneven_pattern is not None:
            grown = length - at
            for match in self._uneven_pattern.finditer(piece):
                place = at + match.start()
                size = len(self._table[ord(match[0])])
                self._places.append(place)
                self._starts.append(place + grown)
                self._lengths.append(size)
                grown += size - 1
        return piece.translate(self._table)

    def _learn(self, piece: str) -> None:
        fresh = [sign for sign in set(piece) if ord(sign) not in self._table]
        self._table.update((ord(sign), self._fold(sign)) for sign in fresh)
        uneven = [sign for sign in fresh if len(self._table[ord(sign)]) != 1]
        if uneven:
            self._uneven += "".join(uneven)
            self._uneven_pattern = re.compile("[" + re.escape(self._uneven) + "]")

    def _mapped(self, start: int, end: int) -> tuple[Range, int]:
        """Map a folded range back, widened to whole code points; and say where the next search may begin."""
        first, _ = self._source_at(start)
        last, resume = self._source_at(end - 1)
        after = last + 1
        index = bisect_right(self._places, last)
        # The marks that follow a letter belong to it.
        while index < len(self._places) and self._places[index] == after and not self._lengths[index]:
            after += 1
            index += 1
        return (first, after), max(end, resume)

    def _source_at(self, folded: int) -> tuple[int, int]:
        """Return which code point a folded one came from, and where that one's folded form ends."""
        index = bisect_right(self._starts, folded) - 1
        if index < 0:
            return folded, folded + 1
        ends = self._starts[index] + self._lengths[index]
        if folded < ends:
            return self._places[index], ends
        return self._places[index] + 1 + folded - ends, folded + 1

    def _stands(self, start: int, end: int, hit: Range) -> bool:
        """Tell whether a hit may stand: by the letter, none begins or ends inside a letter and its accents."""
        if not self.exact:
            return True
        if end < len(self.text) and unicodedata.combining(self.text[end]):
            return False
        return not unicodedata.combining(self.text[start]) or bool(unicodedata.combining(self.source[hit[0]]))


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Tell whether a range does not begin or end inside a word."""
    inside_before = start > 0 and _is_of_word(text[start - 1]) and _is_of_word(text[start])
    inside_after = end < len(text) and _is_of_word(text[end]) and _is_of_word(text[end - 1])
    return not inside_before and not inside_after


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or unicodedata.category(sign).startswith("M")


def _plain_blanks(piece: str) -> str:
    """Make a tab and its like a space, newlines kept and lengths too."""
    return piece.translate(_ASCII_BLANKS)


_ASCII_BLANKS = {ord(sign): " " for sign in "\t\x0b\x0c\x1c\x1d\x1e\x1f"} | {ord(SOFT_HYPHEN): ""}


def _single_blanks(text: str) -> str:
    """Keep of each run of blanks the first; soft hyphens, which no search sees, hold the places of the others."""
    return _RUN.sub(lambda run: run[0][0] + SOFT_HYPHEN * (len(run[0]) - 1), text)


def _unwrapped(content: Content) -> str:
    """Put a space for each newline inside a group of hard-wrapped lines."""
    pieces = []
    at = 0
    for end in _inner_newlines(content.blocks):
        pieces.append(content.text[at:end])
        at = end + 1
    pieces.append(content.text[at:])
    return " ".join(pieces)


def _inner_newlines(blocks: Sequence[Block]) -> Iterator[int]:
    group, end = None, -1
    for block in blocks:
        if block.kind in ("page", "section", "furniture"):
            continue
        own = block.data.get("group") if block.data else None
        if own is not None and own == group and block.start == end + 1:
            yield end
        group, end = own, block.end


def _slices(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into slices that do not end within a run of blanks, blanks made single."""
    at = 0
    while at < len(text):
        end = min(len(text), at + SLICE)
        while end < len(text) and text[end - 1].isspace():
            end += 1
        yield at, _single_blanks(text[at:end])
        at = end

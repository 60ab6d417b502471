"""Cut a text into the tokens that two versions of it are compared by: words, single marks, single CJK characters.

White space is no token, so that text which only flows anew has the same tokens. Each token has a key, a number that
forms of one word share: capitals, accents, kinds of quote and dash, soft hyphens and zero-width signs aside.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from glossator.text.folding import fold_loosely

#: Scripts that put no blanks between words, and Hangul: each character is a token of its own.
_SINGLE = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u115f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff"
    "\u3100-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)

#: Vowels and finals of Hangul written in parts, variation selectors, skin tones: they belong to the sign before them.
_JOINED = "\u1160-\u11ff\ud7b0-\ud7ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"

#: Soft hyphen, zero-width signs and marks of direction: no letters, they may stand inside a word.
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"

_DROPPED = re.compile(f"[{_UNSEEN}\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_IS_SINGLE = re.compile(f"[{_SINGLE}]")
_HYPHENS = re.compile("-{2,3}")

#: A CJK character says as much as so many letters.
LETTERS_OF_SINGLE = 3


@dataclass(slots=True)
class Tokens:
    """Hold the tokens of a text: where each starts and ends in code points, and its key."""

    text: str
    starts: array[int]
    ends: array[int]
    keys: list[int]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return the first token that shares a character with a range, and the one after the last."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def of(self, first: int, last: int) -> str:
        """Return the text from one token to before another."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def same_as(self, first: int, other: Tokens, *, at: int, count: int) -> bool:
        """Say whether so many tokens are written the same in both texts, the blanks between them aside."""
        return all(
            self.text[self.starts[first + step] : self.ends[first + step]]
            == other.text[other.starts[at + step] : other.ends[at + step]]
            for step in range(count)
        )


class Lexicon:
    """Number the words of some texts, so that forms of one word have one number."""

    def __init__(self, *texts: str) -> None:
        signs: set[str] = set().union(*texts)
        self._pattern = _pattern(signs)
        self._keys: dict[str, int] = {}
        self._forms: dict[str, int] = {}
        self.words: list[str] = []
        self.letters: list[int] = []  # of each key; none in what is not a word

    def read(self, text: str) -> Tokens:
        """Cut a text into tokens."""
        starts, ends = array("i"), array("i")
        keys: list[int] = []
        add_start, add_end, add_key = starts.append, ends.append, keys.append
        forms = self._forms
        for match in self._pattern.finditer(text):
            form = match.group()
            key = forms.get(form)
            if key is None:
                key = self._key_of(form)
            add_key(key)
            add_start(match.start())
            add_end(match.end())
        return Tokens(text, starts, ends, keys)

    def folded(self, keys: list[int]) -> str:
        """Return the words of some keys as one string, to be compared with another."""
        words = self.words
        return " ".join([words[key] for key in keys])

    def _key_of(self, form: str) -> int:
        word = _folded(form)
        key = self._keys.get(word)
        if key is None:
            key = self._keys[word] = len(self.words)
            self.words.append(word)
            self.letters.append(_letters(word))
        self._forms[form] = key
        return key


def _pattern(signs: set[str]) -> re.Pattern[str]:
    """Make the pattern of a token; which signs are combining marks only Unicode's table says, so they are spelled."""
    marks = "".join(sorted(sign for sign in signs if sign > "\u02ff" and unicodedata.category(sign)[0] == "M"))
    joined = f"{_JOINED}{re.escape(marks)}"
    letter = rf"[^\W_{_SINGLE}{joined}]"
    word = f"{letter}+(?:[{joined}{_UNSEEN}]+{letter}+)*[{joined}]*"
    return re.compile(rf"{word}|[{_SINGLE}][{joined}]*|-{{2,3}}|\.{{3}}|[^\s{_UNSEEN}][{joined}]*")


def _folded(form: str) -> str:
    if _HYPHENS.fullmatch(form):
        return "-"
    folded = "".join(map(fold_loosely, _DROPPED.sub("", unicodedata.normalize("NFC", form))))
    return unicodedata.normalize("NFC", folded) or form


def _letters(word: str) -> int:
    if _IS_SINGLE.match(word):
        return LETTERS_OF_SINGLE
    return len(word) if word[0].isalnum() else 0

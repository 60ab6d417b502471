"""Find the sentences of a text that name somebody known, and walk those that a reader has not tagged yet."""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from glossator.operations.naming import UNSPACED
from glossator.text.paragraphs import Paragraphs
from glossator.text.segments import Range, sentences

#: Names of so few letters are found as they are written alone: "US" is somebody, "us" is anybody.
SHORT = 3

#: After so many paragraphs it is told how far the search is.
_TOLD = 200


@cache
def _word() -> re.Pattern[str]:
    """Make the pattern of a word: its letters, with the marks on them and what joins them."""
    marks = "".join(
        re.escape(chr(code)) for code in range(0x300, sys.maxunicode + 1) if unicodedata.category(chr(code))[0] == "M"
    )
    return re.compile(f"[\\w\u200c\u200d{marks}]+")


class KnownNames:
    """Know many names and tell whether a text has one of them, word by word.

    Names of more than three letters are found in any case; in scripts without blanks a name may stand
    anywhere. What stands between two words of a name does not matter.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._loose: dict[str, list[tuple[str, ...]]] = {}
        self._exact: dict[str, list[tuple[str, ...]]] = {}
        self._unspaced: set[str] = set()
        for name in names:
            plain = unicodedata.normalize("NFKC", name)
            if UNSPACED.search(plain):
                self._unspaced.add(plain.casefold())
                continue
            is_short = sum(letter.isalnum() for letter in plain) <= SHORT
            words = tuple(_word().findall(plain if is_short else plain.casefold()))
            if words:
                (self._exact if is_short else self._loose).setdefault(words[0], []).append(words)

    def __bool__(self) -> bool:
        """Tell whether there is a name."""
        return bool(self._loose or self._exact or self._unspaced)

    def are_in(self, text: str) -> bool:
        """Tell whether a text names somebody."""
        plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
        loose = plain.casefold()
        return (
            _are_among(_word().findall(loose), self._loose)
            or (bool(self._exact) and _are_among(_word().findall(plain), self._exact))
            or (bool(self._unspaced) and self._stand_in(loose))
        )

    def _stand_in(self, text: str) -> bool:
        whole = text.replace("\n", "")
        return any(name in whole for name in self._unspaced)


def _are_among(words: Sequence[str], by_first: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
    if by_first.keys().isdisjoint(words):
        return False
    for at, word in enumerate(words):
        for name in by_first.get(word, ()):
            if tuple(words[at : at + len(name)]) == name:
                return True
    return False


def naming_sentences(
    paragraphs: Paragraphs,
    text: str,
    names: KnownNames,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], object] = lambda _done, _of: None,
) -> list[Range]:
    """List the sentences that name somebody, in the order of the text; what was found so far where it is cancelled."""
    found: list[Range] = []
    if not names:
        return found
    for at, (start, end) in enumerate(paragraphs.ranges):
        if cancelled():
            break
        if at % _TOLD == 0:
            progress(at, paragraphs.count)
        if names.are_in(text[start:end]):
            found += [
                one
                for one in sentences(text, start, end, language=paragraphs.language)
                if names.are_in(text[slice(*one)])
            ]
    return found


class Unmarked:
    """Walk sentences that have no tag: asked and told in time that does not grow with the text."""

    def __init__(self, sentences: Sequence[Range], spans: Iterable[tuple[str, Sequence[Range]]] = ()) -> None:
        """Take sentences in the order of the text, and tags by id with the places of each."""
        self._sentences = sentences
        self._starts = [start for start, _ in sentences]
        self._ends = [end for _, end in sentences]
        self._tags = [0] * len(sentences)
        self._are_tagged = bytearray(len(sentences))
        self._spans: dict[str, Sequence[Range]] = {}
        for id_, some in spans:
            self.put(id_, some)

    @property
    def count(self) -> int:
        """Count the sentences, tagged or not."""
        return len(self._sentences)

    @property
    def left(self) -> int:
        """Count those without a tag."""
        return self._are_tagged.count(0)

    def put(self, id_: str, spans: Sequence[Range]) -> None:
        """Let a tag lie in these places, and no more where it lay; in none where it is gone."""
        for by, some in ((-1, self._spans.pop(id_, ())), (1, spans)):
            for start, end in some:
                for at in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
                    self._tags[at] += by
                    self._are_tagged[at] = self._tags[at] > 0
        if spans:
            self._spans[id_] = spans

    def after(self, offset: int) -> Range | None:
        """Return the first sentence without a tag that begins after an offset."""
        return self._at(self._are_tagged.find(0, bisect_right(self._starts, offset)))

    def before(self, offset: int) -> Range | None:
        """Return the last sentence without a tag before the one that holds an offset."""
        until = bisect_right(self._starts, offset)
        if until and offset <= self._ends[until - 1]:
            until -= 1
        return self._at(self._are_tagged.rfind(0, 0, until))

    def first(self) -> Range | None:
        """Return the first sentence without a tag."""
        return self._at(self._are_tagged.find(0))

    def last(self) -> Range | None:
        """Return the last sentence without a tag."""
        return self._at(self._are_tagged.rfind(0))

    def _at(self, at: int) -> Range | None:
        return self._sentences[at] if at >= 0 else None

"""Find the names that a stretch of text mentions, and the names that what was typed may mean; text only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from glossator.model.people import folded

_WORD = re.compile(r"\w+")

#: Scripts that write no blanks between words: there a name may stand anywhere.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


class Names:
    """Know many names and find those that a text mentions, in one pass over it.

    A name is found word by word, case and compatibility forms aside; in scripts without blanks anywhere.
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        """Take pairs of an id and one of its names."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._unspaced: list[tuple[str, str]] = []
        for id_, name in named:
            plain = folded(name)
            if UNSPACED.search(plain):
                self._unspaced.append((plain, id_))
            elif words := tuple(_WORD.findall(plain)):
                self._by_first.setdefault(words[0], []).append((words, id_))

    def mentioned(self, text: str) -> list[str]:
        """Return the ids that a text mentions, each once, in its order, of two at one place the longer name first."""
        plain = folded(text)
        places = [*self._spaced(plain), *((plain.find(name), -len(name), id_) for name, id_ in self._unspaced)]
        return list(dict.fromkeys(id_ for place, _, id_ in sorted(places) if place >= 0))

    def _spaced(self, plain: str) -> Iterator[tuple[int, int, str]]:
        matches = list(_WORD.finditer(plain))
        words = [match[0] for match in matches]
        for at, word in enumerate(words):
            for name, id_ in self._by_first.get(word, ()):
                if tuple(words[at : at + len(name)]) == name:
                    yield matches[at].start(), -len(name), id_


class _Bare(dict[int, str]):
    """Know each letter without case and accents; worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFKD", chr(code))
        self[code] = "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
        return self[code]


_BARE = _Bare()


def bare(words: str) -> str:
    """Return words in one line without case and accents, as what a hurried reader types is compared."""
    plain = words.casefold() if words.isascii() else words.translate(_BARE)
    return " ".join(plain.split())


class Typed:
    """Know what was typed and say which names it may mean: each of its words begins a word of the name, in order."""

    def __init__(self, typed: str) -> None:
        self.words = bare(typed).split()
        pattern = r".*?".join(f"(?<!\\w){re.escape(word)}" for word in self.words)
        self._pattern = re.compile(pattern) if self.words else None

    def may_mean(self, plain: str) -> bool:
        """Say whether what was typed may mean a ``bare`` name; nothing typed may mean any."""
        if self._pattern is None:
            return True
        return self._pattern.search(plain) is not None or (bool(UNSPACED.search(plain)) and self.words[0] in plain)

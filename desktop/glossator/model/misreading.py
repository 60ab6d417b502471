"""Say which word was not understood, where, and what could stand there; what is near to it is looked for here."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossator.model.people import folded
from glossator.model.problem import Problem

#: How many words a refusal names that could stand there, and how many that are near.
_NAMED = 8
_NEAR = 3

#: How alike two words are, 0–1, to be taken for one another: one letter of four is wrong, or two change places.
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Misread:
    """Say which word (code points ``start:end`` of the text) makes no question, and what could stand there."""

    start: int
    end: int
    word: str
    why: str
    near: tuple[str, ...] = ()
    could: tuple[str, ...] = ()

    @property
    def problem(self) -> Problem:
        """Say it in a sentence."""
        place = f"“{self.word}” at {self.start}" if self.word else "its end"
        if self.near:
            todo = f"write {_either(self.near)}"
        elif self.could:
            more = ", …" if len(self.could) > _NAMED else ""
            todo = f"write one of: {', '.join(self.could[:_NAMED])}{more}"
        else:
            todo = "say it in other words"
        return Problem("the question was not understood", f"{place} {self.why}", todo)


def near(word: str, among: Iterable[str]) -> list[str]:
    """Find what is nearest to a word that is not known, whole or in one of its words, the nearest first."""
    wanted = folded(word)
    plain: dict[str, list[str]] = {}
    for one in among:
        whole = folded(one).strip('"')
        if whole != wanted:
            for part in dict.fromkeys((whole, *whole.split())):
                plain.setdefault(part, []).append(one)
    found = difflib.get_close_matches(wanted, plain, n=_NEAR, cutoff=_ALIKE)
    begun = [part for part in plain if wanted and part.startswith(wanted)]
    return list(dict.fromkeys(one for part in (*found, *begun) for one in plain[part]))[:_NEAR]


def _either(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} or {words[-1]}"

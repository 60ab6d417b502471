"""How one wording became another: the words that stayed, that went, and that came; text in, runs out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

#: A word, a sign of a script without blanks, or another mark, with the blanks behind it.
_PIECE = re.compile(
    r"(?:[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+|\W)\s*"
)

#: Above this many pairs of words nobody reads the difference word by word; the work would be of their number.
MOST_PAIRS = 4_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """Hold words that are in both wordings, only in the old one (``gone``), or only in the new one (``new``)."""

    kind: Literal["same", "gone", "new"]
    words: str


def word_runs(old: str, new: str) -> list[Run]:
    """Tell how an old wording became a new one; ``same`` runs have the new one's blanks."""
    if old == new:
        return [Run("same", new)] if new else []
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if len(before) * len(after) > MOST_PAIRS:
        return [Run("gone", old), Run("new", new)]
    return [*_joined(_steps(before, after))]


def _steps(before: list[str], after: list[str]) -> Iterator[Run]:
    keys: dict[str, int] = {}
    numbered = [[keys.setdefault(piece.rstrip(), len(keys)) for piece in pieces] for pieces in (before, after)]
    for step in Indel.opcodes(*numbered):
        gone, new = before[step.src_start : step.src_end], after[step.dest_start : step.dest_end]
        if step.tag == "equal":
            yield Run("same", "".join(new))
            continue
        if gone:
            yield Run("gone", "".join(gone))
        if new:
            yield Run("new", "".join(new))


def _joined(steps: Iterator[Run]) -> Iterator[Run]:
    """Put what went before what came between two runs that stayed."""
    gone = new = ""
    for step in steps:
        if step.kind == "same":
            yield from _changed(gone, new)
            gone = new = ""
            yield step
        elif step.kind == "gone":
            gone += step.words
        else:
            new += step.words
    yield from _changed(gone, new)


def _changed(gone: str, new: str) -> Iterator[Run]:
    if gone:
        yield Run("gone", gone)
    if new:
        yield Run("new", new)

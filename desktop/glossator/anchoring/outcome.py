"""What became of a passage in a new text."""

from __future__ import annotations

from dataclasses import dataclass

#: So many places are shown to a person who has to choose.
MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a place that may be the passage, in code points, and how alike it is, 0 to 1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Carried:
    """Hold where a passage is now.

    ``status`` is one of exact, moved, edited, ambiguous and lost; with the last two it is attached nowhere, start
    and end are None, and the candidates are what a person may choose from, the best first. ``score`` is how alike
    the place is to the passage, that of the best candidate where it is not attached.
    """

    status: str
    start: int | None
    end: int | None
    candidates: tuple[Candidate, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold what is known of a passage whose text is lost: its words, those around it, and how far into the text.

    ``position`` is between 0, the text's beginning, and 1.
    """

    quote: str
    prefix: str
    suffix: str
    position: float

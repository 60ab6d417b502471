"""What a view of the whole project takes of a tag: who says what on which issue, when and how; not its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Statement(NamedTuple):
    """Place a tag among all others; a named tuple, because fifty thousand are made when a view opens.

    ``start`` and ``end`` are code points of its first attached passage, None where it has none.
    ``fields`` holds what its kind shows, actors and issues by the id of the entity that stands for
    them. ``who`` is the actor who holds, claims or bears, ``issue`` the issue, each "" where it is
    not set. ``date`` is when it was said, else when its document was published: a year, month or day
    (ISO 8601), "" where neither is known.
    """

    id: str
    document: str
    reader: str
    kind: str
    start: int | None
    end: int | None
    who: str
    issue: str
    date: str
    fields: Mapping[str, str]
    labels: tuple[str, ...]

    @property
    def stance(self) -> str:
        """Return the key of its stance, "" where none is set."""
        return self.fields.get("stance", "")

    @property
    def is_conditional(self) -> bool:
        """Tell whether it stands under a condition."""
        return bool(self.fields.get("condition"))


@dataclass(frozen=True, slots=True)
class Scale:
    """Hold the values of a scale that is counted: the score of each key, None where it has none, and the labels."""

    scores: Mapping[str, int | None]
    labels: Mapping[str, str]

    def score(self, key: str) -> int | None:
        """Return the score of a value's key, None where it has none or is not known."""
        return self.scores.get(key)

    @property
    def span(self) -> int:
        """Return the distance from the lowest score that the scale has to the highest, whatever was used of it."""
        found = [score for score in self.scores.values() if score is not None]
        return max(found) - min(found) if found else 0

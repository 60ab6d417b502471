"""Readers, who annotate, and entities: the actors and issues that annotations name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

#: What an entity can be.
CATEGORIES = ("actor", "issue")


@dataclass(frozen=True, slots=True)
class Reader:
    """Name a person who annotates."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Name an actor or an issue, with its other names; ``same_as`` is the id of the one it was joined to."""

    id: str
    category: str
    name: str
    aliases: tuple[str, ...] = ()
    same_as: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name and every alias."""
        return (self.name, *self.aliases)


def folded(name: str) -> str:
    """Fold a name for comparison: compatibility form, case, blanks; accents stay, for they tell names apart."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())

"""What a search of a project finds: documents, actors and issues, tags, notes and passages, each with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from glossator.model.document import Document
from glossator.model.people import Entity
from glossator.text.searching import Excerpt

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Group(Generic[Item]):
    """Hold the first of what was found of one sort, and how many there are."""

    total: int = 0
    shown: tuple[Item, ...] = ()
    exact: bool = False  # the first one has these words and no others


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """Hold a document of which title, author, publisher or file have the words."""

    document: Document
    line: Excerpt


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """Hold the shortest passage of a paragraph that has all the words."""

    document: Document
    start: int
    end: int
    line: Excerpt


@dataclass(frozen=True, slots=True)
class FoundTag:
    """Hold a tag whose quotation, labels or note have the words; no place where it is not attached."""

    id: str
    document: Document
    reader: str
    kind: str
    start: int | None
    end: int | None
    line: Excerpt


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """Hold an actor or an issue, and how many tags name it."""

    entity: Entity
    tags: int
    line: Excerpt


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what a project has of some words."""

    documents: Group[FoundDocument] = field(default_factory=Group)
    entities: Group[FoundEntity] = field(default_factory=Group)
    tags: Group[FoundTag] = field(default_factory=Group)
    notes: Group[FoundTag] = field(default_factory=Group)
    passages: Group[FoundPassage] = field(default_factory=Group)

    @property
    def total(self) -> int:
        """Return how much was found of all sorts."""
        return sum(one.total for one in (self.documents, self.entities, self.tags, self.notes, self.passages))

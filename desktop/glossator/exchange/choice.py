"""What of a project an export holds, and what it had to leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from glossator.model.annotation import Annotation, Decision, Link, Mark
from glossator.model.codebook import Codebook
from glossator.model.document import Document
from glossator.model.people import Entity
from glossator.model.problem import refuse
from glossator.store import Reads

#: Told how many tags of how many are written.
Progress = Callable[[int, int], None]

#: Asked now and then whether the reader wants to stop.
Cancelled = Callable[[], bool]

#: Progress is told and stopping asked for once in so many tags: often for a person, rarely for the machine.
_STRIDE = 1000


@dataclass(frozen=True, slots=True)
class Choice:
    """Choose documents, kinds (keys) and readers by id, None for all, with or without texts and history."""

    documents: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    readers: frozenset[str] | None = None
    text: bool = True
    history: bool = False

    @property
    def whole(self) -> bool:
        """Return whether nothing is filtered."""
        return self.documents is None and self.kinds is None and self.readers is None


@dataclass(frozen=True, slots=True)
class Loss:
    """Count what a format could not hold, as pairs of a count and the words for it."""

    left: tuple[tuple[int, str], ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything was left out or changed."""
        return bool(self.left)

    def lines(self) -> list[str]:
        """Return one line for each thing: ``left out, marks of what was read: 12``."""
        return [f"{words}: {count}" for count, words in self.left]


def loss(*counted: tuple[int, str]) -> Loss:
    """Make the report of what was left out, without what did not occur."""
    return Loss(tuple((count, words) for count, words in counted if count))


class Selection:
    """Hold what a choice selects of a project, read once; annotations are streamed."""

    def __init__(self, reads: Reads, choice: Choice) -> None:
        self.reads = reads
        self.choice = choice
        self.codebook: Codebook = reads.codebook()
        self.readers: dict[str, str] = {reader.id: reader.name for reader in reads.readers()}
        everything = reads.documents()
        _known(choice.documents, {document.id for document in everything}, "document")
        _known(choice.kinds, {kind.key for kind in self.codebook.kinds}, "kind")
        _known(choice.readers, set(self.readers), "reader")
        self.documents: list[Document] = [
            document for document in everything if choice.documents is None or document.id in choice.documents
        ]
        self.entities: dict[str, Entity] = {entity.id: entity for entity in reads.entities(live_only=False)}

    def annotations(self) -> Iterator[Annotation]:
        """Yield the chosen annotations in the export's order."""
        if self.choice.documents is None:
            yield from self.reads.annotations(kinds=self.choice.kinds, readers=self.choice.readers)
            return
        for document in self.documents:
            yield from self.reads.annotations(
                document=document.id, kinds=self.choice.kinds, readers=self.choice.readers
            )

    def total(self, readers: frozenset[str] | None = None) -> int:
        """Count the chosen annotations, of these of the chosen readers where they are given."""
        chosen = {document.id for document in self.documents}
        kinds = self.choice.kinds
        return sum(
            count
            for document, by_kind in self.reads.counts(readers=readers or self.choice.readers).items()
            if document in chosen
            for kind, count in by_kind.items()
            if kinds is None or kind in kinds
        )

    def holds(self, annotation: Annotation) -> bool:
        """Say whether an annotation is among the chosen."""
        choice = self.choice
        return (
            (choice.documents is None or annotation.document in choice.documents)
            and (choice.kinds is None or annotation.kind in choice.kinds)
            and (choice.readers is None or annotation.reader in choice.readers)
        )

    def links(self) -> list[Link]:
        """Return the links of which both ends are chosen."""
        links = self.reads.links()
        if self.choice.whole or not links:
            return links
        ends = self.reads.annotations_by_id({end for link in links for end in (link.source, link.target)})
        inside = {annotation.id for annotation in ends.values() if self.holds(annotation)}
        return [link for link in links if link.source in inside and link.target in inside]

    def decisions(self) -> list[Decision]:
        """Return the decisions; of a part of the project those whose sides and agreed tags are all chosen."""
        decisions = self.reads.decisions()
        if self.choice.whole or not decisions:
            return decisions
        named = {id_ for decision in decisions for id_ in (*_side_ids(decision), *decision.agreed)}
        there = self.reads.annotations_by_id(named)
        inside = {annotation.id for annotation in there.values() if self.holds(annotation)}
        outside = there.keys() - inside
        return [
            decision
            for decision in decisions
            if inside.issuperset(_side_ids(decision)) and outside.isdisjoint(decision.agreed)
        ]

    def marks(self) -> list[Mark]:
        """Return the chosen readers' marks in the chosen documents, by document, reader, type and place."""
        places = {document.id: document.position for document in self.documents}
        readers = self.choice.readers
        chosen = [
            mark
            for mark in self.reads.marks()
            if mark.document in places and (readers is None or mark.reader in readers)
        ]
        return sorted(
            chosen,
            key=lambda mark: (
                places[mark.document],
                mark.document,
                mark.reader,
                mark.type,
                -1 if mark.start is None else mark.start,
                -1 if mark.end is None else mark.end,
            ),
        )

    def counted(self, progress: Progress | None, cancelled: Cancelled | None) -> Iterator[Annotation]:
        """Yield the chosen annotations, tell of progress, and raise Refused where the reader stops it."""
        total = self.total() if progress else 0
        done = 0
        for annotation in self.annotations():
            if done % _STRIDE == 0:
                if cancelled is not None and cancelled():
                    raise refuse("the export was not finished", "it was stopped", "start it again when you want it")
                if progress is not None:
                    progress(done, max(done, total))
            done += 1
            yield annotation
        if progress is not None:
            progress(done, done)


def shown_entity(entities: dict[str, Entity], id_: str) -> Entity | None:
    """Follow "same as" from an entity to the one that is shown for it."""
    seen = set()
    entity = entities.get(id_)
    while entity is not None and entity.same_as in entities and entity.id not in seen:
        seen.add(entity.id)
        entity = entities[entity.same_as]
    return entity


def _side_ids(decision: Decision) -> list[str]:
    return [side.id for side in decision.sides]


def _known(chosen: frozenset[str] | None, there: set[str], what: str) -> None:
    unknown = sorted((chosen or frozenset()) - there)
    if unknown:
        more = f" (and {len(unknown) - 1} more)" if len(unknown) > 1 else ""
        raise refuse(
            "nothing was exported",
            f"the project has no {what} {unknown[0]}{more}",
            f"choose a {what} that is there",
        )

"""Hold readers' tags against each other: what belongs together, how it differs, what was settled of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from glossator.model.document import Document
from glossator.model.identity import decision_id
from glossator.model.people import Reader
from glossator.model.problem import refuse
from glossator.operations.settling import settled_by
from glossator.review.alignment import Group, align
from glossator.review.reading import NOTE, Extent, Range, joined
from glossator.store import Reads

_WHAT = "the readers were not compared"


@dataclass(frozen=True, slots=True)
class Settlable:
    """Hold tags that belong together, and the id of the decision that settled them, None where none did."""

    group: Group
    settled: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold what readers tagged in one document, joined, in the order of the text."""

    document: str
    readers: tuple[Reader, ...]
    groups: tuple[Settlable, ...]

    @property
    def differences(self) -> tuple[Settlable, ...]:
        """Return those that differ."""
        return tuple(one for one in self.groups if one.group.types)


class Extents:
    """Read tags as a comparison takes them: fields that their kinds show, actors and issues as those that stand."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._shown = {kind.key: frozenset(field.key for field in kind.fields) for kind in reads.codebook().kinds}
        self._standing = {
            entity.id: reads.standing(entity).id
            for entity in reads.entities(live_only=False)
            if entity.same_as is not None
        }

    def of(self, document_id: str, readers: Iterable[str]) -> list[Extent]:
        """List the placed tags of readers (ids) in a document by place, of every kind."""
        rows, more = self._reads.extents(document_id, readers)
        shown, none = self._shown, frozenset[str]()
        found = []
        for id_, reader, kind, start, end, fields in rows:
            spans: tuple[Range, ...] = ((start, end),)
            if id_ in more:
                spans = joined([*spans, *more[id_]])
            if not fields.keys() <= shown.get(kind, none):
                fields = {key: value for key, value in fields.items() if key in shown.get(kind, none)}
            if self._standing:
                fields = {key: self._standing.get(value, value) for key, value in fields.items()}
            found.append(Extent(id_, document_id, reader, kind, spans, fields))
        return found


def compare_document(
    reads: Reads, document_id: str, readers: Sequence[Reader], *, kinds: Iterable[str] | None = None
) -> Compared:
    """Join what readers tagged in one document; notes are left out unless ``kinds`` (keys) has them.

    With ``kinds`` only groups with a tag of one of these come back, joined as they are without it.
    """
    _comparable(readers)
    document = reads.document(document_id)
    if document is None:
        raise refuse(_WHAT, "the document was removed, or is not there", "choose one that is there")
    if hides(reads, document, readers):
        raise refuse(_WHAT, f"you read {document.title} blind", "say that you are done with it, then compare")
    wanted = None if kinds is None else frozenset(kinds)
    extents = Extents(reads).of(document_id, [reader.id for reader in readers])
    groups = grouped(readers, extents, reads.text(document.version), kinds=wanted)
    return Compared(document_id, tuple(readers), settled(reads, document_id, groups))


def grouped(
    readers: Sequence[Reader], extents: Sequence[Extent], text: str, *, kinds: frozenset[str] | None = None
) -> tuple[Group, ...]:
    """Join the tags of one document, notes only where asked for; with ``kinds`` keep the groups with one of them."""
    notes = kinds is not None and NOTE in kinds
    groups = align([reader.id for reader in readers], [one for one in extents if notes or one.kind != NOTE], text)
    if kinds is None:
        return groups
    chosen = {extent.id for extent in extents if extent.kind in kinds}
    return tuple(group for group in groups if not chosen.isdisjoint(group.ids))


def settled(reads: Reads, document_id: str, groups: Sequence[Group]) -> tuple[Settlable, ...]:
    """Return groups with the decisions that settled them, where their tags are still as they were."""
    decided = reads.decided(document_id)
    if not decided:
        return tuple(map(Settlable, groups))
    known = [group for group in groups if decision_id(group.ids) in decided]
    tags = reads.annotations_by_id(id_ for group in known for id_ in group.ids)
    by = settled_by(reads, document_id)
    decisions: Mapping[tuple[str, ...], str | None] = {
        group.ids: by([tags[id_] for id_ in group.ids if id_ in tags]) for group in known
    }
    return tuple(Settlable(group, decisions.get(group.ids)) for group in groups)


def hides(reads: Reads, document: Document, readers: Sequence[Reader]) -> bool:
    """Tell whether tags of these readers on a document are hidden from whoever reads."""
    return document.id in reads.blind and any(reader.id != reads.viewer for reader in readers)


def _comparable(readers: Sequence[Reader]) -> None:
    if len({reader.id for reader in readers}) < 2 or len({reader.id for reader in readers}) < len(readers):
        raise refuse(_WHAT, "it takes two or more, each named once", "name two readers or more")

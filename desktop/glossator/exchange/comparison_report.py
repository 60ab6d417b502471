"""What a comparison that is taken along says: figures, differences with their words, decisions; read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from glossator.exchange.choice import shown_entity
from glossator.exchange.citation import place_words
from glossator.exchange.json_shape import AnnotationShape
from glossator.model.annotation import Annotation, Decision
from glossator.model.codebook import Codebook, Kind
from glossator.model.document import Document
from glossator.review.comparison import ALL, Comparison
from glossator.store import Reads
from glossator.text.paragraphs import Paragraphs


@dataclass(frozen=True, slots=True)
class Report:
    """Hold a comparison with all that its figures and differences are about; ids are keys.

    ``tags`` are those that a figure counts or a difference holds, ``decisions`` those of the compared
    documents, ``readers`` names of everyone.
    """

    project: str
    comparison: Comparison
    codebook: Codebook
    documents: Mapping[str, Document]
    paragraphs: Mapping[str, Paragraphs]
    tags: Mapping[str, Annotation]
    decisions: Mapping[str, Decision]
    readers: Mapping[str, str]
    shape: AnnotationShape

    def kind(self, tag: Annotation) -> Kind:
        """Return a tag's kind; one that the codebook no longer has goes by its key."""
        return self.codebook.kind(tag.kind) or Kind(tag.kind, tag.kind, "square", "6E6A61", None)

    def place(self, document: str, start: int | None, end: int | None) -> str:
        """Say on which pages and in which paragraphs a passage lies: ``p. 3, ¶ 4–5``; empty where it has no place."""
        if start is None or end is None or document not in self.paragraphs:
            return ""
        return place_words(self.paragraphs[document], start, end)

    def values(self, tag: Annotation) -> list[tuple[str, str, str]]:
        """List what a tag's fields say: key, and the words for the field and for its value."""
        kind = self.kind(tag)
        shown, _ = self.shape.fields(tag)
        found = []
        for key, value in shown.items():
            field = kind.field(key)
            known = field.value(value) if field is not None else None
            found.append((key, field.label if field is not None else key, known.label if known is not None else value))
        return found

    def outcome(self, decision: Decision) -> str:
        """Say how a difference was settled: whose reading was kept, a corrected one, or none."""
        if decision.outcome == "none":
            return "kept none"
        owners = {side.id: self.readers.get(side.reader, side.reader) for side in decision.sides}
        kept = " and ".join(f"{owners[id_]}’s" for id_ in decision.kept if id_ in owners)
        if decision.outcome == "edited":
            return f"kept {kept}, corrected" if kept else "kept a corrected one"
        return f"kept {kept}"


def report(reads: Reads, comparison: Comparison) -> Report:
    """Read what a comparison is about."""
    chosen = frozenset(comparison.documents)
    documents = {document.id: document for document in reads.documents() if document.id in chosen}
    decisions = {decision.id: decision for decision in reads.decisions() if decision.document in chosen}
    entities = {entity.id: entity for entity in reads.entities(live_only=False)}
    names = {id_: shown.name for id_ in entities if (shown := shown_entity(entities, id_)) is not None}
    readers = {reader.id: reader.name for reader in reads.readers()}
    readers.update((reader.id, reader.name) for reader in comparison.readers)
    codebook = reads.codebook()
    return Report(
        project=reads.info().title,
        comparison=comparison,
        codebook=codebook,
        documents=documents,
        paragraphs={id_: Paragraphs(reads.content(document.version)) for id_, document in documents.items()},
        tags=reads.annotations_by_id(dict.fromkeys(_ids(comparison))),
        decisions=decisions,
        readers=readers,
        shape=AnnotationShape(codebook, names),
    )


def _ids(comparison: Comparison) -> Iterable[str]:
    yield from comparison.counts[ALL].ids
    for counted in comparison.field_counts.values():
        yield from counted.ids
    for one in comparison.differences:
        yield from one.group.ids

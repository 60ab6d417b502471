"""The shapes of the JSON export, value by value: also what the command line prints as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from glossator import store
from glossator.model.annotation import Annotation, Link, Mark, Passage
from glossator.model.codebook import Codebook, Field
from glossator.model.document import Block, Content, Document, Json, Source, Span, Version
from glossator.model.people import Entity
from glossator.store import Act

#: The field types whose stored value is an entity's id.
ENTITY_TYPES = ("actor", "issue")

#: The field types whose stored value is a key of the codebook.
KEY_TYPES = ("scale", "choice")


def annotation_data(annotation: Annotation, codebook: Codebook, entity_names: Mapping[str, str]) -> dict[str, object]:
    """Return an annotation in the export's one shape; ``entity_names`` maps entity ids to names."""
    return AnnotationShape(codebook, entity_names).data(annotation)


class AnnotationShape:
    """Know a codebook and the names of entities, and bring many annotations into the export's one shape."""

    def __init__(self, codebook: Codebook, entity_names: Mapping[str, str]) -> None:
        self._names = entity_names
        self._types = {field.key: field.type for field in codebook.fields()}
        # Of each kind its fields in order: key, whether it names an entity, the keys it may hold or None for any.
        self._kinds = {
            kind.key: [
                (
                    field.key,
                    field.type in ENTITY_TYPES,
                    frozenset(value.key for value in field.values) if field.type in KEY_TYPES else None,
                )
                for field in kind.fields
            ]
            for kind in codebook.kinds
        }

    def data(self, annotation: Annotation) -> dict[str, object]:
        """Return an annotation in the export's shape."""
        passages = annotation.passages
        first = passages[0] if len(passages) == 1 else annotation.first
        data: dict[str, object] = {
            "id": annotation.id,
            "document": annotation.document,
            "reader": annotation.reader,
            "kind": annotation.kind,
            "start": first.start,
            "end": first.end,
            "quote": first.quote,
            "prefix": first.prefix,
            "suffix": first.suffix,
            "state": first.state if len(passages) == 1 else annotation.state,
        }
        if first.tagged_quote is not None:
            data["tagged_quote"] = first.tagged_quote
        if len(passages) == 1 and _is_left(first):
            data["left"] = True
        if len(passages) > 1:
            data["parts"] = [passage_data(passage) for passage in passages]
        data["fields"], data["hidden_fields"] = self.fields(annotation)
        data["labels"] = list(annotation.labels)
        data["note"] = annotation.note
        data["copied_from"] = annotation.copied_from
        data["created"] = annotation.created or None
        data["modified"] = annotation.modified or None
        return data

    def fields(self, annotation: Annotation) -> tuple[dict[str, str], dict[str, str]]:
        """Return the fields that the kind shows, in the codebook's order, and those it hides, by key.

        Entities are named. A value that the codebook no longer has is hidden like a field it does not have.
        """
        stored, names = annotation.fields, self._names
        shown: dict[str, str] = {}
        if not stored:
            return shown, {}
        for key, is_entity, allowed in self._kinds.get(annotation.kind, ()):
            value = stored.get(key)
            if value is not None and (allowed is None or value in allowed):
                shown[key] = names.get(value, value) if is_entity else value
        if len(shown) == len(stored):
            return shown, {}
        hidden = {
            key: names.get(stored[key], stored[key]) if self._types.get(key) in ENTITY_TYPES else stored[key]
            for key in sorted(stored)
            if key not in shown
        }
        return shown, hidden


def passage_data(passage: Passage) -> dict[str, Json]:
    """Return one of several passages."""
    data: dict[str, Json] = {
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "state": passage.state,
    }
    if passage.tagged_quote is not None:
        data["tagged_quote"] = passage.tagged_quote
    if _is_left(passage):
        data["left"] = True
    return data


def _is_left(passage: Passage) -> bool:
    """Tell whether a reader left a passage without a place, so that it waits no more."""
    return passage.state != "anchored" and not passage.waits


def entity_values(annotation: Annotation, entity_fields: frozenset[str]) -> list[str]:
    """Return the ids of the entities that an annotation names; ``entity_fields`` are the keys of such fields."""
    return [value for key, value in annotation.fields.items() if key in entity_fields]


def entity_fields(fields: Iterable[Field]) -> frozenset[str]:
    """Return the keys of the fields that hold entities."""
    return frozenset(field.key for field in fields if field.type in ENTITY_TYPES)


def entity_data(entity: Entity) -> dict[str, Json]:
    """Return an entity."""
    return {
        "id": entity.id,
        "category": entity.category,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "same_as": entity.same_as,
    }


def document_data(document: Document, versions: Iterable[Version], content: Content | None) -> dict[str, object]:
    """Return a document, with its text, blocks and spans where a content is given."""
    data: dict[str, object] = {
        "id": document.id,
        "title": document.title,
        "author": document.author,
        "published": document.published,
        "language": document.language,
        "address": document.address,
        "media_type": document.media_type,
        "file_name": document.file_name,
        "position": document.position,
        "source": source_data(document.source),
        "sha256": document.sha256,
        "characters": document.characters,
        "versions": [{"id": version.id, "sha256": version.sha256, "current": version.current} for version in versions],
    }
    if document.publisher:
        data["publisher"] = document.publisher
    if content is not None:
        data["text"] = content.text
        data["blocks"] = [block_data(block) for block in content.blocks]
        data["spans"] = [span_data(span) for span in content.spans]
    return data


#: What the export tells of a source, in its order, and of these what it leaves unset rather than empty.
_SOURCE = ("sha256", "format", "encoding", "reader", "reader_version", "warnings", "size", "confidence")
_SOURCE_WORDS = frozenset({"format", "reader", "reader_version"})


def source_data(source: Source) -> dict[str, Json]:
    """Return what is known of the bytes that a text was read from."""
    kept = store.source_data(source)
    shaped = {key: kept[key] or None if key in _SOURCE_WORDS else kept[key] for key in _SOURCE}
    return shaped | {key: kept[key] for key in ("origins", "options") if key in kept}


def block_data(block: Block) -> dict[str, Json]:
    """Return a block as ``structure`` prints it."""
    return {
        "kind": block.kind,
        "level": block.level,
        "start": block.start,
        "end": block.end,
        "page": block.page,
        "data": dict(block.data),
    }


def span_data(span: Span) -> dict[str, Json]:
    """Return a span as ``structure`` prints it."""
    return {"kind": span.kind, "start": span.start, "end": span.end, "target": span.target}


def link_data(link: Link) -> dict[str, Json]:
    """Return a link."""
    return {
        "id": link.id,
        "from": link.source,
        "to": link.target,
        "relation": link.relation,
        "reader": link.reader,
        "created": link.created or None,
    }


def mark_data(mark: Mark) -> dict[str, Json]:
    """Return a mark."""
    return {
        "document": mark.document,
        "reader": mark.reader,
        "type": mark.type,
        "start": mark.start,
        "end": mark.end,
    }


def act_data(act: Act) -> dict[str, object]:
    """Return an act whole, each change with the values before and after."""
    return {
        "id": act.id,
        "project": act.project,
        "replica": act.replica,
        "reader": act.reader,
        "clock": act.clock,
        "at": act.at,
        "label": act.label,
        "undoes": act.undoes,
        "parents": list(act.parents),
        "changes": [
            {"table": change.table, "id": change.id, "fields": {key: list(pair) for key, pair in change.fields.items()}}
            for change in act.changes
        ],
    }

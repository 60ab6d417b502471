"""Rows of the database as the values that every other room speaks: documents, tags, entities, links, marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any  # rows come from SQLite, whose columns are typed by the schema (STRICT), not by Python

from glossator.model.annotation import Annotation, Link, Mark, Passage
from glossator.model.document import Caution, Document, Proposal, Source
from glossator.model.people import Entity
from glossator.store.refusals import parsed

#: One row as SQLite gives it.
Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """Describe a project; ``example`` where it is the one that the program brings along."""

    id: str
    title: str
    created: str
    example: bool


DOCUMENT_COLUMNS = (
    "d.id, d.title, d.media_type, d.file_name, d.position, d.source, d.version, v.sha256, v.characters,"
    " v.paragraphs, d.author, d.published, d.language, d.address, d.publisher"
)


def document_of(row: Row) -> Document:
    """Read a document from `DOCUMENT_COLUMNS`."""
    id_, title, media_type, file_name, position, source, *rest = row
    return Document(id_, title, media_type, file_name, position, source_of(parsed(source)), *rest)


def source_of(data: dict[str, Any]) -> Source:
    """Read a document's source from its data form; what is missing is left unset."""
    return Source(
        sha256=data.get("sha256"),
        size=data.get("size") or 0,
        format=data.get("format") or "",
        encoding=data.get("encoding"),
        reader=data.get("reader") or "",
        reader_version=data.get("reader_version") or "",
        confidence=data.get("confidence"),
        warnings=tuple(
            Caution(item.get("code", ""), item.get("count", 1), item.get("words", ""))
            for item in data.get("warnings") or ()
        ),
        origins={
            key: Proposal(item.get("value", ""), item.get("origin", ""))
            for key, item in (data.get("origins") or {}).items()
        },
        options=data.get("options") or {},
    )


def source_data(source: Source) -> dict[str, Any]:
    """Write a document's source as the field ``source`` holds it; origins and options only where there are any."""
    data: dict[str, Any] = {
        "sha256": source.sha256,
        "size": source.size,
        "format": source.format,
        "encoding": source.encoding,
        "reader": source.reader,
        "reader_version": source.reader_version,
        "confidence": source.confidence,
        "warnings": [
            {"code": caution.code, "count": caution.count, "words": caution.words} for caution in source.warnings
        ],
    }
    if source.origins:
        data["origins"] = {key: {"value": one.value, "origin": one.origin} for key, one in source.origins.items()}
    if source.options:
        data["options"] = dict(source.options)
    return data


#: A passage, as p, that is attached in another version than the current one of its tag's document, as o: it waits.
_ASTRAY = "p.version <> o.version AND p.start IS NOT NULL"

ANNOTATION_COLUMNS = (
    "a.id, a.document, a.reader, a.kind, a.fields, a.labels, a.note, a.copied_from, a.created, a.modified,"
    f' CASE WHEN {_ASTRAY} THEN NULL ELSE p.start END, CASE WHEN {_ASTRAY} THEN NULL ELSE p."end" END,'
    f" p.quote, p.prefix, p.suffix, CASE WHEN {_ASTRAY} THEN 'ambiguous' ELSE p.state END, p.tagged_quote,"
    " coalesce(p.version, ''), p.part"
)

#: How many of `ANNOTATION_COLUMNS` are the tag's own, and where its passages' begin.
_OWN = 10


def annotations_of(rows: Iterable[Row]) -> Iterator[Annotation]:
    """Read tags from `ANNOTATION_COLUMNS`, one row a passage, the rows of one tag together."""
    held: list[Row] = []
    for row in rows:
        if held and held[0][0] != row[0]:
            yield _annotation(held)
            held = []
        held.append(row)
    if held:
        yield _annotation(held)


def _annotation(rows: list[Row]) -> Annotation:
    id_, document, reader, kind, fields, labels, note, copied_from, created, modified = rows[0][:_OWN]
    if len(rows) > 1:
        rows.sort(key=itemgetter(-1))
    return Annotation(
        id_,
        document,
        reader,
        kind,
        tuple(Passage(*row[_OWN:-1]) for row in rows),
        parsed(fields) if fields != "{}" else {},
        tuple(parsed(labels)) if labels != "[]" else (),
        note,
        copied_from,
        created,
        modified,
    )


ENTITY_COLUMNS = "e.id, e.category, e.name, e.aliases, e.same_as"


def entity_of(row: Row) -> Entity:
    """Read an entity from `ENTITY_COLUMNS`."""
    id_, category, name, aliases, same_as = row
    return Entity(id_, category, name, tuple(parsed(aliases)), same_as)


LINK_COLUMNS = "l.id, l.source, l.target, l.relation, l.reader, l.created"


def link_of(row: Row) -> Link:
    """Read a link from `LINK_COLUMNS`."""
    return Link(*row)


MARK_COLUMNS = 'm.id, m.document, m.reader, m.type, m.start, m."end"'


def mark_of(row: Row) -> Mark:
    """Read a mark from `MARK_COLUMNS`."""
    return Mark(*row)

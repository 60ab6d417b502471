"""What a list of a document's tags is ordered and filtered by, without their words: light at fifty thousand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from glossator.store.refusals import parsed
from glossator.store.tag_reads import TagReads
from glossator.store.version_reads import waiting_tags


@dataclass(frozen=True, slots=True)
class LightTag:
    """Hold a live tag without its words; ``waits`` says that one of its passages waits for a reader's look."""

    id: str
    kind: str
    reader: str
    start: int | None
    end: int | None
    fields: Mapping[str, str]
    labels: tuple[str, ...]
    waits: bool


def light_tags(reads: TagReads, document: str) -> Iterator[LightTag]:
    """Yield a document's live tags in the order of the text, those without a place first."""
    waiting = waiting_tags(reads, document)
    rows = reads._rows(
        'SELECT a.id, a.kind, a.reader, a.start, a."end", a.fields, a.labels'
        " FROM annotation a INDEXED BY annotation_place"
        f' WHERE a.deleted = 0 AND a.document = ?{reads.seen()} ORDER BY a.start, a."end", a.id',
        (document,),
    )
    for id_, kind, reader, start, end, fields, labels in rows:
        yield LightTag(
            id_,
            kind,
            reader,
            start,
            end,
            parsed(fields) if fields != "{}" else {},
            tuple(parsed(labels)) if labels != "[]" else (),
            id_ in waiting,
        )

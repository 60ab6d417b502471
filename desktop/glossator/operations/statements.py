"""Read the tags of a project as statements, for the views of the whole: time, matrix, board, network, questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from glossator.model.codebook import WHO_FIELDS, Codebook
from glossator.model.identity import AGREED_READER
from glossator.review.statement import Scale, Statement
from glossator.store import Reads

#: The field whose scale says how far someone is for or against an issue.
STANCE = "stance"


def stance_scale(codebook: Codebook) -> Scale:
    """Return the scale of stance, empty where the codebook has none."""
    for kind in codebook.kinds:
        field = kind.field(STANCE)
        if field is not None:
            values = field.values
            return Scale({one.key: one.score for one in values}, {one.key: one.label for one in values})
    return Scale({}, {})


def statements(
    reads: Reads,
    *,
    documents: Iterable[str] | None = None,
    readers: Iterable[str] | None = None,
    agreed: bool = False,
) -> list[Statement]:
    """List the tags that are seen, by document and place.

    Without ``readers`` (ids) those of every reader; of the agreed reading, whose tags repeat what
    readers said and would be counted twice, only where they are asked for.
    """
    shown = {kind.key: frozenset(field.key for field in kind.fields) for kind in reads.codebook().kinds}
    published = {one.id: one.published or "" for one in reads.documents()}
    standing = joined_entities(reads)
    wanted = None if readers is None else frozenset(readers)
    none = frozenset[str]()
    found = []
    for row in reads.statement_rows(documents=documents):
        if (row.reader == AGREED_READER and not agreed) if wanted is None else (row.reader not in wanted):
            continue
        fields = row.fields
        if not fields.keys() <= (known := shown.get(row.kind, none)):
            fields = {key: value for key, value in fields.items() if key in known}
        if standing:
            fields = {key: standing.get(value, value) for key, value in fields.items()}
        who = next((fields[key] for key in WHO_FIELDS if key in fields), "")
        found.append(
            Statement(
                row.id,
                row.document,
                row.reader,
                row.kind,
                row.start,
                row.end,
                who,
                fields.get("issue", ""),
                fields.get("said") or published.get(row.document, ""),
                fields,
                row.labels,
            )
        )
    return found


def joined_entities(reads: Reads) -> Mapping[str, str]:
    """Return the id of the entity that stands for each one that was joined to another."""
    return {
        entity.id: reads.standing(entity).id for entity in reads.entities(live_only=False) if entity.same_as is not None
    }

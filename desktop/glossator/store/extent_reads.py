"""Reading what a comparison needs of many tags: places and fields, without quotations and contexts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from glossator.store.reads import Connected
from glossator.store.refusals import all_parsed
from glossator.store.rows import compact


class ExtentRow(NamedTuple):
    """Hold a tag's id, reader, kind, place (code points) and every field that is set, hidden ones too."""

    id: str
    reader: str
    kind: str
    start: int
    end: int
    fields: dict[str, str]


class ExtentReads(Connected):
    """Read places and fields of tags."""

    def extents(
        self, document_id: str, readers: Iterable[str]
    ) -> tuple[list[ExtentRow], dict[str, list[tuple[int, int]]]]:
        """List the placed tags of readers in a document by place, and the further passages of those that have some."""
        chosen = compact([*readers])
        rows = self._all(
            'SELECT a.id, a.reader, a.kind, a.start, a."end", a.fields FROM annotation a INDEXED BY annotation_place'
            " WHERE a.deleted = 0 AND a.document = ? AND a.start IS NOT NULL"
            f" AND a.reader IN (SELECT value FROM json_each(?)){self.seen()}"
            ' ORDER BY a.start, a."end", a.id',
            (document_id, chosen),
        )
        more: dict[str, list[tuple[int, int]]] = {}
        for id_, start, end in self._all(
            'SELECT p.annotation, p.start, p."end" FROM document d'
            " CROSS JOIN passage p INDEXED BY passage_more ON p.version = d.version AND p.part > 0"
            " JOIN annotation a ON a.id = p.annotation"
            " WHERE d.id = ? AND a.deleted = 0 AND p.start IS NOT NULL AND p.part <> a.part"
            f" AND a.reader IN (SELECT value FROM json_each(?)){self.seen()}",
            (document_id, chosen),
        ):
            more.setdefault(id_, []).append((start, end))
        fields = all_parsed([row[5] for row in rows])
        placed = zip(rows, fields, strict=True)
        return [ExtentRow(id_, of, kind, start, end, given) for (id_, of, kind, start, end, _), given in placed], more

    def without_place(self, document_id: str) -> list[tuple[str, str, int]]:
        """Count the tags of a document that have no place in its text, by reader and kind."""
        rows = self._all(
            "SELECT a.reader, a.kind, count(*) FROM annotation a INDEXED BY annotation_place"
            f" WHERE a.deleted = 0 AND a.document = ? AND a.start IS NULL{self.seen()} GROUP BY a.reader, a.kind",
            (document_id,),
        )
        return [(reader, kind, number) for reader, kind, number in rows]

    def decided(self, document_id: str) -> set[str]:
        """Return the ids of the decisions that hold on a document, without reading them."""
        hidden = document_id in self.blind
        sql = "SELECT id FROM decision WHERE deleted = 0 AND document = ?"
        return set() if hidden else {row[0] for row in self._all(sql, (document_id,))}

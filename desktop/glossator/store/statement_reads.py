"""Reading what a view of the whole project needs of every tag: place and fields, without quotations and notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from glossator.store.reads import Connected
from glossator.store.refusals import all_parsed, parsed
from glossator.store.rows import compact


class StatementRow(NamedTuple):
    """Hold a tag's id, document, reader, kind, first place (code points), every field that is set, and labels."""

    id: str
    document: str
    reader: str
    kind: str
    start: int | None
    end: int | None
    fields: dict[str, str]
    labels: tuple[str, ...]


class StatementReads(Connected):
    """Read the tags of a whole project."""

    def pieces_with_tags(self, pieces: int) -> dict[str, dict[int, tuple[str, ...]]]:
        """Tell for each document, cut into so many pieces of one length, which kinds of tags begin in which piece."""
        found: dict[str, dict[int, tuple[str, ...]]] = {}
        for document, piece, kind in self._all(
            "SELECT DISTINCT a.document, min(a.start * ?1 / max(1, v.characters), ?1 - 1), a.kind"
            " FROM document d CROSS JOIN version v ON v.id = d.version"
            " CROSS JOIN annotation a INDEXED BY annotation_place ON a.document = d.id"
            f" WHERE d.deleted = 0 AND a.deleted = 0 AND a.start IS NOT NULL{self.seen()} ORDER BY 1, 2, 3",
            (pieces,),
        ):
            of = found.setdefault(document, {})
            of[piece] = (*of.get(piece, ()), kind)
        return found

    def statement_rows(self, *, documents: Iterable[str] | None = None) -> list[StatementRow]:
        """List every live tag that is seen, by document and place, those without a place first in theirs."""
        chosen = "" if documents is None else self.quoted(documents)
        if documents is not None and not chosen:
            return []  # SQLite finds no way through the index for a choice of nothing
        some = "" if documents is None else f" AND d.id IN ({chosen})"
        rows = self._all(
            'SELECT a.id, a.document, a.reader, a.kind, a.start, a."end", a.fields, a.labels'
            " FROM document d CROSS JOIN annotation a INDEXED BY annotation_place ON a.document = d.id"
            f" WHERE d.deleted = 0 AND a.deleted = 0{some}{self.seen()}"
            ' ORDER BY d.position, d.id, a.start, a."end", a.id'
        )
        fields = all_parsed([row[6] for row in rows])
        placed = zip(rows, fields, strict=True)
        return [
            StatementRow(
                id_, document, reader, kind, start, end, given, () if labels == "[]" else tuple(parsed(labels))
            )
            for (id_, document, reader, kind, start, end, _, labels), given in placed
        ]

    def quotations(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Read the words of every live tag that is seen, or of some: its passages, one after another."""
        some = "" if ids is None else " AND a.id IN (SELECT value FROM json_each(?))"
        rows = self._rows(
            f"SELECT a.id, p.quote FROM annotation a JOIN passage p ON p.annotation = a.id WHERE {self.live()}{some}"
            " ORDER BY a.id, p.part",
            () if ids is None else (compact([*ids]),),
        )
        found: dict[str, str] = {}
        for id_, quote in rows:
            found[id_] = f"{found[id_]} {quote}" if id_ in found else quote
        return found

"""Reading tags, links, marks and the history; the same on an open project and on a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glossator.model.annotation import Annotation, Link, Mark
from glossator.model.problem import Problem
from glossator.store.acts import Act, read_acts, told
from glossator.store.reads import Connected
from glossator.store.refusals import refusing
from glossator.store.rows import compact
from glossator.store.values import (
    ANNOTATION_COLUMNS,
    LINK_COLUMNS,
    MARK_COLUMNS,
    Row,
    annotations_of,
    link_of,
    mark_of,
)

_TAG = (
    f"SELECT {ANNOTATION_COLUMNS} FROM annotation a JOIN passage p ON p.annotation = a.id"
    " JOIN document o ON o.id = a.document"
)

#: Tags in the order of the index `annotation_place`: first those with a place, then those without.
_IN_PLACE = (
    f"SELECT {ANNOTATION_COLUMNS} FROM document o CROSS JOIN annotation a INDEXED BY annotation_place"
    " ON a.document = o.id CROSS JOIN passage p ON p.annotation = a.id WHERE a.deleted = 0 AND o.id = ?"
)
_STARTS = ("IS NOT NULL", "IS NULL")
_ORDER = 'ORDER BY a.start, a."end", a.id'

#: How many of a reader's newest changes tell which names were used last.
_LATELY = 300


class TagReads(Connected):
    """Read tags, links, marks and acts."""

    def annotations(
        self,
        *,
        document: str | None = None,
        kinds: Iterable[str] | None = None,
        readers: Iterable[str] | None = None,
    ) -> Iterator[Annotation]:
        """Yield live tags in the export's order: document position, start, end, id; those without a place last."""
        documents = self._all("SELECT id FROM document WHERE deleted = 0 ORDER BY position, id")
        filters, arguments = _filters(kinds, readers)
        for (id_,) in documents:
            if document is not None and id_ != document:
                continue
            for start in _STARTS:
                sql = f"{_IN_PLACE} AND a.start {start}{filters}{self.seen()} {_ORDER}"
                yield from annotations_of(self._rows(sql, (id_, *arguments)))

    def annotation(self, annotation_id: str, *, removed: bool = False) -> Annotation | None:
        """Find a live tag; with ``removed`` one that is not live too."""
        where = f"1{self.seen()}" if removed else self.live()
        rows = self._all(f"{_TAG} WHERE a.id = ? AND {where}", (annotation_id,))
        return next(annotations_of(rows), None)

    def annotations_by_id(self, ids: Iterable[str]) -> dict[str, Annotation]:
        """Find live tags by their ids."""
        sql = f"{_TAG} WHERE a.id IN (SELECT value FROM json_each(?)) AND {self.live()} ORDER BY a.id"
        return {tag.id: tag for tag in annotations_of(self._rows(sql, (compact(list(ids)),)))}

    def annotations_naming(self, entity_id: str) -> list[str]:
        """List the ids of the live tags that name an entity."""
        sql = f"SELECT a.id FROM uses u JOIN annotation a ON a.id = u.annotation WHERE u.entity = ? AND {self.live()}"
        return [row[0] for row in self._all(sql, (entity_id,))]

    def find_annotation(self, prefix: str) -> Annotation | Problem:
        """Find the live tag that a person names, by its id or the first characters of it."""
        found = self._all(
            f"SELECT a.id FROM annotation a WHERE a.id >= ?1 AND a.id < ?1 || '~' AND {self.live()} LIMIT 5", (prefix,)
        )
        ids = [row[0] for row in found] if prefix else []
        if len(ids) == 1 or prefix in ids:
            tag = self.annotation(prefix if prefix in ids else ids[0])
            if tag is not None:
                return tag
        if ids:
            return Problem(f"“{prefix}” is no one tag", "several ids begin so", f"give more of it: {', '.join(ids)}")
        return Problem(f"the tag “{prefix}” was not found", "no tag has this id", "look at the list of tags")

    def marks_of_tags(self, document_id: str) -> list[tuple[str, str, str, int, int, int]]:
        """List what the page paints of a document's tags: id, kind, reader, part, start, end, by start."""
        first = self._all(
            'SELECT a.id, a.kind, a.reader, a.part, a.start, a."end" FROM annotation a INDEXED BY annotation_place'
            f" WHERE a.deleted = 0 AND a.document = ? AND a.start IS NOT NULL{self.seen()} {_ORDER}",
            (document_id,),
        )
        more = self._all(
            'SELECT a.id, a.kind, a.reader, p.part, p.start, p."end" FROM document d'
            " CROSS JOIN passage p INDEXED BY passage_more ON p.version = d.version AND p.part > 0"
            " JOIN annotation a ON a.id = p.annotation"
            f" WHERE d.id = ? AND a.deleted = 0 AND p.start IS NOT NULL AND p.part <> a.part{self.seen()}",
            (document_id,),
        )
        marks: list[tuple[str, str, str, int, int, int]] = first  # type: ignore[assignment]
        if more:
            marks += more  # type: ignore[arg-type]
            marks.sort(key=lambda mark: (mark[4], mark[5], mark[0]))
        return marks

    def marks_without_place(self, document_id: str) -> list[tuple[str, str, str, None, None, None]]:
        """List a document's tags that have no place in its text as `marks_of_tags` lists the others."""
        rows = self._all(
            "SELECT a.id, a.kind, a.reader, NULL, NULL, NULL FROM annotation a INDEXED BY annotation_place"
            f" WHERE a.deleted = 0 AND a.document = ? AND a.start IS NULL{self.seen()} ORDER BY a.id",
            (document_id,),
        )
        return rows  # type: ignore[return-value]

    def tags_at(self, document_id: str, start: int, end: int) -> list[str]:
        """List the ids of a document's live tags whose first passage is exactly there, the oldest id first."""
        sql = (
            "SELECT a.id FROM annotation a INDEXED BY annotation_place"
            f' WHERE a.deleted = 0 AND a.document = ? AND a.start = ? AND a."end" = ?{self.seen()} ORDER BY a.id'
        )
        return [row[0] for row in self._all(sql, (document_id, start, end))]

    def last_named(self, reader_id: str, category: str, limit: int) -> list[str]:
        """List the entities that a reader's live tags name, those of the tags changed last first.

        Only the reader's newest changes are looked at: it is asked at a key press.
        """
        sql = (
            "SELECT u.entity FROM (SELECT c.row, o.number FROM act o CROSS JOIN change c"
            " ON c.act = o.number AND c.tbl = 'annotation' WHERE o.reader = ?1 AND o.undoes IS NULL"
            f" ORDER BY o.number DESC LIMIT {_LATELY}) newest"
            " CROSS JOIN annotation a ON a.id = newest.row AND a.reader = ?1"
            " JOIN uses u ON u.annotation = a.id JOIN entity e ON e.id = u.entity AND e.category = ?2"
            f" WHERE {self.live()} GROUP BY u.entity ORDER BY max(newest.number) DESC, u.entity LIMIT ?3"
        )
        return [row[0] for row in self._all(sql, (reader_id, category, limit))]

    def counts(self, *, readers: Iterable[str] | None = None) -> dict[str, dict[str, int]]:
        """Count the tags of each document by kind."""
        filters, arguments = _filters(None, readers)
        counts: dict[str, dict[str, int]] = {}
        for document, kind, number in self._all(
            f"SELECT a.document, a.kind, count(*) FROM annotation a INDEXED BY annotation_place"
            f" WHERE a.deleted = 0{filters}{self.seen()} GROUP BY a.document, a.kind",
            arguments,
        ):
            counts.setdefault(document, {})[kind] = number
        return counts

    def standing_of(self, ids: Iterable[str]) -> dict[str, tuple[str, str, bool]]:
        """Tell the document and kind of tags, and whether each is there or removed, as far as the viewer sees them."""
        named = "a.id IN (SELECT value FROM json_each(?))"
        sql = f"SELECT a.id, a.document, a.kind, a.deleted FROM annotation a WHERE {named}{self.seen()}"
        rows = self._all(sql, (compact(list(ids)),))
        return {id_: (document, kind, not removed) for id_, document, kind, removed in rows}

    def hidden_counts(self) -> dict[tuple[str, str, str], int]:
        """Count the live tags that the viewer does not see, by document, kind and reader."""
        if not self.blind:
            return {}
        rows = self._all(
            "SELECT a.document, a.kind, a.reader, count(*) FROM annotation a INDEXED BY annotation_place"
            " JOIN document d ON d.id = a.document AND d.deleted = 0"
            " WHERE a.deleted = 0 AND a.reader <> ?2 AND a.document IN (SELECT value FROM json_each(?1))"
            " GROUP BY a.document, a.kind, a.reader",
            (compact([*sorted(self.blind)]), self._viewer),
        )
        return {(document, kind, reader): number for document, kind, reader, number in rows}

    def links(self, document: str | None = None) -> list[Link]:
        """List the links whose ends are both live, of one document where it is given."""
        ends = " ".join(
            f"JOIN annotation {end} ON {end}.id = l.{end} AND {end}.deleted = 0{self.seen(end)}"
            f" JOIN document of_{end} ON of_{end}.id = {end}.document AND of_{end}.deleted = 0"
            for end in ("source", "target")
        )
        rows = self._all(
            f"SELECT {LINK_COLUMNS} FROM link l {ends} WHERE l.deleted = 0"
            " AND (?1 IS NULL OR source.document = ?1 OR target.document = ?1) ORDER BY l.created, l.id",
            (document,),
        )
        return [link_of(row) for row in rows]

    def link(self, link_id: str) -> Link | None:
        """Find a link that is not removed."""
        ends = "".join(
            f" AND EXISTS (SELECT 1 FROM annotation a WHERE a.id = l.{end}{self.seen()})"
            for end in ("source", "target")
        )
        row = self._one(f"SELECT {LINK_COLUMNS} FROM link l WHERE l.id = ? AND l.deleted = 0{ends}", (link_id,))
        return link_of(row) if row else None

    def marks(self, document: str | None = None, reader: str | None = None) -> list[Mark]:
        """List how far readers are, by document and reader."""
        rows = self._all(
            f"SELECT {MARK_COLUMNS} FROM mark m JOIN document d ON d.id = m.document AND d.deleted = 0"
            " WHERE m.deleted = 0 AND (?1 IS NULL OR m.document = ?1) AND (?2 IS NULL OR m.reader = ?2)"
            f"{self.seen('m')}"
            ' ORDER BY d.position, m.reader, m.start, m."end", m.type, m.id',
            (document, reader),
        )
        return [mark_of(row) for row in rows]

    def states_of_reader(self, reader_id: str) -> dict[str, str]:
        """Return which of unread, reading and done a reader marked, by document."""
        rows = self._all(
            "SELECT m.document, m.type FROM mark m WHERE m.reader = ? AND m.type IN ('unread', 'reading', 'done')"
            " AND m.deleted = 0 ORDER BY m.type DESC",
            (reader_id,),
        )
        return dict(map(tuple, rows))

    def touched(self, reader_id: str, document: str | None = None) -> dict[str, list[tuple[int, int]]]:
        """List by document the places that a reader has tagged, or marked as read with nothing to tag."""
        chosen = " AND (?2 IS NULL OR {0}.document = ?2)"
        rows = self._all(
            'SELECT a.document, a.start, a."end" FROM annotation a INDEXED BY annotation_place'
            f" WHERE a.deleted = 0 AND a.reader = ?1 AND a.start IS NOT NULL{chosen.format('a')}"
            ' UNION ALL SELECT m.document, m.start, m."end" FROM mark m'
            f" WHERE m.deleted = 0 AND m.reader = ?1 AND m.type = 'read'{chosen.format('m')}"
            ' UNION ALL SELECT a.document, p.start, p."end" FROM document d'
            " CROSS JOIN passage p INDEXED BY passage_more ON p.version = d.version AND p.part > 0"
            " JOIN annotation a ON a.id = p.annotation"
            f" WHERE a.deleted = 0 AND a.reader = ?1 AND p.start IS NOT NULL AND p.part <> a.part{chosen.format('a')}",
            (reader_id, document),
        )
        found: dict[str, list[tuple[int, int]]] = {}
        for of, start, end in rows:
            found.setdefault(of, []).append((start, end))
        return found

    def acts(self) -> Iterator[Act]:
        """Yield every act with all of its changes, oldest first; what would tell of hidden tags is left out.

        Those that a merge brought which was taken back are told too, and are not ``here``.
        """
        return self._told(read_acts(self._rows, "1", here=self._here()))

    def history_of(self, table: str, row_id: str) -> list[Act]:
        """List the acts that changed one row, oldest first, each with its changes of that row alone.

        Those that a merge brought which was taken back have changed nothing.
        """

        def fetch(sql: str, arguments: Sequence[object]) -> Iterator[Row]:
            return iter(self._all(sql, arguments))

        here = self._here()
        of_row = "a.number IN (SELECT act FROM change WHERE tbl = ?1 AND row = ?2) AND c.tbl = ?1 AND c.row = ?2"
        return list(self._told(read_acts(fetch, f"{of_row} AND {here}", table, row_id, here=here)))

    def _here(self) -> str:
        """Return the condition that an act, as a, belongs to this file."""
        from glossator.store.meeting import present  # read late: no reading of a text needs it

        with refusing(f"{self.path.name} could not be read"):
            return present(self._connection)

    def _told(self, acts: Iterator[Act]) -> Iterator[Act]:
        """Leave out of acts what others did on documents that are read blind."""
        return acts if not self.blind else told(acts, self._hidden_rows())

    def _hidden_rows(self) -> dict[str, set[str]]:
        """Collect the ids of the rows that tell of hidden tags, removed ones too, by table."""
        documents = compact([*sorted(self.blind)])
        on_blind = "document IN (SELECT value FROM json_each(?1))"
        hidden = f"(SELECT id FROM annotation WHERE {on_blind} AND reader <> ?2)"
        queries = {
            "annotation": f"SELECT id FROM annotation WHERE {on_blind} AND reader <> ?2",
            "mark": f"SELECT id FROM mark WHERE {on_blind} AND reader <> ?2",
            "link": f"SELECT id FROM link WHERE source IN {hidden} OR target IN {hidden}",
            "decision": f"SELECT id FROM decision WHERE {on_blind} AND ?2 = ?2",
            "entity": f"SELECT entity FROM uses WHERE annotation IN {hidden} EXCEPT"
            " SELECT u.entity FROM uses u JOIN annotation a ON a.id = u.annotation"
            f" WHERE NOT ({on_blind} AND a.reader <> ?2)",
        }
        return {table: {row[0] for row in self._all(sql, (documents, self._viewer))} for table, sql in queries.items()}


def _filters(kinds: Iterable[str] | None, readers: Iterable[str] | None) -> tuple[str, tuple[str, ...]]:
    sql, arguments = "", []
    for column, wanted in (("kind", kinds), ("reader", readers)):
        if wanted is not None:
            sql += f" AND a.{column} IN (SELECT value FROM json_each(?))"
            arguments.append(compact(list(wanted)))
    return sql, tuple(arguments)

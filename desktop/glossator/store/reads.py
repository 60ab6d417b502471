"""Reading a project: what it is, its people and its documents; the same on an open project and on a snapshot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.document import Content, Document, Version
from glossator.model.people import Entity, Reader, folded
from glossator.model.problem import Problem, Refused
from glossator.store.contents import read_content
from glossator.store.refusals import parsed, refusing
from glossator.store.values import (
    DOCUMENT_COLUMNS,
    ENTITY_COLUMNS,
    ProjectInfo,
    Row,
    document_of,
    entity_of,
)

#: A tag, as a, that is live: neither it nor its document is removed. Who may see it stands in `Connected.live`.
_LIVE_TAG = "a.deleted = 0 AND EXISTS (SELECT 1 FROM document shown WHERE shown.id = a.document AND shown.deleted = 0)"

_USED = f"EXISTS (SELECT 1 FROM uses u JOIN annotation a ON a.id = u.annotation WHERE u.entity = e.id AND {_LIVE_TAG})"

#: An entity, as e, that counts: not removed, or a tag or another entity still names it.
_LIVE_ENTITY = (
    f"(e.deleted = 0 OR {_USED}"
    " OR EXISTS (SELECT 1 FROM entity other WHERE other.same_as = e.id AND other.deleted = 0))"
)

#: A reader, as r, did something in this file.
_DID_HERE = (
    "(EXISTS (SELECT 1 FROM act a WHERE a.reader = r.id AND a.undoes IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM received g WHERE g.act = a.id))"
    " OR EXISTS (SELECT 1 FROM merge m WHERE m.reader = r.id))"
)

_DOCUMENT = f"SELECT {DOCUMENT_COLUMNS} FROM document d JOIN version v ON v.id = d.version"
_ENTITY = f"SELECT {ENTITY_COLUMNS} FROM entity e"


#: How many rows are taken at once: enough to be fast, few enough for a flat memory.
_FETCHED = 200


class Connected:
    """Hold one connection to a project's file and fetch from it; the database's errors become `Refused`."""

    path: Path
    _connection: sqlite3.Connection
    _viewer: str | None = None
    _blind: frozenset[str] | None = None  # the documents that the viewer reads blind, None before it is asked

    def seen_by(self, reader_id: str | None) -> None:
        """Read for a reader from now on: what others did on a document that they read blind is hidden; None for all."""
        self._viewer = reader_id
        self._blind = None

    @property
    def viewer(self) -> str | None:
        """Return the id of the reader for whom is read, None where everything is seen."""
        return self._viewer

    @contextmanager
    def whole(self) -> Iterator[None]:
        """See everything for a while: what is there is never made a second time because it was hidden."""
        viewer = self._viewer
        self.seen_by(None)
        try:
            yield
        finally:
            self.seen_by(viewer)

    @property
    def blind(self) -> frozenset[str]:
        """Return the ids of the documents on which others' work is hidden."""
        if self._viewer is None:
            return frozenset()
        if self._blind is None:
            # Of a pass begun in one copy and ended in another, "done" holds.
            sql = (
                "SELECT DISTINCT m.document FROM mark m WHERE m.reader = ? AND m.type = 'blind' AND m.deleted = 0"
                " AND NOT EXISTS (SELECT 1 FROM mark d WHERE d.document = m.document AND d.reader = m.reader"
                " AND d.type = 'done' AND d.deleted = 0)"
            )
            self._blind = frozenset(row[0] for row in self._all(sql, (self._viewer,)))
        return self._blind

    def seen(self, row: str = "a") -> str:
        """Return the condition, begun with AND, that a row with reader and document is seen; "" where all are."""
        if not self.blind:
            return ""
        viewer = self.quoted((str(self._viewer),))
        return f" AND ({row}.reader = {viewer} OR {row}.document NOT IN ({self.quoted(self.blind)}))"

    @staticmethod
    def quoted(ids: Iterable[str]) -> str:
        """Write ids as SQL writes a list of words."""
        return ", ".join("'" + id_.replace("'", "''") + "'" for id_ in sorted(ids))

    def live(self) -> str:
        """Return the condition that a tag, as a, is there and seen."""
        return _LIVE_TAG + self.seen()

    def _rows(self, sql: str, arguments: Sequence[object] = ()) -> Iterator[Row]:
        with refusing(f"{self.path.name} could not be read"):
            cursor = self._connection.execute(sql, arguments)
            while rows := cursor.fetchmany(_FETCHED):
                yield from rows

    def _all(self, sql: str, arguments: Sequence[object] = ()) -> list[Row]:
        with refusing(f"{self.path.name} could not be read"):
            return self._connection.execute(sql, arguments).fetchall()

    def _one(self, sql: str, arguments: Sequence[object] = ()) -> Row | None:
        return next(iter(self._all(sql, arguments)), None)


class ProjectReads(Connected):
    """Read a project's own row, its people and its documents."""

    def info(self) -> ProjectInfo:
        """Describe the project."""
        row = self._one("SELECT project_id, title, created, example FROM project")
        if row is None:
            raise self._damaged("its first row is missing")
        return ProjectInfo(row[0], row[1], row[2], bool(row[3]))

    #: What was read last of what is asked for with every act: a text never changes, a codebook is compared as written.
    _last_text: tuple[str, str] = ("", "")
    _last_codebook: tuple[str, Codebook] | None = None

    def codebook(self) -> Codebook:
        """Read the project's codebook."""
        row = self._one("SELECT codebook FROM project")
        if row and self._last_codebook is not None and row[0] == self._last_codebook[0]:
            return self._last_codebook[1]
        codebook = codebook_from_data(parsed(row[0])) if row else None
        if not isinstance(codebook, Codebook):
            raise self._damaged(str(codebook.why if codebook else "its codebook is missing"))
        self._last_codebook = (row[0] if row else "", codebook)
        return codebook

    def _damaged(self, why: str) -> Refused:
        return Refused(Problem(f"{self.path.name} could not be read", why, "look at it with `glossator check`"))

    def readers(self, used_only: bool = False) -> list[Reader]:
        """List readers by name: those not removed or used; with ``used_only`` those with a tag, mark or link."""
        used = (
            f"(r.id IN (SELECT DISTINCT a.reader FROM annotation a WHERE {self.live()})"
            " OR r.id IN (SELECT m.reader FROM mark m WHERE m.deleted = 0)"
            " OR r.id IN (SELECT l.reader FROM link l WHERE l.deleted = 0))"
        )
        where = used if used_only else f"(r.deleted = 0 OR {used})"
        return [
            Reader(*row) for row in self._all(f"SELECT r.id, r.name FROM reader r WHERE {where} ORDER BY r.name, r.id")
        ]

    def reader(self, reader_id: str) -> Reader | None:
        """Find a reader by id, removed ones too: their acts remain."""
        row = self._one("SELECT id, name FROM reader WHERE id = ?", (reader_id,))
        return Reader(*row) if row else None

    def reader_named(self, name: str) -> Reader | None:
        """Find a reader by name, whatever its case; one whose making was undone is found too, and has the same id.

        Of several with one name it is who did something in this file, not in one that was merged.
        """
        wanted = folded(name)
        rows = self._all("SELECT id, name FROM reader ORDER BY deleted, id")
        found = [Reader(*row) for row in rows if folded(row[1]) == wanted]
        if len(found) < 2:
            return next(iter(found), None)
        here = f"SELECT r.id FROM reader r WHERE r.id = ? AND {_DID_HERE}"
        return next((one for one in found if self._one(here, (one.id,))), found[0])

    def entities(self, category: str | None = None, live_only: bool = True) -> list[Entity]:
        """List actors and issues by category and name; live are those not removed or named by a live tag.

        Those that only hidden tags name are no live ones.
        """
        where = f"{_LIVE_ENTITY}{self._seen_entity()}" if live_only else "1"
        rows = self._all(
            f"{_ENTITY} WHERE {where} AND (?1 IS NULL OR e.category = ?1) ORDER BY e.category, e.name, e.id",
            (category,),
        )
        return [entity_of(row) for row in rows]

    def _seen_entity(self) -> str:
        """Return the condition that an entity, as e, is not named by hidden tags alone."""
        if not self.blind:
            return ""
        named = (
            "EXISTS (SELECT 1 FROM uses u JOIN annotation a ON a.id = u.annotation"
            " WHERE (u.entity = e.id OR u.entity IN (SELECT id FROM entity other WHERE other.same_as = e.id)) AND "
        )
        return f" AND ({named}{self.live()}) OR NOT {named}{_LIVE_TAG}))"

    def entity(self, entity_id: str) -> Entity | None:
        """Find an entity by id, removed ones too: hidden fields may name them."""
        row = self._one(f"{_ENTITY} WHERE e.id = ?", (entity_id,))
        return entity_of(row) if row else None

    def entity_named(self, category: str, name: str) -> Entity | None:
        """Find a live entity by its name or an alias, in any case; of joined ones the one that stands for both.

        One that hidden tags name is found too: whoever says a name means the one that has it.
        """
        row = self._one(
            f"{_ENTITY} JOIN entity_name n ON n.entity = e.id"
            f" WHERE n.category = ? AND n.folded = ? AND {_LIVE_ENTITY}"
            " ORDER BY e.same_as IS NOT NULL, e.deleted, e.id",
            (category, folded(name)),
        )
        return self.standing(entity_of(row)) if row else None

    def standing(self, entity: Entity) -> Entity:
        """Follow ``same_as`` to the entity that stands for this one."""
        seen = {entity.id}
        while entity.same_as is not None and entity.same_as not in seen:
            seen.add(entity.same_as)
            entity = self.entity(entity.same_as) or entity
        return entity

    def uses(self) -> dict[str, int]:
        """Count the live tags that name each entity."""
        sql = f"SELECT u.entity, count(*) FROM uses u JOIN annotation a ON a.id = u.annotation WHERE {self.live()}"
        return dict(map(tuple, self._all(f"{sql} GROUP BY u.entity")))

    def documents(self) -> list[Document]:
        """List the documents by position."""
        return [document_of(row) for row in self._all(f"{_DOCUMENT} WHERE d.deleted = 0 ORDER BY d.position, d.id")]

    def document(self, document_id: str) -> Document | None:
        """Find a document that is not removed."""
        row = self._one(f"{_DOCUMENT} WHERE d.id = ? AND d.deleted = 0", (document_id,))
        return document_of(row) if row else None

    def removed_document(self, document_id: str) -> Document | None:
        """Find a document that was removed."""
        row = self._one(f"{_DOCUMENT} WHERE d.id = ? AND d.deleted = 1", (document_id,))
        return document_of(row) if row else None

    def has_places(self, document_id: str) -> bool:
        """Tell whether a tag or a mark ever named a place in a document's text, whoever may see it, removed or not."""
        return self._all(
            "SELECT EXISTS (SELECT 1 FROM annotation WHERE document = ?1)"
            " OR EXISTS (SELECT 1 FROM mark WHERE document = ?1 AND type = 'read')",
            (document_id,),
        ) == [(1,)]

    def find_document(self, text: str) -> Document | Problem:
        """Find the document that a person names: by its id, its exact title, or the first characters of its id."""
        documents = self.documents()
        for matches in (
            [document for document in documents if document.id == text],
            [document for document in documents if document.title == text],
            [document for document in documents if text and document.id.startswith(text)],
        ):
            if len(matches) == 1:
                return matches[0]
            if matches:
                ids = ", ".join(document.id for document in matches)
                return Problem(f"“{text}” is no one document", f"it names {len(matches)} of them", f"give an id: {ids}")
        return Problem(f"“{text}” was not found", "no document has this id or title", "look at the list of documents")

    def versions(self, document_id: str) -> list[Version]:
        """List the versions of a document, the oldest first."""
        rows = self._all(
            "SELECT v.id, v.document, v.sha256, v.characters, v.id = d.version"
            " FROM version v JOIN document d ON d.id = v.document"
            " WHERE v.document = ? AND v.deleted = 0 ORDER BY v.created, v.rowid",
            (document_id,),
        )
        return [Version(id_, of, sha256, size, bool(current)) for id_, of, sha256, size, current in rows]

    def content(self, version_id: str) -> Content:
        """Read the text of a version with its blocks and spans."""
        row = self._one("SELECT text, blocks, spans FROM content WHERE version = ?", (version_id,))
        if row is None:
            raise self._damaged("the text of a document is missing")
        self._last_text = (version_id, row[0])
        return read_content(*row)

    def text(self, version_id: str) -> str:
        """Read the text of a version."""
        if self._last_text[0] == version_id:
            return self._last_text[1]
        row = self._one("SELECT text FROM content WHERE version = ?", (version_id,))
        if row is None:
            raise self._damaged("the text of a document is missing")
        self._last_text = (version_id, str(row[0]))
        return self._last_text[1]

    def source_bytes(self, sha256: str) -> bytes | None:
        """Read the bytes that a document was read from, where they are there."""
        row = self._one("SELECT data FROM source_bytes WHERE sha256 = ?", (sha256,))
        return bytes(row[0]) if row else None

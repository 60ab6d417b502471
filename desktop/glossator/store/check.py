"""Whether a project's file is in order: the file, every offset, quote and hash, and the rows against the acts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from glossator.model.identity import sha256, text_hash
from glossator.model.problem import Refused
from glossator.store.activity import activities
from glossator.store.meeting import Meeting
from glossator.store.replay import layers_of
from glossator.store.rows import TABLES, Values, entities_of, names_of, place, read_rows, read_table


@dataclass(frozen=True, slots=True)
class Finding:
    """Say one thing that is not in order: what it is, and the table and id or the part of the file where."""

    what: str
    where: str


#: How many rows are looked up at once.
_BATCH = 500


def findings(connection: sqlite3.Connection) -> list[Finding]:
    """Look at everything; an empty list means that the project is in order."""
    try:
        broken = list(_file(connection))
        if broken:
            return broken
        parts = (_keys, _texts, _sources, _passages, _marks, _derived, _activity, _rows)
        return list(chain.from_iterable(part(connection) for part in parts))
    except (sqlite3.DatabaseError, Refused, LookupError, TypeError, ValueError) as error:
        return [Finding(f"the file is damaged: {error}", "file")]


def _file(connection: sqlite3.Connection) -> Iterator[Finding]:
    for (answer,) in connection.execute("PRAGMA integrity_check"):
        if answer != "ok":
            yield Finding(f"the file is damaged: {answer}", "file")


def _keys(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(f"it names a row of {parent} that is not there", table)


def _texts(connection: sqlite3.Connection) -> Iterator[Finding]:
    for version, hash_, characters, text, blocks, spans in connection.execute(
        "SELECT v.id, v.sha256, v.characters, c.text, c.blocks, c.spans"
        " FROM version v JOIN content c ON c.version = v.id"
    ):
        where = f"version {version}"
        if text_hash(text) != hash_:
            yield Finding("its text is not the one that its hash names", where)
        if len(text) != characters:
            yield Finding(f"its text has {len(text)} characters, not {characters}", where)
        for name, written in (("block", blocks), ("span", spans)):
            for row in json.loads(written)["rows"]:
                if not 0 <= row[1] <= row[2] <= len(text):
                    yield Finding(f"its {name} {row[1]}:{row[2]} lies outside the text", where)
    for (document,) in connection.execute(
        "SELECT d.id FROM document d WHERE NOT EXISTS (SELECT 1 FROM content c WHERE c.version = d.version)"
    ):
        yield Finding("its text is missing", f"document {document}")


def _sources(connection: sqlite3.Connection) -> Iterator[Finding]:
    for hash_, data in connection.execute("SELECT sha256, data FROM source_bytes"):
        if sha256(data) != hash_:
            yield Finding("its bytes are not those that the hash names", f"source {hash_}")


def _passages(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Hold every attached passage against the text of its own version, which may be one that was superseded."""
    version: str | None = None
    text: str | None = None
    for annotation, named, is_its_own, start, end, quote in connection.execute(
        'SELECT p.annotation, p.version, v.document = a.document, p.start, p."end", p.quote FROM passage p'
        " JOIN annotation a ON a.id = p.annotation LEFT JOIN version v ON v.id = p.version"
        " WHERE p.start IS NOT NULL ORDER BY p.version, p.annotation, p.part"
    ):
        if named != version:
            row = connection.execute("SELECT text FROM content WHERE version = ?", (named,)).fetchone()
            version, text = named, row[0] if row else None
        where = f"annotation {annotation}"
        if not is_its_own:
            yield Finding(f"{start}:{end} is a place in a text that is not of its document", where)
        if text is None:
            continue  # superseded texts of an import are not kept
        if end > len(text):
            yield Finding(f"{start}:{end} lies outside the text", where)
        elif text[start:end] != quote:
            yield Finding(f"its quote is not the text at {start}:{end}", where)
    for (annotation,) in connection.execute(
        "SELECT id FROM annotation WHERE NOT EXISTS (SELECT 1 FROM passage WHERE annotation = id)"
    ):
        yield Finding("it has no passage", f"annotation {annotation}")


def _marks(connection: sqlite3.Connection) -> Iterator[Finding]:
    for mark, start, end, characters in connection.execute(
        'SELECT m.id, m.start, m."end", v.characters FROM mark m JOIN document d ON d.id = m.document'
        ' JOIN version v ON v.id = d.version WHERE m."end" > v.characters AND m.deleted = 0'
    ):
        yield Finding(f"{start}:{end} lies outside the text of {characters} characters", f"mark {mark}")


def _derived(connection: sqlite3.Connection) -> Iterator[Finding]:
    current = dict(connection.execute("SELECT id, version FROM document"))
    for id_, values in read_table(connection, "annotation"):
        kept = connection.execute('SELECT part, start, "end" FROM annotation WHERE id = ?', (id_,)).fetchone()
        uses = {row[0] for row in connection.execute("SELECT entity FROM uses WHERE annotation = ?", (id_,))}
        here = place(values["passages"], current.get(str(values["document"])))
        if (values["passages"] and kept != here) or uses != entities_of(values):
            yield Finding("it is not found where it is", f"annotation {id_}")
    for id_, values in read_table(connection, "entity"):
        names = {row[0] for row in connection.execute("SELECT folded FROM entity_name WHERE entity = ?", (id_,))}
        if names != names_of(values):
            yield Finding("it is not found by its names", f"entity {id_}")


def _activity(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Hold each act's activity against the acts that undo it and the merges that brought it."""
    for one in activities(connection):
        if one.active != one.kept:
            yield Finding("it is shown as " + ("active" if one.kept else "undone") + " and is not", f"act {one.id}")
    for clock, act in connection.execute(
        "SELECT a.clock, a.id FROM act a, json_each(a.parents) p JOIN act known ON known.id = p.value"
        " WHERE known.clock >= a.clock"
    ):
        yield Finding(f"it knew an act that is later than its own clock {clock}", f"act {act}")


def _rows(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Hold every row against the acts that made it what it is."""
    seen: dict[str, int] = dict.fromkeys(TABLES, 0)
    batch: list[tuple[str, str, Values | None]] = []
    meeting = Meeting(connection)
    for table, row, layers in layers_of(connection):
        seen[table] += 1
        batch.append((table, row, meeting.row(table, row, layers)))
        if len(batch) == _BATCH:
            yield from _compared(connection, batch)
            batch = []
    if not seen["project"]:
        batch.append(("project", "project", meeting.founded))
    seen["project"] = 1
    yield from _compared(connection, batch)
    for table, number in seen.items():
        (there,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        if there != number:
            yield Finding(f"{there} rows are there and acts made {number}", table)


def _compared(connection: sqlite3.Connection, batch: list[tuple[str, str, Values | None]]) -> Iterator[Finding]:
    there = {
        table: read_rows(connection, table, [row for name, row, _ in batch if name == table])
        for table in {table for table, _, _ in batch}
    }
    for table, row, values in batch:
        found = there[table].get(row)
        if found != values:
            fields = sorted(
                name
                for name in {**(found or {}), **(values or {})}
                if (found or {}).get(name) != (values or {}).get(name)
            )
            yield Finding(f"its {', '.join(fields) or 'row'} is not what the acts say", f"{table} {row}")

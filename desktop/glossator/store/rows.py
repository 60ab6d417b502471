"""Rows that acts change, as plain values by field: one table of columns, and reading and writing from it.

A row's values are a mapping from field to JSON value, without those that are None. A tag's passages
are its field ``passages``; what its codebook fields hold are its fields ``fields.KEY``.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, TypeAlias

from glossator.model.annotation import Passage
from glossator.model.document import Json
from glossator.model.people import folded
from glossator.store.refusals import all_parsed, parsed

#: A row's values by field.
Values: TypeAlias = dict[str, Json]

#: What a field of a tag for a codebook field begins with.
FIELD = "fields."

#: The keys of a passage in an act, in the order of their columns.
PASSAGE_KEYS = ("version", "start", "end", "quote", "prefix", "suffix", "state", "tagged_quote")

#: How many tags are read together with their passages: enough that a query and a reader of JSON cost little a tag.
_TOGETHER = 500

#: The length of an id: what has another is no entity's.
_ID_LENGTH = 36


@dataclass(frozen=True, slots=True)
class Column:
    """Describe one column: ``form`` is how it is kept, ``needed`` that a row cannot be without it."""

    name: str
    form: Literal["plain", "flag", "json"] = "plain"
    needed: bool = False
    default: Json = None


def _plain(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _needed(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, needed=True) for name in names)


def _json(name: str, default: Json = None) -> Column:
    return Column(name, "json", needed=default is None, default=default)


_DELETED = Column("deleted", "flag", default=False)
_MODIFIED = Column("modified")
_NOTE = Column("note", default="")

#: Every table that acts change, in the order in which rows are written.
TABLES: dict[str, tuple[Column, ...]] = {
    "project": (*_needed("project_id", "title", "created"), _json("codebook")),
    "reader": (*_needed("name"), _DELETED),
    "entity": (*_needed("category", "name"), _json("aliases", []), *_plain("same_as"), _DELETED),
    "document": (
        *_needed("title"),
        *_plain("author", "published", "language", "address", "publisher"),
        *_needed("media_type"),
        *_plain("file_name"),
        *_needed("position"),
        _json("source"),
        *_needed("version"),
        _DELETED,
    ),
    "version": (*_needed("document", "sha256", "characters", "paragraphs"), *_plain("created"), _DELETED),
    "annotation": (
        *_needed("document", "reader", "kind"),
        _json("labels", []),
        _NOTE,
        *_plain("copied_from", "created"),
        _MODIFIED,
        _DELETED,
    ),
    "link": (*_needed("source", "target", "relation", "reader"), *_plain("created"), _DELETED),
    "mark": (*_needed("document", "reader", "type"), *_plain("start", "end"), _DELETED),
    "decision": (
        *_needed("document", "outcome"),
        *(_json(name, []) for name in ("kept", "discarded", "sides", "agreed")),
        *_needed("reader"),
        *_plain("created"),
        _NOTE,
        _DELETED,
    ),
    "question": (*_needed("name"), _json("filter"), _DELETED),
}

#: The tables whose rows say when they were made.
DATED = frozenset({"version", "annotation", "link", "decision"})

_COLUMNS = {table: {column.name: column for column in columns} for table, columns in TABLES.items()}


def is_field(table: str, field: str) -> bool:
    """Tell whether a table has a field of this name."""
    return field in _COLUMNS[table] or (table == "annotation" and (field == "passages" or field.startswith(FIELD)))


_NEEDED = {
    table: {column.name for column in columns if column.needed} | ({"passages"} if table == "annotation" else set())
    for table, columns in TABLES.items()
}

_DEFAULTS: dict[str, Values] = {
    table: {column.name: column.default for column in columns if column.default is not None}
    for table, columns in TABLES.items()
}


def is_whole(table: str, fields: Iterable[str]) -> bool:
    """Tell whether the fields suffice to make a row."""
    return _NEEDED[table].issubset(fields)


def defaults(table: str) -> Values:
    """Return what a new row holds in the fields that nobody named."""
    return _DEFAULTS[table]


def passage_values(version: str | None, passages: Iterable[Passage]) -> list[Json]:
    """Write passages as the field ``passages`` holds them; those that name no version are of this one."""
    return [
        {
            "version": (version if passage.version is None else passage.version) or None,
            **{key: getattr(passage, key) for key in PASSAGE_KEYS[1:]},
        }
        for passage in passages
    ]


def regular(table: str, fields: Values) -> Values:
    """Write fields as they are read back, so that equal values are equal: tuples as lists, passages with every key."""
    columns = _COLUMNS[table]
    plain = dict(fields)
    for name, value in fields.items():
        if name == "passages":
            plain[name] = _regular_passages(value)
        elif name in columns and columns[name].form == "json" and value is not None and value != []:
            plain[name] = json.loads(compact(value))
    return plain


def _regular_passages(passages: Json) -> list[Json]:
    given: Mapping[str, Json] = {"prefix": "", "suffix": "", "state": "anchored"}
    if not isinstance(passages, list | tuple) or not passages:
        raise ValueError("a tag needs a list of passages")
    return [
        item if tuple(item) == PASSAGE_KEYS else {key: item.get(key, given.get(key)) for key in PASSAGE_KEYS}
        for item in passages
        if isinstance(item, dict)
    ]


def read_rows(connection: sqlite3.Connection, table: str, ids: Sequence[str]) -> dict[str, Values]:
    """Read the rows of these ids, as far as they are there."""
    return dict(_read(connection, table, "id IN (SELECT value FROM json_each(?))", compact(list(ids))))


def read_table(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, Values]]:
    """Read every row of a table by id, one after the other."""
    return _read(connection, table, "id >= ?", "")


def _read(connection: sqlite3.Connection, table: str, where: str, argument: str) -> Iterator[tuple[str, Values]]:
    columns = TABLES[table]
    names = "".join(f', "{column.name}"' for column in columns)
    if table != "annotation":
        for id_, *cells in connection.execute(f"SELECT id{names} FROM {table} WHERE {where} ORDER BY id", (argument,)):
            yield id_, _values(columns, cells)
        return
    cursor = connection.execute(f"SELECT id, fields{names} FROM annotation WHERE {where} ORDER BY id", (argument,))
    while rows := cursor.fetchmany(_TOGETHER):
        passages = _read_passages(connection, [row[0] for row in rows])
        for (id_, _, *cells), fields in zip(rows, all_parsed([row[1] for row in rows]), strict=True):
            values = _values(columns, cells)
            for key, value in fields.items():
                values[FIELD + key] = value
            values["passages"] = passages.get(id_, [])
            yield id_, values


def _read_passages(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    keys = ", ".join(f'"{key}"' for key in PASSAGE_KEYS)
    sql = (
        f"SELECT annotation, {keys} FROM passage WHERE annotation IN (SELECT value FROM json_each(?)) ORDER BY 1, part"
    )
    for id_, *cells in connection.execute(sql, (compact(list(ids)),)):
        found.setdefault(id_, []).append(dict(zip(PASSAGE_KEYS, cells, strict=True)))
    return found


def _values(columns: Sequence[Column], cells: Sequence[Json]) -> Values:
    values: Values = {}
    for column, cell in zip(columns, cells, strict=True):
        if cell is not None:
            if column.form == "json" and isinstance(cell, str):
                values[column.name] = [] if cell == "[]" else parsed(cell)
            else:
                values[column.name] = bool(cell) if column.form == "flag" else cell
    return values


def write_rows(connection: sqlite3.Connection, table: str, rows: Mapping[str, tuple[Values, frozenset[str]]]) -> None:
    """Write rows by id, each whole and with the names of the fields that are new in it."""
    parts: dict[frozenset[str], list[tuple[str, Values]]] = {}
    for id_ in sorted(rows):  # in the order of the index: twice as fast as in any other
        values, fields = rows[id_]
        parts.setdefault(fields, []).append((id_, values))
    for fields, part in parts.items():
        _write_part(connection, table, part, fields)
    if table == "document":
        _place_again(connection, [id_ for id_, (_, fields) in rows.items() if "version" in fields])
    elif table == "annotation":
        _write_passages(connection, [(id_, values) for id_, (values, new) in rows.items() if "passages" in new])
        _write_uses(
            connection, [(id_, values) for id_, (values, new) in rows.items() if any(map(_is_codebook_field, new))]
        )
    elif table == "entity":
        _write_names(connection, rows)


def _write_part(
    connection: sqlite3.Connection, table: str, rows: Sequence[tuple[str, Values]], fields: frozenset[str]
) -> None:
    """Write rows in which the same fields are new; where these do not make a row, its others stay."""
    whole = is_whole(table, fields)
    columns = [column for column in TABLES[table] if whole or column.name in fields]
    names = [column.name for column in columns]
    is_tag = table == "annotation"
    placed = is_tag and "passages" in fields
    current = _versions(connection, {str(values["document"]) for _, values in rows}) if placed else {}
    described = is_tag and any(map(_is_codebook_field, fields))
    names += (["part", "start", "end"] if placed else []) + (["fields"] if (whole and is_tag) or described else [])
    quoted = [f'"{name}"' for name in names]
    if whole:
        sql = (
            f"INSERT INTO {table} ({', '.join(quoted)}, id) VALUES ({'?, ' * len(quoted)}?)"
            f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in quoted)}"
        )
    else:
        sql = f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in quoted)} WHERE id = ?"

    def cells(id_: str, values: Values) -> list[Json]:
        written = _cells(columns, values)
        if placed:
            written += place(values["passages"], current.get(str(values["document"])))
        if (whole and is_tag) or described:
            written.append(_codebook_fields(values))
        written.append(id_)
        return written

    connection.executemany(sql, (cells(id_, values) for id_, values in rows))


def _cells(columns: Sequence[Column], values: Values) -> list[Json]:
    return [
        compact(values[column.name]) if column.form == "json" and column.name in values else values.get(column.name)
        for column in columns
    ]


def _codebook_fields(values: Values) -> str:
    return compact({key[len(FIELD) :]: values[key] for key in sorted(filter(_is_codebook_field, values))})


def place(passages: Json, version: str | None) -> tuple[Json, Json, Json]:
    """Return part, start and end of the first passage that is attached in a version, or three times None."""
    if isinstance(passages, list):
        for part, passage in enumerate(passages):
            if isinstance(passage, dict) and passage["start"] is not None and passage["version"] == version:
                return part, passage["start"], passage["end"]
    return None, None, None


def _versions(connection: sqlite3.Connection, documents: Iterable[str]) -> dict[str, str]:
    """Read the current versions of documents."""
    sql = "SELECT id, version FROM document WHERE id IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, (compact([*documents]),)).fetchall())


def _place_again(connection: sqlite3.Connection, documents: Sequence[str]) -> None:
    """Find anew where tags stand whose documents have another text now: what lies in an earlier one stands nowhere."""
    first = (
        'SELECT p.part, p.start, p."end" FROM passage p WHERE p.annotation = annotation.id AND p.start IS NOT NULL'
        " AND p.version = (SELECT version FROM document d WHERE d.id = annotation.document) ORDER BY p.part LIMIT 1"
    )
    connection.execute(
        f'UPDATE annotation SET (part, start, "end") = ({first}) WHERE document IN (SELECT value FROM json_each(?))',
        (compact([*documents]),),
    )


def _write_passages(connection: sqlite3.Connection, rows: Sequence[tuple[str, Values]]) -> None:
    _forget(connection, "passage", rows)
    connection.executemany(
        f"INSERT INTO passage VALUES (?, ?{', ?' * len(PASSAGE_KEYS)})",
        (
            (id_, part, *map(passage.get, PASSAGE_KEYS))
            for id_, values in sorted(rows, key=itemgetter(0))
            if isinstance(passages := values["passages"], list)
            for part, passage in enumerate(passages)
            if isinstance(passage, dict)
        ),
    )


def _write_uses(connection: sqlite3.Connection, rows: Sequence[tuple[str, Values]]) -> None:
    _forget(connection, "uses", rows)
    connection.executemany(
        "INSERT INTO uses VALUES (?, ?)",
        sorted((entity, id_) for id_, values in rows for entity in entities_of(values)),
    )


def _forget(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[str, Values]]) -> None:
    """Take away what was derived from tags."""
    ids = compact([id_ for id_, _ in rows])
    connection.execute(f"DELETE FROM {table} WHERE annotation IN (SELECT value FROM json_each(?))", (ids,))


def entities_of(values: Values) -> set[str]:
    """Return what a tag's codebook fields hold that can be an entity's id."""
    return {
        value
        for key, value in values.items()
        if _is_codebook_field(key) and isinstance(value, str) and len(value) == _ID_LENGTH
    }


def _is_codebook_field(name: str) -> bool:
    return name.startswith(FIELD)


def _write_names(connection: sqlite3.Connection, rows: Mapping[str, tuple[Values, frozenset[str]]]) -> None:
    connection.executemany("DELETE FROM entity_name WHERE entity = ?", ((id_,) for id_ in rows))
    connection.executemany(
        "INSERT INTO entity_name VALUES (?, ?, ?)",
        ((values["category"], name, id_) for id_, (values, _) in rows.items() for name in names_of(values)),
    )


def names_of(values: Values) -> set[str]:
    """Return an entity's name and aliases, folded."""
    aliases = values.get("aliases")
    return {folded(str(name)) for name in (values["name"], *(aliases if isinstance(aliases, list) else ()))}


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # made once: half of the time went there


def compact(value: Json) -> str:
    """Write a value as JSON without blanks, words as they are."""
    return "[]" if value == [] else _ENCODER.encode(value)

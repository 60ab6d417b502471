"""Rows as a function of acts: what a row holds once the acts that are active have been laid over one another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from glossator.model.document import Json
from glossator.store.refusals import all_parsed, parsed
from glossator.store.rows import Values, compact

#: How many changes are read together: a reader of JSON that is called once costs half.
_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Layer:
    """Hold what one ordinary act set in one row; ``made`` where it made the row."""

    order: tuple[int, str, str]
    active: bool
    made: bool
    fields: Values


def fold(layers: Sequence[Layer], base: Values | None = None) -> Values | None:
    """Lay a row's acts over one another in their order: of two that set one field the later is shown.

    What made it lies below what changed it, also where it was made apart twice. A row that was ever made
    stays, for its tags and links are still named; where no active act makes it, it is as it was made first,
    and deleted. None where nothing made it.
    """
    ordered = sorted(layers, key=_depth) if len(layers) > 1 else layers
    row: Values | None = dict(base) if base is not None else None
    first = next((layer for layer in ordered if layer.made), None)
    if first is not None:
        remade = any(layer.made and layer.active for layer in layers)
        row = {} if remade else {**first.fields, "deleted": True}
    if row is None:
        return None
    for layer in ordered:
        if layer.active:
            row.update(layer.fields)
    return {field: value for field, value in row.items() if value is not None}


def _depth(layer: Layer) -> tuple[bool, tuple[int, str, str]]:
    return not layer.made, layer.order


def layers_of(
    connection: sqlite3.Connection, act: int | Sequence[int] | None = None
) -> Iterator[tuple[str, str, list[Layer]]]:
    """Read table, id and layers of every row that acts touched, else of every row, one row after the other."""
    if act is None:
        sql = f"SELECT {_COLUMNS} FROM change c INDEXED BY change_row CROSS {_JOINED} ORDER BY c.tbl, c.row"
        return _by_row(connection.execute(sql))
    if isinstance(act, int):
        sql = f"SELECT {_COLUMNS} FROM change t {_SAME_ROW} {_JOINED} AND t.act = ? ORDER BY t.tbl, t.row"
        return _by_row(connection.execute(sql, (act,)))
    touched = "(SELECT DISTINCT tbl, row FROM change WHERE act IN (SELECT value FROM json_each(?))) t"
    sql = f"SELECT {_COLUMNS} FROM {touched} {_SAME_ROW} {_JOINED} ORDER BY t.tbl, t.row"
    return _by_row(connection.execute(sql, (compact([*act]),)))


def layers_of_rows(
    connection: sqlite3.Connection, table: str, rows: Iterable[str]
) -> Iterator[tuple[str, str, list[Layer]]]:
    """Read table, id and layers of some rows of a table, one row after the other."""
    given = "(SELECT ? AS tbl, value AS row FROM json_each(?)) t"
    sql = f"SELECT {_COLUMNS} FROM {given} {_SAME_ROW} {_JOINED} ORDER BY t.row"
    return _by_row(connection.execute(sql, (table, compact([*rows]))))


_COLUMNS = "c.tbl, c.row, a.clock, a.reader, a.id, a.active, c.made, c.fields"
_SAME_ROW = "CROSS JOIN change c INDEXED BY change_row ON c.tbl = t.tbl AND c.row = t.row CROSS"
_JOINED = "JOIN act a ON a.number = c.act WHERE a.undoes IS NULL"


def _by_row(cursor: sqlite3.Cursor) -> Iterator[tuple[str, str, list[Layer]]]:
    for (table, row), group in groupby(_layers(cursor), key=itemgetter(0, 1)):
        yield table, row, [layer for _, _, layer in group]


def _layers(cursor: sqlite3.Cursor) -> Iterator[tuple[str, str, Layer]]:
    while rows := cursor.fetchmany(_TOGETHER):
        shapes = all_parsed([row[-1] for row in rows])
        for (table, row, clock, reader, act, active, made, _), shape in zip(rows, shapes, strict=True):
            fields = shape if made else {field: after for field, (_, after) in _pairs(shape)}
            yield table, row, Layer((clock, reader, act), bool(active), bool(made), fields)


def write_fields(fields: Iterable[tuple[str, tuple[Json, Json]]], made: bool) -> str:
    """Write the befores and afters of one row's fields, passages without what stayed the same in them."""
    shape: dict[str, Json] = {}
    for field, (before, after) in fields:
        if made:
            shape[field] = after
        else:
            shape[field] = [before, _thin(before, after) if field == "passages" else after]
    return compact(shape)


def read_fields(written: str, made: bool) -> dict[str, tuple[Json, Json]]:
    """Read what `write_fields` wrote."""
    shape: dict[str, Json] = parsed(written)
    if made:
        return {field: (None, after) for field, after in shape.items()}
    return dict(_pairs(shape))


def _pairs(shape: dict[str, Json]) -> Iterator[tuple[str, tuple[Json, Json]]]:
    for field, pair in shape.items():
        if isinstance(pair, list):
            before, after = pair
            yield field, (before, _full(before, after) if field == "passages" else after)


def _thin(before: Json, after: Json) -> Json:
    if not isinstance(before, list) or not isinstance(after, list):
        return after
    thin: list[Json] = []
    for number, passage in enumerate(after):
        old = before[number] if number < len(before) else {}
        if isinstance(old, dict) and isinstance(passage, dict):
            thin.append({key: value for key, value in passage.items() if key not in old or old[key] != value})
    return thin


def _full(before: Json, thin: Json) -> Json:
    if not isinstance(before, list) or not isinstance(thin, list):
        return thin
    full: list[Json] = []
    for number, passage in enumerate(thin):
        old = before[number] if number < len(before) else {}
        if isinstance(old, dict) and isinstance(passage, dict):
            full.append({**old, **passage})
    return full

"""Rows worked out anew from acts, many at once: what acts touched, after some of them became active or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from itertools import chain, groupby, islice
from operator import itemgetter

from glossator.store.acts import RowChange
from glossator.store.meeting import Meeting
from glossator.store.replay import Layer, layers_of
from glossator.store.rows import Values, compact, read_rows, write_rows

#: How many rows are worked out together: enough that a statement costs little a row, few enough for the memory.
_TOGETHER = 2_000


def rebuild(
    connection: sqlite3.Connection, meeting: Meeting, acts: Sequence[int], told: Callable[[int], None]
) -> list[RowChange]:
    """Work out every row that acts touched, write those that are others now, and return how they changed.

    ``told`` hears how many rows are done.
    """
    changes: list[RowChange] = []
    done = 0
    following = meeting.following(_touched(connection, acts)) if meeting.has_met else iter(())
    layers = chain(layers_of(connection, acts), following)
    for table, group in groupby(layers, key=itemgetter(0)):
        while rows := list(islice(group, _TOGETHER)):
            changes += _rebuild(connection, meeting, table, rows)
            done += len(rows)
            told(done)
    return changes


def _touched(connection: sqlite3.Connection, acts: Sequence[int]) -> set[str]:
    sql = "SELECT DISTINCT tbl FROM change WHERE act IN (SELECT value FROM json_each(?))"
    return {table for (table,) in connection.execute(sql, (compact([*acts]),))}


def _rebuild(
    connection: sqlite3.Connection, meeting: Meeting, table: str, rows: Sequence[tuple[str, str, list[Layer]]]
) -> list[RowChange]:
    before = read_rows(connection, table, [row for _, row, _ in rows])
    changes: list[RowChange] = []
    written: dict[str, tuple[Values, frozenset[str]]] = {}
    for _, row, layers in rows:
        was, is_ = before.get(row, {}), meeting.row(table, row, layers) or {}
        names = [name for name in {**was, **is_} if was.get(name) != is_.get(name)]
        if names:
            changes.append(RowChange(table, row, {name: (was.get(name), is_.get(name)) for name in names}))
            written[row] = (is_, frozenset(names))
    write_rows(connection, table, written)
    return changes

"""Undo and redo: new acts that make another act inactive or active again; rows follow from the acts that are active."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from glossator.model.problem import Problem
from glossator.store.acts import RowChange, Task
from glossator.store.refusals import parsed
from glossator.store.replay import Layer, fold, layers_of, read_fields
from glossator.store.rows import FIELD, Values, read_rows

_NOT_RECEIVED = "NOT EXISTS (SELECT 1 FROM received r WHERE r.act = a.id)"

#: What changes with every act on a tag, so that no later act stands on it.
_FOLLOWING = frozenset({"modified"})


@dataclass(frozen=True, slots=True)
class Target:
    """Name the act that an undo or redo takes back, and the ordinary act that it turns off or on."""

    act: str
    ordinary: int
    label: str


def undo_target(connection: sqlite3.Connection, reader: str) -> Target | None:
    """Find the reader's newest active act of this file, above the floor."""
    row = connection.execute(
        "SELECT a.id, a.number, a.label FROM act a WHERE a.reader = ? AND a.undoes IS NULL AND a.active = 1"
        f" AND a.floor = 0 AND {_NOT_RECEIVED} ORDER BY a.number DESC LIMIT 1",
        (reader,),
    ).fetchone()
    return Target(*row) if row else None


def redo_target(connection: sqlite3.Connection, reader: str) -> Target | None:
    """Find the reader's newest undo that still holds, unless the reader did something new since."""
    row = connection.execute(
        "SELECT a.id, o.number, o.label FROM act a JOIN act o ON o.id = a.undoes AND o.undoes IS NULL"
        " WHERE a.reader = ?1 AND a.undoes IS NOT NULL AND a.active = 1 AND a.number > coalesce((SELECT a.number"
        f" FROM act a WHERE a.reader = ?1 AND a.undoes IS NULL AND {_NOT_RECEIVED} ORDER BY a.number DESC LIMIT 1), 0)"
        " ORDER BY a.number DESC LIMIT 1",
        (reader,),
    ).fetchone()
    return Target(*row) if row else None


def standing_on(connection: sqlite3.Connection, target: Target, redo: bool) -> Problem | None:
    """Say which later act stands on an act's fields, so that it is not turned off or on; None where none does."""
    cursor = connection.execute(
        "SELECT c.tbl, c.row, c.made, c.fields, l.made, l.fields, a.label, coalesce(p.name, a.reader)"
        " FROM act o JOIN change c ON c.act = o.number"
        " CROSS JOIN change l INDEXED BY change_row ON l.tbl = c.tbl AND l.row = c.row AND l.act <> c.act"
        " CROSS JOIN act a ON a.number = l.act LEFT JOIN reader p ON p.id = a.reader"
        " WHERE o.number = ? AND a.undoes IS NULL AND a.active = 1"
        " AND (a.clock, a.reader, a.id) > (o.clock, o.reader, o.id) ORDER BY a.clock DESC, a.reader DESC, a.id DESC",
        (target.ordinary,),
    )
    for table, _, made, fields, later_made, later_fields, label, name in cursor:
        if redo and made:
            continue
        mine = read_fields(fields, bool(made))
        theirs = read_fields(later_fields, bool(later_made))
        if later_made or theirs.get("deleted", (None, None))[1] is False:
            theirs.pop("deleted", None)  # to say that a row is there stands on nobody
        shared = [field for field in theirs if field not in _FOLLOWING and (made or field in mine)]
        if shared:
            word = "redone" if redo else "undone"
            return Problem(
                f"“{target.label}” was not {word}",
                f"{name}'s later “{label}” changed the {_word(table, shared[0])}",
                "undo that first, or change it by hand",
            )
    return None


def _word(table: str, field: str) -> str:
    """Name a field as a reader would."""
    return f"{'tag' if table == 'annotation' else table}'s {field.removeprefix(FIELD).replace('_', ' ')}"


def toggled(connection: sqlite3.Connection, target: Target, redo: bool) -> Task:
    """Turn an act on or off and gather how the rows follow, inside a transaction that the caller opened.

    What the rows were follows from the same acts, so that none of them is read.
    """
    connection.execute("UPDATE act SET active = ? WHERE number = ?", (int(redo), target.ordinary))
    if redo:
        connection.execute("UPDATE act SET active = 0 WHERE id = ?", (target.act,))
    task = Task("", "", "", "", changes=[], rows={}, undoes=target.act)
    (act,) = connection.execute("SELECT id FROM act WHERE number = ?", (target.ordinary,)).fetchone()
    for table, row, layers in layers_of(connection, target.ordinary):
        base = founding(connection) if table == "project" else None
        earlier = [replace(layer, active=not layer.active) if layer.order[2] == act else layer for layer in layers]
        _follow_row(task, table, row, fold(earlier, base) or {}, fold(layers, base) or {})
    return task


def follow(connection: sqlite3.Connection, task: Task, number: int) -> None:
    """Work out anew the rows that an act touched, from all acts that touched them."""
    after: dict[str, dict[str, list[Layer]]] = {}
    for table, row, layers in layers_of(connection, number):
        after.setdefault(table, {})[row] = layers
    for table, rows in after.items():
        before = read_rows(connection, table, list(rows))
        base = founding(connection) if table == "project" else None
        for row, layers in rows.items():
            _follow_row(task, table, row, before.get(row, {}), fold(layers, base) or {})


def founding(connection: sqlite3.Connection) -> Values:
    """Read the project's row as it was made, below every act."""
    (founded,) = connection.execute("SELECT founded FROM project").fetchone()
    values: Values = parsed(founded)
    return values


def _follow_row(task: Task, table: str, row: str, before: Values, after: Values) -> None:
    names = [name for name, value in after.items() if before.get(name) != value]
    names += [name for name in before if name not in after]
    if names:
        changed = {name: (before.get(name), after.get(name)) for name in names}
        task.changes.append(RowChange(table, row, changed))
        task.rows.setdefault(table, {})[row] = (after, frozenset(names))

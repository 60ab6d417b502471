"""Undo and redo: new acts that make another act inactive or active again; rows follow from the acts that are active."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from glossator.model.problem import Problem
from glossator.store.acts import RowChange, Task
from glossator.store.meeting import FOLLOWING, Meeting, schema_of
from glossator.store.replay import Layer, layers_of, read_fields
from glossator.store.rows import FIELD, Values, read_rows

_NOT_RECEIVED = "NOT EXISTS (SELECT 1 FROM received r WHERE r.act = a.id)"


@dataclass(frozen=True, slots=True)
class Target:
    """Name the act that an undo or redo takes back, and the ordinary act that it turns off or on.

    ``merge`` is the merge that is taken back or done again instead; ``ordinary`` is then where it stands.
    """

    act: str
    ordinary: int
    label: str
    merge: bool = False


def undo_target(connection: sqlite3.Connection, reader: str) -> Target | None:
    """Find the reader's newest active act of this file, above the floor, or the merge that came after it."""
    row = connection.execute(
        "SELECT a.id, a.number, a.label FROM act a WHERE a.reader = ? AND a.undoes IS NULL AND a.active = 1"
        f" AND a.floor = 0 AND {_NOT_RECEIVED} ORDER BY a.number DESC LIMIT 1",
        (reader,),
    ).fetchone()
    merge = _merge(connection, "reader = ? AND undone IS NULL ORDER BY number DESC, rowid DESC", reader)
    if merge is not None and (row is None or merge.ordinary >= row[1]):
        return merge
    return Target(*row) if row else None


def redo_target(connection: sqlite3.Connection, reader: str) -> Target | None:
    """Find the reader's newest undo of this file that still holds, unless the reader did something new since."""
    row = connection.execute(
        "SELECT a.id, o.number, o.label, a.number FROM act a JOIN act o ON o.id = a.undoes AND o.undoes IS NULL"
        f" WHERE a.reader = ?1 AND a.undoes IS NOT NULL AND a.active = 1 AND {_NOT_RECEIVED}"
        " AND a.number > coalesce((SELECT a.number"
        f" FROM act a WHERE a.reader = ?1 AND a.undoes IS NULL AND {_NOT_RECEIVED} ORDER BY a.number DESC LIMIT 1), 0)"
        " ORDER BY a.number DESC LIMIT 1",
        (reader,),
    ).fetchone()
    if schema_of(connection) == 1:
        return Target(*row[:3]) if row else None
    merge = _merge(
        connection,
        "reader = ?1 AND undone IS NOT NULL AND undone >= coalesce((SELECT a.number FROM act a WHERE a.reader = ?1"
        f" AND a.undoes IS NULL AND {_NOT_RECEIVED} ORDER BY a.number DESC LIMIT 1), 0)"
        " AND NOT EXISTS (SELECT 1 FROM merge later WHERE later.reader = ?1 AND later.undone IS NULL"
        " AND later.rowid > merge.rowid AND later.number >= merge.undone) ORDER BY undone DESC, rowid",
        reader,
        place="undone",
    )
    if merge is not None and (row is None or merge.ordinary >= row[3]):
        return merge
    newer = _merge(connection, "reader = ? AND undone IS NULL ORDER BY number DESC", reader)
    return Target(*row[:3]) if row and (newer is None or newer.ordinary < row[3]) else None


def _merge(connection: sqlite3.Connection, where: str, reader: str, *, place: str = "number") -> Target | None:
    if schema_of(connection) == 1:
        return None
    sql = f"SELECT id, {place}, label FROM merge WHERE {where} LIMIT 1"
    row = connection.execute(sql, (reader,)).fetchone()
    return Target(row[0], row[1], row[2], merge=True) if row else None


def standing_on(connection: sqlite3.Connection, target: Target, redo: bool) -> Problem | None:
    """Say which later act stands on an act's fields, so that it is not turned off or on; None where none does."""
    cursor = connection.execute(
        "SELECT c.tbl, o.id, a.id, c.made, c.fields, l.made, l.fields, a.label, coalesce(p.name, a.reader)"
        " FROM act o JOIN change c ON c.act = o.number"
        " CROSS JOIN change l INDEXED BY change_row ON l.tbl = c.tbl AND l.row = c.row AND l.act <> c.act"
        " CROSS JOIN act a ON a.number = l.act LEFT JOIN reader p ON p.id = a.reader"
        " WHERE o.number = ? AND a.undoes IS NULL AND a.active = 1"
        " AND (a.clock, a.reader, a.id) > (o.clock, o.reader, o.id) ORDER BY a.clock DESC, a.reader DESC, a.id DESC",
        (target.ordinary,),
    )
    meeting = Meeting(connection)
    for table, act, later, made, fields, later_made, later_fields, label, name in cursor:
        if (redo and made) or (meeting.has_met and not meeting.knows(later, act)):
            continue
        if made and table == "annotation" and later in meeting.carrying:
            continue  # a new version took it along, and would have taken it as a removed one
        mine = read_fields(fields, bool(made))
        theirs = read_fields(later_fields, bool(later_made))
        if later_made or theirs.get("deleted", (None, None))[1] is False:
            theirs.pop("deleted", None)  # to say that a row is there stands on nobody
        shared = [field for field in theirs if field not in FOLLOWING and (made or field in mine)]
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

    What the rows were follows from the same acts, so that none of them is read where all acts are of this file.
    """
    connection.execute("UPDATE act SET active = ? WHERE number = ?", (int(redo), target.ordinary))
    (act,) = connection.execute("SELECT id FROM act WHERE number = ?", (target.ordinary,)).fetchone()
    if redo:  # where it was taken back apart, too
        connection.execute("UPDATE act SET active = 0 WHERE undoes = ?", (act,))
    task = Task("", "", "", "", changes=[], rows={}, undoes=target.act)
    meeting = Meeting(connection, None if redo else act)
    if meeting.has_met:
        _follow(connection, task, meeting, target.ordinary)
        return task
    for table, row, layers in layers_of(connection, target.ordinary):
        earlier = [replace(layer, active=not layer.active) if layer.order[2] == act else layer for layer in layers]
        before = meeting.row(table, row, earlier) or {}
        _follow_row(task, table, row, before, meeting.row(table, row, layers) or {})
    return task


def _follow(connection: sqlite3.Connection, task: Task, meeting: Meeting, number: int) -> None:
    """Work out anew the rows that an act touched, and those that may follow from them."""
    after: dict[str, dict[str, list[Layer]]] = {}
    for table, row, layers in layers_of(connection, number):
        after.setdefault(table, {})[row] = layers
    for table, row, layers in meeting.following(after.keys()):
        after.setdefault(table, {})[row] = layers
    for table, rows in after.items():
        before = read_rows(connection, table, list(rows))
        for row, layers in rows.items():
            _follow_row(task, table, row, before.get(row, {}), meeting.row(table, row, layers) or {})


def _follow_row(task: Task, table: str, row: str, before: Values, after: Values) -> None:
    names = [name for name, value in after.items() if before.get(name) != value]
    names += [name for name in before if name not in after]
    if names:
        changed = {name: (before.get(name), after.get(name)) for name in names}
        task.changes.append(RowChange(table, row, changed))
        task.rows.setdefault(table, {})[row] = (after, frozenset(names))

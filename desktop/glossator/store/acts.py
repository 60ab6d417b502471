"""Acts: every change that a person makes, whole, with what each field was before and after."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from glossator.model.document import Content, Json
from glossator.model.identity import new_id
from glossator.store.contents import write_content
from glossator.store.refusals import parsed
from glossator.store.replay import read_fields, write_fields
from glossator.store.rows import (
    DATED,
    TABLES,
    Values,
    compact,
    defaults,
    is_field,
    is_whole,
    read_rows,
    regular,
    write_rows,
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Ask for new values of some fields of one row; None clears a field, a row that is not there is made."""

    table: str
    id: str
    fields: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class RowChange:
    """Tell what one act changed in one row: each field's value before and after."""

    table: str
    id: str
    fields: Mapping[str, tuple[Json, Json]]

    @property
    def made(self) -> bool:
        """Tell whether the act made the row."""
        return "deleted" in self.fields and self.fields["deleted"][0] is None


@dataclass(frozen=True, slots=True)
class Act:
    """Keep one thing that a reader did; ``undoes`` names the act that it takes back, ``parents`` those it knew last.

    ``here`` is False where the merge that brought it was taken back. What a big act, just done, changed in its
    further portions stands among the ``changes`` without values.
    """

    id: str
    project: str
    replica: str
    reader: str
    clock: int
    at: str
    label: str
    undoes: str | None
    parents: tuple[str, ...]
    changes: tuple[RowChange, ...]
    here: bool = True


@dataclass(slots=True)
class Task:
    """Gather what an act is to write, before it is written."""

    reader: str
    label: str
    project: str
    replica: str
    changes: list[RowChange]
    rows: dict[str, dict[str, tuple[Values, frozenset[str]]]]
    undoes: str | None = None
    floor: bool = False
    at: str = ""
    repeated: set[tuple[str, str]] = field(default_factory=set)  # rows of which a field is set to what it is
    sources: Mapping[str, bytes] = field(default_factory=dict)
    contents: Mapping[str, Content] = field(default_factory=dict)


def now() -> str:
    """Return the time as every row keeps it: UTC, seconds, ``Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plan(
    connection: sqlite3.Connection,
    edits: Iterable[Edit],
    at: str,
    confirmed: frozenset[tuple[str, str, str]] = frozenset(),
) -> Task:
    """Find out what edits change, against the rows as they are; what is so already is no change.

    Of the ``confirmed`` fields (table, id, field) it is one: two readers' files differ in them, and this settles it.
    """
    task = Task("", "", "", "", changes=[], rows={}, at=at)
    wanted = _gathered(edits)
    for table in TABLES:
        if table in wanted:
            there = read_rows(connection, table, list(wanted[table]))
            for id_, fields in wanted[table].items():
                settles = {name for name in fields if (table, id_, name) in confirmed} if confirmed else set()
                _plan_row(task, table, id_, fields, there.get(id_), settles=settles)
    task.repeated -= {("reader", id_) for id_ in wanted.get("reader", ())}  # every act names its reader
    return task


def _gathered(edits: Iterable[Edit]) -> dict[str, dict[str, Values]]:
    """Join the edits of one row into one, the later over the earlier."""
    wanted: dict[str, dict[str, Values]] = {}
    for edit in edits:
        unknown = [name for name in edit.fields if not is_field(edit.table, name)]
        if unknown:
            raise ValueError(f"{edit.table} has no field {unknown[0]!r}")
        wanted.setdefault(edit.table, {}).setdefault(edit.id, {}).update(edit.fields)
    return wanted


def _plan_row(task: Task, table: str, id_: str, fields: Values, row: Values | None, *, settles: Container[str]) -> None:
    fields = regular(table, fields)
    changed: dict[str, tuple[Json, Json]]
    if row is None:
        values = _new(table, fields, task.at)
        changed = {name: (None, value) for name, value in values.items()}
    else:
        if row.get("deleted") and is_whole(table, fields):
            fields = {"deleted": False, **fields}  # what is made again comes back
        changed = {
            name: (row.get(name), value) for name, value in fields.items() if row.get(name) != value or name in settles
        }
        if len(changed) + ("modified" in fields and "modified" not in changed) < len(fields):
            task.repeated.add((table, id_))
        if not changed:
            return
        if table == "annotation" and "modified" not in fields:
            changed["modified"] = (row.get("modified"), task.at)
        values = {**row, **{name: after for name, (_, after) in changed.items()}}
        values = {name: value for name, value in values.items() if value is not None}
    task.changes.append(RowChange(table, id_, changed))
    task.rows.setdefault(table, {})[id_] = (values, frozenset(changed))


def _new(table: str, fields: Values, at: str) -> Values:
    if not is_whole(table, fields):
        raise ValueError(f"a new row of {table} needs more than {', '.join(sorted(fields))}")
    values = {**defaults(table), **fields}
    if table in DATED and values.get("created") is None:
        values["created"] = at
    if table == "annotation" and values.get("modified") is None:
        values["modified"] = at
    return {name: value for name, value in values.items() if value is not None}


def write(connection: sqlite3.Connection, task: Task) -> Act:
    """Write an act with its rows, inside a transaction that the caller opened."""
    parents = tuple(row[0] for row in connection.execute("SELECT act FROM head ORDER BY act"))
    (clock,) = connection.execute("SELECT coalesce(max(clock), 0) + 1 FROM act").fetchone()
    act = Act(
        id=new_id(),
        project=task.project,
        replica=task.replica,
        reader=task.reader,
        clock=clock,
        at=task.at,
        label=task.label,
        undoes=task.undoes,
        parents=parents,
        changes=tuple(task.changes),
    )
    for sha256, data in task.sources.items():
        connection.execute("INSERT OR IGNORE INTO source_bytes VALUES (?, ?)", (sha256, data))
    _write_rows(connection, task)
    for version, content in task.contents.items():
        write_content(connection, version, content)
    _write_act(connection, act, task.floor)
    return act


def write_further(connection: sqlite3.Connection, act: Act, edits: Iterable[Edit]) -> list[RowChange]:
    """Write a portion of a big act that was begun in the same transaction; return its changes without their values.

    No row may be in two portions.
    """
    task = plan(connection, edits, act.at)
    _write_rows(connection, task)
    (number,) = connection.execute("SELECT number FROM act WHERE id = ?", (act.id,)).fetchone()
    _write_changes(connection, number, task.changes)
    return [RowChange(one.table, one.id, dict.fromkeys(one.fields, (None, None))) for one in task.changes]


def _write_rows(connection: sqlite3.Connection, task: Task) -> None:
    for table in TABLES:
        if table in task.rows:
            write_rows(connection, table, task.rows[table])


def _write_act(connection: sqlite3.Connection, act: Act, floor: bool) -> None:
    cursor = connection.execute(
        "INSERT INTO act (id, project, replica, reader, clock, at, label, undoes, parents, floor)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            act.id,
            act.project,
            act.replica,
            act.reader,
            act.clock,
            act.at,
            act.label,
            act.undoes,
            compact(list(act.parents)),
            int(floor),
        ),
    )
    _write_changes(connection, cursor.lastrowid or 0, act.changes)
    connection.execute("DELETE FROM head")
    connection.execute("INSERT INTO head VALUES (?)", (act.id,))


def _write_changes(connection: sqlite3.Connection, number: int, changes: Iterable[RowChange]) -> None:
    connection.executemany(
        "INSERT INTO change VALUES (?, ?, ?, ?, ?)",
        (
            (number, change.table, change.id, int(change.made), write_fields(change.fields.items(), change.made))
            for change in sorted(changes, key=lambda change: (change.table, change.id))
        ),
    )


_ACT_COLUMNS = "a.number, a.id, a.project, a.replica, a.reader, a.clock, a.at, a.label, a.undoes, a.parents"


def read_acts(
    fetch: Callable[[str, Sequence[object]], Iterator[Sequence[object]]], where: str, *arguments: object, here: str
) -> Iterator[Act]:
    """Read acts with those of their changes that a condition on ``a`` and ``c`` leaves, oldest first.

    ``here`` is the condition that no merge that was taken back brought the act.
    """
    rows = fetch(
        f"SELECT {_ACT_COLUMNS}, {here}, c.tbl, c.row, c.made, c.fields"
        f" FROM act a LEFT JOIN change c ON c.act = a.number WHERE {where} ORDER BY a.clock, a.reader, a.id",
        arguments,
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        yield _act(list(group))


#: What an act changes besides the tags that it is about.
_BESIDE = frozenset({"reader", "entity"})


def told(acts: Iterable[Act], hidden: Mapping[str, set[str]]) -> Iterator[Act]:
    """Leave hidden rows, by table, out of acts, and the acts of which nothing else would be told."""
    for act in acts:
        changes = tuple(change for change in act.changes if change.id not in hidden.get(change.table, ()))
        if len(changes) == len(act.changes):
            yield act
        elif any(change.table not in _BESIDE for change in changes):
            yield replace(act, changes=changes)


def _act(rows: list[Sequence[object]]) -> Act:
    _, id_, project, replica, reader, clock, at, label, undoes, parents, here = rows[0][:11]
    changes = tuple(
        RowChange(str(table), str(row), read_fields(str(fields), bool(made)))
        for table, row, made, fields in (cells[11:] for cells in rows)
        if table is not None
    )
    return Act(
        id=str(id_),
        project=str(project),
        replica=str(replica),
        reader=str(reader),
        clock=int(str(clock)),
        at=str(at),
        label=str(label),
        undoes=None if undoes is None else str(undoes),
        parents=tuple(parsed(str(parents))),
        changes=changes,
        here=bool(here),
    )

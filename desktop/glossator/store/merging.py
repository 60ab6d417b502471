"""Acts of other files brought into this one, each at most once, and a whole merge taken back, here only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from glossator.model.identity import new_id
from glossator.model.problem import Problem, Refused, refuse
from glossator.store.activity import work_out
from glossator.store.acts import RowChange
from glossator.store.meeting import FOLLOWING, Meeting, present
from glossator.store.reads import Connected
from glossator.store.rebuilding import rebuild
from glossator.store.replay import read_fields
from glossator.store.rows import compact

#: Called with how much is done, how much there is, and words for it; raises to stop.
Told = Callable[[int, int, str], None]

#: How many rows are copied between two looks whether to stop.
_TOGETHER = 5_000

_ACT = "a.id, a.project, a.replica, a.reader, a.clock, a.at, a.label, a.undoes, a.parents, a.floor"


@dataclass(frozen=True, slots=True)
class Other:
    """Name a file that is merged and hold a connection that reads it as it was at one moment."""

    name: str
    connection: sqlite3.Connection


@dataclass(frozen=True, slots=True)
class Merge:
    """Hold the id of a merge, how many acts it brought, and how the rows changed."""

    id: str
    acts: int
    changes: tuple[RowChange, ...]


def bring(connection: sqlite3.Connection, others: Sequence[Other], merge: Merge, told: Told) -> Merge:
    """Bring what other files hold into this one, inside a transaction that the caller opened.

    ``merge`` names the row that was written for it. Acts that are here already stay as they are.
    """
    acts: list[int] = []
    brought = 0
    for other in others:
        numbers, here = _bring_acts(connection, other, merge.id, told)
        _bring_texts(connection, other)
        acts += numbers
        brought += here
    acts += work_out(connection)
    count = _rows_of(connection, acts)
    changes = rebuild(connection, Meeting(connection), acts, lambda done: told(done, count, "rows"))
    return Merge(merge.id, brought, tuple(changes))


def begin(connection: sqlite3.Connection, *, at: str, label: str, reader: str) -> Merge:
    """Write the row of a merge that is to come."""
    id_ = new_id()
    connection.execute("INSERT INTO merge (id, at, label, reader) VALUES (?, ?, ?, ?)", (id_, at, label, reader))
    return Merge(id_, 0, ())


def end(connection: sqlite3.Connection, merge: Merge, also: str | None) -> None:
    """Say where a merge stands among the acts; ``also`` is an act that was made for it and goes with it."""
    if also is not None:
        connection.execute("INSERT INTO received VALUES (?, ?, 1)", (merge.id, also))
    connection.execute("UPDATE merge SET number = (SELECT max(number) FROM act) WHERE id = ?", (merge.id,))


def touched(connection: sqlite3.Connection, merge: str) -> list[RowChange]:
    """List the rows that the acts of a merge touched, without their fields."""
    rows = connection.execute(
        "SELECT DISTINCT c.tbl, c.row FROM received r JOIN act a ON a.id = r.act JOIN change c ON c.act = a.number"
        " WHERE r.merge = ?",
        (merge,),
    )
    return [RowChange(table, row, {}) for table, row in rows]


def is_empty(connection: sqlite3.Connection, merge: Merge) -> bool:
    """Tell whether a merge brought nothing, and forget it then."""
    if connection.execute("SELECT 1 FROM received WHERE merge = ?", (merge.id,)).fetchone() is not None:
        return False
    connection.execute("DELETE FROM merge WHERE id = ?", (merge.id,))
    return True


def _bring_acts(connection: sqlite3.Connection, other: Other, merge: str, told: Told) -> tuple[list[int], int]:
    """Insert the acts that are not here and mark what the merge brought; return the new numbers, and how many came."""
    known = {row[0]: row for row in connection.execute(f"SELECT {_ACT} FROM act a")}
    here = {row[0] for row in connection.execute(f"SELECT a.id FROM act a WHERE {present(connection)}")}
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM act").fetchone()
    numbers: dict[int, int] = {}
    received = []
    acts = []
    cursor = other.connection.execute(
        f"SELECT a.number, {present(other.connection)}, {_ACT} FROM act a ORDER BY a.clock, a.reader, a.id"
    )
    for number, there, *row in cursor:
        id_ = row[0]
        if id_ not in known:
            numbers[number] = last + len(numbers) + 1
            acts.append((numbers[number], *row))
        elif known[id_] != tuple(row):
            raise _unsound(other, f"its act “{row[6]}” is another than the one here")
        if id_ not in here and (there or id_ not in known):
            received.append((merge, id_, int(there)))
    connection.executemany(
        f"INSERT INTO act (number, {_ACT.replace('a.', '')}) VALUES (?{', ?' * 10})", _by_steps(acts, other, told)
    )
    if numbers:
        connection.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?)", _changes(other, numbers))
    connection.executemany(
        "INSERT INTO received VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET active = max(active, excluded.active)",
        received,
    )
    return list(numbers.values()), sum(active for _, _, active in received)


def _by_steps(acts: Sequence[tuple[object, ...]], other: Other, told: Told) -> Iterator[tuple[object, ...]]:
    for done, act in enumerate(acts):
        if done % _TOGETHER == 0:
            told(done, len(acts), other.name)
        yield act


def _changes(other: Other, numbers: dict[int, int]) -> Iterator[tuple[object, ...]]:
    first = min(numbers)
    cursor = other.connection.execute("SELECT act, tbl, row, made, fields FROM change WHERE act >= ?", (first,))
    for act, *change in cursor:
        if act in numbers:
            yield (numbers[act], *change)


def _bring_texts(connection: sqlite3.Connection, other: Other) -> None:
    for table, key, columns in (
        ("content", "version", "version, text, blocks, spans"),
        ("source_bytes", "sha256", "sha256, data"),
    ):
        known = {row[0] for row in connection.execute(f"SELECT {key} FROM {table}")}
        missing = [row[0] for row in other.connection.execute(f"SELECT {key} FROM {table}") if row[0] not in known]
        marks = ", ".join("?" for _ in columns.split(", "))
        for id_ in missing:
            row = other.connection.execute(f"SELECT {columns} FROM {table} WHERE {key} = ?", (id_,)).fetchone()
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)


def _rows_of(connection: sqlite3.Connection, acts: Sequence[int]) -> int:
    sql = "SELECT count(*) FROM change WHERE act IN (SELECT value FROM json_each(?))"
    return int(connection.execute(sql, (compact([*acts]),)).fetchone()[0])


def _unsound(other: Other, why: str) -> Refused:
    return refuse(f"{other.name} was not merged", why, "look at both with `glossator check`")


def toggle(connection: sqlite3.Connection, merge: str, *, redo: bool) -> Merge | Problem:
    """Take a merge back or do it again, inside a transaction that the caller opened.

    The problem says why it cannot be.
    """
    if not redo:
        problem = _standing_on(connection, merge)
        if problem is not None:
            return problem
    connection.execute(
        "UPDATE merge SET undone = CASE WHEN ? THEN NULL ELSE (SELECT max(number) FROM act) END WHERE id = ?",
        (int(redo), merge),
    )
    acts = work_out(connection)
    changes = rebuild(connection, Meeting(connection), acts, lambda _: None)
    return Merge(merge, len(acts), tuple(changes))


def _standing_on(connection: sqlite3.Connection, merge: str) -> Problem | None:
    """Say which act stands on what a merge brought: it knew one of its acts and changed the same field."""
    meeting = Meeting(connection)
    brought = "(SELECT a.number FROM received g JOIN act a ON a.id = g.act WHERE g.merge = ?1 AND g.active = 1)"
    cursor = connection.execute(
        "SELECT c.tbl, o.id, a.id, c.made, c.fields, l.made, l.fields, a.label, coalesce(p.name, a.reader)"
        f" FROM {brought} b CROSS JOIN change c ON c.act = b.number CROSS JOIN act o ON o.number = c.act"
        " CROSS JOIN change l INDEXED BY change_row ON l.tbl = c.tbl AND l.row = c.row AND l.act <> c.act"
        " CROSS JOIN act a ON a.number = l.act LEFT JOIN reader p ON p.id = a.reader"
        f" WHERE o.active = 1 AND a.undoes IS NULL AND a.active = 1 AND l.act NOT IN {brought}"
        " ORDER BY a.clock DESC, a.reader DESC, a.id DESC",
        (merge,),
    )
    for table, act, later, made, fields, later_made, later_fields, label, name in cursor:
        if later_made or not meeting.knows(later, act):
            continue
        if made and table == "annotation" and later in meeting.carrying:
            continue  # a new version took it along, and would have taken it as a removed one
        shared = read_fields(later_fields, False).keys() - FOLLOWING
        if made or shared & read_fields(fields, bool(made)).keys():
            (what,) = connection.execute("SELECT label FROM merge WHERE id = ?", (merge,)).fetchone()
            return Problem(
                f"“{what}” was not undone",
                f"{name}'s later “{label}” changed what it brought",
                "undo that first, or change it by hand",
            )
    return None


def live_tags(reads: Connected) -> list[str]:
    """List the ids of a project's live tags."""
    return [row[0] for row in reads._all(f"SELECT a.id FROM annotation a WHERE {reads.live()} ORDER BY a.id")]

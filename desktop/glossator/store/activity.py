"""Which acts are active, worked out from all of them: an undo holds until a later redo of the same act."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from glossator.store.meeting import present


@dataclass(frozen=True, slots=True)
class Activity:
    """Hold of an act whether it is to be active, and whether the file says so."""

    number: int
    id: str
    active: bool
    kept: bool


def activities(connection: sqlite3.Connection) -> list[Activity]:
    """Work out for every act whether it is active, in their order.

    Of the acts that take one act back and do it again, made apart or not, the latest says whether it is.
    """
    rows = connection.execute(
        f"SELECT a.number, a.id, a.undoes, a.active, {present(connection)} FROM act a ORDER BY a.clock, a.reader, a.id"
    ).fetchall()
    takes_back: dict[str, tuple[str, bool]] = {}  # an undo or redo, with the act that it is about and whether it undoes
    redone: dict[str, int] = {}
    undone: dict[str, int] = {}
    for at, (_, id_, undoes, _, here) in enumerate(rows):
        if undoes is None:
            continue
        act, is_undo = takes_back.get(undoes, (undoes, False))
        takes_back[id_] = (act, not is_undo)
        if here:
            (redone if is_undo else undone)[act] = at
    found = []
    for at, (number, id_, _, kept, here) in enumerate(rows):
        act, is_undo = takes_back.get(id_, (id_, False))
        if not here:
            active = False
        elif is_undo:
            active = redone.get(act, -1) < at
        else:
            active = id_ in takes_back or undone.get(act, -1) <= redone.get(act, -1)
        found.append(Activity(number, id_, active, bool(kept)))
    return found


def work_out(connection: sqlite3.Connection) -> list[int]:
    """Bring every act's activity up to date and the acts that nothing stands on; return what changed."""
    changed = [one for one in activities(connection) if one.active != one.kept]
    connection.executemany(
        "UPDATE act SET active = ? WHERE number = ?", ((int(one.active), one.number) for one in changed)
    )
    here = present(connection)
    connection.execute("DELETE FROM head")
    connection.execute(
        f"INSERT INTO head SELECT a.id FROM act a WHERE {here} EXCEPT"
        f" SELECT p.value FROM act a, json_each(a.parents) p WHERE {here}"
    )
    return [one.number for one in changed]

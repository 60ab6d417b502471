"""Acts done on an open project, taken back, done again, brought in by a merge: the one place that changes a file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from glossator.model.document import Content
from glossator.model.identity import new_id
from glossator.model.problem import Problem, Refused
from glossator.store import opening
from glossator.store.acts import Act, Edit, RowChange, Task, now, plan, write, write_further
from glossator.store.pen import Pen
from glossator.store.refusals import refusing
from glossator.store.rows import read_rows
from glossator.store.snapshot import Reads
from glossator.store.transactions import atomic

if TYPE_CHECKING:
    from glossator.store.conflicts import Conflict
    from glossator.store.merging import Told
    from glossator.store.undo import Target

# What no act needs, to undo, to merge, is imported where it is asked for.

_NOT_SAVED = "the change was not saved"


class Doing(Reads):
    """Do acts on a project, undo and redo them; one thread does at a time.

    ``read_only`` says why nothing can be changed, None where it can; each of ``changed`` is called
    after an act was committed.
    """

    def __init__(self, door: opening.Door, connection: sqlite3.Connection, ahead: bool, pen: Pen | None = None) -> None:
        self.path = door.path
        self._pen = pen if pen is not None else Pen()
        self.changed: list[Callable[[Act], None]] = []
        self._door = door
        self._connection = connection
        self._ahead = ahead
        self._replica: str | None = None
        self._file = opening.identity(door.path)
        self.id = self.info().id

    @property
    def is_in_place(self) -> bool:
        """Tell whether the file that was opened still lies where it was: another program can take it away."""
        return opening.identity(self.path) == self._file

    def require_place(self, what: str) -> None:
        """Refuse, beginning with ``what``, where the file was moved, removed or replaced.

        SQLite keeps the last acts beside a file by its name: written to another file they would destroy both.
        """
        if not self.is_in_place:
            why = f"{self.path.name} was moved, removed or replaced by another program while it was open"
            raise Refused(Problem(what, why, "keep what is here with File › Save a copy, then open the file again"))

    @property
    def read_only(self) -> Problem | None:
        """Say why nothing can be changed, None where it can."""
        return self._door.read_only

    def act(
        self,
        reader: str,
        label: str,
        edits: Sequence[Edit],
        *,
        sources: Mapping[str, bytes] | None = None,
        contents: Mapping[str, Content] | None = None,
        floor: bool = False,
        further: Iterable[Sequence[Edit]] = (),
    ) -> Act | None:
        """Do one thing for a reader, whole: None where it changes nothing, Refused where it cannot be saved.

        Bytes that a document has waited for are a change of their own. A big act brings ``further`` edits, of other
        rows, which are written portion by portion; what their making raises ends the act and leaves all as it was.
        ``label`` is a short phrase such as "tag as risk"; below a ``floor`` act no undo goes. A
        reader whose making was undone comes back with the act.
        """
        self._require_writable()
        with self.alone(), refusing(_NOT_SAVED), atomic(self._connection):
            task = plan(self._connection, edits, now())
            confirmed = self._in_conflict(task.repeated)
            if confirmed:
                task = plan(self._connection, edits, now(), confirmed)
            if not task.changes and not sources:
                return None
            task = self._with_reader(task, edits, reader, confirmed)
            task.label, task.floor = label, floor
            task.sources, task.contents = sources or {}, contents or {}
            act = self._write(task, reader)
            changes = [one for portion in further for one in write_further(self._connection, act, portion)]
            act = replace(act, changes=(*act.changes, *changes)) if changes else act
        self._tell(act)
        return act

    def _in_conflict(self, rows: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str, str]]:
        """Return which fields of rows were changed apart: setting one to what is shown settles it."""
        from glossator.store.conflicts import conflicts_of
        from glossator.store.meeting import Meeting

        changes = [RowChange(table, id_, {}) for table, id_ in rows]
        if not changes or not Meeting(self._connection).has_met:
            return frozenset()
        return frozenset((one.table, one.id, one.field) for one in conflicts_of(self._connection, changes))

    def _with_reader(
        self, task: Task, edits: Sequence[Edit], reader: str, confirmed: frozenset[tuple[str, str, str]]
    ) -> Task:
        """Bring a removed reader back who acts again."""
        row = read_rows(self._connection, "reader", [reader]).get(reader)
        if row and row.get("deleted") and not any(change.id == reader for change in task.changes):
            return plan(self._connection, [*edits, Edit("reader", reader, {"deleted": False})], task.at, confirmed)
        return task

    def undo(self, reader: str) -> Act | Problem:
        """Take back the reader's newest act of this file, by a new act; the problem says why it cannot be."""
        with self.alone():
            target = self._target(reader, redo=False)
            if target is None:
                return Problem("nothing was undone", "there is nothing of yours to undo", "do something first")
            return self._toggle(reader, target, redo=False)

    def redo(self, reader: str) -> Act | Problem:
        """Take back the reader's newest undo, by a new act; the problem says why it cannot be."""
        with self.alone():
            target = self._target(reader, redo=True)
            if target is None:
                return Problem("nothing was redone", "there is nothing of yours to redo", "undo something first")
            return self._toggle(reader, target, redo=True)

    def _target(self, reader: str, *, redo: bool) -> Target | None:
        from glossator.store.undo import redo_target, undo_target

        with refusing(f"{self.path.name} could not be read"):
            return (redo_target if redo else undo_target)(self._connection, reader)

    def _toggle(self, reader: str, target: Target, *, redo: bool) -> Act | Problem:
        from glossator.store.astray import astray
        from glossator.store.undo import standing_on, toggled

        if self.read_only is not None:
            return self.read_only
        self._require_writable()
        if target.merge:
            return self._toggle_merge(reader, target, redo=redo)
        with refusing(_NOT_SAVED), atomic(self._connection):
            problem = standing_on(self._connection, target, redo)
            if problem is not None:
                return problem
            task = toggled(self._connection, target, redo)
            problem = astray(self._connection, task, target, redo=redo)
            if problem is not None:
                raise Refused(problem)  # what was turned is turned back
            task.label, task.at = f"{'redo' if redo else 'undo'} {target.label}", now()
            act = self._write(task, reader)
        self._tell(act)
        return act

    def _toggle_merge(self, reader: str, target: Target, *, redo: bool) -> Act | Problem:
        """Take a merge back, or do it again: no act is written, for it concerns this file alone."""
        from glossator.store import merging
        from glossator.store.astray import astray_after_merge, strays

        with refusing(_NOT_SAVED), atomic(self._connection):
            before = {} if redo else strays(self._connection)
            answer = merging.toggle(self._connection, target.act, redo=redo)
            problem = None if redo else astray_after_merge(self._connection, target.label, before)
            if problem is not None:
                raise Refused(problem)  # what was turned is turned back
        if isinstance(answer, Problem):
            return answer
        label = f"{'redo' if redo else 'undo'} {target.label}"
        return self._told_merge(reader, label, answer.id, changes=answer.changes, undoes=answer.id)

    def merge(
        self,
        others: Sequence[Reads],
        reader: str,
        label: str,
        *,
        mend: Callable[[Sequence[RowChange]], Sequence[Edit]],
        told: Told,
    ) -> tuple[Sequence[RowChange], list[Conflict]] | None:
        """Bring the acts of other files into this one, whole or not at all; None where all of them are here.

        The conflicts are those of every row that an act which came has touched, whichever value is shown.

        ``mend`` is asked, once the rows are there, for what has to be changed so that they fit together; ``told``
        hears how far it is, and stops it by raising. Undo takes the whole merge back, here alone.
        """
        from glossator.store import merging
        from glossator.store.conflicts import conflicts_of

        self._require_writable()
        with self.alone(), refusing("nothing was merged"), self.whole(), atomic(self._connection) as connection:
            merge = merging.begin(connection, at=now(), label=label, reader=reader)
            sources = [merging.Other(other.path.name, other._connection) for other in others]
            merge = merging.bring(connection, sources, merge, told)
            if merging.is_empty(connection, merge):
                return None
            task = plan(connection, mend(merge.changes), now())
            task.label = label
            mended = self._write(task, reader) if task.changes else None
            merging.end(connection, merge, mended.id if mended else None)
            found = conflicts_of(connection, merging.touched(connection, merge.id))
        changes = (*merge.changes, *(mended.changes if mended else ()))
        self._told_merge(reader, label, merge.id, changes=changes)
        hidden = self._hidden_rows() if self.blind else {}
        return changes, [one for one in found if one.id not in hidden.get(one.table, ())]

    def _told_merge(
        self, reader: str, label: str, merge: str, *, changes: tuple[RowChange, ...], undoes: str | None = None
    ) -> Act:
        """Tell of a merge as if it were one act, which is kept nowhere."""
        act = Act(
            id=merge,
            project=self.info().id,
            replica=self._replica or "",
            reader=reader,
            clock=0,
            at=now(),
            label=label,
            undoes=undoes,
            parents=(),
            changes=changes,
        )
        self._tell(act)
        return act

    def can_undo(self, reader: str) -> str | None:
        """Return the label of the act that an undo would take back, None where there is none."""
        target = self._target(reader, redo=False)
        return target.label if target else None

    def can_redo(self, reader: str) -> str | None:
        """Return the label of the act that a redo would bring back, None where there is none."""
        target = self._target(reader, redo=True)
        return target.label if target else None

    def has_step_of(self, rows: int, reader: str, *, redo: bool) -> bool:
        """Tell whether the reader's next undo or redo changes more rows than this."""
        target = self._target(reader, redo=redo)
        if target is None:
            return False
        if target.merge:
            brought = "received r CROSS JOIN act a ON a.id = r.act CROSS JOIN change c ON c.act = a.number"
            found = self._one(f"SELECT 1 FROM {brought} WHERE r.merge = ? LIMIT 1 OFFSET ?", (target.act, rows))
        else:
            found = self._one("SELECT 1 FROM change WHERE act = ? LIMIT 1 OFFSET ?", (target.ordinary, rows))
        return found is not None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other threads from writing while the block runs; wait for the one that does."""
        with self._pen:
            self.hear()
            yield

    @property
    def is_written_elsewhere(self) -> bool:
        """Tell whether another thread is writing now, so that an act would have to wait."""
        return self._pen.is_elsewhere

    def hear(self) -> None:
        """Tell whoever listens of the acts that other threads did; called by the owner's thread."""
        while self._pen.acts:
            self._tell(self._pen.acts.popleft())

    def _require_writable(self) -> None:
        if self.read_only is not None:
            raise Refused(self.read_only)
        self.require_place(_NOT_SAVED)
        if not self._ahead:
            with refusing(_NOT_SAVED):
                self._ahead = opening.begin_writing(self._connection)

    def _write(self, task: Task, reader: str) -> Act:
        task.reader = reader
        task.project = self._project_id(task)
        task.replica = self._replica or self._renewed_replica()
        act = write(self._connection, task)
        return act

    def _project_id(self, task: Task) -> str:
        for change in task.changes:
            if change.table == "project" and "project_id" in change.fields:
                return str(change.fields["project_id"][1])
        return self.id

    def _renewed_replica(self) -> str:
        """Return this file's random id, a new one where the file lies at another place than at its last act."""
        there = dict(self._connection.execute("SELECT key, value FROM local").fetchall())
        here = {"path": str(self.path), "inode": str(os.stat(self.path).st_ino)}
        if "replica" in there and all(there.get(key) == value for key, value in here.items()):
            return str(there["replica"])
        replica = new_id()
        self._connection.executemany(
            "INSERT INTO local VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [*here.items(), ("replica", replica)],
        )
        return replica

    def _tell(self, act: Act) -> None:
        """Remember what the commit made true, and call whoever listens."""
        self._replica = act.replica
        self.id = act.project
        if any(change.table == "mark" for change in act.changes):
            self.seen_by(self.viewer)  # what is read blind may be another
        for listener in list(self.changed):
            listener(act)

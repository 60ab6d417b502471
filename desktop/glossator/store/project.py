"""An open project: its file made, opened, lent to other threads and closed; what is done to it stands in `doing`."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from glossator.model.codebook import Codebook, codebook_to_data
from glossator.model.document import Json
from glossator.model.identity import new_id
from glossator.model.problem import Refused
from glossator.store import opening
from glossator.store.acts import now
from glossator.store.aside import set_apart_journals, written_aside
from glossator.store.doing import Doing
from glossator.store.refusals import refusing, require_sqlite
from glossator.store.rows import compact
from glossator.store.schema import SCHEMA, migrate
from glossator.store.snapshot import Snapshot
from glossator.store.transactions import atomic


class Project(Doing):
    """Keep a project open, on the thread that opened it: read it, do acts, undo and redo them.

    Long work of another thread borrows it (`lend`). One thread writes at a time.
    """

    @classmethod
    def create(cls, path: Path, *, title: str | None = None, codebook: Codebook, example: bool = False) -> Project:
        """Make an empty project and open it; the file is there whole or not at all."""
        require_sqlite()
        path = Path(os.path.abspath(path))
        what = f"{path.name} was not made"
        row: dict[str, Json] = {
            "project_id": new_id(),
            "title": path.stem if title is None else title,
            "created": now(),
            "codebook": codebook_to_data(codebook),  # type: ignore[dict-item]
        }
        with refusing(what), written_aside(path, what) as new:
            connection = sqlite3.connect(new)
            try:
                migrate(connection)
                with atomic(connection):
                    connection.execute(
                        "INSERT INTO project VALUES"
                        " ('project', :project_id, :title, :created, :codebook, :founded, :example)",
                        {**row, "codebook": compact(row["codebook"]), "founded": compact(row), "example": int(example)},
                    )
            finally:
                connection.close()
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, write: bool = True) -> Project:
        """Open a project; where it cannot be written it is opened for reading and ``read_only`` says why."""
        require_sqlite()
        path = Path(os.path.realpath(path))
        opening.look_at(path)
        door = opening.door_to(path, write)
        connection: sqlite3.Connection | None = None
        try:
            with refusing(f"{path.name} was not opened"):
                connection = opening.connect(door)
                opening.look_inside(connection, path)
                ahead = door.lock is not None and opening.begin_writing(connection)
                if door.lock is not None and connection.execute("PRAGMA user_version").fetchone() < (SCHEMA,):
                    migrate(connection)
            return cls(door, connection, ahead)
        except BaseException:
            if connection is not None:
                connection.close()
            opening.release(door)
            raise

    def close(self) -> None:
        """Bring the file to rest as a single one and let others write it; what another thread writes is awaited."""
        try:
            with self._pen, refusing(f"{self.path.name} was not closed cleanly"):
                if self._door.lock is not None and self.is_in_place:
                    opening.end_writing(self._connection)
        finally:
            is_astray = self._door.lock is not None and not self.is_in_place
            self._connection.close()
            if is_astray:
                set_apart_journals(self.path)
            opening.release(self._door)

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
            return
        with suppress(Refused):  # what went wrong first is what has to be heard
            self.close()

    def heads(self) -> frozenset[str]:
        """Return the acts that nothing stands on: where they are the same, so is the whole project."""
        return frozenset(row[0] for row in self._all("SELECT act FROM head"))

    def lend(self, stopped: Callable[[], bool]) -> Project:
        """Open the project for another thread, which calls this and closes it; ``hear`` tells what it did."""
        from glossator.store.lending import Lent

        if self.read_only is not None:
            raise Refused(self.read_only)
        self.require_place("nothing was done")
        with refusing(f"{self.path.name} could not be read"):
            return Lent(opening.Door(self.path, self._door.lock, None), self._pen, viewer=self.viewer, stopped=stopped)

    def bring_home(self) -> bool:
        """Bring the acts that wait beside the file into it, so that a plain copy of the one file holds them.

        Called from any thread, beside acts and readers; tells whether it is all in, which a reader may keep it from.
        """
        if self.read_only is not None or not self.is_in_place:
            return True
        with refusing(f"{self.path.name} could not be written"):
            connection = opening.connect(opening.Door(self.path, self._door.lock, None), any_thread=True)
            try:
                return opening.bring_home(connection)
            finally:
                connection.close()

    def snapshot(self) -> Snapshot:
        """Open the project as it is now for reading, from whatever thread, for the same viewer."""
        self.require_place(f"{self.path.name} could not be read")
        read_door = opening.Door(self.path, None, None, immutable=self._door.immutable)
        return Snapshot(read_door, self.viewer)

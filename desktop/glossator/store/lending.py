"""A project lent to another thread, so that long work writes while the owner's thread goes on; one writes at a time."""

from __future__ import annotations

from collections.abc import Callable

from glossator.store import opening
from glossator.store.acts import Act
from glossator.store.pen import Pen
from glossator.store.project import Project

#: How many steps of SQLite pass before a borrower is asked whether it was stopped: some milliseconds' worth.
_STEPS = 100_000


class Lent(Project):
    """Read a project and do acts on it from one other thread, on a connection of its own, until it is closed.

    ``stopped`` is asked now and then; once it says yes, what is under way is given up and the project is as
    it was before. The owner hears of the acts by `Project.hear`.
    """

    def __init__(self, door: opening.Door, pen: Pen, *, viewer: str | None, stopped: Callable[[], bool]) -> None:
        connection = opening.connect(door, any_thread=True)
        try:
            ahead = opening.begin_writing(connection)
            connection.set_progress_handler(lambda: int(stopped()), _STEPS)
            super().__init__(door, connection, ahead, pen)
        except BaseException:
            connection.close()
            raise
        self.seen_by(viewer)

    def hear(self) -> None:
        """Do nothing: what this thread did it knows."""

    def close(self) -> None:
        """Give the project back."""
        self._connection.close()

    def _tell(self, act: Act) -> None:
        super()._tell(act)
        self._pen.acts.append(act)

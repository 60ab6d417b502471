"""Reading a project, whole: on the connection of whoever has it open, or as it was at one moment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from glossator.store import opening
from glossator.store.acts import RowChange
from glossator.store.backup import copy
from glossator.store.decision_reads import DecisionReads
from glossator.store.extent_reads import ExtentReads
from glossator.store.question_reads import QuestionReads
from glossator.store.reads import ProjectReads
from glossator.store.refusals import refusing
from glossator.store.statement_reads import StatementReads
from glossator.store.tag_reads import TagReads
from glossator.store.version_reads import VersionReads

if TYPE_CHECKING:
    from glossator.store.check import Finding
    from glossator.store.conflicts import Conflict

# What no reading of a text needs, to check, to list conflicts, is imported where it is asked for.


class Reads(ProjectReads, TagReads, DecisionReads, ExtentReads, StatementReads, QuestionReads, VersionReads):
    """Read a project."""

    def check(self) -> list[Finding]:
        """Verify the file, every offset, quote and hash, and that the rows follow from the acts."""
        from glossator.store.check import findings

        return findings(self._connection)

    def conflicts(self, changes: Iterable[RowChange] | None = None) -> list[Conflict]:
        """List the fields that acts changed apart, of all rows or of those that changed; an edit settles one."""
        from glossator.store.conflicts import conflicts_of

        with refusing(f"{self.path.name} could not be read"):
            found = conflicts_of(self._connection, changes)
        hidden = self._hidden_rows() if self.blind else {}
        return [one for one in found if one.id not in hidden.get(one.table, ())]

    def strays(self) -> dict[str, set[str]]:
        """Find by document the tags that are attached in another text of it than the current one."""
        from glossator.store.astray import strays

        with refusing(f"{self.path.name} could not be read"):
            return strays(self._connection)

    def stray_marks(self) -> dict[str, str]:
        """Find the marks “read” that were made in another text of their document than the current one, with it."""
        from glossator.store.astray import stray_marks

        with refusing(f"{self.path.name} could not be read"):
            return stray_marks(self._connection)

    def backup(self, out: Path, progress: Callable[[int, int], None] | None = None) -> None:
        """Write a whole copy of the project, which is another replica; refuses to overwrite.

        ``progress`` hears of the pages done and all; what it raises ends the copying.
        """
        copy(self._connection, Path(os.path.abspath(out)), progress)


class Snapshot(Reads):
    """Read a project as it was at one moment, on a connection of its own that any one thread may use."""

    def __init__(self, door: opening.Door, viewer: str | None = None) -> None:
        self.path = door.path
        self.seen_by(viewer)
        with refusing(f"{self.path.name} could not be read"):
            self._connection = opening.connect(door, any_thread=True)
            self._connection.execute("BEGIN")
            self._connection.execute("SELECT 1 FROM project").fetchone()

    def close(self) -> None:
        """Let the moment go."""
        self._connection.close()

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

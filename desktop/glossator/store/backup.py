"""A whole copy of a project at one moment, through SQLite's backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from glossator.store.aside import written_aside
from glossator.store.refusals import refusing

#: Pages copied between two looks at whether to go on: 8 MB.
_PAGES = 2000


def copy(connection: sqlite3.Connection, out: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Copy the project to a new file, whole or not at all; the copy is another replica once it is opened."""
    what = f"{out.name} was not written"
    with refusing(what), written_aside(out, what) as new:
        target = sqlite3.connect(new)
        try:
            if progress is None:
                connection.backup(target)
            else:
                connection.backup(
                    target, pages=_PAGES, progress=lambda _status, left, pages: progress(pages - left, pages), sleep=0
                )
            target.execute("PRAGMA journal_mode = DELETE").fetchone()
            with target:
                target.execute("DELETE FROM local")
        finally:
            target.close()

"""A whole copy of a project at one moment, through SQLite's backup."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from glossator.store.aside import written_aside
from glossator.store.refusals import refusing


def copy(connection: sqlite3.Connection, out: Path) -> None:
    """Copy the project to a new file, whole or not at all; the copy is another replica once it is opened."""
    what = f"{out.name} was not written"
    with refusing(what), written_aside(out, what) as new:
        target = sqlite3.connect(new)
        try:
            connection.backup(target)
            target.execute("PRAGMA journal_mode = DELETE").fetchone()
            with target:
                target.execute("DELETE FROM local")
        finally:
            target.close()

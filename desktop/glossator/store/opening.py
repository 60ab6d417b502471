"""How a project's file is looked at and connected to: what it is, who holds it, whether it can be written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from glossator.model.problem import Problem, Refused, refuse
from glossator.store.locking import Lock, take_lock
from glossator.store.refusals import not_there, problem_of
from glossator.store.schema import APPLICATION_ID, PUBLISHERS, SCHEMA

_MAGIC = b"SQLite format 3\0"

#: How long a statement waits for another connection, in seconds; our own writer never waits for a reader.
_PATIENCE = 2.0

#: How long the opening waits for a reader of the resting file, in milliseconds: no longer than a window may.
_SHORT_PATIENCE = 200

#: Page cache of a connection in KiB: a page of tags with their index, so that a key press reads no disk.
_CACHE = 16_384


@dataclass(slots=True)
class Door:
    """Hold how a file can be used: the lock of its writer, or the reason why it is only read."""

    path: Path
    lock: Lock | None
    read_only: Problem | None
    immutable: bool = False

    def uri(self) -> str:
        """Return the address that SQLite opens the file by."""
        name = "file:" + quote(os.fsencode(self.path))
        if self.lock is not None:
            return f"{name}?mode=rw"
        return f"{name}?mode=ro&immutable=1" if self.immutable else f"{name}?mode=ro"


def look_at(path: Path) -> None:
    """Refuse what is no project, by the first bytes of the file alone."""
    what = f"{path.name} was not opened"
    if not path.exists():
        raise Refused(not_there(path))
    if path.is_dir():
        raise refuse(what, "it is a folder", "choose a file that ends in .gloss")
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise Refused(problem_of(error, what)) from error
    if size == 0:
        raise refuse(what, "the file is empty", "restore a backup of it, or make a new project")
    if head[:16] != _MAGIC:
        raise refuse(what, "it is no Glossator project", "restore a backup of it, or choose another file")
    if len(head) < 100 or _is_cut(head, size, path):
        raise refuse(what, "the file is damaged: its end is missing", "restore a backup of it")


def _is_cut(head: bytes, size: int, path: Path) -> bool:
    """Tell whether the file is shorter than its header says; a write-ahead log may hold the rest."""
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    counted = head[24:28] == head[92:96]
    return counted and pages * (65_536 if page == 1 else page) > size and not _beside(path, "-wal").exists()


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def look_inside(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse another program's database and one that a newer Glossator made."""
    what = f"{path.name} was not opened"
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise refuse(what, "it is another program's database", "choose a file that Glossator made")
    if schema > SCHEMA:
        raise refuse(
            what,
            f"it was made by a newer Glossator (format {schema}, and this one knows {SCHEMA})",
            "install the newer Glossator",
        )
    if connection.execute("SELECT count(*) FROM project").fetchone() != (1,):
        raise refuse(what, "the file is damaged: it does not say what project it is", "restore a backup of it")


def door_to(path: Path, write: bool) -> Door:
    """Find out how a file can be used, and take its lock where it is to be written."""
    if not write:
        problem = Problem("nothing was changed", f"{path.name} was opened for reading only", "open it for writing")
        return Door(path, None, problem, immutable=not _can_write(path) and _is_still(path))
    if not _can_write(path):
        return Door(
            path, None, _unwritable(path, "the file or its folder cannot be written"), immutable=_is_still(path)
        )
    try:
        lock = take_lock(path.with_name(f".{path.name}.lock"))
    except OSError as error:
        why = f"no lock can be put beside it ({error.strerror or error})"
        return Door(path, None, _unwritable(path, why), immutable=_is_still(path))
    return Door(path, lock, _held(path) if lock is None else None)


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at a path from another that takes its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _can_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _is_still(path: Path) -> bool:
    """Tell whether nothing waits in a write-ahead log, which an immutable connection would not see."""
    return not _beside(path, "-wal").exists()


def _held(path: Path) -> Problem:
    return Problem(
        f"{path.name} is open for reading only",
        "it is open in another window or command",
        "close it there to change it here",
    )


def _unwritable(path: Path, why: str) -> Problem:
    return Problem(f"{path.name} is open for reading only", why, "save a copy in a folder of your own to change it")


def connect(door: Door, *, any_thread: bool = False) -> sqlite3.Connection:
    """Connect to a file as its door allows."""
    connection = sqlite3.connect(door.uri(), uri=True, timeout=_PATIENCE, check_same_thread=not any_thread)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        if door.lock is None:
            _stand_in(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _stand_in(connection: sqlite3.Connection) -> None:
    """Give a file of an earlier format, which is only read and so stays as it is, the columns that came since."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if application == APPLICATION_ID and 0 < schema < PUBLISHERS:
        connection.execute("CREATE TEMP VIEW document AS SELECT *, NULL AS publisher FROM main.document")


def begin_writing(connection: sqlite3.Connection) -> bool:
    """Write ahead while the project is open: readers see the last act, and a killed program loses none.

    False where another connection is in the midst of reading the resting file; then acts are as safe,
    but wait for readers, until a later call succeeds.
    """
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA busy_timeout = {_SHORT_PATIENCE}")
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(_PATIENCE * 1000)}")
    return bool(mode == "wal")


def bring_home(connection: sqlite3.Connection) -> bool:
    """Copy what was written ahead into the file, as far as nobody reads it; tell whether that was all of it."""
    busy, ahead, home = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return not busy and ahead == home


def end_writing(connection: sqlite3.Connection) -> None:
    """Bring the file to rest, as one file that can be copied; where others still read it, the next close does."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        # Another connection reads, or a reading that failed midway: the log stays, and is read at the next opening.


def release(door: Door) -> None:
    """Give the lock back and take its file away; the lock is still held while the file goes, so nobody else's goes."""
    if door.lock is not None:
        with suppress(OSError):  # a system that keeps open files from going: it stays, and holds nothing
            door.lock.path.unlink()
        door.lock.release()
        door.lock = None

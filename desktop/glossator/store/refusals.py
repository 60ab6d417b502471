"""What the database answers, said as a problem that a reader understands; no statement is run here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any  # plain JSON, whose shape the schema's CHECKs and our own writing give

from glossator.model.problem import Problem, Refused

#: The oldest SQLite that knows STRICT tables.
OLDEST_SQLITE = (3, 37, 0)

_BACKUP = "restore a backup of it, or look at it with `glossator check`"

#: What to say for SQLite's primary result codes: why, and what to do.
_REASONS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_CORRUPT: ("the file is damaged", _BACKUP),
    sqlite3.SQLITE_NOTADB: ("the file is damaged", _BACKUP),
    sqlite3.SQLITE_FULL: ("the disk is full", "make room and try again"),
    sqlite3.SQLITE_IOERR: ("the disk did not answer", "see whether it is still connected and try again"),
    sqlite3.SQLITE_BUSY: ("another program holds the file", "close it there and try again"),
    sqlite3.SQLITE_LOCKED: ("another program holds the file", "close it there and try again"),
    sqlite3.SQLITE_READONLY: ("the file cannot be written", "save a copy in a folder of your own"),
    sqlite3.SQLITE_PERM: ("the system does not allow it", "look at the file's permissions"),
    sqlite3.SQLITE_CANTOPEN: ("the file cannot be opened", "see whether it is still there and may be read"),
    sqlite3.SQLITE_CONSTRAINT: ("it does not fit what is in the project", "undo the last step and try again"),
    sqlite3.SQLITE_TOOBIG: ("it is too much for one step", "take it in smaller parts"),
    sqlite3.SQLITE_INTERRUPT: ("it was stopped", "start it again when you want it"),
    sqlite3.SQLITE_NOMEM: ("the memory is full", "close other programs and try again"),
}


def problem_of(error: Exception, what: str) -> Problem:
    """Say a database's or system's error as a problem; ``what`` tells what was not done."""
    if isinstance(error, UnicodeEncodeError):
        return Problem(what, "the words hold half a character that no file can keep", "type them again")
    if isinstance(error, UnicodeDecodeError):  # SQLite quotes what it found in its own tables
        return Problem(what, "the file is damaged", _BACKUP)
    if isinstance(error, OSError):
        return Problem(what, error.strerror or str(error), "look at the folder and try again")
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, sqlite3.DataError) and code is None:
        code = sqlite3.SQLITE_TOOBIG
    why, todo = _REASONS.get((code or 0) & 0xFF, ("the file is not in order", _BACKUP))
    return Problem(what, f"{why} ({error})", todo)


@contextmanager
def refusing(what: str) -> Iterator[None]:
    """Turn the database's errors inside the block into `Refused` that begins with ``what``."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a mistake of ours, such as another thread's connection: it has to be seen
    except (sqlite3.Error, OSError, UnicodeError) as error:
        raise Refused(problem_of(error, what)) from error


def parsed(written: str) -> Any:
    """Read JSON that a row holds; the tables let nothing else in, so what is none comes from a damaged file."""
    try:
        return json.loads(written)
    except ValueError as error:
        raise _damaged(str(error)) from error


def all_parsed(written: Sequence[str]) -> list[Any]:
    """Read the JSON of many rows in one go, twice as fast as one after the other."""
    found: list[Any] = parsed(f"[{','.join(written)}]")
    if len(found) != len(written):
        raise _damaged("a row holds no JSON value, or two")
    return found


def _damaged(why: str) -> Refused:
    return Refused(Problem("the project could not be read", f"the file is damaged ({why})", _BACKUP))


def require_sqlite(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> None:
    """Refuse an SQLite that is too old for the project file."""
    if version < OLDEST_SQLITE:
        here, needed = (".".join(map(str, numbers)) for numbers in (version, OLDEST_SQLITE))
        raise Refused(
            Problem(
                "no project can be opened",
                f"this Python brings SQLite {here} and {needed} is needed",
                "install a newer Python",
            )
        )


def not_there(path: Path) -> Problem:
    """Say that there is no file."""
    return Problem(f"{path.name} was not opened", "there is no such file", "look at its name and folder")

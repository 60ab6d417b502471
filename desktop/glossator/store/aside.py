"""A new file is written aside and put in its place when it is whole, or not at all; nothing is overwritten."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from glossator.model.identity import new_id
from glossator.model.problem import refuse


@contextmanager
def written_aside(path: Path, what: str) -> Iterator[Path]:
    """Yield a name beside ``path`` to write to, and move it there at the end; ``what`` begins a refusal."""
    if path.exists() or path.is_symlink():
        raise refuse(what, f"{path.name} is there already", "choose another name")
    if not path.parent.is_dir():
        raise refuse(what, f"there is no folder {path.parent}", "make it first or choose another")
    aside = path.with_name(f".{path.name}.{new_id()[:8]}")
    try:
        yield aside
        _sync(aside)
        _put(aside, path, what)
        _sync(path.parent)
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                aside.with_name(aside.name + ending).unlink()


def _put(aside: Path, path: Path, what: str) -> None:
    if not path.exists():
        set_apart_journals(path)
    try:
        os.link(aside, path)  # unlike a rename it never takes the place of a file that came meanwhile
    except FileExistsError:
        raise refuse(what, f"{path.name} is there already", "choose another name") from None
    except OSError:  # a file system without links
        aside.rename(path)


def set_apart_journals(path: Path) -> None:
    """Rename the journals of a file that is gone: SQLite would take them for another one's and write them into it."""
    for ending in ("-journal", "-wal", "-shm"):
        left = path.with_name(path.name + ending)
        if left.exists():
            left.rename(left.with_name(f"{left.name}.{new_id()[:8]}"))


def _sync(path: Path) -> None:
    with suppress(OSError):  # not every system can do that with a folder
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

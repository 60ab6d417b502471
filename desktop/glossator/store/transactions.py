"""The one door to a writing transaction: whole or not at all."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


def prepare() -> None:
    """Load what the first act needs (some 50 ms), to be called when the window is idle."""
    import sqlite_utils  # noqa: F401


@contextmanager
def atomic(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Keep all that the block writes, or nothing where it raises."""
    from sqlite_utils import Database  # read late: it costs a third of the time in which a window opens

    with Database(connection, execute_plugins=False, recursive_triggers=False).atomic(), _uncollected():
        yield connection


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold Python's collector back while an act's values are made: all of them stay, and looking took a quarter."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()

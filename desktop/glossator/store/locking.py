"""One writer to a file: a lock that the operating system holds on another file beside it until we let it go.

filelock knows every system and every odd file system; its import takes a tenth of the time to the first
picture. So the plain case, `flock` on a file of our own, is asked for directly, and filelock does all else.
Both take the same lock, so neither lets the other's holder be passed by.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no flock
    _HAS_FLOCK = False
else:
    _HAS_FLOCK = True


@dataclass(frozen=True, slots=True)
class Lock:
    """Hold a lock; ``path`` is the file that it is on."""

    path: Path
    release: Callable[[], None]


def take_lock(path: Path) -> Lock | None:
    """Take the lock on a file, made where it is not there; None where another has it.

    Raises OSError where no lock can be put there.
    """
    descriptor = _plain_file(path) if _HAS_FLOCK else None
    if descriptor is None:
        return _take_by_filelock(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held by another, or a file system without flock: filelock tells them apart
        os.close(descriptor)
        return _take_by_filelock(path)
    if os.fstat(descriptor).st_nlink == 0:  # a writer that ended took the file away before we locked it
        os.close(descriptor)
        return _take_by_filelock(path)
    return Lock(path, lambda: os.close(descriptor))  # what is closed is let go


def _plain_file(path: Path) -> int | None:
    """Open or make the file to lock; None where it is not plainly ours."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)
    except OSError:
        return None
    if os.fstat(descriptor).st_uid == os.geteuid():
        return descriptor
    os.close(descriptor)
    return None


def _take_by_filelock(path: Path) -> Lock | None:
    from filelock import FileLock, Timeout  # read late, as said above

    lock = FileLock(path, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return Lock(path, lock.release)

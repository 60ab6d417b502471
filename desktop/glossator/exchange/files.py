"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from glossator.model.problem import Refused, refuse

Result = TypeVar("Result")


def write_whole(path: Path | str, write: Callable[[BinaryIO], Result]) -> Result:
    """Let ``write`` fill a file beside the target and put it in the target's place when it is whole.

    Whatever goes wrong leaves what was there and nothing beside it. A target that is no regular file
    (a pipe, a device) is written into as it is. Raises Refused where the target cannot be written.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is not None and stat.S_ISDIR(mode):
            raise _not_written(path, "it is a folder")
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as out:
                return write(out)
        if mode is not None and not os.access(target, os.W_OK):
            raise _not_written(path, "it may not be written to")
        return _beside(target, mode, write)
    except OSError as error:
        raise _not_written(path, _reason(error)) from error


def _beside(target: Path, mode: int | None, write: Callable[[BinaryIO], Result]) -> Result:
    part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    # Opened by hand, so that the reader's umask holds as for any new file.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as out:
            result = write(out)
            out.flush()
            os.fsync(out.fileno())
        if mode is not None:
            part.chmod(stat.S_IMODE(mode))
        part.replace(target)
    except BaseException:
        # Also when the reader interrupts: no litter.
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    _sync_folder(target.parent)
    return result


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    # The new name is on the disk only when its folder is; where folders cannot be opened the system sees to it.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _not_written(path: Path | str, why: str) -> Refused:
    return refuse(f"{path} was not written", why, "choose another place")


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "its folder is not there"
    if isinstance(error, PermissionError):
        return "it may not be written to"
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]

"""Write what is taken along into a file: whole or not at all, and never over a project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from glossator.exchange.files import write_whole
from glossator.model.problem import refuse
from glossator.operations.projects import SUFFIX

Result = TypeVar("Result")


def write_file(target: Path, write: Callable[[BinaryIO], Result]) -> Result:
    """Let ``write`` fill a file; a target that has a project's suffix is refused."""
    if target.suffix.lower() == SUFFIX:
        raise refuse(f"{target} was not written", "a name with this suffix is a project's", "choose another name")
    return write_whole(target, write)

"""The window opened from the command line; it needs no parser where only paths are given."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from glossator.compatibility import problem_here
from glossator.model.problem import Refused, refuse

#: What says on Linux where a window is shown; without any of them Qt ends the process.
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def looks_like_path(word: str) -> bool:
    """Say whether a word that is no command is meant as a file."""
    return is_plain_path(word) or bool(Path(word).suffix) or Path(word).exists()


def is_plain_path(word: str) -> bool:
    """Say whether a word can be nothing else than a path: no command and no option has a separator in it."""
    separators = [os.sep, *([os.altsep] if os.altsep else [])]
    return not word.startswith("-") and any(one in word for one in separators)


def open_window(paths: Sequence[str], reader: str | None = None) -> int:
    """Open the window with projects and documents; the exit status is the command's."""
    for path in paths:
        if not Path(path).exists():
            raise refuse(f"{path} was not opened", "there is no such file", "look at its name and folder")
    refuse_bad_pair()
    if sys.platform.startswith("linux") and not any(map(os.environ.get, SCREENS)):
        raise refuse(
            "the window was not opened", "there is no display", "see it at work in pictures with: glossator tour OUT"
        )
    gc.disable()  # the window has a collector of its own, and a start makes no garbage
    with naming_libraries():
        from glossator.views.start import main

    return int(main(list(paths), reader))


@contextmanager
def naming_libraries() -> Iterator[None]:
    """Refuse, with what to install, where Qt finds one of the system's libraries missing."""
    try:
        yield
    except ImportError as error:
        name, _, why = str(error).partition(": ")
        if "shared object" not in why:
            raise
        from glossator import machine  # read late: a start needs it only to fail

        missing = [one.soname for one in machine.missing_libraries(machine.needed_libraries(os.environ))]
        names = missing if name in missing else [name, *missing]
        raise Refused(machine.lacking(names, machine.family_of(machine.os_release()))) from error


def refuse_bad_pair() -> None:
    """Refuse to start on a Python and a Qt that crash together."""
    problem = problem_here()
    if problem is not None:
        raise Refused(problem)

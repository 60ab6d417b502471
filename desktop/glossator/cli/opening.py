"""The window opened from the command line; it needs no parser where only paths are given."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from pathlib import Path

from glossator.compatibility import problem_here
from glossator.model.problem import Refused, refuse


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
    gc.disable()  # the window has a collector of its own, and a start makes no garbage
    from glossator.views.start import main

    return int(main(list(paths), reader))


def refuse_bad_pair() -> None:
    """Refuse to start on a Python and a Qt that crash together."""
    problem = problem_here()
    if problem is not None:
        raise Refused(problem)

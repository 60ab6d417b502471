"""Which Python and Qt do not go together; asked before Qt is imported, so that a crash becomes a sentence."""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from pathlib import Path

from glossator.model.problem import Problem

#: From this PySide6 on, Python before 3.12 dies after some thousands of calls ("none_dealloc").
CRASHING_PYSIDE = (6, 12)
SAFE_PYTHON = (3, 12)


def bad_pair(python: tuple[int, int], pyside: str) -> Problem | None:
    """Say what is wrong with this Python (major, minor) and this version of PySide6 together, or None."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", pyside)[:2])
    if python >= SAFE_PYTHON or numbers < CRASHING_PYSIDE:
        return None
    return Problem(
        "Glossator was not started",
        f"PySide6 {pyside} crashes on Python {python[0]}.{python[1]}",
        'install another with: pip install "PySide6-Essentials<6.12", or use Python 3.12 or later',
    )


def problem_here() -> Problem | None:
    """Say what is wrong with the Python that runs and the PySide6 that is installed, or None."""
    installed = _installed()
    if not installed:
        return Problem(
            "Glossator was not started",
            "PySide6-Essentials is not installed",
            "install it with: pip install PySide6-Essentials",
        )
    return bad_pair((sys.version_info.major, sys.version_info.minor), installed)


def _installed() -> str:
    """Return the installed version of PySide6-Essentials, "" where there is none."""
    package = find_spec("PySide6")
    for folder in (package.submodule_search_locations or ()) if package else ():
        # The name of the folder that pip writes says it, without a reader of metadata.
        for info in Path(folder).parent.glob("[Pp][Yy][Ss]ide6_[Ee]ssentials-*.dist-info"):
            return info.name.removesuffix(".dist-info").partition("-")[2]
    from importlib.metadata import PackageNotFoundError, version  # read late: it is slow, and seldom needed

    try:
        return version("PySide6-Essentials")
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    problem = problem_here()
    sys.exit(f"glossator: {problem}" if problem else 0)

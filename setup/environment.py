"""The virtual environment `.venv`: made and filled as `pyproject.toml` asks, and left alone while that stands."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

#: Python versions from here on may not have a PySide6 yet; said only where the installation failed.
UNTRIED_PYTHON = (3, 15)


class Stop(Exception):
    """Carry the sentence with which set-up ends."""


def python_of(root: Path) -> Path:
    """Return the path of the environment's Python, whether it is there or not."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(root: Path) -> str:
    """Return a hash of what the environment is made from."""
    return hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest()


def stamp_of(root: Path) -> Path:
    """Return the path of the file that says what the environment was made from."""
    return root / ".venv" / "set-up.stamp"


def is_ready(root: Path) -> bool:
    """Tell, in a millisecond, whether the environment was made from this `pyproject.toml` and has its Python."""
    try:
        return stamp_of(root).read_text("ascii") == fingerprint(root) and python_of(root).exists()
    except OSError:
        return False


def has_venv() -> bool:
    """Tell whether this Python can make a virtual environment."""
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def make(root: Path) -> None:
    """Make the environment and install the program and its tools into it."""
    python = python_of(root)
    if not python.exists():
        _call([sys.executable, "-m", "venv", "--clear", str(root / ".venv")], "the folder .venv was not made")
    _call(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", f"{root}[dev]"],
        "pip could not install what pyproject.toml asks for",
    )
    if subprocess.call([str(python), "-m", "glossator.compatibility"], cwd=root) != 0:
        raise Stop("Glossator was not set up, see above, and run make again")
    stamp_of(root).write_text(fingerprint(root), "ascii")


def _call(command: list[str], why: str) -> None:
    if subprocess.call(command) == 0:
        return
    todo = "mend what is said above, or remove the folder .venv, and run make again"
    if sys.version_info >= UNTRIED_PYTHON:
        todo = "Qt may not be ready for this Python yet: make PYTHON=python3.14 run, after removing the folder .venv"
    raise Stop(f"Glossator was not set up, {why}, {todo}")

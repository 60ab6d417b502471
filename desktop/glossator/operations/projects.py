"""Projects as a whole: made with the codebook that ships with the program."""

from __future__ import annotations

from pathlib import Path

from glossator.model.problem import refuse
from glossator.operations.codebook import read_codebook
from glossator.places import resource
from glossator.store import Project

#: What a project's file name ends in.
SUFFIX = ".gloss"


def create(path: Path, *, title: str | None = None, example: bool = False) -> Project:
    """Make an empty project with the default codebook; refuses to overwrite, and a name without the suffix."""
    if path.suffix.lower() != SUFFIX:
        raise refuse(f"{path.name} was not made", f"a project's name ends in {SUFFIX}", f"call it {path.name}{SUFFIX}")
    codebook = read_codebook(resource("codebook.toml").read_bytes())
    return Project.create(path, title=title, codebook=codebook, example=example)

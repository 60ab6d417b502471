"""Another program moves, removes or replaces the file of a project while it is open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from glossator.model.problem import Refused
from glossator.operations.projects import copy_to
from glossator.store import Project
from store.world import ANN, add_document, new_project, query, tag


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Make another project, whole and at rest, with one tag."""
    path = tmp_path / "other.gloss"
    with new_project(path) as project:
        add_document(project, title="Other")
        tag(project, ANN, (0, 4))
    return path


def test_an_act_is_refused_where_another_file_took_the_place(project: Project, path: Path, other: Path) -> None:
    tag(project, ANN, (0, 4))
    os.replace(other, path)

    with pytest.raises(Refused) as refused:
        tag(project, ANN, (5, 9))

    assert str(refused.value) == (
        "the change was not saved, sea.gloss was moved, removed or replaced by another program while it was open,"
        " keep what is here with File › Save a copy, then open the file again"
    )


def test_the_file_that_came_stays_as_it_is(project: Project, path: Path, other: Path) -> None:
    tag(project, ANN, (0, 4))
    came = other.read_bytes()
    os.replace(other, path)

    assert project.bring_home()
    project.close()

    assert path.read_bytes() == came
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    assert query(path, "SELECT title FROM document") == [("Other",)]


@pytest.mark.parametrize("taken", ["replaced", "removed", "moved"])
def test_a_copy_keeps_everything_that_was_shown_as_saved(
    project: Project, path: Path, other: Path, tmp_path: Path, taken: str
) -> None:
    made = tag(project, ANN, (0, 4))
    {"replaced": lambda: os.replace(other, path), "removed": path.unlink, "moved": lambda: path.rename(tmp_path / "m")}[
        taken
    ]()

    copy_to(project, tmp_path / "kept.gloss")

    project.close()
    assert (made,) in query(tmp_path / "kept.gloss", "SELECT id FROM annotation WHERE deleted = 0")
    assert query(tmp_path / "kept.gloss", "PRAGMA integrity_check") == [("ok",)]


def test_nothing_is_read_through_the_name_of_another_file(project: Project, path: Path, other: Path) -> None:
    os.replace(other, path)

    with pytest.raises(Refused, match="could not be read"):
        project.snapshot()

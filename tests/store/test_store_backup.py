"""A backup is the whole project, at another place, as another replica."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from glossator.model.problem import Refused
from glossator.store import Project
from store.world import ANN, everything, query, tag


def test_a_backup_of_an_open_project_is_the_same_project_in_one_file(project: Project, path: Path) -> None:
    tag(project, ANN, (4, 9))
    out = path.with_name("copies") / "sea.gloss"
    out.parent.mkdir()

    project.backup(out)

    assert everything(out) == everything(path)
    assert os.listdir(out.parent) == ["sea.gloss"]
    assert query(out, "PRAGMA journal_mode") == [("delete",)]
    with Project.open(out) as copy:
        assert copy.check() == []
        assert copy.id == project.id
        assert copy.can_undo(ANN) == "tag as risk"


def test_a_backup_is_another_replica(project: Project, path: Path) -> None:
    out = path.with_name("copy.gloss")
    project.backup(out)

    with Project.open(out) as copy:
        tag(copy, ANN, (4, 9))

    first, *_, last = query(out, "SELECT replica FROM act ORDER BY number")
    assert first != last


def test_a_backup_overwrites_nothing(project: Project, path: Path) -> None:
    out = path.with_name("copy.gloss")
    out.write_text("mine", encoding="utf-8")

    with pytest.raises(Refused) as refused:
        project.backup(out)

    assert str(refused.value) == "copy.gloss was not written, copy.gloss is there already, choose another name"
    assert out.read_text(encoding="utf-8") == "mine"


def test_a_project_opened_for_reading_can_be_backed_up(project: Project, path: Path) -> None:
    project.close()

    with Project.open(path, write=False) as reading:
        reading.backup(path.with_name("copy.gloss"))

    assert everything(path.with_name("copy.gloss")) == everything(path)

"""A conflict is settled by an ordinary edit, also by one that sets what is shown already."""

import shutil
from pathlib import Path

import pytest

from glossator.operations import documents, merging, people, projects, tags
from glossator.store import Project

TEXT = "The northern government demands pilotage first. 😀 The southern one refuses.\n"


@pytest.fixture
def conflict(tmp_path: Path) -> Path:
    """Copy a project, let Mara set one stance here and another there, and merge."""
    path, copy, text = tmp_path / "here.gloss", tmp_path / "there.gloss", tmp_path / "talks.txt"
    text.write_text(TEXT, encoding="utf-8")
    with projects.create(path) as project:
        mara = people.reader_for(project, "Mara")
        document = documents.add_files(project, [text], reader=mara).added[0].document
        tag = tags.tag(project, document.id, "position", [(0, 46)], reader=mara).annotation.id
    shutil.copyfile(path, copy)
    for file, stance in ((path, "for"), (copy, "against")):
        with Project.open(file) as project:
            tags.edit(project, tag, reader=people.reader_for(project, "Mara"), fields={"stance": stance})
    with Project.open(path) as project:
        merging.merge(project, [copy], reader=people.reader_for(project, "Mara"))
    return path


def test_both_values_are_listed(conflict: Path) -> None:
    with Project.open(conflict) as project:
        (found,) = merging.conflicts(project)
    assert (found.table, found.field, {found.shown, found.other}) == ("annotation", "fields.stance", {"for", "against"})


@pytest.mark.parametrize("which", ["shown", "other"])
def test_an_edit_settles_it_whichever_value_it_sets(conflict: Path, which: str) -> None:
    with Project.open(conflict) as project:
        (found,) = merging.conflicts(project)
        mara = people.reader_for(project, "Mara")
        tags.edit(project, found.id, reader=mara, fields={"stance": getattr(found, which)})
        assert merging.conflicts(project) == []
        assert project.annotation(found.id).fields["stance"] == getattr(found, which)


@pytest.mark.parametrize("which", ["shown", "other"])
def test_a_conflict_is_settled_by_choosing_a_value(conflict: Path, which: str) -> None:
    with Project.open(conflict) as project:
        (found,) = merging.conflicts(project)
        merging.settle(project, found, other=which == "other", reader=people.reader_for(project, "Mara"))
        assert merging.conflicts(project) == []
        assert project.annotation(found.id).fields["stance"] == getattr(found, which)
        assert project.check() == []


def test_undo_of_what_settled_a_conflict_brings_it_back(conflict: Path) -> None:
    with Project.open(conflict) as project:
        (found,) = merging.conflicts(project)
        mara = people.reader_for(project, "Mara")
        merging.settle(project, found, other=False, reader=mara)
        project.undo(mara.id)
        assert merging.conflicts(project) == [found]


def test_an_edit_without_a_conflict_that_changes_nothing_is_no_act(conflict: Path) -> None:
    with Project.open(conflict) as project:
        (found,) = merging.conflicts(project)
        mara = people.reader_for(project, "Mara")
        merging.settle(project, found, other=False, reader=mara)
        before = len(list(project.acts()))
        tags.edit(project, found.id, reader=mara, fields={"stance": str(found.shown)})
        assert len(list(project.acts())) == before

"""A conflict is settled by an ordinary edit, also by one that sets what is shown already."""

import shutil
from pathlib import Path

import pytest

from glossator.model.identity import AGREED_READER
from glossator.operations import documents, marks, merging, people, projects, settling, tags
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


def merged_both_ways(first: Path, second: Path) -> list[merging.Merged]:
    """Merge each into a copy of the other, as Mara."""
    found = []
    for into, other in ((first, second), (second, first)):
        path = into.with_name(f"{into.stem}-merged.gloss")
        shutil.copyfile(into, path)
        with Project.open(path) as project:
            found.append(merging.merge(project, [other], reader=people.reader_for(project, "Mara")))
            assert project.check() == []
    return found


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path, str]:
    """Copy a project in which Mara has one tag."""
    path, copy, text = tmp_path / "one.gloss", tmp_path / "other.gloss", tmp_path / "talks.txt"
    text.write_text(TEXT, encoding="utf-8")
    with projects.create(path) as project:
        mara = people.reader_for(project, "Mara")
        document = documents.add_files(project, [text], reader=mara).added[0].document
        tag = tags.tag(project, document.id, "position", [(0, 46)], reader=mara).annotation.id
    shutil.copyfile(path, copy)
    return path, copy, tag


def test_a_conflict_is_told_in_both_directions(two: tuple[Path, Path, str]) -> None:
    first, second, tag = two
    for file, stance in ((first, "for"), (second, "against")):
        with Project.open(file) as project:
            tags.edit(project, tag, reader=people.reader_for(project, "Mara"), fields={"stance": stance})
    told = [[(one.id, one.field) for one in merged.conflicting] for merged in merged_both_ways(first, second)]
    assert told == [[(tag, "fields.stance")], [(tag, "fields.stance")]]


def test_a_tag_in_conflict_is_not_told_as_unchanged(two: tuple[Path, Path, str]) -> None:
    first, second, tag = two
    for file, stance in ((first, "for"), (second, "against")):
        with Project.open(file) as project:
            tags.edit(project, tag, reader=people.reader_for(project, "Mara"), fields={"stance": stance})
    assert [merged.unchanged for merged in merged_both_ways(first, second)] == [(), ()]


def test_a_document_removed_here_and_worked_on_there_stays_and_is_told(two: tuple[Path, Path, str]) -> None:
    first, second, _ = two
    with Project.open(first) as project:
        document = project.documents()[0].id
        tags.tag(project, document, "risk", [(50, 60)], reader=people.reader_for(project, "Mara"))
    with Project.open(second) as project:
        documents.remove(project, document, people.reader_for(project, "Mara"))
    told = [[(one.table, one.field) for one in merged.conflicting] for merged in merged_both_ways(first, second)]
    assert told == [[("document", "deleted")], [("document", "deleted")]]


def test_of_two_decisions_made_apart_the_agreed_reading_has_what_the_later_one_kept(
    two: tuple[Path, Path, str],
) -> None:
    first, second, tag = two
    with Project.open(first) as project:
        settling.settle(project, [tag], keep=[tag], reader=people.reader_for(project, "Mara"))
    with Project.open(second) as project:
        settling.settle(project, [tag], none=True, reader=people.reader_for(project, "Mara"))
    merged_both_ways(first, second)
    for file in (first, second):
        with Project.open(file.with_name(f"{file.stem}-merged.gloss")) as project:
            (decision,) = project.decisions()
            agreed = [one.id for one in project.annotations(readers=[AGREED_READER])]
            assert agreed == list(decision.agreed)


def test_a_blind_pass_begun_here_and_ended_there_is_ended(two: tuple[Path, Path, str]) -> None:
    first, second, _ = two
    for file, mark in ((first, marks.mark_blind), (second, lambda *at: marks.mark_state(*at, "done"))):
        with Project.open(file) as project:
            mark(project, project.documents()[0].id, people.reader_for(project, "Mara"))
    merged_both_ways(first, second)
    for file in (first, second):
        with Project.open(file.with_name(f"{file.stem}-merged.gloss")) as project:
            project.seen_by(people.reader_for(project, "Mara").id)
            assert project.blind == frozenset()

"""A document updated in one copy of a project and worked on in another, and the copies merged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.model.people import Reader
from glossator.operations import documents, marks, merging, tags
from glossator.operations.people import reader_for
from glossator.operations.projects import create
from glossator.operations.undo import redo, undo
from glossator.operations.updating import return_to
from glossator.operations.waiting import review
from glossator.store import Project
from operations.updates import NEW, OLD, place, reading_of, tagged, updated

REGISTER = "a common register of vessels"
PILOTS = "only if pilots go first"
SHIPS = "Ships wait outside the strait"
THIRD = OLD.replace("The island state", "In the end the island state of the south")

#: What is compared of two copies: the rows that are shown, whatever acts they came by.
_SHOWN = (
    "SELECT p.* FROM passage p JOIN annotation a ON a.id = p.annotation WHERE a.deleted = 0 ORDER BY 1, 2",
    'SELECT id, part, start, "end" FROM annotation WHERE deleted = 0 ORDER BY 1',
    "SELECT id, version FROM document ORDER BY 1",
    'SELECT id, start, "end" FROM mark WHERE deleted = 0 ORDER BY 1',
)


@contextmanager
def opened(path: Path, name: str) -> Iterator[tuple[Project, Reader]]:
    with Project.open(path) as project:
        yield project, reader_for(project, name)


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Make a project with a document in which Mara tagged two passages, and copy it for Ben."""
    mara = tmp_path / "mara.gloss"
    with create(mara) as project:
        reader = reader_for(project, "Mara")
        document = documents.add_reading(project, reading_of(OLD), reader=reader).document
        tagged(project, document, reader, REGISTER)
        tagged(project, document, reader, PILOTS)
    return mara, Path(shutil.copy(mara, tmp_path / "ben.gloss"))


def merge(path: Path, other: Path, name: str) -> merging.Merged:
    with opened(path, name) as (project, reader):
        return merging.merge(project, [other], reader=reader)


def shown(path: Path) -> list[list[tuple[object, ...]]]:
    with Project.open(path, write=False) as project:
        assert project.check() == []
        assert all(
            project.text(document.version)[start:end] == _quote(project, id_, part)
            for document in project.documents()
            for id_, _, _, part, start, end in project.marks_of_tags(document.id)
        )
        return [[tuple(row) for row in project._all(sql)] for sql in _SHOWN]


def _quote(project: Project, id_: str, part: int) -> str:
    tag = project.annotation(id_)
    assert tag is not None
    return tag.passages[part].quote


def update_in(path: Path, name: str, text: str) -> None:
    with opened(path, name) as (project, reader):
        updated(project, project.documents()[0], text, reader)


@pytest.mark.parametrize("here", ["updated here", "updated there"])
def test_a_tag_on_the_text_that_another_file_updated_is_carried_into_the_new_one(
    copies: tuple[Path, Path], here: str
) -> None:
    mara, ben = copies
    update_in(mara, "Mara", NEW)
    with opened(ben, "Ben") as (project, reader):
        made = tagged(project, project.documents()[0], reader, "The island state")
    path, other = (mara, ben) if here == "updated here" else (ben, mara)
    said = "1 tag on another version of “Minutes of the harbour” came to the one that is shown"
    assert said in merge(path, other, "Mara").notes
    with Project.open(path, write=False) as project:
        tag = project.annotation(made.id)
        assert tag is not None
        assert project.text(project.documents()[0].version) == NEW
        assert (tag.first.start, tag.first.end, tag.state) == (*place(NEW, "The island state"), "anchored")
    shown(path)


def test_a_tag_on_words_that_the_update_took_away_waits(copies: tuple[Path, Path]) -> None:
    mara, ben = copies
    update_in(mara, "Mara", NEW)
    with opened(ben, "Ben") as (project, reader):
        made = tagged(project, project.documents()[0], reader, SHIPS)
    merge(mara, ben, "Mara")
    with Project.open(mara, write=False) as project:
        (one,) = [one for one in review(project, project.documents()[0].id) if one.tag.id == made.id]
        assert (one.status, one.passage.quote, one.before and OLD[one.before.start : one.before.end]) == (
            "lost",
            SHIPS,
            SHIPS,
        )


def test_the_place_that_a_reader_gave_a_tag_holds_against_an_update_that_did_not_know_it(
    copies: tuple[Path, Path],
) -> None:
    mara, ben = copies
    with opened(ben, "Mara") as (project, reader):
        (tag,) = [one for one in project.annotations() if one.first.quote == REGISTER]
        tags.edit(project, tag.id, reader=reader, spans=[place(OLD, "The island state")])
    with opened(mara, "Mara") as (project, reader):
        for number in range(3):  # the update is the later act
            tags.edit(project, tag.id, reader=reader, note=f"note {number}")
    update_in(mara, "Mara", NEW)
    merged = merge(mara, ben, "Mara")
    with Project.open(mara, write=False) as project:
        moved = project.annotation(tag.id)
        assert moved is not None
        assert (moved.first.start, moved.first.end) == place(NEW, "The island state")
        assert (merging.conflicts(project), merged.conflicting) == ([], ())


def test_two_updates_made_apart_are_one_conflict_of_the_document(copies: tuple[Path, Path]) -> None:
    mara, ben = copies
    update_in(mara, "Mara", NEW)
    update_in(ben, "Ben", THIRD)
    with opened(mara, "Mara") as (project, reader):
        made = tagged(project, project.documents()[0], reader, "second edition")
    merge(ben, mara, "Ben")
    merge(mara, ben, "Mara")
    with opened(mara, "Mara") as (project, reader):
        (conflict,) = merging.conflicts(project)
        assert (conflict.table, conflict.field) == ("document", "version")
        text = project.text(project.documents()[0].version)
        assert all(
            text[one.first.start : one.first.end] == one.first.quote
            for one in project.annotations()
            if one.first.start is not None
        )
        merging.settle(project, conflict, other=True, reader=reader)
        assert merging.conflicts(project) == []
        assert project.text(project.documents()[0].version) == (THIRD if text == NEW else NEW)
        assert {one.id for one in project.annotations()} >= {made.id}
    shown(mara)


def test_a_line_marked_as_read_in_a_copy_that_was_not_updated_goes_with_the_merge(copies: tuple[Path, Path]) -> None:
    mara, ben = copies
    update_in(mara, "Mara", NEW)
    with opened(ben, "Ben") as (project, reader):
        line = place(OLD, "The island state asks for a common register of vessels.")
        marks.mark_read(project, project.documents()[0].id, reader, *line)
    for _ in range(2):
        merge(mara, ben, "Mara")
        with Project.open(mara, write=False) as project:
            (mark,) = project.marks()
            assert NEW[mark.start : mark.end] == "The island state asks for a common register of vessels."


def test_a_merge_that_carried_tags_is_undone_and_done_again_as_one_step(copies: tuple[Path, Path]) -> None:
    mara, ben = copies
    update_in(mara, "Mara", NEW)
    with opened(ben, "Ben") as (project, reader):
        tagged(project, project.documents()[0], reader, "The island state")
    before = shown(ben)
    merge(ben, mara, "Ben")
    after = shown(ben)
    assert after != before
    with opened(ben, "Ben") as (project, reader):
        undo(project, reader)
    assert shown(ben) == before
    with opened(ben, "Ben") as (project, reader):
        redo(project, reader)
    assert shown(ben) == after


STEPS = st.lists(
    st.tuples(st.sampled_from(["new", "third", "old", "tag", "move", "read", "undo"]), st.integers(0, 3)), max_size=4
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(STEPS, STEPS)
def test_whatever_two_copies_did_apart_no_tag_is_shown_on_other_words_and_none_is_gone(
    copies: tuple[Path, Path], ours: list[tuple[str, int]], theirs: list[tuple[str, int]]
) -> None:
    mara, ben = (Path(shutil.copy(path, path.with_suffix(".trial.gloss"))) for path in copies)
    for path, name, steps in ((mara, "Mara", ours), (ben, "Ben", theirs)):
        with opened(path, name) as (project, reader):
            for what, number in steps:
                step(project, reader, what, number)
    with Project.open(mara, write=False) as one, Project.open(ben, write=False) as other:
        there = {tag.id for project in (one, other) for tag in project.annotations()}
    merge(mara, ben, "Mara")
    shown(mara)
    with Project.open(mara, write=False) as project:
        assert {tag.id for tag in project.annotations()} == there
        waiting = {one.tag.id for one in review(project, project.documents()[0].id)}
        placed = {mark[0] for mark in project.marks_of_tags(project.documents()[0].id)}
        assert there <= waiting | placed
    merge(ben, mara, "Ben")
    merge(mara, ben, "Mara")
    assert shown(mara) == shown(ben)


def step(project: Project, reader: Reader, what: str, number: int) -> None:
    document = project.documents()[0]
    text = project.text(document.version)
    if what in ("new", "third"):
        updated(project, document, {"new": NEW, "third": THIRD}[what], reader)
    elif what == "old":
        first = project.versions(document.id)[0]
        if not first.current:
            return_to(project, document.id, first.id, reader=reader)
    elif what == "tag":
        tags.tag(project, document.id, "note", [(number * 9, number * 9 + 12)], reader=reader)
    elif what == "read":
        marks.mark_read(project, document.id, reader, number * 30, number * 30 + 50)
    elif what == "undo" and project.can_undo(reader.id) == "tag note" and len(list(project.annotations())) > 2:
        undo(project, reader)
    elif what == "move":
        own = [one for one in project.annotations() if one.reader == reader.id]
        if own:
            tags.edit(project, own[number % len(own)].id, reader=reader, spans=[(number * 7, len(text) // 2)])

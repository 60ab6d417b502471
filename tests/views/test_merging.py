"""Another reader's project is merged in the window; what was changed apart is settled by keys; undo takes it back."""

import shutil
from pathlib import Path

import pytest

from driving import TALKS, press, rows
from glossator.operations import people, tags
from glossator.store import Project

PAUSE = (TALKS.index("a pause freezes the harbour"), TALKS.index("a pause freezes the harbour") + 27)
LIVE = "SELECT count(*) FROM annotation WHERE deleted = 0"
STANCE = "SELECT json_extract(fields, '$.severity') FROM annotation WHERE deleted = 0"


@pytest.fixture
def theirs(talks: Path, tmp_path: Path) -> Path:
    """Copy the project; Tomas tags in the copy."""
    copy = tmp_path / "tomas.gloss"
    shutil.copyfile(talks, copy)
    with Project.open(copy) as project:
        tomas = people.reader_for(project, "Tomas")
        tags.tag(project, project.documents()[0].id, "risk", [PAUSE], reader=tomas)
    return copy


@pytest.fixture
def apart(talks: Path, tmp_path: Path) -> Path:
    """Tag, copy the project, and set one severity here and another there."""
    copy = tmp_path / "laptop.gloss"
    with Project.open(talks) as project:
        mara = people.reader_for(project, "Mara")
        tag = tags.tag(project, project.documents()[0].id, "risk", [PAUSE], reader=mara).annotation.id
    shutil.copyfile(talks, copy)
    for path, severity in ((copy, "minor"), (talks, "major")):
        with Project.open(path) as project:
            tags.edit(project, tag, reader=people.reader_for(project, "Mara"), fields={"severity": severity})
    return copy


def merge(qtbot, window, path: Path) -> None:
    with qtbot.waitSignal(window.files.merged, timeout=20_000):
        window.files.merge([path])


def test_what_came_is_said_and_shown(qtbot, open_project, talks, theirs):
    window = open_project(talks)
    merge(qtbot, window, theirs)
    assert window.status.words.text() == ("Merged tomas.gloss: 1 tag came. Also new: 1 reader.")
    qtbot.waitUntil(window.is_still)
    assert len(window.tagging.shown) == 1


def test_one_undo_takes_a_merge_back_whole(qtbot, open_project, talks, theirs):
    window = open_project(talks)
    merge(qtbot, window, theirs)
    press("Ctrl+Z")
    assert rows(talks, LIVE) == [(0,)]


def test_merging_twice_is_the_same_as_once(qtbot, open_project, talks, theirs):
    window = open_project(talks)
    merge(qtbot, window, theirs)
    merge(qtbot, window, theirs)
    assert window.status.words.text() == "Merged tomas.gloss: 0 tags came, 1 here already."
    assert rows(talks, LIVE) == [(1,)]


@pytest.mark.parametrize("key", ["1", "2"])
def test_what_was_changed_apart_is_settled_by_a_key(qtbot, open_project, talks, apart, key):
    window = open_project(talks)
    merge(qtbot, window, apart)
    ((shown,),) = rows(talks, STANCE)
    press(key)
    expected = shown if key == "1" else {"minor": "major", "major": "minor"}[shown]
    assert rows(talks, STANCE) == [(expected,)]
    assert window.status.words.text() == "Settled. No conflict is left."


def test_a_file_that_is_no_project_is_refused_in_a_sentence(qtbot, open_project, talks, tmp_path):
    window = open_project(talks)
    other = tmp_path / "notes.gloss"
    other.write_text("no database", encoding="utf-8")
    window.files.merge([other])
    qtbot.waitUntil(lambda: window.status.words.text().startswith("notes.gloss was not merged"))
    assert rows(talks, LIVE) == [(0,)]

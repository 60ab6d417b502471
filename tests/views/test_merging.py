"""Another reader's project is merged in the window; what was changed apart is settled by keys; undo takes it back."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from driving import TALKS, press, rows
from glossator.operations import documents, people, projects, tags
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


def test_whoever_reads_is_at_once_the_one_of_that_name_whom_a_merge_brings(qtbot, open_project, talks, theirs):
    window = open_project(talks, "Tomas")
    merge(qtbot, window, theirs)
    qtbot.waitUntil(window.is_still)
    press("Esc")
    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    assert rows(talks, "SELECT name, count(*) FROM reader WHERE name = 'Tomas' GROUP BY 1") == [("Tomas", 1)]
    assert rows(talks, LIVE) == [(2,)]
    press("Ctrl+Z", "Ctrl+Z")
    assert rows(talks, LIVE) == [(0,)]


@pytest.mark.parametrize("key", ["1", "2"])
def test_what_was_changed_apart_is_settled_by_a_key(qtbot, open_project, talks, apart, key):
    window = open_project(talks)
    merge(qtbot, window, apart)
    ((shown,),) = rows(talks, STANCE)
    press(key)
    expected = shown if key == "1" else {"minor": "major", "major": "minor"}[shown]
    assert rows(talks, STANCE) == [(expected,)]
    assert window.status.words.text() == "Settled. No conflict is left."


@pytest.fixture
def namesake(talks: Path, tmp_path: Path) -> Path:
    """Make a project of another Mara; Mara tags here too."""
    with Project.open(talks) as project:
        mara = people.reader_for(project, "Mara")
        tags.tag(project, project.documents()[0].id, "risk", [PAUSE], reader=mara)
    path, text = tmp_path / "theirs.gloss", tmp_path / "other.txt"
    text.write_text("Other words\n\nThey say little.\n", encoding="utf-8")
    with projects.create(path) as project:
        mara = people.reader_for(project, "Mara")
        documents.add_files(project, [text], reader=mara)
        tags.tag(project, project.documents()[0].id, "risk", [(0, 5)], reader=mara)
    return path


def test_what_is_to_be_known_without_a_conflict_is_told_in_little_room_and_closed_by_escape(
    qtbot, open_project, talks, namesake
):
    window = open_project(talks)
    merge(qtbot, window, namesake)
    sheet = window.overlays.sheet
    assert "one of this project, one of theirs.gloss" in " ".join(one.text() for one in sheet.findChildren(QLabel))
    assert sheet.height() < 240
    before = rows(talks, "SELECT count(*) FROM act")
    press("r", "Delete")
    assert rows(talks, "SELECT count(*) FROM act") == before
    press("Esc")
    assert window.overlays.sheet is None
    assert window.page.hasFocus()


def test_when_the_last_conflict_is_settled_the_sheet_keeps_the_keyboard_until_escape(qtbot, open_project, talks, apart):
    window = open_project(talks)
    merge(qtbot, window, apart)
    press("1")
    assert window.overlays.sheet.isAncestorOf(QApplication.focusWidget()) or window.overlays.sheet.hasFocus()
    press("Esc")
    assert window.overlays.sheet is None


def test_a_file_that_is_no_project_is_refused_in_a_sentence(qtbot, open_project, talks, tmp_path):
    window = open_project(talks)
    other = tmp_path / "notes.gloss"
    other.write_text("no database", encoding="utf-8")
    window.files.merge([other])
    qtbot.waitUntil(lambda: window.status.words.text().startswith("notes.gloss was not merged"))
    assert rows(talks, LIVE) == [(0,)]

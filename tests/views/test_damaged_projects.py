"""A project that is damaged in its middle: the window says so in one sentence, and goes on."""

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from driving import TALKS, press, rows
from glossator.operations import people, projects, tags
from glossator.store import Project
from glossator.views.refusing import say_refusals
from glossator.views.settings import Settings
from glossator.views.start import application
from glossator.views.window import Window

DAMAGED = "the file is damaged (database disk image is malformed), restore a backup of it, or look at it with"


def damage(project: Path, of: str) -> None:
    """Overwrite the pages of one table or index of a project that is closed."""
    with sqlite3.connect(project) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (of,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with project.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xee" * size)
        file.flush()
        os.fsync(file.fileno())


@pytest.fixture
def tagged(talks: Path) -> Path:
    with Project.open(talks) as project:
        mara = people.reader_for(project, "Mara")
        tags.tag(project, project.documents()[0].id, "risk", [(0, 9)], reader=mara)
    return talks


@pytest.mark.parametrize("table", ["document", "reader", "project", "annotation_place"])
def test_a_project_that_cannot_be_read_leaves_the_one_that_is_open(
    open_project: Callable, talks: Path, tmp_path: Path, table: str
) -> None:
    other = tmp_path / "other.gloss"
    projects.create(other).close()
    damage(other, table)
    window = open_project(talks)
    assert not window.files.show(other)
    assert DAMAGED in window.status.words.text()
    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    assert rows(talks, "SELECT kind FROM annotation") == [("risk",)]


def test_a_text_that_cannot_be_read_is_said_and_the_window_is_there(open_project: Callable, talks: Path) -> None:
    damage(talks, "content")
    window = open_project(talks)
    assert DAMAGED in window.status.words.text()
    assert window.desk.document is None


@pytest.mark.parametrize("table", ["annotation", "passage", "mark"])
def test_what_is_damaged_where_a_view_reads_is_said_in_the_status_bar(
    qtbot, home: Path, tagged: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    damage(tagged, table)
    application()
    window = Window(Settings(), "Mara")
    qtbot.addWidget(window)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    say_refusals(window.desk)
    assert window.files.show(tagged)
    window.show()
    qtbot.waitUntil(lambda: DAMAGED in window.status.words.text())
    assert window.is_complete
    window.close()

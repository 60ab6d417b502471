"""The check finds what is wrong in a file that was changed behind the program's back."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from glossator.store import Project
from glossator.store.check import Finding
from store.world import ANN, BEN, add_document, change, new_project, tag


@pytest.fixture
def resting(path: Path) -> Path:
    with new_project(path) as project:
        add_document(project)
        id_ = tag(project, ANN, (4, 9), (42, 47), kind="position", holder="North")
        change(project, ANN, id_, note="seen")
        tag(project, BEN, (10, 15))
        project.undo(BEN)
    return path


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        pytest.param(
            "UPDATE passage SET quote = 'x' WHERE start = 42", "its quote is not the text at 42:47", id="quote"
        ),
        pytest.param('UPDATE passage SET "end" = 9999 WHERE start = 42', "42:9999 lies outside the text", id="offset"),
        pytest.param(
            "UPDATE passage SET version = 'x' WHERE start = 42",
            "42:47 is a place in a text that is not of its document",
            id="version",
        ),
        pytest.param(
            'UPDATE passage SET start = 900, "end" = 9999 WHERE start = 10',
            "900:9999 lies outside the text",
            id="removed tag",
        ),
        pytest.param(
            f"INSERT INTO mark SELECT 'x', id, '{BEN}', 'read', 0, 900, 0 FROM document",
            "0:900 lies outside the text of 73 characters",
            id="mark",
        ),
        pytest.param("UPDATE content SET text = text || '!'", "its text is not the one that its hash names", id="text"),
        pytest.param("UPDATE source_bytes SET data = X'00'", "its bytes are not those that the hash names", id="bytes"),
        pytest.param("UPDATE annotation SET note = 'x'", "its note is not what the acts say", id="row"),
        pytest.param("UPDATE entity SET deleted = 1", "its deleted is not what the acts say", id="entity"),
        pytest.param("UPDATE project SET title = 'x'", "its title is not what the acts say", id="project"),
        pytest.param("DELETE FROM uses", "it is not found where it is", id="uses"),
        pytest.param("DELETE FROM entity_name", "it is not found by its names", id="names"),
        pytest.param("UPDATE annotation SET start = 5", "it is not found where it is", id="place"),
        pytest.param("UPDATE act SET active = 1", "it is shown as active and is not", id="activity"),
        pytest.param("DELETE FROM content", "its text is missing", id="no text"),
        pytest.param("DELETE FROM version", "it names a row of version that is not there", id="foreign key"),
        pytest.param(
            "INSERT INTO reader VALUES ('x', 'X', 0)", "3 rows are there and acts made 2", id="a row without an act"
        ),
    ],
)
def test_what_was_changed_behind_the_acts_is_found(resting: Path, statement: str, what: str) -> None:
    connection = sqlite3.connect(resting)
    with connection:
        connection.execute(statement)
    connection.close()

    with Project.open(resting) as project:
        assert what in [finding.what for finding in project.check()]


def test_a_sound_project_has_no_findings(resting: Path) -> None:
    with Project.open(resting) as project:
        assert project.check() == []


def test_an_overwritten_page_is_found_and_reading_it_is_refused(resting: Path) -> None:
    with resting.open("r+b") as file:
        file.seek(-4096 * 4, os.SEEK_END)
        file.write(b"\xee" * 4096 * 4)

    with Project.open(resting) as project:
        (first, *_) = project.check()
    assert isinstance(first, Finding)
    assert first.where == "file"
    assert first.what.startswith("the file is damaged")

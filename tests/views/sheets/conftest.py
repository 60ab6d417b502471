"""A real project on a desk, and a shown window for sheets to lie on."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from glossator.model.codebook import Codebook, Field, Kind, Value
from glossator.model.document import Document
from glossator.operations import documents, people, tags
from glossator.store import Project
from glossator.views.desk import Desk

CODEBOOK = Codebook(
    (
        Kind("risk", "Risk", "triangle", "9C2411", "r", fields=(Field("bearer", "Bearer", "actor", "h"),)),
        Kind(
            "position",
            "Position",
            "diamond",
            "1F4FBF",
            "p",
            fields=(
                Field("holder", "Holder", "actor", "h"),
                Field("stance", "Stance", "scale", values=(Value("against", "Against", -1), Value("for", "For", 1))),
            ),
        ),
    )
)

TALK = "The strait talks resume\n\nThe northern government holds that pilotage comes first. 😀 It is slow.\n"


class Host(QWidget):
    """A window with a field that has the keyboard before a sheet opens."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addStretch(1)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focusWidget(), key, held)

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focusWidget(), words)


@pytest.fixture(autouse=True)
def freed_here() -> Iterator[None]:
    """Free the windows of a test in the thread that made them, before another's work finds them dead."""
    yield
    gc.collect()


@pytest.fixture
def host(qtbot) -> Host:
    window = Host()
    qtbot.addWidget(window)
    window.resize(1440, 860)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.field.setFocus()
    return window


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project.create(tmp_path / "talks.gloss", title="Talks", codebook=CODEBOOK)
    mara, jon = people.reader_for(made, "Mara"), people.reader_for(made, "Jon")
    for name, text in (("talk.txt", TALK), ("minutes.txt", "Minutes\n\nNothing was decided.\n")):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        documents.add_files(made, [path], reader=mara)
    talk = made.documents()[0]
    tags.tag(made, talk.id, "position", [(25, 80)], reader=mara, fields={"holder": "North", "stance": "for"})
    tags.tag(made, talk.id, "risk", [(84, 94)], reader=jon)
    return made


@pytest.fixture
def desk(qapp, project: Project) -> Iterator[Desk]:
    desk = Desk()
    desk.words = []  # what the status bar said
    desk.said.connect(lambda words, _refused: desk.words.append(words))
    desk.show_project(project, "Mara")
    desk.open_document(project.documents()[0].id)
    yield desk
    desk.close_project()


@pytest.fixture
def talk(desk: Desk) -> Document:
    return desk.project.documents()[0]

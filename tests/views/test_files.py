"""Documents come by menu, drop, paste and command line; a reader's own never land in the Example."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from driving import press, rows
from glossator.views.settings import Settings
from glossator.views.start import application, open_first
from glossator.views.window import Window

TITLES = "SELECT title FROM document WHERE deleted = 0 ORDER BY position"


def drop(window: Window, *paths: Path) -> None:
    """Drop files on the window as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(700, 400), Qt.DropAction.CopyAction, mime, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(700, 400), Qt.DropAction.CopyAction, mime, left, none))


@pytest.fixture
def first_start(qtbot, home: Path) -> Window:
    """Start for the first time, without a name of a project."""
    application()
    window = Window(Settings(), "Mara")
    qtbot.addWidget(window)
    open_first(window, [])
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(window.is_still)
    yield window
    window.close()


def test_a_first_start_opens_the_example(first_start):
    assert first_start.bar.title.text() == "Example"
    assert first_start.desk.project.info().example
    assert first_start.library.model.rowCount() == 5
    assert len(first_start.tagging.shown) > 5


def test_a_dropped_file_opens_my_readings_and_leaves_the_example_alone(first_start, home, tmp_path, qtbot):
    text = tmp_path / "own.txt"
    text.write_text("My own text\n\nIt is about a harbour.\n", "utf-8")
    drop(first_start, text)
    qtbot.waitUntil(lambda: first_start.bar.title.text() == "My readings")
    qtbot.waitUntil(lambda: first_start.desk.document is not None)
    assert first_start.desk.document.title == "My own text"
    assert rows(home / "documents" / "My readings.gloss", TITLES) == [("My own text",)]
    assert ("My own text",) not in rows(home / "data" / "Example.gloss", TITLES)


def test_a_pasted_text_becomes_a_document_of_my_readings(first_start, home, qtbot):
    QGuiApplication.clipboard().setText("A pasted note\n\nThe strait stays shut.")
    first_start.page.setFocus()
    press("Ctrl+V")
    assert first_start.bar.title.text() == "My readings"
    qtbot.waitUntil(lambda: first_start.desk.document is not None)
    assert rows(home / "documents" / "My readings.gloss", TITLES) == [("A pasted note",)]
    assert first_start.desk.content.text == "A pasted note\n\nThe strait stays shut."


def test_an_empty_clipboard_is_said_and_nothing_is_opened(window):
    QGuiApplication.clipboard().clear()
    press("Ctrl+V")
    assert window.status.words.text() == "The clipboard holds no text to paste."
    assert window.library.model.rowCount() == 1


def test_a_dropped_folder_brings_every_file_that_can_be_read(window, talks, tmp_path, qtbot):
    folder = tmp_path / "folder"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.md").write_text("# First\n\nOne.\n", "utf-8")
    (folder / "deeper" / "b.txt").write_text("Second\n\nTwo.\n", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    drop(window, folder)
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 3)
    assert rows(talks, TITLES) == [("The strait talks resume",), ("First",), ("Second",)]


def test_a_document_that_is_there_is_shown_and_not_added_twice(window, talks, tmp_path, qtbot):
    drop(window, tmp_path / "talks.txt")
    qtbot.waitUntil(lambda: "is here already" in window.status.words.text())
    assert rows(talks, TITLES) == [("The strait talks resume",)]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG"),
        ("gone.txt", None, "no such file"),
    ],
    ids=["empty", "no text", "vanished"],
)
def test_a_file_that_cannot_be_read_is_answered_with_one_sentence(window, talks, tmp_path, qtbot, name, data, why):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    drop(window, path)
    qtbot.waitUntil(lambda: window.status.words.property("error") is True)
    words = window.status.words.text()
    assert name in words
    assert why.lower() in words.lower()
    assert "\n" not in words
    assert rows(talks, TITLES) == [("The strait talks resume",)]


def test_a_project_opened_by_another_window_is_read_only_and_says_so(open_project, talks):
    open_project(talks)
    second = open_project(talks)
    assert second.status.saved.text() == "Read only"
    second.page.setFocus()
    second.page.place_caret(60)
    before = rows(talks, "SELECT count(*) FROM act")
    press("r")
    assert second.status.words.property("error") is True
    assert rows(talks, "SELECT count(*) FROM act") == before


def test_a_file_that_is_no_project_is_refused_and_the_open_one_stays(window, talks, tmp_path):
    other = tmp_path / "other.gloss"
    other.write_text("no project", "utf-8")
    assert not window.files.show(other)
    assert window.status.words.property("error") is True
    assert window.desk.project.path == talks


def test_the_document_read_last_is_shown_again_at_its_place(open_project, talks, tmp_path, qtbot):
    more = tmp_path / "more.txt"
    more.write_text("Another text\n\n" + "\n\n".join(f"Paragraph {n} of it." for n in range(300)), "utf-8")
    first = open_project(talks)
    drop(first, more)
    qtbot.waitUntil(lambda: first.library.model.rowCount() == 2)
    qtbot.waitUntil(first.is_still)
    first.page.place_caret(4000)
    first.page.reveal(4000, 4010)
    place = first.page.place()
    first.close()
    second = open_project(talks)
    assert second.desk.document.title == "Another text"
    assert second.page.caret() == 4000
    assert second.page.place() == place


def test_a_removed_document_comes_back_with_its_tags(window, talks):
    window.page.place_caret(60)
    press("r")
    window.library.view.setFocus()
    press("Delete")
    assert rows(talks, TITLES) == []
    assert window.desk.document is None
    window.library.setFocus()
    press("Ctrl+Z")
    assert rows(talks, TITLES) == [("The strait talks resume",)]
    assert window.library.model.rowCount() == 1
    assert rows(talks, "SELECT count(*) FROM annotation WHERE deleted = 0") == [(1,)]


def test_a_file_whose_encoding_cannot_be_told_is_offered_a_choice(window, talks, tmp_path, qtbot):
    path = tmp_path / "odd.txt"
    path.write_bytes(b"P]\xea")
    drop(window, path)
    qtbot.waitUntil(lambda: window.overlays.sheet is not None)
    assert "its encoding could not be told" in window.status.words.text()
    window.overlays.sheet.chosen.emit("windows-1252")
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 2)
    assert window.desk.content.text == "P]ê"


def test_of_several_files_that_cannot_be_read_each_is_named_with_its_reason(window, tmp_path, qtbot):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_bytes(b"")
    second.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    drop(window, first, second)
    qtbot.waitUntil(lambda: window.overlays.sheet is not None)
    lines = window.overlays.sheet.list.toPlainText().split("\n\n")
    assert [line.split(" ")[0] for line in lines] == ["“a.txt”", "“b.txt”"]
    assert "it is empty" in lines[0]
    assert "PNG" in lines[1]
    assert window.status.words.property("error") is True
    assert window.status.words.text().startswith("2 files were not read: “a.txt”")
    press("Esc")
    assert window.overlays.sheet is None


def test_a_dropped_folder_without_files_is_said_to_add_nothing(window, tmp_path, qtbot):
    (tmp_path / "texts").mkdir()
    drop(window, tmp_path / "texts")
    qtbot.waitUntil(lambda: window.status.words.text().startswith("nothing was added, texts holds no file"))

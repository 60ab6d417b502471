"""Words are found as they are typed; Enter leaves the hit selected, Esc leaves everything as it was."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from glossator.model.codebook import Codebook, Kind
from glossator.operations import documents, people
from glossator.store import Project
from glossator.views.desk import Desk
from glossator.views.find_bar import FindBar
from glossator.views.page.view import PageView

CODEBOOK = Codebook((Kind("note", "Note", "square", "6E6A61", "n"),))

TALK = "The port is open. 😀 Each port has a café, and the Café is in the port.\n"


class Reading(QWidget):
    """A page with its find bar, over a real project."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.desk = Desk(self)
        self.page = PageView(self)
        self.bar = FindBar(self.desk, self.page)
        self.said: list[str] = []
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.page)
        self.bar.hide()
        self.desk.said.connect(lambda words, _refused: self.said.append(words))
        self.desk.document_opened.connect(self._opened)
        self.desk.show_project(project, "Mara")
        self.desk.open_document(project.documents()[0].id)

    def _opened(self) -> None:
        self.page.show_content(self.desk.content, kinds=CODEBOOK.kinds)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, held)

    def type(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), words)

    def selected(self) -> str:
        start, end = self.page.selection() or (0, 0)
        return self.desk.content.text[start:end]


@pytest.fixture(autouse=True)
def freed_here() -> Iterator[None]:
    """Free the windows of a test in the thread that made them, before another's work finds them dead."""
    yield
    gc.collect()


@pytest.fixture
def read(qtbot, tmp_path: Path) -> Iterator[Callable[..., Reading]]:
    shown: list[Reading] = []

    def opened(*texts: str) -> Reading:
        project = Project.create(tmp_path / "talks.gloss", codebook=CODEBOOK)
        for number, text in enumerate(texts):
            path = tmp_path / f"talk-{number}.txt"
            path.write_text(text, encoding="utf-8")
            documents.add_files(project, [path], reader=people.reader_for(project, "Mara"))
        reading = Reading(project)
        qtbot.addWidget(reading)
        reading.resize(700, 500)
        with qtbot.waitActive(reading):
            reading.show()
            reading.activateWindow()
        reading.page.setFocus()
        shown.append(reading)
        return reading

    yield opened
    for reading in shown:
        reading.desk.close_project()


def test_hits_are_counted_as_they_are_typed(read) -> None:
    reading = read(TALK)
    reading.bar.open()
    reading.type("po")
    assert reading.bar.count.text() == "1 of 3"
    reading.type("rtal")
    assert reading.bar.count.text() == "not found"


def test_accents_and_capitals_are_left_aside(read) -> None:
    reading = read(TALK)
    reading.bar.open()
    reading.type("cafe")
    assert [reading.desk.content.text[a:b] for a, b in reading.bar.hits] == ["café", "Café"]


def test_to_the_letter_they_count(read) -> None:
    reading = read(TALK)
    reading.bar.open()
    reading.bar.field.insert("Café")
    QTest.mouseClick(reading.bar.exact, Qt.MouseButton.LeftButton)
    assert reading.bar.count.text() == "1 of 1"


def test_whole_words_leave_parts_out(read) -> None:
    reading = read("port, ports, airport, port")
    reading.bar.open()
    reading.type("port")
    QTest.mouseClick(reading.bar.whole, Qt.MouseButton.LeftButton)
    assert reading.bar.count.text() == "1 of 2"


def test_the_first_hit_looked_at_is_the_one_after_the_caret(read) -> None:
    reading = read(TALK)
    reading.page.place_caret(10)
    reading.bar.open()
    reading.type("port")
    assert reading.bar.count.text() == "2 of 3"


def test_enter_leaves_the_hit_selected_and_closes(read) -> None:
    reading = read(TALK)
    reading.bar.open()
    reading.type("each")
    reading.press(Qt.Key.Key_Return)
    assert (reading.selected(), reading.bar.isVisible(), reading.page.hasFocus()) == ("Each", False, True)


def test_enter_without_a_hit_says_so_and_stays(read) -> None:
    reading = read(TALK)
    reading.bar.open()
    reading.type("zebra")
    reading.press(Qt.Key.Key_Return)
    assert reading.said == ["“zebra” is not in this document."]
    assert reading.bar.isVisible()


def test_f3_and_shift_f3_walk_the_hits_and_go_round(read) -> None:
    reading = read(TALK)
    reading.bar.open()
    reading.type("port")
    places = []
    for held in (Qt.KeyboardModifier.NoModifier,) * 3 + (Qt.KeyboardModifier.ShiftModifier,):
        reading.press(Qt.Key.Key_F3, held)
        places.append(reading.bar.current)
    assert places == [1, 2, 0, 2]
    assert reading.said == ["From the beginning of the text again.", "From the end of the text again."]


def test_esc_brings_back_selection_caret_scroll_and_keyboard(read) -> None:
    reading = read("A line of the text.\n" * 300 + "the harbour\n")
    reading.page.select(2, 6)
    reading.page.move_caret(0, reading.page.textCursor().MoveMode.MoveAnchor)
    reading.page.place_caret(6)
    reading.page.move_caret(2, reading.page.textCursor().MoveMode.KeepAnchor)
    reading.page.verticalScrollBar().setValue(37)
    before = (reading.page.selection(), reading.page.caret(), reading.page.verticalScrollBar().value())
    reading.bar.open()
    reading.type("harbour")
    assert reading.page.verticalScrollBar().value() > 1000
    reading.press(Qt.Key.Key_Escape)
    page = reading.page
    assert (page.selection(), page.caret(), page.verticalScrollBar().value()) == before
    assert page.hasFocus()


def test_the_selected_words_are_looked_for(read) -> None:
    reading = read(TALK)
    reading.page.select(4, 8)
    reading.bar.open()
    assert (reading.bar.field.text(), reading.bar.count.text()) == ("port", "1 of 3")


def test_f3_with_the_bar_closed_selects_the_next_hit(read) -> None:
    reading = read(TALK)
    reading.bar.open()
    reading.type("port")
    reading.press(Qt.Key.Key_Return)
    reading.bar.go(1)
    assert (reading.page.selection(), reading.said) == ((25, 29), ["2 of 3"])
    reading.bar.go(-1)
    assert reading.page.selection() == (4, 8)


def test_every_hit_is_marked_in_the_page(read) -> None:
    reading = read(TALK)
    paper = reading.page.viewport().grab().toImage()
    reading.bar.open()
    reading.type("port")
    marked = reading.page.viewport().grab().toImage()
    hits = list(reading.bar.hits)
    assert len(hits) == 3
    for start, end in hits:
        box = reading.page.rects(start, end)[0].toRect()
        corner = QPoint(box.left() + 1, box.center().y())
        assert marked.pixelColor(corner) != paper.pixelColor(corner)


def test_another_document_is_searched_for_the_same_words(read) -> None:
    reading = read("one port", "port and port")
    reading.bar.open()
    reading.type("port")
    reading.desk.open_document(reading.desk.project.documents()[1].id)
    assert reading.bar.count.text() == "1 of 2"


def test_a_long_text_is_searched_off_the_main_thread(read, qtbot) -> None:
    reading = read("Every port is a port.\n" * 30_000 + "The lighthouse stands.\n")
    reading.bar.open()
    with qtbot.waitSignal(reading.bar.searched, check_params_cb=lambda count: count == 60_000):
        reading.type("port")
        assert reading.bar.count.text() == "…"
    assert reading.bar.count.text() == "1 of 60,000"


def test_enter_before_the_hits_are_known_takes_the_hit_when_they_are(read, qtbot) -> None:
    reading = read("Every port is a port.\n" * 30_000 + "The lighthouse stands.\n")
    reading.bar.open()
    with qtbot.waitSignal(reading.bar.closed):
        reading.type("lighthouse")
        reading.press(Qt.Key.Key_Return)
    assert reading.selected() == "lighthouse"

"""A PDF in the window: its text, its pages beside it, its pages alone; tagged on the pages, found in the text."""

import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from driving import press, rows
from glossator.views.facsimile.facing import ALONE, BESIDE, TEXT
from glossator.views.facsimile.selection_bar import PagesBar
from glossator.views.theme import theme
from glossator.views.writing import write
from small_pdf import pdf_of, pictures_of

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier

QUOTES = (
    "SELECT annotation.kind, passage.quote FROM annotation JOIN passage ON passage.annotation = annotation.id"
    " WHERE annotation.deleted = 0 ORDER BY passage.start"
)

FIRST = (
    "Nobody called the first meeting a breakthrough. The northern government holds",
    "that pilotage must come first, and the southern ministry answers that no pilot",
    "will board. Each position has been repeated since the spring.",
)
#: A word that stands on one page each.
HARBOURS = ("Alder", "Birch", "Cedar", "Dover", "Ember", "Fjord", "Grove", "Haven", "Islet", "Jetty", "Knoll")
PAGES = (FIRST, *((FIRST[0], f"At {name} the pilots waited for a morning.", *FIRST) for name in HARBOURS))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_of(PAGES))
    return path


@pytest.fixture
def read(window, report, qtbot):
    """Open the report in the window, its pages alone."""
    window.files.add([report])
    qtbot.waitUntil(lambda: window.desk.document is not None and window.desk.document.source.format == "pdf")
    qtbot.waitUntil(window.is_still)
    assert window.facing.shape == ALONE
    window.page.setFocus()
    return window


def word(window, words):
    """Return two points on the pages: at the left of the first letter and at the right of the last."""
    start = window.desk.content.text.index(words)
    window.facing.view.reveal(start, start + len(words))
    rects = window.facing.view.rects(start, start + len(words))
    first, last = rects[0], rects[-1]
    return (
        QPoint(round(first.left()), round(first.center().y())),
        QPoint(round(last.right()), round(last.center().y())),
    )


def drag(window, words):
    start, end = word(window, words)
    viewport = window.facing.view.viewport()
    QTest.mousePress(viewport, LEFT, NONE, start)
    QTest.mouseMove(viewport, (start + end) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, NONE, end)


def hold(project, until):
    """Let nobody else write a project until then."""
    with project.alone():
        until.wait()


def quotes(window):
    return rows(window.desk.project.path, QUOTES)


def test_a_word_tagged_on_the_pages_is_tagged_in_the_text_and_tinted_where_it_is_printed(read):
    drag(read, "northern government")
    press("p")
    assert quotes(read) == [("position", "northern government")]
    start, _ = word(read, "northern government")
    seen = read.facing.view.viewport().grab().toImage().pixelColor(start + QPoint(3, -9))
    tint = theme("light").kind("position").tint
    outlined = theme("light").kind("position").mark
    assert seen in (tint, outlined)
    press("Esc")
    seen = read.facing.view.viewport().grab().toImage().pixelColor(start + QPoint(3, -9))
    assert seen == QColor(tint)


def test_the_tag_stands_on_the_text_page_too(read):
    drag(read, "southern ministry")
    press("r")
    press("F8")
    assert (read.facing.shape, read.page.isVisible(), read.facing.view.isVisible()) == (TEXT, True, False)
    start = read.desk.content.text.index("southern ministry")
    assert read.page.tags_at(start + 3) == [read.desk.current]


def test_without_a_selection_a_key_takes_the_sentence_of_the_caret_on_the_pages(read):
    start, _ = word(read, "northern")
    QTest.mouseClick(read.facing.view.viewport(), LEFT, NONE, start)
    press("c")
    assert quotes(read) == [
        (
            "claim",
            "The northern government holds that pilotage must come first, and the southern ministry answers that no "
            "pilot will board.",
        )
    ]


def test_the_keys_of_tagging_act_on_the_pages_as_on_the_text(read):
    drag(read, "pilotage")
    press("p")
    drag(read, "southern")
    press("a")
    assert quotes(read) == [("position", "pilotage"), ("position", "southern")]
    press("Delete")
    assert quotes(read) == []
    press("Ctrl+Z")
    assert quotes(read) == [("position", "pilotage"), ("position", "southern")]


def test_an_end_of_a_tag_moves_by_keys_on_the_pages(read):
    drag(read, "northern")
    press("r", "e", "Shift+Right", "Enter")
    assert quotes(read) == [("risk", "northern")]  # the blank after it is trimmed
    press("e", "Ctrl+Right", "Ctrl+Right", "Enter")
    assert quotes(read) == [("risk", "northern government")]


def test_a_press_on_a_tag_makes_it_the_current_one(read):
    drag(read, "pilotage")
    press("p", "Esc")
    assert read.desk.current == ""
    start, end = word(read, "pilotage")
    QTest.mouseClick(read.facing.view.viewport(), LEFT, NONE, (start + end) / 2)
    assert read.desk.annotation(read.desk.current).first.quote == "pilotage"


def test_a_key_acts_only_on_what_is_in_view_of_the_pages(read):
    drag(read, "northern")
    bar = read.facing.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    press("p")
    assert quotes(read) == []
    assert read.facing.view.is_in_view(*read.page.selection())
    press("p")
    assert quotes(read) == [("position", "northern")]


def test_the_next_tag_is_brought_into_view_of_the_pages(read):
    drag(read, "At Haven the pilots")
    press("r", "Esc", "Ctrl+Home")
    assert read.facing.view.top < 400
    press("]")
    start = read.desk.content.text.index("At Haven the pilots")
    assert read.facing.view.is_in_view(start, start + 4)


def test_side_by_side_the_pages_go_along_with_the_text(read, qtbot):
    read.facing.choose(BESIDE)
    qtbot.waitUntil(read.is_still)
    assert read.page.isVisible()
    start = read.desk.content.text.index("At Haven the pilots")
    read.page.restore_place((start, 0.0))
    assert read.facing.view.is_in_view(start, start + 4)
    line = read.facing.view.place_of(read.page.first_visible())
    assert 0 <= line.top() - read.facing.view.top < 8


def test_side_by_side_the_text_goes_along_with_the_pages_and_moves_them_not(read, qtbot):
    read.facing.choose(BESIDE)
    qtbot.waitUntil(read.is_still)
    view = read.facing.view
    bar = view.verticalScrollBar()
    wanted = view.pages.height // 2
    bar.setValue(wanted)
    assert bar.value() == wanted
    first = view.extent_in_view()[0]
    assert read.page.is_in_view(first, first + 1)
    assert read.page.first_visible() <= first


def test_side_by_side_the_keyboard_is_the_texts_and_a_drag_on_the_pages_can_be_tagged(read, qtbot):
    read.facing.choose(BESIDE)
    qtbot.waitUntil(read.is_still)
    drag(read, "northern government")
    assert read.page.hasFocus()
    press("p")
    assert quotes(read) == [("position", "northern government")]


def test_what_is_shown_of_a_document_is_kept_for_it(read, open_project, qtbot):
    read.facing.choose(BESIDE)
    path = read.desk.project.path
    read.close()
    again = open_project(path)
    assert again.desk.document.source.format == "pdf"
    qtbot.waitUntil(again.is_still)
    assert again.facing.shape == BESIDE
    assert again.facing.book.pictures.of(0) is not None


def test_another_document_is_shown_as_text_again(read, qtbot):
    read.library.step(-1)
    qtbot.waitUntil(read.is_still)
    assert read.desk.document.source.format == "txt"
    assert (read.facing.shape, read.facing.book, read.page.isVisible()) == (TEXT, None, True)
    assert read.page.hasFocus()


def test_a_text_has_no_pages_and_says_so(window):
    press("F8")
    assert window.facing.shape == TEXT
    assert window.status.words.text() == "Only a PDF has pages to show besides its text."


def test_the_pages_of_a_file_are_shown_while_it_is_read(window, report, qtbot):
    held = threading.Event()
    before = window.desk.document.id
    write(window.desk, "Waiting", lambda project, _job: hold(project, held), done=lambda _waited: None)
    window.files.add([report])
    qtbot.waitUntil(lambda: window.facing.book is not None and window.facing.book.pictures.of(0) is not None)
    assert window.facing.view.isVisible()
    assert window.desk.document is None
    press("p")
    assert quotes(window) == []
    child = window.facing.book.child
    held.set()
    qtbot.waitUntil(lambda: window.desk.document is not None and window.desk.document.id != before)
    qtbot.waitUntil(window.is_still)
    assert window.facing.book.child == child
    assert window.facing.view.is_placed


def test_a_file_that_is_no_pdf_leaves_the_document_that_was_shown(window, tmp_path, qtbot):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\nnothing that a PDF has")
    before = window.desk.document.id
    window.files.add([broken])
    qtbot.waitUntil(lambda: "“broken.pdf”" in window.status.words.text())
    qtbot.waitUntil(lambda: window.desk.document is not None and window.is_still())
    assert window.desk.document.id == before
    assert (window.facing.shape, window.facing.book) == (TEXT, None)


def test_what_stands_beneath_a_tag_in_the_text_brings_the_text_beside_the_pages(read):
    drag(read, "pilotage")
    press("p", "v")
    assert read.facing.shape == BESIDE
    assert read.page.isVisible()


def test_larger_and_smaller_are_the_pages_where_they_stand_alone(read):
    size = read.look.style.size
    press("Ctrl+Plus")
    assert read.facing.view.zoom > 1
    assert read.look.style.size == size
    press("Ctrl+0")
    assert read.facing.view.zoom == 1


def test_the_strip_goes_to_a_place_on_the_pages(read):
    strip = read.strip
    QTest.mouseClick(strip, LEFT, NONE, QPoint(5, strip.height() // 2))
    first, last = read.facing.view.extent_in_view()
    middle = len(read.desk.content.text) // 2
    assert first <= middle <= last


def test_found_words_are_marked_on_the_pages(read):
    press("Ctrl+F", "=ministry", "Enter")
    start, _ = word(read, "ministry")
    seen = read.facing.view.viewport().grab().toImage().pixelColor(start + QPoint(3, 7))
    assert seen != QColor("white")


def test_closing_the_window_ends_the_child_that_draws(read):
    child = read.facing.book.child
    read.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_the_bar_of_the_kinds_stands_beside_the_selection_and_tags_it(read, qtbot):
    drag(read, "northern government")
    bar = read.facing.view.findChild(PagesBar)
    qtbot.waitUntil(bar.isVisible)
    kind, cell = next(iter(bar.cells()))
    QTest.mouseClick(bar, LEFT, NONE, cell.center())
    assert quotes(read) == [(kind.key, "northern government")]


def test_a_scanned_file_without_text_can_be_read_as_pictures(window, tmp_path, qtbot):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pictures_of(3))
    window.files.add([scan])
    qtbot.waitUntil(lambda: window.desk.document is not None and window.desk.document.title == "scan")
    qtbot.waitUntil(window.is_still)
    assert window.facing.shape == ALONE
    view = window.facing.view
    seen = view.viewport().grab().toImage().pixelColor(view.viewport().rect().center())
    assert seen == QColor(0x80, 0x80, 0x80)
    press("PgDown")
    assert view.top > 300
    press("End")
    assert view.top == view.verticalScrollBar().maximum()

"""The library lists the documents with what is tagged in each and how far the reader is."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest

from driving import TALKS, press, rows
from glossator.operations import documents
from glossator.views.eliding import title_lines
from glossator.views.library import COUNTS, DATE, STATE
from glossator.views.theme import theme


def counts(window) -> dict[str, int]:
    return {kind: n for kind, n in window.library.model.index(0).data(COUNTS).items() if n}


def test_a_tag_is_counted_at_once_and_its_undo_too(window):
    window.page.place_caret(TALKS.index("Nobody"))
    press("r")
    assert counts(window) == {"risk": 1}
    press("Shift+C")
    assert counts(window) == {"claim": 1}
    press("Ctrl+Z", "Ctrl+Z")
    assert counts(window) == {}


def test_title_author_and_date_are_proposed_from_the_first_lines(window, talks):
    assert rows(talks, "SELECT title, author, published FROM document") == [
        ("The strait talks resume", "Ana Ruiz", "2026-05-12")
    ]
    assert window.library.model.index(0).data(DATE) == "12 May 2026"


def test_what_the_first_lines_say_is_not_said_again_above_the_text(window):
    assert window._byline() == "89 words"


def test_a_document_is_marked_reading_done_and_unread_in_turn(window, talks):
    seen = []
    for _ in range(3):
        press("Ctrl+D")
        seen.append(window.library.model.index(0).data(STATE))
    assert seen == ["reading", "done", "unread"]


def test_a_document_is_renamed_in_place(window, talks, qtbot):
    press("F2")
    press("Ctrl+A", "=Talks in May", "Enter", "Esc")
    assert rows(talks, "SELECT title FROM document") == [("Talks in May",)]
    assert window.library.model.index(0).data() == "Talks in May"
    press("Ctrl+Z")
    assert window.library.model.index(0).data() == "The strait talks resume"


def test_the_model_keeps_the_rules_of_models(window):
    tester = QAbstractItemModelTester(window.library.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.page.place_caret(TALKS.index("Nobody"))
    press("r", "Delete", "Ctrl+Z", "Ctrl+D")
    QTest.qWait(0)
    del tester


def outlined(window, row: int, colour) -> int:
    """Count the pixels of a colour in a row, beside the bar of the shown document."""
    view = window.library.view
    rect = view.visualRect(view.model().index(row, 0)).adjusted(4, 0, 0, 0)
    image = view.viewport().grab(rect).toImage()
    return sum(image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_shown_document_stands_out_from_the_one_the_keyboard_is_on(window, tmp_path, name):
    other = tmp_path / "other.txt"
    other.write_text("Another text\n", encoding="utf-8")
    documents.add_files(window.desk.project, [other], reader=window.desk.reader)
    colours = theme(name)
    window.library.set_theme(colours)
    window.library.view.setFocus()
    assert outlined(window, 0, colours.accent) > 200
    press("Down")
    assert outlined(window, 0, colours.accent) == 0
    assert outlined(window, 1, colours.accent) == 0
    assert outlined(window, 1, colours.dim) > 200


def test_a_long_title_is_cut_at_two_lines_and_says_so(qapp):
    font = QFont("Source Sans Pro", 10)
    lines = title_lines(
        "A very long title 😀 of a document that has far more words than two lines can hold at once", font, 160
    )
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(QFontMetrics(font).horizontalAdvance(line) <= 162 for line in lines)


def test_a_short_title_is_whole(qapp):
    assert title_lines("Four Openings", QFont("Source Sans Pro", 10), 300) == ["Four Openings"]

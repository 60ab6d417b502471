"""The outline of headings beside the page: shown by a key, following the place, leading there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from driving import press, rows
from glossator.operations import documents, people, projects
from glossator.text.paragraphs import Section
from glossator.views.outline import DEPTH, Entry, entries_of
from glossator.views.window import Window

SENTENCE = "The pilots hold that an agreement must come first, and nobody on the quay believes a word of it. "
LONG = "\n\n".join(SENTENCE * 4 for _ in range(20))
TEXT = f"# Talks\n\n{LONG}\n\n## Tolls\n\n{LONG}\n\n### Fees\n\n{LONG}\n\n## Pilots\n\n{LONG}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "talks.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "plain.txt").write_text("Only words.\n\nAnd more of them.\n", encoding="utf-8")
    with projects.create(tmp_path / "talks.gloss", title="Talks") as made:
        reader = people.reader_for(made, "Mara")
        documents.add_files(made, [tmp_path / "talks.md", tmp_path / "plain.txt"], reader=reader)
    return tmp_path / "talks.gloss"


@pytest.fixture
def window(open_project, project: Path) -> Window:
    return open_project(project)


def shown(window: Window) -> list[tuple[str, int]]:
    model = window.outline.model
    return [(model.index(row).data(), model.index(row).data(DEPTH)) for row in range(model.rowCount())]


def test_a_key_shows_the_headings_with_the_keyboard_among_them_and_hides_them_again(window):
    assert window.outline.isHidden()
    press("F5")
    assert shown(window) == [("Talks", 0), ("Tolls", 1), ("Fees", 2), ("Pilots", 1)]
    assert window.outline.view.hasFocus()
    press("F5")
    assert window.outline.isHidden()
    assert window.page.hasFocus()


def test_enter_goes_to_the_heading_and_gives_the_page_the_keyboard(window):
    press("F5", "Down", "Down", "Enter")
    at = window.desk.content.text.index("Fees")
    assert (window.page.caret(), window.page.hasFocus()) == (at, True)
    assert 0 <= window.page.rects(at, at + 4)[0].top() < 60


def test_a_click_goes_to_the_heading(window):
    press("F5")
    view = window.outline.view
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        view.visualRect(window.outline.model.index(3)).center(),
    )
    assert window.page.caret() == window.desk.content.text.index("Pilots")


def test_it_follows_the_caret_and_the_page(window):
    press("F5", "Esc")
    assert window.outline.here == 0
    window.page.place_caret(window.desk.content.text.index("Fees") + 30)
    assert window.outline.here == 2
    window.page.verticalScrollBar().setValue(window.page.verticalScrollBar().maximum())
    assert window.outline.here == 3


def test_the_row_that_the_keyboard_is_on_stays_while_the_page_moves(window):
    press("F5", "Down")
    window.page.verticalScrollBar().setValue(window.page.verticalScrollBar().maximum())
    assert window.outline.view.currentIndex().row() == 1


def test_a_text_without_headings_says_so(window):
    press("F5", "Esc", "Ctrl+PgDown")
    assert shown(window) == []
    assert window.outline.empty.isVisible()
    assert window.outline.empty.text() == "This text has no headings."


def test_it_is_kept_over_a_restart(window, open_project, project):
    press("F5")
    window.close()
    assert shown(open_project(project))[0] == ("Talks", 0)


def test_f6_comes_by_the_outline(window):
    press("F5", "Esc", "Shift+F6")
    assert window.outline.view.hasFocus()
    press("F6")
    assert window.page.hasFocus()


@pytest.mark.parametrize("key", ["r", "p", "Delete", "x", "1"])
def test_a_key_of_the_page_does_nothing_in_the_outline(window, project, key):
    before = rows(project, "SELECT count(*) FROM act")
    press("F5", key)
    assert rows(project, "SELECT count(*) FROM act") == before


def test_the_outline_is_a_sound_model(window):
    QAbstractItemModelTester(window.outline.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    press("F5", "Ctrl+PgDown", "Ctrl+PgUp")
    assert window.outline.model.rowCount() == 4


def test_sections_without_a_title_are_left_out_and_set_nothing_in():
    sections = [
        Section(0, 90, "", None),
        Section(0, 40, "One", 0),
        Section(10, 30, "Inner", 1),
        Section(50, 90, "Two", 0),
    ]
    assert entries_of(sections) == [Entry("One", 0, 0), Entry("Inner", 10, 1), Entry("Two", 50, 0)]

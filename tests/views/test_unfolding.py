"""V unfolds beneath the current tag what each holder last said on its issue, over the page and not in it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from disputing import TEXTS, dispute
from driving import press, rows
from glossator.operations import tags

MIDDLE = TEXTS["The talks resume"][1]


@pytest.fixture
def path(tmp_path):
    return dispute(tmp_path / "dispute.gloss")


@pytest.fixture
def reading(open_project, path, qtbot):
    """Read the second of three documents, its first tag current."""
    window = open_project(path)
    document = next(one for one in window.desk.project.documents() if one.title == "The talks resume")
    window.desk.open_document(document.id)
    qtbot.waitUntil(window.is_still)
    press("]")
    return window


def unfold(qtbot, window):
    press("v")
    qtbot.waitUntil(lambda: window.unfolding.panel.isVisible() and window.unfolding.is_still)
    return window.unfolding.panel


def told(panel):
    return [(line.who, line.stance, line.is_hollow, line.when) for line in panel.lines]


def test_v_tells_each_holder_with_stance_and_date(reading, qtbot):
    assert told(unfold(qtbot, reading)) == [
        ("Insurers", "Against", False, "2 Jun 2026, later"),
        ("North", "For", False, "2 Jun 2026, later"),
        ("South", "For", False, "2 Jun 2026, later"),
    ]


def test_the_passage_itself_is_told_as_such_with_its_condition(reading, qtbot):
    for one in list(reading.desk.project.annotations()):
        if one.first.quote.startswith(("They support", "Both sides")):
            reader = reading.desk.project.reader(one.reader)
            tags.untag(reading.desk.project, one.id, reader=reader)
    assert ("North", "Against, if", True, "this passage") in told(unfold(qtbot, reading))


def test_it_lies_beneath_the_last_line_of_the_tag_and_moves_with_it(reading, qtbot):
    panel = unfold(qtbot, reading)
    start = MIDDLE.index("pilots come before")

    def below() -> float:
        rects = reading.page.rects(start, start + len("pilots come before any ceasefire at sea"))
        return panel.y() - max(rect.bottom() for rect in rects)

    before, gap = panel.y(), below()
    assert 0 < gap < 20
    reading.resize(1440, 300)
    bar = reading.page.verticalScrollBar()
    bar.setValue(bar.value() + 40)
    qtbot.waitUntil(lambda: bar.value() > 0 and panel.y() != before)
    assert below() == pytest.approx(gap, abs=1)


def test_nothing_of_the_text_or_its_layout_changes(reading, qtbot):
    page = reading.page
    before = (page.document().toPlainText(), page.document().size(), page.verticalScrollBar().value())
    unfold(qtbot, reading)
    assert (page.document().toPlainText(), page.document().size(), page.verticalScrollBar().value()) == before


@pytest.mark.parametrize("key", ["v", "Esc"])
def test_v_or_escape_folds_it_and_the_page_has_the_keyboard_and_the_tag_stays_current(reading, qtbot, key):
    current = reading.desk.current
    panel = unfold(qtbot, reading)
    press(key)
    assert not panel.isVisible()
    assert reading.page.hasFocus()
    assert reading.desk.current == current


def test_arrows_choose_and_enter_reads_the_passage_in_its_document(reading, qtbot):
    panel = unfold(qtbot, reading)
    assert QApplication.focusWidget() is panel
    press("Down", "Down", "Down", "Up", "Enter")
    qtbot.waitUntil(reading.is_still)
    assert reading.desk.document.title == "Joint statement"
    current = reading.desk.annotation(reading.desk.current)
    assert reading.desk.names[current.fields["holder"]].name == "North"
    assert not panel.isVisible()
    assert reading.page.hasFocus()


def test_a_click_reads_the_passage_under_it(reading, qtbot):
    panel = unfold(qtbot, reading)
    qtbot.waitUntil(lambda: panel.height() > 0)
    step = panel.height() // (len(panel.lines) + 1)
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(60, step + step // 2))
    qtbot.waitUntil(reading.is_still)
    current = reading.desk.annotation(reading.desk.current)
    assert reading.desk.names[current.fields["holder"]].name == "Insurers"


def test_no_key_tags_beneath_it(reading, path, qtbot):
    unfold(qtbot, reading)
    before = rows(path, "SELECT count(*) FROM act")
    press("r", "p", "c", "n", "d", "e", "x", "1", "Delete", "h")
    assert rows(path, "SELECT count(*) FROM act") == before
    assert reading.unfolding.panel.isVisible()


def test_without_an_issue_it_is_said(reading, qtbot):
    tags.set_field(reading.desk.project, reading.desk.current, "issue", "", reader=reading.desk.reader)
    press("v")
    qtbot.waitUntil(lambda: "no issue yet" in reading.status.words.text())
    assert not reading.unfolding.panel.isVisible()


def test_without_a_tag_it_is_said(reading):
    press("Esc", "v")
    assert "Choose a tag first" in reading.status.words.text()


def test_what_changes_meanwhile_takes_no_keyboard_and_does_not_scroll(reading, qtbot):
    reading.resize(1440, 300)
    panel = unfold(qtbot, reading)
    reading.page.verticalScrollBar().setValue(0)
    reading.panel.focus_filter()
    field = QApplication.focusWidget()
    last = next(one for one in reading.desk.project.annotations() if one.first.quote.startswith("insurers"))
    tags.set_field(reading.desk.project, last.id, "stance", "for", reader=reading.desk.reader)
    qtbot.waitUntil(lambda: told(panel)[0][1] == "For")
    assert QApplication.focusWidget() is field
    assert reading.page.verticalScrollBar().value() == 0


def test_escape_on_the_page_folds_it_before_the_tag_is_left(reading, qtbot):
    current = reading.desk.current
    panel = unfold(qtbot, reading)
    reading.page.setFocus()
    press("Esc")
    assert not panel.isVisible()
    assert reading.desk.current == current


def test_another_tag_folds_it(reading, qtbot):
    panel = unfold(qtbot, reading)
    reading.tagging.next_tag()
    assert not panel.isVisible()


def test_what_is_set_meanwhile_is_told(reading, qtbot):
    panel = unfold(qtbot, reading)
    last = next(one for one in reading.desk.project.annotations() if one.first.quote.startswith("insurers"))
    tags.set_field(reading.desk.project, last.id, "stance", "strongly-against", reader=reading.desk.reader)
    qtbot.waitUntil(lambda: told(panel)[0] == ("Insurers", "Strongly against", False, "2 Jun 2026, later"))

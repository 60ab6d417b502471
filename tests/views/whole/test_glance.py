from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from driving import press
from glossator.operations import marks
from glossator.views.theme import theme


@pytest.fixture
def glance(qtbot, window):
    """Show the project at a glance, by its key."""
    press("Ctrl+Shift+G")
    qtbot.waitUntil(window.is_still)
    return window.overlays.sheet


def said(numbers) -> list[str]:
    """Return what the numbers of a part say, its bars left out."""
    return [figure.number for figure in numbers.figures if figure.number]


def counts(numbers, words: str) -> int:
    """Return how many tags the figure that says these words counts."""
    return len(next(figure.groups for figure in numbers.figures if figure.words == words))


def test_tags_by_kind_stand_in_every_month(glance):
    assert said(glance.months) == ["1 risk", "6 positions", "1 claim", "1", "3", "4"]
    assert counts(glance.months, "May 2026: 2 positions") == 2
    assert counts(glance.months, "Jun 2026: 4 tags") == 4


def test_who_and_issues_have_their_numbers(glance):
    assert said(glance.who) == ["4", "2", "2"]
    assert counts(glance.issues, "Ceasefire: 6 tags") == 6


def test_each_readers_progress_is_shown(qtbot, window, glance):
    desk = window.desk
    first = desk.project.documents()[0]
    marks.mark_state(desk.project, first.id, desk.reader, "done")
    qtbot.waitUntil(lambda: glance.is_still)
    assert said(glance.readers)[:4] == ["7 tags", "1 done", "0 reading", "2 unread"]
    assert counts(glance.readers, "Mara: 1 document done, with 1 tag") == 1


def test_agreement_is_shown_two_by_two(glance):
    assert said(glance.agreement) == ["F₁ 0.00", "α −0.35"]
    assert counts(glance.agreement, "Mara × Tomas: F₁ 0.00") == 8


def test_every_bar_lies_inside_its_part(glance):
    for part in glance.numbers:
        for figure in part.figures:
            assert part.rect().toRectF().adjusted(-1, -1, 1, 1).contains(figure.box), figure.words


def test_arrows_walk_the_figures_and_say_them(glance):
    assert QApplication.focusWidget() is glance.months
    press("Down", "Down")
    assert glance.months.accessibleDescription().startswith("Mar 2026: 1 ")
    press("Right")
    assert glance.months.accessibleDescription().startswith("May 2026: ")


def test_tab_goes_from_part_to_part(glance):
    press("Tab", "Tab")
    assert QApplication.focusWidget() is glance.issues


def test_enter_opens_the_passages_and_esc_leads_back_to_the_number(qtbot, window, glance):
    press("Tab", "End", "Enter")
    assert window.overlays.sheet.accessibleName() == "South: 2 tags"
    assert window.overlays.sheet.model.rowCount() == 2
    press("Esc")
    qtbot.waitUntil(lambda: window.overlays.sheet.is_still)
    back = window.overlays.sheet
    assert QApplication.focusWidget() is back.who
    assert back.who.accessibleDescription() == "South: 2 tags"


def test_a_passage_is_read_from_there(qtbot, window, glance):
    press("Tab", "End", "Enter", "Enter")
    qtbot.waitUntil(window.is_still)
    assert window.overlays.sheet is None
    assert window.desk.annotation(window.desk.current).first.quote == "no pilot will board"


def test_a_bar_is_pressed(window, glance):
    figure = next(one for one in glance.who.figures if one.words == "Insurers: 1 risk")
    QTest.mouseClick(glance.who, Qt.MouseButton.LeftButton, pos=figure.box.center().toPoint())
    assert window.overlays.sheet.model.rowCount() == 1


def test_a_bar_has_the_colour_of_its_kind(glance):
    image = glance.who.grab().toImage()
    figure = next(one for one in glance.who.figures if one.words == "Insurers: 1 risk")
    at = figure.box.center().toPoint() * image.devicePixelRatio()
    assert image.pixelColor(at) == theme("light").kind("risk").mark


def test_a_figure_without_passages_says_so(window, glance):
    glance.readers.setFocus()
    press("Right", "Right", "Right", "Enter")
    while "0 documents" not in glance.readers.accessibleDescription():
        press("Right")
    press("Enter")
    assert "there is no passage behind it" in window.status.words.text()


def test_what_was_compared_is_kept_until_something_changes(qtbot, window, glance):
    press("Esc", "Ctrl+Shift+G")
    qtbot.waitUntil(lambda: window.overlays.sheet._reading.is_still)
    assert said(window.overlays.sheet.agreement) == ["F₁ 0.00", "α −0.35"]
    press("Esc", "Ctrl+Z", "Ctrl+Shift+G")
    qtbot.waitUntil(lambda: window.overlays.sheet.is_still)
    assert said(window.overlays.sheet.agreement) == ["F₁ 0.00", "α −0.31"]


def test_comparing_can_be_stopped(window):
    press("Ctrl+Shift+G")
    glance = window.overlays.sheet
    glance.stop.click()
    assert glance.agreement.said == "not compared: it was stopped"
    press("Esc")
    assert window.overlays.sheet is None


@pytest.mark.parametrize("name", ["glance.png", "glance.svg", "glance.csv", "glance.md"])
def test_the_glance_is_taken_along(qtbot, window, glance, tmp_path, monkeypatch, name):
    target = tmp_path / name
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), f"x (*{target.suffix})"))
    press("Ctrl+E")
    qtbot.waitUntil(target.exists)
    data = target.read_bytes()
    if name.endswith(".png"):
        assert QImage(str(target)).width() > 800
    elif name.endswith(".csv"):
        rows = list(csv.DictReader(data.decode("utf-8-sig").split("\n")))
        assert [(row["part"], row["tags"]) for row in rows if row["what"] == "1 risk"] == [("Over time", "1")]
    elif name.endswith(".md"):
        assert data.decode().startswith("# Dispute at a glance\n")
        assert "> no pilot will board" in data.decode()
    else:
        assert data.startswith(b"<?xml")

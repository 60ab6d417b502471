"""Whoever types for a field that did not open tags, removes and opens nothing by accident."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from driving import TALKS, press, rows

ACTS = "SELECT count(*) FROM act"
KINDS = "SELECT kind FROM annotation WHERE deleted = 0"

#: Words whose letters tag, open, walk and link, with what else is pressed while typing.
WORDS = ("=Corpa, rec 12?", "Tab", "=xr", "Backspace", "Delete", "Enter", "=ps")


@pytest.fixture
def page(window):
    window.page.place_caret(TALKS.index("Nobody"))
    return window


def said(window) -> str:
    return window.status.words.text()


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("h", "Choose a tag first; then H opens a field of it."),
        ("i", "Choose a tag first; then I opens a field of it."),
        ("Enter", "Choose a tag first: ] and [ walk them, R P C make one."),
        ("n", "Select a passage to keep it as a note, or choose a tag to write its note."),
        ("d", "Choose a tag first; D makes it again for another holder."),
    ],
)
def test_without_a_tag_nothing_opens_the_reason_is_said_and_words_are_no_keys(page, talks, key, why):
    before = rows(talks, ACTS)
    press(key)
    assert said(page) == why
    press(*WORDS)
    assert rows(talks, ACTS) == before
    assert page.page.hasFocus()
    assert said(page) == f"{why} What you type does nothing until a pause or Esc."


@pytest.mark.parametrize("key", ["h", "n", "Enter"])
def test_on_another_readers_tag_words_are_no_keys(page, talks, key):
    press("p")
    page.desk.set_reader("Ann")
    before = rows(talks, ACTS)
    press(key, *WORDS)
    assert rows(talks, ACTS) == before
    assert said(page).startswith("Mara’s tag: Shift+D takes it over")


def test_a_kind_without_the_field_says_so_and_words_are_no_keys(page, talks):
    press("r")
    before = rows(talks, ACTS)
    press("o", *WORDS)
    assert rows(talks, ACTS) == before
    assert said(page).startswith("“Risk” has no field with the key O.")


def test_on_a_card_words_are_no_keys_either(page, talks):
    press("p")
    page.desk.set_reader("Ann")
    press("F6")
    before = rows(talks, ACTS)
    press("h", *WORDS)
    assert rows(talks, ACTS) == before


@pytest.mark.parametrize("end", ["Esc", "Right", "F6"])
def test_escape_and_keys_that_are_not_typed_end_it(page, talks, end):
    press("h", "=pr", end)
    page.page.setFocus()
    press("r")
    assert rows(talks, KINDS) == [("risk",)]


def test_escape_ends_it_and_closes_nothing_else(page):
    press("p")
    tag = page.desk.current
    page.desk.set_reader("Ann")
    press("h", "Esc")
    assert page.desk.current == tag
    press("Esc")
    assert page.desk.current == ""


def test_a_pause_ends_it(page, talks, qtbot):
    press("h", "=pr")
    qtbot.waitUntil(lambda: not page.commands.hush.is_on)
    press("r")
    assert rows(talks, KINDS) == [("risk",)]


def test_a_click_ends_it(page, talks):
    press("h")
    QTest.mouseClick(page.page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    press("r")
    assert len(rows(talks, KINDS)) == 1


def test_the_brackets_walk_the_tags_at_once(page):
    press("p")
    tag = page.desk.current
    press("Esc")
    page.page.place_caret(0)
    press("h", "]")
    assert page.desk.current == tag


def test_the_hints_say_how_keys_act_again(page):
    press("h")
    assert page.status.hints == "hushed"
    press("Esc")
    assert page.status.hints == "page"

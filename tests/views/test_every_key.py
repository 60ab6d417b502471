"""Every key of the table is pressed in every field and list: none does there what it does on the page."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from driving import TALKS, press, rows
from glossator.views.actions import table
from glossator.views.keys import TEXT

LETTERS = ["r", "p", "c", "n", "a", "d", "e", "s", "j", "k", "x", "h", "i", "o", "t", "w", "y", "u", "[", "]", "?"]
DIGITS = list("0123456789")


def open_holder(window) -> QLineEdit:
    window.page.place_caret(TALKS.index("Nobody"))
    press("p", "h")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field


@pytest.mark.parametrize("key", LETTERS + DIGITS)
def test_a_key_typed_into_a_field_is_a_character_there(window, talks, key):
    field = open_holder(window)
    before = rows(talks, "SELECT count(*) FROM act")
    press(key)
    assert field.text() == key
    assert rows(talks, "SELECT count(*) FROM act") == before


@pytest.mark.parametrize("key", ["Delete", "Backspace", "Home", "End", "Ctrl+A", "Ctrl+Z", "Ctrl+E"])
def test_an_editing_key_in_a_field_changes_no_tag(window, talks, key):
    field = open_holder(window)
    press("=Moscow")
    before = rows(talks, "SELECT count(*) FROM act")
    press(key)
    assert QApplication.focusWidget() is field
    assert rows(talks, "SELECT count(*) FROM act") == before
    assert window.overlays.sheet is None


@pytest.mark.parametrize("key", LETTERS + DIGITS)
def test_a_key_typed_into_the_words_filter_is_a_character_there(window, talks, key):
    window.page.place_caret(TALKS.index("Nobody"))
    press("p")
    window.panel.focus_filter()
    before = rows(talks, "SELECT count(*) FROM act")
    press(key)
    assert window.panel.header.words.text() == key
    assert rows(talks, "SELECT count(*) FROM act") == before


@pytest.mark.parametrize("key", [*LETTERS, "Shift+R", "1", "0"])
def test_a_key_typed_into_the_find_bar_tags_nothing(window, talks, key):
    press("Ctrl+F")
    before = rows(talks, "SELECT count(*) FROM act")
    press(key)
    assert rows(talks, "SELECT count(*) FROM act") == before


@pytest.mark.parametrize("key", [*LETTERS, "1", "0", "Delete", "Ctrl+Z"])
def test_no_key_reaches_the_page_beneath_a_sheet(window, talks, key):
    window.page.place_caret(TALKS.index("Nobody"))
    press("p", "?")
    before = rows(talks, "SELECT count(*) FROM act")
    press(key)
    assert rows(talks, "SELECT count(*) FROM act") == before


def test_letters_and_digits_of_the_table_are_never_for_text():
    taken = [
        (action.id, key) for action in table(None) for key in action.keys if TEXT in action.where and len(key) == 1
    ]
    assert taken == []


def test_digits_set_the_choice_in_focus_and_enter_goes_on(window, talks):
    window.page.place_caret(TALKS.index("Nobody"))
    press("p", "h", "Tab", "Tab", "5")
    assert rows(talks, "SELECT json_extract(fields, '$.stance') FROM annotation") == [("strongly-for",)]


def test_a_position_with_holder_issue_and_stance_costs_at_most_ten_keys(window, talks):
    window.page.place_caret(TALKS.index("Each position"))
    press("p", "Enter", "=North", "Enter", "=Pilotage", "Enter", "4", "Esc")
    window.page.place_caret(TALKS.index("Two hazards"))
    keys = ["p", "Enter", "n", "Enter", "p", "Enter", "4", "Esc"]
    press(*keys)
    assert len(keys) <= 10
    assert (
        rows(
            talks,
            "SELECT json_extract(a.fields, '$.stance'), h.name, i.name FROM annotation a "
            "JOIN entity h ON h.id = json_extract(a.fields, '$.holder') "
            "JOIN entity i ON i.id = json_extract(a.fields, '$.issue') ORDER BY a.rowid",
        )
        == [("for", "North", "Pilotage")] * 2
    )

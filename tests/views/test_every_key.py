"""Every key of the table is pressed in every field and list: none does there what it does on the page."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from driving import TALKS, press, rows
from glossator.views.actions import table
from glossator.views.keys import TEXT

LETTERS = list("rpcnadesjkxhiotwyumbv[]?")
DIGITS = list("0123456789")


def open_holder(window) -> QLineEdit:
    window.page.place_caret(TALKS.index("Nobody"))
    press("p", "h")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field


def acts(path: Path) -> int:
    """Count what was done in a project."""
    return rows(path, "SELECT count(*) FROM act")[0][0]


def typed_each(field: QLineEdit, keys: list[str]) -> dict[str, str]:
    """Press each key in the empty field that has the keyboard; return what stands there then."""
    found = {}
    for key in keys:
        field.clear()
        assert QApplication.focusWidget() is field
        press(key)
        found[key] = field.text()
    return found


def test_a_key_typed_into_a_field_is_a_character_there(window, talks):
    field = open_holder(window)
    before = acts(talks)
    assert typed_each(field, LETTERS + DIGITS) == {key: key for key in LETTERS + DIGITS}
    assert acts(talks) == before


@pytest.mark.parametrize("key", ["Delete", "Backspace", "Home", "End", "Ctrl+A", "Ctrl+Z", "Ctrl+E"])
def test_an_editing_key_in_a_field_changes_no_tag(window, talks, key):
    field = open_holder(window)
    press("=Moscow")
    before = acts(talks)
    press(key)
    assert QApplication.focusWidget() is field
    assert acts(talks) == before
    assert window.overlays.sheet is None


def test_a_key_typed_into_the_words_filter_is_a_character_there(window, talks):
    window.page.place_caret(TALKS.index("Nobody"))
    press("p")
    window.panel.focus_filter()
    before = acts(talks)
    assert typed_each(window.panel.header.words, LETTERS + DIGITS) == {key: key for key in LETTERS + DIGITS}
    assert acts(talks) == before


def test_a_key_typed_into_the_find_bar_is_a_character_there(window, talks):
    press("Ctrl+F")
    before = acts(talks)
    assert typed_each(window.find_bar.field, LETTERS + DIGITS) == {key: key for key in LETTERS + DIGITS}
    assert acts(talks) == before


def test_a_letter_with_shift_in_the_find_bar_changes_no_kind(window, talks):
    window.page.place_caret(TALKS.index("Nobody"))
    press("p", "Ctrl+F")
    before = acts(talks)
    press("Shift+R")
    assert acts(talks) == before


def test_no_key_reaches_the_page_beneath_a_sheet(window, talks):
    window.page.place_caret(TALKS.index("Nobody"))
    press("p")
    before = acts(talks)
    done = {}
    for key in [*LETTERS, *DIGITS, "Delete", "Ctrl+Z"]:
        if window.overlays.sheet is None:
            press("?")
        assert window.overlays.sheet is not None
        press(key)
        done[key] = acts(talks) - before
    assert done == dict.fromkeys(done, 0)


def test_a_key_that_a_sheet_has_too_is_the_sheets(window):
    press("?", "Ctrl+2")
    sheet = window.overlays.sheet
    assert sheet is not None
    assert sheet.help.browser.hasFocus()
    press("Ctrl+1")
    assert sheet.filter.hasFocus()
    press("Esc")
    assert window.page.hasFocus()


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

"""Menus are opened and used by keys alone: F10, Alt and a letter, and the underlined letter of an entry."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from driving import TALKS, press, rows
from glossator.views.menus import with_mnemonics

# The offscreen platform says that it can neither raise nor grab, which a menu asks of it.
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (raise\(\)|grabbing the keyboard)", extend=True)


def opened(qtbot) -> QMenu:
    """Return the menu that lies open."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    return QApplication.activePopupWidget()


def title(item: QAction) -> str:
    return item.text().split("\t")[0].replace("&", "")


def letter(words: str) -> str:
    """Return the letter after the sign that marks it."""
    return words.replace("&&", "")[words.replace("&&", "").index("&") + 1].lower()


@pytest.mark.parametrize(
    ("key", "entry"),
    [("Alt+F", "Open documents…"), ("Alt+T", "Risk"), ("Alt+V", "Larger text"), ("Alt+H", "All keys and help"),
     ("F10", "Open documents…")],
)  # fmt: skip
def test_a_key_opens_a_menu(window, qtbot, key, entry):
    press(key)
    menu = opened(qtbot)
    assert entry in map(title, menu.actions())
    menu.close()


def test_a_letter_chooses_an_entry_and_the_keyboard_is_back_in_the_page(window, qtbot, talks):
    window.page.place_caret(TALKS.index("Nobody"))
    press("Alt+T")
    menu = opened(qtbot)
    (risk,) = (item for item in menu.actions() if title(item) == "Risk")
    QTest.keyClick(menu, letter(risk.text()))
    assert rows(talks, "SELECT kind FROM annotation") == [("risk",)]
    assert window.page.hasFocus()


def test_escape_closes_the_menu_and_again_gives_the_keyboard_back_to_the_page(window, qtbot):
    press("F10")
    QTest.keyClick(opened(qtbot), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    press("Esc")
    assert window.page.hasFocus()


def test_no_letter_stands_twice_in_a_menu(window):
    for name in window.bar.menus.actions():
        items = name.menu().actions()
        letters = [letter(item.text()) for item in items if "&" in item.text().replace("&&", "")]
        assert sorted(letters) == sorted(set(letters))
        assert len(letters) >= len(items) - 1


@pytest.mark.parametrize(
    ("entries", "marked"),
    [
        (["Open", "Other", "Save"], ["&Open", "O&ther", "&Save"]),
        (["Save as…", "Save a copy…"], ["&Save as…", "Save &a copy…"]),
        (["R & D", "…"], ["&R && D", "…"]),
        (["aa", "aa"], ["&aa", "aa"]),
    ],
    ids=["the next letter", "the next word", "the sign itself", "no letter left"],
)
def test_each_entry_has_a_letter_of_its_own_where_there_is_one(entries, marked):
    assert with_mnemonics(entries) == marked

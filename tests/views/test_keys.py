"""Key presses are named by what was typed, else by the place on the keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit, QWidget

from glossator.model.codebook import codebook_from_data
from glossator.model.command_keys import COMMAND_KEYS
from glossator.views import actions
from glossator.views.keys import CARDS, LIBRARY, OTHER, PAGE, TEXT, chords, place_of_keyboard

SHIFT, CONTROL, ALT, NONE = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)

#: X key codes: the kernel's and 8.
KEY_1, KEY_R, KEY_Z, KEY_Y, KEY_BRACKET = 10, 27, 52, 29, 34


def press(key: int, held=NONE, text: str = "", scan: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, 0, 0, text)


@pytest.mark.parametrize(
    ("event", "first"),
    [
        pytest.param(press(Qt.Key.Key_R, text="r", scan=KEY_R), "R", id="a letter"),
        pytest.param(press(Qt.Key.Key_R, SHIFT, "R", KEY_R), "Shift+R", id="a letter with shift"),
        pytest.param(press(Qt.Key.Key_Question, SHIFT, "?"), "?", id="a sign needs its shift"),
        pytest.param(press(Qt.Key.Key_Z, CONTROL, "\x1a", KEY_Z), "Ctrl+Z", id="control and a letter"),
        pytest.param(press(Qt.Key.Key_Z, CONTROL | SHIFT, "\x1a", KEY_Z), "Ctrl+Shift+Z", id="control and shift"),
        pytest.param(press(Qt.Key.Key_Down, ALT), "Alt+Down", id="a named key"),
        pytest.param(press(Qt.Key.Key_Enter, text="\r"), "Enter", id="the keypad's enter"),
        pytest.param(press(Qt.Key.Key_Backtab, SHIFT), "Shift+Tab", id="shift and tab"),
        pytest.param(press(Qt.Key.Key_Plus, CONTROL, "+"), "Ctrl++", id="control and plus"),
        pytest.param(press(Qt.Key.Key_1, text="1", scan=KEY_1), "1", id="a digit"),
        pytest.param(press(Qt.Key.Key_Z, text="z", scan=KEY_Y), "Z", id="a German Z is a Z"),
    ],
)
def test_a_key_press_is_named_by_what_was_typed(event, first):
    assert chords(event)[0] == first


@pytest.mark.parametrize(
    ("event", "place"),
    [
        pytest.param(press(0x26, text="&", scan=KEY_1), "1", id="a French 1 without shift"),
        pytest.param(press(0x041A, text="к", scan=KEY_R), "R", id="a Russian letter at the place of R"),
        pytest.param(press(0x041A, SHIFT, "К", KEY_R), "Shift+R", id="the same with shift"),
        pytest.param(press(0x03A1, text="ρ", scan=KEY_R), "R", id="a Greek letter"),
        pytest.param(press(0x0642, text="ق", scan=KEY_R), "R", id="an Arabic letter"),
        pytest.param(press(0x042F, CONTROL, "", KEY_Z), "Ctrl+Z", id="control on a Russian layout"),
        pytest.param(press(0xDC, text="ü", scan=KEY_BRACKET), "[", id="a German ü at the place of ["),
    ],
)
def test_another_layout_is_taken_by_place(event, place, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    assert place in chords(event)


def test_a_latin_letter_is_never_taken_by_place(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    french_a_at_the_place_of_q = press(Qt.Key.Key_A, text="a", scan=24)
    assert chords(french_a_at_the_place_of_q) == ["A"]


def test_the_windows_key_makes_no_chord():
    assert chords(press(Qt.Key.Key_R, Qt.KeyboardModifier.MetaModifier, "r")) == []


def test_the_place_of_the_keyboard_is_named_by_the_nearest_parent(qtbot):
    cards = QWidget()
    qtbot.addWidget(cards)
    cards.setProperty("keys", CARDS)
    inner = QListView(cards)
    field = QLineEdit(cards)
    note = QPlainTextEdit(cards)
    bare = QWidget()
    qtbot.addWidget(bare)
    assert place_of_keyboard(inner) == CARDS
    assert place_of_keyboard(field) == TEXT
    assert place_of_keyboard(note) == TEXT
    assert place_of_keyboard(bare) == OTHER
    assert place_of_keyboard(None) == OTHER


def test_no_key_stands_for_two_actions_in_one_place():
    seen: dict[tuple[str, str], str] = {}
    for action in actions.ACTIONS:
        for key in action.keys:
            for place in action.where:
                assert (key, place) not in seen, f"{action.id} and {seen.get((key, place))} both take {key}"
                seen[key, place] = action.id


def test_every_action_has_words_a_group_and_a_way_to_reach_it():
    for action in actions.ACTIONS:
        assert action.words
        assert action.group in actions.GROUPS
        assert action.keys or action.menu


@pytest.mark.parametrize("key", ["R", "P", "Delete", "]", "Enter", "Ctrl+E", "Ctrl+Z", "?", "S", "1"])
def test_no_key_of_the_page_is_taken_from_a_field_that_takes_text(key):
    assert (key, TEXT) not in actions.keymap(None)


def test_the_letters_kept_from_codebooks_are_those_of_the_commands():
    words = {
        key.lower(): action.words.partition(";")[0]
        for action in actions.ACTIONS
        for key in action.keys
        if len(key) == 1 and key.isalpha() and action.where & {PAGE, CARDS}
    }
    assert words == COMMAND_KEYS


def test_a_letter_of_which_shift_alone_is_taken_would_be_kept_from_codebooks_too():
    shifted = {
        key.removeprefix("Shift+").lower()
        for action in actions.ACTIONS
        for key in action.keys
        if key.startswith("Shift+")
        and len(key) == len("Shift+X")
        and key[-1].isalpha()
        and action.where & {PAGE, CARDS}
    }
    assert shifted <= set(COMMAND_KEYS)


def test_the_codebooks_kinds_and_fields_bring_their_keys():
    codebook = codebook_from_data(
        {
            "kinds": [
                {
                    "key": "omen",
                    "shortcut": "o",
                    "fields": [{"key": "seer", "type": "actor", "shortcut": "h"}],
                }
            ]
        }
    )
    found = actions.keymap(codebook)
    assert ("O", PAGE) in found
    assert ("Shift+O", CARDS) in found
    assert ("H", PAGE) in found
    assert ("7", PAGE) in found
    assert ("O", LIBRARY) not in found

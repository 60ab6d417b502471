"""From a key press to an action: what was typed, where on the keyboard it lies, and where the keyboard is.

Letters and digits are taken as typed where that is a Latin letter, a digit or a sign of the table,
else by their place on the keyboard, so that French digits and Cyrillic, Greek and Arabic layouts work.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

if TYPE_CHECKING:
    from glossator.views.hush import Hush

#: Where the keyboard can be; a widget or one of its parents names it in the property ``keys``.
PAGE, CARDS, LIBRARY, CHOICE, TEXT, SHEET, OTHER = "page", "cards", "library", "choice", "text", "sheet", "other"
COMPARE, WHOLE, WAITING = "compare", "whole", "waiting"

#: The rows of a PC keyboard by the kernel's key codes (Linux input-event-codes; a PC's set 1 has the same).
_ROWS = {2: "1234567890", 16: "QWERTYUIOP[]", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
_PLACES = {first + at: sign for first, row in _ROWS.items() for at, sign in enumerate(row)}

#: The X protocol counts its key codes from 8.
_X_OFFSET = 8

#: A Mac's virtual key codes (Events.h, kVK_ANSI_…).
_MAC_PLACES = dict(
    zip(
        bytes.fromhex(
            "12 13 14 15 17 16 1A 1C 19 1D 0C 0D 0E 0F 11 10 20 22 1F 23 21 1E"
            " 00 01 02 03 05 04 26 28 25 06 07 08 09 0B 2D 2E"
        ),
        "1234567890QWERTYUIOP[]ASDFGHJKLZXCVBNM",
        strict=True,
    )
)

#: The events that concern the keys.
_HEARD = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress})

_NAMED = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_Space: "Space",
} | {getattr(Qt.Key, f"Key_F{n}"): f"F{n}" for n in range(1, 13)}


def chords(event: QKeyEvent) -> list[str]:
    """Name a key press as the table does (``Shift+R``, ``]``, ``Ctrl+Z``), the likeliest reading first."""
    held = event.modifiers()
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    control = "Ctrl+" if held & Qt.KeyboardModifier.ControlModifier else ""
    alt = "Alt+" if held & Qt.KeyboardModifier.AltModifier else ""
    if held & Qt.KeyboardModifier.MetaModifier or event.key() in (0, Qt.Key.Key_unknown):
        return []
    named = _NAMED.get(Qt.Key(event.key()))
    if named:
        return [control + alt + ("Shift+" if shift else "") + named]
    found = []
    typed = _typed(event)
    if typed:
        # A sign's Shift is part of typing it; a letter's is a chord of its own.
        found.append(control + alt + ("Shift+" if shift and (typed.isalpha() or control) else "") + typed)
    place = _place(event)
    if place and not (typed and typed.isascii() and typed.isalnum()):
        found.append(control + alt + ("Shift+" if shift else "") + place)
    return found


def _typed(event: QKeyEvent) -> str:
    """Return the sign that was typed, letters as capitals, "" where there is none."""
    text = event.text()
    if len(text) == 1 and text.isprintable():
        return text.upper()
    key = event.key()
    return chr(key).upper() if 0x20 < key < 0x7F else ""


def _place(event: QKeyEvent) -> str:
    """Return the sign that an American keyboard has at the key's place, "" where it is not known."""
    if sys.platform == "darwin":
        return _MAC_PLACES.get(event.nativeVirtualKey(), "")
    code = event.nativeScanCode()
    if sys.platform != "win32":
        code -= _X_OFFSET
    return _PLACES.get(code, "")


def place_of_keyboard(widget: QWidget | None) -> str:
    """Say where the keyboard is, from the widget that has the focus."""
    at = widget
    while at is not None:
        named = at.property("keys")
        if named:
            return str(named)
        if isinstance(at, (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)):
            return TEXT
        if isinstance(at, QComboBox) and at.isEditable():
            return TEXT
        at = at.parentWidget()
    return OTHER


class KeyRouter(QObject):
    """Watch the key presses of one window and run the action that the table has for the place of the keyboard."""

    def __init__(
        self, window: QWidget, find: Callable[[str, str], Callable[[], None] | None], hush: Hush | None = None
    ) -> None:
        """``find(chord, place)`` gives what to run, or None where the key is the widget's own."""
        super().__init__(window)
        self._window = window
        self._find = find
        self._hush = hush
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Run the action of a key press before the focused widget sees it."""
        kind = event.type()  # every event of the program comes by here: it is asked once
        if kind not in _HEARD:
            return False
        if kind == QEvent.Type.MouseButtonPress:
            if self._hush is not None:
                self._hush.end()
            return False
        if not isinstance(event, QKeyEvent) or not self._is_ours(watched):
            return False
        place = place_of_keyboard(watched if isinstance(watched, QWidget) else None)
        if self._hush is not None and self._hush.takes(event, place):
            event.accept()
            return True
        for chord in chords(event):
            run = self._find(chord, place)
            if run is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    if self._hush is not None:
                        self._hush.pressed = chord
                    run()
                return True
        return False

    def _is_ours(self, watched: QObject) -> bool:
        """Tell whether a key press is this window's and at its first stop: the widget with the focus."""
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if QApplication.activePopupWidget() is not None or QGuiApplication.modalWindow() is not None:
            return False
        focused = self._window.focusWidget()
        return watched is focused or (focused is None and watched is self._window)

"""Drive a window as a person does, and ask its file with plain sqlite3."""

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

TALKS = (
    "The strait talks resume\n"
    "Ana Ruiz · 12 May 2026\n"
    "\n"
    "Nobody called the first meeting a breakthrough. The northern government holds that pilotage must come first, and "
    "the southern ministry answers that no pilot will board. 😀 Each position has been repeated.\n"
    "\n"
    "Two hazards stand out. The first is that a pause freezes the harbour; the second is that insurers withdraw cover. "
    "Neither needs bad faith.\n"
    "\n"
    "What the mediators propose is an old procedure: experts first, ministers second, signatures last. It is slow, and "
    "it is meant to be.\n"
)


def press(*keys: str) -> None:
    """Press keys on whatever has the keyboard: ``r``, ``Shift+J``, ``Ctrl+Z``, ``Enter``; ``=words`` types."""
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the keyboard"
        if key.startswith("=") and len(key) > 1:
            QTest.keyClicks(target, key[1:])
            continue
        *held, name = [key] if len(key) == 1 else key.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= getattr(Qt.KeyboardModifier, {"Ctrl": "Control"}.get(one, one) + "Modifier")
        named = {"Enter": "Return", "Esc": "Escape", "PgDown": "PageDown", "PgUp": "PageUp"}.get(name, name)
        if len(name) == 1 and not held:
            QTest.keyClick(target, name)
        else:
            QTest.keyClick(target, getattr(Qt.Key, f"Key_{named}"), modifiers)


def rows(path: Path, query: str, *values: object) -> list[tuple]:
    """Ask the project file with plain sqlite3."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        return connection.execute(query, values).fetchall()

"""Keep what is typed for a field that did not open from acting as keys of the page, until a pause or Esc."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from glossator.views.keys import CARDS, PAGE, chords

#: Whoever types pauses less than this between two keys, and reads the reason longer, in milliseconds.
PAUSE = 1200

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

#: Keys that end or mend what is typed.
_TYPING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab}

#: Keys that only change what another one means.
_CHANGING = {
    getattr(Qt.Key, f"Key_{name}") for name in ("Shift", "Control", "Alt", "AltGr", "Meta", "CapsLock", "Multi_key")
}


class Hush(QObject):
    """Take typed keys away from page and cards; ``pressed`` is the key that the router runs."""

    changed = Signal(bool)  # whether typed keys do nothing
    swallowed = Signal(str)  # the first key that did nothing: why

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pressed = ""
        self._why = ""
        self._again = ""
        self._was_told = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.end)

    @property
    def is_on(self) -> bool:
        """Tell whether typed keys do nothing now."""
        return self._pause.isActive()

    def begin(self, why: str, *, again: bool = False) -> None:
        """Let typed keys do nothing; ``again`` lets the key that was just pressed act if it comes next."""
        self._why, self._again, self._was_told = why, self.pressed if again else "", False
        self._pause.start()
        self.changed.emit(True)

    def end(self) -> None:
        """Let keys act again."""
        if self._why:
            self._pause.stop()
            self._why = ""
            self.changed.emit(False)

    def takes(self, event: QKeyEvent, place: str) -> bool:
        """Tell whether a key does nothing because it is typed; any other key ends that."""
        if not self.is_on or event.key() in _CHANGING:
            return False
        is_escape = event.key() == Qt.Key.Key_Escape
        typed = place in (PAGE, CARDS) and not self._is_again(event) and _is_typed(event)
        if event.type() != QEvent.Type.KeyPress:
            return typed or is_escape
        if not typed:
            self.end()
            return is_escape
        self._again = ""
        self._pause.start()
        if not self._was_told:
            self._was_told = True
            self.swallowed.emit(self._why)
        return True

    def _is_again(self, event: QKeyEvent) -> bool:
        return bool(self._again) and self._again in chords(event) and not event.isAutoRepeat()


def _is_typed(event: QKeyEvent) -> bool:
    """Tell whether a key is part of typing words; the brackets, which walk the tags, are not."""
    if event.modifiers() & _HELD:
        return False
    return event.key() in _TYPING or (event.text().isprintable() and event.text() not in ("", "[", "]"))

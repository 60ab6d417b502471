"""What the panel has still to show: the page that a key was pressed on is painted before it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

#: However fast the keys come, the panel is at most so long behind the page, in milliseconds.
BEHIND = 50


class Behind(QObject):
    """Keep which tags' cards have changed, and whether another is open, until the event loop comes round."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tags: dict[str, None] = {}  # in the order of their acts: what is in view keeps its place
        self._is_current_due = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self.due)
        self._waiting = QElapsedTimer()

    @property
    def is_behind(self) -> bool:
        """Tell whether there is something still to show."""
        return self._turn.isActive()

    def add(self, tags: Iterable[str], *, current: bool) -> None:
        """Remember tags whose cards have changed, and whether the open card has to be shown anew."""
        self._tags.update(dict.fromkeys(tags))
        self._is_current_due |= current

    def tell(self, *, at_once: bool) -> None:
        """Tell that something is due: with the next turn of the event loop, or at once."""
        if at_once or (self._turn.isActive() and self._waiting.hasExpired(BEHIND)):
            self.due.emit()
        elif not self._turn.isActive():
            self._waiting.start()
            self._turn.start()

    def take(self) -> tuple[list[str], bool]:
        """Return what is still to be shown, and keep nothing of it."""
        self._turn.stop()
        taken = list(self._tags), self._is_current_due
        self._tags, self._is_current_due = {}, False
        return taken

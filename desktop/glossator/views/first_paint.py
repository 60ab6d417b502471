"""The moment after the page's first paint; a key or a press that comes before it does not pass unheard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

_PRESSES = (QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.DragEnter)


class FirstPaint(QObject):
    """Call ``then`` with the first turn of the event loop after a view's paint, or at once when it is used before."""

    def __init__(self, view: QAbstractScrollArea, then: Callable[[], None]) -> None:
        super().__init__(view)
        self._then = then
        self._watched = (view, view.viewport())
        for one in self._watched:
            one.installEventFilter(self)

    def stop(self) -> None:
        """Watch no longer."""
        for one in self._watched:
            one.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint, or for the first use."""
        kind = event.type()
        if kind == QEvent.Type.Paint and watched is self._watched[1]:
            QTimer.singleShot(0, self, self._then)
        elif kind in _PRESSES:
            self._then()
        elif kind == QEvent.Type.KeyPress:
            self._then()
            # Sent again: what hears keys before the view was not there yet.
            QCoreApplication.sendEvent(watched, event)
            return True
        return False

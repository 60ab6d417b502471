"""Python's garbage is collected in the window's thread alone.

A cycle that holds a widget and is found by the collector in a worker's thread is freed there, and Qt
then ends the process; so the collector sleeps, and a timer of the window's thread does its work.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

#: How often the young objects are looked through, in milliseconds; it takes well under one.
EVERY = 1000


class Collector(QObject):
    """Collect young garbage now and then, and all of it when asked; made once, in the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._collect_young)
        self._timer.start()

    def collect_all(self) -> None:
        """Collect everything; for a moment in which nobody types, such as when another document opens."""
        gc.collect()

    def _collect_young(self) -> None:
        gc.collect(1)

"""How many tags wait for a look in each document, counted in a thread after what an act changed was painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from glossator.views.desk import Change, Desk
from glossator.views.jobs import Job
from glossator.views.newest import Newest

#: Acts that follow one another within so many milliseconds are counted together.
PAUSE = 120


class WaitingCounts(QObject):
    """Count the tags that wait, by document; nothing is counted anew while none waits and no document changes."""

    counted = Signal(dict)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.counts: dict[str, int] = {}
        self._reading = Newest("what waits was not counted", self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._count)
        desk.project_opened.connect(self._pause.start)
        desk.sight_changed.connect(self._pause.start)
        desk.changed.connect(self._follow)
        desk.closing.connect(self._stop)

    def _follow(self, change: Change) -> None:
        if change.documents or (change.tags and self.counts):
            self._pause.start()

    def _stop(self) -> None:
        self._pause.stop()
        self._reading.drop()

    def _count(self) -> None:
        if not self._desk.has_project:
            return
        project = self._desk.project

        def count(_job: Job) -> dict[str, int]:
            with project.snapshot() as reads:
                return reads.waiting_counts()

        self._reading.start(count, self._take)

    def _take(self, counts: dict[str, int]) -> None:
        if counts != self.counts:
            self.counts = counts
            self.counted.emit(counts)

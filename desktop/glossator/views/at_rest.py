"""What was done is brought into the one file of the project once nobody types, so that a plain copy holds all of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from glossator.views import jobs
from glossator.views.desk import Desk

#: How long nothing is done until then, in milliseconds: longer than between two keys, shorter than a way to the shell.
IDLE = 600

#: How long to wait where a reader of the file kept some of it out, in milliseconds.
AGAIN = 5000


class AtRest(QObject):
    """Wait after each act until it is still, and bring the acts home in a thread."""

    put_off = Signal()  # long work is writing, or a reader of the file kept some of it out

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._bring_home)
        desk.changed.connect(lambda _change: self._timer.start(IDLE))
        desk.project_opened.connect(lambda: self._timer.start(IDLE))
        desk.closing.connect(self._timer.stop)

    def _bring_home(self) -> None:
        if not self._desk.has_project or self._desk.project.read_only is not None:
            return
        project = self._desk.project
        if project.is_written_elsewhere:
            self._put_off(IDLE)
            return
        job = jobs.start("Bringing the last acts home", lambda _job: project.bring_home(), parent=self)
        job.finished.connect(lambda whole: None if whole else self._put_off(AGAIN))

    def _put_off(self, wait: int) -> None:
        if not self._timer.isActive():
            self._timer.start(wait)
        self.put_off.emit()

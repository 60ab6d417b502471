"""Work of which only the newest result counts: asked again, it makes what still runs void."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from glossator.model.problem import Problem
from glossator.views import jobs

Result = TypeVar("Result")


class Newest(QObject):
    """Run one piece of work at a time in a thread; the result of an earlier one is never taken."""

    changed = Signal()  # begun, or ended

    def __init__(self, words: str, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._job: jobs.Job | None = None

    @property
    def is_still(self) -> bool:
        """Tell whether nothing runs of which the result will be taken."""
        return self._job is None

    def start(
        self,
        work: Callable[[jobs.Job], Result],
        take: Callable[[Result], object],
        *,
        fail: Callable[[Problem], object] | None = None,
    ) -> jobs.Job:
        """Start work instead of what runs; ``take`` hears its result, ``fail`` why there is none."""
        self.drop()
        job = self._job = jobs.start(self._words, work, parent=self)
        job.finished.connect(lambda result: take(result) if self._ended(job) else None)
        job.failed.connect(lambda problem: fail(problem) if self._ended(job) and fail is not None else None)
        job.cancelled.connect(lambda: self._ended(job))
        self.changed.emit()
        return job

    def drop(self) -> None:
        """Make what runs void."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.changed.emit()

    def _ended(self, job: jobs.Job) -> bool:
        """Tell whether a job that ended is the newest, and let it go."""
        if job is not self._job:
            return False
        self._job = None
        self.changed.emit()
        return True

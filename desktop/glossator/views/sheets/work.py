"""Start work beside the window that may end after the widget that asked for it is gone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject

from glossator.views import jobs

#: Jobs that ended are kept with their work until so many more have: the threads of the last ones may still be at
#: their signals, and what the work holds of Qt's must not be freed in a thread.
_KEPT = 8

_ended: deque[tuple[jobs.Job, object]] = deque()


def follow(
    words: str,
    work: Callable[[jobs.Job], object],
    *,
    parent: QObject,
    finished: Callable[[jobs.Job, object], object],
    failed: Callable[[jobs.Job, object], object] | None = None,
    cancelled: Callable[[jobs.Job], object] | None = None,
) -> jobs.Job:
    """Start work; what follows its end gets the job too, and is left out once ``parent`` is gone.

    The job itself belongs to the application, for its thread may still be at a signal of it then.
    """
    application = QCoreApplication.instance()
    job = jobs.start(words, work, parent=application if application is not None else parent)

    def ends(act: Callable[..., object] | None) -> Callable[..., None]:
        def end(*result: object) -> None:
            _keep(job, work)
            if act is not None and shiboken6.isValid(parent):
                act(job, *result)

        return end

    job.finished.connect(ends(finished))
    job.failed.connect(ends(failed))
    job.cancelled.connect(ends(cancelled))
    return job


def _keep(job: jobs.Job, work: object) -> None:
    _ended.append((job, work))
    while len(_ended) > _KEPT:
        old, _ = _ended.popleft()
        if shiboken6.isValid(old):
            old.deleteLater()

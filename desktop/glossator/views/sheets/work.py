"""Start work beside the window only once its end is waited for, so that none is too quick to be heard."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject

from glossator.views import jobs

#: Jobs that ended are kept until so many more have: the thread of the last ones may still be at their signal.
_KEPT = 32

_ended: deque[jobs.Job] = deque()


def follow(
    words: str,
    work: Callable[[jobs.Job], object],
    *,
    parent: QObject,
    finished: Callable[[jobs.Job, object], object],
    failed: Callable[[jobs.Job, object], object] | None = None,
    cancelled: Callable[[jobs.Job], object] | None = None,
) -> jobs.Job:
    """Start work; what follows its end is connected before the work begins, and is left out once ``parent`` is gone.

    The job belongs to the application: a thread may emit its signals after the widget that asked is gone.
    """
    connected = threading.Event()

    def waiting(job: jobs.Job) -> object:
        connected.wait()
        return work(job)

    application = QCoreApplication.instance()
    job = jobs.start(words, waiting, parent=application if application is not None else parent)

    def ends(act: Callable[..., object] | None) -> Callable[..., None]:
        def end(*result: object) -> None:
            _keep(job)
            if act is not None and shiboken6.isValid(parent):
                act(job, *result)

        return end

    job.finished.connect(ends(finished))
    job.failed.connect(ends(failed))
    job.cancelled.connect(ends(cancelled))
    connected.set()
    return job


def _keep(job: jobs.Job) -> None:
    _ended.append(job)
    while len(_ended) > _KEPT:
        old = _ended.popleft()
        if shiboken6.isValid(old):
            old.deleteLater()

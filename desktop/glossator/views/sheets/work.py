"""Start work beside the window only once its end is waited for, so that none is too quick to be heard."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject

from glossator.views import jobs


def follow(
    words: str,
    work: Callable[[jobs.Job], object],
    *,
    parent: QObject,
    finished: Callable[[jobs.Job, object], object],
    failed: Callable[[jobs.Job, object], object] | None = None,
    cancelled: Callable[[jobs.Job], object] | None = None,
) -> jobs.Job:
    """Start work; what follows its end is connected before the work begins, and gets the job too."""
    connected = threading.Event()

    def waiting(job: jobs.Job) -> object:
        connected.wait()
        return work(job)

    job = jobs.start(words, waiting, parent=parent)
    job.finished.connect(lambda result: finished(job, result))
    if failed is not None:
        job.failed.connect(lambda problem: failed(job, problem))
    if cancelled is not None:
        job.cancelled.connect(lambda: cancelled(job))
    for ended in (job.finished, job.failed, job.cancelled):
        ended.connect(job.deleteLater)
    connected.set()
    return job

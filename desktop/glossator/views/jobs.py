"""Long work off the main thread: progress, cancel, and a result or a problem back in the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from PySide6.QtCore import QObject, QTimer, Signal

from glossator.model.problem import Problem, Refused

#: Two at a time: long work reads, and reading waits for the disk and for Python's lock.
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="glossator")

#: How long a closing project waits for what still reads it, in seconds.
LONGEST_WAIT = 3.0

#: The work that has not ended, so that a closing window can ask it to stop.
_RUNNING: dict[Job, Future[None] | None] = {}


class Job(QObject):
    """Follow one piece of work; exactly one of ``finished``, ``failed`` and ``cancelled`` is emitted."""

    progressed = Signal(int, int)  # done, of how much (0 where it is not known)
    finished = Signal(object)
    failed = Signal(object)  # a Problem
    cancelled = Signal()
    over = Signal()  # after one of the three
    told = Signal()  # after ``over`` has reached the queue of all who listen: only then may the job be deleted

    def __init__(self, words: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self._stop = threading.Event()
        self._settled = False

    def cancel(self) -> None:
        """Ask the work to stop; ``cancelled`` follows when it has."""
        self._stop.set()

    def is_cancelled(self) -> bool:
        """Tell whether the work was asked to stop in time; called by the work itself."""
        return self._stop.is_set() and not self._settled

    def settle(self) -> None:
        """Say that the work is done whatever is asked from here on; called by the work itself."""
        self._settled = True

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is; called by the work itself, from its thread."""
        self.progressed.emit(done, total)


def _run(job: Job, work: Callable[[Job], object]) -> None:
    """Do the work and emit how it ended; called in a thread of the pool."""
    try:
        _work(job, work)
    finally:
        _emit(job.over, None, bare=True)
        _emit(job.told, None, bare=True)


def _work(job: Job, work: Callable[[Job], object]) -> None:
    if job.is_cancelled():
        _emit(job.cancelled, None, bare=True)
        return
    try:
        result = work(job)
    except Refused as refused:
        _emit(job.cancelled if job.is_cancelled() else job.failed, refused.problem, bare=job.is_cancelled())
    except Exception as error:  # a defect must reach the status bar, not vanish in a thread
        problem = Problem(job.words, f"{type(error).__name__}: {error}", "please report it; nothing was changed")
        _emit(job.failed, problem)
    else:
        if job.is_cancelled():
            _emit(job.cancelled, None, bare=True)
        else:
            _emit(job.finished, result)


def _emit(signal: object, value: object, *, bare: bool = False) -> None:
    """Emit unless the window has gone meanwhile."""
    try:
        signal.emit() if bare else signal.emit(value)  # type: ignore[attr-defined]
    except RuntimeError:
        return


def start(words: str, work: Callable[[Job], object], *, parent: QObject) -> Job:
    """Start work in a thread with the event loop's next turn, so that the caller can connect to the job before it ends.

    ``work`` gets the job, for progress and cancel, and must use its own read connection.
    """
    job = Job(words, parent)
    _RUNNING[job] = None
    job.told.connect(job.deleteLater)
    QTimer.singleShot(0, job, lambda: _submit(job, work))
    return job


def end_all() -> None:
    """Ask all work to stop and wait until it has: a project is closed only when nothing reads it any more."""
    for job in list(_RUNNING):
        job.cancel()
    wait([future for future in list(_RUNNING.values()) if future is not None], timeout=LONGEST_WAIT)
    _RUNNING.clear()


def _submit(job: Job, work: Callable[[Job], object]) -> None:
    if job not in _RUNNING:  # all work was ended before this began
        job.cancel()
        _run(job, work)
        return
    future = _RUNNING[job] = _POOL.submit(_run, job, work)
    future.add_done_callback(lambda _future: _RUNNING.pop(job, None))

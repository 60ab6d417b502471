"""Long work ends exactly once, and is heard however short it was."""

import threading
from itertools import count

import pytest
from PySide6.QtCore import QObject, Qt, QTimer

from glossator.model.problem import refuse
from glossator.views import jobs


@pytest.fixture
def parent(qapp) -> QObject:
    return QObject()


def test_work_that_is_done_at_once_is_heard(qtbot, parent):
    ends: list[int] = []
    for number in range(300):
        jobs.start("Counting", lambda _job, number=number: number, parent=parent).finished.connect(ends.append)
    qtbot.waitUntil(lambda: len(ends) == 300)
    assert sorted(ends) == list(range(300))


def test_the_last_who_listens_hears_that_work_is_over(qtbot, parent):
    turned, heard, turns = threading.Event(), [], count(1)
    turning = QTimer(parent)
    turning.timeout.connect(lambda: turned.set() if next(turns) == 20 else None)
    job = jobs.start("Counting", lambda _job: None, parent=parent)
    job.finished.connect(lambda _result: turning.start(0))
    # In the work's own thread, between two listeners: the window goes on meanwhile.
    job.over.connect(lambda: turned.wait(10), Qt.ConnectionType.DirectConnection)
    job.over.connect(lambda: heard.append("over"))
    qtbot.waitUntil(lambda: heard == ["over"])


def test_a_refusal_comes_back_as_its_problem(qtbot, parent):
    def work(_job: jobs.Job) -> None:
        raise refuse("nothing was read", "there is nothing", "bring something")

    job = jobs.start("Reading", work, parent=parent)
    with qtbot.waitSignal(job.failed) as failed:
        pass
    assert str(failed.args[0]) == "nothing was read, there is nothing, bring something"


def test_a_defect_in_the_work_is_said_and_not_lost(qtbot, parent):
    job = jobs.start("Reading", lambda _job: 1 // 0, parent=parent)
    with qtbot.waitSignal(job.failed) as failed:
        pass
    assert failed.args[0].what == "Reading"
    assert "ZeroDivisionError" in failed.args[0].why


def test_cancelled_work_ends_as_cancelled(qtbot, parent):
    begun, pause = threading.Event(), threading.Event()

    def work(job: jobs.Job) -> int:
        begun.set()
        while not job.is_cancelled():
            job.report(1, 2)
            pause.wait(0.002)
        return 1

    job = jobs.start("Reading", work, parent=parent)
    with qtbot.waitSignal(job.cancelled):
        qtbot.waitUntil(begun.is_set)
        job.cancel()


def test_work_runs_in_another_thread(qtbot, parent):
    job = jobs.start("Looking", lambda _job: threading.current_thread() is threading.main_thread(), parent=parent)
    with qtbot.waitSignal(job.finished) as finished:
        pass
    assert finished.args == [False]


def test_a_closing_window_asks_all_work_to_stop(qtbot, parent):
    begun, pause = threading.Event(), threading.Event()

    def work(job: jobs.Job) -> None:
        begun.set()
        while not job.is_cancelled():
            job.report(0, 0)
            pause.wait(0.002)

    job = jobs.start("Reading", work, parent=parent)
    with qtbot.waitSignal(job.cancelled):
        qtbot.waitUntil(begun.is_set)
        jobs.end_all()

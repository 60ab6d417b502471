"""Of work that is asked for again and again only the newest result is taken."""

import threading

from PySide6.QtCore import QObject

from glossator.views.newest import Newest


def test_work_that_someone_cancels_is_not_waited_for(qtbot, qapp):
    parent = QObject()
    newest, taken, begun = Newest("Waiting", parent), [], threading.Event()
    job = newest.start(lambda _job: begun.wait(10), taken.append)
    job.cancel()
    begun.set()
    qtbot.waitUntil(lambda: newest.is_still)
    assert taken == []


def test_the_result_of_what_was_begun_before_is_never_taken(qtbot, qapp):
    parent = QObject()
    newest, taken, ready = Newest("Counting", parent), [], threading.Event()
    newest.start(lambda _job: ready.wait(10) and 1, taken.append)
    newest.start(lambda _job: 2, taken.append)
    qtbot.waitUntil(lambda: newest.is_still)
    ready.set()
    assert taken == [2]

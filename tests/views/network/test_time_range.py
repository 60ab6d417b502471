from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from driving import press
from glossator.model.dates import days_of
from glossator.views.network.timeline import Timeline


@pytest.fixture
def time(network):
    """Put the keyboard into the range of time, by its key."""
    press("F6")
    assert QApplication.focusWidget() is network.time
    return network.time


def chosen(network) -> tuple[str | None, str | None]:
    """Return the range that is chosen."""
    return network.whole.selection.since, network.whole.selection.until


def test_the_axis_reaches_from_the_first_statement_to_the_last(network):
    assert network.time.said == "from 3 Mar 2026 to 2 Jun 2026"


def test_arrows_move_the_beginning_from_date_to_date(qtbot, window, network, time):
    press("Right")
    qtbot.waitUntil(window.is_still)
    assert chosen(network) == ("2026-05-12", None)
    assert window.status.tags.text() == "3 holders · 1 edge · 5 positions"


def test_control_and_arrows_move_the_end(qtbot, window, network, time):
    press("Ctrl+Left")
    qtbot.waitUntil(window.is_still)
    assert chosen(network) == (None, "2026-05-12")
    assert window.status.tags.text() == "2 holders · 0 edges · 3 positions"


def test_the_beginning_does_not_pass_the_end(network, time):
    press("Ctrl+Left", "Right", "Right", "Right")
    assert chosen(network) == ("2026-05-12", "2026-05-12")


def test_home_and_end_open_the_range_again(network, time):
    press("Right", "Ctrl+Left", "Home", "End")
    assert chosen(network) == (None, None)


def test_the_pointer_moves_the_nearer_handle(network, time):
    y = time.height() // 2
    QTest.mousePress(time, Qt.MouseButton.LeftButton, pos=QPoint(40, y))
    QTest.mouseMove(time, QPoint(time.width() * 3 // 4, y))
    QTest.mouseRelease(time, Qt.MouseButton.LeftButton, pos=QPoint(time.width() * 3 // 4, y))
    assert chosen(network) == ("2026-05-12", None)


def test_a_range_that_is_typed_above_moves_the_handles(qtbot, window, network, time):
    network.bar.since.setFocus()
    press("=June 2026", "Enter")
    qtbot.waitUntil(window.is_still)
    assert time.said == "from 1 Jun 2026 to 2 Jun 2026"


def test_a_range_without_positions_says_what_to_do(qtbot, window, network):
    network.whole.choose(since="2030")
    qtbot.waitUntil(window.is_still)
    assert network.canvas.empty == "Nobody took a position in this range of time: widen it, or choose other documents."


def days(*dates: str) -> Timeline:
    """Make a timeline."""
    return Timeline({days_of(date): 1 for date in dates})


def test_a_month_is_spread_over_its_days():
    assert days("2026-04-01", "2026-04", "2026-04-30").counts(3) == pytest.approx([4 / 3, 1 / 3, 4 / 3])


def test_every_statement_is_counted_once():
    assert sum(days("2025", "2026-02", "2026-02-28", "2026-12-31").counts(70)) == pytest.approx(4)


def test_a_month_begins_and_ends_a_range():
    line = days("2026-03-01", "2026-04", "2026-05-12")
    april = days_of("2026-04")
    assert line.moved(line.first, 1, is_begin=True) == april.first
    assert line.moved(line.last, -1, is_begin=False) == april.last

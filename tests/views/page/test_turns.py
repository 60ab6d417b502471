"""Who speaks, and when, stands above a turn, in the words a transcript uses."""

import pytest

from glossator.views.page.margin import clock


@pytest.mark.parametrize(
    ("time", "words"),
    [(0.0, "0:00"), (61.9, "1:01"), (3603.25, "1:00:03"), ("10:01", "10:01"), (None, ""), (True, "True")],
)
def test_a_time_is_written_as_a_clock_shows_it(time, words) -> None:
    assert clock(time) == words

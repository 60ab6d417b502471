from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.dates import Days, days_of, is_within


def day(*of: int) -> int:
    return datetime.date(*of).toordinal()


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2026", (2026, 1, 1), (2026, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2026-12", (2026, 12, 1), (2026, 12, 31)),
        ("2026-05-12", (2026, 5, 12), (2026, 5, 12)),
        ("9999", (9999, 1, 1), (9999, 12, 31)),
    ],
)
def test_a_date_spans_as_many_days_as_are_not_known(date, first, last):
    assert days_of(date) == Days(day(*first), day(*last))


@pytest.mark.parametrize("words", ["", "soon", "2026-13", "2026-02-30", "2026-05-12-1", "0000", "-5", "２０２６"])
def test_what_is_no_date_spans_nothing(words):
    assert days_of(words) is None


@pytest.mark.parametrize(
    ("date", "since", "until", "within"),
    [
        ("2026-05", "2026-05-20", None, True),
        ("2026-05", "2026-06", None, False),
        ("2026-05-12", "2026-05-12", "2026-05-12", True),
        ("2026", "2026-03", "2026-03", True),
        ("2025-12-31", "2026", None, False),
        ("2026-06-01", None, "2026-05", False),
        ("", None, None, True),
        ("", "2026", None, False),
    ],
)
def test_a_date_is_within_a_range_with_which_it_shares_a_day(date, since, until, within):
    assert is_within(date, since, until) is within


dates = st.dates().map(lambda one: one.isoformat())


@given(dates, dates, dates)
def test_days_are_within_as_their_words_are_in_order(date, since, until):
    assert is_within(date, since, until) == (since <= date <= until)

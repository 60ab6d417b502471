"""Dates as far as they are known: a year, a month or a day (ISO 8601), which each span days."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import NamedTuple


class Days(NamedTuple):
    """Hold the first and the last day that a date spans, as proleptic Gregorian ordinals (day 1 is 1 January 1)."""

    first: int
    last: int

    @property
    def order(self) -> tuple[int, int]:
        """Return the key by which dates are put in order: by their middle, those that are known better first."""
        return self.first + self.last, self.last - self.first

    def meets(self, other: Days) -> bool:
        """Tell whether two spans share a day."""
        return self.first <= other.last and other.first <= self.last


@lru_cache(maxsize=8192)  # a project has many statements of few dates
def days_of(date: str) -> Days | None:
    """Return the days that ``2026``, ``2026-05`` or ``2026-05-12`` spans; None for what is no date."""
    parts = date.split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, month, day = (*map(int, parts), 0, 0)[:3]
    try:
        if len(parts) == 3:
            only = datetime.date(year, month, day).toordinal()
            return Days(only, only)
        if len(parts) == 2:
            return Days(datetime.date(year, month, 1).toordinal(), _last_of_month(year, month))
        return Days(datetime.date(year, 1, 1).toordinal(), datetime.date(year, 12, 31).toordinal())
    except ValueError:
        return None


def is_within(date: str, since: str | None, until: str | None) -> bool:
    """Tell whether a date shares a day with the range from ``since`` to ``until``, both included; None for open.

    What is no date is within only where both are open.
    """
    if since is None and until is None:
        return True
    days = days_of(date)
    if days is None:
        return False
    begin = days_of(since) if since is not None else None
    end = days_of(until) if until is not None else None
    return (begin is None or days.last >= begin.first) and (end is None or days.first <= end.last)


def is_backward(since: str | None, until: str | None) -> bool:
    """Tell whether a range ends before it begins."""
    begin = days_of(since) if since is not None else None
    end = days_of(until) if until is not None else None
    return begin is not None and end is not None and begin.first > end.last


def _last_of_month(year: int, month: int) -> int:
    if month == 12:
        return datetime.date(year, 12, 31).toordinal()
    return datetime.date(year, month + 1, 1).toordinal() - 1

"""The days of statements on an axis that is true to them: where a range begins and ends, and how much was said when."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from glossator.model.dates import Days, days_of
from glossator.views.words import date_words


class Timeline:
    """Hold on which days how many statements were made, and what a range of them can begin and end at."""

    def __init__(self, days: Mapping[Days, int]) -> None:
        self.days = days
        self.begins = sorted({one.first for one in days})
        self.ends = sorted({one.last for one in days})

    @property
    def is_range(self) -> bool:
        """Tell whether there is more than one day to choose from."""
        return bool(self.begins) and self.first < self.last

    @property
    def first(self) -> int:
        """Return the first day."""
        return self.begins[0]

    @property
    def last(self) -> int:
        """Return the last day."""
        return self.ends[-1]

    def share(self, day: int) -> float:
        """Return where a day lies on the axis, from 0 to 1."""
        return (day - self.first) / (self.last - self.first) if self.is_range else 0.0

    def day(self, share: float) -> int:
        """Return the day at a place of the axis."""
        return round(self.first + max(0.0, min(1.0, share)) * (self.last - self.first))

    def range_of(self, since: str | None, until: str | None) -> tuple[int, int]:
        """Return the days of a range within the axis, whole where it is open."""
        begin = days_of(since) if since is not None else None
        end = days_of(until) if until is not None else None
        low = min(self.last, max(self.first, begin.first)) if begin is not None else self.first
        high = min(self.last, max(self.first, end.last)) if end is not None else self.last
        return low, max(low, high)

    def moved(self, day: int, by: int, *, is_begin: bool) -> int:
        """Return the next day, or the previous one, at which a range can begin or end."""
        steps = self.begins if is_begin else self.ends
        at = bisect_right(steps, day) + by - 1 if by > 0 else bisect_left(steps, day) + by
        return steps[max(0, min(len(steps) - 1, at))]

    def nearest(self, day: int, *, is_begin: bool) -> int:
        """Return the day nearest to a day at which a range can begin or end."""
        return min(self.begins if is_begin else self.ends, key=lambda step: abs(step - day))

    def words(self, low: int, high: int) -> tuple[str | None, str | None]:
        """Write a range as dates (ISO 8601), None where it is open."""
        since = None if low <= self.first else datetime.date.fromordinal(low).isoformat()
        return since, None if high >= self.last else datetime.date.fromordinal(high).isoformat()

    def counts(self, bins: int) -> list[float]:
        """Count statements in equal parts of the axis; a month or a year is spread over all of its days."""
        counts = [0.0] * bins
        span = max(1, self.last - self.first + 1)
        for one, number in self.days.items():
            begin, end = (one.first - self.first) * bins / span, (one.last + 1 - self.first) * bins / span
            if end - begin < 1:
                counts[min(bins - 1, int((begin + end) / 2))] += number
                continue
            for at in range(int(begin), min(bins, int(end) + 1)):
                counts[at] += number * max(0.0, min(end, at + 1) - max(begin, at)) / (end - begin)
        return counts


def day_words(day: int) -> str:
    """Put a day into words."""
    return date_words(datetime.date.fromordinal(day).isoformat())

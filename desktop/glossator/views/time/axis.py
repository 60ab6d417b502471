"""A true axis of time: where a day lies, and where years, months or days are written below it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from glossator.views.words import MONTHS

#: Marks are at least so far apart, in pixels.
APART = 84.0

#: Days that are added before and after, as a share of the whole, so that no point lies on the edge.
MARGIN = 0.04

#: Steps between marks in days, from a day to a decade; from 28 on they are months and years.
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@dataclass(frozen=True, slots=True)
class Axis:
    """Put days (ordinals) between ``left`` and ``right``, in pixels; one day stands in the middle."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: float) -> float:
        """Return where a day lies."""
        if self.first == self.last:
            return (self.left + self.right) / 2
        whole = self.last - self.first
        low, high = self.first - whole * MARGIN, self.last + whole * MARGIN
        return self.left + (day - low) / (high - low) * (self.right - self.left)

    def day(self, x: float) -> int:
        """Return the day nearest to a place, within the axis."""
        if self.first == self.last:
            return self.first
        whole = self.last - self.first
        low, high = self.first - whole * MARGIN, self.last + whole * MARGIN
        day = round(low + (x - self.left) / (self.right - self.left) * (high - low))
        return max(self.first, min(self.last, day))

    def marks(self) -> Iterator[tuple[float, str]]:
        """Yield places with the words below them: the year is said at the first, and where it is a new one."""
        year = 0
        for date in self._dates():
            words = _words(date, with_day=self._step() in _DAYS)
            yield self.x(date.toordinal()), f"{words} {date.year}" if date.year != year else words
            year = date.year

    def _step(self) -> float:
        """Return the days between marks."""
        if self.first == self.last:
            return 1
        per_day = (self.right - self.left) / ((self.last - self.first) * (1 + 2 * MARGIN))
        return next((step for step in _DAYS if step * per_day >= APART), APART / per_day)

    def _dates(self) -> Iterator[datetime.date]:
        step = self._step()
        if step in _DAYS:
            for day in range(self.first, self.last + 1, int(step)):
                yield datetime.date.fromordinal(day)
            return
        months = next((many for many in _MONTHS if many * 30.4 >= step), _MONTHS[-1])
        begin = datetime.date.fromordinal(self.first)
        at = (begin.year * 12 + begin.month - 1) // months * months
        while True:
            year, month = divmod(at, 12)
            at += months
            if not 1 <= year <= datetime.MAXYEAR:
                return
            date = datetime.date(year, month + 1, 1)
            if date.toordinal() > self.last:
                return
            if date.toordinal() >= self.first - (self.last - self.first) * MARGIN:
                yield date


def _words(date: datetime.date, *, with_day: bool) -> str:
    return f"{date.day} {MONTHS[date.month - 1]}" if with_day else MONTHS[date.month - 1]

"""Read a date as people write it into a year, a month or a day (ISO 8601)."""

from __future__ import annotations

import datetime
import re

_YEAR_FIRST = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})\.? (\d{4})\Z", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\Z", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def parse_date(words: str) -> str | None:
    """Read a year, month or day (2026, 2026-05, 2026-05-12, 12 May 2026); None where it is none."""
    given = " ".join(words.split()).casefold()
    if match := _YEAR_FIRST.match(given):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.match(given):
        day, month, year = match[1], _month(match[2]), match[3]
    elif match := _MONTH_FIRST.match(given):
        month, day, year = _month(match[1]), match[2], match[3]
    else:
        return None
    if not _valid(year, month or "1", day or "1"):
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _month(word: str) -> str:
    # A word that is no month becomes one that no calendar has.
    return next((str(number) for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), "13")


def _valid(year: str, month: str, day: str) -> bool:
    try:
        datetime.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True

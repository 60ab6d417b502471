"""Numbers and dates in the window's words."""

from __future__ import annotations

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_words(date: str | None) -> str:
    """Put a year, month or day (``2026-05-12``) into words: ``12 May 2026``; "" for None."""
    if not date:
        return ""
    parts = date.split("-")
    if len(parts) > 1 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
        parts[1] = MONTHS[int(parts[1]) - 1]
    if len(parts) > 2:
        parts[2] = parts[2].lstrip("0")
    return " ".join(reversed(parts))


def counted(number: int, one: str, many: str | None = None) -> str:
    """Count things in words: ``1 tag``, ``1,140 words``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"

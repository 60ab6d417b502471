"""Read a date as people write it at the head of a text: 2025-05-20, May 20, 2025, 12. Mai 2026, 12 мая 2026."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

#: Month names from January to December in the languages most read here; of each also the abbreviation.
_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jänner feber mrz apr mai jun jul aug sept okt nov dez",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv févr mars avr mai juin juil août sept oct nov déc",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    )
    for number, name in enumerate(names.split(), start=1)
}

_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:\.|st|nd|rd|th|er|º)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{_DAY}\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:de\s+|del\s+)?{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?<!\d)(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"{_YEAR}年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日",
        rf"(?<!\d\s)(?<!\d\.\s)(?<!\bde\s)\b{_MONTH}\s+(?:de\s+)?{_YEAR}",
    )
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Hold a date (``2026-05-12``, or a month, ``2026-05``) and where in a line it stands."""

    value: str
    start: int
    end: int


def find_date(line: str) -> FoundDate | None:
    """Return the first date in a line, in the order of the forms; what is no day of the calendar is none."""
    for form in _FORMS:
        match = form.search(line)
        value = _value(match) if match else None
        if match and value:
            return FoundDate(value, match.start(), match.end())
    return None


def _value(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    month = parts["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS[month]
    year, day = int(parts["year"]), parts.get("day")
    if day is None:
        return f"{year:04}-{number:02}"
    try:
        return datetime.date(year, number, int(day)).isoformat()
    except ValueError:
        return None

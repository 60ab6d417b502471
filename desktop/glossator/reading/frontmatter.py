"""Read the head of a Markdown file: ``key: value`` lines and plain lists, which is what such heads hold in practice."""

from __future__ import annotations

from glossator.model.document import Metadata, Proposal
from glossator.reading.dates import find_date

_ORIGIN = "front matter"
_TITLE_KEYS = ("title", "titel", "titre")
_AUTHOR_KEYS = ("author", "authors", "autor", "by", "creator")
_DATE_KEYS = ("date", "published", "datum", "created")
_LANGUAGE_KEYS = ("lang", "language", "sprache")
_QUOTES = ('"', "'")


def front_matter(head: str) -> Metadata:
    """Return what the head of a file says of title, author, date and language."""
    values = _values(head)
    title, author = _first(values, _TITLE_KEYS), _first(values, _AUTHOR_KEYS)
    language, written = _first(values, _LANGUAGE_KEYS), _first(values, _DATE_KEYS)
    return Metadata(
        title=Proposal(title, _ORIGIN) if title else None,
        author=Proposal(author, _ORIGIN) if author else None,
        published=Proposal(date, _ORIGIN) if written and (date := _date(written)) else None,
        language=Proposal(language, _ORIGIN) if language else None,
    )


def _values(head: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    key = ""
    for line in head.split("\n"):
        stripped = line.strip()
        if stripped.startswith("- ") and key:
            values[key].append(_bare(stripped[2:]))
        elif line[:1].strip() and ":" in line and not stripped.startswith("#"):
            key, _, value = line.partition(":")
            key = key.strip().lower()
            values[key] = _items(value.strip())
    return values


def _items(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        return [_bare(item) for item in value[1:-1].split(",") if item.strip()]
    return [_bare(value)] if value and value not in ("|", ">") else []


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES:
        return value[1:-1]
    return value


def _first(values: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    found = next((values[key] for key in keys if values.get(key)), [])
    return ", ".join(item for item in found if item) or None


def _date(written: str) -> str | None:
    found = find_date(written)
    if found is not None:
        return found.value
    year = written.strip()
    return year if len(year) == 4 and year.isascii() and year.isdigit() else None

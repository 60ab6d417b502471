"""Propose title, author, date and language of a text from its first lines; a person confirms or mends them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from glossator.model.document import Metadata, Proposal
from glossator.reading.dates import find_date
from glossator.reading.language import guess_language

#: A byline stands among so many first lines with text in them, or not at all.
FIRST_LINES = 12
#: A byline is no longer than this, in code points.
_LONGEST_BYLINE = 120
#: A title is no longer than this, in code points.
LONGEST_TITLE = 120

_BY = re.compile(
    r"(?:by|written by|author:|von|autor(?:in)?:|text:|par|auteur:|por|autor:|di|автор:?)\s+(?P<name>.+)\Z",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[•·|–—]\s*|\s+-\s+")
_LABEL = re.compile(
    r"\s*(?:published(?: on)?|posted(?: on)?|date|datum|stand|veröffentlicht(?: am)?|"
    r"publié(?:e)?(?: le)?|publicado(?: el)?|fecha|data|дата|опубликовано|updated|on|le|el|am)\s*:?\s*\Z",
    re.IGNORECASE,
)
_WEEKDAY_OR_TIME = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b"
    r"|\b\d{1,2}:\d\d(?::\d\d)?\b|\b(?:am|pm|uhr|utc|gmt|cet)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    {"de", "da", "di", "del", "della", "der", "den", "van", "von", "zu", "bin", "ibn", "al", "el", "la", "le", "du"}
    | {"and", "und", "et", "y", "e", "&", "of"}
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?,?\Z")

#: More words than this are no name, nor two.
_MOST_NAME_WORDS = 8
#: Words that may stand beside a date on its line: a place, not a sentence.
_MOST_PLACE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a line with text in it and its number in the file, from 1."""

    number: int
    words: str


def propose(lines: Sequence[Line], text: str, *, title: Line | None = None) -> Metadata:
    """Propose a description: the title as given, author and date from a byline, the language from the words."""
    found = Metadata()
    if title is not None:
        found = replace(found, title=Proposal(title.words, f"line {title.number}"))
    for line in lines[:FIRST_LINES]:
        if title is not None and line.number == title.number:
            continue
        author, published = byline(line.words)
        origin = f"line {line.number}"
        if author and found.author is None:
            found = replace(found, author=Proposal(author, origin))
        if published and found.published is None:
            found = replace(found, published=Proposal(published, origin))
    language = guess_language(text)
    return replace(found, language=Proposal(language, "common words")) if language else found


def byline(words: str) -> tuple[str | None, str | None]:
    """Return the author and the date that a line gives, each None where it gives none; prose gives neither."""
    words = words.strip()
    if not words or len(words) > _LONGEST_BYLINE:
        return None, None
    date = find_date(words)
    if date is None:
        match = _BY.match(words)
        name = match["name"] if match else ""
        return (_tidy(name), None) if _is_name(name) else (None, None)
    before = _WEEKDAY_OR_TIME.sub("", words[: date.start])
    after = _WEEKDAY_OR_TIME.sub("", words[date.end :])
    if after.strip(" ,.•·|–—-()"):
        return None, None
    return _before_date(before, date.value)


def _before_date(before: str, value: str) -> tuple[str | None, str | None]:
    before = _LABEL.sub("", before.rstrip(" ,(")).rstrip(" ,")
    if not before.strip(" •·|–—-,"):
        return None, value
    match = _BY.match(before)
    parts = [part for part in _BETWEEN.split(match["name"] if match else before) if part.strip(" ,")]
    # A name stands apart from its date by a dot or a dash; before a comma stands a place.
    apart = bool(match) or len(parts) > 1 or _BETWEEN.search(before[len(before.rstrip(" •·|–—-")) :]) is not None
    if apart and parts and _is_name(parts[0]):
        return _tidy(parts[0]), value
    if len(before.split()) <= _MOST_PLACE_WORDS and all(word[:1].isupper() for word in before.split()):
        return None, value
    return None, None


def _is_name(words: str) -> bool:
    parts = _tidy(words).split()
    if not parts or len(parts) > _MOST_NAME_WORDS or parts[0].lower() in _PARTICLES:
        return False
    # Two names in a row of capitals are fine; a lower-case word that belongs to no name is prose.
    return all(
        (_NAME_WORD.match(part) and (part[0].isupper() or not part[0].islower())) or part.strip(",") in _PARTICLES
        for part in parts
    )


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,•·|–—-")

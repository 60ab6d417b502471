"""Know what paragraphs are by what their styles are called, in the languages of the programs that made them."""

from __future__ import annotations

import re

#: The deepest level that a heading has here.
DEEPEST = 6

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|заголовок|nagłówek|rubrik|overskrift|otsikko|nadpis|naslov"
    r"|címsor|başlık|titlu|tiêu đề|επικεφαλίδα|見出し|标题|標題|제목|عنوان|כותרת)\s*([1-9])\Z",
    re.IGNORECASE,
)
_TITLES = frozenset(
    {"title", "titel", "titre", "título", "titolo", "название", "tytuł", "otsikko", "表題", "标题", "제목", "العنوان"}
)
_QUOTES = frozenset(
    {"quote", "intense quote", "quotations", "block text", "block quotation", "zitat", "intensives zitat", "citation"}
    | {"citation intense", "cita", "cita destacada", "citazione", "citazione intensa", "citat", "cytat", "цитата"}
)
_CODE = frozenset({"html preformatted", "preformatted text", "source code", "code", "macro text"})
_CODE_WORDS = frozenset(
    {"html code", "verbatim char", "source text", "html typewriter", "html sample", "inline code", "teletype"}
)


def heading_by_name(name: str) -> int | None:
    """Return the level of a heading that a style's name tells, None where it tells none."""
    named = _HEADING.match(name)
    return min(int(named[1]), DEEPEST) if named else None


def is_title(name: str) -> bool:
    """Tell whether a style is that of a document's title."""
    return name.lower() in _TITLES


def kind_by_name(name: str) -> str | None:
    """Return quote or code where a style's name tells it."""
    lowered = name.lower()
    if lowered in _QUOTES:
        return "quote"
    return "code" if lowered in _CODE else None


def is_code(name: str) -> bool:
    """Tell whether a style of words is that of code."""
    return name.lower() in _CODE_WORDS

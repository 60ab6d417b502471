"""Find what a field's instruction says that a reader sees, as Word files and Rich Text write it."""

from __future__ import annotations

import re

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"\\]\S*))?', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"(?P<place>[^"]*)"', re.IGNORECASE)
#: How words with their pronunciation above them are set as a formula: overlaid, the reading raised, then the words.
_RUBY = re.compile(
    r"\s*EQ\b.*?\\o[^(]*\(\s*\\s\s*\\up\s*\d+\s*\([^)]*\)\s*[,;](?P<base>.*)\)\s*\Z", re.IGNORECASE | re.DOTALL
)


def link_of(instruction: str) -> str | None:
    """Return the address of a link that a field's instruction makes, None where it is none or stays in the file."""
    match = _LINK.match(instruction)
    address = (match["quoted"] or match["bare"] or "").strip() if match else ""
    if not address:
        return None
    place = _PLACE.search(instruction)
    return f"{address}#{place['place']}" if place and "#" not in address else address


def base_of(instruction: str) -> str | None:
    """Return the words whose pronunciation a field sets above them, None where it does no such thing."""
    match = _RUBY.match(instruction)
    return match["base"].strip() or None if match else None

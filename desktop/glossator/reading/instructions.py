"""Find the address in a field's instruction, as Word files and Rich Text write it."""

from __future__ import annotations

import re

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"\\]\S*))?', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"(?P<place>[^"]*)"', re.IGNORECASE)


def link_of(instruction: str) -> str | None:
    """Return the address of a link that a field's instruction makes, None where it is none or stays in the file."""
    match = _LINK.match(instruction)
    address = (match["quoted"] or match["bare"] or "").strip() if match else ""
    if not address:
        return None
    place = _PLACE.search(instruction)
    return f"{address}#{place['place']}" if place and "#" not in address else address

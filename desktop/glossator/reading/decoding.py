"""Turn a file's bytes into canonical text, for the formats whose text is the file's own."""

from __future__ import annotations

from glossator.model.document import Caution
from glossator.model.problem import refuse
from glossator.reading.canonical import canonical
from glossator.reading.encoding import Decoded, decode
from glossator.reading.parsed import Given


def text_of(given: Given) -> tuple[Decoded, str, tuple[Caution, ...]]:
    """Return how the bytes were decoded, the canonical text, and what was changed; raise Refused where it is none."""
    decoded = decode(given.data, encoding=given.encoding, name=given.name)
    text, cautions = canonical(decoded.text)
    if not text or text.isspace():
        raise refuse(f"{given.name} was not read", "it is empty", "choose a file with text in it")
    if len(text) > given.most_characters:
        raise refuse(
            f"{given.name} was not read",
            f"it holds more than {given.most_characters:,} characters",
            "divide it and read the parts",
        )
    return decoded, text, (*decoded.cautions, *cautions)

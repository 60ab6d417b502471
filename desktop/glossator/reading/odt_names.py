"""Name the elements and attributes of OpenDocument's XML."""

from __future__ import annotations

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"

OFFICE = f"{{{_OASIS}office:1.0}}"
TEXT = f"{{{_OASIS}text:1.0}}"
STYLE = f"{{{_OASIS}style:1.0}}"
TABLE = f"{{{_OASIS}table:1.0}}"
DRAW = f"{{{_OASIS}drawing:1.0}}"
FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{{{_OASIS}svg-compatible:1.0}}"
META = f"{{{_OASIS}meta:1.0}}"
MANIFEST = f"{{{_OASIS}manifest:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"

#: Elements that describe, or that programs make anew whenever they show a file: none of their words are the text's.
DESCRIBING = (
    *(OFFICE + name for name in ("forms", "event-listeners", "change-info", "binary-data")),
    *(TEXT + f"{name}-source" for name in ("table-of-content", "illustration-index", "table-index", "object-index")),
    *(TEXT + f"{name}-source" for name in ("user-index", "alphabetical-index", "bibliography")),
    *(TEXT + f"{name}-decls" for name in ("sequence", "variable", "user-field", "dde-connection")),
    *(TEXT + name for name in ("note-citation", "number", "script", "alphabetical-index-auto-mark-file", "label")),
    *(SVG + "title", SVG + "desc", DC + "creator", DC + "date", TABLE + "title", TABLE + "desc"),
)


def number(words: str | None, otherwise: int = 1) -> int:
    """Return a whole number, or the other one where the words are none."""
    try:
        return int(words or "")
    except ValueError:
        return otherwise

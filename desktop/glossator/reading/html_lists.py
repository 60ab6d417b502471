"""Lists of a page: how deep a line stands in them, and which marker an item has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from glossator.model.document import Json
from glossator.reading.html_names import Attributes
from glossator.reading.numerals import letters, roman

#: How an ordered list counts, by its type.
_STYLES: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}

BULLET = "•"

_LISTS = frozenset({"ul", "ol", "menu", "dl"})


_STYLE = re.compile(r"(?:^|;)\s*list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)

#: The same by the names that styles give them; others count as lists do that say nothing.
_NAMED = {
    "none": "none",
    "decimal": "1",
    **dict.fromkeys(("lower-alpha", "lower-latin"), "a"),
    **dict.fromkeys(("upper-alpha", "upper-latin"), "A"),
    "lower-roman": "i",
    "upper-roman": "I",
    **dict.fromkeys(("disc", "circle", "square"), BULLET),
}


@dataclass(slots=True)
class _List:
    tag: str
    number: int
    step: int
    style: str
    marker: str | None = None


@dataclass(slots=True)
class Lists:
    """Follow the lists that a walk is in."""

    _open: list[_List] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """Return how deep the walk is in lists; a term of a description stands outside of its own."""
        outside = bool(self._open) and self._open[-1].tag == "dl" and self._open[-1].marker == "dt"
        return len(self._open) - outside

    def enter(self, tag: str, attributes: Attributes) -> None:
        """Begin a list or an item."""
        if tag in _LISTS:
            backwards = tag == "ol" and "reversed" in attributes
            start = _whole(attributes.get("start")) if tag == "ol" else None
            step = -1 if backwards else 1
            style = _styled(attributes) or attributes.get("type") or "1"
            self._open.append(_List(tag, (1 if start is None else start) - step, step, style))
        elif tag in ("li", "dt", "dd") and self._open:
            at = self._open[-1]
            value = _whole(attributes.get("value"))
            at.number = at.number + at.step if value is None else value
            at.marker = _marker(at) if tag == "li" else tag

    def leave(self, tag: str) -> None:
        """End a list."""
        if tag in _LISTS and self._open:
            self._open.pop()

    def item(self) -> dict[str, Json]:
        """Return the data of a line in an item; the marker belongs to its first line alone."""
        at = self._open[-1]
        if at.tag == "dl" or at.marker is None:
            return {}
        marker, at.marker = at.marker, None
        return {"marker": marker}


def _styled(attributes: Attributes) -> str | None:
    """Return how a list counts by its style."""
    found = _STYLE.search(attributes.get("style") or "")
    return _NAMED.get(found.group(1).lower()) if found else None


def _marker(at: _List) -> str | None:
    if at.style == "none":
        return None
    if at.tag != "ol" or at.style == BULLET:
        return BULLET
    return f"{_STYLES.get(at.style, str)(at.number)}."


def _whole(words: str | None) -> int | None:
    try:
        return int(words) if words is not None else None
    except ValueError:
        return None

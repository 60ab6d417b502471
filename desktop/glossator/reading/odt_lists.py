"""Count the items of OpenDocument's lists and its numbered headings, and write their markers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from glossator.reading.numerals import columns, letters, roman
from glossator.reading.odt_names import LOEXT, STYLE, TEXT, XML, number
from glossator.reading.odt_styles import Styles
from glossator.reading.symbols import bullet
from glossator.reading.xml import Element

_FORMS: dict[str, Callable[[int], str]] = {
    "i": roman,
    "I": lambda count: roman(count).upper(),
    "a": columns,
    "A": lambda count: columns(count).upper(),
    "": lambda _: "",
}
_DOUBLED: dict[str, Callable[[int], str]] = {"a": letters, "A": lambda count: letters(count).upper()}
_PLACE = re.compile(r"%(\d{1,2})%")

_Counts = dict[int, int]


@dataclass(slots=True)
class _List:
    style: Element | None
    name: str | None
    counts: _Counts
    start: int | None = None
    is_counted: bool = True


@dataclass(slots=True)
class Lists:
    """Know in which lists the walk is, and count an item with its first paragraph: an empty one is none."""

    styles: Styles
    _open: list[_List] = field(default_factory=list)
    _named: dict[str, _Counts] = field(default_factory=dict)
    _last: dict[str | None, _Counts] = field(default_factory=dict)
    _headings: _Counts = field(default_factory=dict)

    @property
    def depth(self) -> int:
        """Return how many lists are around, in one another."""
        return len(self._open)

    def begin(self, element: Element) -> None:
        """Begin a list, or one in another's item."""
        outer = self._open[-1] if self._open else None
        name = element.get(TEXT + "style-name") or (outer.name if outer is not None else None)
        goes_on = element.get(TEXT + "continue-numbering") == "true"
        counts: _Counts
        if outer is not None:
            counts = outer.counts
            if not goes_on:
                counts.pop(len(self._open) + 1, None)
        else:
            named = element.get(TEXT + "continue-list")
            before = self._named.get(named) if named is not None else None
            counts = before if before is not None else self._last.get(name, {}) if goes_on else {}
            self._last[name] = counts
            self._named[element.get(XML + "id") or ""] = counts
        self._open.append(_List(self.styles.list_style(name), name, counts))

    def end(self) -> None:
        """End a list."""
        if self._open:
            self._open.pop()

    def begin_item(self, element: Element, *, is_header: bool) -> None:
        """Begin an item; a list's header has no number."""
        if self._open:
            start = element.get(TEXT + "start-value")
            self._open[-1].start = number(start) if start is not None else None
            self._open[-1].is_counted = is_header

    def marker(self, paragraph_style: str | None) -> str | None:
        """Return the marker of the item whose paragraph begins, None where it is not its first."""
        inner = self._open[-1] if self._open else None
        if inner is None or inner.is_counted:
            return None
        inner.is_counted = True
        style = inner.style if inner.style is not None else self.styles.list_style(paragraph_style)
        if style is None:
            return "•"
        marker = _counted(style, inner.counts, len(self._open), start=inner.start)
        inner.start = None
        return marker

    def heading(self, level: int) -> str | None:
        """Count a heading of a level and return its number, None where headings have none."""
        if self.styles.outline is None:
            return None
        return _counted(self.styles.outline, self._headings, level, start=None) or None


def _counted(style: Element, counts: _Counts, level: int, *, start: int | None) -> str:
    definitions = {number(one.get(TEXT + "level"), 0): one for one in style.iterchildren("*")}
    own = definitions.get(level)
    if own is None:
        return ""
    first = start if start is not None else number(own.get(TEXT + "start-value"))
    counts[level] = first if start is not None or level not in counts else counts[level] + 1
    for deeper in [one for one in counts if one > level]:
        del counts[deeper]
    if own.tag == TEXT + "list-level-style-bullet":
        return bullet(own.get(TEXT + "bullet-char") or "•")
    if own.tag == TEXT + "list-level-style-image":
        return "•"
    return _written(definitions, counts, level)


def _written(definitions: dict[int, Element], counts: _Counts, level: int) -> str:
    own = definitions[level]
    if not own.get(STYLE + "num-format"):
        return ""

    def numeral(place: int) -> str:
        definition = definitions.get(place)
        if definition is None:
            return ""
        form = definition.get(STYLE + "num-format") or ""
        doubled = definition.get(STYLE + "num-letter-sync") == "true"
        write = (_DOUBLED.get(form) if doubled else None) or _FORMS.get(form)
        count = counts.get(place, number(definition.get(TEXT + "start-value")))
        return write(count) if write is not None else str(count)

    pattern = own.get(LOEXT + "num-list-format") or own.get(STYLE + "num-list-format")
    if pattern:
        return _PLACE.sub(lambda match: numeral(int(match[1])), pattern)
    shown = max(1, min(number(own.get(TEXT + "display-levels")), level))
    numerals = [words for place in range(level - shown + 1, level + 1) if (words := numeral(place))]
    return (own.get(STYLE + "num-prefix") or "") + ".".join(numerals) + (own.get(STYLE + "num-suffix") or "")

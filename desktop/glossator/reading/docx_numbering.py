"""Count the items of Word's lists and write their markers, which its files do not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from glossator.reading.docx_names import W, child_value, is_on, number, value
from glossator.reading.numerals import letters, roman, russian, signs
from glossator.reading.symbols import bullet
from glossator.reading.xml import Element

#: Word has nine levels of a list.
LEVELS = 9

_FORMS: dict[str, Callable[[int], str]] = {
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda count: letters(count).upper(),
    "russianLower": russian,
    "russianUpper": lambda count: russian(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "chicago": signs,
    "none": lambda _: "",
}
_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    words: str = ""
    style: str | None = None
    legal: bool = False
    restarts: bool = True


@dataclass(slots=True)
class _List:
    counter: str
    levels: list[_Level]
    starts: dict[int, int] = field(default_factory=dict)
    begun: bool = False

    def first(self, level: int) -> int:
        """Return the number of the first item of a level."""
        return self.starts.get(level, self.levels[level].start)


def numeral(form: str, count: int) -> str:
    """Write a number in one of Word's forms; those not known here in digits."""
    written = _FORMS.get(form)
    return written(count) if written is not None else str(count)


class Numbering:
    """Give the marker of each item, in the order of the document."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._instances: dict[str, Element] = {}
        self._abstracts: dict[str, Element] = {}
        for one in root.iterfind(W + "num") if root is not None else ():
            self._instances[value(one, "numId") or ""] = one
        for one in root.iterfind(W + "abstractNum") if root is not None else ():
            self._abstracts[value(one, "abstractNumId") or ""] = one

    def level_of(self, list_id: str, style_id: str | None) -> int:
        """Return the level of a list that belongs to a style, 0 where none does."""
        found = self._list(list_id)
        levels = found.levels if found is not None and style_id is not None else []
        return next((index for index, level in enumerate(levels) if level.style == style_id), 0)

    def marker(self, list_id: str, level: int) -> str | None:
        """Count an item of a list and return its marker; None where there is no such list."""
        found = self._list(list_id)
        if found is None:
            return None
        level = max(0, min(level, LEVELS - 1))
        counts = self._counts.setdefault(found.counter, [None] * LEVELS)
        if not found.begun:
            found.begun = True
            for index in found.starts:
                counts[index] = None
        for index in range(level):
            if counts[index] is None:
                counts[index] = found.first(index)
        before = counts[level]
        counts[level] = found.first(level) if before is None else before + 1
        for index in range(level + 1, LEVELS):
            if found.levels[index].restarts:
                counts[index] = None
        return _written(found.levels, counts, level)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._made(list_id)
        return self._lists[list_id]

    def _made(self, list_id: str) -> _List | None:
        instance = self._instances.get(list_id)
        if instance is None:
            return None
        counter = child_value(instance, "abstractNumId") or ""
        abstract = self._definition(counter)
        if abstract is None:
            return None
        levels = [_Level() for _ in range(LEVELS)]
        for one in abstract.iterfind(W + "lvl"):
            _put(one, levels)
        starts: dict[int, int] = {}
        for override in instance.iterfind(W + "lvlOverride"):
            index = number(value(override, "ilvl"))
            start = child_value(override, "startOverride")
            if start is not None and 0 <= index < LEVELS:
                starts[index] = number(start, 1)
            own = override.find(W + "lvl")
            if own is not None:
                _put(own, levels)
        return _List(counter, levels, starts)

    def _definition(self, abstract_id: str) -> Element | None:
        """Find the definition of a list, also where it only names the style that defines it."""
        abstract = self._abstracts.get(abstract_id)
        style = child_value(abstract, "numStyleLink")
        if style is None:
            return abstract
        return next((one for one in self._abstracts.values() if child_value(one, "styleLink") == style), abstract)


def _put(element: Element, levels: list[_Level]) -> None:
    index = number(value(element, "ilvl"), -1)
    if not 0 <= index < LEVELS:
        return
    legal = element.find(W + "isLgl")
    levels[index] = _Level(
        number(child_value(element, "start"), 1),
        child_value(element, "numFmt") or "decimal",
        child_value(element, "lvlText") or "",
        child_value(element, "pStyle"),
        legal is not None and is_on(legal),
        child_value(element, "lvlRestart") != "0",
    )


def _written(levels: list[_Level], counts: list[int | None], level: int) -> str:
    own = levels[level]
    if own.form == "bullet":
        return bullet(own.words)

    def put(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        return numeral("decimal" if own.legal else levels[index].form, counts[index] or 0)

    return _PLACE.sub(put, own.words)

"""A question asked of every tag: a tree of conditions joined by and, or, not; to and from plain JSON.

It holds what was asked in the words of the project (names, keys, titles), not what it finds: the
same question is asked again tomorrow, and of another project.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from glossator.model.annotation import RELATIONS
from glossator.model.dates import days_of
from glossator.model.document import Json
from glossator.model.problem import Problem

#: How a value of a scale is compared, by score.
COMPARISONS = ("at least", "at most", "above", "below")

#: How a date is held against one that is given: the days that each spans decide.
WHENS = ("before", "after", "on", "since", "until", "between")

#: Where in a link a tag stands: it says of another, another says of it, or either.
SOURCE, TARGET, EITHER = "source", "target", "either"
ENDS = (SOURCE, TARGET, EITHER)

#: What a tag is only among the others: each is worked out once for the whole project.
SETTLED, CHANGED, ONE_SIDE, ONE_READER = "settled", "changed", "one side", "one reader"
TRAITS = (SETTLED, CHANGED, ONE_SIDE, ONE_READER)


@dataclass(frozen=True, slots=True)
class Is:
    """Ask whether ``of`` is one of some values: keys, names or titles."""

    of: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IsSet:
    """Ask whether ``of`` holds anything."""

    of: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Ask how a scale's value stands to another of it: one of `COMPARISONS`."""

    of: str
    how: str
    value: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Ask when: one of `WHENS`; ``until`` is given with ``between`` alone. Dates are years, months or days."""

    of: str
    when: str
    date: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Holds:
    """Ask whether words stand in ``of``, case and accents aside."""

    of: str
    words: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Ask for a link; ``relation`` is "" for any, ``end`` says where in it the tag stands."""

    relation: str = ""
    end: str = EITHER


@dataclass(frozen=True, slots=True)
class Trait:
    """Ask for what a tag is among the others: one of `TRAITS`."""

    name: str


@dataclass(frozen=True, slots=True)
class New:
    """Ask whether a tag came since a date, or where ``act`` is given since the act with this id."""

    since: str
    act: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """Ask for the contrary."""

    part: Question


@dataclass(frozen=True, slots=True)
class All:
    """Ask for all of several questions; of none it is true of every tag."""

    parts: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Ask for one of several questions."""

    parts: tuple[Question, ...]


Question: TypeAlias = Is | IsSet | Compared | Dated | Holds | Linked | Trait | New | Not | All | Either

#: The question to which every tag is an answer.
EVERYTHING = All()


def negated(question: Question) -> Question:
    """Return the contrary of a question; of a contrary the question itself."""
    return question.part if isinstance(question, Not) else Not(question)


def all_of(parts: Iterable[Question]) -> Question:
    """Join questions by and; what is joined so already becomes one."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, All) else (part,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(parts: Iterable[Question]) -> Question:
    """Join questions, at least one, by or; what is joined so already becomes one."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, Either) else (part,))]
    return flat[0] if len(flat) == 1 else Either(tuple(flat))


@dataclass(frozen=True, slots=True)
class Saved:
    """Keep a question by name; ``filter`` is its plain form as the project holds it."""

    id: str
    name: str
    filter: Mapping[str, Json]

    @property
    def question(self) -> Question | Problem:
        """Read the question, or say why that cannot be done."""
        return question_from_data(self.filter)


def question_to_data(question: Question) -> dict[str, Json]:
    """Write a question as plain data."""
    match question:
        case All(parts):
            return {"and": [question_to_data(part) for part in parts]}
        case Either(parts):
            return {"or": [question_to_data(part) for part in parts]}
        case Not(part):
            return {"not": question_to_data(part)}
        case Is(of, values):
            return {"is": of, "values": [*values]}
        case IsSet(of):
            return {"set": of}
        case Compared(of, how, value):
            return {"compare": of, "how": how, "value": value}
        case Dated(of, when, date, until):
            return _without_none({"dated": of, "when": when, "date": date, "until": until or None})
        case Holds(of, words):
            return {"holds": of, "words": words}
        case Linked(relation, end):
            return _without_none({"linked": end, "relation": relation or None})
        case Trait(name):
            return {"trait": name}
        case New(since, act):
            return _without_none({"new since": since, "act": act or None})


def _without_none(data: dict[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in data.items() if value is not None}


def question_from_data(data: object) -> Question | Problem:
    """Read a question from plain data; what is none is said."""
    try:
        return _read(data, 0)
    except _Wrong as wrong:
        return Problem("the question was not read", str(wrong), "write it anew in words")


class _Wrong(Exception):
    """Say what is wrong with plain data, inside this module."""


#: Questions nested deeper than this are none that a person asked.
_DEEPEST = 60

Given: TypeAlias = Mapping[str, object]


def _read(data: object, depth: int) -> Question:
    if not isinstance(data, Mapping) or depth > _DEEPEST:
        raise _Wrong("a part of it is no condition, or is nested too deeply")
    if "and" in data:
        return all_of(_parts(data, "and", depth, least=0))
    if "or" in data:
        return any_of(_parts(data, "or", depth, least=1))
    if "not" in data:
        _only(data, "not")
        return negated(_read(data["not"], depth + 1))
    for key, read in _CONDITIONS.items():
        if key in data:
            return read(data)
    raise _Wrong(f"it holds {', '.join(map(str, data)) or 'nothing'}, which is no condition")


def _parts(data: Given, key: str, depth: int, *, least: int) -> list[Question]:
    _only(data, key)
    parts = data[key]
    if not isinstance(parts, list) or len(parts) < least:
        raise _Wrong(f"its “{key}” joins nothing")
    return [_read(part, depth + 1) for part in parts]


def _only(data: Given, *keys: str) -> None:
    others = [key for key in data if key not in keys]
    if others:
        raise _Wrong(f"“{keys[0]}” stands with {', '.join(map(str, others))}")


def _text(data: Given, key: str, among: Iterable[str] | None = None) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip() or (among is not None and value not in among):
        raise _Wrong(f"“{key}” is {value!r}")
    return value


def _day(data: Given, key: str) -> str:
    date = _text(data, key)
    if days_of(date) is None:
        raise _Wrong(f"“{key}” is {date!r}, which is no date")
    return date


def _is(data: Given) -> Question:
    _only(data, "is", "values")
    values = data.get("values")
    if not isinstance(values, list) or not values or not all(isinstance(one, str) and one.strip() for one in values):
        raise _Wrong("“values” is no list of words")
    return Is(_text(data, "is"), tuple(values))


def _compared(data: Given) -> Question:
    _only(data, "compare", "how", "value")
    return Compared(_text(data, "compare"), _text(data, "how", COMPARISONS), _text(data, "value"))


def _dated(data: Given) -> Question:
    _only(data, "dated", "when", "date", "until")
    when = _text(data, "when", WHENS)
    if ("until" in data) != (when == "between"):
        raise _Wrong("“until” goes with “between”, and only with it")
    return Dated(_text(data, "dated"), when, _day(data, "date"), _day(data, "until") if when == "between" else "")


def _linked(data: Given) -> Question:
    _only(data, "linked", "relation")
    return Linked(_text(data, "relation", RELATIONS) if "relation" in data else "", _text(data, "linked", ENDS))


def _new(data: Given) -> Question:
    _only(data, "new since", "act")
    if data.get("act", False) is True:
        return New(_text(data, "new since"), act=True)
    return New(_day(data, "new since"))


def _set(data: Given) -> Question:
    _only(data, "set")
    return IsSet(_text(data, "set"))


def _holds(data: Given) -> Question:
    _only(data, "holds", "words")
    return Holds(_text(data, "holds"), _text(data, "words"))


def _trait(data: Given) -> Question:
    _only(data, "trait")
    return Trait(_text(data, "trait", TRAITS))


_CONDITIONS: Mapping[str, Callable[[Given], Question]] = {
    "is": _is,
    "set": _set,
    "compare": _compared,
    "dated": _dated,
    "holds": _holds,
    "linked": _linked,
    "trait": _trait,
    "new since": _new,
}

"""The codebook: the kinds a passage can be tagged with, their fields, and the values that fields take.

A codebook is read from plain data (a TOML file's or an export's) and is written back to it; what is
wrong with it is said in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from glossator.model.problem import Problem

FIELD_TYPES = ("actor", "issue", "scale", "choice", "text", "date")
SHAPES = ("triangle", "diamond", "disc", "square")

#: Fields that carry one another's value when a kind changes: who holds, claims or would bear it.
WHO_FIELDS = ("holder", "claimant", "bearer")

_KEY = re.compile(r"[a-z][a-z0-9-]*\Z")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}\Z")


@dataclass(frozen=True, slots=True)
class Value:
    """Name one value of a scale or choice; ``score`` is None where it counts in no average."""

    key: str
    label: str
    score: int | None
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """Describe one field of a kind; ``shortcut`` is the letter that opens it, or None."""

    key: str
    label: str
    type: str
    shortcut: str | None = None
    guidance: str = ""
    values: tuple[Value, ...] = ()

    def value(self, key: str) -> Value | None:
        """Find a value by its key."""
        return next((value for value in self.values if value.key == key), None)


@dataclass(frozen=True, slots=True)
class Kind:
    """Describe a kind of passage: its words, shape, colour (light mark, six hexadecimal digits), key and fields."""

    key: str
    label: str
    shape: str
    colour: str
    shortcut: str | None
    guidance: str = ""
    fields: tuple[Field, ...] = ()

    def field(self, key: str) -> Field | None:
        """Find a field by its key."""
        return next((field for field in self.fields if field.key == key), None)

    @property
    def who(self) -> Field | None:
        """Return the field that says who holds, claims or bears it."""
        return next((field for field in self.fields if field.key in WHO_FIELDS), None)

    @property
    def digits(self) -> Field | None:
        """Return the field that digits set when none is in focus: the first scale or choice."""
        return next((field for field in self.fields if field.type in ("scale", "choice")), None)


@dataclass(frozen=True, slots=True)
class Codebook:
    """Hold the kinds in their order."""

    kinds: tuple[Kind, ...]

    def kind(self, key: str) -> Kind | None:
        """Find a kind by its key."""
        return next((kind for kind in self.kinds if kind.key == key), None)

    def fields(self) -> Iterator[Field]:
        """Yield each field key once, in the order of the kinds."""
        seen: set[str] = set()
        for kind in self.kinds:
            for field in kind.fields:
                if field.key not in seen:
                    seen.add(field.key)
                    yield field

    def split_fields(self, kind: str, fields: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Split stored fields into those the kind shows, in its order, and those it hides, by key."""
        known = self.kind(kind)
        shown_keys = [field.key for field in known.fields] if known else []
        shown = {key: fields[key] for key in shown_keys if key in fields}
        hidden = {key: fields[key] for key in sorted(fields) if key not in shown}
        return shown, hidden


def codebook_from_data(data: object) -> Codebook | Problem:
    """Read a codebook from plain data: ``{"kinds": [{"key", "label", …, "fields": [… "values": […]]}]}``.

    TOML says the same with ``[[kinds]]``, ``[[kinds.fields]]``, ``[[kinds.fields.values]]``.
    """
    try:
        kinds = tuple(_kind(item) for item in _list(_table(data, "the codebook"), "kinds", "the codebook"))
        if not kinds:
            raise _Wrong("it has no kinds")
        _once([kind.key for kind in kinds], "the kind")
        _once([kind.shortcut for kind in kinds if kind.shortcut], "the kind's key")
    except _Wrong as wrong:
        return Problem("the codebook was not taken", str(wrong), "mend the file and try again")
    return Codebook(kinds)


def codebook_to_data(codebook: Codebook) -> dict[str, object]:
    """Write a codebook as plain data, keys in the order of the export."""
    return {"kinds": [_kind_data(kind) for kind in codebook.kinds]}


class _Wrong(Exception):
    """Say what is wrong with a codebook, inside this module."""


def _kind(item: object) -> Kind:
    table = _table(item, "a kind")
    key = _key(table, "a kind")
    where = f"the kind {key}"
    fields = tuple(_field(field, where) for field in _list(table, "fields", where))
    _once([field.key for field in fields], f"{where}'s field")
    _once([field.shortcut for field in fields if field.shortcut], f"{where}'s field key")
    shape = _text(table, "shape", where, default="square")
    colour = _text(table, "colour", where, default="6E6A61")
    if shape not in SHAPES:
        raise _Wrong(f"{where} has the shape {shape!r}; shapes are {', '.join(SHAPES)}")
    if not _COLOUR.match(colour):
        raise _Wrong(f"{where} has the colour {colour!r}; a colour is six hexadecimal digits")
    return Kind(
        key=key,
        label=_text(table, "label", where, default=key.replace("-", " ").capitalize()),
        shape=shape,
        colour=colour.upper(),
        shortcut=_shortcut(table, where),
        guidance=_text(table, "guidance", where, default=""),
        fields=fields,
    )


def _field(item: object, owner: str) -> Field:
    table = _table(item, f"a field of {owner}")
    key = _key(table, f"a field of {owner}")
    where = f"{owner}'s field {key}"
    type_ = _text(table, "type", where, default="text")
    if type_ not in FIELD_TYPES:
        raise _Wrong(f"{where} has the type {type_!r}; types are {', '.join(FIELD_TYPES)}")
    values = tuple(_value(value, where) for value in _list(table, "values", where))
    _once([value.key for value in values], f"{where}'s value")
    if type_ in ("scale", "choice") and not values:
        raise _Wrong(f"{where} is a {type_} without values")
    if type_ not in ("scale", "choice") and values:
        raise _Wrong(f"{where} has values but is no scale or choice")
    return Field(
        key=key,
        label=_text(table, "label", where, default=key.replace("-", " ").capitalize()),
        type=type_,
        shortcut=_shortcut(table, where),
        guidance=_text(table, "guidance", where, default=""),
        values=values,
    )


def _value(item: object, owner: str) -> Value:
    table = _table(item, f"a value of {owner}")
    key = _key(table, f"a value of {owner}")
    score = table.get("score")
    if score is not None and (isinstance(score, bool) or not isinstance(score, int)):
        raise _Wrong(f"{owner}'s value {key} has a score that is no whole number")
    label = _text(table, "label", owner, default=key.replace("-", " ").capitalize())
    return Value(key, label, score, _text(table, "guidance", owner, default=""))


def joined(first: Codebook, other: Codebook) -> Codebook:
    """Give a codebook the kinds, fields and values that another has beside it; what both have stays as it is.

    A letter that is taken is not given twice: what comes goes without.
    """

    def both(mine: Kind, theirs: Kind) -> Kind:
        fields = _joined(mine.fields, theirs.fields, lambda one, two: replace(one, values=_values(one, two.values)))
        return replace(mine, fields=fields)

    taken = {field.shortcut for kind in first.kinds for field in kind.fields}
    kinds = [
        replace(kind, shortcut=None) if kind.shortcut in taken and first.kind(kind.key) is None else kind
        for kind in _joined(first.kinds, other.kinds, both)
    ]
    letters = {kind.shortcut for kind in kinds}

    def lettered(kind: Kind, field: Field) -> Field:
        known = first.kind(kind.key)
        is_new = known is None or known.field(field.key) is None
        return replace(field, shortcut=None) if is_new and field.shortcut in letters else field

    return Codebook(
        tuple(replace(kind, fields=tuple(lettered(kind, field) for field in kind.fields)) for kind in kinds)
    )


_Part = TypeVar("_Part", Kind, Field)


def _joined(
    mine: tuple[_Part, ...], theirs: tuple[_Part, ...], both: Callable[[_Part, _Part], _Part]
) -> tuple[_Part, ...]:
    there = {part.key: part for part in theirs}
    known = [both(part, there[part.key]) if part.key in there else part for part in mine]
    taken = {part.shortcut for part in known}
    for part in theirs:
        if all(part.key != one.key for one in mine):
            known.append(replace(part, shortcut=None) if part.shortcut in taken else part)
            taken.add(part.shortcut)
    return tuple(known)


def _values(field: Field, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return a field's values with further ones, which only a scale or choice takes."""
    if not field.values:
        return ()
    return (*field.values, *(value for value in values if field.value(value.key) is None))


def _kind_data(kind: Kind) -> dict[str, object]:
    return {
        "key": kind.key,
        "label": kind.label,
        "shape": kind.shape,
        "colour": kind.colour,
        "shortcut": kind.shortcut,
        "guidance": kind.guidance,
        "fields": [
            {
                "key": field.key,
                "label": field.label,
                "type": field.type,
                "shortcut": field.shortcut,
                "guidance": field.guidance,
                "values": [
                    {"key": value.key, "label": value.label, "score": value.score, "guidance": value.guidance}
                    for value in field.values
                ],
            }
            for field in kind.fields
        ],
    }


def _table(item: object, where: str) -> Mapping[str, object]:
    if not isinstance(item, Mapping):
        raise _Wrong(f"{where} is no table")
    return item


def _list(table: Mapping[str, object], key: str, where: str) -> list[object]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise _Wrong(f"{where}'s {key} is no list")
    return value


def _text(table: Mapping[str, object], key: str, where: str, *, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise _Wrong(f"{where}'s {key} is no text")
    return value


def _key(table: Mapping[str, object], where: str) -> str:
    key = table.get("key")
    if not isinstance(key, str) or not _KEY.match(key):
        raise _Wrong(f"{where} has the key {key!r}; a key is small letters, digits and hyphens")
    return key


def _shortcut(table: Mapping[str, object], where: str) -> str | None:
    shortcut = table.get("shortcut")
    if shortcut is None or shortcut == "":
        return None
    one = isinstance(shortcut, str) and len(shortcut) == len(shortcut.upper()) == len(shortcut.lower()) == 1
    if not isinstance(shortcut, str) or not one or not shortcut.isalpha():
        raise _Wrong(f"{where}'s shortcut {shortcut!r} is not one letter")
    return shortcut.lower()


def _once(keys: list[str] | list[str | None], what: str) -> None:
    for key in keys:
        if keys.count(key) > 1:  # type: ignore[arg-type]
            raise _Wrong(f"{what} {key} stands there twice")

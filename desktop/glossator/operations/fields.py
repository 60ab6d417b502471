"""What a field of a tag may hold: words become stored values, or the values that are there are named."""

from __future__ import annotations

import re
from collections.abc import Mapping

from glossator.model.codebook import Field, Kind
from glossator.model.date_words import parse_date as parse_date
from glossator.model.people import Entity, folded
from glossator.model.problem import Problem, Refused, refuse
from glossator.operations.entities import named
from glossator.store import Edit, Reads

#: The field types whose value is the id of an entity.
NAMING_TYPES = ("actor", "issue")


def parse_value(field: Field, words: str) -> str | Problem:
    """Read what a reader gave for a field: a value's key, label or score, a date, a name, or free text.

    An empty answer clears the field. A name stays a name here; ``field_edits`` finds or makes whose it is.
    """
    given = words.strip()
    if not given:
        return ""
    if field.type in ("scale", "choice"):
        return _parse_choice(field, given)
    if field.type == "date":
        date = parse_date(given)
        if date is None:
            return Problem(
                f"{field.label} was not set",
                f"“{given}” is no date",
                "give a year, month or day: 2026, 2026-05, 2026-05-12",
            )
        return date
    return given


def find_field(kind: Kind, key: str) -> Field:
    """Find a kind's field by its key or label; refuse with those that are there."""
    wanted = folded(key)
    for field in kind.fields:
        if wanted in (field.key, folded(field.label)):
            return field
    there = ", ".join(field.key for field in kind.fields)
    todo = f"name one of: {there}" if there else "choose another kind or write a note"
    raise refuse(f"{key} was not set", f"the kind {kind.key} has no such field", todo)


def field_edits(
    reads: Reads, kind: Kind, given: Mapping[str, str | Entity]
) -> tuple[dict[str, str | None], list[Edit]]:
    """Turn what was given for fields into stored values, None to clear, and the edits that make new names."""
    values: dict[str, str | None] = {}
    edits: list[Edit] = []
    for key, words in given.items():
        field = find_field(kind, key)
        if isinstance(words, Entity):
            values[field.key] = _entity_value(field, words)
            continue
        value = parse_value(field, words)
        if isinstance(value, Problem):
            raise Refused(value)
        if value and field.type in NAMING_TYPES:
            found = named(reads, field.type, value)
            edits.extend(edit for edit in found.edits if edit not in edits)
            value = found.id
        values[field.key] = value or None
    return values, edits


def value_words(reads: Reads, field: Field | None, value: str) -> str:
    """Say a stored value in words: an entity's name, a value's label, else the value itself."""
    if field is None:
        return value
    if field.type in NAMING_TYPES:
        entity = reads.entity(value)
        return reads.standing(entity).name if entity is not None else value
    known = field.value(value)
    return known.label if known else value


def _entity_value(field: Field, known: Entity) -> str:
    if field.type != known.category:
        raise refuse(f"{field.label} was not set", f"“{known.name}” is an {known.category}", f"choose an {field.type}")
    return known.id


def _parse_choice(field: Field, given: str) -> str | Problem:
    for value in field.values:
        if value.key == given:
            return value.key
    wanted = folded(given)
    for value in field.values:
        if wanted in (value.key, folded(value.label)):
            return value.key
    score = _score(given)
    if score is not None:
        for value in field.values:
            if value.score == score:
                return value.key
    there = ", ".join(value.key if value.score is None else f"{value.key} ({value.score})" for value in field.values)
    return Problem(f"{field.label} was not set", f"it has no value “{given}”", f"give one of: {there}")


def _score(given: str) -> int | None:
    match = re.fullmatch(r"[+-]?\d{1,9}", given.replace("−", "-"), re.ASCII)
    return int(match[0]) if match else None

"""The rows of a lane: a heading for each group, its cards below it; plain data, made in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from glossator.model.codebook import Kind
from glossator.review.axes import Axis, Grouped
from glossator.review.board import Lane
from glossator.review.statement import Statement
from glossator.views.words import date_words

#: Begins the key of a heading; a card's key is its tag's id, with the group after it where it stands twice.
_HEADING = "\n"


class Row(NamedTuple):
    """Hold one row: its key, the group it belongs to, and its tag, None on the group's heading.

    A named tuple, because fifty thousand are made when the board opens.
    """

    key: str
    group: Grouped
    tag: Statement | None = None


@dataclass(frozen=True, slots=True)
class LaneRows:
    """Hold the rows of a lane, and where each key stands."""

    rows: tuple[Row, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)


def rows_of(lane: Lane) -> LaneRows:
    """List a lane's headings and cards."""
    rows: list[Row] = []
    places: dict[str, int] = {}
    for group in lane.groups:
        heading = f"{_HEADING}{group.head}"
        places[heading] = len(rows)
        rows.append(Row(heading, group))
        for at, tag in enumerate(group.statements, len(rows)):
            key = tag.id
            if key in places:
                key = f"{key}{heading}"
            places[key] = at
            rows.append(Row(key, group, tag))
    return LaneRows(tuple(rows), places)


def heading_words(group: Grouped, axis: Axis, kind: Kind) -> str:
    """Put a group's head into words, also that of the tags which have no value."""
    if group.head:
        return date_words(group.words) if axis.key in ("month", "year") else group.words
    if axis.key in ("month", "year"):
        return "no date"
    field_ = kind.who if axis.key == "who" else kind.field(axis.key)
    if field_ is not None:
        return f"no {field_.label.lower()} yet"
    return "no label" if axis.key == "label" else f"{plural(kind)} have no {axis.label.lower()}"


def plural(kind: Kind) -> str:
    """Return a kind's word for several."""
    return f"{kind.label}s"

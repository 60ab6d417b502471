"""Decisions made apart on some of the same tags: the later one stands alone, as settling again in one file leaves it.

Each answer is a function of the active acts alone, so that files which met in whatever order show the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from glossator.store.replay import Layer, layers_of_rows

#: What may be changed of a decision without settling anew.
_BESIDE = frozenset({"deleted", "note"})

#: Pairs of decisions that share a side, whether they hold or not.
_SHARING = (
    "WITH side AS MATERIALIZED (SELECT c.row AS decision, json_extract(s.value, '$.id') AS tag"
    " FROM change c, json_each(c.fields, '$.sides') s WHERE c.tbl = 'decision' AND c.made = 1)"
    " SELECT DISTINCT one.decision, other.decision FROM side one JOIN side other"
    " ON other.tag = one.tag AND other.decision <> one.decision"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """Hold which active acts settled a decision, in their order, and which took it back."""

    settled: tuple[tuple[int, str, str], ...]
    withdrawn: tuple[str, ...]


def giving_way(connection: sqlite3.Connection, knows: Callable[[str, str], bool]) -> frozenset[str]:
    """List the decisions that give way to one made apart and later; ``knows`` tells whether an act knew another.

    One that was taken back by who did not know of the other takes nothing from it.
    """
    pairs = connection.execute(_SHARING).fetchall()
    if not pairs:
        return frozenset()
    said = {
        row: _said(layers)
        for _, row, layers in layers_of_rows(connection, "decision", {decision for pair in pairs for decision in pair})
    }
    return frozenset(one for one, other in pairs if _gives_way(said[one], said[other], knows))


def sharing(connection: sqlite3.Connection) -> set[str]:
    """List the decisions that share a side with another: whether one holds may follow from acts on the other."""
    return {decision for pair in connection.execute(_SHARING) for decision in pair}


def _said(layers: list[Layer]) -> _Said:
    active = [one for one in layers if one.active]
    settled = sorted(one.order for one in active if _settles(one))
    return _Said(tuple(settled), tuple(one.order[2] for one in active if one.fields.get("deleted") is True))


def _settles(layer: Layer) -> bool:
    return layer.made or layer.fields.get("deleted") is False or bool(layer.fields.keys() - _BESIDE)


def _gives_way(one: _Said, other: _Said, knows: Callable[[str, str], bool]) -> bool:
    for later in other.settled:
        unknown = [act for act in one.settled if not knows(later[2], act[2])]
        if not unknown or later < one.settled[-1]:
            continue
        if not any(
            knows(back, later[2]) and not any(knows(back, act[2]) for act in unknown) for back in other.withdrawn
        ):
            return True
    return False

"""The board of a project: its risks, positions and claims across documents, grouped and sorted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from glossator.model.annotation import Link
from glossator.model.codebook import Codebook, Kind
from glossator.operations.overview import Overview, Selection
from glossator.review.axes import Axis
from glossator.review.board import LIKELIHOOD, SEVERITY, Grid, Lane, Place, grid, in_cells, lane, order_key
from glossator.review.reading import NOTE
from glossator.review.statement import Scale

#: So many kinds have a lane: more would be too narrow to read.
LANES = 3


@dataclass(frozen=True, slots=True)
class Board:
    """Hold the lanes, by which axis they are grouped, and the grid of the risks, None where nothing rates them."""

    lanes: tuple[Lane, ...]
    axis: Axis
    order: str
    grid: Grid | None


def board(
    overview: Overview,
    codebook: Codebook,
    axis: Axis,
    order: str,
    *,
    selection: Selection | None = None,
    cells: Collection[Place] = (),
) -> Board:
    """Lay the chosen tags out in lanes; ``cells`` (severity, likelihood) of the grid leave other risks out."""
    found = overview.statements if selection is None else selection.of(overview.statements)
    scales = scales_of(codebook)
    key = order_key(order, scales)
    lanes, risks = [], None
    for kind in lane_kinds(codebook):
        of_kind = [one for one in found if one.kind == kind.key]
        kept = of_kind
        if risks is None and is_rated(kind):
            risks = grid(of_kind, scales[SEVERITY], scales[LIKELIHOOD])
            kept = in_cells(of_kind, cells)
        lanes.append(lane(kind.key, of_kind, kept, axis, key))
    return Board(tuple(lanes), axis, order, risks)


def lane_kinds(codebook: Codebook) -> list[Kind]:
    """Return the kinds that have a lane: the first ones that are no note."""
    return [kind for kind in codebook.kinds if kind.key != NOTE][:LANES]


def is_rated(kind: Kind) -> bool:
    """Tell whether a kind says how severe and how likely what it names is."""
    return all((field := kind.field(key)) is not None and field.type == "scale" for key in (SEVERITY, LIKELIHOOD))


def scales_of(codebook: Codebook) -> Mapping[str, Scale]:
    """Return the values of every scale and choice by the field's key."""
    return {
        field.key: Scale(
            {value.key: value.score for value in field.values}, {value.key: value.label for value in field.values}
        )
        for field in codebook.fields()
        if field.values
    }


def answered(links: Collection[Link]) -> frozenset[str]:
    """Return the ids of the tags that another one answers."""
    return frozenset(link.target for link in links if link.relation == "answers")

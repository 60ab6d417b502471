"""The board: tags of each kind in groups, each group in an order, and risks by severity and likelihood."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from glossator.review.axes import Axis, Grouped, grouped
from glossator.review.statement import Scale, Statement

#: The orders inside a group, by key; what is equal stands by document and place.
ORDERS = ("place", "date", "rank", "stance", "verdict")

#: The fields whose product ranks a risk, and which its grid is made of: rows, then columns.
SEVERITY, LIKELIHOOD = "severity", "likelihood"

#: A cell of the grid: a severity and a likelihood, by their values' keys.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Lane:
    """Hold the tags of one kind in their groups; ``count`` and ``documents`` count what was chosen, once each.

    ``hidden`` counts those that the grid leaves out.
    """

    kind: str
    groups: tuple[Grouped, ...]
    count: int
    documents: int
    hidden: int = 0

    @property
    def ids(self) -> tuple[str, ...]:
        """Return every tag once, in the order of the groups."""
        return tuple(dict.fromkeys(one.id for group in self.groups for one in group.statements))


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold risks by severity, the worst first, and likelihood, the rarest first; ``unrated`` lack one of the two."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Place, tuple[str, ...]]
    unrated: tuple[str, ...]

    @property
    def fullest(self) -> int:
        """Return how many the fullest cell holds."""
        return max(map(len, self.cells.values()), default=0)


def lane(
    kind: str,
    chosen: Sequence[Statement],
    kept: Sequence[Statement],
    axis: Axis,
    key: Callable[[Statement], tuple[object, ...]],
) -> Lane:
    """Group those kept of the chosen tags of a kind by an axis, each group sorted by a key."""
    documents = len({one.document for one in chosen})
    return Lane(kind, grouped(sorted(kept, key=key), axis), len(chosen), documents, len(chosen) - len(kept))


def grid(risks: Iterable[Statement], severity: Scale, likelihood: Scale) -> Grid:
    """Put risks into the cells of severity and likelihood; all values of both scales are there, used or not."""
    cells: dict[Place, list[str]] = {}
    unrated = []
    for risk in risks:
        place = place_of(risk)
        if place[0] in severity.scores and place[1] in likelihood.scores:
            cells.setdefault(place, []).append(risk.id)
        else:
            unrated.append(risk.id)
    return Grid(
        tuple(severity.scores)[::-1],
        tuple(likelihood.scores),
        {place: tuple(ids) for place, ids in cells.items()},
        tuple(unrated),
    )


def place_of(risk: Statement) -> Place:
    """Return the cell that a risk lies in; what is not set is ""."""
    return risk.fields.get(SEVERITY, ""), risk.fields.get(LIKELIHOOD, "")


def in_cells(risks: Iterable[Statement], cells: Collection[Place]) -> list[Statement]:
    """Keep the risks that lie in some cells; all of them where no cell is named."""
    return [risk for risk in risks if not cells or place_of(risk) in cells]


def order_key(order: str, scales: Mapping[str, Scale]) -> Callable[[Statement], tuple[object, ...]]:
    """Return what an order of ``ORDERS`` sorts by; what lacks the value comes last.

    A rank is severity times likelihood, the greatest first, then what has only one of them. ``scales``
    are those of the codebook's fields by key.
    """
    none = Scale({}, {})
    severity, likelihood = scales.get(SEVERITY, none), scales.get(LIKELIHOOD, none)
    stance = scales.get("stance", none)
    verdicts = {key: at for at, key in enumerate(scales.get("verdict", none).labels)}

    def date(one: Statement) -> tuple[object, ...]:
        return (not one.date, one.date)

    def rank(one: Statement) -> tuple[object, ...]:
        how_bad = severity.score(one.fields.get(SEVERITY, "")) or 0
        how_likely = likelihood.score(one.fields.get(LIKELIHOOD, "")) or 0
        return (-how_bad * how_likely, -how_bad, -how_likely)

    def by_stance(one: Statement) -> tuple[object, ...]:
        score = stance.score(one.stance)
        return (score is None, -(score or 0))

    def verdict(one: Statement) -> tuple[object, ...]:
        return (verdicts.get(one.fields.get("verdict", ""), len(verdicts)),)

    keys = {"date": date, "rank": rank, "stance": by_stance, "verdict": verdict}
    return keys.get(order, lambda _one: ())

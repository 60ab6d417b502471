"""Who stands near whom in what they want: positions of holders on issues as a discourse network; pure, no drawing.

After Philip Leifeld, "Discourse Network Analysis: Policy Debates as Dynamic Networks" (2017).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossator.model.people import folded
from glossator.review.statement import Scale, Statement

CONGRUENCE, CONFLICT, SUBTRACT, AFFILIATION = "congruence", "conflict", "subtract", "affiliation"
NONE, AVERAGE = "none", "average"
HOLDER, ISSUE = "holder", "issue"

#: Told how many holders of how many are done; may raise to stop.
Step = Callable[[int, int], None]

#: The tags of a holder on an issue, by the score of their stance.
Cell = Mapping[int, tuple[str, ...]]

#: A source, a target, and how much the two are drawn together.
Tie = tuple[str, str, float]

#: Of each holder, the cell of each issue.
Cells = Mapping[str, Mapping[str, Cell]]


@dataclass(frozen=True, slots=True)
class Definition:
    """Name a choice and say in one sentence what it means."""

    key: str
    label: str
    words: str


#: What an edge can mean.
RELATIONS: dict[str, Definition] = {
    one.key: one
    for one in (
        Definition(
            CONGRUENCE,
            "Agree",
            "Two holders' stances on the same issue, taken in every pair, each pair counted by how near the two are: "
            "1 for the same stance, 0 for the two ends of the scale.",
        ),
        Definition(
            CONFLICT,
            "Differ",
            "Two holders' stances on the same issue, taken in every pair, each pair counted by how far apart the two "
            "are: 0 for the same stance, 1 for the two ends of the scale.",
        ),
        Definition(SUBTRACT, "Agree less differ", "Agreement less difference, below 0 where the two rather differ."),
        Definition(AFFILIATION, "Holders and issues", "How often a holder takes a position on an issue."),
    )
}

#: What a weight is divided by.
NORMALISATIONS: dict[str, Definition] = {
    one.key: one
    for one in (
        Definition(NONE, "As counted", "Weights are not divided: who speaks often has strong edges."),
        Definition(AVERAGE, "For each statement", "A weight is divided by the mean number of statements of its ends."),
    )
}


@dataclass(frozen=True, slots=True)
class Node:
    """Hold a holder or an issue with the number of the statements counted of it; ``mode`` is which of the two."""

    id: str
    name: str
    mode: str
    statements: int


class Edge(NamedTuple):
    """Join two nodes; between holders the earlier one is the source, else the holder.

    ``weight`` is what the relation counts, ``agree`` and ``differ`` congruence and conflict whichever
    the relation, ``stance`` the mean score between a holder and an issue; None where it has no sense.
    """

    source: str
    target: str
    weight: float
    agree: float | None = None
    differ: float | None = None
    stance: float | None = None


class Shared(NamedTuple):
    """Hold an issue's part in an edge, and the tags on it, in the order of the project."""

    issue: str
    agree: float | None
    differ: float | None
    tags: tuple[str, ...]


class Sides(NamedTuple):
    """Hold the issues on which two agree and differ, and those on which one of the two takes no side."""

    agree: tuple[str, ...]
    differ: tuple[str, ...]
    neither: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Hold nodes and edges, and what they were made of.

    ``pairs`` are all edges, those of weight 0 too, which ``edges`` leaves out. ``left_out`` counts
    positions without a holder, an issue or a stance with a score; ``undated`` those that a chosen
    range of time left out because nobody knows when they were said. ``reach`` is the scale's span.
    ``ties`` say for a picture how much every two with an edge are drawn together, from 1 to −1: the
    same between holders whichever the relation and normalisation, so that the picture stays.
    """

    relation: str
    normalisation: str
    nodes: tuple[Node, ...]
    pairs: tuple[Edge, ...]
    ties: tuple[Tie, ...]
    left_out: int
    reach: int
    cells: Cells
    names: Mapping[str, str]
    places: Mapping[str, int]
    undated: int = 0

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Return the edges that weigh something."""
        return tuple(edge for edge in self.pairs if edge.weight)

    def name(self, id_: str) -> str:
        """Return the name of a holder or an issue."""
        return self.names.get(id_, id_)

    def tags(self, edge: Edge) -> tuple[str, ...]:
        """List the tags that make an edge, in the order of the project; without any one it would weigh otherwise."""
        return self._ordered(id_ for part in self.shared(edge) for id_ in part.tags)

    def shared(self, edge: Edge) -> list[Shared]:
        """List the issues that make an edge, those first that weigh most."""
        first = self.cells[edge.source]
        if self.relation == AFFILIATION:
            tags = self._ordered(id_ for ids in first[edge.target].values() for id_ in ids)
            return [Shared(edge.target, None, None, tags)]
        second = self.cells[edge.target]
        shares = _shares(_size(first), _size(second), self.normalisation)
        parts = []
        for issue in first.keys() & second.keys():
            close, all_ = _nearness(first[issue], second[issue], self.reach)
            tags = self._ordered(_makers(first[issue], second[issue], self._takes))
            if tags:
                agree, differ = close / (self.reach * shares), (all_ * self.reach - close) / (self.reach * shares)
                parts.append(Shared(issue, agree, differ, tags))
        parts.sort(
            key=lambda part: (-(part.agree or 0) - (part.differ or 0), folded(self.name(part.issue)), part.issue)
        )
        return parts

    def sides(self, edge: Edge) -> Sides:
        """Tell on which issues two holders are on one side, on two, or on none, each by the mean of their scores."""
        first, second = self.cells[edge.source], self.cells[edge.target]
        found: dict[int, list[str]] = {1: [], -1: [], 0: []}
        for issue in sorted(first.keys() & second.keys(), key=lambda id_: (folded(self.name(id_)), id_)):
            product = _lean(first[issue]) * _lean(second[issue])
            found[(product > 0) - (product < 0)].append(issue)
        return Sides(*(tuple(found[side]) for side in (1, -1, 0)))

    def taken_sides(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Return of each holder the issues on which he is rather for, and those on which he is rather against."""
        leans = {holder: {issue: _lean(cell) for issue, cell in row.items()} for holder, row in self.cells.items()}
        return (
            {holder: {issue for issue, lean in row.items() if lean > 0} for holder, row in leans.items()},
            {holder: {issue for issue, lean in row.items() if lean < 0} for holder, row in leans.items()},
        )

    def _takes(self, distance: int) -> bool:
        """Tell whether a pair of stances so far apart adds to the relation's weight."""
        if self.relation == CONGRUENCE:
            return distance < self.reach
        return self.relation == SUBTRACT or distance > 0

    def _ordered(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(ids, key=self.places.__getitem__))


def _lean(cell: Cell) -> int:
    """Return the sum of the scores: its sign is the side that a holder rather takes."""
    return sum(score * len(ids) for score, ids in cell.items())


def network(
    positions: Iterable[Statement],
    scale: Scale,
    *,
    relation: str = CONGRUENCE,
    normalisation: str = NONE,
    names: Mapping[str, str] | None = None,
    undated: int = 0,
    step: Step | None = None,
) -> Network:
    """Join holders by the issues on which they take positions, or holders with the issues.

    With X[i,j,k] the number of positions of holder i on issue j with the score k, and r the scale's
    span: congruence of i and h = Σ X[i,j,k]·X[h,j,m]·(1−|k−m|/r) over j, k, m; conflict the same with
    |k−m|/r. Positions count as their tags do: one that two readers tagged counts twice, so whoever
    wants each once chooses one reader, or the agreed reading.
    """
    names = names or {}
    cells, places, left_out = _cells(positions, scale)
    reach = scale.span or 1
    holders = _nodes({holder: _size(row) for holder, row in cells.items()}, names, HOLDER)
    nodes = holders
    if relation == AFFILIATION:
        nodes = (*holders, *_nodes(Counter(_issues(cells)), names, ISSUE))
        pairs, ties = _affiliations(cells, nodes, normalisation)
    else:
        sums = _near_and_all(cells, [node.id for node in holders], reach, step=step)
        pairs, ties = _between(holders, sums, reach, relation=relation, normalisation=normalisation)
    return Network(
        relation=relation,
        normalisation=normalisation,
        nodes=nodes,
        pairs=tuple(pairs),
        ties=tuple(ties),
        left_out=left_out,
        reach=reach,
        cells=cells,
        names=names,
        places=places,
        undated=undated,
    )


def _cells(positions: Iterable[Statement], scale: Scale) -> tuple[Cells, dict[str, int], int]:
    """Sort positions into cells; return these, the place of each tag in the project, and how many were left out."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    places: dict[str, int] = {}
    for place, one in enumerate(positions):
        places[one.id] = place
        alike.setdefault((one.who, one.issue, one.stance), []).append(one.id)
    cells: dict[str, dict[str, dict[int, tuple[str, ...]]]] = {}
    left_out = 0
    for (who, issue, stance), ids in alike.items():
        score = scale.score(stance)
        if score is None or not who or not issue:
            left_out += len(ids)
            continue
        cell = cells.setdefault(who, {}).setdefault(issue, {})
        cell[score] = (*cell.get(score, ()), *ids)
    return cells, places, left_out


def _nodes(sizes: Mapping[str, int], names: Mapping[str, str], mode: str) -> tuple[Node, ...]:
    order = sorted(sizes, key=lambda id_: (folded(names.get(id_, id_)), id_))
    return tuple(Node(id_, names.get(id_, id_), mode, sizes[id_]) for id_ in order)


def _issues(cells: Cells) -> Iterable[str]:
    for row in cells.values():
        for issue, cell in row.items():
            for ids in cell.values():
                yield from [issue] * len(ids)


def _affiliations(cells: Cells, nodes: Sequence[Node], normalisation: str) -> tuple[list[Edge], list[Tie]]:
    place = {node.id: at for at, node in enumerate(nodes)}
    sizes = {node.id: node.statements for node in nodes}
    edges, ties = [], []
    for holder, row in sorted(cells.items(), key=lambda item: place[item[0]]):
        for issue, cell in sorted(row.items(), key=lambda item: place[item[0]]):
            count = sum(map(len, cell.values()))
            mean = sum(score * len(ids) for score, ids in cell.items()) / count
            weight = count / _shares(sizes[holder], sizes[issue], normalisation)
            edges.append(Edge(holder, issue, weight, stance=mean))
            ties.append((holder, issue, count / (count + 1)))
    return edges, ties


def _between(
    holders: Sequence[Node],
    sums: Mapping[tuple[int, int], tuple[int, int]],
    reach: int,
    *,
    relation: str,
    normalisation: str,
) -> tuple[list[Edge], list[Tie]]:
    edges, ties = [], []
    for (one, other), (near, all_) in sorted(sums.items()):
        # Whole numbers up to the division, so that a weight is the same in whatever order tags come.
        far = all_ * reach - near
        counted = {CONGRUENCE: near, CONFLICT: far, SUBTRACT: near - far}[relation]
        source, target = holders[one], holders[other]
        shares = reach * _shares(source.statements, target.statements, normalisation)
        edges.append(Edge(source.id, target.id, counted / shares, near / shares, far / shares))
        # Of few pairs of statements less is sure, so they draw less.
        ties.append((source.id, target.id, (near - far) / (near + far + reach)))
    return edges, ties


def _shares(one: int, other: int, normalisation: str) -> float:
    """Return what a weight is divided by, from the numbers of the statements of its two ends."""
    return (one + other) / 2 if normalisation == AVERAGE else 1.0


def _near_and_all(
    cells: Cells, holders: Sequence[str], reach: int, *, step: Step | None
) -> dict[tuple[int, int], tuple[int, int]]:
    """Sum Σ X·X·(r−|k−m|) and Σ X·X for every two holders, by place, that share an issue.

    The sums run over lists of who has taken each stance on each issue, so that they cost what the
    holders have in common, not the square of the holders times the issues.
    """
    takers: dict[str, dict[int, list[tuple[int, int]]]] = {}
    speakers: dict[str, list[tuple[int, int]]] = {}
    sums: dict[tuple[int, int], tuple[int, int]] = {}
    for at in reversed(range(len(holders))):
        if step is not None:
            step(len(holders) - at - 1, len(holders))
        near, all_ = [0] * len(holders), [0] * len(holders)
        for issue, cell in cells[holders[at]].items():
            counts = {score: len(ids) for score, ids in cell.items()}
            there = takers.setdefault(issue, {})
            for score, others in there.items():
                nearness = sum(count * (reach - abs(score - own)) for own, count in counts.items())
                if nearness:
                    for other, count in others:
                        near[other] += count * nearness
            size = sum(counts.values())
            for other, count in speakers.setdefault(issue, []):
                all_[other] += count * size
            for score, count in counts.items():
                there.setdefault(score, []).append((at, count))
            speakers[issue].append((at, size))
        for other, sum_ in enumerate(all_):
            if sum_:
                sums[at, other] = (near[other], sum_)
    return sums


def _nearness(one: Cell, other: Cell, reach: int) -> tuple[int, int]:
    """Return Σ X·X·(r−|k−m|) and Σ X·X of two cells."""
    near = all_ = 0
    for score, ids in one.items():
        for against, more in other.items():
            near += len(ids) * len(more) * (reach - abs(score - against))
            all_ += len(ids) * len(more)
    return near, all_


def _makers(one: Cell, other: Cell, takes: Callable[[int], bool]) -> Iterable[str]:
    """Yield the tags of two cells that have a counterpart with which they add to the weight."""
    for own, facing in ((one, other), (other, one)):
        for score, ids in own.items():
            if any(takes(abs(score - against)) for against in facing):
                yield from ids


def _size(row: Mapping[str, Cell]) -> int:
    return sum(len(ids) for cell in row.values() for ids in cell.values())

"""Which tag of one reader is which tag of another: the one-to-one assignment with the most overlap, exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from glossator.review.overlap import Two, iou, shared
from glossator.review.reading import Extent

#: A weight is a whole number: the overlap counts first, to the last bit of a float; then how many fields are
#: alike; then who stands beside whom in the order of place and id. Each has room that the next one cannot fill.
_OVERLAP_BITS, _ROOM = 53, 64


class Match(NamedTuple):
    """Pair two readers' tags with the intersection over the union of their passages."""

    first: Extent
    second: Extent
    iou: float


def matches(extents: Sequence[Extent], *, least: float) -> dict[tuple[str, str], list[Match]]:
    """Match one kind's tags of one document between every two readers, by their ids in order.

    ``extents`` come in the order of place and id; tags match where the intersection over the union is
    ``least`` or more, as one where there are several passages. Of equal assignments the one with more
    fields alike is taken, then the one that pairs by place and id. What stands in the text's order is no matter of
    who comes first: exchanging two readers gives the same pairs.
    """
    sizes = [extent.size for extent in extents]
    overlaps: dict[tuple[str, str], dict[Two, float]] = {}
    for (one, other), common in shared(extents, range(len(extents))).items():
        value = iou(sizes[one], sizes[other], common)
        if value >= least:
            two = (one, other) if extents[one].reader < extents[other].reader else (other, one)
            overlaps.setdefault((extents[two[0]].reader, extents[two[1]].reader), {})[two] = value
    ranks = _ranks(extents)
    found = {}
    for readers, of in overlaps.items():
        pairs = sorted(_best({two: _weight(extents, ranks, two, value) for two, value in of.items()}))
        found[readers] = [Match(extents[one], extents[other], of[one, other]) for one, other in pairs]
    return found


def _ranks(extents: Sequence[Extent]) -> list[int]:
    """Return the number of each tag among its reader's own."""
    seen: Counter[str] = Counter()
    ranks = []
    for extent in extents:
        ranks.append(seen[extent.reader])
        seen[extent.reader] += 1
    return ranks


def _weight(extents: Sequence[Extent], ranks: Sequence[int], two: Two, value: float) -> int:
    alike = len(extents[two[0]].fields.items() & extents[two[1]].fields.items())
    apart = (ranks[two[0]] - ranks[two[1]]) ** 2
    return (((int(value * (1 << _OVERLAP_BITS)) << _ROOM) + alike) << _ROOM) - apart


def _best(weights: Mapping[Two, int]) -> list[Two]:
    """Return the pairs of the heaviest assignment; what has one partner alone on both sides needs no search."""
    left, right = Counter(one for one, _ in weights), Counter(other for _, other in weights)
    certain = [two for two in weights if left[two[0]] == 1 and right[two[1]] == 1]
    if len(certain) == len(weights):
        return certain
    edges: dict[int, list[tuple[int, int]]] = {}
    for two in sorted(weights.keys() - set(certain)):
        edges.setdefault(two[0], []).append((two[1], weights[two]))
    return certain + list(assigned(edges).items())


def assigned(edges: Mapping[int, Iterable[tuple[int, int]]]) -> dict[int, int]:
    """Return the heaviest one-to-one assignment of rows to columns; ``edges`` give a row's columns with weights > 0.

    Rows come in one after the other, each by the cheapest chain of changes (Kuhn 1955, with the prices of
    Edmonds and Karp 1972), so what is far apart never meets.
    """
    search = _Assignment({row: list(columns) for row, columns in edges.items()})
    for row in edges:
        search.add(row)
    return search.column_of


class _Assignment:
    """Keep an assignment that is the best of the rows so far, with the prices that prove it.

    The prices of a row and a column are together never less than their weight, exactly as much where
    they are assigned, and nothing where one is free.
    """

    def __init__(self, edges: Mapping[int, list[tuple[int, int]]]) -> None:
        self._edges = edges
        self._row_price = {row: max((weight for _, weight in columns), default=0) for row, columns in edges.items()}
        self._column_price: dict[int, int] = {}
        self.column_of: dict[int, int] = {}
        self._row_of: dict[int, int] = {}

    def add(self, row: int) -> None:
        """Take a row in: it gets a column, or another row loses its own, or it stays free."""
        costs, before, end, cost = self._cheapest(row)
        for reached, so_far in costs.items():
            if so_far < cost:
                self._row_price[reached] -= cost - so_far
                if reached != row:
                    column = self.column_of[reached]
                    self._column_price[column] = self._column_price.get(column, 0) + cost - so_far
        last, column_now = end
        if column_now is None:
            if last == row:
                return
            column_now = self.column_of.pop(last)
            last = before[last]
        while True:
            column_before = self.column_of.get(last)
            self.column_of[last], self._row_of[column_now] = column_now, last
            if last == row or column_before is None:
                return
            column_now, last = column_before, before[last]

    def _cheapest(self, row: int) -> tuple[dict[int, int], dict[int, int], tuple[int, int | None], int]:
        """Find the cheapest chain from a row: the cost of each row on the way, the row before it, its end, its cost."""
        costs, before = {row: 0}, dict[int, int]()
        end: tuple[int, int | None] = (row, None)
        cost = self._row_price[row]
        waiting = [(0, row)]
        while waiting:
            so_far, here = heappop(waiting)
            if so_far >= cost:
                break
            if so_far > costs[here]:
                continue
            if so_far + self._row_price[here] < cost:
                end, cost = (here, None), so_far + self._row_price[here]
            for column, weight in self._edges[here]:
                then = so_far + self._row_price[here] + self._column_price.get(column, 0) - weight
                holder = self._row_of.get(column)
                if holder is None:
                    if then < cost:
                        end, cost = (here, column), then
                elif holder != here and then < min(cost, costs.get(holder, cost)):
                    costs[holder], before[holder] = then, here
                    heappush(waiting, (then, holder))
        return costs, before, end, cost

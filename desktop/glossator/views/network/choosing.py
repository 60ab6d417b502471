"""What can be chosen in a drawn network, and what the keys choose next: edge by edge, or node to node."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from glossator.review.network import Edge, Network
from glossator.views.network.picture import Drawing
from glossator.views.network.together import Together

#: To the side counts so many times as much as ahead: what lies ahead is meant.
_ASIDE = 2.0


class Chosen(NamedTuple):
    """Name what is chosen: a node, or an edge by both its ends; nothing where both are ""."""

    source: str = ""
    target: str = ""

    @property
    def is_edge(self) -> bool:
        """Tell whether it is an edge."""
        return bool(self.target)


NOTHING = Chosen()


def chosen_edge(edge: Edge) -> Chosen:
    """Name an edge."""
    return Chosen(edge.source, edge.target)


def is_there(network: Network, chosen: Chosen) -> bool:
    """Tell whether what is chosen is in a network."""
    if chosen.is_edge:
        return any((edge.source, edge.target) == chosen for edge in network.pairs)
    return any(node.id == chosen.source for node in network.nodes)


def in_order(network: Network) -> list[Edge]:
    """List the edges as the keys go through them: the strongest first, equal ones as the network has them, by names."""
    if isinstance(network, Together):
        return sorted(network.edges, key=lambda edge: -max(edge.agree or 0.0, edge.differ or 0.0))
    return sorted(network.edges, key=lambda edge: -abs(edge.weight))


def next_edge(edges: Sequence[Edge], chosen: Chosen, by: int) -> Chosen | None:
    """Return the next edge in their order, None behind the last; from a node the first of its own edges."""
    if not edges:
        return None
    at = next((n for n, edge in enumerate(edges) if (edge.source, edge.target) == chosen), None)
    if at is None:
        own = [edge for edge in edges if chosen.source in (edge.source, edge.target)] or list(edges)
        return chosen_edge(own[0] if by > 0 else own[-1])
    return chosen_edge(edges[at + by]) if 0 <= at + by < len(edges) else None


def next_node(drawing: Drawing, chosen: Chosen, across: int, down: int) -> str:
    """Return the node that lies next in a direction, "" where none does; from an edge its end in that direction."""
    if chosen.is_edge:
        ends = [drawing.discs[id_] for id_ in chosen if id_ in drawing.discs]
        ends.sort(key=lambda disc: disc.x * across + disc.y * down)
        return ends[-1].node.id if ends else ""
    here = drawing.discs.get(chosen.source)
    if here is None:
        return next(iter(drawing.discs), "")
    best, found = float("inf"), ""
    for id_, disc in drawing.discs.items():
        x, y = disc.x - here.x, disc.y - here.y
        ahead, aside = x * across + y * down, abs(x * down) + abs(y * across)
        if ahead > 0 and ahead + _ASIDE * aside < best:
            best, found = ahead + _ASIDE * aside, id_
    return found

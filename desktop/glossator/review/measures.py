"""What is measured of a network, each by the name and the definition under which it is known.

networkx counts; it is imported when the first measure is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.review.network import Network

if TYPE_CHECKING:
    from networkx import Graph

#: Told how many nodes of how many are done; may raise to stop.
Step = Callable[[int, int], None]

DEGREE, WEIGHTED, BETWEENNESS, COMMUNITY = "degree", "weighted_degree", "betweenness", "community"


@dataclass(frozen=True, slots=True)
class Measure:
    """Name a measure, say in one sentence what it is, and whose it is."""

    key: str
    label: str
    definition: str
    source: str


MEASURES: tuple[Measure, ...] = (
    Measure(
        DEGREE,
        "Degree",
        "To how many others a node has an edge.",
        "L. C. Freeman, Centrality in social networks: conceptual clarification, Social Networks 1 (1979)",
    ),
    Measure(
        WEIGHTED,
        "Weighted degree",
        "The sum of the weights of a node's edges.",
        "A. Barrat and others, The architecture of complex weighted networks, PNAS 101 (2004)",
    ),
    Measure(
        BETWEENNESS,
        "Betweenness",
        "Of the shortest ways between every two others the share that leads over a node, an edge of a weight above 0 "
        "being as long as one over its weight.",
        "L. C. Freeman, A set of measures of centrality based on betweenness, Sociometry 40 (1977); lengths as in "
        "M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64 (2001)",
    ),
    Measure(
        COMMUNITY,
        "Community",
        "The group in which a node is when groups are joined as long as that leaves more weight inside them than "
        "chance would; edges below 0 do not count.",
        "A. Clauset, M. E. J. Newman and C. Moore, Finding community structure in very large networks, "
        "Physical Review E 70 (2004)",
    ),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold what was measured of one node; ``community`` counts from 1, the largest first."""

    degree: int
    weighted_degree: float
    betweenness: float
    community: int


def measured(network: Network, *, step: Step | None = None) -> Mapping[str, Measured]:
    """Measure every node, by its id."""
    whole, drawn = _graphs(network)
    between = _betweenness(drawn, step)
    communities = _communities(drawn)
    return {
        node.id: Measured(
            whole.degree(node.id), whole.degree(node.id, weight="weight"), between[node.id], communities[node.id]
        )
        for node in network.nodes
    }


def _graphs(network: Network) -> tuple[Graph, Graph]:
    """Return the network with all its edges, and with those alone that draw together."""
    import networkx

    whole, drawn = networkx.Graph(), networkx.Graph()
    # By id, so that a name that changes changes no figure.
    for id_ in sorted(node.id for node in network.nodes):
        whole.add_node(id_)
        drawn.add_node(id_)
    for edge in sorted(network.edges):
        whole.add_edge(edge.source, edge.target, weight=edge.weight)
        if edge.weight > 0:
            drawn.add_edge(edge.source, edge.target, weight=edge.weight, length=1 / edge.weight)
    return whole, drawn


def _betweenness(drawn: Graph, step: Step | None) -> dict[str, float]:
    """Count the shortest ways from one node after another, so that it can be stopped on the way."""
    import networkx

    ids = list(drawn)
    sums = dict.fromkeys(ids, 0.0)
    for done, source in enumerate(ids):
        if step is not None:
            step(done, len(ids))
        found = networkx.betweenness_centrality_subset(drawn, sources=[source], targets=ids, weight="length")
        for id_, part in found.items():
            sums[id_] += part
    if step is not None:
        step(len(ids), len(ids))
    # Each way is found from both of its ends, and networkx halves it.
    every_two = (len(ids) - 1) * (len(ids) - 2) / 2
    return {id_: sum_ / every_two if every_two > 0 else 0.0 for id_, sum_ in sums.items()}


def _communities(drawn: Graph) -> dict[str, int]:
    import networkx

    if drawn.number_of_edges():
        groups = [sorted(group) for group in networkx.community.greedy_modularity_communities(drawn, weight="weight")]
    else:
        groups = [[id_] for id_ in drawn]
    groups.sort(key=lambda group: (-len(group), group))
    return {id_: number for number, group in enumerate(groups, 1) for id_ in group}

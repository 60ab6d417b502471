"""The passages of a network edge by edge, each worked out when it is written: there may be many thousands."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.review.network import Edge, Network

Group = tuple[str, Sequence[str]]


class ByEdge(Sequence[Group]):
    """List for each edge its two ends and the ids of the tags that make it."""

    def __init__(self, network: Network, edges: Sequence[Edge]) -> None:
        self._network, self._edges = network, edges

    def __len__(self) -> int:
        return len(self._edges)

    def __getitem__(self, at: int) -> Group:
        edge = self._edges[at]
        return f"{self._network.name(edge.source)} × {self._network.name(edge.target)}", self._network.tags(edge)

"""Agreement and difference in one network, each pair of holders with both."""

from __future__ import annotations

from glossator.review.network import Edge, Network


class Together(Network):
    """Hold a network whose pairs are all edges: also those who agree as much as they differ."""

    __slots__ = ()

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Return every pair."""
        return self.pairs

"""Agreement and difference in one network: on how many issues two are on one side, and on how many on two."""

from __future__ import annotations

from dataclasses import fields

from glossator.review.network import Edge, Network


class Together(Network):
    """Hold a network whose edges count issues: ``agree`` those on one side, ``differ`` those on two."""

    __slots__ = ()

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Return every pair that is on one side, or on two, of any issue."""
        return tuple(edge for edge in self.pairs if edge.agree or edge.differ)


def together(network: Network) -> Together:
    """Count issues instead of pairs of statements; the places of the nodes stay as they are."""
    parts = {one.name: getattr(network, one.name) for one in fields(network)}
    return Together(**parts | {"pairs": _counted(network)})


def _counted(network: Network) -> tuple[Edge, ...]:
    # As `Network.sides` has it, for twenty thousand pairs at once.
    for_, against = network.taken_sides()
    counted = []
    for edge in network.pairs:
        one, other = edge.source, edge.target
        agree = len(for_[one] & for_[other]) + len(against[one] & against[other])
        differ = len(for_[one] & against[other]) + len(against[one] & for_[other])
        counted.append(edge._replace(weight=float(agree - differ), agree=float(agree), differ=float(differ)))
    return tuple(counted)

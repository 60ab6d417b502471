"""What the network mode asks for and what it gets: the network, the days of its positions, places of its nodes."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import blake2b

from glossator.model.dates import Days, days_of
from glossator.operations.networking import Cancelled, network_of, positions
from glossator.operations.overview import Selection
from glossator.review.layout import Point, layout
from glossator.review.network import (
    AFFILIATION,
    CONFLICT,
    CONGRUENCE,
    HOLDER,
    NONE,
    RELATIONS,
    SUBTRACT,
    Edge,
    Network,
    Step,
)
from glossator.review.statement import Statement
from glossator.store import Reads

#: Agreement and difference together, each a line of its own.
TOGETHER = "together"

#: What can be drawn, with its words.
DRAWN = {TOGETHER: "Agree and differ", **{key: RELATIONS[key].label for key in (CONGRUENCE, CONFLICT, SUBTRACT)}}
DRAWN[AFFILIATION] = RELATIONS[AFFILIATION].label


class Together(Network):
    """Hold a network whose pairs are all edges: also those who agree as much as they differ."""

    __slots__ = ()

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Return every pair."""
        return self.pairs


@dataclass(frozen=True, slots=True)
class Asked:
    """Say what is drawn (a key of ``DRAWN``), what weights are divided by, and which issues count, None for all."""

    drawn: str = TOGETHER
    normalisation: str = NONE
    issues: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a network, the days of all its positions in any time, and its issues with how often each is spoken of."""

    network: Network
    days: tuple[Days, ...]
    issues: Mapping[str, int]

    @property
    def positions(self) -> int:
        """Return how many positions the network counts."""
        return sum(node.statements for node in self.network.nodes if node.mode == HOLDER)


def find(reads: Reads, statements: Sequence[Statement], asked: Asked, chosen: Selection, cancelled: Cancelled) -> Found:
    """Make the network that is asked for of the statements that are chosen."""
    since, until = chosen.since, chosen.until
    some = replace(chosen, since=None, until=None).of(statements)
    network = network_of(
        some,
        reads,
        relation=SUBTRACT if asked.drawn == TOGETHER else asked.drawn,
        normalisation=asked.normalisation,
        issues=asked.issues,
        since=since,
        until=until,
        cancelled=cancelled,
    )
    if asked.drawn == TOGETHER:
        network = Together(**{field.name: getattr(network, field.name) for field in fields(network)})
    on_issues = [one for one in positions(some, reads.codebook()).found if one.who and one.issue and one.stance]
    issues: dict[str, int] = {}
    for one in on_issues:
        issues[one.issue] = issues.get(one.issue, 0) + 1
    counted = [one for one in on_issues if asked.issues is None or one.issue in asked.issues]
    days = tuple(days for one in counted if (days := days_of(one.date)) is not None)
    return Found(network, days, dict(sorted(issues.items(), key=lambda item: (-item[1], network.name(item[0])))))


def fingerprint(network: Network) -> str:
    """Return what is the same for networks that have the same picture."""
    data = json.dumps([sorted(node.id for node in network.nodes), sorted(network.ties)])
    return blake2b(data.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def placed(network: Network, previous: Mapping[str, Point], step: Step) -> dict[str, Point]:
    """Give every node its place, starting from those that are known; ``step`` may raise to stop."""
    return layout([node.id for node in network.nodes], network.ties, previous=previous, step=step)


def in_a_circle(network: Network, known: Mapping[str, Point]) -> dict[str, Point]:
    """Give those a place on a circle who have none, where nobody waited for better ones."""
    radius = max((math.hypot(*place) for place in known.values()), default=0.0) + len(network.nodes) / 6 + 1
    turn = math.tau / max(1, len(network.nodes))
    return {
        node.id: known.get(node.id, Point(radius * math.cos(turn * at), radius * math.sin(turn * at)))
        for at, node in enumerate(network.nodes)
    }

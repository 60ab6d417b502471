"""What the network mode asks for and what it gets: the network, the days of its positions, places of its nodes."""

from __future__ import annotations

import json
import math
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from glossator.model.dates import Days, days_of
from glossator.operations.networking import Cancelled, network_of
from glossator.operations.overview import Selection
from glossator.operations.statements import STANCE
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
from glossator.views.network.choosing import in_order
from glossator.views.network.together import together

#: Agreement and difference together, each a line of its own.
TOGETHER = "together"

#: Seconds of work after which the window gets some for itself.
ROUND, TURN = 0.01, 0.003

#: What can be drawn, with its words.
DRAWN = {TOGETHER: "Agree and differ", **{key: RELATIONS[key].label for key in (CONGRUENCE, CONFLICT, SUBTRACT)}}
DRAWN[AFFILIATION] = RELATIONS[AFFILIATION].label


@dataclass(frozen=True, slots=True)
class Asked:
    """Say what is drawn (a key of ``DRAWN``), what weights are divided by, and which issues count, None for all."""

    drawn: str = TOGETHER
    normalisation: str = NONE
    issues: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a network and its edges, the strongest first; the days of its positions in any time, and issues, counted."""

    network: Network
    edges: Sequence[Edge]
    days: Mapping[Days, int]
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
        network = together(network)
    on_issues = [one for one in some if one.who and one.issue and one.fields.get(STANCE)]
    issues = Counter(one.issue for one in on_issues)
    dates = Counter(one.date for one in on_issues if asked.issues is None or one.issue in asked.issues)
    days: dict[Days, int] = {}
    for date, count in dates.items():
        if (spanned := days_of(date)) is not None:
            days[spanned] = days.get(spanned, 0) + count
    named = dict(sorted(issues.items(), key=lambda item: (-item[1], network.name(item[0]))))
    return Found(network, in_order(network), days, named)


def fingerprint(network: Network) -> str:
    """Return what is the same for networks that have the same picture."""
    data = json.dumps([sorted(node.id for node in network.nodes), sorted(network.ties)])
    return blake2b(data.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def placed(network: Network, previous: Mapping[str, Point], step: Step) -> dict[str, Point]:
    """Give every node its place, starting from those that are known; ``step`` may raise to stop.

    After a while the window gets its turn: it shares one lock with the thread in which this runs.
    """

    last = time.monotonic()

    def gently(done: int, all_: int) -> None:
        nonlocal last
        step(done, all_)
        if time.monotonic() - last > ROUND:
            time.sleep(TURN)
            last = time.monotonic()

    return layout([node.id for node in network.nodes], network.ties, previous=previous, step=gently)


def in_a_circle(network: Network, known: Mapping[str, Point]) -> dict[str, Point]:
    """Give those a place on a circle who have none, where nobody waited for better ones."""
    radius = max((math.hypot(*place) for place in known.values()), default=0.0) + len(network.nodes) / 6 + 1
    turn = math.tau / max(1, len(network.nodes))
    return {
        node.id: known.get(node.id, Point(radius * math.cos(turn * at), radius * math.sin(turn * at)))
        for at, node in enumerate(network.nodes)
    }

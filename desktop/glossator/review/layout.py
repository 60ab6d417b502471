"""Places for the nodes of a network in a plane: the same data give the same places, a new tag moves little.

Every two nodes have a distance that they should have: near where their tie draws them together, far
where it pushes them apart, farther with each step between nodes without a tie. Classical scaling
(Torgerson 1952) makes a first picture of these distances, stress majorization (Gansner, Koren and
North, "Graph Drawing by Stress Majorization", 2004) mends it. Nothing is left to chance: what the
distances leave open, such as which side is up, is decided by the ids.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from operator import mul, truediv
from typing import NamedTuple

#: Told how many rounds of how many are done; may raise to stop.
Step = Callable[[int, int], None]

#: A source, a target, and how much the tie draws them together, from 1 to −1, where it pushes them apart.
Tie = tuple[str, str, float]

#: Two nodes should be so far apart whose tie neither draws nor pushes; a tie takes up to half of it off, or adds it.
LENGTH = 2.0

#: What each step between nodes without a tie adds to the distance that they should have, up to so many steps.
HOP, FARTHEST = 1.5, 4

#: No two nodes are nearer than this, where nothing else is asked for.
APART = 0.5

#: Distances grow with the room that nodes need: so much times the square root of their number, never below 1.
_ROOM = 0.45

#: Rounds of mending: as many as fit into so much work, between these; each costs the square of the nodes.
_WORK, _FEWEST, _MOST = 4_000_000, 30, 300

#: It is good enough when a round moves the mean node by no more than this.
_STILL = 0.0005

#: Rounds in which the two directions of the first picture are found.
_TURNS = 60

#: A little way in a node's own direction, and what is too little to have a direction.
_BESIDE, _NOTHING = 0.01, 1e-9

#: Rounds in which nodes that are too near are pushed apart, before everything is widened instead.
_PUSHES = 100

#: Whoever pushes apart pushes a little farther, so that rounding brings nobody back.
_FARTHER = 1.001

_Places = list[complex]
_Table = list[list[float]]


class Point(NamedTuple):
    """Hold a place, in units of which two nodes with a tie should be 1 to 3 apart, more where there are many nodes."""

    x: float
    y: float


def layout(
    nodes: Iterable[str],
    ties: Iterable[Tie],
    *,
    previous: Mapping[str, Point] | None = None,
    apart: float = APART,
    step: Step | None = None,
) -> dict[str, Point]:
    """Give each node a place; with ``previous`` places those who had one stay about there.

    No two nodes are nearer than ``apart``. The places depend on ids, ties and previous places alone,
    not on the order in which they come.
    """
    ids = sorted(set(nodes))
    at = {id_: place for place, id_ in enumerate(ids)}
    strengths = _strengths(at, ties)
    known = {at[id_]: complex(*place) for id_, place in (previous or {}).items() if id_ in at}
    table = _distances(len(ids), strengths, max(1.0, _ROOM * apart * math.sqrt(len(ids))))
    start = [_direction(id_) for id_ in ids]
    first = _beside_friends(start, strengths, known) if known else _scaled(table, start)
    places = _turned(_mended(first, table, step=step), known or dict(enumerate(start)))
    places = _pushed_apart(places, start, apart)
    return {id_: Point(place.real, place.imag) for id_, place in zip(ids, places, strict=True)}


def _direction(id_: str) -> complex:
    """Return a place on the circle of radius 1 that is always the same for the same id."""
    number = int.from_bytes(blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    return cmath.rect(1.0, number / 2**64 * math.tau)


def _strengths(at: Mapping[str, int], ties: Iterable[Tie]) -> dict[tuple[int, int], float]:
    """Return how much every two nodes with a tie are drawn together, by their places in the order of ids."""
    found: dict[tuple[int, int], float] = {}
    for source, target, strength in ties:
        one, other = sorted((at[source], at[target]))
        if one != other:
            found[one, other] = max(-1.0, min(1.0, strength))
    return found


def _distances(count: int, strengths: Mapping[tuple[int, int], float], unit: float) -> _Table:
    """Return the distance that every two nodes should have."""
    table = [[HOP * hop * unit for hop in row] for row in _hops(count, strengths)]
    for (one, other), strength in strengths.items():
        table[one][other] = table[other][one] = (LENGTH - strength) * unit
    for at in range(count):
        table[at][at] = 0.0
    return table


def _hops(count: int, strengths: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Count the ties on the way from each node to each other, as far as they are counted.

    The nodes that are reached are the bits of whole numbers, so that a step of all is a few additions.
    """
    beside = [0] * count
    for one, other in strengths:
        beside[one] |= 1 << other
        beside[other] |= 1 << one
    table = [[FARTHEST] * count for _ in range(count)]
    for at in range(count):
        reached = frontier = 1 << at
        for hop in range(1, FARTHEST):
            following = 0
            for node in _bits(frontier):
                following |= beside[node]
            frontier = following & ~reached
            reached |= frontier
            for node in _bits(frontier):
                table[at][node] = hop
    return table


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _beside_friends(
    start: Sequence[complex], strengths: Mapping[tuple[int, int], float], known: Mapping[int, complex]
) -> _Places:
    """Put those who had a place there, and who is new amid those that draw it, else at the edge."""
    middle = sum(known.values()) / len(known)
    edge = max(abs(place - middle) for place in known.values()) + LENGTH
    friends: dict[int, list[complex]] = {}
    for (one, other), strength in strengths.items():
        for own, its in ((one, other), (other, one)):
            if strength > 0 and own not in known and its in known:
                friends.setdefault(own, []).append(known[its])
    places = [known.get(at, middle + edge * direction) for at, direction in enumerate(start)]
    for at, some in friends.items():
        # Beside the middle, not in it: two who come with the same friends must not fall together.
        places[at] = sum(some) / len(some) + start[at] * LENGTH / 2
    return places


def _scaled(table: _Table, start: Sequence[complex]) -> _Places:
    """Return the flat picture that is nearest to the distances as a whole: their two main directions."""
    count = len(table)
    squares = [[-distance * distance / 2 for distance in row] for row in table]
    means = [sum(row) / count for row in squares]
    mean = sum(means) / count if count else 0.0
    inner = [
        [value - own - other + mean for value, other in zip(row, means, strict=True)]
        for row, own in zip(squares, means, strict=True)
    ]
    first = _main(inner, [place.real for place in start], None)
    second = _main(inner, [place.imag for place in start], first)
    # Nodes whose distances are all the same would fall together and could never be told apart again.
    return [complex(x, y) + _BESIDE * own for x, y, own in zip(first, second, start, strict=True)]


def _main(inner: _Table, vector: Sequence[float], without: Sequence[float] | None) -> list[float]:
    """Turn a vector into the main direction of inner products, at right angles to another, as long as they say."""
    length = 0.0
    found = list(vector)
    for _ in range(_TURNS):
        if without is not None:
            square = sum(map(mul, without, without))
            share = sum(map(mul, found, without)) / square if square else 0.0
            found = [value - share * other for value, other in zip(found, without, strict=True)]
        norm = math.sqrt(sum(map(mul, found, found)))
        if norm < _NOTHING:
            return [0.0] * len(found)
        unit = [value / norm for value in found]
        found = [sum(map(mul, row, unit)) for row in inner]
        length = math.sqrt(abs(sum(map(mul, found, unit))))
    return [value * length for value in unit]


def _mended(places: _Places, table: _Table, *, step: Step | None) -> _Places:
    """Move all nodes to where the others would have them, again and again, until they stay."""
    places, count = list(places), len(places)
    rounds = max(_FEWEST, min(_MOST, _WORK // (count * count + 1)))
    # A pair counts by one over the square of its distance: what should be near matters most.
    weights = [[1 / (value * value) if value else 0.0 for value in row] for row in table]
    sums = [sum(row) or 1.0 for row in weights]
    pulls = [list(map(mul, *rows)) for rows in zip(table, weights, strict=True)]
    for round_ in range(rounds):
        if step is not None:
            step(round_, rounds)
        moved = 0.0
        for at, place in enumerate(places):
            move = _wanted(at, places, weights[at], pulls[at]) / sums[at] - place if count > 1 else 0j
            places[at] = place + move
            moved += abs(move)
        if moved <= _STILL * count:
            break
    if step is not None:
        step(rounds, rounds)
    return places


def _wanted(at: int, places: _Places, weights: Sequence[float], pulls: Sequence[float]) -> complex:
    """Add up where every other node would have one, each as much as it counts."""
    # Whole rows at once, by functions that loop in C: this is where the time goes.
    ways = list(map(places[at].__sub__, places))
    directions = map(truediv, ways, [abs(way) or 1.0 for way in ways])
    return sum(map(mul, weights, places), 0j) + sum(map(mul, pulls, directions), 0j)


def _turned(places: _Places, towards: Mapping[int, complex]) -> _Places:
    """Lay a picture, its front or its back, so that some of its nodes lie as near as can be to given places.

    Distances say nothing of this, and a further node should not turn the picture round.
    """
    if not towards:
        return places
    middle = sum(places[at] for at in towards) / len(towards)
    goal = sum(towards.values()) / len(towards)
    centred = [place - middle for place in places]
    front = sum(centred[at].conjugate() * (there - goal) for at, there in towards.items())
    back = sum(centred[at] * (there - goal) for at, there in towards.items())
    if abs(front) < abs(back):
        centred, front = [place.conjugate() for place in centred], back
    turn = front / abs(front) if abs(front) > _NOTHING else 1.0
    return [goal + place * turn for place in centred]


def _pushed_apart(places: _Places, start: Sequence[complex], apart: float) -> _Places:
    """Push nodes that are too near from one another; where they cannot all give way, widen everything."""
    if apart <= 0:
        return places
    goal = apart * _FARTHER
    places = list(places)
    for _ in range(_PUSHES):
        near = list(_too_near(places, goal))
        if not near:
            return places
        for one, other in near:
            way = places[one] - places[other]
            far = abs(way)
            if far < _NOTHING:
                way, far = start[one], 1.0
                push = goal / 2
            else:
                push = max(0.0, goal - far) / 2
            places[one] += way / far * push
            places[other] -= way / far * push
    nearest = min((abs(places[one] - places[other]) for one, other in _too_near(places, goal)), default=goal)
    middle = sum(places) / len(places)
    return [middle + (place - middle) * (goal / nearest) for place in places]


def _too_near(places: _Places, apart: float) -> Iterator[tuple[int, int]]:
    """Yield every two nodes nearer than ``apart``, each sought in its own and the next squares of a grid."""
    squares: dict[tuple[int, int], list[int]] = {}
    for at, place in enumerate(places):
        column, row = math.floor(place.real / apart), math.floor(place.imag / apart)
        for beside in (-1, 0, 1):
            for below in (-1, 0, 1):
                for other in squares.get((column + beside, row + below), ()):
                    if abs(place - places[other]) < apart:
                        yield other, at
        squares.setdefault((column, row), []).append(at)

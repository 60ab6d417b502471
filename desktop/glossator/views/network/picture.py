"""The geometry of a drawn network: circles, squares and lines in pixels, for a room of any size."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossator.review.layout import APART, Point
from glossator.review.network import AFFILIATION, CONFLICT, CONGRUENCE, SUBTRACT, Edge, Network, Node
from glossator.views.network.together import Together

#: What a line says: agreement, difference, or the stance of a holder on an issue.
AGREE, DIFFER, STANCE = "agree", "differ", "stance"

#: Pixels between the outermost nodes and the edge of the room: names stand there.
ACROSS, DOWN = 104.0, 52.0

#: A picture may be stretched to its room by so much more one way than the other.
STRETCH = 1.7

#: The most pixels between two nodes that should be a unit apart: a few nodes need not fill the room.
WIDEST_UNIT = 170.0

#: The radius in pixels of the smallest and largest node, and the share of the least distance it may take.
SMALLEST, LARGEST, SHARE = 5.0, 29.0, 0.46

#: The number inside is shown from this radius on.
NUMBERED = 9.0

#: The width in pixels of the thinnest and widest line, and of both where there are many.
THIN, WIDE, THIN_OF_MANY, WIDE_OF_MANY = 1.4, 8.0, 0.9, 4.0

#: Lines are many above this, and no more than so many edges are drawn, the strongest: more say nothing any more.
MANY, MOST = 160, 400

#: Pixels between the two lines of one pair.
BETWEEN = 2.5


class Disc(NamedTuple):
    """Hold a node with its middle and radius."""

    node: Node
    x: float
    y: float
    radius: float


class Line(NamedTuple):
    """Hold a line of an edge, from middle to middle; two of one edge lie side by side."""

    edge: int
    says: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float

    def distance(self, x: float, y: float) -> float:
        """Return how far a place is from the line."""
        across, down = self.x2 - self.x1, self.y2 - self.y1
        square = across * across + down * down
        share = ((x - self.x1) * across + (y - self.y1) * down) / square if square else 0.0
        share = max(0.0, min(1.0, share))
        return math.hypot(x - self.x1 - share * across, y - self.y1 - share * down)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Hold what is drawn in a room: discs by node, edges, the strongest first, and the lines of those drawn."""

    width: float
    height: float
    discs: Mapping[str, Disc]
    lines: Sequence[Line]
    edges: Sequence[Edge]
    line_up: Callable[[int], Sequence[Line]] = lambda _edge: ()

    def lines_of(self, which: Collection[str]) -> list[Line]:
        """Return the lines of an edge, which is named by both its ends, or of all edges of a node."""
        if len(which) == 2:
            found = (at for at, edge in enumerate(self.edges) if (edge.source, edge.target) == which)
        else:
            found = (at for at, edge in enumerate(self.edges) if edge.source in which or edge.target in which)
        return [line for at in found for line in self.line_up(at)]

    def node_at(self, x: float, y: float, *, slack: float = 3.0) -> str:
        """Return the node at a place, "" where there is none."""
        near = ((math.hypot(disc.x - x, disc.y - y) - disc.radius, id_) for id_, disc in self.discs.items())
        distance, id_ = min(near, default=(math.inf, ""))
        return id_ if distance <= slack else ""

    def edge_at(self, x: float, y: float, *, slack: float = 4.0) -> int:
        """Return the edge at a place by its number, -1 where there is none."""
        best, found = math.inf, -1
        for line in self.lines:
            reach = line.width / 2 + slack
            if not (min(line.x1, line.x2) - reach <= x <= max(line.x1, line.x2) + reach):
                continue
            if not (min(line.y1, line.y2) - reach <= y <= max(line.y1, line.y2) + reach):
                continue
            distance = line.distance(x, y) - line.width / 2
            if distance <= slack and distance < best:
                best, found = distance, line.edge
        return found


def drawing(
    network: Network, edges: Sequence[Edge], places: Mapping[str, Point], *, width: float, height: float
) -> Drawing:
    """Draw a network whose nodes have places into a room; ``edges`` are its own, the strongest first."""
    nodes = [node for node in network.nodes if node.id in places]
    fitted, unit = _fitted({node.id: places[node.id] for node in nodes}, width, height)
    most = max((node.statements for node in nodes), default=1)
    largest = max(SMALLEST, min(LARGEST, SHARE * APART * unit)) if len(nodes) > 1 else LARGEST
    smallest = max(SMALLEST, min(NUMBERED + 1, largest * 0.5))
    discs = {}
    for node in nodes:
        radius = smallest + (largest - smallest) * math.sqrt(node.statements / most)
        discs[node.id] = Disc(node, *fitted[node.id], radius)
    if len(nodes) < len(network.nodes):
        edges = [edge for edge in edges if edge.source in discs and edge.target in discs]
    strongest = max((weight for edge in edges[:1] for _, weight in _said(network, edge)), default=1.0)
    thin, wide = (THIN, WIDE) if len(edges) <= MANY else (THIN_OF_MANY, WIDE_OF_MANY)

    def line_up(at: int) -> list[Line]:
        said = [(says, thin + (wide - thin) * weight / strongest) for says, weight in _said(network, edges[at])]
        return _side_by_side(at, said, discs[edges[at].source], discs[edges[at].target])

    lines = [line for at in range(min(MOST, len(edges))) for line in line_up(at)]
    return Drawing(width, height, discs, lines, edges, line_up)


def _fitted(places: Mapping[str, Point], width: float, height: float) -> tuple[dict[str, tuple[float, float]], float]:
    """Stretch places into a room, and return how many pixels a unit is where it is least."""
    if not places:
        return {}, WIDEST_UNIT
    left, right = min(p.x for p in places.values()), max(p.x for p in places.values())
    top, bottom = min(p.y for p in places.values()), max(p.y for p in places.values())
    room, depth = max(40.0, width - 2 * ACROSS), max(40.0, height - 2 * DOWN)
    across = min(room / (right - left) if right > left else WIDEST_UNIT, WIDEST_UNIT * STRETCH)
    down = min(depth / (bottom - top) if bottom > top else WIDEST_UNIT, WIDEST_UNIT * STRETCH)
    across, down = min(across, down * STRETCH), min(down, across * STRETCH)
    middle = ((left + right) / 2, (top + bottom) / 2)
    fitted = {
        id_: (width / 2 + (place.x - middle[0]) * across, height / 2 + (place.y - middle[1]) * down)
        for id_, place in places.items()
    }
    return fitted, min(across, down)


def _side_by_side(at: int, said: Sequence[tuple[str, float]], one: Disc, other: Disc) -> list[Line]:
    """Lay the lines of an edge beside one another, each with what it says and its width."""
    length = math.hypot(other.x - one.x, other.y - one.y) or 1.0
    across, down = -(other.y - one.y) / length, (other.x - one.x) / length
    aside = -(sum(width for _, width in said) + BETWEEN * (len(said) - 1)) / 2
    lines = []
    for says, width in said:
        x, y = across * (aside + width / 2), down * (aside + width / 2)
        aside += width + BETWEEN
        lines.append(Line(at, says, one.x + x, one.y + y, other.x + x, other.y + y, width))
    return lines


def _said(network: Network, edge: Edge) -> Iterable[tuple[str, float]]:
    """Yield what the lines of an edge say, and how much of it."""
    if network.relation == AFFILIATION:
        yield STANCE, edge.weight
    elif isinstance(network, Together):
        if edge.agree:
            yield AGREE, edge.agree
        if edge.differ:
            yield DIFFER, edge.differ
    elif network.relation == CONFLICT or (network.relation == SUBTRACT and edge.weight < 0):
        yield DIFFER, abs(edge.weight)
    else:
        assert network.relation in (CONGRUENCE, SUBTRACT)
        yield AGREE, edge.weight

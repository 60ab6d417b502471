"""An edge or a node in words: who with whom, on which issues, with which stances, and the passages of each number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glossator.review.measures import BETWEENNESS, COMMUNITY, DEGREE, MEASURES, WEIGHTED, Measured
from glossator.review.network import AFFILIATION, HOLDER, Cell, Edge, Network, Sides
from glossator.review.statement import Scale
from glossator.views.network.choosing import Chosen
from glossator.views.words import counted

#: Numbers up to twelve are written as words.
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a line of what is said: words, what stands against them, a tip, and the tags behind it, if any."""

    words: str
    value: str
    ids: tuple[str, ...] = ()
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what is said of an edge or a node, and its passages under their heading."""

    title: str
    sentence: str
    rows: tuple[Row, ...]
    heading: str
    ids: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """Return what a screen reader says."""
        return f"{self.title}. {self.sentence}. {counted(len(self.ids), 'passage')}"


def told(network: Network, chosen: Chosen, scale: Scale) -> Told | None:
    """Say what is chosen; None where it is not in the network."""
    if not chosen.is_edge:
        return _of_node(network, chosen.source)
    edge = next((one for one in network.pairs if (one.source, one.target) == chosen), None)
    if edge is None:
        return None
    return _of_statements(network, edge, scale) if network.relation == AFFILIATION else _of_pair(network, edge, scale)


def measure_rows(measured: Measured) -> list[Row]:
    """List what was measured of a node, each with its definition and source."""
    values = {
        DEGREE: str(measured.degree),
        WEIGHTED: f"{measured.weighted_degree:,.1f}".removesuffix(".0"),
        BETWEENNESS: f"{measured.betweenness:.2f}",
        COMMUNITY: str(measured.community),
    }
    return [Row(one.label, values[one.key], tip=f"{one.definition} {one.source}.") for one in MEASURES]


def stance_words(cell: Cell, scale: Scale) -> str:
    """Name the stances of a holder on an issue, from against to for."""
    labels: dict[int, str] = {}
    for key, score in scale.scores.items():
        if score is not None:
            labels.setdefault(score, scale.labels.get(key, key).lower())
    return ", ".join(labels.get(score, str(score)) for score in sorted(cell))


def _of_pair(network: Network, edge: Edge, scale: Scale) -> Told:
    shared = network.shared(edge)
    one, other = network.cells[edge.source], network.cells[edge.target]
    rows = tuple(
        Row(
            network.name(part.issue),
            f"{stance_words(one[part.issue], scale)} · {stance_words(other[part.issue], scale)}",
            part.tags,
        )
        for part in shared
    )
    ids = network.tags(edge)
    title = f"{network.name(edge.source)} × {network.name(edge.target)}"
    return Told(title, _agreement(network.sides(edge)), rows, _heading(len(ids), "behind this edge"), ids)


def _agreement(sides: Sides) -> str:
    """Say on how many issues two agree and differ, what there is more of first."""
    near, far, even = map(len, sides)
    first, second = ("Agree", near), ("differ", far)
    if far > near:
        first, second = ("Differ", far), ("agree", near)
    said = f"{first[0]} on {_issues(first[1])}, {second[0]} on {second[1] or 'none'}"
    if not near and not far:
        said = f"One of the two takes no side, on {_issues(even)}"
    elif even:
        said += f", no side of one of the two on {even}"
    return said


def _issues(number: int) -> str:
    return counted(number, "issue") if number else "no issue"


def _of_statements(network: Network, edge: Edge, scale: Scale) -> Told:
    cell = network.cells[edge.source][edge.target]
    ids = network.tags(edge)
    rows = tuple(
        Row(stance_words({score: cell[score]}, scale).capitalize(), counted(len(cell[score]), "passage"), cell[score])
        for score in sorted(cell, reverse=True)
    )
    title = f"{network.name(edge.source)} × {network.name(edge.target)}"
    sentence = f"{counted(len(ids), 'position')}: {stance_words(cell, scale)}"
    return Told(title, sentence, rows, _heading(len(ids), "behind this edge"), ids)


def _of_node(network: Network, id_: str) -> Told | None:
    node = next((one for one in network.nodes if one.id == id_), None)
    if node is None:
        return None
    edges = [edge for edge in network.edges if id_ in (edge.source, edge.target)]
    ids = _tags_of(network, id_)
    if node.mode == HOLDER:
        sentence = f"{counted(node.statements, 'position')} on {counted(len(network.cells[id_]), 'issue')}"
    else:
        sentence = f"{counted(node.statements, 'position')} of {counted(len(edges), 'holder')}"
    if network.relation != AFFILIATION:
        sides = [network.sides(edge) for edge in edges]
        near = sum(len(one.agree) > len(one.differ) for one in sides)
        far = sum(len(one.differ) > len(one.agree) for one in sides)
        sentence += f"; rather agrees with {near or 'nobody'}, rather differs with {far or 'nobody'}"
    return Told(node.name, sentence, (), _heading(len(ids), "counted here"), ids)


def _tags_of(network: Network, id_: str) -> tuple[str, ...]:
    """List the tags of a holder, or on an issue, in the order of the project."""
    cells: Mapping[str, Cell] = network.cells.get(id_, {})
    if not cells:
        cells = {holder: row[id_] for holder, row in network.cells.items() if id_ in row}
    tags = [tag for cell in cells.values() for ids in cell.values() for tag in ids]
    return tuple(sorted(tags, key=network.places.__getitem__))


def _heading(number: int, where: str) -> str:
    words = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"The {words} passages {where}" if number != 1 else f"The passage {where}"

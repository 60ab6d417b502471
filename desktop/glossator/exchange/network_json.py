"""A network as plain data, in the shape that scripts rely on: nodes, and edges with the tags that make them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from glossator.exchange.choice import Loss
from glossator.model.document import Json
from glossator.review.measures import MEASURES, Measured
from glossator.review.network import Edge, Network, Node

Measures = Mapping[str, Measured]


def write(network: Network, out: BinaryIO, measures: Measures | None = None) -> Loss:
    """Write one object, node by node and edge by edge: the tags of all edges together may be many."""
    for piece in _pieces(network, measures):
        out.write(piece.encode("utf-8", "backslashreplace"))
    return Loss()


def _pieces(network: Network, measures: Measures | None) -> Iterator[str]:
    yield "{\n"
    yield from _array("nodes", (_node(node, measures) for node in network.nodes))
    yield from _array("edges", (_edge(network, edge) for edge in network.edges))
    rest: dict[str, Json] = {
        "left_out": network.left_out,
        "undated": network.undated,
        "relation": network.relation,
        "normalisation": network.normalisation,
        "range": network.reach,
    }
    if measures is not None:
        rest["measures"] = [
            {"key": one.key, "label": one.label, "definition": one.definition, "source": one.source} for one in MEASURES
        ]
    yield json.dumps(rest, ensure_ascii=False, indent=2)[2:] + "\n"


def _array(key: str, items: Iterator[dict[str, Json]]) -> Iterator[str]:
    yield f'  "{key}": ['
    before, after = "\n    ", ""
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False, indent=2).replace("\n", "\n    ")
        before, after = ",\n    ", "\n  "
    yield f"{after}],\n"


def _node(node: Node, measures: Measures | None) -> dict[str, Json]:
    found: dict[str, Json] = {"id": node.id, "name": node.name, "mode": node.mode, "statements": node.statements}
    if measures is not None:
        one = measures[node.id]
        found |= {
            "degree": one.degree,
            "weighted_degree": one.weighted_degree,
            "betweenness": one.betweenness,
            "community": one.community,
        }
    return found


def _edge(network: Network, edge: Edge) -> dict[str, Json]:
    found: dict[str, Json] = {
        "source": edge.source,
        "target": edge.target,
        "weight": edge.weight,
        "tags": [*network.tags(edge)],
    }
    if edge.agree is None:
        return found | {"stance": edge.stance}
    parts: list[Json] = [
        {"id": part.issue, "name": network.name(part.issue), "agree": part.agree, "differ": part.differ}
        for part in network.shared(edge)
    ]
    return found | {"agree": edge.agree, "differ": edge.differ, "issues": parts}

"""A network as GraphML, which Gephi, visone, R and networkx read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from glossator.exchange.choice import Loss, loss
from glossator.review.measures import BETWEENNESS, COMMUNITY, DEGREE, WEIGHTED, Measured
from glossator.review.network import Network

#: What graph, nodes and edges say of themselves: the name, of what, and the type.
_KEYS = (
    *(("relation", "graph", "string"), ("normalisation", "graph", "string")),
    *(("left_out", "graph", "int"), ("undated", "graph", "int")),
    *(("name", "node", "string"), ("mode", "node", "string"), ("statements", "node", "int")),
    *(("weight", "edge", "double"), ("tags", "edge", "string")),
    *(("agree", "edge", "double"), ("differ", "edge", "double"), ("stance", "edge", "double")),
)
_MEASURE_KEYS = (
    *((DEGREE, "node", "int"), (WEIGHTED, "node", "double"), (BETWEENNESS, "node", "double")),
    (COMMUNITY, "node", "int"),
)

#: Characters that XML cannot hold, not even written as a number.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: What stands for them.
_UNKNOWN = "\ufffd"

_Value = str | int | float | None


def write(network: Network, out: BinaryIO, measures: Mapping[str, Measured] | None = None) -> Loss:
    """Write an undirected graph, edge by edge; ids of tags are separated by blanks."""
    for line in _lines(network, measures):
        out.write(f"{line}\n".encode())
    unknown = sum(1 for node in network.nodes if _NOT_IN_XML.search(node.name))
    return loss((unknown, "written with �, names with characters that XML cannot hold"))


def _lines(network: Network, measures: Mapping[str, Measured] | None) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name, of, type_ in (*_KEYS, *(_MEASURE_KEYS if measures is not None else ())):
        yield f'  <key id="{_key(of, name)}" for="{of}" attr.name="{name}" attr.type="{type_}"/>'
    yield '  <graph edgedefault="undirected">'
    yield from _data("    ", "graph", {"relation": network.relation, "normalisation": network.normalisation})
    yield from _data("    ", "graph", {"left_out": network.left_out, "undated": network.undated})
    for node in network.nodes:
        yield f"    <node id={quoteattr(_clean(node.id))}>"
        yield from _data("      ", "node", {"name": node.name, "mode": node.mode, "statements": node.statements})
        if measures is not None:
            yield from _data("      ", "node", _measure_values(measures[node.id]))
        yield "    </node>"
    for edge in network.edges:
        yield f"    <edge source={quoteattr(_clean(edge.source))} target={quoteattr(_clean(edge.target))}>"
        yield from _data("      ", "edge", {"weight": edge.weight, "tags": " ".join(network.tags(edge))})
        yield from _data("      ", "edge", {"agree": edge.agree, "differ": edge.differ, "stance": edge.stance})
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _measure_values(one: Measured) -> Mapping[str, _Value]:
    return {
        DEGREE: one.degree,
        WEIGHTED: one.weighted_degree,
        BETWEENNESS: one.betweenness,
        COMMUNITY: one.community,
    }


def _data(indent: str, of: str, values: Mapping[str, _Value]) -> Iterator[str]:
    for name, value in values.items():
        if value is not None:
            yield f'{indent}<data key="{_key(of, name)}">{escape(_clean(str(value)))}</data>'


def _key(of: str, name: str) -> str:
    return f"{of}_{name}"


def _clean(words: str) -> str:
    return _NOT_IN_XML.sub(_UNKNOWN, words)

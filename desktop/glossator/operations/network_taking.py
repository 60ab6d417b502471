"""Take a network along: as plain data, as a graph for other programs or as a table, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from glossator.exchange import network_csv, network_graphml, network_json
from glossator.exchange.choice import Loss
from glossator.operations.taking import find_form, write_file
from glossator.review.measures import Measured
from glossator.review.network import Network

Measures = Mapping[str, Measured]


@dataclass(frozen=True, slots=True)
class Form:
    """Describe a form in which a network is taken along."""

    name: str
    label: str
    suffixes: tuple[str, ...]
    write: Callable[[Network, BinaryIO, Measures | None], Loss]


FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("json", "Plain data: nodes, edges and the tags that make them", (".json",), network_json.write),
        Form("graphml", "A graph for Gephi, visone, R", (".graphml",), network_graphml.write),
        Form("csv", "A table: a row for each edge", (".csv",), network_csv.write),
    )
}


def form_of(name: str | None, target: Path | None) -> Form:
    """Find the form that is named, else the one that the target's name ends in, else plain data."""
    return find_form(FORMS, name, target, default="json")


def take_along(network: Network, target: Path, *, form: Form, measures: Measures | None = None) -> Loss:
    """Write a network into a file, and tell what the form could not hold; a project is never written over."""
    return write_file(target, lambda out: form.write(network, out, measures))

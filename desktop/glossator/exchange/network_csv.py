"""A network as a list of its edges for a spreadsheet: who with whom, how much, and the tags that make it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import BinaryIO

from glossator.exchange.choice import Loss, loss
from glossator.exchange.csv_export import Cells, Encoder
from glossator.model.problem import refuse
from glossator.review.measures import Measured
from glossator.review.network import Network

#: The columns: names, then figures, then the ids of the tags between blanks.
COLUMNS = ("source", "target", "weight", "agree", "differ", "stance", "tags")


def write(network: Network, out: BinaryIO, measures: Mapping[str, Measured] | None = None) -> Loss:
    """Write the list: UTF-8 with a byte order mark, as spreadsheets want it; nodes have no row for measures."""
    if measures is not None:
        raise refuse(
            "the network was not written", "a list of edges has no place for measures", "choose json or graphml"
        )
    out.write(b"\xef\xbb\xbf")
    sheet, cells = csv.writer(Encoder(out.write)), Cells()
    sheet.writerow(COLUMNS)
    for edge in network.edges:
        source, target, tags = cells.safe(
            (network.name(edge.source), network.name(edge.target), " ".join(network.tags(edge)))
        )
        # A negative number is no formula.
        figures = (_number(figure) for figure in (edge.weight, edge.agree, edge.differ, edge.stance))
        sheet.writerow((source, target, *figures, tags))
    return loss(
        (cells.guarded, "written after an apostrophe, cells that a spreadsheet would run as a formula"),
        (cells.long, "longer than a spreadsheet takes, cells"),
    )


def _number(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.10g}"

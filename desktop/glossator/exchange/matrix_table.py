"""A matrix as plain data, in the shape that scripts rely on, and as a table for a spreadsheet."""

from __future__ import annotations

import csv
from typing import BinaryIO

from glossator.exchange.csv_export import Cells, Encoder
from glossator.model.document import Json
from glossator.review.matrix import SPLIT, Cell, Matrix

#: The columns of the table: one row a cell that is not empty.
COLUMNS = (
    "row",
    "column",
    "count",
    "stance",
    "mean",
    "conditional",
    "split",
    "contradicts",
    "turned",
    "readers_differ",
    "tags",
)


def matrix_data(matrix: Matrix) -> dict[str, Json]:
    """Write a matrix as plain data; ``mean`` is the mean score of the stances, null where there is none."""
    return {
        "rows": [matrix.row_words(row) for row in matrix.rows],
        "columns": [matrix.column_words(column) for column in matrix.columns],
        "cells": [
            {
                "row": matrix.row_words(cell.row),
                "column": matrix.column_words(cell.column),
                "count": len(cell.statements),
                "stance": {**cell.stances},
                "tags": [*cell.ids],
                "mean": cell.mean,
                "conditional": cell.conditional,
                "contradicts": cell.contradicts,
                "turned": cell.turned,
                "readers_differ": cell.readers_differ,
            }
            for cell in ordered(matrix)
        ],
        "left_out": matrix.left_out,
    }


def ordered(matrix: Matrix) -> list[Cell]:
    """List the cells by row and column, in the matrix's order."""
    return [
        matrix.cells[row, column] for row in matrix.rows for column in matrix.columns if (row, column) in matrix.cells
    ]


def write(matrix: Matrix, out: BinaryIO) -> None:
    """Write the table: UTF-8 with a byte order mark, as spreadsheets want it; ids are separated by blanks."""
    out.write(b"\xef\xbb\xbf")
    sheet, cells = csv.writer(Encoder(out.write)), Cells()
    sheet.writerow(COLUMNS)
    for cell in ordered(matrix):
        stances = "; ".join(f"{key} {number}" for key, number in cell.stances.items())
        words = cells.safe((matrix.row_words(cell.row), matrix.column_words(cell.column)))
        flags = (cell.togetherness == SPLIT, cell.contradicts, cell.turned, cell.readers_differ)
        sheet.writerow(
            (
                *words,
                len(cell.statements),
                stances,
                "" if cell.mean is None else f"{cell.mean:g}",
                cell.conditional,
                *("yes" if flag else "" for flag in flags),
                " ".join(cell.ids),
            )
        )

"""The matrix as a table model: heads and cells, in the order that the reader chose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from glossator.review.matrix import Cell, Matrix, without_small
from glossator.views.whole.stances import cell_words
from glossator.views.words import counted, date_words

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()

#: The orders of rows, by key, with their words.
ORDERS = {"own": "as they are", "count": "Fullest first", "name": "By name", "stance": "By stance"}


class MatrixModel(QAbstractTableModel):
    """Show a matrix; small rows and columns can be folded away."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix: Matrix | None = None
        self.rows: tuple[str, ...] = ()
        self.columns: tuple[str, ...] = ()
        self.folded = (0, 0)

    def show(self, matrix: Matrix, order: str, least: int) -> None:
        """Show a matrix, its rows in an order of ``ORDERS``, heads with less than ``least`` tags folded away."""
        self.beginResetModel()
        self.matrix = matrix
        self.rows = without_small(ordered(matrix, order), matrix.row_counts, least)
        self.columns = without_small(matrix.columns, matrix.column_counts, least)
        self.folded = (len(matrix.rows) - len(self.rows), len(matrix.columns) - len(self.columns))
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns are shown."""
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, None where it is empty."""
        if self.matrix is None or not (0 <= row < len(self.rows) and 0 <= column < len(self.columns)):
            return None
        return self.matrix.cells.get((self.rows[row], self.columns[column]))

    def place(self, row_key: str, column_key: str) -> QModelIndex:
        """Return where a cell is shown, invalid where it is not."""
        if row_key in self.rows and column_key in self.columns:
            return self.index(self.rows.index(row_key), self.columns.index(column_key))
        return _ROOT

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say a cell in words."""
        if not index.isValid() or self.matrix is None:
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        cell = self.cell(index.row(), index.column())
        heads = f"{self.row_words(index.row())}, {self.column_words(index.column())}"
        if cell is None:
            return None if role == Qt.ItemDataRole.ToolTipRole else f"{heads}: no passage"
        return f"{heads}: {'; '.join(said(cell))}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a head, with its count for the tip."""
        if self.matrix is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        across = orientation == Qt.Orientation.Horizontal
        if not 0 <= section < len(self.columns if across else self.rows):
            return None
        words = self.column_words(section) if across else self.row_words(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        counts = self.matrix.column_counts if across else self.matrix.row_counts
        return f"{words}: {counted(counts[(self.columns if across else self.rows)[section]], 'tag')}"

    def row_words(self, row: int) -> str:
        """Return a row's words."""
        return _words(self.matrix.row_axis.key, self.matrix.row_words(self.rows[row])) if self.matrix else ""

    def column_words(self, column: int) -> str:
        """Return a column's words."""
        matrix = self.matrix
        return _words(matrix.column_axis.key, matrix.column_words(self.columns[column])) if matrix else ""


def ordered(matrix: Matrix, order: str) -> Sequence[str]:
    """Put rows in an order of ``ORDERS``; what is equal keeps the matrix's own."""
    if order == "name":
        return sorted(matrix.rows, key=lambda row: matrix.row_words(row).casefold())
    if order == "count":
        return sorted(matrix.rows, key=lambda row: -matrix.row_counts.get(row, 0))
    if order == "stance":
        return sorted(matrix.rows, key=lambda row: -_lean(matrix, row))
    return matrix.rows


def said(cell: Cell) -> list[str]:
    """Say what a cell holds: its stances, numbers, and what in it does not go together."""
    parts = [cell_words(cell)] if cell.stances else []
    documents = len({one.document for one in cell.statements})
    numbers = counted(len(cell.statements), "passage")
    parts.append(f"{numbers} · {counted(documents, 'document')}" if documents > 1 else numbers)
    if cell.conditional:
        parts.append(f"{cell.conditional} under a condition")
    if cell.contradicts:
        parts.append("contradicts itself")
    if cell.turned:
        parts.append("changed sides")
    if cell.readers_differ:
        parts.append("readers differ")
    return parts


def _lean(matrix: Matrix, row: str) -> float:
    """Return the mean score of a row; what has none stands in the middle."""
    scores = [score for column in matrix.columns if (cell := matrix.cells.get((row, column))) for score in cell.scores]
    return sum(scores) / len(scores) if scores else 0.0


def _words(axis: str, words: str) -> str:
    return date_words(words) if axis in ("month", "year") else words

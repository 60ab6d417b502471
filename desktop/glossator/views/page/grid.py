"""The rules of tables: hair lines around the cells that are in view."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from glossator.views.page.layout import PageLayout
from glossator.views.page.style import CELL_PAD
from glossator.views.page.tables import Row
from glossator.views.theme import Theme


def paint_grid(painter: QPainter, layout: PageLayout, theme: Theme, *, top: float, bottom: float) -> None:
    """Paint hair lines around each cell of the rows between two heights of the page."""
    pad = layout.type.gap(CELL_PAD)
    for row in _rows_between(layout, top, bottom):
        above = layout.text_top(row.first) - pad
        below = layout.text_top(row.following.first) - pad if row.following else layout.row_bottom(row.last) + pad
        for cell in row.cells:
            left, right = (round(layout.origin + side * layout.type.width) for side in cell.sides)
            for x in (left, right):
                painter.fillRect(QRectF(x, above, 1, below - above + 1), theme.line)
            if cell.row is row:
                painter.fillRect(QRectF(left, above, right - left, 1), theme.line)
            if cell.until is row:
                painter.fillRect(QRectF(left, below, right - left, 1), theme.line)


def _rows_between(layout: PageLayout, top: float, bottom: float) -> Iterator[Row]:
    piece, last = layout.piece_at(top), len(layout.border) - 1
    # A rule may stand just above the row that is in view, and below the one that has gone.
    piece = max(0, layout.row_start(piece) - 1)
    while piece <= last and layout.top(piece) <= bottom:
        cell = layout.grid.cells.get(piece)
        if cell is not None:
            yield cell.row
            piece = cell.row.last
        piece += 1

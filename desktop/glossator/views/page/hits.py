"""What stands at a point of the page, or between two heights: places, characters, pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from glossator.views.page.layout import PageLayout


def place_at(layout: PageLayout, point: QPointF, *, exact: bool) -> int:
    """Return the document position nearest to a point; with ``exact``, -1 beside the text."""
    piece = piece_under(layout, point)
    laid = layout.laid(piece)
    top = layout.text_top(piece)
    number = int((point.y() - top) // laid.metric.step)
    line = max(0, min(number, laid.count - 1))
    x = point.x() - layout.origin
    if exact and (number != line or not laid.lefts[line] <= x <= laid.rights[line]):
        return -1
    layout.position_layout(piece, laid)
    if number < 0 and point.y() < layout.top_margin:
        line = 0
    return layout.document().findBlockByNumber(piece).position() + laid.place_at(line, x)


def piece_under(layout: PageLayout, point: QPointF) -> int:
    """Return the piece at a point: of cells side by side, the one whose column it is in."""
    piece = layout.piece_at(point.y())
    here = layout.grid.cells.get(piece) if layout.grid else None
    if here is None:
        return piece
    x = (point.x() - layout.origin) / layout.type.width
    cells = here.row.cells
    cell = next((one for one in reversed(cells) if one.sides[0] <= x), cells[0])
    return layout.grid.piece_in(cell, point.y() - layout.text_top(cell.head))


def character_at(layout: PageLayout, point: QPointF) -> int:
    """Return the document position of the character under a point, -1 beside the text."""
    place = place_at(layout, point, exact=True)
    if place < 0:
        return -1
    block = layout.document().findBlock(place)
    laid = layout.laid(block.blockNumber())
    local = place - block.position()
    x = point.x() - layout.origin
    # The nearest place between two characters may lie after the one that is pointed at.
    before = laid.layout.previousCursorPosition(local) if local > 0 else 0
    line = laid.line_at(local)
    for first, last in ((before, local), (local, laid.layout.nextCursorPosition(local))):
        for number in {laid.line_at(first), line}:
            if any(left <= x <= right for left, right in laid.runs(number, first, last)):
                return block.position() + first
    return place


def pieces_between(layout: PageLayout, top: float, bottom: float) -> Iterator[int]:
    """Yield the pieces between two heights, rows whole, before them those that reach down from rows above."""
    piece, last = layout.row_start(layout.piece_at(top)), len(layout.border) - 1
    here = layout.grid.cells.get(piece) if layout.grid else None
    for cell in sorted(here.row.cells, key=lambda cell: cell.head) if here is not None else ():
        if cell.row is not here.row:
            yield from range(cell.head, cell.tail + 1)
    yield piece
    while piece < last:
        piece += 1
        # All pieces of a row have its top.
        if layout.top(piece) > bottom:
            return
        yield piece

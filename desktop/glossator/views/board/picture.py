"""The board as a picture: its lanes side by side, so many of their first rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from glossator.views.board.grid import GridCells
from glossator.views.board.lane import SHAPE, LaneView, count_words
from glossator.views.board.rows import plural
from glossator.views.panel.shades import kind_mark
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style
from glossator.views.whole.taking import Picture
from glossator.views.words import counted

#: A lane in the picture: its width, and how many rows are in it at most.
WIDTH, ROWS = 420, 40

#: Pixels: around everything, the title's line, and the line that says what is left out.
EDGE, TITLE, REST = 12, 34, 28


def picture(lanes: Sequence[LaneView], grid: GridCells | None, style: Style) -> Picture:
    """Return the picture of the lanes as they are now; what is left out is said below each."""
    heights = [_heights(lane) for lane in lanes]
    above = grid.sizeHint().height() + EDGE if grid is not None else 0
    height = max(
        (
            TITLE + (above if number == 0 else 0) + sum(rows) + (REST if _left_out(lane, len(rows)) else 0)
            for number, (lane, rows) in enumerate(zip(lanes, heights, strict=True))
        ),
        default=0,
    )

    def paint(painter: QPainter) -> None:
        for number, lane in enumerate(lanes):
            top = EDGE + TITLE
            _paint_title(painter, lane, QRect(EDGE + number * WIDTH, EDGE, WIDTH, TITLE), style)
            if number == 0 and grid is not None:
                grid.paint_into(painter, QRectF(EDGE, top, WIDTH, grid.sizeHint().height()))
                top += above
            for at, row_height in enumerate(heights[number]):
                option = QStyleOptionViewItem()
                option.rect = QRect(EDGE + number * WIDTH, top, WIDTH, row_height)
                lane.delegate.paint(painter, option, lane.model.index(at))
                top += row_height
            left_out = _left_out(lane, len(heights[number]))
            if left_out:
                painter.setFont(style.small)
                painter.setPen(style.theme.dim)
                box = QRectF(EDGE + number * WIDTH + 16, top, WIDTH - 32, REST)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f"and {counted(left_out, 'more card')}")

    return Picture(QSize(2 * EDGE + len(lanes) * WIDTH, 2 * EDGE + height), paint)


def _heights(lane: LaneView) -> list[int]:
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, WIDTH, 0)
    rows = min(ROWS, lane.model.rowCount())
    return [lane.delegate.sizeHint(option, lane.model.index(at)).height() for at in range(rows)]


def _left_out(lane: LaneView, shown: int) -> int:
    """Count the cards after those that are shown."""
    rows = (lane.model.row(at) for at in range(shown, lane.model.rowCount()))
    return sum(row is not None and row.tag is not None for row in rows)


def _paint_title(painter: QPainter, lane: LaneView, box: QRect, style: Style) -> None:
    bold = QFont(style.interface)
    bold.setWeight(QFont.Weight.Bold)
    shape = QRectF(box.left() + 16, box.center().y() - SHAPE / 2, SHAPE, SHAPE)
    paint_shape(painter, lane.kind.shape, shape, kind_mark(lane.kind, style.theme))
    painter.setFont(bold)
    painter.setPen(style.theme.ink)
    words = plural(lane.kind)
    at = box.left() + 16 + SHAPE + 8
    painter.drawText(QRect(at, box.top(), box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, words)
    at += QFontMetrics(bold).horizontalAdvance(words) + 10
    painter.setFont(style.interface)
    painter.setPen(style.theme.dim)
    said = count_words(lane.lane) if lane.lane is not None else ""
    painter.drawText(QRect(at, box.top(), box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, said)

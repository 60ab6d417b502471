"""How a cell of the matrix is painted: a word, a shape and a colour for its stance, its numbers, and its marks."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from glossator.review.matrix import SPLIT, Cell
from glossator.views.matrix.model import Index, MatrixModel
from glossator.views.panel.shades import ink_on, mixed
from glossator.views.panel.style import Style
from glossator.views.whole.stances import cell_words, paint_stance, score_colour
from glossator.views.words import counted

#: Pixels: between cells, inside them, a stance's shape, and the corner's radius.
GAP, INSIDE, SHAPE, RADIUS = 3.0, 10.0, 11.0, 4.0

#: How much of a stance's colour is in its ground, of 1.
TINT = 0.26

#: Cells without stances are the fuller the stronger, between these shares of the accent.
LEAST, MOST = 0.08, 0.45


class CellPainter:
    """Paint cells in a style; ``fullest`` is the count of the fullest cell."""

    def __init__(self, style: Style, fullest: int = 1) -> None:
        self.style, self.fullest = style, max(1, fullest)

    def paint(
        self, painter: QPainter, cell: Cell | None, rect: QRectF, *, chosen: bool = False, focused: bool = False
    ) -> None:
        """Paint a cell into its place; an empty one is a quiet dashed frame."""
        theme = self.style.theme
        box = rect.adjusted(GAP, GAP, -GAP, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if cell is None:
            painter.setPen(QPen(theme.line, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        else:
            self._paint_ground(painter, cell, box)
            self._paint_words(painter, cell, box.adjusted(INSIDE, 0, -INSIDE, 0))
        if chosen:
            painter.setPen(QPen(theme.accent if focused else mixed(theme.accent, theme.paper, 0.45), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), RADIUS + 1, RADIUS + 1)
        painter.restore()

    def _paint_ground(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        edge, fill = self._colours(cell)
        painter.setPen(QPen(edge, 1))
        if cell.togetherness == SPLIT:
            scores = sorted(cell.scores)
            ends = [mixed(self.style.theme.paper, self._of(score, cell), TINT) for score in (scores[-1], scores[0])]
            share = sum(score > 0 for score in scores) / sum(score != 0 for score in scores)
            two = QLinearGradient(box.topLeft(), box.bottomRight())
            for at, colour in ((0.0, ends[0]), (share - 0.001, ends[0]), (share, ends[1]), (1.0, ends[1])):
                two.setColorAt(max(0.0, min(1.0, at)), colour)
            painter.setBrush(two)
        else:
            painter.setBrush(fill)
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _colours(self, cell: Cell) -> tuple[QColor, QColor]:
        theme = self.style.theme
        if not cell.stances:
            share = LEAST + (MOST - LEAST) * len(cell.statements) / self.fullest
            fill = mixed(theme.paper, theme.accent, share)
            return mixed(fill, theme.accent, 0.25), fill
        colour = self._of(cell.mean, cell)
        return mixed(theme.paper, colour, 0.7), mixed(theme.paper, colour, TINT)

    def _of(self, score: float | None, cell: Cell) -> QColor:
        return score_colour(score, cell.scale, self.style.theme)

    def _paint_words(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        theme = self.style.theme
        strong = QFont(self.style.interface)
        strong.setWeight(QFont.Weight.DemiBold)
        metrics, small = QFontMetricsF(strong), QFontMetricsF(self.style.small)
        ground = self._colours(cell)[1]
        ink = ink_on(ground, theme)
        title = cell_words(cell) if cell.stances else str(len(cell.statements))
        lines = [title, *self._below(cell)]
        height = metrics.height() + (len(lines) - 1) * (small.height() + 1)
        y = box.center().y() - height / 2
        left = box.left()
        if cell.stances:
            left = self._paint_shapes(painter, cell, QRectF(left, y, box.width(), metrics.height()))
        painter.setFont(strong)
        painter.setPen(ink)
        room = box.right() - left
        painter.drawText(
            QRectF(left, y, room, metrics.height()),
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(title, Qt.TextElideMode.ElideRight, room),
        )
        y += metrics.height() + 1
        painter.setFont(self.style.small)
        for line in lines[1:]:
            painter.setPen(ink if line == lines[1] else ink_on(ground, theme))
            words = small.elidedText(line, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(QRectF(box.left(), y, box.width(), small.height()), Qt.AlignmentFlag.AlignVCenter, words)
            y += small.height() + 1

    def _below(self, cell: Cell) -> list[str]:
        numbers = counted(len(cell.statements), "passage")
        documents = len({one.document for one in cell.statements})
        if documents > 1:
            numbers = f"{numbers} · {counted(documents, 'document')}"
        below = [numbers] if cell.stances else (["passage" if len(cell.statements) == 1 else "passages"])
        marks = []
        if cell.contradicts:
            marks.append("≠ contradicts itself")
        if cell.turned:
            marks.append("↷ changed sides")
        if cell.readers_differ:
            marks.append("⇄ readers differ")
        return [*below, *([" · ".join(marks)] if marks else [])]

    def _paint_shapes(self, painter: QPainter, cell: Cell, line: QRectF) -> float:
        """Paint the stance before its word, both sides where the cell is split; return where the word begins."""
        shown = [max(cell.scores), min(cell.scores)] if cell.togetherness == SPLIT else [cell.mean]
        hollow = bool(cell.conditional)
        left = line.left()
        for score in shown:
            box = QRectF(left, line.center().y() - SHAPE / 2, SHAPE, SHAPE)
            colour = self._of(score, cell)
            if colour == self.style.theme.stance[len(self.style.theme.stance) // 2]:
                colour = self.style.theme.dim  # the middle of the row is too pale for a shape
            paint_stance(painter, score, box, colour, hollow=hollow)
            left += SHAPE + 5
        return left + 1


class CellDelegate(QStyledItemDelegate):
    """Paint the cells of a table."""

    def __init__(self, cells: CellPainter) -> None:
        super().__init__()
        self.cells = cells

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell; chosen ones have a frame."""
        model = index.model()
        assert isinstance(model, MatrixModel)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = option.widget is not None and option.widget.hasFocus()
        cell = model.cell(index.row(), index.column())
        self.cells.paint(painter, cell, QRectF(option.rect), chosen=chosen, focused=focused)

"""How a stance looks: a word, a shape that points up or down, a diverging colour, hollow under a condition."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from glossator.review.matrix import SPLIT, Cell
from glossator.review.statement import Scale
from glossator.views.theme import Theme


def score_colour(score: float | None, scale: Scale, theme: Theme) -> QColor:
    """Return the colour of a score, a mean too; the dim ink for what has none."""
    known = [one for one in scale.scores.values() if one is not None]
    reach = max((abs(one) for one in known), default=0)
    if score is None or not reach:
        return theme.dim
    middle = (len(theme.stance) - 1) / 2
    return theme.stance[round(middle + middle * max(-1.0, min(1.0, score / reach)))]


def paint_stance(painter: QPainter, score: float | None, box: QRectF, colour: QColor, *, hollow: bool) -> None:
    """Paint a score's shape: up for, down against, twice as it is strong, a disc for neutral, a square for unclear."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
    inner = box.adjusted(0.8, 0.8, -0.8, -0.8)
    if score is None:
        painter.drawRect(inner.adjusted(0.6, 0.6, -0.6, -0.6))
    elif abs(score) < 0.5:
        painter.drawEllipse(inner.adjusted(0.4, 0.4, -0.4, -0.4))
    elif abs(score) < 1.5:
        painter.drawPolygon(_arrow(inner, up=score > 0))
    else:
        for top in (inner.top(), inner.center().y()):
            painter.drawPolygon(_arrow(QRectF(inner.left(), top, inner.width(), inner.height() / 2), up=score > 0))
    painter.restore()


def cell_words(cell: Cell) -> str:
    """Say the stances of a cell: one by its word, several with their numbers, two sides as split."""
    labels = {key: cell.scale.labels.get(key, key) for key in cell.stances}
    if not cell.stances:
        return ""
    if len(cell.stances) == 1:
        return next(iter(labels.values()))
    from_for = list(cell.stances.items())[::-1]
    most_first = sorted(from_for, key=lambda pair: -pair[1])
    counted = ", ".join(f"{number} {labels[key].lower()}" for key, number in most_first)
    return f"Split: {counted}" if cell.togetherness == SPLIT else counted[0].upper() + counted[1:]


def _arrow(box: QRectF, *, up: bool) -> QPolygonF:
    tip, base = (box.top(), box.bottom()) if up else (box.bottom(), box.top())
    return QPolygonF([QPointF(box.center().x(), tip), QPointF(box.right(), base), QPointF(box.left(), base)])

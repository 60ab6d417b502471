"""The shapes of the kinds: triangle, diamond, disc, square, so that none depends on its colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF


def paint_shape(painter: QPainter, shape: str, box: QRectF, colour: QColor) -> None:
    """Fill a kind's shape inside a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    middle = box.center()
    if shape == "triangle":
        painter.drawPolygon(QPolygonF([QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    elif shape == "diamond":
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), box.top() - 0.5),
                    QPointF(box.right() + 0.5, middle.y()),
                    QPointF(middle.x(), box.bottom() + 0.5),
                    QPointF(box.left() - 0.5, middle.y()),
                ]
            )
        )
    elif shape == "disc":
        painter.drawEllipse(box)
    else:
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()

"""Strokes of the page: underlines in each kind's style, outlines, shapes."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

#: How thick an underline is, at least, and as a share of the type size.
_THICK = 2
_THICK_SHARE = 0.1

#: Dash patterns by shape, in thicknesses: a dotted and a dashed line.
_DASHES = {"disc": (1.0, 1.0), "square": (3.0, 1.5)}

#: Rounding of an outline's corners.
OUTLINE_RADIUS = 4.0
OUTLINE_WIDTH = 2.0

#: A broken outline: its width, and its dashes in widths.
BROKEN_WIDTH = 1.4
BROKEN = (3.0, 2.5)

#: How far an outline stands off the tint.
OUTLINE_GAP_X = 2.0
OUTLINE_GAP_Y = 1.0


@cache
def thickness(em: float) -> int:
    """Return how thick an underline is, in whole pixels."""
    return max(_THICK, round(em * _THICK_SHARE))


@cache
def lane_offset(em: float, lane: int) -> int:
    """Return how far below the baseline the underline of a lane begins, in whole pixels."""
    return round(em * 0.22) + lane * (thickness(em) + max(2, round(em * 0.1)))


class Underlines:
    """Draw underlines in each shape's style; a broken line is a small picture, tiled."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[str, int, int, float], QPixmap] = {}

    def draw(
        self, painter: QPainter, shape: str, colour: QColor, *, left: float, right: float, top: float, em: float
    ) -> None:
        """Draw one underline."""
        thick = thickness(em)
        x, y, width = round(left), round(top), round(right) - round(left)
        if shape == "diamond":
            thin = max(1, thick // 2)
            painter.fillRect(x, y, width, thin, colour)
            painter.fillRect(x, y + 2 * thin, width, thin, colour)
        elif shape in _DASHES:
            painter.drawTiledPixmap(x, y, width, thick, self._tile(painter, shape, colour, thick))
        else:
            painter.fillRect(x, y, width, thick, colour)

    def _tile(self, painter: QPainter, shape: str, colour: QColor, thick: int) -> QPixmap:
        ratio = painter.device().devicePixelRatioF()
        key = (shape, colour.rgba(), thick, ratio)
        tile = self._tiles.get(key)
        if tile is None:
            on, off = _DASHES[shape]
            tile = QPixmap(round((on + off) * thick * ratio), round(thick * ratio))
            tile.setDevicePixelRatio(ratio)
            tile.fill(Qt.GlobalColor.transparent)
            drawing = QPainter(tile)
            drawing.fillRect(QRectF(0, 0, on * thick, thick), colour)
            drawing.end()
            self._tiles[key] = tile
        return tile


def fill(painter: QPainter, rect: QRect | QRectF, colour: QColor) -> None:
    """Fill a rectangle; ``fillRect`` does too, and has PySide make every gradient ready when it is first called."""
    painter.setBackground(colour)
    painter.eraseRect(rect)


def underline_height(shape: str, em: float) -> int:
    """Return how high the underline of a shape is."""
    thick = thickness(em)
    return 3 * max(1, thick // 2) if shape == "diamond" else thick


def outline(painter: QPainter, rect: QRectF, colour: QColor, *, broken: bool = False) -> None:
    """Draw the outline that the current tag has around each of its lines; a broken one for what is not there."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, BROKEN_WIDTH if broken else OUTLINE_WIDTH)
    if broken:
        pen.setDashPattern(BROKEN)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(outline_rect(rect), OUTLINE_RADIUS, OUTLINE_RADIUS)
    painter.restore()


def outline_rect(rect: QRectF) -> QRectF:
    """Return the rectangle of an outline around a tint, on whole pixels."""
    return QRectF(
        round(rect.left() - OUTLINE_GAP_X),
        round(rect.top() - OUTLINE_GAP_Y),
        round(rect.width() + 2 * OUTLINE_GAP_X),
        round(rect.height() + 2 * OUTLINE_GAP_Y),
    )


def draw_shape(painter: QPainter, shape: str, colour: QColor, rect: QRectF) -> None:
    """Fill a kind's shape into a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    centre = rect.center()
    if shape == "triangle":
        painter.drawPolygon(QPolygonF([QPointF(centre.x(), top), QPointF(right, bottom), QPointF(left, bottom)]))
    elif shape == "diamond":
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(centre.x(), top),
                    QPointF(right, centre.y()),
                    QPointF(centre.x(), bottom),
                    QPointF(left, centre.y()),
                ]
            )
        )
    elif shape == "disc":
        painter.drawEllipse(rect)
    else:
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()

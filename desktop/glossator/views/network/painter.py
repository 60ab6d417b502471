"""How a network is painted: lines told apart by dash and colour, nodes with numbers, names, and what is chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from glossator.review.network import HOLDER
from glossator.review.statement import Scale
from glossator.views.network.labels import Box, Label
from glossator.views.network.picture import AGREE, MANY, NUMBERED, STANCE, Disc, Drawing, Line
from glossator.views.panel.shades import faded, mixed
from glossator.views.panel.style import Style
from glossator.views.whole.stances import score_colour

#: Pixels: a dash and the gap after it on thin lines, and in line widths on wide ones.
DASH, DASH_WIDE = (8.0, 5.0), (1.8, 1.3)

#: Pixels: a node's rim, that of a chosen one, and what is chosen on either side of its lines.
RIM, RING, HALO = 1.3, 3.0, 5.0

#: Widths are drawn to one in so many parts of a pixel.
FINE = 4

#: Lines in a crowd are so opaque.
FAINT = 0.6

#: An issue's square against the radius of its disc.
SQUARE = 0.86


class NetworkPainter:
    """Paint drawings of networks in a style."""

    def __init__(self, style: Style, scale: Scale) -> None:
        self.style, self.scale = style, scale

    def paint(self, painter: QPainter, drawing: Drawing, labels: Mapping[str, Label]) -> None:
        """Paint the whole picture, nothing chosen."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        opacity = 1.0 if len(drawing.lines) <= 2 * MANY else FAINT
        self.paint_lines(painter, drawing, drawing.lines[::-1], opacity=opacity)  # the strongest above the others
        for disc in drawing.discs.values():
            self.paint_disc(painter, disc)
        for label in labels.values():
            self.paint_label(painter, label)

    def paint_lines(
        self, painter: QPainter, drawing: Drawing, lines: Sequence[Line], *, wider: float = 0.0, opacity: float = 1.0
    ) -> None:
        """Paint lines, dashed where they say that two differ or that a holder is against; alike ones together."""
        alike: dict[tuple[str, bool, float], list[QLineF]] = {}
        for line in lines:
            colour, is_dashed = self._says(drawing, line)
            key = (colour.name(), is_dashed, round(line.width * FINE) / FINE)
            alike.setdefault(key, []).append(QLineF(line.x1, line.y1, line.x2, line.y2))
        for (name, is_dashed, width), some in alike.items():
            pen = QPen(faded(QColor(name), opacity), width + wider)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if is_dashed:  # as long as they were where it grows wider, so that they lie on one another
                lengths = (max(fixed, wide * width) for fixed, wide in zip(DASH, DASH_WIDE, strict=True))
                pen.setDashPattern([length / (width + wider) for length in lengths])
            painter.setPen(pen)
            painter.drawLines(some)

    def paint_halo(self, painter: QPainter, lines: Collection[Line]) -> None:
        """Paint the ground on which the lines of a chosen edge lie."""
        for line in lines:
            pen = QPen(self.style.theme.selection, line.width + 2 * HALO)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QLineF(line.x1, line.y1, line.x2, line.y2))

    def paint_disc(self, painter: QPainter, disc: Disc, *, rim: QColor | None = None) -> None:
        """Paint a holder as a circle or an issue as a square, its number inside; a rim of a colour stands out."""
        theme = self.style.theme
        painter.setPen(QPen(rim or mixed(theme.ink, theme.paper, 0.15), RING if rim is not None else RIM))
        painter.setBrush(theme.paper)
        middle = QPointF(disc.x, disc.y)
        if disc.node.mode == HOLDER:
            painter.drawEllipse(middle, disc.radius, disc.radius)
        else:
            half = disc.radius * SQUARE
            painter.drawRect(QRectF(disc.x - half, disc.y - half, 2 * half, 2 * half))
        if disc.radius < NUMBERED:
            return
        number = str(disc.node.statements)
        font = QFont(self.style.interface)
        font.setWeight(QFont.Weight.DemiBold)
        room = 2 * disc.radius * 0.72
        width = QFontMetricsF(font).horizontalAdvance(number)
        if width > room:
            font.setPointSizeF(max(5.0, font.pointSizeF() * room / width))
        painter.setFont(font)
        painter.setPen(theme.ink)
        painter.drawText(
            QRectF(disc.x - disc.radius, disc.y - disc.radius, 2 * disc.radius, 2 * disc.radius),
            Qt.AlignmentFlag.AlignCenter,
            number,
        )

    def paint_label(self, painter: QPainter, label: Label, *, is_strong: bool = False) -> None:
        """Paint a name, on paper where it has no free place; a strong one in ink, others a little quieter."""
        theme, box = self.style.theme, _rect(label.box)
        if label.is_backed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(theme.paper, 0.88))
            painter.drawRoundedRect(box.adjusted(-3, 0, 3, 0), 3, 3)
        painter.setFont(self.style.interface)
        painter.setPen(theme.ink if is_strong else mixed(theme.ink, theme.paper, 0.12))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, label.words)

    def _says(self, drawing: Drawing, line: Line) -> tuple[QColor, bool]:
        """Return the colour of a line, and whether it is dashed."""
        theme = self.style.theme
        if line.says != STANCE:
            return (theme.agree, False) if line.says == AGREE else (theme.differ, True)
        stance = drawing.edges[line.edge].stance
        colour = score_colour(stance, self.scale, theme)
        middle = theme.stance[len(theme.stance) // 2]
        return (theme.dim if colour == middle else colour), stance is not None and stance < 0


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)

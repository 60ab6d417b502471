"""A reader's badge: initials first, the colour of their column second."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from glossator.views.panel.shades import ink_on
from glossator.views.panel.words import initials
from glossator.views.theme import Theme

#: Pixels: beside the initials, above and below them, the rounding.
SIDE, ABOVE, CORNER = 4, 2, 3


def initials_apart(names: Sequence[str]) -> list[str]:
    """Return initials that tell names apart: where they are alike, more letters of a name, then its number."""
    said: list[str] = [initials(name) for name in names]
    for letters in (2, 3, 4):
        alike = [at for at, one in enumerate(said) if said.count(one) > 1]
        for at in alike:
            said[at] = names[at].replace(" ", "")[:letters]
    return [one if said.count(one) == 1 else f"{one}{at + 1}" for at, one in enumerate(said)]


def bold(font: QFont) -> QFont:
    """Return the font of the initials."""
    font = QFont(font)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def width(words: str, font: QFont) -> int:
    """Return how wide a badge is."""
    metrics = QFontMetrics(bold(font))
    return max(metrics.horizontalAdvance(words) + 2 * SIDE, metrics.height() + ABOVE)


def paint(painter: QPainter, words: str, column: int, room: QRectF, *, theme: Theme, font: QFont) -> None:
    """Paint a badge in the middle of a line, in the colour of a column."""
    fill = theme.readers[column % len(theme.readers)]
    high = QFontMetrics(font).height()
    box = QRectF(room.left(), round(room.top() + (room.height() - high) / 2), room.width(), high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, CORNER, CORNER)
    painter.setFont(bold(font))
    painter.setPen(ink_on(fill, theme))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

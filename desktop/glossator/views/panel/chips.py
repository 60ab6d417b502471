"""The chips of a card: short words in rows, each in the tone of what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from glossator.views.eliding import elided
from glossator.views.panel.shades import mixed, value_colour
from glossator.views.panel.style import Style
from glossator.views.panel.words import Chip

#: Rows of chips on a closed card; what does not fit is counted.
MOST_ROWS = 3

#: Distances inside and between chips.
INSIDE, BETWEEN, ROW_GAP, DOT = 7, 6, 5, 8


@dataclass(slots=True)
class _Placed:
    chip: Chip
    words: str
    box: QRectF


class ChipRows:
    """Hold the chips of a card in their rows."""

    def __init__(self, chips: Sequence[Chip], width: float, style: Style) -> None:
        self._style = style
        self._metrics = QFontMetricsF(style.small)
        self._placed: list[_Placed] = []
        self._place(chips, width)

    @property
    def height(self) -> int:
        """Return the height of all rows."""
        return round(max((placed.box.bottom() for placed in self._placed), default=0.0))

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the chips, the first row beginning at ``y``."""
        painter.setFont(self._style.small)
        for placed in self._placed:
            self._draw(painter, placed, placed.box.translated(x, y))

    def _place(self, chips: Sequence[Chip], width: float) -> None:
        x, row = 0.0, 0
        height = self._style.chip_height
        for number, chip in enumerate(chips):
            needed = min(self._width(chip, chip.words), width)
            if x and x + needed > width:
                x, row = 0.0, row + 1
            if row == MOST_ROWS:
                self._say_rest(len(chips) - number, width)
                return
            words = elided(chip.words, self._metrics, needed - self._around(chip) + 0.5)
            self._placed.append(_Placed(chip, words, QRectF(x, row * (height + ROW_GAP), needed, height)))
            x += needed + (BETWEEN if chip.tone != "dim" else BETWEEN + 3)

    def _say_rest(self, count: int, width: float) -> None:
        last = self._placed[-1]
        chip = Chip(f"+{count}", "dim")
        needed = self._width(chip, chip.words)
        if last.box.right() + BETWEEN + needed > width:
            self._placed.pop()
            chip = Chip(f"+{count + 1}", "dim")
            x = last.box.left()
        else:
            x = last.box.right() + BETWEEN
        self._placed.append(_Placed(chip, chip.words, QRectF(x, last.box.top(), needed, last.box.height())))

    def _around(self, chip: Chip) -> float:
        if chip.tone in ("dim", "warning"):
            return 0.0
        return 2 * INSIDE + (DOT + 4 if chip.chosen is not None and chip.field and _is_diverging(chip) else 0)

    def _width(self, chip: Chip, words: str) -> float:
        if chip.tone == "note":
            return self._style.chip_height * 0.8
        return self._metrics.horizontalAdvance(words) + self._around(chip) + 1

    def _draw(self, painter: QPainter, placed: _Placed, box: QRectF) -> None:
        theme, shades = self._style.theme, self._style.shades
        chip = placed.chip
        if chip.tone == "note":
            _draw_note(painter, box, theme.dim)
            return
        ink = {"dim": theme.dim, "warning": theme.error, "draft": theme.differ, "reader": theme.accent}.get(
            chip.tone, shades.chip_ink
        )
        if chip.tone == "value":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shades.chip)
            painter.drawRoundedRect(box, 4, 4)
        elif chip.tone in ("label", "draft", "reader"):
            line = Qt.PenStyle.DashLine if chip.tone == "draft" else Qt.PenStyle.SolidLine
            painter.setPen(QPen(mixed(shades.card, theme.ink, 0.2) if chip.tone == "label" else ink, 1, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = box.height() / 2 if chip.tone != "draft" else 4
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        left = box.left() + (0 if chip.tone in ("dim", "warning") else INSIDE)
        if chip.field is not None and chip.chosen is not None and _is_diverging(chip):
            _draw_dot(painter, left, box, value_colour(chip.field, chip.chosen, theme), hollow=chip.hollow)
            left += DOT + 4
        painter.setPen(ink)
        painter.drawText(
            QRectF(left, box.top(), box.right() - left + 1, box.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            placed.words,
        )


def _is_diverging(chip: Chip) -> bool:
    scores = [value.score for value in chip.field.values if value.score is not None] if chip.field else []
    return bool(scores) and min(scores) < 0 < max(scores)


def _draw_dot(painter: QPainter, left: float, box: QRectF, colour: QColor, *, hollow: bool) -> None:
    dot = QRectF(left, box.center().y() - DOT / 2, DOT, DOT)
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
    painter.drawEllipse(dot.adjusted(0.8, 0.8, -0.8, -0.8))


def _draw_note(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw the sign of a note: a sheet with lines."""
    sheet = QRectF(box.left() + 1, box.center().y() - 6, 11, 12)
    painter.setPen(QPen(colour, 1.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(sheet, 1.5, 1.5)
    for number in range(3):
        y = sheet.top() + 3.2 + number * 2.8
        painter.drawLine(QPointF(sheet.left() + 2.6, y), QPointF(sheet.right() - (2.6 if number < 2 else 5), y))

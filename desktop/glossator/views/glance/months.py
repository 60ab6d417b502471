"""Tags by kind over time: a stacked bar for each month, or year, on a true axis."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from glossator.operations.glance import ByKind, Span
from glossator.views.glance.numbers import Figure, Kinds, Numbers, alone
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style
from glossator.views.words import counted, date_words

#: Pixels: the height of the fullest bar, the widest bar, between bars, and a kind's shape.
HEIGHT, WIDEST, GAP, SHAPE = 96.0, 46.0, 3.0, 9.0


class Months(Numbers):
    """Show the bars, their totals, and the totals of the kinds above them."""

    def __init__(self, style: Style, kinds: Kinds) -> None:
        super().__init__("Over time", style)
        self._kinds = kinds
        self._spans: Sequence[Span] = ()
        self._totals: ByKind = {}
        self._undated: tuple[str, ...] = ()
        self._shapes: list[tuple[str, QRectF]] = []

    def show_spans(self, totals: ByKind, spans: Sequence[Span], undated: tuple[str, ...]) -> None:
        """Show the tags of a project."""
        self._totals, self._spans, self._undated = totals, spans, undated
        self.arrange_anew()

    def arrange(self, width: float) -> float:
        """Place totals, bars and their numbers."""
        top = self._place_totals(width)
        base = top + self.line + 4 + HEIGHT
        fullest = max((len(span.ids) for span in self._spans), default=0)
        for number, span in enumerate(self._spans):
            self._place_bar(span, self._slot(number, width), base, fullest)
        return base + self.line + 10

    def paint_words(self, painter: QPainter) -> None:
        """Paint the title, the kinds' shapes, the axis and its dates."""
        theme, width = self.style_of.theme, float(self.width())
        unit = "" if not self._spans else "tags a month" if len(self._spans[0].key) > 4 else "tags a year"
        self.paint_title(painter, unit or "no tag with a date yet")
        for key, box in self._shapes:
            paint_shape(painter, self._kinds.known(key).shape, box, self._kinds.colour(key, self.style_of))
        if not self._spans:
            return
        base = self._height - self.line - 10
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(0, round(base) + 1, self.width(), round(base) + 1)
        painter.setFont(self.style_of.small)
        painter.setPen(theme.dim)
        end = -10.0
        for number, span in enumerate(self._spans):
            slot = self._slot(number, width)
            words = date_words(span.key)
            needed = QFontMetricsF(self.style_of.small).horizontalAdvance(words)
            left = max(0.0, min(slot.center().x() - needed / 2, width - needed))
            if left > end + 12:
                painter.drawText(QRectF(left, base + 3, needed + 2, self.line), Qt.AlignmentFlag.AlignLeft, words)
                end = left + needed

    def _slot(self, number: int, width: float) -> QRectF:
        step = width / max(1, len(self._spans))
        thick = max(2.0, min(WIDEST, step - GAP))
        return QRectF(number * step + (step - thick) / 2, 0, thick, 0)

    def _place_totals(self, width: float) -> float:
        """Place the kinds' totals in a line below the title; return where it ends."""
        self._shapes = []
        x, top = 0.0, self.title_height
        for key, ids in self._totals.items():
            words = self._kinds.words(key, len(ids))
            needed = QFontMetricsF(self.style_of.small).horizontalAdvance(words) + 8
            if x and x + SHAPE + needed > width:
                x, top = 0.0, top + self.line + 4
            self._shapes.append((key, QRectF(x, top + (self.line + 2 - SHAPE) / 2, SHAPE, SHAPE)))
            self.figures.append(
                Figure(QRectF(x + SHAPE + 5, top, needed, self.line + 2), words, alone(ids), number=words)
            )
            x += SHAPE + needed + 15
        if self._undated:
            words = f"{len(self._undated):,} without a month"
            needed = QFontMetricsF(self.style_of.small).horizontalAdvance(words) + 8
            if x and x + needed > width:
                x, top = 0.0, top + self.line + 4
            self.figures.append(
                Figure(QRectF(x, top, needed, self.line + 2), words, alone(self._undated), number=words)
            )
        return top + self.line + 8

    def _place_bar(self, span: Span, slot: QRectF, base: float, fullest: int) -> None:
        y = base
        for key, ids in span.kinds.items():
            height = HEIGHT * len(ids) / max(1, fullest)
            y -= height
            words = f"{date_words(span.key)}: {self._kinds.words(key, len(ids))}"
            box = QRectF(slot.left(), y, slot.width(), max(1.0, height - 1))
            self.figures.append(Figure(box, words, alone(ids), self._kinds.colour(key, self.style_of)))
        if span.ids:
            number = f"{len(span.ids):,}"
            needed = QFontMetricsF(self.style_of.small).horizontalAdvance(number) + 4
            if needed <= max(slot.width(), self.width() / max(1, len(self._spans))):
                box = QRectF(slot.center().x() - needed / 2, y - self.line - 2, needed, self.line)
                words = f"{date_words(span.key)}: {counted(len(span.ids), 'tag')}"
                self.figures.append(Figure(box, words, alone(span.ids), number=number))

"""Who and what a project's tags are about: a row with a bar for each, the fullest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from glossator.operations.glance import Span
from glossator.views.glance.numbers import Figure, Kinds, Numbers, alone
from glossator.views.panel.style import Style
from glossator.views.words import counted

#: So many rows are shown; the rest is one number.
ROWS = 8

#: A label's share of the width, the thickness of a bar, and the place kept for numbers.
LABEL, THICK, NUMBER = 0.42, 9.0, 44.0


class Bars(Numbers):
    """Show the fullest heads of an axis by kind."""

    def __init__(self, title: str, style: Style, kinds: Kinds) -> None:
        super().__init__(title, style)
        self._kinds = kinds
        self._rows: Sequence[Span] = ()
        self._rest: Sequence[Span] = ()

    def show_rows(self, rows: Sequence[Span]) -> None:
        """Show these heads, the fullest first."""
        self._rows, self._rest = rows[:ROWS], rows[ROWS:]
        self.arrange_anew()

    def arrange(self, width: float) -> float:
        """Place a bar of every kind and the number of each row."""
        fullest = max((len(row.ids) for row in self._rows), default=1)
        left = width * LABEL + 8
        room = max(20.0, width - left - NUMBER)
        for number, row in enumerate(self._rows):
            top, x = self._top(number), left
            for key, ids in row.kinds.items():
                long = room * len(ids) / fullest
                box = QRectF(x, top + (self.line + 2 - THICK) / 2, max(1.0, long - 1), THICK)
                words = f"{row.words}: {self._kinds.words(key, len(ids))}"
                self.figures.append(Figure(box, words, alone(ids), self._kinds.colour(key, self.style_of)))
                x += long
            words = f"{row.words}: {counted(len(row.ids), 'tag')}"
            self.add_number(width - 4, top, Figure(QRectF(), words, alone(row.ids), number=f"{len(row.ids):,}"))
        if self._rest:
            ids = [id_ for row in self._rest for id_ in row.ids]
            words = f"{len(self._rest):,} more with {counted(len(ids), 'tag')}"
            needed = QFontMetricsF(self.style_of.small).horizontalAdvance(words) + 8
            box = QRectF(0, self._top(len(self._rows)), needed, self.line + 2)
            self.figures.append(Figure(box, f"{self.title}: {words}", alone(ids), number=words))
        return self._top(len(self._rows) + bool(self._rest)) + 6

    def paint_words(self, painter: QPainter) -> None:
        """Paint the title and the rows' labels."""
        self.paint_title(painter, "" if self._rows else "none is named yet")
        metrics = QFontMetricsF(self.style_of.small)
        painter.setFont(self.style_of.small)
        painter.setPen(self.style_of.theme.ink)
        for number, row in enumerate(self._rows):
            room = self.width() * LABEL
            words = metrics.elidedText(row.words, Qt.TextElideMode.ElideRight, room)
            box = QRectF(0, self._top(number), room, self.line + 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def _top(self, row: int) -> float:
        return self.title_height + row * (self.line + 6)

"""A quotation laid out in a few lines of the reading face, elided where it has more."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from glossator.views.eliding import elided
from glossator.views.panel.style import Style, alignment


class QuoteLines:
    """Hold the laid-out lines of a quotation."""

    def __init__(self, words: str, width: float, *, style: Style, right_to_left: bool, most: int) -> None:
        self._step = style.line_step
        self._option = QTextOption(alignment(right_to_left))
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self._style = style
        self._layout, starts = self._broken(words, width, most + 1)
        self._rest: QTextLayout | None = None
        self.lines = min(len(starts), most)
        if len(starts) > most:
            self._rest = self._last_line(words, starts[most - 1], width)
        # A line sits in the middle of its step, so that a fallback face does not push the others apart.
        self._lift = (self._step - QFontMetricsF(style.reading).height()) / 2

    @property
    def height(self) -> int:
        """Return the height of the lines."""
        return self.lines * self._step

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the lines with the painter's pen; the first begins at ``y``."""
        whole = self.lines - 1 if self._rest is not None else self.lines
        for number in range(whole):
            line = self._layout.lineAt(number)
            line.draw(painter, QPointF(x, y + number * self._step + self._lift))
        if self._rest is not None:
            self._rest.lineAt(0).draw(painter, QPointF(x, y + whole * self._step + self._lift))

    def _broken(self, words: str, width: float, most: int) -> tuple[QTextLayout, list[int]]:
        layout = QTextLayout(words, self._style.reading)
        layout.setTextOption(self._option)
        layout.setCacheEnabled(True)
        starts: list[int] = []
        layout.beginLayout()
        while len(starts) < most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
            starts.append(line.textStart())
        layout.endLayout()
        return layout, starts

    def _last_line(self, words: str, start: int, width: float) -> QTextLayout:
        # Qt counts in UTF-16, so the words are cut in UTF-16 too; more than this never fits in a line.
        rest = words.encode("utf-16-le")[2 * start : 2 * (start + 400)].decode("utf-16-le", "ignore")
        layout, _ = self._broken(elided(rest, QFontMetricsF(self._style.reading), width), width + 1, 1)
        return layout

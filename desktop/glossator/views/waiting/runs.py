"""Lines of words in several tones: what stayed, what went struck through, what came underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from glossator.review.wording import Run, word_runs
from glossator.views.panel.style import Style, alignment

#: Tones: plain words, words around a passage, and those of a difference.
PLAIN, AROUND, GONE, NEW = "plain", "around", "gone", "new"

#: Words in one tone.
Toned = tuple[str, str]

#: More code points of a passage than this are not shown on a card.
LONGEST = 1200

_TONES = {"same": PLAIN, "gone": GONE, "new": NEW}


def differing(old: str, new: str) -> list[Toned]:
    """Return how an old wording became a new one, as words in tones."""
    return [_toned(run) for run in word_runs(old[:LONGEST], new[:LONGEST])]


def _toned(run: Run) -> Toned:
    return " ".join(run.words.split()) + (" " if run.words[-1:].isspace() else ""), _TONES[run.kind]


class RunLines:
    """Hold laid-out lines of words in tones, cut with an ellipsis after so many lines."""

    def __init__(self, runs: Sequence[Toned], width: float, *, style: Style, right_to_left: bool, most: int) -> None:
        self._style = style
        self._step = style.line_step
        self._option = QTextOption(alignment(right_to_left))
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self._layout, ends = self._broken(runs, width)
        if len(ends) > most:
            self._layout, ends = self._broken(_cut(runs, ends[most - 1] - 2), width)
        self.lines = min(len(ends), most)
        self._lift = (self._step - QFontMetricsF(style.reading).height()) / 2

    @property
    def height(self) -> int:
        """Return the height of the lines."""
        return self.lines * self._step

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the lines; the first begins at ``y``."""
        painter.setPen(self._style.theme.ink)
        for number in range(self.lines):
            self._layout.lineAt(number).draw(painter, QPointF(x, y + number * self._step + self._lift))

    def _broken(self, runs: Sequence[Toned], width: float) -> tuple[QTextLayout, list[int]]:
        layout = QTextLayout("".join(words for words, _ in runs), self._style.reading)
        layout.setTextOption(self._option)
        layout.setCacheEnabled(True)
        self.formats = self._formats(runs)
        layout.setFormats(self.formats)
        ends: list[int] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
            ends.append(line.textStart() + line.textLength())
        layout.endLayout()
        return layout, ends

    def _formats(self, runs: Sequence[Toned]) -> list[QTextLayout.FormatRange]:
        found, at = [], 0
        for words, tone in runs:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = at, _units(words), self._format(tone)  # type: ignore[misc]
            found.append(one)
            at += one.length
        return found

    def _format(self, tone: str) -> QTextCharFormat:
        theme, shaped = self._style.theme, QTextCharFormat()
        colours: dict[str, QColor] = {PLAIN: theme.ink, AROUND: theme.dim, GONE: theme.differ, NEW: theme.ink}
        shaped.setForeground(colours[tone])
        if tone == GONE:
            shaped.setFontStrikeOut(True)
        if tone == NEW:
            shaped.setFontUnderline(True)
            shaped.setFontWeight(QFont.Weight.DemiBold)
        return shaped


def _units(words: str) -> int:
    """Count the UTF-16 units of words, as Qt does."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def _cut(runs: Sequence[Toned], units: int) -> list[Toned]:
    """Keep so many UTF-16 units of words, and say that more follows."""
    found: list[Toned] = []
    for words, tone in runs:
        if units < _units(words):
            kept = words.encode("utf-16-le", "surrogatepass")[: 2 * max(0, units)].decode("utf-16-le", "ignore")
            return [*found, (kept.rstrip() + "…", tone)]
        found.append((words, tone))
        units -= _units(words)
    return found

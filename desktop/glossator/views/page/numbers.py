"""Numbers beside the text: pages where they begin, and, where a reader wants them, paragraphs and lines."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter

from glossator.views.page.lines import LinesInView
from glossator.views.theme import Theme

#: How far beside the text the numbers of pages and paragraphs end, and those of lines begin, in ems.
_LEFT_AT = 2.3
_LINES_AT = 2.5

#: How much further out the number of a page stands beside the number of a paragraph, in ems.
_FURTHER = 2.4

#: In prose every so many lines are numbered; in code each.
_EVERY = 5


@dataclass(slots=True)
class Numbers:
    """Hold where pages, paragraphs and lines of a text begin; paragraphs and lines are empty while not shown."""

    pages: Sequence[tuple[int, str]] = ()
    paragraphs: Sequence[int] = ()
    lines: Sequence[int] = ()
    _page_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._page_starts = [start for start, _ in self.pages]

    def pages_in(self, start: int, end: int) -> Sequence[tuple[int, str]]:
        """Return the pages that begin in a range."""
        return self.pages[bisect_left(self._page_starts, start) : bisect_left(self._page_starts, end)]


def line_starts(text: str) -> Sequence[int]:
    """Return where each line of a text begins."""
    return array("l", [0, *(found.end() for found in re.finditer("\n", text))])


def paint_numbers(painter: QPainter, lines: LinesInView, theme: Theme, numbers: Numbers) -> None:
    """Paint the numbers of what begins in view."""
    if not (numbers.pages or numbers.paragraphs or numbers.lines):
        return
    start, end = lines.range
    end = max(end, start + 1)
    painter.setFont(lines.layout.type.small)
    painter.setPen(theme.dim)
    further = _FURTHER if numbers.paragraphs else 0.0
    _paint_left(painter, lines, numbers.pages_in(start, end), at=_LEFT_AT + further)
    _paint_left(painter, lines, _counted(numbers.paragraphs, start, end), at=_LEFT_AT)
    _paint_lines(painter, lines, _counted(numbers.lines, start, end))


def _counted(starts: Sequence[int], start: int, end: int) -> list[tuple[int, str]]:
    first = bisect_left(starts, start)
    return [(starts[at], str(at + 1)) for at in range(first, bisect_left(starts, end, lo=first))]


def _paint_left(painter: QPainter, lines: LinesInView, labels: Sequence[tuple[int, str]], *, at: float) -> None:
    layout = lines.layout
    metrics = QFontMetricsF(painter.font())
    right = layout.origin - at * layout.type.em
    former = None
    for offset, label in labels:
        for top, metric in lines.lines_of(offset, offset + 1):
            if top != former:  # of cells side by side the first one's
                painter.drawText(QPointF(right - metrics.horizontalAdvance(label), top + metric.baseline), label)
            former = top
            break


def _paint_lines(painter: QPainter, lines: LinesInView, labels: Sequence[tuple[int, str]]) -> None:
    layout = lines.layout
    x = layout.origin + layout.type.width + _LINES_AT * layout.type.em
    former = None
    for offset, label in labels:
        if int(label) % _EVERY and not layout.form(layout.border.piece_at(offset)).mono:
            continue
        for top, metric in lines.lines_of(offset, offset + 1):
            if top != former:
                painter.drawText(QPointF(x, top + metric.baseline), label)
            former = top
            break

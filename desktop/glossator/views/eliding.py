"""Words cut to the room that there is, at the edge of a word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QTextLayout

#: The sign for what is left out.
MORE = "…"

#: Of what would fit at least this share stays; a longer last word, or a script without blanks, is cut inside.
LEAST_SHARE = 0.5

#: What does not stand before the sign.
_LOOSE = " \t,;:–—-("


#: Lines of a title before it is cut.
TITLE_LINES = 2


def cut_short(words: str, most: int) -> str:
    """Return words of at most so many code points, the sign for more included."""
    return words if len(words) <= most else _at_edge(words, most - 1) + MORE


def elided(words: str, metrics: QFontMetrics | QFontMetricsF, width: float) -> str:
    """Return what of words has room in a width, in pixels."""
    room = width if isinstance(metrics, QFontMetricsF) else int(width)
    fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    kept = fitting.removesuffix(MORE)
    if fitting == words or not words.startswith(kept):
        return fitting
    return _at_edge(words, len(kept)) + MORE


def title_lines(title: str, font: QFont, width: int) -> list[str]:
    """Break a title into the lines that are shown; the last one says with an ellipsis that more follows."""
    layout = QTextLayout(title, font)
    layout.beginLayout()
    starts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    units = title.encode("utf-16-le")
    pieces = [
        units[2 * start : 2 * end].decode("utf-16-le")
        for start, end in zip(starts, [*starts[1:], len(units) // 2], strict=True)
    ]
    if len(pieces) > TITLE_LINES:
        rest = "".join(pieces[TITLE_LINES - 1 :])
        pieces[TITLE_LINES - 1 :] = [QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return [piece.rstrip() for piece in pieces]


def _at_edge(words: str, end: int) -> str:
    """Return the beginning of words, up to the last edge of a word before an end."""
    kept = words[:end]
    if words[end : end + 1].isspace():
        return kept.rstrip(_LOOSE)
    edge = max(kept.rfind(" "), kept.rfind("\n"))
    return (kept[:edge] if edge >= LEAST_SHARE * end else kept).rstrip(_LOOSE)

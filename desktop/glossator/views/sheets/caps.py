"""Key caps: the keys of an action painted as small keyboard keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from glossator.views.theme import Theme

#: A cap's height, the blank at each side of its letters, its least width and the gap to the next, in pixels.
HEIGHT, INSIDE, NARROWEST, GAP = 18.0, 5.0, 18.0, 4.0

#: A cap's letters against those of the words beside it.
SMALLER = 0.88

_RADIUS = 3.5

#: Keys whose sign says more than their name.
_SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def caps_of(chord: str) -> tuple[str, ...]:
    """Take a chord apart into what stands on its caps: ``Ctrl+Shift+Z`` gives Ctrl, Shift, Z."""
    if chord.endswith("+") and len(chord) > 1:
        parts = [*chord[:-1].rstrip("+").split("+"), "+"] if chord != "++" else ["+"]
    else:
        parts = chord.split("+") if chord != "+" else ["+"]
    return tuple(_SIGNS.get(part, part) for part in parts if part)


def cap_font(font: QFont) -> QFont:
    """Return the face of the caps beside words of a face."""
    smaller = QFont(font)
    if font.pixelSize() > 0:
        smaller.setPixelSize(max(8, round(font.pixelSize() * SMALLER)))
    else:
        smaller.setPointSizeF(font.pointSizeF() * SMALLER)
    return smaller


def caps_width(chords: Sequence[str], font: QFont) -> float:
    """Return how wide the caps of some chords are."""
    metrics = QFontMetricsF(cap_font(font))
    widths = [_cap_width(cap, metrics) for chord in chords for cap in caps_of(chord)]
    return sum(widths) + GAP * max(0, len(widths) - 1) + GAP * max(0, len(chords) - 1)


def paint_caps(painter: QPainter, at: QPointF, chords: Sequence[str], *, font: QFont, theme: Theme) -> None:
    """Paint the caps of some chords from left to right; ``at`` is the top left corner."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(cap_font(font))
    metrics = QFontMetricsF(painter.font())
    x = at.x()
    for chord in chords:
        for cap in caps_of(chord):
            box = QRectF(x + 0.5, at.y() + 0.5, _cap_width(cap, metrics) - 1, HEIGHT - 2)
            _paint_cap(painter, box, cap, theme)
            x += box.width() + 1 + GAP
        x += GAP
    painter.restore()


def _paint_cap(painter: QPainter, box: QRectF, cap: str, theme: Theme) -> None:
    edge = theme.line.lighter(135) if theme.dark else theme.line.darker(108)
    # A line of shade beneath makes the cap stand out from the sheet.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(edge)
    painter.drawRoundedRect(box.translated(0, 1), _RADIUS, _RADIUS)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(theme.ground.lighter(125) if theme.dark else theme.paper)
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.setPen(theme.ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)


def _cap_width(cap: str, metrics: QFontMetricsF) -> float:
    return float(max(NARROWEST, round(metrics.horizontalAdvance(cap) + 2 * INSIDE)))

"""Marks of footnotes: spans without characters of their own, painted above the line in room that the layout leaves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout

from glossator.model.document import Span
from glossator.views.page.geometry import Laid
from glossator.views.page.hits import piece_under
from glossator.views.page.spans import format_range
from glossator.views.theme import Theme

if TYPE_CHECKING:
    from glossator.views.page.layout import PageLayout
    from glossator.views.page.lines import LinesInView

#: The size of a mark against the text's, and how far its baseline stands above the text's, in ems.
_SIZE = 0.6
_RAISED = 0.4

#: Between the text and a mark, in pixels.
_SPACE = 1.0

#: Longer labels are cut.
_LONGEST = 5

#: A press this near to a mark is meant for it, in pixels.
_REACH = 3

#: Joiners and selectors belong to what stands before them, as combining marks do.
_JOINED = frozenset("\u200c\u200d\ufe0e\ufe0f")


def is_mark(span: Span) -> bool:
    """Tell whether a span is the mark of a note."""
    return span.kind == "note-ref" and span.start == span.end


def rooms(layout: PageLayout, piece: int, points: float, *, rtl: bool) -> list[QTextLayout.FormatRange]:
    """Make the formats that leave room for a piece's marks: the letter before each is spaced by its width.

    Where the text runs from right to left the spacing of a letter stands on its right: there the letter after each is.
    """
    border = layout.border
    start, end = border.starts[piece], border.ends[piece]
    widths: dict[int, float] = {}
    for span in layout.marks.touching(start, end):
        if span.start > start:
            widths[span.start] = widths.get(span.start, 0.0) + _width(layout, span, points)
    found = []
    for offset, width in widths.items():
        first, last = (offset, offset + 1) if rtl else (offset - 1, offset)
        while first > start and not rtl and _clings(border.text[first]):
            first -= 1
        while last < end and _clings(border.text[last]):
            last += 1
        if last > end:
            continue
        char_format = QTextCharFormat()
        char_format.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        char_format.setFontLetterSpacing(width)
        begin = border.local(piece, first)
        found.append(format_range(begin, border.local(piece, last) - begin, char_format))
    return found


def _clings(character: str) -> bool:
    return category(character).startswith("M") or character in _JOINED


def marks_in(lines: LinesInView) -> Iterator[tuple[Span, QRectF]]:
    """Yield the marks in view with the room that each takes, in the page's coordinates."""
    layout = lines.layout
    start, end = lines.range
    former, shift = -1, 0.0
    for span in layout.marks.touching(start, end):
        shift = shift if span.start == former else 0.0
        former = span.start
        position = layout.border.to_position(span.start)
        for strip in lines.strips:
            place = position - strip.base
            if not 0 <= place <= strip.laid.length:
                continue
            line = strip.laid.line_at(max(0, place - 1))
            if strip.first <= line <= strip.last:
                yield span, _rect(layout, strip.piece, strip.laid, span, line=line, place=place, shift=shift)
                shift += _width(layout, span, strip.laid.metric.font.pointSizeF())
            break


def mark_at(layout: PageLayout, point: QPointF) -> Span | None:
    """Return the mark under a point of the page."""
    if not layout.marks:
        return None
    piece = piece_under(layout, point)
    start, end = layout.border.starts[piece], layout.border.ends[piece]
    laid = layout.laid(piece)
    line = int((point.y() - layout.text_top(piece)) // laid.metric.step)
    if not 0 <= line < laid.count:
        return None
    local = laid.place_at(line, point.x() - layout.origin)
    near = layout.border.to_offset(laid.block.position() + local)
    former, shift = -1, 0.0
    for span in layout.marks.touching(max(start, near - 2), min(end, near + 2)):
        shift = shift if span.start == former else 0.0
        former = span.start
        place = layout.border.local(piece, span.start)
        if laid.line_at(max(0, place - 1)) != line:
            continue
        rect = _rect(layout, piece, laid, span, line=line, place=place, shift=shift)
        if rect.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point):
            return span
        shift += _width(layout, span, laid.metric.font.pointSizeF())
    return None


def paint_notes(painter: QPainter, lines: LinesInView, theme: Theme) -> None:
    """Paint the marks of notes."""
    if not lines.layout.marks:
        return
    painter.setPen(theme.accent)
    for span, rect in marks_in(lines):
        piece = lines.layout.border.piece_at(span.start)
        painter.setFont(_font(lines.layout.type.small.family(), lines.layout.metric(piece).font.pointSizeF()))
        painter.drawText(QPointF(rect.left() + _SPACE, rect.bottom()), _label(span))


def _rect(layout: PageLayout, piece: int, laid: Laid, span: Span, *, line: int, place: int, shift: float) -> QRectF:
    """Return the room of a mark, its lower edge the label's baseline; it belongs to what stands before it."""
    metric = laid.metric
    width = _width(layout, span, metric.font.pointSizeF())
    at_end = line + 1 < laid.count and place >= laid.line_end(line)
    x = laid.rights[line] if at_end else laid.x_of(place)
    total = sum(_width(layout, one, metric.font.pointSizeF()) for one in layout.marks.touching(span.start, span.start))
    # The room lies before the place of the mark; where the text runs from right to left, after it.
    left = x - shift - width if laid.rtl else x - total + shift
    baseline = layout.text_top(piece) + line * metric.step + metric.baseline - _RAISED * metric.em
    return QRectF(layout.origin + left, baseline - _SIZE * metric.em, width, _SIZE * metric.em)


def _width(layout: PageLayout, span: Span, points: float) -> float:
    return _advance(layout.type.small.family(), points, _label(span)) + 2 * _SPACE


@lru_cache(maxsize=64)
def _font(family: str, points: float) -> QFont:
    font = QFont(family)
    font.setPointSizeF(max(5.0, points * _SIZE))
    return font


@lru_cache(maxsize=4096)
def _advance(family: str, points: float, label: str) -> float:
    return QFontMetricsF(_font(family, points)).horizontalAdvance(label)


def _label(span: Span) -> str:
    return (span.target or "*").lstrip("#^")[:_LONGEST]

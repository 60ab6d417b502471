"""Inline spans on the page: how bold, links, tokens … look in a layout, found by the piece that they lie in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout

from glossator.model.document import Span
from glossator.views.fonts import code_face
from glossator.views.page.border import Border
from glossator.views.page.code_colours import token_colour
from glossator.views.theme import Theme

#: Longer spans are few: they are kept apart, so that a search by start need not look far back.
_LONG = 4_096

#: Sizes of code in running text and of small capitals, against the text's.
_CODE = 0.86
_CAPITALS = 0.8


class SpanFinder:
    """Find the spans that touch a range of offsets."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._long = [span for span in spans if span.end - span.start > _LONG]
        short = [span for span in spans if span.end - span.start <= _LONG]
        self._short = sorted(short, key=_start)
        self._starts = [span.start for span in self._short]

    def __bool__(self) -> bool:
        return bool(self._short or self._long)

    def touching(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans that share a character with ``start:end``, and the empty ones in it."""
        for span in self._long:
            if span.start < end and start < span.end:
                yield span
        for at in range(bisect_left(self._starts, start - _LONG), len(self._short)):
            span = self._short[at]
            if span.start > end:
                break
            if start < span.end or (span.start == span.end and start <= span.start <= end):
                yield span

    def at(self, offset: int, kind: str) -> Span | None:
        """Return the span of a kind at an offset."""
        return next(
            (span for span in self.touching(offset, offset + 1) if span.kind == kind and span.end > offset), None
        )


def formats_of(
    spans: SpanFinder, border: Border, piece: int, *, theme: Theme, size: float, mono: bool
) -> list[QTextLayout.FormatRange]:
    """Make the formats of a piece's spans, in UTF-16 units from its beginning."""
    start, end = border.starts[piece], border.ends[piece]
    ranges = []
    for span in spans.touching(start, end):
        if span.start >= span.end:
            continue
        char_format = span_format(span, theme, size, mono=mono)
        if char_format is None:
            continue
        first = border.local(piece, max(start, span.start))
        last = border.local(piece, min(end, span.end))
        if last > first:
            ranges.append(format_range(first, last - first, char_format))
    return ranges


def format_range(start: int, length: int, char_format: QTextCharFormat) -> QTextLayout.FormatRange:
    """Make one of a layout's formats."""
    range_ = QTextLayout.FormatRange()
    range_.start = start
    range_.length = length
    range_.format = char_format
    return range_


def span_format(span: Span, theme: Theme, size: float, *, mono: bool) -> QTextCharFormat | None:
    """Make the format of a span in text of a size in points, None where its kind changes nothing that is seen."""
    char_format = QTextCharFormat()
    kind = span.kind
    if kind == "bold":
        char_format.setFontWeight(QFont.Weight.Bold)
    elif kind == "italic":
        char_format.setFontItalic(True)
    elif kind == "underline":
        char_format.setFontUnderline(True)
    elif kind == "strike":
        char_format.setFontStrikeOut(True)
    elif kind == "superscript":
        char_format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    elif kind == "subscript":
        char_format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
    elif kind == "small-caps":
        # Qt's own small capitals come out smaller in every document after the first.
        char_format.setFontCapitalization(QFont.Capitalization.AllUppercase)
        char_format.setFontPointSize(size * _CAPITALS)
    elif kind == "code":
        char_format.setFontFamilies([code_face()])
        char_format.setFontPointSize(size if mono else size * _CODE)
    elif kind == "link":
        char_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        char_format.setUnderlineColor(theme.accent)
    elif kind == "token":
        colour = token_colour(span.target or "", theme)
        if colour is None:
            return None
        char_format.setForeground(colour)
    elif kind == "image":
        char_format.setForeground(theme.dim)
        char_format.setFontItalic(True)
    else:
        return None
    return char_format


def _start(span: Span) -> int:
    return span.start

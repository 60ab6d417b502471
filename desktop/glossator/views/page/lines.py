"""The lines of a page that are painted: found once for a clip, then asked where characters stand on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from glossator.views.page.geometry import Laid
from glossator.views.page.layout import PageLayout
from glossator.views.page.style import Metric


@dataclass(frozen=True, slots=True)
class Strip:
    """Hold the lines of one piece that are in view: ``first`` to ``last``, both included."""

    piece: int
    laid: Laid
    origin: QPointF
    start: int
    end: int
    base: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Box:
    """Place some characters on a line: the sides, the line's top and its measures, in the page's coordinates."""

    left: float
    right: float
    top: float
    metric: Metric
    opens: bool
    closes: bool

    @property
    def rect(self) -> QRectF:
        """Return the rectangle that a tint fills."""
        return QRectF(
            self.left,
            self.top + self.metric.box_top,
            self.right - self.left,
            self.metric.box_bottom - self.metric.box_top,
        )


class LinesInView:
    """Know the lines between two heights of a page."""

    def __init__(self, layout: PageLayout, top: float, bottom: float) -> None:
        self.layout = layout
        self.strips: list[Strip] = []
        border = layout.border
        last_piece = len(border) - 1
        piece = layout.piece_at(top)
        while piece <= last_piece:
            text_top = layout.text_top(piece)
            if text_top > bottom and self.strips:
                break
            laid = layout.laid(piece)
            step = laid.metric.step
            first = max(0, int((top - text_top) // step))
            last = min(laid.count - 1, int((bottom - text_top) // step))
            if first < laid.count:
                start, end = border.starts[piece], border.ends[piece]
                base = border.to_position(start)
                origin = layout.position_layout(piece, laid)
                self.strips.append(Strip(piece, laid, origin, start, end, base, first, max(first, last)))
            piece += 1

    @property
    def range(self) -> tuple[int, int]:
        """Return the offsets that the lines hold."""
        if not self.strips:
            return (0, 0)
        to_offset = self.layout.border.to_offset
        first, last = self.strips[0], self.strips[-1]
        start = to_offset(first.base + first.laid.starts[first.first])
        return (start, to_offset(last.base + last.laid.line_end(last.last)))

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """Yield the places on the lines in view that the characters ``start:end`` (offsets) take."""
        to_position = self.layout.border.to_position
        return self.boxes_at(to_position(start), to_position(end))

    def boxes_at(self, begin: int, stop: int) -> Iterator[Box]:
        """Yield the places on the lines in view of a range of document positions."""
        for strip in self.strips:
            laid = strip.laid
            local_begin, local_stop = begin - strip.base, stop - strip.base
            if local_stop <= 0 or local_begin > laid.length:
                continue
            first = max(strip.first, laid.line_at(max(0, local_begin)))
            last = min(strip.last, laid.line_at(max(0, local_stop - 1)))
            for number in range(first, last + 1):
                top = strip.origin.y() + number * laid.metric.step
                opens = local_begin >= laid.starts[number]
                closes = local_stop <= laid.line_end(number)
                for left, right in laid.runs(number, max(0, local_begin), local_stop):
                    x = strip.origin.x()
                    yield Box(x + left, x + right, top, laid.metric, opens, closes)

    def lines_of(self, start: int, end: int) -> Iterator[tuple[float, float]]:
        """Yield the top and the baseline below it of each line in view that holds some of ``start:end`` (offsets)."""
        to_position = self.layout.border.to_position
        begin, stop = to_position(start), to_position(end)
        for strip in self.strips:
            laid = strip.laid
            local_begin, local_stop = begin - strip.base, stop - strip.base
            if local_stop <= 0 or local_begin > laid.length:
                continue
            first = max(strip.first, laid.line_at(max(0, local_begin)))
            last = min(strip.last, laid.line_at(max(0, local_stop - 1)))
            for number in range(first, last + 1):
                yield strip.origin.y() + number * laid.metric.step, laid.metric.baseline

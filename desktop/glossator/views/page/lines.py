"""The lines of a page that are painted: found once for a clip, then asked where characters stand on them."""

from __future__ import annotations

from bisect import bisect_right
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


@dataclass(slots=True)
class Box:
    """Place some characters on a line: the sides, the line's top and its measures, in the page's coordinates."""

    left: float
    right: float
    top: float
    metric: Metric

    @property
    def rect(self) -> QRectF:
        """Return the rectangle that a tint fills, as it is measured."""
        metric = self.metric
        return QRectF(self.left, self.top + metric.box_top, self.right - self.left, metric.box_bottom - metric.box_top)

    @property
    def pixels(self) -> tuple[int, int, int, int]:
        """Return the rectangle that a tint fills on whole pixels: left, top, width and height."""
        left, top = round(self.left), round(self.top + self.metric.box_top)
        return left, top, round(self.right) - left, round(self.top + self.metric.box_bottom) - top


class LinesInView:
    """Know the lines between two heights of a page."""

    def __init__(self, layout: PageLayout, top: float, bottom: float) -> None:
        self.layout = layout
        self.strips: list[Strip] = []
        self._boxes: dict[tuple[int, int], list[Box]] = {}
        border = layout.border
        last_piece = len(border) - 1
        piece = layout.row_start(layout.piece_at(top))
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
        self._bases = [strip.base for strip in self.strips]

    @property
    def range(self) -> tuple[int, int]:
        """Return the offsets that the lines hold."""
        if not self.strips:
            return (0, 0)
        to_offset = self.layout.border.to_offset
        first, last = self.strips[0], self.strips[-1]
        start = to_offset(first.base + first.laid.starts[first.first])
        return (start, to_offset(last.base + last.laid.line_end(last.last)))

    def boxes(self, start: int, end: int) -> list[Box]:
        """Return the places on the lines in view that the characters ``start:end`` (offsets) take."""
        to_position = self.layout.border.to_position
        return self.boxes_at(to_position(start), to_position(end))

    def boxes_at(self, begin: int, stop: int) -> list[Box]:
        """Return the places on the lines in view of a range of document positions."""
        found = self._boxes.get((begin, stop))
        if found is not None:
            return found
        boxes: list[Box] = []
        for strip, first, last in self._touched(begin, stop):
            laid, step, x = strip.laid, strip.laid.metric.step, strip.origin.x()
            local_begin, local_stop = max(0, begin - strip.base), stop - strip.base
            top = strip.origin.y() + first * step
            for number in range(first, last + 1):
                for left, right in laid.runs(number, local_begin, local_stop):
                    boxes.append(Box(x + left, x + right, top, laid.metric))
                top += step
        self._boxes[begin, stop] = boxes
        return boxes

    def lines_of(self, start: int, end: int) -> Iterator[tuple[float, float]]:
        """Yield the top of each line in view that holds some of ``start:end`` (offsets), and its baseline."""
        to_position = self.layout.border.to_position
        for strip, first, last in self._touched(to_position(start), to_position(end)):
            for number in range(first, last + 1):
                yield strip.origin.y() + number * strip.laid.metric.step, strip.laid.metric.baseline

    def _touched(self, begin: int, stop: int) -> Iterator[tuple[Strip, int, int]]:
        """Yield the strips that hold some of a range of document positions, with the first and last line of it."""
        for at in range(max(0, bisect_right(self._bases, begin) - 1), len(self.strips)):
            strip = self.strips[at]
            laid = strip.laid
            local_begin, local_stop = begin - strip.base, stop - strip.base
            if local_stop <= 0:
                break
            if local_begin > laid.length:
                continue
            first = max(strip.first, laid.line_at(local_begin)) if local_begin > 0 else strip.first
            last = min(strip.last, laid.line_at(local_stop - 1)) if local_stop < laid.length else strip.last
            if first <= last:
                yield strip, first, last

"""The lines of a page that are painted: found once for a clip, then asked where characters stand on them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QRegion

from glossator.views.page.geometry import Laid
from glossator.views.page.lanes import LANES
from glossator.views.page.layout import PageLayout
from glossator.views.page.strokes import OUTLINE_GAP_Y, OUTLINE_WIDTH, lane_offset
from glossator.views.page.style import Metric

#: An outline reaches this far above the tint of its line and below it, in pixels.
_OUTLINE = round(OUTLINE_GAP_Y + OUTLINE_WIDTH)


@dataclass(frozen=True, slots=True)
class Strip:
    """Hold the lines of one piece that are in view: ``first`` to ``last``, both included.

    What is painted on the lines ``top`` to ``bottom`` reaches into the clip; there may be none.
    """

    piece: int
    laid: Laid
    origin: QPointF
    start: int
    end: int
    base: int
    first: int
    last: int
    top: int
    bottom: int


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
    """Know the lines between two heights of a page; with a ``clip`` those of them whose tags reach into that.

    All lines are there to place what belongs to them; tints, underlines and outlines are only asked of the latter.
    """

    def __init__(
        self, layout: PageLayout, top: float, bottom: float, *, clip: tuple[float, float] | None = None
    ) -> None:
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
            metric = laid.metric
            first = max(0, int((top - text_top) // metric.step))
            last = min(laid.count - 1, int((bottom - text_top) // metric.step))
            if first < laid.count:
                last = max(first, last)
                start, end = border.starts[piece], border.ends[piece]
                base = border.to_position(start)
                origin = layout.position_layout(piece, laid)
                inked = (first, last)
                if clip is not None:
                    above = int((clip[0] - text_top - _depth(metric)) // metric.step) + 1
                    below = int((clip[1] - text_top + _height(metric)) // metric.step)
                    inked = (max(first, above), min(last, below))
                self.strips.append(Strip(piece, laid, origin, start, end, base, first, last, *inked))
            piece += 1
        self._bases = [strip.base for strip in self.strips]

    @property
    def range(self) -> tuple[int, int]:
        """Return the offsets that the lines hold whose tags are seen."""
        inked = [strip for strip in self.strips if strip.top <= strip.bottom]
        if not inked:
            return (0, 0)
        to_offset = self.layout.border.to_offset
        first, last = inked[0], inked[-1]
        start = to_offset(first.base + first.laid.starts[first.top])
        return (start, to_offset(last.base + last.laid.line_end(last.bottom)))

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

    def lines_of(self, start: int, end: int) -> Iterator[tuple[float, Metric]]:
        """Yield the top of each line that holds some of ``start:end`` (offsets), and its measures."""
        to_position = self.layout.border.to_position
        for strip, first, last in self._touched(to_position(start), to_position(end), inked=False):
            for number in range(first, last + 1):
                yield strip.origin.y() + number * strip.laid.metric.step, strip.laid.metric

    def _touched(self, begin: int, stop: int, *, inked: bool = True) -> Iterator[tuple[Strip, int, int]]:
        """Yield the strips that hold some of a range of document positions, with the first and last line of it."""
        for at in range(max(0, bisect_right(self._bases, begin) - 1), len(self.strips)):
            strip = self.strips[at]
            laid = strip.laid
            local_begin, local_stop = begin - strip.base, stop - strip.base
            if local_stop <= 0:
                break
            first, last = (strip.top, strip.bottom) if inked else (strip.first, strip.last)
            if local_begin > laid.length or first > last:
                continue
            if local_begin > 0:
                first = max(first, laid.line_at(local_begin))
            if local_stop < laid.length:
                last = min(last, laid.line_at(local_stop - 1))
            if first <= last:
                yield strip, first, last


def bands(region: QRegion) -> list[QRect]:
    """Cut what is to be painted into bands that lie apart: lines far from one another leave those between alone."""
    found: list[QRect] = []
    for rect in region:
        if found and rect.top() <= found[-1].bottom() + 1:
            found[-1] = found[-1].united(rect)
        else:
            found.append(QRect(rect))
    return found


def _height(metric: Metric) -> int:
    """Return how far above its top what is painted on a line reaches."""
    return _OUTLINE - min(0, int(metric.box_top))


def _depth(metric: Metric) -> int:
    """Return how far below its top what is painted on a line reaches."""
    lanes = int(metric.baseline) + lane_offset(metric.em, LANES)
    return max(metric.step, lanes, int(metric.box_bottom) + _OUTLINE) + 1

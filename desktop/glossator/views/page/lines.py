"""The lines of a page that are painted: found once for a clip, then asked where characters stand on them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QRegion

from glossator.views.page.geometry import Laid
from glossator.views.page.hits import pieces_between
from glossator.views.page.lanes import LANES
from glossator.views.page.layout import PageLayout
from glossator.views.page.strokes import OUTLINE_GAP_Y, OUTLINE_WIDTH, lane_offset, thickness
from glossator.views.page.style import Metric

#: An outline reaches this far above the tint of its line and below it, in pixels.
_OUTLINE = round(OUTLINE_GAP_Y + OUTLINE_WIDTH)

#: What may be painted on a line: the underlines of the lanes by their numbers, a tint, and an outline.
TINT = LANES
OUTLINE = LANES + 1


@dataclass(frozen=True, slots=True)
class Strip:
    """Hold the lines of one piece that are in view: ``first`` to ``last``, both included.

    ``inked`` has the first and the last line of those whose lanes, tint and outline reach into the clip; where the
    last comes before the first there is none.
    """

    piece: int
    laid: Laid
    origin: QPointF
    start: int
    end: int
    base: int
    first: int
    last: int
    inked: tuple[tuple[int, int], ...]


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
        self._boxes: dict[tuple[int, int, int], list[Box]] = {}
        border = layout.border
        for piece in pieces_between(layout, top, bottom):
            text_top = layout.text_top(piece)
            if text_top > bottom and self.strips:
                continue
            laid = layout.laid(piece)
            metric = laid.metric
            first = max(0, int((top - text_top) // metric.step))
            last = min(laid.count - 1, int((bottom - text_top) // metric.step))
            if first < laid.count:
                last = max(first, last)
                start, end = border.starts[piece], border.ends[piece]
                base = border.to_position(start)
                origin = layout.position_layout(piece, laid)
                inked = ((first, last),) * (OUTLINE + 1)
                if clip is not None:
                    top_in, bottom_in, step = clip[0] - text_top, clip[1] - text_top, metric.step
                    inked = tuple(
                        (max(first, int((top_in - lower) // step) + 1), min(last, int((bottom_in - upper) // step)))
                        for upper, lower in _inks(metric.em, metric.baseline, metric.box_top, metric.box_bottom)
                    )
                self.strips.append(Strip(piece, laid, origin, start, end, base, first, last, inked))
        self._bases = [strip.base for strip in self.strips]

    @property
    def range(self) -> tuple[int, int]:
        """Return the offsets that the lines hold whose tags are seen."""
        inked = [strip for strip in self.strips if strip.inked[OUTLINE][0] <= strip.inked[OUTLINE][1]]
        if not inked:
            return (0, 0)
        to_offset = self.layout.border.to_offset
        first, last = inked[0], inked[-1]
        start = to_offset(first.base + first.laid.starts[first.inked[OUTLINE][0]])
        return (start, to_offset(last.base + last.laid.line_end(last.inked[OUTLINE][1])))

    def boxes(self, start: int, end: int, ink: int = OUTLINE) -> list[Box]:
        """Return the places on the lines that the characters ``start:end`` (offsets) take, where that ink is seen."""
        to_position = self.layout.border.to_position
        return self.boxes_at(to_position(start), to_position(end), ink)

    def boxes_at(self, begin: int, stop: int, ink: int = OUTLINE) -> list[Box]:
        """Return the places on the lines of a range of document positions, where that ink is seen."""
        found = self._boxes.get((begin, stop, ink))
        if found is not None:
            return found
        boxes: list[Box] = []
        for strip, first, last in self._touched(begin, stop, ink):
            laid, step, x = strip.laid, strip.laid.metric.step, strip.origin.x()
            local_begin, local_stop = max(0, begin - strip.base), stop - strip.base
            top = strip.origin.y() + first * step
            for number in range(first, last + 1):
                for left, right in laid.runs(number, local_begin, local_stop):
                    boxes.append(Box(x + left, x + right, top, laid.metric))
                top += step
        self._boxes[begin, stop, ink] = boxes
        return boxes

    def lines_of(self, start: int, end: int) -> Iterator[tuple[float, Metric]]:
        """Yield the top of each line that holds some of ``start:end`` (offsets), and its measures."""
        to_position = self.layout.border.to_position
        for strip, first, last in self._touched(to_position(start), to_position(end), None):
            for number in range(first, last + 1):
                yield strip.origin.y() + number * strip.laid.metric.step, strip.laid.metric

    def _touched(self, begin: int, stop: int, ink: int | None) -> Iterator[tuple[Strip, int, int]]:
        """Yield the strips that hold some of a range of document positions, with the first and last line of it."""
        for at in range(max(0, bisect_right(self._bases, begin) - 1), len(self.strips)):
            strip = self.strips[at]
            laid = strip.laid
            local_begin, local_stop = begin - strip.base, stop - strip.base
            if local_stop <= 0:
                break
            first, last = (strip.first, strip.last) if ink is None else strip.inked[ink]
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


@cache
def _inks(em: float, baseline: float, box_top: float, box_bottom: float) -> tuple[tuple[int, int], ...]:
    """Return how far below a line's top each lane, the tint and an outline begin and end, a pixel more than measured.

    A lane has a hair of paper around it, and may be a double line; it may begin on the tint and end below it.
    """
    offsets = [round(baseline) + lane_offset(em, lane) for lane in range(LANES + 1)]
    lanes = [(offsets[lane] - 2, offsets[lane] + 3 * thickness(em) + 2) for lane in range(LANES)]
    tint = (int(box_top) - 1, int(box_bottom) + 3 * thickness(em) + 2)
    widest = (tint[0] - _OUTLINE, max(offsets[LANES], tint[1]) + _OUTLINE)
    return (*lanes, tint, widest)

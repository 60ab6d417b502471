"""The page's painting: tints and underlines of tags under the text, the text, then outlines, caret and margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from glossator.views.page import margin
from glossator.views.page.grid import paint_grid
from glossator.views.page.lanes import LANES, Mark, innermost
from glossator.views.page.layout import PageLayout
from glossator.views.page.lines import TINT, Box, LinesInView
from glossator.views.page.notes import paint_notes
from glossator.views.page.pictures import paint_pictures
from glossator.views.page.shown import Shown
from glossator.views.page.strokes import Underlines, fill, lane_offset, outline, underline_height
from glossator.views.theme import Theme

#: What belongs to lines outside of what is painted reaches into it by so many small lines at most: rules and
#: a byline from above, a speaker's name and a byline from below.
_REACH_ABOVE = 1.6
_REACH_BELOW = 2.0

#: Letters reach this far out of their line, in pixels.
_INK = 12

#: Width of the caret.
CARET_WIDTH = 2

#: How strong the outline of what another reader tagged is, where it is not the difference looked at.
HOLLOW_STRENGTH = 0.55

#: How strong the outlines of tags are that belong to what was chosen: the current one stands out among them.
MARKED_STRENGTH = 0.55

#: How an empty line shows that it is selected, in ems.
_EMPTY_SELECTED = 0.35


class Overlay:
    """Paint the lines of a page that lie inside a clip."""

    def __init__(self, shown: Shown, theme: Theme) -> None:
        self.shown = shown
        self.theme = theme
        self._underlines = Underlines()

    def paint(self, painter: QPainter, layout: PageLayout, clip: QRectF, selections: list[tuple[int, int]]) -> None:
        """Paint the part of the page inside ``clip``."""
        small = layout.type.small_step
        around = (clip.top() - _REACH_ABOVE * small, clip.bottom() + _REACH_BELOW * small)
        lines = LinesInView(layout, *around, clip=(clip.top(), clip.bottom()))
        start, end = lines.range
        marks = [] if self.shown.wait_for_tags else self.shown.tags.touching(start, end)
        margin.paint_grounds(painter, lines, self.theme)
        runs = self._paint_tints(painter, lines, marks)
        self._paint_hits(painter, lines)
        self._paint_selections(painter, lines, selections)
        self._paint_underlines(painter, lines, marks, runs)
        margin.paint_forms(painter, lines, self.theme)
        if layout.grid:
            paint_grid(painter, layout, self.theme, top=clip.top(), bottom=clip.bottom())
        painter.setPen(self.theme.ink)
        nowhere = QPointF(0, 0)
        for strip in lines.strips:
            # Of the lines that reach into the clip from above and below, only the underlines are seen.
            top = strip.origin.y()
            if top < clip.bottom() + _INK and clip.top() - _INK < top + strip.laid.count * strip.laid.metric.step:
                strip.laid.layout.draw(painter, nowhere, [], clip)
        paint_notes(painter, lines, self.theme)
        if layout.pictures:
            paint_pictures(painter, layout, self.theme, top=clip.top(), bottom=clip.bottom())
        self._paint_outlines(painter, lines, marks)
        margin.paint_margin(painter, lines, self.theme, self.shown, marks)
        self._paint_caret(painter, lines)

    # Under the text

    def _paint_tints(self, painter: QPainter, lines: LinesInView, marks: Sequence[Mark]) -> list[tuple[Box, str]]:
        if not marks:
            return []
        start, end = lines.range
        painted = []
        for begin, stop, mark in innermost(marks, start, end):
            tint = self.theme.kind(mark.tag.kind).tint
            for box in lines.boxes(begin, stop, TINT):
                painter.fillRect(*box.pixels, tint)
                painted.append((box, mark.tag.kind))
        return painted

    def _paint_hits(self, painter: QPainter, lines: LinesInView) -> None:
        hits = self.shown.hits
        if not len(hits):
            return
        for hit in hits.touching(*lines.range):
            for box in lines.boxes(hit.start, hit.end, TINT):
                painter.fillRect(*box.pixels, self.theme.find)

    def _paint_selections(self, painter: QPainter, lines: LinesInView, selections: Iterable[tuple[int, int]]) -> None:
        colour = self.theme.selection
        for start, end in selections:
            for box in lines.boxes_at(start, end, TINT):
                painter.fillRect(*box.pixels, colour)
            for strip in lines.strips:
                if strip.laid.length == 0 and start <= strip.base < end:
                    metric = strip.laid.metric
                    painter.fillRect(
                        QRectF(strip.origin.x(), strip.origin.y(), _EMPTY_SELECTED * metric.em, metric.step), colour
                    )

    def _paint_underlines(
        self, painter: QPainter, lines: LinesInView, marks: Sequence[Mark], runs: Sequence[tuple[Box, str]]
    ) -> None:
        tints: dict[float, list[tuple[Box, str]]] = {}
        for box, kind in runs:
            tints.setdefault(box.top, []).append((box, kind))
        mixed = len({mark.tag.kind for mark in marks}) > 1
        for mark in sorted(marks, key=_lane):
            if mark.lane >= LANES:
                break
            colour = self.theme.kind(mark.tag.kind).mark
            kind = self.shown.kinds.get(mark.tag.kind)
            shape = kind.shape if kind is not None else "square"
            for box in lines.boxes(mark.start, mark.end, mark.lane):
                em = box.metric.em
                top = box.top + box.metric.baseline + lane_offset(em, mark.lane)
                if mixed:
                    height = underline_height(shape, em)
                    self._leave_paper(painter, box, tints.get(box.top, ()), mark.tag.kind, top=top, height=height)
                self._underlines.draw(painter, shape, colour, left=box.left, right=box.right, top=top, em=em)

    def _leave_paper(
        self, painter: QPainter, box: Box, tints: Iterable[tuple[Box, str]], kind: str, *, top: float, height: int
    ) -> None:
        """Keep a hair of paper around an underline where it crosses another kind's tint."""
        for tinted, other in tints:
            if other == kind or tinted.right <= box.left or box.right <= tinted.left:
                continue
            if top > tinted.top + tinted.metric.box_bottom:
                continue  # the lower lanes lie on the paper below
            left, right = round(max(box.left, tinted.left)), round(min(box.right, tinted.right))
            painter.fillRect(left, round(top) - 1, right - left, height + 2, self.theme.paper)

    # Over the text

    def _paint_outlines(self, painter: QPainter, lines: LinesInView, marks: Iterable[Mark]) -> None:
        shown = self.shown
        if len(shown.hollows) or shown.current_hollows:
            self._paint_hollows(painter, lines)
        if shown.marked:
            for id_ in dict.fromkeys(mark.tag.id for mark in marks if mark.tag.id in shown.marked):
                if id_ != shown.current:
                    self._outline_tag(painter, lines, id_, strength=MARKED_STRENGTH)
        if shown.hovered is not None and shown.hovered != shown.current:
            self._outline_tag(painter, lines, shown.hovered, strength=0.5)
        if shown.current is not None:
            self._outline_tag(painter, lines, shown.current, strength=1.0)
        if shown.current_hit is not None:
            for box in lines.boxes(*shown.current_hit):
                outline(painter, box.rect, self.theme.ink)

    def _outline_tag(self, painter: QPainter, lines: LinesInView, id_: str, *, strength: float) -> None:
        for mark in self.shown.tags.marks_of(id_):
            colour = QColor(self.theme.kind(mark.tag.kind).mark)
            colour.setAlphaF(strength)
            for box in lines.boxes(mark.start, mark.end):
                outline(painter, box.rect, colour)

    def _paint_hollows(self, painter: QPainter, lines: LinesInView) -> None:
        shown = self.shown
        for hollow in dict.fromkeys((*shown.hollows.touching(*lines.range), *shown.current_hollows)):
            colour = QColor(self.theme.kind(hollow.kind).mark)
            colour.setAlphaF(1.0 if hollow in shown.current_hollows else HOLLOW_STRENGTH)
            for box in lines.boxes(hollow.start, hollow.end):
                outline(painter, box.rect, colour, broken=True)

    def _paint_caret(self, painter: QPainter, lines: LinesInView) -> None:
        shown = self.shown
        if shown.handles is not None:
            for position in shown.handles:
                rect = caret_rect(lines, position)
                if rect is not None:
                    first, moving = position == shown.handles[0], position == shown.caret
                    margin.paint_handle(painter, rect, self.theme, first=first, moving=moving)
            return
        rect = caret_rect(lines, shown.caret)
        if rect is not None:
            fill(painter, rect, self.theme.accent if shown.focused else _faint(self.theme.dim))


def caret_rect(lines: LinesInView, position: int) -> QRectF | None:
    """Return where the caret stands at a document position, None where that is not in view."""
    for strip in lines.strips:
        place = position - strip.base
        if not 0 <= place <= strip.laid.length:
            continue
        number = strip.laid.line_at(place)
        if not strip.first <= number <= strip.last:
            return None
        metric = strip.laid.metric
        x = strip.origin.x() + strip.laid.x_of(place)
        top = strip.origin.y() + number * metric.step
        if metric.step < metric.ascent:
            return QRectF(round(x), top, CARET_WIDTH, metric.step)
        return QRectF(round(x), round(top + metric.box_top), CARET_WIDTH, round(metric.box_bottom - metric.box_top))
    return None


def _faint(colour: QColor) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(0.55)
    return faint


def _lane(mark: Mark) -> int:
    return mark.lane

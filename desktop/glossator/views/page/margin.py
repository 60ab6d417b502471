"""What the page paints beside its text: rules, list markers, speakers, byline, hint, counts, handles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from glossator.model.document import Json
from glossator.views.page.lanes import LANES, Mark
from glossator.views.page.layout import PageLayout
from glossator.views.page.lines import OUTLINE, LinesInView, Strip
from glossator.views.page.numbers import paint_numbers
from glossator.views.page.shown import Altered, Shown, Stretch
from glossator.views.page.style import CELL_PAD, INDENT
from glossator.views.theme import Theme

#: How far the hint and the joining line stand from the text, in ems.
HINT_AT = 0.9
JOIN_AT = 1.35

#: How far the line along what was read with nothing to tag stands from the text, in ems; how strong it is.
READ_AT = 1.85
_READ_STRENGTH = 0.5

#: Where the bar is that marks what another version has not, in ems left of the text, and its width in pixels.
ALTERED_AT, _BAR = 0.6, 2.0

#: The sign above that line: its width in ems.
_TICK = 0.42

#: How far beside the text a count stands, in ems.
_COUNT_AT = 0.8

#: The radius of a handle, in pixels.
HANDLE = 4.0

#: How far the ground of code reaches beyond it, in lines.
_CODE_PAD = 0.22


def paint_forms(painter: QPainter, lines: LinesInView, theme: Theme) -> None:
    """Paint what belongs to the form of blocks: rules of quotations, markers of lists, speakers, the byline."""
    layout = lines.layout
    for strip in lines.strips:
        form = layout.form(strip.piece)
        if form.family == "paragraph" and strip.piece:
            continue
        if form.rule:
            _paint_rules(painter, lines, strip, theme, form.rule)
        if form.family in ("list-item", "footnote") and strip.first == 0:
            _paint_marker(painter, lines, strip, theme)
        if form.label and not layout.border.continues(strip.piece):
            _paint_speaker(painter, lines, strip, theme)
        if form.family == "table-cell":
            _paint_cell_rule(painter, lines, strip, theme)
        if strip.piece == 0 and layout.byline:
            _paint_byline(painter, lines, strip, theme)


def paint_grounds(painter: QPainter, lines: LinesInView, theme: Theme) -> None:
    """Paint the ground that code stands on."""
    layout = lines.layout
    last = len(layout.border) - 1
    pad = layout.type.gap(_CODE_PAD)
    for strip in lines.strips:
        if layout.form(strip.piece).family != "code":
            continue
        top = strip.origin.y()
        bottom = top + strip.laid.count * strip.laid.metric.step
        if strip.piece == 0 or layout.form(strip.piece - 1).family != "code":
            top -= pad
        if strip.piece == last or layout.form(strip.piece + 1).family != "code":
            bottom += pad
        painter.fillRect(QRectF(strip.origin.x() - pad, top, layout.type.width + 2 * pad, bottom - top), theme.ground)


def _paint_rules(painter: QPainter, lines: LinesInView, strip: Strip, theme: Theme, depth: int) -> None:
    layout = lines.layout
    top, bottom = float(strip.origin.y()), strip.origin.y() + strip.laid.count * strip.laid.metric.step
    following = strip.piece + 1
    if following < len(layout.border) and layout.form(following).rule >= 1:
        bottom = layout.text_top(following)
    unit = INDENT * layout.type.em
    for level in range(depth):
        x = strip.origin.x() + level * unit + 0.35 * layout.type.em
        if strip.laid.rtl:
            x = strip.origin.x() + layout.type.width - level * unit - 0.35 * layout.type.em
        painter.fillRect(QRectF(round(x), top, 2, bottom - top), theme.line)


def marker_of(layout: PageLayout, piece: int) -> str:
    """Return what is painted before a piece, a list's bullet or number or a footnote's label; "" for nothing."""
    block = layout.border.blocks[piece]
    if block is None or layout.border.continues(piece):
        return ""
    marker = block.data.get("marker") if block.kind == "list-item" else _new_label(layout, piece)
    if marker is None:
        return ""  # typed by the author, or the item goes on
    words = str(marker).strip()
    return "•" if words in ("-", "*", "+", "") else words


def _paint_marker(painter: QPainter, lines: LinesInView, strip: Strip, theme: Theme) -> None:
    words = marker_of(lines.layout, strip.piece)
    if not words:
        return
    metric = strip.laid.metric
    font = QFont(metric.font)
    width = QFontMetricsF(font).horizontalAdvance(words)
    x = strip.origin.x() + metric.indent - width - 0.5 * metric.em
    if strip.laid.rtl:
        x = strip.origin.x() + metric.width + 0.5 * metric.em
    painter.setFont(font)
    painter.setPen(theme.dim)
    painter.drawText(QPointF(x, strip.origin.y() + metric.baseline), words)


def _new_label(layout: PageLayout, piece: int) -> Json:
    """Return the label of a footnote where it begins."""
    blocks = layout.border.blocks
    block, former = blocks[piece], blocks[piece - 1] if piece else None
    label = block.data.get("label") if block is not None else None
    goes_on = former is not None and former.kind == "footnote" and former.data.get("label") == label
    return None if goes_on else label


def _paint_speaker(painter: QPainter, lines: LinesInView, strip: Strip, theme: Theme) -> None:
    layout = lines.layout
    block = layout.border.blocks[strip.piece]
    if block is None:
        return
    speaker, time = str(block.data.get("speaker") or ""), clock(block.data.get("time"))
    typed = layout.border.text[block.start : block.start + len(speaker) + 3].lstrip("-–— ").startswith(f"{speaker}:")
    said = [words for words in ("" if typed else speaker, time) if words]
    _small(painter, layout.type.small, theme.dim, bold=True)
    painter.drawText(QPointF(strip.origin.x(), strip.origin.y() - 0.32 * layout.type.small_step), " · ".join(said))


def clock(time: Json) -> str:
    """Write a time as a transcript does: seconds as minutes and hours (``1:02:03``), other words as they are."""
    if isinstance(time, bool) or not isinstance(time, int | float):
        return str(time) if time is not None else ""
    minutes, seconds = divmod(int(time), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _paint_cell_rule(painter: QPainter, lines: LinesInView, strip: Strip, theme: Theme) -> None:
    """Paint rules above and below the rows of a table whose cells stand below one another."""
    layout, piece = lines.layout, strip.piece
    if piece in layout.grid.cells:
        return
    left, width = strip.origin.x(), layout.type.width
    pad, blocks = layout.type.gap(CELL_PAD), layout.border.blocks
    following = piece + 1
    if following == len(layout.border) or layout.form(following).family != "table-cell":
        painter.fillRect(QRectF(left, layout.bottom(piece) + pad, width, 1), theme.line)
    block, former = blocks[piece], blocks[piece - 1] if piece else None
    if block is not None and (former is None or former.data.get("row") != block.data.get("row")):
        painter.fillRect(QRectF(left, strip.origin.y() - pad, width, 1), theme.line)


def _paint_byline(painter: QPainter, lines: LinesInView, strip: Strip, theme: Theme) -> None:
    layout = lines.layout
    type_ = layout.type
    _small(painter, type_.small, theme.dim)
    if layout.byline_below:
        baseline = strip.origin.y() + strip.laid.count * strip.laid.metric.step + 0.95 * type_.small_step
    else:
        baseline = strip.origin.y() - 1.1 * type_.small_step
    room = QRectF(strip.origin.x(), baseline - type_.small_step, type_.width, type_.small_step)
    metrics = QFontMetricsF(painter.font())
    words = metrics.elidedText(layout.byline, Qt.TextElideMode.ElideRight, type_.width)
    x = room.right() - metrics.horizontalAdvance(words) if strip.laid.rtl else room.left()
    painter.drawText(QPointF(x, baseline), words)


def paint_margin(painter: QPainter, lines: LinesInView, theme: Theme, shown: Shown, marks: Iterable[Mark]) -> None:
    """Paint the hint's hairline, the line that joins the current tag's passages, counts, and numbers of the text."""
    if shown.hint is not None:
        extent = _extent(lines, *shown.hint)
        if extent is not None:
            x = lines.layout.origin - HINT_AT * lines.layout.type.em
            painter.fillRect(QRectF(round(x), extent[0], 1, extent[1] - extent[0]), theme.dim)
    if len(shown.read):
        _paint_read(painter, lines, theme, shown.read.touching(*lines.range))
    if len(shown.altered):
        _paint_altered(painter, lines, theme, shown.altered.touching(*lines.range))
    passages = shown.tags.marks_of(shown.current)
    if len(passages) > 1:
        _paint_joining(painter, lines, theme, passages)
    _paint_counts(painter, lines, theme, marks)
    paint_numbers(painter, lines, theme, shown.numbers)


def _extent(lines: LinesInView, start: int, end: int) -> tuple[float, float] | None:
    tops = [(top + metric.box_top, top + metric.box_bottom) for top, metric in lines.lines_of(start, end)]
    return (tops[0][0], tops[-1][1]) if tops else None


def _paint_read(painter: QPainter, lines: LinesInView, theme: Theme, stretches: Iterable[Stretch]) -> None:
    """Paint a quiet line along what was read with nothing to tag, a tick where it begins."""
    em = lines.layout.type.em
    x = round(lines.layout.origin - READ_AT * em)
    colour = QColor(theme.dim)
    colour.setAlphaF(_READ_STRENGTH)
    for stretch in stretches:
        extent = _extent(lines, stretch.start, stretch.end)
        if extent is None:
            continue
        top, bottom = extent
        begin = next(lines.lines_of(stretch.start, stretch.start + 1), None)
        if begin is not None:
            middle = begin[0] + (begin[1].box_top + begin[1].box_bottom) / 2
            _paint_tick(painter, QPointF(x + 0.5, middle), _TICK * em, theme.dim)
            top = middle + 0.6 * em
        if top < bottom:
            painter.fillRect(QRectF(x, round(top), 1, round(bottom) - round(top)), colour)


def _paint_altered(painter: QPainter, lines: LinesInView, theme: Theme, altered: Iterable[Altered]) -> None:
    """Paint a quiet bar along what another version has not: solid where it came, broken where it went."""
    x = round(lines.layout.origin - ALTERED_AT * lines.layout.type.em)
    for one in altered:
        extent = _extent(lines, one.start, one.end)
        if extent is None:
            continue
        pen = QPen(theme.differ if one.gone else theme.agree, _BAR, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if one.gone:
            pen.setDashPattern([1.5, 1.2])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, extent[0]), QPointF(x, extent[1]))


def _paint_tick(painter: QPainter, centre: QPointF, wide: float, colour: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    points = ((-0.5, 0.02), (-0.14, 0.36), (0.5, -0.36))
    painter.drawPolyline(QPolygonF([centre + QPointF(x * wide, y * wide) for x, y in points]))
    painter.restore()


def _paint_joining(painter: QPainter, lines: LinesInView, theme: Theme, passages: Sequence[Mark]) -> None:
    """Join the first lines of a tag's passages; those out of view are joined beyond the lines that are painted."""
    layout = lines.layout
    ordered = sorted(passages, key=lambda mark: mark.start)
    first, last = lines.strips[0], lines.strips[-1]
    above, below = first.origin.y() - layout.type.step * 4, last.origin.y() + layout.documentSize().height()
    begin = layout.border.to_offset(first.base + first.laid.starts[first.first])
    places = []
    for mark in ordered:
        line = next(lines.lines_of(mark.start, mark.start + 1), None)
        if line is not None:
            places.append(round(line[0] + (line[1].box_top + line[1].box_bottom) / 2))
        else:
            places.append(round(above if mark.start < begin else below))
    colour = theme.kind(ordered[0].tag.kind).mark
    x = round(layout.origin - JOIN_AT * layout.type.em)
    painter.fillRect(x, places[0], 1, places[-1] - places[0], colour)
    for place in places:
        painter.fillRect(x, place, round(0.5 * layout.type.em), 1, colour)


def _paint_counts(painter: QPainter, lines: LinesInView, theme: Theme, marks: Iterable[Mark]) -> None:
    beyond = [mark for mark in marks if mark.lane == LANES]
    if not beyond:
        return
    starts = sorted([mark.start for mark in beyond])
    stops = sorted([mark.end for mark in beyond])
    layout = lines.layout
    _small(painter, layout.type.small, theme.dim)
    x = layout.origin + layout.type.width + _COUNT_AT * layout.type.em
    to_offset = layout.border.to_offset
    for strip in lines.strips:
        metric = strip.laid.metric
        top, bottom = strip.inked[OUTLINE]
        for number in range(top, bottom + 1):
            first = to_offset(strip.base + strip.laid.starts[number])
            last = to_offset(strip.base + strip.laid.line_end(number))
            # Those that begin before the line's end, less those that end before its beginning.
            count = bisect_left(starts, last) - bisect_right(stops, first)
            if count > 0:
                y = strip.origin.y() + number * metric.step + metric.baseline
                painter.drawText(QPointF(x, y), f"+{count}")


def paint_handle(painter: QPainter, caret: QRectF, theme: Theme, *, first: bool, moving: bool) -> None:
    """Paint the handle at an end of the selection that is being reshaped; the end that keys move is filled."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(caret, theme.accent)
    painter.setPen(QPen(theme.accent, 1.5))
    painter.setBrush(theme.accent if moving else theme.paper)
    y = caret.top() if first else caret.bottom()
    painter.drawEllipse(QPointF(caret.center().x(), y), HANDLE, HANDLE)
    painter.restore()


def _small(painter: QPainter, font: QFont, colour: QColor, *, bold: bool = False) -> None:
    small = QFont(font)
    if bold:
        small.setWeight(QFont.Weight.DemiBold)
    painter.setFont(small)
    painter.setPen(colour)

"""Type and measure of the page: what form each kind of block has, and its fonts and steps in pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextCharFormat, QTextOption

from glossator.model.document import Block
from glossator.views.fonts import code_face, interface_face
from glossator.views.page.tables import Cell

#: English as it comes, to measure how wide a character is on the average.
_SAMPLE = "the reader said that the harbour would stay closed until a pilot came on board, and no sooner "

#: Characters between tab stops.
_TAB = 4

#: The gap between paragraphs, in lines.
PARAGRAPH_GAP = 0.55

#: Size of small print on the page (byline, speaker, page number) against the text's.
SMALL = 0.72


@dataclass(frozen=True, slots=True)
class PageStyle:
    """Say what a reader set: face, size in points, line height as a multiple of the size, measure in characters."""

    face: str
    size: float
    line_height: float = 1.6
    measure: int = 68


@dataclass(frozen=True, slots=True)
class Form:
    """Describe a kind of block: its size against the text's, weight, indent in ems, and gaps in lines of the text.

    ``left`` and ``share`` are parts of the measure: a cell of a table takes only some of it.
    """

    scale: float = 1.0
    bold: bool = False
    mono: bool = False
    leading: float | None = None
    indent: float = 0.0
    rule: int = 0
    before: float = 0.0
    after: float = 0.0
    inner: float = PARAGRAPH_GAP
    family: str = "paragraph"
    blank: bool = False
    label: bool = False
    left: float = 0.0
    share: float = 1.0

    @property
    def plain(self) -> bool:
        """Tell whether it is set in the text's own font."""
        return self.scale == 1.0 and not self.bold and not self.mono


_HEADINGS = {
    1: Form(scale=1.62, leading=1.22, before=0.4, after=0.5, inner=0.1, family="heading"),
    2: Form(scale=1.3, leading=1.28, before=1.25, after=0.4, inner=0.1, family="heading"),
    3: Form(scale=1.1, bold=True, leading=1.4, before=1.0, after=0.3, inner=0.1, family="heading"),
}
_LOWER_HEADING = Form(scale=1.0, bold=True, leading=1.5, before=0.8, after=0.25, inner=0.1, family="heading")
_PARAGRAPH = Form(before=PARAGRAPH_GAP, after=PARAGRAPH_GAP)
_BLANK = Form(blank=True, family="blank")
_CODE = Form(scale=0.86, mono=True, leading=1.45, before=PARAGRAPH_GAP, after=PARAGRAPH_GAP, inner=0.0, family="code")
_FOOTNOTE = Form(scale=0.86, leading=1.5, indent=1.6, before=0.8, after=PARAGRAPH_GAP, inner=0.25, family="footnote")
#: How far the rules of a table stand above and below the words of a row, in lines.
CELL_PAD = 0.16

_CELL = Form(
    scale=0.94, leading=1.5, before=PARAGRAPH_GAP, after=PARAGRAPH_GAP, inner=2 * CELL_PAD, family="table-cell"
)
_HEADER_CELL = replace(_CELL, bold=True)

#: How far a tint reaches above and below the baseline, in ems: to below the first underline.
_BOX_ABOVE = 0.93
_BOX_BELOW = 0.37

#: How far one level of a list or quotation is indented, in ems.
INDENT = 1.5

#: Deeper lists and quotations than this are not indented further: the measure would be gone.
_DEEPEST = 6


def form_of(block: Block | None, *, blank: bool, cell: Cell | None = None) -> Form:
    """Return the form of a block; ``blank`` tells that nothing is written in it, ``cell`` where it stands in a row."""
    kind = block.kind if block is not None else "paragraph"
    if kind == "code":
        return _CODE
    if kind == "table-cell" and block is not None:
        form = _HEADER_CELL if block.data.get("header") else _CELL
        return replace(form, left=cell.left, share=cell.width) if cell is not None else form
    if blank:
        return _BLANK
    level = min(block.level or 1, _DEEPEST) if block is not None else 1
    if kind == "heading":
        return _HEADINGS.get(level, _LOWER_HEADING)
    if kind == "list-item":
        quotes = _depth(block, "quote")
        return Form(
            indent=INDENT * (level + quotes),
            rule=quotes,
            before=PARAGRAPH_GAP,
            after=PARAGRAPH_GAP,
            inner=0.16,
            family="list-item",
        )
    if kind == "quote":
        return Form(indent=INDENT * level, rule=level, before=PARAGRAPH_GAP, after=PARAGRAPH_GAP, family="quote")
    if kind == "footnote":
        return _FOOTNOTE
    if kind == "turn" and block is not None and ("speaker" in block.data or "time" in block.data):
        return Form(before=PARAGRAPH_GAP, after=PARAGRAPH_GAP, family="turn", label=True)
    return _PARAGRAPH


def _depth(block: Block | None, key: str) -> int:
    depth = block.data.get(key) if block is not None else None
    return min(depth, _DEEPEST) if isinstance(depth, int) else 0


def gap_between(former: Form | None, form: Form) -> float:
    """Return the gap above a block, in lines of the text, after the former block."""
    if former is None or form.blank or former.blank:
        return 0.0
    if former.family == form.family:
        return form.inner if form.family != "heading" or former == form else max(form.inner, form.before * 0.5)
    return max(former.after, form.before)


@dataclass(frozen=True, slots=True)
class Metric:
    """Hold a form's measures in pixels: what one line of it needs to be laid out and painted.

    ``box_top`` and ``box_bottom`` say where the tint of a line begins and ends, from the line's top.
    """

    font: QFont
    step: int
    baseline: float
    ascent: float
    descent: float
    advance: float
    em: float
    indent: float
    width: float
    box_top: float
    box_bottom: float


class Type:
    """Hold the fonts and measures that follow from a style and the room that there is."""

    def __init__(self, style: PageStyle, room: float) -> None:
        self.style = style
        self.body = QFont(style.face)
        self.body.setPointSizeF(style.size)
        self.body.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self.body.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        self.em = QFontInfo(self.body).pixelSize()
        metrics = QFontMetricsF(self.body)
        self.advance = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.width = self.width_in(room)
        self.step = max(1, round(style.line_height * self.em))
        self.small = QFont(interface_face())
        self.small.setPointSizeF(style.size * SMALL)
        self.small_step = round(QFontMetricsF(self.small).height() * 1.5)
        self._metrics: dict[Form, Metric] = {}
        self._options: dict[tuple[float, bool], QTextOption] = {}

    def width_in(self, room: float) -> float:
        """Return how wide the text is in so much room."""
        return float(min(round(self.advance * self.style.measure), max(round(room), round(self.advance * 12))))

    def metric(self, form: Form) -> Metric:
        """Return the measures of a form."""
        metric = self._metrics.get(form)
        if metric is None:
            metric = self._metrics[form] = self._measure(form)
        return metric

    def gap(self, lines: float) -> int:
        """Return a gap, given in lines of the text, in pixels."""
        return round(lines * self.step)

    def _measure(self, form: Form) -> Metric:
        font = QFont(self.body)
        if form.mono:
            font.setFamily(code_face())
        font.setPointSizeF(self.style.size * form.scale)
        font.setBold(form.bold)
        metrics = QFontMetricsF(font)
        em = self.em * form.scale
        if form.blank:
            step = self.gap(PARAGRAPH_GAP)
        else:
            # A larger line height opens headings and code too, by half as much.
            leading = form.leading + (self.style.line_height - 1.6) / 2 if form.leading else self.style.line_height
            step = max(1, round(leading * em))
        ascent, descent = metrics.ascent(), metrics.descent()
        advance = metrics.horizontalAdvance("0") if form.mono else self.advance * form.scale
        indent = round(form.indent * self.em + form.left * self.width)
        baseline = float(round((step - ascent - descent) / 2 + ascent))
        return Metric(
            font=font,
            step=step,
            baseline=baseline,
            box_top=baseline - round(_BOX_ABOVE * em),
            box_bottom=baseline + round(_BOX_BELOW * em),
            ascent=ascent,
            descent=descent,
            advance=advance,
            em=em,
            indent=float(indent),
            width=self._room(form, indent),
        )

    def _room(self, form: Form, indent: int) -> float:
        if form.share < 1.0:
            return max(form.share * self.width, self.advance * 3)
        return max(self.width - indent, self.advance * 12)

    def option(self, metric: Metric, *, rtl: bool) -> QTextOption:
        """Return the options of a layout: wrapping, direction and side."""
        option = self._options.get((metric.advance, rtl))
        if option is not None:
            return option
        option = self._options[metric.advance, rtl] = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(metric.advance * _TAB)
        if rtl:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        return option


def base_format(metric: Metric) -> QTextCharFormat:
    """Make the character format that says a form's font."""
    char_format = QTextCharFormat()
    char_format.setFont(metric.font)
    return char_format

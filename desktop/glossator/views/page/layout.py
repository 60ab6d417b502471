"""The page's layout: heights are estimated for all pieces, exact for those that were near the viewport or measured."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextLayout,
)

from glossator.model.document import Content, Span
from glossator.views.page import hits, notes
from glossator.views.page.border import Border
from glossator.views.page.column import Column
from glossator.views.page.geometry import Laid, is_one_way
from glossator.views.page.pictures import pictures_of, room
from glossator.views.page.spans import SpanFinder, format_range, formats_of
from glossator.views.page.style import Form, Metric, Type, base_format, form_of, gap_between
from glossator.views.page.tables import Grid, Row
from glossator.views.theme import Theme

#: Layouts that keep their shaped glyphs; more than any screen shows.
_CACHED = 600

#: Words break lines early: so much longer is a paragraph than its characters laid end to end.
_RAGGED = 1.03

#: Above the first line and below the last one, in lines of the text.
_TOP_MARGIN = 1.15
_BOTTOM_MARGIN = 3.0


class PagePainter(Protocol):
    """Paint what the page shows."""

    def paint(self, painter: QPainter, layout: PageLayout, clip: QRectF, selections: list[tuple[int, int]]) -> None:
        """Paint the part of the page inside ``clip``; ``selections`` are document positions."""


class PageLayout(QAbstractTextDocumentLayout):
    """Lay out a document piece by piece, when a piece comes near the viewport."""

    def __init__(self, document: QTextDocument, border: Border, content: Content, *, type_: Type, theme: Theme) -> None:
        super().__init__(document)
        self.border = border
        self._content_spans = content.spans
        self.spans = SpanFinder(content.spans)
        self.marks = SpanFinder([span for span in content.spans if notes.is_mark(span)])
        self.type = type_
        self.theme = theme
        self.origin = 0.0
        self.byline = ""
        self.painter: PagePainter | None = None
        self.grown: Callable[[int, int], None] | None = None
        self.forms: list[Form] = []
        self._gaps: list[float] = []
        self._shapes = array("H")
        self._lengths = [end - start for start, end in zip(border.starts, border.ends, strict=True)]
        self._runs: list[tuple[int, int, int]] = []
        self._laid: OrderedDict[int, Laid] = OrderedDict()
        self._exact = bytearray(len(border))
        self._unsettled = len(border)
        self.pictures = pictures_of(content, border)
        self.grid = Grid(border.blocks, border.text)
        self._shape_pieces()
        self._estimate()

    # What the pieces are

    def _shape_pieces(self) -> None:
        known: dict[tuple[Form, float], int] = {}
        former: Form | None = None
        text = self.border.text
        for piece, block in enumerate(self.border.blocks):
            start, end = self.border.starts[piece], self.border.ends[piece]
            blank = end - start < 200 and not text[start:end].strip()
            form = form_of(block, blank=blank, cell=self.grid.cells.get(piece))
            gap = 0.0 if self.border.continues(piece) else gap_between(former, form)
            key = (form, gap)
            shape = known.get(key)
            if shape is None:
                shape = known[key] = len(self.forms)
                self.forms.append(form)
                self._gaps.append(gap)
            self._shapes.append(shape)
            former = form
        edges = [0, *(at for at in range(1, len(self._shapes)) if self._shapes[at] != self._shapes[at - 1])]
        self._runs = [(self._shapes[a], a, b) for a, b in pairwise([*edges, len(self._shapes)])]

    def form(self, piece: int) -> Form:
        """Return the form of a piece."""
        return self.forms[self._shapes[piece]]

    def metric(self, piece: int) -> Metric:
        """Return the measures of a piece's form."""
        return self.type.metric(self.form(piece))

    @property
    def byline_below(self) -> bool:
        """Tell whether the byline stands under the first piece, which is then a heading of the first rank."""
        block = self.border.blocks[0] if self.border.blocks else None
        return block is not None and block.kind == "heading" and (block.level or 1) == 1

    def row_start(self, piece: int) -> int:
        """Return the first piece that stands beside a piece: itself, but in a table."""
        cell = self.grid.cells.get(piece) if self.grid else None
        return cell.first if cell is not None else piece

    def row_end(self, piece: int) -> int:
        """Return the last piece that stands beside a piece: itself, but in a table."""
        cell = self.grid.cells.get(piece) if self.grid else None
        return cell.last if cell is not None else piece

    def _above(self, piece: int) -> int:
        piece = self.row_start(piece)
        shape = self._shapes[piece]
        above = self.type.gap(self._gaps[shape])
        if self.forms[shape].label and not self.border.continues(piece):
            above += self.type.small_step
        if piece == 0 and self.byline and not self.byline_below:
            above += 2 * self.type.small_step
        return above

    def below(self, piece: int) -> int:
        """Return the room below the lines of a piece: its images, and the byline below the first."""
        byline = round(1.35 * self.type.small_step) if piece == 0 and self.byline and self.byline_below else 0
        if piece in self.pictures:
            return byline + room(self.pictures[piece], self.type, self.metric(piece).width)
        return byline

    # Heights

    @property
    def top_margin(self) -> int:
        """Return the room above the first piece."""
        return self.type.gap(_TOP_MARGIN)

    def restyle(self, type_: Type) -> None:
        """Take other fonts and measures: every height is an estimate again."""
        self.type = type_
        self._estimate()

    def recolour(self, theme: Theme) -> None:
        """Take other colours: no height changes."""
        self.theme = theme
        self._laid.clear()

    def colour_code(self, tokens: Sequence[Span]) -> None:
        """Take tokens of code that the content has none of: only colours change, no height."""
        self.spans = SpanFinder([*self._content_spans, *tokens])
        self._laid.clear()

    def set_byline(self, byline: str) -> None:
        """Take another byline and make room for it."""
        before = self._above(0) + self.below(0)
        self.byline = byline
        last = self.row_end(0)
        self._grow(last, self.column.height(last) + self._above(0) + self.below(0) - before)

    def _estimate(self) -> None:
        metrics = [self.type.metric(form) for form in self.forms]
        above = [self.type.gap(gap) for gap in self._gaps]
        for shape, form in enumerate(self.forms):
            if form.label:
                above[shape] += self.type.small_step
        per_line = [max(1, int(metric.width / (metric.advance * _RAGGED))) for metric in metrics]
        steps = [metric.step for metric in metrics]
        heights: list[int] = []
        for shape, first, last in self._runs:
            least, step, fit = above[shape] + steps[shape], steps[shape], per_line[shape]
            heights += [least + length // fit * step for length in self._lengths[first:last]]
        if self.byline:
            heights[0] += self._above(0) - above[self._shapes[0]] + (self.below(0) if 0 not in self.pictures else 0)
        for piece in self.pictures:
            heights[piece] += self.below(piece)
        if self.grid:
            self.grid.take_heights(lambda piece: heights[piece] - above[self._shapes[piece]])
            for piece, cell in self.grid.cells.items():
                # A row's height is its last piece's: all of its cells begin at the same place.
                heights[piece] = self._row_height(cell.row) if piece == cell.last else 0
        self.column = Column(heights)
        for row in self.grid.rows():
            if any(cell.row is not row for cell in row.cells):
                self.column.set_height(row.last, self._row_height(row, reaching=True))
        self._exact = bytearray(len(heights))
        self._unsettled = len(heights)
        self._laid.clear()

    @property
    def settled(self) -> bool:
        """Tell whether every height is exact."""
        return self._unsettled == 0

    def is_exact(self, piece: int) -> bool:
        """Tell whether a piece's height is exact."""
        return bool(self._exact[piece])

    def next_inexact(self, start: int) -> int:
        """Return the first piece from ``start`` on, then from the first, whose height is an estimate; -1 for none."""
        at = self._exact.find(0, start)
        return at if at >= 0 else self._exact.find(0)

    def top(self, piece: int) -> int:
        """Return where a piece begins, its gap included."""
        return self.top_margin + self.column.top(piece)

    def bottom(self, piece: int) -> int:
        """Return where a piece ends; a cell of a table with the last row that it reaches into."""
        cell = self.grid.cells.get(piece) if self.grid else None
        return self.row_bottom(cell.until.last if cell is not None else piece)

    def row_bottom(self, piece: int) -> int:
        """Return where a piece ends, in a table its row."""
        last = self.row_end(piece)
        return self.top(last) + self.column.height(last)

    def text_top(self, piece: int) -> int:
        """Return where the first line of a piece begins."""
        top = self.top(piece) + self._above(piece)
        return top + self.grid.above(piece) if self.grid and piece in self.grid.cells else top

    def piece_at(self, y: float) -> int:
        """Return the piece at a height of the page."""
        return self.column.index_at(y - self.top_margin)

    def _set_lines(self, piece: int, lines: int) -> None:
        if not self._exact[piece]:
            self._exact[piece] = 1
            self._unsettled -= 1
        self._take_height(piece, lines * self.metric(piece).step + self.below(piece))

    def grow_below(self, piece: int, by: int) -> None:
        """Take that what stands below the lines of a piece is so much higher."""
        here = self.grid.height_of(piece) if self.grid and piece in self.grid.cells else None
        self._take_height(piece, (here if here is not None else self.column.height(piece) - self._above(piece)) + by)

    def _take_height(self, piece: int, height: int) -> None:
        cell = self.grid.cells.get(piece) if self.grid else None
        if cell is None:
            self._grow(piece, self._above(piece) + height)
            return
        self.grid.set_height(piece, height)
        self._grow(cell.last, self._row_height(cell.row))
        waiting = [cell.row]
        while waiting:
            # Where a cell reaches over rows, the last of them holds what the others have no room for.
            row = waiting.pop()
            for until in {one.until.last: one.until for one in row.cells if one.row is not one.until}.values():
                before = self.column.height(until.last)
                self._grow(until.last, self._row_height(until, reaching=True))
                if until is not row and self.column.height(until.last) != before:
                    waiting.append(until)

    def _row_height(self, row: Row, *, reaching: bool = False) -> int:
        """Return the height of a row; with ``reaching`` high enough for cells from above that end in it."""
        gap = self._above(row.first)
        own = [self.grid.height(cell) for cell in row.cells if cell.row is row and cell.until is row]
        content = max([self.metric(row.first).step, *own])
        if reaching:
            top = self.top(row.first) + gap
            for cell in row.cells:
                if cell.until is row and cell.row is not row:
                    begin = self.top(cell.row.first) + self._above(cell.row.first)
                    content = max(content, begin + self.grid.height(cell) - top)
        return gap + content

    def _grow(self, piece: int, height: int) -> None:
        grown = self.column.set_height(piece, height)
        if grown and self.grown is not None:
            self.grown(piece, grown)

    # Laying out

    def laid(self, piece: int) -> Laid:
        """Return a piece laid out, its height exact from then on."""
        laid = self._laid.get(piece)
        if laid is not None:
            self._laid.move_to_end(piece)
            return laid
        block = self.document().findBlockByNumber(piece)
        form = self.form(piece)
        metric = self.type.metric(form)
        layout = block.layout()
        layout.setCacheEnabled(True)
        rtl = self._prepare(layout, block, piece, form, metric)
        laid = Laid(block, metric, is_one_way(block.text()), rtl, length=block.length() - 1)
        indent, y = 0.0 if rtl else metric.indent, metric.baseline
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(metric.width)
            line.setPosition(QPointF(indent, y - line.ascent()))
            rect = line.naturalTextRect()
            laid.starts.append(line.textStart())
            laid.lefts.append(rect.left())
            laid.rights.append(rect.right())
            y += metric.step
        layout.endLayout()
        self._laid[piece] = laid
        if len(self._laid) > _CACHED:
            _, old = self._laid.popitem(last=False)
            old.layout.setCacheEnabled(False)
        self._set_lines(piece, laid.count)
        return laid

    def measure(self, piece: int) -> None:
        """Make the height of a piece exact with a layout that is thrown away: a block's own would stay in memory."""
        block = self.document().findBlockByNumber(piece)
        form = self.form(piece)
        metric = self.type.metric(form)
        layout = QTextLayout(block.text(), metric.font)
        self._prepare(layout, block, piece, form, metric)
        layout.beginLayout()
        lines = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(metric.width)
            lines += 1
        layout.endLayout()
        self._set_lines(piece, lines)

    def _prepare(self, layout: QTextLayout, block: QTextBlock, piece: int, form: Form, metric: Metric) -> bool:
        """Give a layout its options and formats; tell whether it runs from right to left."""
        rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
        layout.setTextOption(self.type.option(metric, rtl=rtl))
        size = metric.font.pointSizeF()
        formats = []
        if self.spans:
            formats = formats_of(self.spans, self.border, piece, theme=self.theme, size=size, mono=form.mono)
        if self.marks:
            formats += notes.rooms(self, piece, size, rtl=rtl)
        if not form.plain:
            formats.insert(0, format_range(0, block.length() - 1, base_format(metric)))
        if formats or layout.formats():
            layout.setFormats(formats)
        return rtl

    def position_layout(self, piece: int, laid: Laid) -> QPointF:
        """Tell a layout where it lies, as Qt's accessible text asks it, and return that."""
        origin = QPointF(self.origin, self.text_top(piece))
        laid.layout.setPosition(origin)
        return origin

    # What Qt asks

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint the page inside the context's clip."""
        if self.painter is None:
            return
        held = context.selections  # a temporary: its parts must not outlive it
        selections = [(one.cursor.selectionStart(), one.cursor.selectionEnd()) for one in held]
        clip = QRectF(context.clip)
        if clip.isNull():
            clip = QRectF(QPointF(0, 0), self.documentSize())
        self.painter.paint(painter, self, clip, selections)

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:
        """Return the document position nearest to a point; with exactness asked for, -1 beside the text."""
        return hits.place_at(self, point, exact=accuracy == Qt.HitTestAccuracy.ExactHit)

    def pageCount(self) -> int:
        """Return one: the page is endless."""
        return 1

    def documentSize(self) -> QSizeF:
        """Return the size of the whole page."""
        return QSizeF(1.0, self.top_margin + self.column.total() + self.type.gap(_BOTTOM_MARGIN))

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """Return the rectangle of the whole page, margins included."""
        return QRectF(0, 0, 2 * self.origin + self.type.width, self.documentSize().height())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the rectangle of a block's lines, laying it out where it was not."""
        if not block.isValid():
            return QRectF()
        piece = block.blockNumber()
        laid = self.laid(piece)
        origin = self.position_layout(piece, laid)
        return QRectF(origin.x(), origin.y(), self.type.width, laid.count * laid.metric.step)

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Do nothing: the text never changes, and what Qt calls a change is the window's size."""

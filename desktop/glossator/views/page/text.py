"""The page's text: content, type, colours, place and scrolling; what the tagged page and its reader build on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from glossator.model.codebook import Kind
from glossator.model.document import Content
from glossator.text.paragraphs import pages_of
from glossator.views.fonts import reading_face
from glossator.views.page.border import Border
from glossator.views.page.hits import character_at
from glossator.views.page.layout import PageLayout
from glossator.views.page.lines import LinesInView, bands
from glossator.views.page.numbers import Numbers, line_starts
from glossator.views.page.overlay import Overlay
from glossator.views.page.scroll import COMFORT, Scroll
from glossator.views.page.scroll_bar import PageScrollBar
from glossator.views.page.shown import Shown
from glossator.views.page.strokes import fill
from glossator.views.page.style import PageStyle, Type
from glossator.views.theme import Theme
from glossator.views.theme import theme as named_theme

#: The least room beside the text, in pixels, where a window is narrow.
_LEAST_MARGIN = 44

#: The same where numbers stand beside the text.
_NUMBERED_MARGIN = 84

#: The size that a page has until a reader sets another, in points.
_SIZE = 15.0

#: A span of more pieces than this is only placed where it is in view.
_FAR_PIECES = 64


class TextPage(QTextEdit):
    """Show a content as a page of paper; offsets are code points of its text."""

    view_moved = Signal(int)  # the first visible offset
    content_changed = Signal()
    resized = Signal()  # the page's size, type or colours are others

    def __init__(
        self, parent: QWidget | None = None, *, theme: Theme | None = None, style: PageStyle | None = None
    ) -> None:
        super().__init__(parent)
        # Qt's own viewport would have Python look through every kind of widget for what it is.
        self.setViewport(QWidget())
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.colours = theme if theme is not None else named_theme("light")
        self.least_margin = _LEAST_MARGIN
        self.page_style = style if style is not None else PageStyle(reading_face(), _SIZE)
        self.content = Content("")
        self.scroll = Scroll(self)
        self.shown = Shown()
        self._overlay = Overlay(self.shown, self.colours)
        self._loading = False
        self._first_told = -1
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._settle)
        self.setReadOnly(True)
        # We fill the paper: under an application's style sheet the viewport keeps its first palette.
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(PageScrollBar(self.colours, self))
        self.verticalScrollBar().valueChanged.connect(self.tell_moved)
        self.setPalette(self.colours.palette())
        self.show_content(self.content, kinds=())

    # Content

    def show_content(self, content: Content, *, kinds: Sequence[Kind], byline: str = "") -> None:
        """Show a content from its beginning; tags, hits and hint of the former one go."""
        former = self.findChild(QTextDocument, "page", Qt.FindChildOption.FindDirectChildrenOnly)
        self.content = content
        border = Border(content)
        type_ = Type(self.page_style, self._room())
        document = QTextDocument(self)
        document.setObjectName("page")
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(type_.body)
        document.setPlainText(border.shown)
        document.setModified(False)
        self.page_layout = PageLayout(document, border, content, type_=type_, theme=self.colours)
        self.page_layout.painter = self._overlay
        document.setDocumentLayout(self.page_layout)
        self.shown = Shown(
            kinds={kind.key: kind for kind in kinds}, focused=self.hasFocus(), numbers=Numbers(pages_of(content))
        )
        self._overlay.shown = self.shown
        self._loading = True
        with self.scroll.quiet():
            self.setDocument(document)
            self.page_layout.set_byline(byline)
            self.page_layout.grown = self.scroll.grown
            self._centre()
            self.scroll.follow_size()
            self.verticalScrollBar().setValue(0)
        self._loading = False
        if former is not None:
            former.setObjectName("")
            former.deleteLater()
        self._first_told = -1
        self.viewport().update()
        self.content_changed.emit()

    @property
    def kinds(self) -> Sequence[Kind]:
        """Return the kinds that the content was shown with."""
        return tuple(self.shown.kinds.values())

    def set_byline(self, text: str) -> None:
        """Show a line of description under the first heading, or above the text."""
        with self.scroll.steady():
            self.page_layout.set_byline(text)
        self.viewport().update()

    def number(self, *, paragraphs: Sequence[int] = (), lines: bool = False) -> None:
        """Show the numbers of paragraphs, given where each begins, and of lines in the margins; nothing hides them."""
        now = self.shown.numbers
        self.shown.numbers = Numbers(now.pages, paragraphs, line_starts(self.content.text) if lines else ())
        least = _NUMBERED_MARGIN if paragraphs or lines else _LEAST_MARGIN
        if least != self.least_margin:
            self.least_margin = least
            if self.page_layout.type.width_in(self._room()) != self.page_layout.type.width:
                self._restyle()
        self.viewport().update()

    # Type and colours

    def set_style(self, style: PageStyle) -> None:
        """Set face, size, line height and measure; the place read at is kept."""
        self.page_style = style
        self._restyle()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.colours = theme
        self._overlay.theme = theme
        self.page_layout.recolour(theme)
        self.setPalette(theme.palette())
        bar = self.verticalScrollBar()
        if isinstance(bar, PageScrollBar):
            bar.colours = theme
            bar.update()
        self.viewport().update()
        self.resized.emit()

    def _restyle(self) -> None:
        place = self.place()
        type_ = Type(self.page_style, self._room())
        with self.scroll.quiet():
            self.document().setDefaultFont(type_.body)
            self.page_layout.restyle(type_)
            self._centre()
            self.scroll.follow_size()
        self.restore_place(place)
        self.viewport().update()
        self.resized.emit()

    def _room(self) -> float:
        return self.viewport().width() - 2.0 * self.least_margin

    def _centre(self) -> None:
        """Put the column of text in the middle: only its origin changes, never a line."""
        width = self.page_layout.type.width
        self.page_layout.origin = float(max(0, (self.viewport().width() - round(width)) // 2))

    # Places

    def place(self) -> tuple[int, float]:
        """Return the reading place: the first visible offset and how far below the viewport's top its line begins."""
        offset = self.first_visible()
        top, _ = self.scroll.line_top(self._position(offset))
        return offset, float(top - self.scroll.top)

    def restore_place(self, place: tuple[int, float]) -> None:
        """Go to a reading place, exact to the pixel."""
        offset, below = place
        self.scroll.bring(self._position(offset), below)

    def first_visible(self) -> int:
        """Return the offset of the first character whose line is in view by more than half."""
        layout = self.page_layout
        top = self.scroll.top
        piece = layout.row_start(layout.piece_at(top))
        with self.scroll.steady():
            laid = layout.laid(piece)
        step = laid.metric.step
        number = int((top + step / 2 - layout.text_top(piece)) // step)
        if number >= laid.count and piece + 1 < len(layout.border):
            return layout.border.starts[piece + 1]
        number = max(0, min(number, laid.count - 1))
        base = layout.document().findBlockByNumber(piece).position()
        return layout.border.to_offset(base + laid.starts[number])

    def is_in_view(self, start: int, end: int) -> bool:
        """Tell whether the first line of a span can be read: its middle is inside the viewport."""
        top, step = self.scroll.line_top(self._position(start))
        return 0 <= top + step / 2 - self.scroll.top < self.scroll.height

    def reveal(self, start: int, end: int) -> bool:
        """Bring a span into view where it is not, to a comfortable place; tell whether that was needed."""
        top, step = self.scroll.line_top(self._position(start))
        below = top - self.scroll.top
        # A span that ends below the viewport stays where it is if it would not fit anyway.
        end_top = self.scroll.line_top(self._position(max(start, end - 1)))[0] if end - start < 5_000 else top
        end_below = end_top + step - self.scroll.top
        fits = end_top + step - top < self.scroll.height * (1 - COMFORT)
        if below >= 0 and below + step <= self.scroll.height and (end_below <= self.scroll.height or not fits):
            return False
        self.scroll.bring(self._position(start), round(self.scroll.height * COMFORT))
        return True

    def go_to(self, offset: int) -> None:
        """Scroll so that an offset stands in the middle of the viewport."""
        self.scroll.bring(self._position(offset), self.scroll.height / 2)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles that a span takes on the viewport, one or more to a line.

        Of a span of very many paragraphs only what is in view, and a page around it, is placed.
        """
        layout, border = self.page_layout, self.page_layout.border
        first, last = border.piece_at(start), border.piece_at(max(start, end - 1))
        if last - first > _FAR_PIECES:
            height = self.scroll.height
            lines = LinesInView(layout, self.scroll.top - height, self.scroll.top + 2 * height)
        else:
            with self.scroll.steady():
                for piece in range(first, last + 1):
                    layout.laid(piece)
            lines = LinesInView(layout, layout.text_top(first), layout.bottom(last) - 1)
        return [box.rect.translated(0, -self.scroll.top) for box in lines.boxes(start, end)]

    def extent(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the lines of a span begin and end on the page, None where it is out of view."""
        layout, border = self.page_layout, self.page_layout.border
        first, last = border.piece_at(start), border.piece_at(max(start, end - 1))
        top, bottom = layout.top(first), layout.bottom(last)
        if bottom < self.scroll.top or top > self.scroll.top + self.scroll.height:
            return None
        if last - first <= 1:
            # Most tags lie in one paragraph, or two: only their lines are meant.
            top = self.scroll.line_top(self._position(start))[0]
            below, step = self.scroll.line_top(self._position(max(start, end - 1)))
            bottom = below + step
        return top, bottom

    def flow(self, start: int, end: int) -> tuple[float, float] | None:
        """Return how far down the page a span begins and ends, its letters sharing each line's height in their order.

        So what follows something else on one line begins below it. None where the span is out of view.
        """
        layout, border = self.page_layout, self.page_layout.border
        last = max(start, end - 1)
        above, below = layout.top(border.piece_at(start)), layout.bottom(border.piece_at(last))
        if below < self.scroll.top or above > self.scroll.top + self.scroll.height:
            return None
        return self._depth(start, 0, above), self._depth(last, 1, below)

    def _depth(self, offset: int, more: int, otherwise: float) -> float:
        """Return how far down a character begins, or with one ``more`` ends; only what is near is laid out for it."""
        layout = self.page_layout
        piece = layout.border.piece_at(offset)
        if layout.bottom(piece) < self.scroll.top or layout.top(piece) > self.scroll.top + self.scroll.height:
            return otherwise
        laid = layout.laid(piece)
        place = self._position(offset) - layout.border.to_position(layout.border.starts[piece])
        line = laid.line_at(place)
        begin = laid.starts[line]
        share = min(1.0, (place + more - begin) / max(1, laid.line_end(line) - begin))
        return layout.text_top(piece) + (line + share) * laid.metric.step

    def scroll_to_piece(self, piece: int, within: float) -> None:
        """Scroll so that the viewport begins so many pixels below the top of a piece, as another page's does."""
        if piece < len(self.page_layout.border):
            self.verticalScrollBar().setValue(round(self.page_layout.top(piece) + within))

    def settled(self) -> bool:
        """Tell whether every height is exact."""
        return self.page_layout.settled

    def pause_settling(self) -> None:
        """Measure no more heights until the page is painted again."""
        self._idle.stop()

    def offset_at(self, point: QPointF) -> int | None:
        """Return the offset of the character under a point of the viewport, None beside the text."""
        on_page = point + QPointF(0, self.scroll.top)
        with self.scroll.steady():
            place = character_at(self.page_layout, on_page)
        return self.page_layout.border.to_offset(place) if place >= 0 else None

    def position_at(self, point: QPointF) -> int:
        """Return the document position nearest to a point of the viewport."""
        on_page = point + QPointF(0, self.scroll.top)
        return self.page_layout.hitTest(on_page, Qt.HitTestAccuracy.FuzzyHit)

    def lines_in_view(self) -> LinesInView:
        """Return the lines in view, with one line above and below."""
        step = self.page_layout.type.step
        top = self.scroll.top
        return LinesInView(self.page_layout, top - step, top + self.scroll.height + step)

    def _position(self, offset: int) -> int:
        return self.page_layout.border.to_position(max(0, min(offset, len(self.content.text))))

    # What Qt sends

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay out what comes into view, then paint; Qt's own way to the layout would paint all between two lines."""
        self.scroll.lay_out_near()
        cursor, top = self.textCursor(), self.scroll.top
        selections = [(cursor.selectionStart(), cursor.selectionEnd())] if cursor.hasSelection() else []
        painter = QPainter(self.viewport())
        painter.translate(0, -top)
        painted = bands(event.region())
        for band in painted:
            on_page = band.translated(0, top)
            if len(painted) > 1:
                painter.setClipRect(on_page)
            fill(painter, on_page, self.colours.paper)
            self._overlay.paint(painter, self.page_layout, QRectF(on_page), selections)
        painter.end()
        if not self._idle.isActive() and not self.page_layout.settled:
            self._idle.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is on the screen, where the scroll bar did not only follow the heights."""
        if not self.scroll.still:
            super().scrollContentsBy(dx, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre the column anew; lines break anew only where the window is narrower than the measure."""
        narrow = self.page_layout.type.width_in(self._room()) != self.page_layout.type.width
        if narrow:
            self._restyle()
        self._centre()
        with self.scroll.steady():
            super().resizeEvent(event)
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the page's own face where the window's changes: Qt would set the text in that."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.document().defaultFont() != self.page_layout.type.body:
            self.document().setDefaultFont(self.page_layout.type.body)

    def tell_moved(self) -> None:
        """Tell the first visible offset, where it is another."""
        if self.scroll.still or self._loading:
            return
        self.scroll.lay_out_near()
        first = self.first_visible()
        if first != self._first_told:
            self._first_told = first
            self.view_moved.emit(first)

    def _settle(self) -> None:
        if self.scroll.settle_slice():
            self._idle.stop()

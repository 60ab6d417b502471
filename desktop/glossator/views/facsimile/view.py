"""The facsimile as its reader uses it: scrolled, zoomed, selected in. Caret and selection are the text page's own.

It knows no project. Shown beside the page it leaves the keyboard to it; shown instead, the keyboard is here and what
moves the caret by letters, words and paragraphs goes on to the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from glossator.reading.facsimile import Wanted
from glossator.reading.placed import PagePlaces, Rect
from glossator.views.facsimile import keys
from glossator.views.facsimile.book import Book
from glossator.views.facsimile.pages import GAP, ZOOM_STEP, ZOOMS, Pages
from glossator.views.facsimile.painter import Painter, Scene, tint_of
from glossator.views.facsimile.pointer import Pointer
from glossator.views.keys import PAGE
from glossator.views.page.keys import is_letter
from glossator.views.page.scroll import COMFORT
from glossator.views.page.scroll_bar import PageScrollBar
from glossator.views.page.strokes import fill
from glossator.views.page.view import PageView
from glossator.views.theme import Theme

#: A picture has at most so many pixels, 80 MB; a page enlarged beyond is drawn from it.
MOST_PIXELS = 20_000_000

#: Pages drawn ahead of what is in view, below and above.
AHEAD, BEHIND = 2, 1

#: Pixels that a turn of the wheel's notch, and a press of an arrow without a caret, scroll.
STEP = 60

#: Pixels around a tag that its outline and its lowest underline reach.
_REACH = 14


class FacsimileView(QAbstractScrollArea):
    """Show a book's pages with the tags of the text page that it stands beside."""

    scrolled = Signal()
    moved_by_reader = Signal()  # scrolled here, not after the text
    pressed = Signal(int, int)  # the mouse was let go: what is selected now, or the caret
    used = Signal()  # pressed or turned with the mouse

    def __init__(self, page: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.book: Book | None = None
        self.pages = Pages()
        self.zoom = 1.0
        self.labels: Sequence[str] = ()
        self.following = 0
        self.goal: float | None = None  # where across a page the caret wants to be, in points
        self.setViewport(QWidget())
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("keys", PAGE)
        self.setAccessibleName("The pages of the document")
        self.setVerticalScrollBar(PageScrollBar(page.colours, self))
        self.verticalScrollBar().setSingleStep(STEP)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self._painter = Painter(page.colours)
        self._pointer = Pointer(self)
        self._hear_page()

    # What is shown

    def show_book(self, book: Book, labels: Sequence[str] = ()) -> None:
        """Show a book from its beginning, instead of what was shown; labels are the pages'."""
        self.close_book()
        self.book, self.labels = book, labels
        book.opened.connect(self._lay)
        book.drawn.connect(self._drawn)
        book.placed.connect(self.viewport().update)
        with self.quiet():
            self._lay()
            self.verticalScrollBar().setValue(0)

    def set_labels(self, labels: Sequence[str]) -> None:
        """Call the pages by these labels from now on."""
        self.labels = labels
        self.viewport().update()

    def close_book(self) -> None:
        """Show nothing any more."""
        book, self.book = self.book, None
        if book is not None:
            book.opened.disconnect(self._lay)
            book.drawn.disconnect(self._drawn)
            book.placed.disconnect(self.viewport().update)
            self.pages = Pages()
            self.viewport().update()

    @property
    def is_placed(self) -> bool:
        """Tell whether it is known where the text stands, and there is some."""
        return self.book is not None and self.book.places is not None and bool(self.page.content.text)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._painter.theme = theme
        bar = self.verticalScrollBar()
        if isinstance(bar, PageScrollBar):
            bar.colours = theme
            bar.update()
        self.viewport().update()

    # Zoom

    def zoom_by(self, steps: int) -> None:
        """Enlarge by so many steps, or make smaller; 0 fits the width again."""
        wanted = 1.0 if steps == 0 else self.zoom * ZOOM_STEP**steps
        self.set_zoom(min(ZOOMS[1], max(ZOOMS[0], wanted)))

    def set_zoom(self, zoom: float) -> None:
        """Enlarge the pages so many times against what fits the width; what is read stays in place."""
        if zoom != self.zoom:
            self.zoom = zoom
            self._lay()

    # Places

    @property
    def top(self) -> int:
        """Return the height that the viewport begins at."""
        return self.verticalScrollBar().value()

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a passage on the viewport, of its pages that are in view or near it."""
        if self.book is None or self.book.places is None:
            return []
        height = self.viewport().height()
        near = self.pages.between(self.top - height, self.top + 2 * height)
        found = [
            self.pages.to_pixels(page, run) for page in near for run in self.book.page_places(page).runs(start, end)
        ]
        return [tint_of(rect).translated(-self.horizontalScrollBar().value(), -self.top) for rect in found]

    def place_of(self, offset: int) -> QRectF | None:
        """Return where the line of a character lies on the whole, with the character's own sides."""
        if self.book is None or self.book.places is None:
            return None
        page = self.book.places.page_of(offset)
        if page is None or page >= len(self.pages):
            return None
        places = self.book.page_places(page)
        stand = places.caret(offset)
        if stand is None:
            line = places.line_of(offset)
            if line is None:
                return self.pages.rect(page)
            rect = places.line_rect(line)
            return self.pages.to_pixels(page, rect)
        return self.pages.to_pixels(page, Rect(stand.x, stand.top, stand.x, stand.bottom))

    def is_in_view(self, start: int, end: int) -> bool:
        """Tell whether the first line of a passage can be read here: its middle is inside the viewport."""
        if self.isHidden():
            return False
        rect = self.place_of(start)
        return rect is not None and 0 <= rect.center().y() - self.top < self.viewport().height()

    def reveal(self, start: int, end: int) -> bool:
        """Bring a passage into view where it is not, to a comfortable place; tell whether that was needed."""
        if self.isHidden() or self.is_in_view(start, end):
            return False
        rect = self.place_of(start)
        if rect is None:
            return False
        self.verticalScrollBar().setValue(round(rect.top() - self.viewport().height() * COMFORT))
        self._show_across(rect)
        return True

    def go_to(self, offset: int) -> None:
        """Scroll so that a character's line stands in the middle of the viewport."""
        rect = self.place_of(offset)
        if rect is not None:
            self.verticalScrollBar().setValue(round(rect.center().y() - self.viewport().height() / 2))

    def follow(self, offset: int) -> None:
        """Scroll so that a character's line is the first one in view, as the text page's is; quietly."""
        rect = self.place_of(offset)
        if rect is None:
            return
        with self.quiet():
            at_top = self.page.verticalScrollBar().value() <= 0
            self.verticalScrollBar().setValue(0 if at_top else round(rect.top()) - 4)

    def show_page(self, page: int) -> None:
        """Scroll to the beginning of a page."""
        if page < len(self.pages):
            self.verticalScrollBar().setValue(round(self.pages.rect(page).top()) - GAP if page else 0)

    def extent_in_view(self) -> tuple[int, int] | None:
        """Return the first and the last offset in view, None where no text is."""
        if self.book is None or self.book.places is None:
            return None
        top, bottom = self.top, self.top + self.viewport().height()
        first: tuple[float, int] | None = None
        last = -1
        for page in self.pages.between(top, bottom):
            places = self.book.page_places(page)
            for line in range(places.lines):
                rect = self.pages.to_pixels(page, places.line_rect(line))
                if top <= rect.center().y() < bottom:
                    start, end = places.line_range(line)
                    if first is None or (rect.top(), start) < first:
                        first = rect.top(), start
                    last = max(last, end)
        return (first[1], last) if first is not None else None

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Scroll without telling that the reader did."""
        self.following += 1
        try:
            yield
        finally:
            self.following -= 1

    def on_pages(self, point: QPointF) -> QPointF:
        """Return where on the whole a point of the viewport lies."""
        return point + QPointF(self.horizontalScrollBar().value(), self.top)

    def offset_near(self, point: QPointF) -> int | None:
        """Return the offset at which a caret stands nearest to a place of the whole, None where no text is near."""
        return self._asked(point, lambda places, x, y: places.nearest(x, y))

    def offset_at(self, point: QPointF) -> int | None:
        """Return the offset of the character at a place of the whole, None beside the text."""
        return self._asked(point, lambda places, x, y: places.at(x, y))

    def _asked(self, point: QPointF, ask: Callable[[PagePlaces, float, float], int | None]) -> int | None:
        if self.book is None or not len(self.pages):
            return None
        page = self.pages.page_at(point.y())
        return ask(self.book.page_places(page), *self.pages.to_points(page, point))

    def _show_across(self, rect: QRectF) -> None:
        bar = self.horizontalScrollBar()
        left = rect.left() - bar.value()
        if not 0 <= left < self.viewport().width():
            bar.setValue(round(rect.left() - self.viewport().width() * COMFORT))

    # Laying and drawing

    def _lay(self) -> None:
        """Lay the pages at the width and zoom of now; what is in the middle of the viewport stays there."""
        middle = self.viewport().height() / 2
        place = self.pages.place(self.top + middle) if len(self.pages) else None
        at_top = self.top == 0
        sizes = self.book.sizes if self.book is not None else ()
        self.pages = Pages(sizes, width=self.viewport().width(), zoom=self.zoom)
        with self.quiet():
            self._set_ranges()
            if place is not None and not at_top:
                self.verticalScrollBar().setValue(round(self.pages.height_of(place) - middle))
        self._want()
        self.viewport().update()

    def _set_ranges(self) -> None:
        size = self.viewport().size()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(size.height())
        down.setRange(0, max(0, self.pages.height - size.height()))
        across.setPageStep(size.width())
        former = across.maximum()
        across.setRange(0, max(0, self.pages.width - size.width()))
        if across.maximum() != former:
            across.setValue(across.maximum() // 2)

    def _want(self) -> None:
        """Say which pages are needed: those in view, then the next, then the one before."""
        if self.book is None or not len(self.pages) or self.isHidden():
            return
        seen = self.pages.between(self.top, self.top + self.viewport().height())
        ahead = range(seen.stop, min(len(self.pages), seen.stop + AHEAD))
        behind = range(max(0, seen.start - BEHIND), seen.start)
        ratio = self.devicePixelRatioF()
        self.book.want([Wanted(page, self._width(page, ratio)) for page in (*seen, *ahead, *behind)], tuple(seen))

    def _width(self, page: int, ratio: float) -> int:
        """Return how many pixels wide a page is to be drawn."""
        rect = self.pages.rect(page)
        pixels = rect.width() * rect.height() * ratio * ratio
        less = (MOST_PIXELS / pixels) ** 0.5 if pixels > MOST_PIXELS else 1.0
        return max(1, round(rect.width() * ratio * less))

    def _drawn(self, page: int) -> None:
        if page < len(self.pages):
            self.viewport().update(self._on_viewport(self.pages.rect(page)))

    def _on_viewport(self, rect: QRectF) -> QRect:
        return rect.translated(-self.horizontalScrollBar().value(), -self.top).toAlignedRect()

    def _moved(self) -> None:
        self._want()
        self.scrolled.emit()
        if not self.following:
            self.moved_by_reader.emit()

    # What the text page shows anew

    def _hear_page(self) -> None:
        page = self.page
        for signal in (page.tags_replaced, page.hits_changed, page.selected, page.content_changed):
            signal.connect(self.viewport().update)
        page.repainted.connect(self._repaint)
        page.caret_moved.connect(self._caret_moved)
        page.focus_changed.connect(lambda: self.viewport().update())

    def _repaint(self, start: int, end: int) -> None:
        """Paint the lines of a passage anew, where they are in view."""
        for rect in self.rects(start, end):
            across = QRectF(0, rect.top(), self.viewport().width(), rect.height())
            self.viewport().update(across.toAlignedRect().adjusted(0, -_REACH, 0, _REACH))

    def _caret_moved(self, offset: int) -> None:
        if self.isHidden():
            return
        self.viewport().update()
        if not self._pointer.is_pressed and self.page.hasFocus() and not self.page.isHidden():
            with self.quiet():
                self.reveal(offset, offset)

    def scene(self) -> Scene:
        """Return what is painted besides tags."""
        page = self.page
        focused = self.hasFocus() or page.hasFocus()
        caret = page.caret() if self.is_placed else None
        return Scene(caret, page.selection(), page.reshaping, focused, self.labels)

    # What Qt sends

    def sizeHint(self) -> QSize:
        """Ask for as much as the page beside."""
        return QSize(600, 800)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the pages in view."""
        painter = QPainter(self.viewport())
        fill(painter, event.rect(), self._painter.theme.ground)
        if self.book is None:
            return
        left, top = self.horizontalScrollBar().value(), self.top
        painter.translate(-left, -top)
        clip = QRectF(event.rect()).translated(left, top)
        self._painter.paint(painter, clip, self.pages, book=self.book, shown=self.page.shown, scene=self.scene())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width."""
        super().resizeEvent(event)
        self._lay()

    def showEvent(self, event: QEvent) -> None:
        """Want the pages that are seen now."""
        super().showEvent(event)
        self._want()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is on the screen."""
        self.viewport().scroll(dx, dy)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom."""
        self.used.emit()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let single letters and digits reach the window's shortcuts; keep the keys that move here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if keys.is_ours(event):
                event.accept()
                return True
            if is_letter(event):
                event.ignore()
                return False
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._want()
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by lines and pages as they are printed, by all else as the text page does."""
        if keys.press(self, event):
            event.accept()
            return
        self.goal = None
        before = self.page.caret()
        self.page.keyPressEvent(event)
        if self.page.caret() != before:
            self.reveal(self.page.caret(), self.page.caret())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the caret takes keys."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the caret takes no keys."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, or press a tag."""
        self.used.emit()
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the selection's end, or hover over tags."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a press."""
        self._pointer.release(event)

    def end_press(self) -> None:
        """Show in the text beside, too, what was selected or pressed here."""
        if not self.page.isHidden():
            span = self.page.selection() or (self.page.caret(), self.page.caret())
            self.pressed.emit(*span)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        self._pointer.double(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hover over nothing."""
        super().leaveEvent(event)
        self._pointer.hover(None)

"""The pages of a book in a scroll area: laid at a width and a zoom, wanted as they come near, found by offset.

What is painted on them, and what keys and mouse do, is the view's that is made of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from glossator.reading.facsimile import Wanted
from glossator.reading.placed import PagePlaces, Rect
from glossator.views.facsimile.book import Book
from glossator.views.facsimile.pages import GAP, ZOOM_STEP, ZOOMS, Pages
from glossator.views.facsimile.painter import tint_of
from glossator.views.page.scroll import COMFORT
from glossator.views.page.view import PageView

#: A picture has at most so many pixels, 80 MB; a page enlarged beyond is drawn from it.
MOST_PIXELS = 20_000_000

#: Pages drawn ahead of what is in view, below and above.
AHEAD, BEHIND = 2, 1

#: Pixels that a turn of the wheel's notch, and a press of an arrow without a caret, scroll.
STEP = 60


class ScrolledPages(QAbstractScrollArea):
    """Hold a book's pages below one another, beside the text page whose offsets they answer to."""

    scrolled = Signal()
    moved_by_reader = Signal()  # scrolled here, not after the text
    laid = Signal()  # the pages lie otherwise: another width, another zoom

    def __init__(self, page: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.book: Book | None = None
        self.pages = Pages()
        self.zoom = 1.0
        self.labels: Sequence[str] = ()
        self.following = 0
        self.setViewport(QWidget())
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFrameShape(QFrame.Shape.NoFrame)

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
        return self.book is not None and self.book.places is not None and not self.book.places.is_empty

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

    def lines_in_view(self) -> list[QRectF]:
        """Return the rectangles of the lines of letters that are in view, on the viewport."""
        if self.book is None:
            return []
        found = []
        across = self.horizontalScrollBar().value()
        for page in self.pages.between(self.top, self.top + self.viewport().height()):
            places = self.book.page_places(page)
            for line in range(places.lines):
                rect = self.pages.to_pixels(page, places.line_rect(line)).translated(-across, -self.top)
                if rect.bottom() > 0 and rect.top() < self.viewport().height():
                    found.append(rect)
        return found

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
        self.laid.emit()

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

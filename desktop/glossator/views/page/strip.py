"""The overview strip: every tag of a document beside the scroll bar, by kind, with search hits and what is in view."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.views.page.lanes import Mark
from glossator.views.page.view import PageView

#: Pixels: the strip's width, the room beside its marks, and the least height of a mark.
WIDTH = 14
_SIDE = 2
_LEAST = 3

#: A hit of the search is drawn over this share of the strip's width.
_HIT_SHARE = 0.5


class OverviewStrip(QWidget):
    """Show where in a document its tags lie; a click or drag goes there.

    For each kind a difference array holds where its tags begin and end, in pixels: a tag costs two
    differences, painting one running sum.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: PageView | None = None
        self._differences: dict[str, array[int]] = {}
        self._counted: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        self._stale = True
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Tags in the whole document")

    def set_page(self, page: PageView) -> None:
        """Show the tags of a page from now on."""
        self._page = page
        page.content_changed.connect(self._forget)
        page.tags_replaced.connect(self._forget)
        page.tag_shown.connect(self._count_tag)
        page.resized.connect(self._forget)
        page.hits_changed.connect(self.update)
        page.verticalScrollBar().valueChanged.connect(self.update)
        page.verticalScrollBar().rangeChanged.connect(self.update)
        self._forget()

    def sizeHint(self) -> QSize:
        """Ask for the strip's width."""
        return QSize(WIDTH, 200)

    # Counting

    def _forget(self) -> None:
        self._stale = True
        self.update()

    def _extent(self) -> float:
        """Return how many pixels the whole text takes: a text that fits stands beside its own lines."""
        if self._page is None:
            return 1.0
        return float(max(1, min(self.height(), self._page.page_layout.documentSize().height())))

    def pixels(self, start: int, end: int) -> tuple[int, int]:
        """Return the first pixel of a span and the one after its last."""
        if self._page is None:
            return (0, 0)
        length = max(1, len(self._page.content.text))
        extent = self._extent()
        first = int(min(start, length) * extent / length)
        last = max(int(min(end, length) * extent / length), first + _LEAST)
        height = max(self.height(), _LEAST)
        return min(first, height - _LEAST), min(last, height)

    def _count_all(self) -> None:
        self._stale = False
        self._differences = {}
        self._counted = {}
        if self._page is not None:
            for mark in self._page.shown.tags.all():
                self._count_mark(mark)

    def _count_mark(self, mark: Mark) -> None:
        kind = mark.tag.kind
        first, last = self.pixels(mark.start, mark.end)
        differences = self._of_kind(kind)
        differences[first] += 1
        differences[last] -= 1
        self._counted.setdefault(mark.tag.id, (kind, []))[1].append((first, last))

    def _of_kind(self, kind: str) -> array[int]:
        differences = self._differences.get(kind)
        if differences is None:
            differences = self._differences[kind] = array(
                "l", bytes(array("l").itemsize * (self.height() + _LEAST + 1))
            )
        return differences

    def _count_tag(self, id_: str) -> None:
        """Count one tag as it is now: added, changed or removed."""
        if self._page is None or self._stale:
            self._forget()
            return
        kind, spans = self._counted.pop(id_, ("", []))
        for first, last in spans:
            self._of_kind(kind)[first] -= 1
            self._of_kind(kind)[last] += 1
        for mark in self._page.shown.tags.marks_of(id_):
            self._count_mark(mark)
        self.update()

    # What Qt sends

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count anew: the pixels are others."""
        super().resizeEvent(event)
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view, the tags, then the hits."""
        page = self._page
        painter = QPainter(self)
        if page is None:
            return
        if self._stale and not page.shown.wait_for_tags:
            self._count_all()
        painter.fillRect(self.rect(), page.colours.paper)
        painter.fillRect(0, 0, 1, self.height(), page.colours.line)
        self._paint_view(painter, page)
        for top, height, kinds in self._rows():
            self._paint_row(painter, page, top, height, kinds)
        self._paint_hits(painter, page)

    def _paint_view(self, painter: QPainter, page: PageView) -> None:
        top, bottom = self.view_extent()
        colour = QColor(page.colours.dim)
        colour.setAlphaF(0.14)
        painter.fillRect(QRectF(1, top, self.width() - 1, bottom - top), colour)
        colour.setAlphaF(0.5)
        painter.fillRect(QRectF(1, top, self.width() - 1, 1), colour)
        painter.fillRect(QRectF(1, bottom - 1, self.width() - 1, 1), colour)

    def view_extent(self) -> tuple[int, int]:
        """Return the pixels of what is in view."""
        if self._page is None:
            return (0, 0)
        total = max(1.0, self._page.page_layout.documentSize().height())
        scale = self._extent() / total
        top = int(self._page.scroll.top * scale)
        return top, max(
            top + _LEAST, min(self.height(), round((self._page.scroll.top + self._page.scroll.height) * scale))
        )

    def _rows(self) -> Iterable[tuple[int, int, tuple[str, ...]]]:
        """Yield runs of pixels that hold the same kinds."""
        sums = {kind: list(accumulate(differences)) for kind, differences in self._differences.items()}
        run_top, run_kinds = 0, ()
        for y in range(self.height()):
            kinds = tuple(kind for kind, counts in sums.items() if counts[y] > 0)
            if kinds != run_kinds:
                if run_kinds:
                    yield run_top, y - run_top, run_kinds
                run_top, run_kinds = y, kinds
        if run_kinds:
            yield run_top, self.height() - run_top, run_kinds

    def _paint_row(self, painter: QPainter, page: PageView, top: int, height: int, kinds: tuple[str, ...]) -> None:
        width = (self.width() - 1 - 2 * _SIDE) / len(kinds)
        order = list(page.shown.kinds)
        for place, kind in enumerate(sorted(kinds, key=lambda key: order.index(key) if key in order else len(order))):
            left, right = round(1 + _SIDE + place * width), round(1 + _SIDE + (place + 1) * width)
            painter.fillRect(QRectF(left, top, right - left, height), page.colours.kind(kind).mark)

    def _paint_hits(self, painter: QPainter, page: PageView) -> None:
        width = round((self.width() - 1) * _HIT_SHARE)
        for first, last in {self.pixels(hit.start, hit.end) for hit in page.shown.hits.all()}:
            rect = QRectF(self.width() - width, first, width, last - first)
            painter.fillRect(rect, page.colours.find)
            painter.fillRect(QRectF(rect.left(), rect.top(), 1, rect.height()), page.colours.ink)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the place that was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along with a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    def _go(self, y: float) -> None:
        if self._page is None:
            return
        offset = round(y / self._extent() * len(self._page.content.text))
        self._page.go_to(min(max(offset, 0), len(self._page.content.text)))

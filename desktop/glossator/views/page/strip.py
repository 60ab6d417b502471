"""The overview strip: every tag of a document beside the scroll bar, by kind, with search hits and what is in view."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.views.page.lanes import Mark
from glossator.views.page.view import PageView

#: Pixels: the strip's width, the room beside its marks, and the least height of a mark.
WIDTH = 14
_SIDE = 2
_LEAST = 3

#: How strongly a passage is painted after its beginning.
_FAINT = 0.22

#: How strong the line along what is read is.
_READ = 0.7

#: A hit of the search is drawn over this share of the strip's width.
_HIT_SHARE = 0.5


class OverviewStrip(QWidget):
    """Show where in a document its tags lie; a click or drag goes there.

    For each kind two difference arrays hold, in pixels, where its tags begin and what they cover: a
    passage costs four differences, painting two running sums. Beginnings are painted strongly, what
    follows faintly, so that long passages do not drown short ones.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: PageView | None = None
        self._begun: dict[str, array[int]] = {}
        self._covered: dict[str, array[int]] = {}
        self._counted: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        self._stale = True
        self._picture: QPixmap | None = None
        self._view_painted = (0, 0)
        self._read: list[tuple[int, int]] = []
        self._read_runs: list[tuple[int, int]] | None = None
        self._hits: set[tuple[int, int]] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
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
        page.hits_changed.connect(self._draw_anew)
        page.verticalScrollBar().valueChanged.connect(self.follow)
        page.verticalScrollBar().rangeChanged.connect(self.follow)
        self._forget()

    def sizeHint(self) -> QSize:
        """Ask for the strip's width."""
        return QSize(WIDTH, 200)

    def set_read(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Show by a line along the left which passages of the text are read; what has none is unread."""
        self._read = list(ranges)
        self._read_runs = None
        self.update()

    # Counting

    def _forget(self) -> None:
        self._stale = True
        self._draw_anew()

    def _draw_anew(self) -> None:
        self._picture = self._hits = self._read_runs = None
        self.update()

    def follow(self) -> None:
        """Show what is in view where it moved by a pixel: in a long text most steps move it by less."""
        if self.view_extent() != self._view_painted:
            self.update()

    def _extent(self) -> float:
        """Return how many pixels the whole text takes: a text that fits stands beside its own lines."""
        if self._page is None:
            return 1.0
        return float(max(1, min(self.height(), self._page.page_layout.documentSize().height())))

    def pixels(self, start: int, end: int, extent: float | None = None) -> tuple[int, int]:
        """Return the first pixel of a span and the one after its last; ``extent`` is the whole text's, if known."""
        if self._page is None:
            return (0, 0)
        length = max(1, len(self._page.content.text))
        extent = self._extent() if extent is None else extent
        first = int(min(start, length) * extent / length)
        last = max(int(min(end, length) * extent / length), first + _LEAST)
        height = max(self.height(), _LEAST)
        return min(first, height - _LEAST), min(last, height)

    def _count_all(self) -> None:
        self._stale = False
        self._begun, self._covered = {}, {}
        self._counted = {}
        if self._page is not None:
            extent = self._extent()
            for mark in self._page.shown.tags.all():
                self._count_mark(mark, extent)

    def _count_mark(self, mark: Mark, extent: float | None = None) -> None:
        kind = mark.tag.kind
        first, last = self.pixels(mark.start, mark.end, extent)
        self._add(kind, first, last, 1)
        self._counted.setdefault(mark.tag.id, (kind, []))[1].append((first, last))

    def _add(self, kind: str, first: int, last: int, count: int) -> None:
        for differences, stop in ((self._begun, first + _LEAST), (self._covered, last)):
            of_kind = differences.get(kind)
            if of_kind is None:
                of_kind = differences[kind] = array("l", [0]) * (self.height() + 2 * _LEAST)
            of_kind[first] += count
            of_kind[stop] -= count

    def _count_tag(self, id_: str) -> None:
        """Count one tag as it is now: added, changed or removed."""
        if self._page is None or self._stale:
            self._forget()
            return
        kind, spans = self._counted.pop(id_, ("", []))
        for first, last in spans:
            self._add(kind, first, last, -1)
        for mark in self._page.shown.tags.marks_of(id_):
            self._count_mark(mark)
        for first, last in (*spans, *self._counted.get(id_, ("", []))[1]):
            self._draw_rows(first, max(last, first + _LEAST))

    def _draw_rows(self, top: int, bottom: int) -> None:
        """Draw some rows of the picture anew; the others stay as they are."""
        if self._picture is not None and self._page is not None:
            rows = QRect(0, top, self.width(), bottom - top)
            painter = QPainter(self._picture)
            painter.setClipRect(rows)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(rows, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            self._paint_tags(painter, self._page, top, min(bottom, self.height()))
            painter.end()
        self.update(0, top, self.width(), bottom - top)

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
        painter.fillRect(event.rect(), page.colours.paper)
        painter.fillRect(0, 0, 1, self.height(), page.colours.line)
        self._paint_read(painter, page)
        self._paint_view(painter, page)
        if self._picture is None:
            self._picture = self._draw(page)
        painter.drawPixmap(0, 0, self._picture)

    def _paint_read(self, painter: QPainter, page: PageView) -> None:
        """Draw the line along what is read."""
        if self._read_runs is None:
            self._read_runs = self._count_read(page)
        colour = QColor(page.colours.dim)
        colour.setAlphaF(_READ)
        for first, last in self._read_runs:
            painter.fillRect(0, first, _SIDE, last - first, colour)

    def _count_read(self, page: PageView) -> list[tuple[int, int]]:
        """Return the pixels of what is read, once for every painting; paragraphs beside one another make one run."""
        share = self._extent() / max(1, len(page.content.text))
        runs: list[tuple[int, int]] = []
        for start, end in self._read:
            first = int(start * share)
            last = max(int(end * share), first + _LEAST)
            if runs and first <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
            else:
                runs.append((first, last))
        return runs

    def _draw(self, page: PageView) -> QPixmap:
        """Draw tags and hits once: scrolling changes only what is in view."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), max(1, round(self.height() * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._paint_tags(painter, page, 0, self.height())
        painter.end()
        return picture

    def _paint_tags(self, painter: QPainter, page: PageView, first: int, last: int) -> None:
        """Paint the rows from ``first`` up to ``last``, and the hits."""
        for differences, strength in ((self._covered, _FAINT), (self._begun, 1.0)):
            for top, height, kinds in self.rows(differences, first, last):
                self._paint_row(painter, page, top, height, kinds, strength)
        self._paint_hits(painter, page)

    def _paint_view(self, painter: QPainter, page: PageView) -> None:
        self._view_painted = top, bottom = self.view_extent()
        if page.verticalScrollBar().maximum() <= 0:
            return  # everything is in view
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
        companion = self._page.companion
        if companion is not None and self._page.isHidden():
            return self.pixels(*(companion.extent_in_view() or (0, 0)))
        total = max(1.0, self._page.page_layout.documentSize().height())
        scale = self._extent() / total
        top = int(self._page.scroll.top * scale)
        return top, max(
            top + _LEAST, min(self.height(), round((self._page.scroll.top + self._page.scroll.height) * scale))
        )

    def rows(
        self, differences: Mapping[str, array[int]], first: int = 0, last: int | None = None
    ) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield runs of pixels from ``first`` up to ``last`` that hold the same kinds: top, height, kinds."""
        last = self.height() if last is None else last
        sums = {
            kind: list(accumulate(of_kind[first + 1 : last], initial=sum(of_kind[: first + 1])))
            for kind, of_kind in differences.items()
        }
        run_top = first
        run_kinds: tuple[str, ...] = ()
        for y in range(first, last):
            kinds = tuple(kind for kind, counts in sums.items() if counts[y - first] > 0)
            if kinds != run_kinds:
                if run_kinds:
                    yield run_top, y - run_top, run_kinds
                run_top, run_kinds = y, kinds
        if run_kinds:
            yield run_top, last - run_top, run_kinds

    def _paint_row(
        self, painter: QPainter, page: PageView, top: int, height: int, kinds: tuple[str, ...], strength: float
    ) -> None:
        width = (self.width() - 1 - 2 * _SIDE) / len(kinds)
        order = list(page.shown.kinds)
        for place, kind in enumerate(sorted(kinds, key=lambda key: order.index(key) if key in order else len(order))):
            left, right = round(1 + _SIDE + place * width), round(1 + _SIDE + (place + 1) * width)
            colour = QColor(page.colours.kind(kind).mark)
            colour.setAlphaF(strength)
            painter.fillRect(QRectF(left, top, right - left, height), colour)

    def _paint_hits(self, painter: QPainter, page: PageView) -> None:
        width = round((self.width() - 1) * _HIT_SHARE)
        if self._hits is None:
            self._hits = {self.pixels(hit.start, hit.end) for hit in page.shown.hits.all()}
        for first, last in self._hits:
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

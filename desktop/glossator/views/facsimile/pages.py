"""How the pages lie below one another: their places in pixels at a width and a zoom, and the way back to points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from statistics import median_low

from PySide6.QtCore import QPointF, QRectF

from glossator.reading.placed import Rect

#: Pixels between two pages, and beside them: tags' lines in the margin and the pages' labels have room there.
GAP = 26
SIDE = 24

#: How large a point may be when pages are fitted to the width, in pixels: a wide screen shows no giants.
LARGEST_FIT = 2.0

#: How far a page is enlarged or made smaller against the width that fits, and by how much at once.
ZOOMS = (0.25, 6.0)
ZOOM_STEP = 1.15

#: A page of no size has this, in points.
_LEAST = 1.0


class Pages:
    """Lay pages below one another."""

    def __init__(self, sizes: Sequence[tuple[float, float]] = (), *, width: int = 0, zoom: float = 1.0) -> None:
        """``sizes`` in points; ``width`` of the viewport in pixels."""
        self._sizes = [(max(wide, _LEAST), max(high, _LEAST)) for wide, high in sizes]
        usual = median_low([wide for wide, _ in self._sizes]) if self._sizes else _LEAST
        self.scale = min(LARGEST_FIT, max(0.05, (width - 2 * SIDE) / usual)) * zoom
        widest = max((wide for wide, _ in self._sizes), default=0.0)
        self.width = max(width, round(widest * self.scale) + 2 * SIDE)
        self._tops: list[int] = []
        top = GAP
        for _, high in self._sizes:
            self._tops.append(top)
            top += round(high * self.scale) + GAP
        self.height = top

    def __len__(self) -> int:
        return len(self._sizes)

    def rect(self, page: int) -> QRectF:
        """Return where a page lies, on whole pixels."""
        wide, high = self._sizes[page]
        across = round(wide * self.scale)
        return QRectF((self.width - across) // 2, self._tops[page], across, round(high * self.scale))

    def page_at(self, y: float) -> int:
        """Return the page at a height, between two the upper one."""
        return max(0, bisect_right(self._tops, y) - 1)

    def between(self, top: float, bottom: float) -> range:
        """Return the pages of which something lies between two heights."""
        if not self._sizes:
            return range(0)
        return range(self.page_at(top), self.page_at(bottom) + 1)

    def to_points(self, page: int, point: QPointF) -> tuple[float, float]:
        """Return where on a page, in points, a place lies."""
        rect = self.rect(page)
        return (point.x() - rect.left()) / self.scale, (point.y() - rect.top()) / self.scale

    def to_pixels(self, page: int, rect: Rect) -> QRectF:
        """Return where a rectangle of a page, in points, lies."""
        at = self.rect(page)
        return QRectF(
            at.left() + rect.left * self.scale,
            at.top() + rect.top * self.scale,
            (rect.right - rect.left) * self.scale,
            (rect.bottom - rect.top) * self.scale,
        )

    def place(self, y: float) -> tuple[int, float]:
        """Return a height as a page and the share of it that lies above, for another width or zoom."""
        page = self.page_at(y)
        if page >= len(self):
            return 0, 0.0
        rect = self.rect(page)
        return page, (y - rect.top()) / rect.height()

    def height_of(self, place: tuple[int, float]) -> int:
        """Return the height of such a place."""
        page, share = place
        if page >= len(self):
            return 0
        rect = self.rect(page)
        return round(rect.top() + share * rect.height())

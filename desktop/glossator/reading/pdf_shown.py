"""Turn places of a PDF page's own into those on the page as it is shown: cut, turned, from its top left."""

from __future__ import annotations

from array import array
from itertools import chain
from operator import gt

import pypdfium2


class Shown:
    """Turn places of a page's own into those on the page as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        left, bottom, right, top = page.get_bbox()
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self.rotation = page.get_rotation() % 360
        self._turned = {0: self._straight, 90: self._right_turned, 180: self._upside_down, 270: self._left_turned}[
            self.rotation
        ]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is shown."""
        return self._turned(x, y)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return a box as left, top, right and bottom as it is shown."""
        if self.rotation == 0:
            box = left - self._left, self._top - top, right - self._left, self._top - bottom
            return box if left <= right and bottom <= top else _ordered(*box)
        x, y = self._turned(left, bottom)
        other_x, other_y = self._turned(right, top)
        return _ordered(x, y, other_x, other_y)

    def boxes(self, places: array[float]) -> array[float]:
        """Return boxes, four numbers each as pdfium gives them (left, top, right, bottom), as they are shown."""
        lefts, tops, rights, bottoms = (places[side::4] for side in range(4))
        if self.rotation or any(map(gt, lefts, rights)) or any(map(gt, bottoms, tops)):
            each = zip(lefts, bottoms, rights, tops, strict=True)
            return array("f", chain.from_iterable(self.box(*sides) for sides in each))
        left, top = self._left, self._top
        places[0::4] = array("f", [x - left for x in lefts])
        places[1::4] = array("f", [top - y for y in tops])
        places[2::4] = array("f", [x - left for x in rights])
        places[3::4] = array("f", [top - y for y in bottoms])
        return places

    def _straight(self, x: float, y: float) -> tuple[float, float]:
        return x - self._left, self._top - y

    def _right_turned(self, x: float, y: float) -> tuple[float, float]:
        return y - self._bottom, x - self._left

    def _upside_down(self, x: float, y: float) -> tuple[float, float]:
        return self._right - x, y - self._bottom

    def _left_turned(self, x: float, y: float) -> tuple[float, float]:
        return self._top - y, self._right - x


def _ordered(x: float, y: float, other_x: float, other_y: float) -> tuple[float, float, float, float]:
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)

"""The pictures of pages that were drawn: as many as a limit of memory holds, those seen last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container
from dataclasses import dataclass

from PySide6.QtGui import QImage

from glossator.reading.facsimile import Drawn

#: What the pictures may take, in bytes: some twenty pages at the size in which they are read.
MOST = 160 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold a page's picture, the width it was asked for in, and the bytes that it shows."""

    image: QImage
    asked: int
    pixels: bytes


class Pictures:
    """Hold one picture a page; the page that was not looked at for the longest time goes first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[int, Picture] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._held)

    def put(self, drawn: Drawn, keep: Container[int] = ()) -> None:
        """Hold a picture instead of the page's former one; pages in ``keep`` do not go for it."""
        self.drop(drawn.page)
        # Qt shows the bytes where they lie: they are held as long as the picture.
        image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
        self._held[drawn.page] = Picture(image, drawn.asked, drawn.pixels)
        self.size += len(drawn.pixels)
        for page in list(self._held):
            if self.size <= self._most:
                return
            if page != drawn.page and page not in keep:
                self.drop(page)

    def of(self, page: int) -> Picture | None:
        """Return a page's picture, None where it is not held."""
        found = self._held.get(page)
        if found is not None:
            self._held.move_to_end(page)
        return found

    def has(self, page: int, width: int) -> bool:
        """Tell whether a page's picture is held in a width."""
        found = self._held.get(page)
        return found is not None and found.asked == width

    def drop(self, page: int) -> None:
        """Hold a page's picture no more."""
        former = self._held.pop(page, None)
        if former is not None:
            self.size -= len(former.pixels)

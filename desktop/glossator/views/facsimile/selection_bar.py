"""The bar that a selection brings up, over the pages of a facsimile that stand instead of the text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF

from glossator.views.facsimile.view import FacsimileView
from glossator.views.page.selection_bar import SelectionBar


class PagesBar(SelectionBar):
    """Offer the kinds for the selection, beside the letters of the pages and never on them."""

    def __init__(self, view: FacsimileView) -> None:
        self._view = view
        super().__init__(view.page, over=view)
        view.laid.connect(self.follow)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a passage; none where the text is there and shows a bar of its own."""
        return self._view.rects(start, end) if self._page.isHidden() and not self._view.isHidden() else []

    def text_right(self) -> float:
        """Return where the letters in view end on the right."""
        return max((rect.right() for rect in self._view.lines_in_view()), default=0.0)

    def is_free(self, place: QRect) -> bool:
        """Tell whether no letters stand in a place."""
        return not any(rect.intersects(QRectF(place)) for rect in self._view.lines_in_view())

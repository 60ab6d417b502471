"""From a footnote's mark to its body and back, by the pointer and by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from glossator.text.notes import Notes
from glossator.views.page.hits import piece_under
from glossator.views.page.notes import mark_at

if TYPE_CHECKING:
    from glossator.views.page.view import PageView


class Following:
    """Follow the footnotes of a page's text; from a body the way leads back to the mark that was come from."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._notes: Notes | None = None
        self._mark = -1

    def forget(self) -> None:
        """Forget the notes of the former text."""
        self._notes, self._mark = None, -1

    def is_at(self, point: QPointF) -> bool:
        """Tell whether a point of the viewport is on a mark, or on the label of a body."""
        layout = self._view.page_layout
        return bool(layout.marks) and self._way_from(point) is not None

    def press(self, point: QPointF) -> None:
        """Go where the mark or label at a point of the viewport leads."""
        way = self._way_from(point)
        if way is not None:
            self._go(*way)

    def follow(self) -> bool:
        """Go from the mark nearest to the caret, in its paragraph, to the body, or back; tell whether there was one."""
        caret, border = self._view.caret(), self._view.page_layout.border
        back = self._back_from(caret)
        mark = self.notes.mark_near(*border.paragraph(border.piece_at(caret)), caret) if back is None else None
        body = self.notes.body_at(mark) if mark is not None else None
        if back is not None:
            self._go(back, self._mark)
        elif mark is not None and body is not None:
            self._go(body, mark)
        return back is not None or body is not None

    @property
    def notes(self) -> Notes:
        """Return the text's footnotes."""
        if self._notes is None:
            self._notes = Notes(self._view.content)
        return self._notes

    def _go(self, target: int, mark: int) -> None:
        self._mark = mark
        self._view.place_caret(target)

    def _way_from(self, point: QPointF) -> tuple[int, int] | None:
        """Return the place that a point leads to, and the mark that it is left by."""
        layout = self._view.page_layout
        on_page = point + QPointF(0, self._view.scroll.top)
        with self._view.scroll.steady():
            span = mark_at(layout, on_page)
        if span is not None:
            body = self.notes.body_at(span.start)
            return (body, span.start) if body is not None else None
        piece = piece_under(layout, on_page)
        metric, x, y = layout.metric(piece), on_page.x() - layout.origin, on_page.y() - layout.text_top(piece)
        if layout.form(piece).family != "footnote" or not (0 <= x < metric.indent and 0 <= y < metric.step):
            return None
        back = self._back_from(layout.border.starts[piece])
        return (back, self._mark) if back is not None else None

    def _back_from(self, offset: int) -> int | None:
        """Return the mark of the body that an offset lies in: the one come from, else the first."""
        marks = self.notes.marks_of(offset)
        return self._mark if self._mark in marks else next(iter(marks), None)

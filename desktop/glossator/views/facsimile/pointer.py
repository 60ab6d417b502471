"""The mouse on a facsimile: it selects letters, words and paragraphs, presses tags, and drags a tag's ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from glossator.views.facsimile.view import FacsimileView

#: While a drag is beyond the viewport the pages scroll so often, in milliseconds, by a share of how far it is.
_TICK = 16
_SPEED = 0.25

Span = tuple[int, int]


class Pointer:
    """Follow the mouse over a facsimile."""

    def __init__(self, view: FacsimileView) -> None:
        self._view = view
        self._pressed_at: QPoint | None = None
        self._pressed_tag = ""
        self._unit: Span | None = None  # the word or paragraph that a drag goes on from
        self._by = ""
        self._double_at: QPoint | None = None
        self._last = QPointF()
        self.hovered = ""
        self._scrolling = QTimer(view, interval=_TICK)
        self._scrolling.timeout.connect(self._scroll)
        self._third = QTimer(view, singleShot=True)  # how long a third click makes a paragraph of a word
        self._third.timeout.connect(self._forget_double)

    @property
    def is_pressed(self) -> bool:
        """Tell whether a button is held that selects."""
        return self._pressed_at is not None

    def press(self, event: QMouseEvent) -> None:
        """Begin a selection where the mouse is."""
        view, page = self._view, self._view.page
        offset = view.offset_near(view.on_pages(event.position())) if view.is_placed else None
        if event.button() != Qt.MouseButton.LeftButton or offset is None:
            return
        view.goal = None
        point = event.position().toPoint()
        self._pressed_at, self._pressed_tag, self._last = point, "", event.position()
        if page.reshaping:
            self._extend(offset)
            self._tell_reshaped()
            return
        if self._double_at is not None and _near(point, self._double_at):
            self._forget_double()
            self._select("paragraph", self._paragraph(offset))
            return
        self._by, self._unit = "", None
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extend(offset)
        else:
            page.place_caret(offset, reveal=False)
            under = view.offset_at(view.on_pages(event.position()))
            self._pressed_tag = next(iter(page.tags_at(under)), "") if under is not None else ""

    def double(self, event: QMouseEvent) -> None:
        """Select the word under the mouse; a third click selects its paragraph."""
        view = self._view
        offset = view.offset_at(view.on_pages(event.position())) if view.is_placed else None
        if event.button() != Qt.MouseButton.LeftButton or offset is None or view.page.reshaping:
            return
        self._pressed_at, self._pressed_tag, self._last = event.position().toPoint(), "", event.position()
        self._double_at = self._pressed_at
        self._third.start(QApplication.doubleClickInterval())
        self._select("word", self._word(offset))

    def move(self, event: QMouseEvent) -> None:
        """Drag the selection's end, or hover."""
        self._last = event.position()
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self.hover(event.position())
            return
        if not self._view.viewport().rect().contains(event.position().toPoint()):
            self._scrolling.start()
        else:
            self._scrolling.stop()
        if self._pressed_tag and _near(event.position().toPoint(), self._pressed_at):
            return  # a press on a tag is no selection of one letter because the hand trembled
        self._drag()

    def release(self, event: QMouseEvent) -> None:
        """End a press; one that did not move presses the tag beneath."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        self._scrolling.stop()
        still = _near(event.position().toPoint(), self._pressed_at)
        self._pressed_at = None
        page = self._view.page
        if still and self._pressed_tag and page.selection() is None:
            page.tag_pressed.emit(self._pressed_tag)
        self._view.end_press()

    def hover(self, point: QPointF | None) -> None:
        """Tell which tag is under the mouse, where it changed; None for a mouse that left."""
        view = self._view
        offset = view.offset_at(view.on_pages(point)) if point is not None and view.is_placed else None
        hovered = next(iter(view.page.tags_at(offset)), "") if offset is not None else ""
        shape = Qt.CursorShape.ArrowCursor if offset is None else Qt.CursorShape.IBeamCursor
        if view.viewport().cursor().shape() != shape:
            view.viewport().setCursor(shape)
        if hovered != self.hovered:
            self.hovered = hovered
            view.page.tag_hovered.emit(hovered)

    # Within

    def _scroll(self) -> None:
        """Scroll towards a drag that is beyond the viewport, and go on selecting."""
        rect = self._view.viewport().rect()
        y, x = self._last.y(), self._last.x()
        for bar, away in (
            (self._view.verticalScrollBar(), min(y, 0.0) + max(y - rect.height(), 0.0)),
            (self._view.horizontalScrollBar(), min(x, 0.0) + max(x - rect.width(), 0.0)),
        ):
            if away:
                bar.setValue(bar.value() + (round(_SPEED * away) or (1 if away > 0 else -1)))
        self._drag()

    def _drag(self) -> None:
        rect = self._view.viewport().rect()
        inside = QPointF(
            min(max(self._last.x(), 0.0), rect.width() - 1.0), min(max(self._last.y(), 0.0), rect.height() - 1.0)
        )
        offset = self._view.offset_near(self._view.on_pages(inside))
        if offset is None:
            return
        if self._unit is None:
            self._extend(offset)
        else:
            span = self._word(offset) if self._by == "word" else self._paragraph(offset)
            start, end = min(self._unit[0], span[0]), max(self._unit[1], span[1])
            self._set(end if start < self._unit[0] else start, start if start < self._unit[0] else end)
        self._tell_reshaped()

    def _select(self, by: str, span: Span) -> None:
        self._by, self._unit = by, span
        self._set(*span)

    def _set(self, anchor: int, end: int) -> None:
        """Select quietly from ``anchor`` to ``end``."""
        page = self._view.page
        to_position = page.page_layout.border.to_position
        cursor = QTextCursor(page.document())
        cursor.setPosition(to_position(anchor))
        cursor.setPosition(to_position(end), QTextCursor.MoveMode.KeepAnchor)
        page.keep_scroll(cursor)

    def _extend(self, offset: int) -> None:
        page = self._view.page
        cursor = page.textCursor()
        position = page.page_layout.border.to_position(offset)
        if page.reshaping and position == cursor.anchor():
            return
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        page.keep_scroll(cursor)

    def _tell_reshaped(self) -> None:
        page = self._view.page
        span = page.selection()
        if page.reshaping and span is not None:
            page.end_dragged.emit(*span)

    def _word(self, offset: int) -> Span:
        page = self._view.page
        border = page.page_layout.border
        cursor = QTextCursor(page.document())
        cursor.setPosition(border.to_position(offset))
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        start, end = border.to_offset(cursor.selectionStart()), border.to_offset(cursor.selectionEnd())
        return (start, end) if start < end else (offset, min(offset + 1, len(border.text)))

    def _paragraph(self, offset: int) -> Span:
        border = self._view.page.page_layout.border
        return border.paragraph(border.piece_at(offset))

    def _forget_double(self) -> None:
        self._double_at = None


def _near(one: QPoint, other: QPoint) -> bool:
    return (one - other).manhattanLength() < QApplication.startDragDistance()

"""The pointer on the page: what it hovers over, presses and drags besides the selection, which is Qt's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from glossator.views.page.view import PageView

#: How near to a handle a press must be, in pixels.
_HANDLE_REACH = 9


class Pointer:
    """Follow the mouse over a page."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._pressed_at: QPoint | None = None
        self._pressed_tag = ""
        self._pressed_link = ""
        self._pressed_note = False
        self._dragged: str | None = None
        self.hovered = ""

    def press(self, event: QMouseEvent) -> bool:
        """Take a press that is not the selection's; tell whether it was taken."""
        self.forget_press()
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        point = event.position()
        if self._view.reshaping:
            self._dragged = self._handle_at(point)
            if self._dragged is None:
                # Elsewhere a press moves the end that keys move, as with Shift; the other stays.
                cursor = self._view.textCursor()
                self._dragged = "start" if cursor.position() < cursor.anchor() else "end"
                self._drag_handle(point)
            return True
        modifiers = event.modifiers()
        if modifiers == Qt.KeyboardModifier.NoModifier and self._view.following.is_at(point):
            self._pressed_at, self._pressed_note = point.toPoint(), True
            return True
        offset = self._view.offset_at(point)
        if offset is None:
            return False
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            link = self._view.page_layout.spans.at(offset, "link")
            if link is not None and link.target:
                self._pressed_at, self._pressed_link = point.toPoint(), link.target
                return True
        if modifiers == Qt.KeyboardModifier.NoModifier:
            self._pressed_at = point.toPoint()
            self._pressed_tag = next(iter(self._view.tags_at(offset)), "")
        return False

    def leave_selection(self, event: QMouseEvent) -> None:
        """Let a press inside the selection begin a new one: words are not dragged off the page."""
        cursor = self._view.textCursor()
        if event.button() != Qt.MouseButton.LeftButton or not cursor.hasSelection():
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return
        position = self._view.position_at(event.position())
        if cursor.selectionStart() <= position <= cursor.selectionEnd():
            cursor.setPosition(position)
            self._view.keep_scroll(cursor)

    def trim_paragraph(self, event: QMouseEvent) -> None:
        """Make a third click select the paragraph, whole and without what ends it."""
        cursor = self._view.textCursor()
        border = self._view.page_layout.border
        span = self._view.selection()
        if span is None or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return
        piece = border.piece_at(span[0])
        if span[0] != border.starts[piece] or span[1] <= border.ends[piece] - 1 or span[1] > border.ends[piece] + 1:
            return
        start, end = border.paragraph(piece)
        if (start, end) != span and start < end:
            cursor.setPosition(border.to_position(start))
            cursor.setPosition(border.to_position(end), QTextCursor.MoveMode.KeepAnchor)
            self._view.keep_scroll(cursor)

    def forget_press(self) -> None:
        """Make nothing of a press that became a double click."""
        self._pressed_at, self._pressed_tag, self._pressed_link = None, "", ""
        self._pressed_note = False

    def move(self, event: QMouseEvent) -> bool:
        """Follow a move; tell whether it drags a handle."""
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_handle(event.position())
            return True
        if not event.buttons():
            self.hover(event.position())
        return False

    def release(self, event: QMouseEvent) -> bool:
        """Take a release; tell whether it ends what the press began."""
        if self._dragged is not None:
            self._dragged = None
            return True
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        still = (event.position().toPoint() - pressed).manhattanLength() < QApplication.startDragDistance()
        if self._pressed_note:
            if still:
                self._view.following.press(QPointF(pressed))
            return True
        if self._pressed_link:
            if still:
                self._view.link_pressed.emit(self._pressed_link)
            return True
        if still and self._pressed_tag and not self._view.textCursor().hasSelection():
            self._view.tag_pressed.emit(self._pressed_tag)
        return False

    def hover(self, point: QPointF | None) -> None:
        """Tell which tag is under the pointer, where it changed; None for a pointer that left."""
        offset = self._view.offset_at(point) if point is not None else None
        hovered = next(iter(self._view.tags_at(offset)), "") if offset is not None else ""
        self._set_cursor(point, offset)
        if hovered != self.hovered:
            self.hovered = hovered
            self._view.tag_hovered.emit(hovered)

    def _set_cursor(self, point: QPointF | None, offset: int | None) -> None:
        shape = Qt.CursorShape.IBeamCursor
        controlled = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        on_link = offset is not None and controlled and self._view.page_layout.spans.at(offset, "link") is not None
        if on_link or (point is not None and self._view.following.is_at(point)):
            shape = Qt.CursorShape.PointingHandCursor
        elif point is not None and self._view.reshaping and self._handle_at(point) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)

    def _handle_at(self, point: QPointF) -> str | None:
        reach = _HANDLE_REACH
        cursor = self._view.textCursor()
        ends = (("start", cursor.selectionStart()), ("end", cursor.selectionEnd()))
        for name, position in ends:
            at = QTextCursor(cursor)
            at.setPosition(position)
            rect = QRectF(self._view.cursorRect(at)).adjusted(-reach, -reach, reach, reach)
            if rect.contains(point):
                return name
        return None

    def _drag_handle(self, point: QPointF) -> None:
        cursor = self._view.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        position = self._view.position_at(point)
        fixed = end if self._dragged == "start" else start
        if position == fixed:
            return
        if (position < fixed) != (self._dragged == "start"):
            self._dragged = "start" if position < fixed else "end"
        cursor.setPosition(fixed)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self._view.keep_scroll(cursor)
        span = self._view.selection()
        if span is not None:
            self._view.end_dragged.emit(*span)

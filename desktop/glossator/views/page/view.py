"""The page as its reader uses it: caret, selection, keys, pointer, clipboard and drops; it knows no project."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from glossator.model.codebook import Kind
from glossator.model.document import Content
from glossator.views.page import keys
from glossator.views.page.companion import Companion
from glossator.views.page.copying import mime_of
from glossator.views.page.following import Following
from glossator.views.page.lanes import PageTag
from glossator.views.page.pointer import Pointer
from glossator.views.page.style import PageStyle
from glossator.views.page.tagged import TaggedPage
from glossator.views.theme import Theme

__all__ = ["PageStyle", "PageTag", "PageView"]


class PageView(TaggedPage):
    """Show a content with its tags, to be read, selected and tagged; offsets are code points of its text."""

    caret_moved = Signal(int)
    selected = Signal()  # a selection appeared, changed or went
    tag_hovered = Signal(str)  # the innermost tag's id, "" for none
    tag_pressed = Signal(str)  # pressed and not dragged: the innermost tag's id
    reshaping_changed = Signal(bool)  # whether the selection has handles
    end_dragged = Signal(int, int)  # while reshaping: the new start and end
    files_dropped = Signal(list)  # local paths
    focus_changed = Signal()
    link_pressed = Signal(str)  # Ctrl and a click on a link: its address

    def __init__(
        self, parent: QWidget | None = None, *, theme: Theme | None = None, style: PageStyle | None = None
    ) -> None:
        self._citation: Callable[[int, int], str] | None = None
        self._span_told: tuple[int, int] | None = None
        self.companion: Companion | None = None  # what shows the same text beside the page, or instead of it
        self.reshaping = False
        self.following = Following(self)
        super().__init__(parent, theme=theme, style=style)
        self._pointer = Pointer(self)
        self.setAcceptDrops(True)
        self.setCursorWidth(2)
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._caret_changed)
        self.selectionChanged.connect(self._selection_changed)

    def show_content(self, content: Content, *, kinds: Sequence[Kind], byline: str = "") -> None:
        """Show a content from its beginning; nothing of the former one is kept."""
        self.reshaping = False
        self._span_told = None
        self.following.forget()
        super().show_content(content, kinds=kinds, byline=byline)

    # Caret and selection

    def caret(self) -> int:
        """Return the caret's offset."""
        return self.page_layout.border.to_offset(self.textCursor().position())

    def selection(self) -> tuple[int, int] | None:
        """Return the selection's start and end, None where nothing is selected."""
        cursor = self.textCursor()
        to_offset = self.page_layout.border.to_offset
        start, end = to_offset(cursor.selectionStart()), to_offset(cursor.selectionEnd())
        return (start, end) if start < end else None

    def select(self, start: int, end: int, *, reveal: bool = True) -> None:
        """Select ``start:end``, the caret at its end."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(start))
        cursor.setPosition(self._position(end), QTextCursor.MoveMode.KeepAnchor)
        self.keep_scroll(cursor)
        if reveal:
            self.reveal(start, end)

    def place_caret(self, offset: int, *, reveal: bool = True) -> None:
        """Put the caret before the character at an offset; the selection goes."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(offset))
        self.keep_scroll(cursor)
        if reveal:
            self.reveal(offset, offset)

    def move_caret(self, offset: int, mode: QTextCursor.MoveMode) -> None:
        """Move the caret as a key does: the view follows it."""
        cursor = self.textCursor()
        cursor.setPosition(self._position(offset), mode)
        self.setTextCursor(cursor)

    def keep_scroll(self, cursor: QTextCursor) -> None:
        """Set Qt's cursor without scrolling to it."""
        bar = self.verticalScrollBar()
        with self.scroll.quiet():
            piece, offset = self.page_layout.piece_at(bar.value()), bar.value()
            offset -= self.page_layout.top(piece)
            before = bar.value()
            self.setTextCursor(cursor)
            if bar.value() != before:
                bar.setValue(self.page_layout.top(piece) + offset)
                self.viewport().update()

    def _caret_changed(self) -> None:
        if self._loading:
            return
        self.shown.caret = self.textCursor().position()
        if self.reshaping:
            self._show_handles()
        self.caret_moved.emit(self.caret())

    def _selection_changed(self) -> None:
        span = None if self._loading else self.selection()
        if self.reshaping:
            self._show_handles()
        if span != self._span_told:
            self._span_told = span
            self.selected.emit()

    # What is in view, here or in the companion

    def is_in_view(self, start: int, end: int) -> bool:
        """Tell whether the first line of a span can be read, here or in the companion."""
        if not self.isHidden() and super().is_in_view(start, end):
            return True
        return self.companion is not None and self.companion.is_in_view(start, end)

    def reveal(self, start: int, end: int) -> bool:
        """Bring a span into view where it is not, here and in the companion; tell whether that was needed."""
        moved = super().reveal(start, end)
        return (self.companion is not None and self.companion.reveal(start, end)) or moved

    def go_to(self, offset: int) -> None:
        """Scroll so that an offset stands in the middle, here and in the companion."""
        super().go_to(offset)
        if self.companion is not None:
            self.companion.go_to(offset)

    def set_reshaping(self, on: bool) -> None:
        """Show handles at both ends of the selection, to be moved by keys, clicks and drags."""
        self.reshaping = on
        self._show_handles()
        self.reshaping_changed.emit(on)

    def _show_handles(self) -> None:
        cursor = self.textCursor()
        on = self.reshaping and cursor.hasSelection()
        former = self.shown.handles or ()
        self.shown.handles = (cursor.selectionStart(), cursor.selectionEnd()) if on else None
        for position in {*former, *(self.shown.handles or ()), self.shown.caret}:
            offset = self.page_layout.border.to_offset(position)
            self._repaint_span((max(0, offset - 1), offset + 1))

    # Clipboard, drops, words for a screen reader

    def set_citation(self, cite: Callable[[int, int], str] | None) -> None:
        """Set what copied HTML says of its source, given start and end."""
        self._citation = cite

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy from the source text: Qt's own has stand-ins in it."""
        span = self.selection()
        return mime_of(self.content.text, *span, self._citation) if span is not None else QMimeData()

    def announce(self, text: str) -> None:
        """Have a screen reader say something."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # read late: a start announces nothing

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Welcome files."""
        self._welcome(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        paths = _local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)
        else:
            event.ignore()

    def _welcome(self, event: QDragMoveEvent) -> None:
        if _local_paths(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    # Keys and focus

    def event(self, event: QEvent) -> bool:
        """Let single letters and digits reach the window's shortcuts; keep the keys that move on the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if keys.is_ours(event):
                event.accept()
                return True
            if keys.is_letter(event):
                event.ignore()
                return False
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by paragraphs and pages as the page does, all else as Qt does."""
        if keys.press(self, event):
            event.accept()
            return
        moving = keys.moving_an_end(event) if self.reshaping else event
        super().keyPressEvent(moving)
        event.setAccepted(moving.isAccepted())
        keys.after_qt(self, moving)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the caret takes keys."""
        super().focusInEvent(event)
        self._set_focused(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the caret takes no keys."""
        super().focusOutEvent(event)
        self._set_focused(False)

    def _set_focused(self, focused: bool) -> None:
        self.shown.focused = focused
        self.focus_changed.emit()
        self.viewport().update(self.cursorRect().adjusted(-4, -8, 4, 8))

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a tag, a link or a handle; all else selects."""
        if self._pointer.press(event):
            return
        self._pointer.leave_selection(event)
        super().mousePressEvent(event)
        self._pointer.trim_paragraph(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover over tags, drag a handle or the selection's end."""
        if not self._pointer.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a press."""
        if not self._pointer.release(event):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        self._pointer.forget_press()
        super().mouseDoubleClickEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hover over nothing."""
        super().leaveEvent(event)
        self._pointer.hover(None)


def _local_paths(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]

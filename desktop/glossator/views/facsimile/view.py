"""The facsimile as its reader uses it: scrolled, zoomed, selected in. Caret and selection are the text page's own.

It knows no project. Shown beside the page it leaves the keyboard to it; shown instead, the keyboard is here and what
moves the caret by letters, words and paragraphs goes on to the page.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from glossator.views.facsimile import keys
from glossator.views.facsimile.painter import Painter, Scene
from glossator.views.facsimile.pointer import Pointer
from glossator.views.facsimile.scrolled import STEP, ScrolledPages
from glossator.views.keys import PAGE
from glossator.views.page.keys import is_letter
from glossator.views.page.scroll_bar import PageScrollBar
from glossator.views.page.strokes import fill
from glossator.views.page.view import PageView
from glossator.views.theme import Theme

#: Pixels around a tag that its outline and its lowest underline reach.
_REACH = 14


class FacsimileView(ScrolledPages):
    """Show a book's pages with the tags of the text page that it stands beside."""

    pressed = Signal(int, int)  # the mouse was let go: what is selected now, or the caret
    used = Signal()  # pressed or turned with the mouse

    def __init__(self, page: PageView, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.goal: float | None = None  # where across a page the caret wants to be, in points
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("keys", PAGE)
        self.setAccessibleName("The pages of the document")
        self.setVerticalScrollBar(PageScrollBar(on_ground(page.colours), self))
        self.verticalScrollBar().setSingleStep(STEP)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self._painter = Painter(page.colours)
        self._pointer = Pointer(self)
        self._hear_page()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._painter.theme = theme
        bar = self.verticalScrollBar()
        if isinstance(bar, PageScrollBar):
            bar.colours = on_ground(theme)
            bar.update()
        self.viewport().update()

    # What the text page shows anew

    def _hear_page(self) -> None:
        page = self.page
        for signal in (page.tags_replaced, page.hits_changed, page.selected, page.content_changed):
            signal.connect(self.viewport().update)
        page.repainted.connect(self._repaint)
        page.caret_moved.connect(self._caret_moved)
        page.focus_changed.connect(lambda: self.viewport().update())

    def _repaint(self, start: int, end: int) -> None:
        """Paint the lines of a passage anew, where they are in view."""
        for rect in self.rects(start, end):
            across = QRectF(0, rect.top(), self.viewport().width(), rect.height())
            self.viewport().update(across.toAlignedRect().adjusted(0, -_REACH, 0, _REACH))

    def _caret_moved(self, offset: int) -> None:
        if self.isHidden():
            return
        self.viewport().update()
        if not self._pointer.is_pressed and self.page.hasFocus() and not self.page.isHidden():
            with self.quiet():
                self.reveal(offset, offset)

    def scene(self) -> Scene:
        """Return what is painted besides tags."""
        page = self.page
        focused = self.hasFocus() or page.hasFocus()
        caret = page.caret() if self.is_placed else None
        return Scene(caret, page.selection(), page.reshaping, focused, self.labels)

    # What Qt sends

    def sizeHint(self) -> QSize:
        """Ask for as much as the page beside."""
        return QSize(600, 800)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the pages in view."""
        painter = QPainter(self.viewport())
        fill(painter, event.rect(), self._painter.theme.ground)
        if self.book is None:
            return
        left, top = self.horizontalScrollBar().value(), self.top
        painter.translate(-left, -top)
        clip = QRectF(event.rect()).translated(left, top)
        self._painter.paint(painter, clip, self.pages, book=self.book, shown=self.page.shown, scene=self.scene())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width."""
        super().resizeEvent(event)
        self._lay()

    def showEvent(self, event: QEvent) -> None:
        """Want the pages that are seen now."""
        super().showEvent(event)
        self._want()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is on the screen."""
        self.viewport().scroll(dx, dy)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom."""
        self.used.emit()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let single letters and digits reach the window's shortcuts; keep the keys that move here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if keys.is_ours(event):
                event.accept()
                return True
            if is_letter(event):
                event.ignore()
                return False
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._want()
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by lines and pages as they are printed, by all else as the text page does."""
        if keys.press(self, event):
            event.accept()
            return
        self.goal = None
        before = self.page.caret()
        self.page.keyPressEvent(event)
        if self.page.caret() != before:
            self.reveal(self.page.caret(), self.page.caret())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the caret takes keys."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the caret takes no keys."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, or press a tag."""
        self.used.emit()
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the selection's end, or hover over tags."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a press."""
        self._pointer.release(event)

    def end_press(self) -> None:
        """Show in the text beside, too, what was selected or pressed here."""
        if not self.page.isHidden():
            span = self.page.selection() or (self.page.caret(), self.page.caret())
            self.pressed.emit(*span)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        self._pointer.double(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hover over nothing."""
        super().leaveEvent(event)
        self._pointer.hover(None)


def on_ground(theme: Theme) -> Theme:
    """Return the colours of a bar that lies on the window's ground."""
    return replace(theme, paper=theme.ground)

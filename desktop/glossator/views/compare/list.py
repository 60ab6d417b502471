"""The list of differences: the one that is looked at lies open; keys and the pointer choose."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from glossator.views.compare.cards import DifferenceDelegate, DifferencesModel
from glossator.views.keys import COMPARE
from glossator.views.panel.lazy_view import LazyView

_MOVES = {
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
    Qt.Key.Key_Home: QAbstractItemView.CursorAction.MoveHome,
    Qt.Key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
}


class DifferenceList(LazyView):
    """Show the differences."""

    chosen = Signal(str)

    def __init__(self, differences: DifferencesModel, delegate: DifferenceDelegate, parent: QWidget) -> None:
        super().__init__(differences, parent)
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setProperty("keys", COMPARE)
        self.setAccessibleName("Differences")
        self._heights.estimate = delegate.estimated_height()
        self.begin()

    def measure_anew(self) -> None:
        """Lay all out anew."""
        self._heights.estimate = self._delegate.estimated_height()
        super().measure_anew()

    def open_card(self, id_: str) -> None:
        """Open a difference's card and bring it into view with the least scrolling."""
        former = self.cards.place(self._delegate.current) if self._delegate.current else -1
        row = self.cards.place(id_) if id_ else -1
        anchor = self._anchor_at(row) if row >= 0 and self._in_view(row) else self._anchor()
        self._delegate.current = id_
        for changed in (former, row):
            if 0 <= changed < len(self._heights):
                self._heights.forget(changed)
        self.setCurrentIndex(self.cards.index(row) if row >= 0 else QModelIndex())
        self._restore(anchor)
        if row >= 0:
            self.reveal(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards in view."""
        painter = QPainter(self.viewport())
        if len(self._heights):
            self._settle()
            for row in self._rows_between(event.rect().top(), event.rect().bottom()):
                option = QStyleOptionViewItem()
                option.rect = self._rect(row)
                if self.hasFocus():
                    option.state |= QStyle.StateFlag.State_HasFocus
                self._delegate.paint(painter, option, self.cards.index(row))
        painter.end()

    def reset(self) -> None:
        """Begin anew after the model was reset."""
        self._delegate.forget()
        super().reset()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.measure_anew()
        else:
            self.updateGeometries()
            self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the cards, settled ones too."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        index = self.moveCursor(move, event.modifiers())
        if index.isValid():
            self.chosen.emit(self.cards.id_at(index.row()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at the difference that is pressed."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.chosen.emit(self.cards.id_at(index.row()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the list has the keyboard."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it has not."""
        super().focusOutEvent(event)
        self.viewport().update()

    # Within

    def _forget(self, row: int) -> None:
        self._delegate.forget(self.cards.id_at(row))
        super()._forget(row)

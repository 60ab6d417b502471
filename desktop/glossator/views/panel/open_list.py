"""A list of cards of which one lies open: keys and the pointer choose, what is in view keeps its place."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from glossator.views.panel.lazy_view import LazyView
from glossator.views.panel.model import CardsModel

_MOVES = {
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
    Qt.Key.Key_Home: QAbstractItemView.CursorAction.MoveHome,
    Qt.Key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
}


class OpenDelegate(Protocol):
    """Paint cards, the one with the id ``current`` open, and keep what was laid out of each until it is forgotten."""

    current: str

    def forget(self, id_: str) -> None:
        """Lay a card out anew when it is painted next."""


class OpenList(LazyView):
    """Show cards, one of them open."""

    chosen = Signal(str)  # a card was clicked or walked to

    def __init__(self, cards: CardsModel, delegate: OpenDelegate, parent: QWidget) -> None:
        super().__init__(cards, parent)
        self._delegate = delegate
        self._ground = QColor()
        # The ground is ours: else Qt paints what lies under the list, up to the window, whenever a card changes.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setItemDelegate(delegate)

    def set_ground(self, ground: QColor) -> None:
        """Paint on this colour."""
        self._ground = ground

    def open_card(self, id_: str) -> None:
        """Open a card, or none, and bring it into view with the least scrolling."""
        row = self.cards.place(id_) if id_ else -1
        anchor = self._anchor_at(row) if row >= 0 and self._in_view(row) else self._anchor()
        former = self.cards.place(self._delegate.current) if self._delegate.current else -1
        self._delegate.current = id_
        for changed in (former, row):
            if 0 <= changed < len(self._heights):
                self._heights.forget(changed)
        self.setCurrentIndex(self.cards.index(row) if row >= 0 else QModelIndex())
        self._restore(anchor)
        if row >= 0:
            self.reveal(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards in view; with the keyboard here the current one, or else the list, has a ring."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._ground)
        if len(self._heights):
            self._settle()
            current = self.currentIndex().row()
            for row in self._rows_between(event.rect().top(), event.rect().bottom()):
                option = QStyleOptionViewItem()
                option.rect = self._rect(row)
                if self.hasFocus() and row == current:
                    option.state |= QStyle.StateFlag.State_HasFocus
                self.itemDelegate().paint(painter, option, self.cards.index(row))
        if self.hasFocus() and not self.currentIndex().isValid():
            painter.setPen(QPen(self.palette().link().color(), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.measure_anew()
        else:
            self.updateGeometries()
            self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard has gone."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the card under the pointer."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.chosen.emit(self.cards.id_at(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the cards; every other key is somebody else's."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        index = self.moveCursor(move, event.modifiers())
        if index.isValid():
            self.chosen.emit(self.cards.id_at(index.row()))

    def _forget(self, row: int) -> None:
        self._delegate.forget(self.cards.id_at(row))
        super()._forget(row)

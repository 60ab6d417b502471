"""The list of cards: the current one lies open, with the form over it; keys and the pointer choose."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from glossator.views.panel.delegate import CardDelegate, estimated_height
from glossator.views.panel.lazy_view import LazyView
from glossator.views.panel.model import CardsModel
from glossator.views.panel.style import Style

_MOVES = {
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
    Qt.Key.Key_Home: QAbstractItemView.CursorAction.MoveHome,
    Qt.Key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
}

#: Space left around a part of the open card that is brought into view.
AROUND = 10


class CardList(LazyView):
    """Show the cards; ``form`` is laid over the card of the current tag."""

    chosen = Signal(str)  # a card was clicked or walked to
    entered = Signal()  # Enter on a card
    hovered = Signal(str)
    moved = Signal()  # the open card lies elsewhere in the window

    def __init__(self, cards: CardsModel, delegate: CardDelegate, form: QWidget, parent: QWidget) -> None:
        super().__init__(cards, parent)
        self._delegate = delegate
        self._form = form
        form.setParent(self.viewport())
        form.hide()
        self._ground = QColor()
        # The ground is ours: else Qt paints what lies under the list, up to the window, whenever a card changes.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setItemDelegate(delegate)
        self.setProperty("keys", "cards")
        self.setMouseTracking(True)
        self.setAccessibleName("Tags")
        self.begin()

    # What the panel asks

    def set_style(self, style: Style) -> None:
        """Measure everything anew in another style."""
        self._ground = style.theme.panel
        self._heights.estimate = estimated_height(style)
        self.verticalScrollBar().setSingleStep(style.line_step)
        self.measure_anew()

    def open_card(self, id_: str) -> None:
        """Open a tag's card, or none, and bring it into view with the least scrolling."""
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

    def refit(self) -> None:
        """Give the open card the room that its fields want now; its top keeps its place."""
        row = self.cards.place(self._delegate.current)
        if row >= 0:
            self._heights.forget(row)
            self._restore(self._anchor_at(row) if self._in_view(row) else self._anchor())

    def reveal_part(self, part: QRect) -> None:
        """Scroll a part of the open card into view, in the form's own pixels."""
        top = self._form.geometry().top() + part.top() - AROUND
        below = self._form.geometry().top() + part.bottom() + AROUND - self.viewport().height()
        if top < 0:
            self.scroll_to(self.verticalScrollBar().value() + top)
        elif below > 0:
            self.scroll_to(self.verticalScrollBar().value() + below)

    def repaint_card(self, id_: str) -> None:
        """Paint a tag's card again where it is in view."""
        row = self.cards.place(id_) if id_ else -1
        if 0 <= row < len(self._heights):
            self.viewport().update(self._rect(row))

    # Events

    def reset(self) -> None:
        """Begin anew after the model was reset; the open card stays open where it is shown."""
        super().reset()
        self.open_card(self._delegate.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._delegate.form_height = self._form.height_at(self._form_width())  # type: ignore[attr-defined]
            self.measure_anew()
        else:
            self.updateGeometries()
            self._settle()

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
                self._delegate.paint(painter, option, self.cards.index(row))
        if self.hasFocus() and not self.currentIndex().isValid():
            painter.setPen(QPen(self.palette().link().color(), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

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

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the first empty field of the card."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.entered.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which card is under the pointer."""
        index = self.indexAt(event.position().toPoint())
        self.hovered.emit(self.cards.id_at(index.row()) if index.isValid() else "")

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that no card is under the pointer any more."""
        self.hovered.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the cards; every other key is somebody else's."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            index = self.moveCursor(move, event.modifiers())
            if index.isValid():
                self.chosen.emit(self.cards.id_at(index.row()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            event.ignore()

    # Within

    def _forget(self, row: int) -> None:
        self._delegate.forget(self.cards.id_at(row))
        super()._forget(row)

    def _form_width(self) -> int:
        return self._delegate.inner(self.viewport().width())

    def _restored(self) -> None:
        """Lay the form over the open card, wherever that is now."""
        row = self.cards.place(self._delegate.current) if self._delegate.current else -1
        card = self._delegate.card(self._delegate.current, self.viewport().width()) if row >= 0 else None
        if card is None:
            self._form.hide()
            return
        left, top = self._delegate.fields_place(self._rect(row), card)
        self._form.setGeometry(left, top, self._form_width(), self._delegate.form_height)
        self._form.show()
        self.moved.emit()

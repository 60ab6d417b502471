"""The list of cards: the current one lies open, with the form over it; keys and the pointer choose."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QMoveEvent
from PySide6.QtWidgets import QWidget

from glossator.views.panel.delegate import CardDelegate, estimated_height
from glossator.views.panel.model import CardsModel
from glossator.views.panel.open_list import OpenList
from glossator.views.panel.style import Style

#: Space left around a part of the open card that is brought into view.
AROUND = 10


class CardList(OpenList):
    """Show the cards; ``form`` is laid over the card of the current tag."""

    entered = Signal()  # Enter on a card
    hovered = Signal(str)
    moved = Signal()  # the open card lies elsewhere in the window

    def __init__(self, cards: CardsModel, delegate: CardDelegate, form: QWidget, parent: QWidget) -> None:
        super().__init__(cards, delegate, parent)
        self._form = form
        form.setParent(self.viewport())
        form.hide()
        self.setProperty("keys", "cards")
        self.setMouseTracking(True)
        self.setAccessibleName("Tags")
        self.begin()

    # What the panel asks

    def set_style(self, style: Style) -> None:
        """Measure everything anew in another style."""
        self.set_ground(style.theme.panel)
        self._heights.estimate = estimated_height(style)
        self.verticalScrollBar().setSingleStep(style.line_step)
        self.measure_anew()

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

    def measure_anew(self) -> None:
        """Forget all heights; the open card has the room that its fields want at this width."""
        self._delegate.form_height = self._form.height_at(self._form_width())  # type: ignore[attr-defined]
        super().measure_anew()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Tell that the open card lies elsewhere: what stands above the list takes another room."""
        super().moveEvent(event)
        self.moved.emit()

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
        """Open the first empty field of the card by Enter, else walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    # Within

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

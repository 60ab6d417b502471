"""The list of cards: an item view that measures only what it shows.

A row that was never near the viewport has an estimated height. What the reader looks at keeps its
place while heights become exact, rows come and go, and a card opens.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from glossator.views.panel.delegate import CardDelegate, estimated_height
from glossator.views.panel.heights import Heights
from glossator.views.panel.model import CardsModel
from glossator.views.panel.style import Style

Index = QModelIndex | QPersistentModelIndex

#: Rows are measured this far beyond the viewport, as a share of its height.
AHEAD = 0.5


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Remember which row lies where: its tag's id and its top's distance from the viewport's."""

    id: str
    y: int


class CardList(QAbstractItemView):
    """Show the cards; ``form`` is laid over the card of the current tag."""

    chosen = Signal(str)  # a card was clicked or walked to
    entered = Signal()  # Enter on a card
    hovered = Signal(str)

    def __init__(self, cards: CardsModel, delegate: CardDelegate, form: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = cards
        self._delegate = delegate
        self._form = form
        self._heights = Heights()
        self._restoring = False
        self._kept: _Anchor | None = None
        form.setParent(self.viewport())
        form.hide()
        self.setProperty("keys", "cards")
        self.setModel(cards)
        self.setItemDelegate(delegate)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName("Tags")
        for about_to in (cards.rowsAboutToBeInserted, cards.rowsAboutToBeMoved, cards.layoutAboutToBeChanged):
            about_to.connect(self._remember)
        cards.rowsMoved.connect(self._rows_moved)
        cards.layoutChanged.connect(self._layout_changed)
        cards.rowsRemoved.connect(self._rows_removed)

    # What the panel asks

    def set_style(self, style: Style) -> None:
        """Measure everything anew in another style."""
        self._heights.estimate = estimated_height(style)
        self.verticalScrollBar().setSingleStep(style.line_step)
        self.measure_anew()

    def measure_anew(self) -> None:
        """Forget all heights; what is shown keeps its place."""
        anchor = self._anchor()
        self._heights.reset(self.cards.rowCount())
        self._restore(anchor)

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
        if row < 0:
            return
        self._heights.forget(row)
        self._restore(self._anchor_at(row) if self._in_view(row) else self._anchor())

    def reveal(self, row: int, *, at_top: bool = False) -> None:
        """Scroll a row into view, no further than needed; to the top where asked."""
        self._measure(row, row)
        top, height = self._heights.top(row), self._heights.height(row)
        page, value = self.viewport().height(), self.verticalScrollBar().value()
        if at_top or top < value or height > page:
            self._scroll(top)
        elif top + height > value + page:
            self._scroll(top + height - page)

    def reveal_part(self, row: int, part: QRect) -> None:
        """Scroll a part of the open card into view, in the form's own pixels."""
        below = self._form.geometry().top() + part.bottom() + 10 - self.viewport().height()
        above = self._form.geometry().top() + part.top() - 10
        if above < 0:
            self._scroll(self.verticalScrollBar().value() + above)
        elif below > 0:
            self._scroll(self.verticalScrollBar().value() + below)

    def card_changed(self, id_: str) -> None:
        """Measure and paint a tag's card anew."""
        row = self.cards.place(id_)
        if 0 <= row < len(self._heights):
            self._heights.forget(row)
            self._settle()
            self.viewport().update()

    def repaint_card(self, id_: str) -> None:
        """Paint a tag's card again where it is in view."""
        row = self.cards.place(id_) if id_ else -1
        if 0 <= row < len(self._heights):
            self.viewport().update(self._rect(row))

    @property
    def measured(self) -> int:
        """Return how many rows have an exact height."""
        return sum(self._heights.is_measured(row) for row in range(len(self._heights)))

    # QAbstractItemView's side

    def visualRect(self, index: Index) -> QRect:
        """Return where a card lies in the viewport."""
        if not index.isValid() or index.row() >= len(self._heights):
            return QRect()
        return self._rect(index.row())

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a card into view."""
        if index.isValid() and index.row() < len(self._heights):
            self.reveal(index.row(), at_top=hint == QAbstractItemView.ScrollHint.PositionAtTop)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the card at a point of the viewport."""
        y = point.y() + self.verticalScrollBar().value()
        if y < 0 or y >= self._heights.total:
            return QModelIndex()
        return self.cards.index(self._heights.row_at(y))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the card that a key leads to from the current one."""
        last = self.cards.rowCount() - 1
        here = self.currentIndex().row()
        if here < 0:
            here = self._heights.row_at(self.verticalScrollBar().value())
            return self.cards.index(here) if last >= 0 else QModelIndex()
        moves = QAbstractItemView.CursorAction
        page = max(1, self.viewport().height() // max(1, self._heights.estimate) - 1)
        steps = {
            moves.MoveUp: here - 1,
            moves.MovePrevious: here - 1,
            moves.MoveDown: here + 1,
            moves.MoveNext: here + 1,
            moves.MovePageUp: here - page,
            moves.MovePageDown: here + page,
            moves.MoveHome: 0,
            moves.MoveEnd: last,
        }
        return self.cards.index(max(0, min(last, steps.get(action, here))))

    def horizontalOffset(self) -> int:
        """Return 0: cards are as wide as the list."""
        return 0

    def verticalOffset(self) -> int:
        """Return how far the list is scrolled."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        """Return False: what is hidden is not in the model."""
        return False

    def setSelection(self, rect: QRect, command: object) -> None:
        """Select nothing by dragging."""

    def visualRegionForSelection(self, selection: object) -> QRegion:
        """Return nothing: the current card has its own outline."""
        return QRegion()

    def reset(self) -> None:
        """Begin anew after the model was reset."""
        super().reset()
        self._heights.reset(self.cards.rowCount())
        self._restore(None)
        self.open_card(self._delegate.current)

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Make room for rows; what is in view stays where it is."""
        self._heights.insert(start, end - start + 1)
        super().rowsInserted(parent, start, end)
        self._restore(self._kept)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """Remember what is in view before rows go."""
        super().rowsAboutToBeRemoved(parent, start, end)
        self._kept = self._anchor(apart_from=(start, end))

    def dataChanged(self, first: Index, last: Index, roles: object = ()) -> None:
        """Measure changed rows anew."""
        anchor = self._anchor()
        for row in range(first.row(), last.row() + 1):
            self._delegate.forget(self.cards.id_at(row))
            self._heights.forget(row)
        self._restore(anchor)

    def updateGeometries(self) -> None:
        """Fit the scroll bar to the heights."""
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, self._heights.total - self.viewport().height()))
        super().updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Show other rows after scrolling."""
        if not self._restoring:
            self._settle()
        self._place_form()
        self.viewport().update()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._delegate.form_height = self._form_height()
            self.measure_anew()
        else:
            self.updateGeometries()
            self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards in view."""
        if not len(self._heights):
            return
        self._settle()
        painter = QPainter(self.viewport())
        for row in self._rows_between(event.rect().top(), event.rect().bottom()):
            option = QStyleOptionViewItem()
            option.rect = self._rect(row)
            self._delegate.paint(painter, option, self.cards.index(row))
        if self.hasFocus() and not self.currentIndex().isValid():
            painter.setPen(self.palette().highlight().color())
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

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
        moves = {
            Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
            Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
            Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
            Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
            Qt.Key.Key_Home: QAbstractItemView.CursorAction.MoveHome,
            Qt.Key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
        }
        key = Qt.Key(event.key())
        if key in moves and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            index = self.moveCursor(moves[key], event.modifiers())
            if index.isValid():
                self.chosen.emit(self.cards.id_at(index.row()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            event.ignore()

    # Within

    def _rect(self, row: int) -> QRect:
        top = self._heights.top(row) - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._heights.height(row))

    def _rows_between(self, top: int, bottom: int) -> range:
        value = self.verticalScrollBar().value()
        return range(max(0, self._heights.row_at(top + value)), self._heights.row_at(bottom + value) + 1)

    def _in_view(self, row: int) -> bool:
        rect = self._rect(row)
        return rect.bottom() > 0 and rect.top() < self.viewport().height()

    def _anchor(self, *, apart_from: tuple[int, int] = (-1, -1)) -> _Anchor | None:
        """Remember the first row that begins in view, else the one at the top."""
        for row in self._rows_between(0, self.viewport().height()):
            if apart_from[0] <= row <= apart_from[1] or row >= len(self._heights):
                continue
            anchor = self._anchor_at(row)
            if anchor.y >= 0 or row == self._heights.row_at(
                self.verticalScrollBar().value() + self.viewport().height()
            ):
                return anchor
        return None

    def _anchor_at(self, row: int) -> _Anchor:
        return _Anchor(self.cards.id_at(row), self._rect(row).top())

    def _restore(self, anchor: _Anchor | None) -> None:
        """Measure what is in view and put the anchor where it was."""
        self._restoring = True
        row = self.cards.place(anchor.id) if anchor else -1
        for _ in range(2):  # measuring the rows above may move them: the second time they are exact
            if row >= 0 and anchor is not None:
                self._measure_around(self._heights.top(row) - anchor.y)
                self.updateGeometries()
                self.verticalScrollBar().setValue(self._heights.top(row) - anchor.y)
            else:
                self._measure_around(self.verticalScrollBar().value())
                self.updateGeometries()
        self._restoring = False
        self._place_form()
        self.viewport().update()

    def _settle(self) -> None:
        """Measure the rows near the viewport; the first that begins in view keeps its place."""
        value, page = self.verticalScrollBar().value(), self.viewport().height()
        near = range(
            max(0, self._heights.row_at(round(value - AHEAD * page))),
            self._heights.row_at(round(value + (1 + AHEAD) * page)) + 1,
        )
        if any(not self._heights.is_measured(row) for row in near):
            self._restore(self._anchor())

    def _measure_around(self, value: int) -> None:
        page = self.viewport().height()
        if len(self._heights):
            first = max(0, self._heights.row_at(round(value - AHEAD * page)))
            end = value + round((1 + AHEAD) * page)
            row, top = first, self._heights.top(first)
            while row < len(self._heights) and top < end:
                self._measure(row, row)
                top += self._heights.height(row)
                row += 1

    def _measure(self, first: int, last: int) -> None:
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, self.viewport().width(), 0)
        for row in range(first, last + 1):
            if not self._heights.is_measured(row):
                hint = self._delegate.sizeHint(option, self.cards.index(row))
                self._heights.set(row, hint.height() or self._heights.estimate)

    def _scroll(self, value: int) -> None:
        self.updateGeometries()
        self.verticalScrollBar().setValue(value)

    def _form_height(self) -> int:
        return self._form.height_at(self._form_width())  # type: ignore[attr-defined,no-any-return]

    def _form_width(self) -> int:
        return self._delegate.inner(self.viewport().width())

    def _place_form(self) -> None:
        """Lay the form over the open card."""
        row = self.cards.place(self._delegate.current) if self._delegate.current else -1
        card = self._delegate.card(self._delegate.current, self.viewport().width()) if row >= 0 else None
        if card is None:
            self._form.hide()
            return
        rect = self._rect(row)
        left, top = self._delegate.fields_place(rect, card)
        self._form.setGeometry(left, top, self._form_width(), self._delegate.form_height)
        self._form.show()

    def _rows_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        self._heights.remove(range(first, last + 1))
        self._restore(self._kept)

    def _rows_moved(self, parent: QModelIndex, first: int, last: int, to: QModelIndex, row: int) -> None:
        self._heights.remove([first])
        self._heights.insert(row if row < first else row - 1)
        self._restore(self._kept)

    def _layout_changed(self) -> None:
        self._heights.reset(self.cards.rowCount())
        self._restore(self._kept)

    def _remember(self) -> None:
        """Remember what is in view before the model changes."""
        self._kept = self._anchor()

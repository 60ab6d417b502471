"""An item view of one column that measures only the rows near its viewport.

A row that was never near has an estimated height. What the reader looks at keeps its place while
heights become exact and rows come and go.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from glossator.views.panel.heights import Heights
from glossator.views.panel.model import CardsModel

Index = QModelIndex | QPersistentModelIndex

#: Rows are measured this far beyond the viewport, as a share of its height.
AHEAD = 0.5


@dataclass(frozen=True, slots=True)
class Anchor:
    """Remember which row lies where: its tag's id and its top's distance from the viewport's."""

    id: str
    y: int


class LazyView(QAbstractItemView):
    """Keep rows where they are seen; the item delegate says how high each is."""

    def __init__(self, cards: CardsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards = cards
        self._heights = Heights()
        self._restoring = False
        self._kept: Anchor | None = None
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAutoScroll(False)

    def begin(self) -> None:
        """Show the model's rows from now on."""
        cards = self.cards
        self.setModel(cards)
        for about_to in (cards.rowsAboutToBeInserted, cards.rowsAboutToBeMoved, cards.layoutAboutToBeChanged):
            about_to.connect(self._remember)
        cards.rowsMoved.connect(self._rows_moved)
        cards.layoutChanged.connect(self._layout_changed)
        cards.rowsRemoved.connect(self._rows_removed)

    def measure_anew(self) -> None:
        """Forget all heights; what is shown keeps its place."""
        anchor = self._anchor()
        self._heights.reset(self.cards.rowCount())
        self._restore(anchor)

    def reveal(self, row: int, *, at_top: bool = False) -> None:
        """Scroll a row into view, no further than needed; to the top where asked."""
        self._measure(row)
        rect, page = self._rect(row), self.viewport().height()
        if at_top or rect.top() < 0 or rect.height() > page:
            self._restore(Anchor(self.cards.id_at(row), 0))
        elif rect.bottom() >= page:
            self._restore(Anchor(self.cards.id_at(row), page - rect.height()))

    def scroll_to(self, value: int) -> None:
        """Scroll to a place, as far as the rows reach."""
        self.updateGeometries()
        self.verticalScrollBar().setValue(value)

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
        """Return the card that a key leads to from the current one, the first in view where none is current."""
        last = self.cards.rowCount() - 1
        here = self.currentIndex().row()
        if last < 0:
            return QModelIndex()
        if here < 0:
            return self.cards.index(self._heights.row_at(self.verticalScrollBar().value()))
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
            self._forget(row)
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
        self._restored()
        self.viewport().update()

    # For the list

    def _forget(self, row: int) -> None:
        """Have a row measured again."""
        self._heights.forget(row)

    def _restored(self) -> None:
        """Follow after rows have moved in the viewport."""

    def _rect(self, row: int) -> QRect:
        top = self._heights.top(row) - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._heights.height(row))

    def _rows_between(self, top: int, bottom: int) -> range:
        value = self.verticalScrollBar().value()
        return range(max(0, self._heights.row_at(top + value)), self._heights.row_at(bottom + value) + 1)

    def _in_view(self, row: int) -> bool:
        rect = self._rect(row)
        return rect.bottom() > 0 and rect.top() < self.viewport().height()

    def _anchor(self, *, apart_from: tuple[int, int] = (-1, -1)) -> Anchor | None:
        """Remember the first row that begins in view, else the one that fills it."""
        rows = self._rows_between(0, self.viewport().height())
        for row in rows:
            if apart_from[0] <= row <= apart_from[1] or row >= len(self._heights):
                continue
            anchor = self._anchor_at(row)
            if anchor.y >= 0 or row == rows[-1]:
                return anchor
        return None

    def _anchor_at(self, row: int) -> Anchor:
        return Anchor(self.cards.id_at(row), self._rect(row).top())

    def _restore(self, anchor: Anchor | None) -> None:
        """Measure what is in view and put the anchor where it was."""
        self._restoring = True
        row = self.cards.place(anchor.id) if anchor else -1
        for _ in range(2):  # measuring the rows above may move them: the second time they are exact
            if row >= 0 and anchor is not None:
                all_exact = self._measure_around(self._heights.top(row) - anchor.y)
                self.updateGeometries()
                self.verticalScrollBar().setValue(self._heights.top(row) - anchor.y)
            else:
                all_exact = self._measure_around(self.verticalScrollBar().value())
                self.updateGeometries()
            if all_exact:
                break
        self._restoring = False
        self._restored()
        self.viewport().update()

    def _settle(self) -> None:
        """Measure the rows near the viewport; the first that begins in view keeps its place."""
        value, page = self.verticalScrollBar().value(), self.viewport().height()
        first = max(0, self._heights.row_at(round(value - AHEAD * page)))
        last = self._heights.row_at(round(value + (1 + AHEAD) * page))
        if not all(self._heights.is_measured(row) for row in range(first, last + 1)):
            self._restore(self._anchor())

    def _measure_around(self, value: int) -> bool:
        """Measure the rows in and near a viewport that begins at a place; tell whether all were exact already."""
        page, all_exact = self.viewport().height(), True
        if len(self._heights):
            row = max(0, self._heights.row_at(round(value - AHEAD * page)))
            top, end, rows = self._heights.top(row), value + round((1 + AHEAD) * page), len(self._heights)
            while row < rows and top < end:
                height, exact = self._heights.look(row)
                if not exact:
                    height, all_exact = self._measure(row), False
                top += height
                row += 1
        return all_exact

    def _measure(self, row: int) -> int:
        """Measure a row where its height is an estimate, and return it."""
        height, exact = self._heights.look(row)
        if exact:
            return height
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, self.viewport().width(), 0)
        hint = self.itemDelegate().sizeHint(option, self.cards.index(row))
        self._heights.set(row, hint.height() or self._heights.estimate)
        return hint.height() or self._heights.estimate

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

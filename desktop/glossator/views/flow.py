"""A layout that puts widgets beside one another and goes on below where the width ends, so that none is hidden."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class FlowLayout(QLayout):
    """Lay items out in rows; what is hidden takes no room. ``gap`` is in pixels, beside and between rows."""

    def __init__(self, gap: int, margins: QMargins) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(margins)

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item last."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, at: int) -> QLayoutItem | None:
        """Return an item, None where there is none."""
        return self._items[at] if 0 <= at < len(self._items) else None

    def takeAt(self, at: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(at) if 0 <= at < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the rows need at a width."""
        return self._placed(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put the items into their places."""
        super().setGeometry(rect)
        self._placed(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return self._with_margins(QSize(width, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _placed(self, rect: QRect, *, move: bool) -> int:
        """Go through the rows, put the items where asked to, and return the height of all."""
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        rows: list[list[tuple[QLayoutItem, QSize, int]]] = [[]]
        x = room.x()
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > room.x() and x + size.width() > room.x() + room.width():
                rows.append([])
                x = room.x()
            rows[-1].append((item, size, x))
            x += size.width() + self._gap
        y = room.y()
        for row in rows:
            height = max((size.height() for _, size, _ in row), default=0)
            for item, size, left in row if move else ():
                item.setGeometry(QRect(QPoint(left, y + (height - size.height()) // 2), size))
            y += height + self._gap
        return y - self._gap - rect.y() + margins.bottom()

"""The outline: the headings and sections of the shown text as a quiet list that follows the place and leads there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from glossator.text.paragraphs import Section
from glossator.views.desk import Desk
from glossator.views.headings import heading
from glossator.views.keys import OTHER
from glossator.views.page.view import PageView
from glossator.views.theme import Theme

Index = QModelIndex | QPersistentModelIndex

DEPTH = Qt.ItemDataRole.UserRole

#: How far a heading is set in for each one that it lies under, and the most levels that are told apart, in pixels.
INDENT, DEEPEST = 13, 6

#: From the region's side to the words, and what a row is higher than its words, in pixels.
SIDE, PADDING = 17, 9

#: A heading that is gone to stands so far below the page's upper edge, in pixels.
BELOW_TOP = 30.0


@dataclass(frozen=True, slots=True)
class Entry:
    """Describe one line of the outline."""

    title: str
    start: int
    depth: int


def entries_of(sections: Sequence[Section]) -> list[Entry]:
    """List the sections that have a title, each under those around it that have one."""
    depths: list[int] = []
    found = []
    for section in sections:
        depth = depths[section.outer] if section.outer is not None else 0
        if section.title:
            found.append(Entry(section.title, section.start, depth))
        depths.append(depth + bool(section.title))
    return found


class OutlineModel(QAbstractListModel):
    """List the entries of an outline."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self._starts: list[int] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Take the outline of another text."""
        self.beginResetModel()
        self.entries, self._starts = entries, [entry.start for entry in entries]
        self.endResetModel()

    def row_at(self, offset: int) -> int:
        """Return the row of the innermost entry that an offset lies under, -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Count the entries."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an entry's title or depth."""
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}, level {entry.depth + 1}"
        return entry.depth if role == DEPTH else None


class OutlineDelegate(QStyledItemDelegate):
    """Paint an entry, set in by its depth; the one that the reader is at stands out."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self.theme = theme
        self.here = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of one line."""
        return QSize(0, QFontMetrics(option.font).height() + PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry."""
        theme, rect, is_here = self.theme, option.rect, index.row() == self.here
        painter.save()
        if is_here:
            painter.fillRect(rect, theme.paper if not theme.dark else theme.line)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.ground)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.accent if is_here else theme.dim, 1))
            painter.drawRect(QRectF(rect).adjusted(4.5, 0.5, -3.5, -1.5))
        depth = min(int(index.data(DEPTH)), DEEPEST)
        font = QFont(option.font)
        if depth == 0:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.ink if is_here or depth == 0 else theme.dim)
        room = rect.adjusted(SIDE + depth * INDENT, 0, -SIDE // 2, 0)
        words = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class Outline(QWidget):
    """Show the outline of the shown text; choosing an entry goes there."""

    def __init__(self, desk: Desk, page: PageView, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._page = page
        self.model = OutlineModel(self)
        self.view = QListView()
        self.view.setProperty("keys", OTHER)
        self.view.setProperty("hints", "outline")
        self.view.setAccessibleName("Outline")
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.viewport().setAutoFillBackground(False)
        self._delegate = OutlineDelegate(self.view, theme)
        self.view.setItemDelegate(self._delegate)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.empty = QLabel("This text has no headings.")
        self.empty.setProperty("dim", True)
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(SIDE, 4, SIDE, 8)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        top.setContentsMargins(SIDE, 8, 8, 4)
        top.addWidget(heading("OUTLINE"), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty, 1)
        desk.document_opened.connect(self._show)
        page.caret_moved.connect(self._follow)
        page.view_moved.connect(self._follow)

    @property
    def here(self) -> int:
        """Return the row that the reader is at, -1 before the first."""
        return self._delegate.here

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._delegate.theme = theme
        self.view.viewport().update()

    def turn(self) -> bool:
        """Show the outline with the keyboard in it, or hide it; tell whether it is shown."""
        had_keyboard = self.view.hasFocus()
        self.setVisible(self.isHidden())
        if not self.isHidden():
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif had_keyboard:
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        return not self.isHidden()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was opened while the outline was hidden."""
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        if self.isHidden():
            return
        self.model.show_entries(entries_of(self._desk.paragraphs.sections))
        self.view.setVisible(bool(self.model.entries))
        self.empty.setVisible(not self.model.entries)
        self._delegate.here = -1
        self._follow()

    def _follow(self, _offset: int = 0) -> None:
        """Mark the entry that the caret is under, or where that is out of view the first line of the page."""
        if self.isHidden() or not self.model.entries:
            return
        caret = self._page.caret()
        place = caret if self._page.is_in_view(caret, caret + 1) else self._page.first_visible()
        row = self.model.row_at(place)
        if row == self._delegate.here:
            return
        self._delegate.here = row
        index = self.model.index(max(row, 0))
        if not self.view.hasFocus():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        self.view.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        entry = self.model.entries[index.row()]
        self._page.restore_place((entry.start, BELOW_TOP))
        self._page.place_caret(entry.start, reveal=False)
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

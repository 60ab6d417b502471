"""Rows of two lines for the lists in sheets: a name with a remark, and beneath it a line to judge it by."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from glossator.views.theme import Theme

#: The list's width and a row's height, in pixels.
LIST_WIDTH, ROW = 320, 48

#: Where a row's words stand among an item's data.
WORDS = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Lines:
    """Hold what a row says."""

    name: str
    sample: str
    remark: str = ""


class TwoLines(QStyledItemDelegate):
    """Paint the rows of a list whose items hold `Lines`."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give each row two lines."""
        return QSize(LIST_WIDTH - 20, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        words: Lines = index.data(WORDS)
        theme = self._theme
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.selection)
        box = option.rect.adjusted(12, 5, -10, -5)
        name, sample = box.adjusted(0, 0, 0, -box.height() // 2), box.adjusted(0, box.height() // 2, 0, 0)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setPen(theme.ink)
        painter.setFont(bold)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, words.name)
        painter.setFont(option.font)
        painter.setPen(theme.dim)
        if words.remark:
            after = name.adjusted(QFontMetrics(bold).horizontalAdvance(words.name) + 10, 0, 0, 0)
            painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, words.remark)
        cut = painter.fontMetrics().elidedText(words.sample, Qt.TextElideMode.ElideRight, sample.width())
        painter.drawText(sample, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()


def dress(widget: QListWidget, theme: Theme) -> None:
    """Give a list of such rows its paper and its border."""
    widget.setItemDelegate(TwoLines(theme, widget))
    widget.setStyleSheet(
        f"QListWidget {{ background: {theme.paper.name()}; border: 1px solid {theme.line.name()};"
        f" border-radius: 4px; outline: 0; }} QListWidget:focus {{ border-color: {theme.accent.name()}; }}"
    )

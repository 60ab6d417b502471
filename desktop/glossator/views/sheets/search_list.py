"""The rows of the search as a list: each with its sort, the words that were looked for marked in it, and its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from glossator.model.codebook import Codebook
from glossator.text.utf16 import units
from glossator.views.panel.shades import kind_mark
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style
from glossator.views.panel.words import is_right_to_left
from glossator.views.sheets.caps import HEIGHT as CAP_HEIGHT
from glossator.views.sheets.caps import caps_width, paint_caps
from glossator.views.sheets.search_rows import Row

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()

#: Pixels: beside the words, above and below them, between two parts of a row, and a tag's shape.
SIDE, EDGE, GAP, SHAPE = 12, 5, 10, 9

#: Sorts whose words are the text's or a reader's, and stand in the reading face.
_READ = frozenset({"passages", "tags", "notes"})


class SearchModel(QAbstractListModel):
    """List rows; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """List other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, at: int) -> Row | None:
        """Return the row at a place."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def next_from(self, at: int, by: int) -> int:
        """Return the next row that can be chosen in a direction; ``at`` where there is none."""
        step = 1 if by > 0 else -1
        left, place, best = abs(by), at, at
        while left and 0 <= place + step < len(self._rows):
            place += step
            if self._rows[place].is_reachable:
                best = place
                left -= 1
        return best

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        able = Qt.ItemFlag.ItemIsEnabled
        return able | Qt.ItemFlag.ItemIsSelectable if row.is_reachable else able

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell what a screen reader says of a row."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return ", ".join(part for part in (row.line.words, row.beside, row.below, *row.keys) if part)


class SearchDelegate(QStyledItemDelegate):
    """Paint the rows."""

    def __init__(self, style: Style, codebook: Codebook) -> None:
        super().__init__()
        self.style = style
        self._kinds = {kind.key: kind for kind in codebook.kinds}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's height: one line, or two where something stands below."""
        row = _row_of(index)
        small = QFontMetrics(self.style.small).height()
        if row is not None and row.sort == "heading":
            return QSize(120, small + 2 * EDGE + 4)
        line = self.style.line_step if row is not None and row.sort in _READ else small + 6
        return QSize(120, line + (small if row is not None and row.below else 0) + 2 * EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        row, style = _row_of(index), self.style
        if row is None:
            return
        painter.save()
        box = QRectF(option.rect)
        inner = box.adjusted(SIDE, EDGE, -SIDE, -EDGE)
        if row.sort == "heading":
            self._paint_heading(painter, row, inner)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, style.theme.selection)
        small = QFontMetrics(style.small).height()
        line = QRectF(inner.left(), inner.top(), inner.width(), inner.height() - (small if row.below else 0))
        left = line.adjusted(0, 0, -self._paint_beside(painter, row, line), 0)
        if row.kind in self._kinds:
            kind = self._kinds[row.kind]
            shape = QRectF(left.left(), left.center().y() - SHAPE / 2, SHAPE, SHAPE)
            paint_shape(painter, kind.shape, shape, kind_mark(kind, style.theme))
            left.setLeft(left.left() + SHAPE + 7)
        self._paint_words(painter, row, left)
        if row.below:
            painter.setFont(style.small)
            painter.setPen(style.theme.dim)
            below = QRectF(left.left(), line.bottom(), left.width(), small)
            words = QFontMetrics(style.small).elidedText(row.below, Qt.TextElideMode.ElideRight, int(below.width()))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def _paint_heading(self, painter: QPainter, row: Row, room: QRectF) -> None:
        painter.setFont(self.style.small)
        painter.setPen(self.style.theme.dim)
        at = Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, at | Qt.AlignmentFlag.AlignLeft, row.line.words)
        painter.drawText(room, at | Qt.AlignmentFlag.AlignRight, row.beside)

    def _paint_beside(self, painter: QPainter, row: Row, room: QRectF) -> float:
        """Paint what stands at the right, and return how much room it takes."""
        if row.keys:
            width = caps_width(row.keys, self.style.interface)
            at = QPointF(room.right() - width, room.center().y() - CAP_HEIGHT / 2)
            paint_caps(painter, at, row.keys, font=self.style.interface, theme=self.style.theme)
            return width + GAP
        if not row.beside:
            return 0.0
        painter.setFont(self.style.small)
        painter.setPen(self.style.theme.dim)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.beside)
        return QFontMetrics(self.style.small).horizontalAdvance(row.beside) + GAP

    def _paint_words(self, painter: QPainter, row: Row, room: QRectF) -> None:
        style = self.style
        font = style.reading if row.sort in _READ else style.interface
        bolder = len(row.line.marks) * QFontMetrics(font).averageCharWidth()
        most = max(0, int(room.width()) - bolder)
        words = QFontMetrics(font).elidedText(row.line.words, Qt.TextElideMode.ElideRight, most)
        layout = QTextLayout(words, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        right = is_right_to_left(words)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        formats = []
        for start, end in row.line.marks:
            if end > len(words):
                break
            one = QTextLayout.FormatRange()
            one.start, one.length = units(words[:start]), units(words[start:end])
            form = QTextCharFormat()
            form.setFontWeight(QFont.Weight.DemiBold)
            form.setForeground(style.theme.ink)
            form.setBackground(style.theme.find)
            one.format = form
            formats.append(one)
        layout.setFormats(formats)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room.width())
        layout.endLayout()
        painter.setClipRect(room)
        painter.setPen(style.theme.ink)
        layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2))
        painter.setClipping(False)


def _row_of(index: Index) -> Row | None:
    model = index.model()
    assert isinstance(model, SearchModel)
    return model.row(index.row())

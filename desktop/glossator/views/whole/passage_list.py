"""A list of passages in their surroundings: the words around are dim, the passage is marked as on the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontInfo,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from glossator.model.codebook import Kind
from glossator.text.utf16 import units
from glossator.views.desk import Desk
from glossator.views.page.strokes import Underlines, lane_offset
from glossator.views.panel.chips import ChipRows
from glossator.views.panel.shades import kind_mark
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style, alignment
from glossator.views.panel.words import card_words, is_right_to_left, quotation
from glossator.views.whole.surroundings import Surrounded

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()

#: Pixels: beside and between rows, a shape, and between a row's parts.
SIDE, GAP, SHAPE, BETWEEN = 16, 9, 9, 5


class PassageModel(QAbstractListModel):
    """List passages with their surroundings."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Surrounded] = []

    def show(self, rows: Sequence[Surrounded]) -> None:
        """List other passages."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many passages are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell what a screen reader says of a passage."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._rows[index.row()]
        return f"{row.place}: {quotation(row.tag)}"

    def row(self, at: int) -> Surrounded:
        """Return a passage."""
        return self._rows[at]

    def row_of(self, tag: str) -> int:
        """Return the row of a tag, -1 where it is not listed."""
        return next((at for at, row in enumerate(self._rows) if row.tag.id == tag), -1)


class _Laid:
    """Hold a passage laid out at a width."""

    def __init__(self, row: Surrounded, kind: Kind, width: float, style: Style) -> None:
        quote = quotation(row.tag)
        before, after = (_joined(row.before, at_end=True), _joined(row.after, at_end=False))
        text = f"{before}{quote}{after}"
        self.kind = kind
        self._style = style
        self._from, self._to = units(before), units(before) + units(quote)
        option = QTextOption(alignment(is_right_to_left(quote)))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout = QTextLayout(text, style.reading)
        self._layout.setTextOption(option)
        tinted = QTextCharFormat()
        tinted.setForeground(style.theme.ink)
        tinted.setBackground(style.theme.kind(kind.key).tint)
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = self._from, self._to - self._from, tinted
        self._layout.setFormats([span])
        self._layout.beginLayout()
        y = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += style.line_step
        self._layout.endLayout()
        self.height = y

    def draw(self, painter: QPainter, at: QPointF, underlines: Underlines) -> None:
        painter.setPen(self._style.theme.dim)
        painter.setFont(self._style.reading)
        self._layout.draw(painter, at)
        em = QFontInfo(self._style.reading).pixelSize()
        mark = kind_mark(self.kind, self._style.theme)
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            begin = max(self._from, line.textStart())
            end = min(self._to, line.textStart() + line.textLength())
            if begin >= end:
                continue
            ends = (line.cursorToX(begin)[0], line.cursorToX(end)[0])
            top = at.y() + line.y() + line.ascent() + lane_offset(em, 0)
            left, right = at.x() + min(ends), at.x() + max(ends)
            underlines.draw(painter, self.kind.shape, mark, left=left, right=right, top=top, em=em)


class PassageDelegate(QStyledItemDelegate):
    """Paint a passage: where it stands, its words between those around, and its values."""

    def __init__(self, desk: Desk, style: Style) -> None:
        super().__init__()
        self._desk = desk
        self._laid: dict[tuple[str, int], tuple[Surrounded, _Laid, ChipRows]] = {}
        self._underlines = Underlines()
        self.style = style

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self.style = style
        self.forget()

    def forget(self) -> None:
        """Lay everything out anew."""
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the words need at the width of the list."""
        width = _width(option)
        model = index.model()
        assert isinstance(model, PassageModel)
        laid, chips = self._of(model.row(index.row()), width)
        small = QFontMetrics(self.style.small).height()
        under = chips.height + BETWEEN if chips.height else 0
        return QSize(width, round(2 * GAP + small + BETWEEN + laid.height + under))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row; the chosen one has a frame."""
        model, style = index.model(), self.style
        assert isinstance(model, PassageModel)
        row = model.row(index.row())
        box = QRectF(option.rect)
        laid, chips = self._of(row, _width(option))
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            has_keyboard = option.widget is not None and option.widget.hasFocus()
            painter.setPen(QPen(style.theme.accent if has_keyboard else style.theme.line, 2 if has_keyboard else 1))
            painter.drawRoundedRect(box.adjusted(5, 3, -5, -3), 5, 5)
        inner = box.adjusted(SIDE, GAP, -SIDE, -GAP)
        metrics = QFontMetricsF(style.small)
        shape = QRectF(inner.left(), inner.top() + (metrics.height() - SHAPE) / 2, SHAPE, SHAPE)
        paint_shape(painter, laid.kind.shape, shape, kind_mark(laid.kind, style.theme))
        line = QRectF(inner.left() + SHAPE + 6, inner.top(), inner.width() - SHAPE - 6, metrics.height())
        painter.setFont(style.small)
        painter.setPen(style.theme.dim)
        words = metrics.elidedText(row.place, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        y = line.bottom() + BETWEEN
        laid.draw(painter, QPointF(inner.left(), y), self._underlines)
        if chips.height:
            chips.draw(painter, inner.left(), y + laid.height + BETWEEN)
        painter.restore()

    def _of(self, row: Surrounded, width: int) -> tuple[_Laid, ChipRows]:
        key = (row.tag.id, width)
        known = self._laid.get(key)
        if known is not None and known[0] is row:
            return known[1], known[2]
        words = card_words(row.tag, self._desk)
        room = max(60, width - 2 * SIDE)
        laid = _Laid(row, words.kind, room, self.style)
        chips = ChipRows(words.chips, room, self.style)
        self._laid[key] = (row, laid, chips)
        return laid, chips


class PassageList(QListView):
    """Show passages; Enter reads one in its document."""

    opened = Signal(str, str)  # a document and a tag of it
    reached = Signal(str)  # the tag that the keyboard is at

    def __init__(self, desk: Desk, style: Style) -> None:
        super().__init__()
        self.passages = PassageModel()
        self.delegate = PassageDelegate(desk, style)
        self.setModel(self.passages)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _index: self.open_current())
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self.delegate.set_style(style)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give rows the heights of another width; Qt does so of itself only where the height changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def show_rows(self, rows: Sequence[Surrounded], *, title: str) -> None:
        """List other passages."""
        self.delegate.forget()
        self.passages.show(rows)
        self.setAccessibleName(title)

    @property
    def current(self) -> str:
        """Return the tag that the keyboard is at, "" where it is at none."""
        index = self.currentIndex()
        return self.passages.row(index.row()).tag.id if index.isValid() else ""

    def go_to(self, row: int) -> None:
        """Choose a row and show it."""
        index = self.passages.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def open_current(self) -> None:
        """Ask for the chosen passage to be read in its document."""
        index = self.currentIndex()
        if index.isValid():
            tag = self.passages.row(index.row()).tag
            self.opened.emit(tag.document, tag.id)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.reached.emit(self.passages.row(index.row()).tag.id)


def _width(option: QStyleOptionViewItem) -> int:
    """Return the width of rows: the scroll bar has its place also where there is none, so heights never change."""
    view = option.widget
    return view.width() - view.verticalScrollBar().sizeHint().width() if isinstance(view, QListView) else 0


def _joined(words: str, *, at_end: bool) -> str:
    """Put words in one line; the blank between them and the passage stays."""
    kept = " ".join(words.split())
    if not kept:
        return ""
    blank = " " if (words[-1:] if at_end else words[:1]).isspace() else ""
    return f"{kept}{blank}" if at_end else f"{blank}{kept}"

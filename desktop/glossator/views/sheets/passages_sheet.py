"""The sheet that lists the passages behind a number, each with its surroundings; Enter reads one in its document.

Whatever shows a number opens this one with the tags that it counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from glossator.model.annotation import Annotation
from glossator.text.utf16 import units
from glossator.views.desk import Desk
from glossator.views.panel.shades import kind_mark
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style
from glossator.views.panel.words import is_right_to_left, quotation
from glossator.views.sheets.sheet import Sheet, dim
from glossator.views.theme import Theme
from glossator.views.words import counted, date_words

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()

#: Lines of a passage with its surroundings.
LINES = 3

#: Pixels: beside and between rows, and a shape.
SIDE, GAP, SHAPE = 12, 9, 9


class PassagesModel(QAbstractListModel):
    """List tags by id; those that were counted together follow one another and share a number."""

    def __init__(self, desk: Desk, groups: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self._desk = desk
        self._rows = [(number, id_) for number, group in enumerate(groups) for id_ in group]
        self._readers = {reader.id: reader.name for reader in desk.project.readers()}
        self._documents = {document.id: document for document in desk.project.documents()}

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many tags are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell what a screen reader says of a tag."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        tag = self.tag(index.row())
        return f"{self.heading(tag)}: {quotation(tag)}" if tag is not None else "This tag was removed."

    def number(self, row: int) -> int:
        """Return which group a row belongs to."""
        return self._rows[row][0]

    def tag(self, row: int) -> Annotation | None:
        """Return the tag in a row, None where it was removed meanwhile."""
        return self._desk.annotation(self._rows[row][1])

    def heading(self, tag: Annotation) -> str:
        """Say whose tag it is, of which kind and where."""
        document = self._documents.get(tag.document)
        where = document.title if document is not None else ""
        parts = [self._readers.get(tag.reader, ""), self._desk.kind_of(tag).label, where]
        if document is not None and document.published:
            parts.append(date_words(document.published))
        return " · ".join(part for part in parts if part)


class PassagesDelegate(QStyledItemDelegate):
    """Paint a passage between the words before and after it."""

    def __init__(self, desk: Desk, style: Style) -> None:
        super().__init__()
        self._desk = desk
        self.style = style

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that every row has."""
        return QSize(120, self.style.line_step * LINES + QFontMetrics(self.style.small).height() + 2 * GAP + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row; rows counted together share their ground."""
        model, style = index.model(), self.style
        assert isinstance(model, PassagesModel)
        box = QRectF(option.rect)
        painter.save()
        theme = style.theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.selection)
        elif model.number(index.row()) % 2:
            painter.fillRect(box, theme.ground)
        tag = model.tag(index.row())
        inner = box.adjusted(SIDE, GAP, -SIDE, -GAP)
        height = QFontMetrics(style.small).height()
        painter.setFont(style.small)
        painter.setPen(theme.dim)
        if tag is None:
            painter.drawText(inner, Qt.AlignmentFlag.AlignTop, "This tag was removed.")
            painter.restore()
            return
        kind = self._desk.kind_of(tag)
        shape = QRectF(inner.left(), inner.top() + (height - SHAPE) / 2, SHAPE, SHAPE)
        paint_shape(painter, kind.shape, shape, kind_mark(kind, theme))
        line = QRectF(inner.left() + SHAPE + 6, inner.top(), inner.width() - SHAPE - 6, height)
        words = QFontMetrics(style.small).elidedText(model.heading(tag), Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        self._paint_passage(painter, tag, QRectF(inner.left(), line.bottom() + 4, inner.width(), 0))
        painter.restore()

    def _paint_passage(self, painter: QPainter, tag: Annotation, room: QRectF) -> None:
        style, first = self.style, tag.first
        before, quote, after = (" ".join(part.split()) for part in (first.prefix, quotation(tag), first.suffix))
        before = f"…{before} " if before else ""
        text = f"{before}{quote} {after}…" if after else f"{before}{quote}"
        layout = QTextLayout(text, style.reading)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        right = is_right_to_left(quote)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        tinted = QTextCharFormat()
        tinted.setForeground(style.theme.ink)
        tinted.setBackground(style.theme.kind(tag.kind).tint)
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = units(before), units(quote), tinted
        layout.setFormats([span])
        layout.beginLayout()
        y = 0.0
        for _ in range(LINES):
            one = layout.createLine()
            if not one.isValid():
                break
            one.setLineWidth(room.width())
            one.setPosition(QPointF(0, y))
            y += style.line_step
        layout.endLayout()
        painter.setPen(style.theme.dim)
        painter.setFont(QFont(style.reading))
        layout.draw(painter, room.topLeft())


class PassagesSheet(Sheet):
    """Show the passages that a number counts."""

    opened = Signal(str, str)  # a document and a tag of it, to be read

    size_wanted = (820, 640)

    def __init__(
        self, host: QWidget, desk: Desk, title: str, groups: Sequence[Sequence[str]], *, theme: Theme, rule: str = ""
    ) -> None:
        super().__init__(host, title, theme)
        self.model = self._model_of(desk, groups)
        self._delegate = PassagesDelegate(desk, Style.of(theme, self.font()))
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(title)
        self.list.activated.connect(self._open)
        self.rule = dim(rule)
        self.rule.setWordWrap(True)
        self.rule.setVisible(bool(rule))
        self.body.addWidget(self.rule)
        self.body.addWidget(dim(self._count(groups)))
        self.body.addWidget(self.list, 1)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        super().set_theme(theme)
        self._delegate.style = Style.of(theme, self.font())
        self.list.viewport().update()

    def first(self) -> QWidget:
        """Begin with the list."""
        return self.list

    def _model_of(self, desk: Desk, groups: Sequence[Sequence[str]]) -> PassagesModel:
        return PassagesModel(desk, groups)

    def _count(self, groups: Sequence[Sequence[str]]) -> str:
        pairs = sum(1 for group in groups if len(group) > 1)
        alone = sum(1 for group in groups if len(group) == 1)
        said = [counted(pairs, "matched pair")] if pairs else []
        said += [counted(alone, "passage") + (" that only one reader has" if pairs else "")] if alone else []
        return (", ".join(said) or "Nothing is counted here") + ". Enter reads one in its document."

    def _open(self, index: QModelIndex) -> None:
        tag = self.model.tag(index.row())
        if tag is not None:
            self.dismiss()
            self.opened.emit(tag.document, tag.id)

"""The library: the project's documents as a list, with what is tagged in each and how far the reader is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from glossator.model.codebook import Kind
from glossator.model.document import Document
from glossator.operations import marks
from glossator.views.desk import Change, Desk
from glossator.views.eliding import title_lines
from glossator.views.headings import heading
from glossator.views.keys import LIBRARY
from glossator.views.panel.shapes import paint_shape
from glossator.views.tag_places import HEIGHT, Places, TagPlaces, paint_places
from glossator.views.theme import Theme
from glossator.views.words import counted, date_words

Index = QModelIndex | QPersistentModelIndex

COUNTS = Qt.ItemDataRole.UserRole
STATE = Qt.ItemDataRole.UserRole + 1
DATE = Qt.ItemDataRole.UserRole + 2
READ = Qt.ItemDataRole.UserRole + 3
SAID = Qt.ItemDataRole.UserRole + 4
PLACES = Qt.ItemDataRole.UserRole + 5
WAITING = Qt.ItemDataRole.UserRole + 6

#: The line that shows how much of a document is read: its height, and its distance from the row's lower edge.
LINE, BELOW = 2, 4

#: The room of the strip that shows where tags lie.
STRIP = 13


class DocumentsModel(QAbstractListModel):
    """List the documents by position, with counts of tags by kind and the reader's state of each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._rows: list[Document] = []
        self._counts: dict[str, dict[str, int]] = {}
        self._states: dict[str, str] = {}
        self._read: dict[str, marks.Progress] = {}
        self._places: dict[str, Places] = {}
        self._waiting: dict[str, int] = {}
        desk.project_opened.connect(self.reload)
        desk.reader_changed.connect(self.reload)

    def reload(self) -> None:
        """Read everything anew."""
        desk, project = self._desk, self._desk.project
        rows = desk.read(project.documents, [])
        counts = desk.read(project.counts, {})
        states = desk.read(lambda: marks.states_of(project, desk.reader), {})
        self.beginResetModel()
        self._rows, self._counts, self._states = rows, counts, states
        self.endResetModel()

    def follow(self, change: Change) -> None:
        """Read anew what an act changed besides tags."""
        if change.documents or any(row.table == "mark" for row in change.act.changes):
            shown = {row.id for row in self._rows}
            project = self._desk.project
            if {row.id for row in project.documents()} == shown:
                self._rows = project.documents()
                self._states = marks.states_of(project, self._desk.reader)
                if self._rows:
                    self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            else:
                self.reload()

    def count_tag(self, document_id: str, kind: str, by: int) -> None:
        """Count so many tags more, or fewer."""
        kinds = self._counts.setdefault(document_id, {})
        kinds[kind] = max(0, kinds.get(kind, 0) + by)
        row = self.row_of(document_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def recount(self, counts: dict[str, dict[str, int]]) -> None:
        """Take the counts of every document's tags."""
        self._counts = counts
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def show_read(self, read: dict[str, marks.Progress]) -> None:
        """Show how far the reader is in each document."""
        if read != self._read:
            self._read = read
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def show_waiting(self, waiting: dict[str, int]) -> None:
        """Show how many tags of each document wait for a look."""
        self._waiting = waiting
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def show_places(self, places: dict[str, Places]) -> None:
        """Show where tags lie in each document; only rows that differ are painted."""
        former, self._places = self._places, places
        for at, row in enumerate(self._rows):
            if former.get(row.id) != places.get(row.id):
                self.dataChanged.emit(self.index(at), self.index(at), [PLACES])

    def total(self) -> int:
        """Count all tags."""
        return sum(sum(kinds.values()) for kinds in self._counts.values())

    def row_of(self, document_id: str) -> int:
        """Return the row of a document, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.id == document_id), -1)

    def document_at(self, row: int) -> Document | None:
        """Return the document of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Count the documents."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a document's title, counts, state or date."""
        document = self.document_at(index.row()) if index.isValid() else None
        if document is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return document.title
        if role == Qt.ItemDataRole.ToolTipRole:
            read = self._read_words(document)
            return " · ".join(part for part in (document.title, document.author, document.file_name, read) if part)
        if role == COUNTS:
            return self._counts.get(document.id, {})
        if role == PLACES:
            return self._places.get(document.id, {})
        if role == STATE:
            return self._states.get(document.id, "unread")
        if role == SAID:
            return self._state_words(document)
        if role == WAITING:
            return self._waiting_words(document)
        if role == READ:
            read = self._read.get(document.id)
            return read.share if read is not None else 0.0
        if role == DATE:
            return date_words(document.published)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            tags = counted(sum(self._counts.get(document.id, {}).values()), "tag")
            return ", ".join(part for part in (document.title, tags, self._read_words(document)) if part)
        return None

    def _read_words(self, document: Document) -> str:
        """Say how far the reader is in a document, and whether they read it blind."""
        read = self._read.get(document.id)
        words = ""
        if read is not None and read.read:
            words = "all read" if read.read == read.total else f"{max(1, int(100 * read.share))} % read"
        parts = (self._waiting_words(document), self._state_words(document), words)
        return " · ".join(part for part in parts if part)

    def _waiting_words(self, document: Document) -> str:
        """Say how many tags wait for a look, "" where none does."""
        waiting = self._waiting.get(document.id, 0)
        return f"{waiting:,} wait{'s' * (waiting == 1)}" if waiting else ""

    def _state_words(self, document: Document) -> str:
        state = self._states.get(document.id, "unread")
        blind = "blind" if document.id in self._desk.project.blind else ""
        return " · ".join(part for part in (blind, "" if state == "unread" else state) if part)


class DocumentDelegate(QStyledItemDelegate):
    """Paint a document: its title, then what is tagged in it, its date and the reader's state."""

    def __init__(self, desk: Desk, view: QListView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self.theme: Theme | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of title and line of counts."""
        width = self._view.viewport().width() - 30
        return QSize(width, self._title_height(option.font, str(index.data()), width) + 36 + STRIP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one document."""
        theme = self.theme
        if theme is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        shown = self._desk.document
        row = self._view.model().document_at(index.row())  # type: ignore[attr-defined]
        is_shown = shown is not None and row is not None and shown.id == row.id
        if is_shown:
            painter.fillRect(rect, theme.paper if not theme.dark else theme.line)
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.ground)
        if option.state & QStyle.StateFlag.State_HasFocus:
            # The document on the page stands out, also from the one that the keyboard is on.
            painter.setPen(QPen(theme.accent, 2) if is_shown else QPen(theme.dim, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            off = 0.0 if is_shown else 0.5  # a line of one pixel lies in the middle of it
            painter.drawRoundedRect(QRectF(rect).adjusted(4 + off, 2 + off, -3 - off, -2 - off), 3, 3)
        inner = rect.adjusted(17, 9, -13, -9)
        title_font = QFont(option.font)
        title_font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(title_font)
        painter.setPen(theme.ink)
        lines = title_lines(str(index.data()), title_font, inner.width())
        metrics = QFontMetrics(title_font)
        for at, line in enumerate(lines):
            painter.drawText(QPointF(inner.left(), inner.top() + metrics.ascent() + at * metrics.lineSpacing()), line)
        below = inner.top() + len(lines) * metrics.lineSpacing() + 9 + STRIP
        self._paint_places(painter, index, QRectF(inner.left(), below - STRIP - 5, inner.width(), HEIGHT))
        self._paint_counts(painter, option.font, index, at=QPointF(inner.left(), below), width=inner.width())
        read = float(index.data(READ))
        if read:
            line = QRectF(inner.left(), rect.bottom() - BELOW, inner.width(), LINE)
            painter.fillRect(line, theme.line if not theme.dark else theme.line.lighter(130))
            painter.fillRect(QRectF(line.left(), line.top(), line.width() * read, LINE), theme.dim)
        painter.restore()

    def _paint_places(self, painter: QPainter, index: Index, box: QRectF) -> None:
        theme = self.theme
        assert theme is not None
        colours = {kind.key: mark_colour(theme, kind) for kind in self._desk.codebook.kinds}
        line = theme.line if not theme.dark else theme.line.lighter(130)
        paint_places(painter, box, index.data(PLACES) or {}, colours, line)

    def _paint_counts(self, painter: QPainter, base: QFont, index: Index, *, at: QPointF, width: int) -> None:
        theme = self.theme
        assert theme is not None
        small = QFont(base)
        small.setPointSizeF(base.pointSizeF() * 0.88)
        painter.setFont(small)
        metrics = QFontMetrics(small)
        x, middle = at.x(), at.y()
        baseline = middle + metrics.ascent() / 2 - 1
        counts: dict[str, int] = index.data(COUNTS) or {}
        shown = [kind for kind in self._desk.codebook.kinds if counts.get(kind.key)]
        waiting = str(index.data(WAITING))
        kept = metrics.horizontalAdvance(f"· {waiting}") if waiting else 0  # that tags wait is said before all else
        for kind in shown:
            if kept and x + 22 + metrics.horizontalAdvance(f"{counts[kind.key]:,}") + kept > at.x() + width:
                break
            paint_shape(painter, kind.shape, QRectF(x, middle - 4, 8, 8), mark_colour(theme, kind))
            painter.setPen(theme.dim)
            words = f"{counts[kind.key]:,}"
            painter.drawText(QPointF(x + 13, baseline), words)
            x += 13 + metrics.horizontalAdvance(words) + 9
        painter.setPen(theme.dim)
        room = at.x() + width - x
        said = (str(index.data(SAID)), str(index.data(DATE)))
        for words in _shorter("" if shown else "not yet tagged", *said, waiting=waiting):
            words = f"· {words}" if shown and words else words
            if metrics.horizontalAdvance(words) <= room:
                painter.drawText(QPointF(x, baseline), words)
                return

    def _title_height(self, base: QFont, title: str, width: int) -> int:
        font = QFont(base)
        font.setWeight(QFont.Weight.DemiBold)
        return len(title_lines(title, font, width)) * QFontMetrics(font).lineSpacing()


def mark_colour(theme: Theme, kind: Kind) -> QColor:
    """Return a kind's mark colour: the theme's, else the codebook's own."""
    return theme.kinds[kind.key].mark if kind.key in theme.kinds else QColor(f"#{kind.colour}")


def _shorter(state: str, said: str, date: str, *, waiting: str) -> Iterator[str]:
    """Yield what is said of a document, each time shorter; that tags wait in it is said as long as there is room."""
    if waiting:
        yield " · ".join(part for part in (waiting, said, date) if part)
        yield " · ".join(part for part in (waiting, date) if part)
        yield waiting
    yield " · ".join(part for part in (state, said, date) if part)
    yield " · ".join(part for part in (said, date) if part)
    yield from (date, date.rpartition(" ")[0] or date, state)


class Library(QWidget):
    """Show the documents; choosing one shows it on the page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("library")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self.model = DocumentsModel(desk)
        self.view = QListView()
        self.view.setProperty("keys", LIBRARY)
        self.view.setAccessibleName("Documents")
        self.view.setModel(self.model)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.viewport().setAutoFillBackground(False)
        self._delegate = DocumentDelegate(desk, self.view)
        self.view.setItemDelegate(self._delegate)
        self.places = TagPlaces(desk, self)
        self.places.found.connect(self.model.show_places)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.add_button = QToolButton()
        self.add_button.setText("+")
        self.add_button.setProperty("flat", True)
        self.add_button.setToolTip("Open documents (Ctrl+O), or drop files and folders here")
        self.add_button.setAccessibleName("Open documents")
        self.add_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top = QHBoxLayout()
        top.setContentsMargins(17, 8, 8, 4)
        top.addWidget(heading("DOCUMENTS"), 1)
        top.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        self.empty = QLabel("No documents yet. Drop files here, press Ctrl+O to open some, or Ctrl+V to paste a text.")
        self.empty.setWordWrap(True)
        self.empty.setProperty("dim", True)
        self.empty.setContentsMargins(17, 8, 17, 8)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.empty, 1)
        desk.document_opened.connect(self._mark_shown)
        desk.changed.connect(self._follow)
        self.model.modelReset.connect(self._mark_shown)
        self._mark_shown()

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._delegate.theme = theme
        self.view.viewport().update()

    def step(self, by: int) -> None:
        """Show the document that many rows below the shown one."""
        shown = self._desk.document
        row = (self.model.row_of(shown.id) if shown else -1) + by
        document = self.model.document_at(max(0, min(self.model.rowCount() - 1, row)))
        if document is not None and document is not shown:
            self._desk.open_document(document.id)

    def _choose(self, index: QModelIndex) -> None:
        document = self.model.document_at(index.row())
        if document is not None:
            self._desk.open_document(document.id)

    def _mark_shown(self) -> None:
        empty = self.model.rowCount() == 0
        self.view.setVisible(not empty)
        self.empty.setVisible(empty)
        shown = self._desk.document
        if shown is not None:
            index = self.model.index(self.model.row_of(shown.id))
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        self.view.viewport().update()

    def _follow(self, change: Change) -> None:
        self.model.follow(change)
        if change.documents:
            self._mark_shown()

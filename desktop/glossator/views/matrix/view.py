"""The matrix mode: who says what on which issue, or any two heads; the passages of the chosen cells below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from glossator.exchange import matrix_table
from glossator.operations.overview import Selection
from glossator.review.matrix import Cell, Matrix
from glossator.views import jobs
from glossator.views.choice import Choice
from glossator.views.desk import Desk
from glossator.views.look import Look
from glossator.views.matrix.cells import CellDelegate, CellPainter
from glossator.views.matrix.model import ORDERS, MatrixModel
from glossator.views.whole.notes import Notes
from glossator.views.whole.passages import Column, PassageColumns
from glossator.views.whole.stances import cell_words
from glossator.views.whole.state import Known, Whole
from glossator.views.whole.taking import Picture, Taken
from glossator.views.whole.view import WholeView
from glossator.views.words import counted

#: The least size of a cell in pixels, its widest, and the width of the rows' heads.
CELL, WIDEST, HEAD = QSize(150, 66), 260, 190

#: As many cells' passages as can be read beside one another.
SIDE_BY_SIDE = 4

#: What stands where no passages are.
INVITATION = "Choose a cell: its passages are read here, with what stands around them."
EMPTY = "No passage in this cell: ] goes to the next that has some."

#: What can be folded away: rows and columns with less tags than this.
LEASTS = (1, 2, 3, 5, 10)


class MatrixView(WholeView):
    """Show the matrix and the passages behind its cells."""

    hints = "matrix"

    def __init__(self, whole: Whole, desk: Desk, look: Look) -> None:
        super().__init__(whole, desk, look)
        self.rows_key, self.columns_key, self.order, self.least = "holder", "issue", "own", 1
        self.model = MatrixModel()
        self.cells = CellPainter(self.style_of)
        self.table = _Table()
        self.table.setModel(self.model)
        self._delegate = CellDelegate(self.cells)
        self.table.setItemDelegate(self._delegate)
        self.note = Notes()
        self.passages = PassageColumns(desk, self.style_of, INVITATION)
        self._lay_out()
        self._connect()

    # What a form says

    def request(self, known: Known, chosen: Selection) -> Callable[[jobs.Job], object]:
        """Count the chosen tags under the two axes."""
        whole = known.overview
        axes = whole.axes
        rows = axes.get(self.rows_key, axes["who"])
        columns = axes.get(self.columns_key, axes["issue"])
        return lambda _job: whole.matrix(rows, columns, chosen)

    def show_result(self, result: object) -> None:
        """Show the matrix; the chosen cell stays chosen where it is still there."""
        assert isinstance(result, Matrix)
        kept = self._chosen_keys()
        self._fill_choices()
        self.cells.fullest = max((len(cell.statements) for cell in result.cells.values()), default=1)
        self.model.show(result, self.order, self.least)
        self._say()
        for row, column in kept:
            index = self.model.place(row, column)
            if index.isValid():
                self.table.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
                self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if not self.table.selectionModel().hasSelection():
            self._choose_next(1)
        self.table.fit()
        self._show_passages()

    def parts(self) -> Sequence[QWidget]:
        """Return the table, then the columns of passages."""
        return [self.table, *self.passages.lists]

    def taken(self) -> Taken | None:
        """Return the picture of the matrix, its figures, and the passages of the chosen cells, else of all."""
        matrix = self.model.matrix
        if matrix is None or not matrix.cells:
            return None
        chosen = self._chosen_cells() if len(self._chosen_cells()) > 1 else matrix_table.ordered(matrix)
        return Taken(
            f"{matrix.row_axis.label} by {matrix.column_axis.label.lower()}",
            Picture(self._size(), self._paint),
            lambda out: matrix_table.write(matrix, out),
            [(self._title(cell), cell.ids) for cell in chosen],
        )

    def apply_style(self) -> None:
        """Take other colours and type."""
        self.cells.style = self.style_of
        self.passages.set_style(self.style_of)
        self.table.viewport().update()

    @property
    def tag(self) -> str:
        """Return the passage that is chosen."""
        return self.passages.current

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read or computed."""
        return super().is_still and self.passages.is_still

    def step(self, by: int) -> None:
        """Go to the next passage of the chosen cells, after the last to the next cell that has some."""
        if self.passages.has_step(by):
            self.passages.step(by)
        elif not self._choose_next(by):
            self.desk.say("That was the last passage." if by > 0 else "That was the first passage.")

    def enter(self) -> None:
        """Go into the passages of the cell; from there, read one in its document."""
        if self.table.hasFocus():
            if self.passages.lists:
                self.passages.take_keyboard()
            else:
                self.desk.say("This cell has no passages.")
        else:
            self.passages.open_current()

    def turn(self) -> None:
        """Exchange rows and columns."""
        self.rows_key, self.columns_key = self.columns_key, self.rows_key
        self.refresh()

    # Within

    def _lay_out(self) -> None:
        self.rows_choice, self.columns_choice = Choice(1, 1), Choice(1, 1)
        self.turn_button = QPushButton("⇄ Turn    T")
        self.turn_button.setProperty("pill", True)
        self.order_choice, self.least_choice = Choice(1, 1), Choice(1, 1)
        self.bar.add(self.rows_choice)
        self.bar.say("×")
        for part in (self.columns_choice, self.turn_button, self.order_choice, self.least_choice):
            self.bar.add(part)
        self.bar.add_common()
        upper = QWidget()
        upper.setObjectName("paper")
        upper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(upper)
        inside.setContentsMargins(14, 8, 14, 0)
        inside.setSpacing(0)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.note)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.passages)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([560, 300])
        self.column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.rows_choice.chosen.connect(lambda ids: self._choose_axis(rows=ids[-1]))
        self.columns_choice.chosen.connect(lambda ids: self._choose_axis(columns=ids[-1]))
        self.order_choice.chosen.connect(lambda ids: self._choose(order=ids[-1]))
        self.least_choice.chosen.connect(lambda ids: self._choose(least=int(ids[-1])))
        self.turn_button.clicked.connect(self.turn)
        self.bar.take_asked.connect(self.take_along)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_passages())
        self.table.doubleClicked.connect(lambda _index: self.enter())
        self.passages.opened.connect(self.opened)
        self.passages.all_asked.connect(self.passages_asked)
        self.note.passages_asked.connect(self.passages_asked)

    def _choose_axis(self, *, rows: str | None = None, columns: str | None = None) -> None:
        before = self.rows_key, self.columns_key
        self.rows_key, self.columns_key = rows or before[0], columns or before[1]
        if self.rows_key == self.columns_key:  # one took the other's place: they change places
            self.rows_key, self.columns_key = (rows, before[0]) if rows else (before[1], str(columns))
        self.refresh()

    def _choose(self, *, order: str | None = None, least: int | None = None) -> None:
        self.order, self.least = order or self.order, least or self.least
        self.refresh()

    def _fill_choices(self) -> None:
        axes = {key: axis.label for key, axis in self.whole.known.overview.axes.items()}
        for choice, key in ((self.rows_choice, self.rows_key), (self.columns_choice, self.columns_key)):
            choice.fill(axes.items(), [key])
            choice.setText(f"{axes.get(key, key)} ▾")
        self.order_choice.fill(ORDERS.items(), [self.order])
        self.order_choice.setText(f"{'Sort' if self.order == 'own' else ORDERS[self.order]} ▾")
        words = {str(least): "all rows and columns" if least == 1 else f"with {least} tags or more" for least in LEASTS}
        self.least_choice.fill(words.items(), [str(self.least)])
        self.least_choice.setText("All ▾" if self.least == 1 else f"{self.least} or more ▾")

    def _say(self) -> None:
        matrix = self.model.matrix
        assert matrix is not None
        both = f"{matrix.row_axis.label.lower()} and {matrix.column_axis.label.lower()}"
        self.summary = f"{counted(matrix.count, 'tag')} · {len(matrix.rows)} × {len(matrix.columns)}"
        self.hints_changed.emit()
        if not matrix.cells:
            is_chosen = self.whole.selection.leaves_out
            which, todo = ("that is chosen above", "") if is_chosen else ("yet", ", or fill these fields in")
            self.note.show_parts([(f"No tag {which} has both {both}: choose other rows and columns{todo}.", ())])
            return
        ids = tuple(dict.fromkeys(id_ for cell in matrix_table.ordered(matrix) for id_ in cell.ids))
        parts: list[tuple[str, Sequence[str]]] = [(counted(len(ids), "tag"), ids)]
        if matrix.missing:
            words = f"{counted(len(matrix.missing), 'tag')} without {both.replace(' and ', ' or ')}"
            parts.append((words, matrix.missing))
        rows, columns = self.model.folded
        if rows or columns:
            folded = [counted(rows, "row")] if rows else []
            folded += [counted(columns, "column")] if columns else []
            parts.append((f"{' and '.join(folded)} with less than {self.least} folded away", ()))
        self.note.show_parts(parts)

    def _choose_next(self, by: int) -> bool:
        """Choose the next cell that has passages, in reading order; tell whether there is one."""
        across = self.model.columnCount()
        now = self.table.currentIndex()
        at = now.row() * across + now.column() if now.isValid() else -1
        places = range(at + 1, self.model.rowCount() * across) if by > 0 else range(at - 1, -1, -1)
        for place in places:
            if self.model.cell(*divmod(place, across)) is not None:
                self.table.setCurrentIndex(self.model.index(*divmod(place, across)))
                return True
        return False

    def _chosen_cells(self) -> list[Cell]:
        places = sorted((index.row(), index.column()) for index in self.table.selectionModel().selectedIndexes())
        return [cell for row, column in places if (cell := self.model.cell(row, column)) is not None]

    def _chosen_keys(self) -> list[tuple[str, str]]:
        return [(cell.row, cell.column) for cell in self._chosen_cells()]

    def _show_passages(self) -> None:
        cells = self._chosen_cells()[:SIDE_BY_SIDE]
        columns = [Column(self._title(cell), self._below(cell), cell.ids) for cell in cells]
        is_empty = self.table.currentIndex().isValid() and bool(self.model.matrix and self.model.matrix.cells)
        self.passages.invitation.setText(EMPTY if is_empty else INVITATION)
        self.passages.show_columns(columns, self.whole.known.documents)

    def _title(self, cell: Cell) -> str:
        place = self.model.place(cell.row, cell.column)
        matrix = self.model.matrix
        if not place.isValid():
            return f"{matrix.row_words(cell.row)} · {matrix.column_words(cell.column)}" if matrix else ""
        return f"{self.model.row_words(place.row())} · {self.model.column_words(place.column())}"

    def _below(self, cell: Cell) -> str:
        return " · ".join(part for part in (cell_words(cell), counted(len(cell.statements), "passage")) if part)

    # The picture

    def _size(self) -> QSize:
        return QSize(
            HEAD + self.model.columnCount() * self.table.columnWidth(0) + 24,
            44 + self.model.rowCount() * self.table.rowHeight(0) + 24,
        )

    def _paint(self, painter: QPainter) -> None:
        """Paint the whole matrix, also what is scrolled out of view."""
        width, height = self.table.columnWidth(0), self.table.rowHeight(0)
        strong = QFont(self.style_of.interface)
        strong.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(strong)
        painter.setFont(strong)
        for column in range(self.model.columnCount()):
            painter.setPen(self.style_of.theme.ink)
            painter.setFont(strong)
            head = QRectF(12 + HEAD + column * width + 8, 12, width - 12, 32)
            words = metrics.elidedText(self.model.column_words(column), Qt.TextElideMode.ElideRight, head.width())
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, words)
        for row in range(self.model.rowCount()):
            painter.setPen(self.style_of.theme.ink)
            painter.setFont(strong)
            head = QRectF(12, 44 + row * height, HEAD - 12, height)
            words = metrics.elidedText(self.model.row_words(row), Qt.TextElideMode.ElideRight, head.width())
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, words)
            for column in range(self.model.columnCount()):
                box = QRectF(12 + HEAD + column * width, 44 + row * height, width, height)
                self.cells.paint(painter, self.model.cell(row, column), box)


class _Table(QTableView):
    """A table whose cells share the width where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("matrix")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName("Matrix")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setDefaultSectionSize(CELL.height())
        self.verticalHeader().setFixedWidth(HEAD)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setFixedHeight(36)

    def fit(self) -> None:
        """Share the width among the columns, within their limits."""
        count = self.model().columnCount() if self.model() is not None else 0
        if count:
            room = (self.viewport().width() - 2) // count
            self.horizontalHeader().setDefaultSectionSize(max(CELL.width(), min(WIDEST, room)))

    def resizeEvent(self, event: object) -> None:
        """Share the width anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.fit()

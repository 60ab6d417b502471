"""How far the readers agree, in figures: each with its unit and interval, each opening what it counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from glossator.operations import comparing as operations
from glossator.review.comparison import Comparison
from glossator.views import jobs
from glossator.views.compare.figure_rows import COLUMNS, Row, rows_of, unit_words
from glossator.views.compare.state import READERS, Comparing
from glossator.views.desk import Desk
from glossator.views.headings import heading
from glossator.views.keys import OTHER
from glossator.views.newest import Newest
from glossator.views.panel.shades import kind_mark
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style
from glossator.views.words import counted

#: Pixels: at the sides, a shape, the width of a column of figures, and of the one with the number of pairs.
SIDE, SHAPE, WIDE, PAIRS = 14, 9, 70, 34

#: The least room between two columns, in pixels; words that have less are set smaller, down to so many points.
APART, SMALLEST = 6, 5.0


class FiguresTable(QWidget):
    """Paint the figures; arrows walk them, Enter lists what one counts."""

    asked = Signal(str, list, str)  # a title, the ids of tags in groups, and how they are counted

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._rows: Sequence[Row] = ()
        self._at = (0, 0)
        self._compact = False
        self.setProperty("keys", OTHER)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Agreement")
        self.setMouseTracking(True)

    def set_style(self, style: Style) -> None:
        """Take other colours or type."""
        self._style = style
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Take one line a row, the intervals only with the pointer, or two."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these figures."""
        self._rows = rows
        self._at = (min(self._at[0], max(0, len(rows) - 1)), self._at[1])
        self.updateGeometry()
        self._tell()
        self.update()

    @property
    def rows(self) -> Sequence[Row]:
        """Return the figures that are shown."""
        return self._rows

    def sizeHint(self) -> QSize:
        """Ask for the height of the rows."""
        return QSize(0, self._head + len(self._rows) * self._step)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same."""
        return self.sizeHint()

    @property
    def _head(self) -> int:
        return QFontMetrics(self._style.small).height() + 6

    @property
    def _step(self) -> int:
        return (1 if self._compact else 2) * QFontMetrics(self._style.small).height() + 5

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the figures, and open one."""
        row, column = self._at
        moves = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        by = moves.get(Qt.Key(event.key()))
        if by is not None and self._rows:
            self._at = (max(0, min(len(self._rows) - 1, row + by[0])), max(0, min(len(COLUMNS) - 1, column + by[1])))
            self._tell()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            self._ask()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the figure that is pressed."""
        at = self._cell_at(event)
        if at is not None:
            self._at = at
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._ask()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what a figure means while the pointer is over it."""
        at = self._cell_at(event)
        self.setToolTip(self._help(*at) if at is not None else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if at is not None else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it has gone."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the columns' heads and the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, style = self._style.theme, self._style
        painter.setFont(style.small)
        painter.setPen(theme.dim)
        for number, column in enumerate(COLUMNS):
            box = QRectF(self._left(number), 0, WIDE, self._head - 4)
            painter.setFont(_fitting(style.small, column.unit))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, column.unit)
        painter.setFont(style.small)
        box = QRectF(self._left(0) - PAIRS, 0, PAIRS, self._head - 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "pairs")
        for at, row in enumerate(self._rows):
            self._paint_row(painter, at, row)
        painter.end()

    def _paint_row(self, painter: QPainter, at: int, row: Row) -> None:
        theme, style = self._style.theme, self._style
        small = QFontMetrics(style.small)
        top, line = self._head + at * self._step, small.height() + 1
        left = SIDE
        if row.kind is not None:
            box = QRectF(SIDE, top + (line - SHAPE) / 2, SHAPE, SHAPE)
            paint_shape(painter, row.kind.shape, box, kind_mark(row.kind, theme))
            left += SHAPE + 6
        painter.setFont(style.small)
        painter.setPen(theme.ink)
        room = self._left(0) - PAIRS - left
        label = small.elidedText(row.label, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, top, room, line), Qt.AlignmentFlag.AlignVCenter, label)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.dim)
        painter.drawText(QRectF(self._left(0) - PAIRS, top, PAIRS, line), right, f"{row.pairs:,}")
        bold = QFont(style.small)
        bold.setWeight(QFont.Weight.Normal if row.is_thin else QFont.Weight.DemiBold)
        for number, (column, cell) in enumerate(zip(COLUMNS, row.cells, strict=True)):
            x = self._left(number)
            painter.setFont(bold)
            painter.setPen(theme.dim if cell.value is None or row.is_thin else theme.ink)
            painter.drawText(QRectF(x, top, WIDE, line), right, cell.words)
            value = QFontMetrics(bold).horizontalAdvance(cell.words)
            painter.setFont(style.small)
            painter.setPen(theme.dim)
            painter.drawText(QRectF(x, top, WIDE - value - 6, line), right, column.sign)
            if not self._compact:
                tiny = QFont(style.small)
                tiny.setPointSizeF(max(6.0, tiny.pointSizeF() * 0.84))
                painter.setFont(_fitting(tiny, cell.interval_words))
                painter.drawText(QRectF(x, top + line - 1, WIDE, line), right, cell.interval_words)
            if self.hasFocus() and (at, number) == self._at:
                painter.setPen(QPen(theme.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(x + 6, top - 1, WIDE, self._step - 2), 4, 4)

    def _left(self, column: int) -> float:
        return self.width() - SIDE - WIDE * (len(COLUMNS) - column)

    def _cell_at(self, event: QMouseEvent) -> tuple[int, int] | None:
        row = int(event.position().y() - self._head) // self._step
        column = int((event.position().x() - self._left(0)) // WIDE)
        inside = 0 <= row < len(self._rows) and 0 <= column < len(COLUMNS) and event.position().y() >= self._head
        return (row, column) if inside else None

    def _help(self, at: int, number: int) -> str:
        row, cell = self._rows[at], self._rows[at].cells[number]
        said = [COLUMNS[number].help]
        if cell.interval is not None:
            said.append(f"95 of 100 resampled figures lie from {cell.interval_words}.")
        if row.is_thin:
            said.append(f"Over {counted(row.pairs, 'matched pair')}: too few to say much.")
        return " ".join([*said, "Press to list what it counts."])

    def _ask(self) -> None:
        row, column = self._rows[self._at[0]], COLUMNS[self._at[1]]
        cell = row.cells[self._at[1]]
        said = cell.words if cell.value is not None else "not enough to say"
        self.asked.emit(f"{row.label}: {column.sign} over {column.unit}, {said}", list(cell.counted), cell.rule)

    def _tell(self) -> None:
        """Say the current figure to a screen reader."""
        if not self._rows:
            self.setAccessibleDescription("")
            return
        row, column = self._rows[self._at[0]], COLUMNS[self._at[1]]
        cell = row.cells[self._at[1]]
        said = cell.words if cell.value is not None else "not enough to say"
        pairs = counted(row.pairs, "matched pair")
        self.setAccessibleDescription(f"{row.label}, {column.sign} over {column.unit}: {said}, {pairs}")


def _fitting(font: QFont, words: str) -> QFont:
    """Return a font in which words fit into a column, no larger than the given one."""
    font = QFont(font)
    while font.pointSizeF() > SMALLEST and QFontMetricsF(font).horizontalAdvance(words) > WIDE - APART:
        font.setPointSizeF(font.pointSizeF() - 0.5)
    return font


class FiguresView(QWidget):
    """Compute the figures off the window's thread and show them, of the shown document or of all."""

    asked = Signal(str, list, str)
    job_started = Signal(object)

    def __init__(self, desk: Desk, comparing: Comparing, style: Style) -> None:
        super().__init__()
        self._desk, self._comparing = desk, comparing
        self._computing = Newest("Computing agreement", self)
        self.comparison: Comparison | None = None
        self._compact = False
        self.table = FiguresTable(style)
        self.heading = heading("AGREEMENT")
        self.scope = QPushButton("this document")
        self.scope.setCheckable(True)
        self.scope.setProperty("flat", True)
        self.scope.setProperty("keys", OTHER)
        self.scope.setToolTip("Count this document, or all")
        self.unit = QLabel()
        self.unit.setProperty("dim", True)
        self.unit.setWordWrap(True)
        self.unit.setFont(style.small)
        self.unit.setContentsMargins(SIDE, 0, SIDE, 0)
        top = QHBoxLayout()
        top.setContentsMargins(SIDE, 0, 4, 0)
        top.addWidget(self.heading, 1)
        top.addWidget(self.scope)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.table)
        column.addWidget(self.unit)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.load)
        self.table.asked.connect(self.asked)
        self.scope.toggled.connect(self._scope_changed)
        comparing.loaded.connect(self._again.start)
        desk.closing.connect(self._stop)

    def set_compact(self, compact: bool) -> None:
        """Take as little height as the figures themselves need, or more."""
        self._compact = compact
        self.table.set_compact(compact)
        self.unit.setVisible(not compact)
        self.heading.setToolTip(self.unit.text() if compact else "")

    def set_style(self, style: Style) -> None:
        """Take other colours or type."""
        self.table.set_style(style)
        self.unit.setFont(style.small)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being computed."""
        return self._computing.is_still and not self._again.isActive()

    def load(self) -> None:
        """Compute the figures."""
        self._stop()
        document, readers = self._desk.document, self._comparing.readers
        if not self._comparing.active or self._comparing.mode != READERS or document is None or len(readers) < 2:
            self._show(None)
            return
        project = self._desk.project
        documents = None if self.scope.isChecked() else [document.id]

        def work(job: jobs.Job) -> Comparison:
            with project.snapshot() as reads:
                return operations.compare(
                    reads, readers, documents=documents, progress=job.report, cancelled=job.is_cancelled
                )

        self.job_started.emit(self._computing.start(work, self._show, fail=lambda _problem: self._show(None)))

    def _show(self, comparison: Comparison | None) -> None:
        self.comparison = comparison
        self.table.show_rows(rows_of(comparison, self._desk) if comparison is not None else ())
        self.unit.setText(unit_words(comparison) if comparison is not None else "")
        self.set_compact(self._compact)
        self.setVisible(comparison is not None)

    def _scope_changed(self, everything: bool) -> None:
        self.scope.setText("all documents" if everything else "this document")
        self._again.start()

    def _stop(self) -> None:
        self._again.stop()
        self._computing.drop()

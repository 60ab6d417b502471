"""The grid of likelihood and severity above the risks: each cell counts them, and pressed leaves the others out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from glossator.model.codebook import Kind
from glossator.review.board import LIKELIHOOD, SEVERITY, Grid, Place
from glossator.views.panel.shades import ink_on, kind_mark, mixed
from glossator.views.panel.style import Style
from glossator.views.words import counted

#: Pixels: at the sides, between cells, the height of a cell, and the corner's radius.
SIDE, GAP, CELL, RADIUS = 16, 3, 21, 3

#: A cell is the fuller the stronger, between these shares of the kind's mark.
LEAST, MOST = 0.16, 0.6

_MOVES = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class GridCells(QWidget):
    """Paint the cells; arrows walk them, Enter, Space or a press chooses one or gives it up."""

    toggled = Signal(object)  # the cell, a Place
    below_asked = Signal()

    def __init__(self, kind: Kind, style: Style) -> None:
        super().__init__()
        self._kind, self._style = kind, style
        self._grid = Grid((), (), {}, ())
        self._chosen: frozenset[Place] = frozenset()
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Risks by severity and likelihood")

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self._style = style
        self.updateGeometry()
        self.update()

    def show_grid(self, grid: Grid, chosen: frozenset[Place]) -> None:
        """Show other counts; ``chosen`` are the cells whose risks are kept."""
        self._grid, self._chosen = grid, chosen
        self._at = (min(self._at[0], max(0, len(grid.rows) - 1)), min(self._at[1], max(0, len(grid.columns) - 1)))
        self._tell()
        self.updateGeometry()
        self.update()

    @property
    def place(self) -> Place:
        """Return the cell that the keyboard is at."""
        return self._grid.rows[self._at[0]], self._grid.columns[self._at[1]]

    def words(self, place: Place) -> str:
        """Say a cell: its two values and how many risks it holds."""
        number = len(self._grid.cells.get(place, ()))
        return (
            f"{self._label(SEVERITY, place[0])}, {self._label(LIKELIHOOD, place[1]).lower()}: {counted(number, 'risk')}"
        )

    def toggle(self) -> None:
        """Choose the cell that the keyboard is at, or give it up."""
        if self._grid.rows and self._grid.columns:
            self.toggled.emit(self.place)

    def sizeHint(self) -> QSize:
        """Ask for the height of the rows and the words below them."""
        return QSize(200, round(len(self._grid.rows) * (CELL + GAP) + self._lines_below(self.width()) * self._line + 3))

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cells and the words at both axes."""
        painter = QPainter(self)
        self.paint_into(painter, QRectF(self.rect()), focused=self.hasFocus())
        painter.end()

    def paint_into(self, painter: QPainter, box: QRectF, *, focused: bool = False) -> None:
        """Paint the whole grid into a place."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._style.theme
        painter.setFont(self._style.small)
        metrics = QFontMetricsF(self._style.small)
        for row, severity in enumerate(self._grid.rows):
            first = self._box(row, 0, box)
            label = QRectF(box.left() + SIDE, first.top(), first.left() - box.left() - SIDE - 7, first.height())
            painter.setPen(theme.dim)
            words = metrics.elidedText(self._label(SEVERITY, severity), Qt.TextElideMode.ElideRight, label.width())
            painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
            for column, likelihood in enumerate(self._grid.columns):
                at = (row, column)
                self._paint_cell(
                    painter, (severity, likelihood), self._box(row, column, box), focused and at == self._at
                )
        painter.setPen(theme.dim)
        painter.setFont(self._style.small)
        for column, likelihood in enumerate(self._grid.columns):
            last = self._box(len(self._grid.rows) - 1, column, box)
            below = QRectF(last.left() - 2, last.bottom() + 1, last.width() + 4, 2 * self._line)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(below, flags, self._label(LIKELIHOOD, likelihood))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the cells; down from the last row leads to the cards."""
        by = _MOVES.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif by is None:
            event.ignore()
        elif by == (1, 0) and self._at[0] == len(self._grid.rows) - 1:
            self.below_asked.emit()
        else:
            row, column = self._at[0] + by[0], self._at[1] + by[1]
            self._at = (
                max(0, min(len(self._grid.rows) - 1, row)),
                max(0, min(len(self._grid.columns) - 1, column)),
            )
            self._tell()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer, or give it up."""
        at = self._cell_at(event.position().x(), event.position().y())
        if at is not None:
            self._at = at
            self.toggle()

    def event(self, event: QEvent) -> bool:
        """Say the cell under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._cell_at(event.pos().x(), event.pos().y())
            place = (self._grid.rows[at[0]], self._grid.columns[at[1]]) if at is not None else None
            QToolTip.showText(event.globalPos(), self.words(place) if place else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the words need at another width."""
        super().resizeEvent(event)
        self.updateGeometry()

    # Within

    def _lines_below(self, width: float) -> int:
        """Return in how many lines the words below the cells stand."""
        metrics = QFontMetricsF(self._style.small)
        room = self._box(0, 0, QRectF(0, 0, width, 0)).width() + 4
        labels = [self._label(LIKELIHOOD, key) for key in self._grid.columns]
        return 2 if any(metrics.horizontalAdvance(words) > room for words in labels) else 1

    @property
    def _line(self) -> float:
        return QFontMetricsF(self._style.small).height()

    def _label(self, field: str, key: str) -> str:
        found = self._kind.field(field)
        value = found.value(key) if found is not None else None
        return value.label if value is not None else key

    def _box(self, row: int, column: int, box: QRectF) -> QRectF:
        metrics = QFontMetricsF(self._style.small)
        labels = [self._label(SEVERITY, key) for key in self._grid.rows]
        left = SIDE + max((metrics.horizontalAdvance(words) for words in labels), default=0) + 8
        left = min(left, box.width() / 3)
        width = (box.width() - left - SIDE) / max(1, len(self._grid.columns))
        return QRectF(box.left() + left + column * width, box.top() + row * (CELL + GAP), width - GAP, CELL)

    def _paint_cell(self, painter: QPainter, place: Place, box: QRectF, has_keyboard: bool) -> None:
        theme, number = self._style.theme, len(self._grid.cells.get(place, ()))
        fill = mixed(theme.panel, theme.line, 0.7 if theme.dark else 0.35)
        if number:
            share = LEAST + (MOST - LEAST) * number / max(1, self._grid.fullest)
            fill = mixed(theme.paper, kind_mark(self._kind, theme), share)
        if self._chosen and place not in self._chosen:
            fill = mixed(fill, theme.panel, 0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if place in self._chosen:
            painter.setPen(QPen(theme.ink, 1.6))
            painter.drawRoundedRect(box.adjusted(0.8, 0.8, -0.8, -0.8), RADIUS, RADIUS)
        if has_keyboard:
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), RADIUS + 1, RADIUS + 1)
        if number:
            font = QFont(self._style.small)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(ink_on(fill, theme))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{number:,}")
            painter.setFont(self._style.small)

    def _cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        whole = QRectF(self.rect())
        return next(
            (
                (row, column)
                for row in range(len(self._grid.rows))
                for column in range(len(self._grid.columns))
                if self._box(row, column, whole).adjusted(0, 0, GAP, GAP).contains(x, y)
            ),
            None,
        )

    def _tell(self) -> None:
        if self._grid.rows and self._grid.columns:
            chosen = ", chosen" if self.place in self._chosen else ""
            self.setAccessibleDescription(f"{self.words(self.place)}{chosen}")


class RiskGrid(QWidget):
    """Show the grid, say what it leaves out, and let that be taken back."""

    cleared = Signal()
    counted_asked = Signal(list, str)  # the ids behind a number, and its words

    def __init__(self, kind: Kind, style: Style) -> None:
        super().__init__()
        self._kind = kind
        self.cells = GridCells(kind, style)
        self.said = QLabel()
        self.said.setProperty("dim", True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._grid = Grid((), (), {}, ())
        self.rated, self.unrated = QPushButton(), QPushButton()
        self.clear = QPushButton("Show all    Esc")
        for button in (self.rated, self.unrated, self.clear):
            button.setProperty("flat", True)
        self.rated.setToolTip("List the risks that have both a severity and a likelihood")
        self.unrated.setToolTip("List the risks that lack a severity or a likelihood")
        self.clear.clicked.connect(self.cleared)
        self.rated.clicked.connect(self._ask_rated)
        self.unrated.clicked.connect(
            lambda: self.counted_asked.emit([*self._grid.unrated], "Risks without severity or likelihood")
        )
        below = QHBoxLayout()
        below.setContentsMargins(6, 0, 6, 0)
        below.addWidget(self.rated)
        below.addSpacing(SIDE - 6)
        below.addWidget(self.said, 1)
        below.addWidget(self.unrated)
        below.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        column.addWidget(self.cells)
        column.addLayout(below)

    def show_grid(self, grid: Grid, chosen: frozenset[Place]) -> None:
        """Show other counts, and which cells are kept."""
        self._grid = grid
        self.cells.show_grid(grid, chosen)
        rated = sum(map(len, grid.cells.values()))
        kept = sum(len(grid.cells.get(place, ())) for place in chosen)
        if chosen:
            names = [self.cells.words(place).partition(":")[0] for place in sorted(chosen)]
            self.said.setText(f"Only {names[0].lower()}: {kept} of {rated}" if len(names) == 1 else _only(names, kept))
        else:
            self.said.setText("" if rated else "No risk here has severity and likelihood")
        self.rated.setText(f"{counted(rated, 'risk')} rated")
        self.rated.setVisible(bool(rated) and not chosen)
        self.said.setToolTip("; ".join(self.cells.words(place) for place in sorted(chosen)))
        self.unrated.setText(f"{len(grid.unrated):,} not rated")
        self.unrated.setVisible(bool(grid.unrated) and not chosen)
        self.clear.setVisible(bool(chosen))

    def _ask_rated(self) -> None:
        ids = [id_ for some in self._grid.cells.values() for id_ in some]
        self.counted_asked.emit(ids, "Risks with severity and likelihood")


def _only(names: list[str], kept: int) -> str:
    return f"Only {len(names)} cells: {counted(kept, 'risk')}"

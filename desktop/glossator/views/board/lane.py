"""A lane of the board: one kind's title and count, and its cards as a list that reads only what is in view."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from glossator.model.codebook import Kind
from glossator.review.board import Lane
from glossator.views.board.cards import NUMBER, Describing, LaneDelegate
from glossator.views.board.model import LaneModel
from glossator.views.board.rows import LaneRows, Row, plural
from glossator.views.desk import Desk
from glossator.views.panel.open_list import OpenList
from glossator.views.panel.shades import kind_mark
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style
from glossator.views.words import counted

#: The side of the kind's shape in pixels.
SHAPE = 12


#: More tags than this come or go at once only because others were chosen.
ONE_ACT = 2


class LaneList(OpenList):
    """Walk the cards of a lane; left and right, and up from the first row, lead out of it."""

    side_asked = Signal(int)
    above_asked = Signal()
    entered = Signal()
    counted_asked = Signal(str)  # the key of a heading whose number was pressed
    reached = Signal()  # the keyboard came here

    def __init__(self, model: LaneModel, delegate: LaneDelegate, parent: QWidget) -> None:
        super().__init__(model, delegate, parent)  # type: ignore[arg-type]
        self.begin()
        self.set_style(delegate.style)

    def set_style(self, style: Style) -> None:
        """Measure anew in another style."""
        self._delegate.set_style(style)  # type: ignore[attr-defined]
        self.set_ground(style.theme.panel)
        self._heights.estimate = self._delegate.usual_height  # type: ignore[attr-defined]
        self.verticalScrollBar().setSingleStep(style.line_step)
        self.measure_anew()

    @property
    def row(self) -> Row | None:
        """Return the row that is chosen."""
        return self.cards.row(self.cards.place(self._delegate.current))

    @property
    def laid_out(self) -> int:
        """Return how many cards were laid out since the start."""
        return self._delegate.laid_out  # type: ignore[attr-defined]

    def reset(self) -> None:
        """Begin anew after other rows came."""
        self._delegate.forget()  # type: ignore[call-arg]
        super().reset()

    def open_card(self, id_: str) -> None:
        """Choose a row and bring it into view, with the heading right above it."""
        super().open_card(id_)
        at = self.cards.place(id_)
        above = self.cards.row(at - 1)
        if above is not None and above.tag is None:
            self.reveal(at - 1)
            self.reveal(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen card in view where it was."""
        row = self.cards.place(self._delegate.current)
        rect = self._rect(row) if 0 <= row < len(self._heights) else QRect()
        was_in_view = rect.bottom() > 0 and rect.top() < event.oldSize().height()
        super().resizeEvent(event)
        if was_in_view and row > 1:
            self.reveal(row)

    def set_active(self, active: bool) -> None:
        """Show the chosen card as such, or not: one lane of the board has it."""
        if active != self._delegate.is_active:  # type: ignore[attr-defined]
            self._delegate.is_active = active  # type: ignore[attr-defined]
            self.viewport().update()

    def choose_near(self, y: int) -> None:
        """Choose the row at a height of the view."""
        row = min(max(0, self._heights.row_at(y + self.verticalScrollBar().value())), self.cards.rowCount() - 1)
        self.chosen.emit(self.cards.id_at(row))

    @property
    def middle(self) -> int:
        """Return the height in the view at which the chosen row begins, 0 where none does."""
        row = self.cards.place(self._delegate.current)
        rect = self._rect(row) if row >= 0 else None
        return max(0, min(self.viewport().height() - 1, rect.top() + 8)) if rect is not None else 0

    def step(self, by: int) -> bool:
        """Choose the next card, or the previous one, over headings; tell whether there was one."""
        at = self.cards.place(self._delegate.current) + by
        while (row := self.cards.row(at)) is not None and row.tag is None:
            at += by
        if row is not None:
            self.chosen.emit(row.key)
        return row is not None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came here."""
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the cards, or leave the lane."""
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if side is not None and not held:
            self.side_asked.emit(side)
        elif event.key() == Qt.Key.Key_Up and not held and self.cards.place(self._delegate.current) <= 0:
            self.above_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row; the number of a heading opens what it counts."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.cards.row(index.row()) if index.isValid() else None
        if row is not None and row.tag is None and event.position().x() > self.viewport().width() - NUMBER:
            self.counted_asked.emit(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card under the pointer."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.entered.emit()


class LaneView(QWidget):
    """Show a lane: its title, what may stand above its cards, and the cards."""

    all_asked = Signal()

    def __init__(self, desk: Desk, kind: Kind, style: Style) -> None:
        super().__init__()
        self.kind = kind
        self.describing = Describing(desk, kind)
        self.model = LaneModel(self.describing.spoken)
        self.delegate = LaneDelegate(self.describing, style)
        self.list = LaneList(self.model, self.delegate, self)
        self.list.setAccessibleName(plural(kind))
        self.lane: Lane | None = None
        self._shape = _Shape(kind, style)
        title = QLabel(plural(kind))
        font = title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.12)
        title.setFont(font)
        self.count = QPushButton()
        self.count.setProperty("flat", True)
        self.count.setToolTip("List these passages")
        self.count.clicked.connect(self.all_asked)
        self.nothing = QLabel()
        self.nothing.setProperty("dim", True)
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(16, 12, 16, 0)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 4)
        head.setSpacing(8)
        for part in (self._shape, title, self.count):
            head.addWidget(part)
        head.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(head)
        self.column.addWidget(self.nothing, 1)
        self.column.addWidget(self.list, 1)

    def show_lane(self, lane: Lane, rows: LaneRows, *, is_chosen: bool) -> None:
        """Show other cards; the chosen one stays chosen after an act, else the first card is, from the beginning."""
        before = set(self.lane.ids) if self.lane is not None else set()
        self.lane = lane
        chosen = self.delegate.current
        self.model.show(rows)
        if self.model.place(chosen) >= 0 and len(before ^ set(lane.ids)) <= ONE_ACT:
            self.list.open_card(chosen)
        else:
            self.list.open_card(self.model.id_at(min(1, self.model.rowCount() - 1)))
            self.list.scroll_to(0)
        self.count.setText(count_words(lane))
        self.list.setVisible(bool(rows.rows))
        self.nothing.setVisible(not rows.rows)
        key = f": {self.kind.shortcut.upper()} tags a passage as one while you read" if self.kind.shortcut else ""
        kind = self.kind.label.lower()
        if lane.count:
            some = "The grid leaves all of them out"
        elif is_chosen:
            some = f"No {kind} among the tags that are chosen above"
        else:
            some = f"No {kind} here yet{key}"
        self.nothing.setText(f"{some}.")

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self.list.set_style(style)
        self._shape.style_of = style
        self._shape.update()


def count_words(lane: Lane) -> str:
    """Say how many tags a lane has, and in how many documents."""
    shown = f"{lane.count - lane.hidden:,} of " if lane.hidden else ""
    return f"{shown}{lane.count:,} in {counted(lane.documents, 'document')}" if lane.count else "none"


class _Shape(QWidget):
    """Show a kind's shape."""

    def __init__(self, kind: Kind, style: Style) -> None:
        super().__init__()
        self._kind, self.style_of = kind, style
        self.setFixedSize(SHAPE, SHAPE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape."""
        painter = QPainter(self)
        paint_shape(painter, self._kind.shape, self.rect().toRectF(), kind_mark(self._kind, self.style_of.theme))
        painter.end()

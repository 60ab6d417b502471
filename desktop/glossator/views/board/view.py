"""The board mode: risks, positions and claims of all documents in three lanes of cards, grouped and sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QWidget

from glossator.exchange import board_table
from glossator.model.codebook import Codebook
from glossator.operations.board import Board, board, is_rated, lane_kinds
from glossator.operations.overview import Selection
from glossator.review.board import ORDERS, Place
from glossator.views import jobs
from glossator.views.board.cards import link_marks
from glossator.views.board.grid import RiskGrid
from glossator.views.board.lane import LaneView
from glossator.views.board.picture import picture
from glossator.views.board.rows import LaneRows, Row, plural, rows_of
from glossator.views.choice import Choice
from glossator.views.desk import Desk
from glossator.views.look import Look
from glossator.views.panel.links import BACKWARDS
from glossator.views.whole.passages import Column, PassageColumns
from glossator.views.whole.state import Known, Whole
from glossator.views.whole.taking import Taken
from glossator.views.whole.view import WholeView
from glossator.views.words import counted

#: What one key groups by, in turn; every other axis is in the menu.
GROUPINGS = ("issue", "who", "document", "verdict", "severity")

#: The orders inside a group, with their words.
ORDER_WORDS = dict(
    zip(ORDERS, ("As in the text", "By date", "Worst risks first", "For before against", "By verdict"), strict=True)
)

#: As many columns of passages as can be read beside one another: the card's own, and those it is linked to.
COLUMNS = 4


class Laid(NamedTuple):
    """Hold what was computed: the board, the rows of each lane, the links of each tag, and in how many documents."""

    board: Board
    rows: tuple[LaneRows, ...]
    marks: Mapping[str, Counter[str]]
    documents: int


class BoardView(WholeView):
    """Show the lanes, the grid above the risks, and the chosen card's passage below."""

    hints = "board"

    def __init__(self, whole: Whole, desk: Desk, look: Look) -> None:
        super().__init__(whole, desk, look)
        self.group_key, self.order = GROUPINGS[0], ORDERS[0]
        self.cells: frozenset[Place] = frozenset()
        self.lanes: list[LaneView] = []
        self.grid: RiskGrid | None = None
        self._board: Board | None = None
        self._codebook: Codebook | None = None
        self._at = 0  # the lane that the keyboard is in, or was last
        self._wants_keyboard = False  # no card was there yet to take it
        self.passages = PassageColumns(desk, self.style_of, "")
        self.passages.hide()
        self._lay_out()
        desk.project_opened.connect(self._begin_anew)

    # What a form says

    def request(self, known: Known, chosen: Selection) -> Callable[[jobs.Job], object]:
        """Lay the chosen tags out in lanes."""
        axes = known.overview.axes
        axis = axes.get(self.group_key, axes["issue"])
        codebook, order, cells = self.desk.codebook, self.order, self.cells

        def work(_job: jobs.Job) -> Laid:
            made = board(known.overview, codebook, axis, order, selection=chosen, cells=cells)
            documents = {one.document for lane in made.lanes for group in lane.groups for one in group.statements}
            return Laid(made, tuple(map(rows_of, made.lanes)), link_marks(known.links), len(documents))

        return work

    def show_result(self, result: object) -> None:
        """Show the lanes; the chosen card stays chosen where it is still there."""
        assert isinstance(result, Laid)
        self._make_lanes()
        self._board = result.board
        for view, lane, rows in zip(self.lanes, result.board.lanes, result.rows, strict=True):
            view.describing.take(self.whole.known, result.board.axis, result.marks)
            view.show_lane(lane, rows, is_chosen=self.whole.selection.leaves_out)
        if self.grid is not None and result.board.grid is not None:
            self.grid.show_grid(result.board.grid, self.cells)
        self._fill_choices()
        total = sum(lane.count for lane in result.board.lanes)
        self.summary = f"{counted(total, 'tag')} · {counted(result.documents, 'document')}"
        self.hints_changed.emit()
        if self.passages.isVisible():
            self._show_passages()
        if self._wants_keyboard:
            self.take_keyboard()
        self._reach(self._at)

    def parts(self) -> Sequence[QWidget]:
        """Return the lanes, the grid, then the passages; the bar stands in while there are none."""
        grid = [self.grid.cells] if self.grid is not None else []
        there = [*(lane.list for lane in self.lanes), *grid, *self.passages.lists]
        return there or [self.group_choice]

    def take_keyboard(self) -> None:
        """Put the keyboard into the lane where it was last."""
        there = [*self.lanes[self._at : self._at + 1], *self.lanes]
        target = next((lane.list for lane in there if lane.model.rowCount()), None)
        self._wants_keyboard = target is None
        (target or self.parts()[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def taken(self) -> Taken | None:
        """Return the picture of the first cards, a row for every card, and their passages by group."""
        if self._board is None or not any(lane.ids for lane in self._board.lanes):
            return None
        lanes, known, codebook = self._board.lanes, self.whole.known, self.desk.codebook
        titles = {id_: document.title for id_, document in known.documents.items()}
        words = board_table.Words(codebook, known.overview.axes["who"].heads, titles)
        project = self.desk.project

        def figures(out: object) -> None:
            with project.snapshot() as reads:
                board_table.write(reads, out, lanes, words)  # type: ignore[arg-type]

        groups = [
            (f"{plural(view.kind)} · {view.describing.heading(Row('', group))}", [one.id for one in group.statements])
            for view, lane in zip(self.lanes, lanes, strict=True)
            for group in lane.groups
        ]
        name = f"Board by {self._board.axis.label.lower()}"
        shown = picture(self.lanes, self.grid.cells if self.grid is not None else None, self.style_of)
        return Taken(name, shown, figures, groups)

    def apply_style(self) -> None:
        """Take other colours and type."""
        for lane in self.lanes:
            lane.set_style(self.style_of)
        if self.grid is not None:
            self.grid.cells.set_style(self.style_of)
        self.passages.set_style(self.style_of)

    @property
    def tag(self) -> str:
        """Return the tag that is chosen: in the passages while they have the keyboard, else on the card."""
        if any(one.hasFocus() for one in self.passages.lists):
            return self.passages.current
        row = self._row()
        return row.tag.id if row is not None and row.tag is not None else ""

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read or computed."""
        return super().is_still and self.passages.is_still

    def step(self, by: int) -> None:
        """Go to the next card of the lane, or the next passage while these have the keyboard."""
        if any(one.hasFocus() for one in self.passages.lists):
            self.passages.step(by)
        elif self.lanes and not self.lanes[self._at].list.step(by):
            self.desk.say("That was the last card." if by > 0 else "That was the first card.")

    def enter(self) -> None:
        """Show a card's passage with those it is linked to; again: read it. In the grid: choose the cell."""
        if self.grid is not None and self.grid.cells.hasFocus():
            self.grid.cells.toggle()
        elif any(one.hasFocus() for one in self.passages.lists):
            self.passages.open_current()
        elif (row := self._row()) is None:
            self.desk.say("There is no card here.")
        elif row.tag is None:
            self._ask_group(self.lanes[self._at], row)
        elif self.passages.isVisible():
            self.opened.emit(row.tag.document, row.tag.id)
        else:
            self.passages.show()
            self._show_passages()

    def escape(self) -> None:
        """Go back to the cards, then put the passages away, then show all risks again."""
        in_grid = self.grid is not None and self.grid.cells.hasFocus()
        if any(one.hasFocus() for one in self.passages.lists):
            self.take_keyboard()
        elif self.passages.isVisible() and not in_grid:
            self.passages.hide()
        elif self.cells:
            self.choose_cells(frozenset())
        else:
            self.take_keyboard()

    def next_grouping(self) -> None:
        """Group the cards by the next of the usual axes."""
        at = GROUPINGS.index(self.group_key) if self.group_key in GROUPINGS else -1
        axes = self.whole.known.overview.axes
        turn = [*GROUPINGS[at + 1 :], *GROUPINGS[: at + 1]]
        self._choose(group=next((key for key in turn if key in axes), self.group_key))

    def next_order(self) -> None:
        """Put the cards of each group in the next order."""
        self._choose(order=ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)])

    def choose_cells(self, cells: frozenset[Place]) -> None:
        """Keep the risks of some cells of the grid; all of them with none."""
        self.cells = cells
        self.refresh()

    # Within

    def _lay_out(self) -> None:
        self.group_choice, self.order_choice = Choice(1, 1), Choice(1, 1)
        self.bar.say("grouped by")
        self.bar.add(self.group_choice)
        self.bar.add(self.order_choice)
        self.bar.add_common()
        self._row_of_lanes = QWidget()
        self._row_of_lanes.setObjectName("board")
        self._row_of_lanes.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side_by_side = QHBoxLayout(self._row_of_lanes)
        self._side_by_side.setContentsMargins(0, 0, 0, 0)
        self._side_by_side.setSpacing(0)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._row_of_lanes)
        self.splitter.addWidget(self.passages)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([600, 240])
        self.column.addWidget(self.splitter, 1)
        self.group_choice.chosen.connect(lambda ids: self._choose(group=ids[-1]))
        self.order_choice.chosen.connect(lambda ids: self._choose(order=ids[-1]))
        self.bar.take_asked.connect(self.take_along)
        self.passages.opened.connect(self.opened)
        self.passages.all_asked.connect(self.passages_asked)

    def _begin_anew(self) -> None:
        self.cells, self._at, self._board = frozenset(), 0, None

    def _make_lanes(self) -> None:
        """Make a lane for each kind of the codebook, once for a codebook."""
        codebook = self.desk.codebook
        if codebook == self._codebook:
            return
        self._codebook = codebook
        while self._side_by_side.count():
            item = self._side_by_side.takeAt(0)
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lanes, self.grid = [], None
        for number, kind in enumerate(lane_kinds(codebook)):
            lane = LaneView(self.desk, kind, self.style_of)
            if self.grid is None and is_rated(kind):
                self.grid = RiskGrid(kind, self.style_of)
                lane.column.insertWidget(1, self.grid)
                self._connect_grid(self.grid, lane)
            if number:
                self._side_by_side.addWidget(_rule())
            self._side_by_side.addWidget(lane, 1)
            self.lanes.append(lane)
            self._connect_lane(lane, number)

    def _connect_grid(self, grid: RiskGrid, lane: LaneView) -> None:
        grid.cells.toggled.connect(lambda place: self.choose_cells(self.cells ^ {place}))
        grid.cells.below_asked.connect(lambda: lane.list.setFocus(Qt.FocusReason.OtherFocusReason))
        grid.cleared.connect(lambda: self.choose_cells(frozenset()))
        grid.counted_asked.connect(lambda ids, words: self.passages_asked.emit(words, [[id_] for id_ in ids], ""))
        lane.list.above_asked.connect(lambda: grid.cells.setFocus(Qt.FocusReason.OtherFocusReason))

    def _connect_lane(self, lane: LaneView, number: int) -> None:
        lane.list.chosen.connect(lambda key: self._go_to(number, key))
        lane.list.reached.connect(lambda: self._reach(number))
        lane.list.side_asked.connect(lambda by: self._go_beside(number, by))
        lane.list.entered.connect(self.enter)
        lane.list.counted_asked.connect(lambda key: self._ask_group(lane, lane.model.row(lane.model.place(key))))
        lane.all_asked.connect(lambda: self._ask_lane(lane))

    def _row(self) -> Row | None:
        return self.lanes[self._at].list.row if self._at < len(self.lanes) else None

    def _reach(self, number: int) -> None:
        self._at = number
        for at, lane in enumerate(self.lanes):
            lane.list.set_active(at == number)

    def _go_to(self, number: int, key: str) -> None:
        self._reach(number)
        self.lanes[number].list.open_card(key)
        if self.passages.isVisible():
            self._show_passages()

    def _go_beside(self, number: int, by: int) -> None:
        """Go to the card at the same height in the next lane that has one."""
        y = self.lanes[number].list.middle
        at = number + by
        while 0 <= at < len(self.lanes) and not self.lanes[at].model.rowCount():
            at += by
        if 0 <= at < len(self.lanes):
            there = self.lanes[at].list
            there.setFocus(Qt.FocusReason.OtherFocusReason)
            there.choose_near(there.mapFrom(self, self.lanes[number].list.mapTo(self, QPoint(0, y))).y())

    def _choose(self, *, group: str | None = None, order: str | None = None) -> None:
        self.group_key, self.order = group or self.group_key, order or self.order
        self.refresh()

    def _fill_choices(self) -> None:
        axes = {key: axis.label for key, axis in self.whole.known.overview.axes.items()}
        self.group_choice.fill(axes.items(), [self.group_key])
        self.group_choice.setText(f"{axes.get(self.group_key, self.group_key)} ▾")
        self.order_choice.fill(ORDER_WORDS.items(), [self.order])
        self.order_choice.setText(f"{ORDER_WORDS[self.order]} ▾")

    def _show_passages(self) -> None:
        row = self._row()
        if row is None or row.tag is None:
            return
        id_, columns = row.tag.id, [Column("This passage", "", (row.tag.id,))]
        by_relation: dict[str, list[str]] = {}
        for link in self.whole.known.links:
            if link.source == id_:
                by_relation.setdefault(link.relation, []).append(link.target)
            elif link.target == id_:
                by_relation.setdefault(BACKWARDS.get(link.relation, link.relation), []).append(link.source)
        columns += [
            Column(f"{words[0].upper()}{words[1:]}", counted(len(ids), "passage"), tuple(ids))
            for words, ids in by_relation.items()
        ]
        self.passages.show_columns(columns[:COLUMNS], self.whole.known.documents, go_to=id_)

    def _ask_group(self, lane: LaneView, row: Row | None) -> None:
        if row is not None:
            title = f"{plural(lane.kind)} · {lane.describing.heading(row)}"
            self.passages_asked.emit(title, [[one.id] for one in row.group.statements], "")

    def _ask_lane(self, lane: LaneView) -> None:
        if lane.lane is not None:
            self.passages_asked.emit(plural(lane.kind), [[id_] for id_ in lane.lane.ids], "")


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedWidth(1)
    return rule

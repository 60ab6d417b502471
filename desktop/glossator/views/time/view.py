"""Over time: what holders said on an issue, when, and where they turned; the passages in columns below."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from typing import BinaryIO

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QWidget

from glossator.exchange.csv_export import Cells, Encoder
from glossator.operations.overview import Selection
from glossator.review.trajectory import Line
from glossator.views import jobs
from glossator.views.choice import Choice, short
from glossator.views.desk import Desk
from glossator.views.look import Look
from glossator.views.modes import FORMS, TIME
from glossator.views.segment import Segment
from glossator.views.time.chart import Chart
from glossator.views.time.plan import MOST_LINES, Plan, Stop, plan
from glossator.views.whole.notes import Notes
from glossator.views.whole.passages import Column, PassageColumns
from glossator.views.whole.state import Known, Whole
from glossator.views.whole.taking import Picture, Taken
from glossator.views.whole.view import WholeView
from glossator.views.words import counted, date_words

#: The least width of a column in pixels; more columns than fit are scrolled.
COLUMN = 290

#: The columns of the figures.
FIGURES = ("holder", "issue", "date", "document", "stance", "score", "condition", "change", "reader", "tag_id")


class TimeView(WholeView):
    """Show lines of stance over time and the passages behind every point."""

    form_asked = Signal(str)  # another form of comparing

    hints = "time"

    def __init__(self, whole: Whole, desk: Desk, look: Look) -> None:
        super().__init__(whole, desk, look)
        self.holders: tuple[str, ...] = ()
        self.issue = ""
        self.plan = Plan((), (), (), ())
        self._tag = ""
        self.chart = Chart(self.style_of)
        self.note = Notes()
        self.passages = PassageColumns(
            desk, self.style_of, "Set holder, issue and stance on positions: their line over time is drawn here."
        )
        self._lay_out()
        self._connect()

    # What a form says

    def request(self, known: Known, chosen: Selection) -> Callable[[jobs.Job], object]:
        """Order the chosen statements into lines and stops."""
        holders, issue = self.holders, self.issue
        return lambda _job: plan(known, chosen.of(known.overview.statements), holders, issue)

    def show_result(self, result: object) -> None:
        """Show the lines, and the passage that was chosen where it is still there."""
        assert isinstance(result, Plan)
        self.plan = result
        known = self.whole.known
        names = [self._name(line) for line in result.lines]
        self.chart.show_lines(result, names, known.overview.scale)
        self._fill_choices()
        self._say()
        ids = result.ids
        if self._tag not in ids:
            turns = [point.statement.id for line in result.lines for point in line.turns]
            self._tag = next(iter([*turns, *reversed(ids)]), "")
        self.passages.setMinimumWidth(COLUMN * len(result.stops))
        columns = [Column(self._title(stop), self._below(stop), stop.ids) for stop in result.stops]
        self.passages.show_columns(columns, known.documents, go_to=self._tag)
        self.chart.set_current(self._tag)
        QTimer.singleShot(0, self, self._join)

    def parts(self) -> Sequence[QWidget]:
        """Return the chart, then the columns."""
        return [self.chart, *self.passages.lists]

    def taken(self) -> Taken | None:
        """Return the picture of the lines, the points as figures, and the passages by stop."""
        if not self.plan.lines:
            return None
        issues = {line.issue for line in self.plan.lines}
        of = self.whole.known.name(next(iter(issues))) if len(issues) == 1 else "several issues"
        size = QSize(self.chart.width(), round(self.chart.drawing.height))
        shown, known = self.plan, self.whole.known
        picture = Picture(size, self.chart.paint_picture)
        groups = [(f"{self._title(stop)}, {date_words(stop.date)}", stop.ids) for stop in shown.stops]
        return Taken(f"{of} over time", picture, lambda out: figures(shown, known, out), groups)

    def apply_style(self) -> None:
        """Take other colours and type."""
        self.chart.set_style(self.style_of)
        self.passages.set_style(self.style_of)

    @property
    def tag(self) -> str:
        """Return the passage that is chosen."""
        return self._tag

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read or computed."""
        return super().is_still and self.passages.is_still

    def step(self, by: int) -> None:
        """Go to the next passage in time, or the previous one."""
        ids = self.plan.ids
        at = ids.index(self._tag) + by if self._tag in ids else 0
        if ids and 0 <= at < len(ids):
            self.go_to(ids[at])
        else:
            self.desk.say("That was the last passage." if by > 0 else "That was the first passage.")

    def enter(self) -> None:
        """Go from the chart into the passages; from there, read one in its document."""
        if self.chart.hasFocus():
            self.passages.take_keyboard()
        else:
            self.passages.open_current()

    def next_mode(self) -> None:
        """Go on to the first form of comparing."""
        self.form_asked.emit(FORMS[0][0])

    def go_to(self, tag: str) -> None:
        """Choose a passage in the chart and in the columns."""
        self._tag = tag
        self.chart.set_current(tag)
        self.passages.go_to(tag)
        self._reveal()

    # Within

    def _lay_out(self) -> None:
        self.forms = QButtonGroup(self)
        for key, words in FORMS:
            button = Segment(words)
            button.setChecked(key == TIME)
            button.clicked.connect(lambda _checked=False, form=key: self._ask_form(form))
            self.forms.addButton(button)
            self.bar.add(button)
        self.holders_choice, self.issue_choice = Choice(0, MOST_LINES), Choice(0, 1)
        self.bar.add(self.holders_choice)
        self.bar.say("on")
        self.bar.add(self.issue_choice)
        self.bar.add_common()
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self.scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidget(self.passages)
        self.column.addWidget(self.note)
        self.column.addWidget(self.chart)
        self.column.addWidget(self.scroll, 1)

    def _connect(self) -> None:
        self.holders_choice.chosen.connect(self._choose_holders)
        self.issue_choice.chosen.connect(self._choose_issue)
        self.bar.take_asked.connect(self.take_along)
        self.chart.chosen.connect(self.go_to)
        self.passages.reached.connect(self._reached)
        self.passages.opened.connect(self.opened)
        self.passages.all_asked.connect(self.passages_asked)
        self.note.passages_asked.connect(self.passages_asked)
        self.scroll.horizontalScrollBar().valueChanged.connect(lambda _value: self._join())
        self.passages.laid_out.connect(self._join)

    def _ask_form(self, form: str) -> None:
        if form != TIME:
            self.forms.buttons()[-1].setChecked(True)
            self.form_asked.emit(form)

    def _choose_holders(self, ids: list[str]) -> None:
        self.holders = tuple(ids)
        self.refresh()

    def _choose_issue(self, ids: list[str]) -> None:
        self.issue = ids[-1] if ids else ""
        self.refresh()

    def _reached(self, tag: str) -> None:
        if tag != self._tag:
            self._tag = tag
            self.chart.set_current(tag)
            self._reveal()

    def _reveal(self) -> None:
        at = self.plan.stop_of(self._tag)
        if 0 <= at < len(self.passages.lists):
            self.scroll.ensureWidgetVisible(self.passages.lists[at].parentWidget(), 0, 0)

    def _join(self) -> None:
        """Tell the chart where each stop's column lies."""
        middles: dict[str, float] = {}
        for stop, listed in zip(self.plan.stops, self.passages.lists, strict=False):
            holder = listed.parentWidget()
            middle = holder.mapTo(self, holder.rect().center()).x()
            middles.update(dict.fromkeys(stop.ids, float(middle)))
        self.chart.set_columns(middles)

    def _name(self, line: Line) -> str:
        known = self.whole.known
        by_holder = len({one.issue for one in self.plan.lines}) == 1
        if by_holder:
            return known.name(line.who)
        if len({one.who for one in self.plan.lines}) == 1:
            return known.name(line.issue)
        return f"{known.name(line.who)}: {known.name(line.issue)}"

    def _fill_choices(self) -> None:
        known = self.whole.known
        shown_issues = {line.issue for line in self.plan.lines}
        issue = self.issue or (next(iter(shown_issues)) if len(shown_issues) == 1 and not self.holders else "")
        rows = [(who, f"{known.name(who)}  {count}") for who, count in self.plan.holders]
        self.holders_choice.fill(rows, list(self.holders))
        names = " · ".join(short(known.name(who)) for who in self.holders)
        self.holders_choice.setText(f"{names or 'Who says most'} ▾")
        rows = [(one, f"{known.name(one)}  {count}") for one, count in self.plan.issues]
        self.issue_choice.fill(rows, [issue] if issue else [])
        self.issue_choice.setText(f"{short(known.name(issue)) if issue else 'every issue'} ▾")

    def _say(self) -> None:
        shown = self.plan
        # Two readers of one sentence see the same turn.
        turns = len({(line.who, line.issue, point.days) for line in shown.lines for point in line.turns})
        undated = [one.id for line in shown.lines for one in line.undated]
        documents = len({stop.document for stop in shown.stops})
        passages = counted(sum(line.count for line in shown.lines), "passage")
        parts = [passages, counted(documents, "document"), counted(turns, "turn")]
        self.summary = " · ".join(parts) if shown.lines else "no passages"
        said: list[tuple[str, Sequence[str]]] = []
        if undated:
            said.append((f"{counted(len(undated), 'passage')} without a date", undated))
            said.append(("date the document, or the statement with T", ()))
        if shown.left:
            said.append((f"{shown.left} more did not fit: choose holders, documents or dates above", ()))
        self.note.show_parts(said)
        self.hints_changed.emit()

    def _title(self, stop: Stop) -> str:
        document = self.whole.known.documents.get(stop.document)
        return document.title if document is not None else ""

    def _below(self, stop: Stop) -> str:
        labels = self.whole.known.overview.scale.labels
        stances = dict.fromkeys(labels.get(one.stance, one.stance).lower() for one in stop.statements)
        condition = ["under a condition"] if any(one.is_conditional for one in stop.statements) else []
        return " · ".join([date_words(stop.date) or "no date", ", ".join(stances), *condition])


def figures(shown: Plan, known: Known, out: BinaryIO) -> None:
    """Write the lines as a table: a row a statement, those without a date last, UTF-8 with a byte order mark."""
    out.write(b"\xef\xbb\xbf")
    sheet, cells = csv.writer(Encoder(out.write)), Cells()
    sheet.writerow(FIGURES)
    for line in shown.lines:
        points = [(point.statement, point.score, point.change) for point in line.points]
        undated = [(one, known.overview.scale.score(one.stance), "") for one in line.undated]
        for said, scored, change in [*points, *undated]:
            document = known.documents.get(said.document)
            words = (
                known.name(line.who),
                known.name(line.issue),
                said.date,
                document.title if document is not None else "",
                said.stance,
            )
            rest = (said.fields.get("condition", ""), change, known.readers.get(said.reader, ""), said.id)
            score = "" if scored is None else str(scored)
            sheet.writerow((*cells.safe(words), score, *cells.safe(rest)))

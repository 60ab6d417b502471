"""The sheet that shows the project at a glance; what it shows is read and compared in a thread."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from glossator.model.people import Reader
from glossator.operations import glance as operations
from glossator.operations.glance import Glance
from glossator.review.comparison import Comparison
from glossator.views import jobs
from glossator.views.desk import Change, Desk
from glossator.views.glance.bars import Bars
from glossator.views.glance.kept import Kept, Pairs
from glossator.views.glance.months import Months
from glossator.views.glance.numbers import Kinds, Numbers
from glossator.views.glance.readers import Agreement, Progress
from glossator.views.newest import Newest
from glossator.views.panel.style import Style
from glossator.views.sheets.sheet import Sheet
from glossator.views.theme import Theme


class GlanceSheet(Sheet):
    """Show tags over time, who and what, readers and their agreement; every number opens its passages."""

    passages_asked = Signal(str, list, str)
    job_started = Signal(object)

    size_wanted = (960, 700)

    def __init__(self, host: QWidget, desk: Desk, kept: Kept, *, theme: Theme, place: tuple[int, int] = (0, 0)) -> None:
        """``place`` is the part, and its figure, at which the keyboard begins."""
        super().__init__(host, "The project at a glance", theme)
        self._desk, self._kept = desk, kept
        style, kinds = Style.of(theme, self.font()), Kinds(desk.codebook)
        self.months = Months(style, kinds)
        self.who, self.issues = Bars("Who", style, kinds), Bars("Issues", style, kinds)
        self.readers, self.agreement = Progress(style), Agreement(style)
        self.stop = QPushButton("Stop comparing")
        self.stop.setProperty("flat", True)
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        self.numbers: tuple[Numbers, ...] = (self.months, self.who, self.issues, self.readers, self.agreement)
        self._part = place[0]
        self.numbers[self._part].at = place[1]
        self.take = QPushButton("Take along    Ctrl E")
        self.take.setProperty("pill", True)
        self.take.clicked.connect(self.take_along)
        self.title_row.insertWidget(self.title_row.count() - 2, self.take)
        self.runs["Ctrl+E"] = self.take_along
        self._reading = Newest("Looking at the project", self)
        self._comparing = Newest("Comparing readers", self)
        self._lay_out()
        for one in self.numbers:
            one.asked.connect(self._ask)
            one.reached.connect(lambda box, one=one: self._show(one, box))
        desk.changed.connect(self._follow)
        desk.closing.connect(self._drop)
        self.closed.connect(self._drop)
        self._read()

    def first(self) -> QWidget:
        """Begin with time, or where the reader was."""
        return self.numbers[self._part]

    @property
    def place(self) -> tuple[int, int]:
        """Return the part that has the keyboard, and its figure."""
        part = next((at for at, one in enumerate(self.numbers) if one.hasFocus()), self._part)
        return part, self.numbers[part].at

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        super().set_theme(theme)
        style = Style.of(theme, self.font())
        for one in self.numbers:
            one.set_style(style)

    def take_along(self) -> None:
        """Take the picture, the numbers or the passages behind them along."""
        from glossator.views.glance.taken import taken  # read late: files are asked for seldom
        from glossator.views.whole.taking import ask

        found = taken(f"{self._desk.project.info().title} at a glance", self._area.widget(), self.numbers)
        if found is None:
            self._desk.say("There is nothing here to take along yet.")
            return
        job = ask(self, self._desk, found, self.theme)
        if job is not None:
            self.job_started.emit(job)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read or compared."""
        return self._reading.is_still and self._comparing.is_still

    # Within

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 4, 14, 4)
        column.setSpacing(14)
        column.addWidget(self.months)
        beside = QHBoxLayout()
        beside.setSpacing(28)
        beside.addWidget(self.who, 1, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self.issues, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(beside)
        column.addWidget(self.readers)
        column.addWidget(self.agreement)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setObjectName("plain")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        self._area.setWidget(inner)
        self.body.addWidget(self._area, 1)

    def _read(self) -> None:
        project = self._desk.project

        def work(_job: jobs.Job) -> Glance:
            with project.snapshot() as reads:
                return operations.glance(reads)

        self._reading.start(work, self._take, fail=self._desk.refuse)

    def _take(self, glance: Glance) -> None:
        self.months.show_spans(glance.kinds, glance.spans, glance.undated)
        self.who.show_rows(glance.who)
        self.issues.show_rows(glance.issues)
        self.readers.show_readers(glance)
        self._compare([one.reader for one in glance.readers if one.tags])

    def _compare(self, readers: list[Reader]) -> None:
        names = {reader.id: reader.name for reader in readers}
        if len(readers) < 2:
            self._comparing.drop()
            self._compared({}, names)
            return
        if self._kept.pairs is not None:
            self._compared(self._kept.pairs, names)
            return
        project = self._desk.project

        def work(job: jobs.Job) -> dict[tuple[str, str], Comparison | None]:
            with project.snapshot() as reads:
                return operations.pairs(reads, readers, progress=job.report, cancelled=job.is_cancelled)

        self.agreement.say("readers are being compared…")
        self.stop.show()
        job = self._comparing.start(work, lambda found: self._compared(found, names), fail=self._desk.refuse)
        job.progressed.connect(lambda done, total: self._tell(job, done, total))

    def _tell(self, job: jobs.Job, done: int, total: int) -> None:
        if not self._comparing.is_still and not job.is_cancelled() and total:
            self.agreement.say(f"readers are being compared… {100 * done // total} %")

    def _compared(self, found: Pairs, names: dict[str, str]) -> None:
        self._kept.pairs = found
        self.stop.hide()
        self.agreement.show_pairs(found, names)
        self._area.widget().layout().activate()  # the parts have their heights at once

    def _stop(self) -> None:
        self._comparing.drop()
        self.stop.hide()
        self.agreement.say("not compared: it was stopped")
        self.agreement.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, title: str, groups: list[list[str]], rule: str) -> None:
        if groups:
            self.passages_asked.emit(title, groups, rule)
        else:
            self._desk.say(f"{title}: there is no passage behind it.")

    def _show(self, one: Numbers, box: QRect) -> None:
        """Scroll a figure into view."""
        place = one.mapTo(self._area.widget(), box.center())
        self._area.ensureVisible(place.x(), place.y(), 20, box.height() // 2 + 30)

    def _follow(self, change: Change) -> None:
        if self.isVisible() and {row.table for row in change.act.changes} & {
            "annotation",
            "document",
            "mark",
            "entity",
        }:
            self._read()

    def _drop(self) -> None:
        """Take no result any more."""
        self._reading.drop()
        self._comparing.drop()

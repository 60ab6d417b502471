"""The network mode: holders joined by the issues on which they agree or differ, an edge's passages beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QPushButton, QSplitter, QVBoxLayout, QWidget

from glossator.exchange import network_csv, network_graphml
from glossator.operations.networking import stopping
from glossator.operations.overview import Selection
from glossator.review.layout import Point
from glossator.review.measures import Measured, measured
from glossator.review.network import AFFILIATION, HOLDER, NORMALISATIONS, Network
from glossator.views import jobs
from glossator.views.choice import Choice, short
from glossator.views.desk import Desk
from glossator.views.look import Look
from glossator.views.network.asked import DRAWN, TOGETHER, Asked, Found, find, fingerprint, in_a_circle, placed
from glossator.views.network.canvas import Canvas
from glossator.views.network.describing import measure_rows, told
from glossator.views.network.legend import Legend
from glossator.views.network.picture import MOST
from glossator.views.network.quotations import ByEdge
from glossator.views.network.remembered import Remembered
from glossator.views.network.side import Side
from glossator.views.network.time_range import TimeRange
from glossator.views.newest import Newest
from glossator.views.settings import Settings
from glossator.views.whole.state import Known, Whole
from glossator.views.whole.taking import Picture, Taken
from glossator.views.whole.view import WholeView
from glossator.views.words import counted

#: The width of the side in pixels at first, and its least.
SIDE, LEAST = 374, 260


#: Milliseconds from what is known of a network to the work that seeks its places: a paint lies between.
SOON = 30


#: Of so many edges the quotations are taken along, the strongest: of all of them nobody reads a page.
MOST_QUOTED = 100


class NetworkView(WholeView):
    """Show the network, a range of time below it, and what is chosen beside it."""

    hints = "network"

    def __init__(self, whole: Whole, desk: Desk, look: Look) -> None:
        super().__init__(whole, desk, look)
        self.asked = Asked()
        self.found: Found | None = None
        self._last_one_mode = TOGETHER
        self._measured: Mapping[str, Measured] | None = None
        self._remembered = Remembered(Settings())
        self._laying = Newest("Placing the network", self)
        self._start: Callable[[], None] = lambda: None
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(lambda: self._start())
        self._measuring = Newest("Measuring the network", self)
        self.canvas = Canvas(desk, self.style_of)
        self.legend = Legend(self.style_of)
        self.time = TimeRange(self.style_of)
        self.side = Side(desk, self.style_of)
        self._lay_out()
        self._connect()

    # What a form says

    def request(self, known: Known, chosen: Selection) -> Callable[[jobs.Job], object]:
        """Make the network of the chosen positions."""
        project, asked, statements = self.desk.project, self.asked, known.overview.statements

        def work(job: jobs.Job) -> tuple[Found, str]:
            with project.snapshot() as reads:
                found = find(reads, statements, asked, chosen, job.is_cancelled)
            return found, fingerprint(found.network)

        return work

    def show_result(self, result: object) -> None:
        """Show the network: where it was drawn before, in the same places, else those are sought in a thread."""
        assert isinstance(result, tuple)
        found, print_ = result
        self.found = found
        self._measured = None
        self._measuring.drop()
        self._fill_choices()
        self._say()
        chosen = self.whole.selection
        self.time.show_days(found.days, chosen.since, chosen.until)
        self.canvas.empty = self._empty()
        self.canvas.show_network(found.network, found.edges, self.whole.known.overview.scale)
        key = self._key()
        exact = self._remembered.exactly(key, print_)
        previous = self._remembered.last(key)
        self.canvas.show_places(exact or previous)
        self._laying.drop()
        self._soon.stop()
        if exact is not None or not found.network.nodes:
            return
        self._lay_soon(key, print_, previous)

    def parts(self) -> Sequence[QWidget]:
        """Return the picture, the range of time, then the passages."""
        return [self.canvas, *([self.time] if self.time.isVisibleTo(self) else []), *self.side.passages.lists]

    def taken(self) -> Taken | None:
        """Return the picture, the edges as a table and a graph, and the passages of every edge."""
        if self.found is None or not self.found.network.nodes:
            return None
        network, known = self.found.network, self._measured
        return Taken(
            f"Network {DRAWN[self.asked.drawn].lower()}",
            Picture(QSize(self.canvas.width(), self.canvas.height() + self.legend.height()), self._paint),
            lambda out: network_csv.write(network, out),
            ByEdge(network, self.found.edges[:MOST_QUOTED]),
            {
                ".graphml": (
                    "Graph, GraphML",
                    lambda out: network_graphml.write(network, out, known if known is not None else measured(network)),
                )
            },
            about=f"quotations of the {MOST_QUOTED} strongest edges" if len(self.found.edges) > MOST_QUOTED else "",
        )

    def apply_style(self) -> None:
        """Take other colours and type."""
        for part in (self.canvas, self.legend, self.time, self.side):
            part.set_style(self.style_of)

    @property
    def tag(self) -> str:
        """Return the passage that is chosen."""
        return self.side.passages.current

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read or computed."""
        others = (self._laying, self._measuring, self.canvas, self.side.passages)
        if self._soon.isActive():
            return False
        return super().is_still and all(one.is_still for one in others)

    def step(self, by: int) -> None:
        """Go to the next edge, or in the passages to the next of them."""
        if any(one.hasFocus() for one in self.side.passages.lists):
            self.side.passages.step(by)
        elif not self.canvas.step(by):
            self.desk.say("That was the last edge." if by > 0 else "That was the first edge.")

    def enter(self) -> None:
        """Go into the passages of what is chosen; from there, read one in its document."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        elif any(one.hasFocus() for one in self.side.passages.lists):
            self.side.passages.open_current()
        elif self.side.passages.lists:
            self.side.passages.take_keyboard()
        else:
            self.desk.say("Nothing is chosen: Tab goes to an edge, arrows go to a node.")

    def turn(self) -> None:
        """Show holders with issues instead of holders among themselves, or these again."""
        self._ask(drawn=self._last_one_mode if self.asked.drawn == AFFILIATION else AFFILIATION)

    # Within

    def _lay_out(self) -> None:
        self.drawn_choice, self.normalisation_choice = Choice(1, 1), Choice(1, 1)
        self.issue_choice = Choice(0, None)
        for choice in (self.drawn_choice, self.normalisation_choice, self.issue_choice):
            self.bar.add(choice)
        self.bar.add_common()
        left = QWidget()
        left.setObjectName("paper")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 6)
        inside.setSpacing(0)
        inside.addWidget(self.canvas, 1)
        inside.addWidget(self.legend)
        inside.addWidget(self.time)
        self.side.setMinimumWidth(LEAST)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([1440 - SIDE, SIDE])
        self.column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.drawn_choice.chosen.connect(lambda ids: self._ask(drawn=ids[-1]))
        self.normalisation_choice.chosen.connect(lambda ids: self._ask(normalisation=ids[-1]))
        self.issue_choice.chosen.connect(lambda ids: self._ask(issues=frozenset(ids) or None))
        self.time.chosen.connect(lambda since, until: self.whole.choose(since=since, until=until))
        self.canvas.chosen_changed.connect(self._show_chosen)
        self.canvas.entered.connect(self.enter)
        self.side.passages.opened.connect(self.opened)
        self.side.passages.all_asked.connect(self.passages_asked)
        self.side.passages_asked.connect(self.passages_asked)
        self.bar.take_asked.connect(self.take_along)
        self.desk.closing.connect(self._forget)

    def _ask(self, **parts: object) -> None:
        now = self.asked
        values = {"drawn": now.drawn, "normalisation": now.normalisation, "issues": now.issues} | parts
        self.asked = Asked(**values)  # type: ignore[arg-type]
        if self.asked.drawn != AFFILIATION:
            self._last_one_mode = self.asked.drawn
        self.refresh()

    def _forget(self) -> None:
        """Let another project begin with all issues."""
        self._soon.stop()
        self._laying.drop()
        self._measuring.drop()
        self.found = None
        self.canvas.clear()
        self.side.show_told(None, {})
        self.asked = Asked(self.asked.drawn, self.asked.normalisation)

    def _key(self) -> str:
        mode = "issues" if self.asked.drawn == AFFILIATION else "holders"
        return f"{self.desk.project.id}-{mode}"

    def _lay_soon(self, key: str, print_: str, previous: Mapping[str, Point]) -> None:
        """Seek places once what is known is painted: the window and the thread share one lock."""
        assert self.found is not None
        network = self.found.network

        def start() -> None:
            job = self._laying.start(
                lambda job: placed(network, previous, stopping(job.report, job.is_cancelled)),
                lambda places: self._take_places(key, print_, places),
                fail=self.desk.refuse,
            )
            job.cancelled.connect(lambda: self._give_up(network))
            self.job_started.emit(job)

        self._start = start
        self._soon.start()

    def _take_places(self, key: str, print_: str, places: Mapping[str, Point]) -> None:
        self._remembered.put(key, print_, places)
        self.canvas.show_places(self._remembered.exactly(key, print_) or places)

    def _give_up(self, network: Network) -> None:
        """Show those in a circle for whom no place was awaited."""
        if self.found is not None and self.found.network is network:
            self.canvas.show_places(in_a_circle(network, self._remembered.last(self._key())))

    def _empty(self) -> str:
        assert self.found is not None
        if self.found.network.nodes:
            return f"{counted(len(self.found.network.nodes), 'name')} are being placed …"
        if self.found.positions == 0 and self.found.days:
            return "Nobody took a position in this range of time: widen it, or choose other documents."
        if self.whole.selection.leaves_out:
            return "None of the positions that are chosen above has a holder, an issue and a stance."
        return "No position has a holder, an issue and a stance yet: fill these in, and the holders stand here."

    def _fill_choices(self) -> None:
        assert self.found is not None
        asked = self.asked
        self.drawn_choice.fill(DRAWN.items(), [asked.drawn])
        self.drawn_choice.setText(f"{DRAWN[asked.drawn]} ▾")
        self.normalisation_choice.fill(((key, one.label) for key, one in NORMALISATIONS.items()), [asked.normalisation])
        self.normalisation_choice.setVisible(asked.drawn != TOGETHER)  # issues are counted, not statements
        self.normalisation_choice.setText(f"{NORMALISATIONS[asked.normalisation].label} ▾")
        self.normalisation_choice.setToolTip(NORMALISATIONS[asked.normalisation].words)
        names = {id_: self.found.network.name(id_) for id_ in self.found.issues}
        chosen = [id_ for id_ in names if id_ in (asked.issues or ())]
        self.issue_choice.fill(((id_, f"{name}  {self.found.issues[id_]}") for id_, name in names.items()), chosen)
        said = (
            short(names[chosen[0]]) if len(chosen) == 1 else counted(len(chosen), "issue") if chosen else "All issues"
        )
        self.issue_choice.setText(f"{said} ▾")

    def _say(self) -> None:
        assert self.found is not None
        network = self.found.network
        holders = sum(node.mode == HOLDER for node in network.nodes)
        positions = self.found.positions
        parts = [counted(holders, "holder"), counted(len(network.edges), "edge"), counted(positions, "position")]
        self.summary = " · ".join(parts)
        rest = []
        if network.nodes and not network.edges:
            rest.append("no two have taken a position on the same issue" if holders > 1 else "one holder joins nobody")
        if len(network.edges) > MOST:
            rest.append(f"the {MOST} strongest edges are drawn, of a chosen node all")
        if network.left_out:
            rest.append(f"{counted(network.left_out, 'position')} without holder, issue or stance left out")
        if network.undated:
            rest.append(f"{network.undated} without a date left out")
        drawn = {"congruence": "agree", "conflict": "differ"}.get(self.asked.drawn, self.asked.drawn)
        self.legend.show_meaning(drawn, self.asked.normalisation, " · ".join(rest))
        self.hints_changed.emit()

    def _show_chosen(self) -> None:
        if self.found is None:  # the project is being closed
            return
        chosen = self.canvas.chosen
        said = told(self.found.network, chosen, self.whole.known.overview.scale)
        self.side.show_told(said, self.whole.known.documents)
        self.canvas.say(said.spoken if said is not None else self.canvas.empty)
        if said is not None and not chosen.is_edge:
            self._measure()

    def _measure(self) -> None:
        """Show the measures of the chosen node; they are counted in a thread when the first node is chosen."""
        assert self.found is not None
        if self._measured is not None:
            self._show_measures()
        elif self._measuring.is_still:
            network = self.found.network
            job = self._measuring.start(
                lambda job: measured(network, step=stopping(job.report, job.is_cancelled)),
                self._take_measures,
                fail=self.desk.refuse,
            )
            self.job_started.emit(job)

    def _take_measures(self, found: Mapping[str, Measured]) -> None:
        self._measured = found
        self._show_measures()

    def _show_measures(self) -> None:
        chosen = self.canvas.chosen
        if self._measured is not None and not chosen.is_edge and chosen.source in self._measured:
            self.side.show_rows(measure_rows(self._measured[chosen.source]))

    # The picture

    def _paint(self, painter: QPainter) -> None:
        self.canvas.paint(painter)
        below = QRectF(0, self.canvas.height(), self.canvas.width(), self.legend.height())
        self.legend.paint(painter, below)

"""What the modes that show the whole project have in common: they compute in a thread and answer the same keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from glossator.operations.overview import Selection
from glossator.views import jobs
from glossator.views.desk import Desk
from glossator.views.keys import WHOLE
from glossator.views.look import Look
from glossator.views.newest import Newest
from glossator.views.panel.style import Style
from glossator.views.whole.bar import WholeBar
from glossator.views.whole.state import Known, Whole
from glossator.views.whole.taking import Taken


class WholeView(QWidget):
    """Show the project's tags in one form; a form says what it computes and how it shows the result."""

    opened = Signal(str, str)  # a document and a tag of it, to be read
    job_started = Signal(object)
    passages_asked = Signal(str, list, str)  # what a number counts: a title, ids of tags in groups, the rule
    hints_changed = Signal()

    #: What is shown, in words for the status bar.
    summary = ""

    #: The name under which the keys that help are listed.
    hints = "whole"

    def __init__(self, whole: Whole, desk: Desk, look: Look) -> None:
        super().__init__()
        self.setProperty("keys", WHOLE)
        self.whole, self.desk, self.look = whole, desk, look
        self.style_of = Style.of(look.theme, self.font())
        self.bar = WholeBar(whole, desk, self.style_of)
        self.bar.question.left.connect(self.take_keyboard)
        self._active = False
        self._computing = Newest("Looking at the project", self)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._compute)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.bar)
        whole.changed.connect(self.refresh)
        desk.closing.connect(self._computing.drop)

    # What a form says

    def request(self, known: Known, chosen: Selection) -> Callable[[jobs.Job], object]:
        """Return the work that computes what is shown: it runs in a thread and may touch nothing of the view."""
        raise NotImplementedError

    def show_result(self, result: object) -> None:
        """Show what was computed."""
        raise NotImplementedError

    def parts(self) -> Sequence[QWidget]:
        """Return what the keyboard goes through, the first one at the start."""
        raise NotImplementedError

    def taken(self) -> Taken | None:
        """Return what can be taken along of what is shown; None where nothing is."""
        raise NotImplementedError

    def apply_style(self) -> None:
        """Take the colours and type of ``style_of``."""
        raise NotImplementedError

    @property
    def tag(self) -> str:
        """Return the id of the tag that is chosen, "" where none is."""
        return ""

    def step(self, by: int) -> None:
        """Go to the next passage, or the previous one."""

    def enter(self) -> None:
        """Open what is chosen."""

    def turn(self) -> None:
        """Exchange rows and columns, or what the form has for it."""

    def next_grouping(self) -> None:
        """Group by the next of the usual heads, where the form groups."""

    def next_order(self) -> None:
        """Sort by the next order, where the form sorts."""

    # What the window asks

    def set_active(self, active: bool) -> None:
        """Be shown, or hidden: nothing is read or computed while hidden."""
        if active == self._active:
            return
        self._active = active
        self.whole.show(active)
        if active:
            self.refresh()
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard where the keys of this mode work."""
        self.parts()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, _theme: object) -> None:
        """Take other colours."""
        self.style_of = Style.of(self.look.theme, self.font())
        self.bar.question.completion.set_style(self.style_of)
        self.apply_style()

    def next_part(self, by: int) -> None:
        """Move the keyboard to the next part."""
        there = [part for part in self.parts() if part.isVisible()]
        at = next((n for n, part in enumerate(there) if part.hasFocus() or part.isAncestorOf(self.focusWidget())), 0)
        if there:
            there[(at + by) % len(there)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def escape(self) -> None:
        """Go back to the first part."""
        self.take_keyboard()

    def next_mode(self) -> None:
        """Do nothing: there is one form in this mode."""

    def ask(self) -> None:
        """Put the keyboard into the field for a question."""
        self.bar.question.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.question.selectAll()

    def take_along(self) -> None:
        """Take what is shown along as a picture, a table or quotations."""
        from glossator.views.whole.taking import ask  # read late: files are asked for seldom

        taken = self.taken()
        if taken is None:
            self.desk.say("There is nothing here to take along yet.")
            return
        about = " · ".join(part for part in (taken.about, self.whole.words()) if part)
        job = ask(self, self.desk, replace(taken, about=about), self.look.theme)
        if job is not None:
            self.job_started.emit(job)

    def refresh(self) -> None:
        """Compute anew what is shown, with the next turn."""
        if self._active:
            self._again.start()

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read or computed."""
        computed = self._computing.is_still and not self._again.isActive()
        return computed and self.whole.is_still and self.bar.questions.is_still

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_theme(None)

    # Within

    def _compute(self) -> None:
        known = self.whole.known
        if not self._active or not known.overview.axes:
            return
        work = self.request(known, self.whole.selection)
        self._computing.start(work, self.show_result, fail=self.desk.refuse)

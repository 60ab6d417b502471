"""Unfold beneath the current tag what each holder last said on its issue; the same key folds it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from glossator.operations.last_words import LastWord, LastWords, last_words
from glossator.operations.tags import attached_spans
from glossator.views import jobs
from glossator.views.desk import Change, Desk
from glossator.views.newest import Newest
from glossator.views.page.unfolded import Line, Unfolded
from glossator.views.page.view import PageView
from glossator.views.tagging import Tagging
from glossator.views.words import date_words

#: The key that unfolds and folds.
KEY = "V"


class Unfolding(QObject):
    """Read the last words in a thread and show them over the page."""

    opened = Signal(str, str)  # a document and a tag of it, to be read
    job_started = Signal(object)

    def __init__(self, desk: Desk, page: PageView, tagging: Tagging) -> None:
        super().__init__(page)
        self._desk, self._page, self._tagging = desk, page, tagging
        self._reading = Newest("Looking for last words", self)
        self._words: Sequence[LastWord] = ()
        self.panel = Unfolded(page, KEY)
        self.panel.opened.connect(self._open)
        for signal in (desk.document_opened, desk.current_changed, desk.closing):
            signal.connect(self.fold)
        desk.changed.connect(self._follow)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read."""
        return self._reading.is_still

    def turn(self) -> None:
        """Unfold, or fold what is unfolded."""
        if self.panel.isVisible():
            self.fold()
            return
        annotation = self._tagging.current()
        if annotation is None:
            self._desk.say(f"Choose a tag first; {KEY} unfolds what each last said on its issue.")
        elif not attached_spans(annotation):
            self._desk.say("This tag has no place in the text; what others said cannot be shown beneath it.")
        else:
            self._page.reveal(*attached_spans(annotation)[0])
            self._read()

    def fold(self) -> None:
        """Show nothing beneath the tag."""
        self._reading.drop()
        self.panel.fold()

    def _read(self) -> None:
        annotation, project = self._tagging.current(), self._desk.project
        if annotation is None:
            return

        def work(_job: jobs.Job) -> LastWords:
            with project.snapshot() as reads:
                return last_words(reads, annotation)

        self.job_started.emit(self._reading.start(work, self._show))

    def _show(self, found: LastWords) -> None:
        annotation = self._tagging.current()
        spans = attached_spans(annotation) if annotation is not None else []
        if not found.issue or not found.words or not spans:
            self.panel.fold()
            if spans:
                self._desk.say(
                    f"Nobody has said anything on “{found.issue}” yet."
                    if found.issue
                    else "This tag has no issue yet: I sets it; then V unfolds what each last said on it."
                )
            return
        self._words = found.words
        lines = [self._line(one, found) for one in found.words]
        title = f"{found.issue}: what each last said, before this passage or after it"
        self.panel.unfold(max(spans, key=lambda span: span[1]), title, lines, found.scale)

    def _line(self, one: LastWord, found: LastWords) -> Line:
        stance = found.scale.labels.get(one.stance, one.stance)
        if one.is_conditional and stance:
            stance += ", if"
        kind = self._desk.codebook.kind(one.kind)
        when = "this passage" if one.tag == self._desk.current else date_words(one.date)
        if one.is_later:
            when += ", later"
        return Line(
            one.who,
            stance or (kind.label if kind is not None else one.kind),
            found.scale.score(one.stance),
            bool(one.stance),
            one.is_conditional,
            when,
            " ".join(one.words.split()),
        )

    def _open(self, at: int) -> None:
        chosen = self._words[at]
        self.fold()
        self.opened.emit(chosen.document, chosen.tag)

    def _follow(self, _change: Change) -> None:
        if self.panel.isVisible():
            self._read()

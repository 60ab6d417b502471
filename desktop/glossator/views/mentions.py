"""Go to the next sentence that names a known actor and that the reader has not tagged yet.

Such sentences are found beside the window when they are first asked for, and again when a name is new;
from then on a key finds the next one at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from glossator.operations.mentions import KnownNames, Unmarked, naming_sentences
from glossator.text.segments import Range
from glossator.views import jobs
from glossator.views.desk import MANY_TAGS, Change, Desk
from glossator.views.newest import Newest
from glossator.views.page.view import PageView
from glossator.views.selecting import Selecting
from glossator.views.shown_tags import page_tag


class Mentions(QObject):
    """Know the sentences of the shown document that name somebody, and walk those without a tag."""

    job_started = Signal(object)  # the search, which may be long

    def __init__(self, desk: Desk, page: PageView, selecting: Selecting) -> None:
        super().__init__(page)
        self._desk, self._page, self._selecting = desk, page, selecting
        self._finding = Newest("Looking for names", self)
        self._found: Unmarked | None = None
        self._touched: set[str] = set()
        self._by = 0
        for signal in (desk.document_opened, desk.reader_changed, desk.sight_changed):
            signal.connect(self._forget)
        desk.changed.connect(self._follow)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being looked for."""
        return self._finding.is_still

    def go(self, by: int) -> None:
        """Go to the next (1) or previous (-1) such sentence, when they are found."""
        if self._page.reshaping:
            self._desk.say("A tag’s end is being moved: Enter keeps it, Esc gives it up.")
            return
        self._by = by
        if self._found is not None:
            self._step(self._found)
        elif self._finding.is_still and self._desk.document is not None:
            self._find()
        elif self._desk.document is None:
            self._desk.say("There is no text here that could name somebody.")

    def _find(self) -> None:
        desk = self._desk
        document, project, reader = desk.document, desk.project, desk.reader.id
        paragraphs, text = desk.paragraphs, desk.content.text
        assert document is not None
        self._touched = set()

        def work(job: jobs.Job) -> Unmarked:
            with project.snapshot() as reads:
                actors = reads.entities("actor")
                marks = reads.marks_of_tags(document.id)
            names = KnownNames(name for actor in actors for name in actor.names)
            spans: dict[str, list[Range]] = {}
            for id_, _kind, whose, _part, start, end in marks:
                if whose == reader:
                    spans.setdefault(id_, []).append((start, end))
            found = naming_sentences(paragraphs, text, names, cancelled=job.is_cancelled, progress=job.report)
            return Unmarked(found, spans.items())

        self.job_started.emit(self._finding.start(work, self._take))

    def _take(self, found: Unmarked) -> None:
        for id_ in self._touched:
            found.put(id_, self._spans_of(id_))
        self._touched = set()
        self._found = found
        self._step(found)

    def _step(self, found: Unmarked) -> None:
        caret, by = self._page.caret(), self._by
        sentence = found.after(caret) if by > 0 else found.before(caret)
        again = ""
        if sentence is None:
            sentence = found.first() if by > 0 else found.last()
            again = "From the beginning again: one" if by > 0 else "From the end again: one"
        if sentence is None:
            self._desk.say(
                "Every sentence that names a known actor has a tag of yours."
                if found.count
                else "No sentence here names a known actor; actors are known once a tag names them."
            )
            return
        start, end = sentence
        if found.left == 1 and start <= caret <= end:
            self._desk.say("This is the only sentence left that names a known actor and has no tag of yours.")
        elif found.left == 1:
            self._desk.say("The only sentence left that names a known actor and has no tag of yours.")
        else:
            self._desk.say(
                f"{again or 'One'} of {found.left:,} sentences that name a known actor and have no tag of yours."
            )
        self._desk.set_current("")  # what is pressed next is meant for this sentence
        self._selecting.go_to(sentence)

    def _spans_of(self, id_: str) -> Sequence[Range]:
        """Return where a tag of the reader lies in the shown document."""
        annotation, document = self._desk.annotation(id_), self._desk.document
        mine = annotation is not None and document is not None and annotation.document == document.id
        if annotation is None or not mine or annotation.reader != self._desk.reader.id:
            return ()
        return page_tag(annotation).spans

    def _follow(self, change: Change) -> None:
        document = self._desk.document
        is_described = document is not None and document.id in change.documents  # in another language, maybe
        if change.names or is_described or len(change.tags) > MANY_TAGS:
            self._forget()
        elif self._found is not None:
            for id_ in change.tags:
                self._found.put(id_, self._spans_of(id_))
        elif not self._finding.is_still:
            self._touched |= change.tags

    def _forget(self) -> None:
        """Look anew when it is next asked for."""
        self._finding.drop()
        self._found = None

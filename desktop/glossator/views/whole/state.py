"""What the views of the whole project show: every tag as a statement, read once, and which of them are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from glossator.model.annotation import Link
from glossator.model.codebook import Codebook
from glossator.model.document import Document
from glossator.model.problem import Problem, Refused
from glossator.model.question_terms import Terms, terms
from glossator.model.question_words import words_of
from glossator.operations import asking, questions
from glossator.operations.overview import Overview, Selection, overview
from glossator.operations.questions import Listed
from glossator.review.statement import Scale
from glossator.store import Reads
from glossator.views import jobs
from glossator.views.desk import Change, Desk
from glossator.views.newest import Newest
from glossator.views.words import date_words

#: The tables whose rows change what the views of the whole show.
_SHOWN = frozenset({"annotation", "decision", "document", "entity", "link", "mark", "reader", "project", "question"})


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what was read of a project: its tags, documents by id in their order, readers' names by id, links."""

    overview: Overview
    documents: Mapping[str, Document] = field(default_factory=dict)
    readers: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    terms: Terms = field(default_factory=lambda: terms(Codebook(())))  # the words of questions
    questions: tuple[Listed, ...] = ()  # those that have names
    answers: frozenset[str] | None = None  # the tags that answer the question that is asked, None without one
    wrong: Problem | None = None  # why the question is not understood any more

    def name(self, entity: str) -> str:
        """Return the name of an actor or an issue by id."""
        return self.overview.axes["issue"].words(entity)


NOTHING = Known(Overview((), {}, Scale({}, {})))


class Whole(QObject):
    """Own what was read and what is chosen; nothing is read while no view of the whole is shown."""

    changed = Signal()  # other tags were read, or others are chosen
    asked = Signal()  # another question is asked, or none any more
    misread = Signal()  # a question was not understood; what was asked before still is

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.known = NOTHING
        self.selection = Selection()
        self.question = self.plain_question = ""  # as it was written, and as the program writes it
        self._shown = 0
        self._stale = True
        self._reading = Newest("Reading the project", self)
        self._asking = Newest("Asking", self)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._read)
        desk.changed.connect(self._follow)
        desk.project_opened.connect(self._opened)
        desk.reader_changed.connect(self._outdated)
        desk.sight_changed.connect(self._outdated)
        desk.closing.connect(self._stop)

    def show(self, shown: bool) -> None:
        """Count a view that is shown, or is not any more; what is out of date is read then."""
        self._shown += 1 if shown else -1
        if self._shown and self._stale:
            self._again.start()

    def choose(self, **parts: object) -> None:
        """Choose other tags: documents, readers, since, until, among, as ``Selection`` has them."""
        wanted = replace(self.selection, **parts)  # type: ignore[arg-type]
        if wanted != self.selection:
            self.selection = wanted
            self.changed.emit()

    def ask(self, words: str) -> bool:
        """Look only at the tags that answer a question, at all with ""; a wrong word is said and changes nothing.

        Tell whether another question is asked than before.
        """
        asked = " ".join(words.split())
        if asked == self.question:
            return False
        if not asked:
            self.question = self.plain_question = ""
            self.choose(among=None)
            self.asked.emit()
            return True
        project = self._desk.project

        def work(_job: jobs.Job) -> tuple[frozenset[str], str]:
            with project.snapshot() as reads:
                question = asking.question_of(reads, asked)
                return frozenset(asking.ask(reads, question)), words_of(question)

        def take(result: tuple[frozenset[str], str]) -> None:
            found, self.plain_question = result
            self.question = asked
            self.choose(among=found)
            self.asked.emit()

        def refuse(problem: Problem) -> None:
            self._desk.refuse(problem)
            self.misread.emit()

        self._asking.start(work, take, fail=refuse)
        return True

    def words(self) -> str:
        """Say what is chosen: the question, documents, readers and dates; "" where everything is."""
        known, chosen = self.known, self.selection
        parts = [self.question] if self.question else []
        if chosen.documents is not None:
            parts.append(", ".join(one.title for id_, one in known.documents.items() if id_ in chosen.documents))
        if chosen.readers is not None:
            parts.append(", ".join(name for id_, name in known.readers.items() if id_ in chosen.readers))
        if chosen.since:
            parts.append(f"from {date_words(chosen.since)}")
        if chosen.until:
            parts.append(f"to {date_words(chosen.until)}")
        return " · ".join(parts)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read."""
        return self._reading.is_still and self._asking.is_still and not self._again.isActive()

    # Within

    def _read(self) -> None:
        if not self._desk.has_project:
            return
        self._stale = False
        project, question = self._desk.project, self.question

        def work(_job: jobs.Job) -> Known:
            with project.snapshot() as reads:
                return read(reads, question)

        self._reading.start(work, lambda known: self._take(known, question), fail=self._desk.refuse)

    def _take(self, known: Known, question: str) -> None:
        self.known = known
        if question == self.question and known.answers != self.selection.among:
            self.selection = replace(self.selection, among=known.answers)
        self.changed.emit()
        if known.wrong is not None and question == self.question:
            self._desk.refuse(known.wrong)
            self.misread.emit()

    def _follow(self, change: Change) -> None:
        if _SHOWN & {row.table for row in change.act.changes}:
            self._outdated()

    def _outdated(self) -> None:
        self._stale = True
        if self._shown:
            self._again.start()

    def _opened(self) -> None:
        self.known, self.selection = NOTHING, Selection()
        self.question = self.plain_question = ""
        self.asked.emit()
        self._outdated()

    def _stop(self) -> None:
        """Take no result any more: the project it was read from is closed."""
        self._again.stop()
        self._reading.drop()
        self._asking.drop()
        self._stale = True


def read(reads: Reads, question: str) -> Known:
    """Read what the views of the whole show; nothing answers a question that is not understood any more."""
    found, wrong = None, None
    if question:
        try:
            found = frozenset(asking.ask(reads, asking.question_of(reads, question)))
        except Refused as refused:  # a reader, a document or a value that it names is gone, or has another name
            found, wrong = frozenset(), refused.problem
    return Known(
        overview(reads, agreed=True),
        {document.id: document for document in reads.documents()},
        {reader.id: reader.name for reader in reads.readers()},
        tuple(reads.links()),
        asking.vocabulary(reads),
        tuple(questions.listed(reads)),
        found,
        wrong,
    )

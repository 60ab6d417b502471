"""Documents beside each other: which ones, what is tagged in each, and what belongs to a chosen actor, issue or tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer, Signal

from glossator.anchoring.aligned import Aligned, aligned
from glossator.model.document import Content, Document
from glossator.model.people import Entity
from glossator.operations.versions import Edition, editions
from glossator.store import Reads
from glossator.views import jobs
from glossator.views.compare.became import Becomings, Row, becomings
from glossator.views.compare.joined import Linked, Thread, linked_among, threads_between
from glossator.views.compare.state import MOST
from glossator.views.desk import Change, Desk
from glossator.views.newest import Newest
from glossator.views.page.lanes import PageTag
from glossator.views.shown_tags import ShownTags
from glossator.views.words import date_words

#: Before a document's id: the same document a second time, at another place.
AGAIN = "again:"

#: Between a document's id and that of an earlier version of it.
VERSION = "@"

#: So many tags are shown anew one by one; more are read again.
FEW = 8

#: Alignments of two versions that are kept: those that were looked at last.
KEPT = 6


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a document as a column shows it, or an earlier version of it; ``below`` says which one, where it has some.

    ``aside`` is its date where it has none.
    """

    document: Document
    content: Content
    tags: tuple[PageTag, ...]
    version: str
    aside: str = ""
    below: str = ""
    rows: tuple[Row, ...] = ()

    @property
    def is_current(self) -> bool:
        """Tell whether it is the document as it is now."""
        return self.version == self.document.version

    @property
    def choice(self) -> str:
        """Name it as the choice of documents does."""
        return self.document.id if self.is_current else f"{self.document.id}{VERSION}{self.version}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold what joins two versions of one document that stand beside each other."""

    aligned: Aligned
    becomings: Becomings


@dataclass(frozen=True, slots=True)
class Read:
    """Hold what was read: pages, links among their tags, what joins neighbours, and earlier versions to choose from."""

    pages: tuple[Page, ...]
    links: tuple[Linked, ...]
    pairs: tuple[Pair | None, ...]
    earlier: tuple[tuple[str, str], ...]
    alignments: Mapping[tuple[str, str], Aligned]


class Beside(QObject):
    """Own the state of the documents' side of the compare mode."""

    loaded = Signal()
    marked_changed = Signal()
    job_started = Signal(object)
    retold = Signal(object)  # the ids of a few tags, of which only the places are others now

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.chosen: tuple[str, ...] = ()
        self.pages: tuple[Page, ...] = ()
        self.links: tuple[Linked, ...] = ()
        self.pairs: tuple[Pair | None, ...] = ()
        self.earlier: tuple[tuple[str, str], ...] = ()  # earlier versions to choose from, with their words
        self._alignments: dict[tuple[str, str], Aligned] = {}
        self.entity: Entity | None = None
        self.marked: frozenset[str] = frozenset()
        self.current = ""
        self.active = False
        self._reading = Newest("Opening documents beside each other", self)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.load)
        desk.changed.connect(self._follow)
        desk.sight_changed.connect(self._look_anew)
        desk.closing.connect(self._stop)
        desk.project_opened.connect(self._forget)

    def set_active(self, active: bool) -> None:
        """Show documents from now on, or stop."""
        self.active = active
        if active:
            self.load()

    def choose(self, ids: Sequence[str]) -> None:
        """Show these documents, in this order; one named twice is shown at two places."""
        self.chosen = tuple(id_.removeprefix(AGAIN) for id_ in ids)[:MOST]
        self.load()

    def load(self) -> None:
        """Read the documents and their tags, off the window's thread."""
        self._stop()
        if not self.active or not self.desk.has_project:
            return
        project, chosen, shown = self.desk.project, self.chosen, self.desk.document

        alignments = dict(self._alignments)

        def work(job: jobs.Job) -> Read | None:
            with project.snapshot() as reads:
                return read(reads, chosen, shown.id if shown else "", alignments=alignments, job=job)

        job = self._reading.start(work, lambda result: self._show(result) if result else None, fail=self.desk.refuse)
        if any(VERSION in one for one in chosen):
            self.job_started.emit(job)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read."""
        return self._reading.is_still and not self._again.isActive()

    @property
    def menu_ids(self) -> list[str]:
        """Return the shown documents' ids as the menu names them: a second place of one has its own name."""
        seen: set[str] = set()
        named = []
        for page in self.pages:
            id_ = page.choice
            named.append(f"{AGAIN}{id_}" if id_ in seen else id_)
            seen.add(id_)
        return named

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return what can be a column, by its name in the menu: documents, earlier versions, the first once more."""
        rows = [(one.id, one.title) for one in self.desk.project.documents()]
        again = [(f"{AGAIN}{one.document.id}", f"{one.document.title}, a second place") for one in self.pages[:1]]
        return [*rows, *self.earlier, *again]

    def mark_entity(self, entity: Entity | None) -> None:
        """Mark what belongs to an actor or an issue in every column, or nothing."""
        self.entity = entity
        self.marked = frozenset(self.desk.project.annotations_naming(entity.id)) if entity else frozenset()
        self.marked_changed.emit()

    def set_current(self, tag: str) -> None:
        """Choose a tag: what it is linked to, and what is on its issue, is marked in every column."""
        self.current = tag
        if self.entity is None:
            self.marked = self._belonging(tag) if not any(self.pairs) else frozenset()
        self.marked_changed.emit()

    def next_tag(self, tags: Iterable[PageTag], by: int) -> PageTag | None:
        """Return the tag of a column that follows the current one or comes before it, of those marked for an entity."""
        wanted = [tag for tag in tags if tag.spans and (self.entity is None or tag.id in self.marked)]
        order = sorted(wanted, key=lambda tag: (tag.spans[0], tag.id))
        ids = [tag.id for tag in order]
        at = ids.index(self.current) + by if self.current in ids else (0 if by > 0 else len(ids) - 1)
        return order[at] if 0 <= at < len(order) else None

    def _belonging(self, tag: str) -> frozenset[str]:
        chosen = self.desk.annotation(tag) if tag else None
        if chosen is None:
            return frozenset()
        linked = {link.target for link in self.links if link.source == tag}
        linked |= {link.source for link in self.links if link.target == tag}
        issues = [
            chosen.fields[field.key]
            for field in self.desk.kind_of(chosen).fields
            if field.type == "issue" and field.key in chosen.fields
        ]
        for issue in issues:
            linked |= {*self.desk.project.annotations_naming(issue)}
        return frozenset(linked - {tag})

    def threads(self, at: int) -> list[Thread]:
        """Place the links between a column and the next one, whichever way they point; none between versions."""
        if self.pairs[at] is not None:
            return []
        return threads_between(self.pages[at].tags, self.pages[at + 1].tags, self.links)

    def _show(self, found: Read) -> None:
        self.pages, self.links, self.pairs, self.earlier = found.pages, found.links, found.pairs, found.earlier
        for key, one in found.alignments.items():
            self._alignments.pop(key, None)
            self._alignments[key] = one
        while len(self._alignments) > KEPT:
            del self._alignments[next(iter(self._alignments))]
        self.chosen = tuple(page.choice for page in self.pages)
        if self.entity is not None:
            self.marked = frozenset(self.desk.project.annotations_naming(self.entity.id))
        self.loaded.emit()

    def _stop(self) -> None:
        """Take no result any more: the project it was read from is closed."""
        self._again.stop()
        self._reading.drop()

    def _forget(self) -> None:
        self.chosen = ()
        self._alignments.clear()
        self.entity, self.marked, self.current = None, frozenset(), ""
        if self.active:
            self._again.start()

    def _look_anew(self) -> None:
        if self.active:
            self._again.start()

    def _follow(self, change: Change) -> None:
        if not self.active or not {row.table for row in change.act.changes} & {"annotation", "link", "document"}:
            return
        if sum(pair is not None for pair in self.pairs) == 1 and _only_places(change):
            self.retold.emit(change.tags)
        else:
            self._again.start()


def _only_places(change: Change) -> bool:
    """Tell whether an act gave a few tags other places and did nothing else."""
    changes = change.act.changes
    places = all(row.table == "annotation" and {*row.fields} <= {"passages", "modified"} for row in changes)
    return places and len(changes) <= FEW


def read(
    reads: Reads, chosen: Sequence[str], shown: str, *, alignments: Mapping[tuple[str, str], Aligned], job: jobs.Job
) -> Read | None:
    """Read documents with their tags and what joins them; without a choice the shown one and the next.

    None where it was cancelled.
    """
    documents = reads.documents()
    there = {document.id: document for document in documents}
    split = [one.partition(VERSION) for one in chosen]
    wanted = [(there[id_], version) for id_, _, version in split if id_ in there]
    if len(wanted) < 2:
        first = wanted[0][0] if wanted else there.get(shown)
        at = documents.index(first) if first is not None else 0
        wanted = [(one, "") for one in [*documents[at:], *documents[:at]][:2]]
    had = {one.id: editions(reads, one) for one in documents if len(reads.versions(one.id)) > 1}
    pages = tuple(_page(reads, document, version, had.get(document.id, ())) for document, version in wanted)
    pairs: list[Pair | None] = []
    used: dict[tuple[str, str], Aligned] = {}
    for left, right in pairwise(pages):
        pair = None
        if left.document.id == right.document.id and left.version != right.version:
            key = (left.version, right.version)
            found = alignments.get(key) or aligned(
                left.content.text, right.content.text, progress=_told(job), cancelled=job.is_cancelled
            )
            if found is None:
                return None
            used[key] = found
            pair = _joined(reads, left, right, found)
        pairs.append(pair)
    links = linked_among(reads.links(), {tag.id for page in pages for tag in page.tags})
    earlier = tuple(
        (f"{id_}{VERSION}{one.version}", f"{there[id_].title}, {edition_words(one)}")
        for id_, known in had.items()
        for one in reversed(known)
        if not one.current and one.readable
    )
    return Read(pages, links, tuple(pairs), earlier, used)


def edition_words(edition: Edition) -> str:
    """Say which version of a document it is: “12 May 2026, talks.txt”; of the current one “now: …”."""
    said = ", ".join(filter(None, (date_words(edition.came[:10]), edition.file_name)))
    return f"now: {said}" if edition.current and said else "now" if edition.current else said or "an earlier version"


def _page(reads: Reads, document: Document, version: str, known: Sequence[Edition]) -> Page:
    edition = next((one for one in known if one.version == version and one.readable and not one.current), None)
    if edition is None:
        rows = tuple(reads.marks_of_tags(document.id))
        aside, below = (date_words(document.published), "") if len(known) < 2 else ("", edition_words(known[-1]))
        content, tags = reads.content(document.version), tuple(ShownTags(rows))
        return Page(document, content, tags, document.version, aside, below, rows)
    rows = tuple(reads.places_in(document.id, version))
    return Page(document, reads.content(version), tuple(ShownTags(rows)), version, "", edition_words(edition), rows)


def _joined(reads: Reads, left: Page, right: Page, found: Aligned) -> Pair:
    states = reads.states_of_passages(right.document.id) if right.is_current else {}
    texts = (left.content.text, right.content.text)
    several = {row[0] for row in (*left.rows, *right.rows) if row[3]} | {id_ for id_, part in states if part}
    kept = {id_: passages for id_, (passages, _) in reads.passages_as_kept(several).items()} if right.is_current else {}
    return Pair(found, becomings(left.rows, right.rows, states, texts=texts, aligned=found, kept=kept))


def _told(job: jobs.Job) -> Callable[[int, int, str], None]:
    return lambda done, total, _words: job.report(done, total)

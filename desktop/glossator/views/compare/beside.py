"""Documents beside each other: which ones, what is tagged in each, and what belongs to a chosen actor, issue or tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from glossator.model.document import Content, Document
from glossator.model.people import Entity
from glossator.store import Reads
from glossator.views import jobs
from glossator.views.compare.joined import Linked, Thread, linked_among, threads_between
from glossator.views.compare.state import MOST
from glossator.views.desk import Change, Desk
from glossator.views.newest import Newest
from glossator.views.page.lanes import PageTag
from glossator.views.shown_tags import ShownTags

#: Before a document's id: the same document a second time, at another place.
AGAIN = "again:"


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a document as a column shows it."""

    document: Document
    content: Content
    tags: tuple[PageTag, ...]


class Beside(QObject):
    """Own the state of the documents' side of the compare mode."""

    loaded = Signal()
    marked_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.chosen: tuple[str, ...] = ()
        self.pages: tuple[Page, ...] = ()
        self.links: tuple[Linked, ...] = ()
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

        def work(_job: jobs.Job) -> tuple[tuple[Page, ...], tuple[Linked, ...]]:
            with project.snapshot() as reads:
                return read(reads, chosen, shown.id if shown else "")

        self._reading.start(work, lambda result: self._show(*result), fail=self.desk.refuse)

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
            id_ = page.document.id
            named.append(f"{AGAIN}{id_}" if id_ in seen else id_)
            seen.add(id_)
        return named

    def mark_entity(self, entity: Entity | None) -> None:
        """Mark what belongs to an actor or an issue in every column, or nothing."""
        self.entity = entity
        self.marked = frozenset(self.desk.project.annotations_naming(entity.id)) if entity else frozenset()
        self.marked_changed.emit()

    def set_current(self, tag: str) -> None:
        """Choose a tag: what it is linked to, and what is on its issue, is marked in every column."""
        self.current = tag
        if self.entity is None:
            self.marked = self._belonging(tag)
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
        """Place the links between a column and the next one, whichever way they point."""
        return threads_between(self.pages[at].tags, self.pages[at + 1].tags, self.links)

    def _show(self, pages: tuple[Page, ...], links: tuple[Linked, ...]) -> None:
        self.pages, self.links = pages, links
        self.chosen = tuple(page.document.id for page in pages)
        if self.entity is not None:
            self.marked = frozenset(self.desk.project.annotations_naming(self.entity.id))
        self.loaded.emit()

    def _stop(self) -> None:
        """Take no result any more: the project it was read from is closed."""
        self._again.stop()
        self._reading.drop()

    def _forget(self) -> None:
        self.chosen = ()
        self.entity, self.marked, self.current = None, frozenset(), ""
        if self.active:
            self._again.start()

    def _look_anew(self) -> None:
        if self.active:
            self._again.start()

    def _follow(self, change: Change) -> None:
        if self.active and {row.table for row in change.act.changes} & {"annotation", "link", "document"}:
            self._again.start()


def read(reads: Reads, chosen: Sequence[str], shown: str) -> tuple[tuple[Page, ...], tuple[Linked, ...]]:
    """Read documents with their tags and the links between them; without a choice the shown one and the next."""
    documents = reads.documents()
    there = {document.id: document for document in documents}
    wanted = [there[id_] for id_ in chosen if id_ in there]
    if len(wanted) < 2:
        first = wanted[0] if wanted else there.get(shown)
        at = documents.index(first) if first is not None else 0
        wanted = [*documents[at:], *documents[:at]][:2]
    pages = tuple(
        Page(one, reads.content(one.version), tuple(ShownTags(reads.marks_of_tags(one.id)))) for one in wanted
    )
    tags = {tag.id for page in pages for tag in page.tags}
    links = linked_among(reads.links(), tags)
    return pages, links

"""What is compared: which readers or documents, what joins their tags, and which difference is looked at.

The views of the compare mode show this and ask it to act; it asks the desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from glossator.model.annotation import Link
from glossator.model.identity import AGREED_READER
from glossator.model.people import Reader
from glossator.operations import comparing, settling
from glossator.operations.people import AGREED_NAME
from glossator.store import Reads
from glossator.views import jobs
from glossator.views.compare.joined import (
    Differences,
    Joined,
    Linked,
    Thread,
    linked_among,
    outcome_words,
    threads_between,
)
from glossator.views.compare.reasons import Reasons
from glossator.views.desk import Change, Desk
from glossator.views.newest import Newest
from glossator.views.page.lanes import PageTag
from glossator.views.shown_tags import ShownTags
from glossator.views.words import counted

#: As many columns as can be read beside each other.
MOST = 4

READERS, DOCUMENTS = "readers", "documents"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Hold what was read for a comparison of readers: all who have tags here, the columns' tags, what joins them."""

    document: str
    there: tuple[tuple[Reader, int], ...]
    readers: tuple[Reader, ...]
    tags: tuple[tuple[PageTag, ...], ...]
    differences: Differences
    links: tuple[Linked, ...] = ()
    links_by_tag: Mapping[str, Sequence[Link]] = field(default_factory=dict)


class Comparing(QObject):
    """Own the state of the compare mode."""

    loaded = Signal()  # other readers, another document or other tags
    current_changed = Signal()
    settled_changed = Signal(str)  # the id of a difference that was settled

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.mode = READERS
        self.chosen: tuple[str, ...] = ()  # ids of readers, () for whoever has tags here
        self.there: tuple[tuple[Reader, int], ...] = ()
        self.readers: tuple[Reader, ...] = ()
        self.tags: tuple[tuple[PageTag, ...], ...] = ()
        self.differences = Differences()
        self.links: tuple[Linked, ...] = ()
        self.links_by_tag: Mapping[str, Sequence[Link]] = {}
        self.active = False
        self.reasons = Reasons(desk)
        self._current = ""
        self.reading = Newest("Comparing", self)
        self._settling = ""
        self._following = ""
        self._just_settled = ""  # by the last key
        self._go_on = QTimer(self, singleShot=True, interval=0)
        self._go_on.timeout.connect(self._arrive)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.load)
        desk.document_opened.connect(self._moved)
        desk.reader_changed.connect(self._moved)
        desk.sight_changed.connect(self._moved)
        desk.changed.connect(self._follow)
        desk.closing.connect(self._stop)

    # What is shown

    def set_active(self, active: bool) -> None:
        """Compare from now on, or stop; nothing is read while the mode is not shown."""
        self.active = active
        if active:
            self.load()

    def set_mode(self, mode: str) -> None:
        """Compare readers of one document, or documents."""
        if mode != self.mode:
            self.mode = mode
            self.load()

    def choose_readers(self, ids: Sequence[str]) -> None:
        """Compare these readers, in this order."""
        self.chosen = tuple(ids)[:MOST]
        self.load()

    def load(self) -> None:
        """Read and join the tags, off the window's thread."""
        self._stop()
        document = self.desk.document
        if not self.active or not self.desk.has_project or document is None or self.mode != READERS:
            self._show(None)
            return
        project, me, chosen = self.desk.project, self.desk.reader, self.chosen

        def work(_job: jobs.Job) -> Loaded:
            with project.snapshot() as reads:
                return read(reads, document.id, me, chosen)

        self.reading.start(work, self._show, fail=self.desk.refuse)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read."""
        return self.reading.is_still and not self._again.isActive() and not self._go_on.isActive()

    @property
    def is_blind(self) -> bool:
        """Tell whether this reader reads the document blind: then nobody else's tags are seen on it."""
        document = self.desk.document
        return document is not None and self.desk.has_project and document.id in self.desk.project.blind

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the readers that are compared."""
        return tuple(reader.name for reader in self.readers)

    def threads(self, at: int) -> list[Thread]:
        """Place the links between a column and the next one."""
        return threads_between(self.tags[at], self.tags[at + 1], self.links)

    # The current difference

    @property
    def current(self) -> Joined | None:
        """Return the difference that is looked at."""
        return self.differences.get(self._current)

    def arrived(self) -> Joined | None:
        """Return the difference that is looked at, the next one where one was just settled."""
        self._arrive()
        return self.current

    def set_current(self, id_: str) -> None:
        """Look at a difference, or at none with ""."""
        self._following = self._just_settled = ""
        if id_ != self._current:
            self._current = id_
            self.current_changed.emit()

    def step(self, by: int) -> None:
        """Look at the next difference that is not settled, or the previous one; at any where all are settled."""
        self._arrive()
        listed = self.differences.listed
        if not listed:
            self.desk.say("There is no difference here: all agree.")
            return
        at = self.differences.number(self._current)
        if at < 0 and by < 0:
            at = len(listed)
        following = self.differences.next_open(at, by)
        if following < 0 and self.differences.settled == len(listed):
            following = at + by
        if not 0 <= following < len(listed):
            self.desk.say("That was the last difference." if by > 0 else "That was the first difference.")
            return
        self.set_current(listed[following].id)

    # Why

    def known_names(self) -> dict[str, str]:
        """Return the names of all readers by id."""
        names = {reader.id: reader.name for reader in self.desk.project.readers()}
        return {**names, self.desk.reader.id: self.desk.reader.name}

    def to_explain(self) -> tuple[Joined | None, str]:
        """Return the difference that a reason is of now, and the one (id) to be looked at after it.

        Right after the key that settled, it is the one just settled, which is looked at again meanwhile.
        """
        self._go_on.stop()
        just = self.differences.get(self._just_settled)
        following = self._following or self._current
        if just is None:
            return self.arrived(), ""
        self.set_current(just.id)
        return just, following

    def keep_reason(self, id_: str) -> None:
        """Write what was typed into the decision that settled a difference, where there is one."""
        joined = self.differences.get(id_)
        if joined is None or not self.desk.has_project:
            return
        self._settling = id_
        try:
            self.reasons.keep(joined, origin=self)
        finally:
            self._settling = ""
        self.settled_changed.emit(id_)

    # Settling

    def keep(self, column: int) -> None:
        """Settle the current difference as a column's reader has it: with their tag, or with none."""
        joined = self._to_settle()
        if joined is None:
            return
        if column >= len(self.readers):
            self.desk.say(f"There are {len(self.readers)} columns; a digit keeps one of them.")
            return
        side = joined.sides[column]
        self._settle(joined, keep=(side.id,) if side else ())

    def keep_all(self) -> None:
        """Settle the current difference by keeping every tag."""
        joined = self._to_settle()
        if joined is not None:
            self._settle(joined, keep=joined.ids)

    def keep_none(self) -> None:
        """Settle the current difference by keeping nothing."""
        joined = self._to_settle()
        if joined is not None:
            self._settle(joined)

    def keep_edited(self, edited: settling.Edited) -> None:
        """Settle the current difference by a corrected extent and kind."""
        joined = self._to_settle()
        if joined is not None:
            self._settle(joined, edited=edited)

    def keep_agreed(self) -> None:
        """Take everything in which all agree into the agreed reading, in one act."""
        alike = self.differences.agreed
        done = self.desk.do(lambda: settling.agree_all(self.desk.project, alike, reader=self.desk.reader))
        if done is not None:
            taken = f"{counted(len(done), 'tag')} on which all agree went into the agreed reading."
            self.desk.say(taken if done else "All on which everybody agrees is in the agreed reading already.")

    def _to_settle(self) -> Joined | None:
        self._arrive()
        joined = self.current
        if joined is None:
            self.desk.say("Choose a difference first: ] goes to the next.")
        elif AGREED_READER in {reader.id for reader in self.readers}:
            self.desk.say("With the agreed reading among the columns nothing is settled: leave it out first.")
            return None
        return joined

    def _settle(
        self,
        joined: Joined,
        *,
        keep: Sequence[str] = (),
        edited: settling.Edited | None = None,
    ) -> None:
        self._settling = joined.id
        try:
            done = self.desk.do(
                lambda: settling.settle(
                    self.desk.project,
                    joined.ids,
                    keep=keep,
                    none=not keep and edited is None,
                    edited=edited,
                    reader=self.desk.reader,
                    note=self.reasons.of(joined),
                ),
                origin=self,
            )
        finally:
            self._settling = ""
        if done is None:
            return
        at = self.differences.number(joined.id)
        self.differences.settle(joined.id, done.decision.id)
        self.reasons.forget(joined.id)
        self._just_settled = joined.id
        words = outcome_words(done.decision, self.known_names())
        self.settled_changed.emit(joined.id)
        left = len(self.differences) - self.differences.settled
        self.desk.say(f"Settled: {words}. {left} left." if left else f"Settled: {words}. All differences are settled.")
        following = self.differences.next_open(at, 1)
        if following < 0:
            following = self.differences.next_open(len(self.differences), -1)
        if following >= 0:
            # What was settled is painted first; the next key finds the next difference in any case.
            self._following = self.differences.listed[following].id
            self._go_on.start()

    # Within

    def _arrive(self) -> None:
        """Look at the difference that follows the one just settled."""
        self._go_on.stop()
        following, self._following = self._following, ""
        if following:
            just = self._just_settled
            self.set_current(following)
            self._just_settled = just

    def _show(self, result: Loaded | None) -> None:
        self.there = result.there if result else ()
        self.readers = result.readers if result else ()
        self.tags = result.tags if result else ()
        self.differences = result.differences if result else Differences()
        self.links = result.links if result else ()
        self.links_by_tag = result.links_by_tag if result else {}
        if self._current and self.differences.number(self._current) < 0:
            self._current = ""
        self.loaded.emit()
        if not self._current:
            first = self.differences.next_open(-1, 1)
            if first >= 0:
                self._current = self.differences.listed[first].id
        self.current_changed.emit()

    def _stop(self) -> None:
        """Take no result any more: the project it was read from is closed."""
        self._again.stop()
        self.reading.drop()

    def _moved(self) -> None:
        self._current = self._following = self._just_settled = ""
        if self.active:
            self._again.start()

    def _follow(self, change: Change) -> None:
        tables = {row.table for row in change.act.changes}
        if self.active and not self._settling and tables & {"annotation", "decision", "reader", "document", "link"}:
            self._again.start()


def read(reads: Reads, document: str, me: Reader, chosen: Sequence[str]) -> Loaded:
    """Read one document's tags of some readers and join them; without a choice, of whoever has tags there."""
    rows = reads.marks_of_tags(document)
    counts: dict[str, set[str]] = {}
    for id_, _kind, reader, *_place in rows:
        counts.setdefault(reader, set()).add(id_)
    known = {reader.id: reader for reader in (*reads.readers(), me, Reader(AGREED_READER, AGREED_NAME))}
    there = sorted(
        ((known.get(id_, Reader(id_, id_)), len(ids)) for id_, ids in counts.items()),
        key=lambda one: (one[0].id == AGREED_READER, one[0].id != me.id, one[0].name),
    )
    wanted = [known[id_] for id_ in chosen if id_ in known and (id_ == me.id or document not in reads.blind)]
    readers = tuple(wanted or [reader for reader, _ in there if reader.id != AGREED_READER][:MOST])
    tags = tuple(tuple(ShownTags(row for row in rows if row[2] == reader.id)) for reader in readers)
    if len(readers) < 2:
        return Loaded(document, tuple(there), readers, tags, Differences())
    by_id = {tag.id: tag for column in tags for tag in column}
    compared = comparing.compare_document(reads, document, readers)
    groups = [
        Joined(
            document,
            tuple(by_id.get(id_) if id_ else None for id_ in one.group.tags),
            one.group.types,
            one.group.fields,
            one.group.start,
            one.group.end,
            one.settled or "",
        )
        for one in compared.groups
    ]
    all_links = reads.links(document=document)
    by_tag: dict[str, list[Link]] = {}
    for link in all_links:
        for end in {link.source, link.target}:
            by_tag.setdefault(end, []).append(link)
    links = linked_among(all_links, by_id)
    return Loaded(document, tuple(there), readers, tags, Differences(groups), links, by_tag)

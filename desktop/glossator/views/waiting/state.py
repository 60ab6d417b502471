"""What waits in the shown document, which of it is looked at, and what was settled; the panel shows it and asks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from glossator.model.annotation import NOWHERE, Annotation, Passage
from glossator.model.identity import AGREED_READER
from glossator.model.problem import Problem
from glossator.views.desk import Change, Desk
from glossator.views.jobs import Job
from glossator.views.newest import Newest

if TYPE_CHECKING:
    from glossator.operations.waiting import Waiting


@dataclass(slots=True)
class Entry:
    """Hold a passage that waits, the candidate that is looked at, and how it was settled: "", taken, left or gone."""

    waiting: Waiting
    candidate: int = 0
    settled: str = ""

    @property
    def id(self) -> str:
        """Return what names it: its tag and which passage of it."""
        return f"{self.waiting.tag.id}:{self.number}"

    @property
    def number(self) -> int:
        """Return the number of its passage in the tag."""
        return self.waiting.part or 0

    @property
    def tag(self) -> Annotation:
        """Return its tag."""
        return self.waiting.tag

    @property
    def tagged(self) -> str:
        """Return what the reader had tagged."""
        return _tagged(self.waiting.passage)

    @property
    def proposal(self) -> tuple[int, int] | None:
        """Return the place that is proposed now, None where there is none."""
        candidates = self.waiting.candidates
        if not candidates:
            return None
        chosen = candidates[self.candidate]
        return chosen.start, chosen.end


def _tagged(passage: Passage) -> str:
    return passage.tagged_quote if passage.tagged_quote is not None else passage.quote


class WaitingTags(QObject):
    """List what waits in the shown document, and settle it."""

    loaded = Signal()  # other entries are listed
    entry_changed = Signal(str)  # an entry is shown otherwise
    current_changed = Signal()  # another entry, or another candidate of it, is looked at

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: tuple[str, str] = ("", "")  # the document and the version that are listed
        self._wanted = ""  # the tag to begin with
        self.entries: list[Entry] = []
        self._rows: dict[str, int] = {}
        self.current: Entry | None = None
        self.is_active = False
        self._reading = Newest("what waits was not looked for", self)
        desk.document_opened.connect(self._document_opened)
        desk.sight_changed.connect(self._look_anew)
        desk.reader_changed.connect(self._look_anew)
        desk.changed.connect(self._follow)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being looked for."""
        return self._reading.is_still

    @property
    def settled(self) -> int:
        """Count what was settled."""
        return sum(bool(entry.settled) for entry in self.entries)

    def begin(self, tag: str = "") -> None:
        """Look for what waits in the shown document, and begin with a tag's passage, else with the first."""
        self.is_active, self._wanted = True, tag
        self._load()

    def end(self) -> None:
        """Forget what was listed."""
        self.is_active = False
        self._reading.drop()
        self._take([])

    def place(self, id_: str) -> int:
        """Return the row of an entry, -1 where it is not listed."""
        return self._rows.get(id_, -1)

    def is_own(self, entry: Entry) -> bool:
        """Tell whether whoever reads may settle an entry."""
        return entry.tag.reader in (self._desk.reader.id, AGREED_READER)

    def owner(self, entry: Entry) -> str:
        """Return the name of an entry's reader."""
        reader = self._desk.project.reader(entry.tag.reader)
        return reader.name if reader is not None else "another reader"

    def set_current(self, id_: str) -> None:
        """Look at an entry."""
        row = self.place(id_)
        entry = self.entries[row] if row >= 0 else None
        if entry is not self.current:
            self.current = entry
            self.current_changed.emit()

    def go_to(self, tag: str) -> None:
        """Look at the first passage of a tag, where one is listed."""
        entry = next((one for one in self.entries if one.tag.id == tag), None)
        if entry is not None:
            self.set_current(entry.id)

    def step(self, by: int) -> None:
        """Look at the next entry, or the previous one; at the ends it stays."""
        if self.entries:
            row = self.place(self.current.id) if self.current is not None else -1
            self.set_current(self.entries[max(0, min(len(self.entries) - 1, row + by))].id)

    def next_candidate(self, by: int = 1) -> None:
        """Propose the next candidate, after the last the first."""
        entry = self.current
        if entry is None or len(entry.waiting.candidates) < 2:
            self._desk.say("There is no other place to choose from." if entry is not None else "Nothing waits.")
            return
        entry.candidate = (entry.candidate + by) % len(entry.waiting.candidates)
        self.entry_changed.emit(entry.id)
        self.current_changed.emit()

    def take(self) -> None:
        """Take the place that is proposed."""
        entry = self.current
        if entry is None:
            return
        if entry.proposal is None:
            self._desk.say("No place is proposed: select one in the text and press E, or 0 leaves it without one.")
            return
        self.settle(entry.proposal)

    def settle(self, span: tuple[int, int] | None) -> None:
        """Let the current entry stand at a place, or with None nowhere; then look at the next one that waits."""
        entry = self.current
        if entry is None:
            return
        if entry.settled:
            self._desk.say("This one is settled already: U takes it back.")
            return
        from glossator.operations.accepting import accept  # not needed by a start, as what looks for places

        desk = self._desk
        done = desk.do(
            lambda: accept(desk.project, entry.tag.id, desk.reader, part=entry.waiting.part, span=span), origin=self
        )
        if done is not None:
            self._go_on(entry)

    def _go_on(self, entry: Entry) -> None:
        row = self.place(entry.id)
        later = [*self.entries[row + 1 :], *self.entries[:row]]
        following = next((one for one in later if not one.settled), None)
        left = sum(not one.settled for one in self.entries)
        what = "Left without a place" if entry.settled == "left" else "Placed"
        self._desk.say(f"{what}; {f'{left} left' if left else 'nothing waits any more'}. U takes it back.")
        if following is not None:
            self.set_current(following.id)
        else:
            self.current_changed.emit()

    # What comes from elsewhere

    def _document_opened(self) -> None:
        shown = self._desk.document
        if self.is_active and (shown.id if shown else "", shown.version if shown else "") != self._shown:
            self._load()

    def _look_anew(self) -> None:
        if self.is_active:
            self._load()

    def _load(self) -> None:
        document, project = self._desk.document, self._desk.project
        self._shown = (document.id, document.version) if document is not None else ("", "")
        if document is None:
            self._take([])
            return

        def read(job: Job) -> list[Waiting]:
            from glossator.operations.waiting import review

            with project.snapshot() as reads:
                return review(reads, document.id, cancelled=job.is_cancelled)

        def fail(problem: Problem) -> None:
            self._desk.refuse(problem)
            self._take([])

        self._reading.start(read, lambda found: self._take([Entry(one) for one in found]), fail=fail)

    def _take(self, entries: list[Entry]) -> None:
        self.entries, wanted = entries, self._wanted
        self._wanted = ""
        self._rows = {entry.id: row for row, entry in enumerate(entries)}
        first = next((one for one in entries if wanted and one.tag.id == wanted), None)
        first = first or next((one for one in entries if self.is_own(one)), None)
        self.current = first or (entries[0] if entries else None)
        self.loaded.emit()
        self.current_changed.emit()

    def _follow(self, change: Change) -> None:
        """Show what acts did to the entries; one that waits again is looked at."""
        again: Entry | None = None
        for entry in self.entries:
            if entry.tag.id not in change.tags:
                continue
            passage = self._passage_now(entry)
            if passage is not None and _tagged(passage) != entry.tagged:
                self._wanted = self.current.tag.id if self.current is not None else ""
                self._load()  # its passages have other numbers, or other ends
                return
            former, entry.settled = entry.settled, _settled(passage)
            if former and not entry.settled:
                again = again or entry
            self.entry_changed.emit(entry.id)
        if again is not None:
            if again is self.current:
                self.current_changed.emit()
            self.set_current(again.id)

    def _passage_now(self, entry: Entry) -> Passage | None:
        tag = self._desk.annotation(entry.tag.id)
        return tag.passages[entry.number] if tag is not None and entry.number < len(tag.passages) else None


def _settled(passage: Passage | None) -> str:
    if passage is None:
        return "gone"
    if passage.waits:
        return ""
    return "left" if passage.version == NOWHERE else "taken"

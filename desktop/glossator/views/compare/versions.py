"""What became of tags between two versions, as entries to walk and to settle; the cards show it and ask it to act."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from glossator.model.annotation import Annotation
from glossator.operations.updating import STATUSES
from glossator.views.compare.became import Became, Becomings, Row, becomings
from glossator.views.compare.beside import Beside, Page, Pair
from glossator.views.desk import Desk
from glossator.views.page.shown import Hollow
from glossator.views.panel.words import is_right_to_left
from glossator.views.waiting.runs import LONGEST, PLAIN, differing
from glossator.views.waiting.state import Entry, WaitingTags
from glossator.views.waiting.words import STATES, WALK, CardWords, Place, card_words

#: What is listed where no state was chosen: what is not as it was.
NOT_EXACT = frozenset(STATUSES) - {"exact"}

#: What became of a passage that does not wait, in words.
_BECAME = {
    "exact": "As it was",
    "moved": "The same words elsewhere",
    "edited": "Other words",
    "ambiguous": "Its place is uncertain",
    "lost": "Not found in this version",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold a passage that is listed, with what waits of it."""

    became: Became
    waiting: Entry | None

    @property
    def id(self) -> str:
        """Return what names it: its tag and which passage of it."""
        return self.became.id


class VersionTags(QObject):
    """List what became of the tags of a version, look at one, and settle what waits of it."""

    loaded = Signal()  # other entries are listed
    entry_changed = Signal(str)
    retold = Signal(object)  # a tag stands elsewhere now, or nowhere: its annotation
    current_changed = Signal()

    def __init__(self, desk: Desk, beside: Beside) -> None:
        super().__init__(beside)
        self.desk, self._beside = desk, beside
        self.at = -1  # the gutter whose versions are listed, -1 where no versions are shown
        self.chosen = ""  # the state that is listed alone
        self.entries: list[Listed] = []
        self._rows: dict[str, int] = {}
        self._current = ""
        self._version = ""
        self.waiting = WaitingTags(desk, self)
        self.waiting.loaded.connect(self._list)
        self.waiting.entry_changed.connect(self._entry_changed)
        self.waiting.current_changed.connect(self._follow_waiting)
        beside.loaded.connect(self._loaded)
        beside.retold.connect(self._retell)

    @property
    def is_shown(self) -> bool:
        """Tell whether two versions of one document stand beside each other."""
        return self.pair is not None

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being looked for."""
        return self.waiting.is_still

    @property
    def pair(self) -> Pair | None:
        """Return what joins the two versions."""
        pairs = self._beside.pairs
        return pairs[self.at] if self._beside.active and 0 <= self.at < len(pairs) else None

    @property
    def becomings(self) -> Becomings:
        """Return what became of all passages."""
        return self.pair.becomings if self.pair is not None else Becomings()

    @property
    def sides(self) -> tuple[Page, Page]:
        """Return the two versions."""
        return self._beside.pages[self.at], self._beside.pages[self.at + 1]

    @property
    def current(self) -> Listed | None:
        """Return the passage that is looked at; it need not be among those listed."""
        row, one = self.place(self._current), self.becomings.get(self._current)
        return self.entries[row] if row >= 0 else Listed(one, None) if one is not None else None

    @property
    def may_settle(self) -> bool:
        """Tell whether something waits of the passage that is looked at."""
        current = self.current
        return current is not None and current.waiting is not None

    def place(self, id_: str) -> int:
        """Return the row of an entry, -1 where it is not listed."""
        return self._rows.get(id_, -1)

    def choose(self, status: str) -> None:
        """List one state alone; chosen again, all that is not as it was."""
        self.chosen = "" if status == self.chosen else status
        self._list()

    def set_current(self, id_: str) -> None:
        """Look at a passage."""
        self._current = id_
        current = self.current
        if current is not None and current.waiting is not None:
            self.waiting.set_current(id_)
        self.current_changed.emit()

    def find(self, tag: str) -> str:
        """Return the id of a tag's passage that is listed, else of its first one; "" where it has none."""
        ids = [one.id for one in self.becomings.of_tag(tag)]
        return next((id_ for id_ in ids if id_ in self._rows), ids[0] if ids else "")

    def step(self, by: int) -> None:
        """Look at the next entry, or the previous one; at the ends it stays."""
        if not self.entries:
            self.desk.say("Nothing is listed here: all tags are as they were.")
            return
        row, one = self.place(self._current), self.becomings.get(self._current)
        if row < 0 and one is not None:
            row = bisect_left(self.entries, one.old, key=lambda entry: entry.became.old) - (by > 0)
        row = row + by
        self.set_current(self.entries[max(0, min(len(self.entries) - 1, row))].id)

    def next_candidate(self, by: int = 1) -> None:
        """Propose the next place that the current passage may have."""
        if self._may_settle():
            self.waiting.next_candidate(by)

    def take(self) -> None:
        """Take the place that is proposed."""
        if self._may_settle():
            self.waiting.take()

    def settle(self, span: tuple[int, int] | None) -> None:
        """Let the current passage stand at a place, or with None nowhere."""
        if self._may_settle():
            self.waiting.settle(span)

    def proposal(self) -> Hollow | None:
        """Return the place that the current passage may have and has not."""
        current = self.current
        if current is None or current.waiting is None or current.waiting.settled or current.became.new is not None:
            return None
        place = current.waiting.proposal
        return Hollow(*place, current.became.kind) if place is not None else None

    def places(self) -> list[tuple[int, tuple[int, int]]]:
        """Return where the current passage is, by the number of the column: where it has no place, what is there."""
        one, pair = self.becomings.get(self._current), self.pair
        if one is None or pair is None:
            return []
        hollow = self.proposal()
        there = pair.aligned.place(one.old[0])
        new = one.new or ((hollow.start, hollow.end) if hollow is not None else (there, there))
        return [(self.at, one.old), (self.at + 1, new)]

    # Words

    def describe(self, entry: Listed) -> CardWords:
        """Put a passage into the words of a card."""
        number = f"{self.place(entry.id) + 1} of {len(self.entries)}"
        if entry.waiting is not None:
            return replace(card_words(entry.waiting, self.waiting, self.desk), number=number)
        left, right = self.sides
        one = entry.became
        tag: Annotation | None = self.desk.annotation(one.tag)
        old = left.content.text[slice(*one.old)]
        places: tuple[Place, ...] = ()
        if one.new is not None:
            new = right.content.text[slice(*one.new)]
            same = one.status in ("exact", "moved")
            runs = [(" ".join(new[:LONGEST].split()), PLAIN)] if same else differing(old, new)
            places = (Place(tuple(runs), chosen=True),)
        kind = next((kind for kind in self.desk.codebook.kinds if kind.key == one.kind), None)
        assert kind is not None or tag is not None
        return CardWords(
            title=STATES[one.status] if one.waits and one.status in STATES else _BECAME[one.status],
            number=number,
            kind=kind if kind is not None else self.desk.kind_of(tag),  # type: ignore[arg-type]
            owner="",
            tagged=" ".join(old[:LONGEST].split()),
            right_to_left=is_right_to_left(old),
            places=places,
            remark="" if places else "It has no place in this version.",
            keys=(WALK,),
            settled="",
        )

    # Within

    def _may_settle(self) -> bool:
        """Tell whether something waits of the passage that is looked at, and say why not."""
        if self.may_settle:
            return True
        if self.current is None:
            self.desk.say("Choose a tag first: ] goes to the next.")
        elif not self.waiting.is_active:
            self.desk.say("Read this document first: what waits is settled in the one that is shown.")
        else:
            self.desk.say("Nothing waits of this one." if self.is_still else "Its places are being looked for.")
        return False

    def _loaded(self) -> None:
        beside = self._beside
        self.at = next((at for at, pair in enumerate(beside.pairs) if pair is not None), -1)
        if not self.is_shown:
            self._version, self._current = "", ""
            if self.waiting.is_active:
                self.waiting.end()
            self._list()
            return
        right, document = self.sides[1], self.desk.document
        settles = right.is_current and document is not None and document.id == right.document.id
        if settles and right.version != self._version:
            self._version = right.version
            self.waiting.begin()
        elif not settles and self.waiting.is_active:
            self._version = ""
            self.waiting.end()
        self._list()

    def _retell(self, ids: Sequence[str]) -> None:
        """Tell anew what became of a few tags; where that does not do, all is read again."""
        pair = self.pair
        if pair is None or not self.sides[1].is_current:
            return
        texts = (self.sides[0].content.text, self.sides[1].content.text)
        for id_ in ids:
            tag = self.desk.annotation(id_)
            if tag is None or not pair.becomings.retell(id_, _told_anew(pair, tag, texts)):
                self._beside.load()
                return
            for one in pair.becomings.of_tag(id_):
                if (row := self.place(one.id)) >= 0:
                    self.entries[row] = Listed(one, self.entries[row].waiting)
                    self.entry_changed.emit(one.id)
            self.retold.emit(tag)
        self.current_changed.emit()

    def _list(self) -> None:
        entries = {entry.id: entry for entry in self.waiting.entries} if self.is_shown else {}
        wanted = {self.chosen} if self.chosen else NOT_EXACT
        found = [one for one in self.becomings.all if one.status in wanted or (not self.chosen and one.id in entries)]
        self.entries = [Listed(one, entries.get(one.id)) for one in found]
        self._rows = {entry.id: row for row, entry in enumerate(self.entries)}
        self.loaded.emit()
        if self._current not in self._rows and self.becomings.get(self._current) is None:
            self._current = self.entries[0].id if self.entries else ""
        self.set_current(self._current)

    def _entry_changed(self, id_: str) -> None:
        self.entry_changed.emit(id_)

    def _follow_waiting(self) -> None:
        """Look at what is looked at after something was settled, or taken back."""
        entry = self.waiting.current
        if entry is None or not self.is_shown or self.place(entry.id) < 0:
            return
        current = self.current
        if current is not None and current.waiting is not None:
            self._current = entry.id
            self.current_changed.emit()


def _told_anew(pair: Pair, tag: Annotation, texts: tuple[str, str]) -> list[Became]:
    """Return what became of a tag's passages as it is now."""
    old: list[Row] = [(one.tag, one.kind, "", one.part, *one.old) for one in pair.becomings.of_tag(tag.id)]
    new: list[Row] = []
    states = {}
    for part, one in enumerate(tag.passages):
        if one.start is not None and one.end is not None:
            new.append((tag.id, tag.kind, "", part, one.start, one.end))
        if one.state != "anchored":
            states[tag.id, part] = (one.state, one.waits)
    kept = {tag.id: tag.passages} if len(tag.passages) > 1 else {}
    return becomings(old, new, states, texts=texts, aligned=pair.aligned, kept=kept).all

"""A document's tags, marks and decisions carried into another text of it: what becomes of each, and the edits for it.

It decides nothing about the document itself: an update does, or a merge did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from glossator.anchoring.carrying import Candidate, Carried, Wanted, carry, find_again
from glossator.model.annotation import NOWHERE, Annotation, Decision, Mark, Passage, passage_at
from glossator.model.document import Document, Json
from glossator.operations.carrying_marks import Lines, mark_edits
from glossator.operations.versions import has_same_lines
from glossator.store import Edit, LastPlace, Reads, passage_values, side_values
from glossator.text.segments import Range

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]

#: Tags written together: enough that a statement costs little a tag, few enough for a flat memory.
PORTION = 1_000

#: What needs no person's look: the words are there as they were.
SETTLED = frozenset({"exact", "moved"})

#: A passage by its tag's id and its part.
Key = tuple[str, int]


class StoppedCarrying(Exception):
    """Say that whoever waits for the carrying stopped it."""


@dataclass(frozen=True, slots=True)
class Landed:
    """Say what became of one passage of a tag; ``part`` is its number from 0 where the tag has several."""

    id: str
    part: int | None
    status: str
    start: int | None
    end: int | None


@dataclass(slots=True)
class CarryingOver:
    """Work out where the tags of a document stand in a text of it, by what they stand in now.

    ``only`` names the tags to be carried, None for all; ``instead`` has passages to carry in place of a tag's own;
    ``same_bytes`` the versions that were read of the same bytes as the text: there each letter keeps its offset.
    Everyone's tags are carried, removed ones too, so that what brings them back brings them to their words.
    """

    reads: Reads
    document: Document
    text: str
    version: str
    progress: Progress | None = None
    cancelled: Cancelled | None = None
    only: frozenset[str] | None = None
    instead: Mapping[str, Sequence[Passage]] = field(default_factory=dict)
    same_bytes: frozenset[str] = frozenset()
    marks_left: int = 0
    decisions_opened: int = 0
    landed: list[Landed] = field(default_factory=list)
    _ids: list[str] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)
    _earlier: dict[str, list[Json]] = field(default_factory=dict)
    _outcomes: dict[Key, Carried] = field(default_factory=dict)
    _lines: Lines | None = None

    def work_out(self) -> None:
        """Find every passage in the text; raise StoppedCarrying where it was cancelled."""
        viewer, is_blind = self.reads.viewer, self.document.id in self.reads.blind
        spans: dict[str, list[tuple[Key, Range]]] = {}
        loose: list[Key] = []
        with self.reads.whole():
            if self.only is None and self.reads.has_text(self.version):
                self._earlier = self.reads.earlier_passages(self.document.id, self.version)
            for id_, reader, live, part, version, place in self._passages():
                if not self._ids or self._ids[-1] != id_:
                    self._ids.append(id_)
                    if live and (not is_blind or reader == viewer):
                        self._told.add(id_)
                if id_ in self._earlier or version == NOWHERE:
                    continue
                if place is None:
                    loose.append((id_, part))
                elif version != self.version:
                    spans.setdefault(version, []).append(((id_, part), place))
            self._add_loose(spans, loose)
            self._align(spans)

    def _passages(self) -> Iterator[tuple[str, str, bool, int, str, Range | None]]:
        """Yield id, reader, whether it is there, part, version and place of each passage that is to be carried."""
        for row in self.reads.place_rows(self.document.id):
            if self.only is not None and row.id not in self.only:
                continue
            if row.id in self.instead:
                if row.part:
                    continue
                for part, one in enumerate(self.instead[row.id]):
                    place = (one.start, one.end) if one.start is not None and one.end is not None else None
                    yield row.id, row.reader, row.live, part, one.version or NOWHERE, place
                continue
            place = (row.start, row.end) if row.start is not None and row.end is not None else None
            yield row.id, row.reader, row.live, row.part, row.version or NOWHERE, place

    def _add_loose(self, spans: dict[str, list[tuple[Key, Range]]], loose: Sequence[Key]) -> None:
        """Let the passages that lost their place before be carried from where they last had one, else be sought."""
        if not loose:
            return
        stood = self.reads.last_places({id_ for id_, _ in loose}, self.version)
        kept = self.reads.passages_as_kept({id_ for id_, _ in loose})
        sought = []
        for id_, part in loose:
            one = self.instead[id_][part] if id_ in self.instead else kept[id_][0][part]
            place = last_place(one, part, [was for was in stood.get(id_, ()) if self.reads.has_text(was.version)])
            if place is not None:
                spans.setdefault(place.version, []).append(((id_, part), (place.start, place.end)))
            else:
                sought.append((id_, part))
        self._seek(sought)

    def _align(self, spans: Mapping[str, Sequence[tuple[Key, Range]]]) -> None:
        marks = self.reads.marks(document=self.document.id) if self.only is None else []
        for version in {**spans, self.document.version: ()} if self.only is None else spans:
            keyed = spans.get(version, ())
            if not self.reads.has_text(version):
                self._seek([key for key, _ in keyed])
                continue
            old = self.reads.text(version)
            lines = Lines.of(old, marks) if version == self.document.version and self.only is None else Lines()
            found = self._carried(version, old, [*(place for _, place in keyed), *lines.ranges])
            self._outcomes.update(zip((key for key, _ in keyed), found, strict=False))
            if lines.ranges:
                self._lines = lines.landed(found[len(keyed) :])

    def _carried(self, version: str, old: str, places: Sequence[Range]) -> list[Carried]:
        if not places:
            return []
        if version in self.same_bytes and has_same_lines(old, self.text):
            return [_at_the_same_offsets(old, self.text, place) for place in places]
        found = carry(old, self.text, places, progress=self.progress, cancelled=self.cancelled)
        if found is None:
            raise StoppedCarrying
        return found

    def _seek(self, keys: Sequence[Key]) -> None:
        """Seek passages of which no earlier text is kept by their words and what stood around them."""
        kept = self.reads.passages_as_kept({id_ for id_, _ in keys}) if keys else {}
        wanted = []
        for id_, part in keys:
            one = self.instead[id_][part] if id_ in self.instead else kept[id_][0][part]
            wanted.append(Wanted(one.quote, one.prefix, one.suffix, _share(one, self.document)))
        self._outcomes.update(zip(keys, find_again(self.text, wanted), strict=True))

    # What follows from it

    def edits(self) -> list[Edit]:
        """Return what becomes of the marks “read” and of the decisions."""
        with self.reads.whole():
            marks: Sequence[Mark] = self.reads.marks(document=self.document.id) if self._lines is not None else ()
            edits, self.marks_left = mark_edits(self.document, marks, self._lines, self.text)
            return [*edits, *self._decision_edits()]

    def portions(self) -> Iterator[list[Edit]]:
        """Yield the edits of the tags, some at a time, and note in ``landed`` what the viewer may see of them.

        Raise StoppedCarrying where it was cancelled.
        """
        for at in range(0, len(self._ids), PORTION):
            if self.cancelled is not None and self.cancelled():
                raise StoppedCarrying
            if self.progress is not None:
                self.progress(at, len(self._ids), "tags")
            edits = []
            for id_, (passages, modified) in self.reads.passages_as_kept(self._ids[at : at + PORTION]).items():
                after = self._values(id_, passages)
                edits.append(Edit("annotation", id_, {"passages": after, "modified": modified}))
                if id_ in self._told:
                    self.landed += self._landed(id_, after)
            yield edits

    def _landed(self, id_: str, passages: Sequence[Json]) -> Iterator[Landed]:
        for part, one in enumerate(passages):
            if isinstance(one, dict) and (one["start"] is not None or one["version"] is not None):
                start, end = one["start"], one["end"]
                yield Landed(
                    id_,
                    part if len(passages) > 1 else None,
                    self._status(id_, part, one),
                    start if isinstance(start, int) else None,
                    end if isinstance(end, int) else None,
                )

    def _status(self, id_: str, part: int, passage: Mapping[str, Json]) -> str:
        outcome = self._outcomes.get((id_, part))
        if outcome is not None:
            return outcome.status
        return "exact" if passage["state"] == "anchored" else str(passage["state"])

    def _values(self, id_: str, passages: Sequence[Passage]) -> list[Json]:
        """Return a tag's passages as they are in the text."""
        if id_ in self._earlier:
            return self._earlier[id_]
        return passage_values(self.version, self._carried_passages(id_, self.instead.get(id_, passages)))

    def _carried_passages(self, id_: str, passages: Iterable[Passage]) -> list[Passage]:
        return [
            one if (outcome := self._outcomes.get((id_, part))) is None else self.passage(one, outcome)
            for part, one in enumerate(passages)
        ]

    def passage(self, old: Passage, outcome: Carried) -> Passage:
        """Return what a passage is in the text: attached there, or waiting with the words it had."""
        if outcome.start is None or outcome.end is None:
            return replace(old, start=None, end=None, state=outcome.status)
        made = passage_at(self.text, outcome.start, outcome.end)
        tagged = old.tagged_quote if old.tagged_quote is not None else old.quote
        is_settled = outcome.status in SETTLED
        if made.quote == tagged:
            # The words alone settle nothing, for they may be the same elsewhere; those that came back here do.
            is_back = is_settled or (old.start is not None and old.quote != tagged)
            return replace(made, state="anchored" if is_back else "edited", version=self.version)
        # Words that a reader took are theirs; those that nobody looked at wait on.
        state = "anchored" if is_settled and old.state == "anchored" else "edited"
        return replace(made, state=state, tagged_quote=tagged, version=self.version)

    def _decision_edits(self) -> list[Edit]:
        """Let decisions stand whose sides are where they were in other places; those on changed words are open again.

        A side that was changed before is a record of what once was and stays as it is.
        """
        decisions = self.reads.decisions(self.document.id) if self.only is None else []
        tags = {side.id for decision in decisions for side in decision.sides}
        kept = self.reads.passages_as_kept(tags) if tags else {}
        edits = []
        for decision in decisions:
            sides = [self._side(side, kept) for side in decision.sides]
            if any(side is None for side in sides):
                self.decisions_opened += self._stood(decision, kept)
            elif tuple(sides) != decision.sides:
                edits.append(Edit("decision", decision.id, {"sides": [side_values(side) for side in sides if side]}))
        return edits

    def _side(self, side: Annotation, kept: Mapping[str, tuple[list[Passage], str]]) -> Annotation | None:
        """Return a side in its new place, as it is where its tag was changed since, None where its words changed."""
        passages, _ = kept.get(side.id, ([], ""))
        if tuple(passages) != side.passages:
            return side
        after = self._values(side.id, passages)
        moved = [_passage_of(one) for one in after if isinstance(one, dict)]
        if [one.quote for one in moved] != [one.quote for one in passages] or any(one.start is None for one in moved):
            return None
        return replace(side, passages=tuple(moved))

    def _stood(self, decision: Decision, kept: Mapping[str, tuple[list[Passage], str]]) -> bool:
        return all(tuple(kept.get(side.id, ([], ""))[0]) == side.passages for side in decision.sides)


def candidates_of(outcome: Carried) -> tuple[Candidate, ...]:
    """Return the places that a passage may have, the best first: the one that it took, then the others."""
    if outcome.start is None or outcome.end is None:
        return outcome.candidates
    own = Candidate(outcome.start, outcome.end, outcome.score)
    return (own, *(one for one in outcome.candidates if (one.start, one.end) != (own.start, own.end)))


def last_place(passage: Passage, part: int, stood: Sequence[LastPlace]) -> LastPlace | None:
    """Return where a passage last stood with the words that were tagged, else where that part of its tag last did.

    Parts get other numbers when a reader adds or takes away one.
    """
    tagged = passage.tagged_quote if passage.tagged_quote is not None else passage.quote
    same_words = [one for one in stood if one.quote == tagged]
    of_part = [one for one in same_words or stood if one.part == part]
    return next(reversed(of_part or same_words), None)


def _at_the_same_offsets(old: str, new: str, place: Range) -> Carried:
    start, end = place
    status = "exact" if old[start:end] == new[start:end] else "edited"
    return Carried(status, start, end, (), 1.0)


def _share(passage: Passage, document: Document) -> float:
    return (passage.start or 0) / max(1, document.characters) if passage.start is not None else 0.5


def _passage_of(values: Mapping[str, Json]) -> Passage:
    return Passage(**values)  # type: ignore[arg-type]

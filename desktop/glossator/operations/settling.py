"""Settle differences between readers: the agreed reading's tags and a decision that keeps every side whole.

A decision is found by the ids of its sides, so the same difference settled again is the same
decision. A tag has one decision: settling it among other tags withdraws the earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from glossator.model.annotation import Annotation, Decision
from glossator.model.document import Document, Json
from glossator.model.identity import AGREED_READER, decision_id
from glossator.model.people import Reader
from glossator.model.problem import refuse
from glossator.operations.acting import act, reader_edits, writable
from glossator.operations.agreed import Agreed, Edited, agreed_edit, corrected_tag, kept_tags, one_tag
from glossator.operations.people import AGREED_NAME
from glossator.operations.tags import clean_note
from glossator.store import Edit, Project, Reads, now, side_values

__all__ = ["Edited", "Settled", "agree_all", "explain", "find_decision", "settle", "settled_by", "unsettle"]

_WHAT = "the difference was not settled"

#: What counts of a side: a decision stands while this is as it was.
_Side: TypeAlias = tuple[object, ...]


class Compared(Protocol):
    """Hold the tags of several readers that belong together; ``types`` says how they differ."""

    @property
    def document(self) -> str:
        """Return the document's id."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the tags, the first reader's first."""

    @property
    def types(self) -> tuple[str, ...]:
        """Return in what they differ, empty where all agree."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Say how a difference was settled and which tags of the agreed reading came of it."""

    decision: Decision
    agreed: tuple[Annotation, ...]


def settled_by(reads: Reads, document_id: str) -> Callable[[Iterable[str]], str | None]:
    """Return a function that names the decision which settled some tags (ids) of a document, None where none did.

    A decision over more readers settles what some of them differ in, the agreed tags that came of it belong to it,
    and it stands while the kind, passages, fields, labels and note of all its sides are as they were and none of
    its agreed tags was removed.
    """
    decisions = reads.decisions(document_id)
    there = reads.annotations_by_id(_tags_of(decisions))
    of_side: dict[str, str] = {}
    of_agreed: dict[str, str] = {}
    for decision in decisions:
        if _is_as_it_was(decision, there):
            of_side.update((side.id, decision.id) for side in decision.sides)
            of_agreed.update((id_, decision.id) for id_ in decision.agreed)

    def settled(tags: Iterable[str]) -> str | None:
        found = {of_agreed.get(id_) or of_side.get(id_) for id_ in tags}
        return next(iter(found)) if len(found) == 1 else None

    return settled


def settle(
    project: Project,
    tags: Sequence[str],
    *,
    keep: Sequence[str] = (),
    none: bool = False,
    edited: Edited | None = None,
    reader: Reader,
    note: str = "",
) -> Settled:
    """Settle what several tags, or one that only one reader has, say of the same words, in one act.

    ``keep`` names those that the agreed reading takes over, ``none`` that it takes none, ``edited``
    a corrected one. Settling the same tags again replaces what came of it.
    """
    writable(project)
    _may_decide(reader)
    ways = (bool(keep) and edited is None, none, edited is not None)
    if sum(ways) != 1 or (none and keep):
        raise refuse(_WHAT, "it was not said how, or in two ways", "keep some of the tags, none, or a corrected one")
    sides = _sides(project, tags)
    if len({side.document for side in sides}) > 1:
        raise refuse(_WHAT, "the tags are of several documents", "name tags of one document")
    document = _document(project, sides[0].document)
    _may_see(project, document)
    kept = _kept(sides, keep)
    if edited is not None:
        agreed = [corrected_tag(project, document, sides, kept[0] if kept else None, edited)]
    else:
        agreed = kept_tags(project, document, kept)
    outcome = "edited" if edited is not None else "none" if none else "kept"
    room = _Room(project, document, on=sides)
    id_, edits = room.settle(sides, kept, agreed, outcome=outcome, reader=reader, note=note)
    act(project, reader, "settle a difference", edits)
    return _settled(project, id_)


def unsettle(project: Project, decision: str, *, reader: Reader) -> Decision:
    """Take a decision back with the agreed tags that came of it, and return it as it was."""
    writable(project)
    known = find_decision(project, decision)
    room = _Room(project, _document(project, known.document), on=known.sides)
    act(project, reader, "take a decision back", room.withdraw([known]))
    return known


def explain(project: Project, decision: str, note: str, *, reader: Reader) -> Decision:
    """Say why a decision was made, in place of what was said before; nothing else of it changes."""
    writable(project)
    known = find_decision(project, decision)
    act(project, reader, "say why it was settled so", [Edit("decision", known.id, {"note": clean_note(note)})])
    return find_decision(project, known.id)


def agree_all(project: Project, groups: Iterable[Compared], *, reader: Reader) -> list[str]:
    """Take over what readers agree on into the agreed reading, in one act; return the ids of the new decisions.

    Groups with a difference, and those of which a tag was settled and its decision stands, stay as they are.
    """
    writable(project)
    _may_decide(reader)
    by_document: dict[str, list[Compared]] = {}
    for group in groups:
        if not group.types:
            by_document.setdefault(group.document, []).append(group)
    edits: list[Edit] = []
    decided: list[str] = []
    for document_id, alike in by_document.items():
        _may_see(project, _document(project, document_id))
        there = project.annotations_by_id(id_ for group in alike for id_ in group.ids)
        room = _Room(project, _document(project, document_id))
        for group in alike:
            sides = [there[id_] for id_ in group.ids if id_ in there and there[id_].reader != AGREED_READER]
            if len(sides) < len(group.ids) or room.stands(sides):
                continue
            id_, made = room.settle(sides, sides, [one_tag(sides)], outcome="kept", reader=reader)
            edits += made
            decided.append(id_)
    act(project, reader, "take over what all agree on", edits)
    return decided


def find_decision(reads: Reads, prefix: str) -> Decision:
    """Find a decision that holds by its id or the first characters of one."""
    found = [known for known in reads.decisions() if prefix and known.id.startswith(prefix.lower())]
    if len(found) == 1:
        return found[0]
    why = f"{len(found)} decisions begin so" if found else "there is none with this id, or it was taken back"
    raise refuse(f"the decision “{prefix}” was not found", why, "take an id from the export")


class _Room:
    """Know a document's decisions, or those on some tags, and write what changes when another one is made."""

    def __init__(self, reads: Reads, document: Document, *, on: Sequence[Annotation] | None = None) -> None:
        self._reads = reads
        self._document = document
        known = reads.decisions(document.id) if on is None else reads.decisions_on([one.id for one in on], document.id)
        self._decisions = {decision.id: decision for decision in known}
        self._of_side: dict[str, set[str]] = {}
        for decision in self._decisions.values():
            for side in decision.sides:
                self._of_side.setdefault(side.id, set()).add(decision.id)

    def settle(
        self,
        sides: Sequence[Annotation],
        kept: Sequence[Annotation],
        agreed: Sequence[Agreed],
        *,
        outcome: str,
        reader: Reader,
        note: str = "",
    ) -> tuple[str, list[Edit]]:
        """Return a decision's id and what makes it, its agreed tags, and an end of what it replaces."""
        id_ = decision_id(tuple(side.id for side in sides))
        made = [agreed_edit(self._reads, self._document, id_, one) for one in agreed]
        earlier = sorted({of for side in sides for of in self._of_side.get(side.id, ())} - {id_})
        gone = self._stale([*earlier, id_], {edit.id for edit in made})
        row = _row(
            Decision(
                id=id_,
                document=self._document.id,
                outcome=outcome,
                kept=tuple(side.id for side in kept),
                discarded=tuple(side.id for side in sides if side.id not in {one.id for one in kept}),
                sides=tuple(sides),
                agreed=tuple(edit.id for edit in made),
                reader=reader.id,
                note=clean_note(note),
            )
        )
        known = self._decisions.get(id_)
        if known is None or _row(known) != row:
            row["created"] = now()
        return id_, [
            *reader_edits(self._reads, Reader(AGREED_READER, AGREED_NAME)),
            *made,
            Edit("decision", id_, {**row, "deleted": False}),
            *(Edit("decision", of, {"deleted": True}) for of in earlier),
            *gone,
        ]

    def stands(self, sides: Sequence[Annotation]) -> bool:
        """Tell whether a decision over any of these tags stands: all of its own are as they were."""
        for of in sorted({of for side in sides for of in self._of_side.get(side.id, ())}):
            decision = self._decisions[of]
            if _is_as_it_was(decision, self._reads.annotations_by_id(_tags_of([decision]))):
                return True
        return False

    def withdraw(self, decisions: Sequence[Decision]) -> list[Edit]:
        """Return what takes decisions back."""
        ids = [decision.id for decision in decisions]
        return [*(Edit("decision", id_, {"deleted": True}) for id_ in ids), *self._stale(ids, set())]

    def _stale(self, decisions: Sequence[str], staying: set[str]) -> list[Edit]:
        """Return an end of the agreed tags that some decisions made, of whatever file, but for those that stay."""
        others = {
            id_ for other in self._decisions.values() if other.id not in decisions for id_ in other.agreed
        } | staying
        ever = self._reads.agreed_ever(decisions) - others
        there = self._reads.annotations_by_id(sorted(ever)) if ever else {}
        return [Edit("annotation", id_, {"deleted": True}) for id_, tag in there.items() if tag.reader == AGREED_READER]


def _row(decision: Decision) -> dict[str, Json]:
    """Write a decision as its row, but for when it was made; every list by id, so that the same is the same."""
    return {
        "document": decision.document,
        "outcome": decision.outcome,
        "kept": [*sorted(decision.kept)],
        "discarded": [*sorted(decision.discarded)],
        "sides": [side_values(side) for side in sorted(decision.sides, key=lambda side: side.id)],
        "agreed": [*sorted(decision.agreed)],
        "reader": decision.reader,
        "note": decision.note,
    }


def _may_decide(reader: Reader) -> None:
    if reader.id == AGREED_READER:
        raise refuse(_WHAT, "the agreed reading decides nothing itself", "say who decides, by another reader's name")


def _sides(reads: Reads, tags: Sequence[str]) -> list[Annotation]:
    if not tags:
        raise refuse(_WHAT, "no tag was named", "name the tags that differ")
    sides = []
    for id_ in dict.fromkeys(tags):
        tag = reads.annotation(id_)
        if tag is None:
            raise refuse(_WHAT, f"there is no tag {id_}, or it was removed", "list the tags to see their ids")
        if tag.reader == AGREED_READER:
            raise refuse(_WHAT, f"the tag {id_} is the agreed reading's own", "name the tags of the readers")
        sides.append(tag)
    return sides


def _may_see(project: Project, document: Document) -> None:
    if document.id in project.blind:
        raise refuse(_WHAT, f"you read {document.title} blind", "mark it done first")


def _document(reads: Reads, document_id: str) -> Document:
    document = reads.document(document_id)
    if document is None:
        raise refuse(_WHAT, "its document was removed", "bring it back first")
    return document


def _kept(sides: Sequence[Annotation], keep: Sequence[str]) -> list[Annotation]:
    there = {side.id: side for side in sides}
    lost = next((id_ for id_ in keep if id_ not in there), None)
    if lost is not None:
        raise refuse(_WHAT, f"the tag {lost} is to be kept and is none of those that differ", "keep some of these")
    return [there[id_] for id_ in dict.fromkeys(keep)]


def _settled(project: Project, id_: str) -> Settled:
    decision = project.decision(id_) or find_decision(project, id_)
    agreed = project.annotations_by_id(decision.agreed)
    return Settled(decision, tuple(agreed[one] for one in decision.agreed if one in agreed))


def _tags_of(decisions: Iterable[Decision]) -> list[str]:
    """List the ids of the sides and of the agreed tags of decisions."""
    return [id_ for decision in decisions for id_ in (*(side.id for side in decision.sides), *decision.agreed)]


def _is_as_it_was(decision: Decision, there: Mapping[str, Annotation]) -> bool:
    """Tell whether all sides of a decision are as they were, and all agreed tags that came of it are there."""
    sides = all(side.id in there and _counted(there[side.id]) == _counted(side) for side in decision.sides)
    return sides and all(id_ in there for id_ in decision.agreed)


def _counted(side: Annotation) -> _Side:
    places = tuple((one.start, one.end, one.quote, one.state, one.tagged_quote) for one in side.passages)
    return (side.kind, places, dict(side.fields), side.labels, side.note)

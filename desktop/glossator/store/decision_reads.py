"""Reading decisions: how differences between readers were settled, each side as it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any  # rows come from SQLite, whose columns are typed by the schema (STRICT), not by Python

from glossator.model.annotation import Annotation, Decision, Passage
from glossator.model.document import Json
from glossator.store.reads import Connected
from glossator.store.refusals import parsed, refusing
from glossator.store.rows import PASSAGE_KEYS
from glossator.store.values import Row

_COLUMNS = "c.id, c.document, c.outcome, c.kept, c.discarded, c.sides, c.agreed, c.reader, c.created, c.note"

_EVER = f"SELECT {_COLUMNS} FROM decision c JOIN document d ON d.id = c.document AND d.deleted = 0 WHERE TRUE"
_LIVE = f"{_EVER} AND c.deleted = 0"

#: The keys of a side's passage: a tag's own, without the version, which a side outlives.
_PASSAGE = PASSAGE_KEYS[1:]


class DecisionReads(Connected):
    """Read decisions."""

    def decisions(self, document: str | None = None) -> list[Decision]:
        """List the decisions that hold, of one document where it is given, by document, time and id."""
        sql = f"{_LIVE} AND (?1 IS NULL OR c.document = ?1){self._shown()} ORDER BY d.position, d.id, c.created, c.id"
        return [_decision(row) for row in self._all(sql, (document,))]

    def decisions_on(self, tags: Sequence[str], document: str) -> list[Decision]:
        """List the decisions that hold on any of some tags (ids) of a document, without parsing the others."""
        if not tags:
            return []
        on = " OR ".join(["instr(c.sides, ?) > 0"] * len(tags))  # an id is as good as never part of a side's words
        rows = self._all(f"{_LIVE} AND c.document = ? AND ({on}){self._shown()} ORDER BY c.id", (document, *tags))
        found = [_decision(row) for row in rows]
        return [decision for decision in found if not set(tags).isdisjoint(side.id for side in decision.sides)]

    def decision(self, decision_id: str, *, removed: bool = False) -> Decision | None:
        """Find a decision that holds; with ``removed`` also one that was taken back."""
        which = _EVER if removed else _LIVE
        row = self._one(f"{which} AND c.id = ?{self._shown()}", (decision_id,))
        return _decision(row) if row else None

    def decisions_ever(self) -> list[str]:
        """List the ids of all decisions, those that were taken back or gave way too."""
        return [id_ for (id_,) in self._all("SELECT id FROM decision ORDER BY id")]

    def given_way(self) -> frozenset[str]:
        """Return the ids of the decisions that gave way to later ones, made apart on some of the same tags."""
        from glossator.store.meeting import Meeting  # read late: only a merge asks

        with refusing(f"{self.path.name} could not be read"):
            return Meeting(self._connection).giving_way

    def _shown(self) -> str:
        """Return the condition that a decision tells of no hidden tags: none is seen on a document read blind."""
        return f" AND c.document NOT IN ({self.quoted(self.blind)})" if self.blind else ""

    def agreed_ever(self, decision_ids: Iterable[str]) -> set[str]:
        """Collect the ids of all tags that some act made the agreed ones of a decision, holding or not.

        Where two files settled one difference apart, both acts made tags and the row names those of one.
        """
        found: set[str] = set()
        for id_ in decision_ids:
            for (fields,) in self._all("SELECT fields FROM change WHERE tbl = 'decision' AND row = ?", (id_,)):
                found.update(_strings(parsed(fields).get("agreed")))
        return found


def side_values(annotation: Annotation) -> dict[str, Json]:
    """Write a tag as a decision's field ``sides`` holds it: whole, entities by id."""
    return {
        "id": annotation.id,
        "document": annotation.document,
        "reader": annotation.reader,
        "kind": annotation.kind,
        "passages": [{key: getattr(passage, key) for key in _PASSAGE} for passage in annotation.passages],
        "fields": dict(annotation.fields),
        "labels": list(annotation.labels),
        "note": annotation.note,
        "copied_from": annotation.copied_from,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def _decision(row: Row) -> Decision:
    id_, document, outcome, kept, discarded, sides, agreed, reader, created, note = row
    return Decision(
        id_,
        document,
        outcome,
        tuple(parsed(kept)),
        tuple(parsed(discarded)),
        tuple(_side(side) for side in parsed(sides)),
        tuple(parsed(agreed)),
        reader,
        created,
        note,
    )


def _side(values: dict[str, Any]) -> Annotation:
    passages = tuple(Passage(*(passage.get(key) for key in _PASSAGE)) for passage in values["passages"])
    return Annotation(**{**values, "passages": passages, "labels": tuple(values["labels"])})


def _strings(value: Json) -> Iterable[str]:
    """Yield the words of a value, of whichever of its lists: a change holds one or two."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)

"""Settle differences between readers: the agreed reading's tags and a decision that keeps every side whole.

A decision is found by the ids of its sides, so the same difference settled again is the same decision.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from glossator.model.annotation import Annotation
from glossator.model.identity import decision_id
from glossator.store import Reads

#: What counts of a side: a decision stands while this is as it was.
_Side: TypeAlias = tuple[object, ...]


def settled_by(reads: Reads, document_id: str) -> Callable[[Sequence[Annotation]], str | None]:
    """Return a function that names the decision which settled tags of a document, as they are now; else None.

    It is none where a tag's kind, passages, fields, labels or note changed since; when it was changed does not count.
    """
    decided = {
        decision.id: {side.id: _counted(side) for side in decision.sides} for decision in reads.decisions(document_id)
    }

    def settled(tags: Sequence[Annotation]) -> str | None:
        if not decided or not tags:
            return None
        id_ = decision_id(tuple(tag.id for tag in tags))
        sides = decided.get(id_)
        return id_ if sides is not None and sides == {tag.id: _counted(tag) for tag in tags} else None

    return settled


def _counted(side: Annotation) -> _Side:
    places = tuple((one.start, one.end, one.quote, one.state, one.tagged_quote) for one in side.passages)
    return (side.kind, places, dict(side.fields), side.labels, side.note)

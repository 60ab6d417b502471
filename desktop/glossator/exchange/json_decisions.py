"""Decisions in our own JSON: how differences were settled, written with every side whole and read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glossator.exchange.json_documents import Documents
from glossator.exchange.json_people import Entities, Readers
from glossator.exchange.json_shape import AnnotationShape
from glossator.exchange.plan import Conflict, Draft
from glossator.model.annotation import Annotation, Decision, Passage
from glossator.model.codebook import Codebook
from glossator.model.document import Json
from glossator.model.identity import decision_id
from glossator.store import Reads, side_values

#: What two files can say differently of one decision.
_COMPARED = ("outcome", "kept", "discarded", "sides", "agreed", "reader", "note")


def decision_data(decision: Decision, shape: AnnotationShape) -> dict[str, object]:
    """Return a decision in the export's shape."""
    return {
        "id": decision.id,
        "document": decision.document,
        "outcome": decision.outcome,
        "kept": list(decision.kept),
        "discarded": list(decision.discarded),
        "sides": [shape.data(side) for side in decision.sides],
        "agreed": list(decision.agreed),
        "reader": decision.reader,
        "created": decision.created or None,
        "note": decision.note,
    }


class Decisions:
    """Take the decisions of a file.

    Their sides are what tags once were: they are held against no text and no codebook of today.
    """

    def __init__(
        self,
        reads: Reads,
        draft: Draft,
        *,
        codebook: Codebook,
        documents: Documents,
        readers: Readers,
        entities: Entities,
    ) -> None:
        self._reads = reads
        self._draft = draft
        self._documents = documents
        self._readers = readers
        self._entities = entities
        self._kinds = {kind.key: {field.key: field.type for field in kind.fields} for kind in codebook.kinds}
        self._types = {field.key: field.type for field in codebook.fields()}

    def add(self, items: list[dict[str, Any]]) -> None:
        """Take all decisions; one that is there and says something else stays as it is and is reported."""
        self._draft.wrongs.once((item["id"] for item in items), "decision")
        there = {decision.id: decision for decision in self._reads.decisions()} if items else {}
        for item in items:
            if self._documents.is_refused(item["document"]):
                continue
            wrong = self._wrong(item)
            if wrong is not None:
                self._draft.wrongs.add(f"the decision {item['id']} {wrong}")
                continue
            row = self._row(item)
            known = there.get(item["id"])
            if known is None:
                created = {"created": item["created"]} if item.get("created") else {}
                self._draft.edit("decision", item["id"], {**row, **created, "deleted": False})
                continue
            ours: dict[str, object] = {key: getattr(known, key) for key in _COMPARED}
            ours["sides"] = [side_values(side) for side in known.sides]
            self._draft.conflicting.extend(
                Conflict(known.id, key) for key in _COMPARED if _listed(ours[key]) != _listed(row[key])
            )

    def _wrong(self, item: Mapping[str, Any]) -> str | None:
        """Say what is wrong with a decision, None where nothing is."""
        sides = [side["id"] for side in item["sides"]]
        if self._documents.place(item["document"]) is None:
            return f"is of the document {item['document']}, which is not there"
        for reader in (item["reader"], *(side["reader"] for side in item["sides"])):
            if self._readers.find(reader) is None:
                return f"is of the reader {reader}, who is not there"
        if any(side["document"] != item["document"] for side in item["sides"]):
            return "has a side of another document"
        if len(set(sides)) < len(sides) or item["id"] != decision_id(tuple(sides)):
            return "has another id than its sides give it"
        named = [*item.get("kept", ()), *item.get("discarded", ())]
        if sorted(named) != sorted(sides):
            return "does not say of each side whether it was kept or discarded"
        return None

    def _row(self, item: Mapping[str, Any]) -> dict[str, Json]:
        place = self._documents.place(item["document"])
        sides = sorted(item["sides"], key=lambda side: str(side["id"]))
        return {
            "document": place.document if place is not None else None,
            "outcome": item["outcome"],
            "kept": list(item.get("kept", ())),
            "discarded": list(item.get("discarded", ())),
            "sides": [side_values(self._side(side, place.document if place is not None else "")) for side in sides],
            "agreed": list(item.get("agreed", ())),
            "reader": self._readers.find(item["reader"]),
            "note": item.get("note", ""),
        }

    def _side(self, item: Mapping[str, Any], document: str) -> Annotation:
        return Annotation(
            id=item["id"],
            document=document,
            reader=self._readers.find(item["reader"]) or "",
            kind=item["kind"],
            passages=tuple(_passage(part) for part in item.get("parts") or [item]),
            fields=self._fields(item),
            labels=tuple(item.get("labels", ())),
            note=item.get("note", ""),
            copied_from=item.get("copied_from"),
            created=item.get("created") or "",
            modified=item.get("modified") or "",
        )

    def _fields(self, item: Mapping[str, Any]) -> dict[str, str]:
        kind = self._kinds.get(item["kind"], {})
        shown, hidden = item.get("fields", {}), item.get("hidden_fields", {})
        values = {key: self._entities.stored(kind.get(key, "text"), value) for key, value in shown.items()}
        values.update(
            {key: self._entities.stored(self._types.get(key, "text"), value) for key, value in hidden.items()}
        )
        return dict(sorted(values.items()))


def _passage(part: Mapping[str, Any]) -> Passage:
    attached = part["start"] is not None and part["end"] is not None
    return Passage(
        int(part["start"]) if attached else None,
        int(part["end"]) if attached else None,
        part["quote"],
        part.get("prefix") or "",
        part.get("suffix") or "",
        part.get("state") or ("anchored" if attached else "lost"),
        part.get("tagged_quote"),
    )


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value

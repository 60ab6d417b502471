"""Look at an export's annotations: where each belongs, whether it reads what it quotes, whether it is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from glossator.exchange.json_documents import Documents, Place, is_date
from glossator.exchange.json_people import Entities, Readers
from glossator.exchange.json_shape import KEY_TYPES
from glossator.exchange.plan import Conflict, Draft
from glossator.model.annotation import CONTEXT, NOWHERE, Annotation, Passage
from glossator.model.codebook import Codebook, Field
from glossator.model.document import Json
from glossator.store import Reads, passage_values

#: The longest part of a quotation in a sentence, in code points.
_EXCERPT = 40


class Tags:
    """Turn annotations of a file into edits of the draft, or into words about what is wrong."""

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
        self._kinds = {kind.key: {field.key: field for field in kind.fields} for kind in codebook.kinds}
        self._types = {field.key: field.type for field in codebook.fields()}

    def add(self, items: list[dict[str, Any]]) -> None:
        """Take all annotations of the file."""
        self._draft.wrongs.once((item["id"] for item in items), "annotation")
        there = self._reads.annotations_by_id([item["id"] for item in items])
        for item in items:
            place = self._documents.place(item["document"])
            reader = self._readers.find(item["reader"])
            fields = self._fields(item)
            if self._documents.is_refused(item["document"]):
                continue
            if place is None:
                self._wrong(item, f"is of the document {item['document']}, which is not there")
                continue
            if reader is None:
                self._wrong(item, f"is of the reader {item['reader']}, who is not there")
                continue
            passages = self._passages(item, place)
            if passages is None or fields is None:
                continue
            known = there.get(item["id"])
            if known is None:
                removed = self._reads.annotation(item["id"], removed=True)
                cleared = dict.fromkeys(removed.fields) if removed else {}
                self._new(item, place, reader, passages=passages, fields={**cleared, **fields})
            else:
                self._compare(item, known, {"document": place.document, "reader": reader}, passages, fields)

    def _new(
        self,
        item: Mapping[str, Any],
        place: Place,
        reader: str,
        *,
        passages: list[Passage],
        fields: Mapping[str, str | None],
    ) -> None:
        row: dict[str, Json] = {
            "document": place.document,
            "reader": reader,
            "kind": item["kind"],
            "passages": passage_values(place.version, passages),
            "labels": list(item.get("labels", ())),
            "note": item.get("note", ""),
            "copied_from": item.get("copied_from"),
            "deleted": False,
        }
        row.update({f"fields.{key}": value for key, value in fields.items()})
        row.update({key: item[key] for key in ("created", "modified") if item.get(key) is not None})
        self._draft.edit("annotation", item["id"], row)
        self._draft.added.append(item["id"])

    def _compare(
        self,
        item: Mapping[str, Any],
        known: Annotation,
        ours: Mapping[str, str],
        passages: list[Passage],
        fields: Mapping[str, str],
    ) -> None:
        differing = [key for key, value in ours.items() if getattr(known, key) != value]
        if item["kind"] != known.kind:
            differing.append("kind")
        if tuple(passages) != known.passages:
            differing.append("passages")
        if "fields" in item or "hidden_fields" in item:
            keys = sorted({*fields, *known.fields})
            differing += [f"fields.{key}" for key in keys if fields.get(key) != known.fields.get(key)]
        given = {
            "labels": tuple(item.get("labels", ())),
            "note": item.get("note"),
            "copied_from": item.get("copied_from"),
        }
        differing += [key for key, value in given.items() if key in item and getattr(known, key) != value]
        if differing:
            self._draft.conflicting.extend(Conflict(item["id"], key) for key in differing)
        else:
            self._draft.unchanged.append(item["id"])

    def _passages(self, item: Mapping[str, Any], place: Place) -> list[Passage] | None:
        found = [self._passage(item, part, place) for part in item.get("parts", (item,))]
        passages = [passage for passage in found if passage is not None]
        if len(passages) < len(found):
            return None
        if "parts" in item:
            first = next((passage for passage in passages if passage.start is not None), passages[0])
            if (first.start, first.end, first.quote) != (item["start"], item["end"], item["quote"]):
                self._wrong(item, "has another place or quote than the first attached one of its parts")
                return None
        return passages

    def _passage(self, item: Mapping[str, Any], part: Mapping[str, Any], place: Place) -> Passage | None:
        start, end, quote, text = part["start"], part["end"], part["quote"], place.text
        prefix, suffix, state = part.get("prefix"), part.get("suffix"), part.get("state")
        if start is None or end is None:
            if start is not end:
                self._wrong(item, "has a start without an end, or an end without a start")
            elif state == "anchored":
                self._wrong(item, "is anchored and has no place")
            else:
                left = NOWHERE if part.get("left") is True else None
                tagged = part.get("tagged_quote")
                return Passage(None, None, quote, prefix or "", suffix or "", state or "lost", tagged, left)
            return None
        start, end = int(start), int(end)
        if not start < end <= len(text):
            self._wrong(item, f"has the place {start}:{end} and its document is {len(text)} characters long")
            return None
        if text[start:end] != quote:
            self._wrong(
                item, f"quotes {_short(quote)} and the document reads {_short(text[start:end])} at {start}:{end}"
            )
            return None
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        if (prefix is not None and not before.endswith(prefix)) or (
            suffix is not None and not after.startswith(suffix)
        ):
            self._wrong(item, f"has a prefix or suffix that the document does not have at {start}:{end}")
            return None
        return Passage(
            start,
            end,
            quote,
            before if prefix is None else prefix,
            after if suffix is None else suffix,
            state or "anchored",
            part.get("tagged_quote"),
        )

    def _fields(self, item: Mapping[str, Any]) -> dict[str, str] | None:
        kind = self._kinds.get(item["kind"])
        if kind is None:
            self._wrong(item, f"is of the kind {item['kind']}, which the codebook does not have")
            return None
        shown, hidden = item.get("fields", {}), item.get("hidden_fields", {})
        before = self._draft.wrongs.count
        for words in self._wrong_fields(kind, shown):
            self._wrong(item, words)
        for key in hidden:
            if key in shown:
                self._wrong(item, f"has the field {key} twice, shown and hidden")
        if self._draft.wrongs.count > before:
            return None
        values = {key: self._entities.stored(kind[key].type, value) for key, value in shown.items()}
        values.update(
            {key: self._entities.stored(self._types.get(key, "text"), value) for key, value in hidden.items()}
        )
        return values

    def _wrong_fields(self, kind: Mapping[str, Field], shown: Mapping[str, str]) -> Iterator[str]:
        for key, value in shown.items():
            field = kind.get(key)
            if field is None:
                yield f"has the field {key}, which its kind does not have"
            elif field.type in KEY_TYPES and field.value(value) is None:
                there = ", ".join(known.key for known in field.values)
                yield f"has the {key} {_short(value)}, which is none of {there}"
            elif field.type == "date" and not is_date(value):
                yield f"has the {key} {_short(value)}, which is no year, month or day"

    def _wrong(self, item: Mapping[str, Any], words: str) -> None:
        self._draft.wrongs.add(f"the annotation {item['id']} {words}")


def _short(words: str) -> str:
    return f"“{words}”" if len(words) <= _EXCERPT else f"“{words[:_EXCERPT]}…”"

"""What a tag of the agreed reading says: the words, kind and fields of sides that were kept, or of a corrected one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from glossator.model.annotation import Annotation, Passage, passage_at
from glossator.model.codebook import Codebook, Kind
from glossator.model.document import Document, Json
from glossator.model.identity import AGREED_READER, agreed_id
from glossator.model.problem import refuse
from glossator.operations.fields import NAMING_TYPES
from glossator.operations.places import sound_spans
from glossator.operations.tags import attached_spans, find_kind, kind_row
from glossator.review.reading import bare
from glossator.store import Edit, Reads, passage_values
from glossator.text.segments import Range


@dataclass(frozen=True, slots=True)
class Edited:
    """Say how a corrected reading goes: where, in code points, and of which kind; None for the sides' own.

    ``others`` are the further passages of it, which stay as they are.
    """

    start: int
    end: int
    kind: str | None = None
    others: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreed:
    """Hold what a tag of the agreed reading says, before it has an id."""

    kind: str
    passages: tuple[Passage, ...]
    fields: Mapping[str, str]
    labels: tuple[str, ...]
    note: str
    copied_from: str | None


def kept_tags(reads: Reads, document: Document, kept: Sequence[Annotation]) -> list[Agreed]:
    """Copy the sides that are kept, those that say the same into one tag.

    Blanks and final punctuation make no other passage, an actor's other name no other field.
    """
    text = reads.text(document.version)
    said: dict[object, list[Annotation]] = {}
    for side in kept:
        said.setdefault(_says(reads, text, side), []).append(side)
    return [one_tag(sides) for sides in said.values()]


def one_tag(sides: Sequence[Annotation]) -> Agreed:
    """Copy sides that say the same into one tag: the first one's words, the labels of all, the first note."""
    first = sides[0]
    return Agreed(
        kind=first.kind,
        passages=first.passages,
        fields=first.fields,
        labels=tuple(dict.fromkeys(label for side in sides for label in side.labels)),
        note=next((side.note for side in sides if side.note), ""),
        copied_from=first.id,
    )


def corrected_tag(
    reads: Reads, document: Document, sides: Sequence[Annotation], kept: Annotation | None, edited: Edited
) -> Agreed:
    """Make the tag that stands for the sides in a corrected form.

    What all sides share goes along. Where they differ the kept side decides, without one it is left unset.
    """
    text = reads.text(document.version)
    places = sound_spans(text, [(edited.start, edited.end), *edited.others])
    codebook = reads.codebook()
    kind = _kind(codebook, sides, kept, edited)
    turned = [_turned(codebook, side, kind) for side in sides]
    base = turned[sides.index(kept)] if kept is not None else turned[0]
    shared = {key: value for key, value in base.fields.items() if all(side.fields.get(key) == value for side in turned)}
    alone = kept is None and len(sides) > 1
    return Agreed(
        kind=kind.key,
        passages=tuple(passage_at(text, *place) for place in places),
        fields=shared if alone else base.fields,
        labels=tuple(label for label in base.labels if not alone or all(label in side.labels for side in sides)),
        note=base.note if not alone or all(side.note == base.note for side in sides) else "",
        copied_from=None if alone else base.id,
    )


def agreed_edit(reads: Reads, document: Document, decision: str, agreed: Agreed) -> Edit:
    """Return the edit that makes an agreed tag, or brings it back as it was made."""
    passages = passage_values(document.version, agreed.passages)
    id_ = agreed_id(decision, json.dumps([agreed.kind, passages, dict(sorted(agreed.fields.items())), agreed.labels]))
    row: dict[str, Json] = {
        "document": document.id,
        "reader": AGREED_READER,
        "kind": agreed.kind,
        "passages": passages,
        "labels": list(agreed.labels),
        "note": agreed.note,
        "copied_from": agreed.copied_from,
        "deleted": False,
    }
    there = reads.annotation(id_, removed=True)
    row.update((f"fields.{key}", None) for key in (there.fields if there else ()))
    row.update((f"fields.{key}", value) for key, value in agreed.fields.items())
    return Edit("annotation", id_, row)


def _says(reads: Reads, text: str, side: Annotation) -> object:
    """Return what two sides have in common where they are one and the same reading."""
    codebook = reads.codebook()
    types = {field.key: field.type for field in codebook.fields()}
    shown, _ = codebook.split_fields(side.kind, side.fields)
    fields = frozenset(
        (key, _standing(reads, value) if types.get(key) in NAMING_TYPES else value) for key, value in shown.items()
    )
    lost = tuple(passage.quote for passage in side.passages if passage.start is None)
    return side.kind, bare(text, attached_spans(side)), lost, fields


def _standing(reads: Reads, entity_id: str) -> str:
    entity = reads.entity(entity_id)
    return reads.standing(entity).id if entity is not None else entity_id


def _kind(codebook: Codebook, sides: Sequence[Annotation], kept: Annotation | None, edited: Edited) -> Kind:
    if edited.kind is not None:
        return find_kind(codebook, edited.kind)
    kinds = dict.fromkeys([kept.kind] if kept is not None else [side.kind for side in sides])
    if len(kinds) > 1:
        raise refuse(
            "the difference was not settled", f"its tags are of several kinds: {', '.join(kinds)}", "say which"
        )
    return find_kind(codebook, next(iter(kinds)))


def _turned(codebook: Codebook, side: Annotation, kind: Kind) -> Annotation:
    """Return a side as it were if it were of a kind."""
    fields = dict(side.fields)
    for name, value in kind_row(codebook, side, kind).items():
        key = name.removeprefix("fields.")
        if key == name:
            continue
        if isinstance(value, str):
            fields[key] = value
        else:
            fields.pop(key, None)
    return replace(side, kind=kind.key, fields=fields)

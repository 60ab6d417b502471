"""Tags: made, changed, taken away and brought back; the rules of whose and where live here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from glossator.model.annotation import Annotation, passage_at
from glossator.model.codebook import WHO_FIELDS, Codebook, Field, Kind
from glossator.model.document import Document, Json
from glossator.model.identity import AGREED_READER, new_id
from glossator.model.people import Entity, Reader, folded
from glossator.model.problem import refuse
from glossator.operations.acting import act, live_document
from glossator.operations.entities import alias_edits
from glossator.operations.fields import field_edits
from glossator.operations.places import place_of_quote, sound_spans
from glossator.store import Edit, Project, Reads, passage_values
from glossator.text.segments import Range

__all__ = [
    "Tagged",
    "add_passage",
    "answer",
    "change_kind",
    "duplicate",
    "edit",
    "find_kind",
    "kind_row",
    "place_of_quote",
    "set_another_name",
    "set_field",
    "tag",
    "tag_edits",
    "take_over",
    "untag",
]

Given = Mapping[str, str | Entity]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Say which tag an operation ended with and whether it is new."""

    annotation: Annotation
    new: bool


def tag(
    project: Project,
    document_id: str,
    kind: str,
    spans: Sequence[Range],
    *,
    reader: Reader,
    fields: Given | None = None,
    note: str = "",
    labels: Sequence[str] = (),
    once: bool = False,
) -> Tagged:
    """Tag one or more passages of a document with a kind.

    With ``once`` the reader's tag of the same kind and passages is the answer where it is there; nothing is
    changed in it.
    """
    document = live_document(project, document_id)
    known = find_kind(project.codebook(), kind)
    sound = sound_spans(project.text(document.version), spans)
    if once and (there := _same(project, document.id, known.key, reader.id, sound)):
        return Tagged(there, new=False)
    id_, edits = tag_edits(
        project, document, known, sound, reader=reader, fields=fields or {}, note=note, labels=labels
    )
    act(project, reader, f"tag {known.label.lower()}", edits)
    return Tagged(_annotation(project, id_), new=True)


def tag_edits(
    reads: Reads,
    document: Document,
    kind: Kind,
    spans: Sequence[Range],
    *,
    reader: Reader,
    fields: Given,
    note: str = "",
    labels: Sequence[str] = (),
) -> tuple[str, list[Edit]]:
    """Return the id of a new tag on sound spans and the edits that make it and the names it needs."""
    values, made = field_edits(reads, kind, fields)
    row: dict[str, Json] = {
        "document": document.id,
        "reader": reader.id,
        "kind": kind.key,
        "passages": _passages(reads, document, spans),
        "labels": list(clean_labels(labels)),
        "note": clean_note(note),
    }
    row.update((f"fields.{key}", value) for key, value in values.items() if value is not None)
    id_ = new_id()
    return id_, [*made, Edit("annotation", id_, row)]


def edit(
    project: Project,
    tag_id: str,
    *,
    reader: Reader,
    spans: Sequence[Range] | None = None,
    kind: str | None = None,
    fields: Given | None = None,
    note: str | None = None,
    labels: Sequence[str] | None = None,
) -> Annotation:
    """Change a tag's passages, kind, fields, note or labels in one act; what is not given stays."""
    annotation = own_tag(project, tag_id, reader)
    codebook = project.codebook()
    row: dict[str, Json] = {}
    known = codebook.kind(annotation.kind)
    if kind is not None:
        known = find_kind(codebook, kind)
        row |= kind_row(codebook, annotation, known)
    edits: list[Edit] = []
    if fields:
        if known is None:
            raise refuse(
                "nothing was set", f"the codebook has no kind {annotation.kind}", "change the tag's kind first"
            )
        values, edits = field_edits(project, known, fields)
        row |= {f"fields.{key}": value for key, value in values.items()}
    if spans is not None:
        document = live_document(project, annotation.document)
        moved = sound_spans(project.text(document.version), spans)
        row["passages"] = [*_reshaped(project, document, annotation, moved), *_waiting(annotation, document)]
    if note is not None:
        row["note"] = clean_note(note)
    if labels is not None:
        row["labels"] = list(clean_labels(labels))
    words = _what_changed(annotation, kind=kind, fields=fields, spans=spans, note=note)
    act(project, reader, words, [*edits, Edit("annotation", annotation.id, row)] if row else [])
    return _annotation(project, annotation.id)


def set_field(project: Project, tag_id: str, key: str, value: str | Entity, *, reader: Reader) -> Annotation:
    """Set one field of a tag from words or an entity, empty words clear it; a new name is made in the same act."""
    return edit(project, tag_id, reader=reader, fields={key: value})


def set_another_name(
    project: Project, tag_id: str, key: str, entity: Entity, *, typed: str, reader: Reader
) -> Annotation:
    """Set a field to an entity and let what was typed be another name for it, in one act."""
    annotation = own_tag(project, tag_id, reader)
    known = find_kind(project.codebook(), annotation.kind)
    values, _ = field_edits(project, known, {key: entity})
    row: dict[str, Json] = {f"fields.{name}": value for name, value in values.items()}
    edits = [*alias_edits(project, entity.id, typed), Edit("annotation", annotation.id, row)]
    act(project, reader, f"“{typed.strip()}” is {entity.name}", edits)
    return _annotation(project, annotation.id)


def change_kind(project: Project, tag_id: str, kind: str, *, reader: Reader) -> Annotation:
    """Change a tag's kind: who holds, claims or bears it and the issue go along, the rest waits hidden."""
    return edit(project, tag_id, reader=reader, kind=kind)


def untag(project: Project, tag_id: str, *, reader: Reader) -> Annotation:
    """Take a tag away and return it as it was; undo brings the same one back."""
    annotation = own_tag(project, tag_id, reader)
    act(project, reader, f"remove {annotation.kind}", [Edit("annotation", annotation.id, {"deleted": True})])
    return annotation


def add_passage(project: Project, tag_id: str, start: int, end: int, *, reader: Reader) -> Annotation:
    """Add a further passage to a tag; one that it has is left as it is."""
    annotation = own_tag(project, tag_id, reader)
    document = live_document(project, annotation.document)
    text = project.text(document.version)
    (added,) = sound_spans(text, [(start, end)])
    there = attached_spans(annotation)
    if added in there:
        return annotation
    sound = sound_spans(text, [*there, added])
    shaped = _reshaped(project, document, annotation, sound)
    row: dict[str, Json] = {"passages": [*shaped, *_waiting(annotation, document)]}
    act(project, reader, "add a passage", [Edit("annotation", annotation.id, row)])
    return _annotation(project, annotation.id)


def duplicate(project: Project, tag_id: str, *, reader: Reader) -> Tagged:
    """Make a tag again for another holder: the same passages and fields, who holds, claims or bears it left empty.

    Of another reader's tag it makes one's own, which says where it was copied from.
    """
    annotation = _annotation(project, tag_id)
    document = live_document(project, annotation.document)
    row: dict[str, Json] = {
        "document": annotation.document,
        "reader": reader.id,
        "kind": annotation.kind,
        "passages": passage_values(document.version, annotation.passages),
        "labels": list(annotation.labels),
        "note": annotation.note,
        "copied_from": annotation.id if annotation.reader != reader.id else None,
    }
    row.update((f"fields.{key}", value) for key, value in annotation.fields.items() if key not in WHO_FIELDS)
    id_ = new_id()
    act(project, reader, f"tag {annotation.kind} for another", [Edit("annotation", id_, row)])
    return Tagged(_annotation(project, id_), new=True)


def take_over(project: Project, tag_id: str, *, reader: Reader) -> Tagged:
    """Take another reader's tag over as a copy of one's own, which says where it was copied from.

    The copy that stands at the same place already is the answer.
    """
    annotation = _others(project, tag_id, reader)
    spans = attached_spans(annotation)
    for there in project.annotations_by_id(project.tags_at(annotation.document, *spans[0]) if spans else ()).values():
        if (there.reader, there.copied_from) == (reader.id, annotation.id):
            return Tagged(there, new=False)
    id_, edits = _copied(project, annotation, reader)
    act(project, reader, f"take over a {annotation.kind}", edits)
    return Tagged(_annotation(project, id_), new=True)


def answer(project: Project, tag_id: str, *, reader: Reader) -> Tagged:
    """Answer another reader's tag by one of one's own of the same kind on the same passage, linked to it, in one act.

    One that is there already is linked.
    """
    annotation = _others(project, tag_id, reader)
    spans = tuple(attached_spans(annotation))
    there = _same(project, annotation.document, annotation.kind, reader.id, spans) if spans else None
    id_, edits = (there.id, []) if there is not None else _copied(project, annotation, reader, fields=False)
    row: dict[str, Json] = {"source": id_, "target": annotation.id, "relation": "answers", "reader": reader.id}
    known = {(link.source, link.target, link.relation) for link in project.links(document=annotation.document)}
    links = [] if (id_, annotation.id, "answers") in known else [Edit("link", new_id(), row)]
    act(project, reader, f"answer a {annotation.kind}", [*edits, *links])
    return Tagged(_annotation(project, id_), new=there is None)


def attached_spans(annotation: Annotation) -> list[Range]:
    """Return the places of a tag's attached passages."""
    return [(one.start, one.end) for one in annotation.passages if one.start is not None and one.end is not None]


def find_kind(codebook: Codebook, name: str) -> Kind:
    """Find a kind by its key or label; refuse with those that are there."""
    wanted = folded(name)
    for kind in codebook.kinds:
        if wanted in (kind.key, folded(kind.label)):
            return kind
    there = ", ".join(kind.key for kind in codebook.kinds)
    raise refuse(f"the kind “{name}” was not found", "the project's codebook does not have it", f"give one of: {there}")


def clean_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """Return labels without outer blanks, each once, empty ones left out."""
    return tuple(dict.fromkeys(cleaned for label in labels if (cleaned := " ".join(label.split()))))


def clean_note(note: str) -> str:
    """Return a note as it was written, a blank one as empty."""
    return note if note.strip() else ""


def kind_row(codebook: Codebook, annotation: Annotation, kind: Kind) -> dict[str, Json]:
    """Return what changes in a tag with its kind: who holds, claims or bears it is carried along."""
    row: dict[str, Json] = {"kind": kind.key}
    old = codebook.kind(annotation.kind)
    who = kind.who
    if old is None or who is None or old.key == kind.key:
        return row
    source = _carried(codebook, annotation, old, who)
    if source is not None and kind.field(source) is None:
        row[f"fields.{who.key}"] = annotation.fields[source]
        row[f"fields.{source}"] = None
    return row


def _carried(codebook: Codebook, annotation: Annotation, old: Kind, who: Field) -> str | None:
    # A kind without holder, claimant or bearer (a note) keeps one that an earlier kind had: it is carried on.
    keys = [old.who.key] if old.who is not None else [who.key, *WHO_FIELDS]
    types = {field.key: field.type for field in codebook.fields()}
    for key in keys:
        if key in annotation.fields:
            return key if types.get(key) == who.type else None
    return None


def _what_changed(
    annotation: Annotation, *, kind: str | None, fields: Given | None, spans: Sequence[Range] | None, note: str | None
) -> str:
    if kind is not None:
        return f"change {annotation.kind} to {kind}"
    if fields:
        return f"set {', '.join(fields)}"
    if spans is not None:
        return f"move {annotation.kind}"
    return "write a note" if note is not None else "set labels"


def _passages(reads: Reads, document: Document, spans: Iterable[Range]) -> list[Json]:
    text = reads.text(document.version)
    return passage_values(document.version, [passage_at(text, start, end) for start, end in spans])


def _reshaped(reads: Reads, document: Document, annotation: Annotation, spans: Sequence[Range]) -> list[Json]:
    """Return passages on spans; where only some are others the rest stay as they are, also those that wait."""
    there = {(one.start, one.end): one for one in annotation.passages if one.start is not None}
    if there.keys() == set(spans):
        return _passages(reads, document, spans)  # the reader says of all that they are right
    text = reads.text(document.version)
    kept = [there.get(span) or passage_at(text, *span) for span in spans]
    return passage_values(document.version, kept)


def _waiting(annotation: Annotation, document: Document) -> list[Json]:
    """Return the passages that have no place while others have: they keep waiting; a tag without any gets a new one."""
    if not attached_spans(annotation):
        return []
    return passage_values(document.version, [one for one in annotation.passages if one.start is None])


def _same(reads: Reads, document: str, kind: str, reader: str, spans: tuple[Range, ...]) -> Annotation | None:
    found = reads.annotations_by_id(reads.tags_at(document, *spans[0]))
    for annotation in found.values():
        if annotation.kind == kind and annotation.reader == reader and tuple(attached_spans(annotation)) == spans:
            return annotation
    return None


def own_tag(reads: Reads, tag_id: str, reader: Reader) -> Annotation:
    """Return a tag that a reader may change: their own, or the agreed reading's; refuse another reader's."""
    annotation = _annotation(reads, tag_id)
    if annotation.reader not in (reader.id, AGREED_READER):
        owner = reads.reader(annotation.reader)
        name = owner.name if owner else "another reader"
        raise refuse(
            "the tag was not changed",
            f"it is {name}'s, and only its own reader may change it",
            f"act as {name} or make a tag of your own",
        )
    return annotation


def _others(reads: Reads, tag_id: str, reader: Reader) -> Annotation:
    annotation = _annotation(reads, tag_id)
    if annotation.reader == reader.id:
        raise refuse("nothing was made", "the tag is your own", "choose another reader's tag")
    return annotation


def _copied(reads: Reads, annotation: Annotation, reader: Reader, *, fields: bool = True) -> tuple[str, list[Edit]]:
    """Return the id of a reader's tag on the passages of another's, and its edits; without fields only its kind."""
    document = live_document(reads, annotation.document)
    row: dict[str, Json] = {
        "document": annotation.document,
        "reader": reader.id,
        "kind": annotation.kind,
        "passages": passage_values(document.version, annotation.passages),
    }
    if fields:
        row |= {"labels": list(annotation.labels), "note": annotation.note, "copied_from": annotation.id}
        row.update((f"fields.{key}", value) for key, value in annotation.fields.items())
    id_ = new_id()
    return id_, [Edit("annotation", id_, row)]


def _annotation(reads: Reads, tag_id: str) -> Annotation:
    annotation = reads.annotation(tag_id)
    if annotation is None:
        raise refuse(
            "the tag was not found", "there is none with this id, or it was removed", "list the tags to see theirs"
        )
    return annotation

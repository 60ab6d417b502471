"""What has to be changed after a merge so that the parts fit: kinds that tags need, circles of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from glossator.model.annotation import Annotation
from glossator.model.codebook import Codebook, Field, Kind, codebook_from_data, codebook_to_data, joined
from glossator.model.document import Json
from glossator.store import Edit, Project, Reads, RowChange

#: A tag's kind, one of its fields and the value that it holds; "" for the kind alone.
_Use = tuple[str, str, str]

_FIELD = "fields."


def mended_codebook(project: Project, others: Sequence[Reads], changes: Sequence[RowChange]) -> Codebook | None:
    """Return the codebook with the kinds, fields and values that it lacks and tags have; None where it lacks none.

    They are taken as the merged projects have them, or as this one had them.
    """
    codebook = project.codebook()
    used = _used(project, changes)
    whole = codebook
    for source in (*_earlier(changes), *(other.codebook() for other in others)):
        whole = joined(whole, _needed(source, whole, used))
    for kind in sorted({kind for kind, _, _ in used}):
        bare = codebook_from_data({"kinds": [{"key": kind}]})
        if whole.kind(kind) is None and isinstance(bare, Codebook):
            whole = joined(whole, bare)
    return whole if whole != codebook else None


def codebook_edit(codebook: Codebook) -> Edit:
    """Return the edit that gives a project a codebook."""
    row: dict[str, Json] = {"codebook": codebook_to_data(codebook)}  # type: ignore[dict-item]
    return Edit("project", "project", row)


def circles(project: Project, changes: Sequence[RowChange]) -> list[Edit]:
    """Return what opens each circle of names said to be one another's: its smallest id then stands for all."""
    if not any(change.table == "entity" and "same_as" in change.fields for change in changes):
        return []
    same = {one.id: one.same_as for one in project.entities(live_only=False)}
    found = set()
    for start in same:
        seen: list[str] = []
        at: str | None = start
        while at is not None and at not in seen:
            seen.append(at)
            at = same.get(at)
        if at is not None:
            found.add(min(seen[seen.index(at) :]))
    return [Edit("entity", id_, {"same_as": None}) for id_ in sorted(found)]


def _used(project: Project, changes: Sequence[RowChange]) -> set[_Use]:
    if any(change.table == "project" and "codebook" in change.fields for change in changes):
        return {use for tag in project.annotations() for use in _uses_of(tag)}
    used: set[_Use] = set()
    partly: list[str] = []
    for change in changes:
        if change.table != "annotation":
            continue
        if not change.made:
            partly.append(change.id)
            continue
        kind = str(change.fields["kind"][1])
        used.add((kind, "", ""))
        for name, (_, value) in change.fields.items():
            if name.startswith(_FIELD) and isinstance(value, str):
                used.add((kind, name.removeprefix(_FIELD), value))
    tags = project.annotations_by_id(partly).values() if partly else ()
    return used | {use for tag in tags for use in _uses_of(tag)}


def _uses_of(tag: Annotation) -> Iterable[_Use]:
    return [(tag.kind, "", ""), *((tag.kind, key, value) for key, value in tag.fields.items())]


def _earlier(changes: Sequence[RowChange]) -> list[Codebook]:
    """Return the codebook that a merge replaced."""
    books = (
        codebook_from_data(change.fields["codebook"][0])
        for change in changes
        if change.table == "project" and "codebook" in change.fields
    )
    return [book for book in books if isinstance(book, Codebook)]


def _needed(source: Codebook, known: Codebook, used: set[_Use]) -> Codebook:
    """Keep of a codebook what tags have and a known one lacks."""
    uses: dict[str, dict[str, set[str]]] = {}
    for key, field, value in used:
        uses.setdefault(key, {}).setdefault(field, set()).add(value)
    kinds = []
    for kind in source.kinds:
        there = known.kind(kind.key)
        if kind.key in uses:
            kinds.append(kind if there is None else _needed_of_kind(kind, there, uses[kind.key]))
    return Codebook(tuple(kinds))


def _needed_of_kind(kind: Kind, there: Kind, uses: dict[str, set[str]]) -> Kind:
    fields = []
    for field in kind.fields:
        known: Field | None = there.field(field.key)
        if field.key in uses and (known is None or known.type == field.type):
            values = tuple(value for value in field.values if known is None or value.key in uses[field.key])
            fields.append(replace(field, values=values))
    return replace(kind, fields=tuple(fields))

"""Write a project as our own JSON: whole, plain and stable, so that a diff of two exports shows what changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from glossator.exchange.choice import Cancelled, Choice, Loss, Progress, Selection, loss
from glossator.exchange.json_decisions import decision_data
from glossator.exchange.json_lines import Sheet
from glossator.exchange.json_questions import question_data
from glossator.exchange.json_shape import (
    AnnotationShape,
    act_data,
    annotation_data,
    document_data,
    entity_data,
    entity_fields,
    entity_values,
    link_data,
    mark_data,
)
from glossator.model.annotation import Decision, Link, Mark
from glossator.model.codebook import codebook_to_data
from glossator.model.people import Entity, folded
from glossator.store import Reads

__all__ = ["FORMAT", "VERSION", "annotation_data", "write"]

#: What an export says it is, and the version of its shape.
FORMAT = "glossator"
VERSION = 1

#: The length of a UUID; the store counts the uses of entities with such ids.
_UUID = 36


def write(
    reads: Reads,
    out: BinaryIO,
    choice: Choice,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Loss:
    """Write what is chosen of a project into a stream, annotation by annotation.

    Raises Refused where something chosen is not there, or the reader stops it.
    """
    selection = Selection(reads, choice)
    links, marks, decisions = selection.links(), selection.marks(), selection.decisions()
    used = _Used(selection, links, marks, decisions)
    sheet = Sheet(out)
    _write_head(sheet, selection, used)
    names = {entity.id: entity.name for entity in selection.entities.values()}
    shape = AnnotationShape(selection.codebook, names)
    sheet.open_array("annotations")
    for annotation in selection.counted(progress, cancelled):
        sheet.item(shape.data(annotation))
    sheet.close_array()
    _write_array(sheet, "links", (link_data(link) for link in links))
    _write_array(sheet, "decisions", (decision_data(decision, shape) for decision in decisions))
    _write_array(sheet, "marks", (mark_data(mark) for mark in marks))
    _write_array(sheet, "questions", map(question_data, reads.questions() if choice.whole else ()))
    if choice.history:
        _write_array(sheet, "acts", (act_data(act) for act in reads.acts() if act.here))
    sheet.close()
    return loss()


class _Used:
    """Know which readers and entities something chosen is of."""

    def __init__(self, selection: Selection, links: list[Link], marks: list[Mark], decisions: list[Decision]) -> None:
        chosen = selection.choice.readers
        sides = [side for decision in decisions for side in decision.sides]
        self.readers = {link.reader for link in links} | {mark.reader for mark in marks}
        self.readers |= {decision.reader for decision in decisions} | {side.reader for side in sides}
        self.readers |= {
            id_
            for id_ in selection.readers
            if (chosen is None or id_ in chosen) and selection.total(frozenset({id_})) > 0
        }
        # A side may be of a reader who is not there any more.
        gone = [selection.reads.reader(id_) for id_ in self.readers - selection.readers.keys()]
        self.names = {**selection.readers, **{reader.id: reader.name for reader in gone if reader is not None}}
        keys = entity_fields(selection.codebook.fields())
        self.entities = _used_entities(selection) | {id_ for side in sides for id_ in entity_values(side, keys)}

    def with_joined(self, entities: dict[str, Entity]) -> list[Entity]:
        """Return the used entities, those they are the same as, and those joined to them, by category and name."""
        found = {id_ for id_ in self.entities if id_ in entities}
        while True:
            pairs = [(id_, entity.same_as) for id_, entity in entities.items() if entity.same_as in entities]
            more = {joined for pair in pairs if found.intersection(pair) for joined in pair if joined} - found
            if not more:
                return sorted((entities[id_] for id_ in found), key=_entity_order)
            found |= more


def _used_entities(selection: Selection) -> set[str]:
    if selection.choice.whole and all(len(id_) == _UUID for id_ in selection.entities):
        return set(selection.reads.uses())
    keys = entity_fields(selection.codebook.fields())
    return {id_ for annotation in selection.annotations() for id_ in entity_values(annotation, keys)}


def _entity_order(entity: Entity) -> tuple[str, str, str]:
    return (entity.category, folded(entity.name), entity.id)


def _write_head(sheet: Sheet, selection: Selection, used: _Used) -> None:
    info = selection.reads.info()
    sheet.member("format", FORMAT)
    sheet.member("version", VERSION)
    sheet.member("offsets", "unicode code points")
    sheet.member("project", {"id": info.id, "title": info.title, "created": info.created})
    sheet.member("codebook", codebook_to_data(selection.codebook))
    readers = sorted((folded(name), id_, name) for id_, name in used.names.items() if id_ in used.readers)
    _write_array(sheet, "readers", ({"id": id_, "name": name} for _, id_, name in readers))
    _write_array(sheet, "entities", (entity_data(entity) for entity in used.with_joined(selection.entities)))
    sheet.open_array("documents")
    for document in selection.documents:
        content = selection.reads.content(document.version) if selection.choice.text else None
        # The current version stands last; nothing but the order of ids survives an import of the others.
        versions = sorted(selection.reads.versions(document.id), key=lambda version: (version.current, version.id))
        sheet.item(document_data(document, versions, content))
    sheet.close_array()


def _write_array(sheet: Sheet, key: str, items: Iterable[object]) -> None:
    sheet.open_array(key)
    for item in items:
        sheet.item(item)
    sheet.close_array()

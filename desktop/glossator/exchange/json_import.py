"""Read our own JSON into a plan of edits: everything in it is sound, or nothing is taken."""

from __future__ import annotations

from typing import Any

from glossator.exchange.json_decisions import Decisions
from glossator.exchange.json_documents import Documents
from glossator.exchange.json_parse import parse
from glossator.exchange.json_people import Entities, Readers
from glossator.exchange.json_questions import Questions
from glossator.exchange.json_tags import Tags
from glossator.exchange.plan import Conflict, Draft, Planned
from glossator.model.codebook import Codebook, codebook_from_data, codebook_to_data
from glossator.model.document import Json
from glossator.model.identity import mark_id
from glossator.model.problem import Problem
from glossator.store import Reads


def read(data: bytes, reads: Reads) -> Planned:
    """Plan what the bytes of an export bring into a project.

    A project without documents takes over the export's codebook, id, title and time of creation. A tag
    that is there with other values stays as it is and is reported. Raises Refused with the first thing
    that is wrong and how many more there are.
    """
    export = parse(data)
    draft = Draft()
    codebook = _codebook(export, reads, draft)
    readers = Readers(export["readers"], reads, draft)
    entities = Entities(export.get("entities", []), reads, draft)
    documents = Documents(export["documents"], reads, draft)
    Tags(reads, draft, codebook=codebook, documents=documents, readers=readers, entities=entities).add(
        export["annotations"]
    )
    rest = _Rest(reads, draft, documents=documents, readers=readers)
    rest.links(export.get("links", []), export["annotations"])
    rest.marks(export.get("marks", []))
    Decisions(reads, draft, codebook=codebook, documents=documents, readers=readers, entities=entities).add(
        export.get("decisions", [])
    )
    Questions(reads, draft, codebook=codebook).add(export.get("questions", []))
    return draft.planned()


def _codebook(export: dict[str, Any], reads: Reads, draft: Draft) -> Codebook:
    codebook = reads.codebook()
    if reads.documents():
        return codebook
    fields: dict[str, Json] = {}
    if "project" in export:
        project = export["project"]
        fields.update(project_id=project["id"], title=project["title"])
        if project.get("created") is not None:
            fields["created"] = project["created"]
    if "codebook" in export:
        taken = codebook_from_data(export["codebook"])
        if isinstance(taken, Problem):
            draft.wrongs.add(f"its codebook is not in order: {taken.why}")
        else:
            codebook = taken
            fields["codebook"] = codebook_to_data(codebook)  # type: ignore[assignment]
    draft.edit("project", "project", fields)
    return codebook


class _Rest:
    """Take links and marks."""

    def __init__(self, reads: Reads, draft: Draft, *, documents: Documents, readers: Readers) -> None:
        self._reads = reads
        self._draft = draft
        self._documents = documents
        self._readers = readers

    def links(self, items: list[dict[str, Any]], annotations: list[dict[str, Any]]) -> None:
        """Take the links, each between tags of the file or the project."""
        self._draft.wrongs.once((item["id"] for item in items), "link")
        there = {link.id: link for link in self._reads.links()}
        given = {item["id"]: item["reader"] for item in annotations}
        ends = {item[key] for item in items for key in ("from", "to")} - given.keys()
        known = self._reads.annotations_by_id(sorted(ends)) if ends else {}
        for item in items:
            lost = next(
                (item[key] for key in ("from", "to") if item[key] not in given and item[key] not in known), None
            )
            # A link whose reader is not said is of the reader whose tag it starts from.
            start = known.get(item["from"])
            says = str(item.get("reader") or given.get(item["from"]) or (start.reader if start else ""))
            reader = self._readers.find(says)
            if lost is not None:
                self._draft.wrongs.add(f"the link {item['id']} is of the annotation {lost}, which is not there")
            elif reader is None:
                self._draft.wrongs.add(f"the link {item['id']} is of the reader {says}, who is not there")
            elif item["id"] in there:
                link = there[item["id"]]
                ours = {"from": link.source, "to": link.target, "relation": link.relation}
                self._draft.conflicting.extend(
                    Conflict(link.id, key) for key, value in ours.items() if item[key] != value
                )
            else:
                fields = {"source": item["from"], "target": item["to"], "relation": item["relation"], "reader": reader}
                created = {"created": item["created"]} if item.get("created") else {}
                self._draft.edit("link", item["id"], {**fields, **created, "deleted": False})

    def marks(self, items: list[dict[str, Any]]) -> None:
        """Take the marks; one that is there is the same."""
        there = {mark.id for mark in self._reads.marks()}
        for item in items:
            place = self._documents.place(item["document"])
            reader = self._readers.find(item["reader"])
            start: int | None = item.get("start")
            end: int | None = item.get("end")
            words = f"the mark {item['type']} of the document {item['document']}"
            if self._documents.is_refused(item["document"]):
                continue
            if place is None or reader is None:
                self._draft.wrongs.add(f"{words} is of a document or reader that is not there")
            elif (item["type"] == "read") != (start is not None) or (start is None) != (end is None):
                self._draft.wrongs.add(f"{words} has a place and should have none, or has none")
            elif start is not None and end is not None and not start < end <= len(place.text):
                self._draft.wrongs.add(f"{words} has the place {start}:{end} outside the text")
            else:
                id_ = mark_id(place.document, reader, item["type"], start, end)
                if id_ not in there:
                    fields = {"document": place.document, "reader": reader, "type": item["type"]}
                    self._draft.edit("mark", id_, {**fields, "start": start, "end": end, "deleted": False})

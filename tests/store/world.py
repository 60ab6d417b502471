"""A small project on disk, and how the tests look into it by plain sqlite3."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from glossator.model.annotation import passage_at
from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.document import Block, Content, Json, Source, Span
from glossator.model.identity import document_id, entity_id, new_id, sha256, text_hash, version_id
from glossator.store import Act, Edit, Project, passage_values, source_data

ANN = "11111111-1111-4111-8111-111111111111"
BEN = "22222222-2222-4222-8222-222222222222"
TEXT = "The north wants pilotage first. 😀 نعم\nThe south says no: e\u0301lan, 海\u2028and\u2029on."

DATA = {
    "kinds": [
        {
            "key": "position",
            "fields": [
                {"key": "holder", "type": "actor"},
                {"key": "stance", "type": "choice", "values": [{"key": "for"}, {"key": "against"}]},
            ],
        },
        {"key": "risk"},
    ]
}

#: Every table whose rows follow from acts.
TABLES = ("project", "reader", "entity", "document", "version", "annotation", "passage", "uses", "link", "mark")


def codebook() -> Codebook:
    made = codebook_from_data(DATA)
    assert isinstance(made, Codebook)
    return made


def new_project(path: Path) -> Project:
    """Make a project that Ann and Ben read."""
    project = Project.create(path, title="Sea", codebook=codebook())
    for reader, name in ((ANN, "Ann"), (BEN, "Ben")):
        done(project.act(reader, "join", [Edit("reader", reader, {"name": name})], floor=True))
    return project


def add_document(project: Project, reader: str = ANN, text: str = TEXT, *, title: str = "Minutes") -> tuple[str, str]:
    """Add a text as a document; return its id and its version's."""
    data = text.encode()
    document = document_id(sha256(data))
    version = version_id(document, text_hash(text))
    edits = [
        Edit(
            "document",
            document,
            {
                "title": title,
                "media_type": "text/plain",
                "position": len(project.documents()) + 1,
                "version": version,
                "source": source_data(Source(sha256(data), len(data), "txt", "utf-8", "txt", "1")),
            },
        ),
        Edit(
            "version",
            version,
            {"document": document, "sha256": text_hash(text), "characters": len(text), "paragraphs": 1},
        ),
    ]
    done(
        project.act(
            reader,
            f"add {title}",
            edits,
            sources={sha256(data): data},
            contents={version: Content(text, (Block("paragraph", 0, len(text)),), (Span("bold", 0, 3),))},
        )
    )
    return document, version


def tag(project: Project, reader: str, *spans: tuple[int, int], kind: str = "risk", **fields: Json) -> str:
    """Tag passages of the first document; return the tag's id."""
    document = project.documents()[0]
    text = project.text(document.version)
    passages = passage_values(document.version, [passage_at(text, start, end) for start, end in spans])
    id_ = new_id()
    made: dict[str, Json] = {"document": document.id, "reader": reader, "kind": kind, "passages": passages}
    named: list[Edit] = []
    for key, value in fields.items():
        if key == "holder":
            named.append(actor(str(value)))
            value = named[-1].id
        made[f"fields.{key}"] = value
    done(project.act(reader, f"tag as {kind}", [*named, Edit("annotation", id_, made)]))
    return id_


def actor(name: str) -> Edit:
    """Ask for an actor of this name."""
    return Edit("entity", entity_id("actor", name), {"category": "actor", "name": name})


def change(project: Project, reader: str, annotation: str, **fields: Json) -> Act:
    """Change plain fields of a tag."""
    return done(project.act(reader, f"set {', '.join(fields)}", [Edit("annotation", annotation, fields)]))


def done(answer: object) -> Act:
    """Take an act for granted."""
    assert isinstance(answer, Act), answer
    return answer


def query(path: Path, sql: str, *arguments: object) -> list[tuple[object, ...]]:
    """Ask a project's file by plain sqlite3."""
    connection = sqlite3.connect(path)
    try:
        return [tuple(row) for row in connection.execute(sql, arguments)]
    finally:
        connection.close()


def shown(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row that is not removed, by table."""
    tags = "annotation IN (SELECT id FROM annotation WHERE deleted = 0)"
    where = {"project": "1", "passage": tags, "uses": tags}
    return {
        table: query(path, f"SELECT * FROM {table} WHERE {where.get(table, 'deleted = 0')} ORDER BY 1, 2")
        for table in TABLES
    }


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row, by table."""
    return {table: query(path, f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES}

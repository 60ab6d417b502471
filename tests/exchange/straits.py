"""A small project about an invented strait: two readers, three documents, letters from many places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from glossator.model.annotation import Passage, passage_at
from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.document import Block, Content, Json, Span
from glossator.model.identity import mark_id, text_hash, version_id
from glossator.store import Edit, Project, passage_values

ANA = "a0000000-0000-4000-8000-000000000001"
SALMA = "a0000000-0000-4000-8000-000000000002"
NOTES = "d0000000-0000-4000-8000-000000000001"
MINUTES = "d0000000-0000-4000-8000-000000000002"
WIRE = "d0000000-0000-4000-8000-000000000003"
NORTH = "e0000000-0000-4000-8000-000000000001"
UNION = "e0000000-0000-4000-8000-000000000002"
FEES = "e0000000-0000-4000-8000-000000000003"
RISK = "b0000000-0000-4000-8000-000000000001"
POSITION = "b0000000-0000-4000-8000-000000000002"
LOST = "b0000000-0000-4000-8000-000000000003"
CLAIM = "b0000000-0000-4000-8000-000000000004"
HALF = "b0000000-0000-4000-8000-000000000005"
LINK = "c0000000-0000-4000-8000-000000000001"
TIME = "2026-05-12T09:30:00Z"

CODEBOOK_DATA: dict[str, object] = {
    "kinds": [
        {
            "key": "risk",
            "label": "Risk",
            "shape": "triangle",
            "colour": "9C2411",
            "shortcut": "r",
            "fields": [
                {"key": "bearer", "label": "Bearer", "type": "actor"},
                {"key": "severity", "label": "Severity", "type": "scale", "values": [{"key": "minor", "score": 2}]},
            ],
        },
        {
            "key": "position",
            "label": "Position",
            "shape": "diamond",
            "colour": "1F5A7A",
            "shortcut": "p",
            "fields": [
                {"key": "holder", "label": "Holder", "type": "actor"},
                {"key": "issue", "label": "Issue", "type": "issue"},
                {
                    "key": "stance",
                    "label": "Stance",
                    "type": "scale",
                    "values": [
                        {"key": "against", "label": "Against", "score": -1},
                        {"key": "for", "label": "For it", "score": 1},
                        {"key": "unclear"},
                    ],
                },
                {"key": "condition", "label": "Condition", "type": "text"},
                {"key": "said", "label": "Said", "type": "date"},
            ],
        },
        {"key": "note", "label": "Note", "shape": "square", "colour": "6E6A61", "shortcut": "n", "fields": []},
    ]
}

NOTES_TEXT = "The strait 🚢\nThe north wants *fees* 👩‍🚀 now.\n\nWithout pilots\nships may run aground."
MINUTES_TEXT = "会議録\n海峡の通行料は「高すぎる」とされた。"
WIRE_TEXT = "قالت سلمى: لا رسوم.\u2028Second half\u2029e\u0301nd 𝒜."

NOTES_CONTENT = Content(
    NOTES_TEXT,
    (
        Block("heading", 0, 12, level=1),
        Block("paragraph", 13, 44),
        Block("paragraph", 45, 45),
        Block("paragraph", 46, 60, data={"group": 1}),
        Block("paragraph", 61, 83, data={"group": 1}),
    ),
    (Span("bold", 4, 10), Span("link", 17, 22, "https://strait.example/?a=1&b=2")),
)
MINUTES_CONTENT = Content(MINUTES_TEXT, (Block("paragraph", 0, 3, page=1), Block("paragraph", 4, 22, page=2)))
WIRE_CONTENT = Content(WIRE_TEXT, (Block("paragraph", 0, len(WIRE_TEXT)),))


def codebook() -> Codebook:
    """Return the codebook of the project."""
    made = codebook_from_data(CODEBOOK_DATA)
    assert isinstance(made, Codebook)
    return made


def empty(path: Path) -> Project:
    """Make a project without anything in it, under another codebook."""
    made = codebook_from_data({"kinds": [{"key": "other"}]})
    assert isinstance(made, Codebook)
    return Project.create(path, title="Empty", codebook=made)


def document_edits(
    id_: str, content: Content, position: int, *, title: str, fields: Mapping[str, Json] | None = None
) -> list[Edit]:
    """Make a document with one version."""
    digest = text_hash(content.text)
    version = version_id(id_, digest)
    source: dict[str, Json] = {
        "sha256": text_hash(title),
        "size": 100 + position,
        "format": "text",
        "encoding": "utf-8",
        "reader": "text",
        "reader_version": "1",
        "confidence": None,
        "warnings": [],
    }
    row: dict[str, Json] = {
        "title": title,
        "media_type": "text/plain",
        "position": position,
        "source": source,
        "version": version,
        **(fields or {}),
    }
    size: dict[str, Json] = {"sha256": digest, "characters": len(content.text), "paragraphs": 1}
    return [Edit("document", id_, row), Edit("version", version, {"document": id_, **size})]


def tag_edit(
    id_: str, document: str, text: str, *, kind: str, passages: Sequence[Passage], fields: Mapping[str, Json]
) -> Edit:
    """Make a tag of Ana's, unless its fields say another reader."""
    row: dict[str, Json] = {
        "document": document,
        "reader": ANA,
        "kind": kind,
        "passages": passage_values(version_id(document, text_hash(text)), passages),
        "created": TIME,
        "modified": TIME,
    }
    return Edit("annotation", id_, {**row, **fields})


def strait(path: Path) -> Project:
    """Make the project."""
    project = Project.create(path, title="Strait", codebook=codebook())
    documents = [
        *document_edits(
            NOTES,
            NOTES_CONTENT,
            1,
            title="The strait 🚢",
            fields={"author": "A. Lind", "published": "2026-05-12", "language": "en", "file_name": "strait.txt"},
        ),
        *document_edits(MINUTES, MINUTES_CONTENT, 2, title="会議録", fields={"published": "2026-06"}),
        *document_edits(WIRE, WIRE_CONTENT, 3, title='=Wire, "late"'),
    ]
    people = [
        Edit("project", "project", {"project_id": "f0000000-0000-4000-8000-000000000001", "created": TIME}),
        Edit("reader", ANA, {"name": "Ana"}),
        Edit("reader", SALMA, {"name": "سلمى حداد"}),
        Edit("entity", NORTH, {"category": "actor", "name": "The north", "aliases": ["Northern side"]}),
        Edit("entity", UNION, {"category": "actor", "name": "North Union", "same_as": NORTH}),
        Edit("entity", FEES, {"category": "issue", "name": "Fees"}),
    ]
    project.act(
        ANA,
        "begin",
        [*people, *documents, *_tags(), *_rest()],
        contents={
            version_id(NOTES, text_hash(NOTES_TEXT)): NOTES_CONTENT,
            version_id(MINUTES, text_hash(MINUTES_TEXT)): MINUTES_CONTENT,
            version_id(WIRE, text_hash(WIRE_TEXT)): WIRE_CONTENT,
        },
    )
    return project


def _tags() -> list[Edit]:
    edited = Passage(4, 10, "海峡の通行料", "会議録\n", "は「高すぎる」とされた。", "edited", "海峡の料金")
    lost = Passage(None, None, "gone 👻", "before ", " after", "lost")
    return [
        tag_edit(
            RISK,
            NOTES,
            NOTES_TEXT,
            kind="risk",
            passages=[passage_at(NOTES_TEXT, 46, 60), passage_at(NOTES_TEXT, 61, 83)],
            fields={"fields.bearer": UNION, "fields.stance": "against", "labels": ["pilotage", "a;b"]},
        ),
        tag_edit(
            POSITION,
            NOTES,
            NOTES_TEXT,
            kind="position",
            passages=[passage_at(NOTES_TEXT, 13, 39)],
            fields={
                "fields.condition": "pilots first",
                "fields.holder": NORTH,
                "fields.issue": FEES,
                "fields.stance": "for",
                "note": "**Why** now?\n\n- one\n- two",
            },
        ),
        tag_edit(LOST, MINUTES, MINUTES_TEXT, kind="note", passages=[lost], fields={"reader": SALMA}),
        tag_edit(
            CLAIM,
            MINUTES,
            MINUTES_TEXT,
            kind="note",
            passages=[edited],
            fields={"reader": SALMA, "copied_from": POSITION, "note": "=1+1"},
        ),
        tag_edit(
            HALF,
            WIRE,
            WIRE_TEXT,
            kind="note",
            passages=[passage_at(WIRE_TEXT, 11, 31)],
            fields={"labels": ["@home"]},
        ),
    ]


def _rest() -> list[Edit]:
    link: dict[str, Json] = {"source": RISK, "target": POSITION, "relation": "contradicts", "reader": SALMA}
    done: dict[str, Json] = {"document": WIRE, "reader": SALMA, "type": "done"}
    read: dict[str, Json] = {"document": NOTES, "reader": ANA, "type": "read", "start": 0, "end": 12}
    return [
        Edit("link", LINK, {**link, "created": TIME}),
        Edit("mark", mark_id(WIRE, SALMA, "done", None, None), done),
        Edit("mark", mark_id(NOTES, ANA, "read", 0, 12), read),
    ]

"""Measure comparing against reading the rows that it compares: fifty documents, five readers, 50,000 tags."""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from glossator.model.annotation import passage_at
from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.document import Block, Content, Json, Source
from glossator.model.identity import document_id, new_id, sha256, text_hash, version_id
from glossator.model.people import Reader
from glossator.operations.comparing import compare, compare_document
from glossator.store import Edit, Project, passage_values, source_data
from store import SHORT, say, seconds

DOCUMENTS, READERS, TAGS = 50, 5, 50_000
PARAGRAPHS = 120
SENTENCE = "The committee noted that pilotage first would lower the risk for every ship – and the cost. "

#: Of the places that one reader tags, the others tag so many likewise, so many elsewhere nearby; the rest not.
SAME, MOVED = 0.6, 0.2

KINDS: list[Json] = [
    {
        "key": key,
        "fields": [
            {"key": "holder", "type": "actor"},
            {
                "key": "stance",
                "type": "scale",
                "values": [{"key": "against", "score": -1}, {"key": "neutral", "score": 0}, {"key": "for", "score": 1}],
            },
        ],
    }
    for key in ("risk", "position", "claim")
]

#: At most so many times the plain reading of the same rows by sqlite3, with their JSON parsed.
ALIGN_RATIO = 3.0
#: The same for one document, which has to open at once.
DOCUMENT_RATIO = 3.0
#: All figures over everything, 1,000 resamples and every sentence with them, off the window's thread.
FIGURES_RATIO = 12.0


def fill(project: Project) -> tuple[list[str], list[Reader]]:
    """Put the documents and tags into a project."""
    chance = random.Random(7)
    readers = [Reader(new_id(), f"Reader {number}") for number in range(READERS)]
    project.act(readers[0].id, "readers", [Edit("reader", reader.id, {"name": reader.name}) for reader in readers])
    holders = [new_id() for _ in range(40)]
    for number, holder in enumerate(holders):
        project.act(readers[0].id, "name", [Edit("entity", holder, {"category": "actor", "name": f"Actor {number}"})])
    documents = []
    for number in range(DOCUMENTS):
        lines = [f"{number} {paragraph} {SENTENCE * 5}" for paragraph in range(PARAGRAPHS)]
        text = "\n".join(lines)
        documents.append(_add(project, readers[0], text, lines, number))
        for reader in readers:
            spans = _spans(text, random.Random(number), chance)
            edits = [
                _tag(project, documents[-1], text, reader, start, kind, chance.choice(holders[:4]))
                for start, kind in spans
            ]
            project.act(reader.id, "tag", edits)
    return documents, readers


def _add(project: Project, reader: Reader, text: str, lines: list[str], number: int) -> str:
    data = text.encode()
    document = document_id(sha256(data))
    version = version_id(document, text_hash(text))
    source = source_data(Source(sha256(data), len(data), "txt", "utf-8", "txt", "1"))
    facts = {"title": f"Big {number}", "media_type": "text/plain", "position": number + 1, "version": version}
    size = {"document": document, "sha256": text_hash(text), "characters": len(text), "paragraphs": len(lines)}
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    project.act(
        reader.id,
        "add",
        [Edit("document", document, {**facts, "source": source}), Edit("version", version, size)],
        sources={sha256(data): data},
        contents={version: Content(text, tuple(blocks))},
    )
    return document


def _spans(text: str, places: random.Random, chance: random.Random) -> Iterator[tuple[int, str]]:
    step = len(text) // (TAGS // DOCUMENTS // READERS)
    for number in range(TAGS // DOCUMENTS // READERS):
        start, kind = number * step + places.randrange(step // 4), places.choice(["risk", "position", "claim"])
        drawn = chance.random()
        if drawn < SAME:
            yield start, kind
        elif drawn < SAME + MOVED:
            yield start + chance.randrange(1, 30), chance.choice(["risk", "position", "claim"])
        else:
            yield min(start + step // 2, len(text) - 100), kind


def _tag(project: Project, document: str, text: str, reader: Reader, start: int, kind: str, holder: str) -> Edit:
    passages = passage_values(version_id(document, text_hash(text)), [passage_at(text, start, start + 60)])
    fields: dict[str, Json] = {"fields.stance": "for", "fields.holder": holder}
    row: dict[str, Json] = {"document": document, "reader": reader.id, "kind": kind, "passages": passages, **fields}
    return Edit("annotation", new_id(), row)


def main() -> None:
    """Build the project and print every comparison."""
    codebook = codebook_from_data({"kinds": KINDS})
    assert isinstance(codebook, Codebook)
    with (
        tempfile.TemporaryDirectory() as name,
        Project.create(Path(name) / "bench.gloss", codebook=codebook) as project,
    ):
        begin = time.perf_counter()
        documents, readers = fill(project)
        print(f"{TAGS} tags made: {time.perf_counter() - begin:.2f} s")
        measure(project, documents, readers)


def measure(project: Project, documents: list[str], readers: list[Reader]) -> None:
    """Compare joining the tags, and all figures, with plain reading by sqlite3."""
    bare = sqlite3.connect(project.path)
    sql = "SELECT * FROM annotation a JOIN passage p ON p.annotation = a.id WHERE a.deleted = 0"

    def plain(where: str = "", arguments: tuple[str, ...] = ()) -> None:
        for row in bare.execute(sql + where, arguments):
            json.loads(row[4])

    say(
        "joining the tags of all documents",
        seconds(lambda: [compare_document(project, document, readers) for document in documents], 3),
        seconds(plain, 3),
        ALIGN_RATIO,
    )
    say(
        "joining the tags of one document",
        seconds(lambda: compare_document(project, documents[3], readers)),
        seconds(lambda: plain(" AND a.document = ?", (documents[3],))),
        DOCUMENT_RATIO,
    )
    say(
        "all figures over all documents",
        seconds(lambda: compare(project, readers), 1),
        seconds(plain, 3),
        FIGURES_RATIO,
    )
    bare.close()


if __name__ == "__main__":
    main()
    raise SystemExit(bool(SHORT))

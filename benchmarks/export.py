"""Measure the export of a million tags against ``json`` writing the same rows, and how much memory grows on the way."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from glossator.exchange.choice import Choice
from glossator.exchange.json_export import annotation_data, write
from glossator.model.annotation import passage_at
from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.document import Block, Content
from glossator.model.identity import entity_id, new_id, text_hash, version_id
from glossator.store import Edit, Project, passage_values

TAGS = 1_000_000

#: Tags of one document, and made by one act.
BATCH = 50_000

#: At most so many times ``json.dumps(indent=2)`` of the same rows.
TIME_RATIO = 3.0

#: Memory that an export of everything may take beyond an export of one document, in MB: flat is a few buffers.
GROWTH = 32.0

#: Rows of the baseline, written over and over: it has no project to read.
_ROWS = 1000


def measure(n: int = TAGS) -> list[tuple[str, float, float]]:
    """Build a project of ``n`` tags, export it, and return (what, measured, target)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.gloss"
        build(path, n)
        # In a process of its own, whose memory no building has touched.
        answer = subprocess.run(
            [sys.executable, __file__, str(path)], check=True, capture_output=True, text=True
        ).stdout
        figures = json.loads(answer)
    print(
        f"  export: {figures['seconds']:.1f} s for {figures['size'] / 1e6:.0f} MB,"
        f" {figures['compact']:.2f} times json without indent"
    )
    return [
        (f"export of {n:,} tags, against json.dumps(indent=2) of the same rows", figures["indented"], TIME_RATIO),
        ("its memory beyond that of an export of one document, in MB", figures["growth"], GROWTH),
    ]


def build(path: Path, n: int) -> None:
    """Make a project of ``n`` tags in documents of ``BATCH`` each."""
    codebook = codebook_from_data(
        {
            "kinds": [
                {
                    "key": "position",
                    "fields": [
                        {"key": "holder", "type": "actor"},
                        {"key": "issue", "type": "issue"},
                        {"key": "stance", "type": "scale", "values": [{"key": "for", "score": 1}]},
                        {"key": "condition", "type": "text"},
                    ],
                }
            ]
        }
    )
    assert isinstance(codebook, Codebook)
    with Project.create(path, codebook=codebook) as project:
        reader = new_id()
        names = [("actor", f"Government {number}") for number in range(50)]
        entities = [entity_id(*name) for name in names]
        people = [
            Edit("entity", id_, {"category": category, "name": name})
            for id_, (category, name) in zip(entities, names, strict=True)
        ]
        project.act(reader, "begin", [Edit("reader", reader, {"name": "Bench"}), *people])
        for position, start in enumerate(range(0, n, BATCH), 1):
            _add_document(project, reader, position, entities=entities, count=min(BATCH, n - start))


def _add_document(project: Project, reader: str, position: int, *, entities: list[str], count: int) -> None:
    line = "The committee noted that pilotage first would lower the risk for every ship – at a cost."
    text = "\n".join([line] * count)
    document = new_id()
    digest = text_hash(text)
    version = version_id(document, digest)
    step = len(line) + 1
    blocks = (Block("paragraph", 0, len(text)),)
    facts = {"title": f"Minutes {position}", "media_type": "text/plain", "position": position, "source": {}}
    size = {"document": document, "sha256": digest, "characters": len(text), "paragraphs": count}
    edits = [Edit("document", document, {**facts, "version": version}), Edit("version", version, size)]
    for number in range(count):
        fields = {
            "document": document,
            "reader": reader,
            "kind": "position",
            "passages": passage_values(version, [passage_at(text, number * step + 14, number * step + 78)]),
            "fields.holder": entities[number % len(entities)],
            "fields.stance": "for",
            "fields.condition": "pilotage first",
        }
        edits.append(Edit("annotation", new_id(), fields))
    project.act(reader, f"tag {position}", edits, contents={version: Content(text, blocks)})


def _exported(path: Path) -> dict[str, float]:
    """Export a project in this process and time it and ``json`` on the same rows."""
    with Project.open(path, write=False) as project, tempfile.TemporaryFile() as out:
        write(project, out, Choice(documents=frozenset({project.documents()[0].id})))
        before = _peak()
        out.seek(0)
        out.truncate()
        begun = time.perf_counter()
        write(project, out, Choice())
        seconds = time.perf_counter() - begun
        size = out.tell()
        growth = _peak() - before
        count = sum(sum(kinds.values()) for kinds in project.counts().values())
        names = {entity.id: entity.name for entity in project.entities()}
        codebook = project.codebook()
        rows = [
            annotation_data(annotation, codebook, names)
            for annotation, _ in zip(project.annotations(), range(_ROWS), strict=False)
        ]
    indented = _baseline(_many(rows, count), indent=2)
    compact = _baseline(_many(rows, count), indent=None)
    return {
        "seconds": seconds,
        "size": size,
        "growth": growth,
        "indented": seconds / indented,
        "compact": seconds / compact,
    }


def _baseline(rows: Iterator[dict[str, object]], indent: int | None) -> float:
    with tempfile.TemporaryFile() as out:
        begun = time.perf_counter()
        _dump(rows, out, indent)
        return time.perf_counter() - begun


def _dump(rows: Iterator[dict[str, object]], out: BinaryIO, indent: int | None) -> None:
    for row in rows:
        out.write(json.dumps(row, indent=indent, ensure_ascii=False).encode())


def _many(rows: list[dict[str, object]], count: int) -> Iterator[dict[str, object]]:
    for number in range(count):
        yield rows[number % len(rows)]


def _peak() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_exported(Path(sys.argv[1]))))
    else:
        results = measure()
        for what, value, target in results:
            print(f"{'holds' if value <= target else 'falls short':11} {value:9.3f} (at most {target:g})  {what}")
        sys.exit(any(value > target for _, value, target in results))

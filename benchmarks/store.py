"""Measure the project file against plain baselines of the same run: a commit, and loading 50,000 tags."""

from __future__ import annotations

import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from glossator.model.annotation import passage_at
from glossator.model.codebook import Codebook, codebook_from_data
from glossator.model.document import Block, Content, Source
from glossator.model.identity import document_id, new_id, sha256, text_hash, version_id
from glossator.store import Edit, Project, passage_values, source_data

PARAGRAPHS = 12_000
TAGS = 50_000
COMMITS = 200
HOLDERS = [new_id() for _ in range(40)]

#: What fell short in this run.
SHORT: list[str] = []

#: At most so many times a bare commit of one row, with the same journal and the same care.
COMMIT_RATIO = 3.0
#: At most so many times the plain reading of the same rows by sqlite3, to the same tuples.
MARKS_RATIO = 2.0
#: At most so many times the plain reading of the same rows with their JSON parsed.
TAGS_RATIO = 4.0
#: At most so many times the plain reading of the text with its blocks' JSON parsed.
CONTENT_RATIO = 3.0


def text_of_size() -> tuple[str, tuple[Block, ...]]:
    """Make a text of 3.2 MB with its paragraphs."""
    sentence = "The committee noted that pilotage first would lower the risk for every ship – and the cost. "
    lines, blocks, start = [], [], 0
    for number in range(PARAGRAPHS):
        line = f"{number} {sentence * 3}"[:266]
        lines.append(line)
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    return "\n".join(lines), tuple(blocks)


def fill(project: Project, tags: int = TAGS) -> tuple[str, str, str]:
    """Put the text and its tags into a project, and return reader, document and version."""
    text, blocks = text_of_size()
    data = text.encode()
    reader, document = new_id(), document_id(sha256(data))
    version = version_id(document, text_hash(text))
    source = source_data(Source(sha256(data), len(data), "txt", "utf-8", "txt", "1"))
    facts = {"title": "Big", "media_type": "text/plain", "position": 1, "version": version, "source": source}
    size = {"document": document, "sha256": text_hash(text), "characters": len(text), "paragraphs": PARAGRAPHS}
    project.act(
        reader,
        "add Big",
        [Edit("reader", reader, {"name": "Bench"}), Edit("document", document, facts), Edit("version", version, size)],
        sources={sha256(data): data},
        contents={version: Content(text, blocks)},
    )
    step = len(text) // TAGS
    if tags:
        project.act(reader, "import", [_tag(text, document, version, reader, n * step) for n in range(tags)])
    return reader, document, version


def _tag(text: str, document: str, version: str, reader: str, start: int) -> Edit:
    passages = passage_values(version, [passage_at(text, start, start + 60)])
    fields = {"fields.stance": "for", "fields.holder": HOLDERS[start % len(HOLDERS)]}
    return Edit(
        "annotation",
        new_id(),
        {"document": document, "reader": reader, "kind": "position", "passages": passages, **fields},
    )


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the median time of a piece of work."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def bare_commits(folder: Path) -> float:
    """Return the median time of one bare commit of one row."""
    connection = sqlite3.connect(folder / "bare.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE row (id TEXT PRIMARY KEY, words TEXT)")

    def commit() -> None:
        with connection:
            connection.execute("INSERT INTO row VALUES (?, ?)", (new_id(), "x" * 1_000))

    taken = seconds(commit, COMMITS)
    connection.close()
    return taken


def say(what: str, ours: float, bare: float, most: float) -> None:
    """Print one comparison with its target."""
    ratio = ours / bare
    verdict = "holds" if ratio <= most else "falls short"
    if ratio > most:
        SHORT.append(what)
    print(f"{what}: {ours * 1000:.2f} ms, bare {bare * 1000:.2f} ms, {ratio:.2f} x (at most {most} x): {verdict}")


def main() -> None:
    """Build the project and print every comparison."""
    codebook = codebook_from_data({"kinds": [{"key": "position"}]})
    assert isinstance(codebook, Codebook)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Project.create(folder / "bench.gloss", codebook=codebook) as project:
            begin = time.perf_counter()
            reader, document, version = fill(project)
            print(f"one act of {TAGS} tags: {time.perf_counter() - begin:.2f} s")
            measure_acts(project, folder, reader, document, version)
            measure_reads(project, document, version)
            begin = time.perf_counter()
            found = project.check()
            print(f"check: {time.perf_counter() - begin:.2f} s, {len(found)} findings")
        begin = time.perf_counter()
        project = Project.open(folder / "bench.gloss")
        print(f"open: {(time.perf_counter() - begin) * 1000:.1f} ms")
        project.close()


def measure_acts(project: Project, folder: Path, reader: str, document: str, version: str) -> None:
    """Compare a tag, its undo and its redo with a bare commit."""
    text = project.text(version)
    bare = bare_commits(folder)
    places = iter(range(100, 100 + COMMITS * 10, 10))

    def tag() -> None:
        project.act(reader, "tag", [_tag(text, document, version, reader, next(places))])

    say("an act that makes a tag", seconds(tag, COMMITS), bare, COMMIT_RATIO)
    say("an undo", seconds(lambda: project.undo(reader), COMMITS // 2), bare, COMMIT_RATIO)
    say("a redo", seconds(lambda: project.redo(reader), COMMITS // 2), bare, COMMIT_RATIO)


def measure_reads(project: Project, document: str, version: str) -> None:
    """Compare reading marks, tags and content with plain sqlite3 on the same file."""
    bare = sqlite3.connect(project.path)
    marks = 'SELECT id, kind, reader, part, start, "end" FROM annotation WHERE document = ? AND deleted = 0'

    def plain_tags() -> None:
        for row in bare.execute("SELECT * FROM annotation a JOIN passage p ON p.annotation = a.id"):
            json.loads(row[4])

    def plain_content() -> None:
        _, blocks = bare.execute("SELECT text, blocks FROM content").fetchone()
        json.loads(blocks)

    say(
        "marks of 50,000 tags",
        seconds(lambda: project.marks_of_tags(document)),
        seconds(lambda: bare.execute(marks, (document,)).fetchall()),
        MARKS_RATIO,
    )
    say("50,000 tags in order", seconds(lambda: list(project.annotations()), 3), seconds(plain_tags, 3), TAGS_RATIO)
    say("text and blocks", seconds(lambda: project.content(version)), seconds(plain_content), CONTENT_RATIO)
    say("counts by kind", seconds(project.counts), seconds(lambda: bare.execute(marks, (document,)).fetchall()), 1.0)
    bare.close()


if __name__ == "__main__":
    main()
    raise SystemExit(bool(SHORT))

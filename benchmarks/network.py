"""Measure the network of fifty documents, five readers and 50,000 positions, and the places of its 200 holders."""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
import time
from pathlib import Path

from glossator.model.annotation import passage_at
from glossator.model.document import Block, Content
from glossator.model.identity import entity_id, new_id, text_hash, version_id
from glossator.operations.networking import network
from glossator.operations.projects import create
from glossator.review.layout import layout
from glossator.review.measures import measured
from glossator.store import Edit, Project, passage_values
from store import SHORT, say, seconds

DOCUMENTS, READERS, TAGS = 50, 5, 50_000
HOLDERS, ISSUES, CAMPS = 200, 30, 3
STANCES = ("strongly-against", "against", "neutral", "for", "strongly-for")
LINE = "The committee noted that pilotage first would lower the risk for every ship – at a cost."

#: At most so many times the plain reading of the rows of all tags by sqlite3, with their JSON parsed.
NETWORK_RATIO = 3.0
#: Places of 200 holders, off the window's thread: a hundred rounds of some six steps for every two of them, in
#: looks at every two of them.
LAYOUT_RATIO = 600.0


def fill(project: Project) -> None:
    """Put documents and positions into a project: each holder keeps to its camp's line, more or less."""
    chance = random.Random(7)
    readers = [new_id() for _ in range(READERS)]
    names = [("actor", f"Actor {number}") for number in range(HOLDERS)]
    names += [("issue", f"Issue {number}") for number in range(ISSUES)]
    people = [Edit("reader", id_, {"name": f"Reader {number}"}) for number, id_ in enumerate(readers)]
    people += [Edit("entity", entity_id(*name), {"category": name[0], "name": name[1]}) for name in names]
    project.act(readers[0], "begin", people)
    actors = [entity_id(*name) for name in names[:HOLDERS]]
    issues = [entity_id(*name) for name in names[HOLDERS:]]
    for number in range(DOCUMENTS):
        _add(project, number, readers[number % READERS], actors=actors, issues=issues, chance=chance)


def _add(
    project: Project, number: int, reader: str, *, actors: list[str], issues: list[str], chance: random.Random
) -> None:
    count = TAGS // DOCUMENTS
    text = "\n".join([f"{number}", *[LINE] * count])
    document = new_id()
    digest = text_hash(text)
    version = version_id(document, digest)
    facts = {"title": f"Minutes {number}", "media_type": "text/plain", "position": number + 1, "source": {}}
    facts["published"] = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
    size = {"document": document, "sha256": digest, "characters": len(text), "paragraphs": 1}
    edits = [Edit("document", document, {**facts, "version": version}), Edit("version", version, size)]
    for turn in range(count):
        who, what = chance.randrange(HOLDERS), chance.randrange(ISSUES)
        line = (who % CAMPS * 2 + what) % len(STANCES)
        start = len(str(number)) + 1 + turn * (len(LINE) + 1)
        fields = {
            "document": document,
            "reader": reader,
            "kind": "position",
            "passages": passage_values(version, [passage_at(text, start, start + 40)]),
            "fields.holder": actors[who],
            "fields.issue": issues[what],
            "fields.stance": STANCES[max(0, min(4, line + chance.choice((-1, 0, 0, 0, 1))))],
        }
        edits.append(Edit("annotation", new_id(), fields))
    content = Content(text, (Block("paragraph", 0, len(text)),))
    project.act(reader, f"tag {number}", edits, contents={version: content})


def read_rows(path: Path) -> None:
    """Read the rows of all tags by plain sqlite3."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        sql = "SELECT * FROM annotation a JOIN passage p ON p.annotation = a.id WHERE a.deleted = 0"
        for row in connection.execute(sql):
            json.loads(row[4])


def _every_two() -> float:
    """Look once at every two of as many places as there are holders."""
    places = [complex(number, number * number % 17) for number in range(HOLDERS)]
    return sum(abs(one - other) for one in places for other in places)


def main() -> None:
    """Build the project and print every comparison."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.gloss"
        with create(path) as project:
            fill(project)
            bare = seconds(lambda: read_rows(path), 3)
            say("the network of a project", seconds(lambda: network(project), 3), bare, NETWORK_RATIO)
            made = network(project)
        ids = [node.id for node in made.nodes]
        bare = seconds(_every_two)
        say(f"places of {len(ids)} holders", seconds(lambda: layout(ids, made.ties), 3), bare, LAYOUT_RATIO)
        begin = time.perf_counter()
        measured(made)
        print(f"measures: {time.perf_counter() - begin:.2f} s, {len(made.edges)} edges")


if __name__ == "__main__":
    main()
    raise SystemExit(bool(SHORT))

"""A project in which every question finds something: three readers, three documents, tags drawn once from a seed."""

from __future__ import annotations

import random
from pathlib import Path

from glossator.model.annotation import RELATIONS
from glossator.model.people import Reader
from glossator.operations import entities, tags
from glossator.operations.documents import describe, paste_text
from glossator.operations.links import link
from glossator.operations.people import add_reader, reader_for
from glossator.operations.projects import create
from glossator.operations.settling import settle
from glossator.store import Edit, Project
from model.questions import NAMES

WORDS = 'pilots éa go first or not "only" if (fees) ab, the harbour\'s <wave> = b é'

TAGS = 160


def disputes(path: Path) -> Project:
    chance = random.Random(4)
    project = create(path, title="Disputes")
    first = reader_for(project, NAMES["reader"][0])
    readers = [first, *(add_reader(project, name, first) for name in NAMES["reader"][1:])]
    documents = []
    for at, title in enumerate(NAMES["document"]):
        text = f"{at} " + " ".join(chance.choice(WORDS.split()) for _ in range(120))
        documents.append(paste_text(project, text, first).document.id)
        describe(project, documents[-1], first, title=title, published=[None, "2026-05-12", "2025"][at])
    for category in ("actor", "issue"):
        for name in NAMES[category]:
            entities.make(project, category, name, first)
    made = [_tag(project, chance, readers, documents) for _ in range(TAGS)]
    north = {one.name: one.id for one in project.entities("actor")}
    entities.same_as(project, north["the North"], north["Northern government"], first)
    for _ in range(25):
        source, target = chance.sample(made, 2)
        link(project, source, chance.choice(RELATIONS), target, reader=chance.choice(readers))
    for id_ in chance.sample(made, 6):
        settle(project, [id_], keep=[id_], reader=first)
    for id_, state in zip(chance.sample(made, 6), ["edited", "ambiguous", "lost"] * 2, strict=True):
        _put_in_state(project, id_, state, first)
    return project


def _tag(project: Project, chance: random.Random, readers: list[Reader], documents: list[str]) -> str:
    kind = chance.choice(project.codebook().kinds)
    fields = {}
    for field in kind.fields:
        if chance.random() < 0.85:
            if field.type in ("actor", "issue"):
                fields[field.key] = chance.choice(NAMES[field.type][: chance.choice([1, 2, 9])])
            elif field.type in ("scale", "choice"):
                fields[field.key] = chance.choice(field.values).key
            elif field.type == "date":
                fields[field.key] = chance.choice(["2025", "2026-03", "2026-05-12", "0500-01-01"])
            else:
                fields[field.key] = chance.choice(["b", "é a", "pilots first", "or"])
    start = chance.randrange(0, 300)
    spans = [(start, start + chance.randrange(3, 30))]
    if chance.random() < 0.2:
        spans.append((start + 60, start + 70))
    labels = chance.sample(NAMES["label"], chance.randrange(0, 3))
    note = chance.choice(["", "", "b) é", "Why “only” if?"])
    reader = chance.choice(readers)
    document = chance.choice(documents)
    return tags.tag(
        project, document, kind.key, spans, reader=reader, fields=fields, labels=labels, note=note
    ).annotation.id


def _put_in_state(project: Project, id_: str, state: str, reader: Reader) -> None:
    # As a new version of the document would leave it.
    known = project.annotation(id_)
    document = project.document(known.document) if known else None
    assert known is not None
    assert document is not None
    gone = state in ("ambiguous", "lost")
    passages: list[object] = [
        {
            "version": document.version,
            "start": None if gone else one.start,
            "end": None if gone else one.end,
            "quote": one.quote,
            "prefix": one.prefix,
            "suffix": one.suffix,
            "state": state,
            "tagged_quote": None if gone else "other words",
        }
        for one in known.passages
    ]
    project.act(reader.id, "a new version", [Edit("annotation", id_, {"passages": passages})])  # type: ignore[dict-item]

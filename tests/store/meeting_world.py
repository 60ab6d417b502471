"""Copies of one project, and others, that are changed apart and merged; what is compared of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from glossator.model.annotation import passage_at
from glossator.model.document import Content
from glossator.model.identity import mark_id, new_id, text_hash, version_id
from glossator.model.problem import Refused
from glossator.store import Act, Edit, Project, RowChange, passage_values
from store.world import ANN, TABLES, TEXT, query, tag

#: All that merging may not make depend on its order; numbers, merges and what is local aside.
_QUERIES = {
    **{table: f"SELECT * FROM {table} ORDER BY 1, 2" for table in (*TABLES, "decision", "question", "entity_name")},
    "content": "SELECT * FROM content ORDER BY version",
    "source_bytes": "SELECT * FROM source_bytes ORDER BY sha256",
    "head": "SELECT act FROM head ORDER BY act",
    "act": "SELECT id, project, replica, reader, clock, at, label, undoes, parents, floor, active FROM act ORDER BY id",
    "change": (
        "SELECT a.id, c.tbl, c.row, c.made, c.fields FROM change c JOIN act a ON a.number = c.act ORDER BY 1, 2, 3"
    ),
}


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row that follows from the acts, by plain sqlite3."""
    return {table: query(path, sql) for table, sql in _QUERIES.items()}


def copied(path: Path, name: str) -> Path:
    """Copy a project's file as a person does."""
    return Path(shutil.copy(path, path.with_name(name)))


def merged(path: Path, *others: Path, reader: str = ANN) -> tuple[RowChange, ...]:
    """Merge projects into one, and return how its rows changed."""
    with Project.open(path) as project:
        return tuple(merge_into(project, others, reader) or ())


def merge_into(project: Project, others: Iterable[Path], reader: str = ANN) -> Iterable[RowChange] | None:
    """Merge projects into an open one."""
    opened = [Project.open(other, write=False) for other in others]
    try:
        label = f"merge {', '.join(other.name for other in others)}"
        return project.merge(opened, reader, label, mend=lambda _: [], told=lambda *_: None)
    finally:
        for other in opened:
            other.close()


def in_order(path: Path) -> bool:
    """Tell whether a project's rows are what its acts say."""
    with Project.open(path, write=False) as project:
        found = project.check()
    assert found == []
    return True


def step(project: Project, reader: str, what: str, number: int) -> Act | None:
    """Do one thing, where it can be done."""
    if what in ("undo", "redo"):
        try:
            answer = project.undo(reader) if what == "undo" else project.redo(reader)
        except Refused:  # a tag would stand in another version
            return None
        return answer if isinstance(answer, Act) else None
    documents, tags = project.documents(), [one.id for one in project.annotations()]
    if what == "title":
        return project.act(reader, what, [Edit("project", "project", {"title": f"Title {number}"})])
    if what == "leave" and documents:
        return project.act(reader, what, [Edit("document", documents[0].id, {"deleted": True})])
    if what == "read" and documents:
        id_ = mark_id(documents[0].id, reader, "read", number, number + 5)
        mark = {"document": documents[0].id, "reader": reader, "type": "read", "start": number, "end": number + 5}
        return project.act(reader, what, [Edit("mark", id_, mark)])
    if what == "version" and documents:
        return _give_version(project, reader, "¶" * (number % 3) + TEXT)
    if what == "tag" and documents:
        tag(project, reader, (number, number + 3), (40, 44), kind="position", holder=f"Actor {number % 2}")
        return None
    if not tags:
        return None
    return project.act(reader, what, _edit(project, what, tags, number))


def _give_version(project: Project, reader: str, text: str) -> Act | None:
    """Give the first document another text, and carry what is attached in the one that it has."""
    document = project.documents()[0]
    version = version_id(document.id, text_hash(text))
    by = len(text) - document.characters
    size = {"document": document.id, "sha256": text_hash(text), "characters": len(text), "paragraphs": 1}
    carried = [
        (tag.id, [(one.start + by, one.end + by) for one in tag.passages if one.start is not None and one.end])
        for tag in project.annotations()
    ]
    tags = [
        Edit("annotation", id_, {"passages": passage_values(version, [passage_at(text, *one) for one in places])})
        for id_, places in carried
        if places and all(0 <= start < end <= len(text) for start, end in places)
    ]
    return project.act(
        reader,
        "version",
        [Edit("document", document.id, {"version": version}), Edit("version", version, size)],
        contents={version: Content(text, (), ())},
        further=[tags],
    )


def _edit(project: Project, what: str, tags: list[str], number: int) -> list[Edit]:
    id_ = tags[number % len(tags)]
    if what == "link":
        ends = {"source": id_, "target": tags[0], "relation": "supports", "reader": ANN}
        return [Edit("link", new_id(), ends)] if id_ != tags[0] else []
    if what == "move":
        document = project.documents()[0]
        passage = passage_at(project.text(document.version), number, number + 4)
        return [Edit("annotation", id_, {"passages": passage_values(document.version, [passage])})]
    if what == "settle":
        tag_ = project.annotation(id_)
        row = {"document": tag_.document if tag_ else "", "outcome": ("kept", "none")[number % 2], "reader": ANN}
        return [Edit("decision", f"settled-{tags[0]}", {**row, "note": f"why {number}"})]
    if what == "alias":
        entities = project.entities()
        return (
            [Edit("entity", entities[number % len(entities)].id, {"aliases": [f"also {number}"]})] if entities else []
        )
    fields = {"note": {"note": f"note {number}"}, "holder": {"fields.holder": None}, "remove": {"deleted": True}}
    return [Edit("annotation", id_, fields[what])]  # type: ignore[arg-type]

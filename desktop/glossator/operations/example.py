"""The project that a first start opens: the documents of the seeds, tagged by two readers.

Its readers, tags and links have the same ids on every machine, so that two Examples hold the same rows.
"""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from glossator.model.codebook import Kind
from glossator.model.document import Document
from glossator.model.identity import example_id
from glossator.model.people import Reader
from glossator.model.problem import refuse
from glossator.operations.acting import act
from glossator.operations.documents import add_readings
from glossator.operations.entities import named
from glossator.operations.places import place_of_quote, sound_spans
from glossator.operations.projects import create, open_project
from glossator.operations.tags import find_kind, tag_edits
from glossator.places import seeds
from glossator.reading.read import read_file
from glossator.store import Edit, Project

#: The title of the example's project.
TITLE = "Example"

#: The file of the seeds that says what was tagged; its own first lines describe it.
_TAGS = "example.toml"

#: A table of that file.
_Table = Mapping[str, Any]


def build_example(path: Path) -> Project:
    """Make the example's project from the seeds, whole or not at all, and open it.

    What its readers did lies below the floor: nobody undoes it.
    """
    part = path.with_name(f"{path.stem}.part{path.suffix}")
    what = f"{path.name} was not made"
    if path.exists():
        raise refuse(what, "there is a file of this name", "open it, or choose another name")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
    except OSError as error:
        raise refuse(what, f"its folder cannot be written ({error.strerror})", "choose another place") from None
    try:
        with create(part, title=TITLE, example=True) as project:
            _fill(project, seeds())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return open_project(path)


def _fill(project: Project, folder: Path) -> None:
    plan: _Table = tomllib.loads((folder / _TAGS).read_text(encoding="utf-8"))
    names = dict.fromkeys(tag["reader"] for table in plan["documents"] for tag in table["tags"])
    readers = {name: Reader(example_id("reader", name), name) for name in names}
    first = next(iter(readers.values()))
    readings = [read_file(folder / table["file"]) for table in plan["documents"]]
    documents = [added.document for added in add_readings(project, readings, reader=first, floor=True)]
    act(project, first, "name actors and issues", list(_entities(project, plan)), floor=True)
    codebook = project.codebook()
    made: dict[str, tuple[str, Reader]] = {}
    edits: dict[str, list[Edit]] = {name: [] for name in names}
    for document, table in zip(documents, plan["documents"], strict=True):
        for tag in table["tags"]:
            reader = readers[tag["reader"]]
            id_, tagged = _tag(project, document, tag, find_kind(codebook, tag["kind"]), reader=reader)
            edits[tag["reader"]] += tagged
            made[tag["name"]] = (id_, reader)
    for name, reader in readers.items():
        act(project, reader, f"tag {len(documents)} documents", edits[name], floor=True)
    for name, reader in readers.items():
        links = [_link(table, made) for table in plan.get("links", ()) if made[table["from"]][1] == reader]
        act(project, readers[name], "link tags", links, floor=True)


def _entities(project: Project, plan: _Table) -> Iterator[Edit]:
    for table in plan["entities"]:
        for edit in named(project, table["category"], table["name"]).edits:
            yield Edit(edit.table, edit.id, {**edit.fields, "aliases": list(table.get("aliases", ()))})


def _tag(project: Project, document: Document, table: _Table, kind: Kind, *, reader: Reader) -> tuple[str, list[Edit]]:
    text = project.text(document.version)
    places = [place_of_quote(text, table["quote"], table.get("prefix", ""))]
    places += [place_of_quote(text, quote) for quote in table.get("also", ())]
    _, edits = tag_edits(
        project,
        document,
        kind,
        sound_spans(text, places),
        reader=reader,
        fields=table.get("fields", {}),
        note=table.get("note", ""),
        labels=table.get("labels", ()),
    )
    *names, tagged = edits
    id_ = example_id(tagged.table, table["name"])
    return id_, [*names, Edit(tagged.table, id_, tagged.fields)]


def _link(table: _Table, made: Mapping[str, tuple[str, Reader]]) -> Edit:
    (source, reader), (target, _) = made[table["from"]], made[table["to"]]
    row = {"source": source, "target": target, "relation": table["relation"], "reader": reader.id}
    return Edit("link", example_id("link", f"{table['from']} {table['relation']} {table['to']}"), row)

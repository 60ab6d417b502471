"""Projects as a whole: made with the codebook that ships with the program, opened, and a document moved between two."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from glossator.model.document import Document
from glossator.model.identity import new_id
from glossator.model.people import Reader
from glossator.model.problem import Refused, refuse
from glossator.operations import documents
from glossator.operations.acting import act, writable
from glossator.places import resource
from glossator.store import Act, Edit, Project, Reads

#: What a project's file name ends in.
SUFFIX = ".gloss"

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


def create(path: Path, *, title: str | None = None, example: bool = False) -> Project:
    """Make an empty project with the default codebook; refuses to overwrite, and a name without the suffix."""
    if path.suffix.lower() != SUFFIX:
        raise refuse(f"{path.name} was not made", f"a project's name ends in {SUFFIX}", f"call it {path.name}{SUFFIX}")
    from glossator.operations.codebook import read_codebook  # read late: a start opens what is there

    codebook = read_codebook(resource("codebook.toml").read_bytes())
    return Project.create(path, title=title, codebook=codebook, example=example)


def open_project(path: Path) -> Project:
    """Open a project to write, or to read where it cannot be written: ``read_only`` says why."""
    return Project.open(path)


def open_or_create(path: Path, *, title: str | None = None) -> Project:
    """Open a project, made with its folder where it is not there yet."""
    if path.exists():
        return open_project(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(
            f"{path.name} was not made", f"its folder cannot be made ({error.strerror})", "choose another place"
        ) from None
    return create(path, title=title)


def copy_to(reads: Reads, path: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
    """Copy a project whole to a path; what lies there is replaced only when the copy is complete.

    Refused where it is the project itself, or a project that another window has open.
    """
    what = f"{path.name} was not written"
    if path.exists():
        if reads.path.exists() and path.samefile(reads.path):
            raise refuse(what, "it is the project that is open", "choose another name")
        _refuse_in_use(path, what)

    def go_on(done: int, pages: int) -> None:
        if cancelled is not None and cancelled():
            raise refuse(what, "it was stopped", "start it again when you want it")
        if progress is not None:
            progress(done, pages, path.name)

    fresh = path.with_name(f".{path.name}.{new_id()[:8]}")
    try:
        reads.backup(fresh, go_on)
        go_on(1, 1)
        os.replace(fresh, path)
    except OSError as error:
        raise refuse(what, error.strerror or str(error), "choose another place") from None
    finally:
        fresh.unlink(missing_ok=True)


def _refuse_in_use(path: Path, what: str) -> None:
    try:
        with Project.open(path) as there:
            in_use = there.read_only
    except Refused:
        return  # no project: its owner has agreed to lose it
    if in_use is not None:
        raise refuse(what, in_use.why, "choose another name")


def move_document(
    project: Project, document_id: str, target: Path, *, reader: Reader, cancelled: Cancelled | None = None
) -> Document:
    """Move a document with its tags to another project, made where it is not there; undo here keeps it here too.

    Where it cannot be removed here, both projects are as they were.
    """
    from glossator.exchange import json_export  # not needed by a start
    from glossator.exchange.choice import Choice

    writable(project)
    document = project.document(document_id)
    if document is None:
        raise refuse("the document was not moved", "it is not there any more", "choose one of the list")
    if target.exists() and target.samefile(project.path):
        raise refuse(f"{document.title} was not moved", "it is in this project already", "choose another project")
    is_new = not target.exists()
    try:
        with project.alone():
            data = BytesIO()
            with project.whole():  # what the reader does not see moves along
                json_export.write(project, data, Choice(documents=frozenset({document.id})), cancelled=cancelled)
            with open_or_create(target) as other:
                taken = _take(other, data.getvalue(), project=project, document=document, reader=reader)
                try:
                    return documents.remove(project, document.id, reader)
                except BaseException:
                    if taken is not None:
                        other.undo(taken.reader)
                    raise
    except BaseException:
        if is_new:
            target.unlink(missing_ok=True)
        raise


def _take(other: Project, data: bytes, *, project: Project, document: Document, reader: Reader) -> Act | None:
    from glossator.exchange import json_import  # not needed by a start
    from glossator.operations.importing import acting_reader
    from glossator.operations.versions import version_edit

    planned = json_import.read(data, other)
    edits = []
    for edit in planned.edits:
        # An empty project takes the codebook over, so that every tag keeps its kind, but stays itself.
        if edit.table == "project":
            fields = {key: value for key, value in edit.fields.items() if key == "codebook"}
            edit = Edit(edit.table, edit.id, fields)
        edits.append(edit)
    contents = {
        version.id: project.content(version.id)
        for version in project.versions(document.id)
        if not version.current and project.has_text(version.id)
    }
    for id_, content in contents.items():  # an export leaves the texts out that were superseded
        edits.append(version_edit(document.id, id_, content))
    acting = acting_reader(other, reader, planned)
    return act(
        other,
        acting,
        f"move {document.title} here",
        edits,
        sources=_sources(project, document),
        contents={**planned.contents, **contents},
    )


def _sources(project: Project, document: Document) -> dict[str, bytes]:
    """Return the bytes that a document and its earlier versions were read from, as far as they are kept."""
    from glossator.operations.versions import source_of_version  # not needed by a start

    sources = [source_of_version(project, document.id, one.id) for one in project.versions(document.id)]
    hashes = {str(one["sha256"]) for one in sources if isinstance(one, dict) and one.get("sha256")}
    hashes |= {document.source.sha256} if document.source.sha256 is not None else set()
    kept = {hash_: project.source_bytes(hash_) for hash_ in hashes}
    return {hash_: data for hash_, data in kept.items() if data is not None}

"""Make one act of what an operation wants: the way from operations into the project file, and the only one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from glossator.model.document import Content, Document
from glossator.model.people import Reader
from glossator.model.problem import Refused, refuse
from glossator.store import Act, Edit, Project, Reads


def act(
    project: Project,
    reader: Reader,
    label: str,
    edits: Sequence[Edit],
    *,
    sources: Mapping[str, bytes] | None = None,
    contents: Mapping[str, Content] | None = None,
    floor: bool = False,
    further: Iterable[Sequence[Edit]] = (),
) -> Act | None:
    """Write edits as one act of a reader, whose row is made with it where it is the first thing they do.

    ``further`` edits of a big act are written portion by portion.
    Returns None where there was nothing to change; raises Refused where the project is read-only.
    """
    writable(project)
    if not edits:
        return None
    rows = [*reader_edits(project, reader), *edits]
    return project.act(
        reader.id, label, rows, sources=sources or {}, contents=contents or {}, floor=floor, further=further
    )


def writable(project: Project) -> None:
    """Raise Refused with the reason where a project cannot be written to."""
    if project.read_only is not None:
        raise Refused(project.read_only)


def reader_edits(reads: Reads, reader: Reader) -> list[Edit]:
    """Return the edit that makes a reader's row, or brings it back; where it is there it changes nothing."""
    known = reads.reader(reader.id) or reader
    return [Edit("reader", known.id, {"name": known.name})]


def live_document(reads: Reads, document_id: str) -> Document:
    """Return a document by its id, or refuse what is to be done with one that is not there."""
    document = reads.document(document_id)
    if document is None:
        raise refuse(
            "the document was not found",
            "there is none with this id, or it was removed",
            "list the documents to see theirs",
        )
    return document

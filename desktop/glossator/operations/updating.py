"""New versions of a document: another text in place of its own, with every tag carried into it, in one act.

The earlier text stays beside it. Nothing is removed; what needs a person's look waits (`waiting`, `accepting`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from glossator.model.document import Content, Document, Json, Metadata, Reading
from glossator.model.identity import text_hash
from glossator.model.people import Reader
from glossator.model.problem import refuse
from glossator.operations.acting import act, live_document, writable
from glossator.operations.carrying_over import Cancelled, CarryingOver, Landed, Progress, StoppedCarrying
from glossator.operations.likeness import kept_share
from glossator.operations.versions import source_of_version, version_edits, version_of
from glossator.store import Edit, Project, source_data

__all__ = ["STATUSES", "Updated", "adopt", "read_again", "return_to", "update"]

#: What can become of a passage, from the best to the worst.
STATUSES = ("exact", "moved", "edited", "ambiguous", "lost")

#: Below this share of its words found again a text is taken for another document's.
ANOTHER = 0.05


@dataclass(frozen=True, slots=True)
class Updated:
    """Say what came of an update: ``same`` where the text is as it was, ``another`` where it is hardly this document's.

    Only ``done`` changed anything; ``another`` is done when it is asked for again with ``anyway``. ``passages`` are
    those that whoever acts may see. ``lines_to_read`` were marked as read and are other ones now, ``opened``
    decisions stand no more, because words of theirs are others; ``notes`` are sentences for the reader.
    """

    outcome: Literal["done", "same", "another"]
    document: Document
    passages: tuple[Landed, ...] = ()
    lines_to_read: int = 0
    opened: int = 0
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Count the passages by what became of them."""
        found = Counter(one.status for one in self.passages)
        return {status: found[status] for status in STATUSES}

    @property
    def waiting(self) -> int:
        """Count the passages that wait for a look."""
        return sum(self.counts[status] for status in ("edited", "ambiguous", "lost"))


def update(
    project: Project,
    document_id: str,
    reading: Reading,
    *,
    reader: Reader,
    anyway: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Updated | None:
    """Give a document what was read as its new version, in one act; None where it was cancelled.

    Everyone's tags are carried: a version is a matter of the document. It holds the project's pen all the while.
    """
    what = _Version(reading, f"new version of {live_document(project, document_id).title}")
    return _give(project, document_id, what, reader=reader, anyway=anyway, progress=progress, cancelled=cancelled)


def read_again(
    project: Project,
    document_id: str,
    *,
    reader: Reader,
    encoding: str | None = None,
    options: Mapping[str, Json] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Updated | None:
    """Read a document's own bytes as this program reads them now, or in another encoding: a version of it.

    ``options`` are read by in place of those that it was read by. Refused where the project does not hold the bytes.
    """
    from glossator.reading.guard import Cancelled as ReadingCancelled  # not needed by a start
    from glossator.reading.read import Manner, read_bytes

    document = live_document(project, document_id)
    source = document.source
    data = project.source_bytes(source.sha256) if source.sha256 is not None else None
    if data is None:
        raise refuse(
            f"{document.title} was not read again" if encoding is None else _NOT_READ_IN.format(document.title),
            "the project does not hold the bytes of its file",
            "add the file with the encoding" if encoding is not None else "give the file as a new version",
        )
    chosen = dict(source.options if options is None else options)
    manner = Manner(encoding or source.encoding, chosen, cancelled=cancelled)
    try:
        reading = read_bytes(data, file_name=document.file_name, manner=manner)
    except ReadingCancelled:
        return None
    label = f"read {document.title} again" + (f" as {encoding}" if encoding is not None else "")
    what = _Version(reading, label, same_bytes=True)
    return _give(project, document_id, what, reader=reader, anyway=True, progress=progress, cancelled=cancelled)


_NOT_READ_IN = "{} was not read in another encoding"


def adopt(
    project: Project,
    added_id: str,
    document_id: str,
    *,
    reader: Reader,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Updated | None:
    """Make an added document the new version of another and remove it, in one act; refused where it has tags."""
    added, document = live_document(project, added_id), live_document(project, document_id)
    if project.has_places(added.id):
        raise refuse(
            f"{added.title} was not made a version of {document.title}",
            "it has tags of its own, or is marked as read",
            "keep both, or take its tags away first",
        )
    hash_ = added.source.sha256
    data = project.source_bytes(hash_) if hash_ is not None else None
    content = project.content(added.version)
    reading = Reading(data or b"", content, Metadata(), added.source, added.media_type, added.file_name)
    also = (Edit("document", added.id, {"deleted": True}),)
    what = _Version(reading, f"new version of {document.title}", also=also)
    return _give(project, document.id, what, reader=reader, anyway=True, progress=progress, cancelled=cancelled)


def return_to(
    project: Project,
    document_id: str,
    version: str,
    *,
    reader: Reader,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Updated | None:
    """Give a document one of its other versions again, with its tags where they were in it; None where cancelled."""
    document = live_document(project, document_id)
    known = next((one for one in project.versions(document.id) if one.id == version), None)
    if known is None or not project.has_text(version):
        raise refuse(
            f"{document.title} did not get that version again",
            "it is none of its own, or its text is not kept",
            "name one of its versions",
        )
    source = source_of_version(project, document.id, version)
    what = _Kept(project.content(version), source, f"return to a version of {document.title}")
    return _give(project, document_id, what, reader=reader, anyway=True, progress=progress, cancelled=cancelled)


@dataclass(frozen=True, slots=True)
class _Version:
    """Hold what a version is to be made of, and what the act is called."""

    reading: Reading
    label: str
    same_bytes: bool = False
    also: tuple[Edit, ...] = ()

    @property
    def content(self) -> Content:
        return self.reading.content

    def row(self, document: Document) -> dict[str, Json]:
        """Return what else changes in the document's row."""
        row: dict[str, Json] = {"source": source_data(self.reading.source)}
        if not self.same_bytes:
            row |= {"media_type": self.reading.media_type, "file_name": self.reading.file_name or document.file_name}
        return row

    def sources(self) -> dict[str, bytes]:
        """Return the bytes that come with it."""
        hash_ = self.reading.source.sha256
        return {} if hash_ is None or self.same_bytes or not self.reading.data else {hash_: self.reading.data}


@dataclass(frozen=True, slots=True)
class _Kept:
    """Hold a version that is there."""

    content: Content
    source: Json
    label: str
    same_bytes: bool = False
    also: tuple[Edit, ...] = ()

    def row(self, document: Document) -> dict[str, Json]:
        return {"source": self.source if self.source is not None else source_data(document.source)}

    def sources(self) -> dict[str, bytes]:
        return {}


def _give(
    project: Project,
    document_id: str,
    what: _Version | _Kept,
    *,
    reader: Reader,
    anyway: bool,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> Updated | None:
    writable(project)
    with project.alone():
        document = live_document(project, document_id)
        hash_ = text_hash(what.content.text)
        if hash_ == document.sha256:
            return _same(project, document, what, reader)
        old = project.text(document.version) if project.has_text(document.version) else ""
        if not anyway and old and kept_share(old, what.content.text) < ANOTHER:
            return Updated("another", document, notes=(*_others(project, document, hash_),))
        changed = version_of(project, document, what.content)
        carrying = CarryingOver(
            project,
            document,
            what.content.text,
            changed.version,
            progress=progress,
            cancelled=cancelled,
            same_bytes=frozenset({document.version} if what.same_bytes else ()),
        )
        try:
            carrying.work_out()
            edits = [*version_edits(changed, what.row(document)), *carrying.edits(), *what.also]
            act(
                project,
                reader,
                what.label,
                edits,
                sources=what.sources(),
                contents={changed.version: what.content},
                further=_counted(carrying.portions(), progress),
            )
        except StoppedCarrying:
            return None
        return Updated(
            "done",
            live_document(project, document.id),
            tuple(carrying.landed),
            lines_to_read=carrying.marks_left,
            opened=carrying.decisions_opened,
            notes=(*_others(project, document, hash_), *_said(carrying)),
        )


def _same(project: Project, document: Document, what: _Version | _Kept, reader: Reader) -> Updated:
    """Change nothing but what goes with it and, where the bytes were read again, what is known of their reading.

    A version is its text: headings, lists and links that a reading finds in the same text are not taken over, and then
    the document is not said to be of that reading either.
    """
    is_whole = project.content(document.version) == what.content
    edits = [Edit("document", document.id, what.row(document))] if what.same_bytes and is_whole else []
    if edits or what.also:
        act(project, reader, what.label, [*edits, *what.also])
    return Updated("same", live_document(project, document.id), notes=() if is_whole else (_FORM_STAYS,))


_FORM_STAYS = "headings, lists and links of the new file are others, and are not taken over: the words are the same"


def _counted(portions: Iterator[list[Edit]], progress: Progress | None) -> Iterator[list[Edit]]:
    yield from portions
    if progress is not None:
        progress(1, 1, "")


def _others(project: Project, document: Document, hash_: str) -> Iterator[str]:
    for other in project.documents():
        if other.id != document.id and other.sha256 == hash_:
            yield f"its new text is that of “{other.title}”"


def _said(carrying: CarryingOver) -> Iterator[str]:
    lines, opened = carrying.marks_left, carrying.decisions_opened
    if lines:
        yield f"{lines} line{'s' * (lines > 1)} marked as read changed, and wait{'s' * (lines == 1)} to be read again"
    if opened:
        yield f"{opened} settled difference{'s' * (opened > 1)} stand{'s' * (opened == 1)} no more: words changed"

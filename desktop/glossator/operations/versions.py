"""What makes a version of a document: its rows, its source, and whether two readings of it lie letter on letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from glossator.model.document import Content, Document, Json
from glossator.model.identity import text_hash, version_id
from glossator.model.problem import refuse
from glossator.store import Edit, Reads
from glossator.text.paragraphs import Paragraphs


@dataclass(frozen=True, slots=True)
class Edition:
    """Say of a version of a document when it came (UTC) and from which file, as far as it is known.

    ``readable`` is False where its text is not kept.
    """

    version: str
    came: str
    file_name: str | None
    current: bool
    readable: bool


def editions(reads: Reads, document: Document) -> list[Edition]:
    """List the versions of a document in the order in which it last got each, the current one last."""
    came: dict[str, tuple[str, str | None]] = {}
    for version, at, file_name in _givings(reads, document):
        came.pop(version, None)
        came[version] = (at, file_name)
    known = [one.id for one in reads.versions(document.id)]
    order = [*(one for one in known if one not in came), *(one for one in came if one in known)]
    return [
        Edition(one, *came.get(one, ("", None)), current=one == document.version, readable=reads.has_text(one))
        for one in (*(one for one in order if one != document.version), document.version)
    ]


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """Tell of a document's version when it was given (UTC, "" where nobody said), by which file, and what is here."""

    id: str
    current: bool
    has_text: bool
    at: str = ""
    file_name: str | None = None


def known_versions(reads: Reads, document: Document) -> list[KnownVersion]:
    """List the versions of a document, the oldest first, each as it was given first."""
    given: dict[str, tuple[str, str | None]] = {}
    for version, at, file_name in _givings(reads, document):
        given.setdefault(version, (at, file_name))
    return [
        KnownVersion(one.id, one.current, reads.has_text(one.id), *given.get(one.id, ("", None)))
        for one in reads.versions(document.id)
    ]


def _givings(reads: Reads, document: Document) -> Iterator[tuple[str, str, str | None]]:
    """Yield each time that a document got a version: which, when, and the file's name that it had then."""
    file_name: Json = None
    for one in reads.history_of("document", document.id):
        for change in one.changes:
            file_name = change.fields["file_name"][1] if "file_name" in change.fields else file_name
            version = change.fields["version"][1] if "version" in change.fields else None
            if isinstance(version, str):
                yield version, one.at, file_name if isinstance(file_name, str) else None


def find_version(reads: Reads, document: Document, named: str | None) -> str:
    """Return the id of a version of a document that its first characters name, of the current one where none does."""
    if named is None:
        return document.version
    what = f"the version “{named}” of {document.title} was not found"
    known = [one.id for one in reads.versions(document.id)]
    matching = [id_ for id_ in known if named and id_.startswith(named.lower())]
    if len(matching) != 1:
        why = f"{len(matching)} versions begin so" if matching else "it has none with this id"
        raise refuse(what, why, f"give one of: {', '.join(known)}")
    if not reads.has_text(matching[0]):
        raise refuse(what, "its text is not kept, it came by import", "look at one whose text is here")
    return matching[0]


def version_of(reads: Reads, document: Document, content: Content) -> Document:
    """Return a document as it is with a content as its text; a text that it had before is the same version again."""
    hash_ = text_hash(content.text)
    known = next((one.id for one in reads.versions(document.id) if one.sha256 == hash_), None)
    return replace(
        document,
        version=known or version_id(document.id, hash_),
        sha256=hash_,
        characters=len(content.text),
        paragraphs=Paragraphs(content).count,
    )


def version_edits(document: Document, more: dict[str, Json]) -> list[Edit]:
    """Return the edits that give a document its version, with what else changes in its row."""
    size: dict[str, Json] = {"characters": document.characters, "paragraphs": document.paragraphs}
    row: dict[str, Json] = {"document": document.id, "sha256": document.sha256, **size}
    return [
        Edit("document", document.id, {**more, "version": document.version}),
        Edit("version", document.version, row),
    ]


def version_edit(document: str, version: str, content: Content) -> Edit:
    """Return the edit that makes the row of a version of a document."""
    size: dict[str, Json] = {"characters": len(content.text), "paragraphs": Paragraphs(content).count}
    return Edit("version", version, {"document": document, "sha256": text_hash(content.text), **size})


def has_same_lines(old: str, new: str) -> bool:
    """Tell whether two readings of the same bytes differ in letters alone: each stands at the same offset then."""
    return len(old) == len(new) and [*map(len, old.split("\n"))] == [*map(len, new.split("\n"))]


def source_of_version(reads: Reads, document: str, version: str) -> Json:
    """Return what was said of a document's source when it got a text, as its row holds it; None where nothing was."""
    said: Json = None
    source, current = said, said
    for one in reads.history_of("document", document):
        for change in one.changes:
            source = change.fields["source"][1] if "source" in change.fields else source
            current = change.fields["version"][1] if "version" in change.fields else current
        if current == version:
            said = source
    return said

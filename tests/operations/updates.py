"""Texts that come again, corrected, and what is looked at after they did."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from glossator.model.annotation import Annotation
from glossator.model.document import Document, Reading
from glossator.model.people import Reader
from glossator.operations import tags
from glossator.operations.updating import Updated, read_again, update
from glossator.reading.read import read_bytes
from glossator.store import Project

OLD = (
    "Minutes of the harbour\n"
    "\n"
    "The Northern government accepts a ceasefire at sea only if pilots go first. "
    "The Southern ministry rejects it without conditions.\n"
    "\n"
    "Insurers warn that premiums could double before the winter. Ships wait outside the strait.\n"
    "\n"
    "The island state asks for a common register of vessels.\n"
)

#: A paragraph is new at the front, one sentence is corrected, another is gone.
NEW = (
    "Minutes of the harbour\n"
    "\n"
    "This second edition was corrected by the secretariat on Monday.\n"
    "\n"
    "The Northern government accepts a ceasefire at sea only if two pilots go first. "
    "The Southern ministry rejects it without conditions.\n"
    "\n"
    "Insurers warn that premiums could double before the winter.\n"
    "\n"
    "The island state asks for a common register of vessels.\n"
)


def reading_of(text: str, name: str = "minutes.txt") -> Reading:
    """Read a text as a file of its own."""
    return read_bytes(text.encode(), file_name=name)


def place(text: str, words: str) -> tuple[int, int]:
    """Find words that are there once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return start, start + len(words)


def tagged(project: Project, document: Document, reader: Reader, *words: str, kind: str = "note") -> Annotation:
    """Tag words, each of them a passage."""
    text = project.text(project.documents()[0].version)
    return tags.tag(project, document.id, kind, [place(text, one) for one in words], reader=reader).annotation


def updated(project: Project, document: Document, text: str, reader: Reader, *, anyway: bool = False) -> Updated:
    """Give a document a text as its new version."""
    done = update(project, document.id, reading_of(text), reader=reader, anyway=anyway)
    assert done is not None
    return done


def passages(project: Project, *columns: str) -> list[tuple[object, ...]]:
    """Look at the passages of the tags that are not removed, by plain sqlite3."""
    connection = sqlite3.connect(project.path)
    try:
        sql = (
            f"SELECT {', '.join(columns)} FROM passage p JOIN annotation a ON a.id = p.annotation"
            " WHERE a.deleted = 0 ORDER BY p.annotation, p.part"
        )
        return [tuple(row) for row in connection.execute(sql)]
    finally:
        connection.close()


def statuses(done: Updated, ids: Sequence[str]) -> list[str]:
    """Return what became of tags of one passage."""
    found = {one.id: one.status for one in done.passages}
    return [found[id_] for id_ in ids]


def reread(project: Project, document: str, encoding: str, reader: Reader) -> Document:
    """Read a document's own bytes again in another encoding, and return what it is then."""
    done = read_again(project, document, reader=reader, encoding=encoding)
    assert done is not None
    return done.document

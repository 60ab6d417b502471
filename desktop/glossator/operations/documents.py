"""Documents: added, described, removed; what is there already is told, never added twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from glossator.model.document import Document, Json, Reading
from glossator.model.people import Reader
from glossator.model.problem import Problem, Refused, refuse
from glossator.operations.acting import act, live_document
from glossator.operations.adding import Adding
from glossator.operations.fields import parse_date
from glossator.operations.languages import code_of
from glossator.store import Edit, Project

#: What a document's description holds besides its title.
DESCRIBED = ("title", "author", "published", "language", "address", "publisher")

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Added:
    """Say which document an addition ended with, whether it was there, and what a reader should know of it.

    ``read_again`` is the encoding in which one that was there was read, ``alike_to`` the document that it is nearly.
    """

    document: Document
    already_there: bool
    alike: str | None = None
    read_again: str | None = None
    alike_to: str | None = None


@dataclass(frozen=True, slots=True)
class AddedMany:
    """Say what came of adding several files: the documents, and the files that are none with the reasons."""

    added: tuple[Added, ...]
    refused: tuple[tuple[Path, Problem], ...]
    cancelled: bool = False


def add_files(
    project: Project,
    paths: Sequence[Path],
    *,
    reader: Reader,
    encoding: str | None = None,
    options: Mapping[str, Json] | None = None,
    skip: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> AddedMany:
    """Read files, and the files of folders, and add them as documents in one act; ``options`` are a format's own.

    The first that cannot be read refuses all of them; with ``skip``, and in a folder, it is left out and told.
    """
    read = read_files(paths, encoding=encoding, options=options, skip=skip, progress=progress, cancelled=cancelled)
    if read is None:
        return AddedMany((), (), cancelled=True)
    readings, refused = read
    if not readings and not refused:
        raise Refused(nothing_to_add(paths))
    added = add_readings(project, readings, reader=reader, reencoded=encoding is not None)
    return AddedMany(added, tuple(refused))


def nothing_to_add(paths: Sequence[Path], refused: Sequence[tuple[Path, Problem]] = ()) -> Problem:
    """Say why files and folders gave no document at all."""
    names = ", ".join(path.name or str(path) for path in paths) or "nothing that was named"
    if refused:
        why = f"of the files in {names} none could be read"
    else:
        why = f"{names} holds no file" if len(paths) == 1 else f"none of {names} holds a file"
    return Problem("nothing was added", why, "name files, or a folder with files that can be read")


def read_files(
    paths: Sequence[Path],
    *,
    encoding: str | None = None,
    options: Mapping[str, Json] | None = None,
    skip: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[list[Reading], list[tuple[Path, Problem]]] | None:
    """Read files, and the files of folders; return what was read and what could not be, None where it was cancelled.

    Without ``skip`` the first that cannot be read raises Refused, unless a folder brought it. ``progress`` hears of
    files, and where there is one alone, of its pages.
    """
    from glossator.reading.guard import Cancelled as ReadingCancelled  # not needed by a start
    from glossator.reading.guard import Guard
    from glossator.reading.read import Manner, read_file

    files = [(file, skip or path.is_dir()) for path in paths for file in (files_in(path) if path.is_dir() else [path])]
    readings: list[Reading] = []
    refused: list[tuple[Path, Problem]] = []
    with Guard() as guard:
        manner = Manner(encoding, options or {}, guard, cancelled=cancelled)
        if len(files) == 1 and progress is not None:
            tell, name = progress, files[0][0].name
            manner = replace(manner, progress=lambda done, pages: tell(done, pages, name))
        for number, (path, left_out) in enumerate(files):
            if cancelled is not None and cancelled():
                return None
            if progress is not None:
                progress(number, len(files), path.name)
            try:
                readings.append(read_file(path, manner=manner))
            except ReadingCancelled:
                return None
            except Refused as no:
                if not left_out:
                    raise
                refused.append((path, no.problem))
    if progress is not None:
        progress(len(files), len(files), "")
    return readings, refused


def files_in(folder: Path) -> list[Path]:
    """Return the files in a folder and below, in the order of their paths; hidden ones and links are left out."""
    found = []
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if not any(part.startswith(".") for part in parts) and path.is_file() and not path.is_symlink():
            found.append(path)
    return sorted(found)


def paste_text(project: Project, text: str, reader: Reader) -> Added:
    """Add pasted text as a document."""
    from glossator.reading.read import read_pasted  # not needed by a start

    return add_reading(project, read_pasted(text), reader=reader)


def add_reading(project: Project, reading: Reading, *, reader: Reader, title: str | None = None) -> Added:
    """Add what was read as a document, under the title it proposes where none is given."""
    return add_readings(project, [reading], reader=reader, title=title)[0]


def add_readings(
    project: Project,
    readings: Sequence[Reading],
    *,
    reader: Reader,
    title: str | None = None,
    reencoded: bool = False,
    floor: bool = False,
) -> tuple[Added, ...]:
    """Add what was read as documents in one act.

    Where the reader named the encoding (``reencoded``), a document that is there is read in it: a version of it.
    """
    with project.alone():
        adding = Adding(project, reencoded)
        for reading in readings:
            adding.take(reading, title)
        act(
            project,
            reader,
            adding.label,
            adding.edits,
            sources=adding.sources,
            contents=adding.contents,
            floor=floor,
            further=chain.from_iterable(adding.further),
        )
    added = []
    for one in adding.taken:
        document = project.document(one.document)
        if document is None:
            raise LookupError(f"document {one.document} was added and is not there")
        added.append(Added(document, one.already_there, one.alike, one.read_again, one.alike_to))
    return tuple(added)


def describe(project: Project, document_id_: str, reader: Reader, **fields: str | None) -> Document:
    """Change a document's title, author, date, language, address or publisher; empty words clear all but the title."""
    document = live_document(project, document_id_)
    row = {key: _described(key, words or "") for key, words in fields.items()}
    act(project, reader, f"describe {document.title}", [Edit("document", document.id, row)] if row else [])
    return live_document(project, document.id)


def remove(project: Project, document_id_: str, reader: Reader) -> Document:
    """Remove a document with its tags from what is shown; undo brings both back."""
    document = live_document(project, document_id_)
    act(project, reader, f"remove {document.title}", [Edit("document", document.id, {"deleted": True})])
    return document


def _described(key: str, words: str) -> str | None:
    cleaned = " ".join(words.split())
    if key not in DESCRIBED:
        raise refuse(f"{key} was not set", "a document has no such field", f"name one of: {', '.join(DESCRIBED)}")
    if key == "title" and not cleaned:
        raise refuse("the title was not set", "it is empty", "give a title of one character or more")
    if key == "published" and cleaned:
        date = parse_date(cleaned)
        if date is None:
            raise refuse(
                "published was not set",
                f"“{cleaned}” is no date",
                "give a year, month or day: 2026, 2026-05, 2026-05-12",
            )
        return date
    if key == "language" and cleaned:
        code = code_of(cleaned)
        if code is None:
            raise refuse(
                "the language was not set",
                f"“{cleaned}” is no language that is known here",
                "give its name or its code, such as German or de",
            )
        return code
    return cleaned or None

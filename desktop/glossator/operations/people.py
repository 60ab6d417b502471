"""Readers: who acts, and under which name."""

from __future__ import annotations

import getpass

from glossator.model.identity import AGREED_READER, new_id
from glossator.model.people import Reader, folded
from glossator.model.problem import refuse
from glossator.operations.acting import act, reader_edits
from glossator.store import Edit, Project, Reads

#: The name of the reader whose tags are the agreed reading.
AGREED_NAME = "Agreed"

#: The reader's name where the system does not tell one.
NAMELESS = "Reader"

#: Names longer than this are a mistake: a file's content, a whole sentence.
LONGEST_NAME = 200


def system_reader_name() -> str:
    """Return the name of the system's user."""
    try:
        return getpass.getuser() or NAMELESS
    except (KeyError, OSError, ImportError):
        return NAMELESS


def reader_for(reads: Reads, name: str | None = None) -> Reader:
    """Find a reader by name, or make the value of a new one, whose row comes with the first thing they do."""
    wanted = clean_name(name if name is not None else system_reader_name(), "the reader")
    if folded(wanted) == folded(AGREED_NAME):
        return Reader(AGREED_READER, AGREED_NAME)
    return reads.reader_named(wanted) or Reader(new_id(), wanted)


def known_reader(reads: Reads, name: str) -> Reader:
    """Find a reader who has done something here, by name or id; refuse with the names of those who have."""
    reader = reads.reader_named(name) or reads.reader(name)
    if reader is None:
        names = ", ".join(known.name for known in reads.readers()) or "there are none yet"
        raise refuse(f"the reader “{name}” was not found", "no reader here has this name", f"name one of: {names}")
    return reader


def add_reader(project: Project, name: str, reader: Reader) -> Reader:
    """Add a reader by name; one who is there is returned as they are."""
    added = reader_for(project, name)
    if project.reader(added.id) is None:
        act(project, reader, f"add reader {added.name}", reader_edits(project, added))
    return project.reader(added.id) or added


def rename_reader(project: Project, reader_id: str, name: str, reader: Reader) -> Reader:
    """Rename a reader; a name that another reader has, and the agreed reading's, are refused."""
    wanted = clean_name(name, "the reader")
    known = project.reader(reader_id)
    if known is None:
        raise refuse("the reader was not renamed", "there is no such reader", "list the readers to see their names")
    if AGREED_READER in (reader_id,) or folded(wanted) == folded(AGREED_NAME):
        raise refuse(
            "the reader was not renamed", f"“{AGREED_NAME}” is the agreed reading's own name", "choose another name"
        )
    other = project.reader_named(wanted)
    if other is not None and other.id != reader_id:
        raise refuse("the reader was not renamed", f"“{other.name}” is another reader's name", "choose another name")
    act(project, reader, f"rename reader {known.name}", [Edit("reader", reader_id, {"name": wanted})])
    return Reader(reader_id, wanted)


def clean_name(name: str, whose: str) -> str:
    """Return a name in one line without outer blanks; refuse one that is empty or far too long."""
    cleaned = " ".join(name.split())
    if not cleaned:
        raise refuse(f"{whose} was not named", "the name is empty", "give a name of one character or more")
    if len(cleaned) > LONGEST_NAME:
        raise refuse(
            f"{whose} was not named", f"the name has more than {LONGEST_NAME} characters", "give a shorter name"
        )
    return cleaned

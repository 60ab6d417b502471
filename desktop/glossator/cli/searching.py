"""The command that searches a project for words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from glossator.cli.output import SHOWN_ID, counted, say, say_json, tell
from glossator.cli.session import json_option, pass_session, project_argument, reading

if TYPE_CHECKING:
    from glossator.cli.session import Session
    from glossator.operations.found import Found, FoundTag

#: What is found, by the key that it has in JSON and one of it in words.
_SORTS = {"documents": "document", "entities": "name", "tags": "tag", "notes": "note", "passages": "passage"}


@click.command("search")
@project_argument
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="List so many of each.")
@json_option
@pass_session
def search(_session: Session, project: str, *, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search documents, passages, tags, notes, actors and issues.

    All words must stand together: in one paragraph, one tag, one note, one name. Capitals and
    accents do not matter. Words in quotation marks must follow one another; a star after a word
    finds every word that begins so. The most telling comes first; offsets are of the passage that
    holds all the words.

    \b
    Example:
      glossator search talks.gloss pilot
      glossator search talks.gloss '"pilotage first"'
      glossator search talks.gloss cease* harbour --json
    """
    from glossator.operations.searching import Asked
    from glossator.operations.searching import search as find

    with reading(project) as opened:
        found = find(opened, Asked(" ".join(words), limit=limit))
        readers = {one.id: one.name for one in opened.readers()}
    if as_json:
        say_json(_data(found, readers))
        return
    if not found.total:
        tell("nothing in this project has these words")
    for key, one in _SORTS.items():
        group = getattr(found, key)
        if group.total:
            more = f", the first {len(group.shown)} of them" if group.total > len(group.shown) else ""
            say(f"{counted(group.total, one)}{more}")
            for line in _lines(found, key, readers):
                say(f"  {line}")


def _lines(found: Found, key: str, readers: dict[str, str]) -> list[str]:
    """Tell of one sort of what was found, a line each."""
    if key == "documents":
        return [f"{one.document.id[:SHOWN_ID]}  {one.line.words}" for one in found.documents.shown]
    if key == "entities":
        return [f"{one.entity.category}  {one.line.words}  {counted(one.tags, 'tag')}" for one in found.entities.shown]
    if key == "passages":
        return [
            f"{one.document.id[:SHOWN_ID]}  {one.start}:{one.end}  {one.line.words}" for one in found.passages.shown
        ]
    tags = found.tags.shown if key == "tags" else found.notes.shown
    return [f"{one.id[:SHOWN_ID]}  {one.kind}  {readers.get(one.reader, '')}  {one.line.words}" for one in tags]


def _data(found: Found, readers: dict[str, str]) -> dict[str, object]:
    return {
        "documents": [
            {"id": one.document.id, "title": one.document.title, "snippet": one.line.words}
            for one in found.documents.shown
        ],
        "passages": [
            {"document": one.document.id, "start": one.start, "end": one.end, "snippet": one.line.words}
            for one in found.passages.shown
        ],
        "tags": [_tag(one, readers) for one in found.tags.shown],
        "notes": [_tag(one, readers) for one in found.notes.shown],
        "entities": [
            {
                "id": one.entity.id,
                "category": one.entity.category,
                "name": one.entity.name,
                "aliases": list(one.entity.aliases),
                "tags": one.tags,
            }
            for one in found.entities.shown
        ],
        "counts": {key: getattr(found, key).total for key in ("documents", "passages", "tags", "notes", "entities")},
    }


def _tag(one: FoundTag, readers: dict[str, str]) -> dict[str, object]:
    return {
        "id": one.id,
        "document": one.document.id,
        "reader": readers.get(one.reader, one.reader),
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "snippet": one.line.words,
    }


COMMANDS = (search,)

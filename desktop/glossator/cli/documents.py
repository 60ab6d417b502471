"""Commands on documents: add, documents, document, text, structure, mark."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossator.cli.output import SHOWN_ID, counted, put, say_json, say_table, shortened, tell
from glossator.cli.session import (
    SPAN,
    Session,
    document_argument,
    field_values,
    found,
    json_option,
    pass_session,
    project_argument,
    reader_option,
    reading,
    set_option,
    writing,
)
from glossator.model.problem import Problem, Refused

if TYPE_CHECKING:
    from glossator.model.document import Document, Json, Reading
    from glossator.model.people import Reader
    from glossator.operations.documents import Added
    from glossator.store import Project


@click.command("add")
@project_argument
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--encoding", metavar="E", help="Read the text in this encoding, whatever it looks like.")
@click.option(
    "--column",
    "columns",
    metavar="ROLE=NAME",
    multiple=True,
    help="Which column of a table or transcript holds the text, the speaker or the time.",
)
@click.option("--article", is_flag=True, help="Of a web page read its article alone.")
@click.option("--comments", is_flag=True, help="Bring in the comments in its margin, as notes.")
@reader_option
@json_option
@pass_session
def add(
    session: Session,
    project: str,
    files: tuple[str, ...],
    encoding: str | None,
    columns: tuple[str, ...],
    article: bool,
    comments: bool,
    reader: str | None,
    as_json: bool,
) -> None:
    """Read documents into a project.

    All of them are added, or none where one cannot be read. A folder stands for the files in it
    that can be read; - is text on standard input.

    \b
    Example:
      glossator add talks.gloss minutes.txt commentary.md
      glossator add talks.gloss letter.txt --encoding windows-1251
      glossator add talks.gloss hearing.csv --column text=Answer --column speaker=Witness
    """
    options: dict[str, Json] = {**_columns(columns), **({"article": True} if article else {})}
    with writing(project) as opened:
        added = _add(opened, files, encoding, options, session=session, reader=reader)
        if comments:
            _bring_comments(opened, added, session.acting(opened, reader))
        data = [_added_data(one) for one in added]
    for one in added:
        for words in _cautions(one):
            tell(f"{one.document.title}: {words['words']}")
    if as_json:
        say_json(data)
        return
    say_table([(one.document.id, one.document.title, f"{one.document.characters} characters") for one in added])


@click.command("documents")
@project_argument
@json_option
@pass_session
def documents(session: Session, project: str, as_json: bool) -> None:
    """List the documents, with counts of tags by kind.

    \b
    Example:
      glossator documents talks.gloss
    """
    with reading(project) as opened:
        data = _documents_data(opened, opened.documents(), session)
    if as_json:
        say_json(data)
        return
    rows = []
    for one in data:
        row = (str(one["position"]), str(one["id"])[:SHOWN_ID], shortened(str(one["title"])), _plain(one["published"]))
        state = f"{one['state']}, blind" if one["blind"] else str(one["state"])
        rows.append((*row, f"{one['characters']} characters", state, _plain(one["tags"]) or "no tags"))
    say_table(rows, right=(0, 4))


@click.command("document")
@project_argument
@document_argument
@set_option
@click.option("--remove", is_flag=True, help="Remove it with its tags; undo brings both back.")
@reader_option
@json_option
@pass_session
def document(
    session: Session,
    project: str,
    document: str,
    fields: tuple[str, ...],
    remove: bool,
    reader: str | None,
    as_json: bool,
) -> None:
    """Show, describe or remove a document.

    The fields are title, author, published, language, address and publisher.

    \b
    Example:
      glossator document talks.gloss Minutes --set author="Technical group" --set published=2026-05-12
    """
    from glossator.operations import documents as operations

    if remove and fields:
        raise click.UsageError("--remove and --set do not go together")
    if not remove and not fields:
        with reading(project) as opened:
            data = _documents_data(opened, [found(opened.find_document(document))], session)[0]
    else:
        with writing(project) as opened:
            known = found(opened.find_document(document))
            acting = session.acting(opened, reader)
            data = _documents_data(opened, [known], session)[0]
            if remove:
                operations.remove(opened, known.id, acting)
                tell(f"removed {known.title}; undo brings it back with its tags")
            else:
                changed = operations.describe(opened, known.id, acting, **field_values(fields))
                data = _documents_data(opened, [changed], session)[0]
    if as_json:
        say_json(data)
    elif not remove:
        say_table([(key, _plain(value)) for key, value in data.items() if value not in (None, "", {})])


_version = click.option("--version", metavar="V", help="Of this version, not the current one; `document` lists them.")


@click.command("text")
@project_argument
@document_argument
@_version
def text(project: str, document: str, version: str | None) -> None:
    """Print a document's text as offsets count it.

    It is UTF-8, and no newline is added.

    \b
    Example:
      glossator text talks.gloss Minutes > minutes.txt
    """
    from glossator.operations.versions import find_version

    with reading(project) as opened:
        words = opened.text(find_version(opened, found(opened.find_document(document)), version))
    put(words.encode("utf-8"))


@click.command("structure")
@project_argument
@document_argument
@_version
@json_option
def structure(project: str, document: str, version: str | None, as_json: bool) -> None:
    """Print a document's blocks and spans.

    Blocks are headings, paragraphs, list items …, spans are bold, links …, each with its offsets.

    \b
    Example:
      glossator structure talks.gloss Minutes --json
    """
    from glossator.exchange.json_shape import block_data, span_data
    from glossator.operations.versions import find_version

    with reading(project) as opened:
        content = opened.content(find_version(opened, found(opened.find_document(document)), version))
    if as_json:
        say_json({"blocks": list(map(block_data, content.blocks)), "spans": list(map(span_data, content.spans))})
        return
    say_table([_line(content.text, one.kind, one.level, (one.start, one.end)) for one in content.blocks])
    say_table([_line(content.text, one.kind, None, (one.start, one.end)) for one in content.spans])


@click.command("mark")
@project_argument
@document_argument
@click.option("--read", "span", type=SPAN, help="Read, nothing to tag here.")
@click.option("--unread", is_flag=True, help="Not read yet.")
@click.option("--reading", is_flag=True, help="Being read.")
@click.option("--done", is_flag=True, help="Read to the end; it also ends a blind pass.")
@click.option("--blind", is_flag=True, help="Others' tags on it stay hidden from you until --done.")
@click.option("--not-blind", is_flag=True, help="End a blind pass without being done.")
@click.option("--not-read", "taken", type=SPAN, help="Take back that this was read.")
@reader_option
@json_option
@pass_session
def mark(
    session: Session,
    /,
    project: str,
    document: str,
    *,
    span: tuple[int, int] | None,
    taken: tuple[int, int] | None,
    reader: str | None,
    as_json: bool,
    **states: bool,
) -> None:
    """Say how far a reader is in a document.

    Also that a range of it was read and holds nothing to tag, and that it is read blind: then others'
    tags on it are hidden from this reader in every command, until the reader says --done.

    \b
    Example:
      glossator mark talks.gloss Minutes --done
      glossator mark talks.gloss Minutes --read 0:480
      glossator mark talks.gloss Minutes --blind --reader Ada
    """
    from glossator.exchange.json_shape import mark_data
    from glossator.operations import marks as operations

    chosen = [state for state, is_chosen in states.items() if is_chosen]
    if len(chosen) + (span is not None) + (taken is not None) != 1:
        raise click.UsageError("give one of --read, --not-read, --blind, --not-blind, --unread, --reading and --done")
    with writing(project) as opened:
        known = found(opened.find_document(document))
        acting = session.acting(opened, reader)
        made = None
        if span is not None:
            made = operations.mark_read(opened, known.id, acting, *span)
        elif taken is not None:
            operations.take_back(opened, known.id, acting, [taken])
        elif states["blind"]:
            made = operations.mark_blind(opened, known.id, acting)
        elif states["not_blind"]:
            operations.end_blind(opened, known.id, acting)
        else:
            made = operations.mark_state(opened, known.id, acting, chosen[0])
    if as_json:
        say_json(mark_data(made) if made is not None else None)
    elif made is not None:
        tell(f"{known.title}: {made.type}" + (f" {made.start}:{made.end}" if span is not None else ""))
    else:
        tell(f"{known.title}: " + (f"{taken[0]}:{taken[1]} is not marked" if taken is not None else "not read blind"))


def _add(
    project: Project,
    files: tuple[str, ...],
    encoding: str | None,
    options: Mapping[str, Json],
    *,
    session: Session,
    reader: str | None,
) -> list[Added]:
    from glossator.operations import documents as operations
    from glossator.reading.read import read_pasted

    acting = session.acting(project, reader)
    readings: list[Reading] = []
    waiting: list[tuple[Path, Problem]] = []
    for name in files:
        if name == "-":
            readings.append(read_pasted(sys.stdin.buffer.read().decode("utf-8-sig", "replace")))
        else:
            taken, refused = operations.read_files([Path(name)], encoding=encoding, options=options) or ([], [])
            readings += taken
            waiting += refused
    for _, problem in waiting:
        tell(f"left out: {problem}")
    if not readings:
        raise Refused(operations.nothing_to_add([Path(name) for name in files], waiting))
    return list(operations.add_readings(project, readings, reader=acting, reencoded=encoding is not None))


def _bring_comments(project: Project, added: Sequence[Added], reader: Reader) -> None:
    from glossator.operations.comments import bring_comments

    for one in added:
        brought = bring_comments(project, one.document.id, reader)
        tell(f"{one.document.title}: {counted(brought, 'comment')} brought in")


def _columns(given: tuple[str, ...]) -> dict[str, Json]:
    """Read ``ROLE=NAME`` pairs; raise a usage error where one is none."""
    chosen: dict[str, Json] = {}
    for one in given:
        role, equals, name = one.partition("=")
        if role not in ("text", "speaker", "time", "records") or not equals or not name:
            raise click.UsageError(f"--column {one}: write text=NAME, speaker=NAME, time=NAME or records=NAME")
        chosen[role] = name
    return chosen


def _added_data(added: Added) -> dict[str, object]:
    known = added.document
    return {
        "id": known.id,
        "title": known.title,
        "characters": known.characters,
        "paragraphs": known.paragraphs,
        "media_type": known.media_type,
        "warnings": _cautions(added),
        "already_there": added.already_there,
    }


def _cautions(added: Added) -> list[dict[str, object]]:
    said: list[dict[str, object]] = [
        {"code": one.code, "count": one.count, "words": one.words} for one in added.document.source.warnings
    ]
    if added.read_again is not None:
        words = f"it was read again as {added.read_again}"
        said.append({"code": "read-again", "count": 1, "words": words})
    elif added.already_there:
        said.append({"code": "already-there", "count": 1, "words": "it is there already and was not added again"})
    if added.alike is not None:
        said.append({"code": "alike", "count": 1, "words": added.alike})
    return said


def _documents_data(project: Project, known: Sequence[Document], session: Session) -> list[dict[str, object]]:
    from glossator.operations.marks import progress, states_of

    reader = session.acting(project)
    counts, states, read = project.counts(), states_of(project, reader), progress(project, reader, known)
    return [
        {
            **_described(one),
            "version": one.version,
            "versions": _versions_data(project, one),
            "state": states.get(one.id, "unread"),
            "read": read[one.id].read,
            "blind": one.id in project.blind,
            "tags": counts.get(one.id, {}),
        }
        for one in known
    ]


def _versions_data(project: Project, known: Document) -> list[dict[str, object]]:
    return [
        {"id": one.id, "characters": one.characters, "current": one.current, "kept": project.has_text(one.id)}
        for one in project.versions(known.id)
    ]


def _described(known: Document) -> dict[str, object]:
    return {
        "id": known.id,
        "title": known.title,
        "author": known.author,
        "published": known.published,
        "language": known.language,
        "address": known.address,
        "publisher": known.publisher,
        "media_type": known.media_type,
        "file_name": known.file_name,
        "position": known.position,
        "characters": known.characters,
        "paragraphs": known.paragraphs,
    }


def _line(text: str, kind: str, level: int | None, span: tuple[int, int]) -> tuple[str, str, str]:
    start, end = span
    return (kind + (f" {level}" if level else ""), f"{start}:{end}", shortened(text[start:end]))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(f"{one['id']} ({one['characters']} characters)" for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{count} {key}" for key, count in value.items())
    return "" if value is None else str(value)


COMMANDS = (add, documents, document, text, structure, mark)

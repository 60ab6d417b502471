"""Commands on a project as a whole: new, codebook, check, backup."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossator.cli.output import complain, counted, put, say, say_json, tell
from glossator.cli.session import Session, json_option, pass_session, project_argument, reader_option, reading, writing
from glossator.model.problem import Refused, refuse


@click.command("new")
@project_argument
@click.option("--title", metavar="T", help="The project's title; its file's name if not given.")
@json_option
def new(project: str, title: str | None, as_json: bool) -> None:
    """Make an empty project.

    A file that is there is never overwritten.

    \b
    Example:
      glossator new talks.gloss --title "Harbour talks"
    """
    from glossator.operations.projects import create

    path = Path(project)
    with create(path, title=title) as made:
        info = made.info()
    if as_json:
        say_json({"id": info.id, "title": info.title, "created": info.created, "path": str(path)})
    else:
        tell(f"made {path}")


@click.command("codebook")
@project_argument
@click.option("--from", "file", metavar="FILE", help="Replace it by this one (TOML; - for standard input).")
@reader_option
@json_option
@pass_session
def codebook(session: Session, project: str, file: str | None, reader: str | None, as_json: bool) -> None:
    """Print the codebook as TOML, or replace it.

    Values and kinds that a new codebook lacks stay in the tags, hidden, and are counted.

    \b
    Example:
      glossator codebook talks.gloss > mine.toml
      glossator codebook talks.gloss --from mine.toml
    """
    from glossator.model.codebook import codebook_to_data
    from glossator.operations.codebook import codebook_toml, replace

    if file is not None:
        data = _codebook_bytes(file)
        with writing(project) as opened:
            replaced = replace(opened, data, session.acting(opened, reader))
        for line in replaced.words:
            tell(line)
        if as_json:
            say_json(codebook_to_data(replaced.codebook))
        return
    with reading(project) as opened:
        known = opened.codebook()
    if as_json:
        say_json(codebook_to_data(known))
    else:
        put(codebook_toml(known).encode())


@click.command("check")
@project_argument
@json_option
def check(project: str, as_json: bool) -> int:
    """Verify the file, every offset, quote and hash.

    \b
    Example:
      glossator check talks.gloss
    """
    sentence, problems = _looked_at(project)
    if as_json:
        say_json({"ok": not problems, "problems": [{"what": what, "where": where} for what, where in problems]})
    elif not sentence:
        say("in order")
    elif problems[0][1] != project:
        for what, where in problems:
            say(f"{what}: {where}")
    if sentence:
        complain(sentence)
    return 1 if sentence else 0


@click.command("backup")
@project_argument
@click.argument("out", metavar="OUT")
def backup(project: str, out: str) -> None:
    """Copy a project whole, also while it is open.

    A file that is there is never overwritten.

    \b
    Example:
      glossator backup talks.gloss talks-monday.gloss
    """
    with reading(project) as opened:
        opened.backup(Path(out))
    tell(f"made {out}")


def _looked_at(project: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the sentence that complains, "" where all is in order, and what is wrong where.

    Of a file that cannot be opened that is the one thing that is wrong, and the file is where.
    """
    try:
        with reading(project) as opened:
            found = [(one.what, one.where) for one in opened.check()]
    except Refused as refused:
        problem = refused.problem
        todo = "restore a backup of it" if "`glossator check`" in problem.todo else problem.todo
        return f"{problem.what}, {problem.why}, {todo}", [(problem.why, project)]
    todo = "restore a backup, or keep a copy before you go on"
    return (f"{project} is not in order, {counted(len(found), 'problem')} found, {todo}" if found else ""), found


def _codebook_bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise refuse(
            "the codebook was not taken", f"{file} cannot be read ({why})", "look at the file and its folder"
        ) from None


COMMANDS = (new, codebook, check, backup)

"""The command on questions: listed, saved by name, renamed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from glossator.cli.output import say, say_json, say_table
from glossator.cli.session import (
    Session,
    json_option,
    pass_session,
    project_argument,
    reader_option,
    reading,
    writing,
)

if TYPE_CHECKING:
    from glossator.model.people import Reader
    from glossator.model.question import Saved
    from glossator.operations.questions import Listed
    from glossator.store import Project


@click.command("questions")
@project_argument
@click.option("--save", nargs=2, metavar="NAME WORDS", help="Keep a question in words by a name, or write it anew.")
@click.option("--rename", nargs=2, metavar="NAME NEW", help="Give a saved question another name.")
@click.option("--remove", metavar="NAME", help="Remove a saved question; undo brings it back.")
@click.option("--counts", is_flag=True, help="Count the tags that answer each.")
@reader_option
@json_option
@pass_session
def questions(
    session: Session,
    project: str,
    *,
    save: tuple[str, str] | None,
    rename: tuple[str, str] | None,
    remove: str | None,
    counts: bool,
    reader: str | None,
    as_json: bool,
) -> None:
    """List the questions that have a name, and keep your own.

    A question is a sentence: conditions joined by and, or, not, with parentheses. Kinds stand by
    their names; holder (who holds, claims or bears), reader, document, label, state, said and every
    field of the codebook with is, is not, at least, before, has, with, without. A name of more than
    one word may stand in quotation marks. `tags --question` lists the tags that answer.

    \b
    Example:
      glossator questions talks.gloss --counts
      glossator questions talks.gloss --save "Hard noes" "positions and stance at most against"
      glossator tags talks.gloss --question "Hard noes"
      glossator questions talks.gloss --save Unborne "(risks without bearer) or severity is severe"
      glossator questions talks.gloss --rename "Hard noes" Refusals
    """
    if sum(one is not None for one in (save, rename, remove)) > 1:
        raise click.UsageError("--save, --rename and --remove do not go together")
    if save is None and rename is None and remove is None:
        _list(project, counts=counts, as_json=as_json)
        return
    if counts:
        raise click.UsageError("--counts goes with the list alone")
    with writing(project) as opened:
        changed = _change(opened, session.acting(opened, reader), save=save, rename=rename, remove=remove)
    if as_json:
        from glossator.exchange.json_questions import question_data

        say_json(question_data(changed))
    elif remove is None:
        say(changed.id)


def _change(
    project: Project,
    reader: Reader,
    *,
    save: tuple[str, str] | None,
    rename: tuple[str, str] | None,
    remove: str | None,
) -> Saved:
    from glossator.operations import questions as operations
    from glossator.operations.asking import question_of

    if save is not None:
        return operations.save(project, save[0], question_of(project, save[1]), reader)
    if rename is not None:
        return operations.rename(project, *rename, reader)
    return operations.remove(project, remove or "", reader)


def _list(project: str, *, counts: bool, as_json: bool) -> None:
    from glossator.operations.questions import listed

    with reading(project) as opened:
        found = listed(opened, count=counts)
    if as_json:
        say_json([_data(one, counts=counts) for one in found])
        return
    say_table(
        [(one.name, *((_count(one),) if counts else ()), one.words) for one in found], right=(1,) if counts else ()
    )


def _data(one: Listed, *, counts: bool) -> dict[str, object]:
    data: dict[str, object] = {
        "id": one.id,
        "name": one.name,
        "words": one.words,
        "guidance": one.guidance,
        "asks": one.asks or None,
    }
    if counts:
        data["count"] = one.answers if isinstance(one.answers, int) else None
        data["refused"] = None if one.answers is None or isinstance(one.answers, int) else str(one.answers)
    return data


def _count(one: Listed) -> str:
    return str(one.answers) if isinstance(one.answers, int) else "–"


COMMANDS = (questions,)

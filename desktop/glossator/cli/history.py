"""Commands on what was done: undo, redo, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from glossator.cli.output import say_json, say_json_items, say_table, tell
from glossator.cli.session import Session, json_option, pass_session, project_argument, reader_option, reading, writing

if TYPE_CHECKING:
    from glossator.store import Act


#: What is said of an act that is known and does not count.
_UNDONE = "not here: the merge that brought it was undone"


@click.command("undo")
@project_argument
@reader_option
@json_option
@pass_session
def undo(session: Session, project: str, reader: str | None, as_json: bool) -> None:
    """Take back what the reader did last.

    It can be called again and again, back to the beginning.

    \b
    Example:
      glossator undo talks.gloss
    """
    from glossator.operations import undo as operations

    with writing(project) as opened:
        acting = session.acting(opened, reader)
        label, done = opened.can_undo(acting.id), operations.undo(opened, acting)
    _say_step(done, f"undone: {label}", as_json)


@click.command("redo")
@project_argument
@reader_option
@json_option
@pass_session
def redo(session: Session, project: str, reader: str | None, as_json: bool) -> None:
    """Do again what the reader took back last.

    \b
    Example:
      glossator redo talks.gloss
    """
    from glossator.operations import undo as operations

    with writing(project) as opened:
        acting = session.acting(opened, reader)
        label, done = opened.can_redo(acting.id), operations.redo(opened, acting)
    _say_step(done, f"done again: {label}", as_json)


@click.command("history")
@project_argument
@json_option
def history(project: str, as_json: bool) -> None:
    """List everything that was done, the oldest first.

    What a merge brought that was undone stays in the list and says so; in JSON its "here" is false.

    \b
    Example:
      glossator history talks.gloss
    """
    with reading(project) as opened:
        if as_json:
            say_json_items(
                {
                    "id": act.id,
                    "label": act.label,
                    "reader": act.reader,
                    "at": act.at,
                    "undoes": act.undoes,
                    "changes": [{"table": change.table, "id": change.id} for change in act.changes],
                    "here": act.here,
                }
                for act in opened.acts()
            )
            return
        rows = []
        for act in opened.acts():
            who = opened.reader(act.reader)
            rows.append(
                (act.at, who.name if who else act.reader, act.label if act.here else f"{act.label} ({_UNDONE})")
            )
    say_table(rows)


def _say_step(done: Act, words: str, as_json: bool) -> None:
    if as_json:
        say_json({"id": done.id, "label": done.label, "undoes": done.undoes})
    else:
        tell(words)


COMMANDS = (undo, redo, history)

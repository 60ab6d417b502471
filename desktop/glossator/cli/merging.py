"""Commands that bring readers' work together: merge, conflicts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from glossator.cli.output import counted, say_json, say_table, shortened, tell
from glossator.cli.session import Session, json_option, pass_session, project_argument, reader_option, reading, writing
from glossator.model.document import Json

#: What a report calls the rows of a table.
_WORDS = {one: one for one in ("document", "link", "decision", "reader", "mark", "question")}


@click.command("merge")
@project_argument
@click.argument("others", metavar="OTHER…", nargs=-1, required=True)
@reader_option
@json_option
@pass_session
def merge(session: Session, project: str, others: tuple[str, ...], *, reader: str | None, as_json: bool) -> None:
    """Bring other readers' projects into this one.

    All of them come, or none. Merging again brings only what is new since. What was changed here and there apart
    is in conflict: the later change is shown, both are listed by `conflicts`. Undo takes the whole merge back, in
    this file alone.

    \b
    Example:
      glossator merge talks.gloss ben.gloss cleo.gloss
    """
    from glossator.operations import merging as operations

    with writing(project) as opened:
        merged = operations.merge(opened, [Path(other) for other in others], reader=session.acting(opened, reader))
    if as_json:
        say_json(merged.data())
    else:
        rows = [(str(len(merged.added)), "added"), (str(len(merged.changed)), "changed")]
        rows += [(str(len(merged.unchanged)), "unchanged"), (str(len(merged.conflicting)), "in conflict")]
        say_table(rows, right=(0,))
        more = [counted(merged.rows[table], word) for table, word in _WORDS.items() if table in merged.rows]
        if more:
            tell(f"also new: {', '.join(more)}")
        for conflict in merged.conflicting:
            tell(f"{conflict.id}: {conflict.field} was changed apart, see `glossator conflicts {project}`")
    for note in merged.notes:
        tell(note)


@click.command("conflicts")
@project_argument
@json_option
@pass_session
def conflicts(session: Session, project: str, as_json: bool) -> None:
    """List the fields that two files changed apart.

    An edit of such a field, to either value, settles it.

    \b
    Example:
      glossator conflicts talks.gloss
    """
    from glossator.operations import merging as operations

    with reading(project) as opened:
        found = operations.conflicts(opened)
    if as_json:
        say_json(
            [
                {
                    "id": one.id,
                    "field": one.field,
                    "shown": one.shown,
                    "other": one.other,
                    "acts": [*one.acts],
                }
                for one in found
            ]
        )
        return
    rows = [(one.id, one.field, _words(one.field, one.shown), _words(one.field, one.other)) for one in found]
    if rows:
        say_table([("id", "field", "shown", "other"), *rows])


def _words(field: str, value: Json) -> str:
    if field == "deleted":
        return "removed" if value else "there"
    special: dict[str, Callable[[], str]] = {"passages": lambda: _passages(value), "codebook": lambda: "a codebook"}
    if field in special:
        return special[field]()
    if isinstance(value, list):
        return shortened(", ".join(map(str, value)))
    return "not set" if value is None else shortened(str(value))


def _passages(value: Json) -> str:
    parts = value if isinstance(value, list) else []
    return shortened(", ".join(f"{part['start']}:{part['end']}" for part in parts if isinstance(part, dict)))


COMMANDS = (merge, conflicts)

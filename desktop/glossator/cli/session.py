"""What the commands share: who acts, the project opened and closed, and what was named found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from glossator.model.problem import Problem, Refused, refuse

if TYPE_CHECKING:
    from glossator.model.people import Reader
    from glossator.store import Project, Reads

Value = TypeVar("Value")
Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Session:
    """Keep what was said before the command: who acts and reads."""

    reader: str | None = None

    def acting(self, reads: Reads, name: str | None = None) -> Reader:
        """Return the reader who acts: the one named for this act, else the one named before the command."""
        from glossator.operations.people import reader_for

        return reader_for(reads, name if name is not None else self.reader)


pass_session = click.make_pass_decorator(Session)


@contextmanager
def reading(path: str) -> Iterator[Project]:
    """Open a project to read, for the reader named before the command."""
    from glossator.store import Project

    with Project.open(Path(path), write=False) as project:
        _see(project, None)
        with _telling_damage(project):
            yield project


@contextmanager
def writing(path: str) -> Iterator[Project]:
    """Open a project to write, for whoever acts; refuse where that cannot be done, as while a window has it open."""
    from glossator.store import Project

    with Project.open(Path(path)) as project:
        if project.read_only is not None:
            raise Refused(project.read_only)
        _see(project, click.get_current_context().params.get("reader"))
        with _telling_damage(project):
            yield project


@contextmanager
def _telling_damage(project: Project) -> Iterator[None]:
    """Refuse in place of a failure that we did not foresee where the file's own damage explains it."""
    try:
        yield
    except (LookupError, TypeError, ValueError) as error:
        found = project.check()
        if not found:
            raise
        what, where = found[0].what, found[0].where
        why = what if where == "file" else f"the file is damaged ({where}: {what})"
        todo = "restore a backup of it, or look at it with `glossator check`"
        raise refuse(f"{project.path.name} could not be read", why, todo) from error


def _see(project: Project, reader: str | None) -> None:
    """Let a command see what its reader sees: what others did on a document that they read blind is hidden."""
    session = click.get_current_context().find_object(Session) or Session()
    project.seen_by(session.acting(project, reader).id)


def found(value: Value | Problem) -> Value:
    """Return what was found, or refuse with the reason why it was not."""
    if isinstance(value, Problem):
        raise Refused(value)
    return value


class SpanType(click.ParamType[tuple[int, int]]):
    """Read ``START:END`` as two offsets."""

    name = "START:END"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Read the two numbers; anything else is a wrong call."""
        if isinstance(value, tuple):
            return value
        start, _, end = str(value).partition(":")
        try:
            return int(start), int(end)
        except ValueError:
            self.fail(f"{value!r} is not two offsets such as 120:184", param, ctx)


SPAN = SpanType()

project_argument = click.argument("project", metavar="PROJECT")
document_argument = click.argument("document", metavar="DOC")
reader_option = click.option("--reader", metavar="R", help="Who does this, in place of --as.")
set_option = click.option("--set", "fields", metavar="FIELD=VALUE", multiple=True, help="Set a field; empty clears it.")


def json_option(function: Function) -> Function:
    """Give a command the option that makes it print one JSON value and nothing else."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")(function)


def field_values(given: tuple[str, ...]) -> dict[str, str]:
    """Read ``FIELD=VALUE`` items; one without an equals sign, or set twice, is a wrong call."""
    values = {}
    for item in given:
        key, equals, words = item.partition("=")
        if not equals or not key.strip():
            raise click.BadParameter(f"{item!r} is not FIELD=VALUE", param_hint="--set")
        if key.strip() in values:
            raise click.BadParameter(f"{key.strip()} is set twice", param_hint="--set")
        values[key.strip()] = words
    return values

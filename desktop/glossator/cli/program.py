"""The program and its commands, and what a failure says: one line, no traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from glossator import __version__
from glossator.cli import (
    comparing,
    documents,
    exchange,
    history,
    merging,
    network,
    overviews,
    people,
    projects,
    questions,
    searching,
    settling,
    tags,
    versions,
    window,
)
from glossator.cli.opening import looks_like_path
from glossator.cli.output import complain
from glossator.cli.session import Session
from glossator.model.problem import Refused

#: Set to anything, it lets a failure that we did not foresee show its traceback.
TRACEBACK = "GLOSSATOR_TRACEBACK"

_MODULES = (
    projects,
    documents,
    tags,
    people,
    comparing,
    overviews,
    network,
    questions,
    searching,
    history,
    exchange,
    merging,
    settling,
    versions,
    window,
)


class Program(click.Group):
    """Hold the commands, take bare paths for the window, and say what fails in one line."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run and leave with status 0 (done), 1 (could not be done) or 2 (the call is wrong)."""
        extra.pop("standalone_mode", None)
        try:
            status = super().main(args, prog_name or "glossator", standalone_mode=False, **extra)
            sys.stdout.flush()
        except click.UsageError as error:
            error.show()
            sys.exit(error.exit_code)
        except BaseException as error:
            fail(error)
        sys.exit(status if isinstance(status, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Call what was asked for; a closed pipe ends it quietly, an interruption without a blank line of click's."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _leave_closed_pipe()
        except (KeyboardInterrupt, EOFError) as error:
            raise click.Abort from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take the first word for a command, else all of them for what the window is to open."""
        if self.get_command(ctx, args[0]) is None and looks_like_path(args[0]):
            return "open", window.open_command, args
        return super().resolve_command(ctx, args)


@click.group(
    cls=Program,
    name="glossator",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Shell completion: glossator completion bash (or zsh, fish) prints what your shell has to source.",
    subcommand_metavar="[COMMAND [ARGS]… | PROJECT or DOCUMENT…]",
)
@click.option("--as", "reader", metavar="READER", help="Who acts and reads; the system's user if not given.")
@click.version_option(__version__, prog_name="glossator")
@click.pass_context
def program(ctx: click.Context, reader: str | None) -> int:
    """Read closely: tag passages of documents as risks, positions or claims, and keep every tag in one file.

    Without a command it opens the window, with the projects and documents that are named.

    \b
    Example:
      glossator new talks.gloss
      glossator add talks.gloss minutes.txt
      glossator tag talks.gloss Minutes position --quote "only if pilots go first" --set stance=for
      glossator export talks.gloss -o talks.json
    """
    ctx.obj = Session(reader)
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(window.open_command, paths=()))
    return 0


for _module in _MODULES:
    for _command in _module.COMMANDS:
        program.add_command(_command)


def fail(error: BaseException) -> NoReturn:
    """Say in one line what could not be done, and leave with status 1."""
    if isinstance(error, SystemExit) or os.environ.get(TRACEBACK):
        raise error
    complain(_sentence(error))
    sys.exit(1)


def _sentence(error: BaseException) -> str:
    if isinstance(error, Refused):
        return str(error.problem)
    if isinstance(error, click.Abort | KeyboardInterrupt | EOFError):
        return "it was not finished, it was stopped from the keyboard, start it again when you want it"
    if isinstance(error, click.ClickException):
        return f"it was not done, {error.format_message()}, call it with --help to see how"
    if isinstance(error, OSError):
        named = f"{error.filename} " if error.filename else ""
        return f"{named or 'it '}was not done, {_lower(error.strerror or str(error))}, look at the file and its folder"
    if isinstance(error, MemoryError):
        return "it was not done, the memory is full, close other programs and try again"
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return f"it was not done, the program made a mistake ({what}), set {TRACEBACK}=1 to see where and report it"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _leave_closed_pipe() -> None:
    # Whoever read our output has seen enough (`| head`): nothing failed that anyone waits for, and what is
    # left in the buffer must not complain on the way out.
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.exit(0)
    sys.exit(0)

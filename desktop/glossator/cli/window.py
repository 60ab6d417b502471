"""The window: opened with projects and documents, or driven by itself for pictures."""

from __future__ import annotations

from pathlib import Path

import click

from glossator.cli.opening import naming_libraries, open_window, refuse_bad_pair
from glossator.cli.output import put
from glossator.cli.session import Session, pass_session
from glossator.model.problem import refuse


@click.command("open", hidden=True)
@click.argument("paths", nargs=-1, metavar="PROJECT or DOCUMENT…")
@pass_session
def open_command(session: Session, paths: tuple[str, ...]) -> int:
    """Open the window.

    \b
    Example:
      glossator talks.gloss
      glossator minutes.txt
    """
    return open_window(paths, session.reader)


@click.command("tour")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--dark", is_flag=True, help="In the dark colours.")
def tour_command(out: Path, dark: bool) -> int:
    """Show the program at work, in pictures.

    It drives the real window over the seeds by key presses and leaves a project, an export and pictures in OUT.

    \b
    Example:
      glossator tour build/tour --dark
    """
    refuse_bad_pair()
    with naming_libraries():
        from glossator.views.tour import tour

    return int(tour(out, dark))


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print completion for bash, zsh or fish.

    Source it, and the shell completes commands and options.

    \b
    Example:
      glossator completion bash > ~/.glossator-complete.bash
      echo 'source ~/.glossator-complete.bash' >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise refuse("no completion was printed", f"{shell} is not known here", "try bash, zsh or fish")
    completion = kind(ctx.find_root().command, {}, "glossator", "_GLOSSATOR_COMPLETE")
    put(f"{completion.source()}\n".encode())


COMMANDS = (tour_command, completion_command)

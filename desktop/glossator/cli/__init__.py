"""The command line: a shell over the same operations as the window's; no rule of a project lives here.

A command's module imports what it needs inside its functions, so that help and small commands start at once.
"""

from __future__ import annotations

from glossator.cli.program import program

__all__ = ["main", "program"]


def main() -> None:
    """Run the command line with the arguments of the process."""
    program(prog_name="glossator")

"""The command line: a shell over the same operations as the window's; no rule of a project lives here.

A command's module imports what it needs inside its functions, so that help and small commands start at once;
the parser itself is imported where there is a command to parse.
"""

from __future__ import annotations

import os
import sys

__all__ = ["main"]

#: A shell that completes a command line asks by this variable.
COMPLETING = "_GLOSSATOR_COMPLETE"


def main() -> None:
    """Run the command line with the arguments of the process."""
    from glossator.cli.opening import is_plain_path, open_window

    words = sys.argv[1:]
    if not all(is_plain_path(word) for word in words) or COMPLETING in os.environ:
        from glossator.cli.program import program

        program(prog_name="glossator")
    try:
        sys.exit(open_window(words))
    except BaseException as error:
        from glossator.cli.program import fail  # it knows the words for each failure

        fail(error)

"""Measure questions asked of fifty documents and 50,000 positions against reading their rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from glossator.operations.asking import Asking, question_of
from glossator.operations.projects import create
from network import fill, read_rows
from store import SHORT, say, seconds

#: Each at most so many times the plain reading of the rows of all tags by sqlite3, with their JSON parsed.
RATIO = 3.0

ASKED = (
    "positions and stance is for or strongly-for",
    "holder is “Actor 7” and said in 2026",
    "text has pilótage",
    "not answered and changed",
    "one side only",
    "tagged by one reader only",
    "new since 2026",
)


def main() -> None:
    """Build the project and print every comparison."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bench.gloss"
        with create(path) as project:
            fill(project)
            bare = seconds(lambda: read_rows(path), 3)
            for words in ASKED:
                question = question_of(project, words)
                say(words, seconds(lambda asked=question: Asking(project).ids(asked), 3), bare, RATIO)


if __name__ == "__main__":
    main()
    raise SystemExit(bool(SHORT))

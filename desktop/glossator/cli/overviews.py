"""The command that looks at the tags of the whole project at once: matrix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossator.cli.output import counted, output, say, say_json, say_table, tell
from glossator.cli.session import json_option, project_argument, reading

if TYPE_CHECKING:
    from glossator.operations.overview import Overview, Selection
    from glossator.review.matrix import Cell, Matrix
    from glossator.store import Reads


@click.command("matrix")
@project_argument
@click.option("--rows", metavar="AXIS", default="holder", show_default=True, help="What the rows are.")
@click.option("--columns", metavar="AXIS", default="issue", show_default=True, help="What the columns are.")
@click.option("--doc", "documents", metavar="DOC", multiple=True, help="Only this document; again for more.")
@click.option("--kind", "kinds", metavar="K", multiple=True, help="Only this kind; again for more.")
@click.option("--reader", "readers", metavar="R", multiple=True, help="Only this reader; again for more.")
@click.option("--since", metavar="DATE", help="Only what was said on this day, month or year, or later.")
@click.option("--until", metavar="DATE", help="Only what was said on this day, month or year, or earlier.")
@click.option("-o", "--output", "out", metavar="OUT", help="Write a table (CSV) into this file, whole or not at all.")
@json_option
def matrix(
    project: str,
    *,
    rows: str,
    columns: str,
    documents: tuple[str, ...],
    kinds: tuple[str, ...],
    readers: tuple[str, ...],
    since: str | None,
    until: str | None,
    out: str | None,
    as_json: bool,
) -> None:
    """Count tags in rows and columns, with their stances.

    Each cell names the tags behind it. Rows and columns are holder, issue, who (holder, claimant or
    bearer), kind, document, reader, label, month, year, or any field of the codebook with values or
    names. The agreed reading is left out, as it repeats what readers said, unless --reader names it.

    \b
    Example:
      glossator matrix talks.gloss
      glossator matrix talks.gloss --rows kind --columns month
      glossator matrix talks.gloss --kind risk --rows severity --columns likelihood --json
    """
    from glossator.exchange.matrix_table import matrix_data
    from glossator.operations import overview

    with reading(project) as opened:
        chosen = {reader for words in readers for reader in (_reader(opened, words),)} or None
        found = overview.overview(opened, readers=chosen)
        made = found.matrix(
            found.axis(rows),
            found.axis(columns),
            _selection(opened, documents, kinds, readers=chosen, since=since, until=until),
        )
        if out is not None:
            _write(made, out)
        if as_json:
            say_json(matrix_data(made))
        elif out is None:
            _say(made, found)
    if made.left_out:
        tell(f"left out, as they have no {_both(made)}: {counted(made.left_out, 'tag')}")


def _selection(
    reads: Reads,
    documents: tuple[str, ...],
    kinds: tuple[str, ...],
    *,
    readers: set[str] | None,
    since: str | None,
    until: str | None,
) -> Selection:
    from glossator.operations.filters import document_named
    from glossator.operations.overview import selection_of
    from glossator.operations.tags import find_kind

    codebook = reads.codebook()
    return selection_of(
        since,
        until,
        documents=frozenset(document_named(reads, words) for words in documents) or None,
        kinds=frozenset(find_kind(codebook, words).key for words in kinds) or None,
        readers=None if readers is None else frozenset(readers),
    )


def _reader(reads: Reads, words: str) -> str:
    from glossator.operations.people import known_reader

    return known_reader(reads, words).id


def _write(made: Matrix, out: str) -> None:
    from glossator.exchange import matrix_table

    if out == "-":
        stream = output()
        matrix_table.write(made, stream)
        stream.flush()
        return
    from glossator.operations.taking import write_file

    write_file(Path(out), lambda stream: matrix_table.write(made, stream))


def _both(made: Matrix) -> str:
    return f"{made.row_axis.label.lower()} or no {made.column_axis.label.lower()}"


def _say(made: Matrix, found: Overview) -> None:
    if not made.cells:
        say(f"No tag has both {made.row_axis.label.lower()} and {made.column_axis.label.lower()}.")
        return
    table = [["", *(made.column_words(column) for column in made.columns)]]
    for row in made.rows:
        cells = (made.cells.get((row, column)) for column in made.columns)
        table.append([made.row_words(row), *(_words(cell, found) for cell in cells)])
    say_table(table)


def _words(cell: Cell | None, found: Overview) -> str:
    if cell is None:
        return "–"
    stances = ", ".join(
        f"{number} {found.scale.labels.get(key, key).lower()}"
        if len(cell.stances) > 1 or number > 1
        else found.scale.labels.get(key, key).lower()
        for key, number in cell.stances.items()
    )
    condition = ", conditional" if cell.conditional else ""
    return f"{len(cell.statements)}: {stances}{condition}" if stances else str(len(cell.statements))


COMMANDS = (matrix,)

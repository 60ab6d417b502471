"""The command that joins holders by what they agree on: network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossator.cli.output import counted, output, tell
from glossator.cli.session import json_option, project_argument, reading

if TYPE_CHECKING:
    from glossator.review.network import Network


@click.command("network")
@project_argument
@click.option(
    "--relation",
    type=click.Choice(("congruence", "conflict", "subtract", "affiliation"), case_sensitive=False),
    default="congruence",
    show_default=True,
    help="What an edge means.",
)
@click.option(
    "--normalisation",
    type=click.Choice(("none", "average"), case_sensitive=False),
    default="none",
    show_default=True,
    help="What a weight is divided by.",
)
@click.option("--measures", is_flag=True, help="With degree, betweenness and community of each node.")
@click.option("--issue", "issues", metavar="I", multiple=True, help="Only this issue; again for more.")
@click.option("--doc", "documents", metavar="DOC", multiple=True, help="Only this document; again for more.")
@click.option("--reader", "readers", metavar="R", multiple=True, help="Only this reader; again for more.")
@click.option("--since", metavar="DATE", help="Only what was said on this day, month or year, or later.")
@click.option("--until", metavar="DATE", help="Only what was said on this day, month or year, or earlier.")
@click.option("-o", "--output", "out", metavar="OUT", help="Write this file, whole or not at all.")
@click.option("--format", "name", metavar="F", help="json (the default), graphml or csv; OUT's suffix decides.")
@json_option
def network(
    project: str,
    *,
    relation: str,
    normalisation: str,
    measures: bool,
    issues: tuple[str, ...],
    documents: tuple[str, ...],
    readers: tuple[str, ...],
    since: str | None,
    until: str | None,
    out: str | None,
    name: str | None,
    as_json: bool,
) -> None:
    """Join holders by the issues on which they agree or differ.

    Congruence counts every two statements of two holders on one issue by how near their stances are,
    conflict by how far apart; subtract is congruence less conflict. Affiliation joins holders with
    the issues they speak on. Average divides by the mean number of statements of both ends. Every
    edge names the tags that make it. The agreed reading is left out, as it repeats what readers
    said, unless --reader names it.

    \b
    Example:
      glossator network talks.gloss
      glossator network talks.gloss --relation subtract --normalisation average -o talks.graphml
      glossator network talks.gloss --relation conflict --issue "Ceasefire at sea" --since 2026-05 --format csv
    """
    if as_json and name is not None:
        raise click.UsageError("--json does not go with --format")
    from glossator.operations import networking
    from glossator.operations.filters import document_named
    from glossator.operations.people import known_reader

    with reading(project) as opened:
        whose = frozenset(known_reader(opened, words).id for words in readers) or None
        where = frozenset(document_named(opened, words) for words in documents) or None
        made = networking.network(
            opened,
            relation=relation,
            normalisation=normalisation,
            issues=networking.issues_named(opened, issues),
            readers=whose,
            documents=where,
            since=since,
            until=until,
        )
        hidden = networking.hidden(opened, readers=whose, documents=where)
    _take_along(made, out, "json" if as_json else name, measures=measures)
    _tell_left_out(made.left_out, "they have no holder, no issue or no stance with a score")
    _tell_left_out(made.undated, "nobody knows when they were said")
    _tell_left_out(hidden, "others tagged them on documents that you read blind")


def _take_along(made: Network, out: str | None, name: str | None, *, measures: bool) -> None:
    """Write the network into a file, or to standard output."""
    from glossator.operations import network_taking
    from glossator.review.measures import measured

    target = Path(out) if out is not None and out != "-" else None
    form = network_taking.form_of(name, target)
    figures = measured(made) if measures else None
    if target is not None:
        loss = network_taking.take_along(made, target, form=form, measures=figures)
    else:
        stream = output()
        loss = form.write(made, stream, figures)
        stream.flush()
    for line in loss.lines():
        tell(line)


def _tell_left_out(number: int, why: str) -> None:
    if number:
        tell(f"left out, as {why}: {counted(number, 'position')}")


COMMANDS = (network,)

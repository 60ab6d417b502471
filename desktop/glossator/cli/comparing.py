"""The command that holds readers against each other: compare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossator.cli.output import SHOWN_ID, counted, output, say, say_json, say_table, shortened, tell
from glossator.cli.session import json_option, project_argument, reading

if TYPE_CHECKING:
    from glossator.model.annotation import Annotation
    from glossator.operations.comparing import Comparison
    from glossator.review.comparison import Ends, Figures
    from glossator.store import Reads

#: What is printed for a figure that nothing can be computed for.
_UNSAID = "–"


@click.command("compare")
@project_argument
@click.option("--readers", metavar="A,B[,…]", required=True, help="Whom to compare; the first is the reference.")
@click.option("--doc", "documents", metavar="DOC", multiple=True, help="Only this document; again for more.")
@click.option("--kind", "kinds", metavar="K", multiple=True, help="Only this kind; again for more.")
@click.option("--iou", metavar="X", type=float, help="How much tags overlap to match, above 0 to 1; 0.5 if not given.")
@click.option("-o", "--output", "out", metavar="OUT", help="Write this file, whole or not at all.")
@click.option(
    "--format", "name", metavar="F", help="Take it along as html, csv or json; OUT's suffix decides if not given."
)
@json_option
def compare(
    project: str,
    *,
    readers: str,
    documents: tuple[str, ...],
    kinds: tuple[str, ...],
    iou: float | None,
    out: str | None,
    name: str | None,
    as_json: bool,
) -> None:
    """Say how far readers agree, and list where they differ.

    By default over all documents and all kinds but notes. A figure for which there is not enough to
    say is a dash, null with --json.

    \b
    Example:
      glossator compare talks.gloss --readers Ada,Ben
      glossator compare talks.gloss --readers Ada,Ben --kind position --json
      glossator compare talks.gloss --readers Ada,Ben -o agreement.html
    """
    if as_json and name is not None:
        raise click.UsageError("--json does not go with --format")
    from glossator.exchange.json_comparison import comparison_data
    from glossator.operations import comparing as operations

    with reading(project) as opened:
        comparison = operations.compare(
            opened,
            operations.readers_named(opened, readers),
            documents=operations.documents_named(opened, documents),
            kinds=operations.kinds_named(opened, kinds),
            iou=operations.IOU if iou is None else iou,
        )
        if out is not None or name is not None:
            _take_along(opened, comparison, out=out, name="json" if as_json else name)
        elif as_json:
            say_json(comparison_data(comparison))
        else:
            _say_figures(comparison)
            _say_differences(opened, comparison)
    if comparison.hidden:
        tell(f"left out, as you read them blind: {counted(len(comparison.hidden), 'document')}")
    for name, number in comparison.without_place.items():
        if number:
            tell(f"left out, as they have no place in the text any more: {counted(number, 'tag')} of {name}")


def _take_along(reads: Reads, comparison: Comparison, *, out: str | None, name: str | None) -> None:
    """Write the comparison into a file, or to standard output."""
    from glossator.operations import reporting

    target = Path(out) if out is not None and out != "-" else None
    form = reporting.form_of(name, target)
    if target is not None:
        reporting.take_along(reads, comparison, target, form=form)
    else:
        stream = output()
        reporting.write_out(reads, comparison, stream, form=form)
        stream.flush()


def _say_figures(comparison: Comparison) -> None:
    names = [reader.name for reader in comparison.readers]
    interval = comparison.all.interval
    say(f"{', '.join(names)}: {counted(len(comparison.documents), 'document')}")
    against = f"against {names[0]}" if len(names) == 2 else "means over pairs of readers"
    say(f"Tags match that overlap by {comparison.iou:g} or more; precision and recall are {against}.")
    drawn = f"{interval.resamples} resamples of {interval.unit}s, seed {interval.seed}"
    say(f"In brackets: the middle 95 of 100 of {drawn}.")
    say("")
    of_tags = ["tags", "F1", "", "precision", "recall", "mean IoU", "matched", *(f"only {name}" for name in names)]
    rows = [of_tags]
    for of, figures in _each(comparison):
        rows.append(
            [
                of,
                _number(figures.f1),
                _ends(figures.interval.f1),
                *map(_number, (figures.precision, figures.recall, figures.mean_iou)),
                str(figures.matched),
                *(str(figures.only[name]) for name in names),
            ]
        )
    say_table(rows, right=range(1, len(of_tags)))
    say("")
    rows = [["text", "κ characters", "α characters", "", "κ sentences", "α sentences"]]
    for of, figures in _each(comparison):
        rows.append(
            [
                of,
                _number(figures.kappa_characters),
                _number(figures.alpha_characters),
                _ends(figures.interval.alpha_characters),
                _number(figures.kappa_sentences),
                _number(figures.alpha_sentences),
            ]
        )
    say_table(rows, right=range(1, 6))
    say("")
    _say_fields(comparison)
    rows = [["reader", "covers", "has read"]]
    rows += [[name, _percent(comparison.coverage[name]), _percent(comparison.read[name])] for name in names]
    say_table(rows, right=(1, 2))


def _each(comparison: Comparison) -> Iterator[tuple[str, Figures]]:
    yield from comparison.kinds.items()
    yield "all", comparison.all


def _say_fields(comparison: Comparison) -> None:
    rows = [["field", "", "", "pairs"]]
    for key, figure in comparison.fields.items():
        if figure.pairs:
            rows.append([key, "κ" if figure.coefficient == "kappa" else "α", _number(figure.value), str(figure.pairs)])
    if len(rows) > 1:
        say_table(rows, right=(2, 3))
        say("")


def _say_differences(reads: Reads, comparison: Comparison) -> None:
    open_ = sum(one.settled is None for one in comparison.differences)
    say("")
    say(f"{counted(len(comparison.differences), 'difference')}, {open_} not settled")
    titles = {document.id: document.title for document in reads.documents()}
    names = {reader.id: reader.name for reader in comparison.readers}
    tags = reads.annotations_by_id(id_ for one in comparison.differences for id_ in one.group.ids)
    rows = []
    for one in comparison.differences:
        group = one.group
        words = "; ".join(_side(names, tags[id_]) for id_ in group.ids)
        types = ", ".join(group.types) + (f" ({', '.join(group.fields)})" if group.fields else "")
        done = f"settled {one.settled[:SHOWN_ID]}" if one.settled else ""
        rows.append((shortened(titles[group.document], 24), f"{group.start}:{group.end}", types, words, done))
    say_table(rows)


def _side(names: dict[str, str], tag: Annotation) -> str:
    return f"{names[tag.reader]} {tag.id[:SHOWN_ID]} {tag.kind} “{shortened(tag.first.quote, 40)}”"


def _number(figure: float | None) -> str:
    return _UNSAID if figure is None else f"{figure:.3f}"


def _percent(part: float | None) -> str:
    return _UNSAID if part is None else f"{part:.1%}"


def _ends(ends: Ends | None) -> str:
    return "" if ends is None else f"[{ends[0]:.3f}, {ends[1]:.3f}]"


COMMANDS = (compare,)

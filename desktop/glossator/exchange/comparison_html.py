"""A comparison as one page of HTML: figures, differences, decisions, and what each figure counts.

The page needs nothing else: no script, no network, its colours are those of the window, light and dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from glossator.exchange.citation import citation
from glossator.exchange.comparison_report import Report
from glossator.exchange.html_parts import NOTHING, cell, decision_part, escaped, figure_cell, passages, side, styles
from glossator.model.annotation import Annotation, Decision
from glossator.review.comparison import ALL, Counted, Figures, Settlable

#: What a reader reads for the ways in which tags differ.
_TYPES = {
    "extent": "other words",
    "kind": "another kind",
    "fields": "other fields",
    "elsewhere": "the same words elsewhere",
}


def write(report: Report, out: BinaryIO) -> None:
    """Write the page as UTF-8."""
    for part in _page(report):
        out.write(part.encode("utf-8"))


def _page(report: Report) -> Iterator[str]:
    names = [reader.name for reader in report.comparison.readers]
    title = f"{_and(names)}, compared"
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escaped(title)} · {escaped(report.project)}</title>\n<style>\n{styles()}</style>\n</head>\n<body>\n"
    )
    yield f"<header>\n<h1>{escaped(title)}</h1>\n<p class=dim>{_about(report)}</p>\n</header>\n<main>\n"
    yield from _figures(report)
    yield from _differences(report)
    yield from _decisions(report)
    yield from _counted(report)
    yield "</main>\n</body>\n</html>\n"


def _about(report: Report) -> str:
    titles = [document.title for document in report.documents.values()]
    shown = ", ".join(f"“{title}”" for title in titles[:4])
    more = f" and {len(titles) - 4} more" if len(titles) > 4 else ""
    return f"{escaped(report.project)} · {_number_of(len(titles), 'document')}: <bdi>{escaped(shown)}</bdi>{more}"


def _figures(report: Report) -> Iterator[str]:
    comparison = report.comparison
    names = [reader.name for reader in comparison.readers]
    interval = comparison.all.interval
    reference = f"against {names[0]}’s" if len(names) == 2 else "as means over pairs of readers"
    yield '<section id="figures">\n<h2>How far they agree</h2>\n'
    yield (
        f"<p class=dim>Beneath a figure, where it is there, stands its interval: 95 of 100 figures from"
        f" {interval.resamples:,} resamples of {interval.unit}s (seed {interval.seed}) lie in it. Figures count the"
        " passages as they are. Each leads to the passages that it counts.</p>\n"
    )
    of_tags = ("F<sub>1</sub>", "precision", "recall", "mean overlap", "matched")
    yield from _table(
        "<b>Tags</b>, matched one to one within their kind where intersection over union is"
        f" {comparison.iou:g} or more; precision and recall {escaped(reference)}",
        ["kind", *of_tags, *(f"only {escaped(name)}" for name in names)],
        (_tags_row(report, of, figures) for of, figures in _each(report)),
    )
    yield from _table(
        "<b>Text</b>, covered by the kind or not: Cohen’s κ and Krippendorff’s α, over characters and over sentences",
        ["kind", "κ, characters", "α, characters", "κ, sentences", "α, sentences"],
        (_text_row(report, of, figures) for of, figures in _each(report)),
    )
    if fields := _fields(report):
        yield from _table(
            "<b>Fields</b> of matched tags, where both have set them: Cohen’s κ for names and choices, ordinal α for"
            " scales",
            ["field", "figure", "value", "pairs of tags"],
            (_field_row(report, key) for key in fields),
        )
    yield from _table(
        "<b>Readers</b>: the share of all characters that their tags cover, and that they have read",
        ["reader", "covers", "has read"],
        (
            f"<tr><th><bdi>{escaped(name)}</bdi></th>{_share(comparison.coverage[name])}{_share(comparison.read[name])}</tr>\n"
            for name in names
        ),
    )
    yield from _left_out(report)
    yield "</section>\n"


def _left_out(report: Report) -> Iterator[str]:
    """Say what is in no figure."""
    comparison = report.comparison
    if comparison.hidden:
        yield f"<p class=dim>Left out, as you read them blind: {_number_of(len(comparison.hidden), 'document')}.</p>\n"
    for name, number in comparison.without_place.items():
        if number:
            tags = _number_of(number, "tag")
            yield f"<p class=dim>Left out, as they have no place in the text any more: {tags} of {escaped(name)}.</p>\n"


def _each(report: Report) -> Iterable[tuple[str, Figures]]:
    return (*report.comparison.kinds.items(), (ALL, report.comparison.all))


def _tags_row(report: Report, of: str, figures: Figures) -> str:
    to = f"counted-{of}"
    cells = [
        figure_cell(figures.f1, to, figures.interval.f1),
        *(figure_cell(one, to) for one in (figures.precision, figures.recall, figures.mean_iou)),
        cell(f'<a href="#matched-{of}">{figures.matched}</a>'),
        *(
            cell(f'<a href="#only-{of}-{at}">{figures.only[reader.name]}</a>')
            for at, reader in enumerate(report.comparison.readers)
        ),
    ]
    return f"{_row_head(report, of)}{''.join(cells)}</tr>\n"


def _text_row(report: Report, of: str, figures: Figures) -> str:
    to = f"counted-{of}"
    cells = [
        figure_cell(figures.kappa_characters, to),
        figure_cell(figures.alpha_characters, to, figures.interval.alpha_characters),
        figure_cell(figures.kappa_sentences, to),
        figure_cell(figures.alpha_sentences, to),
    ]
    return f"{_row_head(report, of)}{''.join(cells)}</tr>\n"


def _row_head(report: Report, of: str) -> str:
    return f"<tr{' class=all' if of == ALL else ''}><th>{escaped(_label(report, of))}</th>"


def _label(report: Report, of: str) -> str:
    kind = report.codebook.kind(of)
    return "All" if of == ALL else kind.label if kind is not None else of


def _fields(report: Report) -> list[str]:
    """Return the keys of the fields that both have set somewhere: of the others there is nothing to say."""
    return [key for key, figure in report.comparison.fields.items() if figure.pairs]


def _field_row(report: Report, key: str) -> str:
    figure = report.comparison.fields[key]
    label = next((field.label for field in report.codebook.fields() if field.key == key), key)
    sign = "κ" if figure.coefficient == "kappa" else "α, ordinal"
    return (
        f"<tr><th>{escaped(label)}</th>{cell(sign)}{figure_cell(figure.value, f'field-{key}')}"
        f'{cell(f"""<a href="#field-{key}">{figure.pairs}</a>""")}</tr>\n'
    )


def _share(share: float | None) -> str:
    return cell(NOTHING, "none") if share is None else cell(f"{share:.1%}")


def _table(caption: str, heads: Iterable[str], rows: Iterable[str]) -> Iterator[str]:
    yield f"<div class=wide><table>\n<caption>{caption}</caption>\n<thead><tr>"
    yield "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield "</tr></thead>\n<tbody>\n"
    yield from rows
    yield "</tbody>\n</table></div>\n"


def _differences(report: Report) -> Iterator[str]:
    differences = report.comparison.differences
    open_ = sum(one.settled is None for one in differences)
    yield '<section id="differences">\n<h2>Where they differ</h2>\n'
    yield f"<p class=dim>{_number_of(len(differences), 'difference')}, {open_} not settled.</p>\n"
    document = ""
    for number, one in enumerate(differences, 1):
        if one.group.document != document:
            document = one.group.document
            cited = citation(report.documents[document], None, None, None)
            yield f"<h3><bdi>{escaped(cited)}</bdi></h3>\n"
        yield _difference(report, number, one)
    yield "</section>\n"


def _difference(report: Report, number: int, one: Settlable) -> str:
    group = one.group
    sides = "".join(
        side(report, reader.name, report.tags.get(id_ or ""), differing=group.fields)
        for reader, id_ in zip(report.comparison.readers, group.tags, strict=True)
    )
    decision = report.decisions.get(one.settled or "")
    decided = decision_part(report, decision) if decision is not None else ""
    return (
        f'<article id="difference-{number}">\n<header><h4>{number}. {escaped(_upper(_how(report, one)))}'
        f"</h4><span class=place>{escaped(report.place(group.document, group.start, group.end))}</span></header>\n"
        f"<div class=sides>\n{sides}</div>\n{decided}</article>\n"
    )


def _how(report: Report, one: Settlable) -> str:
    """Say in what the tags of a difference differ: ``other words, only Ada has it``."""
    having = [
        reader.name for reader, id_ in zip(report.comparison.readers, one.group.tags, strict=True) if id_ is not None
    ]
    only = f"only {_and(having)} {'has' if len(having) == 1 else 'have'} it"
    return ", ".join(only if type_ == "only" else _TYPES[type_] for type_ in one.group.types)


def _decisions(report: Report) -> Iterator[str]:
    """List the decisions that settle none of the differences: on what all agree, and on what has changed since."""
    shown = {one.settled for one in report.comparison.differences}
    rest = [decision for decision in report.decisions.values() if decision.id not in shown]
    if not rest:
        return
    agreed = [decision for decision in rest if decision.outcome == "kept" and not decision.discarded]
    yield '<section id="decisions">\n<h2>Decided besides</h2>\n'
    if agreed:
        yield f"<p class=dim>{_number_of(len(agreed), 'passage')} taken over as all have it.</p>\n"
    for decision in rest:
        if decision not in agreed:
            yield _decided(report, decision)
    yield "</section>\n"


def _decided(report: Report, decision: Decision) -> str:
    sides = "".join(side(report, report.readers.get(one.reader, one.reader), one) for one in decision.sides)
    title = escaped(report.documents[decision.document].title)
    return (
        f"<article>\n<header><h4><bdi>{title}</bdi></h4>"
        "<span class=place>as it was when it was decided</span></header>\n"
        f"<div class=sides>\n{sides}</div>\n{decision_part(report, decision)}</article>\n"
    )


def _counted(report: Report) -> Iterator[str]:
    comparison = report.comparison
    yield '<section id="counted">\n<h2>What the figures count</h2>\n'
    for of in comparison.kinds:
        counted = comparison.counts[of]
        yield f'<h3 id="counted-{of}">{escaped(_label(report, of))}</h3>\n'
        yield from _list(report, f"matched-{of}", "matched", counted.pairs)
        for at, reader in enumerate(comparison.readers):
            alone = [(id_,) for id_ in counted.only[reader.name]]
            yield from _list(report, f"only-{of}-{at}", f"only {reader.name}", alone)
    yield from _counted_of_all(report, comparison.counts[ALL])
    for key in _fields(report):
        pairs = comparison.field_counts[key].pairs
        label = next((field.label for field in report.codebook.fields() if field.key == key), key)
        yield from _list(report, f"field-{key}", f"{label}, set by both", pairs, field=key)
    yield "</section>\n"


def _counted_of_all(report: Report, counted: Counted) -> Iterator[str]:
    """Say what the figures over all kinds count: what the kinds' do, together."""
    only = "".join(
        f'<span id="only-{ALL}-{at}">; only {escaped(reader.name)}: {len(counted.only[reader.name])}</span>'
        for at, reader in enumerate(report.comparison.readers)
    )
    yield f'<h3 id="counted-{ALL}">All</h3>\n<p><span id="matched-{ALL}">Matched: {len(counted.pairs)}</span>{only}.'
    yield " These are the passages of the kinds above, together.</p>\n"


def _list(
    report: Report, id_: str, title: str, groups: Iterable[tuple[str, ...]], *, field: str | None = None
) -> Iterator[str]:
    groups = list(groups)
    yield f'<h4 id="{id_}">{escaped(_upper(title))}: {len(groups)}</h4>\n'
    if groups:
        yield "<ol class=counted>\n"
        for group in groups:
            tags: list[Annotation] = [report.tags[one] for one in group if one in report.tags]
            yield f"<li>{passages(report, tags, field=field)}</li>\n"
        yield "</ol>\n"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def _number_of(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"

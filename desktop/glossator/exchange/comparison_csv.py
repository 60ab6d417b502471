"""A comparison as one table for a spreadsheet: a row for each figure, then a row for each tag that differs.

The first column says which of the two a row is, so that a filter makes two tables of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from glossator.exchange.comparison_report import Report
from glossator.exchange.csv_export import JOINT, SEPARATOR, Cells, Encoder
from glossator.model.annotation import Annotation
from glossator.review.comparison import ALL, Ends, Figures, Settlable

#: The columns: of both, of figures, of differences, of decisions.
COLUMNS = (
    *("row", "kind", "reader"),
    *("figure", "unit", "value", "low", "high", "interval"),
    *(
        "difference",
        "types",
        "differing_fields",
        "document",
        "place",
        "start",
        "end",
        "quote",
        "values",
        "note",
        "tag_id",
    ),
    *("settled", "kept", "decided_by", "decided", "why"),
)

_Row = dict[str, str]


def write(report: Report, out: BinaryIO) -> None:
    """Write the table: UTF-8 with a byte order mark, as spreadsheets want it."""
    out.write(b"\xef\xbb\xbf")
    sheet, cells = csv.writer(Encoder(out.write)), Cells()
    sheet.writerow(COLUMNS)
    for row in _rows(report):
        numbers: _Row = {
            key: row[key] for key in ("value", "low", "high") if key in row
        }  # a negative one is no formula
        safe = zip(COLUMNS, cells.safe(row.get(column, "") for column in COLUMNS), strict=True)
        sheet.writerow(numbers.get(column, words) for column, words in safe)


def _rows(report: Report) -> Iterator[_Row]:
    comparison = report.comparison
    for of, figures in (*comparison.kinds.items(), (ALL, comparison.all)):
        for row in _figures(figures):
            yield {"row": "figure", "kind": of, **row}
    for key, figure in comparison.fields.items():
        unit = "matched pairs in which both have set it"
        yield {"row": "figure", "figure": f"{figure.coefficient} {key}", "unit": unit, "value": _number(figure.value)}
        yield {"row": "figure", "figure": f"pairs {key}", "unit": unit, "value": str(figure.pairs)}
    for name, share in comparison.coverage.items():
        yield {"row": "figure", "reader": name, "figure": "covers", "unit": "characters", "value": _number(share)}
    for name, share in comparison.read.items():
        yield {"row": "figure", "reader": name, "figure": "has read", "unit": "characters", "value": _number(share)}
    for number, one in enumerate(comparison.differences, 1):
        yield from _difference(report, number, one)


def _figures(figures: Figures) -> Iterator[_Row]:
    interval = figures.interval
    drawn = f"95 of 100 of {interval.resamples} resamples of {interval.unit}s, seed {interval.seed}"
    for name in ("f1", "precision", "recall", "mean_iou"):
        row = {"figure": name, "unit": "tags", "value": _number(getattr(figures, name))}
        yield row | (_ends(interval.f1, drawn) if name == "f1" else {})
    yield {"figure": "matched", "unit": "pairs of tags", "value": str(figures.matched)}
    for reader, number in figures.only.items():
        yield {"figure": "only", "unit": "tags", "value": str(number), "reader": reader}
    for unit in ("characters", "sentences"):
        for name in ("kappa", "alpha"):
            row = {"figure": name, "unit": unit, "value": _number(getattr(figures, f"{name}_{unit}"))}
            yield row | (_ends(interval.alpha_characters, drawn) if (name, unit) == ("alpha", "characters") else {})


def _difference(report: Report, number: int, one: Settlable) -> Iterator[_Row]:
    group = one.group
    document = report.documents[group.document]
    row = {
        "row": "difference",
        "difference": str(number),
        "types": SEPARATOR.join(group.types),
        "differing_fields": SEPARATOR.join(group.fields),
        "document": document.title,
    }
    decision = report.decisions.get(one.settled or "")
    if decision is not None:
        row["settled"] = report.outcome(decision)
        row["decided_by"] = report.readers.get(decision.reader, decision.reader)
        row["decided"], row["why"] = decision.created, decision.note
    for reader, id_ in zip(report.comparison.readers, group.tags, strict=True):
        tag = report.tags.get(id_ or "")
        if tag is None:
            yield {**row, "reader": reader.name}
            continue
        kept = {"kept": "yes" if tag.id in decision.kept else "no"} if decision is not None else {}
        yield {**row, "reader": reader.name, **kept, **_tag(report, tag)}


def _tag(report: Report, tag: Annotation) -> _Row:
    attached = [(one.start, one.end) for one in tag.passages if one.start is not None]
    return {
        "kind": tag.kind,
        "place": report.place(tag.document, tag.first.start, tag.first.end),
        "start": " ".join(str(start) for start, _ in attached),
        "end": " ".join(str(end) for _, end in attached),
        "quote": JOINT.join(passage.quote for passage in tag.passages),
        "values": SEPARATOR.join(f"{key} {value}" for key, _, value in report.values(tag)),
        "note": tag.note,
        "tag_id": tag.id,
    }


def _number(figure: float | None) -> str:
    """Write a figure in full; an empty cell says that there is not enough to say."""
    return "" if figure is None else repr(round(figure, 6))


def _ends(ends: Ends | None, drawn: str) -> _Row:
    return {} if ends is None else {"low": _number(ends[0]), "high": _number(ends[1]), "interval": drawn}

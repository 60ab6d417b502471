"""Take a comparison along: as a page, a table or plain data, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from glossator.exchange import comparison_csv, comparison_html
from glossator.exchange.comparison_report import Report, report
from glossator.exchange.json_comparison import comparison_data
from glossator.operations.taking import find_form, write_file
from glossator.review.comparison import Comparison
from glossator.store import Reads


@dataclass(frozen=True, slots=True)
class Form:
    """Describe a form in which a comparison is taken along."""

    name: str
    label: str
    suffixes: tuple[str, ...]
    write: Callable[[Report, BinaryIO], None]


def _write_json(taken: Report, out: BinaryIO) -> None:
    data = json.dumps(comparison_data(taken.comparison), ensure_ascii=False, indent=2)
    out.write(f"{data}\n".encode())


FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        Form("html", "A page: figures, differences, decisions, quotations", (".html", ".htm"), comparison_html.write),
        Form("csv", "A table: figures, then the tags that differ", (".csv",), comparison_csv.write),
        Form("json", "Plain data: figures and differences", (".json",), _write_json),
    )
}


def form_of(name: str | None, target: Path | None) -> Form:
    """Find the form that is named, else the one that the target's name ends in, else the page."""
    return find_form(FORMS, name, target, default="html")


def take_along(reads: Reads, comparison: Comparison, target: Path, *, form: Form) -> None:
    """Write a comparison into a file; a project is never written over."""
    taken = report(reads, comparison)
    write_file(target, lambda out: form.write(taken, out))


def write_out(reads: Reads, comparison: Comparison, out: BinaryIO, *, form: Form) -> None:
    """Write a comparison into a stream."""
    form.write(report(reads, comparison), out)

"""Every format that a project can be written as or read from; one module each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from glossator.exchange import csv_export, json_export, json_import, markdown_export
from glossator.exchange.choice import Cancelled, Choice, Loss, Progress
from glossator.exchange.plan import Planned
from glossator.model.problem import refuse
from glossator.store import Reads

__all__ = ["FORMATS", "Choice", "Format", "Loss", "Planned", "find_format"]


class Write(Protocol):
    """Write what is chosen of a project into a stream and say what the format could not hold."""

    def __call__(
        self,
        reads: Reads,
        out: BinaryIO,
        choice: Choice,
        *,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Loss:
        """Write it; raises Refused where something chosen is not there or the reader stops it."""


@dataclass(frozen=True, slots=True)
class Format:
    """Describe a format; ``read`` plans an import of bytes, None where the format is only written."""

    name: str
    label: str
    suffix: str
    media_type: str
    write: Write
    read: Callable[[bytes, Reads], Planned] | None


FORMATS: dict[str, Format] = {
    format_.name: format_
    for format_ in (
        Format("json", "JSON, whole", ".json", "application/json", json_export.write, json_import.read),
        Format("csv", "CSV, one row a tag", ".csv", "text/csv", csv_export.write, None),
        Format("markdown", "Markdown, quotations with citations", ".md", "text/markdown", markdown_export.write, None),
    )
}


def find_format(name: str) -> Format:
    """Find a format by its name; refuse with those that are there."""
    found = FORMATS.get(name)
    if found is None:
        raise refuse(f"the format {name} was not used", "it is not known", f"name one of: {', '.join(FORMATS)}")
    return found

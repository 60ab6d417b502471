"""Exports and imports as the tests make them: from a project into bytes, and back by one act."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from exchange.straits import ANA
from glossator.exchange.plan import Report
from glossator.exchange.registry import FORMATS, Choice
from glossator.store import Edit, Project, Reads

EXPECTED = Path(__file__).parent / "expected"


def exported(reads: Reads, format_: str = "json", choice: Choice | None = None) -> bytes:
    """Export into bytes."""
    out = io.BytesIO()
    FORMATS[format_].write(reads, out, choice or Choice())
    return out.getvalue()


def loaded(reads: Reads, choice: Choice | None = None) -> dict[str, Any]:
    """Export as JSON and read it as data."""
    data: dict[str, Any] = json.loads(exported(reads, "json", choice))
    return data


def imported(project: Project, data: bytes | dict[str, Any]) -> Report:
    """Import JSON as one act of Ana's."""
    read = FORMATS["json"].read
    assert read is not None
    planned = read(data if isinstance(data, bytes) else json.dumps(data).encode(), project)
    acting = [] if project.reader(ANA) else [Edit("reader", ANA, {"name": "Ana"})]
    project.act(ANA, "import", [*acting, *planned.edits], contents=planned.contents)
    return planned.report

"""Read from the properties of Word's rows and cells where they stand in their table."""

from __future__ import annotations

from glossator.reading.docx_names import W, child_value, is_on, number, value
from glossator.reading.tables import Tables
from glossator.reading.xml import Element


def begin_row(tables: Tables, properties: Element | None) -> bool:
    """Begin a row, unless it was deleted; tell which."""
    if properties is None:
        tables.begin_row()
        return True
    if properties.find(W + "del") is not None:
        return False
    header = properties.find(W + "tblHeader")
    before = max(0, number(child_value(properties, "gridBefore")))
    tables.begin_row(header=header is not None and is_on(header), empty_columns=before)
    return True


def begin_cell(tables: Tables, element: Element) -> bool:
    """Begin a cell; tell False where a cell above goes on into it and it holds nothing of its own."""
    properties = element.find(W + "tcPr")
    width = number(child_value(properties, "gridSpan"), 1)
    merged = properties.find(W + "vMerge") if properties is not None else None
    goes_on = merged is not None and (value(merged) or "continue") == "continue"
    if goes_on and not _has_words(element) and tables.go_on_from_above(width=width):
        return False
    tables.begin_cell(width=width)
    if merged is not None:
        tables.goes_down()
    return True


def _has_words(element: Element) -> bool:
    return any(one.text and one.text.strip() for one in element.iter(W + "t"))

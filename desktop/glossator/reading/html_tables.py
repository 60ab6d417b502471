"""Tables of a page: in which cell a line stands; a table that only lays a page out is none."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from glossator.model.document import Json
from glossator.reading.html_names import CELLS, HEADINGS, Attributes
from glossator.reading.weaving import Weaver

#: A cell reaches over no more rows and columns than these, as the standard has it (HTML, 4.9.11).
MOST_COLUMNS, MOST_ROWS = 1000, 65_534

#: What no cell of data holds: a table with one in a cell lays the page out.
_LAYOUT = frozenset({"table", *HEADINGS})


@dataclass(slots=True)
class _Table:
    number: int
    is_data: bool
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # column → the first row in which it is free again
    cell: dict[str, Json] | None = None
    first: dict[str, Json] | None = None  # the data of the cell's first line


@dataclass(slots=True)
class Tables:
    """Follow the tables that a walk is in."""

    _open: list[_Table] = field(default_factory=list)
    _count: int = 0

    def enter(self, tag: str, node: LexborNode, attributes: Attributes) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            is_data = attributes.get("role") not in ("presentation", "none") and _is_data(node)
            self._open.append(_Table(self._count, is_data))
            self._count += is_data
        elif self._open and tag == "tr":
            self._open[-1].row += 1
            self._open[-1].column = 0
        elif self._open and tag in CELLS:
            self._cell(self._open[-1], tag, attributes)

    def leave(self, tag: str) -> None:
        """End a table or a cell."""
        if tag == "table" and self._open:
            self._open.pop()
        elif tag in CELLS and self._open:
            self._open[-1].cell = None

    def cell(self, weaver: Weaver) -> dict[str, Json] | None:
        """Return the data of a line in a cell, None outside of cells."""
        table = next((one for one in reversed(self._open) if one.is_data and one.cell is not None), None)
        if table is None or table.cell is None:
            return None
        data = dict(table.cell)
        if table.first is None:
            table.first = data
            return data
        group = table.first.setdefault("group", None) or weaver.new_group()
        table.first["group"] = data["group"] = group
        return data

    def _cell(self, table: _Table, tag: str, attributes: Attributes) -> None:
        table.row = max(table.row, 0)
        while table.taken.get(table.column, 0) > table.row:
            table.column += 1
        across = min(max(_number(attributes.get("colspan")), 1), MOST_COLUMNS)
        down = min(max(_number(attributes.get("rowspan")), 1), MOST_ROWS)
        data: dict[str, Json] = {
            "table": table.number,
            "row": table.row,
            "column": table.column,
            "header": tag == "th",
        }
        if down > 1:
            data["rowspan"] = down
            for column in range(table.column, min(table.column + across, MOST_COLUMNS)):
                table.taken[column] = table.row + down
        if across > 1:
            data["colspan"] = across
        table.cell, table.first = data, None
        table.column += across


def _is_data(table: LexborNode) -> bool:
    """Tell whether a table holds data: more than one cell, and in none of them another table or a heading."""
    cells = 0
    for node in table.traverse(include_text=False):
        if node.tag in _LAYOUT and node.mem_id != table.mem_id:
            return False
        cells += node.tag in CELLS
    return cells > 1


def _number(words: str | None) -> int:
    try:
        return int(words) if words is not None else 1
    except ValueError:
        return 1

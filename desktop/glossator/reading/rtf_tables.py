"""Set the rows of a Rich Text table: cells are known by their edges, and rows are known when they end."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from glossator.reading.flow import Cell, Paragraph

#: Edges so near one another, in twentieths of a point, are one: programs round them row by row.
_NEAR = 30

#: Where every row begins: left of every edge.
_LEFT = -(2**31)

#: No program makes more cells in a row.
MOST_CELLS = 1_000


@dataclass(slots=True)
class Definition:
    """Say of a cell where its right edge is, and how it is joined with others."""

    edge: int
    merged: str = ""
    is_beside: bool = False


@dataclass(slots=True)
class Row:
    """Hold a row while its cells come: what defines it, and the paragraphs of each."""

    definitions: list[Definition] = field(default_factory=list)
    cells: list[list[Paragraph]] = field(default_factory=list)
    header: bool = False
    coming: Definition = field(default_factory=lambda: Definition(0))

    def define(self) -> None:
        """Begin the definition of a row anew."""
        self.definitions, self.header, self.coming = [], False, Definition(0)

    def edge(self, place: int) -> None:
        """End the definition of a cell at its right edge."""
        if len(self.definitions) < MOST_CELLS:
            self.coming.edge = place
            self.definitions.append(self.coming)
        self.coming = Definition(0)


@dataclass(slots=True)
class Table:
    """Hold a table while its rows come; its columns are known when it has ended."""

    number: int
    rows: int = 0
    _placed: list[tuple[Cell, int, int]] = field(default_factory=list)
    _above: dict[int, Cell] = field(default_factory=dict)

    def add(self, row: Row) -> list[Paragraph]:
        """Add a row, and return the paragraphs of its cells."""
        left = _LEFT
        set_: list[Paragraph] = []
        before: tuple[Cell, int] | None = None
        for index, paragraphs in enumerate(row.cells):
            named = row.definitions[index] if index < len(row.definitions) else Definition(max(left, 0) + _NEAR * 2)
            is_empty = all(one.is_blank for one in paragraphs)
            start, left = left, max(left, named.edge)
            if is_empty and named.is_beside and before is not None:
                cell, place = before
                self._placed[place] = (cell, self._placed[place][1], left)
                continue
            owner = self._above.get(start)
            if is_empty and named.merged == "below" and owner is not None:
                owner.rowspan += 1
                continue
            cell = Cell(self.number, self.rows, index, row.header)
            before = (cell, len(self._placed))
            self._placed.append((cell, start, left))
            if named.merged:
                self._above[start] = cell
            else:
                self._above.pop(start, None)
            set_.extend(_of_cell(paragraphs, cell))
        self.rows += 1
        return set_

    def end(self) -> None:
        """Tell each cell its column and how many it spans, from the edges of all rows."""
        edges: list[int] = []
        for place in sorted({edge for _, left, right in self._placed for edge in (left, right)}):
            if not edges or place - edges[-1] > _NEAR:
                edges.append(place)
        for cell, left, right in self._placed:
            cell.column = _index(edges, left)
            cell.colspan = max(1, _index(edges, right) - cell.column)


def _index(edges: list[int], place: int) -> int:
    return bisect_left(edges, place - _NEAR)


def _of_cell(paragraphs: list[Paragraph], cell: Cell) -> list[Paragraph]:
    own = [one for one in paragraphs if one.cell is None]
    for one in own:
        one.cell = cell
    while len(own) > 1 and paragraphs[-1] is own[-1] and own[-1].is_blank:
        paragraphs.pop()
        own.pop()
    return paragraphs if own else [*paragraphs, Paragraph(cell=cell)]

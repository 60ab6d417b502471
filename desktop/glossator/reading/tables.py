"""Keep the place in a word processor's tables: rows, columns, and cells that go on to the right or below."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.reading.flow import Cell, Paragraph

#: No program makes more columns or rows of one cell; larger numbers are damage.
MOST_CELLS = 16_384


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = 0
    header: bool = False
    cell: Cell | None = None
    lines: int = 0
    above: dict[int, Cell] = field(default_factory=dict)


class Tables:
    """Know which cell the walk is in; tables in cells have numbers of their own."""

    def __init__(self) -> None:
        self._open: list[_Table] = []
        self._count = 0

    @property
    def cell(self) -> Cell | None:
        """Return the cell that words here belong to, None outside of tables."""
        return self._open[-1].cell if self._open else None

    @property
    def depth(self) -> int:
        """Return how many tables are open."""
        return len(self._open)

    def begin(self) -> None:
        """Begin a table."""
        self._open.append(_Table(self._count))
        self._count += 1

    def end(self) -> None:
        """End a table."""
        if self._open:
            self._open.pop()

    def begin_row(self, *, header: bool = False, empty_columns: int = 0) -> None:
        """Begin a row, in which some columns may be left out at the start."""
        if self._open:
            table = self._open[-1]
            table.row += 1
            table.column = min(empty_columns, MOST_CELLS)
            table.header = header

    def begin_cell(self, *, width: int = 1, height: int = 1, is_covered_apart: bool = False) -> None:
        """Begin the next cell of the row; in some formats the cells that it covers are named apart."""
        if self._open:
            table = self._open[-1]
            width, height = min(max(width, 1), MOST_CELLS), min(max(height, 1), MOST_CELLS)
            table.cell = Cell(table.number, max(table.row, 0), table.column, table.header, height, width)
            table.above.pop(table.column, None)
            table.column += 1 if is_covered_apart else width
            table.lines = 0

    def goes_down(self) -> None:
        """Say of the cell that cells below may go on in it."""
        if self._open:
            table = self._open[-1]
            if table.cell is not None:
                table.above[table.cell.column] = table.cell

    def go_on_from_above(self, *, width: int = 1) -> bool:
        """Let the cell above go on into the next one; tell False where none may."""
        table = self._open[-1] if self._open else None
        owner = table.above.get(table.column) if table is not None else None
        if table is None or owner is None:
            return False
        owner.rowspan += 1
        table.column += min(max(width, 1), MOST_CELLS)
        table.cell = None
        return True

    def skip(self, columns: int) -> None:
        """Pass over columns that other cells cover, or that are empty."""
        if self._open:
            self._open[-1].column = min(self._open[-1].column + max(columns, 0), MOST_CELLS)

    def count_line(self) -> None:
        """Count a line of the cell."""
        if self._open:
            self._open[-1].lines += 1

    def end_cell(self, where: list[Paragraph]) -> None:
        """End a cell: give it a line if it has none, and take blank ones from its end."""
        table = self._open[-1] if self._open else None
        if table is None or table.cell is None:
            return
        if table.lines == 0:
            where.append(Paragraph(cell=table.cell))
        while table.lines > 1 and where and where[-1].cell is table.cell and where[-1].is_blank:
            where.pop()
            table.lines -= 1
        table.cell = None

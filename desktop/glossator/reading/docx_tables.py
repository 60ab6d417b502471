"""Keep the place in Word's tables: rows, columns, and cells that go on to the right or below."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.reading.docx_names import W, child_value, is_on, number, value
from glossator.reading.flow import Cell, Paragraph
from glossator.reading.xml import Element

#: Word has no more columns; larger numbers are damage.
_MOST_COLUMNS = 63


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

    def begin(self) -> None:
        """Begin a table."""
        self._open.append(_Table(self._count))
        self._count += 1

    def end(self) -> None:
        """End a table."""
        if self._open:
            self._open.pop()

    def begin_row(self, properties: Element | None) -> bool:
        """Begin a row, unless it was deleted; tell which."""
        if not self._open:
            return True
        if properties is not None and properties.find(W + "del") is not None:
            return False
        table = self._open[-1]
        table.row += 1
        table.column = _columns(child_value(properties, "gridBefore"), least=0)
        header = properties.find(W + "tblHeader") if properties is not None else None
        table.header = header is not None and is_on(header)
        return True

    def begin_cell(self, element: Element) -> bool:
        """Begin a cell; tell False where a cell above goes on into it and it holds nothing of its own."""
        if not self._open:
            return True
        table = self._open[-1]
        properties = element.find(W + "tcPr")
        width = _columns(child_value(properties, "gridSpan"), least=1)
        column, table.column = table.column, table.column + width
        merged = properties.find(W + "vMerge") if properties is not None else None
        goes_on = merged is not None and (value(merged) or "continue") == "continue"
        owner = table.above.get(column)
        if goes_on and owner is not None and not _has_words(element):
            owner.rowspan += 1
            return False
        table.cell = Cell(table.number, max(table.row, 0), column, table.header, colspan=width)
        table.lines = 0
        if merged is not None:
            table.above[column] = table.cell
        else:
            table.above.pop(column, None)
        return True

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


def _columns(words: str | None, *, least: int) -> int:
    return max(least, min(number(words, least), _MOST_COLUMNS))


def _has_words(element: Element) -> bool:
    return any(one.text and one.text.strip() for one in element.iter(W + "t"))

"""Tables of a text: which cells stand side by side, what share of the measure each has, and how high its words are.

A cell is one piece or several, a line of it each; it may reach over columns and rows. Here no Qt is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from glossator.model.document import Block
from glossator.views.page.column import Column

#: A table of more columns is set cell below cell, unless all of them are narrow: side by side, no word would fit.
_MOST_COLUMNS = 8

#: So many characters have room in a line of a table of many narrow columns.
_MOST_CHARACTERS = 56

#: The widths that columns ask for, in characters: at least, and at most.
_LEAST, _MOST = 5, 36

#: A column is as wide as its longest word, up to so many characters, where the measure has room for that.
_LONGEST_WORD = 14

#: Letters of a name are wider than the average, and those of a header, which is bold, are wider still.
_WIDER, _BOLD = 1.5, 1.15

#: So many characters of a cell's words have room side by side in the measure that readers have set at first.
_CHARACTERS = 68

#: The share of the measure between the words of two columns; a rule stands in its middle.
_BETWEEN = 0.03


@dataclass(eq=False, slots=True)
class Row:
    """Hold a row: its pieces, and the cells in it from left to right, with those that reach into it from above."""

    number: int
    first: int
    last: int
    cells: list[Cell] = field(default_factory=list)
    following: Row | None = None


@dataclass(eq=False, slots=True)
class Cell:
    """Place a cell: its pieces, the rows that it begins and ends in, its words' left side and width as shares."""

    head: int
    tail: int
    row: Row
    until: Row
    left: float = 0.0
    width: float = 1.0

    @property
    def first(self) -> int:
        """Return the first piece of its row."""
        return self.row.first

    @property
    def last(self) -> int:
        """Return the last piece of its row."""
        return self.row.last

    @property
    def sides(self) -> tuple[float, float]:
        """Return where the rules beside it stand, as shares of the measure."""
        return round(self.left - _BETWEEN / 2, 6), round(self.left + self.width + _BETWEEN / 2, 6)


class Grid:
    """Know the cells of all tables by their pieces, and how high each is; empty where a text has no tables."""

    def __init__(self, blocks: Sequence[Block | None], text: str = "") -> None:
        self.cells = cells_of(blocks, text)
        self._heights: dict[int, int] = {}
        self._stacks: dict[int, Column] = {}

    def __bool__(self) -> bool:
        return bool(self.cells)

    def rows(self) -> Iterator[Row]:
        """Yield all rows in their order."""
        former: Row | None = None
        for cell in self.cells.values():
            if cell.row is not former:
                former = cell.row
                yield former

    def take_heights(self, height: Callable[[int], int]) -> None:
        """Take the height of the lines of every piece."""
        self._heights = {piece: height(piece) for piece in self.cells}
        self._stacks = {
            cell.head: Column([self._heights[piece] for piece in range(cell.head, cell.tail + 1)])
            for piece, cell in self.cells.items()
            if piece == cell.head and cell.tail > piece
        }

    def set_height(self, piece: int, height: int) -> None:
        """Set the height of a piece's lines."""
        self._heights[piece] = height
        cell = self.cells[piece]
        if cell.tail > cell.head:
            self._stacks[cell.head].set_height(piece - cell.head, height)

    def height_of(self, piece: int) -> int:
        """Return the height of a piece's lines and of what stands below them."""
        return self._heights[piece]

    def above(self, piece: int) -> int:
        """Return the height of what stands above a piece in its cell."""
        cell = self.cells[piece]
        return self._stacks[cell.head].top(piece - cell.head) if cell.tail > cell.head else 0

    def height(self, cell: Cell) -> int:
        """Return the height of all lines of a cell."""
        return self._stacks[cell.head].total() if cell.tail > cell.head else self._heights[cell.head]

    def piece_in(self, cell: Cell, y: float) -> int:
        """Return the piece of a cell that stands so far below its beginning."""
        return cell.head + (self._stacks[cell.head].index_at(y) if cell.tail > cell.head else 0)


def cells_of(blocks: Sequence[Block | None], text: str = "") -> dict[int, Cell]:
    """Place every cell that stands beside others, by piece."""
    placed: dict[int, Cell] = {}
    piece = 0
    while piece < len(blocks):
        end = piece
        while end < len(blocks) and _is_cell(blocks[end]) and (end == piece or _goes_on(blocks[end], blocks[end - 1])):
            end += 1
        if end > piece:
            _place_table(blocks, text, placed, start=piece, end=end)
        piece = max(end, piece + 1)
    return placed


def _place_table(blocks: Sequence[Block | None], text: str, placed: dict[int, Cell], *, start: int, end: int) -> None:
    rows, cells = _rows(blocks, start, end)
    columns = sorted({_number(blocks[cell.head], "column") for cell in cells})
    spans = [_columns_of(blocks[cell.head], columns) for cell in cells]
    wanted: dict[int, float] = dict.fromkeys(range(len(columns)), float(_LEAST))
    words = dict(wanted)
    for cell, (first, last) in sorted(zip(cells, spans, strict=True), key=lambda one: one[1][1] - one[1][0]):
        lines = [block for block in blocks[cell.head : cell.tail + 1] if block is not None]
        longest = max((block.end - block.start for block in lines), default=0)
        missing = min(longest, _MOST * (last - first + 1)) - sum(wanted[at] for at in range(first, last + 1))
        for at in range(first, last + 1) if missing > 0 else ():
            wanted[at] = min(_MOST, wanted[at] + missing / (last - first + 1))
        if first == last:
            words[first] = max(words[first], *(_longest_word(block, text) for block in lines))
    total = sum(wanted.values())
    if len(columns) < 2 or (len(columns) > _MOST_COLUMNS and total > _MOST_CHARACTERS):
        return
    shares = _shares(list(wanted.values()), list(words.values()))
    lefts = [0.0]
    for share in shares:
        lefts.append(lefts[-1] + share * (1.0 - _BETWEEN * (len(columns) - 1)) + _BETWEEN)
    for cell, (first, last) in zip(cells, spans, strict=True):
        cell.left, cell.width = lefts[first], lefts[last + 1] - lefts[first] - _BETWEEN
        placed.update(dict.fromkeys(range(cell.head, cell.tail + 1), cell))
    _reach_down(rows, cells, blocks)


def _longest_word(block: Block, text: str) -> float:
    """Return the width of a cell's longest word, in characters of the average."""
    longest = max((len(word) for word in text[block.start : block.end].split()), default=0)
    return min(_LONGEST_WORD, (longest + _WIDER) * (_BOLD if block.data.get("header") else 1.0))


def _shares(wanted: Sequence[float], words: Sequence[float]) -> list[float]:
    """Share a row between its columns as they ask, each wide enough for its words where all of them have that room."""
    total, least = sum(wanted), sum(words)
    if least >= _CHARACTERS:
        return [one / least for one in words]
    shares = [one / total for one in wanted]
    short = [one / _CHARACTERS for one in words]
    fixed = {at for at in range(len(shares)) if shares[at] < short[at]}
    # What the narrow ones lack the others give, as far as their own words allow.
    while fixed:
        room, rest = 1.0 - sum(short[at] for at in fixed), [at for at in range(len(shares)) if at not in fixed]
        asked = sum(wanted[at] for at in rest)
        shares = [short[at] if at in fixed else wanted[at] / asked * room for at in range(len(shares))]
        more = {at for at in rest if shares[at] < short[at]}
        if not more:
            break
        fixed |= more
    return shares


def _rows(blocks: Sequence[Block | None], start: int, end: int) -> tuple[list[Row], list[Cell]]:
    """Put the pieces of a table into cells, and these into rows."""
    rows: list[Row] = []
    cells: list[Cell] = []
    for piece in range(start, end):
        block, former = blocks[piece], blocks[piece - 1] if piece > start else None
        if former is not None and _is_same_cell(block, former):
            cells[-1].tail = rows[-1].last = piece
            continue
        if former is None or not _follows(block, former):
            rows.append(Row(_number(block, "row"), piece, piece))
            if len(rows) > 1:
                rows[-2].following = rows[-1]
        rows[-1].last = piece
        cells.append(Cell(piece, piece, rows[-1], rows[-1]))
    return rows, cells


def _columns_of(block: Block | None, columns: Sequence[int]) -> tuple[int, int]:
    """Return the first and last of a table's columns that a cell stands in; only those count that cells begin in."""
    column = _number(block, "column")
    beyond = column + max(1, _number(block, "colspan"))
    first = columns.index(column)
    last = first
    while last + 1 < len(columns) and columns[last + 1] < beyond:
        last += 1
    return first, last


def _reach_down(rows: Sequence[Row], cells: Sequence[Cell], blocks: Sequence[Block | None]) -> None:
    """Let cells of several rows reach into these, and put the cells of each row in order."""
    beginning: dict[int, list[Cell]] = {}
    for cell in cells:
        beginning.setdefault(cell.row.first, []).append(cell)
    reaching: list[tuple[Cell, int]] = []
    for row in rows:
        reaching = [(cell, beyond) for cell, beyond in reaching if row.number < beyond]
        for cell, _ in reaching:
            cell.until = row
        for cell in beginning.get(row.first, ()):
            beyond = row.number + _number(blocks[cell.head], "rowspan")
            if beyond > row.number + 1:
                reaching.append((cell, beyond))
        row.cells = sorted(
            {cell.head: cell for cell in (*beginning.get(row.first, ()), *(one for one, _ in reaching))}.values(),
            key=lambda cell: cell.left,
        )


def _is_cell(block: Block | None) -> bool:
    return block is not None and block.kind == "table-cell" and isinstance(block.data.get("column"), int)


def _goes_on(block: Block | None, former: Block | None) -> bool:
    """Tell whether a cell belongs to the table of the former one."""
    return _number(block, "table") == _number(former, "table") and _number(block, "row") >= _number(former, "row")


def _is_same_cell(block: Block | None, former: Block) -> bool:
    if block is None or block is former:
        return True
    group = block.data.get("group")
    same_place = _number(block, "row") == _number(former, "row") and _number(block, "column") == _number(
        former, "column"
    )
    return group is not None and group == former.data.get("group") and same_place


def _follows(block: Block | None, former: Block) -> bool:
    """Tell whether a cell stands in the row of the former one."""
    return _number(block, "row") == _number(former, "row") and _number(block, "column") > _number(former, "column")


def _number(block: Block | None, key: str) -> int:
    number = block.data.get(key) if block is not None else None
    return number if isinstance(number, int) else 0

"""Tables of a text: which cells stand side by side, and what share of the measure each column has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from glossator.model.document import Block

#: A table of more columns is set cell below cell: side by side, no word would fit.
_MOST_COLUMNS = 8

#: The widths that columns ask for, in characters: at least, and at most.
_LEAST, _MOST = 5, 36

#: The share of the measure between two columns.
_BETWEEN = 0.03


@dataclass(frozen=True, slots=True)
class Cell:
    """Place a cell: the first and last piece of its row, and its column's left side and width as shares."""

    first: int
    last: int
    left: float
    width: float


def cells_of(blocks: Sequence[Block | None]) -> dict[int, Cell]:
    """Place every cell that stands beside others, by piece."""
    placed: dict[int, Cell] = {}
    piece = 0
    while piece < len(blocks):
        end = piece
        while (
            end < len(blocks) and _is_cell(blocks[end]) and (end == piece or _row(blocks[end]) >= _row(blocks[end - 1]))
        ):
            end += 1
        if end > piece:
            _place_table(blocks, piece, end, placed)
        piece = max(end, piece + 1)
    return placed


def _place_table(blocks: Sequence[Block | None], start: int, end: int, placed: dict[int, Cell]) -> None:
    wanted: dict[int, int] = {}
    for piece in range(start, end):
        block = blocks[piece]
        length = block.end - block.start if block is not None else 0
        column = _column(block)
        wanted[column] = max(wanted.get(column, _LEAST), min(length, _MOST))
    columns = sorted(wanted)
    if not 1 < len(columns) <= _MOST_COLUMNS:
        return
    room = 1.0 - _BETWEEN * (len(columns) - 1)
    total = sum(wanted.values())
    lefts: dict[int, float] = {}
    left = 0.0
    for column in columns:
        lefts[column] = left
        left += wanted[column] / total * room + _BETWEEN
    first = start
    while first < end:
        last = first
        while last + 1 < end and _follows(blocks[last + 1], blocks[last]):
            last += 1
        for piece in range(first, last + 1):
            column = _column(blocks[piece])
            placed[piece] = Cell(first, last, lefts[column], wanted[column] / total * room)
        first = last + 1


def _is_cell(block: Block | None) -> bool:
    return block is not None and block.kind == "table-cell" and isinstance(block.data.get("column"), int)


def _follows(block: Block | None, former: Block | None) -> bool:
    return _row(block) == _row(former) and _column(block) > _column(former)


def _row(block: Block | None) -> int:
    return _number(block, "row")


def _column(block: Block | None) -> int:
    return _number(block, "column")


def _number(block: Block | None, key: str) -> int:
    number = block.data.get(key) if block is not None else None
    return number if isinstance(number, int) else 0

"""The heights of the cards, measured or estimated: where a row lies and which row lies at a place.

Rows are kept in short pieces with their sums, so that a change, an insertion or a question costs the
number of pieces, never the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable

#: Rows in a piece: with fifty thousand rows some hundred pieces, each cheap to insert into.
PIECE = 512


class Heights:
    """Hold one height a row, in pixels; a row that was not measured yet has the estimate."""

    def __init__(self, rows: int = 0, *, estimate: int = 100) -> None:
        self.estimate = estimate
        self._pieces: list[list[int]] = []
        self._measured: list[list[bool]] = []
        self._sums: list[int] = []
        self._near = (0, 0, 0)  # the piece asked for last, its first row and its top: the next question is near it
        self.reset(rows)

    def reset(self, rows: int) -> None:
        """Forget everything that was measured."""
        self._near = (0, 0, 0)
        full, rest = divmod(rows, PIECE)
        lengths = [PIECE] * full + ([rest] if rest else [])
        self._pieces = [[self.estimate] * length for length in lengths]
        self._measured = [[False] * length for length in lengths]
        self._sums = [self.estimate * length for length in lengths]

    def __len__(self) -> int:
        return sum(map(len, self._pieces))

    @property
    def total(self) -> int:
        """Return the height of all rows."""
        return sum(self._sums)

    def top(self, row: int) -> int:
        """Return where a row begins; the end of the list for the row after the last."""
        if row <= 0:
            return 0
        try:
            piece, at = self._find(row)
        except IndexError:
            return self.total
        return self._near[2] + sum(self._pieces[piece][:at])

    def look(self, row: int) -> tuple[int, bool]:
        """Return a row's height and whether it is exact."""
        piece, at = self._find(row)
        return self._pieces[piece][at], self._measured[piece][at]

    def height(self, row: int) -> int:
        """Return a row's height."""
        piece, at = self._find(row)
        return self._pieces[piece][at]

    def is_measured(self, row: int) -> bool:
        """Tell whether a row's height is exact."""
        piece, at = self._find(row)
        return self._measured[piece][at]

    def row_at(self, y: int) -> int:
        """Return the row that lies at a place; the first above, the last below, -1 where there are none."""
        if not self._pieces:
            return -1
        number, first, top = self._near
        if number < len(self._pieces) and top <= y < top + self._sums[number]:
            return first + _within(self._pieces[number], y - top)
        row = 0
        for piece, height in zip(self._pieces, self._sums, strict=True):
            if y < height:
                return row + _within(piece, y)
            y -= height
            row += len(piece)
        return row - 1

    def set(self, row: int, height: int) -> int:
        """Note a measured height and return by how much it differs from what stood there."""
        piece, at = self._find(row)
        change = height - self._pieces[piece][at]
        self._pieces[piece][at] = height
        self._measured[piece][at] = True
        self._sums[piece] += change
        # The row that was asked for lies in the piece that is near: what begins before it has not moved.
        return change

    def forget(self, row: int) -> None:
        """Have a row measured again; its height stays until then."""
        piece, at = self._find(row)
        self._measured[piece][at] = False

    def insert(self, row: int, count: int = 1) -> None:
        """Insert rows with the estimate."""
        self._near = (0, 0, 0)
        for _ in range(count):
            piece, at = self._find_gap(row)
            self._pieces[piece].insert(at, self.estimate)
            self._measured[piece].insert(at, False)
            self._sums[piece] += self.estimate
            if len(self._pieces[piece]) > 2 * PIECE:
                self._split(piece)

    def remove(self, rows: Iterable[int]) -> None:
        """Remove rows."""
        for row in sorted(rows, reverse=True):
            piece, at = self._find(row)
            self._near = (0, 0, 0)
            self._sums[piece] -= self._pieces[piece].pop(at)
            self._measured[piece].pop(at)
            if not self._pieces[piece]:
                del self._pieces[piece], self._measured[piece], self._sums[piece]

    def _find(self, row: int) -> tuple[int, int]:
        number, first, _ = self._near
        if number < len(self._pieces) and first <= row < first + len(self._pieces[number]):
            return number, row - first
        first = top = 0
        for number, piece in enumerate(self._pieces if row >= 0 else ()):
            if row < first + len(piece):
                self._near = (number, first, top)
                return number, row - first
            first += len(piece)
            top += self._sums[number]
        raise IndexError("there is no such row")

    def _find_gap(self, row: int) -> tuple[int, int]:
        if not self._pieces:
            self._pieces.append([])
            self._measured.append([])
            self._sums.append(0)
        for number, piece in enumerate(self._pieces):
            if row <= len(piece):
                return number, row
            row -= len(piece)
        raise IndexError("there is no such row")

    def _split(self, number: int) -> None:
        for pieces in (self._pieces, self._measured):
            piece = pieces[number]
            pieces[number : number + 1] = [piece[:PIECE], piece[PIECE:]]  # type: ignore[misc]
        self._sums[number : number + 1] = [sum(self._pieces[number]), sum(self._pieces[number + 1])]


def _within(piece: list[int], y: int) -> int:
    for at, height in enumerate(piece):
        if y < height:
            return at
        y -= height
    return len(piece) - 1

"""The column of the page's pieces: their heights, and which piece lies where, without walking over all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

#: Heights are summed in runs of this many, so that a change touches one sum and a search two short lists.
_RUN = 128


class Column:
    """Stack heights (whole pixels) on one another; every question is answered in O(√n) with C's own loops."""

    def __init__(self, heights: Iterable[int] = ()) -> None:
        self._heights = list(heights)
        self._sums = [sum(self._heights[at : at + _RUN]) for at in range(0, len(self._heights), _RUN)]
        self._tops: list[int] | None = None
        self._within: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._heights)

    def height(self, index: int) -> int:
        """Return the height of a piece."""
        return self._heights[index]

    def set_height(self, index: int, height: int) -> int:
        """Set the height of a piece and return by how much it grew."""
        grown = height - self._heights[index]
        if grown:
            self._heights[index] = height
            self._sums[index // _RUN] += grown
            self._tops = None
            self._within.clear()
        return grown

    def top(self, index: int) -> int:
        """Return where a piece begins."""
        run = index // _RUN
        return self._edges(run)[index - run * _RUN]

    def total(self) -> int:
        """Return the height of all pieces together."""
        return self._run_tops()[-1]

    def index_at(self, y: float) -> int:
        """Return the piece at a height, the first above all and the last below all."""
        if not self._heights:
            return 0
        tops = self._run_tops()
        run = min(max(bisect_right(tops, y) - 1, 0), len(self._sums) - 1)
        first = run * _RUN
        within = bisect_right(self._edges(run), y) - 1
        return min(max(first + within, 0), len(self._heights) - 1)

    def _edges(self, run: int) -> list[int]:
        """Return where each piece of a run begins, and where the last one ends."""
        edges = self._within.get(run)
        if edges is None:
            heights = self._heights[run * _RUN : (run + 1) * _RUN]
            edges = self._within[run] = list(accumulate(heights, initial=self._run_tops()[run]))
        return edges

    def _run_tops(self) -> list[int]:
        if self._tops is None:
            self._tops = list(accumulate(self._sums, initial=0))
        return self._tops

"""Lanes: which underline of overlapping tags lies how far below the line, and whose tint lies on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

#: Underlines shown below one another at one place; what is beyond them is counted in the margin.
LANES = 4


@dataclass(frozen=True, slots=True)
class PageTag:
    """Place a tag on the page: its id, its kind's key and its passages in code points."""

    id: str
    kind: str
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True, eq=False)
class Mark:
    """Hold one passage of a tag as it is painted: its lane (``LANES`` where none was free) and its age."""

    start: int
    end: int
    tag: PageTag
    lane: int = LANES
    age: int = 0


def assign_lanes(marks: Iterable[Mark]) -> None:
    """Give each of many marks the lowest lane that is free where it begins; they come in the order of their starts."""
    ends = [0] * LANES
    for mark in marks:
        mark.lane = LANES
        for lane, end in enumerate(ends):
            if end <= mark.start:
                ends[lane] = mark.end
                mark.lane = lane
                break


def free_lane(overlapping: Iterable[Mark]) -> int:
    """Return the lowest lane that none of the marks has, ``LANES`` where none is free."""
    taken = {mark.lane for mark in overlapping}
    return next((lane for lane in range(LANES) if lane not in taken), LANES)


def innermost(marks: Sequence[Mark], start: int, end: int) -> Iterator[tuple[int, int, Mark]]:
    """Divide ``start:end`` among the shortest marks: yield runs with the mark whose tint is seen there."""
    # Of the marks that cover everything only the shortest can be seen.
    partial = [mark for mark in marks if mark.start > start or mark.end < end]
    if len(partial) < len(marks):
        covering = [mark for mark in marks if mark.start <= start and mark.end >= end]
        shortest = min([mark.end - mark.start for mark in covering])
        partial.append(max([mark for mark in covering if mark.end - mark.start == shortest], key=_age))
    ordered = sorted(partial, key=_start)
    places = {start, end}
    for mark in partial:
        places.add(max(start, mark.start))
        places.add(min(end, mark.end))
    heap: list[tuple[int, int, int, Mark]] = []
    following = 0
    run: tuple[int, int, Mark] | None = None
    for begin, stop in pairwise(sorted(places)):
        while following < len(ordered) and ordered[following].start <= begin:
            mark = ordered[following]
            heappush(heap, (mark.end - mark.start, -mark.age, following, mark))
            following += 1
        while heap and heap[0][3].end <= begin:
            heappop(heap)
        if not heap:
            continue
        shown = heap[0][3]
        if run is not None and run[1] == begin and run[2].tag.kind == shown.tag.kind:
            run = (run[0], stop, shown)
            continue
        if run is not None:
            yield run
        run = (begin, stop, shown)
    if run is not None:
        yield run


def _age(mark: Mark) -> int:
    return mark.age


def _start(mark: Mark) -> int:
    return mark.start

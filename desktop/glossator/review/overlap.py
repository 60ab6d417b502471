"""Which tags of different readers share text, and how much: one sweep over their passages in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glossator.review.reading import Extent

#: The numbers of two tags in a list, the smaller first.
Two = tuple[int, int]


def shared(extents: Sequence[Extent], numbers: Iterable[int]) -> dict[Two, int]:
    """Count the code points that tags of different readers have in common, for those with these numbers."""
    found: dict[Two, int] = {}
    open_: list[tuple[int, int, str]] = []  # end, number, reader of the passages that the sweep is inside of
    for start, end, number in _in_order(extents, numbers):
        reader = extents[number].reader
        still = []
        for one in open_:
            until = one[0]
            if until > start:
                still.append(one)
                if one[2] != reader:
                    two = (one[1], number) if one[1] < number else (number, one[1])
                    found[two] = found.get(two, 0) + (until if until < end else end) - start
        still.append((end, number, reader))
        open_ = still
    return found


def _in_order(extents: Sequence[Extent], numbers: Iterable[int]) -> Iterator[tuple[int, int, int]]:
    return iter(sorted((start, end, number) for number in numbers for start, end in extents[number].spans))


def iou(size: int, other: int, common: int) -> float:
    """Return the intersection over the union of two tags of these sizes that have so much in common, 0–1."""
    return common / (size + other - common)

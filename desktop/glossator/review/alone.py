"""Which passages one reader has to themselves: no other reader tagged any of their words as the same kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Extent(NamedTuple):
    """Hold one passage of a tag (code points), and what is held against others: reader and kind."""

    start: int
    end: int
    reader: str
    kind: str
    tag: str


def shared(extents: Iterable[Extent]) -> set[str]:
    """Collect the tags of one document that overlap at all with one of the same kind by another reader.

    In the order of starts, what overlaps a passage begins before it and ends after its start, or begins
    inside it: each passage is held against the one that reaches farthest, and the one that begins next,
    of another reader.
    """
    by_kind: dict[str, list[Extent]] = {}
    for one in extents:
        by_kind.setdefault(one.kind, []).append(one)
    found: set[str] = set()
    for some in by_kind.values():
        some.sort()
        reaches = _Two()
        for one in some:
            end = reaches.other(one.reader)
            if end is not None and end > one.start:
                found.add(one.tag)
            reaches.take(one.reader, one.end)
        begins = _Two()
        for one in reversed(some):
            start = begins.other(one.reader)
            if start is not None and -start < one.end:
                found.add(one.tag)
            begins.take(one.reader, -one.start)
    return found


class _Two:
    """Keep the greatest value, and the greatest of another reader than that one's."""

    def __init__(self) -> None:
        self._first: tuple[int, str] | None = None
        self._second: tuple[int, str] | None = None

    def take(self, reader: str, value: int) -> None:
        """Take a value of a reader."""
        if self._first is None or self._first[1] == reader:
            self._first = (max(value, self._first[0]) if self._first else value, reader)
        elif value > self._first[0]:
            self._first, self._second = (value, reader), self._first
        elif self._second is None or value > self._second[0]:
            self._second = (value, reader)

    def other(self, reader: str) -> int | None:
        """Return the greatest value of another reader than this one."""
        for one in (self._first, self._second):
            if one is not None and one[1] != reader:
                return one[0]
        return None

"""Which act knew which: the acts as lines that part and meet, so that one question costs two look-ups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_NOBODY: Mapping[int, int] = {}


class Ancestry:
    """Know for each act its ancestors; acts are added parents first.

    An act lies on a line, which goes on from act to act; of other lines it knows each up to some act.
    """

    def __init__(self) -> None:
        self._place: dict[str, tuple[int, int]] = {}
        self._known: dict[str, Mapping[int, int]] = {}
        self._ends: list[int] = []

    def add(self, act: str, parents: Iterable[str]) -> None:
        """Add an act that knew its parents and all that they knew; parents that are not there are passed over."""
        there = [parent for parent in parents if parent in self._place]
        line = next((line for line, at in map(self._place.__getitem__, there) if self._ends[line] == at), None)
        if line is None:
            line = len(self._ends)
            self._ends.append(-1)
        self._ends[line] += 1
        self._place[act] = (line, self._ends[line])
        self._known[act] = self._joined(there, line)

    def _joined(self, parents: list[str], line: int) -> Mapping[int, int]:
        if not parents:
            return _NOBODY
        if len(parents) == 1 and self._place[parents[0]][0] == line:
            return self._known[parents[0]]  # shared along a line: it costs nothing an act
        joined: dict[int, int] = {}
        for parent in parents:
            for other, at in (*self._known[parent].items(), self._place[parent]):
                joined[other] = max(at, joined.get(other, -1))
        return joined

    def knows(self, later: str, earlier: str) -> bool:
        """Tell whether an act is another or stands on it, by whatever way."""
        line, at = self._place[earlier]
        own, until = self._place[later]
        return at <= (until if own == line else self._known[later].get(line, -1))

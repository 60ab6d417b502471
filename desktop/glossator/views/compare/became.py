"""What became of the tags of one version of a document in another: joined by place and by state; no paint."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from glossator.anchoring.aligned import Aligned
from glossator.model.annotation import Passage
from glossator.operations.updating import STATUSES
from glossator.views.page.bins import Bins

#: What the page paints of a passage, as the store tells it: id, kind, reader, part, start, end.
Row = tuple[str, str, str, int, int, int]

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Became:
    """Hold where a passage stood in the old text, and where it stands in the new one, None where it does not.

    ``status`` is one of ``STATUSES``; ``waits`` says that nobody has settled it.
    """

    tag: str
    part: int
    kind: str
    status: str
    old: Range
    new: Range | None
    waits: bool = False

    @property
    def id(self) -> str:
        """Name it by its tag and which passage of it."""
        return f"{self.tag}:{self.part}"


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    start: int
    end: int
    became: Became


def _order(one: Became) -> tuple[Range, str]:
    return one.old, one.id


class Becomings:
    """Keep what became of passages in the order of the old text, found by place in both texts."""

    def __init__(self, found: Iterable[Became] = ()) -> None:
        self.all = sorted(found, key=_order)
        self._by_id = {one.id: one for one in self.all}
        self._of_tag: dict[str, list[Became]] = {}
        self._old: Bins[_Side] = Bins()
        self._new: Bins[_Side] = Bins()
        self._sides: dict[str, list[tuple[Bins[_Side], _Side]]] = {}
        for one in self.all:
            self._of_tag.setdefault(one.tag, []).append(one)
            self._put(one)
        found_counts = Counter(one.status for one in self.all)
        self.counts = {status: found_counts[status] for status in STATUSES}

    def get(self, id_: str) -> Became | None:
        """Return what became of a passage."""
        return self._by_id.get(id_)

    def of_tag(self, tag: str) -> list[Became]:
        """Return what became of a tag's passages."""
        return self._of_tag.get(tag, [])

    def retell(self, tag: str, found: Sequence[Became]) -> bool:
        """Tell anew what became of a tag's passages; False, and nothing is changed, where they are others."""
        former = self.of_tag(tag)
        if [(one.id, one.old) for one in former] != [(one.id, one.old) for one in found]:
            return False
        for before, now in zip(former, found, strict=True):
            for bins, side in self._sides.pop(before.id):
                bins.remove(side)
            self._put(now)
            self._by_id[now.id] = now
            self.all[bisect_left(self.all, (now.old, now.id), key=_order)] = now
            self.counts[before.status] -= 1
            self.counts[now.status] += 1
        self._of_tag[tag] = [*found]
        return True

    def _put(self, one: Became) -> None:
        sides = [(self._old, _Side(*one.old, one))]
        if one.new is not None:
            sides.append((self._new, _Side(*one.new, one)))
        for bins, side in sides:
            bins.add(side)
        self._sides[one.id] = sides

    def touching(self, old: Range, new: Range) -> list[Became]:
        """Return what shares a character with a range of the old text or with one of the new, in the old order."""
        found = {side.became.id: side.became for side in self._old.touching(*old)}
        found |= {side.became.id: side.became for side in self._new.touching(*new)}
        return sorted(found.values(), key=_order)

    def listed(self, statuses: Collection[str]) -> list[Became]:
        """List what is in one of these states."""
        return [one for one in self.all if one.status in statuses]


def becomings(
    old: Iterable[Row],
    new: Iterable[Row],
    states: Mapping[tuple[str, int], tuple[str, bool]],
    *,
    texts: tuple[str, str],
    aligned: Aligned,
    kept: Mapping[str, Sequence[Passage]] | None = None,
) -> Becomings:
    """Tell what became of each passage of an old text in a new one.

    ``states`` are those that the store keeps of the passages that are not as they were tagged, and whether they wait;
    ``kept`` the passages of tags of several: their numbers change where one of them gets another place.
    """
    places = {(id_, part): (start, end) for id_, _, _, part, start, end in new}
    several: dict[str, list[Row]] = {}
    found = []
    for row in old:
        if kept and row[0] in kept:
            several.setdefault(row[0], []).append(row)
            continue
        key = (row[0], row[3])
        found.append(_became(row, row[3], places.get(key), states.get(key), texts=texts, aligned=aligned))
    for id_, rows in several.items():
        for row, part in _numbered(rows, (kept or {})[id_], texts[0]):
            key = (id_, part)
            found.append(_became(row, part, places.get(key), states.get(key), texts=texts, aligned=aligned))
    return Becomings(found)


def _became(
    row: Row,
    part: int,
    place: Range | None,
    told: tuple[str, bool] | None,
    *,
    texts: tuple[str, str],
    aligned: Aligned,
) -> Became:
    id_, kind, _, _, start, end = row
    state, waits = told or ("", False)
    if place is None:
        status = state if state in ("ambiguous", "lost") else "lost"
    elif _words(texts[0], (start, end)) != _words(texts[1], place):
        status = "edited"
    else:
        status = "moved" if aligned.has_moved(start, end) else "exact"
    return Became(id_, part, kind, status, (start, end), place, waits)


def _numbered(rows: Sequence[Row], kept: Sequence[Passage], text: str) -> Iterator[tuple[Row, int]]:
    """Yield the passages that a tag had, each with the number that it has now: by its words, else by its order."""
    left = dict(enumerate(kept))
    unnamed = []
    for row in rows:
        words = _words(text, (row[4], row[5]))
        same = [part for part, one in left.items() if (one.tagged_quote or one.quote).split() == words]
        if same:
            part = row[3] if row[3] in same else same[0]
            del left[part]
            yield row, part
        else:
            unnamed.append(row)
    yield from zip(unnamed, sorted(left), strict=False)


def _words(text: str, place: Range) -> list[str]:
    """Return the words of a place: how they are set in lines is no matter."""
    return text[place[0] : place[1]].split()

"""Which tags of several readers belong together in one document, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from glossator.review.overlap import iou, shared
from glossator.review.reading import NOTE, Extent, Range, bare, place_of, words_of

#: How tags that belong together can differ, in the order in which it is told.
TYPES = ("extent", "kind", "fields", "only", "elsewhere")


@dataclass(frozen=True, slots=True)
class Group:
    """Hold what the readers tagged at one place: at most one tag each.

    ``tags`` has a place for each reader, None where a reader has no tag; ``types`` are of ``TYPES``,
    empty where all agree; ``fields`` are the keys of the fields that differ; ``start`` and ``end``
    hold all passages, in code points.
    """

    document: str
    tags: tuple[str | None, ...]
    types: tuple[str, ...]
    fields: tuple[str, ...]
    start: int
    end: int

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the tags that are there, the first reader's first."""
        return tuple(id_ for id_ in self.tags if id_ is not None)


def align(readers: Sequence[str], extents: Iterable[Extent], text: str) -> tuple[Group, ...]:
    """Join the tags of readers (ids) in one document into groups, in the order of the text.

    Tags are joined best first, each with at most one of every reader: the same kind before another,
    then the larger intersection over union, then more fields alike, then by place and id. What only one reader
    has is joined with the same words of another elsewhere. A note joins none but notes.
    """
    numbers = {reader: number for number, reader in enumerate(readers)}
    ordered = sorted((extent for extent in extents if extent.reader in numbers), key=place_of)
    joins = _Joins(ordered, numbers)
    joins.join_same()
    joins.join_overlapping()
    elsewhere = joins.join_elsewhere(text)
    groups = [_group(members, readers, text, moved=at in elsewhere) for at, members in joins.members().items()]
    return tuple(sorted(groups, key=lambda group: (group.start, group.end, group.ids)))


class _Joins:
    """Join tags, given in the order of the text, as long as a group has one of a reader."""

    def __init__(self, extents: Sequence[Extent], numbers: dict[str, int]) -> None:
        self._extents = extents
        self._above = list(range(len(extents)))
        self._readers = [1 << numbers[extent.reader] for extent in extents]  # a bit for each reader, right at the root
        self._all = (1 << len(numbers)) - 1

    def root(self, number: int) -> int:
        """Return the number that stands for a tag's group."""
        above = self._above
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    def join(self, one: int, other: int) -> None:
        """Join the groups of two tags where they are of different readers."""
        one, other = self.root(one), self.root(other)
        if self._readers[one] & self._readers[other]:
            return
        if other < one:
            one, other = other, one
        self._above[other] = one
        self._readers[one] |= self._readers[other]

    def join_same(self) -> None:
        """Join what lies at the same place with the same kind, where no reader has two of it: nothing fits better."""
        same: dict[tuple[str, tuple[Range, ...]], list[int]] = {}
        for number, extent in enumerate(self._extents):
            same.setdefault((extent.kind, extent.spans), []).append(number)
        for numbers in same.values():
            readers = 0
            for number in numbers:
                if readers & self._readers[number]:
                    break
                readers |= self._readers[number]
            else:
                for number in numbers[1:]:
                    self._above[number] = numbers[0]
                self._readers[numbers[0]] = readers

    def join_overlapping(self) -> None:
        """Join what shares text, best first."""
        extents = self._extents
        left = [number for number in range(len(extents)) if self._readers[self.root(number)] != self._all]
        sizes = [extent.size for extent in extents]
        ranked = []
        for (one, other), common in shared(extents, left).items():
            a, b = extents[one], extents[other]
            if a.kind != b.kind and NOTE in (a.kind, b.kind):
                continue
            alike = len(a.fields.items() & b.fields.items())
            ranked.append((a.kind != b.kind, -iou(sizes[one], sizes[other], common), -alike, one, other))
        for _, _, _, one, other in sorted(ranked):
            self.join(one, other)

    def join_elsewhere(self, text: str) -> set[int]:
        """Join what only one reader has with the same words of others elsewhere; return the groups' numbers."""
        alone = [number for number in range(len(self._extents)) if self._is_alone(number)]
        if len({self._extents[number].reader for number in alone}) < 2:
            return set()
        same: dict[tuple[str, str], dict[str, list[int]]] = {}
        for number in alone:
            extent = self._extents[number]
            of_readers = same.setdefault((extent.kind, words_of(text, extent)), {})
            of_readers.setdefault(extent.reader, []).append(number)
        joined = set()
        for of_readers in same.values():
            if len(of_readers) < 2:
                continue
            for together in _side_by_side(of_readers.values()):
                for number in together[1:]:
                    self.join(together[0], number)
                joined.add(self.root(together[0]))
        return joined

    def _is_alone(self, number: int) -> bool:
        readers = self._readers[self.root(number)]
        return readers & (readers - 1) == 0

    def members(self) -> dict[int, list[Extent]]:
        """Return each group's tags, by the number that stands for it."""
        found: dict[int, list[Extent]] = {}
        for number, extent in enumerate(self._extents):
            found.setdefault(self.root(number), []).append(extent)
        return found


def _side_by_side(columns: Iterable[list[int]]) -> Iterator[list[int]]:
    """Yield what stands in the same row of two columns or more."""
    columns = list(columns)
    for row in range(max(map(len, columns))):
        together = [column[row] for column in columns if row < len(column)]
        if len(together) > 1:
            yield together


def _group(members: list[Extent], readers: Sequence[str], text: str, *, moved: bool) -> Group:
    by_reader = {extent.reader: extent.id for extent in members}
    fields = _differing(members) if len(members) > 1 else ()
    types = []
    if not moved and _differ_in_extent(members, text):
        types.append("extent")
    if any(extent.kind != members[0].kind for extent in members):
        types.append("kind")
    if fields:
        types.append("fields")
    if len(members) < len(readers):
        types.append("only")
    if moved:
        types.append("elsewhere")
    return Group(
        members[0].document,
        tuple(map(by_reader.get, readers)),
        tuple(types),
        fields,
        members[0].start,
        max(extent.end for extent in members),
    )


def _differ_in_extent(members: Sequence[Extent], text: str) -> bool:
    first = members[0].spans
    if all(extent.spans == first for extent in members):
        return False
    meant = bare(text, first)
    return any(bare(text, extent.spans) != meant for extent in members)


def _differing(members: Sequence[Extent]) -> tuple[str, ...]:
    """Return the keys of the fields that differ: of one kind also where one is not set, of two kinds where both are."""
    first = members[0]
    if all(extent.fields == first.fields and extent.kind == first.kind for extent in members):
        return ()
    found: dict[str, None] = {}
    for one, other in combinations(members, 2):
        for key in {**one.fields, **other.fields}:
            unset = key not in one.fields or key not in other.fields
            if one.fields.get(key) != other.fields.get(key) and not (unset and one.kind != other.kind):
                found[key] = None
    return tuple(found)

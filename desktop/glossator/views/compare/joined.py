"""What is joined across the columns: groups of tags with their places, found by place and by number."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from glossator.model.annotation import Decision, Link
from glossator.views.page.bins import Bins
from glossator.views.page.lanes import PageTag
from glossator.views.page.shown import Hollow

#: The types of difference that are said after "different", in their order; the others are said otherwise.
DIFFERENT = ("kind", "extent", "fields")


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Hold what the readers tagged at one place: a tag or None for each column.

    ``types`` is empty where all agree; ``fields`` are the keys of the fields that differ; ``start`` and
    ``end`` are code points; ``settled`` is the decision's id, "" where nobody has settled it.
    """

    document: str
    sides: tuple[PageTag | None, ...]
    types: tuple[str, ...]
    fields: tuple[str, ...]
    start: int
    end: int
    settled: str = ""

    @property
    def id(self) -> str:
        """Name it by the ids of its tags."""
        return "+".join(self.ids)

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the tags that are there."""
        return tuple(side.id for side in self.sides if side is not None)

    @property
    def differs(self) -> bool:
        """Tell whether there is anything to settle."""
        return bool(self.types)

    def words(self, names: Sequence[str]) -> str:
        """Say in words what differs, by the names of the readers."""
        there = [name for name, side in zip(names, self.sides, strict=True) if side is not None]
        missing = [name for name, side in zip(names, self.sides, strict=True) if side is None]
        *others, last = [type_ for type_ in DIFFERENT if type_ in self.types] or [""]
        said = [f"different {', '.join(others)} and {last}" if others else f"different {last}"] if last else []
        if "elsewhere" in self.types:
            said.append("same words elsewhere")
        if "only" in self.types:
            said.append(f"only {there[0]}" if len(there) == 1 else f"not {' nor '.join(missing)}")
        words = ", ".join(said) or "all agree"
        return words[0].upper() + words[1:]

    def with_decision(self, decision: str) -> Joined:
        """Return the same, settled by a decision."""
        return replace(self, settled=decision)


@dataclass(frozen=True, slots=True)
class Thread:
    """Join two linked tags: the offsets where they begin in the left and the right column, and the relation."""

    left: tuple[int, int]
    right: tuple[int, int]
    relation: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Join two tags by a relation."""

    source: str
    target: str
    relation: str


def threads_between(left: Iterable[PageTag], right: Iterable[PageTag], links: Iterable[Linked]) -> list[Thread]:
    """Place the links between two columns, whichever way they point."""
    one, other = ({tag.id: tag.spans[0] for tag in tags if tag.spans} for tags in (left, right))
    threads = []
    for link in links:
        for source, target in ((link.source, link.target), (link.target, link.source)):
            if source in one and target in other:
                threads.append(Thread(one[source], other[target], link.relation))
                break
    return threads


def linked_among(links: Iterable[Link], tags: Container[str]) -> tuple[Linked, ...]:
    """Keep the links of which both ends are among some tags."""
    return tuple(
        Linked(link.source, link.target, link.relation) for link in links if link.source in tags and link.target in tags
    )


def hollows_of(joined: Joined, at: int) -> list[Hollow]:
    """List what a column has not and another has."""
    if joined.sides[at] is not None:
        return []
    one = next(side for side in joined.sides if side is not None)
    return [Hollow(start, end, one.kind) for start, end in one.spans]


def outcome_words(decision: Decision, names: Mapping[str, str]) -> str:
    """Say what was kept, by the readers' names (by id)."""
    if decision.outcome == "none":
        return "kept none"
    if decision.outcome == "edited":
        return "kept as corrected"
    owners = {side.id: side.reader for side in decision.sides}
    if len(owners) > 1 and owners.keys() <= set(decision.kept):
        return "kept all"
    kept = sorted(names.get(owners.get(id_, ""), "?") for id_ in decision.kept)
    return "kept " + " and ".join(f"{name}’s" for name in kept)


def pair_differs(left: PageTag, right: PageTag, joined: Joined) -> str:
    """Say how two tags of one group differ: "kind", "extent", "fields", or "" where they do not."""
    if left.kind != right.kind:
        return "kind"
    if left.spans != right.spans and "extent" in joined.types:
        return "extent"
    return "fields" if joined.fields else ""


class Differences:
    """Keep the groups in the order of the text, those that differ numbered, all found by place."""

    def __init__(self, groups: Iterable[Joined] = ()) -> None:
        self.all = list(groups)
        self._places: Bins[Joined] = Bins()
        for joined in self.all:
            self._places.add(joined)
        self._place_of = {joined.id: at for at, joined in enumerate(self.all)}
        self.listed = [joined for joined in self.all if joined.differs]
        self._number = {joined.id: at for at, joined in enumerate(self.listed)}
        self._of_tag = {id_: joined.id for joined in self.all for id_ in joined.ids}

    def __len__(self) -> int:
        """Count the differences, settled or not."""
        return len(self.listed)

    @property
    def settled(self) -> int:
        """Count the settled differences."""
        return sum(1 for joined in self.listed if joined.settled)

    @property
    def agreed(self) -> list[Joined]:
        """List the groups in which all agree."""
        return [joined for joined in self.all if not joined.differs]

    def touching(self, start: int, end: int) -> list[Joined]:
        """Return the groups that share a character with a range."""
        return self._places.touching(start, end)

    def number(self, id_: str) -> int:
        """Return a difference's place in the list, -1 where it is not in it."""
        return self._number.get(id_, -1)

    def of_tag(self, tag: str) -> str:
        """Return the id of the group that a tag is in, "" where it is in none."""
        return self._of_tag.get(tag, "")

    def get(self, id_: str) -> Joined | None:
        """Return a difference by id."""
        at = self.number(id_)
        return self.listed[at] if at >= 0 else None

    def settle(self, id_: str, decision: str) -> Joined | None:
        """Remember that a difference is settled; tell which it is."""
        former = self.get(id_)
        if former is None:
            return None
        now = former.with_decision(decision)
        self.listed[self._number[id_]] = now
        self.all[self._place_of[id_]] = now
        self._places.remove(former)
        self._places.add(now)
        return now

    def next_open(self, at: int, by: int) -> int:
        """Return the number of the next difference that is open, from one, forwards or back; -1 where none is."""
        order = range(at + 1, len(self.listed)) if by > 0 else range(at - 1, -1, -1)
        return next((one for one in order if not self.listed[one].settled), -1)

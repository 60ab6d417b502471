"""The tags of a page: held by id, found by place, each passage with its lane."""

from __future__ import annotations

from collections.abc import Iterable

from glossator.views.page.bins import Bins
from glossator.views.page.lanes import Mark, PageTag, assign_lanes, free_lane


class Tags:
    """Hold the tags of one document; what was given in bulk is sorted in when it is first asked for."""

    def __init__(self) -> None:
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._bins: Bins[Mark] = Bins()
        self._waiting: list[PageTag] = []
        self._age = 0

    @property
    def waiting(self) -> int:
        """Return how many tags are not yet sorted in."""
        return len(self._waiting)

    def replace_all(self, tags: Iterable[PageTag]) -> None:
        """Take other tags instead of all that there are."""
        self._marks = {}
        self._bins = Bins()
        self._age = 0
        self._waiting = list(tags)

    def sort_in(self) -> None:
        """Sort in the tags that were given in bulk."""
        if not self._waiting:
            return
        tags, self._waiting = self._waiting, []
        everything: list[Mark] = []
        for tag in tags:
            marks = self._make(tag)
            for old in self._marks.pop(tag.id, ()):
                old.age = -1
            self._marks[tag.id] = marks
            everything.extend(marks)
        everything.sort(key=_reading_order)
        assign_lanes(mark for mark in everything if mark.age >= 0)
        add = self._bins.add
        for mark in everything:
            if mark.age >= 0:
                add(mark)

    def add(self, tag: PageTag) -> None:
        """Add a tag, or put it in the place of the one with its id."""
        self.sort_in()
        self.remove(tag.id)
        marks = self._make(tag)
        for mark in marks:
            mark.lane = free_lane(self._bins.touching(mark.start, mark.end))
            self._bins.add(mark)
        self._marks[tag.id] = marks

    def replace(self, tag: PageTag) -> None:
        """Put a tag in the place of the one with its id; passages that stayed keep their lanes."""
        self.sort_in()
        former = self._marks.get(tag.id)
        if former is None or tuple((mark.start, mark.end) for mark in former) != _proper(tag):
            self.add(tag)
            return
        for mark in former:
            mark.tag = tag

    def remove(self, id_: str) -> PageTag | None:
        """Remove a tag and return it, None where there was none."""
        self.sort_in()
        marks = self._marks.pop(id_, None)
        if marks is None:
            return None
        for mark in marks:
            self._bins.remove(mark)
        return marks[0].tag if marks else None

    def marks_of(self, id_: str | None) -> tuple[Mark, ...]:
        """Return the passages of a tag, none where it is not there."""
        if id_ is None:
            return ()
        self.sort_in()
        return self._marks.get(id_, ())

    def touching(self, start: int, end: int) -> list[Mark]:
        """Return the passages that share a character with a range."""
        self.sort_in()
        return self._bins.touching(start, end)

    def at(self, offset: int) -> list[str]:
        """Return the ids of the tags on a character, the innermost first."""
        found = sorted(self.touching(offset, offset + 1), key=_inner_order)
        return list(dict.fromkeys(mark.tag.id for mark in found))

    def all(self) -> Iterable[Mark]:
        """Return every passage."""
        self.sort_in()
        return (mark for marks in self._marks.values() for mark in marks)

    def _make(self, tag: PageTag) -> tuple[Mark, ...]:
        self._age += 1
        return tuple(Mark(start, end, tag, age=self._age) for start, end in _proper(tag))


def _proper(tag: PageTag) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in tag.spans if 0 <= start < end)


def _reading_order(mark: Mark) -> tuple[int, int, int]:
    return (mark.start, -mark.end, mark.age)


def _inner_order(mark: Mark) -> tuple[int, int]:
    return (mark.end - mark.start, -mark.age)

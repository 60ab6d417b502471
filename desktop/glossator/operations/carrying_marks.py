"""Marks “read, nothing here” carried into another text: line by line, and only lines that are there as they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from glossator.anchoring.carrying import Carried, carry
from glossator.model.annotation import Mark
from glossator.model.document import Document, Json
from glossator.model.identity import mark_id
from glossator.store import Edit
from glossator.text.segments import Range

#: A line, without the blanks at its ends.
_LINE = re.compile(r"\S(?:[^\n]*\S)?")

#: What a line that a reader has read comes to where it stands in the new text unchanged.
_UNCHANGED = frozenset({"exact", "moved"})


@dataclass(slots=True)
class Lines:
    """Hold the lines of marks in an old text, and where each is in the new one, None where it is not as it was."""

    ranges: list[Range] = field(default_factory=list)
    of_mark: dict[str, list[int]] = field(default_factory=dict)
    places: list[Range | None] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, marks: Iterable[Mark]) -> Lines:
        """Take the ranges of marks apart into lines, each once."""
        lines = cls()
        numbers: dict[Range, int] = {}
        for mark in marks:
            if mark.start is None or mark.end is None:
                continue
            for match in _LINE.finditer(text, mark.start, mark.end):
                number = numbers.setdefault(match.span(), len(numbers))
                lines.of_mark.setdefault(mark.id, []).append(number)
        lines.ranges = list(numbers)
        return lines

    def landed(self, outcomes: Sequence[Carried]) -> Lines:
        """Take in what became of the lines, and return itself."""
        self.places = [
            (one.start, one.end) if one.status in _UNCHANGED and one.start is not None and one.end is not None else None
            for one in outcomes
        ]
        return self

    def carried(self, old: str, new: str) -> Lines:
        """Carry the lines from one text into another, and return itself."""
        return self.landed(carry(old, new, self.ranges) or ())


def mark_edits(document: Document, marks: Sequence[Mark], lines: Lines | None, text: str) -> tuple[list[Edit], int]:
    """Return the edits that bring marks to where their lines are now, and how many lines are to be read again."""
    if lines is None:
        return [], 0
    there = {mark.id: mark for mark in marks if mark.id in lines.of_mark}
    wanted: dict[str, dict[str, Json]] = {}
    left = 0
    for mark in there.values():
        places = [lines.places[number] for number in lines.of_mark[mark.id]]
        left += sum(place is None for place in places)
        for start, end in _joined(text, [place for place in places if place is not None]):
            id_ = mark_id(document.id, mark.reader, "read", start, end)
            wanted[id_] = {"document": document.id, "reader": mark.reader, "type": "read", "start": start, "end": end}
    gone = [Edit("mark", id_, {"deleted": True}) for id_ in there if id_ not in wanted]
    return [*gone, *_made(wanted, there)], left


def _made(wanted: Mapping[str, Mapping[str, Json]], there: Mapping[str, Mark]) -> list[Edit]:
    return [Edit("mark", id_, {**row, "deleted": False}) for id_, row in wanted.items() if id_ not in there]


def _joined(text: str, places: Iterable[Range]) -> list[Range]:
    """Join places of one mark between which there are only blanks."""
    joined: list[Range] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined

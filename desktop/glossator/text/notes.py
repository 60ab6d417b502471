"""Find from the mark of a footnote to its body and back, by offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from glossator.model.document import Content, Json


@dataclass(slots=True)
class _Body:
    start: int
    end: int
    label: str
    group: Json
    marks: list[int]


class Notes:
    """Know the marks and bodies of a content's footnotes.

    Where several chapters have a note of the same label, the first mark leads to the first body, and so on; a mark
    for which there is no body then leads nowhere.
    """

    def __init__(self, content: Content) -> None:
        self._bodies: list[_Body] = []
        marked = Counter(_plain(span.target) for span in content.spans if span.kind == "note-ref")
        for block in content.blocks:
            if block.kind != "footnote":
                continue
            label, group = _plain(block.data.get("label")), block.data.get("group")
            last = self._bodies[-1] if self._bodies else None
            # Lines without a group are one note's where the label is one note's.
            is_one = group == last.group if group is not None and last is not None else marked[label] < 2
            if last is not None and last.label == label and is_one:
                last.end = block.end
            else:
                self._bodies.append(_Body(block.start, block.end, label, group, []))
        self._starts = [body.start for body in self._bodies]
        by_label: dict[str, list[int]] = {}
        for number, body in enumerate(self._bodies):
            by_label.setdefault(body.label, []).append(number)
        self._marks: list[tuple[int, int]] = []
        counts: dict[str, int] = {}
        for span in content.spans:
            label = _plain(span.target)
            numbers = by_label.get(label) if span.kind == "note-ref" else None
            if numbers:
                at = counts[label] = counts.get(label, -1) + 1
                if at >= len(numbers) > 1:
                    continue
                number = numbers[min(at, len(numbers) - 1)]
                self._marks.append((span.start, number))
                self._bodies[number].marks.append(span.start)

    def __bool__(self) -> bool:
        return bool(self._marks)

    def body_at(self, mark: int) -> int | None:
        """Return where the body of the mark at an offset begins."""
        at = bisect_left(self._marks, (mark, -1))
        found = at < len(self._marks) and self._marks[at][0] == mark
        return self._bodies[self._marks[at][1]].start if found else None

    def mark_near(self, start: int, end: int, offset: int) -> int | None:
        """Return the mark in ``start:end`` that is nearest to an offset."""
        first = bisect_left(self._marks, (start, -1))
        last = bisect_left(self._marks, (end + 1, -1))
        return min((mark for mark, _ in self._marks[first:last]), key=lambda mark: abs(mark - offset), default=None)

    def marks_of(self, offset: int) -> list[int]:
        """Return the marks of the body that an offset lies in, none where it lies in no body."""
        at = bisect_right(self._starts, offset) - 1
        return self._bodies[at].marks if at >= 0 and offset <= self._bodies[at].end else []


def _plain(label: Json) -> str:
    return str(label if label is not None else "").lstrip("#^")

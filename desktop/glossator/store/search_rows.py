"""What a search reads of tags: the words they quote, their labels and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossator.store.refusals import parsed
from glossator.store.rows import compact
from glossator.store.tag_reads import TagReads


@dataclass(frozen=True, slots=True)
class Worded:
    """Hold a live tag's words: its quotations, one after another, its labels and its note."""

    id: str
    quote: str
    labels: tuple[str, ...]
    note: str


def worded_tags(reads: TagReads, ids: Iterable[str] | None = None) -> Iterator[Worded]:
    """Yield the words of every live tag that is seen, or of some."""
    some = "" if ids is None else " AND a.id IN (SELECT value FROM json_each(?))"
    rows = reads._rows(
        "SELECT a.id, group_concat(p.quote, ' … '), a.labels, a.note"
        f" FROM annotation a JOIN passage p ON p.annotation = a.id WHERE {reads.live()}{some} GROUP BY a.id",
        () if ids is None else (compact([*ids]),),
    )
    for id_, quote, labels, note in rows:
        yield Worded(id_, quote, tuple(parsed(labels)) if labels != "[]" else (), note)

"""A project at a glance: its tags by kind over time, who and what they are about, how far each reader is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from glossator.model.document import Document
from glossator.model.identity import AGREED_READER
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations.comparing import Cancelled, Progress, compare
from glossator.operations.marks import READING_STATES
from glossator.operations.overview import Overview, overview
from glossator.review.axes import Axis, grouped
from glossator.review.comparison import Comparison
from glossator.review.statement import Statement
from glossator.store import Reads

#: Time is told in months up to so many of them, in years beyond.
MOST_MONTHS = 36

#: The lengths of a month and a year as dates are written.
MONTH, YEAR = 7, 4

#: Ids of tags by kind.
ByKind = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Span:
    """Hold tags by kind in a month or year, or under a head, in the order in which they are shown."""

    key: str
    words: str
    kinds: ByKind

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all of them."""
        return tuple(id_ for ids in self.kinds.values() for id_ in ids)


@dataclass(frozen=True, slots=True)
class ReaderGlance:
    """Say of a reader which tags are theirs, and which documents they have marked how, by state."""

    reader: Reader
    tags: tuple[str, ...]
    documents: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Glance:
    """Hold the figures: every one as the ids that it counts.

    ``spans`` are all months, or years, from the first to the last that has a tag; ``undated`` tags have
    no date, or one that does not say as much.
    """

    kinds: ByKind
    spans: tuple[Span, ...]
    undated: tuple[str, ...]
    who: tuple[Span, ...]
    issues: tuple[Span, ...]
    readers: tuple[ReaderGlance, ...]
    tags_on: Mapping[tuple[str, str], tuple[str, ...]]  # a reader and a document

    def tags_of(self, reader: str, documents: Iterable[str]) -> tuple[str, ...]:
        """Return a reader's tags on some documents."""
        return tuple(id_ for document in documents for id_ in self.tags_on.get((reader, document), ()))


def glance(reads: Reads) -> Glance:
    """Look at a whole project; the agreed reading repeats what readers said and is left out."""
    whole = overview(reads)
    kinds = [kind.key for kind in reads.codebook().kinds]
    spans, undated = over_time(whole.statements, kinds)
    on: dict[tuple[str, str], list[str]] = {}
    for one in whole.statements:
        on.setdefault((one.reader, one.document), []).append(one.id)
    return Glance(
        by_kind(whole.statements, kinds),
        spans,
        undated,
        _heads(whole, whole.axes["who"], kinds),
        _heads(whole, whole.axes["issue"], kinds),
        tuple(_reader(reads, reader, whole.statements, reads.documents()) for reader in _readers(reads)),
        {key: tuple(ids) for key, ids in on.items()},
    )


def over_time(statements: Iterable[Statement], kinds: Sequence[str]) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Put tags into the months they were said in, or years where there are too many; return those that fit none."""
    found = list(statements)
    length = MONTH if len(_between([one.date[:MONTH] for one in found], MONTH)) <= MOST_MONTHS else YEAR
    by: dict[str, list[Statement]] = {}
    undated = []
    for one in found:
        if len(one.date) >= length:
            by.setdefault(one.date[:length], []).append(one)
        else:
            undated.append(one.id)
    spans = tuple(Span(key, key, by_kind(by.get(key, ()), kinds)) for key in _between([*by], length))
    return spans, tuple(undated)


def by_kind(statements: Iterable[Statement], kinds: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Sort ids of tags by kind, in the codebook's order; kinds that it does not know any more come last."""
    found: dict[str, list[str]] = {kind: [] for kind in kinds}
    for one in statements:
        found.setdefault(one.kind, []).append(one.id)
    return {kind: tuple(ids) for kind, ids in found.items() if ids}


def pairs(
    reads: Reads,
    readers: Sequence[Reader],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> dict[tuple[str, str], Comparison | None]:
    """Compare readers two by two, by their ids; None where nothing can be compared. ``progress`` counts documents."""
    both = list(combinations(readers, 2))
    found: dict[tuple[str, str], Comparison | None] = {}
    for number, (one, other) in enumerate(both):
        try:
            found[one.id, other.id] = compare(
                reads, (one, other), progress=_part(progress, number, len(both)), cancelled=cancelled
            )
        except Refused:
            if cancelled is not None and cancelled():
                raise
            found[one.id, other.id] = None  # what there is to compare is read blind
    return found


def _part(progress: Progress | None, number: int, count: int) -> Progress | None:
    """Return the progress of one comparison as a part of that of all."""
    if progress is None:
        return None
    told: Callable[[int, int], None] = progress
    return lambda done, total: told(number * total + done, count * total)


def _between(dates: Iterable[str], length: int) -> list[str]:
    """List every month, or year, from the first to the last."""
    known = sorted(date for date in dates if len(date) == length)
    if not known:
        return []
    first, last = (_number(known[0]), _number(known[-1])) if length == MONTH else (int(known[0]), int(known[-1]))
    if length == YEAR:
        return [f"{year:04}" for year in range(first, last + 1)]
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]


def _number(month: str) -> int:
    """Count the months from the year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _heads(whole: Overview, axis: Axis, kinds: Sequence[str]) -> tuple[Span, ...]:
    """Group tags by an axis, the fullest first, without those that have no value."""
    groups = grouped(whole.statements, axis)
    return tuple(Span(one.head, one.words, by_kind(one.statements, kinds)) for one in groups if one.head)


def _readers(reads: Reads) -> list[Reader]:
    return [reader for reader in reads.readers() if reader.id != AGREED_READER]


def _reader(
    reads: Reads, reader: Reader, statements: Iterable[Statement], documents: Iterable[Document]
) -> ReaderGlance:
    states = reads.states_of_reader(reader.id)
    by_state = {
        state: tuple(one.id for one in documents if states.get(one.id, "unread") == state)
        for state in reversed(READING_STATES)
    }
    return ReaderGlance(reader, tuple(one.id for one in statements if one.reader == reader.id), by_state)

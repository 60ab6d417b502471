"""What tags can be put in rows, columns and groups by: who, issue, document, reader, a value, a label, a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from glossator.review.statement import Statement


@dataclass(frozen=True, slots=True)
class Axis:
    """Tell under which heads a tag falls.

    ``heads`` maps a head's key to its words; ``is_ordered`` where the heads have an order of their own
    (a scale's, the documents'), in which they are all shown, and else are put by how much they hold.
    """

    key: str
    label: str
    keys_of: Callable[[Statement], tuple[str, ...]]
    heads: Mapping[str, str] = field(default_factory=dict)
    is_ordered: bool = False
    kinds: frozenset[str] | None = None  # the kinds that can have a head, None for all

    def takes(self, kind: str) -> bool:
        """Tell whether tags of a kind can have a head at all."""
        return self.kinds is None or kind in self.kinds

    def words(self, head: str) -> str:
        """Return a head's words."""
        return self.heads.get(head, head)

    def sorted(self, counts: Mapping[str, int]) -> tuple[str, ...]:
        """Put heads in order: in the axis's own where it has one, else the fullest first, then by their words."""
        if self.is_ordered:
            places = {head: at for at, head in enumerate(self.heads)}
            return tuple(sorted(counts, key=lambda head: (places.get(head, len(places)), head)))
        return tuple(sorted(counts, key=lambda head: (-counts[head], self.words(head).casefold(), head)))


def by_attribute(name: str) -> Callable[[Statement], tuple[str, ...]]:
    """Take the head from an attribute of the statement, none where it is empty."""

    def keys_of(statement: Statement) -> tuple[str, ...]:
        value = getattr(statement, name)
        return (value,) if value else ()

    return keys_of


def by_field(key: str) -> Callable[[Statement], tuple[str, ...]]:
    """Take the head from a field of the tag, none where it is not set."""

    def keys_of(statement: Statement) -> tuple[str, ...]:
        value = statement.fields.get(key)
        return (value,) if value else ()

    return keys_of


def by_label(statement: Statement) -> tuple[str, ...]:
    """Take every label of the tag as a head."""
    return statement.labels


def by_date(length: int) -> Callable[[Statement], tuple[str, ...]]:
    """Take the first ``length`` characters of the date: 4 for the year, 7 for the month; none where less is known."""

    def keys_of(statement: Statement) -> tuple[str, ...]:
        return (statement.date[:length],) if len(statement.date) >= length else ()

    return keys_of


@dataclass(frozen=True, slots=True)
class Grouped:
    """Hold a group of tags under its head; the head is "" where they have no value."""

    head: str
    words: str
    statements: tuple[Statement, ...]


def grouped(statements: Iterable[Statement], axis: Axis) -> tuple[Grouped, ...]:
    """Group tags under the heads of an axis, in its order, those without one last; one of two heads is in both."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        for head in axis.keys_of(statement) or ("",):
            found.setdefault(head, []).append(statement)
    counts = Counter({head: len(some) for head, some in found.items() if head})
    order = [*axis.sorted(counts), *([""] if "" in found else [])]
    return tuple(Grouped(head, axis.words(head) if head else "", tuple(found[head])) for head in order)

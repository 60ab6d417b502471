"""What questions need to know of a project's tags, each read or worked out once, when the first question asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from glossator.model.codebook import Codebook
from glossator.model.dates import Days, days_of
from glossator.model.identity import AGREED_READER
from glossator.model.question import CHANGED, EITHER, ONE_READER, ONE_SIDE, SETTLED, SOURCE, TARGET
from glossator.operations.naming import bare
from glossator.operations.settling import settled_by
from glossator.operations.statements import stance_scale, statements
from glossator.review.alone import Extent, shared
from glossator.review.statement import Statement
from glossator.review.trajectory import BREAK, HARDENS, SOFTENS, TURN, lines
from glossator.store import Reads

#: How a stance differs from the one before it by the same holder on the same issue.
_CHANGES = (TURN, BREAK, SOFTENS, HARDENS)


class Facts:
    """Know a project's tags as they are now."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._days: dict[str, Days | None] = {}
        self._traits: dict[str, set[str]] = {}

    @cached_property
    def codebook(self) -> Codebook:
        """Return the codebook."""
        return self._reads.codebook()

    @cached_property
    def statements(self) -> list[Statement]:
        """List every tag that is seen, the agreed reading's too, in the order of the project."""
        everyone = {reader.id for reader in self._reads.readers()} | {AGREED_READER}
        found = statements(self._reads, readers=everyone)
        places = {one.document: at for at, one in enumerate(found)}
        # Tags without a place come last in their document.
        return sorted(found, key=lambda one: (places[one.document], one.start is None))

    @cached_property
    def said(self) -> list[Statement]:
        """List every tag that a reader made, not those that repeat them."""
        return [one for one in self.statements if one.reader != AGREED_READER]

    def names(self, category: str) -> list[str]:
        """List the names of actors or issues."""
        return [name for one in self._reads.entities(category) for name in one.names]

    def allowed(self, key: str) -> frozenset[tuple[str, str]] | None:
        """Return the values that a scale or choice has in each kind, None for a field that holds any words."""
        fields = [(kind.key, field) for kind in self.codebook.kinds for field in kind.fields if field.key == key]
        if not any(field.type in ("scale", "choice") for _, field in fields):
            return None
        return frozenset((kind, value.key) for kind, field in fields for value in field.values)

    def scores(self, of: str) -> dict[tuple[str, str], int]:
        """Return the score of each value of a scale, by kind and key."""
        key = of.removeprefix("field ")
        return {
            (kind.key, value.key): value.score
            for kind in self.codebook.kinds
            for field in kind.fields
            if field.key == key
            for value in field.values
            if value.score is not None
        }

    @staticmethod
    def date(one: Statement) -> str:
        """Return when a tag was said."""
        return one.date

    def days(self, date: str) -> Days | None:
        """Return the days that a date spans; there are few dates and many tags."""
        if date not in self._days:
            self._days[date] = days_of(date)
        return self._days[date]

    @cached_property
    def waiting(self) -> Mapping[str, Collection[str]]:
        """Return the states of the tags of which not all passages are anchored."""
        return self._reads.waiting_states()

    @cached_property
    def noted(self) -> set[str]:
        """Collect the tags that have a note."""
        return {id_ for id_, _, note in self._words if note}

    @cached_property
    def _words(self) -> list[tuple[str, str, str]]:
        return [(id_, bare(quote), bare(note)) for id_, quote, note in self._reads.tag_words()]

    def holding(self, wanted: str, *, quotes: bool, notes: bool) -> set[str]:
        """Collect the tags in whose quotations or notes words stand; ``wanted`` is bare."""
        return {id_ for id_, quote, note in self._words if (quotes and wanted in quote) or (notes and wanted in note)}

    def linked(self, relation: str, end: str) -> set[str]:
        """Collect the tags at an end of a link of this relation, "" for any."""
        links = [link for link in self._reads.links() if relation in ("", link.relation)]
        found = {link.source for link in links if end in (SOURCE, EITHER)}
        return found | {link.target for link in links if end in (TARGET, EITHER)}

    def trait(self, name: str) -> set[str]:
        """Collect the tags that are something among the others."""
        if name not in self._traits:
            find = {SETTLED: self._settled, CHANGED: self._changed, ONE_SIDE: self._one_side, ONE_READER: self._by_one}
            self._traits[name] = find[name]()
        return self._traits[name]

    def _settled(self) -> set[str]:
        """Collect the tags on which a decision stands."""
        found: set[str] = set()
        by_document: dict[str, list[str]] = {}
        for decision in self._reads.decisions():
            by_document.setdefault(decision.document, []).extend(side.id for side in decision.sides)
        for document, sides in by_document.items():
            decided = settled_by(self._reads, document)
            found.update(id_ for id_ in sides if decided([id_]) is not None)
        return found

    def _changed(self) -> set[str]:
        """Collect the dated tags with another stance than their holder's last one on the issue, by one reader."""
        drawn = lines(self.said, scale=stance_scale(self.codebook))
        return {point.statement.id for line in drawn for point in line.points if point.change in _CHANGES}

    def _one_side(self) -> set[str]:
        """Collect the tags on issues on which all who are for or against stand on one side."""
        scale = stance_scale(self.codebook)
        sides: dict[str, set[bool]] = {}
        for one in self.said:
            score = scale.score(one.stance)
            if one.issue and score:
                sides.setdefault(one.issue, set()).add(score > 0)
        return {one.id for one in self.statements if len(sides.get(one.issue, ())) == 1}

    def _by_one(self) -> set[str]:
        """Collect the tags with a place that no other reader's tag of their kind overlaps."""
        placed: set[str] = set()
        found: set[str] = set()
        for document in self._reads.documents():
            extents = [
                Extent(start, end, reader, kind, id_)
                for id_, kind, reader, _, start, end in self._reads.marks_of_tags(document.id)
                if reader != AGREED_READER
            ]
            placed.update(one.tag for one in extents)
            found |= shared(extents)
        return placed - found

"""Look at the tags of a whole project: which of them, under which heads, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from glossator.model.codebook import WHO_FIELDS, Codebook, Field
from glossator.model.dates import days_of, is_backward, is_within
from glossator.model.identity import AGREED_READER
from glossator.model.people import folded
from glossator.model.problem import refuse
from glossator.operations.statements import stance_scale, statements
from glossator.review.axes import Axis, by_attribute, by_date, by_field, by_label
from glossator.review.matrix import Matrix, matrix
from glossator.review.statement import Scale, Statement
from glossator.store import Reads

#: Heads of tags whose type has no other use as rows or columns: free words and dates are as many as tags.
_NO_HEADS = ("text", "date")


@dataclass(frozen=True, slots=True)
class Selection:
    """Choose tags: of kinds (keys), on documents and by readers (ids), said in a range of dates; None for any.

    ``since`` and ``until`` are years, months or days, both included; what has no date is in no range.
    ``among`` are ids of tags that something else has found.
    """

    kinds: frozenset[str] | None = None
    documents: frozenset[str] | None = None
    readers: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    among: frozenset[str] | None = None

    @property
    def leaves_out(self) -> bool:
        """Tell whether anything was chosen, so that what is not seen may be there."""
        return self != Selection()

    def of(self, found: Iterable[Statement]) -> list[Statement]:
        """List those chosen.

        The agreed reading repeats what readers said: it counts where it is chosen, or answers what was asked.
        """
        dated = self.since is not None or self.until is not None
        is_asked = self.among is not None
        return [
            one
            for one in found
            if (self.kinds is None or one.kind in self.kinds)
            and (self.documents is None or one.document in self.documents)
            and (is_asked or one.reader != AGREED_READER if self.readers is None else one.reader in self.readers)
            and (self.among is None or one.id in self.among)
            and (not dated or is_within(one.date, self.since, self.until))
        ]


@dataclass(frozen=True, slots=True)
class Overview:
    """Hold every tag of a project as a statement, the axes they can be put in, and the scale of stance."""

    statements: Sequence[Statement]
    axes: dict[str, Axis]
    scale: Scale

    def matrix(self, rows: Axis, columns: Axis, selection: Selection | None = None) -> Matrix:
        """Count the chosen tags under two axes."""
        found = self.statements if selection is None else selection.of(self.statements)
        return matrix(found, rows, columns, scale=self.scale)

    def axis(self, words: str) -> Axis:
        """Find an axis by its key or label; refuse with those that are there."""
        wanted = folded(words)
        for axis in self.axes.values():
            if wanted in (axis.key, folded(axis.label)):
                return axis
        raise refuse(f"“{words}” gives no rows or columns", "it is not known", f"name one of: {', '.join(self.axes)}")


def overview(reads: Reads, *, readers: Collection[str] | None = None, agreed: bool = False) -> Overview:
    """Read the tags of a project once; without ``readers`` (ids) of all, of the agreed reading where asked for."""
    return Overview(statements(reads, readers=readers, agreed=agreed), axes(reads), stance_scale(reads.codebook()))


def axes(reads: Reads) -> dict[str, Axis]:
    """Return what tags of this project can be put in rows and columns by, by key."""
    codebook = reads.codebook()
    names = {entity.id: entity.name for entity in reads.entities(live_only=False)}
    kinds = {kind.key: kind.label for kind in codebook.kinds}
    readers = {reader.id: reader.name for reader in reads.readers()}
    found = [
        Axis("who", "Who", by_attribute("who"), names, kinds=_with(codebook, *WHO_FIELDS)),
        Axis("issue", "Issue", by_attribute("issue"), names, kinds=_with(codebook, "issue")),
        Axis("kind", "Kind", by_attribute("kind"), kinds, is_ordered=True),
        Axis("document", "Document", by_attribute("document"), _titles(reads), is_ordered=True),
        Axis("reader", "Reader", by_attribute("reader"), readers),
        *(_field_axis(codebook, field, names) for field in _fields(codebook)),
        Axis("label", "Label", by_label),
        Axis("month", "Month", by_date(7), is_ordered=True),
        Axis("year", "Year", by_date(4), is_ordered=True),
    ]
    return {axis.key: axis for axis in found}


def selection_of(since: str | None, until: str | None, **parts: frozenset[str] | None) -> Selection:
    """Make a selection; what is no date is refused."""
    for words in (since, until):
        if words is not None and days_of(words) is None:
            raise refuse(f"nothing was chosen by “{words}”", "it is no date", "give 2026, 2026-05 or 2026-05-12")
    if is_backward(since, until):
        raise refuse("nothing was chosen", f"{since} is after {until}", "give the earlier date first")
    return Selection(since=since, until=until, **parts)


def _fields(codebook: Codebook) -> list[Field]:
    return [field for field in codebook.fields() if field.type not in _NO_HEADS and field.key != "issue"]


def _field_axis(codebook: Codebook, field: Field, names: dict[str, str]) -> Axis:
    is_named = field.type in ("actor", "issue")
    heads = names if is_named else {value.key: value.label for value in field.values}
    kinds = _with(codebook, field.key)
    return Axis(field.key, field.label, by_field(field.key), heads, is_ordered=not is_named, kinds=kinds)


def _with(codebook: Codebook, *keys: str) -> frozenset[str]:
    """Return the kinds that have one of these fields."""
    return frozenset(kind.key for kind in codebook.kinds if any(kind.field(key) for key in keys))


def _titles(reads: Reads) -> dict[str, str]:
    """Return the documents' titles in their order; where several have the same, the beginning of the id is said."""
    documents = reads.documents()
    titles = [document.title for document in documents]
    return {one.id: one.title if titles.count(one.title) == 1 else f"{one.title} ({one.id[:8]})" for one in documents}

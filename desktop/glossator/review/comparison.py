"""What a comparison of readers says: figures, what each of them counts, and the differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from glossator.model.people import Reader
from glossator.review.alignment import Group

#: The name of the figures over all compared kinds.
ALL = "all"

#: What an interval draws: whole documents where there are enough of them, else paragraphs.
DOCUMENT, PARAGRAPH = "document", "paragraph"

#: The ends of an interval.
Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Settlable:
    """Hold tags that belong together, and the id of the decision that settled them, None where none did."""

    group: Group
    settled: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Say between which ends 95 of 100 resampled figures lie, and how they were drawn."""

    unit: str
    resamples: int
    seed: int
    f1: Ends | None = None
    alpha_characters: Ends | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Say how far readers agree on one kind, or on all: None where there is nothing to compute.

    Of more than two readers ``f1``, ``precision``, ``recall`` and ``mean_iou`` are means over pairs,
    ``matched`` their sum, ``only`` counts a reader's tags that match nobody's, and κ is None.
    """

    f1: float | None
    precision: float | None
    recall: float | None
    mean_iou: float | None
    matched: int
    only: Mapping[str, int]
    kappa_characters: float | None
    alpha_characters: float | None
    kappa_sentences: float | None
    alpha_sentences: float | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class FieldFigure:
    """Say how far readers agree on a field of matched tags: ``coefficient`` is kappa or alpha.

    ``pairs`` counts the matched pairs in which both have set it.
    """

    coefficient: str
    value: float | None
    pairs: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Hold the tags that a figure counts: matched pairs, and by reader's name those that match none."""

    pairs: tuple[tuple[str, str], ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """Return every tag once, the pairs' first."""
        paired = [id_ for pair in self.pairs for id_ in pair]
        return tuple(dict.fromkeys([*paired, *(id_ for ids in self.only.values() for id_ in ids)]))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold all that comparing readers over documents gives; readers' names are the keys of what is theirs.

    ``coverage`` is the share of the text that a reader's tags of the compared kinds cover, ``read`` the
    share that a reader has read, ``without_place`` counts tags that no longer have a place and are in
    no figure, ``hidden`` lists documents left out because they are read blind.
    """

    readers: tuple[Reader, ...]
    documents: tuple[str, ...]
    iou: float
    kinds: Mapping[str, Figures]
    all: Figures
    fields: Mapping[str, FieldFigure]
    differences: tuple[Settlable, ...]
    coverage: Mapping[str, float | None]
    read: Mapping[str, float | None]
    counts: Mapping[str, Counted]
    field_counts: Mapping[str, Counted]
    without_place: Mapping[str, int]
    hidden: Sequence[str] = ()

    def counted(self, of: str, figure: str = "f1") -> Counted:
        """Return the tags that a figure of a kind, or of ``ALL``, counts; precision and recall leave one side's out."""
        counted = self.counts[of]
        names = [reader.name for reader in self.readers]
        if figure in ("mean_iou", "matched"):
            return Counted(counted.pairs)
        if figure in ("precision", "recall") and len(names) == 2:
            kept = names[1] if figure == "precision" else names[0]
            return Counted(counted.pairs, {kept: counted.only[kept]})
        return counted

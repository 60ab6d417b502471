"""The figures in rows: each with its interval, the tags that it counts, and the rule by which it counts them."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.model.codebook import Kind
from glossator.review.comparison import ALL, Comparison, Counted, Figures
from glossator.views.desk import Desk
from glossator.views.words import counted

#: Figures over fewer matched pairs than this say little: a single tag more would move them far. They are paler.
FEW = 5

#: What stands where there is nothing to compute.
NOTHING = "–"


def _digits(value: float) -> str:
    """Write a figure with two digits and a minus sign; what rounds to nothing has none."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one figure: its value None where there is not enough to say, its interval, the tags that it counts.

    ``rule`` says how it counts, and why it is 0 where it is.
    """

    value: float | None
    interval: tuple[float, float] | None = None
    counted: tuple[tuple[str, ...], ...] = ()
    rule: str = ""

    @property
    def words(self) -> str:
        """Write the figure with two digits."""
        return NOTHING if self.value is None else _digits(self.value)

    @property
    def interval_words(self) -> str:
        """Write the interval, "" where there is none."""
        return f"{_digits(self.interval[0])} to {_digits(self.interval[1])}" if self.interval is not None else ""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold the figures of one kind, or of all."""

    label: str
    kind: Kind | None
    cells: tuple[Cell, ...]
    pairs: int

    @property
    def is_thin(self) -> bool:
        """Tell whether so few tags match that the figures say little."""
        return self.pairs < FEW


@dataclass(frozen=True, slots=True)
class Column:
    """Name a column: a sign, its unit, and what it says in a sentence."""

    sign: str
    unit: str
    help: str


COLUMNS = (
    Column(
        "F₁",
        "tags",
        "How many tags match: 2 × the matched pairs, divided by the tags of both; of more readers the mean.",
    ),
    Column("α", "characters", "Krippendorff’s alpha: each character is covered by the kind, or not."),
    Column("α", "sentences", "Krippendorff’s alpha: each sentence is covered by half or more, or not."),
)


def rows_of(comparison: Comparison, desk: Desk) -> list[Row]:
    """Return the figures of each kind that anybody tagged, and of all."""
    rows = []
    for key, figures in comparison.kinds.items():
        tags = comparison.counted(key)
        if tags.ids:
            kind = desk.codebook.kind(key)
            rows.append(_row(f"{kind.label}s" if kind else key, kind, figures, tags=tags, iou=comparison.iou))
    return [*rows, _row("All kinds", None, comparison.all, tags=comparison.counted(ALL), iou=comparison.iou)]


def unit_words(comparison: Comparison) -> str:
    """Say how the intervals were drawn and what of the text nobody has read."""
    interval = comparison.all.interval
    said = f"95 % intervals: {interval.resamples:,} resamples of {interval.unit}s, seed {interval.seed}."
    if comparison.hidden:
        said += f" {counted(len(comparison.hidden), 'document')} read blind left out."
    return said


def _row(label: str, kind: Kind | None, figures: Figures, *, tags: Counted, iou: float) -> Row:
    alone = [(id_,) for ids in tags.only.values() for id_ in ids]
    groups = (*tags.pairs, *alone)
    interval = figures.interval
    cells = (
        Cell(figures.f1, interval.f1, groups, matching_words(iou, figures.f1, tags)),
        Cell(figures.alpha_characters, interval.alpha_characters, groups, COLUMNS[1].help),
        Cell(figures.alpha_sentences, None, groups, COLUMNS[2].help),
    )
    return Row(label, kind, cells, len(tags.pairs))


def matching_words(iou: float, f1: float | None, tags: Counted) -> str:
    """Say when two tags match, and why none do where the figure is 0."""
    said = (
        f"Tags of one kind match, one to one, where they overlap by {iou:g} or more: what both cover, of what either."
    )
    if f1 != 0:
        return said
    there = ", ".join(f"{name} has {len(ids) or 'none'}" for name, ids in tags.only.items())
    return f"{said} It is 0, for no two match: {there}."

"""Tags counted under two heads at once, with the stance that each cell holds, and what in it does not go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from glossator.review.axes import Axis
from glossator.review.statement import Scale, Statement
from glossator.review.trajectory import BREAK, TURN, line, voiced

#: How the stances of a cell go together.
NONE, ONE, SPLIT = "none", "one", "split"


@dataclass(frozen=True)
class Cell:
    """Hold the tags of a row and a column, in the order of the project."""

    row: str
    column: str
    statements: tuple[Statement, ...]
    scale: Scale

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of its tags."""
        return tuple(one.id for one in self.statements)

    @cached_property
    def stances(self) -> Mapping[str, int]:
        """Count its tags by stance, in the order of the scale; those without one are not in it."""
        counts = Counter(one.stance for one in self.statements if one.stance)
        order = [*self.scale.scores, *sorted(counts.keys() - self.scale.scores.keys())]
        return {key: counts[key] for key in order if counts[key]}

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """Return the scores of its stances, one for each tag that has one."""
        found = (self.scale.score(one.stance) for one in self.statements)
        return tuple(score for score in found if score is not None)

    @property
    def mean(self) -> float | None:
        """Return the mean of the scores, None where there is none."""
        return sum(self.scores) / len(self.scores) if self.scores else None

    @property
    def togetherness(self) -> str:
        """Tell whether its stances are on one side, on both (``SPLIT``), or whether there are none."""
        if not self.stances:
            return NONE
        return SPLIT if self.scores and min(self.scores) < 0 < max(self.scores) else ONE

    @property
    def conditional(self) -> int:
        """Count the tags that stand under a condition."""
        return sum(1 for one in self.statements if one.is_conditional)

    @cached_property
    def _changes(self) -> frozenset[str]:
        """Collect how those who are for and against one issue come to be, as one and the same reader has it."""
        found: set[str] = set()
        for (who, issue), some in voiced(self.statements).items():
            for reader in {one.reader for one in some}:
                said = [one for one in some if one.reader == reader]
                sides = {score > 0 for one in said if (score := self.scale.score(one.stance))}
                drawn = line(who, issue, said, scale=self.scale) if len(sides) > 1 else None
                if drawn is not None:
                    # Of what has no date nobody knows that it is a change of mind.
                    found |= {point.change for point in drawn.points} | ({BREAK} if drawn.undated else set())
        return frozenset(found)

    @property
    def contradicts(self) -> bool:
        """Tell whether somebody says yes and no on one issue at one time, as far as the dates say."""
        return BREAK in self._changes

    @property
    def turned(self) -> bool:
        """Tell whether somebody changed sides on one issue, from one time to another."""
        return TURN in self._changes

    @cached_property
    def readers_differ(self) -> bool:
        """Tell whether two readers give words that overlap another stance."""
        placed = sorted(
            (one for one in self.statements if one.start is not None and one.stance),
            key=lambda one: (one.document, one.start or 0, one.end or 0),
        )
        open_: list[Statement] = []
        for one in placed:
            begin = one.start or 0
            open_ = [other for other in open_ if other.document == one.document and (other.end or 0) > begin]
            if any(
                other.reader != one.reader
                and other.stance != one.stance
                and (other.who, other.issue) == (one.who, one.issue)
                for other in open_
            ):
                return True
            open_.append(one)
        return False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hold the cells that are not empty, rows and columns in order; ``missing`` are tags that could have both."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    missing: tuple[str, ...]
    row_axis: Axis
    column_axis: Axis
    row_counts: Mapping[str, int] = field(default_factory=dict)
    column_counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def left_out(self) -> int:
        """Count the tags that could have row and column and have not."""
        return len(self.missing)

    def row_words(self, row: str) -> str:
        """Return a row's words."""
        return self.row_axis.words(row)

    def column_words(self, column: str) -> str:
        """Return a column's words."""
        return self.column_axis.words(column)

    @property
    def count(self) -> int:
        """Count the tags in the cells, one that falls under several once."""
        return len({one.id for cell in self.cells.values() for one in cell.statements})


def matrix(statements: Iterable[Statement], rows: Axis, columns: Axis, *, scale: Scale) -> Matrix:
    """Count tags under the heads of two axes; a tag with several labels falls under each of them."""
    found: dict[tuple[str, str], list[Statement]] = {}
    row_counts: Counter[str] = Counter()
    column_counts: Counter[str] = Counter()
    missing = []
    for statement in statements:
        below, beside = rows.keys_of(statement), columns.keys_of(statement)
        if not below or not beside:
            if rows.takes(statement.kind) and columns.takes(statement.kind):
                missing.append(statement.id)
            continue
        row_counts.update(below)
        column_counts.update(beside)
        for row in below:
            for column in beside:
                found.setdefault((row, column), []).append(statement)
    cells = {key: Cell(*key, tuple(some), scale) for key, some in found.items()}
    return Matrix(
        rows.sorted(row_counts),
        columns.sorted(column_counts),
        cells,
        tuple(missing),
        rows,
        columns,
        row_counts,
        column_counts,
    )


def without_small(heads: Sequence[str], counts: Mapping[str, int], least: int) -> tuple[str, ...]:
    """Leave out the heads with less than ``least`` tags."""
    return tuple(head for head in heads if counts.get(head, 0) >= least)

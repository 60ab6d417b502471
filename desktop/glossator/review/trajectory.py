"""One holder on one issue over time: what was said when, and where it turned, softened, hardened or broke."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from glossator.model.dates import Days, days_of
from glossator.review.statement import Scale, Statement

#: How a statement stands to the one before it by the same holder on the same issue.
TURN, BREAK, SOFTENS, HARDENS, TIED, FREED = "turn", "break", "softens", "hardens", "condition", "no condition"

#: What each of them means, in a sentence.
CHANGES: Mapping[str, str] = {
    TURN: "the side changes, from for to against or back, on another day",
    BREAK: "both sides are taken at one time, as far as their dates say: it contradicts itself",
    SOFTENS: "the same side, or neutral, and less of it",
    HARDENS: "the same side and more of it, or a side after neutral",
    TIED: "the same stance, now under a condition",
    FREED: "the same stance, without the condition that was there",
}


@dataclass(frozen=True, slots=True)
class Point:
    """Place a statement in time; ``score`` is None for one that is unclear, ``change`` "" where nothing changes."""

    statement: Statement
    days: Days
    score: int | None
    change: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold what one holder said on one issue, in order of time; ``undated`` tags cannot be placed."""

    who: str
    issue: str
    points: tuple[Point, ...]
    undated: tuple[Statement, ...] = ()

    @property
    def count(self) -> int:
        """Count its statements."""
        return len(self.points) + len(self.undated)

    @property
    def turns(self) -> tuple[Point, ...]:
        """Return where it turns or breaks."""
        return tuple(point for point in self.points if point.change in (TURN, BREAK))


def lines(statements: Iterable[Statement], *, scale: Scale) -> tuple[Line, ...]:
    """Order the statements that have holder, issue and stance into lines, the fullest first.

    ``statements`` come in the order of the project, which decides between those of one day.
    """
    return tuple(line(who, issue, some, scale=scale) for (who, issue), some in voiced(statements).items())


def voiced(statements: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    """Group the statements that have holder, issue and stance by holder and issue, the fullest group first."""
    found: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        if one.who and one.issue and one.fields.get("stance"):  # the property costs as much as all else here
            found.setdefault((one.who, one.issue), []).append(one)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def line(who: str, issue: str, statements: Sequence[Statement], *, scale: Scale) -> Line:
    """Order what one holder said on one issue into a line."""
    dated = [(days, one) for one in statements if (days := days_of(one.date)) is not None]
    dated.sort(key=lambda pair: pair[0].order)
    points: list[Point] = []
    last: dict[str, Point] = {}  # by reader: two readings of one sentence are no change of mind
    for days, one in dated:
        point = Point(one, days, scale.score(one.stance))
        before = last.get(one.reader)
        if point.score is not None:
            if before is not None:
                point = Point(one, days, point.score, _change(before, point))
            last[one.reader] = point
        points.append(point)
    return Line(who, issue, tuple(points), tuple(one for one in statements if days_of(one.date) is None))


def _change(before: Point, after: Point) -> str:
    """Tell how a statement stands to the one before it; both have a score.

    Of dates that share a day nobody knows which was first, so nothing between them softens or hardens.
    """
    one, other = before.score or 0, after.score or 0
    if before.days.meets(after.days):
        return BREAK if one * other < 0 else ""
    if one * other < 0:
        return TURN
    if one != other:
        return HARDENS if abs(other) > abs(one) else SOFTENS
    if before.statement.is_conditional != after.statement.is_conditional:
        return TIED if after.statement.is_conditional else FREED
    return ""

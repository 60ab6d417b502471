"""What is shown over time: which lines, and at which stops their statements are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from glossator.model.dates import days_of
from glossator.review.statement import Statement
from glossator.review.trajectory import Line, Point, line, voiced
from glossator.views.whole.state import Known

#: As many lines as can be told apart when they are laid over one another.
MOST_LINES = 4

#: As many columns as are made; what was said of more is narrowed by dates or documents.
MOST_STOPS = 120


@dataclass(frozen=True, slots=True)
class Stop:
    """Hold what was said in one document at one date, by the lines that are shown; ``date`` is "" where none is."""

    document: str
    date: str
    statements: tuple[Statement, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of its tags."""
        return tuple(one.id for one in self.statements)


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the lines that are drawn and their stops in order of time; who and which issues could be drawn, counted."""

    lines: tuple[Line, ...]
    stops: tuple[Stop, ...]
    holders: tuple[tuple[str, int], ...]
    issues: tuple[tuple[str, int], ...]
    left: int = 0  # lines or stops that had no room
    marks: tuple[int, ...] = ()  # by line: which sign and colour it has, the same whichever lines are beside it

    @property
    def points(self) -> tuple[tuple[Line, Point], ...]:
        """Return the points of all lines in order of time."""
        found = [(line, point) for line in self.lines for point in line.points]
        return tuple(sorted(found, key=lambda pair: pair[1].days.order))

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the tags in the order of the stops."""
        return tuple(id_ for stop in self.stops for id_ in stop.ids)

    def stop_of(self, tag: str) -> int:
        """Return the number of the stop where a tag is read, -1 where there is none."""
        return next((at for at, stop in enumerate(self.stops) if tag in stop.ids), -1)


def plan(known: Known, statements: Iterable[Statement], holders: Sequence[str], issue: str) -> Plan:
    """Choose lines: of the holders on the issue; without holders those who say most, without an issue each on its own.

    With neither it is the issue of which most is said.
    """
    said = voiced(statements)
    by_holder, by_issue = _counts(said, 0), _counts(said, 1)
    if not issue and not holders and by_issue:
        issue = by_issue[0][0]
    wanted = [key for key in said if (not issue or key[1] == issue) and (not holders or key[0] in holders)]
    shown = tuple(line(*key, said[key], scale=known.overview.scale) for key in wanted[:MOST_LINES])
    stops = _stops(shown, [*known.documents])
    left = len(wanted) - len(shown) + max(0, len(stops) - MOST_STOPS)
    if len(stops) > MOST_STOPS:  # a point without its passage below would open another's
        stops = stops[:MOST_STOPS]
        there = {id_ for stop in stops for id_ in stop.ids}
        shown = tuple(_within(one, there) for one in shown)
    return Plan(shown, stops, by_holder, by_issue, left, _marks(shown, by_holder, by_issue))


def _marks(shown: Sequence[Line], *counted: tuple[tuple[str, int], ...]) -> tuple[int, ...]:
    """Give every line a sign: by the rank of its holder, or of its issue where one holder is shown; no two the same."""
    by_issue = len({one.who for one in shown}) == 1 and len(shown) > 1
    ranks = {key: at for at, (key, _) in enumerate(counted[by_issue])}
    marks: list[int] = []
    for one in shown:
        wanted = ranks.get(one.issue if by_issue else one.who, 0) % MOST_LINES
        free = (mark % MOST_LINES for mark in range(wanted, wanted + MOST_LINES))
        marks.append(next((mark for mark in free if mark not in marks), wanted))
    return tuple(marks)


def _within(whole: Line, there: set[str]) -> Line:
    """Leave of a line what has a place below it."""
    points = tuple(point for point in whole.points if point.statement.id in there)
    return Line(whole.who, whole.issue, points, tuple(one for one in whole.undated if one.id in there))


def _stops(drawn: Sequence[Line], documents: Sequence[str]) -> tuple[Stop, ...]:
    order = {document: at for at, document in enumerate(documents)}
    found: dict[tuple[str, str], list[Statement]] = {}
    for drawn_line in drawn:
        for one in [*(point.statement for point in drawn_line.points), *drawn_line.undated]:
            found.setdefault((one.date, one.document), []).append(one)

    def place(key: tuple[str, str]) -> tuple[bool, tuple[int, int], int]:
        days = days_of(key[0])
        return days is None, days.order if days is not None else (0, 0), order.get(key[1], 0)

    return tuple(
        Stop(document, date, tuple(sorted(found[date, document], key=lambda one: (one.start or 0, one.id))))
        for date, document in sorted(found, key=place)
    )


def _counts(said: Mapping[tuple[str, str], Sequence[Statement]], at: int) -> tuple[tuple[str, int], ...]:
    """Count statements by holder (0) or issue (1), the most first."""
    counts: Counter[str] = Counter()
    for key, some in said.items():
        counts[key[at]] += len(some)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

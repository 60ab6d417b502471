"""Statements made in a line, as tests of the views of the whole want them."""

from __future__ import annotations

from itertools import count

from glossator.review.statement import Scale, Statement

SCALE = Scale(
    {"strongly-against": -2, "against": -1, "neutral": 0, "for": 1, "strongly-for": 2, "unclear": None},
    {"strongly-against": "Strongly against", "against": "Against", "neutral": "Neutral", "for": "For"},
)

_number = count(1)


def said(
    who: str = "",
    issue: str = "",
    stance: str = "",
    *,
    date: str = "",
    condition: str = "",
    reader: str = "ada",
    kind: str = "position",
    document: str = "d",
    place: tuple[int, int] | None = None,
    labels: tuple[str, ...] = (),
    id_: str = "",
    **fields: str,
) -> Statement:
    """Make a statement; what is not given is not set."""
    given = {"holder": who, "issue": issue, "stance": stance, "condition": condition, **fields}
    start, end = place if place is not None else (None, None)
    kept = {key: value for key, value in given.items() if value}
    id_ = id_ or f"t{next(_number)}"
    return Statement(id_, document, reader, kind, start, end, who, issue, date, kept, labels)

from __future__ import annotations

import pytest

from glossator.model.codebook import Field, Value
from glossator.model.problem import Problem
from glossator.operations.fields import parse_date, parse_value

STANCE = Field(
    "stance",
    "Stance",
    "scale",
    values=(
        Value("strongly-against", "Strongly against", -2),
        Value("against", "Against", -1),
        Value("for", "For", 1),
        Value("unclear", "Unclear", None),
    ),
)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("for", "for"),
        ("For", "for"),
        ("1", "for"),
        ("+1", "for"),
        ("-2", "strongly-against"),
        ("−2", "strongly-against"),
        ("strongly  against", "strongly-against"),
        (" unclear ", "unclear"),
        ("", ""),
    ],
)
def test_a_value_is_known_by_its_key_label_and_score(words: str, key: str) -> None:
    assert parse_value(STANCE, words) == key


def test_a_value_that_is_not_there_is_refused_with_those_that_are() -> None:
    assert parse_value(STANCE, "3") == Problem(
        "Stance was not set",
        "it has no value “3”",
        "give one of: strongly-against (-2), against (-1), for (1), unclear",
    )


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2026", "2026"),
        ("2026-05", "2026-05"),
        ("2026-5", "2026-05"),
        ("2026-05-12", "2026-05-12"),
        ("12 May 2026", "2026-05-12"),
        ("12th may 2026", "2026-05-12"),
        ("May 12, 2026", "2026-05-12"),
        ("Sept. 2026", "2026-09"),
        ("2024-02-29", "2024-02-29"),
        ("2026-02-29", None),
        ("2026-13", None),
        ("12 Florid 2026", None),
        ("0000", None),
        ("٢٠٢٦", None),
        ("yesterday", None),
        ("26", None),
    ],
)
def test_a_date_is_a_year_month_or_day(words: str, date: str | None) -> None:
    assert parse_date(words) == date


def test_a_date_that_is_none_is_refused() -> None:
    assert parse_value(Field("said", "Said", "date"), "soon") == Problem(
        "Said was not set", "“soon” is no date", "give a year, month or day: 2026, 2026-05, 2026-05-12"
    )


def test_text_is_kept_as_it_was_written() -> None:
    assert parse_value(Field("condition", "Condition", "text"), " only if — «пилоты» 🎉 ") == "only if — «пилоты» 🎉"

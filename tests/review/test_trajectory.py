from __future__ import annotations

import pytest
from statements import SCALE, said

from glossator.review.trajectory import BREAK, CHANGES, FREED, HARDENS, SOFTENS, TIED, TURN, Line, lines


def line(*statements) -> Line:
    (found,) = lines(statements, scale=SCALE)
    return found


def test_statements_stand_in_the_order_of_their_dates():
    found = line(
        said("n", "sea", "for", date="2026-06", id_="b"),
        said("n", "sea", "for", date="2026-05-12", id_="a"),
        said("n", "sea", "for", date="2026-06-01", id_="c"),
    )
    assert [point.statement.id for point in found.points] == ["a", "c", "b"]


def test_what_has_no_date_is_kept_apart():
    found = line(said("n", "sea", "for", id_="a"), said("n", "sea", "for", date="2026", id_="b"))
    assert ([one.id for one in found.undated], found.count) == (["a"], 2)


@pytest.mark.parametrize(
    ("before", "after", "days", "change"),
    [
        ("against", "for", ("2026-03-03", "2026-05-12"), TURN),
        ("strongly-for", "against", ("2026-03-03", "2026-05-12"), TURN),
        ("against", "for", ("2026-03-03", "2026-03-03"), BREAK),
        ("against", "for", ("2026-03", "2026-03-20"), BREAK),
        ("against", "strongly-against", ("2026-03", "2026-03-20"), ""),
        ("for", "neutral", ("2026-03-03", "2026-03-03"), ""),
        ("strongly-against", "against", ("2026-03-03", "2026-05-12"), SOFTENS),
        ("for", "neutral", ("2026-03-03", "2026-05-12"), SOFTENS),
        ("for", "strongly-for", ("2026-03-03", "2026-05-12"), HARDENS),
        ("neutral", "against", ("2026-03-03", "2026-05-12"), HARDENS),
        ("for", "for", ("2026-03-03", "2026-05-12"), ""),
        ("for", "unclear", ("2026-03-03", "2026-05-12"), ""),
    ],
)
def test_a_change_has_its_name(before, after, days, change):
    found = line(said("n", "sea", before, date=days[0]), said("n", "sea", after, date=days[1]))
    assert [point.change for point in found.points] == ["", change]


def test_conditions_that_come_and_go_are_changes():
    found = line(
        said("n", "sea", "for", date="2026-01"),
        said("n", "sea", "for", date="2026-02", condition="pilots first"),
        said("n", "sea", "for", date="2026-03"),
    )
    assert [point.change for point in found.points] == ["", TIED, FREED]


def test_what_is_unclear_hides_no_turn():
    found = line(
        said("n", "sea", "for", date="2026-01"),
        said("n", "sea", "unclear", date="2026-02"),
        said("n", "sea", "against", date="2026-03"),
    )
    assert [point.change for point in found.turns] == [TURN]


def test_two_readings_of_one_sentence_are_no_turn():
    found = line(
        said("n", "sea", "for", date="2026-01", reader="ada"), said("n", "sea", "against", date="2026-01", reader="ben")
    )
    assert found.turns == ()


def test_each_holder_has_a_line_for_each_issue_the_fullest_first():
    found = lines(
        [said("n", "air", "for"), said("n", "sea", "for"), said("n", "sea", "for"), said("n", "sea"), said("n")],
        scale=SCALE,
    )
    assert [(one.who, one.issue, one.count) for one in found] == [("n", "sea", 2), ("n", "air", 1)]


def test_every_change_says_what_it_means():
    assert set(CHANGES) == {TURN, BREAK, SOFTENS, HARDENS, TIED, FREED}

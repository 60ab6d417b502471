from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statements import SCALE, said

from glossator.review.axes import Axis, by_attribute, by_date, by_field, by_label, grouped
from glossator.review.matrix import NONE, ONE, SPLIT, Matrix, matrix, without_small

HOLDER = Axis("holder", "Holder", by_field("holder"), {"n": "North", "s": "South"})
ISSUE = Axis("issue", "Issue", by_attribute("issue"))
STANCE = Axis("stance", "Stance", by_field("stance"), SCALE.labels, is_ordered=True)
LABEL = Axis("label", "Label", by_label)


def made(*statements, rows=HOLDER, columns=ISSUE) -> Matrix:
    return matrix(statements, rows, columns, scale=SCALE)


def test_a_cell_holds_the_tags_of_its_row_and_column():
    found = made(said("n", "sea", id_="a"), said("s", "sea", id_="b"), said("n", "sea", id_="c"))
    assert {key: cell.ids for key, cell in found.cells.items()} == {("n", "sea"): ("a", "c"), ("s", "sea"): ("b",)}


def test_tags_without_row_or_column_are_left_out_and_counted():
    found = made(said("n", "sea"), said("n"), said(issue="sea"))
    assert (found.left_out, found.count) == (2, 1)


def test_the_fullest_rows_come_first_then_by_name():
    found = made(said("s", "sea"), said("n", "sea"), said("z", "sea"), said("z", "air"))
    assert (found.rows, found.columns) == (("z", "n", "s"), ("sea", "air"))


def test_values_of_a_scale_keep_its_order():
    found = made(said("n", "sea", "for"), said("n", "sea", "for"), said("n", "sea", "against"), rows=STANCE)
    assert found.rows == ("against", "for")


def test_a_tag_of_two_labels_falls_under_both():
    found = made(said("n", labels=("a", "b")), columns=LABEL)
    assert [(key[1], len(cell.statements)) for key, cell in found.cells.items()] == [("a", 1), ("b", 1)]


def test_stances_are_counted_in_the_order_of_the_scale():
    (cell,) = made(
        said("n", "sea", "for"), said("n", "sea", "unclear"), said("n", "sea", "against"), said("n", "sea")
    ).cells.values()
    assert (list(cell.stances.items()), cell.mean) == ([("against", 1), ("for", 1), ("unclear", 1)], 0.0)


@pytest.mark.parametrize(
    ("stances", "expected"),
    [
        ((), NONE),
        (("unclear",), ONE),
        (("for", "strongly-for"), ONE),
        (("for", "neutral"), ONE),
        (("for", "against"), SPLIT),
    ],
    ids=["without stance", "unclear", "one side", "neutral takes no side", "both sides"],
)
def test_a_cell_is_split_where_both_sides_are_taken(stances, expected):
    (cell,) = made(said("n", "sea"), *(said("n", "sea", stance) for stance in stances)).cells.values()
    assert cell.togetherness == expected


def test_a_holder_contradicts_himself_as_one_reader_has_it():
    (cell,) = made(said("n", "sea", "for"), said("n", "sea", "strongly-against")).cells.values()
    assert (cell.contradicts, cell.turned) == (True, False)


def test_a_holder_who_says_another_thing_later_has_changed_sides():
    first, later = said("n", "sea", "for", date="2026-05"), said("n", "sea", "against", date="2026-06-02")
    (cell,) = made(first, later).cells.values()
    assert (cell.contradicts, cell.turned) == (False, True)


def test_a_tag_of_two_labels_is_one_tag():
    assert made(said("n", labels=("a", "b")), columns=LABEL).count == 1


@pytest.mark.parametrize(
    "other",
    [said("n", "sea", "against", reader="ben"), said("s", "sea", "against"), said("n", "sea", "neutral")],
    ids=["another reader", "another holder", "no side"],
)
def test_others_do_not_make_a_contradiction(other):
    (cell,) = made(said("n", "sea", "for"), other, rows=ISSUE).cells.values()
    assert not cell.contradicts


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        (said("n", "sea", "against", reader="ben", place=(5, 20)), True),
        (said("n", "sea", "for", reader="ben", place=(5, 20)), False),
        (said("n", "sea", "against", reader="ben", place=(10, 20)), False),
        (said("n", "sea", "against", reader="ben", place=(5, 20), document="e"), False),
        (said("n", "sea", "against", reader="ada", place=(5, 20)), False),
    ],
    ids=["another stance", "the same", "beside it", "another document", "the same reader"],
)
def test_readers_differ_where_they_give_the_same_words_another_stance(other, differ):
    (cell,) = made(said("n", "sea", "for", place=(0, 10)), other).cells.values()
    assert cell.readers_differ is differ


def test_conditions_are_counted():
    (cell,) = made(said("n", "sea", "for", condition="pilots first"), said("n", "sea", "for")).cells.values()
    assert cell.conditional == 1


def test_small_heads_are_left_out():
    found = made(said("n", "sea"), said("n", "sea"), said("s", "sea"))
    assert without_small(found.rows, found.row_counts, 2) == ("n",)


def test_a_date_less_known_than_the_months_is_under_no_month():
    months = Axis("month", "Month", by_date(7), is_ordered=True)
    found = made(
        said("n", date="2026-05-12"), said("n", date="2026-04"), said("n", date="2026"), rows=HOLDER, columns=months
    )
    assert (found.columns, found.left_out) == (("2026-04", "2026-05"), 1)


def test_groups_have_those_without_a_head_last():
    found = grouped([said("", id_="a"), said("n", id_="b"), said("n", id_="c"), said("s", id_="d")], HOLDER)
    assert [(group.words, [one.id for one in group.statements]) for group in found] == [
        ("North", ["b", "c"]),
        ("South", ["d"]),
        ("", ["a"]),
    ]


some = st.lists(
    st.builds(said, st.sampled_from("ns "), st.sampled_from(["sea", "air", ""]), st.sampled_from(["for", "against"])),
    max_size=20,
)


@given(some)
def test_every_tag_is_in_a_cell_or_left_out(statements):
    found = made(*statements)
    assert found.count + found.left_out == len(statements)


@given(some)
def test_turned_around_it_counts_the_same(statements):
    found, turned = made(*statements), made(*statements, rows=ISSUE, columns=HOLDER)
    assert Counter({key: cell.ids for key, cell in found.cells.items()}.items()) == Counter(
        {(row, column): cell.ids for (column, row), cell in turned.cells.items()}.items()
    )

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tagging import tag

from glossator.review.matching import assigned, matches
from glossator.review.reading import Extent, place_of


def matched(*tags: Extent, least: float = 0.5) -> list[tuple[str, str, float]]:
    found = matches(sorted(tags, key=place_of), least=least)
    return [(one.first.id, one.second.id, round(one.iou, 3)) for pairs in found.values() for one in pairs]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param((0, 10), 1.0, id="the same"),
        pytest.param((0, 5), 0.5, id="exactly half"),
        pytest.param((2, 10), 0.8, id="most of it"),
    ],
)
def test_tags_match_from_half_of_their_union_on(other: tuple[int, int], expected: float) -> None:
    assert matched(tag("a", (0, 10)), tag("b", other)) == [("a", "b", expected)]


@pytest.mark.parametrize("other", [(0, 4), (10, 20), (7, 20)], ids=["less than half", "side by side", "a third"])
def test_tags_with_less_in_common_do_not_match(other: tuple[int, int]) -> None:
    assert matched(tag("a", (0, 10)), tag("b", other)) == []


def test_the_least_overlap_is_a_setting_that_its_own_value_meets() -> None:
    assert matched(tag("a", (0, 10)), tag("b", (0, 7)), least=0.7) == [("a", "b", 0.7)]


def test_several_passages_match_as_one() -> None:
    assert matched(tag("a", (0, 10), (20, 30)), tag("b", (0, 10))) == [("a", "b", 0.5)]
    assert matched(tag("a", (0, 10), (20, 31)), tag("b", (0, 10))) == []


def test_the_most_overlap_in_all_wins_over_the_best_pair() -> None:
    # The best pair (a1, b1) would leave a2 and b2 without partners.
    tags = tag("a1", (0, 10)), tag("a2", (0, 16)), tag("b1", (0, 11)), tag("b2", (0, 6))
    assert matched(*tags) == [("a1", "b2", 0.6), ("a2", "b1", 0.688)]


def test_of_equal_assignments_who_is_named_decides() -> None:
    tags = (
        tag("a1", (0, 9), holder="N"),
        tag("a2", (0, 9), holder="S"),
        tag("b1", (0, 9), holder="S"),
        tag("b2", (0, 9), holder="N"),
    )
    assert matched(*tags) == [("a1", "b2", 1.0), ("a2", "b1", 1.0)]


def test_of_equal_assignments_the_one_by_place_and_id_is_taken() -> None:
    tags = tag("b2", (0, 9)), tag("a2", (0, 9)), tag("a1", (0, 9)), tag("b1", (0, 9)), tag("b3", (0, 9))
    assert matched(*tags) == [("a1", "b1", 1.0), ("a2", "b2", 1.0)]


def test_every_two_of_three_readers_are_matched() -> None:
    assert matched(tag("a", (0, 9)), tag("b", (0, 9)), tag("c", (0, 9))) == [
        ("a", "b", 1),
        ("a", "c", 1),
        ("b", "c", 1),
    ]


def test_many_tags_on_one_passage_are_matched() -> None:
    tags = [tag(f"{reader}{number:04}", (0, 9)) for reader in "ab" for number in range(150)]
    assert len(matched(*tags)) == 150


WEIGHTS = st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=5)


@settings(max_examples=150)
@given(WEIGHTS)
def test_an_assignment_is_as_heavy_as_the_heaviest_of_all(weights: list[list[int]]) -> None:
    edges = {
        row: [(column, weight) for column, weight in enumerate(line) if weight] for row, line in enumerate(weights)
    }
    found = assigned(edges)
    assert len(set(found.values())) == len(found)
    heaviest = 0
    columns = [*range(4), *[None] * len(weights)]
    for chosen in set(permutations(columns, len(weights))):
        heaviest = max(heaviest, sum(weights[row][column] for row, column in enumerate(chosen) if column is not None))
    assert sum(weights[row][column] for row, column in found.items()) == heaviest

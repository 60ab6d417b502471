from __future__ import annotations

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statements import SCALE, said

from glossator.review.layout import APART, Point, Tie, layout
from glossator.review.network import network
from glossator.review.statement import Statement

#: Two camps of three who agree among themselves, and differ from the others.
CAMPS = ("north", "island", "pilots"), ("south", "coast", "fleet")
INSIDE = [(one, other, 0.8) for camp in CAMPS for one, other in combinations(camp, 2)]
ACROSS = [(one, other, -0.8) for one in CAMPS[0] for other in CAMPS[1]]
HOLDERS = [holder for camp in CAMPS for holder in camp]


def distance(places: dict[str, Point], one: str, other: str) -> float:
    return math.dist(places[one], places[other])


def moved(before: dict[str, Point], after: dict[str, Point]) -> float:
    return sum(math.dist(place, after[id_]) for id_, place in before.items()) / len(before)


def width(places: dict[str, Point]) -> float:
    return max(math.dist(one, other) for one, other in combinations(places.values(), 2))


def debate() -> list[Statement]:
    """Return forty holders of three camps, each with six positions on ten issues."""
    made = []
    for number in range(40):
        for turn in range(6):
            issue = (number * 7 + turn * turn) % 10
            side = (number % 3 + issue) % 3
            stance = ("strongly-against", "for", "strongly-for")[side]
            made.append(said(f"holder {number}", f"issue {issue}", stance, id_=f"{number}-{turn}"))
    return made


def placed(statements: list[Statement], previous: dict[str, Point] | None = None) -> dict[str, Point]:
    made = network(statements, SCALE)
    return layout([node.id for node in made.nodes], made.ties, previous=previous)


def test_those_who_agree_lie_together_and_apart_from_those_who_differ() -> None:
    places = layout(HOLDERS, INSIDE + ACROSS)
    inside = [distance(places, one, other) for one, other, _ in INSIDE]
    across = [distance(places, one, other) for one, other, _ in ACROSS]
    assert max(inside) < min(across)


def test_two_lie_as_far_apart_as_their_tie_says() -> None:
    assert distance(layout(["a", "b"], [("a", "b", 0.5)]), "a", "b") == pytest.approx(1.5, abs=0.01)


def test_the_same_data_give_the_same_picture_in_whatever_order_they_come() -> None:
    turned = [(other, one, strength) for one, other, strength in reversed(INSIDE + ACROSS)]
    assert layout(HOLDERS, INSIDE + ACROSS) == layout(reversed(HOLDERS), turned)


def test_a_new_tag_moves_the_mean_node_little() -> None:
    before = placed(debate())
    after = placed([*debate(), said("holder 5", "issue 3", "against")], before)
    assert 0 < moved(before, after) < width(before) / 20


def test_a_new_tag_moves_the_mean_node_little_without_previous_places() -> None:
    before = placed(debate())
    after = placed([*debate(), said("holder 5", "issue 3", "against")])
    assert 0 < moved(before, after) < width(before) / 10


def test_a_new_holder_moves_the_mean_of_the_others_little() -> None:
    before = placed(debate())
    after = placed([*debate(), said("somebody new", "issue 3", "for")], before)
    assert 0 < moved(before, after) < width(before) / 15


def test_places_that_are_good_stay() -> None:
    before = placed(debate())
    assert moved(before, placed(debate(), before)) < width(before) / 200


def test_whoever_is_new_comes_beside_those_it_agrees_with() -> None:
    before = layout(HOLDERS, INSIDE + ACROSS)
    after = layout([*HOLDERS, "new"], [*INSIDE, *ACROSS, ("new", "north", 0.8)], previous=before)
    assert distance(after, "new", "north") < min(distance(after, "new", other) for other in CAMPS[1])


def test_previous_places_of_those_who_are_gone_say_nothing() -> None:
    places = layout(["a", "b"], [("a", "b", 0.0)], previous={"gone": Point(100, 100)})
    assert places == layout(["a", "b"], [("a", "b", 0.0)])


def test_a_tie_draws_no_more_than_all_the_way() -> None:
    assert layout("ab", [("a", "b", 5.0)]) == layout("ab", [("a", "b", 1.0)])


def test_a_new_holder_does_not_turn_the_picture_round() -> None:
    # Without a side that is up, this one does: a third of the width.
    before = layout(HOLDERS, INSIDE + ACROSS)
    after = layout([*HOLDERS, "new 38"], [*INSIDE, *ACROSS, ("new 38", "north", 0.8), ("new 38", "south", -0.5)])
    assert moved(before, after) < width(before) / 6


def test_nobody_gives_nothing() -> None:
    assert layout([], []) == {}


def test_one_alone_has_a_place() -> None:
    assert [*layout(["a"], [])] == ["a"]


def test_who_has_no_tie_lies_farther_out_than_who_has_one() -> None:
    places = layout([*HOLDERS, "alone"], INSIDE)
    nearest = min(distance(places, "alone", holder) for holder in HOLDERS)
    assert nearest > max(distance(places, one, other) for one, other, _ in INSIDE)


@pytest.mark.parametrize("apart", [0.5, 2.0, 7.5], ids=str)
def test_labels_have_room(apart: float) -> None:
    ids = [f"holder {number}" for number in range(30)]
    places = layout(ids, [(one, other, 1.0) for one, other in combinations(ids, 2)], apart=apart)
    assert min(distance(places, one, other) for one, other in combinations(ids, 2)) >= apart


def test_nodes_that_lay_in_one_place_come_apart() -> None:
    places = layout("abc", [], previous=dict.fromkeys("abc", Point(1.0, 1.0)))
    assert min(distance(places, one, other) for one, other in combinations("abc", 2)) >= APART


def test_it_can_be_stopped_on_the_way() -> None:
    class Stop(Exception):
        pass

    def step(done: int, all_: int) -> None:
        if done == 3:
            raise Stop

    with pytest.raises(Stop):
        layout(HOLDERS, INSIDE + ACROSS, step=step)


TIES = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.floats(-1, 1)).map(
        lambda tie: (min(tie[:2]), max(tie[:2]), tie[2])
    ),
    max_size=20,
    unique_by=lambda tie: tie[:2],
)


@settings(deadline=None)
@given(TIES, st.dictionaries(st.sampled_from("abcdefgh"), st.builds(Point, st.floats(-9, 9), st.floats(-9, 9))))
def test_all_have_a_place_of_their_own_wherever_they_began(ties: list[Tie], previous: dict[str, Point]) -> None:
    places = layout("abcdefgh", ties, previous=previous)
    assert [*places] == [*"abcdefgh"]
    assert all(math.isfinite(number) for place in places.values() for number in place)
    assert min(math.dist(one, other) for one, other in combinations(places.values(), 2)) >= APART

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statements import SCALE, said

from glossator.review.network import AFFILIATION, AVERAGE, CONFLICT, CONGRUENCE, SUBTRACT, Network, network
from glossator.review.statement import Scale, Statement

#: North is twice for the ceasefire, once strongly; South is against it, and both are for pilots.
TALKS = (
    said("north", "ceasefire", "for", id_="n1"),
    said("north", "ceasefire", "strongly-for", id_="n2"),
    said("south", "ceasefire", "against", id_="s1"),
    said("north", "pilots", "for", id_="n3"),
    said("south", "pilots", "for", id_="s2"),
)


def weights(made: Network) -> dict[tuple[str, str], float]:
    return {(edge.source, edge.target): edge.weight for edge in made.edges}


@pytest.mark.parametrize(
    ("relation", "weight"),
    [
        # for and against are 2 of 4 apart, strongly for and against 3 of 4, for and for 0.
        pytest.param(CONGRUENCE, 0.5 + 0.25 + 1, id="congruence"),
        pytest.param(CONFLICT, 0.5 + 0.75 + 0, id="conflict"),
        pytest.param(SUBTRACT, 1.75 - 1.25, id="subtract"),
    ],
)
def test_every_pair_of_stances_on_an_issue_counts_by_how_near_they_are(relation: str, weight: float) -> None:
    assert weights(network(TALKS, SCALE, relation=relation)) == {("north", "south"): weight}


def test_the_average_divides_by_the_mean_number_of_statements_of_both() -> None:
    made = network(TALKS, SCALE, normalisation=AVERAGE)
    assert weights(made) == {("north", "south"): 1.75 / 2.5}


def test_holders_are_joined_with_issues_by_how_often_they_speak_on_them() -> None:
    made = network(TALKS, SCALE, relation=AFFILIATION)
    assert weights(made) == {
        ("north", "ceasefire"): 2,
        ("north", "pilots"): 1,
        ("south", "ceasefire"): 1,
        ("south", "pilots"): 1,
    }


def test_a_holders_mean_stance_on_an_issue_has_its_sign() -> None:
    made = network(TALKS, SCALE, relation=AFFILIATION)
    assert [(edge.source, edge.target, edge.stance) for edge in made.edges][::2] == [
        ("north", "ceasefire", 1.5),
        ("south", "ceasefire", -1.0),
    ]


def test_the_average_between_holder_and_issue_is_of_the_statements_of_both() -> None:
    made = network(TALKS, SCALE, relation=AFFILIATION, normalisation=AVERAGE)
    assert weights(made)["north", "ceasefire"] == 2 / 3


def test_the_range_is_the_scales_and_not_the_one_observed() -> None:
    some = [said("a", "x", "for"), said("b", "x", "neutral")]
    assert weights(network(some, SCALE)) == {("a", "b"): 0.75}


def test_who_says_the_opposite_has_no_edge_of_agreement() -> None:
    some = [said("a", "x", "strongly-for"), said("b", "x", "strongly-against")]
    assert network(some, SCALE).edges == ()


def test_who_says_the_same_has_no_edge_of_difference() -> None:
    some = [said("a", "x", "for"), said("b", "x", "for")]
    assert network(some, SCALE, relation=CONFLICT).edges == ()


def test_whoever_shares_no_issue_has_no_edge_and_is_there() -> None:
    made = network([said("a", "x", "for"), said("b", "y", "for")], SCALE)
    assert ([node.id for node in made.nodes], made.pairs) == (["a", "b"], ())


def test_a_position_without_scored_stance_or_holder_or_issue_is_left_out_and_counted() -> None:
    some = [
        said("a", "x", "unclear"),
        said("a", "x"),
        said("", "x", "for"),
        said("a", "", "for"),
        said("a", "x", "for"),
    ]
    made = network(some, SCALE)
    assert (made.left_out, [(node.id, node.statements) for node in made.nodes]) == (4, [("a", 1)])


def test_nodes_stand_in_the_order_of_their_names() -> None:
    made = network(TALKS, SCALE, names={"north": "Zealand", "south": "andes"})
    assert [(node.id, node.name) for node in made.nodes] == [("south", "andes"), ("north", "Zealand")]
    assert weights(made) == {("south", "north"): 1.75}


@pytest.mark.parametrize(
    ("relation", "tags"),
    [
        pytest.param(CONGRUENCE, ("n1", "n2", "s1", "n3", "s2"), id="congruence"),
        pytest.param(CONFLICT, ("n1", "n2", "s1"), id="conflict, in which those of one mind have no part"),
        pytest.param(SUBTRACT, ("n1", "n2", "s1", "n3", "s2"), id="subtract"),
    ],
)
def test_an_edge_tells_the_tags_that_make_it_in_the_order_of_the_project(relation: str, tags: tuple[str, ...]) -> None:
    made = network(TALKS, SCALE, relation=relation)
    assert made.tags(made.edges[0]) == tags


def test_a_tag_at_the_other_end_of_the_scale_has_no_part_in_agreement() -> None:
    some = [
        said("a", "x", "strongly-for", id_="a1"),
        said("b", "x", "strongly-against", id_="b1"),
        said("b", "x", "for", id_="b2"),
    ]
    made = network(some, SCALE)
    assert made.tags(made.edges[0]) == ("a1", "b2")


def test_an_edge_tells_its_issues_those_first_that_weigh_most() -> None:
    made = network(TALKS, SCALE)
    assert [tuple(part) for part in made.shared(made.edges[0])] == [
        ("ceasefire", 0.75, 1.25, ("n1", "n2", "s1")),
        ("pilots", 1.0, 0.0, ("n3", "s2")),
    ]


def test_issues_that_weigh_the_same_stand_in_the_order_of_their_names() -> None:
    some = [said(who, issue, "for") for who in "ab" for issue in ("x", "y")]
    made = network(some, SCALE, names={"x": "Pilots", "y": "Ceasefire"})
    assert [part.issue for part in made.shared(made.edges[0])] == ["y", "x"]


def test_an_edge_between_holder_and_issue_tells_its_tags() -> None:
    made = network(TALKS, SCALE, relation=AFFILIATION)
    assert made.tags(made.edges[0]) == ("n1", "n2")


def test_an_edge_tells_agreement_and_difference_whichever_the_relation() -> None:
    edges = [network(TALKS, SCALE, relation=relation).edges[0] for relation in (CONGRUENCE, CONFLICT, SUBTRACT)]
    assert {(edge.agree, edge.differ) for edge in edges} == {(1.75, 1.25)}


def test_where_two_agree_as_much_as_they_differ_there_is_a_pair_but_no_edge() -> None:
    some = [said("a", "x", "for"), said("b", "x", "against")]
    made = network(some, SCALE, relation=SUBTRACT)
    assert (made.edges, [(pair.agree, pair.differ) for pair in made.pairs]) == ((), [(0.5, 0.5)])


def test_a_scale_of_one_value_knows_no_difference() -> None:
    some = [said("a", "x", "for"), said("b", "x", "for")]
    alone = Scale({"for": 1}, {})
    assert weights(network(some, alone)) == {("a", "b"): 1.0}
    assert network(some, alone, relation=CONFLICT).edges == ()


def test_what_draws_two_together_is_the_same_whichever_relation_and_normalisation() -> None:
    made = [
        network(TALKS, SCALE, relation=relation, normalisation=normalisation).ties
        for relation in (CONGRUENCE, CONFLICT, SUBTRACT)
        for normalisation in ("none", AVERAGE)
    ]
    # 1.75 − 1.25 of the 3 pairs and one more, for few pairs say little.
    assert set(made) == {(("north", "south", 0.125),)}


def test_progress_is_told_of_each_holder() -> None:
    told: list[tuple[int, int]] = []
    network(TALKS, SCALE, step=lambda done, all_: told.append((done, all_)))
    assert told == [(0, 2), (1, 2)]


STANCES = st.sampled_from([*SCALE.scores, ""])
POSITIONS = st.lists(
    st.builds(said, st.sampled_from(["", "a", "b", "c", "d"]), st.sampled_from(["", "x", "y", "z"]), STANCES),
    max_size=25,
)


def counted(positions: Sequence[Statement]) -> list[tuple[str, str, int]]:
    found = []
    for one in positions:
        score = SCALE.scores.get(one.fields.get("stance", ""))
        if score is not None and one.who and one.issue:
            found.append((one.who, one.issue, score))
    return found


@given(POSITIONS)
def test_agreement_and_difference_are_the_sums_over_every_two_statements(positions: list[Statement]) -> None:
    some = counted(positions)
    expected = {}
    for one, other in combinations(sorted({who for who, _, _ in some}), 2):
        distances = [
            abs(score - against) / 4
            for who, issue, score in some
            for whom, on, against in some
            if (who, whom) == (one, other) and issue == on
        ]
        if distances:
            expected[one, other] = (sum(1 - distance for distance in distances), sum(distances))
    made = network(positions, SCALE)
    assert {(pair.source, pair.target): (pair.agree, pair.differ) for pair in made.pairs} == expected
    assert made.left_out == len(positions) - len(some)


@given(POSITIONS)
def test_agreement_and_difference_add_up_to_the_pairs_of_statements(positions: list[Statement]) -> None:
    some = counted(positions)
    for pair in network(positions, SCALE).pairs:
        pairs = sum(
            sum(one[:2] == (pair.source, issue) for one in some) * sum(one[:2] == (pair.target, issue) for one in some)
            for issue in "xyz"
        )
        assert (pair.agree or 0) + (pair.differ or 0) == pairs


@given(POSITIONS, st.randoms(use_true_random=False))
def test_the_order_of_tags_changes_no_figure(positions: list[Statement], chance) -> None:  # type: ignore[no-untyped-def]
    mixed = list(positions)
    chance.shuffle(mixed)
    for relation in (CONGRUENCE, CONFLICT, SUBTRACT, AFFILIATION):
        one, other = (network(some, SCALE, relation=relation) for some in (positions, mixed))
        assert (one.nodes, one.pairs, one.ties) == (other.nodes, other.pairs, other.ties)


@given(POSITIONS)
def test_it_does_not_matter_which_of_two_is_named_first(positions: list[Statement]) -> None:
    made = network(positions, SCALE, relation=SUBTRACT)
    turned = network(positions, SCALE, relation=SUBTRACT, names={"a": "4", "b": "3", "c": "2", "d": "1"})
    assert {frozenset(pair): weight for pair, weight in weights(made).items()} == {
        frozenset(pair): weight for pair, weight in weights(turned).items()
    }


@given(POSITIONS, st.sampled_from([CONGRUENCE, CONFLICT, SUBTRACT, AFFILIATION]))
def test_the_tags_of_an_edge_make_the_same_edge_alone(positions: list[Statement], relation: str) -> None:
    made = network(positions, SCALE, relation=relation)
    for edge in made.edges:
        tags = made.tags(edge)
        alone = network([one for one in positions if one.id in tags], SCALE, relation=relation)
        assert weights(alone)[edge.source, edge.target] == edge.weight


@given(POSITIONS)
def test_the_parts_of_an_edge_add_up_to_it(positions: list[Statement]) -> None:
    made = network(positions, SCALE, relation=SUBTRACT, normalisation=AVERAGE)
    for edge in made.edges:
        parts = made.shared(edge)
        assert sum((part.agree or 0) - (part.differ or 0) for part in parts) == pytest.approx(edge.weight)


def test_a_passage_that_two_readers_tagged_counts_twice() -> None:
    again = TALKS[2]._replace(id="s1-ben", reader="ben")
    assert weights(network([*TALKS, again], SCALE)) == {("north", "south"): 1.75 + 0.75}


@given(POSITIONS)
def test_the_sides_that_are_counted_at_once_are_those_of_each_pair(positions: list[Statement]) -> None:
    made = network(positions, SCALE, relation=SUBTRACT)
    for_, against = made.taken_sides()
    for edge in made.pairs:
        sides = made.sides(edge)
        one, other = edge.source, edge.target
        assert set(sides.agree) == (for_[one] & for_[other]) | (against[one] & against[other])
        assert set(sides.differ) == (for_[one] & against[other]) | (against[one] & for_[other])

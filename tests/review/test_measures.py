from __future__ import annotations

import pytest
from statements import SCALE, said

from glossator.review.measures import MEASURES, Measured, measured
from glossator.review.network import AFFILIATION, SUBTRACT, network

#: A line of three: the middle shares an issue with each of the two others, who share none.
LINE = (
    said("left", "x", "for"),
    said("middle", "x", "for"),
    said("middle", "y", "for"),
    said("right", "y", "neutral"),
)

#: Two camps of two, each of one mind, that are joined by little.
CAMPS = (
    *(said(who, "ceasefire", "strongly-for") for who in ("north", "island")),
    *(said(who, "ceasefire", "strongly-against") for who in ("south", "coast")),
    said("island", "pilots", "strongly-for"),
    said("south", "pilots", "against"),
)


def test_degree_strength_and_betweenness_of_a_line_of_three() -> None:
    found = measured(network(LINE, SCALE))
    assert {id_: (one.degree, one.weighted_degree, one.betweenness) for id_, one in found.items()} == {
        "left": (1, 1.0, 0.0),
        "middle": (2, 1.75, 1.0),
        "right": (1, 0.75, 0.0),
    }


def test_a_way_over_strong_edges_is_shorter_than_a_weak_edge() -> None:
    # a and c agree by a quarter, which is 4 long; over b it is 1 and 1.
    some = [
        *(said(who, "x", "strongly-for") for who in "ab"),
        *(said(who, "y", "strongly-for") for who in "bc"),
        said("a", "z", "strongly-for"),
        said("c", "z", "against"),
    ]
    assert {id_: one.betweenness for id_, one in measured(network(some, SCALE)).items()} == {"a": 0, "b": 1, "c": 0}


def test_camps_are_communities_the_largest_first() -> None:
    found = measured(network(CAMPS, SCALE))
    assert {id_: one.community for id_, one in found.items()} == {"coast": 1, "south": 1, "island": 2, "north": 2}


def test_the_largest_community_is_the_first_whatever_its_names() -> None:
    some = [
        *(said(who, "ceasefire", "strongly-for") for who in ("x", "y", "z")),
        *(said(who, "ceasefire", "strongly-against") for who in ("a", "b")),
    ]
    found = measured(network(some, SCALE))
    assert {id_: one.community for id_, one in found.items()} == {"x": 1, "y": 1, "z": 1, "a": 2, "b": 2}


def test_who_rather_differs_draws_nobody_into_a_community() -> None:
    some = [said("a", "x", "strongly-for"), said("b", "x", "strongly-against")]
    found = measured(network(some, SCALE, relation=SUBTRACT))
    assert found == {"a": Measured(1, -1.0, 0.0, 1), "b": Measured(1, -1.0, 0.0, 2)}


def test_issues_are_measured_too() -> None:
    found = measured(network(LINE, SCALE, relation=AFFILIATION))
    assert {id_: one.degree for id_, one in found.items()} == {"left": 1, "middle": 2, "right": 1, "x": 2, "y": 2}


def test_nobody_is_measured_where_there_is_nobody() -> None:
    assert measured(network([], SCALE)) == {}


def test_measuring_can_be_stopped_on_the_way() -> None:
    class Stop(Exception):
        pass

    def step(done: int, all_: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        measured(network(LINE, SCALE), step=step)


def test_every_measure_says_in_one_sentence_what_it_is_and_whose() -> None:
    assert [one.key for one in MEASURES] == ["degree", "weighted_degree", "betweenness", "community"]
    assert all(one.definition.endswith(".") and one.definition.count(". ") == 0 for one in MEASURES)
    assert all("(19" in one.source or "(20" in one.source for one in MEASURES)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.review.layout import layout
from glossator.review.network import AFFILIATION, SUBTRACT, Network, network
from glossator.review.statement import Scale, Statement
from glossator.views.network.asked import in_a_circle
from glossator.views.network.choosing import Chosen, in_order, next_edge, next_node
from glossator.views.network.labels import Box, cut, labelled
from glossator.views.network.picture import Drawing, Line, drawing

SCALE = Scale({"against": -1, "for": 1}, {"against": "Against", "for": "For"})

POSITIONS = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 3), st.sampled_from(["against", "for"])), min_size=2, max_size=30
)


def made(some: list[tuple[int, int, str]], relation: str = SUBTRACT) -> Network:
    """Make a network of who takes which stance on what."""
    statements = [
        Statement(f"t{at}", "d", "r", "position", 0, 1, f"holder {who}", f"issue {what}", "", {"stance": stance}, ())
        for at, (who, what, stance) in enumerate(some)
    ]
    return network(statements, SCALE, relation=relation)


def drawn(one: Network, width: float = 900, height: float = 600) -> Drawing:
    """Draw a network into a room."""
    return drawing(one, in_order(one), layout([node.id for node in one.nodes], one.ties), width=width, height=height)


@given(POSITIONS, st.sampled_from([SUBTRACT, AFFILIATION]), st.integers(300, 1600), st.integers(200, 1000))
def test_every_node_lies_in_the_room(some, relation, width, height):
    picture = drawn(made(some, relation), width, height)
    assert all(
        disc.radius <= disc.x <= width - disc.radius and disc.radius <= disc.y <= height - disc.radius
        for disc in picture.discs.values()
    )


@given(POSITIONS, st.sampled_from([SUBTRACT, AFFILIATION]))
def test_no_line_passes_a_name_that_has_a_free_place_nor_any_name_another(some, relation):
    picture = drawn(made(some, relation))
    labels = labelled(picture, {id_: (id_, 60.0) for id_ in picture.discs}, 14.0)
    assert labels.keys() == picture.discs.keys()
    free = [label.box for label in labels.values() if not label.is_backed]
    assert not any(box.is_crossed(line) for box in free for line in picture.lines)
    assert not any(one.meets(other) for one in free for other in free if one is not other)
    assert not any(box.touches(disc) for box in free for disc in picture.discs.values())


@pytest.mark.parametrize(
    ("line", "crosses"),
    [
        pytest.param((0, 0, 100, 100), True, id="through both corners"),
        pytest.param((0, 50, 100, 50), True, id="level"),
        pytest.param((50, 0, 50, 100), True, id="upright"),
        pytest.param((45, 50, 55, 50), True, id="within"),
        pytest.param((0, 50, 30, 50), False, id="short of it"),
        pytest.param((0, 60, 60, 0), False, id="past a corner"),
    ],
)
def test_a_line_crosses_a_rectangle(line, crosses):
    assert Box(40, 40, 20, 20).is_crossed(Line(0, "agree", *line, 1.0)) is crosses


@pytest.mark.parametrize(
    ("name", "short"),
    [
        pytest.param("Mediators", "Mediators", id="whole"),
        pytest.param("Committee of the Strait Pilots", "Committee of the…", id="between words"),
        pytest.param("Committee of, after all, pilots", "Committee of…", id="no comma before the dots"),
        pytest.param("Seeschifffahrtsdirektionen", "Seeschifffahrtsdire…", id="one long word"),
    ],
)
def test_a_long_name_is_cut_between_words(name, short):
    assert cut(name, lambda words: float(len(words)), 20 if " " not in name else 18) == short


@given(POSITIONS)
def test_keys_go_through_every_edge_once(some):
    edges = in_order(made(some))
    if not edges:
        return
    seen, at = [], next_edge(edges, Chosen(), 1)
    while at is not None:
        seen.append(at)
        at = next_edge(edges, at, 1)
    assert seen == [(edge.source, edge.target) for edge in edges]


def test_from_a_node_tab_goes_to_its_own_strongest_edge():
    edges = in_order(made([(0, 0, "for"), (1, 0, "for"), (1, 1, "for"), (2, 1, "for"), (2, 1, "for")]))
    assert next_edge(edges, Chosen("holder 0"), 1) == ("holder 0", "holder 1")


def test_an_arrow_goes_to_the_node_that_lies_ahead():
    one = made([(0, 0, "for"), (1, 0, "for"), (2, 0, "for")])
    places = in_a_circle(one, {})  # 0 at the right, 1 and 2 at the left, below and above
    picture = drawing(one, in_order(one), places, width=900, height=600)
    assert next_node(picture, Chosen("holder 0"), -1, 0) in ("holder 1", "holder 2")
    assert next_node(picture, Chosen("holder 2"), 0, 1) == "holder 1"
    assert next_node(picture, Chosen("holder 0"), 1, 0) == ""


def test_what_lies_under_the_pointer_is_the_node_before_the_line():
    picture = drawn(made([(0, 0, "for"), (1, 0, "for")]))
    one, other = picture.discs.values()
    assert picture.node_at(one.x, one.y) == one.node.id
    assert picture.edge_at((one.x + other.x) / 2, (one.y + other.y) / 2) == 0
    assert picture.edge_at(5, 595) == -1


def test_of_very_many_edges_the_strongest_are_drawn_and_of_a_node_all():
    one = made([(who, 0, "for") for who in range(40) for _ in range(1 + who % 3)])
    picture = drawn(one)
    assert len(picture.edges) == 780
    assert {line.edge for line in picture.lines} == set(range(400))
    assert len(picture.lines_of(("holder 0",))) == 39
    last = picture.edges[-1]
    assert [line.edge for line in picture.lines_of((last.source, last.target))] == [779]

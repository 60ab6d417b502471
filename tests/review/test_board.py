from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statements import SCALE, said

from glossator.review.axes import Axis, by_attribute
from glossator.review.board import grid, in_cells, lane, order_key
from glossator.review.statement import Scale

SEVERITY = Scale({"minor": 2, "major": 4, "severe": 5}, {"minor": "Minor", "major": "Major", "severe": "Severe"})
LIKELIHOOD = Scale({"rare": 1, "possible": 3, "likely": 4}, {"rare": "Rare", "possible": "Possible"})
VERDICTS = Scale({"open": None, "refuted": None}, {"open": "Open", "refuted": "Refuted"})
SCALES = {"severity": SEVERITY, "likelihood": LIKELIHOOD, "stance": SCALE, "verdict": VERDICTS}
ISSUE = Axis("issue", "Issue", by_attribute("issue"), {"c": "Ceasefire", "p": "Pilots"})

RISKS = (
    said(id_="a", severity="minor", likelihood="likely"),
    said(id_="b", severity="severe"),
    said(id_="c", severity="severe", likelihood="possible"),
    said(id_="d"),
    said(id_="e", severity="severe", likelihood="possible"),
)


def order(key: str, *statements) -> str:
    return " ".join(one.id for one in sorted(statements, key=order_key(key, SCALES)))


def test_risks_are_ranked_by_severity_times_likelihood_and_what_lacks_one_comes_later():
    assert order("rank", *RISKS) == "c e a b d"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("place", "x y z", id="as they stand"),
        pytest.param("date", "z x y", id="what has no date last"),
        pytest.param("stance", "y x z", id="for first, none last"),
        pytest.param("verdict", "z x y", id="in the codebook's order, none last"),
    ],
)
def test_each_order_puts_what_lacks_its_value_last(key, expected):
    statements = (
        said(id_="x", stance="against", date="2026-05", verdict="refuted"),
        said(id_="y", stance="for"),
        said(id_="z", date="2026-03", verdict="open"),
    )
    assert order(key, *statements) == expected


def test_a_grid_has_every_value_of_both_scales_the_worst_above():
    found = grid(RISKS, SEVERITY, LIKELIHOOD)
    assert (found.rows, found.columns) == (("severe", "major", "minor"), ("rare", "possible", "likely"))
    assert found.cells == {("minor", "likely"): ("a",), ("severe", "possible"): ("c", "e")}
    assert (found.unrated, found.fullest) == (("b", "d"), 2)


def test_a_cell_keeps_its_risks_and_none_keeps_all():
    assert [one.id for one in in_cells(RISKS, {("severe", "possible")})] == ["c", "e"]
    assert in_cells(RISKS, ()) == list(RISKS)


def test_a_lane_counts_what_was_chosen_and_says_how_much_is_hidden():
    chosen = [said(id_="a", issue="c"), said(id_="b", issue="p", document="e"), said(id_="d", issue="p")]
    found = lane("risk", chosen, chosen[1:], ISSUE, order_key("place", SCALES))
    assert (found.count, found.documents, found.hidden, found.ids) == (3, 2, 1, ("b", "d"))
    assert [(group.words, len(group.statements)) for group in found.groups] == [("Pilots", 2)]


@given(st.lists(st.tuples(st.sampled_from(["", *SEVERITY.scores]), st.sampled_from(["", *LIKELIHOOD.scores]))))
def test_every_risk_is_in_one_cell_or_not_rated(places):
    risks = [said(severity=severity, likelihood=likelihood) for severity, likelihood in places]
    found = grid(risks, SEVERITY, LIKELIHOOD)
    counted = [id_ for ids in found.cells.values() for id_ in ids] + list(found.unrated)
    assert sorted(counted) == sorted(risk.id for risk in risks)

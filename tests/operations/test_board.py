from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator

import pytest

from glossator.exchange import board_table
from glossator.exchange.choice import Choice
from glossator.exchange.registry import find_format
from glossator.model.annotation import Link
from glossator.model.codebook import codebook_from_data
from glossator.operations import example
from glossator.operations.board import answered, board, lane_kinds
from glossator.operations.overview import Overview, Selection, overview
from glossator.store import Project


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with example.build_example(tmp_path_factory.mktemp("seeds") / "Example.gloss") as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(seeds: Project) -> Overview:
    return overview(seeds)


@pytest.fixture(scope="module")
def exported(seeds: Project) -> list[dict]:
    out = io.BytesIO()
    find_format("json").write(seeds, out, Choice())
    return json.loads(out.getvalue())["annotations"]


WHO = {"risk": "bearer", "position": "holder", "claim": "claimant"}


@pytest.mark.parametrize("axis", ["issue", "who", "verdict", "severity", "stance"])
def test_every_group_equals_a_recount_from_the_export(seeds, whole, exported, axis):
    found = board(whole, seeds.codebook(), whole.axes[axis], "place")
    counted = {
        (lane.kind, group.head and whole.axes["issue"].heads.get(group.head, group.head)): len(group.statements)
        for lane in found.lanes
        for group in lane.groups
    }
    again = Counter(
        (tag["kind"], tag["fields"].get(WHO[tag["kind"]] if axis == "who" else axis, ""))
        for tag in exported
        if tag["kind"] in WHO
    )
    assert counted == again


def test_every_cell_of_the_grid_equals_a_recount_from_the_export(seeds, whole, exported):
    grid = board(whole, seeds.codebook(), whole.axes["issue"], "place").grid
    risks = [tag["fields"] for tag in exported if tag["kind"] == "risk"]
    again = Counter((risk.get("severity"), risk.get("likelihood")) for risk in risks)
    assert {place: len(ids) for place, ids in grid.cells.items()} == {
        place: number for place, number in again.items() if None not in place
    }
    assert len(grid.unrated) == sum(number for place, number in again.items() if None in place)


def test_the_table_has_a_row_for_every_card(seeds, whole, exported):
    found = board(whole, seeds.codebook(), whole.axes["issue"], "place")
    words = board_table.Words(
        seeds.codebook(), whole.axes["who"].heads, {one.id: one.title for one in seeds.documents()}
    )
    out = io.BytesIO()
    board_table.write(seeds, out, found.lanes, words)
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    again = {tag["id"]: tag for tag in exported if tag["kind"] in WHO}
    assert {row["tag_id"]: (row["kind"], row["who"], row["issue"]) for row in rows} == {
        id_: (tag["kind"], tag["fields"].get(WHO[tag["kind"]], ""), tag["fields"].get("issue", ""))
        for id_, tag in again.items()
    }


def test_a_cell_leaves_other_risks_out_and_nothing_else(seeds, whole):
    axis = whole.axes["issue"]
    everything = board(whole, seeds.codebook(), axis, "place")
    place, ids = max(everything.grid.cells.items(), key=lambda cell: len(cell[1]))
    some = board(whole, seeds.codebook(), axis, "place", cells={place})
    assert set(some.lanes[0].ids) == set(ids)
    assert some.lanes[0].hidden == everything.lanes[0].count - len(ids)
    assert (some.lanes[1:], some.grid) == (everything.lanes[1:], everything.grid)


def test_what_was_not_chosen_is_not_counted(seeds, whole):
    chosen = Selection(documents=frozenset({seeds.documents()[0].id}))
    found = board(whole, seeds.codebook(), whole.axes["issue"], "place", selection=chosen)
    assert {lane.documents for lane in found.lanes} == {1}


def test_a_reader_with_other_kinds_has_lanes_for_the_first_three_and_no_grid(seeds, whole):
    kinds = [{"key": key, "label": key.capitalize()} for key in ("hope", "note", "fear", "wish", "duty")]
    codebook = codebook_from_data({"kinds": kinds})
    assert [kind.key for kind in lane_kinds(codebook)] == ["hope", "fear", "wish"]
    assert board(whole, codebook, whole.axes["issue"], "place").grid is None


def test_a_claim_is_answered_by_whatever_is_linked_to_it_so():
    links = [Link("1", "a", "b", "answers", "r", ""), Link("2", "c", "d", "supports", "r", "")]
    assert answered(links) == {"b"}

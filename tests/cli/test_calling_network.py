from __future__ import annotations

import csv
import io
from pathlib import Path

import click
import networkx
import pytest
from calling import Call

from glossator.cli.network import network
from glossator.review.network import NORMALISATIONS, RELATIONS

PILOTS, ACCEPTS, REJECTS = ("59", "86"), ("15", "86"), ("88", "121")


@pytest.fixture
def debate(done: Call, talks: str) -> str:
    """Let North be for a ceasefire, and South against it as Cleo and Ben have it; one stance is unclear."""
    _hold(done, "Cleo", ACCEPTS, "North", "for")
    _hold(done, "Cleo", REJECTS, "South", "strongly-against", "--set", "said=2026-05")
    _hold(done, "Ben", REJECTS, "South", "against")
    _hold(done, "Ben", PILOTS, "Pilots", "unclear")
    return talks


def _hold(done: Call, reader: str, place: tuple[str, str], holder: str, stance: str, *more: str) -> None:
    given = ("--set", f"holder={holder}", "--set", "issue=Ceasefire", "--set", f"stance={stance}", *more)
    where = ("--start", place[0], "--end", place[1])
    done("tag", "talks.gloss", "Harbour talks", "position", *where, "--reader", reader, *given)


def test_network_prints_plain_data_as_the_contract_says(done: Call, debate: str) -> None:
    answer = done("network", debate)
    found = answer.json
    assert [node["name"] for node in found["nodes"]] == ["North", "South"]
    (edge,) = found["edges"]
    assert [*edge][:4] == ["source", "target", "weight", "tags"]
    # for and strongly against are 3 of 4 apart, for and against 2 of 4.
    assert (edge["weight"], len(edge["tags"])) == (0.75, 3)
    assert found["left_out"] == 1
    assert answer.err == "left out, as they have no holder, no issue or no stance with a score: 1 position\n"


def test_network_prints_the_same_with_json(done: Call, debate: str) -> None:
    assert done("network", debate, "--json").out == done("network", debate).out


def test_json_does_not_go_with_another_format(call: Call, debate: str) -> None:
    assert call("network", debate, "--json", "--format", "csv").status == 2


@pytest.mark.parametrize(
    ("words", "weights"),
    [
        pytest.param(("--relation", "conflict"), [1.25], id="conflict"),
        pytest.param(("--relation", "subtract"), [-0.5], id="subtract"),
        pytest.param(("--relation", "affiliation"), [1.0, 2.0], id="affiliation"),
        pytest.param(("--normalisation", "average"), [0.5], id="average"),
        pytest.param(("--reader", "Cleo"), [0.25], id="one reader"),
        pytest.param(("--since", "2026-05-30"), [], id="since a day"),
        pytest.param(("--until", "2026"), [], id="until a year"),
        pytest.param(("--issue", "ceasefire"), [0.75], id="one issue"),
        pytest.param(("--doc", "Harbour talks"), [0.75], id="one document"),
    ],
)
def test_network_counts_what_is_asked_for(
    done: Call, debate: str, words: tuple[str, ...], weights: list[float]
) -> None:
    assert [edge["weight"] for edge in done("network", debate, *words).json["edges"]] == weights


def test_what_has_no_date_is_told_where_a_time_is_chosen(done: Call, debate: str) -> None:
    answer = done("network", debate, "--since", "2026", "--reader", "Ben")
    assert answer.err == "left out, as nobody knows when they were said: 2 positions\n"


def test_what_a_blind_reader_does_not_see_is_told(done: Call, debate: str) -> None:
    done("--as", "Ben", "mark", debate, "Harbour talks", "--blind")
    answer = done("--as", "Ben", "network", debate)
    assert "left out, as others tagged them on documents that you read blind: 2 positions\n" in answer.err


def test_a_file_is_written_as_its_suffix_says(done: Call, debate: str, tmp_path: Path) -> None:
    answer = done("network", debate, "--measures", "-o", "talks.graphml")
    found = networkx.read_graphml(tmp_path / "talks.graphml")
    assert answer.out == b""
    assert sorted((values["name"], values["degree"]) for _, values in found.nodes(data=True)) == [
        ("North", 1),
        ("South", 1),
    ]


def test_a_table_goes_to_standard_output(done: Call, debate: str) -> None:
    table = done("network", debate, "--format", "csv", "-o", "-").out.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert (row["source"], row["target"], row["weight"]) == ("North", "South", "0.75")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param(("--reader", "Dora"), "the reader “Dora” was not found", id="reader"),
        pytest.param(("--issue", "Peace"), "no issue here is called “Peace”", id="issue"),
        pytest.param(("--since", "soon"), "“soon” is no date", id="date"),
        pytest.param(("--format", "gexf"), "the format gexf was not used", id="format"),
        pytest.param(("--format", "csv", "--measures"), "has no place for measures", id="measures in a table"),
        pytest.param(("-o", "talks.gloss"), "a name with this suffix is a project's", id="a project written over"),
    ],
)
def test_what_is_not_there_is_refused_in_one_line(call: Call, debate: str, words: tuple[str, ...], why: str) -> None:
    answer = call("network", debate, *words)
    assert answer.status == 1
    assert why in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("words", [("--relation", "love"), ("--normalisation", "cosine")], ids=["relation", "average"])
def test_another_relation_is_a_wrong_call(call: Call, debate: str, words: tuple[str, ...]) -> None:
    assert call("network", debate, *words).status == 2


def test_the_command_offers_every_relation_and_normalisation() -> None:
    offered = {one.name: one.type.choices for one in network.params if isinstance(one.type, click.Choice)}
    assert [*offered["relation"]] == [*RELATIONS]
    assert [*offered["normalisation"]] == [*NORMALISATIONS]

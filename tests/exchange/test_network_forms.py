from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx
import pytest

from glossator.model.problem import Refused
from glossator.operations.network_taking import FORMS, form_of, take_along
from glossator.review.measures import measured
from glossator.review.network import AFFILIATION, SUBTRACT, Network, network
from glossator.review.statement import Scale, Statement

SCALE = Scale({"against": -1, "neutral": 0, "for": 1}, {})
NAMES = {"n": "=North & <South>", "s": 'Südland, "Süd"', "c": "Ceasefire", "p": "Pilots"}


def said(id_: str, who: str, issue: str, stance: str) -> Statement:
    return Statement(id_, "d", "r", "position", 0, 1, who, issue, "", {"stance": stance}, ())


TALKS = (
    said("t1", "n", "c", "for"),
    said("t2", "s", "c", "against"),
    said("t3", "n", "p", "for"),
    said("t4", "s", "p", "neutral"),
    said("t5", "n", "p", ""),
)


def made(**more: str) -> Network:
    return network(TALKS, SCALE, names=NAMES, undated=2, **more)  # type: ignore[arg-type]


def written(name: str, some: Network, *, measures: bool = False) -> bytes:
    out = io.BytesIO()
    FORMS[name].write(some, out, measured(some) if measures else None)
    return out.getvalue()


def graph(data: bytes) -> networkx.Graph:
    return networkx.read_graphml(io.BytesIO(data))


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_plain_data_hold_nodes_edges_and_tags() -> None:
    assert json.loads(written("json", made())) == {
        "nodes": [
            {"id": "n", "name": "=North & <South>", "mode": "holder", "statements": 2},
            {"id": "s", "name": 'Südland, "Süd"', "mode": "holder", "statements": 2},
        ],
        "edges": [
            {
                "source": "n",
                "target": "s",
                "weight": 0.5,
                "tags": ["t3", "t4"],
                "agree": 0.5,
                "differ": 1.5,
                "issues": [{"id": "p", "name": "Pilots", "agree": 0.5, "differ": 0.5}],
            }
        ],
        "left_out": 1,
        "undated": 2,
        "relation": "congruence",
        "normalisation": "none",
        "range": 2,
    }


def test_plain_data_are_indented_as_every_export_is() -> None:
    data = written("json", made()).decode()
    assert data == json.dumps(json.loads(data), ensure_ascii=False, indent=2) + "\n"


def test_plain_data_of_nobody_are_whole() -> None:
    found = json.loads(written("json", network([], SCALE)))
    assert (found["nodes"], found["edges"], found["left_out"]) == ([], [], 0)


def test_an_edge_to_an_issue_has_its_mean_stance() -> None:
    edges = json.loads(written("json", made(relation=AFFILIATION)))["edges"]
    assert edges[0] == {"source": "n", "target": "c", "weight": 1.0, "tags": ["t1"], "stance": 1.0}


def test_measures_come_with_their_definitions() -> None:
    found = json.loads(written("json", made(), measures=True))
    assert [*found["nodes"][0]][-4:] == ["degree", "weighted_degree", "betweenness", "community"]
    assert [one["key"] for one in found["measures"]] == ["degree", "weighted_degree", "betweenness", "community"]


def test_a_graph_is_read_by_networkx() -> None:
    found = graph(written("graphml", made(relation=SUBTRACT)))
    assert not found.is_directed()
    assert {id_: (values["name"], values["mode"]) for id_, values in found.nodes(data=True)} == {
        "n": ("=North & <South>", "holder"),
        "s": ('Südland, "Süd"', "holder"),
    }
    assert found.edges["n", "s"] == {"weight": -1.0, "tags": "t1 t2 t3 t4", "agree": 0.5, "differ": 1.5}
    assert (found.graph["relation"], found.graph["left_out"], found.graph["undated"]) == ("subtract", 1, 2)


def test_a_graph_of_holders_and_issues_tells_which_is_which() -> None:
    found = graph(written("graphml", made(relation=AFFILIATION)))
    modes = {id_: values["mode"] for id_, values in found.nodes(data=True)}
    assert modes == {"n": "holder", "s": "holder", "c": "issue", "p": "issue"}
    assert found.edges["s", "c"]["stance"] == -1.0


def test_a_graph_has_measures_where_they_are_wanted() -> None:
    found = graph(written("graphml", made(), measures=True))
    assert found.nodes["n"]["weighted_degree"] == 0.5
    assert found.nodes["n"]["community"] == 1


def test_a_name_that_xml_cannot_hold_is_written_otherwise_and_told() -> None:
    out = io.BytesIO()
    some = network(TALKS, SCALE, names={"n": "No\x07rth"})
    loss = FORMS["graphml"].write(some, out, None)
    assert graph(out.getvalue()).nodes["n"]["name"] == "No�rth"
    assert loss.lines() == ["written with �, names with characters that XML cannot hold: 1"]


def test_a_table_has_a_row_for_each_edge_and_runs_no_formula() -> None:
    assert rows(written("csv", made(relation=SUBTRACT))) == [
        ["source", "target", "weight", "agree", "differ", "stance", "tags"],
        ["'=North & <South>", 'Südland, "Süd"', "-1", "0.5", "1.5", "", "t1 t2 t3 t4"],
    ]


def test_a_table_tells_what_it_guarded() -> None:
    loss = FORMS["csv"].write(made(), io.BytesIO(), None)
    assert loss.lines() == ["written after an apostrophe, cells that a spreadsheet would run as a formula: 1"]


def test_a_table_has_no_place_for_measures() -> None:
    with pytest.raises(Refused, match="a list of edges has no place for measures"):
        written("csv", made(), measures=True)


@pytest.mark.parametrize(
    ("name", "target", "form"),
    [
        pytest.param(None, None, "json", id="nothing said"),
        pytest.param(None, Path("a.GraphML"), "graphml", id="by the suffix"),
        pytest.param(None, Path("a"), "json", id="without a suffix"),
        pytest.param("CSV", Path("a.json"), "csv", id="by name"),
    ],
)
def test_a_form_is_found(name: str | None, target: Path | None, form: str) -> None:
    assert form_of(name, target).name == form


def test_a_form_that_is_not_known_is_refused() -> None:
    with pytest.raises(Refused, match="name one of: json, graphml, csv"):
        form_of("gexf", None)


def test_an_ending_that_is_no_form_s_is_refused() -> None:
    with pytest.raises(Refused, match=r"no form ends in .txt, use .json, .graphml, .csv, or name one with --format"):
        form_of(None, Path("a.txt"))


def test_what_fails_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    target = tmp_path / "edges.csv"
    target.write_text("mine")
    with pytest.raises(Refused):
        take_along(made(), target, form=FORMS["csv"], measures=measured(made()))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("edges.csv", "mine")]


def test_a_project_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="a name with this suffix is a project's"):
        take_along(made(), tmp_path / "talks.gloss", form=FORMS["json"])

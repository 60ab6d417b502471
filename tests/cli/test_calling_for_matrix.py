from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from calling import Call


@pytest.fixture
def tagged(done: Call, talks: str) -> str:
    """Tag three positions of two holders on one issue, and a risk."""
    for quote, holder, stance in (("pilots go first", "North", "for"), ("rejects it", "South", "against")):
        fields = (f"holder={holder}", "issue=Pause", f"stance={stance}")
        given = [word for field in fields for word in ("--set", field)]
        done("tag", talks, "Harbour talks", "position", "--quote", quote, *given)
    rated = ("--set", "severity=major", "--set", "likelihood=rare")
    done("tag", talks, "Harbour talks", "risk", "--quote", "rejects it", *rated)
    return talks


def test_the_matrix_counts_holders_against_issues(done: Call, tagged: str) -> None:
    found = done("matrix", tagged, "--json").json
    tags = {tag["fields"].get("holder"): tag["id"] for tag in done("tags", tagged, "--json").json}
    assert (found["rows"], found["columns"]) == (["North", "South"], ["Pause"])
    assert [{key: cell[key] for key in ("row", "column", "count", "stance", "tags")} for cell in found["cells"]] == [
        {"row": "North", "column": "Pause", "count": 1, "stance": {"for": 1}, "tags": [tags["North"]]},
        {"row": "South", "column": "Pause", "count": 1, "stance": {"against": 1}, "tags": [tags["South"]]},
    ]


def test_what_is_in_no_cell_is_said(done: Call, tagged: str) -> None:
    done("tag", tagged, "Harbour talks", "position", "--quote", "premiums could double")
    assert done("matrix", tagged).err == "left out, as they have no holder or no issue: 1 tag\n"


def test_a_kind_that_can_have_no_holder_is_not_left_out(done: Call, tagged: str) -> None:
    assert done("matrix", tagged).err == ""


def test_rows_and_columns_are_chosen(done: Call, tagged: str) -> None:
    found = done("matrix", tagged, "--rows", "severity", "--columns", "likelihood", "--json").json
    assert [(cell["row"], cell["column"], cell["count"]) for cell in found["cells"]] == [("Major", "Rare", 1)]


def test_a_table_is_read_by_a_person(done: Call, tagged: str) -> None:
    lines = done("matrix", tagged).text.split("\n")[:3]
    assert [line.split() for line in lines] == [["Pause"], ["North", "1:", "for"], ["South", "1:", "against"]]


def test_a_table_is_written_whole(done: Call, tagged: str, tmp_path: Path) -> None:
    done("matrix", tagged, "-o", "matrix.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "matrix.csv").read_text("utf-8-sig"))))
    assert [(row["row"], row["column"], row["count"], row["mean"]) for row in rows] == [
        ("North", "Pause", "1", "1"),
        ("South", "Pause", "1", "-1"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rows", "colour"), "“colour” gives no rows or columns, it is not known, name one of: who, issue"),
        (("--since", "soon"), "nothing was chosen by “soon”, it is no date"),
        (("--reader", "Zoe"), "Zoe"),
        (("-o", "talks.gloss"), "a name with this suffix is a project's"),
    ],
    ids=["axis", "date", "reader", "project"],
)
def test_what_is_not_there_is_refused(call: Call, tagged: str, words: tuple[str, ...], said: str) -> None:
    answer = call("matrix", tagged, *words)
    assert answer.status == 1
    assert said in answer.err


def test_a_project_without_tags_says_so(done: Call, talks: str) -> None:
    assert done("matrix", talks).text == "No tag has both holder and issue.\n"

"""Merging on the command line: what came, what was here, what was changed apart."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from calling import Call

DOC = "Harbour talks"


@pytest.fixture
def bens(done: Call, talks: str, tmp_path: Path) -> str:
    """Copy the project; Ben tags in the copy."""
    shutil.copyfile(tmp_path / talks, tmp_path / "ben.gloss")
    done("--as", "Ben", "tag", "ben.gloss", DOC, "risk", "--quote", "only if pilots go first")
    return "ben.gloss"


@pytest.fixture
def apart(done: Call, talks: str, tmp_path: Path) -> tuple[str, str]:
    """Set one stance here and another in a copy; return the copy and the tag."""
    tag = done("tag", talks, DOC, "position", "--quote", "only if pilots go first", "--json").json["id"]
    shutil.copyfile(tmp_path / talks, tmp_path / "laptop.gloss")
    done("edit", talks, tag, "--set", "stance=for")
    done("edit", "laptop.gloss", tag, "--set", "stance=against")
    return "laptop.gloss", tag


def merged(done: Call, *words: str) -> dict[str, Any]:
    answer: dict[str, Any] = done("merge", *words, "--json").json
    return answer


def test_tags_of_another_project_are_added(done: Call, talks: str, bens: str) -> None:
    report = merged(done, talks, bens)
    assert [tag["id"] for tag in done("tags", talks, "--json").json] == report["added"]
    assert (report["unchanged"], report["conflicting"], report["refused"]) == ([], [], [])


def test_merging_again_adds_nothing(done: Call, talks: str, bens: str) -> None:
    first = merged(done, talks, bens)["added"]
    again = merged(done, talks, bens)
    assert (again["added"], again["unchanged"]) == ([], first)


def test_undo_takes_a_merge_back(done: Call, talks: str, bens: str) -> None:
    before = done("export", talks).out
    merged(done, talks, bens)
    done("undo", talks)
    assert done("export", talks).out == before


def test_the_history_says_of_a_merge_that_was_undone_that_it_is_not_here(done: Call, talks: str, bens: str) -> None:
    merged(done, talks, bens)
    done("undo", talks)
    items = done("history", talks, "--json").json
    assert [(item["label"], item["here"]) for item in items] == [
        ("add Harbour talks", True),
        ("tag risk", False),
    ]
    assert "Ben  tag risk (not here: the merge that brought it was undone)\n" in done("history", talks).text
    assert [act["label"] for act in done("export", talks, "--history").json["acts"]] == ["add Harbour talks"]
    done("redo", talks)
    assert all(item["here"] for item in done("history", talks, "--json").json)


def test_a_field_changed_apart_is_told_and_listed(done: Call, talks: str, apart: tuple[str, str]) -> None:
    other, tag = apart
    assert merged(done, talks, other)["conflicting"] == [{"id": tag, "field": "fields.stance"}]
    (found,) = done("conflicts", talks, "--json").json
    assert (found["id"], found["field"], {found["shown"], found["other"]}) == (tag, "fields.stance", {"for", "against"})
    assert len(found["acts"]) == 2


@pytest.mark.parametrize("stance", ["for", "against"])
def test_an_edit_settles_what_was_changed_apart(done: Call, talks: str, apart: tuple[str, str], stance: str) -> None:
    other, tag = apart
    merged(done, talks, other)
    done("edit", talks, tag, "--set", f"stance={stance}")
    assert done("conflicts", talks, "--json").json == []
    assert done("tags", talks, "--json").json[0]["fields"]["stance"] == stance


def test_what_is_no_project_is_refused_and_nothing_is_merged(call: Call, done: Call, talks: str, bens: str) -> None:
    Path("notes.gloss").write_text("no database", encoding="utf-8")
    answer = call("merge", talks, bens, "notes.gloss")
    assert (answer.status, answer.err.count("\n")) == (1, 1)
    assert answer.err.startswith("glossator: notes.gloss was not merged, ")
    assert done("tags", talks, "--json").json == []


def test_a_project_is_not_merged_into_itself(call: Call, talks: str) -> None:
    answer = call("merge", talks, talks)
    assert answer.err == ("glossator: talks.gloss was not merged, it is this project itself, name another project\n")

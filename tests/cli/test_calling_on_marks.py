"""Marks by the command line: read with nothing to tag, and a blind pass that every command obeys."""

from __future__ import annotations

from pathlib import Path

import pytest
from calling import Call


@pytest.fixture
def blind(done: Call, talks: str) -> str:
    """Let Ben tag and Ada read blind."""
    done(
        "tag", talks, "Harbour talks", "position", "--quote", "The Southern ministry rejects it.",
        "--set", "holder=Southern ministry", "--reader", "Ben",
    )  # fmt: skip
    done("tag", talks, "Harbour talks", "risk", "--quote", "premiums could double")
    done("mark", talks, "Harbour talks", "--blind")
    return talks


def test_a_blind_document_hides_others_tags_from_its_reader(done: Call, blind: str) -> None:
    assert [one["kind"] for one in done("tags", blind, "--json").json] == ["risk"]
    assert [one["kind"] for one in done("--as", "Ben", "tags", blind, "--json").json] == ["position", "risk"]
    assert done("documents", blind, "--json").json[0]["tags"] == {"risk": 1}
    assert done("entity", blind, "--json").json == []
    assert [one["label"] for one in done("history", blind, "--json").json] == [
        "add Harbour talks",
        "tag risk",
        "read Harbour talks blind",
    ]


def test_an_export_says_how_many_tags_were_left_out(done: Call, blind: str) -> None:
    answer = done("export", blind)
    assert [one["kind"] for one in answer.json["annotations"]] == ["risk"]
    assert "left out, others' tags on documents that you read blind: 1" in answer.err
    answer = done("export", blind, "-o", "mine.csv")
    assert "left out, others' tags on documents that you read blind: 1" in answer.err
    assert "blind" not in done("export", blind, "--kind", "risk").err


def test_done_shows_all_again_and_undo_hides_it(done: Call, blind: str) -> None:
    done("mark", blind, "Harbour talks", "--done")
    assert len(done("tags", blind, "--json").json) == 2
    done("undo", blind)
    assert len(done("tags", blind, "--json").json) == 1


def test_a_backup_is_whole(done: Call, blind: str) -> None:
    done("backup", blind, "copy.gloss")
    assert len(done("--as", "Ben", "tags", "copy.gloss", "--json").json) == 2


def test_a_blind_pass_ends_without_being_done(done: Call, blind: str) -> None:
    done("mark", blind, "Harbour talks", "--not-blind")
    assert len(done("tags", blind, "--json").json) == 2
    assert done("documents", blind, "--json").json[0]["state"] == "unread"


def test_what_was_read_is_counted_and_taken_back(done: Call, talks: str) -> None:
    assert done("mark", talks, "Harbour talks", "--read", "0:13", "--json").json["start"] == 0
    assert done("documents", talks, "--json").json[0]["read"] == 1
    done("mark", talks, "Harbour talks", "--not-read", "0:13")
    assert done("documents", talks, "--json").json[0]["read"] == 0


def test_marks_travel_with_an_export(done: Call, blind: str, tmp_path: Path) -> None:
    done("mark", blind, "Harbour talks", "--read", "0:13")
    done("export", blind, "-o", "mine.json")
    done("new", "other.gloss")
    done("import", "other.gloss", "mine.json")
    assert [one["type"] for one in done("export", "other.gloss").json["marks"]] == ["blind", "read"]


def test_two_marks_at_once_are_a_wrong_call(call: Call, talks: str) -> None:
    assert call("mark", talks, "Harbour talks", "--read", "0:13", "--done").status == 2


@pytest.mark.parametrize(
    "both",
    [("--done", "--unread"), ("--unread", "--done"), ("--blind", "--not-blind"), ("--done", "--read", "0:5"), ()],
    ids=" ".join,
)
def test_two_states_at_once_are_a_wrong_call(call: Call, talks: str, both: tuple[str, ...]) -> None:
    assert call("mark", talks, "Harbour talks", *both).status == 2
    assert call("documents", talks, "--json").json[0]["state"] == "unread"

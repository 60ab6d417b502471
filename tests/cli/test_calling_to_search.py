"""`glossator search`: every sort of thing that has the words, as lines and as JSON."""

from __future__ import annotations

import pytest
from calling import Call


@pytest.fixture
def tagged(done: Call, talks: str) -> str:
    done("tag", talks, "Harbour talks", "position", "--quote", "pilots go first", "--set", "holder=North",
         "--note", "Escorts come later.")  # fmt: skip
    return talks


def test_the_json_has_documents_passages_tags_notes_and_names(done: Call, tagged: str) -> None:
    (document,) = done("documents", tagged, "--json").json
    (tag,) = done("tags", tagged, "--json").json
    found = done("search", tagged, "PILOTS first", "--json").json
    assert list(found) == ["documents", "passages", "tags", "notes", "entities", "counts"]
    (passage,) = found["passages"]
    assert passage == {
        "document": document["id"],
        "start": 70,
        "end": 85,
        "snippet": "…government accepts a ceasefire 🕊️ only if pilots go first. The Southern ministry rejects it.",
    }
    assert [one["id"] for one in found["tags"]] == [tag["id"]]
    assert [(one["id"], one["snippet"]) for one in done("search", tagged, "escorts", "--json").json["notes"]] == [
        (tag["id"], "Escorts come later.")
    ]
    (north,) = done("search", tagged, "north", "--json").json["entities"]
    assert (north["name"], north["category"], north["tags"]) == ("North", "actor", 1)
    (harbour,) = done("search", tagged, "harbour", "--json").json["documents"]
    assert harbour == {"id": document["id"], "title": "Harbour talks", "snippet": harbour["snippet"]}


def test_offsets_are_those_of_the_text(done: Call, tagged: str) -> None:
    text = done("text", tagged, "Harbour talks").text
    (passage,) = done("search", tagged, "premiums", "--json").json["passages"]
    assert text[passage["start"] : passage["end"]] == "premiums"


def test_more_is_counted_than_is_listed(done: Call, tagged: str) -> None:
    found = done("search", tagged, "ministry", "--limit", "1", "--json").json
    assert (len(found["passages"]), found["counts"]["passages"]) == (1, 2)
    assert "2 passages, the first 1 of them" in done("search", tagged, "ministry", "--limit", "1").text


def test_lines_say_what_each_is(done: Call, tagged: str) -> None:
    lines = done("search", tagged, "north*").text
    assert "actor  North  1 tag" in lines
    assert "1 passage\n" in lines


def test_words_that_are_nowhere_are_said_to_be_nowhere(done: Call, tagged: str) -> None:
    answer = done("search", tagged, "zeppelin")
    assert answer.out == b""
    assert "nothing in this project has these words" in answer.err


@pytest.mark.parametrize("words", ['"', "%", "a AND", "NEAR(", "*", "'; drop table", "((("])
def test_no_sign_is_an_error(done: Call, tagged: str, words: str) -> None:
    assert done("search", tagged, "--json", "--", words).json["documents"] == []


def test_a_call_without_words_is_wrong(call: Call, tagged: str) -> None:
    assert call("search", tagged).status == 2

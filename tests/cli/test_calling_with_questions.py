from __future__ import annotations

import json

import pytest
from calling import Call


@pytest.fixture
def tagged(done: Call, talks: str) -> str:
    """Tag two positions, a risk and a claim of Ada's, and the claim's answer by Ben."""
    for quote, holder, stance in (("pilots go first", "North", "for"), ("rejects it", "South", "against")):
        fields = (f"holder={holder}", "issue=Pause", f"stance={stance}")
        given = [word for field in fields for word in ("--set", field)]
        done("tag", talks, "Harbour talks", "position", "--quote", quote, *given)
    done("tag", talks, "Harbour talks", "risk", "--quote", "premiums could double", "--set", "severity=major")
    done("tag", talks, "Harbour talks", "claim", "--quote", "Insurers warn")
    return talks


def quotes(done: Call, project: str, *words: str) -> list[str]:
    return [tag["quote"] for tag in done("tags", project, *words, "--json").json]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("positions and stance is for", ["pilots go first"]),
        ("holder is south or severity at least 4", ["rejects it", "premiums could double"]),
        (
            "not positions and without bearer and claims or text has PREMIUMS",
            ["Insurers warn", "premiums could double"],
        ),
        ("claims not answered", ["Insurers warn"]),
    ],
)
def test_tags_are_asked_for_in_words(done: Call, tagged: str, words: str, found: list[str]) -> None:
    assert quotes(done, tagged, "--where", words) == found


def test_tags_are_asked_for_by_a_name_that_comes_with_the_program(done: Call, tagged: str) -> None:
    assert quotes(done, tagged, "--question", "risks with no bearer") == ["premiums could double"]


def test_words_and_a_name_and_the_other_filters_all_have_to_hold(done: Call, tagged: str) -> None:
    asked = ("--question", "tagged by one reader only", "--where", "issue is Pause", "--holder", "North")
    done("questions", tagged, "--save", "Tagged by one reader only", "tagged by one reader only")
    assert quotes(done, tagged, *asked) == ["pilots go first"]


def test_what_is_new_is_asked_for_with_a_date(done: Call, call: Call, tagged: str) -> None:
    assert len(quotes(done, tagged, "--question", "new since", "--date", "2020")) == 4
    assert quotes(done, tagged, "--question", "new since", "--date", "2999") == []
    assert call("tags", tagged, "--question", "new since").err == (
        "glossator: “New since …” was not asked, it needs a date, give one, such as 2026-05-12\n"
    )
    assert call("tags", tagged, "--date", "2020").status == 2


def test_a_wrong_word_is_refused_with_its_place(call: Call, tagged: str) -> None:
    answer = call("tags", tagged, "--where", "positions and stanse is for")
    assert (answer.status, answer.err) == (
        1,
        "glossator: the question was not understood, “stanse” at 14 cannot stand there, write stance or state\n",
    )


def test_the_agreed_reading_answers_a_question_where_it_is_the_reader(done: Call, tagged: str) -> None:
    claim = done("tags", tagged, "--kind", "claim", "--json").json[0]["id"]
    done("settle", tagged, claim, "--keep", claim)
    assert quotes(done, tagged, "--where", "claims") == ["Insurers warn"]
    assert quotes(done, tagged, "--where", "claims", "--reader", "Agreed") == ["Insurers warn"]
    assert quotes(done, tagged, "--where", "claims by Agreed or Ada") == ["Insurers warn", "Insurers warn"]


def test_a_question_is_saved_renamed_and_removed(done: Call, tagged: str) -> None:
    made = done("questions", tagged, "--save", "Noes", "positions whose stance is below neutral", "--json").json
    assert (made["name"], made["words"]) == ("Noes", "kind is position and stance below neutral")
    assert quotes(done, tagged, "--question", "noes") == ["rejects it"]
    assert done("questions", tagged, "--rename", "noes", "Refusals").text == f"{made['id']}\n"
    assert done("questions", tagged, "--json").json[0]["name"] == "Refusals"
    done("questions", tagged, "--remove", "refusals")
    assert done("questions", tagged, "--json").json[0]["name"] == "Claims nobody answers"
    done("undo", tagged)
    assert done("questions", tagged, "--json").json[0]["id"] == made["id"]


def test_questions_are_listed_with_what_they_ask_and_how_many_tags_answer(done: Call, tagged: str) -> None:
    done("questions", tagged, "--save", "Noes", "stance below neutral")
    found = {one["name"]: one for one in done("questions", tagged, "--counts", "--json").json}
    assert found["Noes"] | {"id": ""} == {
        "id": "",
        "name": "Noes",
        "words": "stance below neutral",
        "guidance": "",
        "asks": None,
        "count": 1,
        "refused": None,
    }
    assert (found["Claims nobody answers"]["count"], found["Risks with no bearer"]["count"]) == (1, 1)
    assert (found["New since …"]["asks"], found["New since …"]["count"]) == ("date", None)


def test_the_list_is_a_table(done: Call, tagged: str) -> None:
    lines = done("questions", tagged, "--counts").text.split("\n")
    assert lines[0].split() == ["Claims", "nobody", "answers", "1", "claims", "and", "not", "answered"]
    assert lines[6].split()[:4] == ["New", "since", "…", "–"]


@pytest.mark.parametrize("words", [("--save", "a", "claims", "--remove", "b"), ("--remove", "b", "--counts")])
def test_what_does_not_go_together_is_a_wrong_call(call: Call, tagged: str, words: tuple[str, ...]) -> None:
    assert call("questions", tagged, *words).status == 2


def test_a_question_that_cannot_be_asked_here_says_why(done: Call, tagged: str, tmp_path) -> None:
    given = done("codebook", tagged, "--json").json
    for kind in given["kinds"]:
        kind["fields"] = [field for field in kind["fields"] if field["key"] != "bearer"]
    (tmp_path / "mine.json").write_text(json.dumps(given))
    done("codebook", tagged, "--from", "mine.json")
    found = {one["name"]: one for one in done("questions", tagged, "--counts", "--json").json}
    assert found["Risks with no bearer"]["count"] is None
    assert "“bearer” at 14 cannot stand there" in found["Risks with no bearer"]["refused"]

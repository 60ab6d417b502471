from __future__ import annotations

from typing import Any

import pytest
from calling import TALKS, Call

DOC = "Harbour talks"


def tag(done: Call, project: str, quote: str, *words: str, kind: str = "position") -> Any:
    return done("tag", project, DOC, kind, "--quote", quote, *words, "--json").json


def test_a_tag_is_printed_as_the_export_has_it(done: Call, talks: str) -> None:
    given = ("--set", "holder=Northern government", "--set", "issue=Ceasefire", "--set", "stance=1", "--note", "see")
    made = tag(done, talks, "only if pilots go first", *given, "--label", "harbour")
    (reader,) = done("reader", talks, "--json").json
    (document,) = done("documents", talks, "--json").json
    assert made | {"id": "", "created": "", "modified": ""} == {
        "id": "",
        "document": document["id"],
        "reader": reader["id"],
        "kind": "position",
        "start": 62,
        "end": 85,
        "quote": "only if pilots go first",
        "prefix": "vernment accepts a ceasefire 🕊️ ",
        "suffix": ". The Southern ministry rejects ",
        "state": "anchored",
        "fields": {"holder": "Northern government", "issue": "Ceasefire", "stance": "for"},
        "hidden_fields": {},
        "labels": ["harbour"],
        "note": "see",
        "copied_from": None,
        "created": "",
        "modified": "",
    }
    assert done("tags", talks, "--json").json == [made]


def test_a_tag_without_json_prints_its_id(done: Call, talks: str) -> None:
    id_ = done("tag", talks, DOC, "note", "--quote", "Insurers").text.strip()
    assert [one["id"] for one in done("tags", talks, "--json").json] == [id_]


def test_offsets_are_code_points_behind_an_emoji(done: Call, talks: str) -> None:
    start = TALKS.index("pilots")
    made = done("tag", talks, DOC, "note", "--start", str(start), "--end", str(start + 6), "--json").json
    assert (made["quote"], made["start"], made["end"]) == ("pilots", 70, 76)


def test_blanks_at_the_ends_are_trimmed(done: Call, talks: str) -> None:
    made = done("tag", talks, DOC, "note", "--start", "13", "--end", "19", "--json").json
    assert (made["quote"], made["start"], made["end"]) == ("The", 15, 18)


def test_a_tag_of_several_passages_has_parts(done: Call, talks: str) -> None:
    made = done("tag", talks, DOC, "risk", "--start", "120", "--end", "130", "--also", "0:7", "--json").json
    assert (made["start"], made["end"], made["quote"]) == (0, 7, "Harbour")
    assert [(part["start"], part["end"], part["state"]) for part in made["parts"]] == [
        (0, 7, "anchored"),
        (122, 130, "anchored"),
    ]


def test_a_quote_found_twice_is_refused_with_its_places(call: Call, talks: str) -> None:
    answer = call("tag", talks, DOC, "claim", "--quote", "The Southern ministry")
    assert (answer.status, answer.out) == (1, b"")
    assert answer.err.startswith(
        "glossator: the quote “The Southern ministry” is not one place, it was found 2 times: 87:108 “"
    )
    assert answer.err.endswith("use --prefix, --suffix or --start/--end\n")


@pytest.mark.parametrize(
    ("around", "start"),
    [(("--prefix", "double. "), 164), (("--suffix", " rejects it"), 87)],
    ids=["what stands before", "what stands after"],
)
def test_what_stands_around_chooses(done: Call, talks: str, around: tuple[str, str], start: int) -> None:
    assert tag(done, talks, "The Southern ministry", *around)["start"] == start


def test_a_quote_that_is_not_there_is_refused(call: Call, talks: str) -> None:
    assert call("tag", talks, DOC, "claim", "--quote", "Nobody").err == (
        "glossator: the quote “Nobody” was not found, the text does not hold it, "
        "use --prefix, --suffix or --start/--end\n"
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param(("risk", "--start", "0", "--end", "9999"), "the text has the offsets 0 to 205", id="outside"),
        pytest.param(("risk", "--start", "5", "--end", "5"), "it is empty", id="empty"),
        pytest.param(("risk", "--start", "13", "--end", "15"), "nothing but blanks", id="blanks"),
        pytest.param(("risk", "--start", "0", "--end", "9", "--also", "5:13"), "overlap", id="overlapping"),
        pytest.param(("danger", "--quote", "Insurers"), "give one of: risk, position, claim, note", id="kind"),
        pytest.param(
            ("risk", "--quote", "Insurers", "--set", "stance=for"), "the kind risk has no such field", id="field"
        ),
        pytest.param(
            ("position", "--quote", "Insurers", "--set", "stance=maybe"),
            "give one of: strongly-against (-2), against (-1), neutral (0), for (1), strongly-for (2), unclear",
            id="value",
        ),
        pytest.param(("position", "--quote", "Insurers", "--set", "said=soon"), "“soon” is no date", id="date"),
    ],
)
def test_a_tag_that_cannot_be_made_is_refused(call: Call, talks: str, words: tuple[str, ...], why: str) -> None:
    answer = call("tag", talks, DOC, *words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, b"", 1)
    assert why in answer.err
    assert call("tags", talks, "--json").json == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="no place"),
        pytest.param(("--start", "3"), id="no end"),
        pytest.param(("--start", "3", "--end", "5", "--quote", "x"), id="both"),
        pytest.param(("--start", "3", "--end", "5", "--prefix", "x"), id="a prefix without a quote"),
        pytest.param(("--quote", "x", "--set", "holder"), id="no equals sign"),
        pytest.param(("--start", "three", "--end", "5"), id="no number"),
        pytest.param(("--quote", "x", "--also", "5"), id="half a place"),
    ],
)
def test_a_wrong_call_has_status_two(call: Call, talks: str, words: tuple[str, ...]) -> None:
    answer = call("tag", talks, DOC, "note", *words)
    assert answer.status == 2
    assert answer.err.startswith("Usage: ")


@pytest.mark.parametrize("words", ["for", "1", "For"])
def test_a_value_is_given_by_key_score_or_label(done: Call, talks: str, words: str) -> None:
    assert tag(done, talks, "Insurers", "--set", f"stance={words}")["fields"] == {"stance": "for"}


def test_an_empty_value_clears(done: Call, talks: str) -> None:
    made = tag(done, talks, "Insurers", "--set", "stance=for")
    assert done("edit", talks, made["id"], "--set", "stance=", "--json").json["fields"] == {}


def test_a_tag_is_always_made_but_with_once(done: Call, talks: str) -> None:
    first, second = tag(done, talks, "Insurers"), tag(done, talks, "Insurers")
    assert first["id"] != second["id"]
    assert tag(done, talks, "Insurers", "--once")["id"] in (first["id"], second["id"])
    assert len(done("tags", talks, "--json").json) == 2


def test_once_says_what_it_did_not_apply(done: Call, talks: str) -> None:
    tag(done, talks, "Insurers")
    answer = done("tag", talks, DOC, "position", "--quote", "Insurers", "--once", "--note", "x")
    assert answer.err == "the tag is there already as it was; --set, --note and --label were not applied\n"


@pytest.fixture
def three(done: Call, talks: str) -> str:
    done("entity", talks)
    tag(done, talks, "only if pilots", "--set", "holder=North", "--set", "issue=Ceasefire")
    tag(done, talks, "premiums could double", "--reader", "Ben", "--set", "bearer=Insurers", kind="risk")
    tag(done, talks, "Insurers warn", "--reader", "Ben", kind="claim")
    return talks


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        pytest.param((), ["only if pilots", "Insurers warn", "premiums could double"], id="all, in the text's order"),
        pytest.param(("--doc", DOC, "--kind", "claim"), ["Insurers warn"], id="kind"),
        pytest.param(("--reader", "ben"), ["Insurers warn", "premiums could double"], id="reader"),
        pytest.param(("--holder", "insurers"), ["premiums could double"], id="who would bear it"),
        pytest.param(("--issue", "Ceasefire"), ["only if pilots"], id="issue"),
        pytest.param(("--state", "lost"), [], id="state"),
    ],
)
def test_tags_are_filtered(done: Call, three: str, words: tuple[str, ...], quotes: list[str]) -> None:
    assert [one["quote"] for one in done("tags", three, *words, "--json").json] == quotes


@pytest.mark.parametrize(
    "words",
    [
        ("--doc", "Nothing"),
        ("--kind", "danger"),
        ("--reader", "Nobody"),
        ("--holder", "Nobody"),
        ("--issue", "Nothing"),
    ],
    ids=lambda words: words[0],
)
def test_a_filter_by_something_unknown_is_refused(call: Call, three: str, words: tuple[str, str]) -> None:
    answer = call("tags", three, *words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, b"", 1)


def test_an_unknown_state_is_a_wrong_call(call: Call, three: str) -> None:
    assert call("tags", three, "--state", "gone").status == 2


def test_a_holder_is_found_by_every_name(done: Call, three: str) -> None:
    done("entity", three, "North", "--rename", "Northern government")
    tag(done, three, "ceasefire", "--set", "holder=Norland")
    done("entity", three, "Norland", "--same-as", "North")
    found = done("tags", three, "--holder", "Northern government", "--json").json
    assert [one["quote"] for one in found] == ["ceasefire", "only if pilots"]


def test_a_hidden_holder_is_not_found(done: Call, three: str) -> None:
    (one,) = done("tags", three, "--holder", "North", "--json").json
    done("edit", three, one["id"], "--kind", "note")
    assert done("tags", three, "--holder", "North", "--json").json == []


def test_tags_are_listed_for_people(done: Call, three: str) -> None:
    (one,) = done("tags", three, "--kind", "risk", "--json").json
    assert done("tags", three, "--kind", "risk").text == (
        f"{one['id'][:8]}  risk  Harbour talks  141:162  Ben  “premiums could double”  bearer Insurers\n"
    )


def test_no_tags_are_an_empty_array(done: Call, talks: str) -> None:
    assert done("tags", talks, "--json").out == b"[]\n"


def test_an_edit_moves_one_end(done: Call, talks: str) -> None:
    made = tag(done, talks, "only if pilots")
    changed = done("edit", talks, made["id"][:8], "--end", "85", "--json").json
    assert (changed["id"], changed["start"], changed["quote"]) == (made["id"], 62, "only if pilots go first")


def test_an_edit_keeps_the_other_passages(done: Call, talks: str) -> None:
    made = tag(done, talks, "only if pilots", "--also", "0:7")
    changed = done("edit", talks, made["id"], "--end", "13", "--json").json
    assert [part["quote"] for part in changed["parts"]] == ["Harbour talks", "only if pilots"]


def test_a_change_of_kind_carries_the_holder_and_the_issue(done: Call, talks: str) -> None:
    made = tag(
        done, talks, "only if pilots", "--set", "holder=North", "--set", "issue=Ceasefire", "--set", "stance=for"
    )
    changed = done("edit", talks, made["id"], "--kind", "claim", "--json").json
    assert changed["fields"] == {"claimant": "North", "issue": "Ceasefire"}
    assert changed["hidden_fields"] == {"stance": "for"}
    back = done("edit", talks, made["id"], "--kind", "position", "--json").json
    assert back["fields"] == {"holder": "North", "issue": "Ceasefire", "stance": "for"}


def test_only_its_own_reader_changes_a_tag(call: Call, three: str) -> None:
    (one,) = call("tags", three, "--kind", "risk", "--json").json
    for words in (("edit", three, one["id"], "--note", "mine"), ("untag", three, one["id"])):
        answer = call("--as", "Cem", *words)
        assert (answer.status, answer.err) == (
            1,
            "glossator: the tag was not changed, it is Ben's, and only its own reader may change it, "
            "act as Ben or make a tag of your own\n",
        )
    assert call("edit", three, one["id"], "--note", "mine", "--reader", "Ben").status == 0


def test_anyone_changes_the_agreed_readings_tags(done: Call, talks: str) -> None:
    made = tag(done, talks, "Insurers", "--reader", "Agreed")
    done("--as", "Cem", "untag", talks, made["id"])
    assert done("tags", talks, "--json").json == []


def test_an_edit_of_nothing_is_a_wrong_call(call: Call, three: str) -> None:
    (one,) = call("tags", three, "--kind", "risk", "--json").json
    assert call("edit", three, one["id"]).status == 2


@pytest.mark.parametrize("command", ["edit", "untag"])
def test_a_tag_that_is_not_there_is_refused(call: Call, talks: str, command: str) -> None:
    words = ("--note", "x") if command == "edit" else ()
    answer = call(command, talks, "ffff", *words)
    assert (answer.status, answer.err) == (
        1,
        "glossator: the tag “ffff” was not found, no tag has this id, look at the list of tags\n",
    )


def test_two_tags_are_linked_and_unlinked(done: Call, three: str) -> None:
    risk, claim = (done("tags", three, "--kind", kind, "--json").json[0]["id"] for kind in ("risk", "claim"))
    made = done("link", three, risk[:8], "supports", claim, "--reader", "Ben", "--json").json
    assert (made["from"], made["to"], made["relation"]) == (risk, claim, "supports")
    assert done("link", three, risk, "supports", claim, "--reader", "Ben").text.strip() == made["id"]
    done("unlink", three, made["id"][:8])
    assert done("export", three).json["links"] == []
    done("undo", three)
    assert [one["id"] for one in done("export", three).json["links"]] == [made["id"]]


def test_a_tag_is_not_linked_to_itself(call: Call, three: str) -> None:
    (one,) = call("tags", three, "--kind", "risk", "--json").json
    assert call("link", three, one["id"], "repeats", one["id"]).err == (
        "glossator: the tags were not linked, they are one and the same, give two tags\n"
    )


def test_an_unknown_relation_is_a_wrong_call(call: Call, three: str) -> None:
    assert call("link", three, "a", "loves", "b").status == 2


def test_a_link_that_is_not_there_is_refused(call: Call, three: str) -> None:
    assert call("unlink", three, "ffff").err.startswith("glossator: the link ffff was not found, ")

from __future__ import annotations

from pathlib import Path

import pytest
from calling import Call

from glossator.operations.people import reader_for
from glossator.operations.settling import settle
from glossator.store import Project

PILOTS, ACCEPTS, REJECTS = ("59", "86"), ("15", "86"), ("88", "121")


@pytest.fixture
def two(done: Call, talks: str) -> str:
    """Let Cleo and Ben tag: two places of Cleo's, of which Ben has one, wider, and one of his own kind."""
    _tag(done, "Cleo", "position", PILOTS, "--set", "holder=North", "--set", "stance=for")
    _tag(done, "Cleo", "risk", REJECTS)
    _tag(done, "Ben", "position", ("53", "86"), "--set", "holder=North", "--set", "stance=against")
    _tag(done, "Ben", "claim", REJECTS)
    return talks


def _tag(done: Call, reader: str, kind: str, place: tuple[str, str], *more: str) -> str:
    start, end = place
    answer = done(
        "tag", "talks.gloss", "Harbour talks", kind, "--start", start, "--end", end, "--reader", reader, *more
    )
    return answer.text.strip()


def test_compare_prints_figures_and_differences_as_the_contract_says(done: Call, two: str) -> None:
    answer = done("compare", two, "--readers", "Cleo,Ben", "--json").json
    assert answer["readers"] == ["Cleo", "Ben"]
    assert len(answer["documents"]) == 1
    assert answer["iou"] == 0.5
    assert [*answer["kinds"]] == ["risk", "position", "claim"]
    assert [*answer["all"]] == [
        "f1",
        "precision",
        "recall",
        "mean_iou",
        "matched",
        "only",
        "kappa_characters",
        "alpha_characters",
        "kappa_sentences",
        "alpha_sentences",
        "interval",
    ]
    assert (answer["all"]["f1"], answer["all"]["matched"], answer["all"]["only"]) == (0.5, 1, {"Cleo": 1, "Ben": 1})
    assert answer["kinds"]["risk"]["recall"] == 0.0
    assert answer["kinds"]["risk"]["precision"] is None
    assert [*answer["all"]["interval"]] == ["unit", "resamples", "seed", "f1", "alpha_characters"]
    assert answer["all"]["interval"]["unit"] == "paragraph"
    assert answer["fields"]["holder"] == {"kappa": None, "pairs": 1}
    assert answer["fields"]["stance"] == {"alpha": 0.0, "pairs": 1}
    assert [(one["types"], len(one["tags"]), one["settled"]) for one in answer["differences"]] == [
        (["extent", "fields"], 2, None),
        (["kind"], 2, None),
    ]
    assert [*answer["coverage"]] == ["Cleo", "Ben"]


def test_compare_without_json_is_read_by_people(done: Call, two: str) -> None:
    text = done("compare", two, "--readers", "Cleo,Ben").text
    assert text.startswith("Cleo, Ben: 1 document\n")
    assert "In brackets: the middle 95 of 100 of 1000 resamples of paragraphs, seed 1." in text
    assert "2 differences, 2 not settled" in text
    assert "extent, fields (stance)" in text
    of_tags, of_text = (line.split() for line in text.split("\n") if line.startswith("claim "))
    assert of_tags == ["claim", "0.000", "[0.000,", "0.000]", "0.000", "–", "–", "0", "0", "1"]
    assert of_text[:2] == ["claim", "0.000"]


def test_compare_says_of_a_settled_difference_by_which_decision(done: Call, two: str) -> None:
    ids = done("compare", two, "--readers", "Cleo,Ben", "--json").json["differences"][0]["tags"]
    with Project.open(Path(two)) as opened:
        settle(opened, ids, keep=ids[:1], reader=reader_for(opened, "Cleo"))
    answer = done("compare", two, "--readers", "Ben,Cleo", "--json").json
    settled = [one["settled"] for one in answer["differences"]]
    assert settled[1] is None
    assert f"settled {settled[0][:8]}" in done("compare", two, "--readers", "Cleo,Ben").text


def test_compare_takes_a_kind_a_document_and_an_overlap(done: Call, two: str, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Another paper.\n", encoding="utf-8")
    done("add", two, "other.txt")
    answer = done(
        "compare",
        two,
        "--readers",
        "Cleo,Ben",
        "--doc",
        "Harbour talks",
        "--kind",
        "Position",
        "--iou",
        "0.99",
        "--json",
    ).json
    assert ([*answer["kinds"]], len(answer["documents"]), answer["iou"]) == (["position"], 1, 0.99)
    assert (answer["all"]["matched"], answer["all"]["f1"]) == (0, 0.0)
    assert len(answer["differences"]) == 1


def test_compare_leaves_notes_out_unless_they_are_asked_for(done: Call, two: str) -> None:
    _tag(done, "Cleo", "note", ACCEPTS)
    assert "note" not in done("compare", two, "--readers", "Cleo,Ben", "--json").json["kinds"]
    asked = done("compare", two, "--readers", "Cleo,Ben", "--kind", "note", "--json").json
    assert asked["kinds"]["note"]["only"] == {"Cleo": 1, "Ben": 0}
    assert [one["types"] for one in asked["differences"]] == [["only"]]


def test_compare_finds_a_reader_whose_name_holds_a_comma(done: Call, two: str) -> None:
    _tag(done, "Berg, Ida", "risk", REJECTS)
    answer = done("compare", two, "--readers", "Cleo,Berg, Ida,Ben", "--json").json
    assert answer["readers"] == ["Cleo", "Berg, Ida", "Ben"]
    assert answer["all"]["kappa_characters"] is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--readers", "Cleo"), "glossator: the readers were not compared, it takes two or more"),
        (("--readers", "Cleo,Zoe"), "glossator: the reader “Zoe” was not found"),
        (("--readers", "Cleo,Cleo"), "glossator: the readers were not compared, it takes two or more, each named once"),
        (("--readers", "Cleo,Ben", "--iou", "0"), "glossator: the readers were not compared, 0.0 is no overlap"),
        (("--readers", "Cleo,Ben", "--iou", "1.5"), "glossator: the readers were not compared, 1.5 is no overlap"),
        (("--readers", "Cleo,Ben", "--iou", "nan"), "glossator: the readers were not compared, nan is no overlap"),
        (("--readers", "Cleo,Ben", "--kind", "threat"), "glossator: the kind “threat” was not found"),
        (("--readers", "Cleo,Ben", "--doc", "Lost"), "glossator: “Lost” was not found"),
    ],
)
def test_what_cannot_be_compared_is_refused(call: Call, two: str, words: tuple[str, ...], sentence: str) -> None:
    answer = call("compare", two, *words)
    assert (answer.status, answer.out) == (1, b"")
    assert answer.err.startswith(sentence)


def test_compare_without_readers_is_a_wrong_call(call: Call, two: str) -> None:
    assert call("compare", two).status == 2


def test_compare_leaves_out_what_its_reader_reads_blind(call: Call, done: Call, two: str, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Another paper.\n", encoding="utf-8")
    done("add", two, "other.txt")
    done("--as", "Cleo", "mark", two, "Harbour talks", "--blind")
    answer = done("--as", "Cleo", "compare", two, "--readers", "Cleo,Ben", "--json")
    assert (len(answer.json["hidden"]), answer.json["differences"]) == (1, [])
    assert answer.err == "left out, as you read them blind: 1 document\n"
    refused = call("--as", "Cleo", "compare", two, "--readers", "Cleo,Ben", "--doc", "Harbour talks")
    assert "you read Harbour talks blind" in refused.err
    assert len(done("--as", "Ben", "compare", two, "--readers", "Cleo,Ben", "--json").json["differences"]) == 2

"""New versions of a document on the command line: update, review, accept, and what the others say of versions."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from calling import TALKS, Call

PILOTS = "only if pilots go first"
PREMIUMS = "Insurers warn that premiums could double."
NEW = TALKS.replace(PILOTS, "only if two pilots go first").replace(PREMIUMS + " ", "") + "\nSigned in Hvalmark.\n"


def tag(done: Call, words: str, *, reader: str = "ada", kind: str = "note") -> str:
    return str(done("tag", "talks.gloss", "Harbour talks", kind, "--quote", words, "--reader", reader).text.strip())


@pytest.fixture
def corrected(talks: str, tmp_path: Path) -> str:
    """Write a corrected file of the talks and return its name."""
    (tmp_path / "corrected.txt").write_text(NEW, encoding="utf-8")
    return "corrected.txt"


def test_an_update_says_of_each_passage_what_became_of_it(done: Call, talks: str, corrected: str) -> None:
    kept, edited, lost = tag(done, "a ceasefire"), tag(done, PILOTS), tag(done, PREMIUMS)
    data = done("update", talks, "Harbour talks", corrected, "--json").json
    assert {key: data[key] for key in ("exact", "moved", "edited", "ambiguous", "lost")} == {
        "exact": 1, "moved": 0, "edited": 1, "ambiguous": 0, "lost": 1,
    }  # fmt: skip
    start = NEW.index("only if two")
    by_id = {one["id"]: one for one in data["tags"]}
    place = TALKS.index("a ceasefire")
    assert by_id[kept] == {"id": kept, "status": "exact", "start": place, "end": place + len("a ceasefire")}
    assert by_id[edited] == {"id": edited, "status": "edited", "start": start, "end": start + len(PILOTS) + 4}
    assert by_id[lost] == {"id": lost, "status": "lost", "start": None, "end": None}
    assert done("text", talks, "Harbour talks").text == NEW


def test_an_update_in_words_counts_and_says_where_to_look(done: Call, talks: str, corrected: str) -> None:
    tag(done, "a ceasefire")
    tag(done, PILOTS)
    answer = done("update", talks, "Harbour talks", corrected)
    assert answer.text == "1  exact\n1  edited\n"
    assert answer.err == "1 passage to look at: glossator review talks.gloss “Harbour talks”\n"


def test_a_list_of_tags_says_which_wait(done: Call, talks: str, corrected: str) -> None:
    for words in ("a ceasefire", PILOTS, PREMIUMS):
        tag(done, words)
    done("update", talks, "Harbour talks", corrected)
    start = NEW.index("only if two")
    places = [line.split("  ")[3].strip() for line in done("tags", talks).text.splitlines()]
    kept = TALKS.index("a ceasefire")
    assert places == [f"{kept}:{kept + 11}", f"{start}:{start + 27} edited", "lost"]


def test_parts_of_a_tag_of_several_passages_have_numbers(done: Call, talks: str, corrected: str) -> None:
    first, second = TALKS.index(PILOTS), TALKS.index(PREMIUMS)
    made = done(
        "tag", talks, "Harbour talks", "note", "--start", str(first), "--end", str(first + len(PILOTS)),
        "--also", f"{second}:{second + len(PREMIUMS)}",
    ).text.strip()  # fmt: skip
    data = done("update", talks, "Harbour talks", corrected, "--json").json
    assert [(one["id"], one["part"], one["status"]) for one in data["tags"]] == [(made, 0, "edited"), (made, 1, "lost")]
    (shown,) = done("tags", talks, "--json").json
    assert (shown["state"], [part["state"] for part in shown["parts"]]) == ("lost", ["edited", "lost"])
    done("accept", talks, made, "--part", "1", "--none")
    waiting = done("review", talks, "Harbour talks", "--json").json
    assert [(one["id"], one["part"], one["status"]) for one in waiting] == [(made, 0, "edited")]


def test_review_lists_what_waits_with_its_candidates(done: Call, talks: str, corrected: str) -> None:
    edited = tag(done, PILOTS)
    tag(done, "a ceasefire")
    done("update", talks, "Harbour talks", corrected)
    (one,) = done("review", talks, "Harbour talks", "--json").json
    start = NEW.index("only if two")
    assert (one["id"], one["status"], one["quote"]) == (edited, "edited", "only if two pilots go first")
    assert (one["candidates"][0]["start"], one["candidates"][0]["end"]) == (start, start + len(PILOTS) + 4)
    assert one["tagged_quote"] == PILOTS
    assert (one["before"]["start"], one["before"]["end"]) == (TALKS.index(PILOTS), TALKS.index(PILOTS) + len(PILOTS))


def test_review_in_words_shows_what_was_tagged_and_what_is_there(done: Call, talks: str, corrected: str) -> None:
    tag(done, PILOTS)
    done("update", talks, "Harbour talks", corrected)
    shown = done("review", talks, "Harbour talks").text
    assert "edited" in shown
    assert f"“{PILOTS}”" in shown
    assert "“only if two pilots go first”" in shown


def test_review_of_a_document_in_which_nothing_waits_says_so(done: Call, talks: str) -> None:
    answer = done("review", talks, "Harbour talks")
    assert (answer.text, answer.err) == ("", "nothing waits in Harbour talks\n")


def test_an_accepted_place_is_anchored_and_keeps_what_had_been_tagged(done: Call, talks: str, corrected: str) -> None:
    edited = tag(done, PILOTS)
    done("update", talks, "Harbour talks", corrected)
    start = NEW.index("only if two")
    data = done("accept", talks, edited, "--start", str(start), "--end", str(start + 27), "--json").json
    assert (data["state"], data["quote"], data["tagged_quote"]) == ("anchored", "only if two pilots go first", PILOTS)
    assert done("review", talks, "Harbour talks", "--json").json == []
    assert done("check", talks).status == 0


def test_a_tag_left_without_a_place_waits_no_more_and_is_exported_as_lost(
    done: Call, talks: str, corrected: str
) -> None:
    lost = tag(done, PREMIUMS)
    done("update", talks, "Harbour talks", corrected)
    done("accept", talks, lost, "--none")
    assert done("review", talks, "Harbour talks", "--json").json == []
    (shown,) = done("export", talks).json["annotations"]
    assert (shown["start"], shown["end"], shown["quote"], shown["state"]) == (None, None, PREMIUMS, "lost")
    done("undo", talks)
    assert [one["id"] for one in done("review", talks, "Harbour talks", "--json").json] == [lost]


def test_only_the_tags_own_reader_accepts(call: Call, done: Call, talks: str, corrected: str) -> None:
    lost = tag(done, PREMIUMS, reader="Ben")
    done("update", talks, "Harbour talks", corrected)
    answer = call("accept", talks, lost, "--none")
    assert answer.status == 1
    assert "it is Ben's, and only its own reader may change it" in answer.err


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        ((), 2, "say where: --start and --end, or --none"),
        (("--none", "--start", "1", "--end", "4"), 2, "say where"),
        (("--start", "1"), 2, "say where"),
        (("--none",), 1, "the passage was not accepted, it does not wait for a look, change its place with `edit`"),
        (("--part", "3", "--none"), 1, "the tag has no part 3"),
    ],
)
def test_an_acceptance_that_cannot_be_is_refused(
    call: Call, done: Call, talks: str, words: tuple[str, ...], status: int, why: str
) -> None:
    made = tag(done, PILOTS)
    answer = call("accept", talks, made, *words)
    assert answer.status == status
    assert why in answer.err


def test_the_same_text_is_said_to_change_nothing(done: Call, talks: str) -> None:
    answer = done("update", talks, "Harbour talks", "talks.txt")
    assert (answer.text, answer.err) == ("", "Harbour talks: the text is the same, nothing changed\n")
    assert done("update", talks, "Harbour talks", "--again", "--json").json["same"] is True


def test_a_file_that_seems_another_document_needs_to_be_confirmed(
    call: Call, done: Call, talks: str, tmp_path: Path
) -> None:
    tag(done, PILOTS)
    (tmp_path / "recipe.txt").write_text("Peel the potatoes and boil them in salted water for twenty minutes.\n")
    answer = call("update", talks, "Harbour talks", "recipe.txt")
    assert (answer.status, "seems to be another document, say --anyway" in answer.err) == (1, True)
    assert done("text", talks, "Harbour talks").text == TALKS
    done("update", talks, "Harbour talks", "recipe.txt", "--anyway")
    assert done("text", talks, "Harbour talks").text.startswith("Peel")


def test_an_update_takes_a_file_or_the_documents_own_bytes(call: Call, talks: str) -> None:
    assert call("update", talks, "Harbour talks").status == 2
    assert call("update", talks, "Harbour talks", "talks.txt", "--again").status == 2


def test_the_update_is_in_the_history_and_undone_in_one_step(done: Call, talks: str, corrected: str) -> None:
    tag(done, PILOTS)
    before = done("export", talks).out
    done("update", talks, "Harbour talks", corrected)
    assert done("history", talks, "--json").json[-1]["label"] == "new version of Harbour talks"
    done("undo", talks)
    assert done("export", talks).out == before


def test_versions_are_listed_and_earlier_ones_are_read(done: Call, call: Call, talks: str, corrected: str) -> None:
    done("update", talks, "Harbour talks", corrected)
    (document,) = done("documents", talks, "--json").json
    old, new = (one["id"] for one in document["versions"])
    assert [(one["characters"], one["current"]) for one in document["versions"]] == [
        (len(TALKS), False),
        (len(NEW), True),
    ]
    assert document["version"] == new
    assert done("text", talks, "Harbour talks", "--version", old[:8]).text == TALKS
    assert done("structure", talks, "Harbour talks", "--version", old, "--json").json["blocks"][-1]["end"] == len(TALKS)
    answer = call("text", talks, "Harbour talks", "--version", "zz")
    assert (answer.status, f"give one of: {old}, {new}" in answer.err) == (1, True)


def test_a_reader_who_reads_blind_reviews_their_own_tags_alone(done: Call, talks: str, corrected: str) -> None:
    own = tag(done, PILOTS)
    tag(done, PREMIUMS, reader="Ben")
    done("mark", talks, "Harbour talks", "--blind")
    done("update", talks, "Harbour talks", corrected)
    assert [one["id"] for one in done("review", talks, "Harbour talks", "--json").json] == [own]
    assert len(done("--as", "Ben", "review", talks, "Harbour talks", "--json").json) == 2


def test_state_and_tagged_words_are_in_tables_and_reports(done: Call, talks: str, corrected: str) -> None:
    tag(done, PILOTS)
    tag(done, PREMIUMS)
    done("update", talks, "Harbour talks", corrected)
    rows = list(csv.DictReader(io.StringIO(done("export", talks, "--format", "csv").text, newline="")))
    assert [(row["state"], row["tagged_quote"]) for row in rows] == [("edited", PILOTS), ("lost", "")]
    assert rows[1]["quote"] == PREMIUMS
    report = done("export", talks, "--format", "markdown").text
    assert "- State: edited\n" in report
    assert f"- Tagged words: “{PILOTS}”\n" in report
    assert report.index("- State: edited") < report.index("- State: lost")


def test_a_new_version_of_a_table_is_read_by_the_same_column(done: Call, talks: str, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("Witness,Question,Answer\nA,Why so?,Because of the ice.\n")
    (tmp_path / "two.csv").write_text("Witness,Question,Answer\nA,Why so?,Because of the thin ice.\n")
    added = done("add", talks, "one.csv", "--column", "text=Answer", "--json").json[0]["id"]
    done("update", talks, added, "two.csv")
    assert "thin ice" in done("text", talks, added).text
    assert "Why so?" not in done("text", talks, added).text

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from calling import Call

DOC = "Harbour talks"
PILOTS = "only if pilots go first"
NORTH = "The Northern government accepts a ceasefire 🕊️ only if pilots go first"


@dataclass(frozen=True)
class Readers:
    """Name a project in which Ada and Ben tagged differently, with their tags."""

    project: str
    ada: dict[str, Any]
    ben: dict[str, Any]

    @property
    def ids(self) -> tuple[str, str]:
        return self.ada["id"], self.ben["id"]


@pytest.fixture
def read(done: Call, talks: str) -> Readers:
    def tag(reader: str, quote: str, stance: str) -> Any:
        given = ("--set", "holder=North & <co>", "--set", f"stance={stance}", "--reader", reader)
        return done("tag", talks, DOC, "position", "--quote", quote, *given, "--json").json

    return Readers(talks, tag("Ada", PILOTS, "for"), tag("Ben", NORTH, "against"))


def agreed(done: Call, project: str) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = done("tags", project, "--reader", "Agreed", "--json").json
    return answer


def decisions(done: Call, project: str) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = done("export", project).json["decisions"]
    return answer


def test_a_decision_is_printed_as_the_export_has_it(done: Call, read: Readers) -> None:
    ada, ben = read.ids
    told = done(
        "settle", read.project, ada, ben, "--keep", ada[:8], "--note", "it is one", "--reader", "Ben", "--json"
    ).json
    assert [told] == decisions(done, read.project)
    assert (told["outcome"], told["kept"], told["discarded"], told["note"]) == ("kept", [ada], [ben], "it is one")
    assert told["sides"] == sorted([read.ada, read.ben], key=lambda side: side["id"])
    assert told["reader"] == read.ben["reader"]
    (tag,) = agreed(done, read.project)
    assert (tag["copied_from"], tag["quote"], tag["fields"]) == (ada, PILOTS, read.ada["fields"])
    assert told["agreed"] == [tag["id"]]


def test_without_json_the_decisions_id_is_printed(done: Call, read: Readers) -> None:
    told = done("settle", read.project, *read.ids, "--none").text
    (decision,) = decisions(done, read.project)
    assert (told, decision["outcome"]) == (f"{decision['id']}\n", "none")
    assert agreed(done, read.project) == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["A", "B", "--keep", "A", "B"], id="all after keep"),
        pytest.param(["A", "B", "--keep", "A", "--keep", "B"], id="keep twice"),
        pytest.param(["A", "B", "--note", "n", "--keep", "A", "B", "--reader", "Ben"], id="between options"),
        pytest.param(["--keep", "A", "--keep", "B", "A", "B"], id="keep before the tags"),
        pytest.param(["--keep=A", "--keep=B", "A", "B"], id="with equals signs"),
    ],
)
def test_several_tags_are_kept(done: Call, read: Readers, words: list[str]) -> None:
    ids = dict(zip("AB", read.ids, strict=True))
    named = [f"--keep={ids[word[-1]]}" if word.startswith("--keep=") else ids.get(word, word) for word in words]
    done("settle", read.project, *named)
    assert sorted(tag["copied_from"] for tag in agreed(done, read.project)) == sorted(read.ids)


def test_keep_before_the_tags_takes_one(done: Call, read: Readers) -> None:
    ada, ben = read.ids
    done("settle", read.project, "--keep", ada, ada, ben)
    assert [tag["copied_from"] for tag in agreed(done, read.project)] == [ada]


def test_a_corrected_passage_holds_what_both_say(done: Call, read: Readers) -> None:
    done("settle", read.project, *read.ids, "--as-edited", "49:85")
    (tag,) = agreed(done, read.project)
    assert (tag["kind"], tag["start"], tag["end"], tag["fields"]) == ("position", 49, 85, {"holder": "North & <co>"})


def test_a_corrected_passage_takes_another_kind(done: Call, read: Readers) -> None:
    done("settle", read.project, *read.ids, "--as-edited", "62:85,Claim")
    (tag,) = agreed(done, read.project)
    assert (tag["kind"], tag["fields"]) == ("claim", {"claimant": "North & <co>"})


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param([], "say how, in one way: --keep TAG…, --none, or --as-edited START:END[,KIND]", id="no way"),
        pytest.param(["--none", "--as-edited", "1:2"], "say how, in one way", id="two ways"),
        pytest.param(["--none", "--keep", "x"], "say how, in one way", id="keep and none"),
        pytest.param(["--as-edited", "1"], "'1' is not two offsets such as 120:184", id="no offsets"),
        pytest.param(["--as-edited", "1:2,"], "'1:2,' names no kind after the comma", id="no kind"),
    ],
)
def test_a_wrong_call_of_settle_is_told(call: Call, read: Readers, words: list[str], why: str) -> None:
    answer = call("settle", read.project, read.ids[0], *words)
    assert answer.status == 2
    assert why in answer.err


def test_settle_without_tags_is_a_wrong_call(call: Call, talks: str) -> None:
    assert call("settle", talks, "--none").status == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param(["--keep", "nope"], "the tag “nope” was not found", id="an unknown tag"),
        pytest.param(["--as-edited", "0:9999"], "the passage 0:9999 was not tagged", id="outside the text"),
        pytest.param(["--as-edited", "0:5,wish"], "the kind “wish” was not found", id="an unknown kind"),
        pytest.param(["--none", "--reader", "Agreed"], "the agreed reading decides nothing itself", id="by Agreed"),
    ],
)
def test_what_cannot_be_settled_is_told_in_one_line(
    call: Call, done: Call, read: Readers, words: list[str], why: str
) -> None:
    before = done("export", read.project).out
    answer = call("settle", read.project, *read.ids, *words)
    assert (answer.status, answer.err.count("\n")) == (1, 1)
    assert why in answer.err
    assert done("export", read.project).out == before


def test_a_tag_that_is_kept_has_to_be_among_those_that_differ(call: Call, read: Readers) -> None:
    answer = call("settle", read.project, read.ids[0], "--keep", read.ids[1])
    assert answer.status == 1
    assert "is to be kept and is none of those that differ" in answer.err


def test_undo_takes_a_decision_back_and_redo_makes_it_again(done: Call, read: Readers) -> None:
    before = done("export", read.project).out
    done("settle", read.project, *read.ids, "--keep", read.ids[0], "--reader", "Ben")
    settled = done("export", read.project).out
    done("undo", read.project, "--reader", "Ben")
    assert done("export", read.project).out == before
    done("redo", read.project, "--reader", "Ben")
    assert done("export", read.project).out == settled
    assert done("check", read.project, "--json").json["ok"]


def test_a_decision_is_taken_back_by_the_beginning_of_its_id(call: Call, done: Call, read: Readers) -> None:
    id_ = done("settle", read.project, *read.ids, "--keep", read.ids[0]).text.strip()
    done("unsettle", read.project, id_[:8])
    assert (agreed(done, read.project), decisions(done, read.project)) == ([], [])
    answer = call("unsettle", read.project, id_)
    assert answer.err == (
        f"glossator: the decision “{id_}” was not found, there is none with this id, or it was taken back,"
        " take an id from the export\n"
    )


def test_a_settled_difference_is_listed_as_settled_until_a_side_changes(done: Call, read: Readers) -> None:
    def settled() -> list[str | None]:
        told = done("compare", read.project, "--readers", "Ada,Ben", "--json").json
        return [one["settled"] for one in told["differences"]]

    assert settled() == [None]
    id_ = done("settle", read.project, *read.ids, "--keep", read.ids[0]).text.strip()
    assert settled() == [id_]
    done("edit", read.project, read.ids[1], "--end", "80", "--reader", "Ben")
    assert settled() == [None]


def test_what_readers_agree_on_is_taken_over_once(done: Call, read: Readers) -> None:
    made = done("tag", read.project, DOC, "risk", "--quote", "premiums could double", "--reader", "Ada").text.strip()
    done("tag", read.project, DOC, "risk", "--quote", "premiums could double", "--reader", "Ben")
    assert len(done("agree", read.project, "--readers", "Ada,Ben", "--json").json) == 1
    assert [tag["copied_from"] for tag in agreed(done, read.project)] == [made]
    again = done("agree", read.project, "--readers", "Ada,Ben", "--doc", DOC, "--kind", "risk")
    assert again.err == "0 passages taken over\n"


def test_the_agreed_reading_is_exported_filtered_and_compared_like_a_readers(done: Call, read: Readers) -> None:
    done("settle", read.project, *read.ids, "--keep", read.ids[0])
    data = done("export", read.project, "--reader", "Agreed").json
    assert [reader["name"] for reader in data["readers"]] == ["Agreed"]
    assert [tag["copied_from"] for tag in data["annotations"]] == [read.ids[0]]
    assert data["decisions"] == []
    told = done("compare", read.project, "--readers", "Ada,Agreed", "--json").json
    assert (told["all"]["f1"], told["differences"]) == (1.0, [])


def test_an_export_with_decisions_imports_and_exports_the_same(done: Call, read: Readers) -> None:
    done("settle", read.project, *read.ids, "--as-edited", "49:85", "--note", '<script>"🕊️"</script> قالت')
    done("export", read.project, "-o", "out.json")
    done("new", "again.gloss")
    done("import", "again.gloss", "out.json")
    assert done("export", "again.gloss").out == done("export", read.project).out


def test_a_link_between_readers_is_exported_and_removed(done: Call, read: Readers) -> None:
    id_ = done("link", read.project, read.ids[1], "answers", read.ids[0], "--reader", "Ben").text.strip()
    (link,) = done("export", read.project).json["links"]
    assert (link["id"], link["from"], link["to"], link["relation"], link["reader"]) == (
        id_,
        read.ids[1],
        read.ids[0],
        "answers",
        read.ben["reader"],
    )
    done("unlink", read.project, id_[:8], "--reader", "Ben")
    assert done("export", read.project).json["links"] == []


def test_a_blind_readers_settlement_is_refused(call: Call, done: Call, read: Readers) -> None:
    done("--as", "Cleo", "mark", read.project, DOC, "--blind")
    answer = call("--as", "Cleo", "settle", read.project, *read.ids, "--none")
    assert answer.status == 1
    assert "was not found" in answer.err


def test_a_comparison_is_taken_along_as_a_page_or_a_table(done: Call, read: Readers, tmp_path: Path) -> None:
    of = ("compare", read.project, "--readers", "Ada,Ben")
    assert done(*of, "-o", "out.html").out == b""
    page = (tmp_path / "out.html").read_bytes()
    assert page.startswith(b"<!doctype html>\n")
    assert b"North &amp; &lt;co&gt;" in page
    assert done(*of, "--format", "html").out == page
    done(*of, "-o", "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfrow,kind,reader,figure,")
    done(*of, "-o", "page.txt", "--format", "csv")
    assert (tmp_path / "page.txt").read_bytes() == (tmp_path / "out.csv").read_bytes()


def test_a_comparison_as_json_is_the_same_in_a_file(done: Call, read: Readers, tmp_path: Path) -> None:
    of = ("compare", read.project, "--readers", "Ada,Ben")
    done(*of, "--json", "-o", "out.json")
    assert (tmp_path / "out.json").read_bytes() == done(*of, "--json").out == done(*of, "--format", "json").out


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        pytest.param(
            ["--format", "docx"], 1, "the format docx was not used, it is not known, name one of", id="format"
        ),
        pytest.param(["-o", "talks.gloss"], 1, "a name with this suffix is a project's", id="over a project"),
        pytest.param(["-o", "no/out.html"], 1, "no/out.html was not written, its folder is not there", id="no folder"),
        pytest.param(["--json", "--format", "csv"], 2, "--json does not go with --format", id="two forms"),
    ],
)
def test_a_comparison_that_cannot_be_written_is_told(
    call: Call, read: Readers, words: list[str], status: int, why: str
) -> None:
    answer = call("compare", read.project, "--readers", "Ada,Ben", *words)
    assert answer.status == status
    assert why in answer.err

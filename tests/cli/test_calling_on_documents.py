from __future__ import annotations

from pathlib import Path

import pytest
from calling import TALKS, Call


def test_a_project_is_made_once(call: Call) -> None:
    assert call("new", "a.gloss", "--title", "A").status == 0
    again = call("new", "a.gloss")
    assert (again.status, again.out) == (1, b"")
    assert again.err.startswith("glossator: a.gloss was not made, ")


def test_a_project_without_its_suffix_is_refused(call: Call) -> None:
    assert call("new", "a").err == "glossator: a was not made, a project's name ends in .gloss, call it a.gloss\n"


def test_added_documents_are_described(done: Call, tmp_path: Path) -> None:
    done("new", "a.gloss")
    (tmp_path / "one.md").write_text("# One\n\nFirst.\n\nSecond 🎉.\n", encoding="utf-8")
    (one,) = done("add", "a.gloss", "one.md", "--json").json
    assert list(one)[:6] == ["id", "title", "characters", "paragraphs", "media_type", "warnings"]
    assert (one["title"], one["paragraphs"], one["media_type"], one["warnings"]) == ("One", 3, "text/markdown", [])


def test_a_document_that_is_there_is_told(done: Call, talks: str) -> None:
    answer = done("add", talks, "talks.txt", "--json")
    assert [warning["code"] for warning in answer.json[0]["warnings"]] == ["already-there"]
    assert answer.err == "Harbour talks: it is there already and was not added again\n"
    assert len(done("documents", talks, "--json").json) == 1


def test_an_equal_text_from_other_bytes_is_told(done: Call, talks: str, tmp_path: Path) -> None:
    (tmp_path / "marked.txt").write_text("\ufeff" + TALKS, encoding="utf-8")
    (one,) = done("add", talks, "marked.txt", "--json").json
    assert {"code": "alike", "count": 1, "words": "its text is that of “Harbour talks”"} in one["warnings"]


def test_an_encoding_is_obeyed(done: Call, tmp_path: Path) -> None:
    done("new", "a.gloss")
    (tmp_path / "letter.txt").write_bytes("Письмо\n\nМы согласны.".encode("cp1251"))
    done("add", "a.gloss", "letter.txt", "--encoding", "windows-1251")
    assert done("text", "a.gloss", "Письмо").text == "Письмо\n\nМы согласны."


def test_a_document_that_is_read_again_is_told(done: Call, tmp_path: Path) -> None:
    done("new", "a.gloss")
    (tmp_path / "letter.txt").write_bytes("Письмо\n\nМы согласны.".encode("cp1251"))
    done("add", "a.gloss", "letter.txt", "--encoding", "koi8-r")
    answer = done("add", "a.gloss", "letter.txt", "--encoding", "windows-1251", "--json")
    assert [warning["code"] for warning in answer.json[0]["warnings"]] == ["read-again"]
    assert "it was read again as windows-1251\n" in answer.err
    assert "not added again" not in answer.err


def test_undecodable_bytes_are_counted(done: Call, tmp_path: Path) -> None:
    done("new", "a.gloss")
    (tmp_path / "odd.txt").write_bytes(b"Odd\n\nwords \xff and \xfe more")
    (one,) = done("add", "a.gloss", "odd.txt", "--encoding", "utf-8", "--json").json
    assert [warning["count"] for warning in one["warnings"]] == [2]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("gone.txt", None, id="not there"),
        pytest.param("empty.txt", b"", id="empty"),
        pytest.param("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64), id="no text"),
    ],
)
def test_a_file_that_cannot_be_read_adds_nothing(
    call: Call, talks: str, tmp_path: Path, name: str, data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("Good words.", encoding="utf-8")
    answer = call("add", talks, "good.txt", name)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, b"", 1)
    assert answer.err.startswith("glossator: ")
    assert len(call("documents", talks, "--json").json) == 1


def test_an_unknown_encoding_is_refused(call: Call, talks: str) -> None:
    answer = call("add", talks, "talks.txt", "--encoding", "klingon")
    assert (answer.status, answer.err.count("\n")) == (1, 1)


def test_a_folder_and_standard_input_are_added(done: Call, talks: str, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Words in a.", encoding="utf-8")
    (tmp_path / "texts" / "empty.txt").write_bytes(b"")
    answer = done("add", talks, "texts", "-", "--json", given="Pasted\n\nwords 🎉".encode())
    assert [one["characters"] for one in answer.json] == [11, 15]
    assert "left out: " in answer.err


def test_a_folder_without_files_adds_nothing_and_says_so(call: Call, talks: str, tmp_path: Path) -> None:
    (tmp_path / "texts" / "deep").mkdir(parents=True)
    answer = call("add", talks, "texts", "--json")
    assert (answer.status, answer.out, answer.err) == (
        1,
        b"",
        "glossator: nothing was added, texts holds no file, name files, or a folder with files that can be read\n",
    )
    (tmp_path / "texts" / "empty.txt").write_bytes(b"")
    answer = call("add", talks, "texts")
    assert (answer.status, answer.err.count("\n")) == (1, 2)
    assert "glossator: nothing was added, of the files in texts none could be read, " in answer.err


def test_documents_are_listed_with_counts_of_tags_by_kind(done: Call, talks: str) -> None:
    done("tag", talks, "Harbour talks", "risk", "--quote", "premiums could double")
    done("tag", talks, "Harbour talks", "risk", "--quote", "Insurers")
    (one,) = done("documents", talks, "--json").json
    assert (one["title"], one["position"], one["tags"], one["state"]) == ("Harbour talks", 1, {"risk": 2}, "unread")
    assert done("documents", talks).text == f"1  {one['id'][:8]}  Harbour talks    205 characters  unread  2 risk\n"


def test_text_is_printed_exactly(done: Call, talks: str) -> None:
    assert done("text", talks, "Harbour talks").out == TALKS.encode()


def test_text_without_a_last_newline_gets_none(done: Call, tmp_path: Path) -> None:
    done("new", "a.gloss")
    (tmp_path / "b.txt").write_bytes("one\r\ntwo\u2028three\u2029".encode())
    done("add", "a.gloss", "b.txt")
    (one,) = done("documents", "a.gloss", "--json").json
    assert done("text", "a.gloss", one["id"]).out == "one\ntwo\u2028three\u2029".encode()


def test_structure_gives_blocks_and_spans(done: Call, tmp_path: Path) -> None:
    done("new", "a.gloss")
    (tmp_path / "b.md").write_text("# Talks\n\nThey **agreed**.\n", encoding="utf-8")
    done("add", "a.gloss", "b.md")
    structure = done("structure", "a.gloss", "Talks", "--json").json
    assert list(structure) == ["blocks", "spans"]
    assert structure["blocks"][0] == {"kind": "heading", "level": 1, "start": 0, "end": 5, "page": None, "data": {}}
    assert structure["spans"] == [{"kind": "bold", "start": 11, "end": 17, "target": None}]
    assert done("structure", "a.gloss", "Talks").text.splitlines()[0] == "heading 1  0:5   Talks"


def test_a_document_is_named_by_title_id_or_the_beginning_of_one(done: Call, talks: str) -> None:
    (one,) = done("documents", talks, "--json").json
    for name in (one["id"], one["id"][:6], "Harbour talks"):
        assert done("document", talks, name, "--json").json["id"] == one["id"]


@pytest.mark.parametrize("command", ["text", "structure", "document"])
def test_a_document_that_is_not_there_is_refused(call: Call, talks: str, command: str) -> None:
    answer = call(command, talks, "Nothing")
    assert (answer.status, answer.out) == (1, b"")
    assert answer.err.startswith("glossator: “Nothing” was not found, ")


def test_a_document_is_described(done: Call, talks: str) -> None:
    fields = ("--set", "title=Talks", "--set", "author=Mila Brandt", "--set", "published=12 May 2026")
    one = done("document", talks, "Harbour talks", *fields, "--json").json
    assert (one["title"], one["author"], one["published"]) == ("Talks", "Mila Brandt", "2026-05-12")
    assert "author      Mila Brandt\n" in done("document", talks, "Talks").text


@pytest.mark.parametrize(
    ("field", "status", "why"),
    [
        ("title=", 1, "glossator: the title was not set, it is empty"),
        ("published=soon", 1, "glossator: published was not set, “soon” is no date"),
        ("colour=red", 1, "glossator: colour was not set, a document has no such field"),
        ("title", 2, "Usage: "),
    ],
)
def test_a_wrong_description_is_refused(call: Call, talks: str, field: str, status: int, why: str) -> None:
    answer = call("document", talks, "Harbour talks", "--set", field)
    assert answer.status == status
    assert answer.err.startswith(why)


def test_a_removed_document_comes_back_with_its_tags_by_undo(done: Call, talks: str) -> None:
    done("tag", talks, "Harbour talks", "note", "--quote", "Insurers")
    done("document", talks, "Harbour talks", "--remove")
    assert (done("documents", talks, "--json").json, done("tags", talks, "--json").json) == ([], [])
    done("undo", talks)
    assert len(done("tags", talks, "--json").json) == 1


def test_remove_and_set_do_not_go_together(call: Call, talks: str) -> None:
    assert call("document", talks, "Harbour talks", "--remove", "--set", "title=x").status == 2


@pytest.mark.parametrize("state", ["reading", "done", "unread"])
def test_a_state_is_marked_for_the_one_who_reads(done: Call, talks: str, state: str) -> None:
    done("--as", "Ben", "mark", talks, "Harbour talks", f"--{state}")
    assert done("--as", "Ben", "documents", talks, "--json").json[0]["state"] == state
    assert done("--as", "Cem", "documents", talks, "--json").json[0]["state"] == "unread"


def test_a_range_is_marked_as_read(done: Call, talks: str) -> None:
    mark = done("mark", talks, "Harbour talks", "--read", "0:13", "--json").json
    assert (mark["type"], mark["start"], mark["end"]) == ("read", 0, 13)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param((), 2, id="nothing said"),
        pytest.param(("--read", "0:13", "--done"), 2, id="two things said"),
        pytest.param(("--read", "x:y"), 2, id="no offsets"),
        pytest.param(("--read", "0:9999"), 1, id="outside the text"),
    ],
)
def test_a_wrong_mark_is_refused(call: Call, talks: str, words: tuple[str, ...], status: int) -> None:
    assert call("mark", talks, "Harbour talks", *words).status == status


def test_a_table_is_added_by_the_column_that_is_named(call: Call, done: Call, talks: str, tmp_path: Path) -> None:
    (tmp_path / "hearing.csv").write_text("Witness,Answer\nAda,Yes.\nBo,No.\n", encoding="utf-8")
    table = str(tmp_path / "hearing.csv")
    assert call("add", talks, table).status == 1
    assert call("add", talks, table, "--column", "Answer").status == 2
    done("add", talks, table, "--column", "text=Answer", "--column", "speaker=Witness")
    assert done("text", talks, "hearing").out == b"Yes.\nNo."
    blocks = done("structure", talks, "hearing", "--json").json["blocks"]
    assert [(block["kind"], block["data"]) for block in blocks] == [
        ("turn", {"speaker": "Ada"}),
        ("turn", {"speaker": "Bo"}),
    ]


def test_a_documents_language_is_set_by_its_name_or_code(call: Call, done: Call, talks: str) -> None:
    for given, kept in (("language=German", "de"), ("language=fr-CH", "fr-CH"), ("language=", None)):
        done("document", talks, "Harbour talks", "--set", given)
        exported = done("export", talks).json["documents"][0]
        assert exported["language"] == kept
    refused = call("document", talks, "Harbour talks", "--set", "language=of the north")
    assert refused.status == 1
    assert "give its name or its code, such as German or de" in refused.err

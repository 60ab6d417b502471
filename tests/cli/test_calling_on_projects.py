from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path

import pytest
from calling import TALKS, Call

from glossator.store import Project

DOC = "Harbour talks"


def test_undo_and_redo_follow_the_one_who_acts(done: Call, call: Call, talks: str) -> None:
    done("--as", "Ben", "tag", talks, DOC, "note", "--quote", "Insurers")
    assert done("--as", "Ben", "undo", talks).err == "undone: tag note\n"
    assert done("tags", talks, "--json").json == []
    assert done("--as", "Ben", "redo", talks).err == "done again: tag note\n"
    assert len(done("tags", talks, "--json").json) == 1
    answer = call("--as", "Cem", "undo", talks)
    assert (answer.status, answer.err) == (
        1,
        "glossator: nothing was undone, there is nothing of yours to undo, do something first\n",
    )


def test_redo_of_nothing_is_refused(call: Call, talks: str) -> None:
    assert call("redo", talks).err.startswith("glossator: nothing was redone, ")


def test_undo_goes_back_to_the_beginning_and_redo_to_the_end(done: Call, talks: str) -> None:
    for quote in ("Insurers", "pilots", "double"):
        done("tag", talks, DOC, "note", "--quote", quote)
    before = done("export", talks).json["annotations"]
    for _ in range(4):
        done("undo", talks)
    assert done("documents", talks, "--json").json == []
    for _ in range(4):
        done("redo", talks)
    assert done("export", talks).json["annotations"] == before


def test_history_lists_one_item_an_act_the_oldest_first(done: Call, talks: str) -> None:
    done("tag", talks, DOC, "note", "--quote", "Insurers")
    done("undo", talks)
    items = done("history", talks, "--json").json
    assert [item["label"] for item in items] == ["add Harbour talks", "tag note", "undo tag note"]
    assert list(items[1]) == ["id", "label", "reader", "at", "undoes", "changes", "here"]
    assert (items[2]["undoes"], items[1]["undoes"]) == (items[1]["id"], None)
    assert [change["table"] for change in items[1]["changes"]] == ["annotation"]
    assert "  ada  tag note\n" in done("history", talks).text


def test_entities_are_listed_renamed_and_joined(done: Call, talks: str) -> None:
    for name in ("North", "Norland"):
        done("tag", talks, DOC, "position", "--quote", "Insurers", "--set", f"holder={name}")
    done("entity", talks, "North", "--rename", "Northern government", "--alias", "the North")
    assert done("entity", talks, "the north", "--json").json["aliases"] == ["North", "the North"]
    done("entity", talks, "Norland", "--same-as", "North")
    known = {one["name"]: one for one in done("entity", talks, "--json").json}
    assert known["Norland"]["same_as"] == known["Northern government"]["id"]
    assert done("entity", talks).text == (
        "actor  Norland              1 tag  is Northern government\n"
        "actor  Northern government  1 tag  North, the North\n"
    )


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        pytest.param(("Nobody",), 1, "glossator: “Nobody” was not found, ", id="not there"),
        pytest.param(("North", "--rename", "South"), 1, "glossator: “North” was not renamed, ", id="a name of another"),
        pytest.param(("North", "--same-as", "North"), 1, "glossator: “North” was not joined, ", id="itself"),
        pytest.param(("--rename", "South"), 2, "Usage: ", id="nobody named"),
        pytest.param(
            ("North", "--same-as", "Pilots"),
            1,
            "glossator: “North” was not joined, it is an actor and “Pilots” an issue, join two of a kind\n",
            id="of another category",
        ),
        pytest.param(
            ("North", "--same-as", "Nobody"),
            1,
            "glossator: “Nobody” was not found, no actor or issue has this name, ",
            id="not there",
        ),
    ],
)
def test_a_wrong_change_of_a_name_is_refused(
    call: Call, talks: str, words: tuple[str, ...], status: int, why: str
) -> None:
    for name in ("North", "South"):
        named = ("--set", f"holder={name}", "--set", "issue=Pilots")
        call("tag", talks, DOC, "position", "--quote", "Insurers", *named)
    answer = call("entity", talks, *words)
    assert answer.status == status
    assert answer.err.startswith(why)


def test_a_name_of_an_actor_and_an_issue_needs_the_category(call: Call, talks: str) -> None:
    fields = ("--set", "holder=Harbour", "--set", "issue=Harbour")
    call("tag", talks, DOC, "position", "--quote", "Insurers", *fields)
    assert "say --category actor or issue" in call("entity", talks, "Harbour").err
    answer = call("entity", talks, "Harbour", "--category", "issue", "--json")
    assert answer.json["category"] == "issue"


def test_readers_are_listed_added_and_renamed(done: Call, talks: str) -> None:
    added = done("reader", talks, "Ben", "--json").json
    assert done("reader", talks, "Ben", "--rename", "Ben O.", "--json").json == {"id": added["id"], "name": "Ben O."}
    assert [one["name"] for one in done("reader", talks, "--json").json] == ["Ben O.", "ada"]
    assert done("reader", talks).text == "Ben O.\nada\n"


@pytest.mark.parametrize(
    ("words", "status"),
    [(("Nobody", "--rename", "Cem"), 1), (("ada", "--rename", "Agreed"), 1), (("--rename", "Cem"), 2), ((" ",), 1)],
    ids=["not there", "the agreed reading's name", "nobody named", "no name"],
)
def test_a_wrong_change_of_a_reader_is_refused(call: Call, talks: str, words: tuple[str, ...], status: int) -> None:
    assert call("reader", talks, *words).status == status


def test_the_codebook_is_printed_as_toml_and_taken_back_the_same(done: Call, talks: str, tmp_path: Path) -> None:
    printed = done("codebook", talks).out
    assert [kind["key"] for kind in tomllib.loads(printed.decode())["kinds"]] == ["risk", "position", "claim", "note"]
    (tmp_path / "mine.toml").write_bytes(printed)
    done("codebook", talks, "--from", "mine.toml")
    assert done("codebook", talks).out == printed
    done("codebook", talks, "--from", "-", given=done("codebook", talks, "--json").out)
    assert done("codebook", talks).out == printed


STANCE_YES = (
    '[[kinds]]\nkey = "position"\n[[kinds.fields]]\nkey = "stance"\ntype = "scale"\n'
    '[[kinds.fields.values]]\nkey = "yes"\nscore = 1\n'
)


def test_a_value_that_a_new_codebook_lacks_is_hidden_and_counted(done: Call, talks: str, tmp_path: Path) -> None:
    done("tag", talks, DOC, "position", "--quote", "premiums", "--set", "stance=for")
    (tmp_path / "mine.toml").write_text(STANCE_YES, encoding="utf-8")
    assert done("codebook", talks, "--from", "mine.toml").err == (
        "1 tag with a value of position's stance that is hidden now\n"
    )
    done("undo", talks)
    assert [one["fields"] for one in done("tags", talks, "--json").json] == [{"stance": "for"}]


def test_a_codebook_that_lacks_a_kind_in_use_is_refused(call: Call, done: Call, talks: str, tmp_path: Path) -> None:
    done("tag", talks, DOC, "risk", "--quote", "Insurers", "--set", "severity=major")
    before = done("codebook", talks).out
    (tmp_path / "mine.toml").write_text(STANCE_YES, encoding="utf-8")
    refused = call("codebook", talks, "--from", "mine.toml")
    assert refused.status == 1
    assert refused.err == (
        "glossator: the codebook was not taken, there is 1 tag of the kind risk, which it lacks, "
        "keep that kind, or change those tags first\n"
    )
    assert done("codebook", talks).out == before


def test_a_codebook_with_a_key_that_a_command_has_is_refused(
    call: Call, done: Call, talks: str, tmp_path: Path
) -> None:
    before = done("codebook", talks).out
    (tmp_path / "mine.toml").write_bytes(before.replace(b'shortcut = "p"', b'shortcut = "s"'))
    refused = call("codebook", talks, "--from", "mine.toml")
    assert refused.status == 1
    assert refused.err == (
        "glossator: the codebook was not taken, the kind Position has the key S, which is that of "
        "“Select clause, sentence, paragraph, section”, give it another letter or none\n"
    )
    assert done("codebook", talks).out == before


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(None, "mine.toml cannot be read", id="not there"),
        pytest.param(b"kinds = [", "the file is no TOML", id="no TOML"),
        pytest.param(b"\xff", "the file is no UTF-8 at byte 0", id="no UTF-8"),
        pytest.param(b"", "it has no kinds", id="empty"),
        pytest.param(b'[[kinds]]\nkey = "A b"', "has the key 'A b'", id="a bad key"),
    ],
)
def test_a_codebook_that_is_none_is_refused(
    call: Call, talks: str, tmp_path: Path, data: bytes | None, why: str
) -> None:
    if data is not None:
        (tmp_path / "mine.toml").write_bytes(data)
    answer = call("codebook", talks, "--from", "mine.toml")
    assert (answer.status, answer.err.count("\n")) == (1, 1)
    assert answer.err.startswith("glossator: the codebook was not taken, ")
    assert why in answer.err


def test_an_export_imported_and_exported_is_the_same_bytes(done: Call, talks: str, tmp_path: Path) -> None:
    done(
        "tag", talks, DOC, "position", "--quote", "pilots", "--set", "holder=North", "--also", "0:7", "--reader", "Ben"
    )
    done("tag", talks, DOC, "risk", "--quote", "premiums could double", "--note", "See *there*.")
    done("mark", talks, DOC, "--done")
    done("export", talks, "-o", "first.json")
    done("new", "other.gloss")
    report = done("import", "other.gloss", "first.json", "--json").json
    assert (len(report["added"]), report["unchanged"], report["conflicting"], report["refused"]) == (2, [], [], [])
    assert done("export", "other.gloss").out == (tmp_path / "first.json").read_bytes()
    again = done("import", "other.gloss", "first.json").text
    assert again == "0  added\n2  unchanged\n0  in conflict\n0  refused\n"


def test_an_import_is_one_act_that_undo_takes_back(done: Call, talks: str) -> None:
    done("tag", talks, DOC, "note", "--quote", "Insurers")
    done("export", talks, "-o", "first.json")
    done("new", "other.gloss")
    done("import", "other.gloss", "first.json")
    assert [item["label"] for item in done("history", "other.gloss", "--json").json] == ["import first.json"]
    done("undo", "other.gloss")
    assert done("documents", "other.gloss", "--json").json == []


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"format": "glossator", "version": 99}', b"\xff\xfe"])
def test_an_import_of_something_else_is_refused(call: Call, talks: str, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "in.json").write_bytes(data)
    answer = call("import", talks, "in.json")
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, b"", 1)


def test_a_second_file_that_is_refused_takes_the_first_back(call: Call, talks: str, tmp_path: Path) -> None:
    call("tag", talks, DOC, "note", "--quote", "Insurers")
    call("export", talks, "-o", "first.json")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    call("new", "other.gloss")
    assert call("import", "other.gloss", "first.json", "bad.json").status == 1
    assert call("documents", "other.gloss", "--json").json == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("gone.json",), "gone.json was not imported, it cannot be read"),
        (("in.txt", "--format", "csv"), "csv is only written"),
        (("in.txt", "--format", "odd"), "it is not known"),
    ],
)
def test_a_wrong_import_is_refused(call: Call, talks: str, tmp_path: Path, words: tuple[str, ...], why: str) -> None:
    (tmp_path / "in.txt").write_text("x", encoding="utf-8")
    answer = call("import", talks, *words)
    assert answer.status == 1
    assert why in answer.err


def test_an_export_is_filtered(done: Call, talks: str) -> None:
    done("tag", talks, DOC, "risk", "--quote", "Insurers", "--reader", "Ben")
    done("tag", talks, DOC, "note", "--quote", "pilots")
    data = done("export", talks, "--kind", "risk", "--reader", "Ben", "--doc", DOC, "--no-text", "--history").json
    assert [one["kind"] for one in data["annotations"]] == ["risk"]
    assert "text" not in data["documents"][0]
    assert list(data)[-1] == "acts"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--doc", "Nothing"), "“Nothing” was not found"),
        (("--kind", "danger"), "give one of: risk"),
        (("--reader", "Nobody"), "name one of: ada"),
        (("--format", "odd"), "name one of: json"),
        (("-o", "talks.gloss"), "a name with this suffix is a project's"),
        (("-o", "missing/out.json"), "missing/out.json was not written"),
    ],
)
def test_a_wrong_export_is_refused(call: Call, talks: str, words: tuple[str, ...], why: str) -> None:
    answer = call("export", talks, *words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, b"", 1)
    assert why in answer.err


@pytest.mark.parametrize(("name", "begins"), [("a.csv", b"\xef\xbb\xbftag_id,"), ("a.md", b"# "), ("a.json", b"{\n")])
def test_the_suffix_chooses_the_format(done: Call, talks: str, tmp_path: Path, name: str, begins: bytes) -> None:
    done("tag", talks, DOC, "risk", "--quote", "Insurers")
    done("export", talks, "-o", name)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_sound_project_is_in_order(done: Call, talks: str) -> None:
    done("tag", talks, DOC, "risk", "--quote", "Insurers", "--set", "bearer=Insurers")
    assert done("check", talks).text == "in order\n"
    assert done("check", talks, "--json").json == {"ok": True, "problems": []}


def test_a_changed_quote_is_found(done: Call, call: Call, talks: str) -> None:
    done("tag", talks, DOC, "risk", "--quote", "Insurers")
    with sqlite3.connect(talks) as connection:
        connection.execute("UPDATE passage SET quote = 'Insurer'")
    connection.close()
    answer = call("check", talks, "--json")
    assert (answer.status, answer.json["ok"]) == (1, False)
    assert list(answer.json["problems"][0]) == ["what", "where"]
    assert answer.err.startswith("glossator: talks.gloss is not in order, ")


@pytest.mark.parametrize(
    ("data", "why", "todo"),
    [
        (b"", "the file is empty", "restore a backup of it, or make a new project"),
        (b"no database at all", "it is no Glossator project", "restore a backup of it, or choose another file"),
        (None, "the file is damaged: its end is missing", "restore a backup of it"),
    ],
    ids=["empty", "no database", "cut"],
)
def test_a_file_that_cannot_be_opened_is_what_is_wrong_with_it(
    call: Call, talks: str, data: bytes | None, why: str, todo: str
) -> None:
    Path(talks).write_bytes(Path(talks).read_bytes()[:8192] if data is None else data)
    answer = call("check", talks, "--json")
    assert (answer.status, answer.json) == (1, {"ok": False, "problems": [{"what": why, "where": talks}]})
    assert answer.err == f"glossator: talks.gloss was not opened, {why}, {todo}\n"
    answer = call("check", talks)
    assert (answer.status, answer.out) == (1, b"")
    assert answer.err == f"glossator: talks.gloss was not opened, {why}, {todo}\n"


def test_what_lies_damaged_inside_is_said_without_naming_the_check_itself(call: Call, talks: str) -> None:
    data = bytearray(Path(talks).read_bytes())
    data[100:4000] = bytes(3900)
    Path(talks).write_bytes(data)
    answer = call("check", talks, "--json")
    assert (answer.status, answer.json["ok"]) == (1, False)
    assert "glossator check" not in answer.err
    assert answer.err.endswith("restore a backup of it\n")
    assert "or look at it with `glossator check`\n" in call("documents", talks).err


def test_a_backup_is_whole_and_overwrites_nothing(done: Call, call: Call, talks: str) -> None:
    done("tag", talks, DOC, "risk", "--quote", "Insurers")
    done("backup", talks, "copy.gloss")
    assert done("export", "copy.gloss").out == done("export", talks).out
    assert done("text", "copy.gloss", DOC).out == TALKS.encode()
    answer = call("backup", talks, "copy.gloss")
    assert (answer.status, answer.err.count("\n")) == (1, 1)


def test_while_a_window_has_the_project_the_command_line_only_reads(call: Call, talks: str) -> None:
    with Project.open(Path(talks)):
        assert call("documents", talks).status == 0
        answer = call("tag", talks, DOC, "risk", "--quote", "Insurers")
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, b"", 1)
    assert answer.err.startswith("glossator: ")
    assert call("tags", talks, "--json").json == []


@pytest.mark.parametrize("command", ["documents", "tags", "entity", "history", "check", "undo", "export"])
@pytest.mark.parametrize("kind", ["not there", "a folder", "a text", "another program's"])
def test_what_is_no_project_is_refused_in_one_line(call: Call, tmp_path: Path, command: str, kind: str) -> None:
    path = tmp_path / "odd.gloss"
    if kind == "a folder":
        path.mkdir()
    elif kind == "a text":
        path.write_text("not a database, but a text of some length", encoding="utf-8")
    elif kind == "another program's":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE other (x)")
        connection.close()
    answer = call(command, "odd.gloss")
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, b"", 1)
    assert answer.err.startswith("glossator: odd.gloss was not opened, ")


def test_a_tour_needs_a_place(call: Call) -> None:
    assert call("tour").status == 2


@pytest.mark.parametrize("name", ["talks.docx", "talks.gloss.bak", "talks.jsonl"])
def test_an_export_to_an_ending_that_is_no_formats_is_refused(
    call: Call, talks: str, tmp_path: Path, name: str
) -> None:
    answer = call("export", talks, "-o", name)
    ending = name[name.rindex(".") :]
    assert (answer.status, answer.err) == (
        1,
        f"glossator: {name} was not written, no format here ends in {ending},"
        " end the name in one of .json, .csv, .md, or say --format\n",
    )
    assert not (tmp_path / name).exists()
    assert call("export", talks, "-o", name, "--format", "csv").status == 0


@pytest.mark.parametrize("words", [("structure", "talks.gloss", DOC), ("export", "talks.gloss", "--doc", DOC)])
def test_a_failure_that_the_files_damage_explains_says_so(
    call: Call, talks: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    connection = sqlite3.connect(tmp_path / talks)
    with connection:
        connection.execute("UPDATE content SET blocks = '{}'")
    connection.close()
    answer = call(*words)
    assert (answer.status, answer.err.count("\n")) == (1, 1)
    assert answer.err.startswith("glossator: talks.gloss could not be read, the file is damaged")
    assert "restore a backup of it, or look at it with `glossator check`" in answer.err

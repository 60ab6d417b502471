"""Projects of several people become one: what is joined, what stays two, what is told, and what is refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
from io import BytesIO
from pathlib import Path

import pytest

from glossator.exchange import json_export
from glossator.exchange.choice import Choice
from glossator.model.codebook import Codebook, codebook_from_data, codebook_to_data
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import codebook as codebooks
from glossator.operations import documents, entities, importing, links, marks, merging, people, projects, tags
from glossator.operations.undo import undo
from glossator.store import Project
from operations.updates import reread

TEXT = "The northern government demands pilotage first. 😀 The southern one refuses.\n"


def made(path: Path, name: str, *, data: bytes = TEXT.encode()) -> Path:
    """Make a project in which a reader has added a document."""
    file = path.parent / name / "talks.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    with projects.create(path) as project:
        documents.add_files(project, [file], reader=people.reader_for(project, name))
    return path


def tagged(path: Path, name: str, kind: str = "risk", **fields: str) -> str:
    """Tag the first words of a project's first document."""
    with Project.open(path) as project:
        reader = people.reader_for(project, name)
        document = project.documents()[0].id
        return tags.tag(project, document, kind, [(0, 23)], reader=reader, fields=fields).annotation.id


def merge(path: Path, *others: Path, name: str = "Mara") -> merging.Merged:
    """Merge projects into one, which is in order afterwards."""
    with Project.open(path) as project:
        merged = merging.merge(project, others, reader=people.reader_for(project, name))
        assert project.check() == []
        return merged


def comes_back(path: Path) -> bool:
    """Tell whether a project's export, imported and exported again, is the same bytes."""
    file = path.with_suffix(".json")
    file.write_bytes(exported(path))
    back = path.with_name("back.gloss")
    with projects.create(back) as project:
        importing.import_file(project, file, reader=people.reader_for(project, "Back"))
    return exported(back) == file.read_bytes()


def exported(path: Path) -> bytes:
    """Export a project as JSON."""
    out = BytesIO()
    with Project.open(path, write=False) as project:
        json_export.write(project, out, Choice())
    return out.getvalue()


def dumped(path: Path) -> list[str]:
    """Return all that a project's file holds, by plain sqlite3."""
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    return made(tmp_path / "mara.gloss", "Mara"), made(tmp_path / "ben.gloss", "Ben")


def test_projects_made_apart_join_the_same_document_and_the_same_names(two: tuple[Path, Path]) -> None:
    mara, ben = two
    mine = tagged(mara, "Mara", "position", holder="The North")
    theirs = tagged(ben, "Ben", "position", holder="the north")

    merged = merge(mara, ben)

    assert (merged.added, merged.unchanged) == ((theirs,), ())
    with Project.open(mara) as project:
        assert [document.title for document in project.documents()] == ["talks"]
        (north,) = project.entities()
        assert project.uses() == {north.id: 2}
        assert {tag.id for tag in project.annotations()} == {mine, theirs}
    assert comes_back(mara)


def test_documents_of_equal_text_from_other_bytes_stay_two_and_are_said_to_be_alike(tmp_path: Path) -> None:
    mara = made(tmp_path / "mara.gloss", "Mara")
    ben = made(tmp_path / "ben.gloss", "Ben", data=b"\xef\xbb\xbf" + TEXT.encode())

    merged = merge(mara, ben)

    with Project.open(mara) as project:
        assert len(project.documents()) == 2
    assert len(merged.notes) == 1
    assert merged.notes[0].endswith("have the same text, read from other bytes: they stay two documents")
    assert comes_back(mara)


def test_a_kind_that_the_codebook_lacks_comes_with_the_tags_that_need_it(two: tuple[Path, Path]) -> None:
    mara, ben = two
    with Project.open(ben) as project:
        data = codebook_to_data(project.codebook())
        kinds = data["kinds"]
        assert isinstance(kinds, list)
        rumour = {"key": "rumour", "shortcut": "z", "colour": "112233", "fields": [{"key": "source", "type": "actor"}]}
        codebooks.replace(project, {"kinds": [*kinds, rumour, {"key": "unused"}]}, people.reader_for(project, "Ben"))
    id_ = tagged(ben, "Ben", "rumour", source="A friend")

    merged = merge(mara, ben)

    with Project.open(mara) as project:
        rumours = project.codebook().kind("rumour")
        assert rumours is not None
        assert (rumours.colour, [field.key for field in rumours.fields]) == ("112233", ["source"])
        assert project.codebook().kind("unused") is None
        assert merged.added == (id_,)
    assert comes_back(mara)


def test_undo_of_a_merge_takes_the_kind_back_too(two: tuple[Path, Path]) -> None:
    mara, ben = two
    with Project.open(ben) as project:
        book = codebook_from_data({"kinds": [*_kinds(project), {"key": "rumour"}]})
        assert isinstance(book, Codebook)
        codebooks.replace(project, book, people.reader_for(project, "Ben"))
    tagged(ben, "Ben", "rumour")
    with Project.open(mara) as project:
        before = project.codebook()
        reader = people.reader_for(project, "Mara")
        merging.merge(project, [ben], reader=reader)
        project.undo(reader.id)
        assert project.codebook() == before
        assert list(project.annotations()) == []
        assert [one.name for one in project.readers()] == ["Mara"]
        assert project.check() == []
        project.redo(reader.id)
        assert project.codebook().kind("rumour") is not None
        assert project.check() == []


def _kinds(project: Project) -> list[object]:
    kinds = codebook_to_data(project.codebook())["kinds"]
    assert isinstance(kinds, list)
    return kinds


def test_a_kind_removed_in_a_copy_comes_back_where_it_is_in_use(two: tuple[Path, Path], tmp_path: Path) -> None:
    mara, _ = two
    copy = Path(shutil.copy(mara, tmp_path / "copy.gloss"))
    tagged(mara, "Mara", "risk")
    with Project.open(copy) as project:
        for title in ("note", "claim", "risk"):
            left = [kind for kind in _kinds(project) if isinstance(kind, dict) and kind["key"] != title]
            codebooks.replace(project, {"kinds": left}, people.reader_for(project, "Mara"))

    merge(mara, copy)

    with Project.open(mara) as project:
        assert sorted(kind.key for kind in project.codebook().kinds) == ["position", "risk"]
    assert comes_back(mara)


def test_two_readers_of_one_name_who_work_in_each_file_stay_two_and_are_told(tmp_path: Path) -> None:
    here, there = made(tmp_path / "here.gloss", "root"), made(tmp_path / "there.gloss", "root")
    mine, theirs = tagged(here, "root"), tagged(there, "root")

    merged = merge(here, there, name="root")

    with Project.open(here) as project:
        root = people.reader_for(project, "root")
        by = {tag.id: tag.reader for tag in project.annotations()}
        assert by[mine] == root.id != by[theirs]
        assert merged.notes == (
            "2 readers are called “root” and stay apart, one of this project, one of there.gloss: rename one of them",
        )
        people.rename_reader(project, people.known_reader(project, by[theirs]).id, "root of there", root)
        assert [one.name for one in project.readers()] == ["root", "root of there"]


def test_who_did_nothing_here_yet_is_the_one_of_that_name_whom_a_file_brings(tmp_path: Path) -> None:
    with projects.create(tmp_path / "team.gloss"):
        pass
    there = made(tmp_path / "there.gloss", "Mara")
    id_ = tagged(there, "Mara")

    merged = merge(tmp_path / "team.gloss", there)

    with Project.open(tmp_path / "team.gloss") as project:
        mara = people.reader_for(project, "Mara")
        assert [(tag.id, tag.reader) for tag in project.annotations()] == [(id_, mara.id)]
        assert [one.name for one in project.readers()] == ["Mara"]
    assert merged.notes == ("you act here as the “Mara” of there.gloss",)


def test_a_name_that_two_have_after_a_merge_is_listed_until_they_are_joined(two: tuple[Path, Path]) -> None:
    mara, ben = two
    tagged(mara, "Mara", "position", holder="Norland")
    with Project.open(mara) as project:
        norland = project.entities()[0]
        entities.change(project, norland.id, alias="The North", reader=people.reader_for(project, "Mara"))
    tagged(ben, "Ben", "position", holder="the north")

    merged = merge(mara, ben)

    with Project.open(mara) as project:
        (found,) = merging.conflicts(project)
        assert (found.field, {found.shown, found.other}) == ("name", {"Norland", "the north"})
        assert merged.conflicting == (found,)
        other = next(one for one in project.entities() if one.id != norland.id)
        entities.same_as(project, other.id, norland.id, people.reader_for(project, "Mara"))
        assert merging.conflicts(project) == []


def test_names_said_to_be_one_another_in_two_files_make_no_circle(two: tuple[Path, Path], tmp_path: Path) -> None:
    mara, _ = two
    tagged(mara, "Mara", "position", holder="Norland")
    tagged(mara, "Mara", "position", holder="The North")
    copy = Path(shutil.copy(mara, tmp_path / "copy.gloss"))
    with Project.open(mara) as project:
        first, second = (one.id for one in project.entities())
    for path, (one, other) in ((mara, (first, second)), (copy, (second, first))):
        with Project.open(path) as project:
            entities.same_as(project, one, other, people.reader_for(project, "Mara"))

    merge(mara, copy)

    with Project.open(mara) as project:
        standing = {project.standing(one).id for one in project.entities()}
        assert standing == {min(first, second)}
    assert comes_back(mara)


def test_links_and_marks_come_along(two: tuple[Path, Path]) -> None:
    mara, ben = two
    first, second = tagged(ben, "Ben"), tagged(ben, "Ben", "position")
    with Project.open(ben) as project:
        reader = people.reader_for(project, "Ben")
        links.link(project, first, "supports", second, reader=reader)
        marks.mark_read(project, project.documents()[0].id, reader, 50, 60)

    merged = merge(mara, ben)

    assert (merged.rows["link"], merged.rows["mark"], merged.rows["reader"]) == (1, 1, 1)
    with Project.open(mara) as project, Project.open(ben) as other:
        assert (project.links(), project.marks()) == (other.links(), other.marks())


def test_a_project_that_is_open_in_a_window_is_merged_as_it_is_now(two: tuple[Path, Path]) -> None:
    mara, ben = two
    with Project.open(ben) as window:
        document = window.documents()[0].id
        id_ = tags.tag(window, document, "risk", [(0, 3)], reader=people.reader_for(window, "Ben")).annotation.id
        assert merge(mara, ben).added == (id_,)


def refused(path: Path, *others: Path) -> str:
    """Return why a merge is refused; the project is as it was."""
    before = dumped(path)
    with Project.open(path) as project:
        reader = people.reader_for(project, "Mara")
        with pytest.raises(Refused) as caught:
            merging.merge(project, others, reader=reader)
    assert dumped(path) == before
    return str(caught.value.problem)


def _changed(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql)
    connection.close()


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        pytest.param(
            "PRAGMA user_version = 9",
            "it was made by a newer Glossator (format 9, and this one knows 3), install the newer Glossator",
            id="newer",
        ),
        pytest.param(
            "DELETE FROM change WHERE tbl = 'annotation'",
            "it is damaged (annotation: 1 rows are there and acts made 0), look at it with `glossator check`",
            id="an act cut short",
        ),
        pytest.param(
            "UPDATE source_bytes SET data = x'00'",
            "it is damaged (source {source}: its bytes are not those that the hash names),"
            " look at it with `glossator check`",
            id="other bytes",
        ),
    ],
)
def test_what_is_not_in_order_is_refused_in_one_sentence(two: tuple[Path, Path], sql: str, why: str) -> None:
    mara, ben = two
    tagged(ben, "Ben")
    with Project.open(ben) as project:
        source = project.documents()[0].source.sha256
    _changed(ben, sql)
    assert refused(mara, ben) == f"ben.gloss was not merged, {why.format(source=source)}"


def test_a_file_that_is_cut_is_refused(two: tuple[Path, Path]) -> None:
    mara, ben = two
    os.truncate(ben, 20_000)
    assert (
        refused(mara, ben)
        == "ben.gloss was not merged, the file is damaged: its end is missing, restore a backup of it"
    )


def test_of_several_projects_none_is_merged_where_one_is_refused(two: tuple[Path, Path], tmp_path: Path) -> None:
    mara, ben = two
    tagged(ben, "Ben")
    assert refused(mara, ben, tmp_path / "lost.gloss") == (
        "lost.gloss was not merged, there is no such file, look at its name and folder"
    )


def test_a_project_under_another_name_of_the_same_file_is_itself(two: tuple[Path, Path], tmp_path: Path) -> None:
    mara, _ = two
    (tmp_path / "link.gloss").symlink_to(mara)
    assert refused(mara, tmp_path / "link.gloss") == (
        "link.gloss was not merged, it is this project itself, name another project"
    )


def test_a_merge_that_is_stopped_changes_nothing(two: tuple[Path, Path]) -> None:
    mara, ben = two
    tagged(ben, "Ben")
    heard: list[str] = []
    with Project.open(mara) as project:
        reader = people.reader_for(project, "Mara")
        with pytest.raises(Refused, match="nothing was merged, it was stopped"):
            merging.merge(
                project,
                [ben],
                reader=reader,
                progress=lambda done, total, words: heard.append(words),
                cancelled=lambda: "rows" in heard,
            )
        assert list(project.annotations()) == []
        assert "rows" in heard


def test_a_reader_who_is_new_merges_under_their_own_name(two: tuple[Path, Path]) -> None:
    mara, ben = two
    tagged(ben, "Ben")
    with Project.open(mara) as project:
        cleo = Reader("33333333-3333-4333-8333-333333333333", "Cleo")
        merging.merge(project, [ben], reader=cleo)
        assert project.can_undo(cleo.id) == "merge ben.gloss"
        assert [one.name for one in project.readers()] == ["Ben", "Cleo", "Mara"]
        assert project.check() == []


LETTER = "Письмо\n\nМы согласны на перемирие.".encode("koi8-r")


def read_as(path: Path, name: str, encoding: str) -> None:
    """Read the bytes of a project's only document in another encoding."""
    with Project.open(path) as project:
        reread(project, project.documents()[0].id, encoding, people.reader_for(project, name))


@pytest.fixture
def letters(tmp_path: Path) -> tuple[Path, Path]:
    """Make a project with a letter and copy it."""
    mara = made(tmp_path / "mara.gloss", "Mara", data=LETTER)
    read_as(mara, "Mara", "windows-1251")
    return mara, Path(shutil.copy(mara, tmp_path / "ben.gloss"))


@pytest.mark.parametrize("here", ["tagged here", "tagged there"])
def test_a_tag_on_a_text_that_was_read_again_in_another_file_is_carried_into_what_is_shown(
    letters: tuple[Path, Path], here: str
) -> None:
    mara, ben = letters
    read_as(ben, "Ben", "koi8-r")
    tagged(mara, "Mara")
    path, other = (mara, ben) if here == "tagged here" else (ben, mara)
    said = "1 tag on another version of “Письмо” came to the one that is shown; 1 of them waits for a look"
    assert said in merge(path, other).notes
    with Project.open(path) as project:
        (document,) = project.documents()
        (tag,) = project.annotations()
        assert (document.source.encoding, tag.state) == ("koi8-r", "edited")
        assert project.text(document.version)[tag.first.start : tag.first.end] == tag.first.quote
        assert project.check() == []


def test_a_mark_beyond_the_end_of_a_text_that_was_read_again_is_taken_away(letters: tuple[Path, Path]) -> None:
    mara, ben = letters
    read_as(ben, "Ben", "utf-16")  # half as many characters
    with Project.open(mara) as project:
        reader = people.reader_for(project, "Mara")
        marks.mark_read(project, project.documents()[0].id, reader, 0, 30)
    merge(mara, ben)
    with Project.open(mara) as project:
        assert (project.documents()[0].source.encoding, project.marks()) == ("utf-16", [])


def test_a_document_tagged_in_two_texts_is_merged_into_one_of_them(letters: tuple[Path, Path]) -> None:
    mara, ben = letters
    read_as(ben, "Ben", "koi8-r")
    tagged(mara, "Mara")
    tagged(ben, "Ben")
    merge(mara, ben)
    with Project.open(mara) as project:
        text = project.text(project.documents()[0].version)
        shown = [one.first for one in project.annotations()]
        assert sorted(one.state for one in shown) == ["anchored", "edited"]
        assert [text[one.start : one.end] for one in shown] == [one.quote for one in shown]
        assert project.check() == []


def test_a_merge_is_not_undone_while_a_tag_stands_in_the_text_that_it_brought(letters: tuple[Path, Path]) -> None:
    mara, ben = letters
    read_as(ben, "Ben", "koi8-r")
    merge(mara, ben)
    tagged(mara, "Tomas")
    with Project.open(mara) as project:
        with pytest.raises(Refused, match="a tag or a mark would stand in another text"):
            undo(project, people.reader_for(project, "Mara"))
        assert project.check() == []

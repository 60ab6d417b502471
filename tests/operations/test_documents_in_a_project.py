from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.exchange import json_export
from glossator.exchange.choice import Choice
from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import documents, marks, tags
from glossator.operations.importing import import_file
from glossator.operations.likeness import share, sketch
from glossator.operations.projects import create, move_document, open_or_create
from glossator.operations.undo import redo, undo
from glossator.store import Project
from operations.updates import reread

LETTER = "Письмо\n\nМы согласны на перемирие."
WORDS = " ".join(f"word{number}" for number in range(400))


def add(project: Project, folder: Path, name: str, text: str, reader: Reader) -> documents.Added:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    added = documents.add_files(project, [path], reader=reader).added[0]
    assert added is not None
    return added


def test_a_file_becomes_a_document_with_its_bytes(project: Project, tmp_path: Path, ada: Reader) -> None:
    added = add(project, tmp_path, "minutes.txt", "Minutes\n\nAll agreed 🎉.", ada)
    known = added.document
    assert (known.title, known.characters, known.position, added.already_there, added.alike) == (
        "Minutes",
        22,
        1,
        False,
        None,
    )
    assert project.source_bytes(known.source.sha256 or "") == "Minutes\n\nAll agreed 🎉.".encode()


def test_the_same_bytes_are_not_added_twice(project: Project, tmp_path: Path, ada: Reader) -> None:
    first = add(project, tmp_path, "one.txt", "The same.", ada)
    second = add(project, tmp_path, "two.txt", "The same.", ada)
    assert second.already_there
    assert (second.document.id, len(project.documents())) == (first.document.id, 1)


def test_other_bytes_with_the_same_text_are_another_document_and_said_to_be_alike(
    project: Project, tmp_path: Path, ada: Reader
) -> None:
    add(project, tmp_path, "one.txt", "Title\n\nThe same.", ada)
    second = add(project, tmp_path, "two.txt", "\ufeffTitle\n\nThe same.", ada)
    assert (second.already_there, second.alike) == (False, "its text is that of “Title”")
    assert len(project.documents()) == 2


def test_a_text_that_is_nearly_one_that_is_there_is_told(project: Project, tmp_path: Path, ada: Reader) -> None:
    add(project, tmp_path, "one.txt", f"Report\n\n{WORDS}", ada)
    second = add(project, tmp_path, "two.txt", f"Report\n\n{WORDS.replace('word200', 'another')}", ada)
    assert second.alike == "its text is nearly that of “Report” (97 %)"


def test_a_different_text_is_not_alike(project: Project, tmp_path: Path, ada: Reader) -> None:
    add(project, tmp_path, "one.txt", WORDS, ada)
    assert add(project, tmp_path, "two.txt", WORDS.replace("word", "else"), ada).alike is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("a b c d e f", "a b c d e f", 1.0, id="equal"),
        pytest.param("a b c d e f", "A  B\nC D E F", 1.0, id="case and blanks aside"),
        pytest.param("a b c d e f", "a b c d e g", 1 / 3, id="one word of six"),
        pytest.param("a b c d e f", "u v w x y z", 0.0, id="nothing"),
        pytest.param("", "", 0.0, id="empty"),
        pytest.param("港口谈判今天上午在北方首都开始", "港口谈判今天上午在北方首都开始", 1.0, id="no blanks"),
    ],
)
def test_texts_share_runs_of_five_words(one: str, other: str, expected: float) -> None:
    assert share(sketch(one), sketch(other)) == pytest.approx(expected)


def test_a_removed_document_comes_back_with_its_tags_when_its_file_is_added_again(
    project: Project, tmp_path: Path, ada: Reader
) -> None:
    known = add(project, tmp_path, "one.txt", "Title\n\nThe words.", ada).document
    made = tags.tag(project, known.id, "note", [(0, 5)], reader=ada).annotation
    documents.remove(project, known.id, ada)
    assert (project.documents(), project.annotation(made.id)) == ([], None)
    again = add(project, tmp_path, "one.txt", "Title\n\nThe words.", ada)
    assert (again.document.id, again.alike) == (known.id, "it was removed before and is back with its tags")
    assert project.annotation(made.id) is not None


def test_several_files_are_one_act(project: Project, tmp_path: Path, ada: Reader) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"File {name}\n\nwords", encoding="utf-8")
    documents.add_files(project, [tmp_path / "a.txt", tmp_path / "b.txt"], reader=ada)
    undo(project, ada)
    assert project.documents() == []
    redo(project, ada)
    assert [known.position for known in project.documents()] == [1, 2]


def test_one_unreadable_file_refuses_all(project: Project, tmp_path: Path, ada: Reader) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    with pytest.raises(Refused):
        documents.add_files(project, [tmp_path / "a.txt", tmp_path / "gone.txt"], reader=ada)
    assert (project.documents(), list(project.acts())) == ([], [])


def test_a_folder_adds_what_can_be_read_and_tells_the_rest(project: Project, tmp_path: Path, ada: Reader) -> None:
    folder = tmp_path / "texts"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.txt").write_text("Words in a.", encoding="utf-8")
    (folder / "b.txt").write_text("Words in b.", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / ".hidden.txt").write_text("hidden", encoding="utf-8")
    many = documents.add_files(project, [folder], reader=ada)
    assert [added.document.file_name for added in many.added] == ["b.txt", "a.txt"]
    assert [path.name for path, _ in many.refused] == ["empty.txt"]


def test_adding_can_be_cancelled_and_leaves_nothing(project: Project, tmp_path: Path, ada: Reader) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    many = documents.add_files(project, [tmp_path / "a.txt"], reader=ada, cancelled=lambda: True)
    assert (many.cancelled, project.documents()) == (True, [])


def test_progress_is_told(project: Project, tmp_path: Path, ada: Reader) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    told: list[tuple[int, int, str]] = []
    documents.add_files(
        project, [tmp_path / "a.txt"], reader=ada, progress=lambda done, total, words: told.append((done, total, words))
    )
    assert told == [(0, 1, "a.txt"), (1, 1, "")]


def test_a_document_is_described(project: Project, talks: Document, ada: Reader) -> None:
    changed = documents.describe(
        project, talks.id, ada, title=" New  title ", author="Mila", published="12 May 2026", address="https://x.org"
    )
    assert (changed.title, changed.author, changed.published, changed.address) == (
        "New title", "Mila", "2026-05-12", "https://x.org",
    )  # fmt: skip
    assert documents.describe(project, talks.id, ada, author="").author is None


@pytest.mark.parametrize(
    ("field", "words", "why"),
    [
        ("title", " ", "the title was not set, it is empty"),
        ("published", "soon", "published was not set, “soon” is no date"),
        ("colour", "red", "colour was not set, a document has no such field"),
    ],
)
def test_a_description_that_cannot_be_is_refused(
    project: Project, talks: Document, ada: Reader, field: str, words: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        documents.describe(project, talks.id, ada, **{field: words})


def test_a_document_moves_with_its_tags_and_bytes(project: Project, tmp_path: Path, ada: Reader) -> None:
    known = add(project, tmp_path, "one.txt", "Title\n\nThe words.", ada).document
    made = tags.tag(project, known.id, "position", [(0, 5)], reader=ada, fields={"holder": "North"}).annotation
    target = tmp_path / "mine" / "other.gloss"
    move_document(project, known.id, target, reader=ada)
    assert project.documents() == []
    with open_or_create(target) as other:
        assert [one.title for one in other.documents()] == ["Title"]
        assert [one.id for one in other.annotations()] == [made.id]
        assert other.source_bytes(known.source.sha256 or "") is not None
        assert (other.id != project.id, other.info().title, other.check()) == (True, "other", [])


def test_a_project_is_not_made_over_a_file_or_without_its_suffix(tmp_path: Path) -> None:
    create(tmp_path / "a.gloss").close()
    with pytest.raises(Refused):
        create(tmp_path / "a.gloss")
    with pytest.raises(Refused, match=r"call it talks\.gloss"):
        create(tmp_path / "talks")


def test_a_document_is_read_again_in_another_encoding(project: Project, tmp_path: Path, ada: Reader) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes("Письмо\n\nМы согласны на перемирие.".encode("koi8-r"))
    first = documents.add_files(project, [path], reader=ada, encoding="windows-1251").added[0]
    assert first is not None
    again = documents.add_files(project, [path], reader=ada, encoding="koi8-r").added[0]
    assert again is not None
    assert (again.already_there, again.document.id) == (True, first.document.id)
    assert project.text(again.document.version) == "Письмо\n\nМы согласны на перемирие."
    assert [version.current for version in project.versions(first.document.id)].count(True) == 1
    back = reread(project, first.document.id, "windows-1251", ada)
    assert back.version == first.document.version
    assert project.check() == []


def letter(project: Project, folder: Path, reader: Reader, encoding: str, *, data: str = LETTER) -> documents.Added:
    path = folder / "letter.txt"
    path.write_bytes(data.encode("koi8-r"))
    return documents.add_files(project, [path], reader=reader, encoding=encoding).added[0]


def tag_it(project: Project, document: str, reader: Reader) -> None:
    tags.tag(project, document, "note", [(0, 6)], reader=reader)


def tag_and_undo(project: Project, document: str, reader: Reader) -> None:
    tag_it(project, document, reader)
    undo(project, reader)


def tag_and_untag(project: Project, document: str, reader: Reader) -> None:
    made = tags.tag(project, document, "note", [(0, 6)], reader=reader).annotation
    tags.untag(project, made.id, reader=reader)


def mark_it(project: Project, document: str, reader: Reader) -> None:
    marks.mark_read(project, document, reader, 0, 6)


def mark_and_undo(project: Project, document: str, reader: Reader) -> None:
    mark_it(project, document, reader)
    undo(project, reader)


@pytest.mark.parametrize("place", [tag_it, tag_and_undo, tag_and_untag, mark_it, mark_and_undo])
def test_a_document_in_which_a_place_was_named_is_read_in_another_encoding_as_a_version(
    project: Project, tmp_path: Path, ada: Reader, place: Callable[[Project, str, Reader], None]
) -> None:
    known = letter(project, tmp_path, ada, "utf-16").document
    place(project, known.id, ada)
    again = reread(project, known.id, "koi8-r", ada)
    assert (project.text(again.version), [one.current for one in project.versions(known.id)]) == (LETTER, [False, True])
    assert {tag.state for tag in project.annotations()} <= {"ambiguous", "lost"}
    assert project.marks() == []
    assert project.check() == []


@pytest.mark.parametrize("by_file", [False, True], ids=["the kept bytes", "the file again"])
def test_letters_of_the_same_bytes_keep_their_places_in_another_encoding(
    project: Project, tmp_path: Path, ada: Reader, by_file: bool
) -> None:
    known = letter(project, tmp_path, ada, "windows-1251").document
    tags.tag(project, known.id, "note", [(8, 10)], reader=ada)
    if by_file:
        letter(project, tmp_path, ada, "koi8-r")
    else:
        reread(project, known.id, "koi8-r", ada)
    (tag,) = project.annotations()
    assert (tag.first.start, tag.first.end, tag.first.quote, tag.first.state) == (8, 10, "Мы", "edited")
    assert (tag.first.tagged_quote, project.check()) == ("нЩ", [])


def test_an_encoding_that_gives_the_same_text_is_taken_whatever_is_tagged(
    project: Project, tmp_path: Path, ada: Reader
) -> None:
    known = letter(project, tmp_path, ada, "ascii", data="Letter\n\nWe agree.").document
    tag_it(project, known.id, ada)
    again = reread(project, known.id, "koi8-r", ada)
    assert (again.version, again.source.encoding) == (known.version, "koi8-r")


def test_reading_in_another_encoding_is_an_act_of_that_name(project: Project, tmp_path: Path, ada: Reader) -> None:
    letter(project, tmp_path, ada, "windows-1251")
    again = letter(project, tmp_path, ada, "koi8-r")
    assert [act.label for act in project.acts()][-1] == f"read {again.document.title} again as koi8-r"
    assert again.read_again == "koi8-r"


def test_an_encoding_is_obeyed_for_a_removed_document(project: Project, tmp_path: Path, ada: Reader) -> None:
    known = letter(project, tmp_path, ada, "windows-1251").document
    documents.remove(project, known.id, ada)
    again = letter(project, tmp_path, ada, "koi8-r")
    assert (again.document.id, project.text(again.document.version)) == (known.id, LETTER)
    assert (again.read_again, again.alike) == ("koi8-r", "it was removed before and is back")


def test_a_removed_document_with_tags_comes_back_in_its_own_encoding_only(
    project: Project, tmp_path: Path, ada: Reader
) -> None:
    known = letter(project, tmp_path, ada, "windows-1251").document
    tag_it(project, known.id, ada)
    documents.remove(project, known.id, ada)
    with pytest.raises(Refused, match="was not read in another encoding"):
        letter(project, tmp_path, ada, "koi8-r")
    assert project.documents() == []


def test_reading_again_is_not_undone_while_a_tag_stands_in_its_text(
    project: Project, tmp_path: Path, ada: Reader, ben: Reader
) -> None:
    letter(project, tmp_path, ada, "windows-1251")
    known = letter(project, tmp_path, ada, "koi8-r").document
    tag_it(project, known.id, ben)
    with pytest.raises(Refused, match="a tag or a mark would stand in another text of its document"):
        undo(project, ada)
    assert (project.text(project.documents()[0].version), project.check()) == (LETTER, [])


def test_a_tag_is_not_redone_in_another_text_than_its_own(
    project: Project, tmp_path: Path, ada: Reader, ben: Reader
) -> None:
    letter(project, tmp_path, ada, "windows-1251")
    known = letter(project, tmp_path, ada, "koi8-r").document
    tag_and_undo(project, known.id, ben)
    undo(project, ada)
    with pytest.raises(Refused, match="a tag or a mark would stand in another text of its document"):
        redo(project, ben)
    redo(project, ada)
    redo(project, ben)
    assert (len(list(project.annotations())), project.check()) == (1, [])


def test_an_encoding_that_was_named_is_kept_when_the_file_is_added_again(
    project: Project, tmp_path: Path, ada: Reader
) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes("Письмо\n\nМы согласны на перемирие.".encode("koi8-r"))
    first = documents.add_files(project, [path], reader=ada, encoding="windows-1251").added[0]
    again = documents.add_files(project, [path], reader=ada).added[0]
    assert first is not None
    assert again is not None
    assert again.document.version == first.document.version


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["the same bytes", "other bytes of the same text"])
def test_a_document_that_came_by_import_takes_the_bytes_of_its_file(
    project: Project, tmp_path: Path, ada: Reader, mark: str
) -> None:
    known = add(project, tmp_path, "one.txt", "Title\n\nThe words.", ada).document
    with (tmp_path / "out.json").open("wb") as out:
        json_export.write(project, out, Choice())
    (tmp_path / "one.txt").write_text(mark + "Title\n\nThe words.", encoding="utf-8")
    with create(tmp_path / "other.gloss") as other:
        import_file(other, tmp_path / "out.json", reader=ada)
        added = documents.add_files(other, [tmp_path / "one.txt"], reader=ada).added[0]
        assert added is not None
        assert (added.already_there, added.document.id) == (True, known.id)
        assert other.source_bytes(added.document.source.sha256 or "") == (mark + "Title\n\nThe words.").encode()
        assert len(other.documents()) == 1
        assert other.check() == []


def test_a_file_of_the_same_name_is_said_to_have_it_where_its_words_are_others(
    project: Project, tmp_path: Path, ada: Reader
) -> None:
    first = add(project, tmp_path, "report.txt", WORDS, ada)
    (tmp_path / "later").mkdir()
    second = add(project, tmp_path / "later", "Report.txt", "Nothing of it was kept.\n", ada)
    assert (second.alike_to, second.already_there) == (first.document.id, False)
    assert second.alike == f"its file has the name of that of “{first.document.title}”"


def test_files_of_one_name_that_come_together_are_not_said_to_be_each_others(
    project: Project, tmp_path: Path, ada: Reader
) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.txt").write_text(f"All of {folder} is here.\n", "utf-8")
    added = documents.add_files(
        project, [tmp_path / "one" / "index.txt", tmp_path / "two" / "index.txt"], reader=ada
    ).added
    assert [one.alike for one in added] == [None, None]

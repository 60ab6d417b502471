"""Making and opening a project: what is refused, and what lies on the disk."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model.problem import Refused
from glossator.store import Project
from glossator.store.refusals import require_sqlite
from store.world import ANN, add_document, codebook, everything, new_project, query, tag


def test_a_new_project_is_one_file_of_ours(path: Path) -> None:
    Project.create(path, title="Sea", codebook=codebook()).close()

    assert os.listdir(path.parent) == ["sea.gloss"]
    assert query(path, "PRAGMA application_id") == [(0x476C6F73,)]
    assert query(path, "PRAGMA journal_mode") == [("delete",)]
    assert query(path, "SELECT title, example FROM project") == [("Sea", 0)]


def test_every_table_is_strict(project: Project, path: Path) -> None:
    loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict"

    assert query(path, f"{loose} AND name NOT LIKE '%sqlite_%'") == []


def test_every_row_that_is_named_is_named_by_a_foreign_key_that_restricts(project: Project, path: Path) -> None:
    keys = (
        'SELECT m.name, k."from", k."table" FROM sqlite_master m, pragma_foreign_key_list(m.name) k'
        " WHERE m.type = 'table' AND k.on_delete = 'RESTRICT' ORDER BY 1, 2"
    )

    assert ("annotation", "document", "document") in query(path, keys)
    assert ("passage", "version", "version") in query(path, keys)
    assert query(path, keys.replace("= 'RESTRICT'", "<> 'RESTRICT'")) == []


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE entity SET category = 'place'", id="category"),
        pytest.param("UPDATE passage SET state = 'exact'", id="state"),
        pytest.param('UPDATE passage SET "end" = start', id="an empty passage"),
        pytest.param("UPDATE annotation SET deleted = 2", id="deleted"),
        pytest.param("UPDATE annotation SET fields = '{'", id="fields"),
        pytest.param("UPDATE act SET clock = 'late'", id="clock"),
    ],
)
def test_closed_sets_are_closed_in_the_file_itself(project: Project, path: Path, statement: str) -> None:
    tag(project, ANN, (4, 9), kind="position", holder="North")

    with pytest.raises(sqlite3.IntegrityError):
        query(path, statement)


def test_the_title_is_the_file_s_name_where_none_is_given(tmp_path: Path) -> None:
    with Project.create(tmp_path / "My readings.gloss", codebook=codebook(), example=True) as project:
        assert (project.info().title, project.info().example) == ("My readings", True)


def test_what_a_killed_program_left_of_another_project_of_this_name_is_not_taken_in(path: Path) -> None:
    """Only the project itself was deleted: its last acts lie in the file that SQLite had beside it."""
    lost = new_project(path)
    add_document(lost)
    written_ahead = path.with_name("sea.gloss-wal").read_bytes()
    lost.close()
    path.unlink()
    path.with_name("sea.gloss-wal").write_bytes(written_ahead)

    with Project.create(path, codebook=codebook()) as made:
        assert made.documents() == []

    apart = [name for name in os.listdir(path.parent) if name.startswith("sea.gloss-wal.")]
    assert [path.with_name(name).read_bytes() for name in apart] == [written_ahead]


def test_a_file_that_is_there_is_not_overwritten(path: Path) -> None:
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(Refused) as refused:
        Project.create(path, codebook=codebook())

    assert str(refused.value) == "sea.gloss was not made, sea.gloss is there already, choose another name"
    assert path.read_text(encoding="utf-8") == "mine"
    assert os.listdir(path.parent) == ["sea.gloss"]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no folder"):
        Project.create(tmp_path / "no" / "sea.gloss", codebook=codebook())


def test_while_it_is_open_it_writes_ahead_and_at_rest_it_is_one_file(path: Path) -> None:
    project = new_project(path)
    while_open = sorted(os.listdir(path.parent))
    mode = query(path, "PRAGMA journal_mode")
    project.close()

    assert while_open == [".sea.gloss.lock", "sea.gloss", "sea.gloss-shm", "sea.gloss-wal"]
    assert mode == [("wal",)]
    assert os.listdir(path.parent) == ["sea.gloss"]


def test_every_commit_reaches_the_disk(project: Project) -> None:
    assert project._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert project._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def _nothing(path: Path) -> None:
    assert not path.exists()


def _folder(path: Path) -> None:
    path.mkdir()


def _empty(path: Path) -> None:
    path.touch()


def _words(path: Path) -> None:
    path.write_text("These are the minutes.\n" * 20, encoding="utf-8")


def _another(path: Path) -> None:
    query(path, "CREATE TABLE photo (id)")


def _newer(path: Path) -> None:
    new_project(path).close()
    query(path, "PRAGMA user_version = 7")


def _cut(path: Path) -> None:
    new_project(path).close()
    os.truncate(path, 20_000)


def _cut_in_the_header(path: Path) -> None:
    new_project(path).close()
    os.truncate(path, 60)


def _overwritten_tables(path: Path) -> None:
    new_project(path).close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xee" * 3_000)


def _founded_by_nobody(path: Path) -> None:
    new_project(path).close()
    query_and_keep(path, "DELETE FROM project")


def query_and_keep(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql)
    connection.close()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        pytest.param(_nothing, "there is no such file, look at its name and folder", id="nothing"),
        pytest.param(_folder, "it is a folder, choose a file that ends in .gloss", id="folder"),
        pytest.param(_empty, "the file is empty, restore a backup of it, or make a new project", id="empty"),
        pytest.param(_words, "it is no Glossator project, restore a backup of it, or choose another file", id="text"),
        pytest.param(_another, "it is another program's database, choose a file that Glossator made", id="another"),
        pytest.param(
            _newer,
            "it was made by a newer Glossator (format 7, and this one knows 3), install the newer Glossator",
            id="newer",
        ),
        pytest.param(_cut, "the file is damaged: its end is missing, restore a backup of it", id="cut"),
        pytest.param(
            _cut_in_the_header,
            "the file is damaged: its end is missing, restore a backup of it",
            id="cut in the header",
        ),
        pytest.param(
            _founded_by_nobody,
            "the file is damaged: it does not say what project it is, restore a backup of it",
            id="no project row",
        ),
    ],
)
@pytest.mark.parametrize("write", [True, False], ids=["to write", "to read"])
def test_what_is_no_sound_project_is_refused_in_one_sentence(
    path: Path, make: Callable[[Path], None], sentence: str, write: bool
) -> None:
    make(path)
    before = sorted(os.listdir(path.parent))

    with pytest.raises(Refused) as refused:
        Project.open(path, write=write)

    assert str(refused.value) == f"sea.gloss was not opened, {sentence}"
    assert sorted(os.listdir(path.parent)) == before


def test_overwritten_tables_are_refused(path: Path) -> None:
    _overwritten_tables(path)

    with pytest.raises(Refused, match=r"^sea.gloss was not opened, the file is damaged"):
        Project.open(path)

    assert os.listdir(path.parent) == ["sea.gloss"]


def test_an_sqlite_without_strict_tables_is_refused() -> None:
    with pytest.raises(Refused, match=r"this Python brings SQLite 3\.36\.0 and 3\.37\.0 is needed"):
        require_sqlite((3, 36, 0))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "sea.gloss"
    with new_project(path) as project:
        add_document(project, text="Words enough to fill a page. " * 300)
        for start in range(0, 300, 3):
            tag(project, ANN, (start, start + 20), kind="position", holder=f"Actor {start}")
        project.undo(ANN)
    return path


@settings(max_examples=60, deadline=None)
@given(where=st.floats(0, 1), junk=st.binary(min_size=1, max_size=2_000))
def test_a_file_damaged_anywhere_gives_sentences_and_never_an_exception(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, where: float, junk: bytes
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "sea.gloss"
    data = sound.read_bytes()
    start = int(where * (len(data) - len(junk)))
    path.write_bytes(data[:start] + junk + data[start + len(junk) :])

    with suppress(Refused), Project.open(path) as project:  # any other exception fails the test
        project.check()
        for read in (project.documents, project.readers, project.entities, project.counts, project.codebook):
            read()  # type: ignore[operator]
        for document in project.documents():
            project.content(document.version)
        list(project.annotations())
        list(project.acts())
        project.undo(ANN)


def test_a_file_that_was_replaced_by_a_copy_has_another_replica(project: Project, path: Path) -> None:
    tag(project, ANN, (4, 9))
    project.close()
    path.with_name("copy.gloss").write_bytes(path.read_bytes())
    for name in ("sea.gloss", "copy.gloss", "sea.gloss"):
        with Project.open(path.with_name(name)) as again:
            tag(again, ANN, (10, 15))

    replicas = [replica for (replica,) in query(path, "SELECT replica FROM act ORDER BY number")]
    copied = query(path.with_name("copy.gloss"), "SELECT replica FROM act ORDER BY number DESC LIMIT 1")
    assert len(set(replicas)) == 1
    assert copied != [(replicas[0],)]


def test_looking_at_a_project_changes_nothing_in_it(project: Project, path: Path) -> None:
    project.close()
    before = everything(path), query(path, "SELECT * FROM local")

    with Project.open(path) as again:
        assert again.read_only is None
        list(again.annotations())

    assert (everything(path), query(path, "SELECT * FROM local")) == before


def test_a_reading_that_ended_midway_keeps_nobody_from_closing(path: Path) -> None:
    project = new_project(path)
    add_document(project)
    acts = project.acts()
    next(acts)
    tag(project, ANN, (0, 3))
    project.close()
    with Project.open(path) as again:
        assert len(list(again.annotations())) == 1

"""Acts: what is asked for is written whole, with what was before and after."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from glossator.model.annotation import Annotation, Passage
from glossator.model.problem import Refused
from glossator.store import Act, Edit, Project
from store.world import ANN, BEN, add_document, change, codebook, done, everything, query, tag


def test_a_tag_is_in_the_file_as_soon_as_the_act_returns(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (4, 9))

    assert query(path, 'SELECT version IS NOT NULL, start, "end", quote, prefix, state FROM passage') == [
        (1, 4, 9, "north", "The ", "anchored")
    ]
    assert query(path, "SELECT id, kind, reader, deleted FROM annotation") == [(id_, "risk", ANN, 0)]


def test_a_tag_beyond_the_basic_plane_keeps_code_points(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (32, 37))

    assert query(path, "SELECT quote FROM passage") == [("😀 نعم",)]
    assert project.marks_of_tags(project.documents()[0].id) == [(id_, "risk", ANN, 0, 32, 37)]


def test_a_tag_is_read_as_it_was_made(project: Project) -> None:
    document = project.documents()[0].id
    id_ = tag(project, ANN, (4, 9), (42, 47), kind="position", stance="for", holder="North")
    holder = project.entities()[0].id

    read = project.annotation(id_)

    assert isinstance(read, Annotation)
    assert (read.document, read.reader, read.kind) == (document, ANN, "position")
    assert read.fields == {"holder": holder, "stance": "for"}
    assert [passage.quote for passage in read.passages] == ["north", "south"]
    assert read.created == read.modified


def test_an_act_tells_the_fields_before_and_after(project: Project) -> None:
    id_ = tag(project, ANN, (4, 9))

    act = change(project, ANN, id_, note="seen", kind="position")

    (row,) = act.changes
    fields = {name: pair for name, pair in row.fields.items() if name != "modified"}
    assert (row.table, row.id, row.made) == ("annotation", id_, False)
    assert fields == {"note": ("", "seen"), "kind": ("risk", "position")}


def test_an_act_that_changes_nothing_is_none(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (4, 9))
    acts = query(path, "SELECT count(*) FROM act")

    assert project.act(ANN, "set note", [Edit("annotation", id_, {"note": "", "labels": ()})]) is None
    assert project.act(ANN, "nothing", []) is None
    assert query(path, "SELECT count(*) FROM act") == acts


def test_an_act_calls_its_listeners_after_the_commit(project: Project, path: Path) -> None:
    heard: list[tuple[str, object]] = []
    project.changed.append(lambda act: heard.append((act.label, query(path, "SELECT count(*) FROM annotation"))))

    tag(project, ANN, (4, 9))

    assert heard == [("tag as risk", [(1,)])]


def test_none_clears_a_field(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (4, 9), kind="position", stance="for")

    project.act(ANN, "clear stance", [Edit("annotation", id_, {"fields.stance": None})])

    assert query(path, "SELECT fields FROM annotation") == [("{}",)]


def test_an_act_touches_modified_unless_the_edit_names_it(project: Project) -> None:
    id_ = tag(project, ANN, (4, 9))

    change(project, ANN, id_, note="old", modified="2001-01-01T00:00:00Z")
    first = project.annotation(id_)
    change(project, ANN, id_, note="new")
    second = project.annotation(id_)

    assert first is not None
    assert second is not None
    assert first.modified == "2001-01-01T00:00:00Z"
    assert second.modified > "2026"


def test_every_act_knows_the_one_before_it_and_a_later_clock(project: Project) -> None:
    tag(project, ANN, (4, 9))
    tag(project, BEN, (4, 9))

    acts = list(project.acts())

    assert [act.clock for act in acts] == [1, 2, 3, 4, 5]
    assert [act.parents for act in acts[1:]] == [(act.id,) for act in acts[:-1]]
    assert {act.project for act in acts} == {project.id}


def test_the_history_of_a_tag_holds_its_changes_alone(project: Project) -> None:
    id_ = tag(project, ANN, (4, 9), kind="position", holder="North")
    tag(project, ANN, (10, 15))
    change(project, ANN, id_, note="seen")
    project.undo(ANN)

    history = project.history_of("annotation", id_)

    assert [act.label for act in history] == ["tag as position", "set note", "undo set note"]
    assert [[row.table for row in act.changes] for act in history] == [["annotation"]] * 3


def test_moved_passages_read_back_whole_though_written_thin(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (4, 9), (42, 47))
    document = project.documents()[0]
    passages = [
        {"version": document.version, "start": 0, "end": 3, "quote": "The", "prefix": "", "suffix": " north wants"},
        {"version": document.version, "start": None, "end": None, "quote": "south", "state": "lost"},
        {"version": document.version, "start": 42, "end": 47, "quote": "south"},
    ]

    project.act(ANN, "move", [Edit("annotation", id_, {"passages": passages})])

    (_, moved) = project.history_of("annotation", id_)
    before, after = moved.changes[0].fields["passages"]
    assert isinstance(before, list)
    assert isinstance(after, list)
    assert [passage["quote"] for passage in before] == ["north", "south"]
    assert [passage["quote"] for passage in after] == ["The", "south", "south"]
    assert [passage["state"] for passage in after] == ["anchored", "lost", "anchored"]
    read = project.annotation(id_)
    assert read is not None
    assert read.passages[1] == Passage(None, None, "south", "", "", "lost", None)
    assert project.check() == []


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(Edit("annotation", "x", {"document": "nowhere"}), id="a tag without passages"),
        pytest.param(Edit("annotation", "x", {"colour": "red"}), id="a field that is not there"),
    ],
)
def test_an_edit_that_makes_no_sense_is_our_mistake(project: Project, path: Path, edit: Edit) -> None:
    before = everything(path)

    with pytest.raises(ValueError, match=r"needs more|no field"):
        project.act(ANN, "tag", [edit])

    assert everything(path) == before


def test_a_row_that_names_what_is_not_there_is_refused_and_nothing_is_kept(project: Project, path: Path) -> None:
    before = everything(path)
    edit = Edit("mark", "m", {"document": "nowhere", "reader": ANN, "type": "done"})

    with pytest.raises(Refused, match=r"^the change was not saved, it does not fit what is in the project"):
        project.act(ANN, "mark", [edit])

    assert everything(path) == before
    assert project.check() == []


def test_half_a_character_is_refused_in_one_sentence(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (4, 9))

    with pytest.raises(Refused, match="half a character"):
        change(project, ANN, id_, note="\ud83d")

    assert query(path, "SELECT note FROM annotation") == [("",)]


def test_a_full_disk_leaves_rows_and_project_as_they_were(project: Project, path: Path) -> None:
    tag(project, ANN, (4, 9))
    before, clock = everything(path), [act.clock for act in project.acts()]
    project._connection.execute("PRAGMA max_page_count = 1")  # SQLite then answers as on a full disk

    with pytest.raises(Refused, match=r"^the change was not saved, the disk is full .*, make room and try again$"):
        add_document(project, text="long " * 100_000, title="Big")

    project._connection.execute("PRAGMA max_page_count = 1000000")
    assert everything(path) == before
    assert [act.clock for act in project.acts()] == clock
    assert done(project.undo(ANN)).label == "undo tag as risk"


def test_another_thread_s_use_is_seen_as_a_mistake(project: Project) -> None:
    caught: list[Exception] = []

    def use() -> None:
        try:
            project.documents()
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()

    assert len(caught) == 1


def test_a_reader_whose_making_was_undone_is_found_and_comes_back_with_an_act(tmp_path: Path) -> None:
    with Project.create(tmp_path / "new.gloss", codebook=codebook()) as project:
        cy = "33333333-3333-4333-8333-333333333333"
        project.act(cy, "join", [Edit("reader", cy, {"name": "Çy"})])
        project.undo(cy)
        gone = project.readers()
        found = project.reader_named("çY")
        project.act(cy, "name the project", [Edit("project", "project", {"title": "Mine"})])

        assert gone == []
        assert found is not None
        assert found.id == cy
        assert [reader.name for reader in project.readers()] == ["Çy"]
        assert project.check() == []


def test_a_project_that_takes_over_another_id_writes_it_in_its_acts(project: Project) -> None:
    act = done(project.act(ANN, "import", [Edit("project", "project", {"project_id": "other"})]))

    assert act.project == "other"
    assert project.id == "other"
    assert isinstance(project.undo(ANN), Act)
    assert project.id != "other"

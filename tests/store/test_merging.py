"""Projects that were worked on apart are joined: what each file holds afterwards, looked at by plain sqlite3."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from glossator.model.annotation import passage_at
from glossator.model.problem import Problem, Refused, refuse
from glossator.store import Edit, Project, passage_values
from glossator.store.conflicts import Conflict
from store.meeting_world import copied, in_order, merge_into, merged, rows
from store.world import ANN, BEN, DATA, add_document, change, done, new_project, query, shown, tag

CY = "33333333-3333-4333-8333-333333333333"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path, str]:
    """Make a project with a tag of Ann's and copy its file."""
    path = tmp_path / "a.gloss"
    with new_project(path) as project:
        add_document(project)
        id_ = tag(project, ANN, (4, 9), kind="position", stance="for")
    return path, copied(path, "b.gloss"), id_


def did(path: Path, reader: str, id_: str, **fields: object) -> None:
    """Change fields of a tag in a file."""
    with Project.open(path) as project:
        change(project, reader, id_, **fields)  # type: ignore[arg-type]


def written(path: Path, *statements: str) -> None:
    """Change a project's file behind its back."""
    connection = sqlite3.connect(path)
    with connection:
        for sql in statements:
            connection.execute(sql)
    connection.close()


def listed(path: Path) -> list[tuple[str, str, object, object]]:
    """List a file's conflicts: table, field, what is shown, the other."""
    with Project.open(path, write=False) as project:
        return [(one.table, one.field, one.shown, one.other) for one in project.conflicts()]


def test_each_act_comes_once_with_its_parents_and_its_clock(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    did(b, BEN, id_, note="from b")
    acts = query(b, "SELECT id, replica, clock, parents FROM act ORDER BY id")

    merged(a, b)
    merged(a, b)

    assert query(a, "SELECT id, replica, clock, parents FROM act ORDER BY id") == acts
    assert query(a, "SELECT act FROM head") == query(b, "SELECT act FROM head")
    assert query(a, "SELECT count(*) FROM merge") == [(1,)]


def test_the_next_act_knows_what_came_and_is_later(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    for number in range(3):
        did(b, BEN, id_, note=f"note {number}")
    merged(a, b)
    (head,) = query(b, "SELECT act FROM head")

    did(a, ANN, id_, note="after")

    (last,) = query(a, "SELECT clock, parents FROM act ORDER BY number DESC LIMIT 1")
    assert last == (query(b, "SELECT max(clock) FROM act")[0][0] + 1, json.dumps(list(head)))  # type: ignore[operator]


def test_a_document_comes_with_its_text_and_its_bytes(tmp_path: Path) -> None:
    a, b = tmp_path / "a.gloss", tmp_path / "b.gloss"
    new_project(a).close()
    with new_project(b) as project:
        add_document(project)

    merged(a, b)

    for table in ("document", "version", "content", "source_bytes"):
        assert query(a, f"SELECT * FROM {table}") == query(b, f"SELECT * FROM {table}")
    assert in_order(a)


def test_different_fields_of_one_tag_both_stand(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    did(a, ANN, id_, note="from a")
    did(b, ANN, id_, labels=["from b"])

    merged(a, b)

    assert query(a, "SELECT note, labels FROM annotation") == [("from a", '["from b"]')]
    assert listed(a) == []


def test_of_two_values_the_later_is_shown_and_both_are_listed_with_their_acts(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    did(a, ANN, id_, note="from a")
    did(b, BEN, id_, note="first")
    did(b, BEN, id_, note="from b")
    mine = query(a, "SELECT id FROM act ORDER BY number DESC LIMIT 1")[0][0]
    theirs = query(b, "SELECT id FROM act ORDER BY number DESC LIMIT 1")[0][0]

    merged(a, b)

    with Project.open(a) as project:
        found = Conflict(id_, "annotation", "note", "from b", "from a", (str(theirs), str(mine)))
        assert project.conflicts() == [found]


def test_the_same_value_set_apart_is_no_conflict(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    did(a, ANN, id_, note="same")
    did(b, ANN, id_, note="same")

    merged(a, b)

    assert listed(a) == []


def test_an_edit_that_knows_both_settles_the_conflict_in_every_file(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    did(a, ANN, id_, note="from a")
    did(b, BEN, id_, note="from b")
    merged(a, b)

    did(a, ANN, id_, note="both")
    merged(b, a)

    assert (listed(a), listed(b)) == ([], [])
    assert query(b, "SELECT note FROM annotation") == [("both",)]


def test_passages_moved_apart_are_in_conflict(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    for path, place in ((a, (0, 9)), (b, (4, 15))):
        with Project.open(path) as project:
            document = project.documents()[0]
            passages = passage_values(document.version, [passage_at(project.text(document.version), *place)])
            done(project.act(ANN, "move", [Edit("annotation", id_, {"passages": passages})]))

    merged(a, b)

    ((_, field, *_),) = listed(a)
    assert field == "passages"
    assert in_order(a)


@pytest.mark.parametrize("forth", [True, False], ids=["the edit comes", "the removal comes"])
def test_a_tag_removed_here_and_edited_there_stays_until_it_is_removed_again(
    pair: tuple[Path, Path, str], forth: bool
) -> None:
    a, b, id_ = pair
    did(a, ANN, id_, deleted=True)
    did(b, ANN, id_, note="needed")
    into, other = (a, b) if forth else (b, a)

    merged(into, other)

    assert query(into, "SELECT note, deleted FROM annotation") == [("needed", 0)]
    assert listed(into) == [("annotation", "deleted", False, True)]
    did(into, ANN, id_, deleted=True)
    assert query(into, "SELECT deleted FROM annotation") == [(1,)]
    assert listed(into) == []
    assert in_order(into)


def test_a_tag_taken_back_here_and_edited_there_stays(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    with Project.open(a) as project:
        done(project.undo(ANN))
    did(b, ANN, id_, note="needed")

    merged(a, b)

    assert query(a, "SELECT note, deleted FROM annotation") == [("needed", 0)]
    assert listed(a) == [("annotation", "deleted", False, True)]
    assert in_order(a)


def test_a_tag_removed_in_both_is_removed(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    did(a, ANN, id_, deleted=True)
    did(b, ANN, id_, deleted=True)

    merged(a, b)

    assert query(a, "SELECT deleted FROM annotation") == [(1,)]
    assert listed(a) == []


def test_an_act_undone_in_both_is_done_again_by_one_redo(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    for path in (a, b):
        with Project.open(path) as project:
            done(project.undo(ANN))
    merged(a, b, reader=BEN)

    with Project.open(a) as project:
        done(project.redo(ANN))
        assert project.can_redo(ANN) is None

    assert query(a, "SELECT id, deleted FROM annotation") == [(id_, 0)]
    assert in_order(a)


def test_undo_takes_a_merge_back_as_one_step_and_goes_on_below_it(pair: tuple[Path, Path, str]) -> None:
    a, b, _ = pair
    before = shown(a)
    with Project.open(b) as project:
        for start in (10, 16, 20):
            tag(project, ANN, (start, start + 3))

    with Project.open(a) as project:
        merge_into(project, [b])
        assert project.can_undo(ANN) == "merge b.gloss"
        assert done(project.undo(ANN)).label == "undo merge b.gloss"
        assert shown(a) == before
        assert (project.can_undo(ANN), project.can_redo(ANN)) == ("tag as position", "merge b.gloss")
        done(project.undo(ANN))
        assert (project.can_undo(ANN), project.can_redo(ANN)) == ("add Minutes", "tag as position")
        done(project.redo(ANN))
        done(project.redo(ANN))
        assert len(list(project.annotations())) == 4
        assert project.can_redo(ANN) is None
    assert in_order(a)


def test_the_history_of_a_tag_leaves_out_what_a_merge_brought_that_was_undone(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    did(b, BEN, id_, note="theirs")
    merged(a, b)

    with Project.open(a) as project:
        number = len(project.history_of("annotation", id_))
        done(project.undo(ANN))
        assert len(project.history_of("annotation", id_)) == number - 1


def test_undo_passes_by_the_readers_own_acts_that_a_merge_brought(pair: tuple[Path, Path, str]) -> None:
    a, b, _ = pair
    with Project.open(b) as project:
        tag(project, ANN, (10, 15))

    merged(a, b, reader=BEN)

    with Project.open(a) as project:
        assert (project.can_undo(ANN), project.can_undo(BEN)) == ("tag as position", "merge b.gloss")


def test_a_merge_is_not_undone_under_anothers_edit_of_what_it_brought(pair: tuple[Path, Path, str]) -> None:
    a, b, _ = pair
    with Project.open(b) as project:
        id_ = tag(project, ANN, (10, 15))
    merged(a, b)
    did(a, BEN, id_, note="mine")

    with Project.open(a) as project:
        answer = project.undo(ANN)

    assert str(answer) == (
        "“merge b.gloss” was not undone, Ben's later “set note” changed what it brought,"
        " undo that first, or change it by hand"
    )


def test_the_undo_of_a_merge_does_not_travel(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    c = copied(a, "c.gloss")
    did(b, ANN, id_, note="from b")
    with Project.open(a) as project:
        merge_into(project, [b])
        done(project.undo(ANN))
        change(project, ANN, id_, labels=["from a"])

    merged(c, a)
    after_a = query(c, "SELECT note, labels FROM annotation")
    merged(c, b)

    assert after_a == [("", '["from a"]')]
    assert query(c, "SELECT note, labels FROM annotation") == [("from b", '["from a"]')]
    assert in_order(c)


def test_a_merge_travels_over_a_third_file(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    c = copied(a, "c.gloss")
    did(b, ANN, id_, note="from b")
    merged(a, b)

    merged(c, a)

    assert rows(c) == rows(b) == rows(a)


def test_another_projects_title_and_codebook_never_take_the_place_of_ones_own(tmp_path: Path) -> None:
    a, b = tmp_path / "a.gloss", tmp_path / "b.gloss"
    new_project(a).close()
    with new_project(b) as project:
        for title in ("River", "Lake"):
            done(project.act(ANN, "title", [Edit("project", "project", {"title": title})]))
    before = query(a, "SELECT * FROM project")

    merged(a, b)

    assert query(a, "SELECT * FROM project") == before
    assert listed(a) == []
    assert in_order(a)


def test_a_title_changed_in_a_copy_comes(pair: tuple[Path, Path, str]) -> None:
    a, b, _ = pair
    with Project.open(b) as project:
        done(project.act(ANN, "title", [Edit("project", "project", {"title": "River"})]))

    merged(a, b)

    assert query(a, "SELECT title FROM project") == [("River",)]


def test_codebooks_changed_apart_are_shown_with_the_kinds_of_both_and_listed(pair: tuple[Path, Path, str]) -> None:
    a, b, _ = pair
    for path, key in ((a, "mine"), (b, "theirs")):
        with Project.open(path) as project:
            book = {"kinds": [*DATA["kinds"], {"key": key, "shortcut": "k"}]}
            done(project.act(ANN, "codebook", [Edit("project", "project", {"codebook": book})]))  # type: ignore[dict-item]

    merged(a, b)

    with Project.open(a) as project:
        kinds = {kind.key: kind.shortcut for kind in project.codebook().kinds}
        assert kinds.keys() == {"position", "risk", "mine", "theirs"}
        assert sorted([kinds["mine"] or "", kinds["theirs"] or ""]) == ["", "k"]
        assert [one.field for one in project.conflicts()] == ["codebook"]
        assert project.check() == []


def test_what_a_name_was_changed_to_here_stands_over_its_making_there(tmp_path: Path) -> None:
    a, b = tmp_path / "a.gloss", tmp_path / "b.gloss"
    for path in (a, b):
        with new_project(path) as project:
            add_document(project)
            if path == b:
                for number in range(4):
                    tag(project, BEN, (number, 9))
            tag(project, ANN, (10, 15), kind="position", holder="The North")
            if path == a:
                (north,) = project.entities()
                done(project.act(ANN, "rename", [Edit("entity", north.id, {"name": "Norland", "aliases": ["North"]})]))

    merged(a, b)

    assert query(a, "SELECT name, aliases FROM entity") == [("Norland", '["North"]')]
    assert listed(a) == []


def test_stopping_a_merge_leaves_the_file_as_it_was(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    did(b, ANN, id_, note="from b")
    before = rows(a)
    asked: list[str] = []

    def told(done: int, total: int, words: str) -> None:
        asked.append(words)
        if words == "rows":
            raise refuse("nothing was merged", "it was stopped", "start it again when you want it")

    with Project.open(a) as project, Project.open(b, write=False) as other:
        with pytest.raises(Refused, match="it was stopped"):
            project.merge([other], ANN, "merge", mend=lambda _: [], told=told)
        assert project.can_undo(ANN) == "tag as position"

    assert asked == ["b.gloss", "rows"]
    assert rows(a) == before


def test_an_act_that_is_another_here_is_refused(pair: tuple[Path, Path, str]) -> None:
    a, b, _ = pair
    written(b, "UPDATE act SET label = 'forged' WHERE label = 'tag as position'")
    with Project.open(a) as project, Project.open(b, write=False) as other, pytest.raises(Refused) as refused:
        project.merge([other], ANN, "merge", mend=lambda _: [], told=lambda *_: None)
    assert refused.value.problem == Problem(
        "b.gloss was not merged",
        "its act “forged” is another than the one here",
        "look at both with `glossator check`",
    )


def test_of_two_readers_with_one_name_the_one_who_works_here_is_found(tmp_path: Path) -> None:
    a, b = tmp_path / "a.gloss", tmp_path / "b.gloss"
    for path, reader in ((a, CY), (b, "00000000-0000-4000-8000-000000000000")):
        with new_project(path) as project:
            done(project.act(reader, "join", [Edit("reader", reader, {"name": "root"})]))

    merged(a, b)
    merged(b, a)

    with Project.open(a) as here, Project.open(b) as there:
        found = (here.reader_named("Root"), there.reader_named("root"))
        assert [one.id for one in found if one] == [CY, "00000000-0000-4000-8000-000000000000"]
        assert [one.name for one in here.readers()] == ["Ann", "Ben", "root", "root"]


def test_a_file_of_the_first_format_is_read_and_brought_up_to_date(pair: tuple[Path, Path, str]) -> None:
    a, b, id_ = pair
    did(b, BEN, id_, note="from b")
    written(b, "ALTER TABLE merge DROP COLUMN undone", "ALTER TABLE merge DROP COLUMN number")
    written(b, "ALTER TABLE document DROP COLUMN publisher")
    written(b, "DELETE FROM _sqlite_migrations WHERE name <> 'first_tables'", "PRAGMA user_version = 1")

    with Project.open(b, write=False) as old:
        assert (old.check(), old.can_undo(BEN), old.can_redo(BEN)) == ([], "set note", None)
        assert [one.publisher for one in old.documents()] == [None]
    merged(a, b)
    assert query(a, "SELECT note FROM annotation") == [("from b",)]
    merged(b, a)
    assert query(b, "PRAGMA user_version") == [(3,)]
    assert in_order(b)

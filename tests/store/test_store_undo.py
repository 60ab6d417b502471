"""Undo and redo: new acts, without end, over a restart, refused where a later act stands on them."""

from __future__ import annotations

from pathlib import Path

from glossator.model.identity import entity_id
from glossator.model.problem import Problem
from glossator.store import Edit, Project
from store.world import ANN, BEN, actor, add_document, change, done, everything, query, shown, tag


def test_undo_takes_back_the_readers_newest_act_alone(project: Project) -> None:
    mine = tag(project, ANN, (4, 9))
    theirs = tag(project, BEN, (10, 15))

    project.undo(ANN)

    assert [annotation.id for annotation in project.annotations()] == [theirs]
    assert project.annotation(mine) is None


def test_an_undone_tag_stays_in_the_file_as_removed(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (4, 9))

    project.undo(ANN)

    assert query(path, "SELECT id, deleted FROM annotation") == [(id_, 1)]


def test_redo_brings_the_same_tag_back(project: Project, path: Path) -> None:
    tag(project, ANN, (4, 9), (42, 47), kind="position", stance="for", holder="North")
    before = everything(path)

    project.undo(ANN)
    project.redo(ANN)

    assert everything(path) == before


def test_undo_and_redo_are_acts_that_name_what_they_take_back(project: Project) -> None:
    tag(project, ANN, (4, 9))

    undone = done(project.undo(ANN))
    redone = done(project.redo(ANN))
    again = done(project.undo(ANN))

    made = list(project.acts())[-4]
    assert [undone.undoes, redone.undoes, again.undoes] == [made.id, undone.id, made.id]
    assert [undone.label, redone.label] == ["undo tag as risk", "redo tag as risk"]


def test_undo_goes_back_over_a_restart(project: Project, path: Path) -> None:
    tag(project, ANN, (4, 9))
    tag(project, ANN, (10, 15))
    project.close()

    with Project.open(path) as again:
        done(again.undo(ANN))
        done(again.undo(ANN))
        assert list(again.annotations()) == []
        done(again.redo(ANN))
        assert [annotation.first.quote for annotation in again.annotations()] == ["north"]


def test_undo_ends_at_the_floor(project: Project) -> None:
    done(project.undo(ANN))

    assert project.can_undo(ANN) is None
    assert project.undo(ANN) == Problem("nothing was undone", "there is nothing of yours to undo", "do something first")


def test_can_undo_and_can_redo_say_the_label(project: Project) -> None:
    tag(project, ANN, (4, 9))

    assert (project.can_undo(ANN), project.can_redo(ANN)) == ("tag as risk", None)
    project.undo(ANN)
    assert (project.can_undo(ANN), project.can_redo(ANN)) == ("add Minutes", "tag as risk")


def test_something_new_ends_the_redo(project: Project) -> None:
    tag(project, ANN, (4, 9))
    project.undo(ANN)
    tag(project, ANN, (10, 15))

    assert isinstance(project.redo(ANN), Problem)


def test_anothers_act_leaves_the_redo(project: Project) -> None:
    tag(project, ANN, (4, 9))
    project.undo(ANN)
    tag(project, BEN, (10, 15))

    assert done(project.redo(ANN)).label == "redo tag as risk"


def test_undo_is_refused_where_anothers_later_act_stands_on_the_field(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (4, 9))
    change(project, ANN, id_, note="mine")
    change(project, BEN, id_, note="theirs")
    before = everything(path)

    answer = project.undo(ANN)

    assert str(answer) == (
        "“set note” was not undone, Ben's later “set note” changed the tag's note,"
        " undo that first, or change it by hand"
    )
    assert everything(path) == before


def test_undo_is_refused_though_the_later_act_came_back_to_the_same_value(project: Project) -> None:
    id_ = tag(project, ANN, (4, 9))
    change(project, ANN, id_, note="mine")
    change(project, BEN, id_, note="theirs")
    change(project, BEN, id_, note="mine")

    assert isinstance(project.undo(ANN), Problem)


def test_the_making_of_a_tag_is_not_undone_under_anothers_edit_of_a_new_field(project: Project) -> None:
    id_ = tag(project, ANN, (4, 9))
    change(project, BEN, id_, **{"fields.stance": "for"})

    answer = project.undo(ANN)

    assert isinstance(answer, Problem)
    assert answer.why == "Ben's later “set fields.stance” changed the tag's stance"


def test_different_fields_of_one_tag_are_undone_apart_and_modified_follows(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (4, 9))
    created = query(path, "SELECT modified FROM annotation")
    change(project, ANN, id_, note="mine", modified="2030-01-01T00:00:00Z")
    change(project, BEN, id_, kind="position", modified="2031-01-01T00:00:00Z")

    done(project.undo(ANN))
    left = query(path, "SELECT note, kind, modified FROM annotation")
    done(project.undo(BEN))

    assert left == [("", "position", "2031-01-01T00:00:00Z")]
    assert query(path, "SELECT note, kind FROM annotation") == [("", "risk")]
    assert query(path, "SELECT modified FROM annotation") == created
    assert project.check() == []


def test_an_undone_later_act_stands_on_nothing(project: Project) -> None:
    id_ = tag(project, ANN, (4, 9))
    change(project, ANN, id_, note="mine")
    change(project, BEN, id_, note="theirs")
    done(project.undo(BEN))

    assert done(project.undo(ANN)).label == "undo set note"


def test_undo_of_a_document_takes_its_tags_out_of_sight_and_redo_brings_them_back(project: Project) -> None:
    document = project.documents()[0].id
    id_ = tag(project, BEN, (4, 9))

    done(project.undo(ANN))
    gone = (
        project.documents(),
        list(project.annotations()),
        project.annotation(id_),
        project.removed_document(document),
    )
    done(project.redo(ANN))

    assert gone[:3] == ([], [], None)
    assert gone[3] is not None
    assert [annotation.id for annotation in project.annotations()] == [id_]


def test_an_actor_that_anothers_tag_names_outlives_the_undo_of_its_making(project: Project, path: Path) -> None:
    tag(project, ANN, (4, 9), kind="position", holder="North")
    tag(project, BEN, (4, 9), kind="position", holder="North")

    done(project.undo(ANN))

    assert query(path, "SELECT name, deleted FROM entity") == [("North", 1)]
    assert [entity.name for entity in project.entities()] == ["North"]
    assert project.entity_named("actor", "NORTH") is not None
    assert project.check() == []


def test_an_actor_that_nothing_names_goes_with_the_undo(project: Project) -> None:
    tag(project, ANN, (4, 9), kind="position", holder="North")

    done(project.undo(ANN))

    assert project.entities() == []
    assert project.entity_named("actor", "north") is None


def test_an_actor_made_again_is_the_same_row_and_holds_both_makings(project: Project, path: Path) -> None:
    tag(project, ANN, (4, 9), kind="position", holder="North")
    done(project.undo(ANN))
    tag(project, BEN, (4, 9), kind="position", holder="North")
    done(project.redo(ANN))
    done(project.undo(BEN))

    assert query(path, "SELECT id, deleted FROM entity") == [(entity_id("actor", "North"), 0)]
    assert project.check() == []


def test_what_anothers_act_made_again_hinders_neither_redo_nor_undo(project: Project, path: Path) -> None:
    tag(project, ANN, (4, 9), kind="position", holder="North")
    done(project.undo(ANN))
    theirs = tag(project, BEN, (4, 9), kind="position", holder="North")
    done(project.act(BEN, "add alias", [Edit("entity", actor("North").id, {"aliases": ["N."]})]))

    done(project.redo(ANN))
    done(project.undo(BEN))
    done(project.undo(ANN))

    assert [annotation.id for annotation in project.annotations()] == [theirs]
    assert query(path, "SELECT name, deleted FROM entity") == [("North", 0)]
    assert project.check() == []


def test_an_actor_that_another_is_joined_to_outlives_the_undo_of_its_making(project: Project) -> None:
    done(project.act(ANN, "make", [actor("North")]))
    done(project.act(BEN, "make", [actor("Nordhavn")]))
    joined = Edit("entity", actor("Nordhavn").id, {"same_as": actor("North").id})
    done(project.act(BEN, "same as", [joined]))

    done(project.undo(ANN))

    assert [entity.name for entity in project.entities()] == ["Nordhavn", "North"]


def test_a_mark_made_again_after_its_undo_is_there_again(project: Project) -> None:
    document = project.documents()[0].id
    edit = Edit("mark", "m", {"document": document, "reader": ANN, "type": "done"})
    done(project.act(ANN, "mark", [edit]))
    done(project.undo(ANN))
    gone = project.marks()

    done(project.act(ANN, "mark", [edit]))

    assert gone == []
    assert [mark.type for mark in project.marks()] == ["done"]
    assert project.check() == []


def test_an_alias_of_an_actor_whose_making_was_undone_can_be_undone(project: Project) -> None:
    tag(project, ANN, (4, 9), kind="position", holder="North")
    tag(project, BEN, (4, 9), kind="position", holder="North")
    done(project.undo(ANN))
    done(project.act(BEN, "add alias", [Edit("entity", actor("North").id, {"aliases": ["N."]})]))
    named = project.entity_named("actor", "n.")
    done(project.undo(BEN))

    assert named is not None
    assert project.entity_named("actor", "n.") is None
    assert project.check() == []


def test_a_received_act_is_not_undone_here(project: Project) -> None:
    tag(project, ANN, (4, 9))
    received = list(project.acts())[-1].id
    project._connection.execute(
        "INSERT INTO merge (id, at, label, reader) VALUES ('m', '2026-01-01T00:00:00Z', 'merge', ?)", (ANN,)
    )
    project._connection.execute("INSERT INTO received VALUES ('m', ?, 1)", (received,))
    project._connection.commit()

    assert project.can_undo(ANN) == "add Minutes"


def test_a_codebook_is_undone_to_the_one_the_project_began_with(project: Project, path: Path) -> None:
    before = shown(path)
    done(
        project.act(ANN, "replace the codebook", [Edit("project", "project", {"codebook": {"kinds": [{"key": "x"}]}})])
    )
    kinds = [kind.key for kind in project.codebook().kinds]

    done(project.undo(ANN))

    assert kinds == ["x"]
    assert shown(path) == before


def test_undo_of_many_rows_is_one_act(project: Project) -> None:
    document = project.documents()[0]
    made = {"document": document.id, "reader": ANN, "kind": "risk"}
    passages = [{"version": document.version, "start": 4, "end": 9, "quote": "north", "prefix": "The ", "suffix": ""}]
    edits = [Edit("annotation", f"tag {number}", {**made, "passages": passages}) for number in range(1_000)]
    done(project.act(ANN, "import", edits))

    undone = done(project.undo(ANN))

    assert len(undone.changes) == 1_000
    assert list(project.annotations()) == []
    assert add_document(project, BEN, "another", title="Other")
    assert len(done(project.redo(ANN)).changes) == 1_000
    assert project.check() == []

from __future__ import annotations

from collections.abc import Callable

import pytest

from glossator.model.document import Document
from glossator.model.identity import AGREED_READER, entity_id
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import entities, tags
from glossator.operations.people import reader_for
from glossator.operations.undo import redo, undo
from glossator.store import Project

PILOTS = (63, 85)


def text_of(project: Project, document: Document, span: tuple[int, int]) -> str:
    return project.text(document.version)[slice(*span)]


def tag_pilots(project: Project, talks: Document, reader: Reader, **fields: str) -> str:
    return tags.tag(project, talks.id, "position", [PILOTS], reader=reader, fields=fields).annotation.id


def test_a_tag_holds_the_words_at_its_place(project: Project, talks: Document, ada: Reader) -> None:
    made = tags.tag(project, talks.id, "position", [(62, 86)], reader=ada)
    assert made.new
    assert made.annotation.first.quote == text_of(
        project, talks, (made.annotation.first.start or 0, made.annotation.first.end or 0)
    )
    assert (made.annotation.kind, made.annotation.reader, dict(made.annotation.fields)) == ("position", ada.id, {})


def test_a_first_tag_makes_its_reader_in_the_same_act(project: Project, talks: Document, ben: Reader) -> None:
    tag_pilots(project, talks, ben)
    last = list(project.acts())[-1]
    assert sorted(change.table for change in last.changes) == ["annotation", "reader"]


def test_undo_takes_a_tag_away_and_redo_brings_the_same_one_back(
    project: Project, talks: Document, ada: Reader
) -> None:
    id_ = tag_pilots(project, talks, ada, holder="Northern government")
    before = project.annotation(id_)
    undo(project, ada)
    assert project.annotation(id_) is None
    redo(project, ada)
    after = project.annotation(id_)
    assert after is not None
    assert before is not None
    assert (after.passages, dict(after.fields)) == (before.passages, dict(before.fields))


def test_a_new_name_is_made_with_the_tag_and_goes_with_its_undo(project: Project, talks: Document, ada: Reader) -> None:
    tag_pilots(project, talks, ada, holder="Northern government")
    assert [one.name for one in project.entities("actor")] == ["Northern government"]
    undo(project, ada)
    assert project.entities("actor") == []


def test_a_name_is_found_by_any_alias(project: Project, talks: Document, ada: Reader) -> None:
    north = entities.make(project, "actor", "Northern government", ada)
    entities.change(project, north.id, alias="the North", reader=ada)
    made = tags.tag(project, talks.id, "position", [PILOTS], reader=ada, fields={"holder": "The  NORTH"})
    assert made.annotation.fields == {"holder": entity_id("actor", "Northern government")}


def test_a_stance_that_nobody_chose_is_not_stored(project: Project, talks: Document, ada: Reader) -> None:
    made = tags.tag(project, talks.id, "position", [PILOTS], reader=ada, fields={"holder": "", "stance": "for"})
    assert made.annotation.fields == {"stance": "for"}


@pytest.mark.parametrize("words", ["for", "1", "For"])
def test_a_stance_is_set_by_key_score_or_label(project: Project, talks: Document, ada: Reader, words: str) -> None:
    made = tags.tag(project, talks.id, "position", [PILOTS], reader=ada, fields={"stance": words})
    assert made.annotation.fields == {"stance": "for"}


def test_an_empty_value_clears_a_field(project: Project, talks: Document, ada: Reader) -> None:
    id_ = tag_pilots(project, talks, ada, stance="for")
    assert tags.set_field(project, id_, "stance", "", reader=ada).fields == {}


def test_a_field_that_the_kind_does_not_have_is_refused(project: Project, talks: Document, ada: Reader) -> None:
    with pytest.raises(Refused, match="severity was not set, the kind position has no such field, name one of: holder"):
        tag_pilots(project, talks, ada, severity="major")


def test_a_refused_tag_leaves_nothing_behind(project: Project, talks: Document, ada: Reader) -> None:
    acts = len(list(project.acts()))
    with pytest.raises(Refused):
        tags.tag(project, talks.id, "position", [PILOTS], reader=ada, fields={"holder": "New one", "stance": "maybe"})
    assert (len(list(project.acts())), project.entities("actor")) == (acts, [])


def test_an_unknown_kind_is_refused_with_those_that_are_there(project: Project, talks: Document, ada: Reader) -> None:
    with pytest.raises(Refused, match="give one of: risk, position, claim, note"):
        tags.tag(project, talks.id, "danger", [PILOTS], reader=ada)


def test_a_tag_may_have_several_passages(project: Project, talks: Document, ada: Reader) -> None:
    made = tags.tag(project, talks.id, "risk", [(91, 100), (15, 35)], reader=ada).annotation
    assert [one.start for one in made.passages] == [15, 91]


def test_the_same_passage_kind_and_reader_is_answered_once(project: Project, talks: Document, ada: Reader) -> None:
    id_ = tag_pilots(project, talks, ada)
    again = tags.tag(project, talks.id, "position", [PILOTS], reader=ada, once=True)
    assert (again.new, again.annotation.id) == (False, id_)


@pytest.mark.parametrize("change", ["kind", "passage", "reader"])
def test_once_makes_a_tag_where_something_differs(
    project: Project, talks: Document, ada: Reader, ben: Reader, change: str
) -> None:
    tag_pilots(project, talks, ada)
    kind = "claim" if change == "kind" else "position"
    spans = [PILOTS, (0, 7)] if change == "passage" else [PILOTS]
    reader = ben if change == "reader" else ada
    assert tags.tag(project, talks.id, kind, spans, reader=reader, once=True).new


def test_without_once_the_same_is_tagged_again(project: Project, talks: Document, ada: Reader) -> None:
    first, second = tag_pilots(project, talks, ada), tag_pilots(project, talks, ada)
    assert first != second


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda project, id_, ben: tags.edit(project, id_, reader=ben, note="mine"), id="edit"),
        pytest.param(lambda project, id_, ben: tags.untag(project, id_, reader=ben), id="untag"),
        pytest.param(lambda project, id_, ben: tags.add_passage(project, id_, 0, 7, reader=ben), id="a passage"),
    ],
)
def test_another_readers_tag_is_not_touched(
    project: Project, talks: Document, ada: Reader, ben: Reader, change: Callable[[Project, str, Reader], object]
) -> None:
    id_ = tag_pilots(project, talks, ada)
    with pytest.raises(Refused, match="it is Ada's, and only its own reader may change it"):
        change(project, id_, ben)


def test_anyone_may_change_the_agreed_readings_tags(project: Project, talks: Document, ben: Reader) -> None:
    agreed = reader_for(project, "agreed")
    assert agreed.id == AGREED_READER
    id_ = tag_pilots(project, talks, agreed)
    assert tags.edit(project, id_, reader=ben, note="settled").note == "settled"


@pytest.mark.parametrize(
    ("kind", "field"), [("claim", "claimant"), ("risk", "bearer")], ids=["to a claim", "to a risk"]
)
def test_a_change_of_kind_carries_who_and_the_issue(
    project: Project, talks: Document, ada: Reader, kind: str, field: str
) -> None:
    id_ = tag_pilots(project, talks, ada, holder="North", issue="Ceasefire", stance="for")
    changed = tags.change_kind(project, id_, kind, reader=ada)
    shown, hidden = project.codebook().split_fields(kind, changed.fields)
    assert shown == {field: entity_id("actor", "North"), "issue": entity_id("issue", "Ceasefire")}
    assert hidden == {"stance": "for"}


def test_a_change_of_kind_and_back_is_as_before(project: Project, talks: Document, ada: Reader) -> None:
    id_ = tag_pilots(project, talks, ada, holder="North", stance="for")
    for kind in ("claim", "note", "risk", "position"):
        tags.change_kind(project, id_, kind, reader=ada)
    annotation = project.annotation(id_)
    assert annotation is not None
    assert annotation.fields == {"holder": entity_id("actor", "North"), "stance": "for"}


def test_a_tag_is_made_again_for_another_holder(project: Project, talks: Document, ada: Reader) -> None:
    id_ = tag_pilots(project, talks, ada, holder="North", issue="Ceasefire", stance="for")
    other = tags.duplicate(project, id_, reader=ada).annotation
    first = project.annotation(id_)
    assert first is not None
    assert other.id != id_
    assert other.passages == first.passages
    assert other.fields == {"issue": entity_id("issue", "Ceasefire"), "stance": "for"}


def test_another_readers_tag_is_copied_and_says_from_where(
    project: Project, talks: Document, ada: Reader, ben: Reader
) -> None:
    id_ = tag_pilots(project, talks, ada)
    mine = tags.duplicate(project, id_, reader=ben).annotation
    assert (mine.reader, mine.copied_from) == (ben.id, id_)


def test_a_passage_is_added_once(project: Project, talks: Document, ada: Reader) -> None:
    id_ = tag_pilots(project, talks, ada)
    for _ in range(2):
        changed = tags.add_passage(project, id_, 0, 7, reader=ada)
    assert [(one.start, one.end) for one in changed.passages] == [(0, 7), PILOTS]


def test_a_passage_that_overlaps_its_tag_is_refused(project: Project, talks: Document, ada: Reader) -> None:
    id_ = tag_pilots(project, talks, ada)
    with pytest.raises(Refused, match="overlap"):
        tags.add_passage(project, id_, 60, 70, reader=ada)


def test_an_edit_changes_several_things_in_one_act(project: Project, talks: Document, ada: Reader) -> None:
    id_ = tag_pilots(project, talks, ada)
    acts = len(list(project.acts()))
    changed = tags.edit(
        project, id_, reader=ada, spans=[(0, 7)], fields={"stance": "-1"}, note="seen", labels=["harbour ", "harbour"]
    )
    assert len(list(project.acts())) == acts + 1
    assert (changed.first.quote, changed.fields, changed.note, changed.labels) == (
        "Harbour", {"stance": "against"}, "seen", ("harbour",),
    )  # fmt: skip


def test_an_edit_that_changes_nothing_is_no_act(project: Project, talks: Document, ada: Reader) -> None:
    id_ = tag_pilots(project, talks, ada, stance="for")
    acts = len(list(project.acts()))
    tags.edit(project, id_, reader=ada, fields={"stance": "for"}, spans=[PILOTS])
    assert len(list(project.acts())) == acts


def test_what_was_typed_becomes_another_name_with_the_field(project: Project, talks: Document, ada: Reader) -> None:
    north = entities.make(project, "actor", "Northern government", ada)
    id_ = tag_pilots(project, talks, ada)
    changed = tags.set_another_name(project, id_, "holder", north, typed="Norland", reader=ada)
    assert changed.fields == {"holder": north.id}
    assert entities.entity(project, north.id).aliases == ("Norland",)
    undo(project, ada)
    assert entities.entity(project, north.id).aliases == ()


def test_a_removed_tag_is_not_found_again(project: Project, talks: Document, ada: Reader) -> None:
    id_ = tag_pilots(project, talks, ada)
    tags.untag(project, id_, reader=ada)
    with pytest.raises(Refused, match="the tag was not found"):
        tags.untag(project, id_, reader=ada)

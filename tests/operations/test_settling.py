from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from glossator.model.annotation import Annotation
from glossator.model.document import Document
from glossator.model.identity import AGREED_READER
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import entities, tags
from glossator.operations.documents import paste_text
from glossator.operations.people import reader_for
from glossator.operations.settling import Edited, agree_all, explain, settle, settled_by, unsettle
from glossator.operations.undo import redo, undo
from glossator.store import Project

PILOTS = (59, 86)
ACCEPTS = (15, 86)
REJECTS = (88, 121)

Make = Callable[..., str]


@dataclass(frozen=True)
class Alike:
    """Stand for a group of tags as a comparison finds them."""

    document: str
    ids: tuple[str, ...]
    types: tuple[str, ...] = ()


@pytest.fixture
def make(project: Project, talks: Document) -> Make:
    def tagged(reader: Reader, span: tuple[int, int] = PILOTS, kind: str = "position", **fields: str) -> str:
        return tags.tag(project, talks.id, kind, [span], reader=reader, fields=fields).annotation.id

    return tagged


@pytest.fixture
def dan(project: Project) -> Reader:
    return reader_for(project, "Dan")


def agreed(project: Project) -> list[Annotation]:
    return list(project.annotations(readers=[AGREED_READER]))


def sides(project: Project, *ids: str) -> list[Annotation]:
    there = project.annotations_by_id(ids)
    return [there[id_] for id_ in ids]


def test_a_kept_tag_is_copied_into_the_agreed_reading_with_all_it_holds(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    mine = tags.tag(
        project,
        talks.id,
        "position",
        [PILOTS, REJECTS],
        reader=ada,
        fields={"holder": "Northern government", "stance": "for"},
        note="why 🕊️",
        labels=["pilotage"],
    ).annotation
    other = make(ben, ACCEPTS)
    settled = settle(project, [mine.id, other], keep=[mine.id], reader=ben)
    (tag,) = agreed(project)
    assert settled.agreed == (tag,)
    assert (tag.kind, tag.passages, dict(tag.fields), tag.labels, tag.note, tag.copied_from) == (
        "position",
        mine.passages,
        dict(mine.fields),
        ("pilotage",),
        "why 🕊️",
        mine.id,
    )


def test_a_decision_keeps_every_side_whole_who_and_why(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    mine, other = make(ada, stance="for"), make(ben, ACCEPTS, stance="against")
    before = sides(project, *sorted([mine, other]))
    made = settle(project, [other, mine], keep=[mine], reader=ben, note="said so twice").decision
    tags.edit(project, mine, reader=ada, fields={"stance": "neutral"})
    tags.untag(project, other, reader=ben)
    known = project.decision(made.id)
    assert known == made
    assert list(made.sides) == before
    assert (made.document, made.outcome, made.kept, made.discarded, made.reader, made.note) == (
        talks.id,
        "kept",
        (mine,),
        (other,),
        ben.id,
        "said so twice",
    )
    assert made.created.endswith("Z")


def test_settling_is_one_act_that_undo_takes_back_and_redo_does_again(
    project: Project, ada: Reader, ben: Reader, make: Make
) -> None:
    mine, other = make(ada), make(ben, ACCEPTS)
    number = len(list(project.acts()))
    made = settle(project, [mine, other], keep=[other], reader=ada)
    assert len(list(project.acts())) == number + 1
    undo(project, ada)
    assert (agreed(project), project.decisions()) == ([], [])
    redo(project, ada)
    assert (tuple(agreed(project)), project.decisions()) == (made.agreed, [made.decision])
    assert project.check() == []


def test_none_settles_without_a_tag(project: Project, ada: Reader, make: Make) -> None:
    made = settle(project, [make(ada)], none=True, reader=ada)
    assert (made.agreed, made.decision.outcome, made.decision.kept) == ((), "none", ())
    assert len(made.decision.discarded) == 1


def test_a_corrected_tag_takes_what_all_sides_share_and_leaves_the_rest_unset(
    project: Project, ada: Reader, ben: Reader, make: Make
) -> None:
    one = make(ada, holder="North", issue="Ceasefire", stance="for")
    two = make(ben, ACCEPTS, holder="North", issue="Ceasefire", stance="against")
    made = settle(project, [one, two], edited=Edited(40, 86), reader=ada)
    (tag,) = made.agreed
    assert (made.decision.outcome, made.decision.kept, tag.first.start, tag.first.end) == ("edited", (), 40, 86)
    assert (sorted(tag.fields), tag.kind, tag.copied_from) == (["holder", "issue"], "position", None)


def test_a_corrected_tag_of_a_kept_side_takes_its_fields(
    project: Project, ada: Reader, ben: Reader, make: Make
) -> None:
    one, two = make(ada, stance="for"), make(ben, ACCEPTS, stance="against")
    (tag,) = settle(project, [one, two], keep=[two], edited=Edited(40, 86), reader=ada).agreed
    assert (tag.fields["stance"], tag.copied_from) == ("against", two)


def test_a_corrected_kind_carries_who_and_the_issue_over(
    project: Project, ada: Reader, ben: Reader, make: Make
) -> None:
    one = make(ada, kind="risk", bearer="North", issue="Ceasefire")
    two = make(ben, kind="claim", claimant="North", issue="Ceasefire", verdict="disputed")
    (tag,) = settle(project, [one, two], edited=Edited(*PILOTS, "position"), reader=ada).agreed
    names = {key: (project.entity(value) or value).name for key, value in tag.fields.items()}  # type: ignore[union-attr]
    assert (tag.kind, names) == ("position", {"holder": "North", "issue": "Ceasefire"})


def test_a_corrected_tag_of_several_kinds_needs_one(project: Project, ada: Reader, ben: Reader, make: Make) -> None:
    with pytest.raises(Refused, match="its tags are of several kinds: risk, position, say which"):
        settle(project, [make(ada, kind="risk"), make(ben, kind="position")], edited=Edited(*PILOTS), reader=ada)


def test_all_kept_that_say_the_same_are_one_agreed_tag(
    project: Project, ada: Reader, ben: Reader, dan: Reader, make: Make
) -> None:
    ids = [make(ada, stance="for"), make(ben, (59, 87), stance="for"), make(dan, ACCEPTS)]
    made = settle(project, ids, keep=ids, reader=ada)
    assert [
        (tag.copied_from, tag.first.start, tag.first.end)
        for tag in sorted(made.agreed, key=lambda tag: tag.first.start or 0)
    ] == [
        (ids[2], *ACCEPTS),
        (ids[0], *PILOTS),
    ]
    assert sorted(made.decision.kept) == sorted(ids)


def test_kept_tags_that_differ_in_a_field_stay_two(project: Project, ada: Reader, ben: Reader, make: Make) -> None:
    ids = [make(ada, holder="North"), make(ben, holder="South")]
    assert len(settle(project, ids, keep=ids, reader=ada).agreed) == 2


def test_a_reason_said_later_changes_nothing_else_of_a_decision(
    project: Project, ada: Reader, ben: Reader, make: Make
) -> None:
    ids = [make(ada), make(ben, ACCEPTS)]
    made = settle(project, ids, keep=ids[:1], reader=ada).decision
    said = explain(project, made.id, "by the minutes", reader=ben)
    assert said == replace(made, note="by the minutes")
    undo(project, ben)
    assert project.decision(made.id) == made


def test_of_a_decision_that_is_not_there_no_reason_is_said(project: Project, ada: Reader) -> None:
    with pytest.raises(Refused):
        explain(project, "0123", "so", reader=ada)


def test_names_joined_as_one_say_the_same(project: Project, ada: Reader, ben: Reader, make: Make) -> None:
    ids = [make(ada, holder="North"), make(ben, holder="Northern side")]
    north, side = (project.entity_named("actor", name) for name in ("North", "Northern side"))
    assert north is not None
    assert side is not None
    entities.same_as(project, side.id, north.id, ada)
    assert len(settle(project, ids, keep=ids, reader=ada).agreed) == 1


def test_settling_again_replaces_the_agreed_tag_and_history_keeps_both(
    project: Project, ada: Reader, ben: Reader, make: Make
) -> None:
    mine, other = make(ada), make(ben, ACCEPTS)
    first = settle(project, [mine, other], keep=[mine], reader=ada)
    second = settle(project, [other, mine], keep=[other], reader=ben, note="wider")
    assert second.decision.id == first.decision.id
    assert [tag.copied_from for tag in agreed(project)] == [other]
    assert (second.decision.reader, second.decision.note) == (ben.id, "wider")
    assert len(project.history_of("decision", first.decision.id)) == 2
    undo(project, ben)
    assert [tag.copied_from for tag in agreed(project)] == [mine]
    assert project.decision(first.decision.id) == first.decision


def test_settling_again_the_same_way_changes_nothing(project: Project, ada: Reader, ben: Reader, make: Make) -> None:
    mine, other = make(ada), make(ben, ACCEPTS)
    settle(project, [mine, other], keep=[mine], reader=ada)
    number = len(list(project.acts()))
    settle(project, [other, mine], keep=[mine], reader=ada)
    assert len(list(project.acts())) == number


def test_settling_again_brings_an_agreed_tag_back_as_it_was_made(
    project: Project, ada: Reader, ben: Reader, make: Make
) -> None:
    mine, other = make(ada, stance="for"), make(ben, ACCEPTS)
    (tag,) = settle(project, [mine, other], keep=[mine], reader=ada).agreed
    tags.edit(project, tag.id, reader=ben, fields={"condition": "if", "stance": "against"}, note="changed by hand")
    settle(project, [mine, other], none=True, reader=ada)
    assert agreed(project) == []
    (again,) = settle(project, [mine, other], keep=[mine], reader=ada).agreed
    assert (again.id, dict(again.fields), again.note) == (tag.id, {"stance": "for"}, "")


def test_a_group_with_another_member_withdraws_the_earlier_decision(
    project: Project, ada: Reader, ben: Reader, dan: Reader, make: Make
) -> None:
    mine, other = make(ada), make(ben, ACCEPTS)
    first = settle(project, [mine, other], keep=[mine], reader=ada).decision
    third = make(dan, (40, 86))
    made = settle(project, [mine, other, third], keep=[third], reader=ada).decision
    assert [tag.copied_from for tag in agreed(project)] == [third]
    assert project.decisions() == [made]
    undo(project, ada)
    assert [tag.copied_from for tag in agreed(project)] == [mine]
    assert project.decisions() == [first]
    assert project.check() == []


def test_a_decision_of_other_tags_stays(project: Project, ada: Reader, ben: Reader, make: Make) -> None:
    first = settle(project, [make(ada)], none=True, reader=ada).decision
    second = settle(project, [make(ben, REJECTS)], none=True, reader=ada).decision
    assert sorted(one.id for one in project.decisions()) == sorted([first.id, second.id])


def test_taking_a_decision_back_ends_its_agreed_tags_and_undoes(
    project: Project, ada: Reader, ben: Reader, make: Make
) -> None:
    mine, other = make(ada), make(ben, ACCEPTS)
    made = settle(project, [mine, other], keep=[mine, other], reader=ada)
    assert unsettle(project, made.decision.id[:8], reader=ben) == made.decision
    assert (agreed(project), project.decisions()) == ([], [])
    undo(project, ben)
    assert (len(agreed(project)), project.decisions()) == (2, [made.decision])


def test_what_is_settled_is_not_asked_again_unless_a_side_changes(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    mine, other = make(ada, stance="for"), make(ben, ACCEPTS)
    made = settle(project, [mine, other], keep=[mine], reader=ada).decision
    asked = settled_by(project, talks.id)
    assert asked([other, mine]) == made.id
    assert asked([mine]) == made.id  # also where fewer readers are compared
    tags.edit(project, mine, reader=ada, fields={"stance": "against"})
    assert settled_by(project, talks.id)([mine, other]) is None
    tags.edit(project, mine, reader=ada, fields={"stance": "for"})
    assert settled_by(project, talks.id)([mine, other]) == made.id


def test_a_settled_difference_stays_settled_beside_the_agreed_reading(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    mine, other = make(ada, stance="for"), make(ben, ACCEPTS)
    made = settle(project, [mine, other], keep=[mine], reader=ada)
    asked = settled_by(project, talks.id)
    assert asked([mine, other, made.agreed[0].id]) == made.decision.id
    assert asked([mine, make(ben)]) is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"spans": [(59, 84)]}, id="its place"),
        pytest.param({"kind": "claim"}, id="its kind"),
        pytest.param({"labels": ["new"]}, id="its labels"),
        pytest.param({"note": "new"}, id="its note"),
    ],
)
def test_a_side_that_changed_is_asked_again(
    project: Project, talks: Document, ada: Reader, make: Make, change: dict[str, object]
) -> None:
    mine = make(ada)
    settle(project, [mine], keep=[mine], reader=ada)
    tags.edit(project, mine, reader=ada, **change)  # type: ignore[arg-type]
    assert settled_by(project, talks.id)([mine]) is None


def test_what_all_agree_on_is_taken_over_in_one_act(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    one, same, alone = make(ada), make(ben), make(ada, REJECTS)
    groups = [Alike(talks.id, (one, same)), Alike(talks.id, (alone,), ("only",))]
    number = len(list(project.acts()))
    (made,) = agree_all(project, groups, reader=ada)
    assert len(list(project.acts())) == number + 1
    assert [tag.copied_from for tag in agreed(project)] == [one]
    decision = project.decision(made)
    assert decision is not None
    assert (sorted(decision.kept), decision.discarded) == (sorted([one, same]), ())
    assert agree_all(project, groups, reader=ben) == []
    undo(project, ada)
    assert (agreed(project), project.decisions()) == ([], [])


def test_taking_over_leaves_what_was_settled_with_a_third_reader(
    project: Project, talks: Document, ada: Reader, ben: Reader, dan: Reader, make: Make
) -> None:
    ids = (make(ada), make(ben), make(dan, ACCEPTS))
    made = settle(project, ids, none=True, reader=ada).decision
    assert agree_all(project, [Alike(talks.id, ids[:2])], reader=ben) == []
    assert project.decisions() == [made]


def test_the_agreed_reading_is_nobodys_own_and_no_side(project: Project, ada: Reader, ben: Reader, make: Make) -> None:
    mine = make(ada)
    (tag,) = settle(project, [mine], keep=[mine], reader=ada).agreed
    assert tags.edit(project, tag.id, reader=ben, note="anyone may").note == "anyone may"
    with pytest.raises(Refused, match="is the agreed reading's own"):
        settle(project, [mine, tag.id], keep=[mine], reader=ada)
    with pytest.raises(Refused, match="the agreed reading decides nothing itself"):
        settle(project, [mine], keep=[mine], reader=reader_for(project, "Agreed"))


@pytest.mark.parametrize(
    ("how", "why"),
    [
        pytest.param({}, "it was not said how", id="nothing said"),
        pytest.param({"none": True, "edited": Edited(1, 2)}, "in two ways", id="two ways"),
        pytest.param({"keep": ["elsewhere"]}, "the tag elsewhere is to be kept and is none of", id="another tag kept"),
        pytest.param({"edited": Edited(5, 5)}, "it is empty", id="an empty passage"),
        pytest.param({"edited": Edited(5, 9999)}, "the text has the offsets 0 to", id="outside the text"),
        pytest.param({"edited": Edited(5, 9, "wish")}, "the kind “wish” was not found", id="an unknown kind"),
    ],
)
def test_a_wrong_settlement_is_refused_and_changes_nothing(
    project: Project, ada: Reader, make: Make, how: dict[str, object], why: str
) -> None:
    mine = make(ada)
    number = len(list(project.acts()))
    with pytest.raises(Refused, match=why):
        settle(project, [mine], reader=ada, **how)  # type: ignore[arg-type]
    assert len(list(project.acts())) == number


def test_tags_of_two_documents_are_not_settled_together(project: Project, ada: Reader, make: Make) -> None:
    other = paste_text(project, "Another text altogether.", ada).document
    far = tags.tag(project, other.id, "note", [(0, 7)], reader=ada).annotation.id
    with pytest.raises(Refused, match="the tags are of several documents, name tags of one document"):
        settle(project, [make(ada), far], none=True, reader=ada)


def test_a_removed_side_is_refused(project: Project, ada: Reader, make: Make) -> None:
    mine = make(ada)
    tags.untag(project, mine, reader=ada)
    with pytest.raises(Refused, match="or it was removed"):
        settle(project, [mine], none=True, reader=ada)

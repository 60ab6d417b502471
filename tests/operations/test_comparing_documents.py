from __future__ import annotations

from collections.abc import Callable

import pytest

from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import entities, tags
from glossator.operations.comparing import compare_document
from glossator.operations.documents import paste_text
from glossator.operations.marks import mark_blind
from glossator.operations.people import reader_for
from glossator.operations.settling import settle, unsettle
from glossator.store import Project

PILOTS = (59, 86)
ACCEPTS = (15, 86)
REJECTS = (88, 121)

Make = Callable[..., str]


@pytest.fixture
def make(project: Project, talks: Document) -> Make:
    def tagged(reader: Reader, *spans: tuple[int, int], kind: str = "position", **fields: str) -> str:
        return tags.tag(project, talks.id, kind, list(spans), reader=reader, fields=fields).annotation.id

    return tagged


def differences(
    project: Project, document: Document, *readers: Reader
) -> list[tuple[tuple[str | None, ...], tuple[str, ...]]]:
    return [(one.group.tags, one.group.types) for one in compare_document(project, document.id, readers).groups]


def test_tags_of_two_readers_are_joined_in_the_order_of_the_text(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    late, wide = make(ada, REJECTS), make(ben, ACCEPTS)
    early = make(ada, PILOTS)
    assert differences(project, talks, ada, ben) == [((early, wide), ("extent",)), ((late, None), ("only",))]


def test_a_tag_of_several_passages_is_held_against_all_of_them(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    one, other = make(ada, PILOTS, REJECTS), make(ben, REJECTS, PILOTS)
    assert differences(project, talks, ada, ben) == [((one, other), ())]


def test_names_that_mean_one_actor_are_no_difference(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    one, other = make(ada, PILOTS, holder="North"), make(ben, PILOTS, holder="Northern side")
    assert differences(project, talks, ada, ben) == [((one, other), ("fields",))]
    north, side = (project.entity_named("actor", name) for name in ("North", "Northern side"))
    assert north is not None
    assert side is not None
    entities.same_as(project, side.id, north.id, ada)
    assert differences(project, talks, ada, ben) == [((one, other), ())]


def test_what_a_kind_hides_is_no_difference(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    one, other = make(ada, PILOTS, stance="for"), make(ben, PILOTS, kind="claim")
    tags.edit(project, one, reader=ada, kind="claim")
    assert differences(project, talks, ada, ben) == [((one, other), ())]


def test_notes_are_compared_only_where_they_are_asked_for(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    note, tag = make(ada, PILOTS, kind="note"), make(ben, PILOTS)
    assert differences(project, talks, ada, ben) == [((None, tag), ("only",))]
    asked = compare_document(project, talks.id, [ada, ben], kinds=["note"])
    assert [one.group.tags for one in asked.groups] == [(note, None)]


def test_kinds_choose_among_groups_that_stay_joined_as_they_are(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    one, other = make(ada, PILOTS), make(ben, PILOTS, kind="claim")
    make(ada, REJECTS, kind="risk")
    asked = compare_document(project, talks.id, [ada, ben], kinds=["claim"])
    assert [(one.group.tags, one.group.types) for one in asked.groups] == [((one, other), ("kind",))]


def test_a_settled_difference_carries_its_decision_until_a_side_changes(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    one, other = make(ada, PILOTS), make(ben, ACCEPTS)
    alone = make(ada, REJECTS)
    decision = settle(project, [other, one], keep=[one], reader=ben).decision
    assert [each.settled for each in compare_document(project, talks.id, [ada, ben]).groups] == [decision.id, None]
    tags.edit(project, one, reader=ada, fields={"stance": "for"})
    assert [each.settled for each in compare_document(project, talks.id, [ada, ben]).groups] == [None, None]
    lone = settle(project, [alone], none=True, reader=ada).decision
    assert [each.settled for each in compare_document(project, talks.id, [ben, ada]).groups] == [None, lone.id]
    unsettle(project, lone.id, reader=ada)
    assert [each.settled for each in compare_document(project, talks.id, [ada, ben]).groups] == [None, None]


def test_the_agreed_reading_is_compared_as_a_readers(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    one, other = make(ada, PILOTS), make(ben, ACCEPTS)
    (kept,) = settle(project, [one, other], keep=[one], reader=ben).agreed
    assert differences(project, talks, ben, reader_for(project, "Agreed")) == [((other, kept.id), ("extent",))]


def test_offsets_past_an_emoji_are_code_points(project: Project, ada: Reader, ben: Reader) -> None:
    text = "\U0001f54a️ 停火 e\u0301 عربي\u2028 the rest."
    document = paste_text(project, text, ada).document
    start = text.index("the")
    one = tags.tag(project, document.id, "risk", [(start, start + 8)], reader=ada).annotation
    other = tags.tag(project, document.id, "risk", [(start, start + 9)], reader=ben).annotation
    (group,) = compare_document(project, document.id, [ada, ben]).groups
    assert (group.group.tags, group.group.types, group.group.start) == ((one.id, other.id), (), start)


@pytest.mark.parametrize("number", [0, 1])
def test_fewer_than_two_readers_are_refused(project: Project, talks: Document, ada: Reader, number: int) -> None:
    with pytest.raises(Refused, match="it takes two or more"):
        compare_document(project, talks.id, [ada][:number])


def test_a_reader_against_themselves_is_refused(project: Project, talks: Document, ada: Reader) -> None:
    with pytest.raises(Refused, match="each named once"):
        compare_document(project, talks.id, [ada, ada])


def test_a_document_that_is_read_blind_is_refused(project: Project, talks: Document, ada: Reader, ben: Reader) -> None:
    mark_blind(project, talks.id, ada)
    project.seen_by(ada.id)
    with pytest.raises(Refused, match=r"you read .* blind, say that you are done"):
        compare_document(project, talks.id, [ada, ben])
    project.seen_by(ben.id)
    assert compare_document(project, talks.id, [ada, ben]).groups == ()

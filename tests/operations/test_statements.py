from __future__ import annotations

from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.operations import entities, tags
from glossator.operations.documents import describe, remove
from glossator.operations.settling import settle
from glossator.operations.statements import stance_scale, statements
from glossator.store import Project

PILOTS, REJECTS = (59, 86), (88, 121)


def tagged(project: Project, document: Document, reader: Reader, kind: str, span=PILOTS, **fields: str) -> str:
    return tags.tag(project, document.id, kind, [span], reader=reader, fields=fields).annotation.id


def name_of(project: Project, id_: str) -> str:
    found = project.entity(id_)
    return found.name if found else ""


def test_whoever_holds_bears_or_claims_is_who(project: Project, talks: Document, ada: Reader) -> None:
    tagged(project, talks, ada, "position", holder="North")
    tagged(project, talks, ada, "risk", bearer="Insurers")
    tagged(project, talks, ada, "claim", claimant="South")
    found = [(one.kind, name_of(project, one.who)) for one in statements(project)]
    assert sorted(found) == [("claim", "South"), ("position", "North"), ("risk", "Insurers")]


def test_a_statement_has_its_own_date_before_its_documents(project: Project, talks: Document, ada: Reader) -> None:
    describe(project, talks.id, ada, published="2026-05-12")
    tagged(project, talks, ada, "position", PILOTS)
    tagged(project, talks, ada, "position", REJECTS, said="2026-03")
    assert [one.date for one in statements(project)] == ["2026-05-12", "2026-03"]


def test_an_actor_is_the_one_it_was_joined_to(project: Project, talks: Document, ada: Reader) -> None:
    tagged(project, talks, ada, "position", PILOTS, holder="The North")
    tagged(project, talks, ada, "position", REJECTS, holder="Northern government")
    ids = {one.name: one.id for one in project.entities("actor")}
    entities.same_as(project, ids["The North"], ids["Northern government"], ada)
    assert {name_of(project, one.who) for one in statements(project)} == {"Northern government"}


def test_what_a_kind_hides_says_nothing(project: Project, talks: Document, ada: Reader) -> None:
    id_ = tagged(project, talks, ada, "position", stance="for", condition="pilots first")
    tags.edit(project, id_, reader=ada, kind="risk")
    (one,) = statements(project)
    assert (one.stance, one.is_conditional) == ("", False)


def test_the_agreed_reading_is_not_counted_again(project: Project, talks: Document, ada: Reader, ben: Reader) -> None:
    one = tagged(project, talks, ada, "position")
    other = tagged(project, talks, ben, "position")
    settle(project, [one, other], keep=[one], reader=ada)
    assert {found.id for found in statements(project)} == {one, other}


def test_readers_are_chosen(project: Project, talks: Document, ada: Reader, ben: Reader) -> None:
    tagged(project, talks, ada, "position")
    other = tagged(project, talks, ben, "position")
    assert [found.id for found in statements(project, readers=[ben.id])] == [other]


def test_a_removed_documents_tags_are_left_out(project: Project, talks: Document, ada: Reader) -> None:
    tagged(project, talks, ada, "position")
    remove(project, talks.id, ada)
    assert statements(project) == []


def test_the_scale_of_stance_spans_four_and_has_unclear_without_a_score(project: Project) -> None:
    scale = stance_scale(project.codebook())
    assert (scale.span, scale.score("strongly-against"), scale.score("unclear")) == (4, -2, None)

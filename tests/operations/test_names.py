from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.identity import AGREED_READER, entity_id
from glossator.model.people import Reader
from glossator.model.problem import Problem, Refused
from glossator.operations import entities
from glossator.operations.naming import Names, Typed, bare
from glossator.operations.people import add_reader, known_reader, reader_for, rename_reader
from glossator.operations.undo import undo
from glossator.store import Project


def test_a_rename_keeps_the_id_and_the_old_name(project: Project, ada: Reader) -> None:
    north = entities.make(project, "actor", "North", ada)
    renamed = entities.rename(project, north.id, "Northern  government", ada)
    assert (renamed.id, renamed.name, renamed.aliases) == (
        entity_id("actor", "North"),
        "Northern government",
        ("North",),
    )


def test_a_rename_and_back_leaves_both_names(project: Project, ada: Reader) -> None:
    north = entities.make(project, "actor", "North", ada)
    entities.rename(project, north.id, "Norland", ada)
    back = entities.rename(project, north.id, "North", ada)
    assert (back.name, back.aliases) == ("North", ("Norland",))


def test_a_change_of_case_makes_no_alias(project: Project, ada: Reader) -> None:
    north = entities.make(project, "actor", "north", ada)
    assert entities.rename(project, north.id, "North", ada).aliases == ()


@pytest.mark.parametrize("how", ["rename_to", "alias"])
def test_a_name_of_another_is_refused(project: Project, ada: Reader, how: str) -> None:
    north = entities.make(project, "actor", "North", ada)
    entities.make(project, "actor", "South", ada)
    with pytest.raises(Refused, match="“south” is a name of “South”, join the two"):
        entities.change(project, north.id, reader=ada, **{how: "south"})  # type: ignore[arg-type]


def test_an_issue_may_have_an_actors_name(project: Project, ada: Reader) -> None:
    entities.make(project, "actor", "Harbour", ada)
    entities.make(project, "issue", "Harbour", ada)
    assert entities.find_entity(project, "Harbour") == Problem(
        "“Harbour” was not found", "an actor and an issue have this name", "say --category actor or issue"
    )


def test_two_that_are_joined_are_found_as_one(project: Project, ada: Reader) -> None:
    north = entities.make(project, "actor", "North", ada)
    norland = entities.make(project, "actor", "Norland", ada)
    entities.same_as(project, norland.id, north.id, ada)
    found = project.entity_named("actor", "norland")
    assert found is not None
    assert found.id == north.id


def test_a_circle_of_joins_is_refused(project: Project, ada: Reader) -> None:
    north = entities.make(project, "actor", "North", ada)
    norland = entities.make(project, "actor", "Norland", ada)
    entities.same_as(project, norland.id, north.id, ada)
    with pytest.raises(Refused, match="it is the same as “North” already"):
        entities.same_as(project, north.id, norland.id, ada)


def test_an_actor_is_not_joined_to_an_issue(project: Project, ada: Reader) -> None:
    north, ceasefire = entities.make(project, "actor", "North", ada), entities.make(project, "issue", "Ceasefire", ada)
    with pytest.raises(Refused, match="it is an actor and “Ceasefire” an issue"):
        entities.same_as(project, north.id, ceasefire.id, ada)


def test_rename_alias_and_join_are_one_act(project: Project, ada: Reader) -> None:
    north, norland = entities.make(project, "actor", "North", ada), entities.make(project, "actor", "Norland", ada)
    entities.change(project, norland.id, reader=ada, rename_to="Nordland", alias="N.", same_as_id=north.id)
    undo(project, ada)
    known = entities.entity(project, norland.id)
    assert (known.name, known.aliases, known.same_as) == ("Norland", (), None)


@pytest.mark.parametrize("name", ["", "  \n", "x" * 201], ids=["empty", "blank", "too long"])
def test_a_name_has_to_be_one(project: Project, ada: Reader, name: str) -> None:
    with pytest.raises(Refused):
        entities.make(project, "actor", name, ada)


def test_a_reader_is_found_whatever_the_case(project: Project, ada: Reader) -> None:
    added = add_reader(project, "Ben", ada)
    assert reader_for(project, "BEN") == added


def test_a_reader_who_did_nothing_has_no_row(project: Project) -> None:
    reader_for(project, "Ben")
    assert project.readers() == []


def test_an_unknown_reader_is_refused_with_those_that_are_there(project: Project, ada: Reader) -> None:
    add_reader(project, "Ben", ada)
    with pytest.raises(Refused, match="name one of: Ada, Ben"):
        known_reader(project, "Cem")


@pytest.mark.parametrize("name", ["Ben", "agreed"])
def test_a_reader_does_not_take_anothers_name(project: Project, ada: Reader, name: str) -> None:
    add_reader(project, "Ben", ada)
    with pytest.raises(Refused, match="the reader was not renamed"):
        rename_reader(project, ada.id, name, ada)


def test_the_agreed_reading_has_one_id(project: Project) -> None:
    assert reader_for(project, " Agreed ").id == AGREED_READER


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("North", "the north said", True),
        ("North", "the northern said", False),
        ("North", "North’s answer", True),
        ("Northern  government", "northern\ngovernment", True),
        ("Åland", "ÅLAND islands", True),
        ("Aland", "Åland", False),
        ("U.N.", "the u.n. said", True),
        ("中国", "而中国政府", True),
        ("🎉", "🎉", False),
    ],
)
def test_a_name_is_found_word_by_word(name: str, text: str, found: bool) -> None:
    assert Names([("id", name)]).mentioned(text) == (["id"] if found else [])


def test_names_are_found_in_the_order_of_the_text_the_longer_first() -> None:
    names = Names([("short", "South"), ("long", "South Port"), ("north", "North")])
    assert names.mentioned("North and South Port and North") == ["north", "long", "short"]


@pytest.mark.parametrize(
    ("typed", "name", "may"),
    [
        ("", "North", True),
        ("nor", "Northern government", True),
        ("gov", "Northern government", True),
        ("n gov", "Northern government", True),
        ("gov nor", "Northern government", False),
        ("thern", "Northern government", False),
        ("turk", "Türkiye", True),
        ("TÜRK", "turkiye", True),
        ("政府", "中国政府", True),
        ("(", "North", False),
    ],
)
def test_what_is_typed_begins_a_word_of_a_name(typed: str, name: str, may: bool) -> None:
    assert Typed(typed).may_mean(bare(name)) is may


@given(st.text(min_size=1, max_size=12))
def test_a_name_typed_in_full_may_mean_itself(name: str) -> None:
    assert Typed(name).may_mean(bare(name))

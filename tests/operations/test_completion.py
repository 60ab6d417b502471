from __future__ import annotations

import pytest

from glossator.model.document import Block, Caution, Content, Document, Metadata, Proposal, Reading, Source
from glossator.model.identity import sha256
from glossator.model.people import Reader
from glossator.operations import entities, tags
from glossator.operations.completion import Candidate, Place, candidates, words_of
from glossator.operations.documents import add_reading
from glossator.operations.undo import undo
from glossator.store import Project

TEXT = "Opening words.\nThe North agreed 🎉 and Insurers warned, the North said.\nThe South left."


def offered(rows: list[Candidate]) -> list[tuple[str, str]]:
    return [(row.text, row.why) for row in rows]


@pytest.fixture
def debate(project: Project, ada: Reader) -> Document:
    starts = [0, 15, 71]
    lines = TEXT.split("\n")
    blocks = tuple(
        Block("turn", start, start + len(line), data={"speaker": "Chair Öz"}) if start == 15
        else Block("paragraph", start, start + len(line))
        for start, line in zip(starts, lines, strict=True)
    )  # fmt: skip
    data = TEXT.encode()
    reading = Reading(
        data=data,
        content=Content(TEXT, blocks),
        metadata=Metadata(title=Proposal("Debate", "test"), author=Proposal("Mila Brandt", "test")),
        source=Source(sha256(data), len(data), "text", "utf-8", "plain", "1", warnings=(Caution("test", 1, "none"),)),
        media_type="text/plain",
        file_name="debate.txt",
    )
    for name in ("South", "Insurers", "Zebra", "Union"):
        entities.make(project, "actor", name, ada)
    north = entities.make(project, "actor", "Northern government", ada)
    entities.change(project, north.id, alias="the North", reader=ada)
    return add_reading(project, reading, reader=ada).document


def test_names_come_from_the_passage_then_its_paragraph_then_the_speaker_and_author(
    project: Project, debate: Document, ada: Reader
) -> None:
    insurers = (TEXT.index("Insurers"), TEXT.index(" warned"))
    tags.tag(project, debate.id, "position", [(71, 80)], reader=ada, fields={"holder": "Zebra"})
    rows = candidates(project, Place(debate.id, (insurers,)), "actor", reader=ada)
    assert offered(rows) == [
        ("Insurers", "passage"),
        ("Northern government", "paragraph"),
        ("Chair Öz", "speaker"),
        ("Mila Brandt", "author"),
        ("Zebra", "used"),
        ("South", "known"),
        ("Union", "known"),
    ]


def test_the_last_used_comes_first_among_the_used(project: Project, debate: Document, ada: Reader) -> None:
    place = Place(debate.id, ((0, 7),))
    for name in ("Zebra", "Union"):
        tags.tag(project, debate.id, "position", [(0, 7)], reader=ada, fields={"holder": name})
    used = [row.text for row in candidates(project, place, "actor", reader=ada) if row.why == "used"]
    assert sorted(used) == ["Union", "Zebra"]


def test_another_readers_names_are_not_last_used(project: Project, debate: Document, ada: Reader, ben: Reader) -> None:
    tags.tag(project, debate.id, "position", [(0, 7)], reader=ben, fields={"holder": "Zebra"})
    assert ("Zebra", "known") in offered(candidates(project, Place(debate.id, ((0, 7),)), "actor", reader=ada))


def test_what_is_typed_keeps_the_order_and_offers_a_new_name_last(
    project: Project, debate: Document, ada: Reader
) -> None:
    rows = candidates(project, Place(debate.id, ((15, 20),)), "actor", "nor", reader=ada)
    assert offered(rows) == [("Northern government", "paragraph"), ("nor", "new"), ("nor", "another")]
    assert [words_of(row, "actor") for row in rows[1:]] == ["new actor “nor”", "“nor” is another name for …"]


def test_accents_and_case_are_aside(project: Project, debate: Document, ada: Reader) -> None:
    rows = candidates(project, Place(debate.id, ((15, 20),)), "actor", "OZ", reader=ada)
    assert offered(rows)[0] == ("Chair Öz", "speaker")


@pytest.mark.parametrize("typed", ["the north", "NORTHERN GOVERNMENT", "  Northern   government "])
def test_a_name_that_is_there_is_not_offered_as_new(
    project: Project, debate: Document, ada: Reader, typed: str
) -> None:
    rows = candidates(project, Place(debate.id, ((0, 7),)), "actor", typed, reader=ada)
    assert offered(rows) == [("Northern government", "known")]


def test_a_speaker_and_an_author_are_no_issues(project: Project, debate: Document, ada: Reader) -> None:
    entities.make(project, "issue", "Opening words", ada)
    rows = candidates(project, Place(debate.id, ((0, 14),)), "issue", reader=ada)
    assert offered(rows) == [("Opening words", "passage")]


def test_joined_names_are_offered_as_one(project: Project, debate: Document, ada: Reader) -> None:
    found = {entity.name: entity.id for entity in project.entities("actor")}
    entities.same_as(project, found["South"], found["Union"], ada)
    rows = candidates(project, Place(debate.id, ((71, 80),)), "actor", "", reader=ada)
    assert offered(rows)[0] == ("Union", "passage")
    assert "South" not in [row.text for row in rows]


def test_a_tag_is_a_place(project: Project, debate: Document, ada: Reader) -> None:
    made = tags.tag(project, debate.id, "position", [(71, 80)], reader=ada).annotation
    assert offered(candidates(project, made, "actor", reader=ada))[0] == ("South", "passage")


def test_a_changed_name_is_offered_at_once_and_its_undo_too(project: Project, debate: Document, ada: Reader) -> None:
    place = Place(debate.id, ((71, 80),))
    assert offered(candidates(project, place, "actor", reader=ada))[0] == ("South", "passage")
    south = project.entity_named("actor", "South")
    assert south is not None
    entities.rename(project, south.id, "Southern ministry", ada)
    assert offered(candidates(project, place, "actor", reader=ada))[0] == ("Southern ministry", "passage")
    undo(project, ada)
    assert offered(candidates(project, place, "actor", reader=ada))[0] == ("South", "passage")

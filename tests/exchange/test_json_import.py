from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exchange.carrying import EXPECTED, exported, imported, loaded
from exchange.straits import (
    ANA,
    CLAIM,
    FEES,
    HALF,
    LINK,
    LOST,
    MINUTES,
    NORTH,
    NOTES,
    NOTES_TEXT,
    POSITION,
    RISK,
    SALMA,
    TIME,
    UNION,
    codebook,
    empty,
)
from glossator.exchange.choice import Choice
from glossator.exchange.plan import Conflict
from glossator.model.identity import AGREED_READER, text_hash
from glossator.model.problem import Refused
from glossator.store import Edit, Project

GOLDEN = (EXPECTED / "strait.json").read_bytes()


def golden() -> dict[str, Any]:
    """Return the export of the strait as data, to be changed."""
    data: dict[str, Any] = json.loads(GOLDEN)
    return data


def minimal(**changes: object) -> dict[str, Any]:
    """Return the least that an import needs."""
    tag = {"id": "t1", "document": "d1", "reader": "r1", "kind": "other", "start": 4, "end": 7, "quote": "two"}
    return {
        "format": "glossator",
        "version": 1,
        "documents": [{"id": "d1", "title": "Numbers", "text": "one two three"}],
        "readers": [{"id": "r1", "name": "Bo"}],
        "annotations": [tag],
        **changes,
    }


def test_an_import_into_an_empty_project_exports_the_same_bytes(blank: Project) -> None:
    imported(blank, GOLDEN)
    assert exported(blank) == GOLDEN


def test_an_import_leaves_the_project_in_order(blank: Project) -> None:
    imported(blank, GOLDEN)
    assert blank.check() == []


def test_every_tag_is_reported_as_added(blank: Project) -> None:
    assert imported(blank, GOLDEN).added == (POSITION, RISK, CLAIM, LOST, HALF)


def test_an_import_done_twice_adds_nothing(blank: Project) -> None:
    imported(blank, GOLDEN)
    report = imported(blank, GOLDEN)
    assert (report.added, report.unchanged) == ((), (POSITION, RISK, CLAIM, LOST, HALF))
    assert len(list(blank.acts())) == 1


def test_an_import_into_its_own_project_changes_nothing(project: Project) -> None:
    assert imported(project, GOLDEN).data() == {
        "added": [],
        "unchanged": [POSITION, RISK, CLAIM, LOST, HALF],
        "conflicting": [],
        "refused": [],
    }


def test_a_tag_with_another_value_is_in_conflict_and_stays(project: Project) -> None:
    data = golden()
    data["annotations"][0]["fields"]["stance"] = "against"
    data["annotations"][0]["note"] = "No."
    report = imported(project, data)
    assert report.conflicting == (Conflict(POSITION, "fields.stance"), Conflict(POSITION, "note"))
    assert exported(project) == GOLDEN


def test_what_a_file_does_not_say_is_no_conflict(project: Project) -> None:
    tag = golden()["annotations"][0]
    least = {key: tag[key] for key in ("id", "document", "reader", "kind", "start", "end", "quote")}
    report = imported(project, {**golden(), "annotations": [least], "links": []})
    assert report.unchanged == (POSITION,)


def test_a_moved_passage_is_in_conflict(project: Project) -> None:
    data = golden()
    data["annotations"][0].update(start=13, end=22, quote=NOTES_TEXT[13:22], suffix="")
    assert imported(project, data).conflicting == (Conflict(POSITION, "passages"),)


def test_times_alone_are_no_conflict(project: Project) -> None:
    data = golden()
    data["annotations"][0]["modified"] = "2027-01-01T00:00:00Z"
    assert imported(project, data).conflicting == ()


def test_a_project_without_documents_takes_over_id_title_time_and_codebook(blank: Project) -> None:
    imported(blank, GOLDEN)
    info = blank.info()
    assert (info.id, info.title, info.created) == ("f0000000-0000-4000-8000-000000000001", "Strait", TIME)
    assert blank.codebook() == codebook()


def test_a_project_with_documents_keeps_its_own(project: Project) -> None:
    imported(project, {**golden(), "project": {"id": "other", "title": "Other", "created": TIME}})
    assert (project.info().id, project.info().title) == ("f0000000-0000-4000-8000-000000000001", "Strait")


def test_one_undo_takes_an_import_back(blank: Project) -> None:
    before = exported(blank)
    imported(blank, GOLDEN)
    blank.undo(ANA)
    assert exported(blank) == before


def test_an_import_after_its_undo_brings_everything_back(blank: Project) -> None:
    imported(blank, GOLDEN)
    blank.undo(ANA)
    assert imported(blank, GOLDEN).added == (POSITION, RISK, CLAIM, LOST, HALF)
    assert exported(blank) == GOLDEN


def test_another_text_under_the_same_id_is_taken_after_an_undo(blank: Project) -> None:
    imported(blank, minimal())
    blank.undo(ANA)
    imported(blank, minimal(documents=[{"id": "d1", "title": "Numbers", "text": "one two, three"}]))
    assert blank.text(blank.documents()[0].version) == "one two, three"
    assert blank.check() == []


def test_a_removed_tag_comes_back_with_the_values_of_the_file(project: Project) -> None:
    project.act(ANA, "edit", [Edit("annotation", POSITION, {"fields.said": "2026", "note": "x"})])
    project.act(ANA, "untag", [Edit("annotation", POSITION, {"deleted": True})])
    assert imported(project, GOLDEN).added == (POSITION,)
    assert exported(project) == GOLDEN


def test_a_removed_document_comes_back_with_its_tags(project: Project) -> None:
    project.act(ANA, "remove", [Edit("document", NOTES, {"deleted": True})])
    imported(project, GOLDEN)
    assert exported(project) == GOLDEN


def test_the_least_that_an_import_needs_is_enough(blank: Project) -> None:
    assert imported(blank, minimal()).added == ("t1",)
    tag = blank.annotation("t1")
    assert tag is not None
    assert (tag.first.prefix, tag.first.quote, tag.first.suffix, tag.first.state) == (
        "one ",
        "two",
        " three",
        "anchored",
    )
    assert (tag.fields, tag.labels, tag.note, tag.copied_from) == ({}, (), "", None)


def test_the_least_makes_a_project_in_order(blank: Project) -> None:
    imported(blank, minimal())
    assert blank.check() == []


def test_a_text_without_blocks_gets_one_for_each_line(blank: Project) -> None:
    imported(blank, minimal(documents=[{"id": "d1", "title": "Numbers", "text": "one two\nthree"}]))
    blocks = blank.content(blank.documents()[0].version).blocks
    assert [(block.kind, block.start, block.end) for block in blocks] == [("paragraph", 0, 7), ("paragraph", 8, 13)]


def test_the_ids_of_a_file_are_kept(blank: Project) -> None:
    imported(blank, minimal())
    data = loaded(blank)
    assert [data[key][0]["id"] for key in ("documents", "readers", "annotations")] == ["d1", "r1", "t1"]


def test_documents_without_positions_stand_in_the_order_of_the_file(blank: Project) -> None:
    documents = [{"id": id_, "title": id_, "text": f"one two {id_}"} for id_ in ("z", "d1", "a")]
    imported(blank, minimal(documents=documents))
    assert [(document.id, document.position) for document in blank.documents()] == [("z", 1), ("d1", 2), ("a", 3)]


def test_new_documents_stand_after_those_that_are_there(project: Project) -> None:
    data = minimal()
    data["documents"][0]["position"] = 1
    data["annotations"][0]["kind"] = "note"
    imported(project, data)
    assert [document.title for document in project.documents()][-1] == "Numbers"


def test_a_document_is_found_by_the_hash_of_its_text(project: Project) -> None:
    documents = [{"id": "mine", "title": "whatever", "sha256": text_hash(NOTES_TEXT)}]
    tag = {"id": "t1", "document": "mine", "reader": ANA, "kind": "note", "start": 0, "end": 3, "quote": "The"}
    imported(project, minimal(documents=documents, readers=[], annotations=[tag]))
    made = project.annotation("t1")
    assert made is not None
    assert made.document == NOTES


def test_a_text_that_is_there_under_another_id_stays_a_document_of_its_own(project: Project) -> None:
    imported(project, minimal(documents=[{"id": "d2", "title": "Twin", "text": NOTES_TEXT}], annotations=[]))
    assert [document.id for document in project.documents()][-1] == "d2"


def test_an_export_without_text_goes_back_where_its_documents_are(project: Project) -> None:
    data = exported(project, "json", Choice(text=False))
    project.act(ANA, "untag", [Edit("annotation", RISK, {"deleted": True})])
    assert imported(project, data).added == (RISK,)


def test_a_reader_of_the_same_name_is_the_same_reader(project: Project) -> None:
    data = minimal(readers=[{"id": "r1", "name": "ANA"}])
    data["annotations"][0]["kind"] = "note"
    imported(project, data)
    made = project.annotation("t1")
    assert made is not None
    assert made.reader == ANA


def test_an_actor_is_found_by_its_alias(project: Project) -> None:
    data = minimal()
    data["annotations"][0].update(kind="position", fields={"holder": "northern  SIDE"})
    imported(project, data)
    made = project.annotation("t1")
    assert made is not None
    assert made.fields == {"holder": NORTH}


def test_a_name_that_is_not_known_yet_is_made(project: Project) -> None:
    data = minimal()
    data["annotations"][0].update(kind="position", fields={"issue": "Pilots"})
    imported(project, data)
    assert project.entity_named("issue", "pilots") is not None


def test_new_aliases_of_an_entity_that_is_there_are_added(project: Project) -> None:
    data = golden()
    data["entities"][1]["aliases"] = ["Northern side", "Boreal League", "Fees"]
    imported(project, data)
    known = project.entity(NORTH)
    assert known is not None
    assert known.aliases == ("Northern side", "Boreal League", "Fees")


def test_an_alias_that_another_has_is_not_added(project: Project) -> None:
    data = golden()
    data["entities"][2]["aliases"] = ["Levies"]
    data["entities"][1]["aliases"] = ["north union"]
    imported(project, data)
    north, fees = project.entity(NORTH), project.entity(FEES)
    assert north is not None
    assert fees is not None
    assert (north.aliases, fees.aliases) == (("Northern side",), ("Levies",))


def test_joined_entities_arrive_joined(blank: Project) -> None:
    imported(blank, GOLDEN)
    union = blank.entity(UNION)
    assert union is not None
    assert union.same_as == NORTH


def test_the_reader_of_the_agreed_reading_keeps_the_fixed_id(blank: Project) -> None:
    data = minimal(readers=[{"id": AGREED_READER, "name": "Agreed"}])
    data["annotations"][0]["reader"] = AGREED_READER
    imported(blank, data)
    assert blank.readers(used_only=True)[0].id == AGREED_READER


def test_a_link_without_a_reader_is_of_the_one_whose_tag_it_starts_from(blank: Project) -> None:
    data = golden()
    del data["links"][0]["reader"]
    imported(blank, data)
    assert [(link.id, link.reader) for link in blank.links()] == [(LINK, ANA)]


def test_a_link_with_another_relation_is_in_conflict(project: Project) -> None:
    data = golden()
    data["links"][0]["relation"] = "softens"
    assert imported(project, data).conflicting == (Conflict(LINK, "relation"),)


def test_superseded_versions_keep_their_names(blank: Project) -> None:
    data = golden()
    old = {"id": "11111111-0000-4000-8000-000000000001", "sha256": "0" * 64, "current": False}
    data["documents"][0]["versions"].insert(0, old)
    text = (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
    imported(blank, text)
    assert exported(blank) == text
    assert blank.check() == []


def test_acts_in_a_file_are_not_needed(project: Project, tmp_path: Path) -> None:
    data = exported(project, "json", Choice(history=True))
    with empty(tmp_path / "other.gloss") as other:
        imported(other, data)
        assert exported(other) == GOLDEN


def test_a_byte_order_mark_does_no_harm(blank: Project) -> None:
    assert len(imported(blank, b"\xef\xbb\xbf" + GOLDEN).added) == 5


def test_an_escaped_pair_is_one_character(blank: Project) -> None:
    data = json.dumps(golden(), ensure_ascii=True).encode()
    imported(blank, data)
    assert exported(blank) == GOLDEN


def test_keys_that_are_not_known_are_left_alone(blank: Project) -> None:
    data = golden()
    data["annotations"][0]["weather"] = "fog"
    imported(blank, data)
    assert exported(blank) == GOLDEN


def test_a_refused_import_changes_nothing(project: Project) -> None:
    data = golden()
    data["annotations"][4]["quote"] = "other words"
    data["annotations"][0]["id"] = "new"
    with pytest.raises(Refused):
        imported(project, data)
    assert exported(project) == GOLDEN


def test_many_tags_are_planned_without_a_look_at_each_by_jsonschema(blank: Project) -> None:
    tag = minimal()["annotations"][0]
    data = minimal(annotations=[{**tag, "id": f"t{number}"} for number in range(2000)])
    assert len(imported(blank, data).added) == 2000


def test_salmas_tags_stay_hers(blank: Project) -> None:
    imported(blank, GOLDEN)
    assert [tag.id for tag in blank.annotations(readers=[SALMA])] == [CLAIM, LOST]
    assert [tag.id for tag in blank.annotations(document=MINUTES)] == [CLAIM, LOST]

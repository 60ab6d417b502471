from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from exchange.carrying import EXPECTED, exported, loaded
from exchange.straits import (
    ANA,
    CLAIM,
    HALF,
    LINK,
    LOST,
    MINUTES,
    NORTH,
    NOTES,
    POSITION,
    RISK,
    SALMA,
    UNION,
    WIRE,
    codebook,
)
from glossator.exchange.choice import Choice
from glossator.exchange.json_export import annotation_data, write
from glossator.exchange.json_lines import pretty
from glossator.exchange.schema import schema
from glossator.model.problem import Refused
from glossator.store import Edit, Project


def test_a_whole_project_is_written_to_the_letter(project: Project) -> None:
    assert exported(project).decode() == (EXPECTED / "strait.json").read_text("utf-8")


def test_two_exports_of_one_project_are_the_same_bytes(project: Project) -> None:
    assert exported(project) == exported(project)


def test_the_layout_is_that_of_json_with_an_indent_of_two(project: Project) -> None:
    data = exported(project)
    assert data.decode() == json.dumps(json.loads(data), indent=2, ensure_ascii=False) + "\n"


def against_the_schema(data: dict[str, object]) -> list[str]:
    return [error.message for error in Draft202012Validator(schema("glossator-1")).iter_errors(data)]


def test_an_export_follows_the_schema(project: Project) -> None:
    assert against_the_schema(loaded(project)) == []


def test_an_export_with_history_follows_the_schema(project: Project) -> None:
    assert against_the_schema(loaded(project, Choice(history=True))) == []


def test_an_export_without_text_follows_the_schema(project: Project) -> None:
    assert against_the_schema(loaded(project, Choice(text=False))) == []


def test_the_schema_is_a_schema() -> None:
    assert Draft202012Validator(Draft202012Validator.META_SCHEMA).is_valid(schema("glossator-1"))


def test_annotations_stand_by_document_place_and_id_those_without_a_place_last(project: Project) -> None:
    assert [item["id"] for item in loaded(project)["annotations"]] == [POSITION, RISK, CLAIM, LOST, HALF]


def test_fields_stand_in_the_order_of_the_codebook(project: Project) -> None:
    assert list(loaded(project)["annotations"][0]["fields"]) == ["holder", "issue", "stance", "condition"]


def test_a_field_that_the_kind_does_not_have_is_hidden(project: Project) -> None:
    assert loaded(project)["annotations"][1]["hidden_fields"] == {"stance": "against"}


def test_a_value_that_the_codebook_does_not_have_is_hidden(project: Project) -> None:
    project.act(ANA, "set", [Edit("annotation", POSITION, {"fields.stance": "furious"})])
    data = loaded(project)["annotations"][0]
    assert (data["fields"].get("stance"), data["hidden_fields"]) == (None, {"stance": "furious"})


def test_an_entity_keeps_its_own_name_where_it_is_the_same_as_another(project: Project) -> None:
    assert loaded(project)["annotations"][1]["fields"] == {"bearer": "North Union"}


def test_a_tag_of_one_passage_has_no_parts(project: Project) -> None:
    assert "parts" not in loaded(project)["annotations"][0]


def test_a_tag_of_several_passages_lists_them_all(project: Project) -> None:
    parts = loaded(project)["annotations"][1]["parts"]
    assert [(part["start"], part["end"], part["quote"]) for part in parts] == [
        (46, 60, "Without pilots"),
        (61, 83, "ships may run aground."),
    ]


def test_one_tag_has_the_same_shape_without_an_export(project: Project) -> None:
    tag = project.annotation(POSITION)
    assert tag is not None
    names = {entity.id: entity.name for entity in project.entities()}
    assert annotation_data(tag, codebook(), names) == loaded(project)["annotations"][0]


def test_without_text_documents_keep_everything_else(project: Project) -> None:
    document = loaded(project, Choice(text=False))["documents"][0]
    assert list(document)[-3:] == ["sha256", "characters", "versions"]


def test_with_history_the_acts_come_last(project: Project) -> None:
    data = loaded(project, Choice(history=True))
    assert list(data)[-1] == "acts"
    assert [(act["label"], act["reader"], act["parents"]) for act in data["acts"]] == [("begin", ANA, [])]


def test_history_tells_each_field_before_and_after(project: Project) -> None:
    project.act(ANA, "rename", [Edit("reader", ANA, {"name": "Anna"})])
    assert loaded(project, Choice(history=True))["acts"][1]["changes"] == [
        {"table": "reader", "id": ANA, "fields": {"name": ["Ana", "Anna"]}}
    ]


def test_a_filter_by_document_leaves_the_others_out(project: Project) -> None:
    data = loaded(project, Choice(documents=frozenset({MINUTES})))
    assert [item["id"] for item in data["documents"]] == [MINUTES]
    assert [item["id"] for item in data["annotations"]] == [CLAIM, LOST]


def test_a_filter_leaves_out_readers_and_entities_of_which_nothing_is_there(project: Project) -> None:
    data = loaded(project, Choice(documents=frozenset({MINUTES})))
    assert ([item["id"] for item in data["readers"]], data["entities"]) == ([SALMA], [])


def test_a_filter_by_kind_leaves_out_links_of_which_an_end_is_missing(project: Project) -> None:
    data = loaded(project, Choice(kinds=frozenset({"risk"})))
    assert ([item["id"] for item in data["annotations"]], data["links"]) == ([RISK], [])


def test_a_filter_keeps_links_of_which_both_ends_are_inside(project: Project) -> None:
    data = loaded(project, Choice(documents=frozenset({NOTES})))
    assert [item["id"] for item in data["links"]] == [LINK]


def test_a_filter_keeps_the_entity_that_a_used_one_is_the_same_as(project: Project) -> None:
    data = loaded(project, Choice(kinds=frozenset({"risk"})))
    assert [item["id"] for item in data["entities"]] == [UNION, NORTH]


def test_a_filter_by_reader_keeps_that_readers_tags_and_marks(project: Project) -> None:
    data = loaded(project, Choice(readers=frozenset({SALMA})))
    assert [item["id"] for item in data["annotations"]] == [CLAIM, LOST]
    assert [(item["document"], item["type"]) for item in data["marks"]] == [(WIRE, "done")]


def test_a_reader_who_did_nothing_that_is_there_is_not_listed(project: Project) -> None:
    project.act(ANA, "add", [Edit("reader", "a0000000-0000-4000-8000-000000000009", {"name": "Idle"})])
    assert [item["name"] for item in loaded(project)["readers"]] == ["Ana", "سلمى حداد"]


def test_an_entity_that_nothing_names_is_not_listed(project: Project) -> None:
    project.act(
        ANA, "add", [Edit("entity", "e0000000-0000-4000-8000-000000000009", {"category": "actor", "name": "X"})]
    )
    assert [item["name"] for item in loaded(project)["entities"]] == ["North Union", "The north", "Fees"]


def test_a_removed_document_takes_its_tags_out_of_the_export(project: Project) -> None:
    project.act(ANA, "remove", [Edit("document", NOTES, {"deleted": True})])
    data = loaded(project)
    assert [item["id"] for item in data["annotations"]] == [CLAIM, LOST, HALF]
    assert data["links"] == []


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        (Choice(documents=frozenset({"nowhere"})), "the project has no document nowhere"),
        (Choice(kinds=frozenset({"rumour"})), "the project has no kind rumour"),
        (Choice(readers=frozenset({"nobody", "no one"})), "the project has no reader no one (and 1 more)"),
    ],
    ids=["document", "kind", "readers"],
)
def test_a_filter_by_something_unknown_is_refused(project: Project, choice: Choice, why: str) -> None:
    with pytest.raises(Refused) as refused:
        exported(project, "json", choice)
    assert refused.value.problem.why == why


def test_progress_ends_with_all_tags_written(project: Project) -> None:
    told: list[tuple[int, int]] = []
    write(project, io.BytesIO(), Choice(), progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 5), (5, 5)]


def test_a_cancelled_export_is_refused(project: Project) -> None:
    with pytest.raises(Refused, match="it was stopped"):
        write(project, io.BytesIO(), Choice(), cancelled=lambda: True)


def test_an_empty_project_is_written_whole(blank: Project) -> None:
    data = loaded(blank)
    keys = ["readers", "entities", "documents", "annotations", "links", "decisions", "marks", "questions"]
    assert list(data) == ["format", "version", "offsets", "project", "codebook", *keys]
    assert [data[key] for key in keys] == [[]] * 8


def test_a_snapshot_is_exported_like_its_project(project: Project) -> None:
    with project.snapshot() as snapshot:
        assert exported(snapshot) == exported(project)


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_FLAT = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _WORDS
_PLAIN = st.deferred(lambda: _FLAT | st.lists(_PLAIN, max_size=3) | st.dictionaries(_WORDS, _PLAIN, max_size=3))


@given(_PLAIN)
def test_whatever_is_plain_is_laid_out_as_json_lays_it_out(value: object) -> None:
    assert pretty(value) == json.dumps(value, indent=2, ensure_ascii=False)


def test_the_export_is_utf_8_without_a_mark(project: Project) -> None:
    assert not exported(project).startswith(b"\xef\xbb\xbf")

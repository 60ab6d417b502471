from __future__ import annotations

import json

from hypothesis import given
from jsonschema import Draft202012Validator

from exchange.carrying import exported, imported, loaded
from exchange.straits import ANA, NOTES, SALMA
from glossator.exchange.registry import Choice
from glossator.model.people import Reader
from glossator.model.question import Is, IsSet, Not, Question, all_of, question_to_data
from glossator.operations.questions import remove, save, sound
from glossator.places import resource
from glossator.store import Project
from model.questions import questions

ANA_READER = Reader(ANA, "Ana")

UNBORNE = all_of([Is("kind", ("risk",)), Not(IsSet("bearer"))])


def test_a_question_is_written_in_words_and_as_a_tree(project: Project) -> None:
    kept = save(project, "Who pays?", UNBORNE, ANA_READER)
    assert loaded(project)["questions"] == [
        {
            "id": kept.id,
            "name": "Who pays?",
            "words": "kind is risk and without bearer",
            "filter": {"and": [{"is": "kind", "values": ["risk"]}, {"not": {"set": "bearer"}}]},
        }
    ]


def test_questions_come_by_name(project: Project) -> None:
    for name in ("b", "C", "a"):
        save(project, name, UNBORNE, ANA_READER)
    assert [one["name"] for one in loaded(project)["questions"]] == ["a", "b", "C"]


def test_a_question_that_was_removed_is_not_written(project: Project) -> None:
    save(project, "Who pays?", UNBORNE, ANA_READER)
    remove(project, "Who pays?", ANA_READER)
    assert loaded(project)["questions"] == []


def test_an_export_of_a_part_leaves_the_questions_of_the_whole_out(project: Project) -> None:
    save(project, "Who pays?", UNBORNE, ANA_READER)
    for choice in (Choice(documents=frozenset({NOTES})), Choice(readers=frozenset({SALMA}))):
        assert loaded(project, choice)["questions"] == []


def test_a_question_in_words_alone_is_taken(blank: Project, project: Project) -> None:
    data = loaded(project)
    data["questions"] = [{"id": "q", "name": "Who pays?", "words": "risks without a bearer"}]
    imported(blank, data)
    assert [(one.id, one.name, sound(one)) for one in blank.questions()] == [("q", "Who pays?", UNBORNE)]


def test_a_question_that_asks_something_else_here_stays_and_is_reported(blank: Project, project: Project) -> None:
    kept = save(project, "Who pays?", UNBORNE, ANA_READER)
    data = exported(project)
    imported(blank, data)
    save(blank, "who pays?", Is("kind", ("note",)), ANA_READER)
    report = imported(blank, data)
    assert [(one.id, one.field) for one in report.conflicting] == [(kept.id, "name"), (kept.id, "filter")]
    assert [sound(one) for one in blank.questions()] == [Is("kind", ("note",))]


@given(question=questions)
def test_every_question_is_what_the_schema_describes(question: Question) -> None:
    whole = json.loads(resource("schemas", "glossator-1.json").read_text(encoding="utf-8"))
    described = set(whole["$defs"]["condition"]["properties"])
    data = question_to_data(question)
    Draft202012Validator(whole["$defs"]["condition"] | {"$defs": whole["$defs"]}).validate(data)
    assert data.keys() <= described

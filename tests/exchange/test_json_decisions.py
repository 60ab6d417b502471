from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from exchange.carrying import exported, imported, loaded
from exchange.straits import ANA, NOTES, POSITION, RISK, SALMA, WIRE, empty
from glossator.exchange.registry import FORMATS, Choice
from glossator.model.identity import AGREED_READER, decision_id
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import entities, tags
from glossator.operations.settling import settle, settled_by, unsettle
from glossator.store import Project

Change = Callable[[dict[str, Any]], object]

SALMA_READER = Reader(SALMA, "سلمى حداد")


@pytest.fixture
def other(project: Project) -> str:
    """Make a tag of Salma's that differs from Ana's position."""
    fields = {"holder": 'A new <holder> & "co"', "stance": "against"}
    return tags.tag(project, NOTES, "position", [(17, 39)], reader=SALMA_READER, fields=fields).annotation.id


@pytest.fixture
def decision(project: Project, other: str) -> str:
    """Settle it."""
    note = "<script>'\u2028'</script> قالت 👩‍🚀"
    return settle(project, [POSITION, other], keep=[POSITION], reader=SALMA_READER, note=note).decision.id


def test_a_decision_is_written_with_every_side_in_the_shape_of_tags(
    project: Project, other: str, decision: str
) -> None:
    data = loaded(project)
    by_id = {tag["id"]: tag for tag in data["annotations"]}
    (written,) = data["decisions"]
    (agreed,) = [tag["id"] for tag in data["annotations"] if tag["reader"] == AGREED_READER]
    created = written.pop("created")
    assert created.endswith("Z")
    assert written == {
        "id": decision_id((POSITION, other)),
        "document": NOTES,
        "outcome": "kept",
        "kept": [POSITION],
        "discarded": [other],
        "sides": [by_id[id_] for id_ in sorted([POSITION, other])],
        "agreed": [agreed],
        "reader": SALMA,
        "note": "<script>'\u2028'</script> قالت 👩‍🚀",
    }
    assert list(data["decisions"][0]) == [
        *("id", "document", "outcome", "kept", "discarded", "sides", "agreed", "reader", "note"),
    ]


def test_decisions_come_back_the_same_and_still_settle(
    project: Project, blank: Project, other: str, decision: str
) -> None:
    data = exported(project)
    imported(blank, data)
    assert exported(blank) == data
    assert blank.decision(decision) == project.decision(decision)
    there = blank.annotations_by_id([POSITION, other])
    assert settled_by(blank, NOTES)(there) == decision
    assert blank.check() == []


def test_a_side_that_was_changed_and_removed_comes_back_as_it_was(
    project: Project, blank: Project, other: str, decision: str
) -> None:
    before = project.decision(decision)
    known = project.entity_named("actor", 'A new <holder> & "co"')
    assert known is not None
    entities.rename(project, known.id, "Renamed", SALMA_READER)
    tags.untag(project, other, reader=SALMA_READER)
    data = exported(project)
    imported(blank, data)
    assert exported(blank) == data
    assert blank.decision(decision) == before


def test_a_decision_that_is_there_is_left_and_its_differences_are_told(project: Project, decision: str) -> None:
    data = loaded(project)
    assert imported(project, data).conflicting == ()
    data["decisions"][0].update(
        outcome="none", kept=[], discarded=sorted([*data["decisions"][0]["kept"], *data["decisions"][0]["discarded"]])
    )
    before = exported(project)
    told = imported(project, data).conflicting
    assert [(one.id, one.field) for one in told] == [(decision, key) for key in ("outcome", "kept", "discarded")]
    assert exported(project) == before


def test_a_decision_that_was_taken_back_comes_again(project: Project, decision: str) -> None:
    data = exported(project)
    unsettle(project, decision, reader=SALMA_READER)
    assert loaded(project)["decisions"] == []
    imported(project, data)
    assert exported(project) == data


@pytest.mark.parametrize(
    ("choice", "held"),
    [
        pytest.param(Choice(documents=frozenset({NOTES})), True, id="its document"),
        pytest.param(Choice(documents=frozenset({WIRE})), False, id="another document"),
        pytest.param(Choice(kinds=frozenset({"position"})), True, id="its kind"),
        pytest.param(Choice(kinds=frozenset({"risk"})), False, id="another kind"),
        pytest.param(Choice(readers=frozenset({ANA, SALMA, AGREED_READER})), True, id="all its readers"),
        pytest.param(Choice(readers=frozenset({ANA, SALMA})), False, id="without the agreed reading"),
        pytest.param(Choice(readers=frozenset({ANA, AGREED_READER})), False, id="without one side"),
        pytest.param(Choice(readers=frozenset({AGREED_READER})), False, id="the agreed reading alone"),
    ],
)
def test_a_part_of_a_project_holds_the_decisions_that_it_has_all_tags_of(
    project: Project, blank: Project, decision: str, choice: Choice, held: bool
) -> None:
    data = exported(project, "json", choice)
    assert [one["id"] for one in loaded(project, choice)["decisions"]] == ([decision] if held else [])
    imported(blank, data)
    assert exported(blank) == data


def test_the_agreed_reading_is_exported_like_a_readers(project: Project, decision: str) -> None:
    data = loaded(project, Choice(readers=frozenset({AGREED_READER})))
    assert [reader["name"] for reader in data["readers"]] == ["Agreed"]
    (tag,) = data["annotations"]
    assert (tag["copied_from"], tag["fields"]["holder"]) == (POSITION, "The north")


def changed(**values: object) -> Change:
    return lambda data: data["decisions"][0].update(values)


def side(**values: object) -> Change:
    return lambda data: data["decisions"][0]["sides"][0].update(values)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param(changed(document="nowhere"), "is of the document nowhere, which is not there", id="document"),
        pytest.param(changed(reader="nobody"), "is of the reader nobody, who is not there", id="reader"),
        pytest.param(side(reader="nobody"), "is of the reader nobody, who is not there", id="a side's reader"),
        pytest.param(side(document=WIRE), "has a side of another document", id="a side's document"),
        pytest.param(side(id=RISK), "has another id than its sides give it", id="a side's id"),
        pytest.param(changed(kept=[]), "does not say of each side whether it was kept", id="kept"),
        pytest.param(
            changed(outcome="maybe"), 'decisions[0].outcome: "maybe" is none of kept, edited, none', id="outcome"
        ),
        pytest.param(changed(sides=[]), "decisions[0].sides: it holds less than 1", id="no sides"),
        pytest.param(
            lambda data: data["decisions"].append(dict(data["decisions"][0])), "stands there twice", id="twice"
        ),
    ],
)
def test_a_wrong_decision_refuses_the_file(
    project: Project, blank: Project, decision: str, change: Change, why: str
) -> None:
    data = loaded(project)
    change(data)
    before = exported(blank)
    with pytest.raises(Refused) as refused:
        imported(blank, data)
    assert why in str(refused.value)
    assert exported(blank) == before


def test_a_decision_of_a_project_with_other_documents_finds_its_own(
    project: Project, tmp_path: Any, decision: str
) -> None:
    with empty(tmp_path / "again.gloss") as again:
        imported(again, exported(project, "json", Choice(documents=frozenset({WIRE}))))
        imported(again, exported(project))
        assert again.decision(decision) == project.decision(decision)


@pytest.mark.parametrize("name", ["csv", "markdown"])
def test_formats_without_decisions_say_how_many_they_leave_out(project: Project, decision: str, name: str) -> None:
    assert "left out, decisions on differences: 1" in FORMATS[name].write(project, io.BytesIO(), Choice()).lines()

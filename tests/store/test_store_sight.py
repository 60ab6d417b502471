"""Whoever reads a document blind sees nothing of what others did on it, in any read, until the mark is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.model.identity import decision_id, mark_id, new_id
from glossator.store import Edit, Project, Reads
from glossator.store.panel_rows import light_tags
from store.world import ANN, BEN, actor, add_document, done, query, tag


def read_blind(project: Project, reader: str, document: str, *, on: bool = True) -> None:
    row = {"document": document, "reader": reader, "type": "blind", "deleted": not on}
    done(project.act(reader, "read blind", [Edit("mark", mark_id(document, reader, "blind", None, None), row)]))


@pytest.fixture
def both(project: Project) -> tuple[Project, str, str]:
    """Let Ann and Ben tag the same document, Ben with an actor of his own; Ann reads it blind."""
    document = project.documents()[0].id
    ours = tag(project, ANN, (0, 9), (10, 15))
    theirs = tag(project, BEN, (4, 20), (22, 30), kind="position", holder="The north")
    row = {"source": theirs, "target": ours, "relation": "answers", "reader": BEN}
    done(project.act(BEN, "link answers", [Edit("link", new_id(), row)]))
    row = {"document": document, "reader": BEN, "type": "read", "start": 0, "end": 30}
    done(project.act(BEN, "mark read", [Edit("mark", mark_id(document, BEN, "read", 0, 30), row)]))
    sides = decision_id((ours, theirs))
    row = {"document": document, "outcome": "none", "reader": BEN, "discarded": [ours, theirs]}
    done(project.act(BEN, "settle", [Edit("decision", sides, row)]))
    read_blind(project, ANN, document)
    project.seen_by(ANN)
    return project, ours, theirs


READS: dict[str, Callable[[Reads, str, str], object]] = {
    "annotations": lambda reads, _of, _id: [one.id for one in reads.annotations()],
    "annotation": lambda reads, _of, id_: reads.annotation(id_),
    "removed annotation": lambda reads, _of, id_: reads.annotation(id_, removed=True),
    "by id": lambda reads, _of, id_: reads.annotations_by_id([id_]),
    "found": lambda reads, _of, id_: getattr(reads.find_annotation(id_), "id", None),
    "marks of tags": lambda reads, of, _id: [row[0] for row in reads.marks_of_tags(of)],
    "statement rows": lambda reads, _of, _id: [row.id for row in reads.statement_rows()],
    "light tags": lambda reads, of, _id: [one.id for one in light_tags(reads, of)],
    "tags at": lambda reads, of, _id: reads.tags_at(of, 4, 20),
    "naming": lambda reads, _of, _id: reads.annotations_naming(actor("The north").id),
    "counts": lambda reads, of, _id: reads.counts().get(of, {}).get("position", 0),
    "uses": lambda reads, _of, _id: reads.uses(),
    "actors": lambda reads, _of, _id: reads.entities("actor"),
    "links": lambda reads, _of, _id: reads.links(),
    "marks": lambda reads, of, _id: reads.marks(of, BEN),
    "decisions": lambda reads, _of, _id: reads.decisions(),
    "history of the tag": lambda reads, _of, id_: reads.history_of("annotation", id_),
    "acts": lambda reads, _of, _id: [
        act.label for act in reads.acts() if act.reader == BEN and act.label not in ("join", "read blind")
    ],
}


@pytest.mark.parametrize("name", READS)
def test_a_read_tells_nothing_of_what_others_did_on_a_blind_document(both: tuple[Project, str, str], name: str) -> None:
    project, ours, theirs = both
    document = project.documents()[0].id
    told = READS[name](project, document, theirs)
    assert not told or told in ([ours], [ours, ours])
    with project.whole():
        assert READS[name](project, document, theirs) not in (told, None, [], {}, 0)


@pytest.mark.parametrize("name", READS)
def test_a_snapshot_sees_no_more_than_its_project(both: tuple[Project, str, str], name: str) -> None:
    project, _, theirs = both
    document = project.documents()[0].id
    with project.snapshot() as snapshot:
        assert READS[name](snapshot, document, theirs) == READS[name](project, document, theirs)


def test_what_is_hidden_is_counted_by_document_kind_and_reader(both: tuple[Project, str, str]) -> None:
    project, _, _ = both
    assert project.hidden_counts() == {(project.documents()[0].id, "position", BEN): 1}


def test_the_reader_of_the_blind_pass_alone_sees_less(both: tuple[Project, str, str]) -> None:
    project, ours, theirs = both
    project.seen_by(BEN)
    assert {one.id for one in project.annotations()} == {ours, theirs}


def test_another_document_is_seen_whole(both: tuple[Project, str, str]) -> None:
    project, ours, _ = both
    other, _ = add_document(project, BEN, "Another text of the same talks.", title="Other")
    first = project.documents()[0]
    done(project.act(BEN, "move", [Edit("document", first.id, {"position": 9})]))
    seen = tag(project, BEN, (0, 7))
    assert project.documents()[0].id == other
    assert {one.id for one in project.annotations()} == {ours, seen}


def test_all_is_seen_again_when_the_blind_pass_ends(both: tuple[Project, str, str]) -> None:
    project, ours, theirs = both
    read_blind(project, ANN, project.documents()[0].id, on=False)
    assert {one.id for one in project.annotations()} == {ours, theirs}


def test_undo_of_the_end_of_a_blind_pass_hides_again(both: tuple[Project, str, str]) -> None:
    project, ours, _ = both
    read_blind(project, ANN, project.documents()[0].id, on=False)
    done(project.undo(ANN))
    assert [one.id for one in project.annotations()] == [ours]


def test_an_actor_that_an_own_tag_names_is_seen(both: tuple[Project, str, str]) -> None:
    project, _, _ = both
    tag(project, ANN, (0, 9), kind="position", holder="The north")
    assert [one.name for one in project.entities("actor")] == ["The north"]


def test_a_name_finds_the_actor_that_hidden_tags_name(both: tuple[Project, str, str]) -> None:
    project, _, _ = both
    found = project.entity_named("actor", "the NORTH")
    assert found is not None
    assert found.id == actor("The north").id


def test_a_backup_and_a_check_are_whole(both: tuple[Project, str, str], tmp_path: Path) -> None:
    project, ours, theirs = both
    assert project.check() == []
    project.backup(tmp_path / "copy.gloss")
    assert {id_ for (id_,) in query(tmp_path / "copy.gloss", "SELECT id FROM annotation")} == {ours, theirs}


def test_reading_costs_no_condition_where_nothing_is_blind(project: Project) -> None:
    project.seen_by(ANN)
    assert project.seen() == ""

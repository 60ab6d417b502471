"""Versions of a document below every operation: where tags stand that nobody carried, and acts in portions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator.model.annotation import passage_at
from glossator.model.document import Content
from glossator.model.identity import mark_id, text_hash, version_id
from glossator.store import Act, Edit, Project, passage_values
from glossator.store.panel_rows import light_tags
from store.world import ANN, BEN, TEXT, everything, query, tag

NEW = f"New. {TEXT}"


def given(project: Project, text: str, further: Iterator[list[Edit]] | None = None) -> Act | None:
    """Give the first document another text, and carry no tag but those of the portions."""
    (document,) = project.documents()
    version = version_id(document.id, text_hash(text))
    row = {"document": document.id, "sha256": text_hash(text), "characters": len(text), "paragraphs": 1}
    edits = [Edit("document", document.id, {"version": version}), Edit("version", version, row)]
    return project.act(ANN, "version", edits, contents={version: Content(text)}, further=further or iter(()))


def carried(project: Project, id_: str, start: int, end: int) -> Edit:
    version = version_id(project.documents()[0].id, text_hash(NEW))
    return Edit("annotation", id_, {"passages": passage_values(version, [passage_at(NEW, start, end)])})


def test_a_tag_that_nobody_carried_waits_and_is_painted_nowhere(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (4, 9), (10, 15))
    document = project.documents()[0].id
    given(project, NEW)
    (found,) = project.annotations()
    assert [(one.start, one.end, one.quote, one.state) for one in found.passages] == [
        (None, None, TEXT[4:9], "ambiguous"),
        (None, None, TEXT[10:15], "ambiguous"),
    ]
    assert (project.marks_of_tags(document), project.extents(document, [ANN]), project.touched(ANN)) == (
        [],
        ([], {}),
        {},
    )
    assert (project.waiting(document), [one.waits for one in light_tags(project, document)]) == ([id_], [True])
    assert project.waiting_states() == {id_: {"ambiguous"}}
    assert query(path, 'SELECT part, start, "end" FROM annotation') == [(None, None, None)]
    assert project.check() == []


def test_it_stands_again_where_its_text_is_the_current_one_again(project: Project, path: Path) -> None:
    tag(project, ANN, (4, 9))
    given(project, NEW)
    given(project, TEXT)
    assert query(path, 'SELECT part, start, "end" FROM annotation') == [(0, 4, 9)]
    assert (project.waiting(project.documents()[0].id), project.check()) == ([], [])


def test_portions_of_an_act_are_told_and_undone_with_it(project: Project, path: Path) -> None:
    ids = [tag(project, ANN, (4, 9)), tag(project, ANN, (10, 15))]
    before = query(path, "SELECT annotation, start FROM passage ORDER BY 2")
    heard: list[set[str]] = []
    project.changed.append(lambda act: heard.append({one.id for one in act.changes}))
    given(project, NEW, iter([[carried(project, ids[0], 9, 14)], [carried(project, ids[1], 15, 20)]]))
    assert query(path, "SELECT annotation, start FROM passage ORDER BY 2") == [(ids[0], 9), (ids[1], 15)]
    assert (heard[0] >= {*ids}, project.check()) == (True, [])
    project.undo(ANN)
    assert (query(path, "SELECT annotation, start FROM passage ORDER BY 2"), project.check()) == (before, [])


def test_a_portion_that_cannot_be_made_leaves_nothing_of_the_act(project: Project, path: Path) -> None:
    id_ = tag(project, ANN, (4, 9))
    before = everything(path)

    def portions() -> Iterator[list[Edit]]:
        yield [carried(project, id_, 9, 14)]
        raise KeyError("stopped")

    with pytest.raises(KeyError):
        given(project, NEW, portions())
    assert everything(path) == before


def test_a_wrong_quotation_in_an_earlier_text_is_found(project: Project, path: Path) -> None:
    tag(project, ANN, (4, 9))
    given(project, NEW)
    project.close()
    connection = sqlite3.connect(path)
    with connection:
        connection.execute('UPDATE passage SET start = 5, "end" = 10')
    connection.close()
    with Project.open(path) as again:
        assert "its quote is not the text at 5:10" in [one.what for one in again.check()]


def test_the_places_that_tags_had_in_an_earlier_version_are_known(project: Project) -> None:
    first, second = tag(project, ANN, (4, 9), (10, 15)), tag(project, ANN, (0, 3))
    document = project.documents()[0]
    given(project, NEW, iter([[carried(project, first, 9, 14)]]))
    assert project.places_in(document.id, document.version) == [
        (second, "risk", ANN, 0, 0, 3),
        (first, "risk", ANN, 0, 4, 9),
        (first, "risk", ANN, 1, 10, 15),
    ]


def test_the_last_place_in_a_version_counts_and_removed_tags_are_left_out(project: Project) -> None:
    id_, removed = tag(project, ANN, (4, 9)), tag(project, ANN, (0, 3))
    document = project.documents()[0]
    moved = passage_values(document.version, [passage_at(TEXT, 10, 15)])
    project.act(ANN, "end", [Edit("annotation", id_, {"passages": moved})])
    project.act(ANN, "remove", [Edit("annotation", removed, {"deleted": True})])
    given(project, NEW)
    assert [(row[0], row[4], row[5]) for row in project.places_in(document.id, document.version)] == [(id_, 10, 15)]


def test_earlier_places_of_others_are_hidden_where_a_document_is_read_blind(project: Project) -> None:
    tag(project, ANN, (4, 9))
    document = project.documents()[0]
    given(project, NEW)
    blind = {"document": document.id, "reader": BEN, "type": "blind"}
    project.act(BEN, "blind", [Edit("mark", mark_id(document.id, BEN, "blind", None, None), blind)])
    project.seen_by(BEN)
    assert project.places_in(document.id, document.version) == []
    assert project.states_of_passages(document.id) == {}

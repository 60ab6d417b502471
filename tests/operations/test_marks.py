"""How far a reader is, what was read with nothing to tag, and the blind pass."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from glossator.exchange import json_export
from glossator.exchange.choice import Choice
from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import codebook, documents, marks, tags
from glossator.operations.completion import Place, candidates
from glossator.operations.importing import import_file
from glossator.operations.projects import move_document
from glossator.operations.undo import undo
from glossator.store import Project

HEADING, FIRST, SECOND = (0, 13), (15, 120), (122, 204)


def read(project: Project, reader: Reader) -> list[tuple[int | None, int | None]]:
    return [(mark.start, mark.end) for mark in project.marks(reader=reader.id) if mark.type == "read"]


def test_a_reader_is_in_one_state_at_a_time(project: Project, talks: Document, ada: Reader, ben: Reader) -> None:
    assert marks.state_of(project, talks.id, ada) == "unread"
    for state in ("reading", "done", "reading"):
        marks.mark_state(project, talks.id, ada, state)
    assert marks.state_of(project, talks.id, ada) == "reading"
    assert marks.states_of(project, ada) == {talks.id: "reading"}
    assert marks.state_of(project, talks.id, ben) == "unread"
    assert [mark.type for mark in project.marks()] == ["reading"]


def test_a_range_is_marked_as_read_once(project: Project, talks: Document, ada: Reader) -> None:
    for _ in range(2):
        marks.mark_read(project, talks.id, ada, *HEADING)
    assert read(project, ada) == [HEADING]


def test_ranges_that_overlap_are_one_mark(project: Project, talks: Document, ada: Reader) -> None:
    marks.mark_read(project, talks.id, ada, 0, 60)
    made = marks.mark_read(project, talks.id, ada, 40, 120)
    assert (made.start, made.end) == (0, 120)
    assert read(project, ada) == [(0, 120)]


def test_a_range_inside_a_mark_is_that_mark(project: Project, talks: Document, ada: Reader) -> None:
    marks.mark_read(project, talks.id, ada, 0, 120)
    made = marks.mark_read(project, talks.id, ada, 15, 40)
    assert (made.start, made.end) == (0, 120)
    assert project.can_undo(ada.id) == "mark Harbour talks read"
    undo(project, ada)
    assert read(project, ada) == []


def test_paragraphs_beside_one_another_stay_apart(project: Project, talks: Document, ada: Reader) -> None:
    assert marks.toggle_read(project, talks.id, ada, [HEADING, FIRST])
    assert read(project, ada) == [HEADING, FIRST]


def test_what_is_read_is_taken_back_by_the_same_again(project: Project, talks: Document, ada: Reader) -> None:
    marks.toggle_read(project, talks.id, ada, [FIRST])
    assert not marks.toggle_read(project, talks.id, ada, [FIRST])
    assert read(project, ada) == []


def test_of_a_long_mark_what_is_not_taken_back_stays(project: Project, talks: Document, ada: Reader) -> None:
    marks.mark_read(project, talks.id, ada, 0, 204)
    marks.take_back(project, talks.id, ada, [FIRST])
    assert read(project, ada) == [HEADING, SECOND]


@pytest.mark.parametrize(("start", "end"), [(0, 999), (5, 5), (-1, 3)])
def test_a_range_outside_the_text_is_not_marked(
    project: Project, talks: Document, ada: Reader, start: int, end: int
) -> None:
    with pytest.raises(Refused, match="was not marked as read"):
        marks.mark_read(project, talks.id, ada, start, end)


def test_tagged_and_marked_paragraphs_are_read(project: Project, talks: Document, ada: Reader, ben: Reader) -> None:
    tags.tag(project, talks.id, "risk", [(15, 30), (125, 130)], reader=ada)
    assert marks.progress(project, ada, [talks]) == {talks.id: marks.Progress(2, 3)}
    marks.mark_read(project, talks.id, ada, *HEADING)
    assert marks.progress(project, ada, [talks])[talks.id].share == 1.0
    assert marks.progress(project, ben, [talks]) == {talks.id: marks.Progress(0, 3)}


def test_a_document_that_is_done_is_read(project: Project, talks: Document, ada: Reader) -> None:
    marks.mark_state(project, talks.id, ada, "done")
    assert marks.progress(project, ada, [talks]) == {talks.id: marks.Progress(3, 3)}


@given(
    spans=some.lists(some.tuples(some.integers(0, 40), some.integers(1, 9)), max_size=6),
    cuts=some.lists(some.integers(0, 40), min_size=2, unique=True).map(sorted),
)
def test_the_paragraphs_that_are_read_are_those_with_a_touched_character(
    spans: list[tuple[int, int]], cuts: list[int]
) -> None:
    paragraphs = list(pairwise(cuts))
    ranges = [(start, start + length) for start, length in spans]
    touched = {
        at
        for at, (low, high) in enumerate(paragraphs)
        if any(start <= place < end for start, end in ranges for place in range(low, high))
    }
    assert marks.read_paragraphs(paragraphs, ranges) == touched


# The blind pass


@pytest.fixture
def blind(project: Project, talks: Document, ada: Reader, ben: Reader) -> str:
    """Let Ben tag, and Ada read blind; return the id of Ben's tag."""
    made = tags.tag(project, talks.id, "position", [(15, 40)], reader=ben, fields={"holder": "Northern government"})
    marks.mark_blind(project, talks.id, ada)
    project.seen_by(ada.id)
    return made.annotation.id


def test_a_blind_pass_begins_once(project: Project, talks: Document, ada: Reader, blind: str) -> None:
    marks.mark_blind(project, talks.id, ada)
    assert [mark.type for mark in project.marks()] == ["blind"]
    undo(project, ada)
    assert project.marks() == []


def test_done_ends_a_blind_pass_and_undo_brings_it_back(
    project: Project, talks: Document, ada: Reader, blind: str
) -> None:
    assert project.annotation(blind) is None
    marks.mark_state(project, talks.id, ada, "done")
    assert project.annotation(blind) is not None
    undo(project, ada)
    assert project.annotation(blind) is None


def test_a_document_that_was_done_is_read_blind_again(project: Project, talks: Document, ada: Reader) -> None:
    marks.mark_state(project, talks.id, ada, "done")
    marks.mark_blind(project, talks.id, ada)
    assert [mark.type for mark in project.marks()] == ["blind"]
    marks.end_blind(project, talks.id, ada)
    assert project.marks() == []


def test_names_that_hidden_tags_alone_use_are_not_offered(
    project: Project, talks: Document, ada: Reader, blind: str
) -> None:
    place = Place(talks.id, ((15, 60),))
    assert [one.text for one in candidates(project, place, "actor", reader=ada)] == []
    tags.tag(project, talks.id, "risk", [(122, 140)], reader=ada, fields={"bearer": "northern government"})
    assert [one.text for one in candidates(project, place, "actor", reader=ada)] == ["Northern government"]


def test_an_actor_that_only_hidden_tags_name_is_not_made_twice(
    project: Project, talks: Document, ada: Reader, blind: str
) -> None:
    tags.tag(project, talks.id, "risk", [(122, 140)], reader=ada, fields={"bearer": "northern government"})
    with project.whole():
        assert [entity.name for entity in project.entities("actor")] == ["Northern government"]


def test_an_import_of_hidden_tags_changes_nothing(
    project: Project, tmp_path: Path, ada: Reader, talks: Document, blind: str
) -> None:
    with project.whole(), (tmp_path / "all.json").open("wb") as out:
        json_export.write(project, out, Choice())
    report = import_file(project, tmp_path / "all.json", reader=ada)
    assert report.data() == {"added": [], "unchanged": [blind], "conflicting": [], "refused": []}


def test_marks_go_out_and_come_back_with_the_blind_one(
    project: Project, tmp_path: Path, ada: Reader, talks: Document, blind: str
) -> None:
    marks.mark_read(project, talks.id, ada, *HEADING)
    with (tmp_path / "mine.json").open("wb") as out:
        json_export.write(project, out, Choice())
    marks.mark_state(project, talks.id, ada, "done")
    marks.take_back(project, talks.id, ada, [HEADING])
    import_file(project, tmp_path / "mine.json", reader=ada)
    assert [(mark.type, mark.start, mark.end) for mark in project.marks(reader=ada.id)] == [
        ("blind", None, None),
        ("done", None, None),
        ("read", 0, 13),
    ]


def test_a_kind_that_hidden_tags_have_is_in_use(project: Project, ada: Reader, blind: str) -> None:
    with pytest.raises(Refused):
        codebook.replace(
            project, b'[[kinds]]\nkey = "risk"\nlabel = "Risk"\nshape = "triangle"\ncolour = "9C2411"\n', ada
        )


def test_hidden_tags_move_along_with_their_document(
    project: Project, tmp_path: Path, ada: Reader, talks: Document, blind: str
) -> None:
    move_document(project, talks.id, tmp_path / "other.gloss", reader=ada)
    with Project.open(tmp_path / "other.gloss", write=False) as other:
        assert other.annotation(blind) is not None


def test_a_document_is_described_while_it_is_read_blind(
    project: Project, talks: Document, ada: Reader, blind: str
) -> None:
    documents.describe(project, talks.id, ada, author="Ruiz")
    assert project.annotation(blind) is None

"""Another reader's tag is taken over as a copy, or answered by a tag of one's own."""

from __future__ import annotations

import pytest

from glossator.model.annotation import Annotation
from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import tags
from glossator.operations.undo import undo
from glossator.store import Project


@pytest.fixture
def theirs(project: Project, talks: Document, ben: Reader) -> Annotation:
    fields = {"holder": "Northern government", "stance": "for"}
    made = tags.tag(
        project, talks.id, "position", [(15, 40), (122, 130)], reader=ben, fields=fields, note="why", labels=["sea"]
    )
    return made.annotation


def test_a_copy_is_ones_own_and_says_where_it_comes_from(project: Project, theirs: Annotation, ada: Reader) -> None:
    copy = tags.take_over(project, theirs.id, reader=ada).annotation
    assert (copy.reader, copy.copied_from) == (ada.id, theirs.id)
    assert (copy.kind, copy.passages, copy.fields) == (theirs.kind, theirs.passages, theirs.fields)
    assert (copy.note, copy.labels) == ("why", ("sea",))
    undo(project, ada)
    assert project.annotation(copy.id) is None


def test_a_tag_is_taken_over_once(project: Project, theirs: Annotation, ada: Reader) -> None:
    first = tags.take_over(project, theirs.id, reader=ada)
    again = tags.take_over(project, theirs.id, reader=ada)
    assert (first.new, again.new) == (True, False)
    assert first.annotation.id == again.annotation.id


def test_an_answer_is_a_linked_tag_on_the_same_passages(project: Project, theirs: Annotation, ada: Reader) -> None:
    made = tags.answer(project, theirs.id, reader=ada).annotation
    assert (made.kind, made.passages, dict(made.fields), made.note) == ("position", theirs.passages, {}, "")
    (link,) = project.links()
    assert (link.source, link.target, link.relation, link.reader) == (made.id, theirs.id, "answers", ada.id)
    undo(project, ada)
    assert project.links() == []
    assert project.annotation(made.id) is None


def test_an_own_tag_that_is_there_becomes_the_answer(
    project: Project, theirs: Annotation, talks: Document, ada: Reader
) -> None:
    mine = tags.tag(project, talks.id, "position", [(15, 40), (122, 130)], reader=ada).annotation
    for _ in range(2):
        assert not tags.answer(project, theirs.id, reader=ada).new
    assert [(link.source, link.target) for link in project.links()] == [(mine.id, theirs.id)]


@pytest.mark.parametrize("act", [tags.take_over, tags.answer])
def test_ones_own_tag_is_neither_answered_nor_taken_over(
    project: Project, theirs: Annotation, ben: Reader, act: type
) -> None:
    with pytest.raises(Refused, match="your own"):
        act(project, theirs.id, reader=ben)

"""Compare: documents side by side, what belongs together marked, tags linked by keys."""

from pathlib import Path

import pytest

from driving import TALKS, press, rows
from glossator.operations import documents, people, tags
from glossator.store import Project

OTHER = "A second reading\n\nThe northern government now says that pilotage may wait. 東京 is silent.\n"


@pytest.fixture
def two_documents(talks: Path, tmp_path: Path) -> Path:
    """Add a second document; in both the same holder has a position."""
    text = tmp_path / "second.txt"
    text.write_text(OTHER, encoding="utf-8")
    with Project.open(talks) as project:
        mara = people.reader_for(project, "Mara")
        first = project.documents()[0].id
        second = documents.add_files(project, [text], reader=mara).added[0].document.id
        for document, whole, words in (
            (first, TALKS, "pilotage must come first"),
            (second, OTHER, "pilotage may wait"),
        ):
            start = whole.index(words)
            span = (start, start + len(words))
            tags.tag(project, document, "position", [span], reader=mara, fields={"holder": "Northern government"})
        start = OTHER.index("東京 is silent")
        tags.tag(project, second, "claim", [(start, start + 12)], reader=mara)
    return talks


@pytest.fixture
def beside(qtbot, open_project, two_documents: Path):
    """Show both documents side by side, by keys."""
    window = open_project(two_documents)
    press("Ctrl+2", "Ctrl+2")
    qtbot.waitUntil(window.is_still)
    return window.compare


def test_each_document_stands_in_its_column(beside):
    assert [column.heading.accessibleName() for column in beside.columns] == [
        "The strait talks resume. 1 position",
        "A second reading. 1 position, 1 claim",
    ]


def test_two_tags_are_linked_by_keys(qtbot, beside, two_documents):
    press("]", "l", "F6", "]", "4")
    assert rows(two_documents, "SELECT relation FROM link WHERE deleted = 0") == [("softens",)]


def test_a_link_is_drawn_between_the_columns(qtbot, beside):
    press("]", "l", "F6", "]", "4")
    qtbot.waitUntil(beside.window().is_still)
    assert [thread.relation for thread in beside.gutters[0].threads] == ["softens"]


def test_escape_gives_an_armed_link_up(beside, two_documents):
    press("]", "l", "Esc", "F6", "]", "4")
    assert rows(two_documents, "SELECT count(*) FROM link") == [(0,)]


def test_an_armed_link_is_shown_as_a_chip(beside):
    press("]", "l")
    status = beside.window().status
    assert status.link.isVisible()
    assert status.link.text() == "Link from “pilotage must come first”"


def test_choosing_a_holder_marks_what_belongs_to_it(beside):
    holder = beside.window().desk.project.entity_named("actor", "Northern government")
    beside.beside.mark_entity(holder)
    marked = [sum(1 for id_ in column.page.shown.marked if id_ in column.tags) for column in beside.columns]
    assert marked == [1, 1]


def test_columns_scroll_freely_at_first(qtbot, beside):
    beside.window().resize(1000, 360)
    qtbot.waitUntil(beside.window().is_still)
    left, right = beside.columns
    left.page.verticalScrollBar().setValue(40)
    assert right.page.verticalScrollBar().value() == 0


def test_a_link_survives_a_change_of_mode(qtbot, beside, two_documents):
    window = beside.window()
    press("]", "l", "Ctrl+1")
    assert window.linking.words == "Link from “pilotage must come first”"
    press("Ctrl+PgDown")
    qtbot.waitUntil(window.is_still)
    press("]", "5")
    assert rows(two_documents, "SELECT relation FROM link WHERE deleted = 0") == [("supports",)]


def test_a_document_stands_at_two_places(qtbot, beside):
    compare, window = beside, beside.window()
    document = compare.beside.pages[0].document.id
    actions = compare.bar.documents.menu().actions()
    next(action for action in actions if action.text().endswith("a second place")).trigger()
    qtbot.waitUntil(window.is_still)
    assert [page.document.id for page in compare.beside.pages].count(document) == 2


def test_choosing_a_tag_marks_what_is_on_its_issue(qtbot, open_project, two_documents):
    with Project.open(two_documents) as project:
        mara = people.reader_for(project, "Mara")
        ids = [tag.id for tag in project.annotations(kinds=["position"])]
        for tag in ids:
            tags.edit(project, tag, reader=mara, fields={"issue": "Pilotage"})
    window = open_project(two_documents)
    press("Ctrl+2", "Ctrl+2")
    qtbot.waitUntil(window.is_still)
    press("]")
    assert [column.page.shown.marked for column in window.compare.columns] == [frozenset(ids[1:]), frozenset(ids[1:])]


def test_beside_the_only_document_it_is_said_why_there_is_no_other(qtbot, open_project, talks):
    window = open_project(talks)
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    columns = window.compare.side_by_side
    assert not columns.alone.isVisible()
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    assert columns.alone.isVisible()
    assert "comparing needs two" in columns.alone.text()
    assert not columns.alone.geometry().intersects(columns.columns[0].geometry())


def test_beside_two_documents_nothing_is_said(beside):
    assert not beside.side_by_side.alone.isVisible()

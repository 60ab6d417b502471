"""Reading a project: orders, counts, names, and the moment that a snapshot keeps."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model.annotation import passage_at
from glossator.model.document import Block, Content, Document, Span
from glossator.model.identity import mark_id, new_id, sha256, text_hash
from glossator.model.problem import Problem, Refused
from glossator.store import Edit, Project, passage_values
from glossator.store.contents import read_content, write_content
from glossator.store.tag_reads import _IN_PLACE, _ORDER, _STARTS
from store.world import ANN, BEN, TEXT, actor, add_document, done, query, tag

_LOOK = "no document has this id or title, look at the list of documents"


def test_a_document_is_read_as_it_was_added(project: Project) -> None:
    (document,) = project.documents()

    assert (document.title, document.position, document.characters) == ("Minutes", 1, len(TEXT))
    assert document.sha256 == text_hash(TEXT)
    assert project.text(document.version) == TEXT
    assert project.source_bytes(sha256(TEXT.encode())) == TEXT.encode()
    assert [(version.id, version.current) for version in project.versions(document.id)] == [(document.version, True)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("Minutes", "Minutes", id="title"),
        pytest.param("a1", "First", id="prefix"),
        pytest.param("b1", "Second", id="title before prefix"),
        pytest.param("a", "“a” is no one document, it names 2 of them, give an id: a1, a2", id="several"),
        pytest.param("x", f"“x” was not found, {_LOOK}", id="none"),
        pytest.param("", f"“” was not found, {_LOOK}", id="blank"),
    ],
)
def test_a_document_is_found_by_what_a_person_types(project: Project, words: str, found: str) -> None:
    known = project.documents()[0]
    for id_, title in (("a1", "First"), ("a2", "b1"), ("b1x", "Second")):
        edit = {"title": title, "media_type": "text/plain", "position": 2, "source": {}, "version": known.version}
        done(project.act(ANN, "add", [Edit("document", id_, edit)]))
    if words == "b1":
        found = "b1"

    answer = project.find_document(words)

    assert (answer.title if isinstance(answer, Document) else str(answer)) == found


def test_a_tag_is_found_by_the_first_characters_of_its_id(project: Project) -> None:
    id_ = tag(project, ANN, (4, 9))

    found = project.find_annotation(id_[:8])

    assert found == project.annotation(id_)
    assert isinstance(project.find_annotation("no such"), Problem)
    assert isinstance(project.find_annotation(""), Problem)


def test_tags_come_in_the_exports_order_and_those_without_a_place_last(project: Project) -> None:
    add_document(project, text="Another text, and more of it.", title="Second")
    first, second = project.documents()
    for id_, document, start, end in (
        ("e", second, 0, 7),
        ("d", first, 4, 9),
        ("c", first, 4, 9),
        ("b", first, 4, 15),
        ("a", first, 10, 15),
    ):
        passages = passage_values(document.version, [passage_at(project.text(document.version), start, end)])
        _make(project, id_, document.id, passages)
    lost = [{"version": first.version, "start": None, "end": None, "quote": "gone", "state": "lost"}]
    _make(project, "0", first.id, lost)

    assert [annotation.id for annotation in project.annotations()] == ["c", "d", "b", "a", "0", "e"]
    assert [annotation.id for annotation in project.annotations(document=second.id)] == ["e"]


def _make(project: Project, id_: str, document: str, passages: object) -> None:
    fields = {"document": document, "reader": ANN, "kind": "risk", "passages": passages}
    done(project.act(ANN, "tag", [Edit("annotation", id_, fields)]))  # type: ignore[arg-type]


def test_the_place_of_a_tag_is_its_first_attached_passage(project: Project) -> None:
    version = project.documents()[0].version
    passages = [
        {"version": version, "start": None, "end": None, "quote": "gone", "state": "lost"},
        {"version": version, "start": 42, "end": 47, "quote": "south"},
        {"version": version, "start": 4, "end": 9, "quote": "north"},
    ]
    document = project.documents()[0].id
    _make(project, "x", document, passages)

    assert project.marks_of_tags(document) == [("x", "risk", ANN, 2, 4, 9), ("x", "risk", ANN, 1, 42, 47)]
    assert project.tags_at(document, 42, 47) == ["x"]


@pytest.mark.parametrize("start", _STARTS)
def test_the_exports_order_comes_from_the_index_and_sorts_nothing(project: Project, path: Path, start: str) -> None:
    plan = query(path, f"EXPLAIN QUERY PLAN {_IN_PLACE} AND a.start {start} {_ORDER}", "x")

    steps = [str(row[3]) for row in plan]
    assert [step for step in steps if "SEARCH" in step]
    assert [step for step in steps if "TEMP B-TREE" in step or "SCAN" in step] == []


def test_tags_are_filtered_by_kind_and_reader(project: Project) -> None:
    mine = tag(project, ANN, (4, 9), kind="position")
    theirs = tag(project, BEN, (4, 9), kind="risk")

    assert [a.id for a in project.annotations(kinds=["position"])] == [mine]
    assert [a.id for a in project.annotations(readers=[BEN])] == [theirs]
    assert list(project.annotations(kinds=["position"], readers=[BEN])) == []


def test_counts_are_by_document_and_kind(project: Project) -> None:
    document = project.documents()[0].id
    tag(project, ANN, (4, 9), kind="position")
    tag(project, BEN, (4, 9), kind="risk")
    tag(project, ANN, (10, 15), kind="risk")
    project.undo(BEN)

    assert project.counts() == {document: {"position": 1, "risk": 1}}
    assert project.counts(readers=[BEN]) == {}


def test_a_link_is_listed_while_both_ends_are_there(project: Project) -> None:
    source, target = tag(project, ANN, (4, 9)), tag(project, ANN, (10, 15))
    made = {"source": source, "target": target, "relation": "contradicts", "reader": ANN}
    done(project.act(ANN, "link", [Edit("link", new_id(), made)]))
    before = [(link.source, link.target, link.relation) for link in project.links()]

    done(project.act(ANN, "untag", [Edit("annotation", target, {"deleted": True})]))
    without = project.links()
    project.undo(ANN)

    assert before == [(source, target, "contradicts")]
    assert without == []
    assert len(project.links(project.documents()[0].id)) == 1


def test_marks_are_listed_by_document_and_reader(project: Project) -> None:
    document = project.documents()[0].id
    for reader, type_, start, end in ((BEN, "done", None, None), (ANN, "read", 0, 9)):
        id_ = mark_id(document, reader, type_, start, end)
        fields = {"document": document, "reader": reader, "type": type_, "start": start, "end": end}
        done(project.act(reader, "mark", [Edit("mark", id_, fields)]))

    assert [(mark.reader, mark.type, mark.start, mark.end) for mark in project.marks()] == [
        (ANN, "read", 0, 9),
        (BEN, "done", None, None),
    ]
    assert [mark.reader for mark in project.marks(document=document, reader=BEN)] == [BEN]


def test_an_entity_is_found_by_any_alias_and_stands_for_those_joined_to_it(project: Project) -> None:
    north, capital = actor("Northern government"), actor("Nordhavn")
    done(project.act(ANN, "make", [north, Edit(capital.table, capital.id, {**capital.fields, "aliases": ["ＮＨ"]})]))
    done(project.act(ANN, "same as", [Edit("entity", capital.id, {"same_as": north.id})]))

    found = [project.entity_named("actor", name) for name in ("NORTHERN  government", "nordhavn", "nh", "issue")]

    assert [entity and entity.id for entity in found] == [north.id, north.id, north.id, None]
    assert project.entity_named("issue", "nordhavn") is None


def test_uses_count_live_tags(project: Project) -> None:
    tag(project, ANN, (4, 9), kind="position", holder="North")
    tag(project, ANN, (10, 15), kind="position", holder="North")
    tag(project, BEN, (10, 15), kind="position", holder="North")
    project.undo(BEN)

    assert project.uses() == {actor("North").id: 2}
    assert len(project.annotations_naming(actor("North").id)) == 2
    assert project.last_named(ANN, "actor", 5) == [actor("North").id]


def test_readers_are_used_when_something_of_theirs_is_there(project: Project) -> None:
    tag(project, BEN, (4, 9))

    assert [reader.name for reader in project.readers()] == ["Ann", "Ben"]
    assert [reader.name for reader in project.readers(used_only=True)] == ["Ben"]


def test_a_text_that_is_not_there_is_said(project: Project) -> None:
    with pytest.raises(Refused, match="the text of a document is missing"):
        project.text("no such version")


def test_a_snapshot_keeps_its_moment_in_another_thread(project: Project) -> None:
    tag(project, ANN, (4, 9))
    taken, tagged = threading.Event(), threading.Event()
    seen: list[int] = []

    def read() -> None:
        with project.snapshot() as snapshot:
            taken.set()
            assert tagged.wait(10)
            seen.append(len(list(snapshot.annotations())))
        with project.snapshot() as snapshot:
            seen.append(len(list(snapshot.annotations())))

    thread = threading.Thread(target=read)
    thread.start()
    assert taken.wait(10)
    tag(project, ANN, (10, 15))
    tagged.set()
    thread.join()

    assert seen == [1, 2]


_DATA = st.dictionaries(st.text(max_size=3), st.one_of(st.none(), st.integers(0, 9), st.text(max_size=3)), max_size=2)
_NUMBER = st.none() | st.integers(1, 6)
_KIND = st.sampled_from(["paragraph", "heading", "page"])


@settings(max_examples=50, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.builds(Block, _KIND, st.integers(0, 9), st.integers(9, 20), _NUMBER, _NUMBER, _DATA), max_size=4),
    st.lists(
        st.builds(Span, _KIND, st.integers(0, 9), st.integers(9, 20), st.none() | st.text(max_size=4)), max_size=4
    ),
)
def test_content_reads_back_as_it_was_written(text: str, blocks: list[Block], spans: list[Span]) -> None:

    content = Content(text, tuple(blocks), tuple(spans))
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE content (version PRIMARY KEY, text, blocks, spans)")
    write_content(connection, "v", content)
    (row,) = connection.execute("SELECT text, blocks, spans FROM content").fetchall()
    connection.close()

    assert read_content(*row) == content

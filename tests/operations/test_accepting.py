"""What waits after a new version is listed, and settled passage by passage by the tag's own reader."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from glossator.exchange import json_export
from glossator.exchange.choice import Choice
from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import documents, marks, tags
from glossator.operations.accepting import accept
from glossator.operations.importing import import_file
from glossator.operations.projects import create
from glossator.operations.undo import undo
from glossator.operations.updating import Updated, update
from glossator.operations.waiting import review
from glossator.store import Project
from operations.updates import NEW, OLD, passages, place, reading_of, tagged, updated

REGISTER = "a common register of vessels"
PILOTS = "only if pilots go first"
TWO_PILOTS = "only if two pilots go first"
SHIPS = "Ships wait outside the strait"


@pytest.fixture
def minutes(project: Project, ada: Reader) -> Document:
    return documents.add_reading(project, reading_of(OLD), reader=ada).document


def test_what_waits_is_listed_in_the_order_of_the_text_with_where_it_was(
    project: Project, minutes: Document, ada: Reader
) -> None:
    lost, edited = tagged(project, minutes, ada, SHIPS), tagged(project, minutes, ada, PILOTS)
    tagged(project, minutes, ada, REGISTER)
    updated(project, minutes, NEW, ada)
    first, second = review(project, minutes.id)
    assert (first.tag.id, first.status, second.tag.id, second.status) == (edited.id, "edited", lost.id, "lost")
    assert (first.candidates[0].start, first.candidates[0].end) == place(NEW, TWO_PILOTS)
    places = [(one.before.version, one.before.start, one.before.end) for one in (first, second) if one.before]
    assert places == [(minutes.version, *place(OLD, PILOTS)), (minutes.version, *place(OLD, SHIPS))]


def test_the_proposal_is_taken(project: Project, minutes: Document, ada: Reader) -> None:
    tag = tagged(project, minutes, ada, PILOTS)
    updated(project, minutes, NEW, ada)
    (one,) = review(project, minutes.id)
    accept(project, tag.id, ada, span=(one.candidates[0].start, one.candidates[0].end))
    assert passages(project, "quote", "tagged_quote", "state") == [(TWO_PILOTS, PILOTS, "anchored")]
    assert (review(project, minutes.id), project.check()) == ([], [])


def test_a_lost_passage_is_given_a_place_by_hand_and_an_undo_takes_it_back(
    project: Project, minutes: Document, ada: Reader
) -> None:
    tag = tagged(project, minutes, ada, SHIPS)
    updated(project, minutes, NEW, ada)
    before = passages(project, "p.*", "a.start")
    accept(project, tag.id, ada, span=place(NEW, "before the winter"))
    start, end = place(NEW, "before the winter")
    columns = ("p.start", 'p."end"', "quote", "tagged_quote", "state", "a.start")
    assert passages(project, *columns) == [(start, end, "before the winter", SHIPS, "anchored", start)]
    undo(project, ada)
    assert passages(project, "p.*", "a.start") == before


def test_a_passage_left_without_a_place_stays_so_in_the_next_version(
    project: Project, minutes: Document, ada: Reader
) -> None:
    tag = tagged(project, minutes, ada, PILOTS)
    updated(project, minutes, NEW, ada)
    accept(project, tag.id, ada, span=None)
    left = [(None, None, PILOTS, None, "lost", None, None)]
    columns = ("p.start", 'p."end"', "quote", "tagged_quote", "state", "version", "a.start")
    assert (passages(project, *columns), review(project, minutes.id)) == (left, [])
    updated(project, minutes, OLD, ada)
    assert (passages(project, *columns), review(project, minutes.id)) == (left, [])


def test_a_passage_left_without_a_place_can_still_be_given_one(
    project: Project, minutes: Document, ada: Reader
) -> None:
    tag = tagged(project, minutes, ada, PILOTS)
    updated(project, minutes, NEW, ada)
    accept(project, tag.id, ada, span=None)
    accept(project, tag.id, ada, span=place(NEW, TWO_PILOTS))
    assert passages(project, "quote", "state") == [(TWO_PILOTS, "anchored")]


def test_parts_are_settled_one_by_one(project: Project, minutes: Document, ada: Reader) -> None:
    tag = tagged(project, minutes, ada, PILOTS, SHIPS, REGISTER)
    updated(project, minutes, NEW, ada)
    with pytest.raises(Refused, match="2 of its passages wait, name one: 0, 1"):
        accept(project, tag.id, ada, span=None)
    with pytest.raises(Refused, match="part 2 of the tag does not wait for a look"):
        accept(project, tag.id, ada, part=2, span=None)
    accept(project, tag.id, ada, part=1, span=place(NEW, "before the winter"))
    assert passages(project, "state") == [("edited",), ("anchored",), ("anchored",)]
    accept(project, tag.id, ada, span=place(NEW, TWO_PILOTS))
    assert passages(project, "state") == [("anchored",), ("anchored",), ("anchored",)]


def test_a_place_over_another_passage_of_the_tag_is_refused(project: Project, minutes: Document, ada: Reader) -> None:
    tag = tagged(project, minutes, ada, SHIPS, REGISTER)
    updated(project, minutes, NEW, ada)
    with pytest.raises(Refused, match="overlap"):
        accept(project, tag.id, ada, span=place(NEW, "register"))


def test_another_readers_tag_is_not_accepted_but_the_agreed_readings_is(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    tag = tagged(project, minutes, ben, SHIPS)
    updated(project, minutes, NEW, ada)
    with pytest.raises(Refused, match="it is Ben's, and only its own reader may change it"):
        accept(project, tag.id, ada, span=None)


def test_a_further_passage_leaves_those_that_wait_as_they_are(project: Project, minutes: Document, ada: Reader) -> None:
    tag = tagged(project, minutes, ada, PILOTS, SHIPS)
    updated(project, minutes, NEW, ada)
    tags.add_passage(project, tag.id, *place(NEW, REGISTER), reader=ada)
    assert passages(project, "quote", "tagged_quote", "state") == [
        (TWO_PILOTS, PILOTS, "edited"),
        (REGISTER, None, "anchored"),
        (SHIPS, None, "lost"),
    ]
    assert [(one.part, one.status, one.before is not None) for one in review(project, minutes.id)] == [
        (0, "edited", True),
        (2, "lost", True),
    ]


def test_moving_a_tag_settles_it(project: Project, minutes: Document, ada: Reader) -> None:
    tag = tagged(project, minutes, ada, PILOTS)
    updated(project, minutes, NEW, ada)
    tags.edit(project, tag.id, reader=ada, spans=[place(NEW, TWO_PILOTS)])
    assert passages(project, "quote", "tagged_quote", "state") == [(TWO_PILOTS, None, "anchored")]


def test_others_tags_on_a_document_read_blind_are_not_reviewed(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    own, _ = tagged(project, minutes, ada, SHIPS), tagged(project, minutes, ben, PILOTS)
    marks.mark_blind(project, minutes.id, ada)
    updated(project, minutes, NEW, ada)
    project.seen_by(ada.id)
    assert [one.tag.id for one in review(project, minutes.id)] == [own.id]


def test_what_came_by_import_and_waits_is_sought_by_its_words(
    project: Project, minutes: Document, ada: Reader, tmp_path: Path
) -> None:
    tagged(project, minutes, ada, SHIPS)
    updated(project, minutes, NEW, ada)
    with (tmp_path / "out.json").open("wb") as out:
        json_export.write(project, out, Choice())
    with create(tmp_path / "other.gloss") as other:
        import_file(other, tmp_path / "out.json", reader=ada)
        (one,) = review(other, minutes.id)
        assert (one.status, one.passage.quote, one.before) == ("lost", SHIPS, None)
        updated(other, other.documents()[0], OLD, ada)
        assert passages(other, "p.start", "state") == [(place(OLD, SHIPS)[0], "anchored")]
        assert other.check() == []


def test_another_thread_updates_a_lent_project_and_the_owner_hears_of_it(
    project: Project, minutes: Document, ada: Reader
) -> None:
    tag = tagged(project, minutes, ada, REGISTER)
    heard: list[tuple[str, set[str]]] = []
    project.changed.append(lambda act: heard.append((act.label, {one.id for one in act.changes})))
    found: list[Updated | None] = []

    def work() -> None:
        with project.lend(lambda: False) as lent:
            found.append(update(lent, minutes.id, reading_of(NEW), reader=ada))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    project.hear()
    assert [one.outcome for one in found if one] == ["done"]
    ((label, touched),) = heard
    assert label == "new version of Minutes of the harbour"
    assert touched >= {tag.id, minutes.id}
    assert [one.first.start for one in project.annotations()] == [place(NEW, REGISTER)[0]]


def test_what_was_left_without_a_place_waits_no_more_after_export_and_import(
    project: Project, minutes: Document, ada: Reader, tmp_path: Path
) -> None:
    tag = tagged(project, minutes, ada, SHIPS)
    updated(project, minutes, NEW, ada)
    accept(project, tag.id, ada, span=None)
    out = tmp_path / "export.json"
    with out.open("wb") as stream:
        json_export.write(project, stream, Choice())
    with create(tmp_path / "other.gloss") as other:
        import_file(other, out, "json", reader=ada)
        assert [(one.id, one.state) for one in other.annotations()] == [(tag.id, "lost")]
        assert review(other, minutes.id) == []
        again = tmp_path / "again.json"
        with again.open("wb") as stream:
            json_export.write(other, stream, Choice())
    assert b'"left": true' in out.read_bytes()
    assert again.read_bytes() == out.read_bytes()


def test_what_is_said_to_be_changed_waits_whatever_its_words(project: Project, ada: Reader) -> None:
    lines = [f"Line {number} of the harbour’s book says what came and what went." for number in range(4)]
    lines += ["Repeat me.", "Repeat me."]
    book = documents.add_reading(project, reading_of("\n\n".join(lines)), reader=ada).document
    text = project.text(book.version)
    at = text.index("Repeat me.")
    for start in (at, text.index("Repeat me.", at + 1)):
        tags.tag(project, book.id, "note", [(start, start + 10)], reader=ada)
    done = updated(project, book, "\n\n".join(reversed(lines)), ada)
    unsettled = {one.id for one in done.passages if one.status not in ("exact", "moved")}
    assert {one.tag.id for one in review(project, book.id)} == unsettled


def test_the_very_words_elsewhere_are_offered_and_never_taken(project: Project, ada: Reader) -> None:
    lead = "Ships wait outside the strait, and nobody says why they do."
    book = documents.add_reading(
        project, reading_of(f"{lead}\n\nThe talks went on.\n\n{lead}\n\nThey ended.\n"), reader=ada
    )
    at = project.text(book.document.version).rindex(lead)
    tags.tag(project, book.document.id, "note", [(at, at + len(lead))], reader=ada)
    updated(project, book.document, f"{lead}\n\nThe talks went on.\n\nThey ended.\n", ada)
    (one,) = review(project, book.document.id)
    assert (one.status, [(place.start, place.end) for place in one.candidates]) == ("lost", [(0, len(lead))])


def test_words_that_come_back_are_as_they_were_tagged(project: Project, minutes: Document, ada: Reader) -> None:
    tagged(project, minutes, ada, PILOTS)
    updated(project, minutes, NEW, ada)
    assert passages(project, "state") == [("edited",)]
    updated(project, minutes, NEW.replace(TWO_PILOTS, PILOTS) + "\nAnnex.\n", ada)
    assert passages(project, "quote", "state", "tagged_quote") == [(PILOTS, "anchored", None)]

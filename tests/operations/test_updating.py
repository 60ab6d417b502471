"""A new version of a document: every tag carried, nothing removed, one act."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import documents, marks, settling, tags
from glossator.operations.projects import move_document
from glossator.operations.undo import redo, undo
from glossator.operations.updating import adopt, read_again, return_to, update
from glossator.store import Project
from operations.updates import NEW, OLD, passages, place, reading_of, statuses, tagged, updated

REGISTER = "a common register of vessels"
PILOTS = "only if pilots go first"
SHIPS = "Ships wait outside the strait"


@pytest.fixture
def minutes(project: Project, ada: Reader) -> Document:
    return documents.add_reading(project, reading_of(OLD), reader=ada).document


def test_the_new_text_is_a_version_beside_the_old_one_with_bytes_of_its_own(
    project: Project, minutes: Document, ada: Reader
) -> None:
    done = updated(project, minutes, NEW, ada)
    assert (done.outcome, done.document.characters) == ("done", len(NEW))
    assert [version.current for version in project.versions(minutes.id)] == [False, True]
    assert [project.text(version.id) for version in project.versions(minutes.id)] == [OLD, NEW]
    assert project.source_bytes(done.document.source.sha256 or "") == NEW.encode()
    assert project.source_bytes(minutes.source.sha256 or "") == OLD.encode()
    assert project.check() == []


def test_words_that_are_there_as_they_were_are_tagged_where_they_are_now(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    one, other = tagged(project, minutes, ada, REGISTER), tagged(project, minutes, ben, "The Southern ministry")
    done = updated(project, minutes, NEW, ada)
    assert statuses(done, [one.id, other.id]) == ["exact", "exact"]
    places = {tag.id: (tag.first.start, tag.first.end, tag.first.state) for tag in project.annotations()}
    assert places[one.id] == (*place(NEW, REGISTER), "anchored")
    assert places[other.id] == (*place(NEW, "The Southern ministry"), "anchored")


def test_words_that_changed_are_attached_and_keep_what_was_tagged(
    project: Project, minutes: Document, ada: Reader
) -> None:
    tag = tagged(project, minutes, ada, PILOTS)
    done = updated(project, minutes, NEW, ada)
    assert statuses(done, [tag.id]) == ["edited"]
    assert passages(project, "quote", "tagged_quote", "state") == [("only if two pilots go first", PILOTS, "edited")]


def test_words_that_are_gone_keep_their_quotation_and_their_version(
    project: Project, minutes: Document, ada: Reader
) -> None:
    tag = tagged(project, minutes, ada, SHIPS)
    done = updated(project, minutes, NEW, ada)
    assert statuses(done, [tag.id]) == ["lost"]
    (row,) = passages(project, 'p.start, p."end", quote, prefix, suffix, state, version, a.start')
    before, after = "ums could double before the winter. "[-32:], ".\n\nThe island state asks for a common"[:32]
    assert row == (None, None, SHIPS, before, after, "lost", minutes.version, None)


def test_each_passage_is_carried_by_itself_and_the_tag_shows_the_worst(
    project: Project, minutes: Document, ada: Reader
) -> None:
    tagged(project, minutes, ada, PILOTS, SHIPS, REGISTER)
    done = updated(project, minutes, NEW, ada)
    assert [(one.part, one.status) for one in done.passages] == [(0, "edited"), (1, "lost"), (2, "exact")]
    (tag,) = project.annotations()
    assert tag.state == "lost"
    assert (tag.first.start, tag.first.end) == place(NEW, "only if two pilots go first")
    assert done.counts == {"exact": 1, "moved": 0, "edited": 1, "ambiguous": 0, "lost": 1}


def test_a_whole_update_is_one_act_that_undoes_and_is_done_again(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    for words in (PILOTS, SHIPS, REGISTER):
        tagged(project, minutes, ben, words)
    before, acts = passages(project, "p.*", "a.start", "a.modified"), len(list(project.acts()))
    updated(project, minutes, NEW, ada)
    after = passages(project, "p.*", "a.start", "a.modified")
    assert (len(list(project.acts())) - acts, [*project.acts()][-1].label) == (
        1,
        "new version of Minutes of the harbour",
    )
    undo(project, ada)
    assert (passages(project, "p.*", "a.start", "a.modified"), project.check()) == (before, [])
    assert project.text(project.documents()[0].version) == OLD
    redo(project, ada)
    assert (passages(project, "p.*", "a.start", "a.modified"), project.check()) == (after, [])
    assert project.text(project.documents()[0].version) == NEW


def test_the_history_of_a_tag_tells_of_the_version(project: Project, minutes: Document, ada: Reader) -> None:
    tag = tagged(project, minutes, ada, PILOTS)
    updated(project, minutes, NEW, ada)
    assert [act.label for act in project.history_of("annotation", tag.id)] == [
        "tag note",
        "new version of Minutes of the harbour",
    ]


def test_an_update_is_not_a_change_by_the_tags_reader(project: Project, minutes: Document, ada: Reader) -> None:
    tag = tagged(project, minutes, ada, PILOTS)
    updated(project, minutes, NEW, ada)
    assert [one.modified for one in project.annotations()] == [tag.modified]


def test_the_same_text_changes_nothing(project: Project, minutes: Document, ada: Reader) -> None:
    acts = len(list(project.acts()))
    assert updated(project, minutes, OLD, ada).outcome == "same"
    assert (len(list(project.acts())), len(project.versions(minutes.id))) == (acts, 1)


def test_there_and_back_every_tag_is_where_it_was(project: Project, minutes: Document, ada: Reader) -> None:
    for words in (PILOTS, SHIPS, REGISTER):
        tagged(project, minutes, ada, words)
    tagged(project, minutes, ada, PILOTS, SHIPS)
    before = passages(project, "p.*", "a.start")
    updated(project, minutes, NEW, ada)
    updated(project, minutes, OLD, ada)
    assert passages(project, "p.*", "a.start") == before
    assert [version.current for version in project.versions(minutes.id)] == [True, False]
    assert project.check() == []


def test_a_tag_that_its_reader_moved_in_between_is_not_taken_back(
    project: Project, minutes: Document, ada: Reader
) -> None:
    tag = tagged(project, minutes, ada, REGISTER)
    updated(project, minutes, NEW, ada)
    tags.edit(project, tag.id, reader=ada, spans=[place(NEW, "The island state")])
    updated(project, minutes, OLD, ada)
    (back,) = project.annotations()
    assert (back.first.start, back.first.end) == place(OLD, "The island state")


def test_words_that_nobody_looked_at_wait_on_in_the_next_version(
    project: Project, minutes: Document, ada: Reader
) -> None:
    tagged(project, minutes, ada, PILOTS)
    updated(project, minutes, NEW, ada)
    done = updated(project, minutes, NEW + "\nAn annex was added.\n", ada)
    assert [one.status for one in done.passages] == ["exact"]
    assert passages(project, "quote", "tagged_quote", "state") == [("only if two pilots go first", PILOTS, "edited")]


def test_lost_words_that_come_back_are_attached_again(project: Project, minutes: Document, ada: Reader) -> None:
    tagged(project, minutes, ada, SHIPS)
    updated(project, minutes, NEW, ada)
    third = NEW.replace("before the winter.", "before the winter. Ships wait outside the strait.")
    updated(project, minutes, third, ada)
    assert passages(project, "p.start", "quote", "state") == [(place(third, SHIPS)[0], SHIPS, "anchored")]


def test_a_removed_tag_is_carried_too_and_comes_back_to_its_words(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    tag = tagged(project, minutes, ben, REGISTER)
    tags.untag(project, tag.id, reader=ben)
    updated(project, minutes, NEW, ada)
    undo(project, ben)
    (back,) = project.annotations()
    assert (back.first.start, back.first.end) == place(NEW, REGISTER)
    assert project.check() == []


def test_a_tag_that_was_made_before_an_update_is_still_undone_and_redone(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    tagged(project, minutes, ben, REGISTER)
    updated(project, minutes, NEW, ada)
    undo(project, ben)
    assert ([*project.annotations()], project.check()) == ([], [])
    redo(project, ben)
    assert [tag.first.start for tag in project.annotations()] == [place(NEW, REGISTER)[0]]
    undo(project, ada)
    assert [tag.first.start for tag in project.annotations()] == [place(OLD, REGISTER)[0]]
    assert project.check() == []


def test_a_move_that_an_update_stands_on_is_not_undone(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    tag = tagged(project, minutes, ben, REGISTER)
    tags.edit(project, tag.id, reader=ben, spans=[place(OLD, SHIPS)])
    updated(project, minutes, NEW, ada)
    with pytest.raises(Refused, match="Ada's later “new version of Minutes of the harbour” changed the tag's passages"):
        undo(project, ben)


def test_an_update_is_not_undone_while_a_tag_stands_in_its_text(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    updated(project, minutes, NEW, ada)
    tagged(project, minutes, ben, "second edition")
    with pytest.raises(Refused, match="a tag or a mark would stand in another text of its document"):
        undo(project, ada)


def test_another_document_is_asked_about_before_it_is_taken(project: Project, minutes: Document, ada: Reader) -> None:
    tagged(project, minutes, ada, REGISTER)
    other = "A recipe\n\n" + "Peel the potatoes and boil them slowly in salted water for some twenty minutes. " * 4
    assert updated(project, minutes, other, ada).outcome == "another"
    assert len(project.versions(minutes.id)) == 1
    assert updated(project, minutes, other, ada, anyway=True).outcome == "done"
    assert project.text(project.documents()[0].version) == other


def test_a_short_text_of_which_every_sentence_was_touched_is_no_other_document(project: Project, ada: Reader) -> None:
    short = documents.add_reading(project, reading_of("Because of the ice.\n"), reader=ada).document
    assert updated(project, short, "Because of the thin ice.\n", ada).outcome == "done"


def test_a_text_of_another_document_is_said_to_be(project: Project, minutes: Document, ada: Reader) -> None:
    documents.add_reading(project, reading_of(NEW), reader=ada)
    assert updated(project, minutes, NEW, ada).notes == ("its new text is that of “Minutes of the harbour”",)


def test_a_cancelled_update_leaves_everything_as_it_was(project: Project, minutes: Document, ada: Reader) -> None:
    tagged(project, minutes, ada, REGISTER)
    before = passages(project, "p.*")
    assert update(project, minutes.id, reading_of(NEW), reader=ada, cancelled=lambda: True) is None
    assert (passages(project, "p.*"), len(project.versions(minutes.id))) == (before, 1)


def test_progress_is_told_to_the_end(project: Project, minutes: Document, ada: Reader) -> None:
    tagged(project, minutes, ada, REGISTER)
    told: list[tuple[int, int, str]] = []
    update(project, minutes.id, reading_of(NEW), reader=ada, progress=lambda *one: told.append(one))
    assert told[-1] == (1, 1, "")
    assert (0, 1, "tags") in told


def test_an_update_of_a_document_read_blind_tells_of_ones_own_tags_alone(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    own, others = tagged(project, minutes, ada, REGISTER), tagged(project, minutes, ben, SHIPS)
    marks.mark_blind(project, minutes.id, ada)
    project.seen_by(ada.id)
    done = updated(project, minutes, NEW, ada)
    assert [one.id for one in done.passages] == [own.id]
    project.seen_by(None)
    assert {tag.id: tag.state for tag in project.annotations()} == {own.id: "anchored", others.id: "lost"}


def test_marks_of_what_was_read_go_with_their_lines(project: Project, minutes: Document, ada: Reader) -> None:
    start = OLD.index("The Northern")
    marks.mark_read(project, minutes.id, ada, start, len(OLD.rstrip()))
    done = updated(project, minutes, NEW, ada)
    (mark,) = project.marks()
    assert NEW[mark.start : mark.end] == "The island state asks for a common register of vessels."
    assert done.notes == ("2 lines marked as read changed, and wait to be read again",)
    undo(project, ada)
    (mark,) = project.marks()
    assert (mark.start, mark.end) == (start, len(OLD.rstrip()))


def test_an_update_with_a_mark_that_stays_where_it_is_undoes(project: Project, minutes: Document, ada: Reader) -> None:
    marks.mark_read(project, minutes.id, ada, 0, 22)
    updated(project, minutes, OLD + "\nAnnex.\n", ada)
    undo(project, ada)
    assert project.text(project.documents()[0].version) == OLD


def test_a_decision_stands_while_the_words_of_its_sides_do(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    one, other = tagged(project, minutes, ada, REGISTER), tagged(project, minutes, ben, REGISTER, kind="claim")
    settling.settle(project, [one.id, other.id], keep=[one.id], reader=ada)
    updated(project, minutes, NEW, ada)
    assert settling.settled_by(project, minutes.id)([one.id, other.id]) is not None
    assert len([tag for tag in project.annotations() if tag.first.start == place(NEW, REGISTER)[0]]) == 3


def test_a_decision_on_words_that_changed_is_open_again(
    project: Project, minutes: Document, ada: Reader, ben: Reader
) -> None:
    one, other = tagged(project, minutes, ada, PILOTS), tagged(project, minutes, ben, PILOTS, kind="claim")
    settling.settle(project, [one.id, other.id], keep=[one.id], reader=ada)
    done = updated(project, minutes, NEW, ada)
    assert (done.opened, settling.settled_by(project, minutes.id)([one.id, other.id])) == (1, None)
    updated(project, minutes, OLD, ada)
    assert settling.settled_by(project, minutes.id)([one.id, other.id]) is not None


def test_a_document_is_read_again_by_the_reader_of_today(project: Project, minutes: Document, ada: Reader) -> None:
    assert read_again(project, minutes.id, reader=ada) is not None
    (again,) = project.documents()
    assert (again.version, again.source.sha256) == (minutes.version, minutes.source.sha256)


def test_a_document_without_bytes_is_not_read_again(project: Project, minutes: Document, ada: Reader) -> None:
    connection = project._connection
    connection.execute("DELETE FROM source_bytes")
    with pytest.raises(Refused, match="the project does not hold the bytes of its file"):
        read_again(project, minutes.id, reader=ada)


def test_a_version_that_was_left_is_returned_to(project: Project, minutes: Document, ada: Reader) -> None:
    tagged(project, minutes, ada, PILOTS)
    before = passages(project, "p.*")
    updated(project, minutes, NEW, ada)
    done = return_to(project, minutes.id, minutes.version, reader=ada)
    assert done is not None
    assert (done.document.source.sha256, passages(project, "p.*")) == (minutes.source.sha256, before)


def test_an_added_document_becomes_the_version_of_another_in_one_act(
    project: Project, minutes: Document, ada: Reader
) -> None:
    tag = tagged(project, minutes, ada, REGISTER)
    added = documents.add_reading(project, reading_of(NEW), reader=ada).document
    done = adopt(project, added.id, minutes.id, reader=ada)
    assert done is not None
    assert statuses(done, [tag.id]) == ["exact"]
    assert [(one.id, project.text(one.version)) for one in project.documents()] == [(minutes.id, NEW)]
    assert project.check() == []
    undo(project, ada)
    assert [one.id for one in project.documents()] == [minutes.id, added.id]
    assert project.text(project.documents()[0].version) == OLD


def test_an_added_document_with_tags_is_not_made_a_version(project: Project, minutes: Document, ada: Reader) -> None:
    added = documents.add_reading(project, reading_of(NEW), reader=ada).document
    tagged(project, added, ada, REGISTER)
    with pytest.raises(Refused, match="it has tags of its own, or is marked as read, keep both"):
        adopt(project, added.id, minutes.id, reader=ada)


def test_a_document_moves_to_another_project_with_its_earlier_versions(
    project: Project, minutes: Document, ada: Reader, tmp_path: Path
) -> None:
    tagged(project, minutes, ada, PILOTS)
    updated(project, minutes, NEW, ada)
    move_document(project, minutes.id, tmp_path / "other.gloss", reader=ada)
    with Project.open(tmp_path / "other.gloss") as other:
        assert sorted(other.text(one.id) for one in other.versions(minutes.id)) == sorted([OLD, NEW])
        assert other.source_bytes(minutes.source.sha256 or "") == OLD.encode()
        assert [(tag.state, tag.first.tagged_quote) for tag in other.annotations()] == [("edited", PILOTS)]
        assert other.check() == []


def test_other_headings_on_the_same_words_are_not_taken_over_and_that_is_said(
    project: Project, minutes: Document, ada: Reader
) -> None:
    before = project.content(minutes.version)
    headed = replace(before, blocks=(replace(before.blocks[0], kind="quote", level=2), *before.blocks[1:]))
    done = update(project, minutes.id, replace(reading_of(OLD), content=headed), reader=ada)
    assert done is not None
    assert (done.outcome, project.content(minutes.version)) == ("same", before)
    assert done.notes == (
        "headings, lists and links of the new file are others, and are not taken over: the words are the same",
    )

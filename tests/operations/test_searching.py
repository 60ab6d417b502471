"""Words searched in a whole project."""

from __future__ import annotations

import textwrap
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.operations import documents, entities, marks, tags, undo
from glossator.operations.found import Found
from glossator.operations.searching import PIECE, Asked, Searcher, search
from glossator.store import Project, Snapshot


def found(project: Project, words: str, **more: object) -> Found:
    return search(project, Asked(words, **more))  # type: ignore[arg-type]


def again(searcher: Searcher, project: Project, words: str) -> Found:
    answer = searcher.search(lambda: nullcontext(project), Asked(words))
    assert answer is not None
    return answer


def passages(project: Project, answer: Found) -> list[str]:
    return [project.text(one.document.version)[one.start : one.end] for one in answer.passages.shown]


def tag_of(project: Project, talks: Document, reader: Reader, words: str, **more: object) -> str:
    start = project.text(talks.version).index(words)
    made = tags.tag(project, talks.id, "position", [(start, start + len(words))], reader=reader, **more)  # type: ignore[arg-type]
    return made.annotation.id


def test_a_passage_is_the_shortest_run_with_all_the_words(project: Project, talks: Document) -> None:
    answer = found(project, "PILOTS ceasefire")
    (passage,) = answer.passages.shown
    assert (passage.document.id, passage.start, passage.end) == (talks.id, 49, 76)
    assert passages(project, answer) == ["ceasefire 🕊️ only if pilots"]
    assert [passage.line.words[slice(*mark)] for mark in passage.line.marks] == ["ceasefire", "pilots"]


def test_the_words_must_stand_in_one_paragraph(project: Project, talks: Document) -> None:
    assert found(project, "pilots premiums").passages.total == 0


def test_words_next_to_one_another_come_before_words_far_apart(project: Project, ada: Reader) -> None:
    far = "Pilots were many, and pilots were tired, and of all that was said the harbour came last.\n"
    documents.paste_text(project, f"Far\n\n{far}", ada)
    documents.paste_text(project, "Near\n\n" + "Other words stand here. " * 20 + "The pilots' harbour froze.\n", ada)
    assert passages(project, found(project, "pilots harbour"))[0] == "pilots' harbour"


def test_titles_authors_and_files_are_found_and_an_exact_title_comes_first(
    project: Project, talks: Document, ada: Reader
) -> None:
    other = documents.paste_text(project, "More harbour talks of May\n\nText.\n", ada).document
    documents.describe(project, other.id, ada, author="Ana Ruíz")
    answer = found(project, "harbour talks")
    assert [one.document.id for one in answer.documents.shown] == [talks.id, other.id]
    assert answer.documents.exact
    assert [one.document.id for one in found(project, "ruiz").documents.shown] == [other.id]
    assert not found(project, "ruiz").documents.exact


def test_tags_are_found_by_their_words_and_labels_and_notes_by_theirs(
    project: Project, talks: Document, ada: Reader
) -> None:
    made = tag_of(project, talks, ada, "pilots go first", note="Nobody *escorts* them", labels=("sequence",))
    for words, sort in (("pilots first", "tags"), ("sequence", "tags"), ("escorts", "notes")):
        answer = found(project, words)
        assert [one.id for one in getattr(answer, sort).shown] == [made], words
        other = "notes" if sort == "tags" else "tags"
        assert getattr(answer, other).total == 0, words


def test_actors_and_issues_are_found_by_any_name_with_how_many_tags_name_them(
    project: Project, talks: Document, ada: Reader
) -> None:
    tag_of(project, talks, ada, "pilots go first", fields={"holder": "Northern government", "issue": "Pilotage"})
    tag_of(project, talks, ada, "premiums could", fields={"holder": "The North"})
    north = next(one for one in project.entities() if one.name == "Northern government")
    entities.change(project, north.id, reader=ada, alias="Oslo")
    (oslo,) = found(project, "oslo").entities.shown
    assert (oslo.entity.id, oslo.tags) == (north.id, 1)
    assert [one.entity.name for one in found(project, "north*").entities.shown] == ["Northern government", "The North"]
    assert found(project, "pilotage").entities.exact


def test_the_last_word_may_be_only_begun_while_it_is_typed(project: Project, talks: Document) -> None:
    assert found(project, "prem").passages.total == 0
    assert passages(project, found(project, "prem", as_typed=True)) == ["premiums"]


def test_where_nothing_has_the_words_so_every_one_may_be_only_begun_while_they_are_typed(
    project: Project, talks: Document
) -> None:
    assert passages(project, found(project, "prem doub", as_typed=True)) == ["premiums could double"]
    assert found(project, "prem double").total == 0


def test_all_are_counted_and_as_many_listed_as_asked(project: Project, ada: Reader) -> None:
    documents.paste_text(project, "Title\n\n" + "A pilot was seen.\n\n" * 30, ada)
    answer = found(project, "pilot", limit=4)
    assert (answer.passages.total, len(answer.passages.shown)) == (30, 4)


def test_what_others_tagged_on_a_document_read_blind_is_not_found(
    project: Project, talks: Document, ada: Reader, ben: Reader
) -> None:
    tag_of(project, talks, ben, "pilots go first", note="escorts", fields={"holder": "Only Ben's"})
    marks.mark_blind(project, talks.id, ada)
    project.seen_by(ada.id)
    for words in ("pilots", "escorts", "only ben"):
        answer = found(project, words)
        assert (answer.tags.total, answer.notes.total, answer.entities.total) == (0, 0, 0), words
    project.seen_by(ben.id)
    assert found(project, "pilots").tags.total == 1


def test_a_searcher_follows_documents_and_tags(project: Project, talks: Document, ada: Reader) -> None:
    searcher = Searcher()
    assert again(searcher, project, "ferries").total == 0
    other = documents.paste_text(project, "Ferries\n\nTwo ferries wait.\n", ada).document
    assert again(searcher, project, "ferries").passages.total == 2
    made = tag_of(project, talks, ada, "premiums could", note="ferries, too")
    searcher.touch([made])
    assert [one.id for one in again(searcher, project, "ferries too").notes.shown] == [made]
    tags.untag(project, made, reader=ada)
    searcher.touch([made])
    assert again(searcher, project, "ferries too").notes.total == 0
    undo.undo(project, ada)
    searcher.touch()
    assert again(searcher, project, "ferries too").notes.total == 1
    documents.remove(project, other.id, ada)
    assert again(searcher, project, "wait").total == 0


def test_what_is_touched_after_the_moment_that_is_read_is_known_the_next_time(
    project: Project, talks: Document, ada: Reader
) -> None:
    searcher = Searcher()
    made = tag_of(project, talks, ada, "premiums could", note="before")
    assert again(searcher, project, "before").notes.total == 1

    def moment() -> Snapshot:
        snapshot = project.snapshot()
        tags.edit(project, made, reader=ada, note="after")
        searcher.touch([made])
        return snapshot

    found_then = searcher.search(moment, Asked("before"))
    assert found_then is not None
    assert found_then.notes.total == 1
    assert again(searcher, project, "after").notes.total == 1
    assert again(searcher, project, "before").notes.total == 0


def test_a_search_that_is_cancelled_gives_nothing_and_the_next_one_everything(
    project: Project, talks: Document
) -> None:
    searcher = Searcher()
    assert searcher.search(lambda: nullcontext(project), Asked("pilots"), cancelled=lambda: True) is None
    assert again(searcher, project, "pilots").passages.total == 1


def test_a_word_with_a_hyphen_at_the_line_end_of_a_wrapped_file_is_found(
    project: Project, ada: Reader, tmp_path: Path
) -> None:
    words = "Nobody would say when the harbour was to be opened again or what became of those who waited for it. " * 8
    lines = textwrap.wrap(words, 66)
    lines[3] = lines[3][:-5] + "navi-"
    lines[4] = "gation" + lines[4][7:]
    path = tmp_path / "wrapped.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    documents.add_files(project, [path], reader=ada)
    assert passages(project, found(project, "navigation")) == ["navi-\ngation"]
    assert passages(project, found(project, "gation")) == ["gation"]


def test_words_of_a_very_long_paragraph_are_each_found_once(project: Project, ada: Reader) -> None:
    words = "".join(f"word{number} " for number in range(2000))
    documents.paste_text(project, f"Long\n\n{words}\n", ada)
    for number in range(0, 2000, 37):
        assert passages(project, found(project, f"word{number}")) == [f"word{number}"]
    assert len(words) > 8 * PIECE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(some.text())
def test_no_words_are_refused(project: Project, talks: Document, words: str) -> None:
    assert found(project, words, as_typed=True).passages.total in (0, 1, 2, 3)


@pytest.mark.parametrize("words", ["pilots", "the southern ministry", '"rejects it"', "fir* go"])
def test_every_mark_in_a_line_is_a_word_that_was_looked_for(project: Project, talks: Document, words: str) -> None:
    for one in found(project, words).passages.shown:
        assert {one.line.words[slice(*mark)].lower() for mark in one.line.marks} <= {
            "pilots", "the", "southern", "ministry", "rejects it", "go", "first"
        }  # fmt: skip
        assert one.line.marks

"""What was said before a tag, and what is taken over from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.model.dates import days_of
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import tags, undo
from glossator.operations.documents import describe, paste_text
from glossator.operations.people import reader_for
from glossator.operations.projects import create
from glossator.operations.recall import latest, recall_of, said_before, take_from
from glossator.store import Project

REJECTS = "Norland rejects any ceasefire without guarantees"
AGAIN = "Norland again rejects a ceasefire without firm guarantees"
OTHER = "The harbour master counts the pilots"


def _add(
    project: Project, reader: Reader, words: str, *, date: str | None, kind: str = "position", **fields: str
) -> str:
    """Add a document that says some words, and tag them."""
    document = paste_text(project, f"Number {len(project.documents())}\n\n{words}.\n", reader).document
    if date is not None:
        describe(project, document.id, reader, published=date)
    start = project.text(document.version).index(words)
    return tags.tag(
        project, document.id, kind, [(start, start + len(words))], reader=reader, fields=fields
    ).annotation.id


def _found(project: Project, tag_id: str) -> list[str]:
    tag = project.annotation(tag_id)
    assert tag is not None
    return [one.id for one in said_before(recall_of(project), project, tag)]


def test_a_passage_of_an_earlier_date_that_shares_its_words_was_said_before(project: Project, ada: Reader) -> None:
    now = _add(project, ada, AGAIN, date="2026-05-12")
    earlier = _add(project, ada, REJECTS, date="2026-03-03", holder="Norland", issue="Ceasefire", stance="against")
    _add(project, ada, REJECTS + " now", date="2026-06-01")
    _add(project, ada, OTHER, date="2026-01-01")
    (found,) = said_before(recall_of(project), project, project.annotation(now))
    assert (found.id, found.stance, found.date) == (earlier, "against", "2026-03-03")
    assert project.entity(found.who).name == "Norland"


def test_without_a_date_the_order_of_the_project_decides(project: Project, ada: Reader) -> None:
    first = _add(project, ada, REJECTS, date=None)
    second = _add(project, ada, AGAIN, date="2026-05-12")
    assert _found(project, second) == [first]
    assert _found(project, first) == []


def test_a_statements_own_date_comes_before_its_documents(project: Project, ada: Reader) -> None:
    quoted = _add(project, ada, REJECTS, date="2026-06-01", said="2026-01-05")
    now = _add(project, ada, AGAIN, date="2026-05-12")
    assert _found(project, now) == [quoted]


def test_another_readers_tag_on_the_same_words_was_not_said_before(project: Project, ada: Reader, ben: Reader) -> None:
    now = _add(project, ada, AGAIN, date="2026-05-12")
    tag = project.annotation(now)
    span = (tag.first.start, tag.first.end - 3)
    theirs = tags.tag(project, tag.document, "claim", [span], reader=ben).annotation.id
    assert _found(project, now) == []
    assert _found(project, theirs) == []


def test_one_passage_that_two_readers_tagged_is_counted_once(project: Project, ada: Reader, ben: Reader) -> None:
    mine = _add(project, ada, REJECTS, date="2026-03-03", holder="Norland")
    tag = project.annotation(mine)
    span = (tag.first.start, tag.first.end)
    tags.tag(project, tag.document, "position", [span], reader=ben, fields={"holder": "Norland"})
    assert _found(project, _add(project, ada, AGAIN, date="2026-05-12")) == [mine]


def test_the_verdict_that_came_last_is_told(project: Project, ada: Reader) -> None:
    _add(project, ada, REJECTS, date="2026-01-05", kind="claim", claimant="Norland", verdict="supported")
    last = _add(project, ada, AGAIN + " yet", date="2026-05-12", kind="claim", claimant="Norland", verdict="refuted")
    _add(project, ada, AGAIN + " today", date="2026-05-20", holder="Norland", stance="against")
    now = project.annotation(_add(project, ada, AGAIN, date="2026-06-01", kind="claim"))
    judged = latest(said_before(recall_of(project), project, now))
    assert (judged.id, judged.verdict) == (last, "refuted")


def test_who_issue_and_verdict_are_taken_over_where_they_are_not_set_and_undone_in_one(
    project: Project, ada: Reader
) -> None:
    earlier = _add(project, ada, REJECTS, date="2026-03-03", holder="Norland", issue="Ceasefire", stance="against")
    now = _add(project, ada, AGAIN, date="2026-05-12", kind="claim", issue="Guarantees")
    before = project.annotation(now)
    assert take_from(project, now, earlier, reader=ada) == ("Claimant",)
    fields = project.annotation(now).fields
    assert project.entity(fields["claimant"]).name == "Norland"
    assert fields["issue"] == before.fields["issue"]
    assert "stance" not in fields
    undo.undo(project, ada)
    assert project.annotation(now).fields == before.fields


def test_nothing_to_take_over_is_said(project: Project, ada: Reader) -> None:
    earlier = _add(project, ada, REJECTS, date="2026-03-03")
    now = _add(project, ada, AGAIN, date="2026-05-12")
    with pytest.raises(Refused, match="nothing was taken over"):
        take_from(project, now, earlier, reader=ada)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(
        st.tuples(
            st.lists(
                st.sampled_from(["norland", "ceasefire", "guarantees", "pilots", "harbour", "é"]),
                min_size=2,
                max_size=4,
            ),
            st.sampled_from([None, "2025", "2026-05", "2026-05-12", "2026-06-01"]),
        ),
        min_size=2,
        max_size=5,
    )
)
def test_no_later_passage_is_ever_said_before(tmp_path_factory: pytest.TempPathFactory, said: list) -> None:
    with create(Path(tmp_path_factory.mktemp("law")) / "law.gloss", title="Law") as project:
        ada = reader_for(project, "Ada")
        ids = [_add(project, ada, " ".join(words) + f" {at}", date=date) for at, (words, date) in enumerate(said)]
        recall = recall_of(project)
        for at, id_ in enumerate(ids):
            for one in said_before(recall, project, project.annotation(id_)):
                there = ids.index(one.id)
                mine, theirs = (days_of(said[where][1] or "") for where in (at, there))
                if mine and theirs and not mine.meets(theirs):
                    assert theirs.last < mine.first
                else:
                    assert there < at

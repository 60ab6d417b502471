"""What each holder last said on a tag's issue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from disputing import dispute
from glossator.model.annotation import Annotation
from glossator.operations import people, tags
from glossator.operations.documents import paste_text
from glossator.operations.last_words import last_words
from glossator.store import Project


@pytest.fixture
def dispute_of(tmp_path: Path) -> Iterator[Project]:
    with Project.open(dispute(tmp_path / "dispute.gloss")) as project:
        yield project


def _tag(project: Project, words: str) -> Annotation:
    return next(tag for tag in project.annotations() if tag.first.quote.startswith(words))


def _told(project: Project, words: str) -> list[tuple[str, str, str, bool]]:
    found = last_words(project, _tag(project, words))
    return [(one.who, one.stance, one.date, one.is_later) for one in found.words]


def test_each_holder_is_told_with_the_stance_they_took_last(dispute_of: Project) -> None:
    assert sorted(_told(dispute_of, "pilots come before")) == [
        ("Insurers", "against", "2026-06-02", True),
        ("North", "for", "2026-06-02", True),
        ("South", "for", "2026-06-02", True),
    ]


def test_from_the_last_document_nothing_is_later(dispute_of: Project) -> None:
    assert {later for *_, later in _told(dispute_of, "insurers object")} == {False}


def test_a_date_decides_before_the_order_of_the_project(dispute_of: Project) -> None:
    mara = people.reader_for(dispute_of, "Mara")
    early = _tag(dispute_of, "There will be no ceasefire")
    tags.edit(dispute_of, early.id, reader=mara, fields={"said": "2026-07-01", "condition": "first"})
    found = {one.who: one for one in last_words(dispute_of, early).words}
    assert (found["North"].tag, found["North"].is_conditional, found["North"].is_later) == (early.id, True, False)


def test_a_statement_without_a_date_gives_way_to_one_with_a_date(dispute_of: Project) -> None:
    mara = people.reader_for(dispute_of, "Mara")
    document = paste_text(dispute_of, "North and the Port want a ceasefire.\n", mara).document.id
    for holder in ("North", "Port"):
        fields = {"holder": holder, "issue": "Ceasefire", "stance": "neutral"}
        tags.tag(dispute_of, document, "position", [(0, 36)], reader=mara, fields=fields)
    assert _told(dispute_of, "insurers object")[-1] == ("Port", "neutral", "", False)
    assert ("North", "for", "2026-06-02", False) in _told(dispute_of, "insurers object")


def test_who_bears_a_risk_has_said_nothing(dispute_of: Project) -> None:
    found = last_words(dispute_of, _tag(dispute_of, "Premiums could double"))
    assert (found.issue, found.words) == ("Premiums", ())


def test_a_tag_without_an_issue_has_no_last_words(dispute_of: Project) -> None:
    mara = people.reader_for(dispute_of, "Mara")
    tag = _tag(dispute_of, "no pilot will board")
    tags.set_field(dispute_of, tag.id, "issue", "", reader=mara)
    assert last_words(dispute_of, _tag(dispute_of, "no pilot will board")).issue == ""

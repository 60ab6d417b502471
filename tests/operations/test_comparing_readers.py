from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from glossator.exchange.json_comparison import comparison_data
from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.operations import entities, tags
from glossator.operations.comparing import compare, readers_named
from glossator.operations.documents import paste_text
from glossator.operations.marks import mark_blind, mark_read
from glossator.operations.people import reader_for
from glossator.operations.settling import settle
from glossator.store import Edit, Project

PILOTS = (59, 86)
ACCEPTS = (15, 86)
REJECTS = (88, 121)

Make = Callable[..., str]


@pytest.fixture
def make(project: Project, talks: Document) -> Make:
    def tagged(reader: Reader, span: tuple[int, int], kind: str = "position", **fields: str) -> str:
        return tags.tag(project, talks.id, kind, [span], reader=reader, fields=fields).annotation.id

    return tagged


def test_documents_are_pooled_and_each_gives_its_differences(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    more = paste_text(project, "停火 first 🕊️. Then e\u0301lections.\u2028 عربي.", ada).document
    one, other = make(ada, PILOTS), make(ben, PILOTS)
    alone = tags.tag(project, more.id, "risk", [(0, 8)], reader=ben).annotation.id
    found = compare(project, [ada, ben])
    assert found.documents == (talks.id, more.id)
    assert (found.all.matched, found.all.f1, dict(found.all.only)) == (1, pytest.approx(2 / 3), {"Ada": 0, "Ben": 1})
    assert [(each.group.document, each.group.ids) for each in found.differences] == [(more.id, (alone,))]
    assert found.counted("all").pairs == ((one, other),)
    assert found.counted("all", "precision").only == {"Ben": (alone,)}
    assert found.counted("all", "recall").only == {"Ada": ()}
    assert found.counted("all", "mean_iou").only == {}


def test_only_the_documents_that_are_asked_for_are_compared(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    make(ada, PILOTS)
    more = paste_text(project, "Another one.", ada).document
    assert compare(project, [ada, ben], documents=[more.id]).differences == ()
    assert compare(project, [ada, ben], documents=[talks.id]).documents == (talks.id,)


def test_marks_of_what_was_read_make_the_rest_missing(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    make(ada, PILOTS)
    make(ben, PILOTS)
    make(ada, (123, 160))
    before = compare(project, [ada, ben]).all.kappa_characters
    mark_read(project, talks.id, ben, 0, 13)
    after = compare(project, [ada, ben])
    assert before is not None
    assert before < 1
    assert after.all.kappa_characters == 1.0
    assert after.read["Ada"] == 1.0
    assert after.read["Ben"] == pytest.approx((13 + 27) / talks.characters)


def test_the_sides_of_a_decision_say_that_it_is_settled(project: Project, ada: Reader, ben: Reader, make: Make) -> None:
    one, other = make(ada, PILOTS), make(ben, ACCEPTS)
    make(ada, REJECTS)
    decision = settle(project, [one, other], keep=[one], reader=ada).decision
    assert [each.settled for each in compare(project, [ben, ada]).differences] == [decision.id, None]


def test_entities_joined_as_one_agree(project: Project, ada: Reader, ben: Reader, make: Make) -> None:
    make(ada, PILOTS, holder="North")
    make(ben, PILOTS, holder="Northern side")
    make(ada, REJECTS, holder="South")
    make(ben, REJECTS, holder="South")
    assert compare(project, [ada, ben]).fields["holder"].value == pytest.approx(1 / 3)
    north, side = (project.entity_named("actor", name) for name in ("North", "Northern side"))
    assert north is not None
    assert side is not None
    entities.same_as(project, side.id, north.id, ada)
    found = compare(project, [ada, ben])
    assert (found.fields["holder"].value, found.fields["holder"].pairs) == (1.0, 2)
    assert len(found.field_counts["holder"].pairs) == 2


def test_an_unclear_stance_is_missing_in_its_alpha(project: Project, ada: Reader, ben: Reader, make: Make) -> None:
    make(ada, PILOTS, stance="unclear")
    make(ben, PILOTS, stance="for")
    assert compare(project, [ada, ben]).fields["stance"].pairs == 0


def test_progress_is_told_and_stopping_is_heard(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    told: list[tuple[int, int]] = []
    compare(project, [ada, ben], progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 1), (1, 1)]
    with pytest.raises(Refused, match="the comparison was not finished, it was stopped"):
        compare(project, [ada, ben], cancelled=lambda: True)


def test_drawing_units_can_be_stopped_too(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(Refused, match="it was stopped"):
        compare(project, [ada, ben], cancelled=cancelled)


def test_a_blind_document_is_left_out_and_refused_where_asked_for(
    project: Project, talks: Document, ada: Reader, ben: Reader, make: Make
) -> None:
    more = paste_text(project, "Another one.", ada).document
    make(ben, PILOTS)
    mark_blind(project, talks.id, ada)
    project.seen_by(ada.id)
    found = compare(project, [ada, ben])
    assert (found.documents, found.hidden, found.differences) == ((more.id,), (talks.id,), ())
    with pytest.raises(Refused, match=r"you read .* blind"):
        compare(project, [ada, ben], documents=[talks.id])


def test_tags_that_lost_their_place_are_counted_and_in_no_figure(
    project: Project, ada: Reader, ben: Reader, make: Make
) -> None:
    id_ = make(ada, PILOTS)
    passage = {
        "version": None,
        "start": None,
        "end": None,
        "quote": "only",
        "prefix": "",
        "suffix": "",
        "state": "lost",
    }
    project.act(ada.id, "lose", [Edit("annotation", id_, {"passages": [{**passage, "tagged_quote": None}]})])
    found = compare(project, [ada, ben])
    assert (dict(found.without_place), found.all.f1, found.differences) == ({"Ada": 1, "Ben": 0}, None, ())


def test_readers_of_one_name_are_told_apart(project: Project, talks: Document, ada: Reader, make: Make) -> None:
    twin = Reader("11111111-2222-4333-8444-555555555555", "Ada")
    project.act(twin.id, "begin", [Edit("reader", twin.id, {"name": "Ada"})])
    make(ada, PILOTS)
    found = compare(project, [ada, twin])
    assert dict(found.all.only) == {f"Ada ({ada.id[:8]})": 1, "Ada (11111111)": 0}


def test_readers_are_named_with_commas_between_them(project: Project, ada: Reader, ben: Reader, make: Make) -> None:
    comma = reader_for(project, "Berg, Ida")
    for reader in (ada, ben, comma):
        make(reader, PILOTS)
    assert readers_named(project, "Ada,Berg, Ida, Ben") == [ada, comma, ben]


def test_a_comparison_as_plain_data_is_json_with_nulls_for_what_is_not_said(
    project: Project, talks: Document, ada: Reader, ben: Reader
) -> None:
    data = json.loads(json.dumps(comparison_data(compare(project, [ada, ben])), allow_nan=False))
    assert [*data][:9] == ["readers", "documents", "iou", "kinds", "all", "fields", "differences", "coverage", "read"]
    assert data["kinds"]["risk"] == data["all"]
    assert data["all"] == {
        "f1": None,
        "precision": None,
        "recall": None,
        "mean_iou": None,
        "matched": 0,
        "only": {"Ada": 0, "Ben": 0},
        "kappa_characters": None,
        "alpha_characters": None,
        "kappa_sentences": None,
        "alpha_sentences": None,
        "interval": {"unit": "paragraph", "resamples": 1000, "seed": 1, "f1": None, "alpha_characters": None},
    }


def test_a_project_without_documents_has_nothing_to_say(project: Project, ada: Reader, ben: Reader) -> None:
    found = compare(project, [ada, ben])
    assert (found.documents, found.all.f1, dict(found.coverage)) == ((), None, {"Ada": None, "Ben": None})

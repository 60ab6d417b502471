from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.exchange.registry import FORMATS, Choice
from glossator.model.document import Document
from glossator.model.people import Reader
from glossator.model.problem import Refused
from glossator.model.question import Compared, Is, IsSet, New, Question, Trait, all_of, any_of, negated
from glossator.model.question_words import words_of
from glossator.operations import tags
from glossator.operations.asking import Asking, ask, question_of
from glossator.operations.marks import mark_blind
from glossator.operations.naming import bare
from glossator.store import Edit, Project
from model.questions import joined, plain_conditions
from operations.disputes import TAGS, disputes
from operations.recount import Recount, plain

drawn = joined(plain_conditions)


def tagged(project: Project, document: Document, reader: Reader, kind: str, span=(59, 86), **fields: str) -> str:
    return tags.tag(project, document.id, kind, [span], reader=reader, fields=fields).annotation.id


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asking, Recount, Project]]:
    with disputes(tmp_path_factory.mktemp("asked") / "disputes.gloss") as project:
        out = io.BytesIO()
        FORMATS["json"].write(project, out, Choice())
        yield Asking(project), Recount(json.loads(out.getvalue())), project


@settings(max_examples=400)
@given(question=plain_conditions)
def test_a_condition_finds_what_a_recount_of_the_export_finds(world, question: Question) -> None:
    asking, recount, _ = world
    assert asking.ids(question) == recount.ids(question)


@settings(max_examples=100)
@given(question=drawn)
def test_a_question_finds_what_a_recount_of_the_export_finds(world, question: Question) -> None:
    asking, recount, _ = world
    assert asking.ids(question) == recount.ids(question)


@given(one=drawn, other=drawn)
def test_and_finds_what_both_find_and_or_what_either_does(world, one: Question, other: Question) -> None:
    asking, _, _ = world
    first, second = set(asking.ids(one)), set(asking.ids(other))
    assert set(asking.ids(all_of([one, other]))) == first & second
    assert set(asking.ids(any_of([one, other]))) == first | second


@given(question=drawn)
def test_the_contrary_finds_every_other_tag(world, question: Question) -> None:
    asking, recount, _ = world
    found = set(asking.ids(question))
    assert set(asking.ids(negated(question))) == {tag["id"] for tag in recount.tags} - found


@given(question=drawn)
def test_what_is_asked_in_words_finds_the_same(world, question: Question) -> None:
    asking, _, project = world
    assert asking.ids(question_of(project, words_of(question))) == asking.ids(question)


@pytest.mark.parametrize(
    "words",
    [
        "claims", "holder is the north", "by Mara", "state is edited", "severity at least major", "said in 2026",
        "said before 2026-04", "text has PILOTS", "note has e", "label is x", "linked", "answered", "answers",
        "settled", "changed", "one side only", "tagged by one reader only", "undated", "condition has e a",
    ],
)  # fmt: skip
def test_a_condition_finds_some_of_the_tags_and_not_all(world, words: str) -> None:
    asking, _, project = world
    assert 0 < len(asking.ids(question_of(project, words))) < TAGS


def test_the_agreed_reading_answers_where_it_is_named(world) -> None:
    _, _, project = world
    found = ask(project, Is("reader", ("Agreed",)))
    assert len(found) == 6


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (Is("kind", ("clam",)), "“clam” is no kind here, write claim"),
        (Is("holder", ("Northern goverment",)), "“Northern goverment” is no actor here, write Northern government"),
        (Is("issue", ("Peace",)), "“Peace” is no issue here, name one of: Ceasefire at sea, Fees (all), claims"),
        (Is("reader", ("Marra",)), "“Marra” is no reader here, write Mara"),
        (Is("verdict", ("opne",)), "“opne” is no verdict here, write open"),
        (Is("label", ("pilot rules",)), "“pilot rules” is no label here, write pilot rule or pilot and rule"),
        (IsSet("bearers"), "“bearers” is no field of the codebook here, write bearer"),
        (Compared("stance", "above", "unclear"), "“unclear” of stance has no score, compare with a value that has one"),
        (New("zzzz", act=True), "“zzzz” is no one act: no act has this id, take an id from the history"),
    ],
)
def test_what_is_unknown_is_refused_with_what_is_near(world, question: Question, sentence: str) -> None:
    asking, _, _ = world
    with pytest.raises(Refused) as refused:
        asking.ids(question)
    assert str(refused.value) == f"the question was not asked, {sentence}"


def test_a_tag_made_after_an_act_is_new_since_it(project: Project, talks: Document, ada: Reader) -> None:
    before = tagged(project, talks, ada, "claim")
    act = project.heads()
    after = tagged(project, talks, ada, "claim")
    (head,) = act
    assert ask(project, New(head, act=True)) == [after]
    assert ask(project, New("2026")) == sorted([before, after])


def test_what_was_imported_today_is_new_today_whenever_it_was_made(
    project: Project, talks: Document, ada: Reader
) -> None:
    (old,) = [tagged(project, talks, ada, "claim")]
    project.act(ada.id, "import", [Edit("annotation", old, {"created": "1999-01-01T00:00:00Z"})])
    assert ask(project, New("2026")) == [old]


def test_what_a_reader_may_not_see_answers_nothing(project: Project, talks: Document, ada: Reader, ben: Reader) -> None:
    own = tagged(project, talks, ada, "claim")
    tagged(project, talks, ben, "claim")
    mark_blind(project, talks.id, ada)
    project.seen_by(ada.id)
    assert ask(project, Is("kind", ("claim",))) == [own]
    assert ask(project, Trait("one reader")) == [own]


@given(st.text(max_size=40))
def test_words_are_bare_as_unicode_takes_letters_and_marks_apart(words: str) -> None:
    assert bare(words) == plain(words)

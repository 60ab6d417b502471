from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator.model.codebook import codebook_to_data
from glossator.model.people import Reader
from glossator.model.problem import Problem, Refused
from glossator.model.question import Is, Linked, Saved, Trait, all_of
from glossator.operations import entities, tags
from glossator.operations.asking import ask, question_of
from glossator.operations.codebook import replace
from glossator.operations.documents import describe, paste_text
from glossator.operations.links import link
from glossator.operations.merging import conflicts, merge
from glossator.operations.people import reader_for
from glossator.operations.projects import create
from glossator.operations.questions import (
    find_saved,
    listed,
    named_question,
    remove,
    rename,
    save,
    saved,
    shipped,
    sound,
)
from glossator.operations.undo import undo
from glossator.store import Edit, Project

MAY = "In May the North wants fees. Ships may sink. Fees are fair, says the Union. It is not so. The South warns."
JUNE = "In June the North wants no fees, unless pilots go. Ships may sink soon. Ports pay."

CLAIM = Is("kind", ("claim",))


def span_of(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


class Harbour:
    """A project of two documents; ``ids`` names each tag."""

    def __init__(self, path: Path) -> None:
        self.project = create(path, title="Harbour")
        self.ada, self.ben = reader_for(self.project, "Ada"), reader_for(self.project, "Ben")
        self.may = paste_text(self.project, MAY, self.ada).document.id
        self.june = paste_text(self.project, JUNE, self.ada).document.id
        describe(self.project, self.may, self.ada, published="2026-05-12")
        describe(self.project, self.june, self.ada, published="2026-06-02")
        self.ids: dict[str, str] = {}
        fees = {"holder": "North", "issue": "Fees"}
        self.tag("for", self.may, "position", "the North wants fees", stance="for", **fees)
        self.tag("sink", self.may, "risk", "Ships may sink", severity="severe", likelihood="likely", issue="Safety")
        self.tag("fair", self.may, "claim", "Fees are fair", claimant="Union", issue="Fees", verdict="refuted")
        self.tag("bens fair", self.may, "claim", "fair, says the Union", reader=self.ben, verdict="open", issue="Fees")
        self.tag("not so", self.may, "claim", "It is not so", issue="Fees", verdict="supported", evidence="the tables")
        self.tag("warns", self.may, "position", "The South warns", holder="South", issue="Safety", stance="against")
        self.tag("against", self.june, "position", "wants no fees", stance="against", condition="pilots", **fees)
        self.tag("borne", self.june, "risk", "Ships may sink soon", bearer="Ports", severity="minor")
        link(self.project, self.ids["not so"], "answers", self.ids["fair"], reader=self.ada)
        link(self.project, self.ids["against"], "contradicts", self.ids["for"], reader=self.ada)

    def tag(self, name: str, document: str, kind: str, words: str, reader: Reader | None = None, **fields: str) -> None:
        span = span_of(MAY if document == self.may else JUNE, words)
        made = tags.tag(self.project, document, kind, [span], reader=reader or self.ada, fields=fields)
        self.ids[name] = made.annotation.id

    def names(self, ids: list[str]) -> list[str]:
        return [name for id_ in ids for name, known in self.ids.items() if known == id_]


@pytest.fixture
def harbour(tmp_path: Path) -> Iterator[Harbour]:
    made = Harbour(tmp_path / "harbour.gloss")
    with made.project:
        yield made


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Claims nobody answers", ["bens fair", "not so"]),
        ("Positions that changed", ["against"]),
        ("Risks with no bearer", ["sink"]),
        ("Issues with one side only", ["warns"]),
        ("Passages tagged by one reader only", ["for", "sink", "not so", "warns", "against", "borne"]),
        ("Checked claims without evidence", ["fair"]),
        ("Claims still to be checked", ["bens fair"]),
        ("Claims that do not hold", ["fair"]),
        ("Positions under a condition", ["against"]),
        ("Great risks that are likely", ["sink"]),
        ("Contradicted and not answered", ["for"]),
        ("Without an issue", ["borne"]),
        ("Places that wait for a look", []),
    ],
)
def test_a_question_that_ships_finds_its_tags(harbour: Harbour, name: str, found: list[str]) -> None:
    assert harbour.names(ask(harbour.project, named_question(harbour.project, name))) == found


def test_every_question_that_ships_is_held_against_tags() -> None:
    marks = test_a_question_that_ships_finds_its_tags.pytestmark  # type: ignore[attr-defined]
    assert {one.name for one in shipped()} == {case[0] for case in marks[0].args[1]} | {"New since …"}


def test_what_is_new_is_asked_with_a_date(harbour: Harbour) -> None:
    assert ask(harbour.project, named_question(harbour.project, "new since", date="2999-01")) == []
    assert len(ask(harbour.project, named_question(harbour.project, "New since…", date="2020"))) == 8


@pytest.mark.parametrize(
    ("name", "date", "sentence"),
    [
        ("New since …", None, "“New since …” was not asked, it needs a date, give one, such as 2026-05-12"),
        ("New since …", "soon", "“New since …” was not asked, “soon” is no date, give 2026, 2026-05 or 2026-05-12"),
        ("Without an issue", "2026", "“Without an issue” was not asked, it takes no date, ask it without one"),
        (
            "Claims nobody answer",
            None,
            "the question “Claims nobody answer” was not found, none has this name, name “Claims nobody answers”",
        ),
    ],
)
def test_a_question_that_cannot_be_asked_so_is_refused(harbour: Harbour, name: str, date: str | None, sentence) -> None:
    with pytest.raises(Refused) as refused:
        named_question(harbour.project, name, date=date)
    assert str(refused.value) == sentence


def test_a_saved_question_is_asked_by_its_name(harbour: Harbour) -> None:
    save(harbour.project, "Mine", all_of([CLAIM, Trait("one reader")]), harbour.ada)
    assert harbour.names(ask(harbour.project, named_question(harbour.project, " mine"))) == ["not so"]


def test_saving_under_a_name_that_is_there_takes_its_place(harbour: Harbour) -> None:
    first = save(harbour.project, "Mine", CLAIM, harbour.ada)
    second = save(harbour.project, "MINE", Linked(), harbour.ben)
    assert (first.id, "MINE", Linked()) == (second.id, second.name, sound(second))
    undo(harbour.project, harbour.ben)
    assert [(one.name, sound(one)) for one in saved(harbour.project)] == [("Mine", CLAIM)]


def test_a_removed_question_comes_back_by_undo(harbour: Harbour) -> None:
    kept = save(harbour.project, "Mine", CLAIM, harbour.ada)
    assert remove(harbour.project, "mine", harbour.ada) == kept
    assert saved(harbour.project) == []
    undo(harbour.project, harbour.ada)
    assert saved(harbour.project) == [kept]


def test_a_question_is_renamed(harbour: Harbour) -> None:
    kept = save(harbour.project, "Mine", CLAIM, harbour.ada)
    assert rename(harbour.project, "mine", "Our claims", harbour.ben) == Saved(kept.id, "Our claims", kept.filter)


@pytest.mark.parametrize("taken", ["theirs", "Claims nobody answers", "new since"])
def test_a_name_that_is_taken_is_not_given_again(harbour: Harbour, taken: str) -> None:
    save(harbour.project, "Mine", CLAIM, harbour.ada)
    save(harbour.project, "Theirs", CLAIM, harbour.ada)
    with pytest.raises(Refused, match="is another question, choose another name"):
        rename(harbour.project, "Mine", taken, harbour.ada)


def test_a_question_that_ships_is_not_written_over(harbour: Harbour) -> None:
    with pytest.raises(Refused, match="“risks with no bearer” comes with the program, choose another name"):
        save(harbour.project, "risks with no bearer", CLAIM, harbour.ada)
    with pytest.raises(Refused, match="it comes with the program, save its words under another name"):
        remove(harbour.project, "risks with no bearer", harbour.ada)


def test_of_two_questions_of_one_name_none_is_taken_for_the_other(harbour: Harbour) -> None:
    kept = save(harbour.project, "Mine", CLAIM, harbour.ada)
    other = "5f0d3a52-0000-4000-8000-000000000001"
    harbour.project.act(harbour.ben.id, "merged", [Edit("question", other, {"name": "mine", "filter": {"and": []}})])
    with pytest.raises(Refused, match="“Mine” is no one question, 2 have this name, give an id: "):
        find_saved(harbour.project, "Mine")
    assert find_saved(harbour.project, kept.id) == kept


def test_questions_are_listed_with_their_answers_counted(harbour: Harbour) -> None:
    save(harbour.project, "Mine", CLAIM, harbour.ada)
    found = {one.name: one.answers for one in listed(harbour.project, count=True)}
    assert (found["Mine"], found["Claims nobody answers"], found["New since …"]) == (3, 2, None)


def test_a_question_that_the_codebook_has_no_words_for_says_so(harbour: Harbour) -> None:
    replaced = [kind if kind["key"] != "risk" else {**kind, "fields": []} for kind in harbour_codebook(harbour.project)]
    replace(harbour.project, {"kinds": replaced}, harbour.ada)
    (found,) = [one.answers for one in listed(harbour.project, count=True) if one.name == "Risks with no bearer"]
    assert isinstance(found, Problem)
    assert "“bearer” at 14 cannot stand there" in str(found)


def test_a_question_written_by_a_newer_program_is_listed_and_refused(harbour: Harbour) -> None:
    id_ = "5f0d3a52-0000-4000-8000-000000000001"
    harbour.project.act(harbour.ada.id, "save", [Edit("question", id_, {"name": "Odd", "filter": {"dreams": "of"}})])
    assert [one.words for one in listed(harbour.project) if one.id == id_] == [""]
    with pytest.raises(Refused, match="the question was not read, it holds dreams, which is no condition"):
        named_question(harbour.project, "odd")


def test_a_question_keeps_to_an_actor_through_a_rename(harbour: Harbour) -> None:
    asked = question_of(harbour.project, "holder is north")
    (north,) = [one.id for one in harbour.project.entities("actor") if one.name == "North"]
    entities.rename(harbour.project, north, "Northern side", harbour.ada)
    assert harbour.names(ask(harbour.project, asked)) == ["for", "against"]


def harbour_codebook(project: Project) -> list[dict[str, object]]:
    return codebook_to_data(project.codebook())["kinds"]  # type: ignore[return-value]


def test_a_question_that_two_changed_apart_is_shown_once_and_settled_by_saving(
    harbour: Harbour, tmp_path: Path
) -> None:
    save(harbour.project, "Mine", CLAIM, harbour.ada)
    copy = tmp_path / "copy.gloss"
    harbour.project.backup(copy)
    save(harbour.project, "Mine", Linked("answers"), harbour.ada)
    with Project.open(copy) as other:
        save(other, "Mine", Trait("settled"), harbour.ben)
    merge(harbour.project, [copy], reader=harbour.ada)
    (found,) = conflicts(harbour.project)
    assert (found.field, {found.shown, found.other}) == ("filter", {"linked by answers", "settled"})
    save(harbour.project, "Mine", Linked("answers"), harbour.ada)
    assert conflicts(harbour.project) == []
    assert [sound(one) for one in saved(harbour.project)] == [Linked("answers")]

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossator.model.misreading import Misread
from glossator.model.question import (
    EVERYTHING,
    Compared,
    Dated,
    Either,
    Holds,
    Is,
    IsSet,
    Linked,
    New,
    Not,
    Question,
    Trait,
    all_of,
    any_of,
    negated,
    question_from_data,
    question_to_data,
)
from glossator.model.question_reading import expected, read_question
from glossator.model.question_terms import terms
from glossator.model.question_words import words_of
from glossator.places import resource
from model.questions import TERMS, codebook, questions

CLAIM, OPEN = Is("kind", ("claim",)), Is("verdict", ("open",))


def read(words: str) -> Question:
    found = read_question(words, TERMS)
    assert not isinstance(found, Misread), str(found.problem)
    return found


def misread(words: str) -> Misread:
    found = read_question(words, TERMS)
    assert isinstance(found, Misread), words_of(found)
    return found


@given(questions)
@example(any_of([Is("label", ("x",)), Is("label", ("y",))]))
@example(any_of([OPEN, Linked("supports", "target")]))
@example(any_of([Not(Is("label", ("x",))), all_of([CLAIM, Is("label", ("x or y",))])]))
def test_a_question_is_read_back_from_its_words(question: Question) -> None:
    assert read_question(words_of(question), TERMS) == question


@given(questions)
def test_words_that_were_read_are_written_the_same_again(question: Question) -> None:
    words = words_of(question)
    assert words_of(read(words)) == words


@given(questions)
def test_a_question_is_read_back_from_plain_data(question: Question) -> None:
    assert question_from_data(question_to_data(question)) == question


@given(questions)
def test_the_contrary_of_the_contrary_is_the_question(question: Question) -> None:
    assert negated(negated(question)) == question


@given(st.text(max_size=60))
def test_no_words_at_all_make_the_reader_fail(words: str) -> None:
    found = read_question(words, TERMS)
    if isinstance(found, Misread):
        assert 0 <= found.start <= found.end <= len(words)
        assert str(found.problem)
    expected(words, len(words), TERMS)


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("claims and not linked by answers", all_of([CLAIM, Not(Linked("answers"))])),
        ("claims that are not answered", all_of([CLAIM, Not(Linked("answers", "target"))])),
        ("kind is claim and verdict is open", all_of([CLAIM, OPEN])),
        (
            'holder is "Northern government" and stance is for or strongly-for',
            all_of([Is("holder", ("Northern government",)), Is("stance", ("for", "strongly-for"))]),
        ),
        (
            "holder is the north stance is strongly for",
            all_of([Is("holder", ("the North",)), Is("stance", ("strongly-for",))]),
        ),
        (
            "holder is ministry of trade and fisheries and claims",
            all_of([Is("holder", ("Ministry of Trade and Fisheries",)), CLAIM]),
        ),
        ("claims on fees (all)", all_of([CLAIM, Is("issue", ("Fees (all)",))])),
        ("risks without bearer", all_of([Is("kind", ("risk",)), Not(IsSet("bearer"))])),
        ("risks with no bearer", all_of([Is("kind", ("risk",)), Not(IsSet("bearer"))])),
        ("severity at least major", Compared("severity", "at least", "major")),
        ("severity>=4", Compared("severity", "at least", "major")),
        ("severity is above 4", Compared("severity", "above", "major")),
        ("said after 2026-05", Dated("date", "after", "2026-05")),
        ("said in 2026-5", Dated("date", "on", "2026-05")),
        ("said on 12 May 2026 and claims", all_of([Dated("date", "on", "2026-05-12"), CLAIM])),
        ("said from January 2026 to March 2026", Dated("date", "between", "2026-01", "2026-03")),
        ("said from 2026-01 to 2026-03", Dated("date", "between", "2026-01", "2026-03")),
        ("text has pilot", Holds("text", "pilot")),
        ("text has pilots first and claims", all_of([Holds("text", "pilots first"), CLAIM])),
        ("“pilots first”", Holds("text", "pilots first")),
        ("label is x", Is("label", ("x",))),
        ("tagged by one reader only", Trait("one reader")),
        ("new since 2026-05-12", New("2026-05-12")),
        ("new since act 3f2a", New("3f2a", act=True)),
        ("by Mara, on ceasefire at sea", all_of([Is("reader", ("Mara",)), Is("issue", ("Ceasefire at sea",))])),
        ("kind is claim or verdict is open", any_of([CLAIM, OPEN])),
        ("verdict is open or refuted or claims", any_of([Is("verdict", ("open", "refuted")), CLAIM])),
        ("verdict is not open", Not(OPEN)),
        ("stance is not for or against", Not(Is("stance", ("for", "against")))),
        ("not claims and changed", all_of([Not(CLAIM), Trait("changed")])),
        ("not (claims or changed)", Not(Either((CLAIM, Trait("changed"))))),
        ("claims or changed and settled", any_of([CLAIM, all_of([Trait("changed"), Trait("settled")])])),
        ("notes or note has x", any_of([Is("kind", ("note",)), Holds("note", "x")])),
        ("", EVERYTHING),
        ("tags", EVERYTHING),
        ("CLAIMS BUT NOT Settled", all_of([CLAIM, Not(Trait("settled"))])),
    ],
)  # fmt: skip
def test_words_that_a_person_writes_are_understood(words: str, question: Question) -> None:
    assert read(words) == question


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("clams and settled", "“clams” at 0 cannot stand there, write claims"),
        ("severity atleast major", "“atleast” at 9 cannot stand there, write at least"),
        ("holder is Nothern gov", '“Nothern gov” at 10 is no holder that is known, write "Northern government"'),
        ("verdict is opn", "“opn” at 11 is no verdict that is known, write open"),
        ("linked by answrs", "“answrs” at 10 is no reader that is known, write answers"),
        (
            "stance at least unclear",
            "“unclear” at 16 is no stance that is known,"
            " write one of: strongly-against, against, neutral, for, strongly-for",
        ),
        ("said after soon", "“soon” at 11 is no date such as 2026, 2026-05 or 2026-05-12, say it in other words"),
        ("(claims", "its end leaves a parenthesis open, write one of: and, or, )"),
        ('holder is "x', "“\"x” at 10 has no closing quotation mark, say it in other words"),
    ],
)  # fmt: skip
def test_a_wrong_word_is_refused_with_its_place_and_what_could_stand_there(words: str, sentence: str) -> None:
    assert str(misread(words).problem) == f"the question was not understood, {sentence}"


def test_the_place_of_a_wrong_word_is_told() -> None:
    wrong = misread("claims and stanse is for")
    assert (wrong.start, wrong.end, wrong.near) == (11, 17, ("stance", "state"))


def test_names_are_not_looked_up_where_none_are_given() -> None:
    assert read_question("holder is Nobody at all", terms(codebook())) == Is("holder", ("Nobody at all",))


@pytest.mark.parametrize(
    ("words", "start", "could"),
    [
        ("cl", 0, ["claims", "claimant"]),
        ("(claims ", 8, ["and", "or", ")"]),
        ("voice is ", 9, ["asserted", "reported", "quoted", "not", "set", "not set"]),
        ("stance is f", 10, ["for"]),
        ("stance at ", 10, ["least", "most"]),
        ("severity ", 9, ["is", "is not", "at least", "at most", "above", "below", "is set", "is not set"]),
        ("holder is nor", 10, ['"Northern government"']),
        ('holder is "nor', 10, ['"Northern government"']),
        ("holder is Northern ", 19, ["government"]),
        ("stance is for or str", 17, ["strongly-against", "strongly-for"]),
        ("said between 2026 ", 18, ["and", "to"]),
        ("without sev", 8, ["severity"]),
        ('holder is "th', 10, ['"the North"', '"The ""Wave"""']),
        ("text has ", 9, ["not"]),
    ],
)  # fmt: skip
def test_what_can_stand_at_the_caret_is_offered(words: str, start: int, could: list[str]) -> None:
    assert expected(words, len(words), TERMS) == (start, could)


@given(questions, st.integers(0, 200))
def test_what_is_offered_leads_on(question: Question, caret: int) -> None:
    begun = words_of(question)[:caret]
    offer = expected(begun, len(begun), TERMS)
    for word in offer.words:
        led = begun[: offer.start] + word
        found = read_question(led, TERMS)
        assert not isinstance(found, Misread) or found.end == len(led)


def told() -> list[str]:
    lines = resource("help", "questions.md").read_text(encoding="utf-8").split("\n")
    cells = [line.split("|")[1] for line in lines if line.startswith("| ")][1:]
    return [words.strip() for cell in cells for words in cell.split(",")]


@pytest.mark.parametrize("words", told())
def test_what_the_help_says_can_be_asked_is_a_question(words: str) -> None:
    found = read_question(words, terms(codebook()))
    assert not isinstance(found, Misread), str(found.problem)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (3, "a part of it is no condition, or is nested too deeply"),
        ({}, "it holds nothing, which is no condition"),
        ({"or": []}, "its “or” joins nothing"),
        ({"is": "kind", "values": []}, "“values” is no list of words"),
        ({"is": "kind", "values": ["claim"], "how": "x"}, "“is” stands with how"),
        ({"dated": "date", "when": "on", "date": "soon"}, "“date” is 'soon', which is no date"),
        ({"trait": "old"}, "“trait” is 'old'"),
    ],
)
def test_plain_data_that_is_no_question_is_refused(data: object, why: str) -> None:
    assert str(question_from_data(data)) == f"the question was not read, {why}, write it anew in words"


@pytest.mark.parametrize("words", ["claims ", "text has pilots "])
def test_behind_a_condition_another_is_offered_with_and_without_a_word_that_joins(words):
    start, could = expected(words, len(words), TERMS)
    assert (start, could[:2]) == (len(words), ["and", "or"])
    assert {"without", "with", "answered", "not"} <= set(could)

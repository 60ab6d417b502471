"""Questions and texts taken apart into words, and where the words stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from glossator.model.document import Block, Content
from glossator.text.searching import Term, closest, excerpt, hits, line_end_hyphens, searchable, terms_of


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Pilots  FIRST", (Term(("pilots",)), Term(("first",)))),
        ('"pilots go" first', (Term(("pilots", "go")), Term(("first",)))),
        ("„Lotsen zuerst“ «d'abord»", (Term(("lotsen", "zuerst")), Term(("d", "abord")))),
        ("pilot* cease", (Term(("pilot",), begun=True), Term(("cease",)))),
        ("well-known", (Term(("well", "known")),)),
        ("停火谈判", (Term(("停", "火", "谈", "判")),)),
        ("naïve Straße ﬁne", (Term(("naive",)), Term(("strasse",)), Term(("fine",)))),
        ("a a A", (Term(("a",)),)),
        ('% — " * ""', ()),
        ("", ()),
    ],
    ids=["words", "phrase", "other quotes", "star", "hyphen", "chinese", "folded", "once", "only signs", "nothing"],
)
def test_what_is_typed_is_words_that_must_all_be_there_phrases_and_beginnings(
    typed: str, terms: tuple[Term, ...]
) -> None:
    assert terms_of(typed) == terms


@pytest.mark.parametrize(
    ("typed", "begun"),
    [
        ("pilots fir", [False, True]),
        ("pilots fir ", [False, False]),
        ('pilots "go fir', [False, True]),
        ('pilots "go fir"', [False, False]),
    ],
)
def test_while_it_is_typed_the_last_word_is_a_beginning(typed: str, begun: list[bool]) -> None:
    assert [term.begun for term in terms_of(typed, as_typed=True)] == begun


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("The Café, a café.", "cafe", [(4, 8), (12, 16)]),
        ("a cafe\u0301 here", "café", [(2, 7)]),
        ("pilotage and pilots", "pilot", []),
        ("pilotage and pilots", "pilot*", [(0, 8), (13, 19)]),
        ("Pilots, go; pilots go", '"pilots go"', [(0, 10), (12, 21)]),
        ("pi\u00adlots go", "pilots", [(0, 7)]),
        ("他们谈停火，不谈和平", "停火", [(3, 5)]),
        ("ไม่มีการหยุดยิง", "หยุด", [(8, 12)]),
        ("كِتَاب", "كتاب", [(0, 6)]),
        ("😀 pilots", "pilots", [(2, 8)]),
    ],
    ids=["accents", "marks", "whole", "star", "phrase", "soft hyphen", "chinese", "thai", "vowels", "emoji"],
)
def test_words_are_found_as_a_reader_means_them(text: str, typed: str, found: list[tuple[int, int]]) -> None:
    assert hits(text, terms_of(typed)) == [found]


@pytest.mark.parametrize("typed", ["stresses", "stres-ses", '"stres ses"'])
def test_a_hyphen_at_a_line_end_may_part_a_word_or_belong_to_it(typed: str) -> None:
    assert hits("of stres-\nses here", terms_of(typed), [8]) == [[(3, 13)]]


def test_an_index_has_a_word_with_a_hyphen_at_a_line_end_both_ways() -> None:
    assert searchable("of stres-\nses", [8]).split() == ["of", "stres", "ses", "of", "stresses"]


def test_hyphens_at_line_ends_are_those_marked_and_those_before_a_line_end_in_a_group() -> None:
    text = "one stres-ses\nwell-\nknown\nlast-\nline"
    blocks = (
        Block("paragraph", 0, 13, data={"breaks": [10]}),
        Block("paragraph", 14, 19, data={"group": 1}),
        Block("paragraph", 20, 25, data={"group": 1}),
        Block("paragraph", 26, 31),
        Block("paragraph", 32, 36),
    )
    assert line_end_hyphens(Content(text, blocks)) == [9, 18]


def test_the_shortest_run_that_has_all_the_words_is_taken() -> None:
    found = hits("pilots here; and there is harbour for pilots", terms_of("pilots harbour"))
    assert closest(found) == (26, 44)


def test_a_run_without_one_of_the_words_is_none() -> None:
    assert closest(hits("pilots", terms_of("pilots harbour"))) is None


def test_an_excerpt_is_cut_at_blanks_and_marks_what_was_found() -> None:
    text = "word " * 30 + "pilots go\nfirst " + "word " * 60
    found = hits(text, terms_of("first"))
    line = excerpt(text, found[0][0], found)
    assert line.words.startswith("…word word")
    assert line.words.endswith("word …")
    assert "pilots go first" in line.words
    assert [line.words[slice(*mark)] for mark in line.marks] == ["first"]


@given(some.text(), some.text())
def test_no_text_and_no_question_is_refused_and_hits_lie_in_the_text(text: str, typed: str) -> None:
    terms = terms_of(typed, as_typed=True)
    for places in hits(text, terms):
        assert all(0 <= start < end <= len(text) for start, end in places)


@given(some.text(alphabet="ab é-停\n", max_size=40), some.integers(0, 39), some.integers(1, 8))
def test_a_phrase_of_a_text_is_found_where_it_was_taken_from(text: str, start: int, length: int) -> None:
    words = text[start : start + length].strip()
    edge = text[start + length : start + length + 1]
    before = text[start - 1 : start] if start else ""
    if not searchable(words).split() or searchable(before).strip() or searchable(edge).strip() or '"' in words:
        return
    (places,) = hits(text, terms_of(f'"{words}"'))
    assert any(start <= first and last <= start + length for first, last in places)


@pytest.mark.parametrize("typed", ["😀", "👍🏽", "❤️", "€", "pause 😀"])
def test_emoji_and_other_signs_are_found(typed) -> None:
    text = "A pause 😀 of 👍🏽 and ❤️ for 3 €."
    assert all(hits(text, terms_of(typed)))
    assert not all(hits("A pause of and for 3 $.", terms_of(typed)))

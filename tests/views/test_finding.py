"""Words are found as a reader means them, and the hits are code points of the text itself."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model.document import Block, Content
from glossator.views.finding import Folded


def found(text: str, words: str, *, exact: bool = False, whole: bool = False) -> list[str]:
    hits = Folded(Content(text), exact=exact).hits(words, whole=whole)
    return [text[start:end] for start, end in hits]


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("Café, cafe, CAFE\u0301.", "cafe", ["Café", "cafe", "CAFE\u0301"]),
        ("the cafe", "café", ["cafe"]),
        ("straße, STRASSE", "strasse", ["straße", "STRASSE"]),
        ("oﬀice and ofﬁce", "office", ["oﬀice", "ofﬁce"]),
        ("“Don’t” she said", "\"don't\"", ["“Don’t”"]),
        ("one  two\tthree\u00a0four", "one two three four", ["one  two\tthree\u00a0four"]),
        ("cof\u00adfee", "coffee", ["cof\u00adfee"]),
        ("1990–1995", "1990-1995", ["1990–1995"]),
        ("😀😀 é😀", "e😀", ["é😀"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("مُحَمَّد", "محمد", ["مُحَمَّد"]),
        ("一二三 一二", "一二", ["一二", "一二"]),
        ("a\u2028b a\u2029b", "a b", ["a\u2028b", "a\u2029b"]),
    ],
    ids=[
        "accents", "accents-asked", "sharp-s", "ligatures", "quotation-marks", "blanks", "soft-hyphen", "dashes",
        "emoji", "dotted-i", "arabic-vowels", "cjk", "separators",
    ],
)  # fmt: skip
def test_what_a_reader_means_is_found_with_its_own_offsets(text: str, words: str, hits: list[str]) -> None:
    assert found(text, words) == hits


@pytest.mark.parametrize(
    ("text", "words"),
    [("がか", "が"), ("कु क", "कु"), ("Ünder", "x"), ("", "a"), ("a", "")],
    ids=["kana-voice", "indic-vowel", "nothing", "empty-text", "no-words"],
)
def test_marks_that_tell_letters_apart_count(text: str, words: str) -> None:
    assert found(text, words) == [words] * text.count(words or "\0")


def test_to_the_letter_capitals_and_accents_count() -> None:
    assert found("E e é e\u0301 e", "e", exact=True) == ["e", "e"]


def test_to_the_letter_both_ways_of_writing_an_accent_are_one() -> None:
    assert found("é e\u0301 e", "é", exact=True) == ["é", "e\u0301"]


def test_whole_words_leave_parts_of_words_out() -> None:
    assert found("port ports airport (port)", "port", whole=True) == ["port", "port"]


def test_hits_do_not_overlap() -> None:
    assert Folded(Content("aaaaa")).hits("aa") == [(0, 2), (2, 4)]


def test_a_letter_that_folds_into_two_is_one_hit() -> None:
    assert Folded(Content("ßß")).hits("s") == [(0, 1), (1, 2)]


def test_a_newline_in_a_hard_wrapped_group_is_a_space() -> None:
    blocks = (
        Block("paragraph", 0, 9, data={"group": 1}),
        Block("paragraph", 10, 18, data={"group": 1}),
        Block("paragraph", 19, 23, data={"group": 2}),
    )
    content = Content("a pilot  \n agrees.\nThen", blocks)
    assert Folded(content).hits("pilot agrees") == [(2, 17)]
    assert Folded(content).hits("agrees. then") == []


def test_offsets_hold_far_behind_many_letters_that_fold_unevenly() -> None:
    text = "ﬁn\u00adé e\u0301 " * 20_000 + "harbour"
    assert Folded(Content(text)).hits("Harbour") == [(160_000, 160_007)]


def test_a_search_that_is_not_wanted_any_more_ends_early() -> None:
    assert len(Folded(Content("a" * 50_000)).hits("a", is_unwanted=lambda: True)) < 50_000


@settings(max_examples=150, deadline=None)
@given(
    before=st.text(max_size=20),
    words=st.text("abcßéﬁ😀 一\u0301'’\u00ad", min_size=1, max_size=6),
    after=st.text(max_size=20),
)
def test_hits_lie_in_the_text_in_order_apart_and_read_as_what_was_looked_for(
    before: str, words: str, after: str
) -> None:
    folded = Folded(Content(before + words + after))
    hits = folded.hits(words)
    last = 0
    for start, end in hits:
        assert last <= start < end <= len(folded.source)
        assert folded.fold_query(words) in folded.fold_query(folded.source[start:end])
        last = end


@settings(max_examples=100, deadline=None)
@given(text=st.text("aábßﬁ 😀\u0301", max_size=40), words=st.text("abß", min_size=1, max_size=3))
def test_composed_and_decomposed_texts_have_as_many_hits(text: str, words: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert len(Folded(Content(text)).hits(words)) == len(Folded(Content(apart)).hits(words))

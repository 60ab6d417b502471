"""Words in memory: put in, found, known anew, never refused."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as some

from glossator.store.search_index import NOTE, PASSAGE, Entry, Place, SearchIndex
from glossator.text.searching import Term, searchable, terms_of


def found(index: SearchIndex, typed: str, where: str = PASSAGE, limit: int = 10) -> tuple[int, list[str]]:
    answer = index.find(where, terms_of(typed), limit)
    assert answer is not None
    return answer[0], [place.owner for place in answer[1]]


def made(*words: str, where: str = PASSAGE) -> SearchIndex:
    index = SearchIndex()
    index.put(where, (), [Entry(str(at), searchable(one), at, at + 1) for at, one in enumerate(words)])
    return index


def test_all_the_words_must_be_there() -> None:
    index = made("pilots go first", "pilots stay", "nobody goes")
    assert found(index, "pilots go") == (1, ["0"])
    assert sorted(found(index, "pilots")[1]) == ["0", "1"]


def test_a_phrase_and_a_beginning_are_found() -> None:
    index = made("pilots go first", "go, pilots", "pilotage")
    assert found(index, '"pilots go"') == (1, ["0"])
    assert found(index, "pilotag*") == (1, ["2"])


def test_what_has_the_words_more_often_for_its_length_comes_first() -> None:
    index = made("pilots and many other words that tell of something else", "pilots pilots", "words")
    assert found(index, "pilots")[1] == ["1", "0"]


def test_all_are_counted_and_the_first_are_listed() -> None:
    index = made(*["pilots"] * 7)
    assert found(index, "pilots", limit=3) == (7, ["0", "1", "2"])


def test_words_put_again_take_the_place_of_the_former_ones() -> None:
    index = made("pilots", "harbour")
    index.put(PASSAGE, ["0"], [Entry("0", "ferries")])
    assert found(index, "pilots") == (0, [])
    assert found(index, "ferries") == (1, ["0"])
    index.put(PASSAGE, ["0"], ())
    assert found(index, "ferries") == (0, [])
    assert found(index, "harbour") == (1, ["1"])


def test_one_sort_is_cleared_alone_and_filled_again() -> None:
    index = made("pilots")
    index.put(NOTE, (), [Entry("a", "pilots")])
    index.clear(PASSAGE)
    assert found(index, "pilots") == (0, [])
    assert found(index, "pilots", NOTE) == (1, ["a"])
    index.put(PASSAGE, (), [Entry("b", "pilots", 3, 9)])
    assert index.find(PASSAGE, (Term(("pilots",)),), 5) == (1, [Place("b", 3, 9)])


def test_a_search_that_is_not_wanted_any_more_gives_nothing() -> None:
    index = made(*["pilots"] * 30_000)
    assert index.find(PASSAGE, terms_of("pilots"), 5, lambda: True) is None
    assert found(index, "pilots", limit=1) == (30_000, ["0"])


@given(some.text())
def test_no_sentence_that_a_person_types_is_refused(typed: str) -> None:
    index = made("pilots go first")
    try:
        index.find(PASSAGE, terms_of(typed, as_typed=True), 5)
    except sqlite3.Error as error:
        raise AssertionError(f"{typed!r} was refused") from error


@given(some.lists(some.sampled_from(["AND", "OR", "NOT", "NEAR(", ")", '"', "*", "^", "-", ":", "words:", "'", "a"])))
def test_the_signs_of_a_query_language_are_words_or_nothing(parts: list[str]) -> None:
    index = made("a and or not near words")
    assert index.find(PASSAGE, terms_of(" ".join(parts)), 5) is not None

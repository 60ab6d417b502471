"""Sentences that name somebody known, and the way through those that have no tag."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.document import Content
from glossator.operations.mentions import KnownNames, Unmarked, naming_sentences
from glossator.text.paragraphs import Paragraphs
from glossator.text.segments import sentences


@pytest.mark.parametrize(
    ("names", "text", "named"),
    [
        (["Norland"], "NORLAND refuses.", True),
        (["Norland"], "The Norlandish side refuses.", False),
        (["US"], "It tells us nothing.", False),
        (["US"], "It tells the US nothing.", True),
        (["us"], "It tells the US nothing.", False),
        (["Ana Ruiz"], "So ana\nruiz said.", True),
        (["Ana Ruiz"], "So Ana said to Ruiz.", False),
        (["Путин"], "Об этом сказал ПУТИН.", True),
        (["İstanbul"], "In İSTANBUL they met.", True),
        (["بوتين"], "قال بوتين ذلك.", True),
        (["भारत"], "भारतीय पक्ष", False),
        (["भारत"], "और भारत का पक्ष", True),
        (["中国"], "他说中国同意。", True),
        (["Türkiye"], "Tu\u0308rkiye agrees.", True),
        ([], "Norland refuses.", False),
    ],
)
def test_a_name_is_found_as_whole_words_in_any_script(names: list[str], text: str, named: bool) -> None:
    assert KnownNames(names).are_in(text) is named


WORDS = st.sampled_from(["Norland", "norland", "US", "us", "Ana", "Ruiz", "harbour", "é", "😀", "EU"])


@given(
    said=st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=6),
    names=st.sets(st.sampled_from(["Norland", "US", "Ana Ruiz", "EU", "harbour"]), max_size=3),
    breaks=st.sampled_from([" ", "\n"]),
)
def test_the_sentences_are_those_that_a_plain_search_finds(said: list[list[str]], names: set[str], breaks: str) -> None:
    text = breaks.join("So " + " ".join(words) + "." for words in said)
    paragraphs = Paragraphs(Content(text))
    every = [one for low, high in paragraphs.ranges for one in sentences(text, low, high)]
    expected = [
        (start, end)
        for start, end in every
        if any(
            re.search(rf"\b{re.escape(name)}\b", text[start:end], re.IGNORECASE if len(name) > 3 else re.NOFLAG)
            for name in names
        )
    ]
    assert naming_sentences(paragraphs, text, KnownNames(names)) == expected


SENTENCES = [(0, 10), (11, 20), (20, 31), (40, 45)]
SPANS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 30)).map(lambda one: (one[0], one[0] + one[1])), max_size=3
)


@given(acts=st.lists(st.tuples(st.sampled_from("abc"), SPANS), max_size=8), caret=st.integers(0, 50))
def test_the_next_and_previous_one_are_those_that_a_plain_search_finds(
    acts: list[tuple[str, list[tuple[int, int]]]], caret: int
) -> None:
    walk = Unmarked(SENTENCES)
    tags: dict[str, list[tuple[int, int]]] = {}
    for id_, spans in acts:
        walk.put(id_, spans)
        tags[id_] = spans
    taken = [span for spans in tags.values() for span in spans]
    free = [(a, b) for a, b in SENTENCES if not any(a < d and c < b for c, d in taken)]
    assert walk.left == len(free)
    assert walk.after(caret) == next((one for one in free if one[0] > caret), None)
    begun = [one for one in SENTENCES if one[0] <= caret]
    if begun and caret <= begun[-1][1]:
        begun.pop()
    assert walk.before(caret) == next((one for one in reversed(begun) if one in free), None)
    assert (walk.first(), walk.last()) == ((free[0], free[-1]) if free else (None, None))

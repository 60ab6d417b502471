from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.problem import Refused
from glossator.operations.places import place_of_quote, sound_spans


@pytest.mark.parametrize(
    ("text", "span", "sound"),
    [
        pytest.param("one two", (0, 3), (0, 3), id="as it is"),
        pytest.param("  one \n", (0, 7), (2, 5), id="blanks at both ends"),
        pytest.param("one\u00a0", (0, 4), (0, 3), id="a non-breaking space"),
        pytest.param("one\u2028\u2029", (0, 5), (0, 3), id="line and paragraph separators"),
        pytest.param("e\u0301t", (0, 1), (0, 2), id="a combining mark stays with its letter"),
        pytest.param("👩‍🚀 up", (0, 1), (0, 3), id="joined emoji stay whole"),
        pytest.param("港口。", (0, 2), (0, 2), id="Chinese"),
        pytest.param("سلام", (1, 3), (1, 3), id="Arabic"),
    ],
)
def test_a_span_is_made_sound(text: str, span: tuple[int, int], sound: tuple[int, int]) -> None:
    assert sound_spans(text, [span]) == (sound,)


def test_spans_are_sorted() -> None:
    assert sound_spans("one two three", [(8, 13), (0, 3)]) == ((0, 3), (8, 13))


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        pytest.param([], "nothing was tagged, no passage was given", id="none"),
        pytest.param(
            [(0, 99)], "the passage 0:99 was not tagged, the text has the offsets 0 to 13", id="behind the end"
        ),
        pytest.param(
            [(-1, 3)], "the passage -1:3 was not tagged, the text has the offsets 0 to 13", id="before the start"
        ),
        pytest.param(
            [(3, 1)], "the passage 3:1 was not tagged, the text has the offsets 0 to 13", id="end before start"
        ),
        pytest.param([(3, 3)], "the passage 3:3 was not tagged, it is empty", id="empty"),
        pytest.param([(3, 4)], "the passage 3:4 was not tagged, it holds nothing but blanks", id="a blank"),
        pytest.param([(0, 6), (4, 9)], "the passages were not tagged, 0:6 and 4:9 overlap", id="overlapping"),
    ],
)
def test_a_span_that_cannot_be_tagged_is_refused(spans: list[tuple[int, int]], words: str) -> None:
    with pytest.raises(Refused) as refused:
        sound_spans("one two three", spans)
    assert str(refused.value).startswith(words)


@given(st.text(alphabet="ab \n\u0301🎉👩\u200d🚀é\u2029", max_size=40), st.data())
def test_a_sound_span_has_no_blank_at_its_ends_and_holds_what_was_selected(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if not text[start:end].strip():
        return
    ((first, last),) = sound_spans(text, [(start, end)])
    assert text[start:end].strip() in text[first:last]
    assert sound_spans(text, [(first, last)]) == ((first, last),)


def test_a_quote_is_found_behind_emoji_in_code_points() -> None:
    assert place_of_quote("🎉🎉 yes", "yes") == (3, 6)


def test_a_quote_found_twice_is_refused_with_its_places() -> None:
    with pytest.raises(Refused) as refused:
        place_of_quote("The South said no. The North said yes.", "said")
    assert str(refused.value) == (
        "the quote “said” is not one place, it was found 2 times: "
        "10:14 “The South [said] no. The North said yes.”; 29:33 “outh said no. The North [said] yes.”, "
        "use --prefix, --suffix or --start/--end"
    )


def test_a_quote_that_overlaps_itself_is_found_at_each_place() -> None:
    with pytest.raises(Refused, match=r"found 2 times: 0:3 .* 2:5"):
        place_of_quote("anana", "ana")


@pytest.mark.parametrize(
    ("prefix", "suffix", "place"),
    [
        pytest.param("South ", "", (10, 14), id="what stands before"),
        pytest.param("", " yes", (29, 33), id="what stands after"),
    ],
)
def test_what_stands_around_chooses_between_places(prefix: str, suffix: str, place: tuple[int, int]) -> None:
    assert place_of_quote("The South said no. The North said yes.", "said", prefix, suffix) == place


@pytest.mark.parametrize(
    ("quote", "prefix", "why"),
    [
        pytest.param("maybe", "", "the text does not hold it", id="nowhere"),
        pytest.param("said no", "East ", "the bare quote is at 10:17", id="not with that before it"),
        pytest.param("the south SAID", "", "with other blanks or letters at 0:14", id="in other letters"),
        pytest.param("no. The", "", "with other blanks or letters at 15:22", id="over a line end"),
        pytest.param("", "", "it is empty", id="empty"),
    ],
)
def test_a_quote_that_is_not_found_says_why(quote: str, prefix: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        place_of_quote("The South said no.\nThe North said yes.", quote, prefix)
    assert why in str(refused.value)


def test_of_many_places_the_first_are_named_and_the_others_counted() -> None:
    with pytest.raises(Refused, match=r"found 7 times: 0:1 .*; and 3 more"):
        place_of_quote("a a a a a a a", "a")

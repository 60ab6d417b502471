import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.text.utf16 import Utf16Map

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("a😀𝔸𠀀é\u2028"), max_size=60)


@given(TEXTS)
@settings(max_examples=150)
def test_every_offset_survives_the_way_to_utf16_and_back(text):
    offsets = Utf16Map(text)
    assert [offsets.to_code_points(offsets.to_utf16(n)) for n in range(len(text) + 1)] == list(range(len(text) + 1))


@given(TEXTS)
@settings(max_examples=150)
def test_an_offset_in_utf16_is_the_length_of_what_precedes_it(text):
    offsets = Utf16Map(text)
    assert [offsets.to_utf16(n) for n in range(len(text) + 1)] == [
        len(text[:n].encode("utf-16-le")) // 2 for n in range(len(text) + 1)
    ]


@pytest.mark.parametrize(
    ("units", "code_points"),
    [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (5, 3), (6, 4)],
    ids=["start", "emoji", "inside the emoji", "after it", "second emoji", "inside the second", "end"],
)
def test_a_place_inside_a_pair_belongs_to_its_character(units, code_points):
    assert Utf16Map("a😀b😀").to_code_points(units) == code_points


def test_an_ascii_text_maps_to_itself():
    offsets = Utf16Map("harbour")
    assert (offsets.to_utf16(4), offsets.to_code_points(4)) == (4, 4)

"""A place of a text is found again in another version of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.text.place_kept import place_after

OLD = "Head\n\nFirst sentence of all. Second sentence here.\n\nThird stands alone.\n\nThe end.\n"


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("Preface.\n\n" + OLD, "Third stands"),
        (OLD.replace("Second sentence here.", "Second."), "Third stands"),
        (OLD.replace("First sentence of all. ", "") + "An appendix.\n", "Third stands"),
    ],
    ids=["text before it", "shorter before it", "shorter before and longer behind"],
)
def test_a_place_goes_with_its_words(new, words):
    assert place_after(OLD, new, OLD.index(words)) == new.index(words)


def test_where_the_words_have_gone_the_place_is_near_them():
    new = "A new beginning.\n" + OLD.replace("Third stands alone.", "Fourth.") + "A new end.\n"
    assert place_after(OLD, new, OLD.index("Third")) in (new.index("First"), new.index("The end"))


@given(st.text(alphabet="ab \n😀", max_size=60), st.text(alphabet="ab \n😀", max_size=60), st.data())
def test_a_place_is_always_inside_the_new_text(old, new, data):
    offset = data.draw(st.integers(0, len(old)))
    assert 0 <= place_after(old, new, offset) <= len(new)


@given(st.text(max_size=60), st.data())
def test_in_the_same_text_a_place_stays(old, data):
    offset = data.draw(st.integers(0, len(old)))
    assert place_after(old, old, offset) == offset

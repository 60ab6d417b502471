"""How one wording became another is told word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.review.wording import Run, word_runs


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("pilots go first", "two pilots go first", [Run("new", "two "), Run("same", "pilots go first")]),
        ("a long pause", "a pause", [Run("same", "a "), Run("gone", "long "), Run("same", "pause")]),
        (
            "it costs 4 marks.",
            "it costs 5 marks.",
            [Run("same", "it costs "), Run("gone", "4 "), Run("new", "5 "), Run("same", "marks.")],
        ),
        ("北方政府", "南方政府", [Run("gone", "北"), Run("new", "南"), Run("same", "方政府")]),
        ("one\ntwo", "one two", [Run("same", "one two")]),
        ("", "new", [Run("new", "new")]),
        ("old", "", [Run("gone", "old")]),
        ("same", "same", [Run("same", "same")]),
    ],
    ids=["a word came", "a word went", "a figure changed", "Chinese", "reflowed", "all new", "all gone", "nothing"],
)
def test_runs_say_what_stayed_went_and_came(old, new, runs):
    assert word_runs(old, new) == runs


@given(st.text(alphabet="ab ,\n北😀", max_size=40), st.text(alphabet="ab ,\n北😀", max_size=40))
def test_the_runs_hold_the_whole_new_wording_and_all_words_of_the_old_one(old, new):
    runs = word_runs(old.strip(), new.strip())
    assert "".join(run.words for run in runs if run.kind != "gone") == new.strip()
    before = "".join(run.words for run in runs if run.kind != "new")
    assert "".join(before.split()) == "".join(old.split())

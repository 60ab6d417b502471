"""Words are cut at the edge of a word, and never longer than their room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF

from glossator.views.eliding import cut_short, elided

SENTENCE = "Negotiations over pilotage, insurance"


@pytest.mark.parametrize(
    ("words", "most", "cut"),
    [
        ("short", 10, "short"),
        (SENTENCE, 37, SENTENCE),
        (SENTENCE, 36, "Negotiations over pilotage…"),
        (SENTENCE, 25, "Negotiations over…"),
        (SENTENCE, 28, "Negotiations over pilotage…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("a Donaudampfschifffahrt", 12, "a Donaudamp…"),
        ("協議は水先案内と保険について続いている", 8, "協議は水先案内…"),
    ],
    ids=["whole", "just", "a letter less", "inside a word", "at a sign", "one word", "a long last word", "no blanks"],
)
def test_words_are_cut_at_the_edge_of_a_word(words, most, cut):
    assert cut_short(words, most) == cut


@given(st.text(), st.integers(2, 60))
def test_what_is_cut_is_a_beginning_and_has_room(words, most):
    cut = cut_short(words, most)
    assert len(cut) <= most
    assert words == cut or words.startswith(cut.removesuffix("…"))


@pytest.mark.parametrize("width", range(40, 260, 7))
def test_what_is_elided_has_room_and_ends_with_a_whole_word(qapp, width):
    metrics = QFontMetricsF(QFont())
    shown = elided(SENTENCE + " and inspections of cargo", metrics, width)
    assert metrics.horizontalAdvance(shown) <= width
    if " " in shown:
        assert shown.removesuffix("…").split()[-1] in (SENTENCE + " and inspections of cargo").replace(",", "").split()

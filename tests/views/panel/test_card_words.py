"""What a closed card says, and how its quotation is laid out."""

import pytest
from PySide6.QtGui import QFont

from glossator.model.annotation import Annotation, Passage
from glossator.operations import people, projects
from glossator.views.desk import Desk
from glossator.views.panel.history import moment
from glossator.views.panel.quote import QuoteLines
from glossator.views.panel.rows import Sieve, plain
from glossator.views.panel.shades import contrast, ink_on, value_colour
from glossator.views.panel.style import Style
from glossator.views.panel.words import card_words, initials, is_right_to_left
from glossator.views.theme import theme


@pytest.fixture
def desk(qtbot, tmp_path):
    made = Desk()
    made.show_project(projects.create(tmp_path / "words.gloss"), "Mara")
    yield made
    made.close_project()


@pytest.fixture
def style(qtbot, monkeypatch):
    monkeypatch.setenv("GLOSSATOR_PACKAGED_FACES", "1")
    return Style.of(theme("light"), QFont())


def annotation(desk, kind="position", *, state="anchored", reader="", **fields):
    passage = Passage(0, 5, "Words", "", "", state)
    return Annotation("a", "d", reader or desk.reader.id, kind, (passage,), fields)


def said(desk, made):
    return [(chip.words, chip.tone) for chip in card_words(made, desk).chips]


def test_a_scale_is_said_by_its_value_alone_and_the_bearer_dimly(desk):
    made = annotation(desk, "risk", likelihood="likely", severity="major", bearer="harbour towns")
    assert said(desk, made) == [("major", "value"), ("likely", "value"), ("bears: harbour towns", "dim")]


def test_a_value_that_does_not_speak_for_itself_has_its_label(desk):
    assert said(desk, annotation(desk, confidence="high")) == [("confidence: high", "dim")]


def test_a_stance_with_a_condition_is_hollow(desk):
    chips = card_words(annotation(desk, stance="for", condition="pilots first"), desk).chips
    assert chips[0].hollow
    assert not card_words(annotation(desk, stance="for"), desk).chips[0].hollow


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("edited", "the words have changed"),
        ("ambiguous", "its place is uncertain"),
        ("lost", "not found in this version"),
    ],
)
def test_a_tag_that_waits_for_a_look_says_why(desk, state, words):
    assert said(desk, annotation(desk, state=state)) == [(words, "warning")]


def test_a_kind_that_the_codebook_does_not_know_is_a_plain_square(desk):
    words = card_words(annotation(desk, "rumour"), desk)
    assert (words.kind.label, words.kind.shape) == ("Rumour", "square")


@pytest.mark.parametrize(
    ("name", "letters"), [("Mara", "M"), ("Ann Lee", "AL"), ("Ana Maria de la Cruz", "AC"), ("", "")]
)
def test_initials_are_of_the_first_and_last_word(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("words", "right"), [("قال", True), ("«שלום»", True), ("1. قال", True), ("abc قال", False), ("123", False)]
)
def test_the_first_letter_says_the_direction(words, right):
    assert is_right_to_left(words) is right


def test_a_long_quotation_is_elided_in_its_last_line(style):
    quote = QuoteLines("😀 words and more " * 60, 250, style=style, right_to_left=False, most=4)
    assert quote.lines == 4
    assert quote._rest.text().endswith("…")
    assert quote._rest.text().isprintable()


@pytest.mark.parametrize("width", range(200, 260, 3))
def test_a_quotation_is_elided_at_the_edge_of_a_word(style, width):
    words = "Negotiations over pilotage, insurance and inspections continue " * 20
    rest = QuoteLines(words, width, style=style, right_to_left=False, most=4)._rest.text()
    assert rest.removesuffix("…").split()[-1] in {
        "Negotiations", "over", "pilotage", "insurance", "and", "inspections", "continue"
    }  # fmt: skip


def test_a_short_quotation_has_as_many_lines_as_it_needs(style):
    quote = QuoteLines("words", 250, style=style, right_to_left=False, most=4)
    assert (quote.lines, quote.height) == (1, style.line_step)


def test_a_right_to_left_quotation_ends_at_the_right(style):
    quote = QuoteLines("قال الوزير", 250, style=style, right_to_left=True, most=4)
    natural = quote._layout.lineAt(0).naturalTextRect()
    assert natural.right() == pytest.approx(250, abs=1)
    assert natural.left() > 100


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_on_a_chosen_cell_can_be_read(desk, name):
    shown = theme(name)
    for kind in desk.codebook.kinds:
        for field in kind.fields:
            for value in field.values:
                fill = value_colour(field, value, shown)
                assert contrast(ink_on(fill, shown), fill) >= 4.5


def test_accents_case_and_width_are_aside_in_the_filter():
    assert plain("ÉLAN ﬁn Ⅷ") == "elan fin viii"


def test_a_filter_of_words_wants_every_one(desk):
    made = annotation(desk)
    assert Sieve(kinds=(), label="", words="wor for").finds(made, ["for"])
    assert not Sieve(kinds=(), label="", words="wor against").finds(made, ["for"])


def test_a_moment_of_another_year_has_the_year():
    assert moment("2020-05-12T09:30:00Z").startswith("12 May 2020, ")


def test_the_readers_own_tags_have_no_initials(desk):
    other = people.reader_for(desk.project, "Ann Lee")
    assert said(desk, annotation(desk)) == []
    assert said(desk, annotation(desk, reader=other.id)) == [("?", "reader")]

"""E makes a tag's extent a live selection: the page shows it as it would be, and nothing ends it silently."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from driving import TALKS, press, rows

LIVE = 'SELECT kind, start, "end" FROM annotation WHERE deleted = 0 ORDER BY created, rowid'

CLAUSE = "The northern government holds that pilotage must come first"
SHORTER = "The northern government holds that pilotage must"


def place(words: str) -> tuple[int, int]:
    start = TALKS.index(words)
    return start, start + len(words)


def shown(window) -> list[tuple[int, int]]:
    """Return where the page paints the current tag."""
    return [(mark.start, mark.end) for mark in window.page.shown.tags.marks_of(window.desk.current)]


@pytest.fixture
def live(window):
    window.page.place_caret(TALKS.index(CLAUSE) + 2)
    press("s", "p", "e")
    return window


@pytest.fixture
def said(live):
    heard = []
    live.desk.said.connect(lambda words, _refused: heard.append(words))
    return heard


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["Ctrl+Left", "Ctrl+Left"], SHORTER),
        (["Ctrl+Shift+Left", "Ctrl+Shift+Left"], SHORTER),
        (["Right", "Right", "Right", "Right", "Right"], CLAUSE + ", and"),
        (["e", "Ctrl+Right"], CLAUSE.removeprefix("The ")),
        (["j"], CLAUSE + ", and the southern ministry answers that no pilot will board."),
        (["e", "k"], "Nobody called the first meeting a breakthrough. " + CLAUSE),
        (["e", "Ctrl+Up"], "Nobody called the first meeting a breakthrough. " + CLAUSE),
    ],
    ids=["words", "with Shift", "characters", "the other end", "a sentence", "a sentence back", "a paragraph"],
)
def test_a_key_that_moves_moves_the_end_and_enter_keeps_it(live, talks, keys, words):
    press(*keys, "Enter")
    assert rows(talks, LIVE) == [("position", *place(words))]


def test_while_an_end_moves_the_tag_is_shown_as_it_would_be(live, talks):
    press("Ctrl+Left", "Ctrl+Left")
    assert shown(live) == [place(SHORTER)]
    assert rows(talks, LIVE) == [("position", *place(CLAUSE))]


def test_what_is_given_up_is_shown_as_it_was(live, talks):
    press("Ctrl+Left", "Esc")
    assert shown(live) == [place(CLAUSE)]
    assert rows(talks, LIVE) == [("position", *place(CLAUSE))]
    assert not live.page.reshaping


def test_walking_to_another_tag_gives_the_moved_end_up_and_says_so(live, said):
    press("Ctrl+Left")
    first = live.desk.current
    live.desk.set_current("")
    assert [(mark.start, mark.end) for mark in live.page.shown.tags.marks_of(first)] == [place(CLAUSE)]
    assert said == ["Given up: the extent is as it was."]


def test_only_the_passage_at_the_caret_of_a_tag_of_several_is_live(window):
    window.page.select(*place(CLAUSE))
    press("p")
    window.page.select(*place("It is slow"))
    press("a")
    window.page.place_caret(TALKS.index("It is slow") + 1)
    press("e", "Ctrl+Left")
    assert shown(window) == [place(CLAUSE), place("It is")]


def test_an_extent_without_a_character_leaves_the_tag_as_it_was(live, talks, said):
    press(*["Ctrl+Left"] * len(CLAUSE.split()))
    assert live.page.selection() is None
    assert shown(live) == [place(CLAUSE)]
    press("Enter")
    assert rows(talks, LIVE) == [("position", *place(CLAUSE))]
    assert said == ["Nothing was selected: left as it was."]


def test_the_bar_of_kinds_does_not_come_up_beside_a_live_selection(live):
    press("Ctrl+Left")
    assert not live.selection_bar.isVisible()
    press("Esc")
    live.page.select(*place("It is slow"))
    assert live.selection_bar.isVisible()


def test_a_kinds_key_makes_no_tag_of_a_live_selection(live, talks, said):
    press("Ctrl+Left", "r")
    assert rows(talks, LIVE) == [("position", *place(CLAUSE))]
    assert said[-1].startswith("This is the tag’s own extent: Enter keeps it")
    assert live.page.reshaping


def test_shift_and_a_kinds_key_changes_the_kind_and_the_end_goes_on_moving(live, talks):
    press("Ctrl+Left", "Ctrl+Left", "Shift+C")
    assert shown(live) == [place(SHORTER)]
    press("Enter")
    assert rows(talks, LIVE) == [("claim", *place(SHORTER))]


def test_a_click_moves_the_end_and_leaves_the_selection_live(live, talks):
    rect = live.page.rects(*place(" must come"))[0]
    point = QPoint(round(rect.left()), round(rect.center().y()))
    QTest.mouseClick(live.page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert live.page.selection() == place("The northern government holds that pilotage")
    press("Enter")
    assert rows(talks, LIVE) == [("position", *place("The northern government holds that pilotage"))]


def test_each_step_is_said(live, said):
    press("Esc")
    press("e")
    press("e")
    press("e")
    press("Ctrl+Left", "Enter")
    assert said == [
        "Given up: the extent is as it was.",
        "Arrows move the end, E takes the other one, Enter keeps it, Esc gives it up.",
        "The beginning moves now.",
        "The end moves now.",
        "The new extent is kept; Ctrl+Z brings the old one back.",
    ]


def test_undo_brings_the_extent_before_back(live, talks):
    press("Ctrl+Left", "Enter", "Ctrl+Z")
    assert rows(talks, LIVE) == [("position", *place(CLAUSE))]
    assert shown(live) == [place(CLAUSE)]


@pytest.fixture
def of_three(window):
    """Tag three passages as one, the middle one added last."""
    for words, key in ((CLAUSE, "p"), ("It is slow", "a"), ("Two hazards stand out", "a")):
        window.page.select(*place(words))
        press(key)
    return window


@pytest.mark.parametrize(
    ("caret", "now"),
    [
        ("It is slow", [CLAUSE, "Two hazards stand out", "It is"]),
        ("Two hazards", [CLAUSE, "Two hazards stand", "It is slow"]),
        ("Neither needs", [CLAUSE.removesuffix(" first"), "Two hazards stand out", "It is slow"]),
    ],
    ids=["the last", "the middle", "none: the first"],
)  # fmt: skip
def test_the_ends_of_one_passage_move_and_the_others_stay(of_three, talks, caret, now):
    of_three.page.place_caret(TALKS.index(caret) + 1)
    press("e", "Ctrl+Left", "Enter")
    assert shown(of_three) == [place(words) for words in now]

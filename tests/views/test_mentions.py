"""M goes from one sentence that names somebody to the next, past those that are tagged."""

import pytest

from driving import TALKS, press
from glossator.operations import entities, tags


@pytest.fixture
def named(window):
    """Know two actors; one of them is named in one sentence, the other in two."""
    for name in ("northern government", "Insurers", "Mediators"):
        entities.make(window.desk.project, "actor", name, window.desk.reader)
    return window


def stands_at(window, words: str) -> bool:
    return window.page.caret() == TALKS.index(words)


def go(qtbot, window, key: str) -> None:
    press(key)
    qtbot.waitUntil(lambda: window.mentions.is_still)


NORTH, INSURERS, MEDIATORS = "The northern government", "The first is that", "What the mediators"


def test_m_goes_to_the_next_sentence_that_names_somebody_and_begins_again_after_the_last(named, qtbot):
    for words in (NORTH, INSURERS, MEDIATORS, NORTH):
        go(qtbot, named, "m")
        assert stands_at(named, words)
    assert "From the beginning again" in named.status.words.text()


def test_shift_m_goes_back(named, qtbot):
    named.page.place_caret(TALKS.index(INSURERS) + 3)
    go(qtbot, named, "Shift+M")
    assert stands_at(named, NORTH)
    go(qtbot, named, "Shift+M")
    assert stands_at(named, MEDIATORS)
    assert "From the end again" in named.status.words.text()


def test_a_sentence_that_is_tagged_is_passed_and_comes_again_when_the_tag_is_undone(named, qtbot):
    go(qtbot, named, "m")
    press("r")
    named.page.place_caret(0)
    go(qtbot, named, "m")
    assert stands_at(named, INSURERS)
    press("Ctrl+Z")
    named.page.place_caret(0)
    go(qtbot, named, "m")
    assert stands_at(named, NORTH)


def test_another_readers_tag_counts_for_them_alone(named, qtbot):
    press("m")
    qtbot.waitUntil(lambda: named.mentions.is_still)
    press("r")
    named.desk.set_reader("Tomas")
    named.page.place_caret(0)
    go(qtbot, named, "m")
    assert stands_at(named, NORTH)


def test_a_name_that_is_new_is_found_too(named, qtbot):
    go(qtbot, named, "m")
    entities.make(named.desk.project, "actor", "southern ministry", named.desk.reader)
    entities.make(named.desk.project, "actor", "strait talks", named.desk.reader)
    named.page.place_caret(TALKS.index("Ana Ruiz"))
    go(qtbot, named, "Shift+M")
    assert stands_at(named, "The strait talks")


def test_without_a_known_name_it_is_said(window, qtbot):
    go(qtbot, window, "m")
    assert window.page.caret() == 0
    assert "No sentence here names a known actor" in window.status.words.text()


def test_when_every_such_sentence_is_tagged_it_is_said(named, qtbot):
    document = named.desk.document.id
    tags.tag(named.desk.project, document, "note", [(0, len(TALKS) - 1)], reader=named.desk.reader)
    go(qtbot, named, "m")
    assert named.page.caret() == 0
    assert "Every sentence that names a known actor has a tag of yours" in named.status.words.text()

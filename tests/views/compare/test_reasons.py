"""Compare: why a difference is settled as it is, written before, right after, and long after the key that settles."""

from pathlib import Path

import pytest

from driving import press, rows

NOTES = "SELECT note FROM decision WHERE deleted = 0 ORDER BY note"


def notes(path: Path) -> list[str]:
    return [note for (note,) in rows(path, NOTES)]


def card(compare, row: int) -> str:
    return compare.review.delegate.words_of(compare.comparing.differences.listed[row]).note


def test_the_field_goes_when_the_reason_is_written(compare):
    press("n", "=The ministry speaks here", "Enter")
    assert not compare.review.why.isVisible()
    assert compare.review.list.hasFocus()
    assert card(compare, 0) == "The ministry speaks here"


def test_the_field_says_of_which_difference_it_is(compare):
    press("n")
    assert compare.review.why_label.text() == "Why ¶ 3 is settled as it will be: different kind and extent"
    assert compare.review.why_label.buddy() is compare.review.why


def test_a_reason_typed_for_an_open_difference_waits_for_it(compare, two_readers):
    press("n", "=Later", "Enter", "]", "[", "1")
    assert notes(two_readers) == ["Later"]


def test_a_reason_right_after_settling_is_the_settled_differences(qtbot, compare, two_readers):
    press("1")
    qtbot.waitUntil(compare.window().is_still)
    press("n", "=The ministry speaks", "Enter", "1")
    assert rows(two_readers, "SELECT note, sides LIKE '%claim%' FROM decision ORDER BY note") == [
        ("", 0),
        ("The ministry speaks", 1),
    ]
    assert compare.comparing.differences.settled == 2


@pytest.mark.parametrize("pause", [False, True], ids=["at once", "after the paint"])
def test_the_field_of_a_reason_after_settling_says_how_it_was_settled(qtbot, compare, pause):
    press("2")
    if pause:
        qtbot.waitUntil(compare.window().is_still)
    press("n")
    assert compare.review.why_label.text() == "Why ¶ 3 was settled, kept Tomas’s: different kind and extent"


def test_after_such_a_reason_the_next_difference_is_looked_at(compare):
    press("1", "n", "=So", "Enter")
    assert compare.comparing.current is compare.comparing.differences.listed[1]


def test_a_second_n_is_of_the_difference_that_is_looked_at(compare, two_readers):
    press("1", "n", "Enter", "n", "=Second", "Enter", "1")
    assert notes(two_readers) == ["", "Second"]


def test_a_reason_of_a_settled_difference_is_one_act(compare, two_readers):
    press("1", "2", "2")
    before = rows(two_readers, "SELECT count(*) FROM act")[0][0]
    press("Home", "n", "=Agreed by phone", "Enter")
    assert notes(two_readers) == ["", "", "Agreed by phone"]
    assert rows(two_readers, "SELECT count(*) FROM act") == [(before + 1,)]


def test_a_reason_is_kept_when_its_difference_is_settled_again(compare, two_readers):
    press("n", "=The ministry speaks here", "Enter", "1", "[", "Home", "2")
    assert rows(two_readers, "SELECT note, outcome FROM decision WHERE deleted = 0") == [
        ("The ministry speaks here", "kept")
    ]
    assert rows(two_readers, "SELECT count(*) FROM act WHERE label = 'settle a difference'") == [(2,)]


def test_a_reason_that_stays_as_it_was_is_no_act(compare, two_readers):
    press("n", "=So", "Enter", "1", "Home")
    before = rows(two_readers, "SELECT count(*) FROM act")
    press("n", "Enter")
    assert rows(two_readers, "SELECT count(*) FROM act") == before


def test_a_reason_can_be_emptied(compare, two_readers):
    press("n", "=So", "Enter", "1", "Home", "n", "Ctrl+A", "Backspace", "Enter")
    assert notes(two_readers) == [""]


def test_a_reason_that_is_being_typed_is_kept_when_the_window_closes(compare, two_readers):
    press("1", "n", "=Half a sen")
    compare.window().close()
    assert notes(two_readers) == ["Half a sen"]


def test_a_reason_that_is_being_typed_is_kept_when_another_card_is_chosen(compare, two_readers):
    press("1", "n", "=Half a sen")
    compare.review.list.setFocus()
    assert notes(two_readers) == ["Half a sen"]
    assert not compare.review.why.isVisible()


@pytest.mark.parametrize(
    ("key", "words"),
    [("1", "Kept Mara’s"), ("2", "Kept Tomas’s"), ("a", "Kept all"), ("0", "Kept none")],
)
def test_status_and_card_say_the_same_of_what_was_kept(qtbot, compare, key, words):
    press(key)
    said = compare.window().status.words.text()
    assert said == f"Settled: {words[0].lower()}{words[1:]}. 2 left."
    settled = compare.review.delegate.words_of(compare.comparing.differences.listed[0]).settled
    assert settled == f"✓ {words}, by Mara"


def test_keeping_a_columns_nothing_is_said_as_keeping_none(compare):
    press("]", "]", "1")
    assert compare.window().status.words.text() == "Settled: kept none. 2 left."


def test_keeping_all_of_one_is_said_as_keeping_that_readers(compare):
    press("]", "]", "a")
    assert compare.window().status.words.text() == "Settled: kept Tomas’s. 2 left."

"""Compare: two readers side by side, their differences walked and settled by keys."""

import json
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from driving import TALKS, press, rows
from glossator.model.identity import AGREED_READER
from glossator.operations import links
from glossator.views.window import Window

from .conftest import COVER, NORTH, PAUSE, PILOT, SOUTH

AGREED = 'SELECT kind, start, "end" FROM annotation WHERE reader = ? AND deleted = 0 ORDER BY start'


def window_of(compare) -> Window:
    return compare.window()


def agreed(path: Path) -> list[tuple]:
    return rows(path, AGREED, AGREED_READER)


def titles(compare) -> list[str]:
    model = compare.review.model
    return [str(model.data(model.index(row))).split(". ")[0] for row in range(model.rowCount())]


def test_the_readers_stand_beside_each_other_with_their_own_tags(compare):
    assert [column.heading.accessibleName() for column in compare.columns] == [
        "Mara. 1 risk, 2 position",
        "Tomas. 2 risk, 1 position, 1 claim",
    ]


def test_the_differences_are_listed_in_the_order_of_the_text(compare):
    assert titles(compare) == ["Different kind and extent", "Different fields", "Only Tomas"]


def test_the_list_of_differences_is_a_sound_model(compare):
    QAbstractItemModelTester(compare.review.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    press("1")
    assert compare.review.model.rowCount() == 3


def test_the_first_open_difference_is_looked_at(compare):
    current = compare.comparing.current
    assert (current.start, current.end) == SOUTH


def test_brackets_walk_the_differences(compare):
    press("]", "]")
    assert (compare.comparing.current.start, compare.comparing.current.end) == COVER
    press("[")
    assert (compare.comparing.current.start, compare.comparing.current.end) == PAUSE


def test_a_digit_keeps_a_columns_reading_and_goes_on(qtbot, compare, two_readers):
    press("2")
    assert agreed(two_readers) == [("claim", *PILOT)]
    qtbot.waitUntil(window_of(compare).is_still)
    assert (compare.comparing.current.start, compare.comparing.current.end) == PAUSE


def test_a_decision_keeps_every_side_whole(compare, two_readers):
    press("1")
    ((sides, kept, outcome),) = rows(two_readers, "SELECT sides, kept, outcome FROM decision WHERE deleted = 0")
    assert outcome == "kept"
    assert len(json.loads(kept)) == 1
    assert sorted(side["kind"] for side in json.loads(sides)) == ["claim", "position"]


def test_a_digit_of_a_column_without_a_tag_keeps_its_nothing(compare, two_readers):
    press("]", "]", "1")
    assert agreed(two_readers) == []
    assert rows(two_readers, "SELECT outcome FROM decision WHERE deleted = 0") == [("none",)]


def test_digits_pressed_faster_than_the_paint_settle_one_difference_each(compare, two_readers):
    press("1", "2", "2")
    assert rows(two_readers, "SELECT count(*) FROM decision WHERE deleted = 0") == [(3,)]


def test_a_keeps_all(compare, two_readers):
    press("a")
    assert agreed(two_readers) == [("position", *SOUTH), ("claim", *PILOT)]


def test_zero_keeps_none(compare, two_readers):
    press("0")
    assert agreed(two_readers) == []
    assert rows(two_readers, "SELECT outcome FROM decision WHERE deleted = 0") == [("none",)]


def test_e_keeps_a_corrected_passage(compare, two_readers):
    press("e", "Shift+Left", "Shift+Left", "c", "Enter")
    assert agreed(two_readers) == [("claim", SOUTH[0], SOUTH[1] - 2)]
    assert rows(two_readers, "SELECT outcome FROM decision WHERE deleted = 0") == [("edited",)]


def test_e_twice_moves_the_other_end(compare, two_readers):
    press("e", "e", "Shift+Right", "Shift+Right", "Shift+Right", "Shift+Right", "Enter")
    assert agreed(two_readers) == [("position", SOUTH[0] + 4, SOUTH[1])]


def test_escape_gives_a_correction_up(compare, two_readers):
    press("e", "Shift+Left", "Esc")
    assert rows(two_readers, "SELECT count(*) FROM decision") == [(0,)]
    assert compare.review.list.hasFocus()


def test_the_reason_is_kept_with_the_decision(compare, two_readers):
    press("n", "=The ministry speaks here", "Enter", "1")
    assert rows(two_readers, "SELECT note FROM decision WHERE deleted = 0") == [("The ministry speaks here",)]


def test_what_was_settled_is_not_asked_again(qtbot, compare, open_project, two_readers):
    press("1", "2", "2")
    window = window_of(compare)
    window.close()
    again = open_project(two_readers)
    press("Ctrl+2")
    qtbot.waitUntil(again.is_still)
    assert again.compare.comparing.differences.settled == 3


def test_a_side_that_changes_is_asked_again(qtbot, compare, two_readers):
    press("1")
    window = window_of(compare)
    press("Ctrl+1")
    window.desk.set_current(compare.comparing.differences.listed[0].sides[0].id)
    press("Shift+R")
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    assert compare.comparing.differences.settled == 0


def test_undo_opens_a_difference_again(qtbot, compare, two_readers):
    press("1", "Ctrl+Z")
    qtbot.waitUntil(window_of(compare).is_still)
    assert compare.comparing.differences.settled == 0
    assert agreed(two_readers) == []


def test_what_all_agree_on_is_taken_over_in_one_act(compare, two_readers):
    before = rows(two_readers, "SELECT count(*) FROM act")[0][0]
    press("Ctrl+Shift+A")
    assert agreed(two_readers) == [("position", *NORTH)]
    assert rows(two_readers, "SELECT count(*) FROM act") == [(before + 1,)]


def test_the_agreed_reading_can_be_compared_like_a_readers(qtbot, compare, two_readers):
    press("1", "Ctrl+Shift+A")
    qtbot.waitUntil(window_of(compare).is_still)
    mara = compare.comparing.readers[0].id
    compare.comparing.choose_readers([mara, AGREED_READER])
    qtbot.waitUntil(window_of(compare).is_still)
    assert [column.heading.accessibleName() for column in compare.columns] == [
        "Mara. 1 risk, 2 position",
        "Agreed. 2 position",
    ]


@pytest.mark.parametrize("key", ["r", "p", "c", "d", "x", "Delete", "s", "h", "i", "5", "9"])
def test_keys_of_reading_do_nothing_here(compare, two_readers, key):
    before = rows(two_readers, "SELECT count(*) FROM act")
    press(key)
    assert rows(two_readers, "SELECT count(*) FROM act") == before


def test_a_reader_without_a_tag_has_a_hollow_outline(compare):
    mara, tomas = compare.columns
    assert [(one.start, one.end, one.kind) for one in mara.page.shown.hollows.touching(0, len(TALKS))] == [
        (*COVER, "risk")
    ]
    assert len(tomas.page.shown.hollows) == 0


def test_ribbons_join_what_matches(compare):
    signs = sorted(ribbon.sign for ribbon in compare.gutters[0].ribbons())
    assert signs == ["=", "–", "≈", "≠"]


def test_columns_scroll_together(qtbot, compare):
    window_of(compare).resize(1000, 420)
    left, right = compare.columns
    qtbot.waitUntil(window_of(compare).is_still)
    bar = left.page.verticalScrollBar()
    assert bar.maximum() > 60
    bar.setValue(60)
    assert right.page.first_visible() == left.page.first_visible()


def test_enter_reads_the_tag_in_its_document(qtbot, compare):
    tag = compare.comparing.current.sides[0].id
    press("Enter")
    window = window_of(compare)
    qtbot.waitUntil(window.is_still)
    assert window.modes.mode == "read"
    assert window.desk.current == tag


def test_the_keyboard_comes_back_to_where_it_was(qtbot, compare):
    window = window_of(compare)
    press("Ctrl+1")
    assert QApplication.focusWidget() is window.page


def test_one_reader_alone_is_told_what_to_do(qtbot, open_project, talks):
    window = open_project(talks)
    press("r", "Ctrl+2")
    qtbot.waitUntil(window.is_still)
    assert window.compare.review.empty.text().startswith("Only Mara has tags in this document.")


def test_columns_are_equally_wide(qtbot, compare):
    window_of(compare).resize(1111, 700)
    qtbot.waitUntil(window_of(compare).is_still)
    left, right = compare.columns
    assert left.width() == right.width() > 300


def test_a_plain_arrow_moves_the_end_of_a_corrected_passage(compare, two_readers):
    press("e", "Left", "Enter")
    assert agreed(two_readers) == [("position", SOUTH[0], SOUTH[1] - 1)]


def test_links_between_readers_are_drawn_between_their_columns(qtbot, compare, two_readers):
    compare.comparing.set_current(compare.comparing.differences.listed[0].id)
    window = window_of(compare)
    mara, tomas = compare.comparing.differences.listed[0].ids
    window.desk.do(lambda: links.link(window.desk.project, tomas, "answers", mara, reader=window.desk.reader))
    qtbot.waitUntil(window.is_still)
    assert [(thread.left, thread.right, thread.relation) for thread in compare.gutters[0].threads] == [
        (SOUTH, PILOT, "answers")
    ]

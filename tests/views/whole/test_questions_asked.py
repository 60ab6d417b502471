from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from driving import press, rows


@pytest.fixture
def matrix(qtbot, window):
    """Show the matrix of kinds against issues, which holds every tag."""
    press("Ctrl+4")
    qtbot.waitUntil(window.is_still)
    view = window.modes.view("matrix")
    view.rows_choice.chosen.emit(["kind"])
    qtbot.waitUntil(window.is_still)
    return view


def counts(matrix) -> dict[tuple[str, str], int]:
    return {
        (matrix.model.matrix.row_words(row), matrix.model.matrix.column_words(column)): len(cell.statements)
        for (row, column), cell in matrix.model.matrix.cells.items()
    }


def choose(window, matrix, name: str) -> None:
    """Choose a row of the menu of questions."""
    menu = matrix.bar.questions.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text().partition("\t")[0] == name).trigger()


def test_a_question_in_words_leaves_its_answers(qtbot, window, matrix):
    press("q", "=positions and stance is for", "Enter")
    qtbot.waitUntil(window.is_still)
    assert counts(matrix) == {("Position", "Ceasefire"): 2}


def test_an_empty_question_brings_everything_back(qtbot, window, matrix):
    press("q", "=risks", "Enter")
    qtbot.waitUntil(window.is_still)
    press("q", "Delete", "Enter")
    qtbot.waitUntil(window.is_still)
    assert sum(counts(matrix).values()) == 8


def test_a_wrong_word_is_said_and_changes_nothing(qtbot, window, matrix):
    press("q", "=clams", "Enter")
    qtbot.waitUntil(window.is_still)
    assert "“clams” at 0" in window.status.words.text()
    assert "write claims" in window.status.words.text()
    assert matrix.bar.question.property("wrong") is True
    assert sum(counts(matrix).values()) == 8


def test_words_are_offered_and_taken(qtbot, window, matrix):
    press("q", "=cla")
    assert matrix.bar.question.completion.offers[0].words == "claims"
    press("Down", "Enter", "Enter")
    qtbot.waitUntil(window.is_still)
    assert matrix.bar.question.text() == "claims"
    assert counts(matrix) == {("Claim", "Ceasefire"): 1}


def test_the_keys_of_the_field_are_shown(window, matrix):
    press("q")
    assert window.status.hints == "question"


def test_named_questions_are_offered_before_a_word_is_written(qtbot, window, matrix):
    press("q", "Down", "Down", "Enter")
    qtbot.waitUntil(window.is_still)
    assert matrix.bar.question.text() == matrix.whole.known.questions[1].words
    assert QApplication.focusWidget() is matrix.table


def test_esc_closes_the_offers_then_leaves_the_field(qtbot, window, matrix):
    press("q", "=cla", "Esc", "Esc")
    assert QApplication.focusWidget() is matrix.table
    assert matrix.bar.question.text() == ""


def test_questions_that_come_with_the_program_are_counted_and_asked(qtbot, window, matrix):
    menu = matrix.bar.questions.menu()
    menu.aboutToShow.emit()
    qtbot.waitUntil(window.is_still)
    assert "Claims nobody answers\t1" in [action.text() for action in menu.actions()]
    choose(window, matrix, "Claims nobody answers")
    qtbot.waitUntil(window.is_still)
    assert counts(matrix) == {("Claim", "Ceasefire"): 1}


def test_a_question_that_needs_a_date_waits_for_it(qtbot, window, matrix):
    choose(window, matrix, "New since …")
    assert matrix.bar.question.text() == "new since "
    press("=2020", "Enter")
    qtbot.waitUntil(window.is_still)
    assert sum(counts(matrix).values()) == 8


def test_a_question_is_saved_by_name_and_asked_again(qtbot, window, matrix):
    press("q", "=risks", "Enter")
    qtbot.waitUntil(window.is_still)
    choose(window, matrix, "Save this question…")
    press("=What could break", "Enter")
    assert rows(window.desk.project.path, "SELECT name FROM question WHERE deleted = 0") == [("What could break",)]
    choose(window, matrix, "Ask of every tag again")
    choose(window, matrix, "What could break")
    qtbot.waitUntil(window.is_still)
    assert counts(matrix) == {("Risk", "Premiums"): 1}


def test_a_saved_question_is_removed_and_undo_brings_it_back(qtbot, window, matrix):
    press("q", "=risks", "Enter")
    qtbot.waitUntil(window.is_still)
    choose(window, matrix, "Save this question…")
    press("=What could break", "Enter")
    choose(window, matrix, "Remove “What could break”")
    assert window.desk.project.questions() == []
    matrix.take_keyboard()
    press("Ctrl+Z")
    assert [one.name for one in window.desk.project.questions()] == ["What could break"]


def test_a_board_without_answers_says_what_was_chosen(qtbot, window, matrix):
    press("q", "=claims", "Enter")
    qtbot.waitUntil(window.is_still)
    matrix.take_keyboard()
    press("Ctrl+3")
    qtbot.waitUntil(window.is_still)
    board = window.modes.view("board")
    assert board.bar.documents.text() == "All documents ▾"
    assert board.lanes[0].nothing.text() == "No risk among the tags that are chosen above."


def test_a_tag_that_is_gone_answers_no_more(qtbot, window, matrix):
    press("q", "=claims", "Enter")
    qtbot.waitUntil(window.is_still)
    matrix.take_keyboard()
    window.desk.set_reader("Tomas")
    press("Ctrl+Z")
    qtbot.waitUntil(window.is_still)
    assert counts(matrix) == {}


def test_the_answers_on_the_board_begin_with_the_first_card(qtbot, window):
    press("Ctrl+3")
    qtbot.waitUntil(window.is_still)
    board = window.modes.view("board")
    press("Right", "End", "q", "=positions and stance is against", "Enter")
    qtbot.waitUntil(window.is_still)
    positions = board.lanes[1]
    assert len(positions.lane.ids) == 3
    assert positions.delegate.current == positions.model.id_at(1)

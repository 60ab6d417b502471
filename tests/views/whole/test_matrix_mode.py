from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from driving import press
from glossator.views.whole import passages as passages_module


@pytest.fixture
def matrix(qtbot, window):
    """Show the matrix, by its key."""
    press("Ctrl+4")
    qtbot.waitUntil(window.is_still)
    return window.modes.view("matrix")


def words(matrix) -> dict[tuple[str, str], str]:
    """Return what each cell that is not empty says, by its heads."""
    model = matrix.model
    return {
        (model.row_words(row), model.column_words(column)): model.index(row, column).data().partition(": ")[2]
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.cell(row, column) is not None
    }


def passages(matrix) -> list[list[str]]:
    """Return the words of the passages in each column."""
    return [
        [one.passages.row(row).tag.first.quote for row in range(one.passages.rowCount())]
        for one in matrix.passages.lists
    ]


def test_holders_stand_against_issues_with_their_stances(matrix):
    assert words(matrix) == {
        ("North", "Ceasefire"): "Split: 1 for, 1 against, 1 strongly against; 3 passages · 3 documents;"
        " 1 under a condition; changed sides",
        ("South", "Ceasefire"): "For; 1 passage",
        ("South", "Pilots"): "Against; 1 passage",
        ("Insurers", "Ceasefire"): "Against; 1 passage",
    }


def test_its_model_is_sound(matrix):
    QAbstractItemModelTester(matrix.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    matrix.turn()


def test_the_first_cell_is_chosen_and_its_passages_stand_below(matrix):
    assert [quote[:9] for quote in passages(matrix)[0]] == ["There wil", "pilots co", "They supp"]


def test_cells_chosen_together_are_read_side_by_side(qtbot, window, matrix):
    press("Shift+Down")
    qtbot.waitUntil(window.is_still)
    assert [len(column) for column in passages(matrix)] == [3, 1]


def test_enter_goes_into_the_passages_and_reads_one_in_its_document(qtbot, window, matrix):
    press("Enter", "Down", "Enter")
    qtbot.waitUntil(window.is_still)
    assert (window.modes.mode, window.desk.document.title) == ("read", "The talks resume")
    assert window.desk.annotation(window.desk.current).first.quote == "pilots come before any ceasefire at sea"


def test_esc_goes_back_to_the_cells(qtbot, window, matrix):
    press("Enter", "Esc")
    assert QApplication.focusWidget() is matrix.table


def test_brackets_walk_the_passages_from_cell_to_cell(qtbot, window, matrix):
    press("Shift+Down")
    qtbot.waitUntil(window.is_still)
    press("]", "]", "]", "]")
    assert matrix.desk.annotation(matrix.tag).first.quote == "They support a ceasefire at sea for thirty days"
    assert matrix.desk.words_of("holder", matrix.desk.codebook.kind("position"), _holder(matrix)) == "South"


def _holder(matrix) -> str:
    return matrix.desk.annotation(matrix.tag).fields["holder"]


def test_rows_and_columns_change_places(qtbot, window, matrix):
    press("t")
    qtbot.waitUntil(window.is_still)
    assert ("Ceasefire", "North") in words(matrix)


def test_other_axes_are_chosen(qtbot, window, matrix):
    matrix.rows_choice.chosen.emit(["severity"])
    matrix.columns_choice.chosen.emit(["likelihood"])
    qtbot.waitUntil(window.is_still)
    assert words(matrix) == {("Major", "Likely"): "1 passage"}


def test_an_axis_that_the_other_has_takes_its_place(qtbot, window, matrix):
    matrix.rows_choice.chosen.emit(["issue"])
    qtbot.waitUntil(window.is_still)
    assert (matrix.rows_key, matrix.columns_key) == ("issue", "holder")


def test_what_is_counted_and_left_out_opens_its_passages(qtbot, window, matrix):
    asked = []
    matrix.passages_asked.connect(lambda words, groups, _rule: asked.append((words, len(groups))))
    matrix.columns_choice.chosen.emit(["condition"])
    matrix.columns_choice.chosen.emit(["severity"])
    matrix.rows_choice.chosen.emit(["bearer"])
    qtbot.waitUntil(window.is_still)
    (tag,) = (one for one in window.desk.project.annotations() if one.kind == "risk")
    assert window.desk.set_field(tag.id, "severity", "")
    qtbot.waitUntil(window.is_still)
    matrix.rows_choice.chosen.emit(["holder"])
    matrix.columns_choice.chosen.emit(["issue"])
    qtbot.waitUntil(window.is_still)
    matrix.note.findChildren(QPushButton)[-1].click()
    assert asked == [("6 tags", 6)]


def test_small_rows_are_folded_away_and_said(qtbot, window, matrix):
    matrix.least_choice.chosen.emit(["2"])
    qtbot.waitUntil(window.is_still)
    assert {row for row, _ in words(matrix)} == {"North", "South"}
    assert "1 row and 1 column with less than 2 folded away" in matrix.note.text()


def test_a_range_of_dates_is_typed(qtbot, window, matrix):
    matrix.bar.since.setFocus()
    press("=June 2026", "Enter")
    qtbot.waitUntil(window.is_still)
    assert words(matrix)["North", "Ceasefire"] == "For; 1 passage"


def test_what_is_no_date_is_said_and_changes_nothing(qtbot, window, matrix):
    matrix.bar.since.setFocus()
    press("=soon", "Enter")
    qtbot.waitUntil(window.is_still)
    assert "“soon” is no date" in window.status.words.text()
    assert words(matrix)["North", "Ceasefire"].startswith("Split")


def test_undo_is_followed(qtbot, window, matrix):
    press("Ctrl+Z")
    qtbot.waitUntil(window.is_still)
    assert ("Insurers", "Ceasefire") not in words(matrix)


def test_the_bar_and_the_status_tell_of_the_whole(window, matrix):
    assert window.status.tags.text() == "6 tags · 3 × 2"
    press("Ctrl+1")
    assert window.status.tags.text() == "1 tag"


@pytest.fixture
def take(qtbot, window, matrix, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Take the matrix along by its key, into a file of that name."""

    def taken(name: str) -> Path:
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), f"x (*{target.suffix})"))
        press("Ctrl+E")
        qtbot.waitUntil(target.exists)
        return target

    return taken


def test_the_picture_is_taken_along_in_pixels(take):
    image = QImage(str(take("matrix.png")))
    assert (image.isNull(), image.width() % 2, image.width() > 800) == (False, 0, True)


def test_what_was_chosen_is_written_above_what_is_taken_along(qtbot, window, matrix, take):
    window.modes.whole.choose(since="2026-05")
    press("q", "=positions and stance is for", "Enter")
    qtbot.waitUntil(window.is_still)
    text = take("chosen.md").read_text("utf-8")
    assert text.startswith("# Holder by issue\n\npositions and stance is for · from May 2026\n")


@pytest.mark.parametrize(("name", "begins"), [("matrix.svg", b"<?xml"), ("matrix.pdf", b"%PDF-")])
def test_the_picture_is_taken_along_in_lines(take, name, begins):
    assert take(name).read_bytes().startswith(begins)


def test_the_figures_are_taken_along(take):
    with take("matrix.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["column"], row["count"]) for row in rows] == [
        ("North", "Ceasefire", "3"),
        ("South", "Ceasefire", "1"),
        ("South", "Pilots", "1"),
        ("Insurers", "Ceasefire", "1"),
    ]


def test_the_passages_are_taken_along_as_quotations(take):
    text = take("matrix.md").read_text("utf-8")
    assert text.startswith("# Holder by issue\n\n## North · Ceasefire")
    assert "## South · Pilots" in text
    assert "> no pilot will board" in text
    assert "“The talks resume”, 2026-05-12" in text


def test_a_passage_beyond_those_listed_is_read_when_the_keyboard_comes_to_it(qtbot, window, matrix, monkeypatch):
    monkeypatch.setattr(passages_module, "MOST", 2)
    monkeypatch.setattr(passages_module, "FEWEST", 2)
    matrix.turn()
    qtbot.waitUntil(window.is_still)
    assert [quote[:9] for quote in passages(matrix)[0]] == ["There wil", "pilots co"]
    press("]", "]", "]")
    qtbot.waitUntil(window.is_still)
    assert window.desk.annotation(matrix.tag).first.quote == "They support a ceasefire at sea for thirty days"


def test_a_field_that_changes_is_shown_in_the_passages(qtbot, window, matrix):
    window.desk.set_reader("Mara")
    (column, *_rest) = matrix.passages.lists
    first = column.passages.row(0).tag
    assert window.desk.set_field(first.id, "condition", "one hull")
    qtbot.waitUntil(window.is_still)
    (column, *_rest) = matrix.passages.lists
    assert column.passages.row(0).tag.fields["condition"] == "one hull"

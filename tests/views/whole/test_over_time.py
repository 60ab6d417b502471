from __future__ import annotations

import csv
import datetime
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from driving import press
from glossator.views.time.axis import Axis
from glossator.views.time.drawing import of_one_reader


@pytest.fixture
def time(qtbot, window):
    """Show the project over time: the third form of comparing."""
    press("Ctrl+2", "Ctrl+2", "Ctrl+2")
    qtbot.waitUntil(window.is_still)
    return window.modes.view("time")


def said(time) -> list[tuple[str, str, str, bool]]:
    """Return each point: its line's name, date, stance, and whether it is hollow."""
    names = [time.whole.known.name(line.who) for line in time.plan.lines]
    return [
        (names[one.line], one.point.statement.date, one.point.statement.stance, one.point.statement.is_conditional)
        for one in time.chart.drawing.drawn
    ]


def test_the_issue_of_which_most_is_said_is_drawn_by_holder_the_fullest_first(time):
    points = said(time)
    assert points[:3] == [
        ("North", "2026-03-03", "strongly-against", False),
        ("North", "2026-05-12", "against", True),
        ("North", "2026-06-02", "for", False),
    ]
    assert sorted(points[3:]) == [
        ("Insurers", "2026-06-02", "against", False),
        ("South", "2026-06-02", "for", False),
    ]


def test_each_document_has_a_column_in_order_of_its_date(time):
    titles = [time.whole.known.documents[stop.document].title for stop in time.plan.stops]
    assert titles == ["Before the talks", "The talks resume", "Joint statement"]


def test_points_lie_true_to_their_dates(time):
    first, second, third = (one.at.x() for one in time.chart.drawing.drawn[:3])
    # 3 March to 12 May are 70 days, to 2 June 91.
    assert (second - first) / (third - first) == pytest.approx(70 / 91)


def test_stances_lie_in_lanes_from_for_down_to_against(time):
    by_stance = {one.point.statement.stance: one.at.y() for one in time.chart.drawing.drawn if one.line == 0}
    assert by_stance["for"] < by_stance["against"] < by_stance["strongly-against"]


def test_changes_have_their_names(time):
    changes = [one.point.change for one in time.chart.drawing.drawn if one.line == 0]
    assert changes == ["", "softens", "turn"]


def test_the_turn_is_chosen_first_and_its_passage_stands_below(qtbot, window, time):
    assert window.desk.annotation(time.tag).first.quote == "They support a ceasefire at sea for thirty days"
    assert time.passages.current == time.tag


def test_arrows_walk_the_points_and_the_passages_follow(qtbot, window, time):
    press("Left")
    assert window.desk.annotation(time.passages.current).first.quote == "pilots come before any ceasefire at sea"


def test_brackets_walk_the_passages_and_the_point_follows(qtbot, window, time):
    press("[", "[", "[", "[")
    assert window.desk.annotation(time.tag).first.quote.startswith("There will be no ceasefire")


def test_a_click_on_a_point_opens_its_passage(qtbot, window, time):
    first = time.chart.drawing.drawn[0]
    QTest.mouseClick(time.chart, Qt.MouseButton.LeftButton, pos=QPoint(round(first.at.x()), round(first.at.y())))
    assert window.desk.annotation(time.passages.current).first.quote.startswith("There will be no ceasefire")


def test_enter_goes_to_the_passage_and_reads_it_in_its_document(qtbot, window, time):
    press("Left", "Enter", "Enter")
    qtbot.waitUntil(window.is_still)
    assert (window.modes.mode, window.desk.document.title) == ("read", "The talks resume")


def test_one_holder_is_drawn_on_every_issue(qtbot, window, time):
    south = next(who for who, _ in time.plan.holders if time.whole.known.name(who) == "South")
    time.holders_choice.chosen.emit([south])
    qtbot.waitUntil(window.is_still)
    assert {time.whole.known.name(line.issue) for line in time.plan.lines} == {"Ceasefire", "Pilots"}


def test_the_same_key_goes_on_to_readers(qtbot, window, time):
    press("Ctrl+2")
    assert (window.modes.mode, window.compare.comparing.mode) == ("compare", "readers")


def test_a_screen_reader_is_told_of_the_point(time):
    assert time.chart.accessibleDescription() == "North · 2 Jun 2026 · for · turn"


def test_a_link_between_two_points_begins_at_the_one_that_is_chosen(window, time):
    press("l")
    assert window.linking.armed == time.tag


def test_two_points_are_linked_by_keys(qtbot, window, time):
    second = time.tag
    press("Left")
    first = time.tag
    press("l", "Right", "Right")
    time.go_to(second)
    press("4")
    (link,) = window.desk.project.links()
    assert (link.source, link.target, link.relation) == (first, second, "softens")


def test_the_points_are_taken_along_as_figures(qtbot, window, time, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "time.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "x (*.csv)"))
    press("Ctrl+E")
    qtbot.waitUntil(target.exists)
    rows = list(csv.DictReader(target.read_text("utf-8-sig").split("\n")))
    north = [row for row in rows if row["holder"] == "North"]
    assert [(row["date"], row["stance"], row["score"], row["condition"], row["change"]) for row in north] == [
        ("2026-03-03", "strongly-against", "-2", "", ""),
        ("2026-05-12", "against", "-1", "pilots first", "softens"),
        ("2026-06-02", "for", "1", "", "turn"),
    ]


def test_without_positions_it_says_what_to_do(qtbot, open_project, talks: Path):
    window = open_project(talks)
    press("Ctrl+2", "Ctrl+2", "Ctrl+2")
    qtbot.waitUntil(window.is_still)
    time = window.modes.view("time")
    assert time.passages.invitation.isVisible()
    assert QApplication.focusWidget() is time.chart


@pytest.mark.parametrize(
    ("days", "width", "words"),
    [
        (("2026-05-08", "2026-06-20"), 1000, ["8 May 2026", "15 May", "22 May"]),
        (("2026-05-08", "2026-05-10"), 1000, ["8 May 2026", "9 May", "10 May"]),
        (("2025-11-20", "2026-03-02"), 400, ["Dec 2025", "Jan 2026", "Feb"]),
        (("1990-01-01", "2026-01-01"), 500, ["Jan 1990", "Jan 2000", "Jan 2010"]),
    ],
    ids=["weeks", "days", "months", "decades"],
)
def test_the_axis_has_marks_that_fit(days, width, words):
    first, last = (datetime.date.fromisoformat(day).toordinal() for day in days)
    axis = Axis(first, last, 0.0, float(width))
    marks = list(axis.marks())
    assert [mark[1] for mark in marks][:3] == words
    places = [mark[0] for mark in marks]
    assert min(b - a for a, b in pairwise(places)) >= 60


def test_a_day_is_found_where_it_is_drawn():
    axis = Axis(700, 900, 10.0, 810.0)
    assert [axis.day(axis.x(day)) for day in (700, 777, 900)] == [700, 777, 900]


def test_two_readings_of_one_sentence_are_joined_by_no_step(qtbot, window, time):
    drawn = time.chart.drawing.drawn
    north = [one for one in drawn if one.line == 0]
    other = replace(north[1], point=replace(north[1].point, statement=north[1].point.statement._replace(reader="x")))
    pairs = [(a.point.statement.id, b.point.statement.id) for a, b in of_one_reader([*north[:2], other, north[2]])]
    assert pairs == [(a.point.statement.id, b.point.statement.id) for a, b in pairwise(north)]


def test_a_passage_in_another_cell_follows_the_last_of_this_one(qtbot, window):
    press("Ctrl+4")
    qtbot.waitUntil(window.is_still)
    matrix = window.modes.view("matrix")
    press("]", "]", "]", "]")
    qtbot.waitUntil(window.is_still)
    cell = matrix.model.cell(matrix.table.currentIndex().row(), matrix.table.currentIndex().column())
    assert matrix.model.matrix.row_words(cell.row) == "South"

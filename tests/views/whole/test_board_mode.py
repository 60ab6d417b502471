from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from driving import press
from glossator.operations import links, people, tags


@pytest.fixture
def board(qtbot, window):
    """Show the board, by its key."""
    press("Ctrl+3")
    qtbot.waitUntil(window.is_still)
    return window.modes.view("board")


def lane(board, kind: str) -> list[str]:
    """Return a lane's rows: headings with their numbers, cards by their first words."""
    view = next(one for one in board.lanes if one.kind.key == kind)
    found = []
    for at in range(view.model.rowCount()):
        row = view.model.row(at)
        if row.tag is None:
            found.append(f"{view.describing.heading(row)} {len(row.group.statements)}")
        else:
            found.append(board.desk.annotation(row.tag.id).first.quote[:12])
    return found


def chosen(board) -> str:
    """Return the first words of the chosen card."""
    return board.desk.annotation(board.tag).first.quote[:12]


def below(board, kind: str, at: int) -> list[str]:
    view = next(one for one in board.lanes if one.kind.key == kind)
    return view.describing.below(view.model.row(at))


def test_the_first_three_kinds_have_a_lane_grouped_by_issue(board):
    assert lane(board, "risk") == ["Premiums 1", "Premiums cou"]
    assert lane(board, "position") == [
        "Ceasefire 5", "There will b", "pilots come ", "They support", "They support", "insurers obj",
        "Pilots 1", "no pilot wil",
    ]  # fmt: skip
    assert lane(board, "claim") == ["Ceasefire 1", "Both sides h"]


def test_each_lane_counts_its_tags_and_their_documents(board):
    assert [one.count.text() for one in board.lanes] == ["1 in 1 document", "6 in 3 documents", "1 in 1 document"]


def test_its_models_are_sound(qtbot, window, board):
    testers = [
        QAbstractItemModelTester(one.model, QAbstractItemModelTester.FailureReportingMode.Fatal) for one in board.lanes
    ]
    press("g")
    qtbot.waitUntil(window.is_still)
    assert len(testers) == 3


def test_the_keyboard_is_in_the_first_lane_at_its_first_card(board):
    assert QApplication.focusWidget() is board.lanes[0].list
    assert chosen(board) == "Premiums cou"


def test_g_groups_by_the_next(qtbot, window, board):
    press("g")
    qtbot.waitUntil(window.is_still)
    assert [row for row in lane(board, "position") if row[-1].isdigit()] == ["North 3", "South 2", "Insurers 1"]
    assert board.group_choice.text() == "Who ▾"


def test_what_has_no_value_comes_last_and_what_cannot_have_one_is_said(qtbot, window, board):
    board.group_choice.chosen.emit(["verdict"])
    qtbot.waitUntil(window.is_still)
    assert lane(board, "claim")[0] == "Open 1"
    assert lane(board, "position")[0] == "Positions have no verdict 6"


def test_a_field_that_is_not_set_yet_is_said_as_the_kind_names_it(qtbot, window, board):
    desk = window.desk
    text = desk.project.text(desk.document.version)
    tags.tag(desk.project, desk.document.id, "risk", [(0, len(text.split("\n")[0]))], reader=desk.reader)
    board.group_choice.chosen.emit(["who"])
    qtbot.waitUntil(window.is_still)
    assert lane(board, "risk")[2] == "no bearer yet 1"


def test_s_sorts_inside_the_groups(qtbot, window, board):
    press("s", "s", "s")
    qtbot.waitUntil(window.is_still)
    assert board.order_choice.text() == "For before against ▾"
    assert lane(board, "position")[1:4] == ["They support", "They support", "pilots come "]


def test_left_and_right_go_from_lane_to_lane_and_up_and_down_over_the_cards(board):
    press("Right", "Down")
    assert QApplication.focusWidget() is board.lanes[1].list
    press("Home", "Down", "Down")
    assert chosen(board) == "pilots come "
    press("Right")
    assert QApplication.focusWidget() is board.lanes[2].list
    press("Left", "Left")
    assert QApplication.focusWidget() is board.lanes[0].list


def test_brackets_walk_the_cards_over_the_headings(board):
    press("Right", "Home", "]", "]", "]", "]", "]", "]")
    assert chosen(board) == "no pilot wil"


def test_enter_opens_the_passage_beside_with_those_it_is_linked_to(qtbot, window, board):
    desk = window.desk
    ids = {desk.annotation(id_).first.quote[:4]: id_ for id_ in board.lanes[1].lane.ids}
    claim = board.lanes[2].lane.ids[0]
    mara = people.reader_for(desk.project, "Mara")
    links.link(desk.project, ids["insu"], "answers", claim, reader=mara)
    qtbot.waitUntil(window.is_still)
    press("Right", "Right", "Enter")
    qtbot.waitUntil(window.is_still)
    shown = [
        [one.passages.row(row).tag.first.quote[:12] for row in range(one.passages.rowCount())]
        for one in board.passages.lists
    ]
    assert shown == [["Both sides h"], ["insurers obj"]]
    assert below(board, "claim", 1) == ["Joint statement", "2 Jun 2026", "answered ↓"]


def test_a_claim_that_no_tag_answers_says_so(board):
    assert below(board, "claim", 1) == ["Joint statement", "2 Jun 2026", "nobody has answered"]


def test_enter_again_reads_the_card_in_its_document(qtbot, window, board):
    press("Enter")
    qtbot.waitUntil(window.is_still)
    press("Enter")
    qtbot.waitUntil(window.is_still)
    assert (window.modes.mode, window.desk.document.title) == ("read", "The talks resume")
    assert window.desk.annotation(window.desk.current).first.quote == "Premiums could double"


def test_the_passage_beside_follows_the_chosen_card_and_esc_puts_it_away(qtbot, window, board):
    press("Right", "Home", "Down", "Enter")
    qtbot.waitUntil(window.is_still)
    press("Down")
    qtbot.waitUntil(window.is_still)
    assert board.passages.lists[0].passages.row(0).tag.first.quote.startswith("pilots come")
    press("Esc")
    assert not board.passages.isVisible()


def test_a_group_opens_the_passages_that_it_counts(qtbot, window, board):
    press("Right", "Home", "Enter")
    qtbot.waitUntil(window.is_still)
    sheet = window.overlays.sheet
    assert sheet.accessibleName() == "Positions · Ceasefire"
    assert sheet.model.rowCount() == 5


def test_the_chosen_card_stays_in_view_when_its_passage_opens_beside(qtbot, window, board):
    window.resize(1024, 640)
    qtbot.waitUntil(window.is_still)
    press("Right", "End", "Enter")
    qtbot.waitUntil(window.is_still)
    view = board.lanes[1].list
    qtbot.waitUntil(lambda: view.height() < 400)
    rect = view.visualRect(view.cards.index(view.cards.rowCount() - 1))
    assert 0 <= rect.top() < view.viewport().height()


def test_the_number_of_a_group_is_pressed(qtbot, window, board):
    view = board.lanes[1].list
    rect = view.visualRect(view.cards.index(0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.right() - 20, rect.center().y()))
    assert window.overlays.sheet.model.rowCount() == 5


def test_the_number_of_a_lane_opens_its_passages(window, board):
    board.lanes[1].count.click()
    assert window.overlays.sheet.model.rowCount() == 6


@pytest.fixture
def rated(qtbot, window, board):
    """Add two risks: a severe one that is possible, and one that is not rated."""
    desk = window.desk
    document = next(one for one in desk.project.documents() if one.title == "Before the talks")
    text = desk.project.text(document.version)
    for words, fields in (
        ("There will be no ceasefire", {"severity": "severe", "likelihood": "possible"}),
        ("It gave no date", {}),
    ):
        at = text.index(words)
        tags.tag(desk.project, document.id, "risk", [(at, at + len(words))], reader=desk.reader, fields=fields)
    qtbot.waitUntil(window.is_still)
    return board


def test_the_grid_counts_the_risks_of_each_severity_and_likelihood(rated):
    grid = rated.grid.cells._grid
    assert {place: len(ids) for place, ids in grid.cells.items()} == {("severe", "possible"): 1, ("major", "likely"): 1}
    assert (rated.grid.rated.text(), rated.grid.unrated.text()) == ("2 risks rated", "1 not rated")


@pytest.mark.parametrize(("button", "number"), [("rated", 2), ("unrated", 1)])
def test_the_numbers_below_the_grid_open_what_they_count(window, rated, button, number):
    getattr(rated.grid, button).click()
    assert window.overlays.sheet.model.rowCount() == number


def test_a_link_is_made_between_two_cards_by_keys(qtbot, window, board):
    press("Right", "End", "l", "Right", "6")
    qtbot.waitUntil(window.is_still)
    assert below(board, "claim", 1) == ["Joint statement", "2 Jun 2026", "answered ↓"]
    assert below(board, "position", 7) == ["The talks resume", "12 May 2026", "answers ↑"]


def test_up_leads_to_the_grid_where_enter_keeps_the_risks_of_a_cell(qtbot, window, rated):
    press("Home", "Up")
    assert QApplication.focusWidget() is rated.grid.cells
    press("Right", "Right", "Enter")
    qtbot.waitUntil(window.is_still)
    assert rated.grid.cells.accessibleDescription() == "Severe, possible: 1 risk, chosen"
    assert lane(rated, "risk") == ["no issue yet 1", "There will b"]
    assert rated.lanes[0].count.text() == "1 of 3 in 2 documents"
    assert rated.grid.said.text() == "Only severe, possible: 1 of 2"
    assert len(lane(rated, "position")) == 8


def test_a_second_cell_adds_its_risks_and_space_gives_one_up(qtbot, window, rated):
    press("Home", "Up", "Right", "Right", "Space", "Right", "Down", "Space")
    qtbot.waitUntil(window.is_still)
    assert len(rated.lanes[0].lane.ids) == 2
    press("Space")
    qtbot.waitUntil(window.is_still)
    assert [rated.desk.annotation(id_).first.quote[:5] for id_ in rated.lanes[0].lane.ids] == ["There"]


def test_esc_shows_all_risks_again(qtbot, window, rated):
    press("Home", "Up", "Space")
    qtbot.waitUntil(window.is_still)
    assert rated.lanes[0].nothing.text() == "The grid leaves all of them out."
    press("Esc")
    qtbot.waitUntil(window.is_still)
    assert len(rated.lanes[0].lane.ids) == 3


def test_a_cell_is_pressed_with_the_pointer(qtbot, window, rated):
    cells = rated.grid.cells
    box = cells._box(0, 2, cells.rect().toRectF())
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    qtbot.waitUntil(window.is_still)
    assert len(rated.lanes[0].lane.ids) == 1


def test_risks_are_ranked_worst_first(qtbot, window, rated):
    rated.group_choice.chosen.emit(["kind"])
    press("s", "s")
    qtbot.waitUntil(window.is_still)
    assert lane(rated, "risk") == ["Risk 3", "Premiums cou", "There will b", "It gave no d"]


def test_a_tag_made_and_undone_is_followed_and_the_chosen_card_stays(qtbot, window, rated):
    press("Right", "Home", "Down", "Down")
    before = rated.tag
    press("Ctrl+Z")
    qtbot.waitUntil(window.is_still)
    assert (rated.tag, len(rated.lanes[0].lane.ids)) == (before, 2)


def test_a_range_of_dates_is_chosen_for_all_lanes(qtbot, window, board):
    window.modes.whole.choose(since="2026-06")
    qtbot.waitUntil(window.is_still)
    assert lane(board, "risk") == []
    assert board.lanes[0].nothing.text() == "No risk among the tags that are chosen above."
    assert board.lanes[1].count.text() == "3 in 1 document"


def test_only_cards_near_the_view_are_laid_out(qtbot, window, board):
    desk = window.desk
    text = desk.project.text(desk.document.version)
    spans = [(at, at + 5) for at in range(0, len(text) - 5, 1) if text[at : at + 5].strip() == text[at : at + 5]]
    for span in spans[:60]:
        tags.tag(desk.project, desk.document.id, "claim", [span], reader=desk.reader)
    qtbot.waitUntil(window.is_still)
    claims = board.lanes[2]
    assert claims.lane.count == 61
    assert claims.list.laid_out < 45


@pytest.fixture
def take(qtbot, window, board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Take the board along by its key, into a file of that name."""

    def taken(name: str) -> Path:
        target = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), f"x (*{target.suffix})"))
        press("Ctrl+E")
        qtbot.waitUntil(target.exists)
        return target

    return taken


def test_the_picture_is_taken_along(take):
    image = QImage(str(take("board.png")))
    assert (image.isNull(), image.width()) == (False, 2 * (3 * 420 + 24))


def test_a_row_for_every_card_is_taken_along(take):
    with take("board.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    assert {key: rows[0][key] for key in ("kind", "group", "who", "issue", "values", "date", "document", "quote")} == {
        "kind": "risk",
        "group": "Premiums",
        "who": "Insurers",
        "issue": "Premiums",
        "values": "severity major; likelihood likely",
        "date": "2026-05-12",
        "document": "The talks resume",
        "quote": "Premiums could double",
    }


def test_the_passages_are_taken_along_by_group(take):
    text = take("board.md").read_text("utf-8")
    assert "## Positions · Pilots" in text
    assert "> no pilot will board" in text

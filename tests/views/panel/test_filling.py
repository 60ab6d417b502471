"""Filling a tag's fields by keyboard, in the real window, then a look into the file."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from driving import press, rows
from glossator.operations import tags
from glossator.views.panel.cells import CellsField
from glossator.views.panel.completion import MOST_ROWS, SHADOW
from glossator.views.window import Window


def fields(path: Path) -> dict[str, str]:
    """Return the fields of the only tag, entities by name."""
    ((stored,),) = rows(path, "SELECT fields FROM annotation WHERE deleted = 0")
    names = dict(rows(path, "SELECT id, name FROM entity"))
    return {key: names.get(value, value) for key, value in json.loads(stored).items()}


def tag_sentence(window: Window, *, kind: str = "position", words: str = "The northern government") -> None:
    """Put the caret before words and tag the sentence with the kind's key."""
    window.page.setFocus()
    window.page.place_caret(window.desk.content.text.index(words) + 2)
    press({"position": "p", "risk": "r", "claim": "c"}[kind])
    window.panel.catch_up()
    assert window.desk.current


def test_a_position_with_new_names_and_a_stance_is_filled_by_keyboard_alone(window, talks):
    tag_sentence(window)
    press("Enter", "=Northern government", "Enter", "=Pilotage", "Enter", "4")
    assert fields(talks) == {"holder": "Northern government", "issue": "Pilotage", "stance": "for"}


def test_a_position_costs_five_keys_where_its_names_are_known(window, talks):
    tag_sentence(window)
    press("Enter", "=northern government", "Enter", "=Pilotage", "Enter", "4", "Esc")
    press("Delete")
    tag_sentence(window)
    press("Enter", "Enter", "Enter", "5")
    assert fields(talks) == {"holder": "northern government", "issue": "Pilotage", "stance": "strongly-for"}


def test_enter_after_the_last_empty_field_returns_to_the_page(window):
    tag_sentence(window)
    press("Enter", "=x", *["Enter"] * 9)
    assert QApplication.focusWidget() is window.page


def test_tab_passes_and_sets_nothing(window, talks):
    tag_sentence(window)
    press("Enter", "Tab", "Tab", "Tab")
    assert fields(talks) == {}


def test_escape_closes_the_completion_then_leaves_the_field(window):
    tag_sentence(window)
    press("Enter", "=xyz")
    assert window.panel.form.completion.isVisible()
    press("Esc")
    assert not window.panel.form.completion.isVisible()
    assert QApplication.focusWidget() is not window.page
    press("Esc")
    assert QApplication.focusWidget() is window.page


def test_a_digit_from_the_page_sets_the_first_scale_and_leaves_the_keyboard_there(window, talks):
    tag_sentence(window)
    press("2")
    assert fields(talks) == {"stance": "against"}
    assert QApplication.focusWidget() is window.page


def test_zero_clears_the_first_scale(window, talks):
    tag_sentence(window)
    press("2", "0")
    assert fields(talks) == {}


def test_a_digit_in_a_choice_sets_that_choice(window, talks):
    tag_sentence(window, kind="claim")
    window.panel.open_field("basis")
    press("3")
    assert fields(talks) == {"basis": "witness"}
    assert isinstance(QApplication.focusWidget(), CellsField)


def test_arrows_and_space_set_a_value_as_digits_do(window, talks):
    tag_sentence(window, kind="risk")
    window.panel.open_field("likelihood")
    press("Right", "Right")
    assert fields(talks) == {}
    press("Space")
    assert fields(talks) == {"likelihood": "unlikely"}


def test_a_text_is_set_by_enter(window, talks):
    tag_sentence(window)
    press("o", "=pilots first", "Enter")
    assert fields(talks) == {"condition": "pilots first"}


def test_a_condition_makes_the_stance_hollow(window):
    tag_sentence(window)
    press("4", "o", "=pilots first", "Enter", "Esc")
    window.panel.open_field("stance")
    assert QApplication.focusWidget().hollow


def test_a_month_is_a_date(window, talks):
    tag_sentence(window)
    press("t", "=2026-05", "Enter")
    assert fields(talks) == {"said": "2026-05"}


def test_a_wrong_date_says_what_is_right_and_keeps_the_words(window, talks):
    tag_sentence(window)
    press("t", "=2026-13", "Enter")
    assert fields(talks) == {}
    assert QApplication.focusWidget().text() == "2026-13"
    row = next(row for row in window.panel.form._rows if row.field.key == "said")
    assert "2026-05-12" in row.hint.text()
    assert row.hint.isVisible()


def test_labels_are_free_words_with_commas(window, talks):
    tag_sentence(window)
    window.panel.open_field("labels")
    press("=to check,  talks , to check", "Enter")
    assert rows(talks, "SELECT labels FROM annotation") == [('["to check","talks"]',)]


def test_a_label_is_completed_by_those_that_are_there(window, talks):
    tag_sentence(window)
    window.panel.open_field("labels")
    press("=to check", "Enter")
    tag_sentence(window, words="Two hazards")
    window.panel.open_field("labels")
    press("=to", "Enter")
    assert rows(talks, "SELECT labels FROM annotation") == [('["to check"]',), ('["to check"]',)]


def test_enter_in_a_note_is_a_line_and_control_enter_returns(window, talks):
    tag_sentence(window)
    press("n", "=first", "Enter", "=second", "Ctrl+Enter")
    assert rows(talks, "SELECT note FROM annotation") == [("first\nsecond",)]
    assert QApplication.focusWidget() is window.page


def test_a_note_is_kept_when_another_tag_becomes_the_current_one(window, talks):
    tag_sentence(window)
    first = window.desk.current
    tag_sentence(window, words="Two hazards")
    press("n", "=half a thought")
    window.desk.set_current(first)
    assert sorted(rows(talks, "SELECT note FROM annotation")) == [("",), ("half a thought",)]


def test_a_note_shows_its_markdown_while_nobody_writes_in_it(window):
    tag_sentence(window)
    press("n", "=a *word*", "Ctrl+Enter")
    row = window.panel.form._rows[-1]
    assert row.view.isVisible()
    assert not row.editor.isVisible()


def test_words_that_were_not_set_stay_and_are_marked(window, talks):
    tag_sentence(window)
    press("o", "=pilots first", "Tab")
    row = next(row for row in window.panel.form._rows if row.field.key == "condition")
    assert row.editor.toPlainText() == "pilots first"
    assert "not set" in row.hint.text()
    assert fields(talks) == {}


def row_of(window: Window, key: str):
    """Return the row of a field in the open card."""
    return next(row for row in window.panel.form._rows if row.field.key == key)


@pytest.mark.parametrize("then", [["4"], ["Esc", "4"]], ids=["in the next field", "from the page"])
def test_a_name_left_by_tab_stays_when_another_field_is_set(window, talks, then):
    tag_sentence(window)
    press("h", "=Northe", "Tab", "=Pilo", "Tab", *then)
    assert row_of(window, "holder").editor.text() == "Northe"
    assert row_of(window, "issue").editor.text() == "Pilo"
    assert "not set" in row_of(window, "holder").hint.text()
    assert row_of(window, "holder").hint.isVisible()
    assert "holder" not in fields(talks)


def test_a_name_left_by_tab_is_set_by_enter_after_another_field_was(window, talks):
    tag_sentence(window)
    press("h", "=Northe", "Tab", "Tab", "4", "Esc", "h", "Enter")
    assert fields(talks) == {"stance": "for", "holder": "Northe"}
    assert row_of(window, "holder").hint.text() == ""


def test_a_name_left_by_tab_is_given_up_by_escape_for_good(window):
    tag_sentence(window)
    press("h", "=Northe", "Tab", "Tab", "4", "Esc", "h", "Esc", "Esc", "5")
    assert row_of(window, "holder").editor.text() == ""


def test_a_name_whose_owner_was_asked_for_stays_when_another_field_is_set(window, talks):
    tag_sentence(window)
    press("h", "=Northern government", "Enter", "Esc")
    tag_sentence(window, words="Two hazards", kind="position")
    press("h", "=Norden", "Down", "Enter", "Tab", "Tab", "4")
    assert row_of(window, "holder").editor.text() == "Norden"


def test_words_that_were_not_set_are_there_again_when_the_tag_is(window):
    tag_sentence(window)
    first = window.desk.current
    press("h", "=Northe", "Tab")
    tag_sentence(window, words="Two hazards")
    window.desk.set_current(first)
    window.panel.catch_up()
    row = window.panel.form._rows[0]
    assert row.editor.text() == "Northe"


def test_escape_gives_up_words_that_were_not_set(window):
    tag_sentence(window)
    press("o", "=pilots first", "Esc")
    row = next(row for row in window.panel.form._rows if row.field.key == "condition")
    assert row.editor.toPlainText() == ""


def test_text_that_was_not_set_is_set_when_the_window_closes(window, talks):
    tag_sentence(window)
    press("o", "=pilots first", "Tab")
    window.close()
    assert fields(talks) == {"condition": "pilots first"}


def test_a_name_that_was_not_set_is_a_draft_again_in_the_next_window(window, open_project, talks):
    tag_sentence(window)
    tag = window.desk.current
    press("h", "=Northe", "Tab")
    window.close()
    assert fields(talks) == {}
    again = open_project(talks)
    project = again.desk.project.id
    again.desk.set_current(tag)
    again.panel.catch_up()
    assert row_of(again, "holder").editor.text() == "Northe"
    again.page.setFocus()
    press("h", "Enter")
    again.close()
    assert fields(talks) == {"holder": "Northe"}
    assert again.settings.drafts(project) == {}


def test_an_emptied_field_is_cleared_by_enter(window, talks):
    tag_sentence(window)
    press("h", "=Northern government", "Enter")
    press("Esc", "h", "Delete", "Enter")
    assert fields(talks) == {}


def test_enter_on_a_field_that_is_set_changes_nothing(window, talks):
    tag_sentence(window)
    press("h", "=Northern government", "Enter", "Esc")
    before = rows(talks, "SELECT count(*) FROM act")
    press("h", "Enter")
    assert rows(talks, "SELECT count(*) FROM act") == before


def test_f2_renames_an_actor_everywhere(window, talks):
    tag_sentence(window)
    press("h", "=North", "Enter", "Esc")
    press("h", "F2", "=Northern government", "Enter")
    assert rows(talks, "SELECT name FROM entity") == [("Northern government",)]
    assert window.panel.form._rows[0].editor.text() == "Northern government"


def test_a_new_name_is_undone(window, talks):
    tag_sentence(window)
    press("h", "=North", "Enter", "Esc", "h", "F2", "=South", "Enter", "Esc", "Ctrl+Z")
    assert fields(talks) == {"holder": "North"}


def test_what_was_typed_becomes_another_name_for_one_that_is_there(window, talks):
    tag_sentence(window)
    press("h", "=Northern government", "Enter", "Esc")
    tag_sentence(window, words="Two hazards")
    press("h", "=Norden", "Down", "Enter", "Enter")
    ((name, aliases),) = rows(talks, "SELECT name, aliases FROM entity")
    assert (name, json.loads(aliases)) == ("Northern government", ["Norden"])
    assert rows(talks, "SELECT count(*) FROM annotation WHERE fields LIKE '%holder%'") == [(2,)]


def test_another_name_is_one_act_and_is_undone(window, talks):
    tag_sentence(window)
    press("h", "=Northern government", "Enter", "Esc")
    tag_sentence(window, words="Two hazards")
    press("h", "=Norden", "Down", "Enter", "Enter", "Esc", "Ctrl+Z")
    assert rows(talks, "SELECT aliases FROM entity") == [("[]",)]
    assert rows(talks, "SELECT count(*) FROM annotation WHERE fields LIKE '%holder%'") == [(1,)]


def test_undo_in_a_field_with_nothing_to_undo_takes_the_last_act_back(window, talks):
    tag_sentence(window)
    press("4", "h", "Ctrl+Z")
    assert fields(talks) == {}


def test_another_readers_tag_is_only_read(open_project, talks):
    window = open_project(talks)
    tag_sentence(window)
    press("4")
    window.desk.set_reader("Ann")
    press("h")
    assert QApplication.focusWidget() is window.page
    assert "Mara’s tag" in window.panel.form._reason.text()
    press("2")
    assert fields(talks) == {"stance": "for"}


def test_guidance_is_shown_beneath_the_field_in_focus(window):
    tag_sentence(window)
    press("Ctrl+G", "h")
    row = window.panel.form._rows[0]
    assert row.hint.text() == row.field.guidance


def test_the_history_tells_who_did_what(window):
    tag_sentence(window)
    press("4")
    window.panel.form.foot.unfold(True)
    lines = window.panel.form.foot._lines.text().split("\n")
    assert lines[0].startswith("Mara set Stance to For · ")
    assert lines[1].startswith("Mara tagged this as a position · ")


def test_a_tag_that_is_undone_gives_the_keyboard_back(window):
    tag_sentence(window)
    press("o")
    window.desk.undo()
    assert QApplication.focusWidget() is window.page


def test_every_field_of_the_codebook_is_reached_by_tab(window):
    tag_sentence(window, kind="claim")
    press("h")
    reached = []
    while QApplication.focusWidget() is not window.page:
        reached.append(QApplication.focusWidget().field.key)
        press("Tab")
    assert reached == [
        "claimant", "issue", "verdict", "evidence", "certainty", "basis", "said", "voice", "attitude", "via",
        "confidence", "labels", "note",
    ]  # fmt: skip


def test_the_agreed_readings_tags_may_be_filled_by_anyone(window, talks):
    from glossator.operations import people

    agreed = people.reader_for(window.desk.project, "Agreed")
    made = tags.tag(window.desk.project, window.desk.document.id, "position", [(30, 60)], reader=agreed)
    window.desk.set_current(made.annotation.id)
    window.panel.open_field("stance")
    press("4")
    assert fields(talks) == {"stance": "for"}


def test_a_closed_card_shows_what_was_typed_and_not_set(window):
    tag_sentence(window)
    first = window.desk.current
    press("o", "=pilots first", "Tab")
    tag_sentence(window, words="Two hazards")
    words = window.panel._words(first)
    assert [chip.words for chip in words.chips if chip.tone == "draft"] == ["not set: pilots first"]


def test_a_new_name_is_the_row_shown_first_where_none_is_known(window):
    tag_sentence(window)
    press("h", "=Atlantis")
    assert window.panel.form.completion.offers[0].words == "new actor “Atlantis”"


def test_the_offers_go_with_the_field(window):
    tag_sentence(window)
    press("h", "=Atlantis")
    completion = window.panel.form.completion
    assert completion.parentWidget() is window
    press("Tab")
    assert not completion.isVisible()


def test_a_click_on_an_offer_takes_it(window, talks):
    tag_sentence(window)
    press("h", "=Atlantis")
    completion = window.panel.form.completion
    QTest.mouseClick(completion, Qt.MouseButton.LeftButton, pos=completion._row_rect(0).center().toPoint())
    assert fields(talks) == {"holder": "Atlantis"}


def test_a_click_on_a_cell_sets_it_and_another_click_clears_it(window, talks):
    tag_sentence(window)
    cells = next(row.editor for row in window.panel.form._rows if row.field.key == "stance")
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=cells._cells[1].box.center().toPoint())
    assert fields(talks) == {"stance": "against"}
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=cells._cells[1].box.center().toPoint())
    assert fields(talks) == {}


def test_a_digit_that_no_value_has_changes_nothing_and_says_so(window, talks):
    tag_sentence(window)
    said = []
    window.desk.said.connect(lambda words, wrong: said.append(words))
    press("9")
    assert fields(talks) == {}
    assert said[-1] == "Stance has the digits 1 to 6, 0 clears."


@pytest.mark.parametrize("width", [300, 370, 480])
def test_nothing_of_the_open_card_is_cut_off(window, width):
    tag_sentence(window, kind="claim")
    panel = window.panel
    panel.setFixedWidth(width)
    for key in ("basis", "certainty", "voice", "attitude"):
        panel.open_field(key)
    inside = panel.form.rect()
    shown = [row for row in panel.form._rows if row.shown]
    assert len(shown) >= 4
    for row in shown:
        assert inside.contains(row.editor.geometry())
        assert inside.contains(row.label.geometry())
        if isinstance(row.editor, CellsField):
            assert all(row.editor.rect().toRectF().contains(cell.box) for cell in row.editor._cells)
            assert "…" not in "".join(cell.words for cell in row.editor._cells)


def in_window(window: Window, widget) -> QRect:
    """Return where a widget lies in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("sentence", ["Nobody called", "The northern government", "It is slow"])
@pytest.mark.parametrize("size", [(1200, 900), (1100, 640)], ids=["large", "small"])
def test_the_offers_lie_below_their_field_inside_the_panel(window, size, sentence):
    window.resize(*size)
    for number, words in enumerate(["Nobody called", "Two hazards", "What the mediators"]):
        tag_sentence(window, words=words)
        press("h", f"=Somebody with a name of many words, number {number}", "Enter", "Esc")
    tag_sentence(window, words=sentence)
    press("i", "Esc", "h", "=So" if sentence == "Nobody called" else "=S", "Down")
    completion, field = window.panel.form.completion, QApplication.focusWidget()
    sheet = completion.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    assert len(completion.offers) >= 3
    assert in_window(window, window.panel).contains(sheet)
    assert sheet.top() > in_window(window, field).bottom()


def test_the_offers_go_along_where_what_stands_above_the_cards_takes_more_room(window, qtbot):
    tag_sentence(window)
    press("h", "=So")
    field, completion = QApplication.focusWidget(), window.panel.form.completion
    before = in_window(window, field).top()
    window.panel.layout().insertSpacing(0, 40)
    qtbot.waitUntil(lambda: in_window(window, field).top() > before + 20)
    assert completion.geometry().top() + SHADOW > in_window(window, field).bottom()


def test_where_little_room_is_left_below_fewer_rows_are_offered_and_enter_takes_the_one_shown(window):
    window.resize(1100, 330)
    for number in range(8):
        tag_sentence(window, words="Two hazards")
        press("h", f"=Somebody {number}", "Enter", "Esc", "Delete")
    tag_sentence(window, words="It is slow")
    press("h", "=Some")
    completion = window.panel.form.completion
    shown = [one.words for one in completion.offers]
    assert 3 <= len(shown) < MOST_ROWS
    press("Down", "Enter")
    assert row_of(window, "holder").editor.text() == shown[1]


def test_guidance_stays_shown_for_the_next_window(window, open_project, talks):
    window.panel.toggle_guidance()
    window.close()
    again = open_project(talks)
    tag_sentence(again)
    press("h")
    assert again.panel.form._rows[0].hint.text() == again.panel.form._rows[0].field.guidance

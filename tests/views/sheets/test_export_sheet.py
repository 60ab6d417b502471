"""The export is seen before it is written; what is saved is what a program reads back."""

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from glossator.operations import tags
from glossator.views.sheets import export_sheet, preview
from glossator.views.sheets.export_sheet import ExportSheet
from glossator.views.theme import theme

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def sheet(host, desk, target: Path, qtbot) -> ExportSheet:
    sheet = ExportSheet(host, desk, theme("light"), choose_path=lambda proposed, _format: target)
    with qtbot.waitSignal(sheet.previewed):
        sheet.open()
    return sheet


def chosen(qtbot, sheet: ExportSheet, choose) -> ExportSheet:
    """Make a choice and wait for its preview."""
    with qtbot.waitSignal(sheet.previewed):
        choose()
    return sheet


def saved(qtbot, sheet: ExportSheet, host) -> Path:
    with qtbot.waitSignal(sheet.saved) as signal:
        host.press(Qt.Key.Key_S, CONTROL)
    return signal.args[0]


def test_the_whole_project_is_shown_as_json(sheet) -> None:
    assert json.loads(sheet.text.toPlainText())["format"] == "glossator"
    assert sheet.size_words.text().startswith("2 tags · ")


def test_the_preview_opens_where_the_first_tag_stands(sheet) -> None:
    assert sheet.text.firstVisibleBlock().text() == '  "annotations": ['
    assert sheet.text.verticalScrollBar().value() > 20


def test_where_the_tags_begin_further_down_than_is_shown_they_are_shown_too(sheet, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(preview, "MOST_LINES", 20)
    with qtbot.waitSignal(sheet.previewed):
        sheet.renew()
    assert sheet.text.firstVisibleBlock().text() == '  "annotations": ['
    assert sheet.text.firstVisibleBlock().previous().text().startswith("… ")
    assert sheet.size_words.text().endswith("1,000 from where the tags begin")


def test_a_digit_chooses_the_format(sheet, host, qtbot) -> None:
    chosen(qtbot, sheet, lambda: host.press(Qt.Key.Key_2))
    assert sheet.text.toPlainText().startswith("tag_id,document,")
    chosen(qtbot, sheet, lambda: host.press(Qt.Key.Key_3))
    assert sheet.text.toPlainText().startswith("# Talks")


def test_without_the_texts_no_text_is_shown(sheet, host, qtbot) -> None:
    chosen(qtbot, sheet, lambda: host.press(Qt.Key.Key_T))
    assert ["text" in document for document in json.loads(sheet.text.toPlainText())["documents"]] == [False, False]


def test_a_kind_that_is_switched_off_is_left_out(sheet, qtbot) -> None:
    chosen(qtbot, sheet, sheet.choosing.kinds["risk"].click)
    assert [tag["kind"] for tag in json.loads(sheet.text.toPlainText())["annotations"]] == ["position"]


def test_a_reader_who_is_switched_off_is_left_out(sheet, desk, qtbot) -> None:
    chosen(qtbot, sheet, sheet.choosing.readers[desk.reader.id].click)
    assert [tag["kind"] for tag in json.loads(sheet.text.toPlainText())["annotations"]] == ["risk"]


def test_only_the_chosen_documents_are_shown(sheet, qtbot) -> None:
    chosen(qtbot, sheet, sheet.choosing.where["this"].click)
    titles = [document["title"] for document in json.loads(sheet.text.toPlainText())["documents"]]
    assert titles == ["The strait talks resume"]
    chosen(qtbot, sheet, sheet.choosing.where["listed"].click)
    chosen(qtbot, sheet, lambda: sheet.choosing.list.item(1).setCheckState(Qt.CheckState.Checked))
    assert len(json.loads(sheet.text.toPlainText())["documents"]) == 2


def test_an_empty_choice_says_what_is_missing(sheet, qtbot) -> None:
    for cell in sheet.choosing.kinds.values():
        cell.click()
    qtbot.waitUntil(lambda: sheet.size_words.text() == "Nothing is chosen: choose a kind.")
    assert (sheet.save_cell.isEnabled(), sheet.copy_cell.isEnabled(), sheet.text.toPlainText()) == (False, False, "")


def test_a_choice_without_tags_says_so(sheet, qtbot) -> None:
    chosen(qtbot, sheet, sheet.choosing.where["listed"].click)
    sheet.choosing.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    chosen(qtbot, sheet, lambda: sheet.choosing.list.item(1).setCheckState(Qt.CheckState.Checked))
    assert sheet.size_words.text().startswith("No tag is chosen; ")


def test_json_is_saved_whole(sheet, host, desk, target, qtbot) -> None:
    path = saved(qtbot, sheet, host)
    assert path == target
    data = json.loads(target.read_text(encoding="utf-8"))
    assert [tag["quote"] for tag in data["annotations"]] == [
        "The northern government holds that pilotage comes first", "It is slow"
    ]  # fmt: skip
    assert desk.words == ["Saved 2 tags to out"]


def test_csv_is_saved_as_rows(sheet, host, target, qtbot) -> None:
    chosen(qtbot, sheet, lambda: host.press(Qt.Key.Key_2))
    saved(qtbot, sheet, host)
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert [(row["kind"], row["holder"], row["stance"]) for row in csv.DictReader(file)] == [
            ("position", "North", "for"), ("risk", "", "")
        ]  # fmt: skip


def test_the_proposed_name_lies_beside_the_project(host, desk, qtbot) -> None:
    asked = []
    sheet = ExportSheet(host, desk, theme("light"), choose_path=lambda proposed, format_: asked.append(proposed))
    with qtbot.waitSignal(sheet.previewed):
        sheet.open()
    host.press(Qt.Key.Key_S, CONTROL)
    assert asked == [desk.project.path.with_suffix(".json")]


def test_a_place_that_cannot_be_written_is_refused_in_a_sentence(sheet, host, desk, target, qtbot) -> None:
    target.mkdir()
    with qtbot.waitSignal(desk.said):
        host.press(Qt.Key.Key_S, CONTROL)
    assert desk.words == [f"{target} was not written, it is a folder, choose another place"]
    assert sheet.save_cell.isEnabled()


def test_the_whole_is_copied(sheet, host, desk) -> None:
    host.press(Qt.Key.Key_C, CONTROL | SHIFT)
    assert json.loads(QGuiApplication.clipboard().text())["project"]["title"] == "Talks"
    assert desk.words == ["Copied 2 tags as JSON."]


def test_a_copy_that_is_asked_for_early_is_made_when_the_export_is(host, desk, qtbot) -> None:
    sheet = ExportSheet(host, desk, theme("light"))
    sheet.open()
    with qtbot.waitSignal(sheet.previewed):
        host.press(Qt.Key.Key_C, CONTROL | SHIFT)
    assert desk.words == ["Copied 2 tags as JSON."]


def test_a_copy_too_large_for_a_clipboard_is_refused(host, desk, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(preview, "COPY_LIMIT", 1000)
    monkeypatch.setattr(export_sheet, "COPY_LIMIT", 1000)
    sheet = ExportSheet(host, desk, theme("light"))
    with qtbot.waitSignal(sheet.previewed):
        sheet.open()
    host.press(Qt.Key.Key_C, CONTROL | SHIFT)
    assert "more than the 1.0 KB that a clipboard bears, save it, or choose less" in desk.words[0]


def test_what_a_format_cannot_hold_is_said(sheet, host, desk, talk, qtbot) -> None:
    chosen(qtbot, sheet, lambda: host.press(Qt.Key.Key_2))
    assert sheet.loss_words.isHidden()
    chosen(qtbot, sheet, lambda: tags.tag(desk.project, talk.id, "risk", [(4, 10)], reader=desk.reader, note="=1+1"))
    assert sheet.loss_words.text().startswith("CSV changes or leaves out: ")
    assert "formula" in sheet.loss_words.text()


def test_an_act_meanwhile_is_shown(sheet, desk, talk, qtbot) -> None:
    chosen(qtbot, sheet, lambda: tags.tag(desk.project, talk.id, "risk", [(4, 10)], reader=desk.reader))
    assert sheet.size_words.text().startswith("3 tags · ")


def test_names_and_numbers_are_coloured_in_the_first_lines(sheet) -> None:
    sheet.colours.show_lines(0, 3)
    block = sheet.text.document().findBlockByNumber(1)
    colours = [form.format.foreground().color().name() for form in block.layout().formats()]
    assert theme("light").accent.name() in colours


def test_esc_closes_and_gives_the_keyboard_back(sheet, host) -> None:
    host.press(Qt.Key.Key_Escape)
    assert host.focusWidget() is host.field

"""The columns of a table are listed with their values; a key says what one holds."""

import pytest
from PySide6.QtCore import Qt

from glossator.views.sheets.columns_sheet import ColumnsSheet
from glossator.views.sheets.two_lines import WORDS
from glossator.views.theme import theme

TABLE = b"who was it,antwort,um\nAda,Yes.,10:00\nBo,No.,10:01\n"


@pytest.fixture
def sheet(host, qtbot) -> ColumnsSheet:
    sheet = ColumnsSheet(host, TABLE, theme("light"), name="hearing.csv")
    with qtbot.waitSignal(sheet.listed):
        sheet.open()
    return sheet


def rows_of(sheet: ColumnsSheet) -> list[tuple[str, str, str]]:
    rows = [sheet.list.item(at).data(WORDS) for at in range(sheet.list.count())]
    return [(row.name, row.sample, row.remark) for row in rows]


def test_each_column_is_listed_with_its_first_values(sheet) -> None:
    assert rows_of(sheet) == [
        ("who was it", "Ada · Bo", ""),
        ("antwort", "Yes. · No.", ""),
        ("um", "10:00 · 10:01", ""),
    ]


def test_keys_say_what_a_column_holds_and_the_turns_are_shown_so(sheet, host) -> None:
    host.press(Qt.Key.Key_S)
    host.press(Qt.Key.Key_Down)
    host.press(Qt.Key.Key_W)
    assert [remark for _, _, remark in rows_of(sheet)] == ["who speaks", "the words", ""]
    assert sheet.text.toPlainText() == "Ada: Yes.\n\nBo: No."


def test_a_role_given_again_is_taken_back(sheet, host) -> None:
    host.press(Qt.Key.Key_W)
    host.press(Qt.Key.Key_W)
    assert sheet.roles == {}


def test_enter_reads_by_the_columns(sheet, host, qtbot) -> None:
    host.press(Qt.Key.Key_Down)
    host.press(Qt.Key.Key_W)
    with qtbot.waitSignal(sheet.chosen) as chosen:
        host.press(Qt.Key.Key_Return)
    assert chosen.args == [{"text": "antwort"}]
    assert not sheet.isVisible()


def test_enter_without_the_words_says_what_is_missing(sheet, host, qtbot) -> None:
    with qtbot.assertNotEmitted(sheet.chosen):
        host.press(Qt.Key.Key_Return)
    assert sheet.words.text() == "Say first which column holds the words: go to it and press W."


def test_esc_reads_nothing(sheet, host, qtbot) -> None:
    with qtbot.assertNotEmitted(sheet.chosen):
        host.press(Qt.Key.Key_Escape)
    assert host.focusWidget() is host.field

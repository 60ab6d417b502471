"""The encodings that may be meant are listed with what each makes of the text."""

import pytest
from PySide6.QtCore import Qt

from glossator.views.sheets.encoding_sheet import EncodingSheet
from glossator.views.theme import theme

FRENCH = "Préface\n\nL’été où la négociation reprit, « personne » n’en parla.\n".encode("windows-1252")


@pytest.fixture
def sheet(host, qtbot) -> EncodingSheet:
    sheet = EncodingSheet(host, FRENCH, theme("light"), name="été.txt", current="windows-1252")
    sheet.open()
    qtbot.waitUntil(lambda: sheet.list.count() > 0)
    return sheet


def row_of(sheet: EncodingSheet, label: str) -> int:
    return next(at for at in range(sheet.list.count()) if sheet.list.item(at).text() == label)


def test_the_encoding_in_use_stands_first_with_its_text(sheet) -> None:
    assert sheet.list.item(0).text() == "Windows-1252"
    assert sheet.text.toPlainText().startswith("Préface\n\nL’été où")


def test_another_encoding_shows_what_it_makes_of_the_text(sheet) -> None:
    sheet.list.setCurrentRow(row_of(sheet, "Mac Roman"))
    assert sheet.text.toPlainText().startswith("PrÈface")


def test_enter_takes_the_encoding(sheet, host, qtbot) -> None:
    sheet.list.setCurrentRow(row_of(sheet, "Mac Roman"))
    with qtbot.waitSignal(sheet.chosen) as chosen:
        host.press(Qt.Key.Key_Return)
    assert chosen.args == ["macintosh"]
    assert not sheet.isVisible()


def test_esc_takes_none(sheet, host, qtbot) -> None:
    sheet.list.setCurrentRow(1)
    with qtbot.assertNotEmitted(sheet.chosen):
        host.press(Qt.Key.Key_Escape)
    assert host.focusWidget() is host.field


def test_the_encoding_in_use_changes_nothing(sheet, host, qtbot) -> None:
    with qtbot.assertNotEmitted(sheet.chosen):
        host.press(Qt.Key.Key_Return)


def test_another_encoding_can_be_named(sheet, host, qtbot) -> None:
    sheet.other.setFocus()
    host.type("koi8-r")
    with qtbot.waitSignal(sheet.chosen) as chosen:
        host.press(Qt.Key.Key_Return)
    assert chosen.args == ["koi8-r"]


def test_an_unknown_encoding_is_refused_and_the_sheet_stays(sheet, host, qtbot) -> None:
    sheet.other.setFocus()
    host.type("klingon")
    with qtbot.assertNotEmitted(sheet.chosen):
        host.press(Qt.Key.Key_Return)
    assert sheet.words.text().startswith("the encoding “klingon” is not known, try ")
    assert sheet.isVisible()


def test_bytes_that_an_encoding_cannot_read_are_counted(sheet, host) -> None:
    sheet.other.setFocus()
    host.type("ascii")
    assert sheet.words.text() == "9 bytes of what is shown cannot be read so."

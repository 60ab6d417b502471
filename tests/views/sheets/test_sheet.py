"""A sheet lies over its host, keeps the keyboard, and gives it back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from glossator.views.keys import SHEET, place_of_keyboard
from glossator.views.sheets.caps import caps_of
from glossator.views.sheets.notice import Notice
from glossator.views.sheets.sheet import SHADOW, Sheet
from glossator.views.theme import theme


class Two(Sheet):
    """A sheet with two fields."""

    def __init__(self, host) -> None:
        super().__init__(host, "Two fields", theme("light"))
        self.one, self.two = QLineEdit(), QLineEdit()
        self.body.addWidget(self.one)
        self.body.addWidget(self.two)

    def first(self) -> QLineEdit:
        return self.one


@pytest.fixture
def sheet(host) -> Two:
    sheet = Two(host)
    sheet.open()
    return sheet


def test_an_opened_sheet_has_the_keyboard(sheet, host) -> None:
    assert host.focusWidget() is sheet.one


def test_esc_closes_and_gives_the_keyboard_back(sheet, host, qtbot) -> None:
    with qtbot.waitSignal(sheet.closed):
        host.press(Qt.Key.Key_Escape)
    assert (sheet.isVisible(), host.focusWidget()) == (False, host.field)


def test_a_reader_who_went_elsewhere_keeps_the_keyboard_there(sheet, host) -> None:
    other = QLineEdit(host)
    other.show()
    other.setFocus()
    sheet.dismiss()
    assert host.focusWidget() is other


def test_tab_stays_in_the_sheet(sheet, host) -> None:
    seen = []
    for _ in range(4):
        seen.append(host.focusWidget())
        host.press(Qt.Key.Key_Tab)
    assert seen[0] is seen[3] is sheet.one
    assert host.field not in seen


def test_a_sheet_follows_the_size_of_its_host(sheet, host) -> None:
    host.resize(500, 400)
    assert host.rect().contains(sheet.geometry())
    host.resize(1400, 900)
    assert sheet.width() == sheet.size_wanted[0] + 2 * SHADOW


def test_the_keys_of_the_page_do_not_apply_in_a_sheet(sheet) -> None:
    assert place_of_keyboard(sheet) == SHEET


def test_the_panel_is_painted_in_the_themes_colour(sheet) -> None:
    for name in ("light", "dark"):
        sheet.set_theme(theme(name))
        image = sheet.grab().toImage()
        assert image.pixelColor(QPoint(SHADOW + 6, sheet.height() // 2)) == theme(name).panel


@pytest.mark.parametrize(
    ("chord", "caps"),
    [("R", ("R",)), ("Ctrl+Shift+Z", ("Ctrl", "Shift", "Z")), ("Ctrl++", ("Ctrl", "+")), ("+", ("+",)),
     ("Alt+Down", ("Alt", "↓")), ("Ctrl+Shift++", ("Ctrl", "Shift", "+"))],
)  # fmt: skip
def test_a_chord_stands_on_its_caps(chord: str, caps: tuple[str, ...]) -> None:
    assert caps_of(chord) == caps


def test_an_answer_to_a_notice_closes_it_and_acts(host, qtbot) -> None:
    notice = Notice(theme("light"), host)
    done = []
    notice.tell("Read as Windows-1252 (guessed).", [("Choose encoding…", lambda: done.append(1)), ("Fine", done.clear)])
    assert notice.words == "Read as Windows-1252 (guessed)."
    QTest.mouseClick(notice.answers[0], Qt.MouseButton.LeftButton)
    assert (done, notice.words) == ([1], "")


def test_a_notice_does_not_take_the_keyboard(host) -> None:
    notice = Notice(theme("light"), host)
    notice.tell("This file nearly equals “X” (93 %).")
    assert host.focusWidget() is host.field

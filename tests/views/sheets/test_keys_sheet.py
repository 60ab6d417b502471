"""Every key stands in one sheet and is found by typing; the help beside it links its pages."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest

from glossator.views.actions import GROUPS, table
from glossator.views.sheets.keys_sheet import KeyRow, KeysSheet
from glossator.views.theme import theme

ROWS = (
    KeyRow("Reading", "Next sentence", ("J",)),
    KeyRow("Reading", "Next tag", ("]", "Alt+Down")),
    KeyRow("Tagging", "Risk", ("R",), "the selection, else the sentence"),
    KeyRow("Around", "Redo", ("Ctrl+Shift+Z",)),
    KeyRow("Around", "All keys and help", ("F1", "?")),
    KeyRow("Around", "All keys and help", ("F1",)),
    KeyRow("Around", "No key of its own", ()),
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "help"
    folder.mkdir()
    (folder / "tagging.md").write_text("# Tagging\n\n[Back](index.md#first-minutes)\n", encoding="utf-8")
    (folder / "index.md").write_text(
        "# Glossator\n\n[Tagging](tagging.md) and [outside](https://example.org/)\n\n"
        + "word\n\n" * 80
        + "## First minutes\n\nwords\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def sheet(host, pages: Path) -> KeysSheet:
    sheet = KeysSheet(host, ROWS, theme("light"), help_folder=pages, open_url=lambda url: sheet.opened.append(url))
    sheet.opened = []
    sheet.open()
    return sheet


def shown(sheet: KeysSheet) -> list[str]:
    return [row.words for row in sheet.table.shown]


def test_rows_with_keys_are_listed_once(sheet) -> None:
    assert shown(sheet) == ["Next sentence", "Next tag", "Risk", "Redo", "All keys and help"]


@pytest.mark.parametrize(
    ("typed", "rows"),
    [("sent", ["Next sentence", "Risk"]), ("ctrl shift", ["Redo"]), ("TAGGING", ["Risk"]), ("?", ["All keys and help"]),
     ("zebra", [])],
    ids=["words", "keys", "group", "sign", "nothing"],
)  # fmt: skip
def test_typing_leaves_the_others_out(sheet, host, typed: str, rows: list[str]) -> None:
    host.type(typed)
    assert shown(sheet) == rows


def test_the_whole_table_fits_a_large_window_without_scrolling(host) -> None:
    rows = [KeyRow(GROUPS[one.group], one.words, one.keys, one.help) for one in table(None)]
    sheet = KeysSheet(host, sorted(rows, key=lambda row: list(GROUPS.values()).index(row.group)), theme("light"))
    sheet.open()
    assert sheet.table.columns == 4
    assert sheet.table.minimumHeight() <= sheet.scroll.viewport().height()


def test_a_group_that_goes_on_in_the_next_column_has_its_title_there_again(sheet) -> None:
    sheet.set_rows([KeyRow("One", f"Row {at}", ("A",)) for at in range(20)])
    placed = sheet.table._placed
    titles = [(one.box.left(), one.box.top()) for one in placed if one.row is None]
    assert len(titles) == sheet.table.columns
    assert {top for _, top in titles} == {0.0}
    assert sum(one.row is not None for one in placed) == 20


@pytest.mark.parametrize("counts", [(1,), (2, 2, 2, 2, 2), (30, 1), (1, 30, 3), (4,) * 9])
def test_every_row_stands_in_one_column_of_those_that_there_are(sheet, counts) -> None:
    rows = [
        KeyRow(f"Group {group}", f"Row {group}.{at}", ("A",)) for group, of in enumerate(counts) for at in range(of)
    ]
    sheet.set_rows(rows)
    boxes = [one.box for one in sheet.table._placed]
    assert [one.row for one in sheet.table._placed if one.row is not None] == rows
    assert max(box.right() for box in boxes) <= sheet.table.width()
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])


def test_in_a_small_window_the_table_scrolls_by_key(sheet, host, qtbot) -> None:
    rows = [KeyRow(f"Group {group}", f"Row {at}", ("A",)) for group in range(6) for at in range(12)]
    sheet.set_rows(rows)
    host.resize(700, 420)
    bar = sheet.scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    host.press(Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_a_screen_reader_hears_the_rows(sheet) -> None:
    assert "Tagging: Risk, R" in sheet.table.accessibleDescription()


def test_the_help_is_on_the_second_tab(sheet, host) -> None:
    host.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert sheet.help.browser.toPlainText().startswith("Glossator")
    assert host.focusWidget() is sheet.help.browser


def test_a_link_leads_to_another_page(sheet) -> None:
    sheet.show_help()
    sheet.help.browser.anchorClicked.emit(QUrl("tagging.md"))
    assert sheet.help.browser.toPlainText().startswith("Tagging")
    assert sheet.help.list.currentRow() == 1


def test_a_link_leads_to_a_heading(sheet) -> None:
    sheet.show_help("tagging")
    sheet.help.browser.anchorClicked.emit(QUrl("index.md#first-minutes"))
    assert sheet.help.page == "index"
    assert sheet.help.browser.verticalScrollBar().value() > 0


def test_an_address_outside_is_opened_only_by_a_click(sheet) -> None:
    sheet.show_help()
    assert sheet.opened == []
    sheet.help.browser.anchorClicked.emit(QUrl("https://example.org/"))
    assert sheet.opened == [QUrl("https://example.org/")]


def test_no_help_pages_are_said_to_be_missing(host, tmp_path: Path) -> None:
    sheet = KeysSheet(host, ROWS, theme("light"), help_folder=tmp_path)
    sheet.open()
    sheet.show_help()
    assert "No help pages are installed" in sheet.help.browser.toPlainText()


def test_a_tab_is_chosen_by_the_mouse(sheet) -> None:
    QTest.mouseClick(sheet.help_tab, Qt.MouseButton.LeftButton)
    assert sheet.help.isVisible()
    QTest.mouseClick(sheet.keys_tab, Qt.MouseButton.LeftButton)
    assert sheet.filter.hasFocus()


def tabbed(sheet: KeysSheet, host, times: int) -> list[str]:
    """Press Tab so often and name what has the keyboard each time."""
    found = []
    for _ in range(times):
        host.press(Qt.Key.Key_Tab)
        found.append(host.focusWidget().accessibleName())
    return found


def test_tab_comes_to_both_tabs_and_back_to_the_words(sheet, host) -> None:
    assert tabbed(sheet, host, 4) == ["Close", "Keys", "Help", "Find a key"]


def test_space_on_the_help_tab_opens_the_help_and_tab_comes_to_its_list_and_page(sheet, host) -> None:
    tabbed(sheet, host, 3)
    host.press(Qt.Key.Key_Space)
    assert sheet.help.browser.hasFocus()
    links = tabbed(sheet, host, 2)  # of the page: both keep the keyboard in it
    assert [*links, *tabbed(sheet, host, 4)] == ["Help", "Help", "Close", "Keys", "Help", "Help pages"]


@pytest.mark.parametrize("part", ["list", "browser"])
def test_a_ring_shows_where_the_keyboard_is_in_the_help(sheet, host, qtbot, part: str) -> None:
    sheet.show_help()
    widget = getattr(sheet.help, part)
    widget.setFocus()
    accent = theme("light").accent
    frame = widget.grab().toImage()
    assert frame.pixelColor(1, frame.height() // 2) == accent
    sheet.help_tab.setFocus()
    frame = widget.grab().toImage()
    assert frame.pixelColor(1, frame.height() // 2) != accent

"""Face, size, line height and measure are set by keys alone; the sheet is as large as what stands in it."""

import pytest
from PySide6.QtWidgets import QApplication

from driving import press
from glossator.views.look import Look
from glossator.views.settings import Settings
from glossator.views.sheets.type_sheet import TypeSheet


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setenv("GLOSSATOR_HOME", str(folder))
    monkeypatch.setenv("GLOSSATOR_PACKAGED_FACES", "1")
    return folder


@pytest.fixture
def look(qtbot, home):
    return Look(Settings())


def test_arrows_change_the_numbers_and_every_row_is_seen(host, look):
    size, measure = look.style.size, look.style.measure
    sheet = TypeSheet(host, look)
    sheet.open()
    press("Tab", "Up", "Tab", "Tab", "Down")
    assert (look.style.size, look.style.measure) == (size + 1, measure - 1)
    for part in (sheet.face, sheet.size, sheet.line_height, sheet.measure, sheet.scheme):
        assert sheet.rect().contains(part.geometry())
        assert part.height() >= part.sizeHint().height()
    assert QApplication.focusWidget() is sheet.measure

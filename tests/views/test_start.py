"""The start: the page is painted first, the rest comes with the next turn, and no key is lost between."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from driving import rows
from glossator.places import resource
from glossator.views.settings import Settings
from glossator.views.start import application
from glossator.views.theme import read_theme
from glossator.views.window import Window

#: What the caret takes before the text, in pixels: it shows at first that no window has the keyboard yet.
CARET = 4

LIVE_KINDS = "SELECT kind FROM annotation WHERE deleted = 0"


@pytest.fixture
def starting(qtbot, home: Path, talks: Path):
    """Make a window on the short commentary as a start does: opened, and not shown yet."""
    application()
    window = Window(Settings(), "Mara")
    qtbot.addWidget(window)
    assert window.files.show(talks)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1440, 900)
    yield window
    window.close()


class FirstPicture(QObject):
    """Keep how the page looked when it was painted first, and whether the window was complete then."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.seen: list[tuple[bool, QPoint, object]] = []
        window.page.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen.append((self._window.is_complete, place_of_page(self._window), self._window.page.place()))
        return False


def place_of_page(window: Window) -> tuple[QPoint, int, int]:
    viewport = window.page.viewport()
    return viewport.mapTo(window, QPoint(0, 0)), viewport.width(), viewport.height()


def test_the_page_is_painted_before_the_other_parts_are_made(qtbot, starting):
    picture = FirstPicture(starting)
    starting.show()
    qtbot.waitUntil(lambda: starting.is_complete)
    assert picture.seen[0][0] is False


def test_the_page_stays_where_it_was_when_the_other_parts_come(qtbot, starting):
    picture = FirstPicture(starting)
    starting.show()
    qtbot.waitUntil(lambda: starting.is_complete and starting.is_still())
    assert picture.seen[0][1:] == (place_of_page(starting), starting.page.place())


def text_column(window: Window):
    """Take a picture of the text alone: beside it a hairline shows what keys would take, when there are keys."""
    layout = window.page.page_layout
    column = QRect(round(layout.origin) + CARET, 0, round(layout.type.width), window.page.viewport().height())
    return window.page.viewport().grab(column).toImage()


def test_the_text_of_the_first_picture_is_the_text_that_stays(qtbot, starting):
    starting.show()
    qtbot.waitExposed(starting)
    first = text_column(starting)
    qtbot.waitUntil(lambda: starting.is_complete and starting.is_still())
    assert first == text_column(starting)


def test_a_key_that_comes_before_the_parts_are_made_does_its_work(qtbot, starting, talks):
    starting.show()
    starting.page.setFocus()
    assert not starting.is_complete
    QTest.keyClick(starting.page, "r")
    assert rows(talks, LIVE_KINDS) == [("risk",)]


def test_a_part_that_is_asked_for_is_made(starting):
    assert starting.panel.isAncestorOf(starting.panel.list)
    assert starting.is_complete


def test_library_and_panel_take_the_widths_that_were_kept_for_them(qtbot, starting):
    starting.show()
    before = starting.splitter.sizes()
    starting.complete()
    assert starting.splitter.sizes() == before


def test_a_window_that_closes_before_its_parts_are_made_leaves_one_file(starting, talks):
    starting.close()
    assert not starting.is_complete
    assert sorted(path.name for path in talks.parent.glob("*talks.gloss*")) == ["talks.gloss"]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_theme_is_read_as_the_toml_that_it_is(name):
    text = resource("themes", f"{name}.toml").read_text(encoding="utf-8")
    assert read_theme(text) == tomllib.loads(text)


def test_the_keyboard_is_in_the_page_after_the_parts_are_made(qtbot, starting):
    starting.show()
    starting.activateWindow()
    qtbot.waitUntil(lambda: starting.is_complete)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is starting.page)
    assert starting.page.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_what_waits_for_the_first_picture_is_not_imported_on_the_way_to_it():
    """A module that is imported before it is told to wait is read at once, with all that it names."""
    asked = "import sys; from glossator.views import start; print([n for n in start.NOT_AT_FIRST if n in sys.modules])"
    told = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert told.stdout == "[]\n"

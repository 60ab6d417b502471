"""While a link is armed the status bar shows its digits whole, in a wide window and in a narrow one."""

import pytest
from PySide6.QtWidgets import QLabel

from driving import TALKS, press, rows

WORDS = [
    "1", "contradicts ·", "2", "qualifies ·", "3", "repeats ·", "4", "softens ·", "5", "supports ·", "6", "answers ·",
    "Esc", "give up",
]  # fmt: skip


def hinted(window) -> list[str]:
    """Return the hints that are seen whole."""
    box = window.status._hints_box
    inside = box.rect()
    return [
        one.text()
        for one in box.findChildren(QLabel)
        if one.isVisible() and inside.contains(one.geometry()) and one.width() >= one.sizeHint().width()
    ]


@pytest.mark.parametrize("width", [1440, 1100])
def test_an_armed_link_shows_its_digits_and_escape_ends_that(window, width, qtbot):
    window.resize(width, 800)
    window.page.place_caret(TALKS.index("Nobody"))
    press("p", "l")
    qtbot.waitUntil(lambda: hinted(window) == WORDS)
    assert window.width() == width
    assert window.status.width() == width
    press("Esc")
    assert window.status.hints == "page"


def test_the_digits_stay_while_another_tag_is_chosen_and_go_when_the_link_is_made(window, talks):
    window.page.place_caret(TALKS.index("Nobody"))
    press("p")
    window.page.place_caret(TALKS.index("Neither"))
    press("c", "l", "[")
    assert window.status.hints == "link"
    press("5")
    assert rows(talks, "SELECT relation FROM link WHERE deleted = 0") == [("supports",)]
    assert window.status.hints == "page"

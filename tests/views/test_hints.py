"""The hints at the lower edge name the keys that act where the keyboard is, and no others."""

import pytest
from PySide6.QtWidgets import QLabel

from driving import TALKS, press
from glossator.operations import people, tags
from glossator.store import Project


def caps(window) -> list[str]:
    """Return the keys that are shown, in their order."""
    box = window.status._hints_box
    return [label.text() for label in box.findChildren(QLabel) if label.property("cap") and not label.isHidden()]


def tagged(path, *names: str):
    with Project.open(path) as project:
        for name in names:
            start = TALKS.index("Nobody")
            tags.tag(
                project,
                project.documents()[0].id,
                "risk",
                [(start, start + 6)],
                reader=people.reader_for(project, name),
            )
    return path


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param(("Mara", "Tomas"), ["1", "2", "A", "0", "E", "]"], id="two"),
        pytest.param(("Mara", "Tomas", "Nora"), ["1", "2", "3", "A", "0", "E", "]"], id="three"),
        pytest.param(("Mara",), ["Ctrl+2", "Ctrl+1"], id="one"),
    ],
)
def test_compare_names_a_digit_for_each_column(qtbot, open_project, talks, names, said):
    window = open_project(tagged(talks, *names))
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    assert caps(window) == said


@pytest.mark.parametrize(
    ("kind", "tabs", "said"),
    [
        pytest.param("p", 2, ["1…6", "0", "Tab", "Esc"], id="six"),
        pytest.param("r", 2, ["1…5", "0", "Tab", "Esc"], id="five"),
    ],
)
def test_a_field_of_cells_names_as_many_digits_as_it_has_cells(qtbot, window, kind, tabs, said):
    window.page.place_caret(TALKS.index("Nobody"))
    press(kind, "Enter", *["Tab"] * tabs)
    qtbot.waitUntil(lambda: bool(caps(window)))
    assert caps(window) == said


def test_how_far_down_the_text_the_view_is_is_said_where_one_reads(qtbot, window):
    assert window.status.place.isVisible()
    press("Ctrl+2")
    qtbot.waitUntil(window.is_still)
    assert not window.status.place.isVisible()
    press("Ctrl+1")
    assert window.status.place.isVisible()


@pytest.mark.parametrize("key", ["Ctrl+K", "F2"])
def test_the_hints_of_a_sheet_go_with_it(window, qtbot, key):
    before = caps(window)
    press(key)
    qtbot.waitUntil(lambda: caps(window) != before)
    press("Escape")
    qtbot.waitUntil(lambda: caps(window) == before)

"""Compare on a document that this reader reads blind."""

import pytest

from driving import press

BLIND = (
    "You read this document blind: what others tagged in it is hidden from you. Ctrl+Shift+D says that you are done, "
    "and shows the differences."
)


@pytest.fixture
def blind(qtbot, open_project, two_readers):
    """Open Compare on the document that Mara has begun to read blind."""
    window = open_project(two_readers)
    press("Ctrl+B", "Ctrl+2")
    qtbot.waitUntil(window.is_still)
    return window


def test_a_document_read_blind_is_said_to_be(blind):
    assert blind.compare.review.empty.text() == BLIND


def test_somebody_without_tags_is_told_that_they_read_blind(qtbot, open_project, two_readers):
    window = open_project(two_readers, reader="Nora")
    press("Ctrl+B", "Ctrl+2")
    qtbot.waitUntil(window.is_still)
    assert window.compare.review.empty.text() == BLIND


def test_being_done_shows_the_differences(qtbot, blind):
    press("Ctrl+Shift+D")
    qtbot.waitUntil(blind.is_still)
    assert len(blind.compare.comparing.differences) == 3
    assert not blind.compare.review.empty.isVisible()


def test_beginning_to_read_blind_takes_the_chosen_readers_out_of_sight(qtbot, compare):
    compare.comparing.choose_readers([reader.id for reader in compare.comparing.readers])
    window = compare.window()
    qtbot.waitUntil(window.is_still)
    press("Ctrl+B")
    qtbot.waitUntil(window.is_still)
    assert compare.comparing.names == ("Mara",)
    assert compare.review.empty.text() == BLIND
    assert not window.status.words.property("error")

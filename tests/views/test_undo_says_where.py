"""Undo acts at once, says where, and goes there."""

from __future__ import annotations

from driving import press


def words(window) -> str:
    return window.status.words.text()


def test_a_tag_that_undo_takes_away_is_named_and_its_place_comes_into_view(qtbot, window):
    window.resize(1000, 420)
    press("j", "r", "Ctrl+End")
    quote = window.desk.annotation(window.desk.current).first
    assert not window.page.is_in_view(quote.start, quote.end)
    press("Ctrl+Z")
    assert words(window).startswith("Undone: tag risk, “")
    assert quote.quote[:20] in words(window)
    assert window.page.is_in_view(quote.start, quote.end)


def test_a_removal_that_undo_takes_back_makes_the_tag_current(qtbot, window):
    press("j", "r")
    tag = window.desk.current
    press("Delete", "Ctrl+Z")
    assert window.desk.current == tag
    assert words(window).startswith("Undone: ")

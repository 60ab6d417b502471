"""Undo in Compare says which difference is open again, and goes to it."""

from __future__ import annotations

from driving import press


def test_the_difference_that_undo_opens_is_named_and_looked_at(qtbot, compare):
    settled = compare.comparing.current
    press("1")
    press("]", "]")
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: compare.is_still)
    quotes = [compare._desk.annotation(id_).first.quote for id_ in settled.ids]
    words = compare.window().status.words.text()
    assert words.startswith("Undone: settle a difference, “")
    assert any(quote[:18] in words for quote in quotes)
    assert compare.comparing.current.ids == settled.ids

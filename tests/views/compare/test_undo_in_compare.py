"""Undo in Compare says which difference is open again, and goes to it."""

from __future__ import annotations

from driving import press


def test_the_difference_that_undo_opens_is_named_and_looked_at(qtbot, compare):
    settled = compare.comparing.current
    press("1")
    press("]", "]")
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: compare.is_still)
    words = compare._desk.annotation(settled.ids[0]).first.quote
    assert compare.window().status.words.text().startswith(f"Undone: settle a difference, “{words[:20]}")
    assert compare.comparing.current.ids == settled.ids

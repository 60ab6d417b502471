"""Footnotes: marks that stand above the line in room of their own, and the way to a body and back."""

import pytest
from page_contents import SENTENCE, content_of
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from glossator.model.document import Span
from glossator.views.page.notes import marks_in

WORDS = "The pilots said so, and twice. Nobody else did."
NOTES = (("The first body.", "footnote", {"label": "1"}), ("The second.", "footnote", {"label": "12"}))
MARKS = (Span("note-ref", 18, 18, "1"), Span("note-ref", 30, 30, "12"))


def noted(*lines, spans=MARKS):
    return content_of(*lines, *NOTES, spans=spans)


def boxes(page):
    lines = page.lines_in_view()
    return {span.target: rect.translated(0, -page.scroll.top) for span, rect in marks_in(lines)}


def click(page, point):
    no_key = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, no_key, point.toPoint())


def test_a_mark_stands_between_the_letters_around_it(show):
    page = show(noted(WORDS))
    before, after, mark = page.rects(17, 18)[0], page.rects(18, 19)[0], boxes(page)["1"]
    assert before.left() < mark.left() < mark.right() <= after.left() + 1
    assert mark.width() > 4


def test_marks_change_no_height_and_no_text(show):
    page = show(noted(SENTENCE * 5, spans=[]))
    height = page.page_layout.column.height(0)
    page.show_content(noted(SENTENCE * 5), kinds=())
    page.viewport().repaint()
    assert (page.page_layout.column.height(0), page.toPlainText().split("\n")[0]) == (height, SENTENCE * 5)


def test_a_mark_is_painted_in_its_room(show):
    page = show(noted(WORDS))
    image, rect = page.viewport().grab().toImage(), boxes(page)["12"].toRect()
    paper = page.colours.paper.rgb()
    inked = [
        (x, y)
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
        if image.pixel(x, y) != paper
    ]
    assert len(inked) > 10


def test_two_marks_at_one_place_stand_side_by_side(show):
    page = show(noted(WORDS, spans=[Span("note-ref", 18, 18, "1"), Span("note-ref", 18, 18, "12")]))
    found = boxes(page)
    assert found["1"].right() <= found["12"].left() + 0.5
    assert found["12"].right() <= page.rects(18, 19)[0].left() + 1


def test_a_mark_of_a_line_that_runs_from_the_right_stands_to_the_left_of_its_word(show):
    words = "הספינה באה אל הנמל"
    page = show(noted(words, spans=[Span("note-ref", 6, 6, "1")]))
    mark, before, after = boxes(page)["1"], page.rects(5, 6)[0], page.rects(7, 8)[0]
    assert after.right() <= mark.left() + 1 < mark.right() <= before.left() + 1


def test_a_press_on_a_mark_goes_to_the_body_and_a_press_on_its_label_back(show):
    page = show(noted(WORDS))
    click(page, boxes(page)["12"].center())
    body = page.content.text.index("The second")
    assert (page.caret(), page.selection()) == (body, None)
    rect = page.rects(body, body + 3)[0]
    click(page, QPointF(rect.left() - 12, rect.center().y()))
    assert page.caret() == 30


def test_a_press_beside_a_mark_is_the_texts(show):
    page = show(noted(WORDS))
    click(page, page.rects(22, 23)[0].center())
    assert page.caret() in (22, 23)


def test_the_pointer_is_a_hand_over_a_mark(show):
    page = show(noted(WORDS))
    QTest.mouseMove(page.viewport(), boxes(page)["1"].center().toPoint())
    assert page.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(page.viewport(), page.rects(4, 5)[0].center().toPoint())
    assert page.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


@pytest.mark.parametrize(("caret", "words"), [(0, "The first"), (19, "The first"), (40, "The second")])
def test_the_mark_nearest_to_the_caret_is_followed_and_the_way_back_leads_to_it(show, caret, words):
    page = show(noted(WORDS))
    page.place_caret(caret)
    assert page.following.follow()
    assert page.caret() == page.content.text.index(words)
    assert page.following.follow()
    assert page.caret() == (18 if words == "The first" else 30)


def test_where_a_paragraph_has_no_note_nothing_moves(show):
    page = show(noted(WORDS, "Another paragraph."))
    page.place_caret(page.content.text.index("Another"))
    assert not page.following.follow()
    assert page.caret() == page.content.text.index("Another")

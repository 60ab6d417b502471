"""The pages of a PDF as their reader uses them: drag, click, press keys; caret and selection are the text's."""

import os
import signal

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from driving import press
from glossator.reading.facsimile import Drawn
from glossator.views.facsimile.pictures import Pictures
from glossator.views.page.lanes import PageTag
from glossator.views.theme import theme

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

FIRST = ("Nobody called the meeting a breakthrough.", "The northern government holds", "that pilotage must come first.")
SECOND = ("Two hazards stand out.", "A pause freezes the harbour.")
PAGES = (FIRST, SECOND)
MANY = tuple((f"Page {number} begins here.", *("A line of words like others.",) * 30) for number in range(1, 21))


def edge(view, offset, *, right=False):
    """Return a point at the left or right edge of a character."""
    rect = view.rects(offset, offset + 1)[0]
    return QPoint(round(rect.right() if right else rect.left()), round(rect.center().y()))


def span_of(view, words):
    start = view.page.content.text.index(words)
    return start, start + len(words)


def drag(view, start, end, held=NONE):
    QTest.mousePress(view.viewport(), LEFT, held, start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, held, end)


def click(view, point, held=NONE):
    QTest.mouseClick(view.viewport(), LEFT, held, point)


def colour(view, point):
    return view.viewport().grab().toImage().pixelColor(point)


def above_letters(view, words):
    """Return a point of a word's tint where no letter of small height reaches."""
    rect = view.rects(*span_of(view, words))[0]
    return QPoint(round(rect.center().x()), round(rect.top()) + 1)


def darkest_in(view, rect):
    """Return how light the darkest pixel of a rectangle is."""
    seen = view.viewport().grab(rect).toImage()
    return min(seen.pixelColor(x, y).lightness() for x in range(seen.width()) for y in range(seen.height()))


def multiplied(one: QColor, other: QColor) -> tuple[int, int, int]:
    return tuple(round(a * b / 255) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_a_drag_over_a_word_selects_it_in_the_text(facsimile):
    view = facsimile(PAGES)
    start, end = span_of(view, "northern")
    drag(view, edge(view, start), edge(view, end - 1, right=True))
    assert view.page.selection() == (start, end)


def test_a_drag_over_two_lines_selects_the_words_between(facsimile):
    view = facsimile(PAGES)
    start, end = span_of(view, "government holds that pilotage")
    drag(view, edge(view, start), edge(view, end - 1, right=True))
    assert view.page.selection() == (start, end)


def test_a_double_click_selects_the_word_and_a_third_its_paragraph(facsimile):
    view = facsimile(PAGES)
    start, end = span_of(view, "hazards")
    view.reveal(start, end)
    point = (edge(view, start) + edge(view, end - 1, right=True)) / 2
    click(view, point)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, point)
    assert view.page.selection() == (start, end)
    click(view, point)
    assert view.page.selection() == span_of(view, " ".join(SECOND))


def test_a_drag_after_a_double_click_goes_on_word_by_word(facsimile):
    view = facsimile(PAGES)
    start, _ = span_of(view, "northern")
    within, end = span_of(view, "government")
    point = edge(view, start + 3)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, point)
    QTest.mouseMove(view.viewport(), edge(view, within + 2))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, edge(view, within + 2))
    assert view.page.selection() == (start, end)


def test_shift_and_a_click_move_the_selections_end(facsimile):
    view = facsimile(PAGES)
    start, end = span_of(view, "The northern government")
    click(view, edge(view, start))
    click(view, edge(view, end - 1, right=True), SHIFT)
    assert view.page.selection() == (start, end)


def test_arrows_with_shift_select_letters_and_lines_as_they_are_printed(facsimile):
    view = facsimile(PAGES)
    start, _ = span_of(view, "The northern")
    click(view, edge(view, start))
    press("Shift+Right", "Shift+Right", "Shift+Right")
    assert view.page.selection() == (start, start + 3)
    press("Home", "Shift+Down")
    assert view.page.selection() == (start, view.page.content.text.index("that pilotage"))


def test_end_goes_to_the_end_of_the_printed_line(facsimile):
    view = facsimile(PAGES)
    click(view, edge(view, span_of(view, "northern")[0]))
    press("End")
    assert view.page.caret() == span_of(view, "holds")[1]


def test_down_from_a_pages_last_line_goes_on_to_the_next_page(facsimile):
    view = facsimile(PAGES)
    click(view, edge(view, span_of(view, "that pilotage")[0]))
    press("Down")
    assert view.page.caret() == span_of(view, "Two hazards")[0]


def test_a_tag_tints_the_words_and_the_letters_stay(facsimile):
    view = facsimile(PAGES)
    words = "northern government"
    view.page.set_tags([PageTag("one", "position", (span_of(view, words),))])
    tint = theme("light").kind("position").tint
    assert colour(view, above_letters(view, words)).getRgb()[:3] == multiplied(QColor("white"), tint)
    assert darkest_in(view, view.rects(*span_of(view, words))[0].toAlignedRect()) < 60


def test_words_beside_a_tag_have_no_tint(facsimile):
    view = facsimile(PAGES)
    view.page.set_tags([PageTag("one", "position", (span_of(view, "northern"),))])
    assert colour(view, above_letters(view, "holds")) == QColor("white")


def test_a_tag_that_is_added_later_is_painted_where_its_words_are(facsimile):
    view = facsimile(PAGES)
    view.viewport().grab()
    view.page.add_tag(PageTag("one", "risk", (span_of(view, "pilotage"),)))
    tint = theme("light").kind("risk").tint
    assert colour(view, above_letters(view, "pilotage")).getRgb()[:3] == multiplied(QColor("white"), tint)


def test_in_a_dark_theme_the_paper_is_dimmed_and_letters_can_be_read_on_it(facsimile):
    view = facsimile(PAGES, colours="dark")
    rect = view.rects(*span_of(view, "northern"))[0]
    paper = colour(view, QPoint(round(rect.left()), round(rect.bottom()) + 3))
    assert 150 < paper.lightness() < 220
    assert paper.lightness() - darkest_in(view, rect.toAlignedRect()) > 120


def test_a_press_on_a_tag_tells_of_the_innermost(facsimile, qtbot):
    view = facsimile(PAGES)
    outer, inner = span_of(view, "northern government"), span_of(view, "government")
    view.page.set_tags([PageTag("outer", "risk", (outer,)), PageTag("inner", "claim", (inner,))])
    with qtbot.waitSignal(view.page.tag_pressed) as pressed:
        click(view, edge(view, inner[0] + 4))
    assert pressed.args == ["inner"]


def test_the_mouse_over_a_tag_tells_that_it_is_there(facsimile, qtbot):
    view = facsimile(PAGES)
    start, end = span_of(view, "government")
    view.page.set_tags([PageTag("one", "claim", ((start, end),))])
    with qtbot.waitSignal(view.page.tag_hovered) as hovered:
        QTest.mouseMove(view.viewport(), edge(view, start + 4))
    assert hovered.args == ["one"]


def test_what_is_out_of_view_is_brought_into_it(facsimile):
    view = facsimile(MANY)
    start, end = span_of(view, "Page 15 begins")
    assert not view.page.is_in_view(start, end)
    assert view.page.reveal(start, end)
    assert view.page.is_in_view(start, end)
    assert not view.page.reveal(start, end)


def test_a_page_key_scrolls_and_takes_the_caret_along(facsimile):
    view = facsimile(MANY)
    click(view, edge(view, span_of(view, "Page 1 begins")[0]))
    top = view.top
    press("PgDown")
    assert view.top > top + 300
    assert view.is_in_view(view.page.caret(), view.page.caret())
    assert view.page.caret() > 100


def test_control_and_end_show_the_last_page(facsimile, qtbot):
    view = facsimile(MANY)
    press("Ctrl+End")
    assert view.page.caret() == len(view.page.content.text)
    assert view.is_in_view(view.page.caret() - 1, view.page.caret())
    qtbot.waitUntil(lambda: view.book.is_still)
    assert view.book.pictures.of(19) is not None


def test_pages_that_nobody_looks_at_are_not_drawn(facsimile):
    view = facsimile(MANY)
    assert view.book.pictures.of(0) is not None
    assert view.book.pictures.of(15) is None


def test_zoom_keeps_what_is_read_in_the_middle_and_draws_it_sharp(facsimile, qtbot):
    view = facsimile(MANY)
    start, _ = span_of(view, "Page 8 begins")
    view.go_to(start)
    before = view.place_of(start).center().y() - view.top
    view.zoom_by(3)
    after = view.place_of(start).center().y() - view.top
    assert abs(after - before) < 40
    qtbot.waitUntil(lambda: view.book.is_still)
    page = view.book.places.page_of(start)
    assert view.book.pictures.of(page).image.width() == round(view.pages.rect(page).width())


def test_control_and_the_wheel_zoom(facsimile):
    view = facsimile(PAGES)
    at = QPointF(100, 100)
    turned = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), turned)
    assert view.zoom == pytest.approx(1.15)


def test_a_drag_below_the_edge_scrolls_and_goes_on_selecting(facsimile, qtbot):
    view = facsimile(MANY)
    start, _ = span_of(view, "Page 1 begins")
    QTest.mousePress(view.viewport(), LEFT, NONE, edge(view, start))
    QTest.mouseMove(view.viewport(), QPoint(200, view.viewport().height() + 60))
    qtbot.waitUntil(lambda: view.top > 900)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, QPoint(200, view.viewport().height() + 60))
    selected = view.page.selection()
    assert selected[0] == start
    assert selected[1] > span_of(view, "Page 2 begins")[0]


def test_copying_takes_the_texts_words(facsimile):
    view = facsimile(PAGES)
    start, end = span_of(view, "northern government")
    drag(view, edge(view, start), edge(view, end - 1, right=True))
    press("Ctrl+C")
    assert QApplication.clipboard().text() == "northern government"


def test_a_line_beside_the_letters_joins_the_passages_of_the_current_tag(facsimile):
    view = facsimile(PAGES)
    first, last = span_of(view, "Nobody"), span_of(view, "that pilotage")
    view.page.set_tags([PageTag("one", "risk", (first, last))])
    above, below = view.rects(*first)[0], view.rects(*last)[0]
    beside = QPoint(round(above.left()) - 12, round((above.center().y() + below.center().y()) / 2))
    assert colour(view, beside) == QColor("white")
    view.page.set_current("one")
    assert colour(view, beside) == theme("light").kind("risk").mark


def test_tags_beyond_the_lanes_are_counted_beside_their_line(facsimile):
    view = facsimile(PAGES)
    span = span_of(view, "The northern government holds")
    view.page.set_tags([PageTag(str(number), "risk", (span,)) for number in range(4)])
    right = view.rects(*span)[0]
    beside = QRect(round(right.right()) + 9, round(right.top()), 14, round(right.height()))
    assert darkest_in(view, beside) == 255
    view.page.set_tags([PageTag(str(number), "risk", (span,)) for number in range(6)])
    assert darkest_in(view, beside) < 160


def test_places_of_another_text_are_not_used_and_that_is_said(facsimile, qtbot):
    view = facsimile(PAGES)
    with qtbot.waitSignal(view.book.troubled) as troubled:
        view.book.set_text("of another text")
        view.book.read_places({})
    assert troubled.args[0].what == "tags are not shown on the pages"
    assert view.book.places is None
    drag(view, QPoint(100, 100), QPoint(300, 100))
    assert view.page.selection() is None


def test_a_shorter_limit_of_memory_keeps_the_pages_seen_last_and_those_in_view():
    page = Drawn(0, 10, 10, 10, 40, b"\xff" * 400)
    pictures = Pictures(1000)
    for number in range(4):
        pictures.put(page._replace(page=number), keep=(0,))
    assert [number for number in range(4) if pictures.of(number) is not None] == [0, 3]
    assert pictures.size == 800


def test_the_child_that_ended_is_started_again_and_the_page_is_drawn(facsimile, qtbot):
    view = facsimile(MANY)
    former = view.book.child
    os.kill(former, signal.SIGKILL)
    view.go_to(span_of(view, "Page 12 begins")[0])
    qtbot.waitUntil(lambda: view.book.is_still and view.book.pictures.of(11) is not None)
    assert view.book.child != former

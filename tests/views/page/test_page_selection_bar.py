"""The bar that a selection brings up."""

import pytest
from page_contents import KINDS, SENTENCE, content_of, long_content
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest

from glossator.views.page.selection_bar import SelectionBar

PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(page):
    return SelectionBar(page)


def covered(page, bar):
    """Return the rectangles of text that the bar stands on."""
    place = QRectF(bar.geometry().translated(-page.viewport().pos()))
    return [rect for rect in page.rects(0, len(page.content.text)) if rect.intersects(place)]


def test_a_selection_brings_the_bar_and_its_end_takes_it_away(show, bar):
    page = show(SENTENCE)
    page.select(4, 12)
    shown = bar.isVisible()
    page.place_caret(3)
    assert (shown, bar.isVisible()) == (True, False)


@pytest.mark.parametrize("width", [420, 560, 700, 800, 1_000, 1_500])
def test_the_bar_never_stands_on_text(show, bar, width):
    page = show(*[SENTENCE * 3] * 12)
    page.resize(width, 600)
    stood_on = []
    for start in range(0, 3_000, 130):
        page.select(start, start + 60)
        page.viewport().repaint()
        assert bar.isVisible()
        stood_on += covered(page, bar)
    assert stood_on == []


def test_where_the_margin_is_wide_the_bar_has_words(show, bar):
    page = show(SENTENCE)
    page.resize(1_600, 600)
    page.select(4, 12)
    assert bar.width() > 250


def test_where_the_margin_is_narrow_the_bar_has_letters_below_one_another(show, bar):
    page = show(*[SENTENCE * 3] * 12)
    page.resize(700, 600)
    page.select(4, 12)
    assert bar.height() == 4 * 28
    assert bar.width() < 60


def test_after_the_last_line_the_bar_stands_below_the_selection(show, bar):
    page = show(SENTENCE)
    page.resize(720, 600)
    page.select(84, 94)
    assert bar.y() > page.rects(84, 94)[0].bottom()
    assert covered(page, bar) == []


def test_a_press_tells_the_kind_and_leaves_the_focus(show, bar, qtbot):
    page = show(SENTENCE)
    page.select(4, 12)
    cells = [cell for _, cell in bar.cells()]
    told = []
    bar.pressed.connect(told.append)
    for cell in cells:
        QTest.mouseClick(bar, LEFT, PLAIN, cell.center())
    assert told == [kind.key for kind in KINDS]
    assert (page.hasFocus(), page.selection()) == (True, (4, 12))


def test_the_bar_goes_with_the_selection_when_the_page_scrolls(show, bar):
    page = show(long_content())
    page.select(200, 240)
    before = bar.y()
    page.verticalScrollBar().setValue(60)
    assert before - bar.y() == 60
    page.verticalScrollBar().setValue(4_000)
    assert not bar.isVisible()


def test_the_bar_waits_until_a_drag_has_ended(show, bar, qtbot):
    page = show(SENTENCE)
    start, end = (page.rects(at, at + 1)[0].center().toPoint() for at in (4, 20))
    QTest.mousePress(page.viewport(), LEFT, PLAIN, start)
    QTest.mouseMove(page.viewport(), end)
    QTest.mouseRelease(page.viewport(), LEFT, PLAIN, end)
    qtbot.waitUntil(bar.isVisible)


def test_a_page_without_kinds_has_no_bar(page, bar):
    page.show_content(content_of(SENTENCE), kinds=())
    page.select(4, 12)
    assert not bar.isVisible()


def test_the_bar_is_painted_and_follows_the_pointer(show, bar):
    page = show(SENTENCE)
    page.select(4, 12)
    before = bar.grab().toImage()
    QTest.mouseMove(bar, next(bar.cells())[1].center())
    assert bar.grab().toImage() != before
    QTest.mouseMove(page, QPoint(1, 1))

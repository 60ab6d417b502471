"""The overview strip beside the page."""

import pytest
from page_contents import KINDS, content_of, long_content, tag
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from glossator.views.page.strip import OverviewStrip
from glossator.views.theme import theme

LIGHT = theme("light")
PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def strip(show, qtbot):
    strip = OverviewStrip()
    qtbot.addWidget(strip)
    strip.resize(strip.width(), 600)
    strip.set_page(show(long_content(400)))
    strip.show()
    qtbot.waitExposed(strip)
    return strip


def colours(strip, y):
    image = strip.grab().toImage()
    return [image.pixelColor(x, y).name() for x in range(strip.width())]


def test_a_tag_in_the_middle_of_the_text_is_in_the_middle_of_the_strip(strip, page):
    half = len(page.content.text) // 2
    page.set_tags([tag("a", "risk", (half, half + 50))])
    assert colours(strip, 301).count(LIGHT.kind("risk").mark.name()) == 9
    assert LIGHT.kind("risk").mark.name() not in colours(strip, 290)


def test_tags_of_two_kinds_at_one_place_share_the_width(strip, page):
    half = len(page.content.text) // 2
    page.set_tags([tag("a", "risk", (half, half + 50)), tag("b", "claim", (half, half + 90))])
    row = colours(strip, 301)
    assert [row.count(LIGHT.kind(kind).mark.name()) for kind in ("risk", "claim")] in ([4, 5], [5, 4])


def test_one_tag_added_changed_and_removed_is_seen_at_once(strip, page):
    half = len(page.content.text) // 2
    strip.grab()
    seen = []
    for act in (
        lambda: page.add_tag(tag("a", "risk", (half, half + 50))),
        lambda: page.replace_tag(tag("a", "claim", (half, half + 50))),
        lambda: page.remove_tag("a"),
    ):
        act()
        row = colours(strip, 301)
        seen.append([kind.key for kind in KINDS if LIGHT.kind(kind.key).mark.name() in row])
    assert seen == [["risk"], ["claim"], []]


def test_the_last_tag_of_the_text_is_still_on_the_strip(strip, page):
    length = len(page.content.text)
    page.set_tags([tag("a", "risk", (length - 1, length))])
    assert LIGHT.kind("risk").mark.name() in colours(strip, 598)


def test_a_hit_of_the_search_is_on_the_strip(strip, page):
    half = len(page.content.text) // 2
    page.set_hits([(half, half + 5)], 0)
    assert LIGHT.find.name() in colours(strip, 301)


def test_a_click_goes_there_and_a_drag_goes_along(strip, page):
    QTest.mousePress(strip, LEFT, PLAIN, QPoint(5, 300))
    half = len(page.content.text) // 2
    assert page.is_in_view(half, half + 1)
    QTest.mouseMove(strip, QPoint(5, 150))
    assert page.is_in_view(half // 2, half // 2 + 1)
    QTest.mouseRelease(strip, LEFT, PLAIN, QPoint(5, 150))


def test_what_is_in_view_is_marked_where_it_is(strip, page):
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    top, bottom = strip.view_extent()
    assert (top > 570, bottom) == (True, 600)


def test_a_text_that_fits_stands_beside_its_own_lines(strip, page):
    page.show_content(content_of("One.", "Two.", "Three."), kinds=KINDS)
    assert strip.pixels(0, 1)[0] < strip.pixels(10, 11)[0] < page.page_layout.documentSize().height()


def test_a_strip_without_a_page_is_empty(qtbot):
    strip = OverviewStrip()
    qtbot.addWidget(strip)
    QTest.mouseClick(strip, LEFT, PLAIN, QPoint(5, 5))
    assert strip.view_extent() == (0, 0)

"""Reading places: what is on the screen stays where it is while heights, sizes and windows change."""

import pytest
from page_contents import KINDS, content_of, long_content, tag
from PySide6.QtCore import QPoint

from glossator.model.document import Content
from glossator.views.page.style import PageStyle


def top_of(page, offset):
    return page.rects(offset, offset + 1)[0].top()


def on_screen(page):
    """Return the viewport's pixels as they stand on the screen, without painting it anew."""
    window = page.window()
    corner = page.viewport().mapTo(window, QPoint(0, 0))
    image = window.screen().grabWindow(window.winId()).toImage()
    return image.copy(corner.x(), corner.y(), page.viewport().width(), page.viewport().height())


@pytest.fixture
def deep(show):
    """Show a long text, far from its beginning, with heights that are not yet exact."""
    page = show(long_content(1_500))
    page.pause_settling()
    page.go_to(len(page.content.text) // 2)
    page.viewport().repaint()
    page.pause_settling()
    return page


def test_the_text_does_not_move_while_heights_become_exact(deep):
    offset = deep.first_visible() + 100
    before = top_of(deep, offset)
    tops = set()
    while not deep.settled():
        deep.scroll.settle_slice()
        tops.add(top_of(deep, offset))
    assert tops == {before}


def test_heights_become_exact_by_themselves(deep, qtbot):
    deep.viewport().update()
    qtbot.waitUntil(deep.settled, timeout=20_000)


def test_exact_heights_are_those_that_laying_out_gives(deep, qtbot):
    deep.viewport().update()
    qtbot.waitUntil(deep.settled, timeout=20_000)
    layout = deep.page_layout
    total = layout.column.total()
    for piece in range(0, len(layout.border), 7):
        layout.laid(piece)
    assert layout.column.total() == total


def test_scrolling_over_estimates_paints_what_painting_anew_gives(deep, qtbot):
    deep.set_tags([tag(str(start), "claim", (start, start + 60)) for start in range(0, 150_000, 90)])
    deep.tags_at(0)
    deep.viewport().repaint()
    differing = []
    for step in (3, 3, -3, 350, -400, 41, -37, 500, -900, 7):
        deep.pause_settling()
        bar = deep.verticalScrollBar()
        bar.setValue(bar.value() + step)
        qtbot.wait(1)
        shown = on_screen(deep)
        deep.viewport().repaint()
        if shown != on_screen(deep):
            differing.append(step)
    assert differing == []


def test_a_small_step_moves_the_text_by_just_that(deep):
    offset = deep.first_visible() + 300
    moved = []
    for _ in range(30):
        before = top_of(deep, offset)
        deep.verticalScrollBar().setValue(deep.scroll.top - 20)
        deep.viewport().repaint()
        deep.pause_settling()
        moved.append(top_of(deep, offset) - before)
    assert set(moved) == {20}


@pytest.mark.parametrize(
    "style",
    [PageStyle("Source Serif Pro", 21.0), PageStyle("Source Serif Pro", 9.0), PageStyle("Source Serif Pro", 15.0, 2.0)],
    ids=["larger", "smaller", "wider lines"],
)
def test_the_place_is_kept_by_another_style_to_the_character(deep, style):
    offset, below = deep.place()
    deep.set_style(style)
    deep.viewport().repaint()
    first = deep.page_layout.border.to_offset(deep.page_layout.document().findBlock(0).position())
    assert first == 0
    laid_line = list(deep.rects(offset, offset + 1))
    assert laid_line[0].top() == pytest.approx(below + deep.page_layout.metric(0).box_top, abs=1)


def test_a_place_comes_back_to_the_pixel(deep):
    place = deep.place()
    expected = top_of(deep, place[0] + 400)
    deep.show_content(deep.content, kinds=KINDS)
    deep.restore_place(place)
    deep.viewport().repaint()
    assert (deep.place(), top_of(deep, place[0] + 400)) == (place, expected)


def test_a_place_near_the_end_comes_back_too(show):
    page = show(long_content(800))
    page.go_to(len(page.content.text) - 500)
    page.viewport().repaint()
    place = page.place()
    page.show_content(page.content, kinds=KINDS)
    page.restore_place(place)
    page.viewport().repaint()
    assert page.place() == place


def test_a_wider_window_breaks_no_line_anew(show):
    page = show(long_content(50))
    page.resize(900, 600)
    lines = [len(page.rects(start, start + 200)) for start in range(0, 3_000, 200)]
    page.resize(1_400, 600)
    assert [len(page.rects(start, start + 200)) for start in range(0, 3_000, 200)] == lines


def test_the_column_stands_in_the_middle(show):
    page = show(long_content(5))
    for width in (801, 1_100, 1_400):
        page.resize(width, 600)
        layout = page.page_layout
        left, right = layout.origin, page.viewport().width() - layout.origin - layout.type.width
        assert abs(left - right) <= 1


def test_a_narrow_window_wraps_inside_itself_and_keeps_the_place(deep):
    offset, _ = deep.place()
    deep.resize(400, 600)
    deep.viewport().repaint()
    assert max(rect.right() for rect in deep.rects(offset, offset + 400)) < deep.viewport().width()
    assert deep.is_in_view(offset, offset + 1)


def test_revealing_what_is_in_view_does_nothing(deep):
    offset, _ = deep.place()
    top = deep.scroll.top
    assert not deep.reveal(offset + 300, offset + 310)
    assert deep.scroll.top == top


def test_revealing_what_is_out_of_view_brings_it_to_a_comfortable_place(deep):
    assert deep.reveal(3_000, 3_010)
    deep.viewport().repaint()
    assert 0.2 < top_of(deep, 3_000) / deep.viewport().height() < 0.4


def test_out_of_view_is_not_in_view(deep):
    assert not deep.is_in_view(0, 10)
    assert deep.is_in_view(deep.first_visible() + 10, deep.first_visible() + 20)


def test_scrolling_tells_the_first_visible_offset(deep, qtbot):
    with qtbot.waitSignal(deep.view_moved) as moved:
        deep.verticalScrollBar().setValue(deep.scroll.top + 500)
    assert moved.args == [deep.first_visible()]


def test_settling_tells_no_movement(deep, qtbot):
    with qtbot.assertNotEmitted(deep.view_moved):
        while not deep.settled():
            deep.scroll.settle_slice()


def test_a_paragraph_of_a_million_characters_is_shown_at_its_middle(show):
    page = show(Content("word and more " * 75_000))
    page.go_to(525_000)
    page.viewport().repaint()
    assert page.is_in_view(525_000, 525_010)
    assert page.rects(525_000, 525_004)


def test_the_rectangles_of_everything_are_only_those_near_the_view(deep):
    rects = deep.rects(0, len(deep.content.text))
    assert 0 < len(rects) < 300


def test_one_long_document_after_another_settles_anew(show, qtbot):
    page = show(long_content(300))
    qtbot.waitUntil(page.settled, timeout=20_000)
    page.show_content(content_of(*["Another."] * 500), kinds=KINDS)
    assert not page.settled()
    qtbot.waitUntil(page.settled, timeout=20_000)


def test_names_of_speakers_and_the_byline_are_whole_after_small_steps(show, qtbot):
    turns = [(f"What was said, number {number}.", "turn", {"speaker": "Chair"}) for number in range(60)]
    page = show(("Minutes", "heading", {"level": 1}), *turns, byline="19 May")
    differing = []
    for step in (3, 9, 20, 3, 3, 40, 11, -5, -20, -64, 7):
        page.verticalScrollBar().setValue(page.scroll.top + step)
        qtbot.wait(1)
        shown = on_screen(page)
        page.viewport().repaint()
        if shown != on_screen(page):
            differing.append(step)
    assert differing == []

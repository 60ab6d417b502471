"""What is painted: asserted on pixels at known places of the packaged faces, and on geometry where directions mix."""

import pytest
from page_contents import SENTENCE, content_of, long_content, span_of, tag
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtTest import QTest

from glossator.model.document import Content, Span
from glossator.views.page.shown import Stretch
from glossator.views.page.strokes import lane_offset
from glossator.views.theme import theme

LIGHT = theme("light")


class _Recorder(QObject):
    """Record which rectangles are painted."""

    def __init__(self, parent, painted):
        super().__init__(parent)
        self._painted = painted

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self._painted.append(event.rect())
        return False


def image_of(page):
    page.viewport().repaint()
    return page.viewport().grab().toImage()


def count_of(image, rect, colour):
    """Count the pixels of a colour inside a rectangle."""
    wanted = colour.rgb()
    whole = rect.toRect()
    return sum(
        image.pixel(x, y) == wanted
        for x in range(max(0, whole.left()), min(image.width(), whole.right() + 1))
        for y in range(max(0, whole.top()), min(image.height(), whole.bottom() + 1))
    )


def rect_of(page, span):
    return page.rects(*span)[0]


def lane_rows(page, span, lane):
    """Return the strip of pixels that the underline of a lane takes under a span's first line."""
    rect, metric = rect_of(page, span), page.page_layout.metric(0)
    top = rect.top() - metric.box_top + metric.baseline + lane_offset(metric.em, lane)
    return QRectF(rect.left(), top, rect.width(), 2)


@pytest.mark.parametrize("kind", ["risk", "position", "claim", "note"])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_tag_has_its_kinds_tint_behind_the_text(show, kind, name):
    page = show(SENTENCE, tags=[tag("a", kind, (4, 23))])
    page.set_theme(theme(name))
    tint = theme(name).kind(kind).tint
    image = image_of(page)
    assert count_of(image, rect_of(page, (4, 23)), tint) > 800
    assert count_of(image, rect_of(page, (30, 40)), tint) == 0


def test_the_ink_of_the_letters_stands_on_the_tint(show):
    page = show(SENTENCE, tags=[tag("a", "claim", (4, 23))])
    assert count_of(image_of(page), rect_of(page, (4, 23)), LIGHT.ink) > 20


@pytest.mark.parametrize(
    ("kind", "share"),
    [("risk", (0.97, 1.0)), ("claim", (0.4, 0.6)), ("note", (0.55, 0.75))],
    ids=["solid", "dotted", "dashed"],
)
def test_each_kind_has_a_line_style_of_its_own(show, kind, share):
    page = show("mmmmmmmmmmmmmmmmmmmm", tags=[tag("a", kind, (0, 20))])
    rows = lane_rows(page, (0, 20), 0).adjusted(1, 0, -1, 0)
    inked = count_of(image_of(page), rows, LIGHT.kind(kind).mark) / (rows.toRect().width() * rows.toRect().height())
    assert share[0] <= inked <= share[1]


def test_a_position_has_a_double_line(show):
    page = show("mmmmmmmmmmmm", tags=[tag("a", "position", (0, 12))])
    image = image_of(page)
    rect, metric = rect_of(page, (0, 12)), page.page_layout.metric(0)
    x = round(rect.center().x())
    top = round(rect.top() - metric.box_top + metric.baseline + lane_offset(metric.em, 0))
    mark = LIGHT.kind("position").mark.rgb()
    assert [image.pixel(x, top + y) == mark for y in range(3)] == [True, False, True]


def test_the_tint_of_the_shortest_of_overlapping_tags_lies_on_top(show):
    page = show(SENTENCE, tags=[tag("outer", "risk", (0, 40)), tag("inner", "position", (10, 20))])
    image = image_of(page)
    assert count_of(image, rect_of(page, (11, 19)), LIGHT.kind("risk").tint) == 0
    assert count_of(image, rect_of(page, (11, 19)), LIGHT.kind("position").tint) > 300
    assert count_of(image, rect_of(page, (24, 36)), LIGHT.kind("risk").tint) > 300


def test_equal_spans_show_both_their_lines(show):
    page = show(SENTENCE, tags=[tag("a", "risk", (0, 20)), tag("b", "claim", (0, 20))])
    image = image_of(page)
    assert count_of(image, lane_rows(page, (0, 20), 0), LIGHT.kind("risk").mark) > 100
    assert count_of(image, lane_rows(page, (0, 20), 1), LIGHT.kind("claim").mark) > 50


def test_a_line_on_another_kinds_tint_keeps_a_hair_of_paper(show):
    page = show("mmmmmmmmmmmmmmmmmmmm", tags=[tag("outer", "risk", (0, 20)), tag("inner", "position", (5, 10))])
    image = image_of(page)
    rect = rect_of(page, (6, 9))
    above = lane_rows(page, (6, 9), 0).top() - 1
    assert image.pixel(round(rect.center().x()), round(above)) == LIGHT.paper.rgb()


def test_a_fifth_tag_is_counted_in_the_margin(show):
    four = [tag(str(number), "risk", (0, 20)) for number in range(4)]
    page = show(SENTENCE, tags=four)
    layout = page.page_layout
    margin = QRectF(layout.origin + layout.type.width + 4, rect_of(page, (0, 20)).top(), 40, 26)
    before = count_of(image_of(page), margin, LIGHT.paper)
    page.add_tag(tag("fifth", "claim", (0, 20)))
    assert count_of(image_of(page), margin, LIGHT.paper) < before


def test_the_current_tag_is_outlined_and_no_other(show):
    page = show(SENTENCE, tags=[tag("a", "risk", (4, 23)), tag("b", "claim", (30, 40))])
    page.set_current("a")
    image = image_of(page)
    mark = LIGHT.kind("risk").mark
    above = rect_of(page, (4, 23)).adjusted(8, -2, -8, 0)
    above.setHeight(2)
    assert count_of(image, above, mark) > 100
    page.set_current(None)
    assert count_of(image_of(page), above, mark) == 0


def test_the_hovered_tag_is_outlined_at_half_strength(show):
    page = show(SENTENCE, tags=[tag("a", "risk", (4, 23))])
    page.set_hovered("a")
    rect = rect_of(page, (4, 23))
    pixel = image_of(page).pixelColor(round(rect.center().x()), round(rect.top()) - 1)
    mark, paper = LIGHT.kind("risk").mark, LIGHT.paper
    assert abs(pixel.red() - (mark.red() + paper.red()) / 2) < 12
    assert abs(pixel.green() - (mark.green() + paper.green()) / 2) < 12


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_current_tag_stands_out_among_those_that_are_marked(show, name):
    page = show(SENTENCE, tags=[tag("a", "risk", (4, 23)), tag("b", "risk", (30, 40))])
    page.set_theme(theme(name))
    page.set_marked(frozenset("ab"))
    page.set_current("a")
    image, mark = image_of(page), theme(name).kind("risk").mark
    above = [rect_of(page, span).adjusted(8, -2, -8, 0) for span in ((4, 23), (30, 40))]
    for one in above:
        one.setHeight(2)
    assert count_of(image, above[0], mark) > 100
    assert count_of(image, above[1], mark) == 0
    assert count_of(image, above[1], theme(name).paper) == 0


def read_margin(page, span):
    """Return the margin beside a span's lines in which what is read is marked."""
    rects = page.rects(*span)
    return QRectF(0, rects[0].top(), page.page_layout.origin - 24, rects[-1].bottom() - rects[0].top())


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_is_read_has_a_quiet_line_in_the_margin(show, name):
    page = show(SENTENCE, SENTENCE)
    page.set_theme(theme(name))
    stretch = Stretch(0, 95)
    beside, below = read_margin(page, (0, 95)), read_margin(page, (96, 190))
    page.add_read(stretch)
    image, empty = image_of(page), int(beside.width()) * int(beside.height())
    assert empty - 90 < count_of(image, beside, theme(name).paper) < empty + beside.width() + beside.height() - 20
    assert count_of(image, below, theme(name).paper) >= int(below.width()) * int(below.height())
    page.remove_read(stretch)
    assert len(page.shown.read) == 0


def test_a_stretch_that_is_read_paints_only_its_lines(show, qtbot):
    page = show(SENTENCE, SENTENCE)
    painted = []
    page.viewport().installEventFilter(_Recorder(page, painted))
    page.add_read(Stretch(0, 95))
    qtbot.waitUntil(lambda: bool(painted))
    assert all(rect.bottom() < rect_of(page, (96, 100)).bottom() for rect in painted)


def test_the_hint_is_a_hairline_beside_its_lines(show):
    page = show(SENTENCE, SENTENCE)
    page.set_hint((0, 95))
    rect = rect_of(page, (0, 10))
    margin = QRectF(0, rect.top(), page.page_layout.origin - 4, rect.height())
    assert count_of(image_of(page), margin, LIGHT.dim) == 26
    page.set_hint(None)
    assert count_of(image_of(page), margin, LIGHT.dim) == 0


def test_the_passages_of_the_current_tag_are_joined_in_the_margin(show):
    page = show(SENTENCE, "Between.", SENTENCE, tags=[tag("a", "risk", (4, 23), (110, 120))])
    between = page.rects(97, 100)[0]
    margin = QRectF(0, between.top(), page.page_layout.origin - 4, between.height())
    assert count_of(image_of(page), margin, LIGHT.kind("risk").mark) == 0
    page.set_current("a")
    assert count_of(image_of(page), margin, LIGHT.kind("risk").mark) == between.height()


def test_hits_and_the_selection_have_their_colours(show):
    page = show(SENTENCE)
    page.set_hits([(4, 12), (30, 40)], 0)
    page.select(13, 23)
    image = image_of(page)
    assert count_of(image, rect_of(page, (30, 40)), LIGHT.find) > 300
    assert count_of(image, rect_of(page, (14, 22)), LIGHT.selection) > 300


def test_the_caret_is_seen_in_a_page_that_is_only_read(show):
    page = show(SENTENCE)
    page.place_caret(4)
    rect = rect_of(page, (4, 5))
    strip = QRectF(round(rect.left()), rect.top(), 2, 26)
    assert count_of(image_of(page), strip, LIGHT.accent) >= 40


def test_one_tag_more_paints_only_its_lines(show, qtbot):
    page = show(*[SENTENCE * 3] * 8)
    painted = []
    page.viewport().installEventFilter(_Recorder(page, painted))
    page.viewport().update()
    qtbot.waitUntil(lambda: bool(painted) and page.settled())
    painted.clear()
    page.add_tag(tag("a", "risk", (4, 23)))
    qtbot.waitUntil(lambda: bool(painted))
    assert max(rect.height() for rect in painted) < 3 * page.page_layout.type.step


def test_many_tags_are_painted_after_the_text(show, qtbot):
    page = show(long_content(60))
    page.set_tags([tag(str(number), "risk", (number, number + 4)) for number in range(3_000)])
    assert page.shown.wait_for_tags
    qtbot.waitUntil(lambda: not page.shown.wait_for_tags)
    assert count_of(image_of(page), rect_of(page, (4, 23)), LIGHT.kind("risk").tint) > 300


# Directions, marks, forms


def test_a_right_to_left_paragraph_stands_at_the_right(show):
    page = show("قالت الوزارة إن السفن لن تدخل الميناء")
    layout = page.page_layout
    assert page.rects(0, 4)[0].right() == pytest.approx(layout.origin + layout.type.width, abs=2)


def test_a_tag_across_both_directions_has_the_rectangles_that_are_painted(show):
    page = show("abc \u05d0\u05d1\u05d2\u05d3 def")
    first, second = page.rects(2, 7)
    whole = page.rects(0, 12)[0]
    hebrew = page.rects(4, 8)[0]
    # "c " stands at the left; the first three Hebrew letters at the right end of the Hebrew run.
    assert first.left() == pytest.approx(page.rects(2, 3)[0].left(), abs=1)
    assert first.right() <= hebrew.left() + 1
    assert second.right() == pytest.approx(hebrew.right(), abs=1)
    assert second.left() > hebrew.left() + 2
    assert whole.left() == pytest.approx(page.rects(0, 1)[0].left(), abs=1)


def test_a_tag_that_ends_before_a_combining_mark_covers_the_letter(show):
    page = show("cafe\u0301 bar")
    assert page.rects(3, 4)[0].width() >= page.rects(3, 5)[0].width() * 0.9


def test_no_click_lands_inside_an_emoji_of_several_characters(show):
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    page = show(f"ab {family} cd")
    rect = page.rects(3, 8)[0]
    carets = set()
    for step in range(21):
        at = rect.topLeft() + (rect.bottomRight() - rect.topLeft()) * step / 20
        at.setY(rect.center().y())
        QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at.toPoint())
        carets.add(page.caret())
    assert carets <= {2, 3, 8, 9}


def test_chinese_without_blanks_is_wrapped_inside_the_measure(show):
    page = show("海峡の会談は再開された" * 20)
    layout = page.page_layout
    rects = page.rects(0, 220)
    assert len(rects) > 4
    assert max(rect.right() for rect in rects) <= layout.origin + layout.type.width + 1


@pytest.mark.parametrize(
    "odd",
    ["a\u2028b", "a\u2029b", "a\ufdd0b", "a\ufffcb", "a\rb", "a\tb"],
    ids=["ls", "ps", "fdd0", "object", "cr", "tab"],
)
def test_odd_characters_stay_on_their_line(show, odd):
    page = show(Content(odd))
    first, last = page.rects(0, 1)[0], page.rects(2, 3)[0]
    assert first.top() == last.top()
    assert last.left() > first.left()


def test_a_heading_is_larger_than_the_text(show):
    page = show(("Title", "heading", {"level": 1}), "Text")
    assert page.rects(0, 5)[0].height() > page.rects(6, 10)[0].height() * 1.4


def test_the_byline_makes_room_for_itself_under_the_title(show):
    page = show(("Title", "heading", {"level": 1}), "Text")
    before = page.rects(6, 10)[0].top()
    page.set_byline("Commentary · 12 May")
    assert page.rects(6, 10)[0].top() >= before + 15
    page.set_byline("")
    assert page.rects(6, 10)[0].top() == before


def test_lists_and_quotations_are_indented(show):
    page = show("Text", ("item", "list-item", {"level": 1, "marker": "1."}), ("quote", "quote", {"level": 2}))
    plain, item, quote = (page.rects(start, start + 1)[0].left() for start in (0, 5, 10))
    assert (item - plain, quote - plain) == (30, 60)


def test_a_blank_line_takes_no_more_than_the_gap_of_a_paragraph(show):
    page = show("One.", "", "Two.", "Three.")
    tops = [page.rects(start, start + 1)[0].top() for start in (0, 6, 11)]
    assert tops[1] - tops[0] == tops[2] - tops[1]


def test_hard_wrapped_lines_flow_as_one_paragraph(show):
    page = show(*(("short line", "paragraph", {"group": 1}) for _ in range(4)))
    assert len({rect.top() for rect in page.rects(0, 43)}) == 1


def test_spans_change_how_words_look(show):
    plain = show("plain words here").rects(6, 11)[0].width()
    bold = show(content_of("plain words here", spans=[Span("bold", 6, 11)])).rects(6, 11)[0].width()
    assert bold > plain


def test_a_token_of_code_has_its_colour(show):
    content = content_of(("return x", "code", {}), spans=[Span("token", 0, 6, "k")])
    page = show(content)
    assert count_of(image_of(page), rect_of(page, (0, 6)), LIGHT.accent) > 5


def test_a_tag_changes_nothing_in_the_document(show):
    page = show(SENTENCE)
    page.add_tag(tag("a", "risk", span_of(page.content, "pilotage")))
    assert not page.document().isModified()
    assert not page.document().isUndoAvailable()


def test_tags_painted_one_by_one_look_as_if_all_were_painted_anew(show, qtbot):
    page = show(*[SENTENCE * 2] * 5)
    kinds = ("position", "risk", "claim", "note")
    differing = []
    for number in range(60):
        start = number * 37 % 700
        page.add_tag(tag(str(number % 20), kinds[number % 4], (start, start + 20 + number * 13 % 150)))
        page.set_current(str(number * 7 % 20))
        page.set_hint((start, start + 50))
        if number % 5 == 0:
            page.remove_tag(str(number * 3 % 20))
        qtbot.wait(1)
        shown = page.screen().grabWindow(page.winId()).toImage()
        page.viewport().repaint()
        if shown != page.screen().grabWindow(page.winId()).toImage():
            differing.append(number)
    assert differing == []

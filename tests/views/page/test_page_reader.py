"""Caret, selection, keys, pointer and clipboard of the page, as a reader uses them."""

import pytest
from page_contents import KINDS, SENTENCE, content_of, long_content, span_of, tag
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QCursor, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest

from glossator.model.document import Content, Span

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton

THREE = ("One ship waits.", "Two pilots come aboard.", "Three lamps are lit.")


def middle(page, offset):
    """Return the middle of a character on the viewport."""
    return page.rects(offset, offset + 1)[0].center().toPoint()


def edge(page, offset):
    """Return a point at the left edge of a character."""
    rect = page.rects(offset, offset + 1)[0]
    return QPoint(round(rect.left()), round(rect.center().y()))


def drag(page, start, end):
    QTest.mousePress(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(page.viewport(), end)
    QTest.mouseRelease(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, end)


@pytest.mark.parametrize("key", [*list("rpcnsjkm1?[]"), "R"])
def test_letters_digits_and_signs_reach_the_shortcuts_of_the_window(show, qtbot, key):
    page = show(*THREE)
    shortcut = QShortcut(QKeySequence(f"Shift+{key}" if key == "R" else key), page)
    with qtbot.waitSignal(shortcut.activated, timeout=1000):
        if key == "?":
            QTest.keyClick(page, Qt.Key.Key_Question)
        else:
            QTest.keyClick(page, key.lower(), SHIFT if key == "R" else Qt.KeyboardModifier.NoModifier)


def test_an_arrow_moves_the_caret_in_a_page_that_is_only_read(show, qtbot):
    page = show(*THREE)
    with qtbot.waitSignal(page.caret_moved) as moved:
        QTest.keyClick(page, Qt.Key.Key_Right)
    assert moved.args == [1]


def test_the_caret_counts_code_points_where_qt_counts_more(show):
    page = show("\U0001f600\U0001f600 two")
    QTest.keyClick(page, Qt.Key.Key_End)
    assert page.caret() == 6


def test_shift_and_control_right_select_the_first_word(show):
    page = show(*THREE)
    QTest.keyClick(page, Qt.Key.Key_Right, CTRL | SHIFT)
    assert page.selection() == (0, 4)


def test_control_down_goes_to_the_next_paragraph_and_control_up_back_to_its_beginning(show):
    page = show(*THREE)
    page.place_caret(3)
    carets = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(page, key, CTRL)
        carets.append(page.caret())
    assert carets == [16, 40, 16, 0]


def test_control_shift_down_selects_to_the_next_paragraph(show):
    page = show(*THREE)
    QTest.keyClick(page, Qt.Key.Key_Down, CTRL | SHIFT)
    assert page.selection() == (0, 16)


def test_blank_lines_are_passed_over_by_paragraphs(show):
    page = show("One.", "", "Two.")
    QTest.keyClick(page, Qt.Key.Key_Down, CTRL)
    assert page.caret() == 6


def test_control_a_selects_everything(show):
    page = show(*THREE)
    QTest.keyClick(page, Qt.Key.Key_A, CTRL)
    assert page.selection() == (0, 60)


def test_control_end_and_home_go_to_the_ends_and_show_the_margins(show):
    page = show(long_content())
    QTest.keyClick(page, Qt.Key.Key_End, CTRL)
    bar = page.verticalScrollBar()
    assert (page.caret(), bar.value()) == (len(page.content.text), bar.maximum())
    QTest.keyClick(page, Qt.Key.Key_Home, CTRL)
    assert (page.caret(), bar.value()) == (0, 0)


def test_going_to_the_end_right_after_opening_shows_the_end(show):
    page = show(long_content(2_000))
    QTest.keyClick(page, Qt.Key.Key_End, CTRL)
    page.viewport().repaint()
    last = page.rects(len(page.content.text) - 1, len(page.content.text))[0]
    assert 0 < last.top() < page.viewport().height()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)],
    ids=["space", "page down"],
)
def test_a_page_down_takes_the_caret_with_it(show, key, modifier):
    page = show(long_content())
    page.place_caret(page.first_visible() + 20)
    before = page.scroll.top
    QTest.keyClick(page, key, modifier)
    assert page.scroll.top > before + page.viewport().height() * 0.8
    assert page.is_in_view(page.caret(), page.caret())


def test_shift_space_goes_back_to_where_space_came_from(show):
    page = show(long_content())
    page.go_to(20_000)
    page.place_caret(page.first_visible() + 200, reveal=False)
    before = (page.scroll.top, page.caret())
    QTest.keyClick(page, Qt.Key.Key_Space)
    QTest.keyClick(page, Qt.Key.Key_Space, SHIFT)
    assert (page.scroll.top, page.caret()) == before


def test_space_on_the_last_page_ends_with_the_text(show):
    page = show(*THREE)
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert page.caret() == 60


def test_shift_page_down_selects(show):
    page = show(long_content())
    QTest.keyClick(page, Qt.Key.Key_PageDown, SHIFT)
    start, end = page.selection()
    assert start == 0
    assert end > 500


def test_a_drag_selects_the_words_it_runs_over(show, qtbot):
    page = show(*THREE)
    with qtbot.waitSignal(page.selected):
        drag(page, edge(page, 4), edge(page, 8))
    assert page.selection() == (4, 8)


def test_a_drag_that_begins_in_the_margin_selects(show):
    page = show(*THREE)
    first = page.rects(0, 1)[0]
    drag(page, QPoint(5, round(first.center().y())), edge(page, 8))
    assert page.selection() == (0, 8)


def test_a_drag_out_of_the_viewport_scrolls_on(show, qtbot):
    page = show(long_content())
    start = edge(page, 10)
    QTest.mousePress(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(page.viewport(), QPoint(start.x(), page.viewport().height() - 5))
    below = QPoint(start.x(), page.viewport().height() + 40)
    # While a drag scrolls, Qt asks where the pointer is.
    QCursor.setPos(page.viewport().mapToGlobal(below))
    QTest.mouseMove(page.viewport(), below)
    qtbot.waitUntil(lambda: page.scroll.top > 50)
    QTest.mouseRelease(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    assert page.selection()[0] == 10


def test_a_press_inside_the_selection_begins_a_new_one(show):
    page = show(*THREE)
    page.select(0, 12)
    drag(page, edge(page, 4), edge(page, 8))
    assert page.selection() == (4, 8)


def test_a_double_click_selects_a_word(show):
    page = show(*THREE)
    QTest.mouseDClick(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, middle(page, 5))
    assert page.selection() == (4, 8)


def test_a_third_click_selects_the_paragraph_without_what_ends_it(show):
    page = show(*THREE)
    at = middle(page, 20)
    QTest.mouseDClick(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseClick(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert page.selection() == (16, 39)


def test_a_third_click_selects_a_whole_paragraph_that_was_cut(show):
    words = "word " * 25_000
    page = show("before", words)
    at = middle(page, 12)
    QTest.mouseDClick(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseClick(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    assert page.selection() == (7, 7 + len(words))


def test_shift_and_a_click_select_up_to_there(show):
    page = show(*THREE)
    page.place_caret(4)
    QTest.mouseClick(page.viewport(), LEFT, SHIFT, edge(page, 20))
    assert page.selection() == (4, 20)


def test_selecting_by_offset_scrolls_there_only_when_told(show):
    page = show(long_content())
    page.select(50_000, 50_010, reveal=False)
    assert (page.scroll.top, page.selection()) == (0, (50_000, 50_010))
    page.select(50_000, 50_010)
    assert page.is_in_view(50_000, 50_010)


def test_the_selection_is_told_only_where_it_changed(show, qtbot):
    page = show(*THREE)
    told = []
    page.selected.connect(lambda: told.append(page.selection()))
    for caret in (3, 5, 7):
        page.place_caret(caret)
    page.select(4, 8)
    page.select(4, 8)
    page.place_caret(2)
    assert told == [(4, 8), None]


def test_copied_words_are_those_of_the_source(show):
    source = "One\u2028two\u00a0three\U0001f600\u2029four"
    page = show(Content(source))
    page.select(0, len(source))
    QTest.keyClick(page, Qt.Key.Key_C, CTRL)
    assert page.createMimeDataFromSelection().text() == source
    assert QGuiApplication.clipboard().mimeData().text() == source


def test_copied_html_says_its_source_and_the_plain_text_does_not(show):
    page = show(*THREE)
    page.set_citation(lambda start, end: f"<p>Minutes, {start}–{end}</p>")
    page.select(4, 8)
    data = page.createMimeDataFromSelection()
    assert data.text() == "ship"
    assert data.html() == "<blockquote><p>ship</p></blockquote><p>Minutes, 4–8</p>"


def test_a_press_on_a_tag_tells_the_innermost(show, qtbot):
    page = show(*THREE, tags=[tag("outer", "risk", (0, 15)), tag("inner", "claim", (4, 8))])
    with qtbot.waitSignal(page.tag_pressed) as pressed:
        QTest.mouseClick(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, middle(page, 5))
    assert pressed.args == ["inner"]


def test_a_drag_over_a_tag_presses_none(show, qtbot):
    page = show(*THREE, tags=[tag("a", "risk", (0, 15))])
    with qtbot.assertNotEmitted(page.tag_pressed):
        drag(page, edge(page, 0), edge(page, 8))


def test_hovering_tells_the_tag_and_then_none(show):
    page = show(*THREE, tags=[tag("a", "risk", (4, 8))])
    told = []
    page.tag_hovered.connect(told.append)
    QTest.mouseMove(page.viewport(), middle(page, 5))
    QTest.mouseMove(page.viewport(), middle(page, 6))
    QTest.mouseMove(page.viewport(), QPoint(4, 4))
    assert told == ["a", ""]


def test_control_and_a_click_on_a_link_tell_its_address(show, qtbot):
    content = content_of(*THREE, spans=[Span("link", 4, 8, "https://example.org/ship")])
    page = show(content)
    with qtbot.waitSignal(page.link_pressed) as pressed:
        QTest.mouseClick(page.viewport(), LEFT, CTRL, middle(page, 5))
    assert pressed.args == ["https://example.org/ship"]


def test_dropped_files_are_told_by_their_paths(show, qtbot, tmp_path):
    page = show(*THREE)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Ünïcode 中.txt")), QUrl("https://example.org/x")])
    copy = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, LEFT, Qt.KeyboardModifier.NoModifier)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(page.files_dropped) as dropped:
        page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, LEFT, Qt.KeyboardModifier.NoModifier))
    assert dropped.args == [[str(tmp_path / "Ünïcode 中.txt")]]


def test_words_dragged_onto_the_page_are_not_taken(show):
    page = show(*THREE)
    data = QMimeData()
    data.setText("words")
    event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    page.dragEnterEvent(event)
    assert not event.isAccepted()


def test_dragging_a_handle_moves_that_end(show, qtbot):
    page = show(*THREE)
    page.select(4, 8)
    page.set_reshaping(True)
    told = []
    page.end_dragged.connect(lambda start, end: told.append((start, end)))
    drag(page, edge(page, 8), edge(page, 14))
    assert (page.selection(), told[-1]) == ((4, 14), (4, 14))
    drag(page, edge(page, 4), edge(page, 0))
    assert page.selection() == (0, 14)


def test_a_handle_dragged_past_the_other_end_becomes_that_end(show):
    page = show(*THREE)
    page.select(4, 8)
    page.set_reshaping(True)
    drag(page, edge(page, 4), edge(page, 13))
    assert page.selection() == (8, 13)


def test_an_accessible_reader_finds_text_caret_and_places(show):
    page = show(*THREE)
    page.place_caret(5)
    interface = QAccessible.queryAccessibleInterface(page)
    text = interface.textInterface()
    assert interface.role() == QAccessible.Role.EditableText
    assert interface.state().readOnly
    assert (text.text(0, 8), text.cursorPosition(), text.characterCount()) == ("One ship", 5, 60)
    for offset in (0, 20, 45):
        expected = page.rects(offset, offset + 1)[0].translated(QPointF(page.mapToGlobal(QPoint(0, 0))))
        found = text.characterRect(offset)
        assert abs(found.x() - expected.x()) <= 1
        assert expected.top() - 8 <= found.center().y() <= expected.bottom() + 8


def test_something_can_be_said_to_a_screen_reader(show, monkeypatch):
    page = show(*THREE)
    said = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append((event.type(), event.object(), event.message()))
    )
    page.announce("tagged as risk")
    assert said == [(QAccessible.Event.Announcement, page, "tagged as risk")]


def test_another_content_leaves_nothing_of_the_former(show):
    page = show(*THREE, tags=[tag("a", "risk", (4, 8))])
    page.select(4, 8)
    page.set_hits([(0, 3)], 0)
    page.set_hint((0, 15))
    page.set_reshaping(True)
    page.show_content(content_of("Another text."), kinds=KINDS)
    assert (page.selection(), page.tags_at(5), page.caret(), page.reshaping) == (None, [], 0, False)
    assert (page.shown.hint, len(page.shown.hits), page.shown.current_hit) == (None, 0, None)


def test_many_contents_one_after_another_keep_one_document(show, qtbot):
    page = show(*THREE)
    for number in range(20):
        page.show_content(content_of(f"Text {number}"), kinds=KINDS)
    qtbot.waitUntil(lambda: sum(type(child).__name__ == "QTextDocument" for child in page.children()) == 1)


def test_offsets_beyond_the_text_are_taken_as_its_end(show):
    page = show(*THREE)
    page.place_caret(10_000)
    page.select(50, 99_999)
    assert page.selection() == (50, 60)


def test_an_empty_content_can_be_walked_painted_and_resized(show):
    page = show("")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Space, Qt.Key.Key_PageUp):
        QTest.keyClick(page, key)
    QTest.mouseClick(page.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(300, 300))
    page.resize(300, 200)
    page.viewport().repaint()
    assert (page.caret(), page.first_visible(), page.place()[0], page.rects(0, 0)) == (0, 0, 0, [])


def test_a_sentence_found_is_where_it_is_said_to_be(show):
    page = show(SENTENCE, SENTENCE)
    start, end = span_of(page.content, "pilotage agreement")
    rects = page.rects(start, end)
    assert [page.offset_at(QPointF(rects[0].left() + 2, rects[0].center().y()))] == [start]
    assert page.offset_at(QPointF(rects[-1].right() - 2, rects[-1].center().y())) == end - 1

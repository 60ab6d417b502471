"""Tables: cells of a row stand side by side."""

import pytest
from page_contents import content_of
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from glossator.model.document import Block
from glossator.views.page.tables import cells_of


def cell(words, row, column, *, header=False):
    return (words, "table-cell", {"row": row, "column": column, "header": header})


LONG = "a remark that is long enough to be broken into more than one line of its own column"
TABLE = (
    "Before.",
    cell("Port", 0, 0, header=True),
    cell("Depth", 0, 1, header=True),
    cell("North", 1, 0),
    cell(LONG, 1, 1),
    cell("South", 2, 0),
    cell("", 2, 1),
    "After.",
)


@pytest.fixture
def page(page):
    page.resize(700, 600)
    return page


def rect_of(page, words):
    start = page.content.text.index(words)
    return page.rects(start, start + len(words))[0]


def test_cells_of_a_row_stand_side_by_side(show):
    page = show(*TABLE)
    assert rect_of(page, "Port").top() == rect_of(page, "Depth").top()
    assert rect_of(page, "Port").right() < rect_of(page, "Depth").left()
    assert rect_of(page, "North").top() == rect_of(page, "a remark").top()


def test_columns_are_aligned(show):
    page = show(*TABLE)
    assert rect_of(page, "Depth").left() == pytest.approx(rect_of(page, "a remark").left(), abs=2)


def test_a_row_is_as_high_as_its_highest_cell(show):
    page = show(*TABLE)
    start = page.content.text.index(LONG)
    last_line = page.rects(start, start + len(LONG))[-1]
    assert len(page.rects(start, start + len(LONG))) > 1
    assert rect_of(page, "South").top() > last_line.top()
    assert rect_of(page, "After.").top() > rect_of(page, "South").bottom()


@pytest.mark.parametrize("words", ["Port", "Depth", "North", "remark", "own column", "South", "After", "Before"])
def test_a_point_on_a_cell_is_in_that_cell(show, words):
    page = show(*TABLE)
    rect = rect_of(page, words)
    assert page.offset_at(QPointF(rect.left() + 3, rect.center().y())) == page.content.text.index(words)


def test_a_drag_inside_a_column_selects_there(show):
    page = show(*TABLE)
    rect = rect_of(page, "remark")
    start = QPointF(rect.left(), rect.center().y()).toPoint()
    end = QPointF(rect.right(), rect.center().y()).toPoint()
    QTest.mousePress(page.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(page.viewport(), end)
    QTest.mouseRelease(page.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert page.content.text[slice(*page.selection())] == "remark"


def test_a_document_that_begins_with_a_table_makes_room_for_its_byline(show):
    page = show(cell("North", 0, 0), cell("7 m", 0, 1), "After.")
    before = rect_of(page, "After.").top()
    page.set_byline("Minutes")
    assert rect_of(page, "After.").top() > before
    assert rect_of(page, "North").top() == rect_of(page, "7 m").top()


def test_heights_of_a_long_table_become_exact(show, qtbot):
    rows = [cell(words, row, column) for row in range(300) for column, words in enumerate(("North", LONG, "x"))]
    page = show(*rows, "After.")
    qtbot.waitUntil(page.settled, timeout=20_000)
    total = page.page_layout.column.total()
    for piece in range(len(page.page_layout.border)):
        page.page_layout.laid(piece)
    assert page.page_layout.column.total() == total


def test_a_table_of_many_columns_is_set_cell_below_cell():
    blocks = [Block("table-cell", n, n + 1, None, None, {"row": 0, "column": n}) for n in range(12)]
    assert cells_of(blocks) == {}


def test_two_tables_in_a_row_have_columns_of_their_own():
    def one(start, row, column, length):
        return Block("table-cell", start, start + length, None, None, {"row": row, "column": column})

    blocks = [one(0, 0, 0, 30), one(31, 0, 1, 5), one(40, 0, 0, 5), one(50, 0, 1, 30)]
    cells = cells_of(blocks)
    assert [(cells[piece].first, cells[piece].last) for piece in range(4)] == [(0, 1), (0, 1), (2, 3), (2, 3)]


def test_a_cell_that_says_nothing_of_its_place_is_a_block_as_others():
    assert content_of(("x", "table-cell", {})).blocks[0].kind == "table-cell"
    assert cells_of([Block("table-cell", 0, 1)]) == {}


def spanning(words, row, column, **data):
    return (words, "table-cell", {"row": row, "column": column, "header": False, **data})


def test_lines_of_one_cell_stand_below_one_another_beside_the_next_cell(show):
    lines = (spanning("North", 0, 0, group=1), spanning("South", 0, 0, group=1))
    page = show(*lines, cell("Depth", 0, 1), cell("x", 1, 0), "After.")
    assert rect_of(page, "South").left() == rect_of(page, "North").left()
    assert rect_of(page, "South").top() == rect_of(page, "North").top() + page.page_layout.metric(0).step
    assert rect_of(page, "Depth").top() == rect_of(page, "North").top()
    assert rect_of(page, "x").top() > rect_of(page, "South").bottom()


def test_a_cell_that_reaches_over_columns_has_their_room(show):
    page = show(
        spanning(LONG[:60], 0, 0, colspan=2), cell("e", 0, 2), cell("a", 1, 0), cell("b", 1, 1), cell("c", 1, 2)
    )
    assert rect_of(page, LONG[:60]).right() > rect_of(page, "b").right()
    assert rect_of(page, LONG[:60]).right() < rect_of(page, "c").left()


def test_a_cell_that_reaches_over_rows_stands_beside_all_of_them(show):
    page = show(
        spanning("Ports", 0, 0, rowspan=2), cell("North", 0, 1), cell("South", 1, 1), cell("West", 2, 1), "End."
    )
    assert rect_of(page, "Ports").top() == rect_of(page, "North").top()
    assert rect_of(page, "Ports").right() < rect_of(page, "South").left()
    rect = rect_of(page, "South")
    beside = QPointF(rect_of(page, "Ports").center().x(), rect.center().y())
    assert page.page_layout.border.to_offset(page.position_at(beside)) in range(6)


def test_the_last_row_is_high_enough_for_a_cell_that_reaches_down_to_it(show, qtbot):
    page = show(spanning(LONG * 2, 0, 0, rowspan=2), cell("a" * 36, 0, 1), cell("c", 1, 1), "End.")
    qtbot.waitUntil(page.settled)
    lines = page.rects(0, len(LONG * 2))
    assert len(lines) == page.page_layout.laid(0).count > 3
    assert rect_of(page, "End.").top() > lines[-1].bottom()


def test_a_hair_line_stands_between_columns_and_rows(show):
    page = show(*TABLE)
    image = page.viewport().grab().toImage()
    line = page.colours.line.rgb()
    port, depth, north = (rect_of(page, words) for words in ("Port", "Depth", "North"))
    assert line in [image.pixel(x, round(port.center().y())) for x in range(round(port.right()), round(depth.left()))]
    x = round(port.center().x())
    assert line in [image.pixel(x, y) for y in range(round(port.bottom()), round(north.top()) + 4)]


def test_no_line_crosses_a_cell_that_reaches_over_rows(show):
    page = show(spanning("Ports", 0, 0, rowspan=2), cell("North", 0, 1), cell("South", 1, 1), "End.")
    image = page.viewport().grab().toImage()
    ports, south = rect_of(page, "Ports"), rect_of(page, "South")
    x = round(ports.right()) - 2
    down = [image.pixel(x, y) for y in range(round(ports.bottom()) + 1, round(south.center().y()))]
    assert page.colours.line.rgb() not in down


def test_many_narrow_columns_stand_side_by_side(show):
    page = show(*(cell(f"{n}.5", 0, n) for n in range(10)), "After.")
    assert rect_of(page, "0.5").top() == rect_of(page, "9.5").top()


def test_the_caret_goes_down_through_a_cell_as_through_text(show):
    page = show(spanning("North", 0, 0, group=1), spanning("South", 0, 0, group=1), cell("Depth", 0, 1))
    page.place_caret(2)
    QTest.keyClick(page, Qt.Key.Key_Down)
    assert page.caret() == 8


def test_heights_of_a_table_whose_cells_reach_over_rows_become_exact(show, qtbot):
    rows = []
    for row in range(0, 200, 2):
        rows += [spanning(LONG, row, 0, rowspan=2), cell("a", row, 1), cell("b" * 20, row + 1, 1)]
    page = show(*rows, "After.")
    qtbot.waitUntil(page.settled, timeout=20_000)
    total = page.page_layout.column.total()
    for piece in range(len(page.page_layout.border)):
        page.page_layout.laid(piece)
    assert page.page_layout.column.total() == total


def test_no_word_is_broken_where_all_columns_have_room_for_theirs(show):
    long = "a remark that is much longer than what stands in the other columns and takes more than one line"
    page = show(*(cell(words, 0, at, header=True) for at, words in enumerate(("Port", "Ships", "Depth in m", long))))
    layout = page.page_layout
    assert [layout.laid(piece).count for piece in (0, 1)] == [1, 1]

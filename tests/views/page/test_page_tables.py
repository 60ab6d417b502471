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

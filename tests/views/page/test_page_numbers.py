"""Numbers in the margins: pages, and, where a reader wants them, paragraphs and lines."""

from dataclasses import replace

import pytest
from page_contents import SENTENCE, content_of
from PySide6.QtCore import QRectF

from glossator.model.document import Block
from glossator.text.paragraphs import Paragraphs


def inked(page, offset, *, right=False):
    """Count the pixels beside the line of an offset that are not paper, further out than hint and hits reach."""
    layout = page.page_layout
    rect = page.rects(offset, offset + 1)[0]
    left = layout.origin + layout.type.width + 2 * layout.type.em if right else 0
    width = page.viewport().width() - left if right else layout.origin - 2 * layout.type.em
    box = QRectF(left, rect.top(), width, rect.height()).toRect()
    image, paper = page.viewport().grab().toImage(), page.colours.paper.rgb()
    return sum(
        image.pixel(x, y) != paper
        for x in range(box.left(), min(box.right(), image.width() - 1))
        for y in range(box.top(), box.bottom() + 1)
    )


def starts(page):
    return [start for start, _ in Paragraphs(page.content).ranges]


@pytest.fixture
def page(page):
    page.resize(1000, 600)
    return page


def test_a_page_begins_at_its_line(show):
    content = content_of("One.", SENTENCE * 3, "Three.")
    middle = content.text.index("government", 100)
    blocks = (Block("page", 0, middle, data={"label": "iv"}), Block("page", middle, 290, data={"label": "v"}))
    page = show(replace(content, blocks=(*blocks, *content.blocks)))
    assert [inked(page, at) > 0 for at in (0, 5, middle, len(content.text) - 2)] == [True, False, True, False]


def test_paragraphs_are_numbered_at_their_first_lines(show):
    page = show("One.", "", SENTENCE * 3)
    page.number(paragraphs=starts(page))
    third = page.content.text.index(SENTENCE)
    second_line = page.rects(third, third + 200)[1]
    assert [inked(page, at) > 0 for at in (0, third)] == [True, True]
    assert inked(page, page.offset_at(second_line.center())) == 0


def test_no_numbers_are_shown_at_first_and_they_go_again(show):
    page = show("One.", "Two.", "Three.", "Four.", "Five.")
    last = page.content.text.index("Five")
    assert (inked(page, 0), inked(page, last, right=True)) == (0, 0)
    page.number(paragraphs=starts(page), lines=True)
    assert inked(page, 0) > 0
    assert inked(page, last, right=True) > 0
    page.number()
    assert (inked(page, 0), inked(page, last, right=True)) == (0, 0)


def test_every_fifth_line_of_a_text_is_numbered(show):
    page = show(*(f"Line {number}." for number in range(1, 12)))
    page.number(lines=True)
    found = [number for number in range(1, 12) if inked(page, page.content.text.index(f"Line {number}."), right=True)]
    assert found == [5, 10]


def test_every_line_of_code_is_numbered(show):
    page = show(*((f"line_{number}", "code", {"language": "python"}) for number in range(1, 4)))
    page.number(lines=True)
    assert all(inked(page, page.content.text.index(f"line_{number}"), right=True) for number in range(1, 4))


def test_a_narrow_page_keeps_room_for_numbers(show):
    page = show(SENTENCE * 3)
    page.resize(420, 400)
    before = page.page_layout.origin
    page.number(paragraphs=starts(page))
    assert page.page_layout.origin > before
    assert inked(page, 0) > 0

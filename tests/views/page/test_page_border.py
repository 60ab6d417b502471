import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_contents import content_of
from PySide6.QtGui import QTextDocument

from glossator.model.document import Block, Content
from glossator.views.page.border import LONGEST_PIECE, STAND_INS, Border

ODD = "ab \t\u00a0é\u0301\U0001f469\u200d\U0001f467中א\u2028\u2029\ufdd0\ufdd1\ufffc\x0b\x0c\x85\n"
TEXTS = st.text(st.sampled_from(ODD), max_size=60)


def lines_in_groups(text, groups):
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        data = {"group": groups[number % len(groups)]} if groups else {}
        blocks.append(Block("paragraph", start, start + len(line), None, None, data))
        start += len(line) + 1
    return Content(text, tuple(blocks))


def units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(TEXTS, st.lists(st.integers(1, 2), max_size=3))
@settings(max_examples=150, deadline=None)
def test_every_offset_comes_back_from_its_position(text, groups):
    border = Border(lines_in_groups(text, groups))
    assert [border.to_offset(border.to_position(offset)) for offset in range(len(text) + 1)] == [*range(len(text) + 1)]


@given(TEXTS, st.lists(st.integers(1, 2), max_size=3))
@settings(max_examples=150, deadline=None)
def test_what_is_shown_has_one_character_for_each_of_the_source(text, groups):
    border = Border(lines_in_groups(text, groups))
    assert [
        (source, shown)
        for source, shown in zip(text, border.shown, strict=True)
        if shown != source and STAND_INS.get(source) != shown and (source, shown) != ("\n", " ")
    ] == []


@given(TEXTS, st.lists(st.integers(1, 2), max_size=3))
@settings(max_examples=100, deadline=None)
def test_the_document_has_one_block_for_each_piece(text, groups):
    border = Border(lines_in_groups(text, groups))
    document = QTextDocument()
    document.setPlainText(border.shown)
    assert document.blockCount() == len(border)
    assert document.characterCount() - 1 == units(border.shown)
    starts = [document.findBlockByNumber(number).position() for number in range(len(border))]
    assert starts == [border.to_position(start) for start in border.starts]


def test_lines_of_a_group_are_one_paragraph_with_a_blank_for_the_newline():
    border = Border(content_of(("one", "paragraph", {"group": 1}), ("two", "paragraph", {"group": 1}), "three"))
    assert border.shown == "one two\nthree"
    assert list(zip(border.starts, border.ends, strict=True)) == [(0, 7), (8, 13)]


def test_lines_of_a_group_that_are_meant_stay_lines():
    verse = {"group": 1, "break": True}
    border = Border(content_of(("one", "paragraph", verse), ("two", "paragraph", verse)))
    assert border.shown == "one\u2028two"


def test_lines_of_code_stay_blocks():
    border = Border(content_of(("a = 1", "code", {"group": 1}), ("b = 2", "code", {"group": 1})))
    assert border.shown == "a = 1\nb = 2"


def test_a_block_too_long_for_one_layout_is_cut_at_a_blank():
    text = "word " * 25_000
    border = Border(content_of(text))
    assert len(border) == 3
    assert max(border.length(piece) for piece in range(3)) <= LONGEST_PIECE
    assert border.paragraph(1) == (0, len(text))
    assert [text[border.starts[piece] - 1] for piece in (1, 2)] == [" ", " "]


@pytest.mark.parametrize("letter", ["\U0001f600", "e\u0301", "中"], ids=["emoji", "combining", "chinese"])
def test_offsets_around_a_cut_come_back(letter):
    border = Border(content_of(letter * 60_000, "after"))
    cut = border.starts[1]
    near = range(cut - 3, cut + 4)
    assert [border.to_offset(border.to_position(offset)) for offset in near] == list(near)
    assert border.to_offset(border.to_position(cut) - 1) == cut


def test_a_block_without_blanks_is_not_cut_before_a_combining_mark():
    border = Border(content_of("ae\u0301" * 30_000))
    assert border.shown[border.starts[1]] != "\u0301"


def test_a_content_without_blocks_is_taken_line_by_line():
    border = Border(Content("one\ntwo"))
    assert list(border.starts) == [0, 4]


def test_an_empty_content_is_one_empty_piece():
    border = Border(Content(""))
    assert (len(border), border.to_position(0), border.to_offset(0)) == (1, 0, 0)


def test_pages_and_sections_are_no_pieces():
    content = Content("one\ntwo", (Block("page", 0, 7, page=1), Block("paragraph", 0, 3), Block("paragraph", 4, 7, 1)))
    assert [block.kind for block in Border(content).blocks] == ["paragraph", "paragraph"]

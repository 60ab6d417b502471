import pytest

from glossator.model.document import Block, Content
from glossator.text.paragraphs import Paragraphs


def content(*lines, pages=()):
    """Build a content from lines: a text, or (text, kind, level, data)."""
    blocks, parts, start = [], [], 0
    for line in lines:
        words, kind, level, data = line if isinstance(line, tuple) else (line, "paragraph", None, {})
        blocks.append(Block(kind, start, start + len(words), level, data=data))
        parts.append(words)
        start += len(words) + 1
    return Content("\n".join(parts), tuple(sorted([*blocks, *pages], key=lambda block: block.start)))


def heading(words, level):
    return (words, "heading", level, {})


def grouped(words, group):
    return (words, "paragraph", None, {"group": group})


def test_blank_lines_are_no_paragraphs():
    assert Paragraphs(content("One.", "", " \u3000\t", "Two.")).ranges == [(0, 4), (10, 14)]


def test_lines_of_a_group_are_one_paragraph():
    found = Paragraphs(content(grouped("The pause", 1), grouped("freezes.", 1), grouped("Next.", 2)))
    assert found.ranges == [(0, 18), (19, 24)]


def test_a_group_runs_over_a_blank_line_of_its_own():
    assert Paragraphs(content(grouped("def f():", 1), grouped("", 1), grouped("  pass", 1))).ranges == [(0, 16)]


def test_a_group_that_was_left_begins_a_paragraph_anew():
    assert Paragraphs(content(grouped("a", 1), "b", grouped("c", 1))).count == 3


def test_pages_and_sections_are_no_paragraphs():
    pages = (Block("page", 0, 9, page=1), Block("section", 0, 9, data={"title": "All"}))
    assert Paragraphs(content("One.", "Two.", pages=pages)).ranges == [(0, 4), (5, 9)]


def test_a_text_without_blocks_is_taken_line_by_line():
    assert Paragraphs(Content("One.\n\n船は港に。\n")).ranges == [(0, 4), (6, 11)]


def test_a_line_separator_ends_no_paragraph():
    assert Paragraphs(Content("One\u2028two\u2029three\x85four")).ranges == [(0, 18)]


@pytest.mark.parametrize(
    ("offset", "index"),
    [(0, 0), (4, 0), (5, 0), (7, 1), (8, 1), (12, 1), (99, 1)],
    ids=["first", "its end", "blank near the first", "blank near the second", "second", "end", "beyond"],
)
def test_an_offset_between_paragraphs_belongs_to_the_nearer_one(offset, index):
    assert Paragraphs(content("One.", "", "", "", "Two.")).index_at(offset) == index


def test_an_offset_before_the_first_paragraph_belongs_to_it():
    assert Paragraphs(content("", "One.")).range_at(0) == (1, 5)


def test_a_text_of_blanks_counts_no_paragraph_and_answers_with_itself():
    found = Paragraphs(Content(" \n "))
    assert (found.count, found.range_at(2), found.index_at(2)) == (0, (0, 3), 0)


SECTIONS = content(
    "Before.",  # 0:7
    heading("Harbour", 1),  # 8:15
    "One.",  # 16:20
    heading("Pilots", 2),  # 21:27
    "Two.",  # 28:32
    "",
    heading("Dues", 1),  # 34:38
    "Three.",  # 39:45
)


@pytest.mark.parametrize(
    ("offset", "section", "title"),
    [
        (3, (0, 7), None),
        (18, (8, 32), "Harbour"),
        (30, (21, 32), "Pilots"),
        (36, (34, 45), "Dues"),
        (45, (34, 45), "Dues"),
    ],
    ids=["before the first heading", "outer", "inner", "in the heading", "end"],
)
def test_a_section_runs_from_its_heading_to_the_next_of_its_level(offset, section, title):
    found = Paragraphs(SECTIONS)
    assert (found.section_at(offset), found.section_title_at(offset)) == (section, title)


def test_sections_are_given_from_the_innermost_to_the_whole_text():
    assert Paragraphs(SECTIONS).sections_at(30) == [(21, 32), (8, 32), (0, 45)]


def test_a_text_without_headings_is_one_section():
    found = Paragraphs(content("One.", "Two.", ""))
    assert (found.section_at(6), found.section_title_at(6)) == ((0, 9), None)


def test_a_marked_section_goes_before_headings():
    marked = (Block("section", 0, 9, data={"title": "Chapter 1"}),)
    found = Paragraphs(content("One.", "Two.", heading("Three", 1), pages=marked))
    assert (found.section_at(6), found.section_title_at(6), found.section_title_at(12)) == ((0, 9), "Chapter 1", None)


def test_headings_divide_the_marked_section_that_they_lie_in():
    marked = (Block("section", 0, 26, data={"title": "Chapter 1"}), Block("section", 27, 32, data={"title": "Two"}))
    found = Paragraphs(content("One.", heading("Tolls", 3), "Three.", heading("Pilots", 3), "End..", pages=marked))
    titles = [(one.title, one.start, one.end, one.outer) for one in found.sections]
    assert titles == [("Chapter 1", 0, 26, None), ("Tolls", 5, 17, 0), ("Pilots", 18, 26, 0), ("Two", 27, 32, None)]
    assert found.section_title_at(12) == "Tolls"


def test_a_heading_that_says_the_title_of_its_marked_section_is_not_listed_twice():
    marked = (Block("section", 0, 8, data={"title": "One"}), Block("section", 9, 17, data={}))
    found = Paragraphs(content(heading("One", 1), "Text", heading("Two", 1), "More", pages=marked))
    assert [one.title for one in found.sections] == ["One", "Two"]


def test_a_place_has_the_label_of_the_page_that_it_is_printed_on():
    pages = tuple(
        Block("page", start, end, data={"index": at, "label": label})
        for at, (start, end, label) in enumerate([(0, 4, "iv"), (5, 9, "1")])
    )
    found = Paragraphs(content("One.", "Two.", "End.", pages=pages))
    assert [found.page_at(offset) for offset in (0, 4, 5, 12)] == ["iv", "iv", "1", "1"]
    assert Paragraphs(content("One.")).page_at(2) == ""


def test_a_heading_of_two_lines_is_one_title():
    found = Paragraphs(content(("The", "heading", 1, {"group": 1}), ("pause", "heading", 1, {"group": 1}), "Text."))
    assert (found.section_at(12), found.section_title_at(12)) == ((0, 15), "The pause")

"""Laws of a PDF's text and places: no word of a page is lost, and each character stands where the text says."""

import re
from collections import Counter

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import parsed
from pdf_writing import Sheet, Words, column, pdf

from glossator.reading.parsed import Given
from glossator.reading.pdf import read_pdf
from glossator.reading.pdf_places import read_places

PROSE = (
    "Nobody in the harbour had seen the pilots leave, and the boats that came in later brought no news of"
    " them. The harbour master wrote down what he was told and went home before the lamps were lit."
)


def test_a_passage_s_places_are_one_to_a_line() -> None:
    data = pdf(column(72, 100, PROSE))
    text = read_pdf(Given(data, "the file")).content.text
    start = text.index("in later")
    ((page, rects),) = read_places(Given(data, "the file")).boxes(start, start + len("in later"))
    assert page == 0
    assert [(round(rect.left), round(rect.right)) for rect in rects] == [(72 + 38 * 6, 72 + 40 * 6), (72, 72 + 5 * 6)]


def test_the_character_at_a_place_is_the_one_that_stands_there() -> None:
    data = pdf([], [Words(72, 100, "The harbour")])
    places = read_places(Given(data, "the file")).page(1)
    assert [places.at(72 + 6 * number + 3, 97) for number in range(11)] == [*range(3), *range(3, 11)]
    assert places.at(72, 300) is None


def test_a_hyphen_has_a_place_and_what_joins_lines_has_none() -> None:
    data = pdf([Words(72, 100, "All that they com-"), Words(72, 112, "pile is"), Words(72, 124, "here.")])
    assert read_pdf(Given(data, "the file")).content.text == "All that they com-pile is\nhere."
    places = read_places(Given(data, "the file")).page(0)
    ((hyphen,), (pile,)) = places.runs(17, 18), places.runs(18, 22)
    assert tuple(hyphen)[::2] == pytest.approx((72 + 17 * 6, 72 + 18 * 6), abs=0.01)
    assert tuple(pile)[::2] == pytest.approx((72, 72 + 4 * 6), abs=0.01)
    assert places.runs(25, 26) == []


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_places_are_those_of_the_page_as_it_is_shown(rotation) -> None:
    data = pdf(Sheet([Words(72, 100, "The harbour")], rotation=rotation))
    ((_, (rect,)),) = read_places(Given(data, "the file")).boxes(4, 11)
    assert (rect.left, rect.right) == pytest.approx((72 + 4 * 6, 72 + 11 * 6), abs=0.01)
    assert rect.top < 100 - 5 < 100 < rect.bottom < 105


def test_places_begin_at_the_corner_of_what_is_shown_of_a_page() -> None:
    data = pdf(Sheet([Words(72, 100, "The harbour")], crop=(50, 100, 500, 800)))
    ((_, (rect,)),) = read_places(Given(data, "the file")).boxes(4, 11)
    assert (rect.left, rect.right) == pytest.approx((22 + 4 * 6, 22 + 11 * 6), abs=0.01)
    assert rect.top < 58 - 5 < 58 < rect.bottom < 63


def test_a_paragraph_over_two_pages_has_places_on_both() -> None:
    first = "Nobody in the harbour had seen the pilots leave and the boats that came in later brought us"
    data = pdf(column(72, 700, first, letters=30), column(72, 100, "no news of them.", letters=30))
    found = read_places(Given(data, "the file")).boxes(80, 100)
    assert [page for page, _ in found] == [0, 1]


WORD = st.text("abcdefgh", min_size=1, max_size=9)
LINE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)


@st.composite
def sheets(draw):
    """Pages of columns of lines, some in other sizes and faces, drawn in any order."""
    made = []
    for _ in range(draw(st.integers(1, 4))):
        words = []
        for left in draw(st.sampled_from([(72,), (60, 330)])):
            y = 60.0
            for line in draw(st.lists(LINE, max_size=12)):
                size = draw(st.sampled_from([6, 8, 10, 10, 10, 14]))
                y += draw(st.sampled_from([1.2, 1.2, 1.2, 2.0, 5.0])) * max(size, 8)
                face = draw(st.sampled_from(["plain", "plain", "bold", "italic", "sans"]))
                words.append(Words(left, y, line[:36], size, face))
        made.append(Sheet(draw(st.permutations(words)) if draw(st.booleans()) else words))
    return made


@settings(max_examples=60, deadline=None)
@given(sheets())
def test_every_word_of_a_page_is_in_the_text_or_in_its_furniture(made) -> None:
    found = parsed(pdf(*made), "pdf").content
    there = Counter(re.findall(r"\w+", found.text))
    for block in found.blocks:
        if block.kind == "furniture":
            there.update(re.findall(r"\w+", block.data["text"]))
    drawn = Counter(word for sheet in made for words in sheet.words for word in words.words.split())
    assert there == drawn


def standing(data):
    """Where pdfium has the characters of each page: (left, right, bottom, character)."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        raw = page.get_textpage()
        pages.append([])
        for index in range(raw.count_chars()):
            left, bottom, right, _ = raw.get_charbox(index, loose=True)
            pages[-1].append((left, right, 842 - bottom, raw.get_text_range(index, 1)))
    document.close()
    return pages


def is_near(rect, left, right, bottom):
    return abs(rect.left - left) < 0.1 and abs(rect.right - right) < 0.1 and rect.top < bottom < rect.bottom + 0.1


@settings(max_examples=40, deadline=None)
@given(sheets())
def test_each_character_of_the_text_stands_where_pdfium_has_it(made) -> None:
    data = pdf(*made)
    text = read_pdf(Given(data, "the file")).content.text
    places = read_places(Given(data, "the file"))
    placed = set()
    for number, there in enumerate(standing(data)):
        for offset, character in enumerate(text):
            for rect in places.page(number).runs(offset, offset + 1) if character not in " \n" else ():
                assert character in {said for left, right, bottom, said in there if is_near(rect, left, right, bottom)}
                placed.add(offset)
    assert placed == {offset for offset, character in enumerate(text) if character not in " \n"}

"""What a PDF's lines become: paragraphs, columns, headings and lists, with their spans and links."""

import pytest
from making import lines, parsed
from pdf_writing import Sheet, Words, column, pdf

PROSE = (
    "Nobody in the harbour had seen the pilots leave, and the boats that came in later brought no news of"
    " them. The harbour master wrote down what he was told and went home before the lamps were lit."
)


def text_of(*sheets, **more):
    return parsed(pdf(*sheets, **more), "pdf").content.text


def spans(found):
    text = found.content.text
    return [(span.kind, text[span.start : span.end], span.target) for span in found.content.spans]


def of_kind(found, kind):
    return [block for block in found.content.blocks if block.kind == kind]


def test_the_lines_of_a_paragraph_are_joined_by_one_blank() -> None:
    assert text_of(column(72, 100, PROSE)) == PROSE


def test_a_short_line_ends_its_paragraph() -> None:
    sheet = [
        *column(72, 100, PROSE),
        *column(72, 160, "Then it rained, and the roofs of the lower town shone all night."),
    ]
    assert text_of(sheet) == PROSE + "\nThen it rained, and the roofs of the lower town shone all night."


def test_an_indented_line_begins_a_paragraph_after_a_full_one() -> None:
    full = "Nobody in the harbour had seen the pilot"
    sheet = [*column(72, 100, full), *column(72, 112, PROSE, indent=3)]
    assert text_of(sheet) == f"{full}\n{PROSE}"


def test_a_wider_step_begins_a_paragraph() -> None:
    full = "Nobody in the harbour had seen the pilot"
    sheet = [*column(72, 100, f"{full} {full} {full}"), *column(72, 142, f"{full} {full} {full}")]
    assert text_of(sheet) == f"{full} {full} {full}\n{full} {full} {full}"


def test_a_hyphen_at_a_line_s_end_stays_and_its_place_is_kept() -> None:
    sheet = [Words(72, 100, "All that they could com-"), Words(72, 112, "pile was written down.")]
    found = parsed(pdf(sheet), "pdf")
    assert found.content.text == "All that they could com-pile was written down."
    assert of_kind(found, "paragraph")[0].data == {"breaks": [24]}


def test_a_hyphen_between_figures_stays_without_a_blank() -> None:
    sheet = [Words(72, 100, "It was so in all the years 1990-"), Words(72, 112, "1995 and later.")]
    found = parsed(pdf(sheet), "pdf")
    assert found.content.text == "It was so in all the years 1990-1995 and later."
    assert of_kind(found, "paragraph")[0].data == {"breaks": [32]}


def test_columns_are_read_one_after_the_other_and_a_paragraph_goes_on_in_the_next() -> None:
    left = "Nobody in the harbour had seen the pilots leave and the boats that came in later brought us"
    right = "no news of them. The harbour master wrote it down."
    sheet = [*column(72, 100, left, letters=30), *column(320, 100, right, letters=30)]
    assert text_of(sheet) == f"{left} {right}"


def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other() -> None:
    left = column(60, 100, PROSE, letters=34)
    right = column(320, 100, PROSE.upper(), letters=34)
    rows = [words for row in zip(left, right, strict=False) for words in row]
    rest = [*left[len(right) :], *right[len(left) :]]
    assert text_of([*rows, *rest]) == f"{PROSE}\n{PROSE.upper()}"


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    first = "Nobody in the harbour had seen the pilots leave and the boats that came in later brought us"
    second = "no news of them. The harbour master wrote it down."
    found = parsed(pdf(column(72, 700, first, letters=30), column(72, 100, second, letters=30)), "pdf")
    assert lines(found)[0] == ("page", first + " ")
    assert [(block.kind, block.page, block.start, block.end) for block in found.content.blocks] == [
        ("page", 0, 0, 92),
        ("paragraph", 0, 0, 142),
        ("page", 1, 92, 142),
    ]


def test_a_sentence_that_ends_with_its_page_does_not_go_on() -> None:
    first = "Nobody in the harbour had seen the pilots leave. The boats came in later and were mended."
    assert text_of(column(72, 700, first, letters=30), column(72, 100, "Then it rained.", letters=30)) == (
        first + "\nThen it rained."
    )


def test_what_stands_above_is_read_before_what_is_drawn_first() -> None:
    notice = column(72, 700, "Printed in the year of the flood, at the author's cost.", letters=60, size=7, step=9)
    sheet = [*notice, *column(72, 100, PROSE, letters=60)]
    assert text_of(sheet) == f"{PROSE}\nPrinted in the year of the flood, at the author's cost."


def test_a_notice_drawn_between_two_columns_does_not_cut_their_paragraph() -> None:
    left = "Nobody in the harbour had seen the pilots leave and the boats that came in later brought us"
    right = "no news of them. The harbour master wrote it down."
    notice = column(72, 700, "Printed at the author's cost.", size=7)
    sheet = [*column(72, 100, left, letters=30), *notice, *column(320, 100, right, letters=30)]
    assert text_of(sheet) == f"{left} {right}\nPrinted at the author's cost."


def test_larger_letters_are_headings_by_their_size() -> None:
    sheet = [
        Words(72, 90, "The Harbour", size=20),
        *column(72, 120, PROSE),
        Words(72, 200, "Its Master", size=14),
        *column(72, 230, PROSE),
    ]
    found = parsed(pdf(sheet), "pdf")
    assert [(block.level, words) for block, (_, words) in zip(found.content.blocks, lines(found), strict=True)] == [
        (None, found.content.text),
        (1, "The Harbour"),
        (None, PROSE),
        (2, "Its Master"),
        (None, PROSE),
    ]


def test_a_bold_line_is_a_heading_below_the_larger_ones() -> None:
    sheet = [
        Words(72, 90, "The Harbour", size=20),
        *column(72, 120, PROSE),
        Words(72, 200, "Its Master", face="bold"),
        *column(72, 212, PROSE),
    ]
    found = parsed(pdf(sheet), "pdf")
    assert [(block.level, found.content.text[block.start : block.end]) for block in of_kind(found, "heading")] == [
        (1, "The Harbour"),
        (2, "Its Master"),
    ]
    assert found.content.spans == ()


def test_the_outline_makes_sections_and_the_levels_of_headings() -> None:
    first = [
        Words(72, 90, "1 The Harbour", size=14),
        *column(72, 120, PROSE),
        Words(72, 300, "1.1 Its Master", size=14),
    ]
    first += column(72, 330, PROSE)
    second = [Words(72, 90, "2 The Sea", size=14), *column(72, 120, PROSE)]
    outline = [("The Harbour", 0, 0, 80), ("Its Master", 1, 0, 290), ("The Sea", 0, 1, 80)]
    found = parsed(pdf(first, second, outline=outline), "pdf")
    text = found.content.text
    assert [(block.level, text[block.start : block.end]) for block in of_kind(found, "heading")] == [
        (1, "1 The Harbour"),
        (2, "1.1 Its Master"),
        (1, "2 The Sea"),
    ]
    assert [(block.level, block.data, text[block.start : block.end]) for block in of_kind(found, "section")] == [
        (1, {"title": "The Harbour"}, f"1 The Harbour\n{PROSE}\n1.1 Its Master\n{PROSE}"),
        (2, {"title": "Its Master"}, f"1.1 Its Master\n{PROSE}"),
        (1, {"title": "The Sea"}, f"2 The Sea\n{PROSE}"),
    ]


def test_bullets_are_markers_and_items_have_their_depth() -> None:
    sheet = [
        Words(72, 100, "\u2022 Nets, which were mended in winter by"),
        Words(84, 112, "those who could not sail"),
        Words(96, 124, "\u2022 Floats of cork"),
        Words(72, 136, "\u2022 Sails"),
    ]
    found = parsed(pdf(sheet), "pdf")
    assert [
        (block.level, block.data, words) for block, (_, words) in zip(found.content.blocks, lines(found), strict=True)
    ][1:] == [
        (1, {"marker": "\u2022"}, "Nets, which were mended in winter by those who could not sail"),
        (2, {"marker": "\u2022"}, "Floats of cork"),
        (1, {"marker": "\u2022"}, "Sails"),
    ]


def test_numbers_before_items_stay_in_the_text() -> None:
    sheet = [Words(72, 100, "1. Nets and what belongs to them"), Words(72, 112, "2. Sails")]
    assert lines(parsed(pdf(sheet), "pdf"))[1:] == [
        ("list-item", "1. Nets and what belongs to them"),
        ("list-item", "2. Sails"),
    ]


def test_the_cells_of_a_row_are_paragraphs_in_their_order() -> None:
    sheet = [
        Words(x, y, words) for y, row in ((100, "ab"), (112, "cd")) for x, words in zip((72, 300), row, strict=True)
    ]
    assert text_of(sheet) == "a\nb\nc\nd"


def test_bold_and_italic_and_raised_letters_are_spans() -> None:
    sheet = [
        Words(72, 100, "Some are"),
        Words(126, 100, "bold", face="bold"),
        Words(156, 100, "and some", face="plain"),
        Words(210, 100, "slanted", face="italic"),
        Words(252, 96, "nd", size=6),
        Words(262, 102, "2", size=6),
        Words(272, 100, "here."),
    ]
    assert spans(parsed(pdf(sheet), "pdf")) == [
        ("bold", "bold", None),
        ("italic", "slanted", None),
        ("superscript", "nd", None),
        ("subscript", "2", None),
    ]


def test_a_link_s_place_becomes_a_span_of_its_words() -> None:
    sheet = Sheet(
        [Words(72, 100, "It is told in the annals of"), Words(72, 112, "the port, and elsewhere.")],
        links=[
            (180, 90, 240, 103, "https://example.org/annals"),
            (72, 104, 120, 115, "https://example.org/annals"),
            (72, 300, 120, 315, "https://example.org/nowhere"),
        ],
    )
    assert spans(parsed(pdf(sheet), "pdf")) == [("link", "annals of the port", "https://example.org/annals")]


def test_a_large_initial_belongs_to_its_word() -> None:
    body = column(92, 100, "obody in the harbour had seen the pilots", letters=40)
    sheet = [Words(72, 112, "N", size=30), *body, *column(92, 112, "leave, and the boats that came in later")]
    assert text_of([*sheet, *column(72, 124, "brought no news of them.")]).startswith(
        "Nobody in the harbour had seen the"
    )


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(rotation) -> None:
    assert text_of(Sheet(column(72, 100, PROSE), rotation=rotation)) == PROSE

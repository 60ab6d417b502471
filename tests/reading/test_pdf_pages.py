"""What a PDF's pages have beside their paragraphs: furniture, labels, footnotes; what is refused, and what is said."""

import pytest
from making import lines, parsed, refusal
from pdf_writing import Sheet, Words, column, pdf

from glossator.model.document import Caution, Proposal
from glossator.reading.parsed import Given
from glossator.reading.pdf import read_pdf
from glossator.reading.read import read_bytes

PROSE = (
    "Nobody in the harbour had seen the pilots leave, and the boats that came in later brought no news of"
    " them. The harbour master wrote down what he was told and went home before the lamps were lit."
)
LOCKED = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"ab" * 32, b"cd" * 32)


def of_kind(found, kind):
    return [block for block in found.content.blocks if block.kind == kind]


def furniture(found):
    return [(block.page, block.start, block.data["text"]) for block in of_kind(found, "furniture")]


def page(number, *more):
    """A page of the text below a head, and with its number at the foot."""
    return [Words(72, 60, "The Harbour"), *column(72, 100, PROSE), *more, Words(290, 800, str(number))]


def test_heads_and_numbers_that_come_on_three_pages_are_off_the_text() -> None:
    found = parsed(pdf(page(7), page(8), page(9)), "pdf")
    assert found.content.text == f"{PROSE}\n{PROSE}\n{PROSE}"
    assert furniture(found) == [
        (0, 0, "The Harbour"),
        (0, 195, "7"),
        (1, 195, "The Harbour"),
        (1, 390, "8"),
        (2, 390, "The Harbour"),
        (2, 584, "9"),
    ]


def test_what_comes_on_two_pages_alone_is_text() -> None:
    found = parsed(pdf(page(7), page(8)), "pdf")
    assert furniture(found) == []
    assert found.content.text == f"The Harbour\n{PROSE}\n7\nThe Harbour\n{PROSE}\n8"


def test_heads_that_change_are_furniture_by_the_number_that_counts_the_pages() -> None:
    heads = ["Nets 11", "Floats 12", "Sails 13"]
    sheets = [[Words(72, 60, head), *column(72, 100, PROSE)] for head in heads]
    found = parsed(pdf(*sheets), "pdf")
    assert found.content.text == f"{PROSE}\n{PROSE}\n{PROSE}"


def test_numbered_headings_at_the_top_of_pages_far_apart_stay() -> None:
    sheets = []
    for number in range(1, 4):
        sheets += [[Words(72, 60, f"Chapter {number} begins"), *column(72, 100, PROSE)]]
        sheets += [column(72, 100, PROSE) for _ in range(6)]
    text = parsed(pdf(*sheets), "pdf").content.text
    assert [line for line in text.split("\n") if line.startswith("Chapter")] == [
        "Chapter 1 begins",
        "Chapter 2 begins",
        "Chapter 3 begins",
    ]


def test_pages_have_their_labels_and_cover_their_text() -> None:
    sheets = [[Words(72, 100, words)] for words in ("Nets.", "Sails.", "Floats.", "Oars.")]
    sheets.append([])
    found = parsed(pdf(*sheets, labels=[(0, "r", 1), (2, "D", 1), (4, "D", 17)]), "pdf")
    text = found.content.text
    assert [(block.page, dict(block.data), text[block.start : block.end]) for block in of_kind(found, "page")] == [
        (0, {"index": 0, "label": "i"}, "Nets.\n"),
        (1, {"index": 1, "label": "ii"}, "Sails.\n"),
        (2, {"index": 2, "label": "1"}, "Floats.\n"),
        (3, {"index": 3, "label": "2"}, "Oars."),
        (4, {"index": 4, "label": "17"}, ""),
    ]


def noted(mark, note, *, label="1", more=()):
    """A page whose text has a raised mark, and small text at its foot that begins with a label."""
    return [
        *column(72, 100, PROSE),
        Words(72, 160, "The lamps"),
        Words(126, 156, mark, size=6),
        Words(132, 160, "were lit late that night."),
        *more,
        Words(72, 700, label, size=5),
        Words(76, 703, note, size=8),
    ]


def test_a_footnote_with_its_mark_goes_to_the_end_and_the_mark_has_no_width() -> None:
    found = parsed(pdf(noted("1", "So the master himself."), column(72, 100, PROSE)), "pdf")
    text = found.content.text
    assert lines(found)[-1] == ("footnote", "So the master himself.")
    assert text == f"{PROSE}\nThe lamps were lit late that night.\n{PROSE}\nSo the master himself."
    assert [(span.kind, span.start, span.end, span.target) for span in found.content.spans] == [
        ("note-ref", len(PROSE) + 10, len(PROSE) + 10, "1")
    ]
    assert found.content.blocks[-1].data == {"label": "1", "anchor": "1"}
    assert found.content.blocks[-1].page == 0


@pytest.mark.parametrize(
    ("mark", "more"),
    [("2", ()), ("1", (Words(72, 190, "A second"), Words(126, 186, "1", size=6), Words(132, 190, "lamp.")))],
    ids=["no mark", "two marks"],
)
def test_small_text_whose_mark_is_not_certain_stays_a_paragraph(mark, more) -> None:
    found = parsed(pdf(noted(mark, "So the master himself.", more=more)), "pdf")
    assert of_kind(found, "footnote") == []
    assert lines(found)[-1] == ("paragraph", "1 So the master himself.")


def test_a_footnote_goes_on_at_the_foot_of_the_next_page() -> None:
    second = [*column(72, 100, PROSE), Words(72, 703, "himself, in a letter.", size=8)]
    found = parsed(pdf(noted("1", "So the master of the harbour"), second), "pdf")
    assert lines(found)[-1] == ("footnote", "So the master of the harbour himself, in a letter.")


def test_letters_that_stand_for_several_are_written_out() -> None:
    found = parsed(
        pdf([Words(72, 100, b"A\x01ce", face="own")], fonts={"own": {65: "A", 1: "ffi", 99: "c", 101: "e"}}), "pdf"
    )
    assert found.content.text == "Affice"


def test_characters_without_a_meaning_are_counted_with_their_pages() -> None:
    own = {65: "A", 66: "", 67: "C"}
    sheets = [[Words(72, 100, b"ABCB", face="own")], [Words(72, 100, "plain")], [Words(72, 100, b"AB", face="own")]]
    found = parsed(pdf(*sheets, fonts={"own": own}), "pdf")
    assert found.warnings == (Caution("unread-characters", 3, "pages 1 and 3: 3 characters could not be read"),)


def test_codes_that_are_no_characters_are_replaced_one_for_one() -> None:
    found = parsed(pdf([Words(72, 100, b"A\x03\x1cA", face="own")], fonts={"own": {3: "", 28: "", 65: "A"}}), "pdf")
    assert found.content.text == "A\ufffd\ufffdA"


def test_a_character_beyond_the_first_plane_is_one() -> None:
    own = {65: "A", 66: "\U0001f600"}
    found = parsed(pdf([Words(72, 100, b"ABA", face="own")], fonts={"own": own}), "pdf")
    assert found.content.text == "A\U0001f600A"
    assert found.warnings == ()


def test_chinese_lines_are_joined_without_a_blank() -> None:
    own = {65: "\u6e2f", 66: "\u53e3", 67: "\u706f"}
    sheet = [Words(72, 100, b"ABCABC", face="own"), Words(72, 112, b"BC", face="own")]
    assert (
        parsed(pdf(sheet, fonts={"own": own}), "pdf").content.text == "\u6e2f\u53e3\u706f\u6e2f\u53e3\u706f\u53e3\u706f"
    )


def test_lines_from_right_to_left_are_said_to_be_doubtful() -> None:
    own = {65: "\u05d0", 66: "\u05d1", 67: "\u05d2", 68: " "}
    found = parsed(pdf([Words(72, 100, b"ABC", face="own")], fonts={"own": own}), "pdf")
    assert sorted(found.content.text) == ["\u05d0", "\u05d1", "\u05d2"]
    assert [caution.code for caution in found.warnings] == ["right-to-left"]
    assert found.metadata.direction == Proposal("rtl", "most of its paragraphs")


def test_lines_that_run_up_the_page_make_paragraphs_of_their_own() -> None:
    sheet = [
        *column(72, 100, PROSE),
        Words(500, 600, "The pilots had left the harbour", turn=3),
        Words(512, 600, "before the lamps were lit.", turn=3),
    ]
    assert parsed(pdf(sheet), "pdf").content.text == (
        f"{PROSE}\nThe pilots had left the harbour before the lamps were lit."
    )


def test_the_description_comes_from_the_file_s_properties() -> None:
    info = {"Title": "Letters from the Harbour", "Author": "Ada Quay", "CreationDate": "D:20240229101112+01'00'"}
    found = parsed(pdf(column(72, 100, PROSE), info=info, language="en-GB"), "pdf")
    assert found.metadata.title == Proposal("Letters from the Harbour", "the file's properties")
    assert found.metadata.author == Proposal("Ada Quay", "the file's properties")
    assert found.metadata.published == Proposal("2024-02-29", "the file's properties")
    assert found.metadata.language == Proposal("en-GB", "the file's properties")


def test_a_pdf_of_pictures_is_an_empty_line_for_each_page_and_says_so() -> None:
    found = parsed(pdf(Sheet(is_pictured=True), Sheet(is_pictured=True), Sheet(is_pictured=True)), "pdf")
    assert found.content.text == "\n\n"
    assert [(block.kind, block.page, block.start, block.end) for block in found.content.blocks] == [
        ("page", 0, 0, 0),
        ("paragraph", 0, 0, 0),
        ("page", 1, 1, 1),
        ("paragraph", 1, 1, 1),
        ("page", 2, 2, 2),
        ("paragraph", 2, 2, 2),
    ]
    assert found.warnings == (Caution("no-text", 3, "it holds pictures and no text: read it as pictures"),)


def test_a_page_of_a_picture_among_others_is_named() -> None:
    found = parsed(pdf(column(72, 100, PROSE), Sheet(is_pictured=True), Sheet()), "pdf")
    assert found.content.text == PROSE
    assert found.warnings == (Caution("pictured-pages", 1, "page 2: a picture and no text"),)


def test_a_pdf_with_a_password_is_said_to_have_one() -> None:
    assert refusal(pdf(column(72, 100, PROSE), encrypt=LOCKED), "pdf") == (
        "“a” was not read, it is protected by a password, open it in its own program and save it without one"
    )


@pytest.mark.parametrize("share", [0.01, 0.5, 0.9])
def test_a_pdf_that_is_not_whole_is_said_to_be_damaged(share) -> None:
    data = pdf(column(72, 100, PROSE))
    assert refusal(data[: int(share * len(data))], "pdf") == (
        "“a” was not read, it is damaged, or not whole, get it again where it came from"
    )


def test_a_pdf_without_pages_is_said_to_be_damaged() -> None:
    assert "it is damaged" in refusal(pdf(), "pdf")


def test_a_text_that_is_too_long_is_refused() -> None:
    data = pdf(*[column(72, 100, PROSE)] * 3)
    with pytest.raises(Exception, match="it holds more than 300 characters"):
        read_pdf(Given(data, "the file", most_characters=300))


def test_a_pdf_is_read_in_a_child_process() -> None:
    reading = read_bytes(pdf(column(72, 100, PROSE)), file_name="a.pdf")
    assert reading.content.text == PROSE
    assert (reading.media_type, reading.source.reader, reading.source.reader_version) == ("application/pdf", "pdf", "1")


def test_five_hundred_pages_are_read_and_each_is_told() -> None:
    told = []
    data = pdf(*[page(number) for number in range(1, 501)])
    found = read_pdf(Given(data, "the file", progress=lambda done, total: told.append((done, total))))
    assert found.content.text == "\n".join([PROSE] * 500)
    assert told == [(number, 500) for number in range(1, 501)]
    assert len(of_kind(found, "page")) == 500


def test_notes_that_count_with_their_pages_stay_in_the_text() -> None:
    sheets = [
        [
            *column(72, 100, PROSE),
            Words(72, 777, str(number), size=5),
            Words(76, 780, f"{name} were mended here", size=8),
        ]
        for number, name in ((1, "Nets"), (2, "Sails"), (3, "Floats"))
    ]
    found = parsed(pdf(*sheets), "pdf")
    assert furniture(found) == []
    assert found.content.text.count("were mended here") == 3


def test_an_empty_page_comes_before_the_one_that_begins_where_it_stands() -> None:
    found = parsed(pdf([], column(72, 100, PROSE)), "pdf")
    assert [(block.page, block.start, block.end) for block in of_kind(found, "page")] == [(0, 0, 0), (1, 0, 194)]


def test_lines_written_down_the_page_are_read_from_the_right() -> None:
    sheet = [Words(500, 100, "港の灯がともる前に", 12, "vertical"), Words(480, 100, "彼は家に帰った", 12, "vertical")]
    found = parsed(pdf(sheet), "pdf")
    assert found.content.text == "港の灯がともる前に彼は家に帰った"
    assert [caution.code for caution in found.warnings] == ["vertical"]


def test_a_footnote_that_hangs_behind_its_number_is_one() -> None:
    sheet = [
        *column(72, 100, PROSE),
        *(Words(72, 160, "The lamps"), Words(126, 156, "1", size=6), Words(132, 160, "were lit late that night.")),
        *(Words(72, 703, "1 So the master himself, in his letter to the", size=8), Words(90, 712, "company.", size=8)),
    ]
    found = parsed(pdf(sheet), "pdf")
    assert lines(found)[-1] == ("footnote", "So the master himself, in his letter to the company.")


def test_numbers_that_stand_alone_on_their_pages_are_the_text() -> None:
    found = parsed(pdf(*[Sheet([Words(290, 800, str(number))], is_pictured=True) for number in (1, 2, 3)]), "pdf")
    assert found.content.text == "1\n2\n3"


def test_heads_and_numbers_stay_in_the_text_where_that_is_chosen() -> None:
    data = pdf(page(7), page(8), page(9))
    found = read_pdf(Given(data, "the file", options={"furniture": True}))
    assert found.content.text == "\n".join(f"The Harbour\n{PROSE}\n{number}" for number in (7, 8, 9))


def test_a_page_that_cannot_be_opened_is_named_and_the_others_are_read() -> None:
    data = pdf([Words(72, 100, "Nets.")], [Words(72, 100, "Sails.")])
    kids = data[data.index(b"/Kids [") + 7 :].split(b"]")[0]
    found = parsed(data.replace(kids, kids.split(b" ")[0] + b" 0 R 0999 0 R"), "pdf")
    assert found.content.text == "Nets."
    assert found.warnings == (Caution("damaged-pages", 1, "page 2: could not be opened"),)

import pytest
from checking import check_content, words_of

from glossator.model.document import Proposal
from glossator.reading.read import read_bytes
from glossator.text.paragraphs import Paragraphs


def read(text):
    reading = read_bytes(text.encode(), file_name="a.txt")
    check_content(reading)
    return reading


def kinds(text):
    return [(block.kind, block.level) for block in read(text).content.blocks]


LONG = (
    "The pilots of the northern harbour say that a pause freezes what nobody has yet agreed upon, and they are right."
)


def test_the_text_is_the_file_s_with_its_last_newline():
    assert words_of(read(f"{LONG}\n\n  Two.\t\n")) == [
        ("paragraph", LONG),
        ("paragraph", ""),
        ("paragraph", "  Two.\t"),
        ("paragraph", ""),
    ]


def test_a_line_separator_makes_no_line():
    assert len(read("One\u2028two\u2029three\x85four\x0bfive.").content.blocks) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"A pause at sea\n\n{LONG}", ("heading", 1)),
        (f"\n\nA pause at sea\n{LONG}", ("paragraph", None)),
        (f"A pause at sea\n{LONG}", ("heading", 1)),
        (f"Who gains by a pause?\n\n{LONG}", ("heading", 1)),
        (f"A pause at sea.\n\n{LONG}", ("paragraph", None)),
        ("A pause at sea\nA second line of the poem\nA third", ("paragraph", None)),
        (f"By Ana Ruiz\n\n{LONG}", ("paragraph", None)),
        (f"- A pause\n\n{LONG}", ("list-item", 1)),
        ("A pause at sea", ("paragraph", None)),
    ],
    ids=["blank line", "after blanks", "longer line", "question", "stop", "poem", "byline", "list", "alone"],
)
def test_a_short_first_line_without_a_stop_is_the_title(text, kind):
    assert kinds(text)[0] == kind


def test_a_title_after_blank_lines_is_a_heading():
    assert kinds(f"\n\nA pause at sea\n{LONG}")[2] == ("heading", 1)


def test_capitals_and_numbers_between_blank_lines_are_headings():
    text = f"Minutes\n\n{LONG}\n\nANNEX ONE\n\n{LONG}\n\n2.1 Pilotage\n\n{LONG}\n"
    assert [block.level for block in read(text).content.blocks if block.kind == "heading"] == [1, 2, 2]


def test_numbered_lines_one_after_the_other_are_a_list():
    found = kinds(f"{LONG}\n\n1. Ships wait\n\n2. Pilots sleep\n\n3. Dues rise\n")
    assert found[2:7:2] == [("list-item", 1), ("list-item", 1), ("list-item", 1)]


def test_list_items_and_quotations_keep_their_marks():
    assert words_of(read("They ask:\n- ships\n  * pilots\n2) dues\n> as said\n>> before\n")) == [
        ("paragraph", "They ask:"),
        ("list-item", "- ships"),
        ("list-item", "  * pilots"),
        ("list-item", "2) dues"),
        ("quote", "> as said"),
        ("quote", ">> before"),
        ("paragraph", ""),
    ]


def test_depth_of_lists_and_quotations_is_their_level():
    assert kinds("- a\n  - b\n> c\n>> d\n")[:4] == [("list-item", 1), ("list-item", 2), ("quote", 1), ("quote", 2)]


WRAPPED = """\
The first talks in three years have drawn much attention, and many
expected from them an end to the crisis or at least a clear turn
in it. Neither came.

The second round was shorter. Its members met in the old customs
house, with the pilots waiting in the corridor; what they agreed
upon was a list of names.
"""


def test_lines_of_a_hard_wrapped_paragraph_share_a_group():
    groups = [block.data.get("group") for block in read(WRAPPED).content.blocks]
    assert groups == [1, 1, 1, None, 2, 2, 2, None]


def test_a_hard_wrapped_text_has_as_many_paragraphs_as_a_reader_sees():
    assert Paragraphs(read(WRAPPED).content).count == 2


def test_a_list_item_of_two_lines_is_one_group():
    item = "- that the pilots be paid before the dues are raised, in full and\n  in time, by the northern side alone;\n"
    reading = read(WRAPPED + "\n" + item + item)
    assert [(block.kind, block.data.get("group")) for block in reading.content.blocks[8:12]] == [
        ("list-item", 3),
        ("list-item", 3),
        ("list-item", 4),
        ("list-item", 4),
    ]


def test_an_indented_line_begins_a_paragraph_in_a_wrapped_book():
    book = WRAPPED.replace("\n\nThe second", "\n    The second")
    assert [block.data.get("group") for block in read(book).content.blocks] == [1, 1, 1, 2, 2, 2, None]


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\n{LONG}\n",
        "".join(f"Statement {n} says that the harbour stays shut {'for now' * (n % 4)}.\n" for n in range(20)),
        "+--------------------------------------------------------+\n" * 6,
        "Short.\nLines.\nOf verse.\n",
    ],
    ids=["long lines", "one statement a line", "equal lines", "short lines"],
)
def test_lines_that_were_not_wrapped_are_paragraphs_of_their_own(text):
    assert not [block for block in read(text).content.blocks if "group" in block.data]


def test_a_form_feed_begins_a_page():
    reading = read("One.\n\fTwo.\nThree.\n\fFour.")
    assert [(block.page, block.start, block.end) for block in reading.content.blocks if block.kind == "page"] == [
        (1, 0, 5),
        (2, 5, 18),
        (3, 18, 24),
    ]
    assert [block.page for block in reading.content.blocks if block.kind != "page"] == [1, 2, 2, 3]


def test_a_text_without_form_feeds_has_no_pages():
    assert {block.page for block in read("One.\nTwo.").content.blocks} == {None}


def test_title_author_and_date_are_proposed_with_the_lines_they_stand_on():
    text = f"Harbour-2: When pilots return\n{LONG}\n\nNhat Lam • May 20, 2025\n{LONG}\n"
    metadata = read(text).metadata
    assert metadata.title == Proposal("Harbour-2: When pilots return", "line 1")
    assert metadata.author == Proposal("Nhat Lam", "line 4")
    assert metadata.published == Proposal("2025-05-20", "line 4")
    assert metadata.language == Proposal("en", "common words")


def test_nothing_is_proposed_where_nothing_is_said():
    metadata = read("12 34\n56").metadata
    assert (metadata.title, metadata.author, metadata.published, metadata.language) == (None, None, None, None)

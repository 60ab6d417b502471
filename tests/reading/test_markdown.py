import pytest
from checking import check_content, spans_of, words_of

from glossator.model.document import Proposal
from glossator.reading.read import read_bytes


def read(text):
    reading = read_bytes(text.encode(), file_name="a.md")
    check_content(reading)
    return reading


def data_of(text):
    return [(block.kind, block.level, dict(block.data)) for block in read(text).content.blocks]


def cautions(reading):
    return [(caution.code, caution.count) for caution in reading.source.warnings]


def test_the_rendered_prose_is_the_text():
    assert read("# A *pause*\n\nAt **sea** &amp; on\nland, `now`: \\*free\\*.\n").content.text == (
        "A pause\nAt sea & on land, now: *free*."
    )


def test_the_form_becomes_spans():
    assert spans_of(read("**a** *b* ~~c~~ `d` [e](https://example.org/x) **f *g***")) == [
        ("bold", "a", None),
        ("italic", "b", None),
        ("strike", "c", None),
        ("code", "d", None),
        ("link", "e", "https://example.org/x"),
        ("bold", "f g", None),
        ("italic", "g", None),
    ]


def test_headings_have_their_level():
    assert data_of("# a\n\n### b\n\nc\n===\n") == [("heading", 1, {}), ("heading", 3, {}), ("heading", 1, {})]


def test_markers_of_lists_are_data_and_depth_is_the_level():
    assert data_of("3. a\n4. b\n   - c\n\n     d\n") == [
        ("list-item", 1, {"marker": "3."}),
        ("list-item", 1, {"marker": "4."}),
        ("list-item", 2, {"marker": "•"}),
        ("list-item", 2, {}),
    ]


def test_an_empty_list_item_keeps_its_line():
    assert words_of(read("- a\n-\n- b\n")) == [("list-item", "a"), ("list-item", ""), ("list-item", "b")]


def test_quotations_have_their_depth():
    assert data_of("> a\n> > b\n\nc") == [("quote", 1, {}), ("quote", 2, {}), ("paragraph", None, {})]


def test_table_cells_are_blocks_with_their_place():
    assert data_of("| a | b |\n|---|---|\n| c |   |\n") == [
        ("table-cell", None, {"row": 0, "column": 0, "header": True}),
        ("table-cell", None, {"row": 0, "column": 1, "header": True}),
        ("table-cell", None, {"row": 1, "column": 0, "header": False}),
        ("table-cell", None, {"row": 1, "column": 1, "header": False}),
    ]


def test_each_line_of_code_is_a_block_of_one_group():
    reading = read("```python\ndef f():\n\n    pass\n```\n")
    assert words_of(reading) == [("code", "def f():"), ("code", ""), ("code", "    pass")]
    assert {tuple(block.data.items()) for block in reading.content.blocks} == {(("group", 1), ("language", "python"))}


def test_a_hard_break_begins_a_line_of_the_same_group():
    reading = read("*one  \ntwo* three\n")
    assert [(block.kind, dict(block.data)) for block in reading.content.blocks] == [
        ("paragraph", {"group": 1}),
        ("paragraph", {"group": 1, "break": True}),
    ]
    assert spans_of(reading) == [("italic", "one", None), ("italic", "two", None)]


def test_footnotes_follow_the_text_and_their_marks_have_no_width():
    reading = read("Text[^n] and^[inline].\n\n[^n]: Body.\n\n    More.\n\n[^free]: Unasked.\n\nEnd.\n")
    assert words_of(reading) == [
        ("paragraph", "Text and."),
        ("paragraph", "End."),
        ("footnote", "Body."),
        ("footnote", "More."),
        ("footnote", "inline"),
        ("footnote", "Unasked."),
    ]
    assert spans_of(reading) == [("note-ref", "", "n"), ("note-ref", "", "2")]
    assert reading.content.blocks[2].data == {"label": "n", "anchor": "n"}


def test_an_image_stands_as_its_alternative_text():
    assert spans_of(read("See ![the *old* harbour](https://example.org/h.png).")) == [
        ("image", "the old harbour", "the old harbour")
    ]


def test_tags_of_html_are_left_out_and_counted_and_their_text_kept():
    reading = read("A <b>bold</b> word.\n\n<div>\n<p>One\ntwo</p><!-- no -->\n<script>x()</script>\n</div>\n")
    assert words_of(reading) == [("paragraph", "A bold word."), ("paragraph", "One two")]
    assert cautions(reading) == [("html-tags", 8)]


def test_quotes_and_dashes_are_as_written():
    assert read("\"a\" -- 'b'...").content.text == "\"a\" -- 'b'..."


def test_references_to_control_characters_make_none():
    assert read("a&#10;b&#7;c&#13;d").content.text == "a b\ufffdc d"


def test_front_matter_describes_the_document():
    head = 'title: "The pause: a year on"\nauthors:\n  - Ana Ruiz\n  - Tom Lee\ndate: 2026-05-12T09:00\nlang: en\n'
    reading = read(f"---\n{head}---\n# Other\n\nText.\n")
    assert reading.content.text == "Other\nText."
    assert reading.metadata.title == Proposal("The pause: a year on", "front matter")
    assert reading.metadata.author == Proposal("Ana Ruiz, Tom Lee", "front matter")
    assert reading.metadata.published == Proposal("2026-05-12", "front matter")
    assert reading.metadata.language == Proposal("en", "front matter")


@pytest.mark.parametrize(
    ("head", "author", "published"),
    [
        ("author: [Ana, Tom]\ndate: 2026", "Ana, Tom", "2026"),
        ("by: 'Ana'\npublished: 12 May 2026", "Ana", "2026-05-12"),
        ("# comment\nauthor:\ndate: soon", None, None),
    ],
    ids=["list", "words", "nothing"],
)
def test_front_matter_is_read_as_people_write_it(head, author, published):
    metadata = read(f"---\n{head}\n---\n\nText.\n").metadata
    assert (metadata.author and metadata.author.value, metadata.published and metadata.published.value) == (
        author,
        published,
    )


def test_without_front_matter_the_heading_and_the_byline_describe_it():
    metadata = read("# The pause\n\nBy Ana Ruiz, 12 May 2026\n\nText.\n").metadata
    assert metadata.title == Proposal("The pause", "line 1")
    assert metadata.author == Proposal("Ana Ruiz", "line 3")
    assert metadata.published == Proposal("2026-05-12", "line 3")


@pytest.mark.parametrize(
    "text",
    [">" * 5000 + " deep", "- " * 3000 + "deep", "".join(f"{'  ' * n}- item\n" for n in range(400))],
    ids=["quotations", "items on a line", "nested lists"],
)
def test_what_nests_too_deep_is_read_as_plain_text_and_loses_nothing(text):
    reading = read(text)
    assert (reading.content.text, cautions(reading)) == (text, [("read-as-plain", 1)])


@pytest.mark.parametrize(
    "text",
    ["[" * 5000, "![a](" * 2000, "*a " * 5000, "<a " * 5000, "`a``" * 3000, "|a" * 500 + "\n" + "|-" * 500],
    ids=["brackets", "images", "stars", "tags", "ticks", "table"],
)
def test_markdown_without_sense_is_read_all_the_same(text):
    assert read(text).content.text


def test_markdown_that_renders_to_nothing_is_read_as_plain_text():
    assert read("[a]: https://example.org\n").content.text == "[a]: https://example.org\n"

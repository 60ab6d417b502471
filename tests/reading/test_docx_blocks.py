import pytest
from making import data_of, lines, spans
from making_docx import (
    cell,
    in_list,
    level,
    note,
    p,
    r,
    read,
    style,
    styled,
)

LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%1.%2)")
    + level(2, "upperRoman", "(%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + level(0, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def test_headings_are_known_by_their_outline_level_through_the_styles_they_are_based_on():
    found = read(
        p(r("a"), styled("Own"))
        + p(r("b"), '<w:outlineLvl w:val="7"/>')
        + p(r("c"), styled("Own") + '<w:outlineLvl w:val="9"/>')
        + p("", styled("Own"))
        + p(r("d")),
        styles=style("Base", "base", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("Own", "My own", based_on="Base"),
    )
    assert [(block.kind, block.level) for block in found.content.blocks] == [
        ("heading", 3),
        ("heading", 6),
        ("paragraph", None),
        ("paragraph", None),
        ("paragraph", None),
    ]


@pytest.mark.parametrize("name", ["heading 2", "Überschrift 2", "Titre 2", "Заголовок 2", "見出し 2", "标题 2"])
def test_headings_are_known_by_their_style_s_name_in_many_languages(name):
    found = read(p(r("a"), styled("x")), styles=style("x", name))
    assert [(block.kind, block.level) for block in found.content.blocks] == [("heading", 2)]


def test_a_style_that_the_file_does_not_hold_is_known_by_its_id():
    assert lines(read(p(r("a"), styled("Heading1")))) == [("heading", "a")]


def test_styles_that_are_based_on_one_another_in_a_circle_are_followed_once():
    found = read(p(r("a"), styled("x")), styles=style("x", "x", based_on="y") + style("y", "y", based_on="x"))
    assert lines(found) == [("paragraph", "a")]


def test_quotations_and_code_are_known_by_their_styles():
    found = read(
        p(r("a"), styled("Quote"))
        + p(r("b"), styled("pre"))
        + p(r("c"), styled("pre"))
        + p(r("d", '<w:rStyle w:val="v"/>')),
        styles=style("pre", "HTML Preformatted") + style("v", "Verbatim Char", kind="character"),
    )
    assert lines(found) == [("quote", "a"), ("code", "b"), ("code", "c"), ("paragraph", "d")]
    assert data_of(found) == [{}, {"group": 1}, {"group": 1}, {}]
    assert spans(found) == [("code", "d", None)]


def test_the_markers_of_lists_are_counted_and_are_data():
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (3, 0), (3, 0), (0, 0)]
    found = read("".join(p(r("x"), in_list(*place)) for place in places), numbering=LISTS)
    assert [(block.kind, block.level, block.data.get("marker")) for block in found.content.blocks] == [
        ("list-item", 1, "1."),
        ("list-item", 2, "1.a)"),
        ("list-item", 2, "1.b)"),
        ("list-item", 3, "(I)"),
        ("list-item", 1, "2."),
        ("list-item", 2, "2.a)"),
        ("list-item", 1, "•"),
        ("list-item", 1, "5."),
        ("list-item", 1, "6."),
        ("paragraph", None, None),
    ]
    assert found.content.text == "\n".join("x" * 10)


def test_a_heading_s_number_comes_from_the_list_that_its_style_names():
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "decimal", "%1", styled("h1"))
        + level(1, "decimal", "%1.%2", styled("h2"))
        + '</w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
    found = read(
        p(r("a"), styled("h1")) + p(r("b"), styled("h2")) + p(r("c"), styled("h2")),
        numbering=numbering,
        styles=style("h1", "heading 1", listed) + style("h2", "heading 2", listed),
    )
    assert [(block.kind, block.level, dict(block.data)) for block in found.content.blocks] == [
        ("heading", 1, {"marker": "1"}),
        ("heading", 2, {"marker": "1.1"}),
        ("heading", 2, {"marker": "1.2"}),
    ]


def test_notes_follow_the_text_and_their_marks_have_no_width():
    found = read(
        p(
            r("a")
            + '<w:r><w:footnoteReference w:id="5"/></w:r>'
            + r("b")
            + '<w:r><w:endnoteReference w:id="2"/></w:r>'
            + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="6"/><w:t>*</w:t></w:r>'
        )
        + p(r("End.")),
        footnotes=note("footnote", 0, p("<w:r><w:separator/></w:r>"))
        + note("footnote", 6, p(r("* Typed.")))
        + note("footnote", 5, p("<w:r><w:footnoteRef/></w:r>" + r(" First ") + r("note.", "<w:i/>")) + p(r("More."))),
        endnotes=note("endnote", 2, p(r("Last."))),
    )
    assert lines(found) == [
        ("paragraph", "ab"),
        ("paragraph", "End."),
        ("footnote", "First note."),
        ("footnote", "More."),
        ("footnote", "Last."),
        ("footnote", "Typed."),
    ]
    assert data_of(found)[2:] == [
        {"label": "1", "anchor": "1", "group": 1},
        {"label": "1", "anchor": "1", "group": 1, "break": True},
        {"label": "i", "anchor": "i"},
        {"label": "*", "anchor": "*"},
    ]
    assert [(span.kind, span.start, span.end, span.target) for span in found.content.spans] == [
        ("note-ref", 1, 1, "1"),
        ("note-ref", 2, 2, "i"),
        ("note-ref", 2, 2, "*"),
        ("italic", 14, 19, None),
    ]


def test_a_note_of_deleted_text_is_out():
    found = read(
        p(r("a") + '<w:del><w:r><w:footnoteReference w:id="5"/></w:r></w:del>'),
        footnotes=note("footnote", 5, p(r("Gone."))),
    )
    assert found.content.text == "a"


def test_cells_are_blocks_with_their_place_and_what_they_span():
    rows = [
        "<w:trPr><w:tblHeader/></w:trPr>" + cell(p(r("A"))) + cell(p(r("B"))) + cell(p(r("C"))),
        cell(p(r("d")), '<w:vMerge w:val="restart"/>') + cell(p(r("e")), '<w:gridSpan w:val="2"/>'),
        cell(p(""), "<w:vMerge/>") + cell(p(r("f")) + p(r("g"))) + cell(p("")),
    ]
    found = read("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>" + p(""))
    assert [words for _, words in lines(found)] == ["A", "B", "C", "d", "e", "f", "g", ""]
    assert data_of(found) == [
        {"table": 0, "row": 0, "column": 0, "header": True},
        {"table": 0, "row": 0, "column": 1, "header": True},
        {"table": 0, "row": 0, "column": 2, "header": True},
        {"table": 0, "row": 1, "column": 0, "header": False, "rowspan": 2},
        {"table": 0, "row": 1, "column": 1, "header": False, "colspan": 2},
        {"table": 0, "row": 2, "column": 1, "header": False, "group": 1},
        {"table": 0, "row": 2, "column": 1, "header": False, "group": 1},
        {"table": 0, "row": 2, "column": 2, "header": False},
    ]


def test_a_merged_cell_that_holds_words_all_the_same_loses_none():
    rows = cell(p(r("a")), '<w:vMerge w:val="restart"/>'), cell(p(r("b")), "<w:vMerge/>")
    found = read("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
    assert found.content.text == "a\nb"


def test_a_table_in_a_cell_has_a_number_of_its_own():
    inner = f"<w:tbl><w:tr>{cell(p(r('in')))}</w:tr></w:tbl>"
    found = read(f"<w:tbl><w:tr>{cell(p(r('a')) + inner + p(''))}{cell(p(r('b')))}</w:tr></w:tbl>")
    assert [
        (words, data["table"], data["column"]) for (_, words), data in zip(lines(found), data_of(found), strict=True)
    ] == [
        ("a", 0, 0),
        ("in", 1, 0),
        ("b", 0, 1),
    ]

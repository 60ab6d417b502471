import pytest
from making import counts, data_of, lines, parsed, refusal, spans, zipped

from glossator.model.document import Proposal
from glossator.reading.parsed import Comment

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(
    f'xmlns:{prefix}="{OASIS}{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "meta": "meta",
        "manifest": "manifest",
    }.items()
)
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'


def made(body, *, own="", common="", meta="", more=None):
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {NAMES}><office:automatic-styles>{own}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {NAMES}><office:styles>{common}</office:styles>"
            "</office:document-styles>",
            "meta.xml": f"<office:document-meta {NAMES}><office:meta>{meta}</office:meta></office:document-meta>",
        }
        | (more or {})
    )


def read(body, **parts):
    return parsed(made(body, **parts), "odt")


def p(inner, style=""):
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def span(style, inner):
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


def style(name, family, inner="", more=""):
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inner}</style:style>'


def words(attributes):
    return f"<style:text-properties {attributes}/>"


def test_blanks_are_as_the_format_says_and_its_spaces_tabs_and_breaks_are_characters():
    found = read(p("\n  One  <text:s text:c='2'/>two<text:tab/>three<text:line-break/>four\n") + p("<text:s/>x"))
    assert lines(found) == [("paragraph", "One   two\tthree"), ("paragraph", "four"), ("paragraph", " x")]
    assert data_of(found) == [{"group": 1}, {"group": 1, "break": True}, {}]


def test_blanks_between_spans_are_one():
    assert read(p(f"a {span('x', ' b')} <!-- c -->d")).content.text == "a b d"


def test_characters_are_as_written():
    written = "co\u00adop oﬃce\u00a0︵縦︶\u202f«À\u0301»"
    assert read(p(written)).content.text == written


def test_the_form_of_words_becomes_spans_through_their_parents():
    found = read(
        p(span("B", "a" + span("I", "b")) + span("T", "c") + span("U", "d") + span("S", "e") + span("C", "f")),
        own=style("B", "text", words('fo:font-weight="bold"'))
        + style("I", "text", words('fo:font-style="italic"'))
        + style("T", "text", words('fo:font-variant="small-caps"'), 'style:parent-style-name="Strong"')
        + style("U", "text", words('style:text-underline-style="solid" style:text-line-through-style="none"'))
        + style("S", "text", words('style:text-position="super 58%"')),
        common=style("Strong", "text", words('fo:font-weight="700"'))
        + style("C", "text", "", 'style:display-name="Source Text"'),
    )
    assert spans(found) == [
        ("bold", "abc", None),
        ("italic", "b", None),
        ("small-caps", "c", None),
        ("underline", "d", None),
        ("superscript", "e", None),
        ("code", "f", None),
    ]


def test_what_was_set_for_a_paragraph_is_a_span_and_what_its_named_style_does_is_not():
    found = read(
        p("a", "P1") + p("b", "Loud"),
        own=style("P1", "paragraph", words('fo:font-style="italic"'), 'style:parent-style-name="Loud"'),
        common=style("Loud", "paragraph", words('fo:font-weight="bold"')),
    )
    assert spans(found) == [("italic", "a", None)]


def test_headings_quotations_and_code_are_known():
    found = read(
        '<text:h text:outline-level="2">a</text:h><text:h text:outline-level="9">b</text:h>'
        + p("c", "P1")
        + p("d", "Quotations")
        + p("e", "Preformatted_20_Text")
        + p("f", "Title")
        + '<text:h text:outline-level="1"/>'
        + p("g"),
        own=style("P1", "paragraph", "", 'style:parent-style-name="Own"'),
        common=style("Own", "paragraph", "", 'style:default-outline-level="3"'),
    )
    assert [(block.kind, block.level) for block in found.content.blocks] == [
        ("heading", 2),
        ("heading", 6),
        ("heading", 3),
        ("quote", 1),
        ("code", None),
        ("heading", 1),
        ("paragraph", None),
        ("paragraph", None),
    ]


def level(number, form, more=""):
    return f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" {more}/>'


LISTS = (
    '<text:list-style style:name="L">'
    + level(1, "1", 'style:num-suffix="."')
    + level(2, "a", 'style:num-suffix=")" text:display-levels="2"')
    + '<text:list-level-style-bullet text:level="3" text:bullet-char="\uf0b7"/></text:list-style>'
)


def item(*inner, more=""):
    return f"<text:list-item {more}>{''.join(inner)}</text:list-item>"


def listed(*items, more=""):
    return f"<text:list {more}>{''.join(items)}</text:list>"


def test_the_markers_of_lists_are_counted_and_are_data():
    inner = listed(item(p("b"), listed(item(p("c")))), item(p("d")))
    found = read(
        listed(item(p("a"), inner), item(p("e"), p("f")), more='text:style-name="L"')
        + p("between")
        + listed(item(p("g")), more='text:style-name="L" text:continue-numbering="true"')
        + listed(item(p("h"), more='text:start-value="7"'), item(p("i")), more='text:style-name="L"')
        + listed(f"<text:list-header>{p('j')}</text:list-header>", item(p("k")), more='text:style-name="L"'),
        own=LISTS,
    )
    assert [
        (word, block.level, block.data.get("marker"))
        for (_, word), block in zip(lines(found), found.content.blocks, strict=True)
    ] == [
        ("a", 1, "1."),
        ("b", 2, "1.a)"),
        ("c", 3, "•"),
        ("d", 2, "1.b)"),
        ("e", 1, "2."),
        ("f", 1, None),
        ("between", None, None),
        ("g", 1, "3."),
        ("h", 1, "7."),
        ("i", 1, "8."),
        ("j", 1, None),
        ("k", 1, "1."),
    ]


def test_a_heading_s_number_is_data():
    outline = "".join(
        f'<text:outline-level-style text:level="{number}" style:num-format="1" text:display-levels="{number}"/>'
        for number in (1, 2)
    )
    heads = "".join(f'<text:h text:outline-level="{number}">x</text:h>' for number in (1, 2, 2, 1, 2))
    found = read(heads, common=f"<text:outline-style>{outline}</text:outline-style>")
    assert [block.data.get("marker") for block in found.content.blocks] == ["1", "1.1", "1.2", "2", "2.1"]


def test_notes_follow_the_text_and_their_marks_have_no_width():
    body = (
        '<text:note text:note-class="{}"><text:note-citation>{}</text:note-citation>'
        "<text:note-body>{}</text:note-body></text:note>"
    )
    found = read(
        p("a" + body.format("footnote", "1", p("First.") + p("More.")) + "b" + body.format("endnote", "i", p("Last.")))
        + p("End.")
    )
    assert lines(found) == [
        ("paragraph", "ab"),
        ("paragraph", "End."),
        ("footnote", "First."),
        ("footnote", "More."),
        ("footnote", "Last."),
    ]
    assert data_of(found)[2:] == [
        {"label": "1", "anchor": "1", "group": 1},
        {"label": "1", "anchor": "1", "group": 1, "break": True},
        {"label": "i", "anchor": "i"},
    ]
    assert [(one.kind, one.start, one.end, one.target) for one in found.content.spans] == [
        ("note-ref", 1, 1, "1"),
        ("note-ref", 2, 2, "i"),
    ]


def test_cells_are_blocks_with_their_place_and_what_they_span():
    def cell(inner, more=""):
        return f"<table:table-cell {more}>{inner}</table:table-cell>"

    def row(*cells):
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    covered = "<table:covered-table-cell/>"
    head = row(cell(p("A"), 'table:number-columns-spanned="2"'), covered, cell(p("B")))
    inner = f"<table:table>{row(cell(p('in')))}</table:table>"
    found = read(
        f"<table:table><table:table-header-rows>{head}</table:table-header-rows>"
        + row(cell(p("c") + p("d"), 'table:number-rows-spanned="2"'), cell(inner), cell(""))
        + row(covered, cell(p("e"), 'table:number-columns-repeated="999999999"'))
        + "</table:table>"
    )
    assert [word for _, word in lines(found)] == ["A", "B", "c", "d", "in", "", "", "e"]
    assert data_of(found) == [
        {"table": 0, "row": 0, "column": 0, "header": True, "colspan": 2},
        {"table": 0, "row": 0, "column": 2, "header": True},
        {"table": 0, "row": 1, "column": 0, "header": False, "rowspan": 2, "group": 1},
        {"table": 0, "row": 1, "column": 0, "header": False, "rowspan": 2, "group": 1},
        {"table": 1, "row": 0, "column": 0, "header": False},
        {"table": 0, "row": 1, "column": 1, "header": False},
        {"table": 0, "row": 1, "column": 2, "header": False},
        {"table": 0, "row": 2, "column": 1, "header": False},
    ]


def test_deleted_text_is_out_and_changes_are_counted():
    changes = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('gone')}</text:deletion></text:changed-region>"
        "<text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    found = read(changes + p("a<text:change/> <text:change-start/>new<text:change-end/>"))
    assert found.content.text == "a new"
    assert counts(found) == {"insertions": 1, "deletions": 1}


def test_hidden_text_is_out_and_counted():
    found = read(
        p("a" + span("H", "secret"))
        + p('b<text:hidden-paragraph text:is-hidden="true"/>')
        + p("c", "PH")
        + f'<text:section text:display="none">{p("d")}</text:section>'
        + p('e<text:hidden-text text:is-hidden="true">f</text:hidden-text>'),
        own=style("H", "text", words('text:display="none"')) + style("PH", "paragraph", words('text:display="none"')),
    )
    assert found.content.text == "a\ne"
    assert counts(found) == {"hidden": 5}


def test_of_ruby_the_base_is_text():
    ruby = "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby>"
    found = read(p(ruby + "字"))
    assert (found.content.text, counts(found)) == ("漢字", {"readings": 1})


def test_text_boxes_follow_their_paragraph_and_images_say_where_their_bytes_are():
    box = f"<draw:frame><draw:text-box>{p('box')}</draw:text-box></draw:frame>"
    image = (
        '<draw:frame><draw:image xlink:href="{}"/><draw:image xlink:href="Pictures/other.svm"/>'
        "<svg:title>t</svg:title><svg:desc>the\nharbour</svg:desc></draw:frame>"
    )
    found = read(
        p("a " + box + image.format("Pictures/1.png") + image.format("https://example.org/2.png")) + p(box) + p("c"),
        more={"Pictures/1.png": b"x"},
    )
    assert [word for _, word in lines(found)] == ["a the harbourthe harbour", "box", "box", "c"]
    assert data_of(found)[0] == {"images": [{"at": 2, "ref": "Pictures/1.png"}]}
    assert spans(found) == [("image", "the harbour", "the harbour")] * 2


def test_links_are_spans_and_bookmarks_are_no_text():
    found = read(
        p('<text:bookmark-start text:name="x"/><text:a xlink:href="https://example.org/">far</text:a>')
        + p('<text:a xlink:href="#x">near</text:a>')
    )
    assert spans(found) == [("link", "far", "https://example.org/")]


def test_comments_are_beside_the_text_with_their_places():
    comment = "<dc:creator>Mara</dc:creator><dc:date>2026-05-12T09:00:00</dc:date>"
    found = read(
        p(
            f'One <office:annotation office:name="1">{comment}{p("Is it?")}{p("No.")}</office:annotation>two'
            f'<office:annotation-end office:name="1"/> three<office:annotation>{p("Where?")}</office:annotation>'
        )
    )
    assert found.content.text == "One two three"
    assert found.comments == (
        Comment(4, 7, "Is it?\nNo.", "Mara", "2026-05-12T09:00:00"),
        Comment(13, 13, "Where?", None, None),
    )
    assert counts(found) == {"comments": 2}


def test_right_to_left_paragraphs_say_so_and_so_does_the_document():
    properties = '<style:paragraph-properties style:writing-mode="rl-tb"/>'
    found = read(p("مرحبا", "P1"), own=style("P1", "paragraph", properties))
    assert (found.content.text, data_of(found)) == ("مرحبا", [{"direction": "rtl"}])
    assert found.metadata.direction == Proposal("rtl", "most of its paragraphs")


def test_properties_describe_the_document():
    metadata = read(
        p("a"),
        meta="<dc:title>The pause</dc:title><meta:initial-creator>Ana Ruiz</meta:initial-creator>"
        "<dc:creator>Tom</dc:creator><meta:creation-date>2026-05-12T09:00:00</meta:creation-date>"
        "<dc:language>de</dc:language>",
    ).metadata
    origin = "the file's properties"
    assert metadata.title == Proposal("The pause", origin)
    assert metadata.author == Proposal("Ana Ruiz", origin)
    assert metadata.published == Proposal("2026-05-12", origin)
    assert metadata.language == Proposal("de", origin)


def test_indexes_keep_what_they_list_and_lose_what_describes_them():
    index = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>x</text:index-title-template>"
        f"</text:table-of-content-source><text:index-body>{p('Part one')}</text:index-body></text:table-of-content>"
    )
    assert read(index).content.text == "Part one"


MANIFEST = (
    f'<manifest:manifest {NAMES}><manifest:file-entry manifest:full-path="content.xml">'
    "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
)
LOCKED = "“a” was not read, it is protected by a password, open it in its own program and save it without one"


@pytest.mark.parametrize(
    "more", [{"META-INF/manifest.xml": MANIFEST}, {"encrypted-package": "x"}], ids=["of its parts", "of the whole"]
)
def test_a_password_is_named_as_such(more):
    assert refusal(made(p("a"), more=more), "odt") == LOCKED


def test_a_manifest_with_a_doctype_is_read():
    manifest = f'<!DOCTYPE manifest:manifest PUBLIC "-//x//EN" "Manifest.dtd"><manifest:manifest {NAMES}/>'
    assert read(p("a"), more={"META-INF/manifest.xml": manifest}).content.text == "a"


def test_another_kind_of_opendocument_file_is_refused():
    sheet = (
        f"<office:document-content {NAMES}><office:body><office:spreadsheet/></office:body></office:document-content>"
    )
    assert "an OpenDocument file other than a text" in refusal(made("", more={"content.xml": sheet}), "odt")


def test_entities_that_a_part_declares_are_refused():
    laughs = f'<!DOCTYPE x [<!ENTITY a "ha">]><office:document-content {NAMES}/>'
    assert "declares entities of its own" in refusal(made("", more={"content.xml": laughs}), "odt")


def test_a_zip_bomb_is_refused():
    assert "far more than a document does" in refusal(made(p("a"), more={"x": b"\0" * 5_000_000}), "odt")


def test_what_is_nested_in_thousands_is_answered_in_a_sentence():
    deep = "<text:section>" * 5000 + p("deep") + "</text:section>" * 5000
    assert "it is nested deeper than a document is" in refusal(made(deep), "odt")


def test_a_number_of_spaces_that_no_one_types_fills_no_memory():
    assert len(read(p('a<text:s text:c="999999999999"/>b')).content.text) == 10_002


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_file_is_damaged(share):
    data = made(p("word " * 300))
    assert "the file is damaged or not whole" in refusal(data[: int(len(data) * share)], "odt")


def test_a_text_without_words_is_refused():
    assert "it holds no text" in refusal(made(p("")), "odt")

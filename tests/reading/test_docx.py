from making import counts, data_of, lines, spans
from making_docx import BOX, NAMES, OLD_BOX, field, p, r, read, style, styled

from glossator.model.document import Proposal
from glossator.reading.parsed import Comment

CORE = (
    '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:dcterms"><dc:title>{}</dc:title>'
    "<dc:creator>{}</dc:creator><dcterms:created>2026-05-12T09:00:00Z</dcterms:created><dc:language>{}</dc:language>"
    "</cp:coreProperties>"
)


def test_each_paragraph_is_a_line_and_none_is_added_at_the_end():
    assert lines(read(p(r("One ") + r("word.")) + p("") + p(r("Two.")) + p(""))) == [
        ("paragraph", "One word."),
        ("paragraph", ""),
        ("paragraph", "Two."),
    ]


def test_the_form_of_words_becomes_spans_that_go_on_over_runs():
    found = read(
        p(
            r("a", "<w:b/>")
            + r("b", "<w:b/><w:i/>")
            + r(" c ")
            + r("d", '<w:u w:val="single"/>')
            + r("e", '<w:vertAlign w:val="superscript"/>')
            + r("f", "<w:smallCaps/>")
            + r("g", '<w:b w:val="0"/><w:caps/>')
            + r("h", "<w:strike/>")
        )
    )
    assert found.content.text == "ab c defgh"
    assert spans(found) == [
        ("bold", "ab", None),
        ("italic", "b", None),
        ("underline", "d", None),
        ("superscript", "e", None),
        ("small-caps", "f", None),
        ("strike", "h", None),
    ]


def test_spaces_hyphens_tabs_and_ligatures_are_the_characters_that_they_are():
    found = read(
        p(
            "<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>x</w:t><w:tab/>"
            "<w:t>oﬃce\u00a0︵縦︶\u202f«À\u0301»</w:t></w:r>"
        )
    )
    assert found.content.text == "co\u00adop\u2011x\toﬃce\u00a0︵縦︶\u202f«À\u0301»"


def test_a_line_break_begins_a_line_of_the_same_group_and_a_page_break_is_no_text():
    found = read(p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>") + p('<w:r><w:br w:type="page"/></w:r>') + p(r("c")))
    assert lines(found) == [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]
    assert data_of(found) == [{"group": 1}, {"group": 1, "break": True}, {}]


def test_a_page_break_between_words_keeps_them_apart():
    assert read(p('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>')).content.text == "a\nb"


def test_symbols_are_the_characters_that_they_show():
    found = read(
        p(
            '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/>'
            '<w:sym w:font="Odd" w:char="F041"/></w:r>' + r("\uf0b4", '<w:rFonts w:ascii="Symbol"/>')
        )
    )
    assert found.content.text == "α✓\uf041×"
    assert counts(found) == {"symbols": 1}


def test_insertions_are_in_deletions_are_out_and_moved_text_is_read_once():
    found = read(
        p(
            r("The ")
            + f"<w:ins>{r('new ')}</w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
            + f"<w:moveFrom>{r('moved ')}</w:moveFrom>"
            + r("text ")
            + f"<w:moveTo>{r('moved')}</w:moveTo>"
        )
    )
    assert found.content.text == "The new text moved"
    assert counts(found) == {"insertions": 1, "deletions": 1, "moves": 1}
    assert [caution.words for caution in found.warnings] == [
        "1 tracked insertion taken in",
        "1 tracked deletion left out",
        "1 moved passage read once, where it went",
    ]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    gone = "<w:rPr><w:del/></w:rPr>"
    found = read(
        p(r("One "), gone)
        + p("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", gone)
        + p(r("two."), styled("Heading1"))
    )
    assert lines(found) == [("heading", "One two.")]


def test_a_paragraph_whose_end_was_moved_away_goes_on_in_the_next():
    assert read(p(r("a"), "<w:rPr><w:moveFrom/></w:rPr>") + p(r("b"))).content.text == "ab"


def test_a_deleted_row_is_out():
    row = "<w:tr>{}<w:tc>" + p(r("{}")) + "</w:tc></w:tr>"
    found = read(f"<w:tbl>{row.format('<w:trPr><w:del/></w:trPr>', 'a')}{row.format('', 'b')}</w:tbl>")
    assert [(one, data["row"]) for (_, one), data in zip(lines(found), data_of(found), strict=True)] == [("b", 0)]


def test_hidden_words_are_out_and_counted():
    body = p(r("a") + r("secret", "<w:vanish/>")) + p(r("all", "<w:vanish/>")) + p(r("b"), styled("Hid"))
    found = read(body, styles=style("Hid", "Hid", "<w:rPr><w:vanish/></w:rPr>"))
    assert lines(found) == [("paragraph", "a")]
    assert counts(found) == {"hidden": 3}


def test_a_text_box_follows_its_paragraph_and_its_fallback_is_not_read_again():
    drawn = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{BOX.format(p(r("box")))}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{OLD_BOX.format(p(r('old')))}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = read(p(r("a ") + f"<w:r>{drawn}</w:r>" + r("b")) + p(r("c")))
    assert [words for _, words in lines(found)] == ["a b", "box", "c"]


def test_what_is_not_understood_gives_way_to_its_fallback():
    drawn = (
        f'<mc:AlternateContent xmlns:odd="urn:odd"><mc:Choice Requires="odd">{p(r("odd"))}</mc:Choice>'
        f"<mc:Fallback>{p(r('plain'))}</mc:Fallback></mc:AlternateContent>"
    )
    assert read(drawn).content.text == "plain"


def test_an_old_text_box_is_read_too():
    found = read(
        p(
            r("a", "<w:i/>")
            + f"<w:r><w:rPr><w:i/></w:rPr><w:pict>{OLD_BOX.format(p(r('box')))}</w:pict><w:t>b</w:t></w:r>"
        )
    )
    assert [words for _, words in lines(found)] == ["ab", "box"]
    assert spans(found) == [("italic", "ab", None)]


def test_content_controls_and_other_wrappers_are_read_through():
    inner = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{r('b')}</w:sdtContent></w:sdt>"
    tagged = f"<w:smartTag>{r('c')}</w:smartTag>"
    outer = f"<w:sdt><w:sdtContent>{p(r('a') + inner + tagged)}</w:sdtContent></w:sdt>"
    assert read(outer).content.text == "abc"


def test_of_fields_the_result_is_text_and_hyperlinks_are_links():
    found = read(
        p(
            r("p. ")
            + field("PAGE", r("7"))
            + " "
            + field(' HYPERLINK "https://example.org/a" \\l "b" ', r("far", '<w:u w:val="single"/>'))
            + f'<w:hyperlink r:id="link0">{r("near")}</w:hyperlink><w:hyperlink w:anchor="x">{r("in")}</w:hyperlink>'
            + f'<w:fldSimple w:instr="TITLE">{r("title")}</w:fldSimple>'
            + field("IF " + "", r("yes"))
        ),
        links=["https://example.org/c"],
    )
    assert found.content.text == "p. 7farnearintitleyes"
    assert spans(found) == [("link", "far", "https://example.org/a#b"), ("link", "near", "https://example.org/c")]


def test_a_field_in_a_field_s_instruction_is_no_text():
    inner = field("MERGEFIELD x", r("inner"))
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    rest = (
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("outer") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert read(p(begun + inner + rest)).content.text == "outer"


def test_a_field_without_its_end_hides_nothing():
    assert read(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("a")) + p(r("b"))).content.text == "a\nb"


def test_of_ruby_the_base_is_text_and_its_reading_is_counted():
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('かん')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"
    found = read(p(ruby + r("字")))
    assert found.content.text == "漢字"
    assert counts(found) == {"readings": 1}


def test_of_ruby_that_is_set_as_a_formula_the_base_is_text():
    instruction = 'EQ \\* jc2 \\* "Font:Mincho" \\* hps10 \\o\\ad(\\s\\up 9(かん),漢)'
    marks = ['<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>']
    found = read(p(f"<w:r><w:instrText>{instruction}</w:instrText></w:r>".join(marks) + r("字")))
    assert (found.content.text, counts(found)) == ("漢字", {"readings": 1})


def test_raised_words_are_superscript():
    found = read(p(r("a") + r("b", '<w:position w:val="8"/>') + r("c", '<w:position w:val="-8"/>')))
    assert spans(found) == [("superscript", "b", None), ("subscript", "c", None)]


def test_a_comment_of_the_file_s_own_divides_no_words():
    assert read(p("<w:r><w:t>a<!-- c -->b</w:t></w:r>")).content.text == "ab"


def test_formulas_are_their_letters_in_a_row_and_counted():
    found = read(p(r("let ") + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"))
    assert found.content.text == "let x=1"
    assert counts(found) == {"formulas": 1}


def test_right_to_left_paragraphs_say_so_and_so_does_the_document():
    found = read(p(r("مرحبا", "<w:rtl/><w:bCs/>"), "<w:bidi/>") + p(r("שלום"), "<w:bidi/>") + p(r("end")))
    assert found.content.text == "مرحبا\nשלום\nend"
    assert data_of(found) == [{"direction": "rtl"}, {"direction": "rtl"}, {}]
    assert spans(found) == [("bold", "مرحبا", None)]
    assert found.metadata.direction == Proposal("rtl", "most of its paragraphs")


def test_an_image_stands_as_its_alternative_text_and_says_where_its_bytes_are():
    drawn = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{}"/><a:graphic><a:graphicData><pic:pic>'
        '<pic:blipFill><a:blip r:embed="image1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    found = read(p(r("a ") + drawn.format("the harbour") + drawn.format("")), more={"word/media/image1.png": b"x"})
    assert spans(found) == [("image", "the harbour", "the harbour"), ("image", "", "")]
    assert data_of(found) == [
        {"images": [{"at": 2, "ref": "word/media/image1.png"}, {"at": 13, "ref": "word/media/image1.png"}]}
    ]


def test_comments_are_beside_the_text_with_their_places():
    found = read(
        p(
            r("One ")
            + '<w:commentRangeStart w:id="3"/>'
            + r("two")
            + '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>'
            + r(" three")
            + '<w:r><w:commentReference w:id="4"/></w:r>'
        ),
        comments=(
            '<w:comment w:id="3" w:author="Mara" w:date="2026-05-12T09:00:00Z">'
            + p(r("Is it?"))
            + p(r("No."))
            + "</w:comment>"
            '<w:comment w:id="4">' + p(r("Where?")) + "</w:comment>"
        ),
    )
    assert found.content.text == "One two three"
    assert found.comments == (
        Comment(4, 7, "Is it?\nNo.", "Mara", "2026-05-12T09:00:00Z"),
        Comment(13, 13, "Where?", None, None),
    )
    assert counts(found) == {"comments": 2}


def test_headers_and_footers_are_out():
    section = '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>'
    header = f"<w:hdr {NAMES}>{p(r('head'))}</w:hdr>"
    found = read(p(r("a")) + p("", section) + p(r("b")) + section, more={"word/header1.xml": header})
    assert found.content.text == "a\nb"


def test_properties_describe_the_document():
    metadata = read(
        p(r("a")), more={"docProps/core.xml": CORE.format("The pause", "Ana Ruiz; Tom Lee", "de-AT")}
    ).metadata
    origin = "the file's properties"
    assert metadata.title == Proposal("The pause", origin)
    assert metadata.author == Proposal("Ana Ruiz; Tom Lee", origin)
    assert metadata.published == Proposal("2026-05-12", origin)
    assert metadata.language == Proposal("de-AT", origin)


def test_what_programs_write_by_themselves_gives_way_to_the_text():
    body = p(r("The pause"), styled("Heading1")) + p(r("By Ana Ruiz, 12 May 2025"))
    core = CORE.format("Microsoft Word - draft.doc", "user", "")
    metadata = read(body, more={"docProps/core.xml": core}).metadata
    assert metadata.title == Proposal("The pause", "line 1")
    assert metadata.author == Proposal("Ana Ruiz", "line 2")
    assert metadata.published == Proposal("2025-05-12", "line 2")

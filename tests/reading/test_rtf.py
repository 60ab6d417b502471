import pytest
from making import counts, data_of, lines, parsed, spans
from making_rtf import made, read, text

from glossator.model.document import Proposal
from glossator.reading.parsed import Comment
from glossator.reading.pictures import picture


def test_each_paragraph_is_a_line_and_line_ends_of_the_file_are_none():
    assert lines(read("One \r\nword.\\par\r\nTwo\\line three.\\par\n")) == [
        ("paragraph", "One word."),
        ("paragraph", "Two"),
        ("paragraph", "three."),
    ]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"caf\'e9", "café"),
        (r"{\f1 \'cc\'e8\'f0}", "Мир"),
        (r"{\f2 \'93\'fa\'96\'7b\'83A}", "日本ア"),
        (r"{\f2 \'83\\ x}", "ソ x"),
        (r"{\f4 \'b3\'f3d\'9f}", "łódź"),
        (r"{\f3 a\'b7}", "α•"),
        ("na\u00efve", "naïve"),
    ],
    ids=["Western", "Cyrillic", "Japanese", "a backslash in a character", "Polish", "symbols", "a bare byte"],
)
def test_bytes_are_read_in_the_code_page_of_their_font(body, shown):
    assert text(body) == shown


@pytest.mark.parametrize(
    ("head", "shown"),
    [(r"\ansi\ansicpg1251", "й"), (r"\mac", "È"), (r"\pc", "Θ"), (r"\ansi\ansicpg65001", "\ufffd")],
    ids=["1251", "Mac", "DOS", "UTF-8"],
)
def test_bytes_without_a_font_are_read_in_the_code_page_of_the_file(head, shown):
    assert parsed((r"{\rtf1" + head + r" \'e9}").encode(), "rtf").content.text == shown


def test_a_code_page_that_its_font_names_goes_before_its_character_set():
    assert text(r"{\f9 \'ab\'a2}", r"{\fonttbl{\f9\fcharset0\cpg866 x;}}") == "лв"


@pytest.mark.parametrize(
    ("body", "shown", "replaced"),
    [
        (r"\u8364?", "€", 0),
        (r"\u8364\'80x", "€x", 0),
        (r"\uc2\u8364 abx", "€x", 0),
        (r"\uc0\u8364 x", "€x", 0),
        (r"{\uc0\u8364 }\u8364 ?x", "€€x", 0),
        (r"\u-3913?", "\uf0b7", 0),
        (r"\u-10179?\u-8704?", "😀", 0),
        (r"\u55357\'3f\u56832\'3f", "😀", 0),
        (r"\uc0\u55357\uc1 \u56832\'3f", "😀", 0),
        (r"\u55357?x", "\ufffdx", 1),
        (r"x\u55357?\par x", "x\ufffd\nx", 1),
        (r"\u56832?x", "\ufffdx", 1),
        (r"\u8364\par x", "€\nx", 0),
    ],
)
def test_characters_by_number_take_the_place_of_what_stands_for_them(body, shown, replaced):
    found = read(body)
    assert (found.content.text, counts(found).get("unreadable", 0)) == (shown, replaced)


def test_spaces_hyphens_dashes_and_quotation_marks_are_characters():
    assert text(r"a\~b\-c\_d\tab e\emdash\endash\lquote f\rquote\ldblquote g\rdblquote\bullet\{\\\}") == (
        "a\u00a0b\u00adc\u2011d\te—–‘f’“g”•{\\}"
    )


def test_raw_bytes_are_passed_over():
    assert text(r"a{\*\x\bin5 }}{\'}b\bin3 {{{c") == "abc"


def test_the_form_of_words_becomes_spans():
    found = read(
        r"{\b a\i b}c\ul d\ulnone e{\super f}{\sub g}{\scaps h}{\strike i}\b j\plain k{\caps l}",
    )
    assert found.content.text == "abcdefghijkl"
    assert spans(found) == [
        ("bold", "ab", None),
        ("italic", "b", None),
        ("underline", "d", None),
        ("superscript", "f", None),
        ("subscript", "g", None),
        ("small-caps", "h", None),
        ("strike", "i", None),
        ("bold", "j", None),
    ]


def test_hidden_and_deleted_text_is_out_and_inserted_text_is_in():
    found = read(r"a{\v secret}b{\deleted gone}{\revised new}\v x\v0 c")
    assert found.content.text == "abnewc"
    assert counts(found) == {"insertions": 1, "deletions": 1, "hidden": 2}


def test_groups_that_are_no_text_are_out():
    assert (
        text(r"{\*\unknown{\b x}}a{\header{\b head}\par}{\footer foot\par}{\colortbl;\red0;}{\*\generator x;}b") == "ab"
    )


def test_headings_are_known_by_outline_level_and_by_the_names_and_parents_of_styles():
    sheet = (
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel2\b Own;}{\s2\sbasedon1 Child;}{\s3 heading 4;}"
        r"{\s4\sbasedon4 Quote;}{\*\cs9 Chars;}}"
    )
    found = read(
        r"\pard\s1\b a\par\b0\pard\s2 b\par\pard\s3 c\par\pard\s4 d\par\pard\outlinelevel0 e\par"
        r"\pard f\par\pard\s1\par g",
        sheet,
    )
    assert [(block.kind, block.level) for block in found.content.blocks] == [
        ("heading", 3),
        ("heading", 3),
        ("heading", 4),
        ("quote", 1),
        ("heading", 1),
        ("paragraph", None),
        ("paragraph", None),
        ("heading", 3),
    ]
    assert spans(found) == []


def test_the_markers_of_lists_are_data():
    found = read(
        r"\pard\ls1{\listtext\pard\plain 1.\tab}a\par"
        r"\pard\ls1\ilvl1{\listtext\f3\'b7\tab}b\par"
        r"{\pntext\f0 -\tab}\pard{\*\pn\pnlvlblt{\pntxtb -}}c\par\pard d"
    )
    assert [(block.kind, block.level, dict(block.data)) for block in found.content.blocks] == [
        ("list-item", 1, {"marker": "1."}),
        ("list-item", 2, {"marker": "•"}),
        ("list-item", 1, {"marker": "-"}),
        ("paragraph", None, {}),
    ]
    assert found.content.text == "a\nb\nc\nd"


def test_notes_follow_the_text_and_their_marks_have_no_width():
    found = read(
        r"a{\super\chftn{\footnote\pard{\super\chftn} First.\par More.}}b"
        r"{\super\chftn{\*\footnote\ftnalt {\chftn} Last.}}\par End."
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


def test_notes_whose_signs_are_the_same_have_labels_of_their_own():
    found = read(r"a*{\footnote one}b*{\footnote two}c*{\footnote three}")
    assert [span.target for span in found.content.spans] == ["*", "*-2", "*-3"]
    assert found.content.text == "a*b*c*\none\ntwo\nthree"


def test_cells_are_blocks_with_their_place_and_what_they_span():
    found = read(
        r"before\par\trowd\trhdr\cellx1000\cellx2000\cellx3000\pard\intbl A\cell B\cell C\cell\row"
        r"\trowd\clvmgf\cellx1000\cellx3010\pard\intbl d\par e\cell f\cell\row"
        r"\trowd\clvmrg\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl\cell g\cell\cell\row\pard after"
    )
    assert [word for _, word in lines(found)] == ["before", "A", "B", "C", "d", "e", "f", "g", "after"]
    assert data_of(found)[1:-1] == [
        {"table": 0, "row": 0, "column": 0, "header": True},
        {"table": 0, "row": 0, "column": 1, "header": True},
        {"table": 0, "row": 0, "column": 2, "header": True},
        {"table": 0, "row": 1, "column": 0, "header": False, "rowspan": 2, "group": 1},
        {"table": 0, "row": 1, "column": 0, "header": False, "rowspan": 2, "group": 1},
        {"table": 0, "row": 1, "column": 1, "header": False, "colspan": 2},
        {"table": 0, "row": 2, "column": 1, "header": False, "colspan": 2},
    ]


def test_edges_that_nearly_meet_are_one():
    row = r"\trowd\cellx{}\cellx2000\pard\intbl a\cell b\cell\row"
    found = read(row.replace("{}", "1000") + row.replace("{}", "1020"))
    assert [(data["column"], "colspan" in data) for data in data_of(found)] == [(0, False), (1, False)] * 2


def test_a_table_in_a_cell_has_a_number_of_its_own():
    found = read(
        r"\trowd\cellx1000\cellx2000\pard\intbl a\par\pard\intbl\itap2 in\nestcell x\nestcell"
        r"{\*\nesttableprops\trowd\cellx100\cellx200\nestrow}{\nonesttables\par}\pard\intbl\cell b\cell\row"
    )
    assert [
        (word, data["table"] == data_of(found)[0]["table"], data["column"])
        for (_, word), data in zip(lines(found), data_of(found), strict=True)
    ] == [("a", True, 0), ("in", False, 0), ("x", False, 1), ("b", True, 1)]


def test_rows_that_do_not_end_lose_no_words_and_keep_their_place():
    body = (
        r"\pard\intbl a\cell\pard\intbl\itap3 in\nestcell\pard\intbl b\par\pard after\par\pard\intbl\itap50 c\nestcell"
    )
    assert [word for _, word in lines(read(body)) if word] == ["a", "in", "b", "after", "c"]


def test_of_fields_the_result_is_text_and_hyperlinks_are_links():
    found = read(
        r'{\field{\*\fldinst HYPERLINK "https://example.org/a"}{\fldrslt{\ul far}}}'
        r"{\field{\*\fldinst{PAGE {\field{\*\fldinst X}{\fldrslt no}}}}{\fldrslt 7}}"
        r'{\field{\*\fldinst HYPERLINK \\l "x"}{\fldrslt in}}'
    )
    assert found.content.text == "far7in"
    assert spans(found) == [("link", "far", "https://example.org/a")]


def test_of_words_with_their_pronunciation_above_them_the_words_are_text():
    found = read(r"{\field{\*\fldinst{EQ \\* jc3 \\o\\al(\\s\\up 11(\u12363?),\u28450?\u23383?)}}{\fldrslt {}}}x")
    assert (found.content.text, counts(found)) == ("漢字x", {"readings": 1})


def test_comments_are_beside_the_text_with_their_places():
    found = read(
        r"One {\*\atrfstart 5}two{\*\atrfend 5}{\*\atnid M}{\*\atnauthor Mara}\chatn"
        r"{\*\annotation{\*\atndate 129460800}{\*\atnref 5}{\chatn}Is it?\par No.} three"
    )
    assert found.content.text == "One two three"
    assert found.comments == (Comment(4, 7, "Is it?\nNo.", "Mara", "2023-07-13T09:00:00"),)
    assert counts(found) == {"comments": 1}


def test_a_text_box_follows_its_paragraph():
    found = read(
        r"a{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt\pard box\par}}{\shprslt{\*\do{\dptxbxtext box}}}} b\par c"
    )
    assert [word for _, word in lines(found)] == ["a b", "box", "c"]


def test_an_image_says_where_its_bytes_are():
    described = r"{\*\picprop{\sp{\sn wzDescription}{\sv the harbour}}}"
    body = r"a {\*\shppict{\pict" + described + "\\pngblip\n8950\n4e47}}{\\nonshppict{\\pict\\wmetafile8 00}}"
    data = made(body)
    found = parsed(data, "rtf")
    at = data.index(rb"{\pict") + len(rb"{\pict")
    assert spans(found) == [("image", "the harbour", "the harbour")]
    assert data_of(found) == [{"images": [{"at": 2, "ref": f"pict:{at}"}]}]
    assert picture(data, "rtf", f"pict:{at}") == b"\x89PNG"


def test_an_image_of_raw_bytes_is_found_too_and_one_that_is_not_there_is_none():
    data = made(r"a{\pict\pngblip\bin6 \x89{}\\z}".replace("\\x89", "\x89"))
    at = data.index(rb"{\pict") + len(rb"{\pict")
    assert data_of(parsed(data, "rtf")) == [{"images": [{"at": 1, "ref": f"pict:{at}"}]}]
    assert picture(data, "rtf", f"pict:{at}") == b"\x89{}\\\\z"
    assert [picture(data, "rtf", ref) for ref in ("pict:0", "pict:99999", "x")] == [None, None, None]


def test_right_to_left_paragraphs_say_so_and_so_does_the_document():
    found = read(r"\pard\rtlpar\u1605?\u1585?\par\pard\ltrpar")
    assert (found.content.text, data_of(found)) == ("مر", [{"direction": "rtl"}])
    assert found.metadata.direction == Proposal("rtl", "most of its paragraphs")


def test_properties_describe_the_document():
    head = r"{\info{\title The pause \'97 a year}{\author Ana Ruiz}{\operator Tom}{\creatim\yr2026\mo5\dy12\hr9\min0}}"
    metadata = read("a", head).metadata
    origin = "the file's properties"
    assert metadata.title == Proposal("The pause — a year", origin)
    assert metadata.author == Proposal("Ana Ruiz", origin)
    assert metadata.published == Proposal("2026-05-12", origin)


def test_of_two_forms_of_words_that_beginning_with_unicode_is_read():
    assert text(r"{\upr{old}{\*\ud{\u8364?new}}}") == "€new"


def test_formulas_are_their_letters_in_a_row():
    found = read(r"{\mmath{\*\moMath{\mf{\mfPr{\mtype bar}}{\mnum{\mr x}}{\mden{\mr 2}}}}}")
    assert (found.content.text, counts(found)) == ("x2", {"formulas": 1})

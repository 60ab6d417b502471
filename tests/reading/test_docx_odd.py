import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import data_of, lines, parsed, refusal, zipped
from making_docx import (
    NAMES,
    OFFICE,
    OLD_BOX,
    cell,
    in_list,
    made,
    note,
    p,
    r,
    read,
    relationships,
    styled,
    unzipped,
)


def test_the_strict_form_of_the_names_is_read_the_same():
    plain = made(
        p(r("a", "<w:b/>") + '<w:r><w:footnoteReference w:id="1"/></w:r>', styled("Heading1")),
        footnotes=note("footnote", 1, p(r("n"))),
    )
    strict = zipped(
        {
            name: re.sub(
                OFFICE + r"(wordprocessingml|officeDocument|drawingml)/2006/", r"http://purl.oclc.org/ooxml/\1/", text
            )
            for name, text in unzipped(plain).items()
        }
    )
    assert "purl.oclc.org" in unzipped(strict)["word/document.xml"]
    assert parsed(strict, "docx").content == parsed(plain, "docx").content


KEPT = st.sampled_from(
    ["{}", "<w:ins>{}</w:ins>", "<w:moveTo>{}</w:moveTo>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"]
)
GONE = st.sampled_from(["<w:del>{}</w:del>", "<w:moveFrom>{}</w:moveFrom>"])
AROUND = st.sampled_from(
    [
        "{}",
        f"<w:tbl><w:tr>{cell('{}')}</w:tr></w:tbl>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p(f"<w:r><w:pict>{OLD_BOX.format('{}')}</w:pict></w:r>"),
    ]
)
ENDS = st.sampled_from(["", "<w:rPr><w:del/></w:rPr>", "<w:bidi/>"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(AROUND, ENDS, st.lists(st.tuples(st.booleans(), KEPT, GONE), max_size=4)), min_size=1, max_size=6
    )
)
def test_every_run_that_is_not_deleted_is_in_the_text_exactly_once(paragraphs):
    body, wanted, number = "", [], 0
    for around, end, runs in paragraphs:
        inner = ""
        for is_kept, kept, gone in runs:
            number += 1
            inner += (kept if is_kept else gone).replace("{}", r(f"<{number}>".replace("<", "‹").replace(">", "›")))
            wanted += [str(number)] if is_kept else []
        body += around.replace("{}", p(inner, end))
    found = read(body + p(r("‹0›")))
    assert sorted(re.findall("‹([0-9]+)›", found.content.text)) == sorted([*wanted, "0"])


def test_thousands_of_nested_controls_are_answered_in_a_sentence():
    deep = "<w:sdt><w:sdtContent>" * 5000 + p(r("deep")) + "</w:sdtContent></w:sdt>" * 5000
    assert "“a” was not read, it is nested" in refusal(made(deep), "docx")


def test_a_hundred_nested_controls_are_read():
    deep = "<w:sdt><w:sdtContent>" * 100 + p(r("deep")) + "</w:sdtContent></w:sdt>" * 100
    assert read(deep).content.text == "deep"


def test_entities_that_a_part_declares_are_refused():
    laughs = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        f"<w:document {NAMES}><w:body>{p(r('&b;'))}</w:body></w:document>"
    )
    said = refusal(made("", more={"word/document.xml": laughs}), "docx")
    assert said == (
        "“a” was not read, it declares entities of its own, by which a small file can become endless, "
        "save it again with the program that made it"
    )


def test_an_entity_from_outside_is_never_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    outside = (
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{secret}">]>'
        f"<w:document {NAMES}><w:body>{p(r('&a;'))}</w:body></w:document>"
    )
    assert "declares entities" in refusal(made("", more={"word/document.xml": outside}), "docx")


def test_a_zip_bomb_is_refused():
    assert "far more than a document does" in refusal(made(p(r("a")), more={"word/x.xml": b"\0" * 5_000_000}), "docx")


def test_a_relationship_that_leaves_the_archive_points_at_nothing():
    rels = relationships([("image1", "image", "../../../etc/passwd", "")])
    drawn = '<w:r><w:pict><v:shape alt="x"><v:imagedata r:id="image1"/></v:shape></w:pict></w:r>'
    found = read(p(drawn), more={"word/_rels/document.xml.rels": rels, "../../../etc/passwd": "x"})
    assert (found.content.text, data_of(found)) == ("x", [{}])


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_file_is_damaged(share):
    data = made(p(r("word " * 300)))
    assert refusal(data[: int(len(data) * share)], "docx") == (
        "“a” was not read, the file is damaged or not whole, get it again where it came from"
    )


def test_xml_that_is_none_is_damaged():
    data = made("", more={"word/document.xml": "<w:document"})
    assert "damaged or not whole" in refusal(data, "docx")


def test_an_encrypted_member_is_said_to_have_a_password():
    data = bytearray(made(p(r("a"))))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    assert "it is protected by a password" in refusal(bytes(data), "docx")


def test_a_container_without_a_document_is_refused():
    assert refusal(zipped({"word/other.xml": "<x/>"}), "docx") == (
        "“a” was not read, it holds no Word document, save it again with Word or LibreOffice"
    )


def test_a_document_without_words_is_refused():
    assert refusal(made(p("")), "docx") == "“a” was not read, it holds no text, choose a file with text in it"


def test_parts_that_are_broken_are_done_without():
    found = read(
        p(r("a"), styled("Heading1") + in_list(1, 0)), more={"word/styles.xml": "<broken", "word/numbering.xml": ""}
    )
    assert lines(found) == [("heading", "a")]

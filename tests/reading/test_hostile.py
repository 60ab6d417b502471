"""Hostile and odd files end in a text or one sentence: nothing is fetched, nothing written, nobody waits."""

import io
import socket
import struct
import threading
import zipfile

import pytest
from checking import check_content

from glossator.model.problem import Refused
from glossator.reading.read import read_bytes, read_file

LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
    '<manifest><item id="c" href="{}" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="c"/></spine></package>'
)
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>{}</body></html>'


def zipped(parts, *, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name in stored else None)
    return out.getvalue()


def docx(document, **more):
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more})


def word(inside, doctype=""):
    return f"{doctype}<w:document {W}><w:body>{inside}</w:body></w:document>"


def odt(inside, doctype=""):
    content = f"{doctype}<office:document-content {ODF}><office:body><office:text>{inside}</office:text></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content + "</office:document-content>",
        },
        stored=("mimetype",),
    )


def epub(chapter, *, href="c.xhtml", name="c.xhtml"):
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER.format("o.opf"),
            "o.opf": PACKAGE.format(href),
            name: chapter,
        },
        stored=("mimetype",),
    )


def refused(data, name):
    with pytest.raises(Refused) as no:
        read_bytes(data, file_name=name)
    words = str(no.value)
    assert words.startswith(f"“{name}” was not read, ")
    return words


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.docx", lambda doctype: docx(word("<w:p><w:r><w:t>&a;&j;</w:t></w:r></w:p>", doctype))),
        ("a.odt", lambda doctype: odt("<text:p>&a;&j;</text:p>", doctype)),
        ("a.epub", lambda doctype: epub(doctype + PAGE.format("<p>&a;&j;</p>"))),
    ],
    ids=["docx", "odt", "epub"],
)
def test_entities_that_a_part_declares_are_refused(name, made, doctype) -> None:
    assert "it declares entities of its own" in refused(made(doctype), name)


def test_a_web_page_knows_no_entities_but_html_s() -> None:
    reading = read_bytes(f"{LAUGHS}<html><body><p>&j; a &amp; b</p></body></html>".encode(), file_name="a.html")
    assert "ha" not in reading.content.text
    assert "a & b" in reading.content.text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(word("<w:p/>"), **{"word/media/i.png": bytes(40_000_000)})),
        ("a.epub", epub(PAGE.format(" " * 50_000_000))),
        ("a.odt", odt("<text:p>" + " " * 30_000_000 + "</text:p>")),
    ],
    ids=["docx", "epub", "odt"],
)
def test_a_container_that_unpacks_without_end_is_refused(name, data) -> None:
    assert len(data) < 400_000
    assert "unpacked it holds far more than a document does" in refused(data, name)


def test_a_size_that_a_container_lies_about_is_not_believed() -> None:
    document = word("<w:p><w:r><w:t>" + "One line. " * 100_000 + "</w:t></w:r></w:p>")
    data = docx(document)
    size, smaller = struct.pack("<L", len(document)), struct.pack("<L", 80)
    assert data.count(size) == 2  # beside the member and in the archive's list
    assert "damaged or not whole" in refused(data.replace(size, smaller), "a.docx")


@pytest.mark.parametrize(
    "href", ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\secret", "..%2f..%2fetc"]
)
def test_a_path_that_leaves_the_container_leads_nowhere(href) -> None:
    words = refused(epub(PAGE.format("<p>One.</p>"), href=href, name="d.xhtml"), "a.epub")
    assert "root:" not in words


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<html><body>" + b"<div>" * 20_000 + b"Deep." + b"</div>" * 20_000),
        ("a.rtf", b"{\\rtf1 " + b"{\\b " * 20_000 + b"Deep." + b"}" * 20_000 + b"}"),
        ("a.md", b"> " * 20_000 + b"Deep."),
        (
            "a.docx",
            docx(
                word(
                    "<w:sdt><w:sdtContent>" * 100
                    + "<w:p><w:r><w:t>Deep.</w:t></w:r></w:p>"
                    + "</w:sdtContent></w:sdt>" * 100
                )
            ),
        ),
        (
            "a.eml",
            b"Message-ID: <a@example.org>\nMIME-Version: 1.0\nContent-Type: text/plain\n\n" + b">" * 20_000 + b" Deep.",
        ),
    ],
    ids=["html", "rtf", "md", "docx", "eml"],
)
def test_thousands_of_levels_are_walked(name, data) -> None:
    reading = read_bytes(data, file_name=name)
    check_content(reading)
    assert reading.content.text.endswith("Deep.")


def test_levels_deeper_than_xml_is_followed_are_refused() -> None:
    deep = word("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000)
    assert "a.docx" in refused(docx(deep), "a.docx")


def test_nothing_is_fetched_for_a_page() -> None:
    """A listening socket of our own hears nothing of a page that names it in every way."""
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        ear.listen()
        ear.settimeout(0.2)
        here = f"http://127.0.0.1:{ear.getsockname()[1]}"
        page = (
            f'<html><head><link rel=stylesheet href="{here}/a.css"><script src="{here}/a.js"></script>'
            f'<base href="{here}/"></head><body><img src="{here}/a.png" alt="A ship"><iframe src="{here}/f"></iframe>'
            f'<object data="{here}/o"></object><p style="background:url({here}/b)">One.</p></body></html>'
        )
        heard = []
        listening = threading.Thread(target=lambda: heard.extend(_accept(ear)))
        listening.start()
        reading = read_bytes(page.encode(), file_name="a.html")
        listening.join()
    assert heard == []
    assert "One." in reading.content.text


def _accept(ear):
    try:
        return [ear.accept()]
    except TimeoutError:
        return []


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n\rd", "a\nb\nc\n\nd"),
        ("a\u2028b\u2029c\x85d\x0be".encode(), "a\u2028b\u2029c\x85d\x0be"),
        ("e\u0301 \u00e9 \u212b".encode(), "e\u0301 \u00e9 \u212b"),
        (b"a\x00b\x1fc", "a\ufffdb\ufffdc"),
    ],
    ids=["newlines", "separators", "normal forms", "controls"],
)
def test_odd_characters_of_a_text_are_kept_or_replaced_one_for_one(data, text) -> None:
    assert read_bytes(data, file_name="a.txt", encoding="utf-8").content.text == text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(word("<w:p><w:r><w:t>One.</w:t></w:r></w:p>"))),
        ("a.odt", odt("<text:p>One.</text:p>")),
        ("a.epub", epub(PAGE.format("<p>One.</p>"))),
    ],
    ids=["docx", "odt", "epub"],
)
def test_a_container_that_was_cut_off_is_refused_as_damaged(name, data) -> None:
    assert read_bytes(data, file_name=name).content.text == "One."
    assert "damaged or not whole" in refused(data[: len(data) // 2], name)
    assert "damaged or not whole" in refused(data[:-30], name)


def test_a_pdf_that_was_cut_off_is_a_text_or_a_sentence() -> None:
    assert refused(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "a.pdf")


@pytest.mark.parametrize("name", ["😀 pause.docx", "ميناء.docx"], ids=["emoji", "arabic"])
def test_a_container_under_a_name_of_any_script_is_read(name, tmp_path) -> None:
    (tmp_path / name).write_bytes(docx(word("<w:p><w:r><w:t>One.</w:t></w:r></w:p>")))
    reading = read_file(tmp_path / name)
    assert (reading.file_name, reading.content.text) == (name, "One.")

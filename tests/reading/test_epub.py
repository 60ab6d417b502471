"""Books are read in the order of their spine, with their parts, printed pages, notes and pictures."""

import io
import zipfile

import pytest
from making import counts, data_of, lines, parsed, refusal, spans, zipped

from glossator.model.document import Proposal
from glossator.reading.pictures import picture

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="in/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
XHTML = (
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11.dtd">'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ops="http://www.idpf.org/2007/ops"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"><head><title>T</title></head><body>{}</body></html>'
)


def book(chapters, *, head="", spine="", nav="", ncx="", aside=(), more=None):
    """Make a book of chapters by their names; those in ``aside`` stand beside the line of reading."""
    items = [f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in chapters]
    members = {f"in/{name}.xhtml": XHTML.format(body) for name, body in chapters.items()}
    if nav:
        items.append('<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>')
        members["in/nav.xhtml"] = XHTML.format(nav)
    if ncx:
        items.append('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>')
        members["in/toc.ncx"] = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/">{ncx}</ncx>'
    linear = {name: "no" if name in aside else "yes" for name in chapters}
    order = "".join(f'<itemref idref="{name}" linear="{line}"/>' for name, line in linear.items())
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{head}</metadata><manifest>{"".join(items)}</manifest>'
        f'<spine toc="ncx" {spine}>{order}</spine></package>'
    )
    whole = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "in/book.opf": package}
    return zipped({**whole, **members, **(more or {})})


def ranges(found, kind):
    text = found.content.text
    return [
        (block.data.get("title", block.data.get("label")), block.level, text[block.start : block.end])
        for block in found.content.blocks
        if block.kind == kind
    ]


def test_chapters_are_read_in_their_order_and_what_stands_beside_it_after_them() -> None:
    found = parsed(book({"b": "<h1>B</h1>", "x": "<p>Aside.</p>", "a": "<p>A&nbsp;1</p>"}, aside=("x",)), "epub")
    assert lines(found) == [("heading", "B"), ("paragraph", "A\u00a01"), ("paragraph", "Aside.")]


def test_the_list_of_contents_is_no_text_unless_it_is_read_along() -> None:
    nav = '<nav ops:type="toc"><ol><li><a href="a.xhtml">One</a></li></ol></nav>'
    assert parsed(book({"a": "<p>A.</p>"}, nav=nav), "epub").content.text == "A."


NAV = (
    '<nav ops:type="landmarks"><ol><li><a href="b.xhtml">No</a></li></ol></nav><nav ops:type="toc"><ol>'
    '<li><a href="a.xhtml">One</a><ol><li><a href="a.xhtml#in">Inside</a></li></ol></li>'
    '<li><a href="b.xhtml">Two</a></li></ol></nav>'
)
NCX = (
    '<navMap><navPoint><navLabel><text>One</text></navLabel><content src="a.xhtml"/><navPoint><navLabel>'
    '<text>Inside</text></navLabel><content src="a.xhtml#in"/></navPoint></navPoint><navPoint><navLabel>'
    '<text>Two</text></navLabel><content src="b.xhtml"/></navPoint></navMap>'
)


@pytest.mark.parametrize("contents", [{"nav": NAV}, {"ncx": NCX}], ids=["newer", "older"])
def test_parts_have_their_titles_also_within_a_chapter(contents) -> None:
    chapters = {"a": '<p>A.</p><h2 id="in">In</h2><p>B.</p>', "c": "<p>C.</p>", "b": "<p>D.</p>"}
    assert ranges(parsed(book(chapters, **contents), "epub"), "section") == [
        ("One", 1, "A.\nIn\nB.\nC."),
        ("Inside", 2, "In\nB.\nC."),
        ("Two", 1, "D."),
    ]


PAGES = (
    '<nav ops:type="page-list"><ol><li><a href="a.xhtml#p4">iv</a></li><li><a href="b.xhtml#p5">5</a></li></ol></nav>'
)
CHAPTERS = {
    "a": '<p>Before.</p><p>One <span ops:type="pagebreak" id="p4" title="4">4</span>two.</p>',
    "b": '<div role="doc-pagebreak" id="p5" aria-label="5"/><p>Three.</p>',
}


@pytest.mark.parametrize(("nav", "first"), [(PAGES, "iv"), ("", "4")], ids=["listed", "said in the text"])
def test_printed_pages_lie_over_the_text_which_holds_none_of_their_numbers(nav, first) -> None:
    found = parsed(book(CHAPTERS, nav=nav), "epub")
    assert found.content.text == "Before.\nOne two.\nThree."
    assert ranges(found, "page") == [(first, None, "two."), ("5", None, "Three.")]
    assert [block.page for block in found.content.blocks if block.kind == "paragraph"] == [None, None, 1]


def test_notes_in_another_chapter_come_last_and_their_marks_are_no_text() -> None:
    chapters = {
        "a": '<p>A<a ops:type="noteref" href="notes.xhtml#n1">1</a>b</p>',
        "c": '<p>C<a id="r" href="notes.xhtml#n2">2</a></p>',
        "notes": '<h2>Notes</h2><aside ops:type="footnote" id="n1"><p>1. First.</p></aside>'
        '<p id="n2">Second. <a href="c.xhtml#r">back</a></p>',
        "d": "<p>D.</p>",
    }
    found = parsed(book(chapters, nav=NAV.replace("b.xhtml", "d.xhtml")), "epub")
    assert found.content.text == "Ab\nC\nNotes\nD.\nFirst.\nSecond."
    assert spans(found) == [("note-ref", "", "1"), ("note-ref", "", "2")]
    assert [one["label"] for one in data_of(found)[-2:]] == ["1", "2"]
    assert ranges(found, "section")[-1] == ("Two", 1, "D.")


def test_pictures_of_the_book_are_named_also_on_a_drawn_cover() -> None:
    chapters = {
        "cover": '<svg xmlns="http://www.w3.org/2000/svg"><title>Cover</title><image xlink:href="i/c.png"/></svg>',
        "a": '<p>See <img src="../in/i/c.png" alt="it"/><img src="none.png" alt=""/></p>',
    }
    data = book(chapters, more={"in/i/c.png": b"ABC"})
    found = parsed(data, "epub")
    assert found.content.text == "Cover\nSee it"
    assert data_of(found) == [
        {"images": [{"at": 0, "ref": "in/i/c.png"}]},
        {"images": [{"at": 10, "ref": "in/i/c.png"}]},
    ]
    assert counts(found) == {"remote-images": 1}
    assert picture(data, "epub", "in/i/c.png") == b"ABC"


def test_a_chapter_that_is_not_well_formed_is_read_as_browsers_do() -> None:
    data = book({"a": "x"}, more={"in/a.xhtml": "<p>One <b>two<p>Three &copy; four"})
    assert parsed(data, "epub").content.text == "One two\nThree © four"


def test_a_book_says_of_itself_what_it_is() -> None:
    head = (
        "<dc:title>The Pause</dc:title><dc:creator>I. Marek</dc:creator><dc:creator>B. Ohm</dc:creator>"
        "<dc:date>2026-05-12T00:00:00Z</dc:date><dc:language>ar</dc:language><dc:publisher>Wire</dc:publisher>"
        "<dc:identifier>urn:x</dc:identifier><dc:identifier>https://example.org/b</dc:identifier>"
    )
    found = parsed(book({"a": "<p>A.</p>"}, head=head, spine='page-progression-direction="rtl"'), "epub").metadata
    values = (found.title, found.author, found.published, found.language, found.publisher, found.address)
    assert [one.value for one in values] == [
        *("The Pause", "I. Marek; B. Ohm", "2026-05-12", "ar", "Wire", "https://example.org/b"),
    ]
    assert found.direction == Proposal("rtl", "the book's package")


def test_a_chapter_that_lacks_is_told() -> None:
    data = book({"a": "<p>A.</p>", "gone": ""})
    whole = book({"a": "<p>A.</p>"})
    assert counts(parsed(whole, "epub")) == {}
    assert counts(parsed(without(data, "in/gone.xhtml"), "epub")) == {"missing": 1}


def without(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({one: archive.read(one) for one in archive.namelist() if one != name})


def locked(way):
    return {
        "META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<enc:EncryptedData xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
        f'<enc:EncryptionMethod Algorithm="{way}"/></enc:EncryptedData></encryption>'
    }


def test_a_book_that_its_seller_locked_is_refused_and_hidden_fonts_are_no_lock() -> None:
    chapters = {"a": "<p>A.</p>"}
    fonts = book(chapters, more=locked("http://www.idpf.org/2008/embedding"))
    assert parsed(fonts, "epub").content.text == "A."
    assert refusal(book(chapters, more=locked("http://www.w3.org/2001/04/xmlenc#aes128-cbc")), "epub") == (
        "“a” was not read, its chapters are encrypted for the programs of its seller,"
        " get the book without such protection"
    )


def test_a_book_without_words_is_refused() -> None:
    assert refusal(book({"a": "<p> </p>"}), "epub") == (
        "“a” was not read, it holds no text, choose a book with words in it"
    )

"""A page that a browser saved as one file is read as the page, with the pictures that lie in it."""

import pytest
from making import counts, data_of, lines, parsed, refusal

from glossator.model.document import Proposal
from glossator.reading.pictures import picture

PLACE = "https://example.org/talks/page.html"
PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{}\r\n\r\nQUJD\r\n"


def saved(page, *parts, kind="text/html; charset=utf-8", place=PLACE, coding="8bit"):
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: {place}\r\n\r\n"
    body = page if isinstance(page, bytes) else page.encode()
    whole = [head.encode() + body + b"\r\n", *(one.encode() for one in parts)]
    return (
        b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        + b"".join(b"--b\r\n" + one for one in whole)
        + b"--b--\r\n"
    )


def test_the_page_is_read_and_its_place_is_its_address() -> None:
    found = parsed(saved("<title>Talks</title><h1>Talks</h1><p>One.</p>"), "mhtml")
    assert lines(found) == [("heading", "Talks"), ("paragraph", "One.")]
    assert found.metadata.title == Proposal("Talks", "the page's head")
    assert found.metadata.address == Proposal(PLACE, "the saved page's head")


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("Content-Location: https://example.org/talks/a.png", "https://example.org/talks/a.png"),
        ("Content-Location: https://example.org/talks/a.png", "a.png"),
        ("Content-Location: https://example.org/a.png", "/a.png"),
        ("Content-ID: <pic@mhtml>", "cid:pic@mhtml"),
    ],
    ids=["whole", "beside", "from the root", "by its name"],
)
def test_a_picture_in_the_file_is_named_and_found_again(head, source) -> None:
    data = saved(f"<p>See <img src='{source}' alt='A map'></p>", PICTURE.format(head))
    assert data_of(parsed(data, "mhtml")) == [{"images": [{"at": 4, "ref": "1"}]}]
    assert picture(data, "mhtml", "1") == b"ABC"
    assert picture(data, "mhtml", "9") is None


def test_a_picture_that_is_not_in_the_file_is_counted() -> None:
    found = parsed(saved("<p>See <img src='b.png' alt='A map'></p>"), "mhtml")
    assert (found.content.text, counts(found)) == ("See A map", {"remote-images": 1})


@pytest.mark.parametrize(
    ("page", "kind", "coding"),
    [
        ("<p>Пролив".encode("koi8-r"), "text/html; charset=koi8-r", "8bit"),
        ("<p>=D0=9F=D1=80=D0=BE=D0=BB=\r\n=D0=B8=D0=B2", "text/html; charset=utf-8", "quoted-printable"),
        ('<meta charset="windows-1251"><p>Пролив'.encode("cp1251"), "text/html", "8bit"),
    ],
    ids=["head", "quoted-printable", "meta"],
)
def test_the_encoding_is_that_of_the_part_s_head_and_else_the_page_s(page, kind, coding) -> None:
    assert parsed(saved(page, kind=kind, coding=coding), "mhtml").content.text == "Пролив"


def test_a_file_without_a_page_is_refused() -> None:
    assert refusal(saved("x", kind="text/css"), "mhtml") == (
        "“a” was not read, it is a saved page without a page in it, save the page again"
    )

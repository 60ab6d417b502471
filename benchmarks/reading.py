"""Measure reading: megabytes a second of each format, as ratios to the bare library on the same bytes."""

from __future__ import annotations

import csv
import email
import io
import json
import random
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
from lxml import etree
from markdown_it import MarkdownIt
from pygments.lexers import PythonLexer
from selectolax.lexbor import LexborHTMLParser

from glossator.reading.guard import Guard
from glossator.reading.parsed import Given
from glossator.reading.registry import by_name
from store import SHORT, seconds

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "reading"))

#: So many megabytes a second at least, of the file as it lies on the disk, unpacked where it is a container.
LEAST = 1.0

WORDS = (
    *("the", "pilots", "of", "the", "northern", "strait", "asked", "again", "for", "a", "pause", "at", "sea"),
    *("before", "talks", "could", "begin", "and", "nobody", "had", "an", "answer"),
)

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODF_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraphs(count: int) -> list[str]:
    """Return so many paragraphs of some 250 characters."""
    chance = random.Random(5)
    return [" ".join(chance.choice(WORDS) for _ in range(45)).capitalize() + "." for _ in range(count)]


def zipped(parts: dict[str, str]) -> bytes:
    """Pack parts as a container does."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def docx(texts: list[str]) -> bytes:
    """Make a Word document."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def odt(texts: list[str]) -> bytes:
    """Make an OpenDocument text."""
    body = "".join(f"<text:p>{text}</text:p>" for text in texts)
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{ODF_TEXT}"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub(texts: list[str]) -> bytes:
    """Make a book of chapters of a hundred paragraphs."""
    chapters = [texts[at : at + 100] for at in range(0, len(texts), 100)]
    items = "".join(
        f'<item id="c{at}" href="c{at}.xhtml" media-type="application/xhtml+xml"/>' for at in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="o.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "o.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
        f"{items}</manifest><spine>{spine}</spine></package>",
    }
    for at, chapter in enumerate(chapters):
        body = "".join(f"<p>{text}</p>" for text in chapter)
        parts[f"c{at}.xhtml"] = (
            f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{at}</title></head><body>{body}</body></html>'
        )
    return zipped(parts)


def xml_of(data: bytes) -> int:
    """Parse every XML part and join its text: what the bare library costs."""
    length = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(("xml", "xhtml", "opf")):
                length += len("".join(etree.fromstring(archive.read(name)).itertext()))
    return length


def unpacked(data: bytes) -> int:
    """Count the bytes of a file, of a container unpacked."""
    if not data.startswith(b"PK"):
        return len(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(info.file_size for info in archive.infolist())


def pdf_text(data: bytes) -> int:
    """Take the text of every page with the bare library."""
    document = pypdfium2.PdfDocument(data)
    return sum(len(document[at].get_textpage().get_text_range()) for at in range(len(document)))


def pdf_pages(count: int) -> bytes:
    """Make a PDF of so many pages of text."""
    from pdf_writing import Sheet, column, pdf

    texts = paragraphs(12 * count)
    return pdf(*(Sheet(_page(column, texts[at : at + 12])) for at in range(0, len(texts), 12)))


def _page(column: Callable[..., list[object]], texts: list[str]) -> list[object]:
    words: list[object] = []
    for text in texts:
        words += column(72, 72 + 12 * len(words) + 6 * texts.index(text), text, letters=90, size=8)
    return words


def made() -> dict[str, tuple[bytes, Callable[[bytes], object]]]:
    """Make a file of each format, with what reading its bytes costs at the least."""
    texts = paragraphs(12_000)
    plain = "\n\n".join(texts)
    page = "<html><body>" + "".join(f"<p>{text}</p>" for text in texts) + "</body></html>"
    mail = f"From: a@example.org\nMessage-ID: <1@example.org>\nSubject: Talks\nContent-Type: text/plain\n\n{plain}"
    saved = (
        "From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        f"--x\nContent-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n{page}\n--x--\n"
    )
    rows = io.StringIO()
    csv.writer(rows).writerows([("speaker", "text"), *(("Ada", text) for text in texts)])
    cues = "".join(f"{at}\n00:00:{at % 60:02},000 --> 00:01:00,000\n{text}\n\n" for at, text in enumerate(texts, 1))
    voiced = "WEBVTT\n\n" + "".join(
        f"00:00:{at % 60:02}.000 --> 00:01:00.000\n{text}\n\n" for at, text in enumerate(texts)
    )
    code = "".join(f"def step_{at}(x):\n    return x + {at}  # {text}\n" for at, text in enumerate(texts[:1000]))
    rtf = "{\\rtf1\\ansi " + "".join(f"\\pard {text}\\par\n" for text in texts) + "}"
    turns = json.dumps([{"speaker": "Ada", "text": text} for text in texts])
    return {
        "txt": (plain.encode(), bytes.decode),
        "md": (plain.encode(), lambda data: MarkdownIt("commonmark").parse(data.decode())),
        "code": (code.encode(), lambda data: list(PythonLexer().get_tokens_unprocessed(data.decode()))),
        "html": (page.encode(), lambda data: LexborHTMLParser(data.decode()).text()),
        "mhtml": (saved.encode(), lambda data: LexborHTMLParser(data.decode()).text()),
        "eml": (mail.encode(), lambda data: email.message_from_bytes(data).get_payload()),
        "epub": (epub(texts), xml_of),
        "docx": (docx(texts), xml_of),
        "odt": (odt(texts), xml_of),
        "rtf": (rtf.encode(), lambda data: data.decode().split("\\")),
        "srt": (cues.encode(), lambda data: data.decode().split("\n\n")),
        "vtt": (voiced.encode(), lambda data: data.decode().split("\n\n")),
        "csv": (rows.getvalue().encode(), lambda data: list(csv.reader(io.StringIO(data.decode())))),
        "json": (turns.encode(), json.loads),
        "pdf": (pdf_pages(500), pdf_text),
    }


def main() -> None:
    """Read a file of each format and print its speed."""
    suffixes = {"code": "py"}
    for name, (data, bare) in made().items():
        given = Given(data, name, f"a.{suffixes.get(name, name)}")
        took, least = seconds(partial(by_name(name).read, given), 3), seconds(partial(bare, data), 3)
        speed = unpacked(data) / 1_000_000 / took
        holds = "holds" if speed >= LEAST else "falls short"
        if speed < LEAST:
            SHORT.append(name)
        print(f"  {name:6} {speed:7.1f} MB/s, {took / least:7.1f} × the bare library   ({LEAST} MB/s) {holds}")
    with Guard() as guard:
        guard.read("csv", Given(b"text\na\n", "a", "a.csv"))
        again = seconds(lambda: guard.read("csv", Given(b"text\na\n", "a", "a.csv")), 5)

    def alone() -> None:
        with Guard() as fresh:
            fresh.read("csv", Given(b"text\na\n", "a", "a.csv"))

    first = seconds(alone, 3)
    print(f"  a file through a child: {first * 1000:.0f} ms the first, {again * 1000:.1f} ms each more")


if __name__ == "__main__":
    main()
    raise SystemExit(bool(SHORT))

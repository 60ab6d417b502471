"""Read web pages: the tree as browsers make it, woven as they show it, and nothing fetched."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from dataclasses import replace
from functools import partial
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glossator.model.document import Caution
from glossator.model.problem import refuse
from glossator.reading.canonical import canonical
from glossator.reading.encoding import Decoded, decode
from glossator.reading.html_flow import Flow, Pictures, address_in
from glossator.reading.html_links import inner, resolved
from glossator.reading.html_metadata import metadata_of
from glossator.reading.parsed import Given, Parsed

#: A page says its encoding in so many first bytes (HTML, 13.2.3.2 gives them 1,024; some pages are later).
_SAID_WITHIN = 4096

_SAID = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9_.\-]+)", re.IGNORECASE)

_XHTML = re.compile(r"<\?xml\b|http://www\.w3\.org/1999/xhtml|//DTD XHTML", re.IGNORECASE)
_EMPTY = re.compile(r"<(title|script|style|iframe|textarea|noscript)\b([^<>]*?)\s*/>", re.IGNORECASE)

#: Names that mean the wider Windows encoding on the web (Encoding standard, 4.2).
_WIDER = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "iso8859-9": "windows-1254", "gb2312": "gb18030"}

#: A picture in an address is no longer than this, in characters.
LONGEST_PICTURE = 40_000_000

_DATA_PICTURE = re.compile(r"data:image/(?!svg)[A-Za-z0-9.+-]+(;[^,]*)?,", re.IGNORECASE)


def read_html(given: Given) -> Parsed:
    """Read a web page; with the option ``article`` its article alone."""
    decoded = decode_page(given)
    return read_page(decoded, given, pictures=DataPictures())


def read_page(decoded: Decoded, given: Given, *, pictures: Pictures) -> Parsed:
    """Read a page that was decoded; ``pictures`` names what its file holds of its images."""
    text, cautions = canonical(decoded.text)
    tree = LexborHTMLParser(_closed(text))
    flow = Flow(pictures=pictures, leads=partial(_leads, given.file_name or "\0"))
    body = _root_of(tree, article=given.options.get("article") is True)
    if body is not None:
        flow.notes.look([("", body)])
        flow.walk(body)
        flow.finish()
    content = resolved(flow.weaver.content(), flow.anchors, {"": 0})
    if not content.text.strip():
        raise refuse(
            f"{given.name} was not read",
            "it is a page without text; perhaps its text comes by a program when it is shown",
            "save the page from a browser as a whole and read that",
        )
    if len(content.text) > given.most_characters:
        raise too_long(given)
    said: tuple[Caution, ...] = (*decoded.cautions, *cautions, *flow.cautions())
    return Parsed(content, metadata_of(tree), decoded.encoding, decoded.confidence, said)


def _closed(text: str) -> str:
    """Close what XHTML writes as empty and HTML takes for open: the whole page would be its title."""
    return _EMPTY.sub(r"<\1\2></\1>", text) if _XHTML.search(text[:_SAID_WITHIN]) else text


def _leads(file_name: str, address: str) -> str | None:
    """Return where a link of a page leads: into the page itself where it names its own file or none."""
    before, mark, fragment = address.partition("#")
    return inner("", fragment) if mark and before in ("", file_name) else address


def too_long(given: Given) -> Exception:
    """Make the refusal of a text of too many characters."""
    return refuse(
        f"{given.name} was not read",
        f"it holds more than {given.most_characters:,} characters",
        "divide it and read the parts",
    )


def decode_page(given: Given, *, said: str | None = None) -> Decoded:
    """Decode a page: by the encoding that was chosen, that its envelope or the page says, else by what it shows."""
    if given.encoding is not None or given.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(given.data, encoding=given.encoding, name=given.name)
    for name in (said, _said_by(given.data)):
        encoding = _known(name)
        if encoding is not None:
            found = decode(given.data, encoding=encoding, name=given.name)
            if not found.undecodable or name == said:
                return replace(found, confidence=None)
    return decode(given.data, name=given.name)


def _said_by(data: bytes) -> str | None:
    head = data[:_SAID_WITHIN]
    found = _XML.match(head) or _SAID.search(head)
    return found.group(1).decode("ascii") if found else None


def _known(name: str | None) -> str | None:
    if name is None:
        return None
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if codec.startswith("utf-16"):  # bytes in which such a word can be read are not in it
        return "utf-8"
    return _WIDER.get(codec, codec)


def _root_of(tree: LexborHTMLParser, *, article: bool) -> LexborNode | None:
    if article:
        for selector in ("main article", "article", "main", "[role='main']", "#content"):
            found = tree.css_first(selector)
            if found is not None and (found.text() or "").strip():
                return found
    return tree.body


class DataPictures:
    """Number the pictures that stand in a page's addresses."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, address: str) -> str | None:
        """Return the name of a picture, None where it lies elsewhere."""
        if len(address) > LONGEST_PICTURE or _DATA_PICTURE.match(address) is None:
            return None
        self._count += 1
        return f"data:{self._count - 1}"


def picture(data: bytes, ref: str) -> bytes | None:
    """Return the bytes of the picture ``data:N`` of a page."""
    number = ref.removeprefix("data:")
    if not number.isdigit():
        return None
    given = Given(data, "the page", "page.html")
    text, _ = canonical(decode_page(given).text)
    seen = DataPictures()
    for image in LexborHTMLParser(text).css("img[src], svg image"):
        address = address_in(image)
        if seen(address) == ref:
            return _bytes_in(address)
    return None


def _bytes_in(address: str) -> bytes | None:
    head, _, body = address.partition(",")
    if head.lower().endswith(";base64"):
        try:
            return base64.b64decode("".join(body.split()), validate=False)
        except (binascii.Error, ValueError):
            return None
    return unquote_to_bytes(body)

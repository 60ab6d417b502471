"""Read pages that a browser saved as one file: a mail whose parts are the page and its pictures (RFC 2557)."""

from __future__ import annotations

from email.message import EmailMessage
from urllib.parse import urljoin

from glossator.model.document import Metadata, Proposal
from glossator.model.problem import refuse
from glossator.reading.html import decode_page, read_page
from glossator.reading.mail import bytes_of, charset_of, header, kind_of, leaves, opened
from glossator.reading.parsed import Given, Parsed

_ENVELOPE = "the saved page's head"


def read_mhtml(given: Given) -> Parsed:
    """Read a saved page: its first HTML part, with the pictures that lie beside it."""
    parts = leaves(opened(given.data))
    page = next((one for one in parts if kind_of(one) in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        raise refuse(f"{given.name} was not read", "it is a saved page without a page in it", "save the page again")
    own = _location(page)
    places = _places(parts)
    body = bytes_of(page)
    inner = Given(body, given.name, given.file_name, given.encoding, given.most_characters, options=given.options)
    decoded = decode_page(inner, said=charset_of(page))
    parsed = read_page(decoded, inner, pictures=lambda address: _find(places, address, own))
    return Parsed(
        parsed.content,
        _described(parsed.metadata, own),
        parsed.encoding,
        parsed.confidence,
        parsed.warnings,
    )


def picture(data: bytes, ref: str) -> bytes | None:
    """Return the bytes of a saved page's picture by its number among the parts."""
    parts = leaves(opened(data))
    number = int(ref) if ref.isdigit() else -1
    return bytes_of(parts[number]) if 0 <= number < len(parts) else None


def _places(parts: list[EmailMessage]) -> dict[str, str]:
    """Return the numbers of the pictures by the addresses under which the page may name them."""
    places: dict[str, str] = {}
    for number, one in enumerate(parts):
        kind = kind_of(one)
        if not kind.startswith("image/") or kind == "image/svg+xml":
            continue
        if location := _location(one):
            places[location] = str(number)
        if name := header(one, "Content-ID").strip("<> "):
            places[f"cid:{name}"] = str(number)
    return places


def _find(places: dict[str, str], address: str, own: str) -> str | None:
    try:
        whole = urljoin(own, address)
    except ValueError:
        whole = address
    return places.get(address) or places.get(whole)


def _location(part: EmailMessage) -> str:
    return "".join(header(part, "Content-Location").split())


def _described(metadata: Metadata, own: str) -> Metadata:
    if metadata.address is not None or not own.startswith(("http:", "https:")):
        return metadata
    return Metadata(
        title=metadata.title,
        author=metadata.author,
        published=metadata.published,
        language=metadata.language,
        publisher=metadata.publisher,
        address=Proposal(own, _ENVELOPE),
        direction=metadata.direction,
    )

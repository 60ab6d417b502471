"""Read pages that a browser saved as one file: a mail whose parts are the page and its pictures (RFC 2557)."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urljoin

from glossator.model.document import Metadata, Proposal
from glossator.model.problem import refuse
from glossator.reading.html import decode_page, read_page
from glossator.reading.parsed import Given, Parsed

_ENVELOPE = "the saved page's head"


def read_mhtml(given: Given) -> Parsed:
    """Read a saved page: its first HTML part, with the pictures that lie beside it."""
    parts = _parts(given.data)
    page = next((one for one in parts if one.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        raise refuse(f"{given.name} was not read", "it is a saved page without a page in it", "save the page again")
    own = _location(page)
    places = _places(parts)
    body = _bytes_of(page)
    inner = Given(body, given.name, given.file_name, given.encoding, given.most_characters, options=given.options)
    decoded = decode_page(inner, said=page.get_content_charset())
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
    parts = _parts(data)
    number = int(ref) if ref.isdigit() else -1
    return _bytes_of(parts[number]) if 0 <= number < len(parts) else None


def _parts(data: bytes) -> list[EmailMessage]:
    message = message_from_bytes(data, policy=policy.default)
    return [one for one in message.walk() if isinstance(one, EmailMessage) and not one.is_multipart()]


def _places(parts: list[EmailMessage]) -> dict[str, str]:
    """Return the numbers of the pictures by the addresses under which the page may name them."""
    places: dict[str, str] = {}
    for number, one in enumerate(parts):
        if one.get_content_maintype() != "image" or one.get_content_subtype() == "svg+xml":
            continue
        if location := _location(one):
            places[location] = str(number)
        if name := str(one.get("Content-ID") or "").strip("<> "):
            places[f"cid:{name}"] = str(number)
    return places


def _find(places: dict[str, str], address: str, own: str) -> str | None:
    try:
        whole = urljoin(own, address)
    except ValueError:
        whole = address
    return places.get(address) or places.get(whole)


def _location(part: EmailMessage) -> str:
    return str(part.get("Content-Location") or "").strip()


def _bytes_of(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


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

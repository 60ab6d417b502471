"""Read an EPUB book's package: what it lists, in which order, and what it says of itself (EPUB 3.3, OPF 2.0.1)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from glossator.model.document import Metadata, Proposal
from glossator.reading.container import Archive, damaged
from glossator.reading.parsed import Given
from glossator.reading.xml import NotXml, parse

_PACKAGE = "the book's package"
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


@dataclass(frozen=True, slots=True)
class Item:
    """Hold a member that the package lists."""

    path: str
    media_type: str
    properties: frozenset[str]


def package_of(archive: Archive, given: Given) -> tuple[Any, str]:
    """Return the package's root and the folder that its paths start from."""
    path = ""
    if archive.has("META-INF/container.xml"):
        root = xml(archive, "META-INF/container.xml", given)
        found = next(root.iter("{*}rootfile"), None)
        path = (found.get("full-path") or "") if found is not None else ""
    if not archive.has(path):
        path = next((name for name in archive.names if name.lower().endswith(".opf")), "")
    if not path:
        raise damaged(given.name)
    return xml(archive, path, given), posixpath.dirname(path)


def xml(archive: Archive, name: str, given: Given) -> Any:
    """Parse a member that must be well formed."""
    try:
        return parse(archive.read(name), given.name)
    except NotXml:
        raise damaged(given.name) from None


def items_of(package: Any, base: str) -> dict[str, Item]:
    """Return what the package lists, by its names."""
    found = {}
    for one in package.iter("{*}item"):
        path = inside(base, one.get("href") or "")
        if path is not None:
            properties = frozenset((one.get("properties") or "").split())
            found[one.get("id") or ""] = Item(path, one.get("media-type") or "", properties)
    return found


def spine_of(package: Any, listed: dict[str, Item]) -> list[Item]:
    """List the chapters: those of the line of reading, then those that stand beside it."""
    along: list[Item] = []
    beside: list[Item] = []
    for one in package.iter("{*}itemref"):
        item = listed.get(one.get("idref") or "")
        if item is not None and item.media_type in _CHAPTERS:
            (beside if one.get("linear") == "no" else along).append(item)
    return [*along, *beside]


def inside(base: str, address: str) -> str | None:
    """Return the member that an address leads to, None where it leads out of the book."""
    path = unquote(address.split("#")[0].split("?")[0])
    if not path or ":" in path or path.startswith("/") or "\\" in path:
        return None
    whole = posixpath.normpath(posixpath.join(base, path))
    return None if whole.startswith("..") else whole


def metadata_of(package: Any) -> Metadata:
    """Return what the package says of the book."""

    def first(name: str) -> Proposal | None:
        found = next((words for words in _said(package, name)), "")
        return Proposal(found, _PACKAGE) if found else None

    authors = "; ".join(dict.fromkeys(_said(package, "creator")))
    published = first("date")
    address = next((one for one in _said(package, "identifier") if one.startswith(("http:", "https:"))), "")
    return Metadata(
        title=first("title"),
        author=Proposal(authors, _PACKAGE) if authors else None,
        published=Proposal(published.value.split("T")[0], published.origin) if published is not None else None,
        language=first("language"),
        publisher=first("publisher"),
        address=Proposal(address, _PACKAGE) if address else None,
        direction=_direction(package),
    )


def _said(package: Any, name: str) -> Iterator[str]:
    for one in package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
        words = " ".join("".join(one.itertext()).split())
        if words:
            yield words


def _direction(package: Any) -> Proposal | None:
    spine = next(package.iter("{*}spine"), None)
    is_right = spine is not None and spine.get("page-progression-direction") == "rtl"
    return Proposal("rtl", _PACKAGE) if is_right else None

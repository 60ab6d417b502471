"""Read what a book's table of contents and list of printed pages lead to (EPUB 3.3, 7; OPF 2.0.1, NCX)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from glossator.model.problem import Refused
from glossator.reading.container import Archive
from glossator.reading.epub_package import Item, inside
from glossator.reading.parsed import Given
from glossator.reading.xml import NotXml, parse

#: More entries than these are no list for a reader.
MOST_ENTRIES = 50_000

_KIND = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold where an entry leads, a member and a place in it (empty for its beginning), and its words."""

    path: str
    place: str
    title: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """Hold the entries of a book's parts and of its printed pages."""

    parts: tuple[Entry, ...] = ()
    pages: tuple[Entry, ...] = ()


def contents_of(archive: Archive, items: Mapping[str, Item], package: Any, given: Given) -> Contents:
    """Return a book's contents: those of its navigation, else those of the older kind."""
    nav = next((one for one in items.values() if "nav" in one.properties), None)
    spine = next(package.iter("{*}spine"), None)
    ncx = items.get(spine.get("toc") or "") if spine is not None else None
    newer = _by_nav(_root(archive, nav, given), nav)
    older = _by_ncx(_root(archive, ncx, given), ncx) if not newer.parts or not newer.pages else Contents()
    return Contents(newer.parts or older.parts, newer.pages or older.pages)


def _root(archive: Archive, item: Item | None, given: Given) -> Any:
    if item is None or not archive.has(item.path):
        return None
    try:
        return parse(archive.read(item.path), given.name)
    except (NotXml, Refused):
        return None


def _by_nav(root: Any, item: Item | None) -> Contents:
    if root is None or item is None:
        return Contents()
    navs = list(root.iter("{*}nav"))
    kinds = [(one.get(_KIND) or "").split() for one in navs]
    parts = next((one for one, kind in zip(navs, kinds, strict=True) if "toc" in kind), None)
    if parts is None:
        parts = next((one for one, kind in zip(navs, kinds, strict=True) if not kind), None)
    pages = next((one for one, kind in zip(navs, kinds, strict=True) if "page-list" in kind), None)
    return Contents(_links(parts, item), _links(pages, item))


def _links(nav: Any, item: Item) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for link in nav.iter("{*}a") if nav is not None else ():
        depth = sum(1 for _ in link.iterancestors("{*}ol")) or 1
        _take(entries, item, link.get("href"), "".join(link.itertext()), depth=depth)
    return tuple(entries)


def _by_ncx(root: Any, item: Item | None) -> Contents:
    parts: list[Entry] = []
    pages: list[Entry] = []
    for point in root.iter("{*}navPoint", "{*}pageTarget") if root is not None and item is not None else ():
        content, label = point.find("{*}content"), point.find("{*}navLabel/{*}text")
        if content is None or label is None or item is None:
            continue
        is_part = str(point.tag).endswith("navPoint")
        depth = 1 + sum(1 for _ in point.iterancestors("{*}navPoint"))
        _take(parts if is_part else pages, item, content.get("src"), label.text or "", depth=depth)
    return Contents(tuple(parts), tuple(pages))


def _take(entries: list[Entry], item: Item, address: str | None, words: str, *, depth: int) -> None:
    path = inside(posixpath.dirname(item.path), address or "")
    title = " ".join(words.split())
    if path is not None and title and len(entries) < MOST_ENTRIES:
        entries.append(Entry(path, unquote((address or "").partition("#")[2]), title, depth))

"""Read EPUB books: the chapters in the order of the spine, woven as pages are (EPUB 3.3, OPF 2.0.1)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from glossator.model.document import Block, Caution, Content, Metadata, Proposal
from glossator.model.problem import Refused, refuse
from glossator.reading.canonical import canonical
from glossator.reading.container import Archive, damaged, members
from glossator.reading.encoding import decode
from glossator.reading.html import too_long
from glossator.reading.html_flow import Flow
from glossator.reading.parsed import Given, Parsed
from glossator.reading.xml import NotXml, parse

_PACKAGE = "the book's package"
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_ENCRYPTION = "META-INF/encryption.xml"

#: Ways of hiding fonts that protect nothing else (EPUB 3.3, 4.4; Adobe's own).
_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})

#: Elements of these are no HTML: their names keep no meaning there.
_HTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class _Item:
    path: str
    media_type: str
    properties: frozenset[str]


def read_epub(given: Given) -> Parsed:
    """Read a book."""
    archive = members(given.data, given.name)
    if _is_locked(archive, given):
        raise refuse(
            f"{given.name} was not read",
            "its chapters are encrypted for the programs of its seller",
            "get the book without such protection",
        )
    package, base = _package(archive, given)
    items = _items(package, base)
    chapters = _spine(package, items)
    if not any(archive.has(one.path) for one in chapters):
        raise refuse(
            f"{given.name} was not read", "its list of chapters leads to none", "get it again where it came from"
        )
    return _woven(archive, chapters, _metadata(package), _titles(archive, items, package, given), given)


def _woven(archive: Archive, chapters: list[_Item], metadata: Metadata, titles: dict[str, str], given: Given) -> Parsed:
    flow = Flow()
    starts: list[tuple[int, str]] = []
    missing = 0
    for number, chapter in enumerate(chapters):
        if given.progress is not None:
            given.progress(number, len(chapters))
        if not archive.has(chapter.path):
            missing += 1
            continue
        tree = _tree(archive.read(chapter.path), given)
        folder = posixpath.dirname(chapter.path)
        flow.pictures = lambda address, at=folder: _member(archive, at, address)  # type: ignore[misc]
        begins = flow.weaver.position
        if tree.body is not None:
            flow.notes.look([(chapter.path, tree.body)])
            flow.walk(tree.body, path=chapter.path)
        if flow.weaver.position > begins or not starts:
            title = titles.get(chapter.path, "")
            starts.append((begins + (begins > 0), title))
        if flow.weaver.position > given.most_characters:
            raise too_long(given)
    flow.finish()
    content = flow.weaver.content()
    if not content.text.strip():
        raise refuse(f"{given.name} was not read", "it holds no text", "choose a book with words in it")
    said = list(flow.cautions())
    if missing:
        said.append(Caution("missing", missing, f"{missing} of its chapters {'is' if missing == 1 else 'are'} missing"))
    return Parsed(_with_sections(content, starts), metadata, "utf-8", None, tuple(said))


def _with_sections(content: Content, starts: list[tuple[int, str]]) -> Content:
    """Lay the titled chapters over the text as ranges."""
    length = len(content.text)
    sections = []
    for at, (start, title) in enumerate(starts):
        end = starts[at + 1][0] - 1 if at + 1 < len(starts) else length
        if title and start < end <= length:
            sections.append(Block("section", start, end, 1, data={"title": title}))
    blocks = sorted((*sections, *content.blocks), key=lambda block: (block.start, block.kind != "section"))
    return Content(content.text, tuple(blocks), content.spans)


def _tree(data: bytes, given: Given) -> LexborHTMLParser:
    """Parse a chapter: as XML, and where it is not well formed as browsers read pages."""
    try:
        root = parse(data, given.name)
    except NotXml:
        text, _ = canonical(decode(data, name=given.name).text)
        return LexborHTMLParser(text)
    for node in root.iter(etree.Element):
        name = etree.QName(node)
        if name.namespace == _HTML or name.namespace is None:
            node.tag = name.localname
    text, _ = canonical(etree.tostring(root, method="html", encoding="unicode"))
    return LexborHTMLParser(text)


def _package(archive: Archive, given: Given) -> tuple[Any, str]:
    """Return the package's root and the folder that its paths start from."""
    path = ""
    if archive.has("META-INF/container.xml"):
        root = _xml(archive, "META-INF/container.xml", given)
        found = next(root.iter("{*}rootfile"), None)
        path = (found.get("full-path") or "") if found is not None else ""
    if not archive.has(path):
        path = next((name for name in archive.names if name.lower().endswith(".opf")), "")
    if not path:
        raise damaged(given.name)
    return _xml(archive, path, given), posixpath.dirname(path)


def _xml(archive: Archive, name: str, given: Given) -> Any:
    try:
        return parse(archive.read(name), given.name)
    except NotXml:
        raise damaged(given.name) from None


def _items(package: Any, base: str) -> dict[str, _Item]:
    items = {}
    for one in package.iter("{*}item"):
        path = _inside(base, one.get("href") or "")
        if path is not None:
            properties = frozenset((one.get("properties") or "").split())
            items[one.get("id") or ""] = _Item(path, one.get("media-type") or "", properties)
    return items


def _spine(package: Any, items: dict[str, _Item]) -> list[_Item]:
    """List the chapters: those of the line of reading, then those that stand beside it."""
    along: list[_Item] = []
    beside: list[_Item] = []
    for one in package.iter("{*}itemref"):
        item = items.get(one.get("idref") or "")
        if item is not None and item.media_type in _CHAPTERS:
            (beside if one.get("linear") == "no" else along).append(item)
    return [*along, *beside]


def _inside(base: str, address: str) -> str | None:
    """Return the member that an address leads to, None where it leads out of the book."""
    path = unquote(address.split("#")[0].split("?")[0])
    if not path or ":" in path or path.startswith("/") or "\\" in path:
        return None
    whole = posixpath.normpath(posixpath.join(base, path))
    return None if whole.startswith("..") else whole


def _member(archive: Archive, folder: str, address: str) -> str | None:
    path = _inside(folder, address)
    return path if path is not None and archive.has(path) else None


def _is_locked(archive: Archive, given: Given) -> bool:
    if not archive.has(_ENCRYPTION):
        return False
    root = _xml(archive, _ENCRYPTION, given)
    ways = {one.get("Algorithm") for one in root.iter("{*}EncryptionMethod")}
    return bool(ways - _FONTS)


def _metadata(package: Any) -> Metadata:
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


def _titles(archive: Archive, items: dict[str, _Item], package: Any, given: Given) -> dict[str, str]:
    """Return the titles that the book's table of contents gives its chapters, by member."""
    contents = next((one for one in items.values() if "nav" in one.properties), None)
    spine = next(package.iter("{*}spine"), None)
    listed = items.get(spine.get("toc") or "") if spine is not None else None
    try:
        if contents is not None and archive.has(contents.path):
            return _by_nav(parse(archive.read(contents.path), given.name), posixpath.dirname(contents.path))
        if listed is not None and archive.has(listed.path):
            return _by_ncx(parse(archive.read(listed.path), given.name), posixpath.dirname(listed.path))
    except (NotXml, Refused):
        return {}
    return {}


def _by_nav(root: Any, folder: str) -> dict[str, str]:
    titles: dict[str, str] = {}
    navs = list(root.iter("{*}nav"))
    kind = "{http://www.idpf.org/2007/ops}type"
    nav = next((one for one in navs if "toc" in (one.get(kind) or "").split()), navs[0] if navs else None)
    for link in nav.iter("{*}a") if nav is not None else ():
        _take(titles, folder, link.get("href") or "", "".join(link.itertext()))
    return titles


def _by_ncx(root: Any, folder: str) -> dict[str, str]:
    titles: dict[str, str] = {}
    for point in root.iter("{*}navPoint"):
        content, text = point.find("{*}content"), point.find("{*}navLabel/{*}text")
        if content is not None and text is not None:
            _take(titles, folder, content.get("src") or "", text.text or "")
    return titles


def _take(titles: dict[str, str], folder: str, address: str, words: str) -> None:
    path, said = _inside(folder, address), " ".join(words.split())
    if path is not None and said:
        titles.setdefault(path, said)

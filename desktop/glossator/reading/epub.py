"""Read EPUB books: the chapters in the order of the spine, woven as pages are (EPUB 3.3, OPF 2.0.1)."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from glossator.model.document import Caution, Content
from glossator.model.problem import refuse
from glossator.reading.canonical import canonical
from glossator.reading.container import Archive, members
from glossator.reading.encoding import decode
from glossator.reading.epub_contents import Contents, Entry, contents_of
from glossator.reading.epub_package import inside, items_of, metadata_of, package_of, spine_of, xml
from glossator.reading.epub_ranges import laid_over
from glossator.reading.html import too_long
from glossator.reading.html_flow import Flow
from glossator.reading.html_links import inner, resolved
from glossator.reading.parsed import Given, Parsed
from glossator.reading.xml import NotXml, parse

#: Markup of a book is at most so many times longer than the longest text that is read.
MOST_MARKUP = 4

_ENCRYPTION = "META-INF/encryption.xml"

#: Ways of hiding fonts that protect nothing else (EPUB 3.3, 4.4; Adobe's own).
_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})

#: Elements of these keep their names in HTML, whatever prefix they have here.
_KNOWN = frozenset({"http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML"})

#: What says an element's kind, by whatever prefix.
_KIND = "{http://www.idpf.org/2007/ops}type"


def read_epub(given: Given) -> Parsed:
    """Read a book."""
    archive = members(given.data, given.name)
    if _is_locked(archive, given):
        raise refuse(
            f"{given.name} was not read",
            "its chapters are encrypted for the programs of its seller",
            "get the book without such protection",
        )
    package, base = package_of(archive, given)
    items = items_of(package, base)
    listed = list(dict.fromkeys(one.path for one in spine_of(package, items)))
    chapters = [path for path in listed if archive.has(path)]
    if not chapters:
        raise refuse(
            f"{given.name} was not read", "its list of chapters leads to none", "get it again where it came from"
        )
    content, said = _woven(archive, chapters, contents_of(archive, items, package, given), given)
    missing = len(listed) - len(chapters)
    if missing:
        words = f"{missing} of its chapters {'is' if missing == 1 else 'are'} missing"
        said = (*said, Caution("missing", missing, words))
    return Parsed(content, metadata_of(package), "utf-8", None, said)


@dataclass(slots=True)
class _Book:
    """Gather a book's text, where its chapters begin and what it lacks."""

    archive: Archive
    given: Given
    flow: Flow = field(default_factory=lambda: Flow(pages=[]))
    starts: dict[str, int] = field(default_factory=dict)

    def weave(self, chapters: Sequence[str]) -> Content:
        """Weave the chapters, then the notes of them all."""
        trees = self._trees(chapters)
        self.flow.notes.look([(path, body) for path, tree in trees if (body := tree.body) is not None])
        for number, (path, tree) in enumerate(trees):
            if self.given.progress is not None:
                self.given.progress(number, len(trees))
            folder = posixpath.dirname(path)
            self.flow.pictures = partial(_member, self.archive, folder)
            self.flow.leads = partial(self._leads, path)
            self.starts[path] = self.flow.place
            if tree.body is not None:
                self.flow.walk(tree.body, path=path)
            if self.flow.weaver.position > self.given.most_characters:
                raise too_long(self.given)
        self.flow.finish()
        return resolved(self.flow.weaver.content(), self.flow.anchors, self.starts)

    def _leads(self, chapter: str, address: str) -> str | None:
        """Return where a link of a chapter leads; one to a member that is no chapter leads nowhere."""
        before, _, fragment = address.partition("#")
        if ":" in before.split("/", 1)[0]:
            return address
        path = inside(posixpath.dirname(chapter), before) if before else chapter
        return inner(path, fragment) if path is not None else None

    def _trees(self, chapters: Sequence[str]) -> list[tuple[str, LexborHTMLParser]]:
        trees, size = [], 0
        for path in chapters:
            data = self.archive.read(path)
            size += len(data)
            if size > MOST_MARKUP * self.given.most_characters:
                raise too_long(self.given)
            trees.append((path, _tree(data, self.given)))
        return trees


def _woven(
    archive: Archive, chapters: Sequence[str], contents: Contents, given: Given
) -> tuple[Content, tuple[Caution, ...]]:
    book = _Book(archive, given)
    content = book.weave(chapters)
    if not content.text.strip():
        raise refuse(f"{given.name} was not read", "it holds no text", "choose a book with words in it")

    def offset(entry: Entry) -> int | None:
        if entry.place:
            found = book.flow.anchors.get((entry.path, entry.place))
            if found is not None:
                return found
        return book.starts.get(entry.path)

    parts = [(at, one.depth, one.title) for one in contents.parts if (at := offset(one)) is not None]
    pages = [(at, one.title) for one in contents.pages if one.place and (at := offset(one)) is not None]
    return laid_over(content, parts, pages or book.flow.pages or []), book.flow.cautions()


def _tree(data: bytes, given: Given) -> LexborHTMLParser:
    """Parse a chapter: as XML, and where it is not well formed as browsers read pages."""
    try:
        root = parse(data, given.name)
    except NotXml:
        text, _ = canonical(decode(data, name=given.name).text)
        return LexborHTMLParser(text)
    for node in root.iter(etree.Element):
        name = etree.QName(node)
        if name.namespace is None or name.namespace in _KNOWN:
            node.tag = name.localname
        if kind := node.attrib.pop(_KIND, None):
            node.set("role", f"{node.get('role') or ''} {kind}".strip())
    text, _ = canonical(etree.tostring(root, method="html", encoding="unicode"))
    return LexborHTMLParser(text)


def _member(archive: Archive, folder: str, address: str) -> str | None:
    path = inside(folder, address)
    return path if path is not None and archive.has(path) else None


def _is_locked(archive: Archive, given: Given) -> bool:
    if not archive.has(_ENCRYPTION):
        return False
    root = xml(archive, _ENCRYPTION, given)
    ways = {one.get("Algorithm") for one in root.iter("{*}EncryptionMethod")}
    return bool(ways - _FONTS)

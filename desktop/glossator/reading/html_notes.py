"""Notes of a page: a mark that leads to a body, and a body that leads back.

They are told by what the page says of them (``doc-noteref``, EPUB's ``noteref``), else by the pattern that most
programs write: a short link to a place that holds a link back.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from glossator.reading.html_names import HEADINGS, Attributes

#: A mark is no longer than these characters, its brackets aside: 12, iv, *, †.
LONGEST_LABEL = 5

#: A body that says nothing of itself is no longer than these characters, and holds no heading.
LONGEST_BODY = 10_000

#: A place stands no more elements deep in the body that it means.
_DEEPEST = 6

_BRACKETS = " \t\n[](){}^"
_LABEL = re.compile(r"(?:\d{1,4}|[a-zA-Z]|[ivxlc]+|[*†‡§¶#]{1,4})\Z")
_BODIES = frozenset({"li", "aside", "div", "p", "dd", "section", "tr", "blockquote"})
_MARKING = frozenset({"doc-noteref", "noteref"})
_NOTES = frozenset({"doc-footnote", "doc-endnote", "footnote", "rearnote", "endnote"})
_RETURNING = frozenset({"doc-backlink", "backlink"})


#: What a link leads to: a member of a book (empty for a page), and a place in it.
Place = tuple[str, str]

#: Where a link leads that only says that it leads back.
_ANYWHERE: Place = ("", "")


@dataclass(slots=True)
class Notes:
    """Keep the notes of the trees that are walked."""

    _marks: dict[int, str] = field(default_factory=dict)
    _dropped: set[int] = field(default_factory=set)
    _bodies: dict[int, tuple[str, LexborNode]] = field(default_factory=dict)
    _roots: list[LexborNode] = field(default_factory=list)  # kept: what a node is known by is free again after it
    _places: dict[Place, LexborNode] = field(default_factory=dict)
    _order: dict[int, int] = field(default_factory=dict)
    _short: dict[int, bool] = field(default_factory=dict)
    _links: dict[int, dict[Place, list[LexborNode]]] = field(default_factory=dict)

    def look(self, pages: Sequence[tuple[str, LexborNode]]) -> None:
        """Find the marks, ways back and bodies of all the trees of a document, each with its member's path."""
        links = [
            (path, one)
            for path, root in pages
            for one in root.css("a[href]")
            if _lead(path, one.attributes.get("href") or "") is not None
        ]
        if not links:
            return
        for path, root in pages:
            self._roots.append(root)
            for name, kind in (("id", "[id]"), ("name", "a[name]")):
                for one in root.css(kind):  # of places with one name the first is meant
                    self._places.setdefault((path, one.attributes.get(name) or ""), one)
            for node in root.traverse(include_text=False):
                self._order[node.mem_id] = len(self._order)
        for path, link in links:
            self._look_at(path, link)

    def label_of(self, link: LexborNode) -> str | None:
        """Return the label of a link that is a note's mark."""
        return self._marks.get(link.mem_id)

    def is_dropped(self, node: LexborNode) -> bool:
        """Tell whether an element only leads back from a note or repeats its label."""
        return node.mem_id in self._dropped

    def is_body(self, node: LexborNode) -> bool:
        """Tell whether an element is the body of a note."""
        return node.mem_id in self._bodies

    def bodies(self) -> Iterator[tuple[str, LexborNode]]:
        """Yield the labels and bodies in the order of their marks."""
        yield from self._bodies.values()

    @staticmethod
    def without_label(text: str, label: str) -> str:
        """Return the first words of a body without its label, which is data."""
        stripped = text.lstrip()
        if not stripped.startswith(label):
            return text
        rest = stripped[len(label) :]
        return rest.lstrip(".)]: \u00a0") if not rest[:1].isalnum() else text

    def _look_at(self, path: str, link: LexborNode) -> None:
        place = _lead(path, link.attributes.get("href") or "")
        target = self._places.get(place) if place is not None else None
        label = (link.text() or "").strip(_BRACKETS)
        if place is None or target is None or not label or len(label) > LONGEST_LABEL:
            return
        body, term = _body_of(target)
        # Where each leads to the other, the one that comes first is the mark; what holds the mark comes before it.
        if body is None or self._order.get(body.mem_id, 0) < self._order.get(link.mem_id, 0):
            return
        is_body_said = bool(_says(body.attributes) & _NOTES)
        is_said = is_body_said or bool(_says(link.attributes) & _MARKING)
        if not (is_body_said or self._is_short(body)) or not (is_said or _LABEL.match(label)):
            return
        back = self._ways_back(body, path, link, member=place[0])
        if term is not None:
            back += self._ways_back(term, path, link, member=place[0])
        if not is_said and not back:
            return
        self._marks[link.mem_id] = label
        self._dropped.update(_alone(one, body).mem_id for one in back)
        if term is not None:
            self._dropped.add(term.mem_id)
        self._bodies.setdefault(body.mem_id, (label, body))

    def _is_short(self, body: LexborNode) -> bool:
        found = self._short.get(body.mem_id)
        if found is None:
            found = body.css_first(", ".join(HEADINGS)) is None and len(body.text() or "") <= LONGEST_BODY
            self._short[body.mem_id] = found
        return found

    def _ways_back(self, body: LexborNode, path: str, link: LexborNode, *, member: str) -> list[LexborNode]:
        """List the links in a body, which stands in ``member``, that lead to its mark, or say that they lead back."""
        links = self._links.get(body.mem_id)
        if links is None:
            links = self._links[body.mem_id] = _links_in(body, member)
        places: dict[Place, None] = {_ANYWHERE: None}
        at: LexborNode | None = link
        for _ in range(3):  # the link itself, a superscript around it, a span around that
            if at is None:
                break
            for name in (at.attributes.get("id"), at.attributes.get("name")):
                if name:
                    places[path, name] = None
            at = at.parent
        return [one for place in places for one in links.get(place, ())]


def _alone(link: LexborNode, body: LexborNode) -> LexborNode:
    """Return the outermost element in a body that holds a link, its brackets and nothing else."""
    words = (link.text() or "").strip(_BRACKETS)
    found = link
    for _ in range(_DEEPEST):
        parent = found.parent
        if parent is None or parent.mem_id == body.mem_id or (parent.text() or "").strip(_BRACKETS) != words:
            break
        found = parent
    return found


def _links_in(body: LexborNode, member: str) -> dict[Place, list[LexborNode]]:
    """Return a body's links by where they lead; those that say that they lead back do so for every mark."""
    links: dict[Place, list[LexborNode]] = {}
    for one in body.css("a[href]"):
        said = not _RETURNING.isdisjoint(_says(one.attributes))
        place = _ANYWHERE if said else _lead(member, one.attributes.get("href") or "")
        if place is not None:
            links.setdefault(place, []).append(one)
    return links


def _lead(path: str, address: str) -> Place | None:
    """Return the place in the document that an address leads to, None where it leads to none."""
    member, mark, place = address.partition("#")
    if not mark or not place or ":" in member or (member and not path):
        return None
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(member))) if member else path
    return whole, unquote(place)


def _says(attributes: Attributes) -> set[str]:
    return {*(attributes.get("epub:type") or "").split(), *(attributes.get("role") or "").split()}


def _body_of(target: LexborNode) -> tuple[LexborNode | None, LexborNode | None]:
    """Return what holds a note's words: the target, or what it stands in; for a term its description, and the term."""
    at: LexborNode | None = target
    for _ in range(_DEEPEST):
        if at is None or at.tag in HEADINGS:
            break
        if at.tag in _BODIES:
            return at, None
        if at.tag == "dt":
            following = at.next
            while following is not None and following.tag == "-text":
                following = following.next
            return (following, at) if following is not None and following.tag == "dd" else (None, None)
        at = at.parent
    return None, None

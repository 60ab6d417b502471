"""Notes of a page: a mark that leads to a body, and a body that leads back.

They are told by what the page says of them (``doc-noteref``, EPUB's ``noteref``), else by the pattern that most
programs write: a short link to a place that holds a link back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from glossator.reading.html_names import Attributes

#: A mark is no longer than these characters, its brackets aside: 12, iv, *, †.
LONGEST_LABEL = 5

_BRACKETS = " \t\n[](){}^"
_LABEL = re.compile(r"(?:\d{1,4}|[a-zA-Z]|[ivxlc]+|[*†‡§¶#]{1,4})\Z")
_BACK = re.compile(r"[\s↩↑^←⏎⤴🔙︎️]*\Z")
_BODIES = frozenset({"li", "aside", "div", "p", "dd", "section", "tr", "blockquote"})
_MARKING = frozenset({"doc-noteref", "noteref"})
_RETURNING = frozenset({"doc-backlink", "backlink"})


@dataclass(slots=True)
class Notes:
    """Keep the notes of the trees that are walked."""

    _marks: dict[int, str] = field(default_factory=dict)
    _back: set[int] = field(default_factory=set)
    _bodies: dict[int, tuple[str, LexborNode]] = field(default_factory=dict)
    _roots: list[LexborNode] = field(default_factory=list)  # kept: what a node is known by is free again after it

    def look(self, root: LexborNode) -> None:
        """Find the marks, ways back and bodies of a tree."""
        links = [one for one in root.css("a[href]") if (one.attributes.get("href") or "").startswith("#")]
        if not links:
            return
        self._roots.append(root)
        places = {one.attributes.get("name"): one for one in root.css("a[name]")}
        places |= {one.attributes.get("id"): one for one in root.css("[id]")}
        order = {node.mem_id: at for at, node in enumerate(root.traverse(include_text=False))}
        for link in links:
            self._look_at(link, places, root, order)

    def label_of(self, link: LexborNode) -> str | None:
        """Return the label of a link that is a note's mark."""
        return self._marks.get(link.mem_id)

    def leads_back(self, link: LexborNode) -> bool:
        """Tell whether a link only leads back from a note."""
        return link.mem_id in self._back

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

    def _look_at(
        self, link: LexborNode, places: dict[str | None, LexborNode], root: LexborNode, order: dict[int, int]
    ) -> None:
        target = places.get((link.attributes.get("href") or "")[1:])
        label = (link.text() or "").strip(_BRACKETS)
        if target is None or not label or len(label) > LONGEST_LABEL:
            return
        body = _body_of(target, root)
        # Where each leads to the other, the one that comes first is the mark.
        if body is None or _holds(body, link) or order.get(body.mem_id, 0) < order.get(link.mem_id, 0):
            return
        back = _ways_back(body, link)
        said = _says(link.attributes) & _MARKING
        if not said and not (back and _LABEL.match(label)):
            return
        self._marks[link.mem_id] = label
        self._back.update(one.mem_id for one in back)
        self._bodies.setdefault(body.mem_id, (label, body))


def _says(attributes: Attributes) -> set[str]:
    return {*(attributes.get("epub:type") or "").split(), *(attributes.get("role") or "").split()}


def _body_of(target: LexborNode, root: LexborNode) -> LexborNode | None:
    """Return the element that holds a note's words: the target, or what the target stands in."""
    at: LexborNode | None = target
    while at is not None and at.mem_id != root.mem_id:
        if at.tag in _BODIES:
            return at
        at = at.parent
    return None


def _holds(body: LexborNode, link: LexborNode) -> bool:
    at: LexborNode | None = link
    while at is not None:
        if at.mem_id == body.mem_id:
            return True
        at = at.parent
    return False


def _ways_back(body: LexborNode, link: LexborNode) -> list[LexborNode]:
    """List the links in a body that lead to its mark, or say that they lead back."""
    own = set()
    at: LexborNode | None = link
    for _ in range(3):  # the link itself, a superscript around it, a span around that
        if at is None:
            break
        own.add(at.attributes.get("id"))
        own.add(at.attributes.get("name"))
        at = at.parent
    own.discard(None)
    found = []
    for one in body.css("a[href]"):
        address = one.attributes.get("href") or ""
        leads = address.startswith("#") and address[1:] in own
        if leads or (_says(one.attributes) & _RETURNING) or (leads and _BACK.match(one.text() or "")):
            found.append(one)
    return found

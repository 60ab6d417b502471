"""Parse the XML inside documents: no entity is resolved, no DTD loaded, nothing fetched."""

from __future__ import annotations

import html.entities
import re
from typing import Any

from lxml import etree

from glossator.model.problem import Refused, refuse

#: Entities that a part declares for itself: the ladder by which a few bytes become gigabytes.
_DECLARED = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")

#: An element of lxml, which ships without types.
Element = Any


class NotXml(ValueError):
    """Say that bytes are no well-formed XML."""


def parse(data: bytes, name: str) -> Element:
    """Return the root of a part; named entities of HTML are replaced by their characters.

    Raises Refused where the part declares entities (``name`` is how the sentence calls its document), NotXml where it
    is not well formed or nests deeper than lxml follows.
    """
    if declares_entities(data):
        raise _dangerous(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXml(str(error)) from None
    if root is None:
        raise NotXml("it is empty")
    _replace_entities(root)
    return root


def declares_entities(data: bytes) -> bool:
    """Tell whether XML declares entities; in the two-byte encodings too."""
    head = data.replace(b"\0", b"") if data.startswith(_WIDE_STARTS) else data
    return _DOCTYPE.search(head) is not None and _DECLARED.search(head) is not None


def _replace_entities(root: Element) -> None:
    """Put the characters of HTML's named entities into the text; an unknown one stays as it was written."""
    for node in list(root.iter(etree.Entity)):
        words = html.entities.html5.get(f"{node.name};", node.text) + (node.tail or "")
        parent, before = node.getparent(), node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + words
        else:
            parent.text = (parent.text or "") + words
        parent.remove(node)


def _dangerous(name: str) -> Refused:
    return refuse(
        f"{name} was not read",
        "it declares entities of its own, by which a small file can become endless",
        "save it again with the program that made it",
    )

"""Make the result of a word processor's file: the content checked, its description, and what was left out of it."""

from __future__ import annotations

from collections import Counter

from glossator.model.document import Caution
from glossator.model.problem import refuse
from glossator.reading.canonical import counted
from glossator.reading.flow import Flow, Image, set_flow
from glossator.reading.parsed import Given, Parsed
from glossator.reading.properties import Properties, describe

#: What a reader counts: the thing, and what became of it, in the order in which it is said.
_SAID = {
    "insertions": ("tracked insertion", "taken in"),
    "deletions": ("tracked deletion", "left out"),
    "moves": ("moved passage", "read once, where it went"),
    "comments": ("comment", "left out of the text"),
    "hidden": ("hidden passage", "left out"),
    "readings": ("pronunciation", "left out"),
    "formulas": ("formula", "read as its letters in a row"),
    "symbols": ("symbol", "of a font that has no letters for it, kept as it is"),
    "embedded": ("embedded document", "not read"),
    "unreadable": ("character", "not readable in its code page, replaced"),
    "truncated": ("part", "missing at the end: the file is not whole"),
}


def finish(given: Given, flow: Flow, properties: Properties, *, counts: Counter[str], encoding: str | None) -> Parsed:
    """Set the flow and describe it; raise Refused where it holds no text or more than may be read."""
    content, comments = set_flow(flow)
    what = f"{given.name} was not read"
    if not content.text or content.text.isspace():
        pictured = any(isinstance(piece, Image) for one in flow.paragraphs for piece in one.pieces)
        why = "it holds pictures and no text" if pictured else "it holds no text"
        raise refuse(what, why, "choose a file with text in it")
    if len(content.text) > given.most_characters:
        why = f"it holds more than {given.most_characters:,} characters"
        raise refuse(what, why, "divide it and read the parts")
    counts["comments"] = len(flow.remarks)
    cautions = tuple(
        Caution(code, counts[code], f"{counted(counts[code], noun)} {fate}")
        for code, (noun, fate) in _SAID.items()
        if counts[code]
    )
    return Parsed(content, describe(content, properties), encoding, warnings=cautions, comments=comments)

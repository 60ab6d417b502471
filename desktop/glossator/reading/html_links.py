"""Links that lead to a place of the same text: what a page says of it becomes an offset once the text is woven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from glossator.model.document import PLACE, Content, Span

#: Begins a target that is not resolved yet; no address can.
_INNER = "\0"


def inner(path: str, fragment: str) -> str:
    """Return the target of a link to a part of the text: a member of a book and what a place in it is called."""
    return f"{_INNER}{path}{_INNER}{fragment}"


def resolved(content: Content, anchors: Mapping[tuple[str, str], int], starts: Mapping[str, int]) -> Content:
    """Return a content whose links to its own places name their offsets; those that lead to none are words alone."""
    spans = []
    for span in content.spans:
        if span.kind != "link" or not (span.target or "").startswith(_INNER):
            spans.append(span)
            continue
        place = _place(span, anchors, starts)
        if place is not None and place <= len(content.text):
            spans.append(replace(span, target=f"{PLACE}{place}"))
    return Content(content.text, content.blocks, tuple(spans))


def _place(span: Span, anchors: Mapping[tuple[str, str], int], starts: Mapping[str, int]) -> int | None:
    _, path, fragment = (span.target or "").split(_INNER, 2)
    found = anchors.get((path, fragment)) if fragment else None
    # A chapter that lacks the place is at least the chapter; a page alone is where one is already.
    return found if found is not None else starts.get(path) if path or not fragment else None

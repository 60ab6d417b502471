"""Make tags in few words: a reader's letter, a kind and places."""

from __future__ import annotations

from collections.abc import Mapping

from glossator.review.reading import Extent, joined


def tag(name: str, *spans: tuple[int, int], kind: str = "position", document: str = "d", **fields: str) -> Extent:
    """Make a tag whose reader is the first letter of its name."""
    given: Mapping[str, str] = fields
    return Extent(name, document, name[0], kind, joined(spans), given)

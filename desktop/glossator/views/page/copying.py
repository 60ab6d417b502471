"""What the page puts on the clipboard: the words of the source as plain text, with their source in the HTML."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData

#: Given a selection's start and end, return the HTML that says where it stands.
Citation = Callable[[int, int], str]


def mime_of(text: str, start: int, end: int, citation: Citation | None) -> QMimeData:
    """Make the clipboard's data for ``start:end`` of a source text."""
    from html import escape  # read late: a start copies nothing

    words = text[start:end]
    data = QMimeData()
    data.setText(words)
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in words.split("\n") if line.strip())
    footer = citation(start, end) if citation is not None else ""
    data.setHtml(f"<blockquote>{paragraphs}</blockquote>{footer}" if footer else paragraphs)
    return data

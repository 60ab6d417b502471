"""The citation of a passage, in one line: who, what, when, where in it."""

from __future__ import annotations

from glossator.exchange.quotation_marks import titled
from glossator.model.document import Document
from glossator.model.people import folded
from glossator.text.paragraphs import Paragraphs


def citation(document: Document, paragraphs: Paragraphs | None, start: int | None, end: int | None) -> str:
    """Cite ``start:end`` of a document: ``A. Lind, “The strait”, 2026-05-12, Background, p. 3, ¶ 4–5``.

    The marks around the title are those of the document's language. What is not known is left out; a passage that
    is not attached has no section, page and paragraph, and a section named as the document is not said again.
    """
    parts = [document.author or "", titled(document.title, document.language), document.published or ""]
    if paragraphs is not None and start is not None and end is not None:
        section = paragraphs.section_title_at(start) or ""
        if folded(section) != folded(document.title):
            parts.append(section)
        parts.append(page_labels(paragraphs, start, end))
        parts.append(paragraph_numbers(paragraphs, start, end))
    return ", ".join(part for part in parts if part)


def page_labels(paragraphs: Paragraphs, start: int, end: int) -> str:
    """Say on which pages a passage is printed: ``p. iv`` or ``pp. 3–4``; empty where the text has no pages."""
    first, last = paragraphs.page_at(start), paragraphs.page_at(max(start, end - 1))
    if not first:
        return ""
    return f"p. {first}" if first == last else f"pp. {first}–{last}"


def place_words(paragraphs: Paragraphs, start: int, end: int) -> str:
    """Say where in its text a passage is: ``p. 3, ¶ 4–5``."""
    both = (page_labels(paragraphs, start, end), paragraph_numbers(paragraphs, start, end))
    return ", ".join(part for part in both if part)


def paragraph_numbers(paragraphs: Paragraphs, start: int, end: int) -> str:
    """Say in which paragraphs a passage lies, counted from 1: ``¶ 4`` or ``¶ 4–5``; empty where there is none."""
    if paragraphs.count == 0:
        return ""
    first, last = paragraphs.index_at(start) + 1, paragraphs.index_at(max(start, end - 1)) + 1
    return f"¶ {first}" if first == last else f"¶ {first}–{last}"

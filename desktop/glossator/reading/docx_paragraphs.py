"""Say what a Word file's paragraph is: by its style, its own properties, and the list that it stands in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from glossator.reading.docx_names import W, child_value, is_on, number
from glossator.reading.docx_notes import Notes
from glossator.reading.docx_numbering import Numbering
from glossator.reading.docx_styles import ParagraphStyle, Styles, heading_level
from glossator.reading.flow import Paragraph
from glossator.reading.xml import Element


@dataclass(slots=True)
class Parts:
    """Hold what the parts of a file share: styles, lists, notes; what was left out, and how paragraphs run."""

    styles: Styles
    numbering: Numbering
    notes: Notes
    counts: Counter[str]
    paragraphs: Counter[str] = field(default_factory=Counter)


def describe(paragraph: Paragraph, properties: Element | None, style: ParagraphStyle, *, parts: Parts) -> None:
    """Give a paragraph its kind, level, marker and direction."""
    paragraph.kind, paragraph.level = style.kind, style.level
    outline = child_value(properties, "outlineLvl")
    if outline is not None:
        level = heading_level(outline)
        if level is not None or style.kind == "heading":
            paragraph.kind, paragraph.level = ("heading", level) if level else ("paragraph", None)
    if paragraph.kind == "heading" and paragraph.is_blank:
        paragraph.kind, paragraph.level = "paragraph", None
    _number(paragraph, properties, style, numbering=parts.numbering)
    direction = properties.find(W + "bidi") if properties is not None else None
    if is_on(direction) if direction is not None else style.is_right_to_left:
        paragraph.data["direction"] = "rtl"
    if not paragraph.is_blank:
        parts.paragraphs["rtl" if "direction" in paragraph.data else "ltr"] += 1


def end_is_deleted(properties: Element | None) -> bool:
    """Tell whether a paragraph's end was deleted or moved away, so that the next one goes on in it."""
    marks = properties.find(W + "rPr") if properties is not None else None
    return marks is not None and (marks.find(W + "del") is not None or marks.find(W + "moveFrom") is not None)


def _number(paragraph: Paragraph, properties: Element | None, style: ParagraphStyle, *, numbering: Numbering) -> None:
    numbered = properties.find(W + "numPr") if properties is not None else None
    list_id = child_value(numbered, "numId") or style.list_id
    if list_id is None or list_id == "0":
        return
    own = child_value(numbered, "ilvl")
    level = number(own) if own is not None else style.list_level
    if level is None:
        level = numbering.level_of(list_id, child_value(properties, "pStyle"))
    marker = numbering.marker(list_id, level)
    if marker is None:
        return
    if marker:
        paragraph.data["marker"] = marker
    if paragraph.kind != "heading":
        paragraph.kind, paragraph.level = "list-item", level + 1

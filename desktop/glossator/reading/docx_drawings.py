"""Choose among a Word file's drawings what is understood here, and find the picture in one."""

from __future__ import annotations

from glossator.reading.docx_names import MC, PIC, UNDERSTOOD, A, R
from glossator.reading.xml import Element


def chosen(alternatives: Element) -> Element | None:
    """Return the first choice that is understood here, else the fallback."""
    for one in alternatives.iterchildren(MC + "Choice"):
        needed = (one.get("Requires") or "").split()
        if needed and all(one.nsmap.get(prefix) in UNDERSTOOD for prefix in needed):
            return one
    fallback = alternatives.find(MC + "Fallback")
    return fallback if fallback is not None else alternatives.find(MC + "Choice")


def picture_in(element: Element) -> tuple[str | None, str | None]:
    """Return a picture's alternative text, its own or its anchor's, and the relationship that holds its bytes."""
    blip = element.find(f".//{A}blip")
    about = element.find(f"{PIC}nvPicPr/{PIC}cNvPr")
    words = about.get("descr") if about is not None else None
    anchor = next((one for one in element.iterancestors() if one.tag.endswith(("}inline", "}anchor"))), None)
    described = anchor.find("{*}docPr") if anchor is not None else None
    if not words and described is not None:
        words = described.get("descr")
    return words, blip.get(R + "embed") if blip is not None else None

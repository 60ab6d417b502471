"""Tell where the text of a PDF stands on its pages: the same walk that makes the text says what stands where."""

from __future__ import annotations

from collections.abc import Iterator

from glossator.model.identity import text_hash
from glossator.reading.parsed import Given
from glossator.reading.pdf import Woven, weave
from glossator.reading.pdf_characters import Page
from glossator.reading.placed import PagePlaces, Places

#: A character's offset in the text and its left, top, right and bottom, in points from the page's top left.
Box = tuple[int, float, float, float, float]


def read_places(given: Given) -> Places:
    """Read where each character of a PDF's text stands; raise Refused where its text cannot be read either."""
    woven = weave(given, boxes=True)
    return Places.of(text_hash(woven.content.text), [PagePlaces(boxes) for boxes in boxes_of(woven)])


def boxes_of(woven: Woven) -> Iterator[Iterator[Box]]:
    """Yield for each page the characters that have a place on it, by offset.

    Blanks that join lines or that pdfium puts between words have none.
    """
    by_page: list[list[tuple[int, int, int]]] = [[] for _ in woven.pages]
    for offset, index, place, length in woven.runs:
        by_page[index].append((offset, place, length))
    return (_boxes(page, runs) for page, runs in zip(woven.pages, by_page, strict=True))


def _boxes(page: Page, runs: list[tuple[int, int, int]]) -> Iterator[Box]:
    boxes = page.boxes
    if boxes is None:
        return
    for offset, place, length in runs:
        sides = [boxes[4 * place + side : 4 * (place + length) : 4] for side in range(4)]
        for box in zip(range(offset, offset + length), *sides, strict=True):
            if box[1] or box[2] or box[3] or box[4]:
                yield box

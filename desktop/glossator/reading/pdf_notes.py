"""Find the footnotes of a PDF: small text at the foot of a page whose mark stands raised, once, in the text above it.

Where that is not certain, the text stays a paragraph where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from glossator.reading.pdf_characters import Piece
from glossator.reading.pdf_lines import Line, Usual
from glossator.reading.pdf_paragraphs import MARK, NOTE, Paragraph, mark_of

#: A mark is no larger than this, in sizes of its line, and stands so much above its baseline.
_SMALL, _RAISED = 0.85, 0.15

#: A page of more pairs of small and usual paragraphs than this is a table.
_MOST_PAIRS = 50_000

_WRITTEN = re.compile(r"(\d{1,3})[.)]?\s+(?=\S)|([*∗†‡§¶‖]{1,3})\s?(?=\S)")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*\Z")


@dataclass(slots=True)
class Notes:
    """Hold the footnotes found: their paragraphs in order, and the marks that stand for them in the text.

    ``marks`` are (page, start, end) of what is no text, with the label it refers to; None where it only begins a body.
    """

    bodies: list[Paragraph] = field(default_factory=list)
    marks: dict[tuple[int, int], tuple[int, str | None]] = field(default_factory=dict)
    groups: int = 0

    def take(self, paragraphs: list[Paragraph], usual: Usual) -> list[Paragraph]:
        """Return a page's paragraphs without the footnotes, which are kept here."""
        foot = _foot(paragraphs, usual)
        if not foot:
            return paragraphs
        others = [one for one in paragraphs if not any(one is note for note in foot)]
        raised = _raised(others)
        taken: list[Paragraph] = []
        current: Paragraph | None = None
        for paragraph in foot:
            label, end = _label(paragraph.lines[0])
            if label is not None and len(raised.get(label, ())) == 1:
                line, piece = raised[label][0]
                self.marks[line.page.index, piece.start] = piece.end, label
                first = paragraph.lines[0]
                self.marks[first.page.index, first.parts[0][0]] = end, None
                current = self._add(paragraph, label)
            elif label is None and current is not None:
                self._go_on(current, paragraph)
            elif label is None and not taken and self._is_left_open(paragraph):
                self.bodies[-1].lines.extend(paragraph.lines)
            else:
                current = None
                continue
            taken.append(paragraph)
        return [one for one in paragraphs if not any(one is note for note in taken)]

    def _add(self, paragraph: Paragraph, label: str) -> Paragraph:
        paragraph.kind = "footnote"
        paragraph.data = {"label": label, "anchor": label}
        self.bodies.append(paragraph)
        return paragraph

    def _go_on(self, current: Paragraph, paragraph: Paragraph) -> None:
        """Take a further paragraph of the same footnote."""
        if "group" not in current.data:
            self.groups += 1
            current.data["group"] = self.groups
        paragraph.kind = "footnote"
        paragraph.data = dict(current.data)
        self.bodies.append(paragraph)

    def _is_left_open(self, paragraph: Paragraph) -> bool:
        if not self.bodies:
            return False
        last = self.bodies[-1].lines[-1]
        return paragraph.page.index == last.page.index + 1 and (last.is_broken or not _ENDED.search(last.words))


def _foot(paragraphs: Sequence[Paragraph], usual: Usual) -> list[Paragraph]:
    """Return the small paragraphs that have no text of the usual size below them."""
    small = [one for one in paragraphs if one.size <= NOTE * usual.size and one.lines[0].frame in (0, 2)]
    if not small:
        return []
    large = [one.box() for one in paragraphs if one.size > NOTE * usual.size and one.lines[0].frame in (0, 2)]
    if len(small) * len(large) > _MOST_PAIRS:
        return []
    found = []
    for one in small:
        left, top, right, _ = one.box()
        if not any(box[3] > top + one.size and box[0] < right and left < box[2] for box in large):
            found.append(one)
    return found


def _label(line: Line) -> tuple[str | None, int]:
    """Return the mark that a footnote's first line begins with, and where it ends in the page's text."""
    mark = mark_of(line)
    start, _ = line.parts[0]
    if mark is not None:
        end = line.pieces[0].end
    else:
        match = _WRITTEN.match(line.words)
        if match is None:
            return None, start
        mark, end = match[1] or match[2], start + match.end()
    text = line.page.text
    limit = line.parts[0][1]
    while end < limit and text[end] == " ":
        end += 1
    return mark, end


def _raised(paragraphs: Sequence[Paragraph]) -> dict[str, list[tuple[Line, Piece]]]:
    """Return the raised marks in the text by their labels."""
    found: dict[str, list[tuple[Line, Piece]]] = {}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            if len(line.pieces) == 1:
                continue
            for piece in line.pieces:
                if piece.size > _SMALL * line.size or line.baseline - piece.baseline < _RAISED * line.size:
                    continue
                words = line.page.text[piece.start : piece.end].strip()
                if MARK.fullmatch(words):
                    found.setdefault(words, []).append((line, piece))
    return found

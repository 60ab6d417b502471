"""Read PDFs by pdfium: its characters put into lines, paragraphs, headings, lists and footnotes, page by page.

The text is in the producer's order, but for what clearly stands elsewhere. Running heads and page numbers are
furniture, off the text. A hyphen at the end of a line stays, its line end does not: each such place is in its block's
``breaks``, as an offset in the text right after the hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as raw

from glossator.model.document import Block, Caution, Content
from glossator.model.problem import refuse
from glossator.reading.parsed import Given, Parsed
from glossator.reading.pdf_characters import Page, pages_of
from glossator.reading.pdf_furniture import part
from glossator.reading.pdf_kinds import mark_headings, mark_items
from glossator.reading.pdf_library import damaged, opened
from glossator.reading.pdf_lines import Line, Usual, lines_of, usual
from glossator.reading.pdf_notes import Notes
from glossator.reading.pdf_order import in_order, joined
from glossator.reading.pdf_outline import Entry, outline_of
from glossator.reading.pdf_paragraphs import Paragraph, paragraphs_of
from glossator.reading.pdf_warnings import cautions_of
from glossator.reading.pdf_weaving import PdfWeaver, Runs, links_of
from glossator.reading.properties import Properties, describe

_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")

#: Of several lines written down or from right to left, such a share makes the text one from right to left.
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Woven:
    """Hold a PDF's content, its pages, and which of their characters stand where in the text."""

    content: Content
    pages: list[Page]
    runs: Runs
    properties: Properties
    cautions: tuple[Caution, ...]


def read_pdf(given: Given) -> Parsed:
    """Read a PDF; raise Refused where a password or damage prevents it.

    A PDF of pictures alone gives an empty line for each page, and a caution that says so. With the option ``furniture``
    running heads and page numbers stay in the text.
    """
    woven = weave(given)
    return Parsed(woven.content, describe(woven.content, woven.properties), warnings=woven.cautions)


def weave(given: Given, *, boxes: bool = False) -> Woven:
    """Read a PDF into its text and where each character of it came from; with ``boxes`` its pages know their places."""
    name, most = given.name, given.most_characters
    with opened(given.data, name) as document:
        pages: list[Page] = []
        total = 0
        for page in pages_of(document, boxes=boxes, progress=given.progress):
            pages.append(page)
            total += len(page.text)
            if total > most:
                raise refuse(
                    f"{name} was not read", f"it holds more than {most:,} characters", "divide it and read the parts"
                )
        if all(page.is_damaged for page in pages):
            raise damaged(name)
        outline = outline_of(document)
        properties = _properties(document)
    lines = [lines_of(page) for page in pages]
    found = usual(lines)
    parts = [(page, []) for page in lines] if given.options.get("furniture") else part(lines, found)
    if not any(page for page, _ in parts):  # what stands alone on its pages is no furniture of anything
        parts = [(page, []) for page in lines]
    runs_back = sum(line.frame == 2 for page in lines for line in page)
    properties = _directed(properties, runs_back > _MOSTLY * max(1, sum(len(page) for page in lines)))
    content, runs = _content(pages, parts, outline, found)
    return Woven(content, pages, runs, properties, cautions_of(pages, lines))


def _content(
    pages: Sequence[Page],
    parts: Sequence[tuple[list[Line], list[Line]]],
    outline: Sequence[Entry],
    found: Usual,
) -> tuple[Content, Runs]:
    notes = Notes()
    kept = [notes.take(in_order(paragraphs_of(lines, found)), found) for lines, _ in parts]
    answers = mark_headings([one for page in kept for one in page], found, outline)
    for page in kept:
        mark_items(page)
    paragraphs = joined(kept, found)
    weaver = PdfWeaver(notes.marks)
    for paragraph in paragraphs:
        weaver.add(paragraph)
    main = weaver.length
    for paragraph in notes.bodies:
        weaver.add(paragraph)
    if not weaver.blocks:
        return _blank(pages), weaver.runs
    text = weaver.text
    starts = _page_starts(weaver.runs, len(pages), main)
    ranges = [*_pages(pages, starts, main), *_furniture(parts, starts, main)]
    ranges += _sections(outline, answers, paragraphs, weaver, main)
    blocks = sorted([*ranges, *weaver.blocks], key=_rank)
    spans = sorted([*weaver.spans, *links_of(pages, weaver.runs, text)], key=lambda one: (one.start, -one.end))
    return Content(text, tuple(blocks), tuple(spans)), weaver.runs


_ORDER = {"page": 0, "section": 1, "furniture": 2}


def _rank(block: Block) -> tuple[int, int, int]:
    order = _ORDER.get(block.kind, 3)
    return block.start, order, -block.end if block.kind == "section" else 0


def _blank(pages: Sequence[Page]) -> Content:
    """Return an empty line for each page: there is no text, and none is made up."""
    blocks = []
    for page in pages:
        at = page.index
        blocks.append(Block("page", at, at, page=at, data={"index": at, "label": page.label}))
        blocks.append(Block("paragraph", at, at, page=at))
    return Content("\n" * (len(pages) - 1), tuple(blocks))


def _page_starts(runs: Runs, count: int, main: int) -> list[int]:
    """Return where each page begins in the text; a page without text begins where the next one does."""
    starts: list[int] = []
    following = main
    for first in reversed(runs.first_offsets(count, main)):
        following = min(following, first) if first is not None else following
        starts.append(following)
    starts.reverse()
    if starts:
        starts[0] = 0
    return starts


def _pages(pages: Sequence[Page], starts: Sequence[int], main: int) -> list[Block]:
    ends = [*starts[1:], main]
    return [
        Block("page", start, end, page=page.index, data={"index": page.index, "label": page.label})
        for page, start, end in zip(pages, starts, ends, strict=True)
    ]


def _furniture(parts: Sequence[tuple[list[Line], list[Line]]], starts: Sequence[int], main: int) -> list[Block]:
    blocks = []
    ends = [*starts[1:], main]
    for number, (_, lines) in enumerate(parts):
        for line in lines:
            at = starts[number] if line.shown[1] < line.page.height / 2 else ends[number]
            blocks.append(Block("furniture", at, at, page=number, data={"text": line.words}))
    return blocks


def _sections(
    outline: Sequence[Entry],
    answers: dict[int, Paragraph],
    paragraphs: Sequence[Paragraph],
    weaver: PdfWeaver,
    main: int,
) -> list[Block]:
    """Return the outline's entries as ranges, each up to the next one that is no deeper."""
    by_page: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        by_page.setdefault(paragraph.page.index, []).append(paragraph)
    begun: list[tuple[int, Entry]] = []
    for number, entry in enumerate(outline):
        answer = answers.get(number) or _at(entry, by_page.get(entry.page, ()))
        start = weaver.starts.get(id(answer)) if answer is not None else None
        if start is not None and (not begun or start >= begun[-1][0]):
            begun.append((start, entry))
    blocks = []
    for at, (start, entry) in enumerate(begun):
        following = next((one for one, other in begun[at + 1 :] if other.depth <= entry.depth), None)
        end = main if following is None else max(start, following - 1)
        blocks.append(Block("section", start, end, entry.depth + 1, entry.page, {"title": entry.title}))
    return blocks


def _at(entry: Entry, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """Return the first paragraph of a page at or below where an entry leads."""
    if not paragraphs:
        return None
    if entry.top is None:
        return paragraphs[0]
    top = paragraphs[0].page.height - entry.top
    return next((one for one in paragraphs if one.box()[3] > top), paragraphs[0])


def _properties(document: pypdfium2.PdfDocument) -> Properties:
    said = {key: value.replace("\0", "") for key, value in document.get_metadata_dict(skip_empty=True).items()}
    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    language = None
    if size > 2:
        buffer = (raw.FPDF_WCHAR * (size // 2))()
        raw.FPDFCatalog_GetLanguage(document.raw, buffer, size)
        language = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0") or None
    return Properties(
        title=said.get("Title"),
        author=said.get("Author"),
        created=_day(said.get("CreationDate")),
        modified=_day(said.get("ModDate")),
        language=language,
    )


def _directed(properties: Properties, is_right_to_left: bool) -> Properties:
    return replace(properties, is_right_to_left=is_right_to_left)


def _day(written: str | None) -> str | None:
    match = _DATE.match(written or "")
    return "-".join(part for part in match.groups() if part) if match else None

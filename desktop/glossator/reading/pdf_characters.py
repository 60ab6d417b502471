"""Take the characters of a PDF's pages from pdfium: the text of each, and runs of one font with where they stand.

Places are in points from the top left of the page as it is shown. What lines and paragraphs these make is not told
here.
"""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from glossator.reading import pdf_library as library
from glossator.reading.canonical import REPLACEMENT
from glossator.reading.pdf_shown import Shown

#: What pdfium writes for a hyphen at the end of a line, whose line end it drops.
_HYPHEN_DROPPED = "\ufffe"

#: Holds the place of the second half of a pair, which stands in the text as one character; it is left out later.
HALF = "\ufdd0"

#: What is no character of a text, beside the line ends that pdfium makes.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|\r(?!\n)|(?<!\r)\n")

BOLD, ITALIC = 1, 2

#: The width and height of a page that could not be opened.
_NO_SIZE = 0.0, 0.0
_NO_PLACE = array("f", bytes(16))

#: What stands between words; other characters may be letters that a font numbers so.
_BLANK = " \t\r\n"

#: Names of fonts say what they are more surely than their flags do.
_BOLD_NAME = re.compile(
    r"bold|black|heavy|demi|(?:^|[+-])(?:cm|lm|sf)(?:bx|ssbx|cssc|rb|sx|bi|xi)|-bd|medi(?:um)?ital", re.I
)
_ITALIC_NAME = re.compile(r"ital|obliq|slanted|(?:^|[+-])(?:cm|sf)(?:ti|sl|bxti|ssi|itt|sltt|bi|xi)|-it\b", re.I)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18

#: Runs of one style that stand this near, in shares of their size, are one.
_NEAR = 1.0
_SAME_BASELINE = 0.02

#: How far a search for the end of a run looks ahead first, in characters.
_FIRST_STEP = 16


class Piece:
    """Hold a run of characters of one size and style beside one another; ``start:end`` are of the page's text."""

    __slots__ = ("baseline", "bottom", "end", "left", "right", "size", "start", "style", "top", "turn")

    def __init__(self, start: int, end: int, box: tuple[float, float, float, float], baseline: float) -> None:
        self.start, self.end = start, end
        self.left, self.top, self.right, self.bottom = box
        self.baseline = baseline
        self.size = 0.0
        self.style = 0
        self.turn = 0


@dataclass(slots=True)
class Page:
    """Hold what a page says: its text as pdfium orders it, and the segments between line ends as pieces.

    ``breaks`` are where a hyphen ends a line, ``unread`` counts characters without a meaning in the file, ``links``
    are stretches of the text that lead to an address, ``boxes`` four numbers a character where they were asked for;
    ``is_pictured`` says that the page shows something and has no text.
    """

    index: int
    label: str
    width: float
    height: float
    text: str = ""
    segments: list[list[Piece]] = field(default_factory=list)
    breaks: frozenset[int] = frozenset()
    unread: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    boxes: array[float] | None = None
    is_damaged: bool = False
    is_pictured: bool = False


def pages_of(
    document: pypdfium2.PdfDocument, *, boxes: bool = False, progress: Callable[[int, int], None] | None = None
) -> Iterator[Page]:
    """Yield the pages of a document; ``progress`` hears of pages done and of all."""
    count = len(document)
    for index in range(count):
        yield _page(document, index, boxes)
        if progress is not None:
            progress(index + 1, count)


def _page(document: pypdfium2.PdfDocument, index: int, boxes: bool) -> Page:
    label = (document.get_page_label(index) or "").strip() or str(index + 1)
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Page(index, label, *_NO_SIZE, is_damaged=True)
    try:
        found = Page(index, label, page.get_width(), page.get_height())
        try:
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            found.is_damaged = True
            return found
        try:
            _Taking(found, page, text).take(boxes)
        finally:
            text.close()
        return found
    finally:
        page.close()


class _Taking:
    """Take one page's characters; what pdfium is asked to write goes into a few numbers kept for that."""

    def __init__(self, found: Page, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> None:
        self._found, self._page = found, page
        self._raw = library.address(text.raw)
        self._typed = text.raw
        self._shown = Shown(page)
        self._box = (ctypes.c_float * 4)()
        self._matrix = (ctypes.c_float * 6)()
        self._origin = (ctypes.c_double * 2)()
        self._at = {name: ctypes.addressof(getattr(self, name)) for name in ("_box", "_matrix", "_origin")}
        self._cuts: list[int] = []
        self._styles: dict[int, int] = {}
        self._known: dict[int, set[str]] = {}
        self._wrong: dict[int, set[str]] = {}

    def take(self, boxes: bool) -> None:
        found = self._found
        text = self._text()
        found.breaks = frozenset(
            match.start() for match in re.finditer(_HYPHEN_DROPPED, text) if library.is_hyphen(self._raw, match.start())
        )
        self._cuts = sorted(place + 1 for place in found.breaks)
        start = 0
        for segment in text.split("\r\n"):
            pieces = self._segment(text, start, start + len(segment)) if segment else []
            if pieces:
                found.segments.append(pieces)
            start += len(segment) + 2
        for place in found.breaks:
            text = f"{text[:place]}-{text[place + 1 :]}"
        found.text = _NO_TEXT.sub(REPLACEMENT, text)
        found.links = list(self._links())
        found.is_pictured = not found.segments and raw.FPDFPage_CountObjects(self._page.raw) > 0
        if boxes:
            found.boxes = self._boxes(text)

    # Characters

    def _text(self) -> str:
        """Return the text, whose places are those of pdfium's characters."""
        count = raw.FPDFText_CountChars(self._typed)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 2))()
        raw.FPDFText_GetText(self._typed, 0, count, buffer)
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        return text if len(text) == count and "\0" not in text else self._one_by_one(count)

    def _one_by_one(self, count: int) -> str:
        characters: list[str] = []
        for place in range(count):
            code = library.unicode_of(self._raw, place)
            if 0xDC00 <= code < 0xE000 and characters and "\ud800" <= characters[-1] < "\udc00":
                high = ord(characters[-1]) - 0xD800
                characters[-1] = chr(0x10000 + (high << 10) + code - 0xDC00)
                characters.append(HALF)
            elif code == 2 and library.is_hyphen(self._raw, place):
                characters.append(_HYPHEN_DROPPED)
            else:
                characters.append(chr(code) if 0 < code < 0x110000 else REPLACEMENT)
        return "".join(characters)

    def _boxes(self, text: str) -> array[float]:
        """Return the places of all characters, four noughts for those that pdfium made up."""
        places = array("f", bytes(16 * len(text)))
        at, page, loose_box = places.buffer_info()[0], self._raw, library.loose_box
        made_up = []
        for place, character in enumerate(text):
            if character in _BLANK and library.is_generated(page, place):
                made_up.append(place)
            else:
                loose_box(page, place, at + 16 * place)  # straight to where it is kept
        shown = self._shown.boxes(places)
        for place in made_up:
            shown[4 * place : 4 * place + 4] = _NO_PLACE
        return shown

    # Runs

    def _segment(self, text: str, start: int, end: int) -> list[Piece]:
        """Return the runs between two line ends, those of one style beside one another joined."""
        pieces: list[Piece] = []
        for first, last, thing in self._runs(text, start, end):
            piece = self._piece(text, first, last, thing)
            before = pieces[-1] if pieces else None
            if before is not None and _go_on(before, piece) and not _is_between(self._found.breaks, before.end, first):
                before.end, before.right = last, max(before.right, piece.right)
                before.left, before.top = min(before.left, piece.left), min(before.top, piece.top)
                before.bottom = max(before.bottom, piece.bottom)
            else:
                pieces.append(piece)
        return pieces

    def _runs(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the runs that one object of the page draws, cut where a hyphen ends a line."""
        first, last = bisect_left(self._cuts, start), bisect_left(self._cuts, end)
        for until in (*self._cuts[first:last], end):
            while start < until and text[start] in _BLANK:
                start += 1
            stop = until
            while stop > start and text[stop - 1] in _BLANK:
                stop -= 1
            yield from self._runs_in(text, start, stop)
            start = until

    def _runs_in(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        thing_at, page = library.text_object, self._raw
        last = thing_at(page, end - 1) if start < end else None
        while start < end:
            thing = thing_at(page, start)
            if thing == last:
                yield start, end, thing or 0
                return
            low, high, step = start, end - 1, _FIRST_STEP
            while high - low > 1:
                middle = min(low + step, (low + high) // 2)
                while middle > low and text[middle] in _BLANK:
                    middle -= 1
                if middle == low:
                    middle = (low + high) // 2
                    while middle < high and text[middle] in _BLANK:
                        middle += 1
                    if middle == high:
                        break
                if thing_at(page, middle) == thing:
                    low, step = middle, step * 2
                else:
                    high, step = middle, _FIRST_STEP
            yield start, low + 1, thing or 0
            start = low + 1
            while start < end and text[start] in _BLANK:
                start += 1

    def _piece(self, text: str, start: int, end: int, thing: int) -> Piece:
        page, shown = self._raw, self._shown
        box = self._box_of(start)
        last = self._box_of(end - 1) if end - start > 1 else box
        library.origin_of(page, start, self._at["_origin"], self._at["_origin"] + 8)
        x, y = shown.point(*self._origin)
        whole = min(box[0], last[0]), min(box[1], last[1]), max(box[2], last[2]), max(box[3], last[3])
        piece = Piece(start, end, whole, y)
        library.matrix_of(page, start, self._at["_matrix"])
        a, b, c, d = self._matrix[:4]
        piece.size = abs(library.font_size(page, start)) * (math.hypot(c, d) or 1.0)
        piece.turn = _turn(box, last, shown, a, b)
        if piece.turn:
            piece.baseline = x
        font = library.font_of(thing) or 0 if thing else 0
        piece.style = self._style(font)
        self._count_unread(text, start, end, font)
        return piece

    def _box_of(self, place: int) -> tuple[float, float, float, float]:
        library.loose_box(self._raw, place, self._at["_box"])
        left, top, right, bottom = self._box
        return self._shown.box(left, bottom, right, top)

    def _style(self, font: int) -> int:
        style = self._styles.get(font)
        if style is None:
            style = self._styles[font] = _style_of(font) if font else 0
        return style

    def _count_unread(self, text: str, start: int, end: int, font: int) -> None:
        """Count characters without a meaning in the file; of each that a font has one is asked for."""
        known = self._known.get(font)
        if known is None:
            known = self._known[font] = set()
        words = text[start:end]
        if not known.issuperset(words):
            for character in set(words) - known:
                known.add(character)
                if library.has_no_meaning(self._raw, text.index(character, start, end)):
                    self._wrong.setdefault(font, set()).add(character)
        wrong = self._wrong.get(font)
        if wrong and not wrong.isdisjoint(words):
            self._found.unread += sum(
                library.has_no_meaning(self._raw, place) for place in range(start, end) if text[place] in wrong
            )

    # Links

    def _links(self) -> Iterator[tuple[int, int, str]]:
        place, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(self._page.raw, place, link):
            action = raw.FPDFLink_GetAction(link)
            if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
                continue
            size = raw.FPDFAction_GetURIPath(self._page.pdf.raw, action, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(self._page.pdf.raw, action, buffer, size)
            target = buffer.value.decode("utf-8", "replace")
            for box in self._link_boxes(link):
                for start, end in self._inside(box):
                    yield start, end, target

    def _inside(self, box: tuple[float, float, float, float]) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the text whose characters' middles lie in a box."""
        left, top, right, bottom = box
        for pieces in self._found.segments:
            for piece in pieces:
                if not (piece.left < right and left < piece.right and piece.top < bottom and top < piece.bottom):
                    continue
                inside = []
                for place in range(piece.start, piece.end):
                    one = self._box_of(place)
                    if left <= (one[0] + one[2]) / 2 <= right and top <= (one[1] + one[3]) / 2 <= bottom:
                        inside.append(place)
                if inside:
                    yield inside[0], inside[-1] + 1

    def _link_boxes(self, link: Any) -> Iterator[tuple[float, float, float, float]]:
        quad = raw.FS_QUADPOINTSF()
        count = raw.FPDFLink_CountQuadPoints(link)
        for number in range(count):
            if raw.FPDFLink_GetQuadPoints(link, number, quad):
                xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                yield self._shown.box(min(xs), min(ys), max(xs), max(ys))
        rect = raw.FS_RECTF()
        if count <= 0 and raw.FPDFLink_GetAnnotRect(link, rect):
            yield self._shown.box(rect.left, rect.bottom, rect.right, rect.top)


def _go_on(before: Piece, piece: Piece) -> bool:
    """Tell whether a run goes on with the one before it, as where each word is drawn by itself."""
    return (
        before.style == piece.style
        and before.turn == piece.turn == 0
        and abs(before.size - piece.size) < 0.01
        and abs(before.baseline - piece.baseline) <= _SAME_BASELINE * piece.size
        and -0.3 * piece.size <= piece.left - before.right <= _NEAR * piece.size
    )


def _is_between(places: frozenset[int], start: int, end: int) -> bool:
    return bool(places) and any(place in places for place in range(start - 1, end))


def _turn(
    first: tuple[float, float, float, float],
    last: tuple[float, float, float, float],
    shown: Shown,
    a: float,
    b: float,
) -> int:
    """Return 0 for a run along the line, 1 for one that runs down the page, -1 for one that runs up."""
    across = abs((first[0] + first[2]) - (last[0] + last[2]))
    along = (last[1] + last[3]) - (first[1] + first[3])
    if first is not last and abs(along) > 2 * across and abs(along) > 0.5 * (first[3] - first[1]):
        return 1 if along > 0 else -1
    if first is not last or (abs(b) <= 2 * abs(a) and shown.rotation in (0, 180)):
        return 0
    x, y = shown.point(0.0, 0.0)
    to_x, to_y = shown.point(a, b)
    if abs(to_y - y) <= 2 * abs(to_x - x):
        return 0
    return 1 if to_y > y else -1


def _style_of(font: int) -> int:
    buffer = ctypes.create_string_buffer(256)
    library.font_name(font, ctypes.addressof(buffer), 256)
    name = buffer.value.decode("utf-8", "replace")
    flags = ctypes.c_int(0)
    library.font_flags(font, ctypes.addressof(flags))
    style = BOLD if _BOLD_NAME.search(name) or flags.value & _BOLD_FLAG else 0
    if _ITALIC_NAME.search(name) or flags.value & _ITALIC_FLAG:
        style |= ITALIC
    return style

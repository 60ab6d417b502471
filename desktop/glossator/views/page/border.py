"""The page's border: code points of the source on one side, Qt's document positions on the other.

The source text is never changed. What Qt could not show as it stands is shown by a stand-in of the
same length; lines of one group flow as one paragraph; a block too long for one layout is cut into
pieces. Here no Qt is needed.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from glossator.model.document import RANGE_BLOCKS, Block, Content
from glossator.text.utf16 import Utf16Map

#: A layout of more characters than this costs too much at each scroll step: the block is cut.
LONGEST_PIECE = 50_000

#: How far back from the longest piece a blank to cut at is looked for.
_CUT_SEARCH = 2_000

#: What would begin a new block or an inline object in a QTextDocument, or break the line, and what is shown instead.
STAND_INS = {
    "\r": " ",
    "\x0b": " ",
    "\x0c": " ",
    "\x85": " ",
    "\u2028": " ",
    "\u2029": " ",
    "\ufdd0": "\ufffd",
    "\ufdd1": "\ufffd",
    "\ufffc": "\u25a1",
}

#: Inside a block, this breaks the line.
LINE_BREAK = "\u2028"

#: Kinds whose lines stay lines, each a block of its own, also where they share a group.
_SEPARATE = frozenset({"code", "table-cell"})
_NO_LINE = RANGE_BLOCKS | {"furniture"}


class Border:
    """Cut a content into pieces, one QTextBlock each, and map offsets to document positions and back."""

    def __init__(self, content: Content) -> None:
        self.text = content.text
        self.starts = array("l")
        self.ends = array("l")
        self.blocks: list[Block | None] = []
        self._cuts = array("l")
        self.shown = self._build(content)
        self._map = Utf16Map(content.text)
        self._cut_places = array("l", (self._map.to_utf16(cut) + before for before, cut in enumerate(self._cuts)))

    def __len__(self) -> int:
        return len(self.starts)

    def to_position(self, offset: int) -> int:
        """Return the document position of an offset; at a cut, the beginning of the later piece."""
        units = self._map.to_utf16(offset)
        return units + bisect_right(self._cuts, offset) if self._cuts else units

    def to_offset(self, position: int) -> int:
        """Return the offset of a document position."""
        if self._cut_places:
            position -= bisect_left(self._cut_places, position)
        return self._map.to_code_points(position)

    def piece_at(self, offset: int) -> int:
        """Return the number of the piece that an offset lies in or ends."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def local(self, piece: int, offset: int) -> int:
        """Return an offset's place inside a piece, in UTF-16 units from its beginning."""
        return self._map.to_utf16(offset) - self._map.to_utf16(self.starts[piece])

    def length(self, piece: int) -> int:
        """Return the length of a piece in code points."""
        return self.ends[piece] - self.starts[piece]

    def continues(self, piece: int) -> bool:
        """Tell whether a piece goes on with the block of the piece before it."""
        return bool(self._cuts) and piece > 0 and self.starts[piece] == self.ends[piece - 1]

    def paragraph(self, piece: int) -> tuple[int, int]:
        """Return the whole paragraph that a piece belongs to."""
        first = last = piece
        while self.continues(first):
            first -= 1
        while last + 1 < len(self) and self.continues(last + 1):
            last += 1
        return self.starts[first], self.ends[last]

    def _build(self, content: Content) -> str:
        parts: list[str] = []
        changed = False
        for start, end, block, separator in _paragraphs(content):
            if separator != "\n":
                # The line goes on with the paragraph that the last piece holds.
                changed = True
                self.ends[-1] = end
            else:
                self.starts.append(start)
                self.ends.append(end)
                self.blocks.append(block)
            if parts:
                parts.append(separator)
            parts.append(content.text[start:end])
        shown = "".join(parts) if changed else content.text
        for character, stand_in in STAND_INS.items():
            if character in content.text:
                shown = _stood_in(content.text, shown, character, stand_in)
        if any(end - start > LONGEST_PIECE for start, end in zip(self.starts, self.ends, strict=True)):
            shown = self._cut(shown)
        return shown

    def _cut(self, shown: str) -> str:
        starts, ends, blocks = self.starts, self.ends, self.blocks
        self.starts, self.ends, self.blocks = array("l"), array("l"), []
        parts = []
        for start, end, block in zip(starts, ends, blocks, strict=True):
            places = [start, *_cut_places(shown, start, end), end]
            self._cuts.extend(places[1:-1])
            for begin, stop in pairwise(places):
                self.starts.append(begin)
                self.ends.append(stop)
                self.blocks.append(block)
                parts.append(shown[begin:stop])
        return "\n".join(parts)


def _paragraphs(content: Content) -> Iterator[tuple[int, int, Block | None, str]]:
    """Yield each line with its block and what is shown before it: a new paragraph, a blank or a line break."""
    blocks = [block for block in content.blocks if block.kind not in _NO_LINE]
    position, at, last = 0, -1, len(blocks) - 1
    before: Block | None = None
    for line in content.text.split("\n"):
        end = position + len(line)
        while at < last and blocks[at + 1].start <= position:
            at += 1
        block = blocks[at] if at >= 0 else None
        yield position, end, block, _separator(before, block)
        before = block
        position = end + 1


def _separator(before: Block | None, block: Block | None) -> str:
    if before is None or block is None or not block.data or not before.data or block.kind in _SEPARATE:
        return "\n"
    group = block.data.get("group")
    if group is None or group != before.data.get("group") or block.kind != before.kind or before is block:
        return "\n"
    return LINE_BREAK if block.data.get("verse") or block.data.get("break") else " "


def _stood_in(source: str, shown: str, character: str, stand_in: str) -> str:
    if character != LINE_BREAK or LINE_BREAK not in shown:
        return shown.replace(character, stand_in)
    # Line breaks of our own stay: only those that the source has are replaced.
    places = []
    place = source.find(character)
    while place >= 0:
        places.append(place)
        place = source.find(character, place + 1)
    letters = list(shown)
    for place in places:
        letters[place] = stand_in
    return "".join(letters)


def _cut_places(shown: str, start: int, end: int) -> Sequence[int]:
    places = []
    while end - start > LONGEST_PIECE:
        limit = start + LONGEST_PIECE
        blank = shown.rfind(" ", limit - _CUT_SEARCH, limit)
        place = blank + 1 if blank >= 0 else _cluster_start(shown, start, limit)
        places.append(place)
        start = place
    return places


def _cluster_start(shown: str, start: int, place: int) -> int:
    """Step back from a place until no combining mark or joiner stands around it."""
    for candidate in range(place, max(start, place - _CUT_SEARCH), -1):
        if shown[candidate].isalnum() and shown[candidate - 1].isalnum():
            return candidate
    return place

"""Gather the paragraphs of a word processor's file, then set them as a content: lines, spans, tables, notes.

Word, OpenDocument and Rich Text differ in how they say it, not in what they say: what they share is here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from glossator.model.document import Content, Json
from glossator.reading.parsed import Comment
from glossator.reading.weaving import Weaver

#: The formats of words that become spans: bold, italic, underline, strike, superscript, subscript, small-caps, code.
Formats: TypeAlias = frozenset[str]

PLAIN_WORDS: Formats = frozenset()
_UNDERLINED: Formats = frozenset({"underline"})


#: Words of one form are gathered in pieces of about so many characters.
_PIECE = 4096


@dataclass(slots=True)
class Cell:
    """Name a cell of a table, which each of its lines refers to."""

    table: int
    row: int
    column: int
    header: bool = False
    rowspan: int = 1
    colspan: int = 1

    def data(self) -> dict[str, Json]:
        """Return the cell as a block's data."""
        data: dict[str, Json] = {
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "header": self.header,
        }
        if self.rowspan > 1:
            data["rowspan"] = self.rowspan
        if self.colspan > 1:
            data["colspan"] = self.colspan
        return data


@dataclass(slots=True)
class Words:
    """Hold words of one form."""

    words: str
    formats: Formats
    link: str | None


@dataclass(slots=True)
class Break:
    """End a line inside its paragraph."""


@dataclass(slots=True)
class NoteMark:
    """Mark where a note belongs."""

    label: str


@dataclass(slots=True)
class Image:
    """Set an image; ``ref`` where the file itself contains it."""

    alternative: str
    ref: str | None


@dataclass(slots=True)
class Edge:
    """Mark where what a comment is about begins or ends."""

    comment: str
    ends: bool


Piece: TypeAlias = "Words | Break | NoteMark | Image | Edge"


@dataclass(slots=True)
class Paragraph:
    """Hold a paragraph while it is gathered; inside a cell or a note its kind gives way to theirs."""

    kind: str = "paragraph"
    level: int | None = None
    data: dict[str, Json] = field(default_factory=dict)
    cell: Cell | None = None
    pieces: list[Piece] = field(default_factory=list)
    _break_waits: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether it holds nothing that would be seen."""
        return not any(
            isinstance(one, NoteMark | Image) or (isinstance(one, Words) and one.words.strip()) for one in self.pieces
        )

    def add(self, words: str, formats: Formats = PLAIN_WORDS, *, link: str | None = None) -> None:
        """Add words of one form; those of the same form before them are one with them.

        That links are underlined is how they are shown everywhere, and no emphasis.
        """
        if not words:
            return
        if link is not None:
            formats -= _UNDERLINED
        if self._break_waits:
            self._break_waits = False
            if any(isinstance(one, Words) for one in self.pieces):
                self.pieces.append(Break())
        last = self.pieces[-1] if self.pieces else None
        same = isinstance(last, Words) and last.formats == formats and last.link == link
        if same and isinstance(last, Words) and len(last.words) < _PIECE:
            last.words += words  # a longer one is left alone: each addition would copy it again
        else:
            self.pieces.append(Words(words, formats, link))

    def break_line(self) -> None:
        """Go on in a new line."""
        self.pieces.append(Break())

    def break_page(self) -> None:
        """Go on in a new line if words stand on both sides; a page's end is no text itself."""
        self._break_waits = True

    def trim_end(self) -> None:
        """Take one space from its end, which only divides the file's own lines."""
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Words) and last.words.endswith(" "):
            last.words = last.words[:-1]
            if not last.words:
                self.pieces.pop()

    @property
    def words(self) -> str:
        """Return its words alone."""
        lines = ("".join(one.words for one in line if isinstance(one, Words)) for line in self.lines())
        return "\n".join(lines)

    def lines(self) -> Iterator[list[Piece]]:
        """Give the pieces of each of its lines."""
        line: list[Piece] = []
        for piece in self.pieces:
            if isinstance(piece, Break):
                yield line
                line = []
            else:
                line.append(piece)
        yield line


@dataclass(slots=True)
class Remark:
    """Hold a comment that someone wrote in the margin of the file."""

    words: str
    author: str | None = None
    made: str | None = None


@dataclass(slots=True)
class Flow:
    """Hold all that a file says: its paragraphs, the notes by their labels, the comments by their names."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: dict[str, list[Paragraph]] = field(default_factory=dict)
    remarks: dict[str, Remark] = field(default_factory=dict)
    _repeated: dict[str, int] = field(default_factory=dict)

    def free_label(self, wanted: str) -> str:
        """Return a label that no note has yet: as wanted, else with a number behind it."""
        wanted = wanted or "*"
        label = wanted
        while label in self.notes:
            # Counted on from the last time: a file may have one sign for ten thousand notes.
            self._repeated[wanted] = self._repeated.get(wanted, 1) + 1
            label = f"{wanted}-{self._repeated[wanted]}"
        return label


def set_flow(flow: Flow) -> tuple[Content, tuple[Comment, ...]]:
    """Set the paragraphs, then the notes in their order, as a content; and say where the comments belong.

    Blank paragraphs at the end are left out: programs put them after tables and sections.
    """
    setter = _Setter()
    body = list(flow.paragraphs)
    while body and body[-1].cell is None and body[-1].is_blank:
        body.pop()
    setter.body(body)
    for label, paragraphs in flow.notes.items():
        setter.note(label, paragraphs)
    content = setter.weaver.content()
    return content, tuple(_comments(flow.remarks, setter))


class _Setter:
    def __init__(self) -> None:
        self.weaver = Weaver()
        self.starts: dict[str, int] = {}
        self.ends: dict[str, int] = {}
        self._formats: Formats = PLAIN_WORDS
        self._link: str | None = None

    def body(self, paragraphs: Sequence[Paragraph]) -> None:
        lines = _lines_of_cells(paragraphs)
        groups: dict[int, int] = {}
        code: int | None = None
        for index, paragraph in enumerate(paragraphs):
            cell = paragraph.cell
            if cell is not None:
                if lines[id(cell)] > 1 and id(cell) not in groups:
                    groups[id(cell)] = self.weaver.new_group()
                self._set(paragraph, "table-cell", cell.data() | paragraph.data, level=None, group=groups.get(id(cell)))
                continue
            if paragraph.kind == "code" and code is None:
                code = self._group_of_code(paragraphs, index)
            elif paragraph.kind != "code":
                code = None
            group = code or (self.weaver.new_group() if _breaks(paragraph) else None)
            self._set(paragraph, paragraph.kind, paragraph.data, level=paragraph.level, group=group)

    def note(self, label: str, paragraphs: Sequence[Paragraph]) -> None:
        several = len(paragraphs) > 1 or any(_breaks(one) for one in paragraphs)
        group = self.weaver.new_group() if several else None
        _strip_start(paragraphs)
        for number, paragraph in enumerate(paragraphs):
            data: dict[str, Json] = {"label": label, "anchor": label}
            if number:
                data["break"] = True
            self._set(paragraph, "footnote", data | paragraph.data, level=None, group=group)

    def _group_of_code(self, paragraphs: Sequence[Paragraph], index: int) -> int | None:
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        more = following is not None and following.cell is None and following.kind == "code"
        return self.weaver.new_group() if more else None

    def _set(
        self, paragraph: Paragraph, kind: str, data: dict[str, Json], *, level: int | None, group: int | None
    ) -> None:
        for number, pieces in enumerate(paragraph.lines()):
            own = dict(data)
            if number:
                own.pop("marker", None)
                own["break"] = True
            if group is not None:
                own["group"] = group
            self.weaver.begin(kind, level=level, data=own)
            for piece in pieces:
                self._piece(piece)
            self._turn_to(PLAIN_WORDS, None)

    def _piece(self, piece: Piece) -> None:
        if isinstance(piece, Words):
            self._turn_to(piece.formats, piece.link)
            self.weaver.add(piece.words)
        elif isinstance(piece, NoteMark):
            self.weaver.mark("note-ref", piece.label)
        elif isinstance(piece, Image):
            self.weaver.image(piece.alternative, piece.ref)
        elif isinstance(piece, Edge):
            places = self.ends if piece.ends else self.starts
            places.setdefault(piece.comment, self.weaver.position)

    def _turn_to(self, formats: Formats, link: str | None) -> None:
        """End the spans that do not go on here and begin those that are new."""
        if formats != self._formats:
            for ended in sorted(self._formats - formats):
                self.weaver.close_span(ended)
            for begun in sorted(formats - self._formats):
                self.weaver.open_span(begun)
            self._formats = formats
        if link != self._link:
            if self._link is not None:
                self.weaver.close_span("link")
            if link is not None:
                self.weaver.open_span("link", link)
            self._link = link


def _comments(remarks: dict[str, Remark], setter: _Setter) -> Iterator[Comment]:
    placed = sorted(
        (name for name in remarks if name in setter.starts or name in setter.ends),
        key=lambda name: setter.starts.get(name, setter.ends.get(name, 0)),
    )
    for name in placed:
        remark = remarks[name]
        start = setter.starts.get(name, setter.ends.get(name, 0))
        end = max(start, setter.ends.get(name, start))
        yield Comment(start, end, remark.words, remark.author, remark.made)


def _lines_of_cells(paragraphs: Iterable[Paragraph]) -> Counter[int]:
    lines: Counter[int] = Counter()
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            lines[id(paragraph.cell)] += 1 + sum(isinstance(one, Break) for one in paragraph.pieces)
    return lines


def _breaks(paragraph: Paragraph) -> bool:
    return any(isinstance(piece, Break) for piece in paragraph.pieces)


def _strip_start(paragraphs: Sequence[Paragraph]) -> None:
    """Take the blank away that programs put between a note's number and its words."""
    pieces = paragraphs[0].pieces if paragraphs else []
    first = next((piece for piece in pieces if not isinstance(piece, Edge)), None)
    if isinstance(first, Words):
        first.words = first.words.lstrip(" \t")

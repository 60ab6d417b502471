"""Follow the groups of a Rich Text file and gather what it says; what its words of control do is in `rtf_words`."""

from __future__ import annotations

from collections import Counter

from glossator.reading.flow import Edge, Flow, Image, NoteMark, Paragraph, Remark, Words
from glossator.reading.instructions import base_of
from glossator.reading.numerals import roman
from glossator.reading.rtf_state import Picture, Sink, State, Story
from glossator.reading.rtf_styles import Font, Style, Styles
from glossator.reading.rtf_tables import Row, Table
from glossator.reading.symbols import bullet, sign

_REPLACEMENT = "\ufffd"
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000
#: Where letters of symbol fonts stand that no character is known for.
_PRIVATE = 0xF000


#: Programs nest some tens of groups, and a note in a box in a note; from here on it is an attack or damage.
DEEPEST_GROUPS, DEEPEST_STORIES = 200_000, 50


class Reader:
    """Hold the stack of groups and of stories; ``bytes_`` are the bytes of words that are not decoded yet."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.counts: Counter[str] = Counter()
        self.directions: Counter[str] = Counter()
        self.codec = "cp1252"
        self.fonts: dict[int, Font] = {}
        self.first_font: int | None = None
        self.font = Font()
        self.styles = Styles()
        self.style = Style()
        self.info: dict[str, str] = {}
        self.dates: dict[str, dict[str, int]] = {}
        self.author: str | None = None
        self.is_in_nested_row = False
        self.state = State()
        self.to_pass_over = 0
        self._states: list[State] = []
        self._stories = [Story()]
        self._bytes = bytearray()
        self._half = 0
        self._collected = ""
        self._numbers = {"note": 0, "endnote": 0}
        self._tables = 0
        self._begun: set[str] = set()
        self._left_out = ""

    @property
    def story(self) -> Story:
        """Return the text, note, comment or box that words go to."""
        return self._stories[-1]

    @property
    def is_too_deep(self) -> bool:
        """Tell whether groups or stories lie deeper in one another than in any document."""
        return len(self._states) > DEEPEST_GROUPS or len(self._stories) > DEEPEST_STORIES

    @property
    def depth(self) -> int:
        """Return how many groups are open."""
        return len(self._states)

    def open_group(self) -> None:
        """Begin a group, which inherits what holds around it."""
        self._states.append(self.state)
        self.state = self.state.inner()

    def close_group(self) -> None:
        """End a group and go back to what held around it."""
        if not self._states:
            return
        ended = self.state
        self.state = self._states.pop()
        for kind in reversed(ended.ends):
            _ENDS[kind](self, ended, kind)

    def plain(self, words: str) -> None:
        """Take in words as they stand in the file, each character a byte."""
        if self.to_pass_over:
            passed = min(self.to_pass_over, len(words))
            self.to_pass_over -= passed
            words = words[passed:]
            if not words:
                return
        if self._bytes or not words.isascii() or self._font.is_symbols:
            self._bytes += words.encode("latin-1")
        else:
            self.put(words)

    def byte(self, value: int) -> None:
        """Take in one byte of a character."""
        if self.to_pass_over:
            self.to_pass_over -= 1
            return
        self._bytes.append(value)

    def flush(self) -> None:
        """Decode the bytes that wait; what its code page does not hold is replaced and counted."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        font = self._font
        if font.is_symbols and self.state.sink in (Sink.TEXT, Sink.MARKER):
            self.put("".join(self._sign(byte, font.name) for byte in data))
            return
        words = data.decode(font.codec or self.codec, "replace")
        self.counts["unreadable"] += words.count(_REPLACEMENT) if self.state.sink is Sink.TEXT else 0
        self.put(words)

    def character(self, code: int) -> None:
        """Take in a character by its number; two halves make one, and half a character is replaced."""
        code &= 0xFFFF if code < 0 else 0x1FFFFF
        if self._half and _LOW <= code < _END:
            high, self._half = self._half, 0
            self.put(chr(0x10000 + ((high - _HIGH) << 10) + code - _LOW))
            return
        self.flush()
        self._end_half()
        if _HIGH <= code < _LOW:
            self._half = code
        elif _LOW <= code < _END or code > 0x10FFFF:
            self._put_replacement()
        elif self._font.is_symbols and _PRIVATE <= code <= _PRIVATE + 0xFF:
            self.put(self._sign(code - _PRIVATE, self._font.name))
        else:
            self.put(chr(code))

    def put(self, words: str) -> None:
        """Put decoded words where those of this group go."""
        self._end_half()
        state = self.state
        sink = state.sink
        if sink is Sink.TEXT:
            fate = "deletions" if state.deleted else "hidden" if state.hidden else ""
            if fate:
                self.counts[fate] += fate != self._left_out and bool(words.strip())
                self.story.is_noise = True
            else:
                self.counts["insertions"] += state.inserted and self._left_out != "none"
                self.story.paragraph.add(words, state.formats, link=state.link)
                if state.field is not None:
                    state.field.has_words = True
            self._left_out = fate or ("none" if state.inserted else "")
        elif sink is Sink.MARKER:
            self.story.marker += words
        elif sink is Sink.INSTRUCTION and state.field is not None:
            state.field.instruction += words
        elif sink is Sink.FONT:
            self.font.name += words
        elif sink is Sink.STYLE:
            self.style.name += words
        elif sink is Sink.INFO and state.info:
            self.info[state.info] = self.info.get(state.info, "") + words
        elif sink is Sink.COLLECTED:
            self._collected += words
        elif state.picture is not None and sink is Sink.PROPERTY_NAME:
            state.picture.property += words
        elif state.picture is not None and sink is Sink.PROPERTY and state.picture.property == "wzDescription":
            state.picture.alternative += words

    def begin_story(self, kind: str) -> None:
        """Begin a note, a comment or a text box, which ends with its group."""
        outer = self.story
        story = Story(kind)
        if kind == "note":
            story.mark, story.counts, outer.counts = NoteMark(""), outer.counts, False
            outer.paragraph.pieces.append(story.mark)
        self._stories.append(story)
        ends = self.state.ends
        ends.append(kind)
        self.state = State(fallback=self.state.fallback, ends=ends, font=self.first_font)

    def collect(self, what: str) -> None:
        """Begin words that name something and are no text."""
        self._collected = ""
        self.state.sink = Sink.COLLECTED
        self.state.ends.append(what)

    def edge(self, name: str, *, ends: bool) -> None:
        """Mark where what a comment is about begins or ends."""
        self._begun.add(name)
        self.story.paragraph.pieces.append(Edge(name, ends))

    def end_paragraph(self) -> None:
        """End a paragraph: it goes to the text or to a cell, and text boxes that it holds follow it."""
        self._end_half()
        story = self.story
        paragraph, boxes = story.paragraph, story.boxes
        story.paragraph, story.boxes = Paragraph(), []
        is_noise, story.is_noise = story.is_noise or bool(boxes), False
        self._describe(paragraph)
        depth = story.form.depth
        self._end_rows(depth)
        self._end_tables(depth)
        where = story.cells.setdefault(depth, []) if depth else story.done
        if not (is_noise and paragraph.is_blank):
            where.append(paragraph)
            if not paragraph.is_blank:
                self.directions["rtl" if story.form.is_right_to_left else "ltr"] += 1
        elif where:
            where[-1].pieces.extend(one for one in paragraph.pieces if isinstance(one, Edge))
        where.extend(boxes)

    def end_cell(self, depth: int) -> None:
        """End a cell, and the paragraph in it."""
        story = self.story
        story.form.depth = depth
        self.end_paragraph()
        story.rows.setdefault(depth, Row()).cells.append(story.cells.pop(depth, []))

    def end_row(self, depth: int) -> None:
        """End a row: its cells are known now, and rows in them have ended."""
        self._end_rows(depth)
        story = self.story
        row = story.rows.setdefault(depth, Row())
        if story.cells.get(depth):
            row.cells.append(story.cells.pop(depth))
        if not row.cells:
            return
        table = story.tables.get(depth)
        if table is None:
            table = story.tables[depth] = Table(self._tables)
            self._tables += 1
        paragraphs, row.cells = table.add(row), []
        (story.cells.setdefault(depth - 1, []) if depth > 1 else story.done).extend(paragraphs)

    def end(self) -> Flow:
        """End what is still open, and return what was read."""
        self.flush()
        self._end_half()
        while self._states:
            self.close_group()
        self._finish(self.story)
        self.flow.paragraphs = self.story.done
        return self.flow

    @property
    def _font(self) -> Font:
        font = self.state.font if self.state.font is not None else self.first_font
        return self.fonts.get(font, _NO_FONT) if font is not None else _NO_FONT

    def _sign(self, code: int, font: str) -> str:
        if code < 0x20:
            return ""
        found = sign(code, font.strip(" ;"))
        if found is None:
            self.counts["symbols"] += self.state.sink is Sink.TEXT
        return found or chr(_PRIVATE + code)

    def _end_half(self) -> None:
        """Replace half a character whose other half did not come."""
        if self._half:
            self._half = 0
            self._put_replacement()

    def _put_replacement(self) -> None:
        self.counts["unreadable"] += 1
        self.put(_REPLACEMENT)

    def _describe(self, paragraph: Paragraph) -> None:
        story = self.story
        form, marker = story.form, bullet(story.marker.strip())
        layout = self.styles.formats(form.style)
        for piece in paragraph.pieces if layout else ():
            if isinstance(piece, Words):
                piece.formats -= layout
        story.marker = ""
        paragraph.kind, paragraph.level = self.styles.kind(form.style, form.outline)
        if paragraph.kind == "heading" and paragraph.is_blank:
            paragraph.kind, paragraph.level = "paragraph", None
        if marker:
            paragraph.data["marker"] = marker
        if (form.in_list or marker) and paragraph.kind != "heading" and (marker or not paragraph.is_blank):
            paragraph.kind, paragraph.level = "list-item", form.list_level + 1
        if form.is_right_to_left:
            paragraph.data["direction"] = "rtl"

    def _end_rows(self, depth: int) -> None:
        """End the rows that are still open deeper than this, the deepest first: their ends are missing."""
        story = self.story
        for deeper in range(max((*story.cells, *story.rows), default=0), depth, -1):
            if story.cells.get(deeper) or (deeper in story.rows and story.rows[deeper].cells):
                self.end_row(deeper)

    def _end_tables(self, depth: int) -> None:
        """End the tables that the paragraph before this depth was in, deepest first."""
        tables = self.story.tables
        for deeper in sorted((one for one in tables if one > depth), reverse=True):
            tables.pop(deeper).end()

    def _finish(self, story: Story) -> None:
        """End the last paragraph and what is open of tables."""
        if not story.paragraph.is_blank or story.boxes:
            self.end_paragraph()
        elif story.paragraph.pieces and story.done:
            story.done[-1].pieces.extend(story.paragraph.pieces)
        self._end_rows(0)
        self._end_tables(0)

    def end_note(self, _: State, _kind: str) -> None:
        """End a note: it has its label now, and its paragraphs follow the text."""
        story = self._ended_story()
        kind = "endnote" if story.is_endnote else "note"
        wanted = "*"
        if story.counts:
            self._numbers[kind] += 1
            wanted = roman(self._numbers[kind]) if story.is_endnote else str(self._numbers[kind])
        label = self.flow.free_label(wanted)
        if story.mark is not None:
            story.mark.label = label
        self.flow.notes[label] = story.done

    def end_comment(self, _: State, _kind: str) -> None:
        """End a comment."""
        story = self._ended_story()
        name = story.name or f" {len(self.flow.remarks)}"
        if name not in self._begun:
            self.edge(name, ends=False)
        words = "\n".join(paragraph.words for paragraph in story.done).strip()
        self.flow.remarks[name] = Remark(words, self.author, story.made)

    def end_box(self, _: State, _kind: str) -> None:
        """End a text box: its paragraphs follow the one that it is anchored in."""
        story = self._ended_story()
        self.story.boxes.extend(story.done)

    def end_picture(self, ended: State, _kind: str) -> None:
        """End a picture, and set it."""
        picture = ended.picture or Picture(0)
        if self.state.sink is Sink.TEXT and not (self.state.hidden or self.state.deleted):
            ref = f"pict:{picture.place}" if picture.is_shown else None
            self.story.paragraph.pieces.append(Image(picture.alternative, ref))

    def end_collected(self, _: State, kind: str) -> None:
        """Take what was collected for what it names."""
        words = self._collected.strip()
        if kind == "author":
            self.author = words or None
        elif kind == "comment-name":
            self.story.name = words
        elif kind == "date":
            self.story.made = _time(words)
        else:
            self.edge(words, ends=kind == "comment-ends")

    def end_field(self, ended: State, _kind: str) -> None:
        """End a field: words whose pronunciation it sets stand in its instruction alone."""
        field = ended.field
        base = base_of(field.instruction) if field is not None and not field.has_words else None
        if base is not None:
            self.counts["readings"] += 1
            self.put(base)

    def end_font(self, _: State, _kind: str) -> None:
        """End the entry of a font."""
        self.font = Font()

    def end_style(self, ended: State, _kind: str) -> None:
        """End the entry of a style."""
        self.style.formats = ended.formats
        self.style.name = self.style.name.strip(" ;")
        self.style = Style()

    def _ended_story(self) -> Story:
        self._finish(self.story)
        return self._stories.pop()


_NO_FONT = Font()

_ENDS = {
    "note": Reader.end_note,
    "comment": Reader.end_comment,
    "box": Reader.end_box,
    "picture": Reader.end_picture,
    "field": Reader.end_field,
    "font": Reader.end_font,
    "style": Reader.end_style,
    **dict.fromkeys(("author", "comment-name", "date", "comment-starts", "comment-ends"), Reader.end_collected),
}


def _time(words: str) -> str | None:
    """Return a time that is packed into the bits of a number: minute, hour, day, month, years since 1900."""
    try:
        packed = int(words) & 0xFFFFFFFF
    except ValueError:
        return None
    minute, hour, day = packed & 63, packed >> 6 & 31, packed >> 11 & 31
    month, year = packed >> 16 & 15, 1900 + (packed >> 20 & 511)
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00" if month and day else None

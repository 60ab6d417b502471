"""Walk a page's tree and weave its text: lines as a browser breaks them, white space as it collapses it.

The walk keeps its own stack, so that no depth of nesting can end it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from glossator.model.document import Caution, Json
from glossator.reading import html_names as names
from glossator.reading.canonical import counted
from glossator.reading.html_lists import Lists
from glossator.reading.html_notes import Notes
from glossator.reading.html_tables import Tables
from glossator.reading.weaving import Weaver

#: White space that a browser collapses; a no-break space is none.
_SPACE = re.compile("[ \t\n\r\f]+")

#: What a link's address is: itself, a place of the same text (`html_links.inner`), None where it leads nowhere.
Leads = Callable[[str], str | None]

#: What a picture's address is in the file, None where the file does not contain it.
Pictures = Callable[[str], str | None]


def address_in(image: LexborNode) -> str:
    """Return where a picture lies, whichever way it is said in a page or a drawing."""
    said = (value for name, value in image.attributes.items() if name == "src" or name.endswith("href"))
    return (next(said, None) or "").strip()


@dataclass(slots=True)
class _Inline:
    """Hold a span that is open in the tree, whatever lines it crosses."""

    kind: str
    target: str | None = None


@dataclass(slots=True)
class _Entered:
    """Remember what leaving an element has to end."""

    node: LexborNode
    tag: str
    is_block: bool = False
    span: bool = False
    keeps: bool = False
    quote: bool = False
    heading: int = 0
    note: str | None = None


@dataclass(slots=True)
class Flow:
    """Weave the trees of one document, one after another, into its text."""

    weaver: Weaver = field(default_factory=Weaver)
    pictures: Pictures = lambda _address: None
    leads: Leads = lambda address: address
    notes: Notes = field(default_factory=Notes)
    hidden: int = 0
    remote: int = 0
    readings: int = 0
    quoted: int = 0
    signs: int = 0
    anchors: dict[tuple[str, str], int] = field(default_factory=dict)
    pages: list[tuple[int, str]] | None = None
    _lists: Lists = field(default_factory=Lists)
    _tables: Tables = field(default_factory=Tables)
    _inline: list[_Inline] = field(default_factory=list)
    _quotes: int = 0
    _heading: int = 0
    _keeping: int = 0
    _code: list[str | None] = field(default_factory=list)
    _note: str | None = None
    _note_group: int | None = None
    _body: int | None = None
    _path: str = ""
    _in_line: bool = False
    _line_start: int = 0
    _space: bool = False
    _group: int | None = None
    _data: dict[str, Json] = field(default_factory=dict)

    def walk(self, root: LexborNode, *, path: str = "") -> None:
        """Weave a tree, a book's member ``path``; notes that were looked for are kept for `finish`."""
        self._path = path
        self._walk(root)
        self._end_line()

    def finish(self) -> None:
        """Weave the bodies of notes after all else."""
        for label, body in self.notes.bodies():
            self._end_line()
            self._note, self._note_group, self._body = label, None, body.mem_id
            self._walk(body)
            self._end_line()
        self._note = None

    def cautions(self) -> tuple[Caution, ...]:
        """Tell what was left out, and how often."""
        told = (
            ("hidden", self.hidden, f"{counted(self.hidden, 'hidden part')} left out"),
            ("remote-images", self.remote, f"{counted(self.remote, 'image')} not in the file, and not fetched"),
            ("readings", self.readings, f"{counted(self.readings, 'reading')} above the characters left out"),
            ("signs", self.signs, f"{counted(self.signs, 'sign')} beside headings for their addresses left out"),
            (
                "drawn-marks",
                self.quoted,
                f"{counted(self.quoted, 'quotation')} without marks: a browser draws them, the file has none",
            ),
        )
        return tuple(Caution(code, count, words) for code, count, words in told if count)

    def _walk(self, root: LexborNode) -> None:
        stack: list[_Entered] = []
        node: LexborNode | None = root
        while node is not None:
            entered = self._enter(node)
            child = node.child if entered is not None else None
            if entered is not None:
                stack.append(entered)
            if child is not None:
                node = child
                continue
            node = self._next(node, stack, entered is not None, root)
        while stack:
            self._leave(stack.pop())

    def _next(self, node: LexborNode, stack: list[_Entered], is_entered: bool, root: LexborNode) -> LexborNode | None:
        """Leave what ends here, and return what follows."""
        if is_entered:
            self._leave(stack.pop())
        at = node
        while at.mem_id != root.mem_id:
            following = at.next
            if following is not None:
                return following
            if not stack:
                return None
            at = stack[-1].node
            self._leave(stack.pop())
        return None

    def _enter(self, node: LexborNode) -> _Entered | None:
        """Begin an element; None where nothing in it is walked."""
        tag = node.tag
        if tag == "-text":
            self._text(node.text_content or "")
            return None
        if tag is None or tag.startswith(("_", "-", "!")):
            return None
        attributes = node.attributes
        if tag in names.SILENT or tag == "math":
            self._silent(node, tag, attributes)
            return None
        if names.is_hidden(attributes):
            self.hidden += 1
            return None
        if attributes and (name := attributes.get("id")):
            self.anchors.setdefault((self._path, name), self.place)
        if self._is_note(node, tag, attributes) or self._is_page(node, attributes):
            return None
        entered = _Entered(node, tag, is_block=tag in names.BLOCKS)
        if entered.is_block:
            self._enter_block(entered, attributes)
        else:
            self._enter_inline(entered, attributes)
        return entered

    def _is_note(self, node: LexborNode, tag: str, attributes: names.Attributes) -> bool:
        """Take a note's mark, its way back or its body out of the flow."""
        if tag == "a":
            label = self.notes.label_of(node)
            if label is not None:
                self._begin_line()
                self._put_space()
                self.weaver.mark("note-ref", label)
                return True
            if "class" in attributes and names.is_own_place(attributes, node.text() or ""):
                self.signs += 1
                return True
        if self.notes.is_dropped(node):
            return True
        return self.notes.is_body(node) and node.mem_id != self._body

    def _is_page(self, node: LexborNode, attributes: names.Attributes) -> bool:
        """Take the sign that a page begins out of the flow, where they are kept."""
        if self.pages is None or not names.breaks_page(attributes):
            return False
        label = attributes.get("title") or attributes.get("aria-label") or node.text() or ""
        self.pages.append((self.place, " ".join(label.split())))
        return True

    def _enter_block(self, entered: _Entered, attributes: names.Attributes) -> None:
        tag = entered.tag
        self._end_line()
        if tag in names.HEADINGS:
            entered.heading, self._heading = self._heading, names.HEADINGS[tag]
        elif tag == "blockquote":
            entered.quote, self._quotes = True, self._quotes + 1
        elif tag in ("pre", "xmp", "listing") or names.keeps_space(attributes):
            entered.keeps = True
            self._keeping += 1
            first = entered.node.child
            inner = first.attributes if first is not None and first.tag == "code" else {}
            is_code = tag != "p" and tag != "div"
            self._code.append((names.language_of(attributes) or names.language_of(inner) or "") if is_code else None)
            self._group = self.weaver.new_group()
        self._lists.enter(tag, attributes)
        self._tables.enter(tag, entered.node, attributes)

    def _enter_inline(self, entered: _Entered, attributes: names.Attributes) -> None:
        tag = entered.tag
        if tag == "br":
            self._break()
        elif tag == "img":
            self._image(attributes)
        elif tag == "wbr":
            return
        else:
            self.quoted += tag == "q"
            kind = names.SPANS.get(tag)
            target = names.address_of(attributes) if tag == "a" else None
            target = self.leads(target) if target is not None else None
            if target is not None:
                kind = "link"
            elif kind is None and attributes and names.is_small_caps(attributes):
                kind = "small-caps"
            if kind is not None and not self._is_open(kind):
                entered.span = True
                self._inline.append(_Inline(kind, target))
                if self._in_line:
                    self._put_space()
                    self.weaver.open_span(kind, target)

    def _is_open(self, kind: str) -> bool:
        """Tell whether words are of a kind already: bold in bold says nothing more, nor code in a block of code."""
        if kind == "code" and self._code and self._code[-1] is not None:
            return True
        return kind != "link" and any(one.kind == kind for one in self._inline)

    def _leave(self, entered: _Entered) -> None:
        if entered.span:
            gone = self._inline.pop()
            if self._in_line:
                self.weaver.close_span(gone.kind)
        if not entered.is_block:
            return
        self._end_line()
        tag = entered.tag
        if tag in names.HEADINGS:
            self._heading = entered.heading
        if entered.quote:
            self._quotes -= 1
        if entered.keeps:
            self._keeping -= 1
            self._code.pop()
            self._group = None
        self._lists.leave(tag)
        self._tables.leave(tag)

    def _text(self, text: str) -> None:
        if self._note is not None and not self._in_line:
            text = self.notes.without_label(text, self._note)
        if self._keeping:
            self._kept_text(text)
            return
        words = _SPACE.sub(" ", text)
        if not words:
            return
        if words == " ":
            self._space = self._has_words
            return
        if words[0] == " ":
            self._space = self._space or self._has_words
            words = words[1:]
        trailing = words[-1] == " "
        self._begin_line()
        self._put_space()
        self.weaver.add(words[:-1] if trailing else words)
        self._space = trailing

    def _kept_text(self, text: str) -> None:
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                self._begin_line()
                self._end_line(keeps_group=True)
                self._space = False
            if line:
                self._begin_line()
                self.weaver.add(line)

    @property
    def place(self) -> int:
        """Return the offset at which the next words will stand, on a new line where none is begun."""
        return self.weaver.position + (self._space if self._in_line else self.weaver.lines > 0)

    @property
    def _has_words(self) -> bool:
        """Tell whether the line holds something after which a space counts."""
        return self._in_line and self.weaver.position > self._line_start

    def _put_space(self) -> None:
        if self._space:
            self._space = False
            self.weaver.add(" ")
            self._line_start = self.weaver.position  # a second space would be one too many

    def _silent(self, node: LexborNode, tag: str, attributes: names.Attributes) -> None:
        if tag == "svg" and not names.is_hidden(attributes):
            self._drawing(node)
        self.readings += tag == "rt"
        words = (attributes.get("alttext") or "").strip() if tag == "math" else ""
        if words:
            self._text(f" {words} ")

    def _drawing(self, node: LexborNode) -> None:
        """Set the pictures in a drawing, as covers of books are, under the drawing's title."""
        title = node.css_first("title")
        words = (title.text() or "") if title is not None else ""
        for image in node.css("image"):
            self._image({"src": address_in(image), "alt": words})

    def _break(self) -> None:
        """Go on in a new line of the same paragraph."""
        if not self._in_line:
            return
        self._space = False
        if self._group is None and self._note is None:
            self._group = self.weaver.new_group()
            self._data["group"] = self._group
        self.weaver.break_line()
        self._data, self._line_start = {}, self.weaver.position

    def _image(self, attributes: names.Attributes) -> None:
        address = (attributes.get("src") or "").strip()
        ref = self.pictures(address) if address else None
        words = " ".join((attributes.get("alt") or "").split())
        if ref is None and address:
            self.remote += 1
        if ref is None and not words:
            return
        self._begin_line()
        if words:
            self._put_space()
        self.weaver.image(words, ref)

    def _begin_line(self) -> None:
        if self._in_line:
            return
        kind, level, data = self._form()
        group = self._group if self._note is None else self._note_group
        if group is not None:
            data["group"] = group
        self._data = data
        self.weaver.begin(kind, level=level, data=data)
        self._in_line, self._space, self._line_start = True, False, self.weaver.position
        for span in self._inline:
            self.weaver.open_span(span.kind, span.target)

    def _end_line(self, *, keeps_group: bool = False) -> None:
        self._space = False
        if not self._in_line:
            return
        for span in reversed(self._inline):
            self.weaver.close_span(span.kind)
        self.weaver.end()
        self._in_line = False
        if not keeps_group and not self._keeping:
            self._group = None

    def _form(self) -> tuple[str, int | None, dict[str, Json]]:
        """Return the kind, level and data of a line that begins here."""
        if self._note is not None:
            data: dict[str, Json] = {"label": self._note, "anchor": self._note}
            if self._note_group is None:
                self._note_group = self.weaver.new_group()
            else:
                data["break"] = True
            return "footnote", None, data
        cell = self._tables.cell(self.weaver)
        if cell is not None:
            return "table-cell", None, cell
        if self._heading:
            return "heading", self._heading, {}
        if self._code and self._code[-1] is not None:
            language = self._code[-1]
            return "code", None, {"language": language} if language else {}
        if self._lists.depth:
            item = self._lists.item()
            if self._quotes:
                item["quote"] = self._quotes
            return "list-item", self._lists.depth, item
        if self._quotes:
            return "quote", self._quotes, {}
        return "paragraph", None, {}

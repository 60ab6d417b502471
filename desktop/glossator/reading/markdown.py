"""Read Markdown: the rendered prose is the text, its form becomes blocks and spans, nothing generated is added."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from glossator.model.document import Caution, Content, Json, Metadata
from glossator.reading.canonical import counted
from glossator.reading.firstlines import LONGEST_TITLE, Line, propose
from glossator.reading.frontmatter import front_matter
from glossator.reading.tags import lines_without_tags
from glossator.reading.weaving import Weaver

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

READER, READER_VERSION = "markdown", "1"

#: Blocks deeper in one another than this are dropped by the parser, which calls itself for each; nobody nests so deep.
DEEPEST = 90

_SPANS = {"strong": "bold", "em": "italic", "s": "strike"}
_LINE_BREAKS = ("<br>", "<br/>", "<br />")


def read_markdown(text: str) -> tuple[Content, Metadata, tuple[Caution, ...]]:
    """Return the content of a Markdown text, what its head and first lines propose, and what was left out."""
    env: dict[str, Any] = {}
    try:
        tokens = _parser().parse(text, env)
    except RecursionError:
        return _as_plain(text)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        return _as_plain(text)
    walk = _Walk(env)
    walk.over(tokens)
    walk.footnotes()
    content = walk.weaver.content()
    if not content.text or content.text.isspace():
        return _as_plain(text)
    cautions = []
    if walk.tags:
        cautions.append(Caution("html-tags", walk.tags, f"{counted(walk.tags, 'HTML tag')} left out, their text kept"))
    return content, _metadata(content, walk), tuple(cautions)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # Imported here: the command line starts without a parser that most of its commands never need.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark", {"typographer": False, "maxNesting": DEEPEST})
    parser.enable(["table", "strikethrough"]).use(front_matter_plugin).use(footnote_plugin)
    # Footnotes are set by this module: the plugin's own way drops those that nothing refers to.
    parser.disable("footnote_tail")
    return parser


def _as_plain(text: str) -> tuple[Content, Metadata, tuple[Caution, ...]]:
    from glossator.reading.plain import read_plain

    content, metadata = read_plain(text)
    return content, metadata, (Caution("read-as-plain", 1, "read as plain text: its Markdown could not be followed"),)


def _metadata(content: Content, walk: _Walk) -> Metadata:
    first: list[Line] = []
    for number, block in enumerate(content.blocks[:40], start=1):
        words = content.text[block.start : block.end].strip()
        if words and block.kind in ("heading", "paragraph"):
            first.append(Line(walk.source_lines.get(number - 1, number), words))
    headings = [index for index, block in enumerate(content.blocks) if block.kind == "heading"]
    title = None
    if headings:
        index = min(headings, key=lambda index: (content.blocks[index].level or 0, index))
        words = content.text[content.blocks[index].start : content.blocks[index].end].strip()
        if words and len(words) <= LONGEST_TITLE:
            title = Line(walk.source_lines.get(index, index + 1), words)
    found = propose(first, content.text, title=title)
    head = walk.head
    return replace(
        found,
        title=head.title or found.title,
        author=head.author or found.author,
        published=head.published or found.published,
        language=head.language or found.language,
    )


@dataclass(slots=True)
class _Item:
    marker: str
    first_line: int


@dataclass(slots=True)
class _Walk:
    env: dict[str, Any]
    weaver: Weaver = field(default_factory=Weaver)
    head: Metadata = field(default_factory=Metadata)
    tags: int = 0
    source_lines: dict[int, int] = field(default_factory=dict)
    _containers: list[str] = field(default_factory=list)
    _items: list[_Item] = field(default_factory=list)
    _notes: dict[str, list[list[Token]]] = field(default_factory=dict)
    _note: tuple[str, list[Token]] | None = None
    _label: str | None = None
    _cell: tuple[int, int, bool] = (-1, -1, False)
    _heading: int = 0
    _row: int = -1

    def over(self, tokens: list[Token]) -> None:
        """Go through the tokens of blocks in their order, without calling itself."""
        for token in tokens:
            if self._set_aside(token):
                continue
            step = _STEPS.get(token.type)
            if step is not None:
                step(self, token)

    def footnotes(self) -> None:
        """Set the bodies of the footnotes after the text: those referred to in their order, then the others."""
        listed = self.env.get("footnotes", {}).get("list", {})
        for number in sorted(listed):
            note = listed[number]
            self._label = str(note.get("label") or number + 1)
            if "tokens" in note:
                self._begin(None)
                self._inline(note["tokens"])
            else:
                for body in self._notes.pop(self._label, []):
                    self.over(body)
        for label, bodies in self._notes.items():
            self._label = label
            for body in bodies:
                self.over(body)
        self._label = None

    def _set_aside(self, token: Token) -> bool:
        if token.type == "footnote_reference_open":
            self._note = (str(token.meta.get("label")), [])
        elif token.type == "footnote_reference_close" and self._note is not None:
            label, body = self._note
            self._notes.setdefault(label, []).append(body)
            self._note = None
        elif self._note is not None:
            self._note[1].append(token)
        else:
            return False
        return True

    def front_matter(self, token: Token) -> None:
        """Take the description that stands before the text."""
        self.head = front_matter(token.content)

    def heading_open(self, token: Token) -> None:
        """Begin a heading of the level that its tag names."""
        self._heading = int(token.tag[1:])

    def heading_close(self, token: Token) -> None:
        """End the heading."""
        self._heading = 0

    def quote_open(self, token: Token) -> None:
        """Begin a quotation."""
        self._containers.append("quote")

    def list_open(self, token: Token) -> None:
        """Begin a list."""
        self._containers.append("list")

    def container_close(self, token: Token) -> None:
        """End the innermost list or quotation."""
        self._containers.pop()

    def item_open(self, token: Token) -> None:
        """Begin an item of a list and keep its number or bullet for its first line."""
        marker = f"{token.info}{token.markup}" if token.info else "•"
        self._items.append(_Item(marker, self.weaver.lines))

    def item_close(self, token: Token) -> None:
        """End an item; one without words is a line all the same."""
        if self._items[-1].first_line == self.weaver.lines:
            self._begin(token)
        self._items.pop()

    def row_open(self, token: Token) -> None:
        """Begin a row of a table, before its first cell."""
        self._row += 1
        self._cell = (self._row, -1, False)

    def table_open(self, token: Token) -> None:
        """Begin a table, before its first row."""
        self._row = -1

    def cell_open(self, token: Token) -> None:
        """Begin the next cell of the row, and keep whether it is a header."""
        self._cell = (self._row, self._cell[1] + 1, token.type == "th_open")

    def table_close(self, token: Token) -> None:
        """End the table: what follows lies in no cell."""
        self._cell = (-1, -1, False)

    def inline(self, token: Token) -> None:
        """Write the words of a block, with the spans in them, as a line of its own."""
        self._begin(token)
        self._inline(token.children or [])

    def code(self, token: Token) -> None:
        """Write a block of code, each of its lines a block, all of one group."""
        lines = token.content.removesuffix("\n").split("\n")
        if lines == [""]:
            return
        data: dict[str, Json] = {"group": self.weaver.new_group()}
        language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
        if language:
            data["language"] = language
        if self._label:
            data["label"] = self._label
        for line in lines:
            self.weaver.begin("code", data=data)
            self.weaver.add(line)

    def html(self, token: Token) -> None:
        """Write what a block of HTML says, without its tags, which are counted."""
        lines, tags = lines_without_tags(token.content)
        self.tags += tags
        for line in lines:
            self._begin(token)
            self.weaver.add(line)

    def _begin(self, token: Token | None) -> None:
        kind, level, data = self._line()
        if token is not None and token.children and any(_breaks(child) for child in token.children):
            data["group"] = self.weaver.new_group()
        if token is not None and token.map:
            self.source_lines[self.weaver.lines] = token.map[0] + 1
        self.weaver.begin(kind, level=level, data=data)

    def _line(self) -> tuple[str, int | None, dict[str, Json]]:
        quotes = self._containers.count("quote")
        data: dict[str, Json] = {}
        if self._cell[1] >= 0:
            row, column, header = self._cell
            return "table-cell", None, {"row": row, "column": column, "header": header}
        if self._heading:
            return "heading", self._heading, data
        if self._label is not None:
            return "footnote", None, {"label": self._label, "anchor": self._label}
        if self._containers and self._containers[-1] == "list":
            item = self._items[-1]
            if item.first_line == self.weaver.lines:
                data["marker"] = item.marker
            if quotes:
                data["quote"] = quotes
            return "list-item", self._containers.count("list"), data
        return ("quote", quotes, data) if quotes else ("paragraph", None, data)

    def _inline(self, tokens: list[Token]) -> None:
        weaver = self.weaver
        for token in tokens:
            name = token.type
            if name == "text" or name == "text_special":
                weaver.add(token.content)
            elif name == "softbreak":
                weaver.add(" ")
            elif _breaks(token):
                self.tags += name == "html_inline"
                weaver.break_line()
            elif name == "code_inline":
                weaver.open_span("code")
                weaver.add(token.content)
                weaver.close_span("code")
            elif name == "link_open":
                weaver.open_span("link", str(token.attrs.get("href", "")))
            elif name == "link_close":
                weaver.close_span("link")
            elif name == "image":
                self._image(token)
            elif name == "footnote_ref":
                weaver.mark("note-ref", str(token.meta.get("label") or token.meta["id"] + 1))
            elif name == "html_inline":
                self.tags += not token.content.startswith("<!--")
            elif name.endswith("_open") and name[:-5] in _SPANS:
                weaver.open_span(_SPANS[name[:-5]])
            elif name.endswith("_close") and name[:-6] in _SPANS:
                weaver.close_span(_SPANS[name[:-6]])

    def _image(self, token: Token) -> None:
        alternative = "".join(
            " " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or []
        )
        if not alternative:
            self.weaver.mark("image", "")
            return
        self.weaver.open_span("image", alternative)
        self.weaver.add(alternative)
        self.weaver.close_span("image")


def _breaks(token: Token) -> bool:
    return token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower() in _LINE_BREAKS)


_STEPS = {
    "front_matter": _Walk.front_matter,
    "heading_open": _Walk.heading_open,
    "heading_close": _Walk.heading_close,
    "blockquote_open": _Walk.quote_open,
    "blockquote_close": _Walk.container_close,
    "bullet_list_open": _Walk.list_open,
    "ordered_list_open": _Walk.list_open,
    "bullet_list_close": _Walk.container_close,
    "ordered_list_close": _Walk.container_close,
    "list_item_open": _Walk.item_open,
    "list_item_close": _Walk.item_close,
    "table_open": _Walk.table_open,
    "table_close": _Walk.table_close,
    "tr_open": _Walk.row_open,
    "th_open": _Walk.cell_open,
    "td_open": _Walk.cell_open,
    "inline": _Walk.inline,
    "fence": _Walk.code,
    "code_block": _Walk.code,
    "html_block": _Walk.html,
}

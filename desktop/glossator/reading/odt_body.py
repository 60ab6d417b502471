"""Walk through the text of an OpenDocument file and gather what it says; deleted text lies apart and is not seen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from lxml import etree

from glossator.reading.container import Archive
from glossator.reading.flow import Edge, Flow, Image, NoteMark, Paragraph, Remark
from glossator.reading.odt_lists import Lists
from glossator.reading.odt_names import DC, DESCRIBING, DRAW, OFFICE, SVG, TABLE, TEXT, XLINK, number
from glossator.reading.odt_story import Open, Story
from glossator.reading.odt_styles import Form, Styles
from glossator.reading.style_names import DEEPEST
from glossator.reading.symbols import is_symbol_font, signs_in
from glossator.reading.xml import Element

_BLANKS = re.compile("[ \t\r\n]+")

#: A file may ask for this many spaces in a row and no more: an attribute is no reason to fill the memory.
_MOST_SPACES = 10_000


class Walk:
    """Walk through a text; notes and comments inside it are gathered apart."""

    def __init__(self, styles: Styles, archive: Archive, counts: Counter[str]) -> None:
        self.styles = styles
        self.counts = counts
        self.flow = Flow()
        self.directions: Counter[str] = Counter()
        self._archive = archive
        self._stories = [Story(Lists(styles))]
        self._edges: list[Edge] = []

    def over(self, root: Element) -> Flow:
        """Go through the text from its start to its end."""
        walker = etree.iterwalk(root, events=("start", "end", "comment"))
        starts, ends = _STARTS, _ENDS
        for event, element in walker:
            if event == "start":
                step = starts.get(element.tag)
                if step is not None and step(self, element):
                    walker.skip_subtree()
                elif element.text and self.story.open:
                    self.add(element.text)
                continue
            finish = ends.get(element.tag)
            if finish is not None:
                finish(self, element)
            if element.tail and self.story.open:
                self.add(element.tail)
        self.flow.paragraphs = self._stories[0].done
        return self.flow

    @property
    def story(self) -> Story:
        """Return the text, note or comment that the walk is in."""
        return self._stories[-1]

    # Each step tells whether what is inside its element is left out.

    def skip(self, _: Element) -> bool:
        """Leave out what describes and is no text."""
        return True

    def changes(self, element: Element) -> bool:
        """Leave out what was deleted, and count what was changed."""
        self.counts["insertions"] += sum(1 for _ in element.iter(TEXT + "insertion"))
        self.counts["deletions"] += sum(1 for _ in element.iter(TEXT + "deletion"))
        return True

    def begin_paragraph(self, element: Element) -> bool:
        """Begin a paragraph or a heading."""
        story = self.story
        style = self.styles.paragraph(element.get(TEXT + "style-name"))
        opened = Open(Paragraph(style.kind, style.level, cell=story.tables.cell), style)
        if element.tag == TEXT + "h":
            level = max(1, min(number(element.get(TEXT + "outline-level")), DEEPEST))
            opened.paragraph.kind, opened.paragraph.level = "heading", level
            if element.get(TEXT + "is-list-header") != "true" and "".join(element.itertext()).strip():
                self._mark_heading(opened)
        if story.lists.depth:
            self._mark_item(opened)
        if style.is_right_to_left:
            opened.paragraph.data["direction"] = "rtl"
        opened.paragraph.pieces.extend(self._edges)
        self._edges.clear()
        story.open.append(opened)
        story.forms.append(style.form)
        return False

    def end_paragraph(self, _: Element) -> None:
        """End a paragraph; text boxes that it holds follow it."""
        story = self.story
        ended = story.open.pop()
        story.forms.pop()
        paragraph = ended.paragraph
        paragraph.trim_end()
        where = story.open[-1].boxes if story.open else story.done
        if ended.is_hidden:
            self.counts["hidden"] += not paragraph.is_blank
        elif not (paragraph.is_blank and (ended.is_noise or ended.boxes)):
            if paragraph.is_blank and paragraph.kind == "heading":
                paragraph.kind, paragraph.level = "paragraph", None
            if not paragraph.is_blank:
                self.directions["rtl" if ended.style.is_right_to_left else "ltr"] += 1
            where.append(paragraph)
            story.tables.count_line()
        where.extend(ended.boxes)

    def begin_words(self, element: Element) -> bool:
        """Begin words of a style."""
        forms = self.story.forms
        forms.append(self.styles.words(element.get(TEXT + "style-name"), forms[-1] if forms else Form()))
        return False

    def end_words(self, _: Element) -> None:
        """End words of a style."""
        self.story.forms.pop()

    def begin_link(self, element: Element) -> bool:
        """Begin the words of a link; one inside the file is none here."""
        address = element.get(XLINK + "href") or ""
        self.story.links.append(address if address and not address.startswith("#") else None)
        return self.begin_words(element)

    def end_link(self, element: Element) -> None:
        """End the words of a link."""
        self.story.links.pop()
        self.end_words(element)

    def spaces(self, element: Element) -> bool:
        """Add as many spaces as it says."""
        self._put(" " * max(0, min(number(element.get(TEXT + "c")), _MOST_SPACES)))
        return True

    def tab(self, _: Element) -> bool:
        """Add a tab."""
        self._put("\t")
        return True

    def line_break(self, _: Element) -> bool:
        """Go on in a new line."""
        if self.story.open and not self._form.hidden:
            self.story.open[-1].paragraph.break_line()
        return True

    def hidden_words(self, element: Element) -> bool:
        """Leave out words whose condition hides them."""
        is_hidden = element.get(TEXT + "is-hidden") == "true"
        self.counts["hidden"] += is_hidden
        return bool(is_hidden)

    def hidden_paragraph(self, element: Element) -> bool:
        """Leave the paragraph out if its condition hides it."""
        if element.get(TEXT + "is-hidden") == "true" and self.story.open:
            self.story.open[-1].is_hidden = True
        return True

    def section(self, element: Element) -> bool:
        """Leave out a section that is not shown."""
        shown = element.get(TEXT + "display") or "true"
        is_hidden = shown == "none" or (shown == "condition" and element.get(TEXT + "is-hidden") == "true")
        self.counts["hidden"] += is_hidden
        return is_hidden

    def begin_list(self, element: Element) -> bool:
        """Begin a list."""
        self.story.lists.begin(element)
        return False

    def end_list(self, _: Element) -> None:
        """End a list."""
        self.story.lists.end()

    def begin_item(self, element: Element) -> bool:
        """Begin an item of a list."""
        self.story.lists.begin_item(element, is_header=element.tag == TEXT + "list-header")
        return False

    def begin_table(self, _: Element) -> bool:
        """Begin a table, in a cell or outside."""
        self.story.tables.begin()
        return False

    def end_table(self, _: Element) -> None:
        """End a table."""
        self.story.tables.end()

    def begin_headers(self, _: Element) -> bool:
        """Begin the rows that head a table."""
        self.story.headers += 1
        return False

    def end_headers(self, _: Element) -> None:
        """End the rows that head a table."""
        self.story.headers -= 1

    def begin_row(self, _: Element) -> bool:
        """Begin a row."""
        self.story.tables.begin_row(header=self.story.headers > 0)
        return False

    def begin_cell(self, element: Element) -> bool:
        """Begin a cell with what it spans."""
        self.story.tables.begin_cell(
            width=number(element.get(TABLE + "number-columns-spanned")),
            height=number(element.get(TABLE + "number-rows-spanned")),
            is_covered_apart=True,
        )
        return False

    def end_cell(self, element: Element) -> None:
        """End a cell, which may stand for several like it."""
        story = self.story
        story.tables.end_cell(story.open[-1].boxes if story.open else story.done)
        story.tables.skip(number(element.get(TABLE + "number-columns-repeated")) - 1)

    def covered_cell(self, element: Element) -> bool:
        """Pass over a cell that another covers."""
        self.story.tables.skip(number(element.get(TABLE + "number-columns-repeated")))
        return True

    def note(self, element: Element) -> bool:
        """Mark where a note belongs."""
        citation = element.find(TEXT + "note-citation")
        words = (citation.get(TEXT + "label") or "".join(citation.itertext())) if citation is not None else ""
        label = self.flow.free_label(words.strip())
        self.flow.notes[label] = []
        if self.story.open:
            self.story.open[-1].paragraph.pieces.append(NoteMark(label))
            self.story.open[-1].after_blank = False
        self._stories.append(Story(Lists(self.styles), label))
        return False

    def end_note(self, _: Element) -> None:
        """End a note: its paragraphs follow the text."""
        story = self._stories.pop()
        self.flow.notes[story.name] = story.done

    def comment(self, element: Element) -> bool:
        """Begin a comment, and mark where what it is about begins."""
        name = element.get(OFFICE + "name") or f" {len(self.flow.remarks)}"
        if name not in self.flow.remarks:
            self._edge(Edge(name, False))
        author, made = (element.findtext(DC + one) for one in ("creator", "date"))
        self.flow.remarks[name] = Remark("", author, made)
        self._stories.append(Story(Lists(self.styles), name))
        return False

    def end_comment(self, _: Element) -> None:
        """End a comment."""
        story = self._stories.pop()
        self.flow.remarks[story.name].words = "\n".join(paragraph.words for paragraph in story.done).strip()

    def comment_ends(self, element: Element) -> bool:
        """Mark where what a comment is about ends."""
        self._edge(Edge(element.get(OFFICE + "name") or "", True))
        return True

    def picture(self, element: Element) -> bool:
        """Set a picture with its alternative text; of several forms of one picture the first."""
        frame = element.getparent()
        if frame is None or frame.find(DRAW + "image") is not element:
            return True
        words = frame.findtext(SVG + "desc") or frame.findtext(SVG + "title") or ""
        member = (element.get(XLINK + "href") or "").removeprefix("./")
        image = Image(words, member if self._archive.has(member) else None)
        if self.story.open:
            self.story.open[-1].paragraph.pieces.append(image)
            self.story.open[-1].after_blank = False
        else:
            self.story.done.append(Paragraph(pieces=[image]))
        return True

    def add(self, words: str) -> None:
        """Add words as they stand in the file: blanks in a row are one space, at a paragraph's start none."""
        opened = self.story.open[-1]
        if "  " in words or "\n" in words or "\t" in words or "\r" in words:
            words = _BLANKS.sub(" ", words)
        if opened.after_blank and words.startswith(" "):
            words = words[1:]
        if words:
            self._put(words)
            opened.after_blank = words.endswith(" ")

    @property
    def _form(self) -> Form:
        forms = self.story.forms
        return forms[-1] if forms else Form()

    def _put(self, words: str) -> None:
        story = self.story
        if not story.open or not words:
            return
        opened, form = story.open[-1], self._form
        opened.after_blank = False
        if form.hidden:
            self.counts["hidden"] += bool(words.strip())
            opened.is_noise = True
            return
        if is_symbol_font(form.font):
            words, unknown = signs_in(words, form.font)
            self.counts["symbols"] += unknown
        link = next((one for one in reversed(story.links) if one is not None), None)
        opened.paragraph.add(words, form.formats, link=link)

    def _mark_heading(self, opened: Open) -> None:
        marker = self.story.lists.heading(opened.paragraph.level or 1)
        if marker:
            opened.paragraph.data["marker"] = marker

    def _mark_item(self, opened: Open) -> None:
        lists, paragraph = self.story.lists, opened.paragraph
        marker = lists.marker(opened.style.list_style)
        if marker:
            paragraph.data["marker"] = marker
        if paragraph.kind != "heading":
            paragraph.kind, paragraph.level = "list-item", lists.depth

    def _edge(self, edge: Edge) -> None:
        story = self.story
        if story.open:
            story.open[-1].paragraph.pieces.append(edge)
        elif edge.ends and story.done:
            story.done[-1].pieces.append(edge)
        else:
            self._edges.append(edge)


def _counting(code: str) -> Callable[[Walk, Element], bool]:
    """Make the step that counts an element and leaves it out."""

    def step(walk: Walk, _: Element) -> bool:
        walk.counts[code] += 1
        return True

    return step


_STARTS: dict[str, Callable[[Walk, Element], bool]] = {
    **dict.fromkeys(DESCRIBING, Walk.skip),
    TEXT + "tracked-changes": Walk.changes,
    TEXT + "p": Walk.begin_paragraph,
    TEXT + "h": Walk.begin_paragraph,
    TEXT + "span": Walk.begin_words,
    TEXT + "a": Walk.begin_link,
    TEXT + "s": Walk.spaces,
    TEXT + "tab": Walk.tab,
    TEXT + "line-break": Walk.line_break,
    TEXT + "ruby-text": _counting("readings"),
    TEXT + "hidden-text": Walk.hidden_words,
    TEXT + "hidden-paragraph": Walk.hidden_paragraph,
    TEXT + "section": Walk.section,
    TEXT + "list": Walk.begin_list,
    TEXT + "list-item": Walk.begin_item,
    TEXT + "list-header": Walk.begin_item,
    TABLE + "table": Walk.begin_table,
    TABLE + "table-header-rows": Walk.begin_headers,
    TABLE + "table-row": Walk.begin_row,
    TABLE + "table-cell": Walk.begin_cell,
    TABLE + "covered-table-cell": Walk.covered_cell,
    TEXT + "note": Walk.note,
    OFFICE + "annotation": Walk.comment,
    OFFICE + "annotation-end": Walk.comment_ends,
    DRAW + "image": Walk.picture,
    DRAW + "object": _counting("embedded"),
    DRAW + "object-ole": _counting("embedded"),
}

_ENDS: dict[str, Callable[[Walk, Element], None]] = {
    TEXT + "p": Walk.end_paragraph,
    TEXT + "h": Walk.end_paragraph,
    TEXT + "span": Walk.end_words,
    TEXT + "a": Walk.end_link,
    TEXT + "list": Walk.end_list,
    TABLE + "table": Walk.end_table,
    TABLE + "table-header-rows": Walk.end_headers,
    TABLE + "table-cell": Walk.end_cell,
    TEXT + "note": Walk.end_note,
    OFFICE + "annotation": Walk.end_comment,
}

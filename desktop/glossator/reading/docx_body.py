"""Walk through a part of a Word file and gather what its final reading says; deletions are never seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from glossator.reading.docx_drawings import chosen, picture_in
from glossator.reading.docx_fields import Fields
from glossator.reading.docx_names import CHART, DIAGRAM, MC, PIC, M, R, V, W, child_value, value
from glossator.reading.docx_notes import own_mark
from glossator.reading.docx_paragraphs import Parts, describe, end_is_deleted
from glossator.reading.docx_styles import ParagraphStyle, RunForm
from glossator.reading.docx_tables import begin_cell, begin_row
from glossator.reading.flow import Edge, Image, NoteMark, Paragraph
from glossator.reading.instructions import link_of
from glossator.reading.symbols import is_symbol_font, sign, signs_in
from glossator.reading.tables import Tables
from glossator.reading.xml import Element


@dataclass(slots=True)
class _Open:
    """Hold a paragraph that is being read; ``boxes`` are the paragraphs of text boxes anchored in it."""

    paragraph: Paragraph
    properties: Element | None
    style: ParagraphStyle
    boxes: list[Paragraph] = field(default_factory=list)
    is_noise: bool = False


@dataclass(slots=True)
class _Run:
    form: RunForm
    is_mute: bool = False


class Walk:
    """Walk through one part; ``targets`` gives what its relationships point at: (address or member, is outside)."""

    def __init__(self, parts: Parts, targets: dict[str, tuple[str, bool]]) -> None:
        self.parts = parts
        self.targets = targets
        self.done: list[Paragraph] = []
        self.tables = Tables()
        self._open: list[_Open] = []
        self._carried: dict[int, _Open] = {}
        self._runs: list[_Run] = []
        self._links: list[str | None] = []
        self._edges: list[Edge] = []
        self._begun: set[str] = set()
        self._fields: Fields

    def over(self, root: Element) -> list[Paragraph]:
        """Go through a part from its start to its end, and return its paragraphs."""
        self._fields = Fields(root)
        walker = etree.iterwalk(root, events=("start", "end"))
        starts, ends = _STARTS, _ENDS
        for event, element in walker:
            if event == "start":
                step = starts.get(element.tag)
                if step is not None and step(self, element):
                    walker.skip_subtree()
            else:
                finish = ends.get(element.tag)
                if finish is not None:
                    finish(self)
        self._let_go()
        if self._edges and self.done:
            self.done[-1].pieces.extend(self._edges)
        return self.done

    # Each step tells whether what is inside its element is left out.

    def skip(self, _: Element) -> bool:
        """Leave out what describes and is no text."""
        return True

    def begin_paragraph(self, element: Element) -> bool:
        """Begin a paragraph, or go on in the one before whose end was deleted."""
        properties = element.find(W + "pPr")
        style = self.parts.styles.paragraph(child_value(properties, "pStyle"))
        carried = self._carried.pop(len(self._open), None)
        opened = _Open(Paragraph(cell=self.tables.cell), properties, style)
        if carried is not None:
            opened.paragraph.pieces, opened.boxes = carried.paragraph.pieces, carried.boxes
        opened.paragraph.pieces.extend(self._edges)
        self._edges.clear()
        self._open.append(opened)
        return False

    def end_paragraph(self) -> None:
        """End a paragraph; where its end was deleted the next one goes on in it."""
        if not self._open:
            return
        ended = self._open.pop()
        if end_is_deleted(ended.properties):
            self._carried[len(self._open)] = ended
            return
        self._put(ended)

    def begin_run(self, element: Element) -> bool:
        """Begin words of one form."""
        style = self._open[-1].style if self._open else ParagraphStyle()
        self._runs.append(_Run(self.parts.styles.run(element.find(W + "rPr"), style)))
        return False

    def end_run(self) -> None:
        """End words of one form."""
        if self._runs:
            self._runs.pop()

    def text(self, element: Element) -> bool:
        """Add words."""
        self._add("".join(element.itertext("*")) if len(element) else element.text or "")
        return True

    def tab(self, _: Element) -> bool:
        """Add a tab."""
        self._add("\t")
        return True

    def soft_hyphen(self, _: Element) -> bool:
        """Add the place where a word may be divided."""
        self._add("\u00ad")
        return True

    def firm_hyphen(self, _: Element) -> bool:
        """Add a hyphen at which no line ends."""
        self._add("\u2011")
        return True

    def symbol(self, element: Element) -> bool:
        """Add a sign of a symbol font."""
        try:
            code = int(value(element, "char") or "", 16)
            plain = chr(code)
        except (ValueError, OverflowError):
            return True
        font = value(element, "font")
        found = sign(code, font)
        if found is None and "\uf020" <= plain <= "\uf0ff":
            self.parts.counts["symbols"] += 1
        self._add(found or plain)
        return True

    def line_break(self, element: Element) -> bool:
        """Go on in a new line; a page's or a column's end is no text."""
        if self._hears and self._open:
            paragraph = self._open[-1].paragraph
            if value(element, "type") in ("page", "column"):
                paragraph.break_page()
                self._open[-1].is_noise = True
            else:
                paragraph.break_line()
        return True

    def begin_link(self, element: Element) -> bool:
        """Begin the words of a link; one inside the file is none here."""
        target, is_outside = self.targets.get(element.get(R + "id") or "", ("", False))
        place = value(element, "anchor")
        address = f"{target}#{place}" if place and "#" not in target else target
        self._links.append(address if target and is_outside else None)
        return False

    def simple_field(self, element: Element) -> bool:
        """Begin the result of a field whose instruction is an attribute."""
        self._links.append(link_of(value(element, "instr") or ""))
        return False

    def end_link(self) -> None:
        """End the words of a link."""
        if self._links:
            self._links.pop()

    def field_mark(self, element: Element) -> bool:
        """Step into a field, to its result, or out of it."""
        base = self._fields.character(element)
        if base is not None:
            self.parts.counts["readings"] += 1
            self._add(base)
        return True

    def instruction(self, element: Element) -> bool:
        """Hear a field's instruction."""
        self._fields.instruct(element.text or "")
        return True

    def note(self, element: Element) -> bool:
        """Mark where a note belongs; a mark that the author typed follows it, and is data and no word of the text."""
        if self._runs and self._hears:
            own = own_mark(element)
            self._runs[-1].is_mute = bool(own)
            label = self.parts.notes.label(element, own)
            if label is not None and self._open:
                self._open[-1].paragraph.pieces.append(NoteMark(label))
        return True

    def comment_starts(self, element: Element) -> bool:
        """Mark where what a comment is about begins."""
        self._begun.add(value(element, "id") or "")
        self._edge(Edge(value(element, "id") or "", False))
        return True

    def comment_ends(self, element: Element) -> bool:
        """Mark where what a comment is about ends."""
        self._edge(Edge(value(element, "id") or "", True))
        return True

    def comment(self, element: Element) -> bool:
        """Mark the place of a comment that names no words."""
        name = value(element, "id") or ""
        if name not in self._begun:
            self._edge(Edge(name, False))
        return True

    def alternative(self, element: Element) -> bool:
        """Take the first choice that is understood, else the fallback, never both."""
        return chosen(element.getparent()) is not element

    def picture(self, element: Element) -> bool:
        """Set a picture with its alternative text."""
        self._image(*picture_in(element))
        return True

    def old_picture(self, element: Element) -> bool:
        """Set a picture of the older form."""
        shape = element.getparent()
        self._image(shape.get("alt") if shape is not None else None, element.get(R + "id"))
        return True

    def begin_table(self, element: Element) -> bool:
        """Begin a table, in a cell or outside."""
        self._let_go()
        self.tables.begin()
        return False

    def begin_row(self, element: Element) -> bool:
        """Begin a row; a deleted one is left out with its cells."""
        if begin_row(self.tables, element.find(W + "trPr")):
            return False
        self.parts.counts["deletions"] += 1
        return True

    def begin_cell(self, element: Element) -> bool:
        """Begin a cell; one that a cell above goes on into is none."""
        return not begin_cell(self.tables, element)

    def end_cell(self) -> None:
        """End a cell, which has a line at least."""
        self._let_go()
        self.tables.end_cell(self._open[-1].boxes if self._open else self.done)

    def end_table(self) -> None:
        """End a table."""
        self.tables.end()

    def end_box(self) -> None:
        """End a text box."""
        self._let_go()

    @property
    def _hears(self) -> bool:
        run = self._runs[-1] if self._runs else None
        return not self._fields.is_silent and (run is None or not (run.is_mute or run.form.hidden))

    def _add(self, words: str) -> None:
        if not words or self._fields.is_silent:
            return
        run = self._runs[-1] if self._runs else _Run(RunForm())
        if run.is_mute:
            return
        if not self._open:
            self._open.append(_Open(Paragraph(cell=self.tables.cell), None, ParagraphStyle()))
            self._add(words)
            self.end_paragraph()
            return
        opened = self._open[-1]
        if run.form.hidden:
            self.parts.counts["hidden"] += bool(words.strip())
            opened.is_noise = True
            return
        if is_symbol_font(run.form.font):
            words, unknown = signs_in(words, run.form.font)
            self.parts.counts["symbols"] += unknown
        link = self._fields.link or next((one for one in reversed(self._links) if one is not None), None)
        opened.paragraph.add(words, run.form.formats, link=link)

    def _image(self, alternative: str | None, relation: str | None) -> None:
        if not self._open or not self._hears:
            return
        member, is_outside = self.targets.get(relation or "", ("", True))
        self._open[-1].paragraph.pieces.append(Image(alternative or "", None if is_outside else member))

    def _edge(self, edge: Edge) -> None:
        if self._open:
            self._open[-1].paragraph.pieces.append(edge)
        elif edge.ends and self.done:
            self.done[-1].pieces.append(edge)
        else:
            self._edges.append(edge)

    def _let_go(self) -> None:
        """Set a paragraph that waited for the next one in vain."""
        waiting = self._carried.pop(len(self._open), None)
        if waiting is not None and not waiting.paragraph.is_blank:
            self._put(waiting)

    def _put(self, ended: _Open) -> None:
        paragraph = ended.paragraph
        where = self._open[-1].boxes if self._open else self.done
        is_section_end = ended.properties is not None and ended.properties.find(W + "sectPr") is not None
        is_noise = ended.is_noise or is_section_end or bool(ended.boxes)
        if not (is_noise and paragraph.is_blank):
            describe(paragraph, ended.properties, ended.style, parts=self.parts)
            where.append(paragraph)
            self.tables.count_line()
        elif paragraph.pieces and where:
            where[-1].pieces.extend(one for one in paragraph.pieces if isinstance(one, Edge))
        where.extend(ended.boxes)


def _counting(code: str, *, skips: bool) -> Callable[[Walk, Element], bool]:
    """Make the step that counts an element, and leaves it out or takes it in."""

    def step(walk: Walk, _: Element) -> bool:
        walk.parts.counts[code] += 1
        return skips

    return step


_DESCRIBING = (
    *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "rubyPr", "fldData"),
    *("customXmlPr", "smartTagPr", "tblPrEx", "numPicBullet", "background", "delText", "delInstrText", "annotationRef"),
)

_STARTS: dict[str, Callable[[Walk, Element], bool]] = {
    **{W + name: Walk.skip for name in _DESCRIBING},
    W + "p": Walk.begin_paragraph,
    W + "r": Walk.begin_run,
    W + "t": Walk.text,
    M + "t": Walk.text,
    W + "tab": Walk.tab,
    W + "ptab": Walk.tab,
    W + "br": Walk.line_break,
    W + "cr": Walk.line_break,
    W + "softHyphen": Walk.soft_hyphen,
    W + "noBreakHyphen": Walk.firm_hyphen,
    W + "sym": Walk.symbol,
    W + "del": _counting("deletions", skips=True),
    W + "moveFrom": Walk.skip,
    W + "ins": _counting("insertions", skips=False),
    W + "moveTo": _counting("moves", skips=False),
    W + "hyperlink": Walk.begin_link,
    W + "fldSimple": Walk.simple_field,
    W + "fldChar": Walk.field_mark,
    W + "instrText": Walk.instruction,
    W + "footnoteReference": Walk.note,
    W + "endnoteReference": Walk.note,
    W + "commentRangeStart": Walk.comment_starts,
    W + "commentRangeEnd": Walk.comment_ends,
    W + "commentReference": Walk.comment,
    W + "tbl": Walk.begin_table,
    W + "tr": Walk.begin_row,
    W + "tc": Walk.begin_cell,
    W + "rt": _counting("readings", skips=True),
    W + "altChunk": _counting("embedded", skips=True),
    W + "subDoc": _counting("embedded", skips=True),
    CHART + "chart": _counting("embedded", skips=True),
    DIAGRAM + "relIds": _counting("embedded", skips=True),
    MC + "Choice": Walk.alternative,
    MC + "Fallback": Walk.alternative,
    M + "oMath": _counting("formulas", skips=False),
    PIC + "pic": Walk.picture,
    V + "imagedata": Walk.old_picture,
}

_ENDS: dict[str, Callable[[Walk], None]] = {
    W + "p": Walk.end_paragraph,
    W + "r": Walk.end_run,
    W + "hyperlink": Walk.end_link,
    W + "fldSimple": Walk.end_link,
    W + "tc": Walk.end_cell,
    W + "tbl": Walk.end_table,
    W + "txbxContent": Walk.end_box,
}

"""Know what Word's styles say of paragraphs and words, through the styles that they are based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from glossator.reading.docx_names import W, child_value, is_on, number, value
from glossator.reading.flow import PLAIN_WORDS, Formats
from glossator.reading.xml import Element

#: What built-in heading styles are called; files written by other programs have the names of their languages.
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|заголовок|nagłówek|rubrik|overskrift|otsikko|nadpis|naslov"
    r"|címsor|başlık|titlu|tiêu đề|επικεφαλίδα|見出し|标题|標題|제목|عنوان|כותרת)\s*([1-9])\Z",
    re.IGNORECASE,
)
_TITLES = frozenset(
    {"title", "titel", "titre", "título", "titolo", "название", "tytuł", "otsikko", "表題", "标题", "제목", "العنوان"}
)
_QUOTES = frozenset(
    {"quote", "intense quote", "quotations", "block text", "block quotation", "zitat", "intensives zitat", "citation"}
    | {"citation intense", "cita", "cita destacada", "citazione", "citazione intensa", "citat", "cytat", "цитата"}
)
_CODE = frozenset({"html preformatted", "preformatted text", "source code", "code", "macro text"})
_CODE_WORDS = frozenset({"html code", "verbatim char", "source text", "html typewriter", "html sample", "inline code"})

#: An outline level of body text, and the deepest that a heading has here.
_BODY_LEVEL = 9
_DEEPEST = 6

_SWITCHES = {
    W + "b": "bold",
    W + "i": "italic",
    W + "strike": "strike",
    W + "dstrike": "strike",
    W + "smallCaps": "small-caps",
    W + "vanish": "hidden",
}
#: Words of Arabic or Hebrew have switches of their own.
_COMPLEX = {W + "bCs": "bold", W + "iCs": "italic"}
_HEIGHTS = {"superscript": "superscript", "subscript": "subscript"}


@dataclass(slots=True)
class ParagraphStyle:
    """Say what a paragraph is by its style; ``level`` is a heading's, ``list_level`` counts from 0."""

    kind: str = "paragraph"
    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    is_right_to_left: bool = False
    is_hidden: bool = False


@dataclass(slots=True)
class _Style:
    name: str
    based_on: str | None
    paragraph: Element | None
    run: Element | None


@dataclass(slots=True)
class RunForm:
    """Say how words look: what of it is a span, whether they are hidden, their font."""

    formats: Formats = PLAIN_WORDS
    hidden: bool = False
    font: str | None = None


@dataclass(slots=True)
class Styles:
    """Resolve styles by their ids; the first question for one is answered from its chain, later ones at once."""

    root: Element | None
    _styles: dict[str, _Style] = field(default_factory=dict)
    _paragraphs: dict[str | None, ParagraphStyle] = field(default_factory=dict)
    _runs: dict[str, dict[str, str | bool]] = field(default_factory=dict)
    _default: str | None = None

    def __post_init__(self) -> None:
        for style in self.root.iterfind(W + "style") if self.root is not None else ():
            style_id = value(style, "styleId") or ""
            name = (child_value(style, "name") or style_id).strip().lower()
            based_on = child_value(style, "basedOn")
            self._styles[style_id] = _Style(name, based_on, style.find(W + "pPr"), style.find(W + "rPr"))
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                self._default = style_id

    @property
    def language(self) -> str | None:
        """Return the language that the document's defaults name."""
        found = self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") if self.root is not None else None
        return value(found)

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """Return what a paragraph of a style is."""
        found = self._paragraphs.get(style_id)
        if found is None:
            found = self._paragraphs[style_id] = self._resolved(style_id)
        return found

    def run(self, properties: Element | None, paragraph: ParagraphStyle, *, is_complex: bool = False) -> RunForm:
        """Return how words with these properties look in a paragraph.

        What the paragraph's own style makes of its words is layout and no span, but hidden words are hidden by it.
        """
        if properties is None:
            return RunForm(hidden=paragraph.is_hidden)
        found: dict[str, str | bool] = {"hidden": paragraph.is_hidden}
        style = properties.find(W + "rStyle")
        if style is not None:
            found.update(self._of_run_style(value(style) or ""))
        _take(properties, found, is_complex=is_complex or _is_right_to_left(properties))
        font = found.pop("font", None)
        hidden = bool(found.pop("hidden"))
        formats = frozenset(name for name, held in found.items() if held)
        return RunForm(formats, hidden, font if isinstance(font, str) else None)

    def _of_run_style(self, style_id: str) -> dict[str, str | bool]:
        found = self._runs.get(style_id)
        if found is None:
            found = {}
            for style in reversed(self._chain(style_id)):
                if style.run is not None:
                    _take(style.run, found, is_complex=False)
                if style.name in _CODE_WORDS:
                    found["code"] = True
            self._runs[style_id] = found
        return found

    def _chain(self, style_id: str | None) -> list[_Style]:
        chain: list[_Style] = []
        seen: set[str] = set()
        while style_id is not None and style_id not in seen and style_id in self._styles:
            seen.add(style_id)
            chain.append(self._styles[style_id])
            style_id = chain[-1].based_on
        return chain

    def _resolved(self, style_id: str | None) -> ParagraphStyle:
        wanted = style_id if style_id in self._styles else self._default
        # A file without its styles still names them.
        lost = [] if style_id is None or style_id in self._styles else [_Style(style_id.lower(), None, None, None)]
        chain = [*lost, *self._chain(wanted)]
        found = ParagraphStyle()
        for style in reversed(chain):
            self._apply(style, found)
        level = _outline(chain)
        if level is not None:
            found.kind, found.level = "heading", level
        elif chain and chain[0].name in _TITLES:
            found.kind, found.level = "heading", 1
        elif any(style.name in _QUOTES for style in chain):
            found.kind, found.level = "quote", 1
        elif any(style.name in _CODE for style in chain):
            found.kind = "code"
        return found

    def _apply(self, style: _Style, found: ParagraphStyle) -> None:
        if style.paragraph is not None:
            numbered = style.paragraph.find(W + "numPr")
            if numbered is not None:
                found.list_id = child_value(numbered, "numId") or found.list_id
                level = child_value(numbered, "ilvl")
                found.list_level = number(level) if level is not None else found.list_level
            direction = style.paragraph.find(W + "bidi")
            if direction is not None:
                found.is_right_to_left = is_on(direction)
        hidden = style.run.find(W + "vanish") if style.run is not None else None
        if hidden is not None:
            found.is_hidden = is_on(hidden)


def heading_level(outline: str | None) -> int | None:
    """Return the level of a heading from an outline level, which counts from 0; body text has none."""
    level = number(outline, _BODY_LEVEL)
    return min(level + 1, _DEEPEST) if 0 <= level < _BODY_LEVEL else None


def _outline(chain: list[_Style]) -> int | None:
    """Find a heading's level in a chain of styles: what the nearest says by number or by its name."""
    for style in chain:
        outline = child_value(style.paragraph, "outlineLvl")
        if outline is not None:
            return heading_level(outline)
        named = _HEADING.match(style.name)
        if named:
            return min(int(named[1]), _DEEPEST)
    return None


def _is_right_to_left(properties: Element) -> bool:
    switch = properties.find(W + "rtl")
    if switch is None:
        switch = properties.find(W + "cs")
    return switch is not None and is_on(switch)


def _take(properties: Element, found: dict[str, str | bool], *, is_complex: bool) -> None:
    for one in properties:
        tag = one.tag
        name = _COMPLEX.get(tag) if is_complex else None
        if name is None and not (is_complex and tag in (W + "b", W + "i")):
            name = _SWITCHES.get(tag)
        if name is not None:
            found[name] = is_on(one)
        elif tag == W + "u":
            found["underline"] = is_on(one)
        elif tag == W + "vertAlign":
            height = _HEIGHTS.get(value(one) or "")
            found["superscript"], found["subscript"] = height == "superscript", height == "subscript"
        elif tag == W + "rFonts":
            found["font"] = value(one, "ascii") or value(one, "hAnsi") or False

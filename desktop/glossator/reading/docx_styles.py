"""Know what Word's styles say of paragraphs and words, through the styles that they are based on."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.reading.docx_names import W, child_value, is_on, number, value
from glossator.reading.flow import PLAIN_WORDS, Formats
from glossator.reading.style_names import DEEPEST, heading_by_name, is_code, is_title, kind_by_name
from glossator.reading.xml import Element

#: The outline level of body text.
_BODY_LEVEL = 9

_SWITCHES = {
    W + "b": "bold",
    W + "i": "italic",
    W + "u": "underline",
    W + "strike": "strike",
    W + "dstrike": "strike",
    W + "smallCaps": "small-caps",
    W + "vanish": "hidden",
}
#: Words of Arabic or Hebrew have switches of their own.
_COMPLEX_SWITCHES = {
    **{tag: name for tag, name in _SWITCHES.items() if name not in ("bold", "italic")},
    W + "bCs": "bold",
    W + "iCs": "italic",
}
_RUN_STYLE, _RTL, _CS, _FONTS = W + "rStyle", W + "rtl", W + "cs", W + "rFonts"
_HEIGHT, _POSITION = W + "vertAlign", W + "position"


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

    def run(self, properties: Element | None, paragraph: ParagraphStyle) -> RunForm:
        """Return how words with these properties look in a paragraph.

        What the paragraph's own style makes of its words is layout and no span, but hidden words are hidden by it.
        """
        if properties is None:
            return RunForm(hidden=paragraph.is_hidden)
        found: dict[str, str | bool] = {"hidden": paragraph.is_hidden}
        marks = {one.tag: one for one in properties}
        style = marks.get(_RUN_STYLE)
        if style is not None:
            found.update(self._of_run_style(value(style) or ""))
        _take(marks, found, is_complex=_is_right_to_left(marks))
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
                    _take({one.tag: one for one in style.run}, found, is_complex=False)
                if is_code(style.name):
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
        elif chain and is_title(chain[0].name):
            found.kind, found.level = "heading", 1
        else:
            found.kind = next((kind for style in chain if (kind := kind_by_name(style.name))), "paragraph")
            found.level = 1 if found.kind == "quote" else None
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
    return min(level + 1, DEEPEST) if 0 <= level < _BODY_LEVEL else None


def _outline(chain: list[_Style]) -> int | None:
    """Find a heading's level in a chain of styles: what the nearest says by number or by its name."""
    for style in chain:
        outline = child_value(style.paragraph, "outlineLvl")
        if outline is not None:
            return heading_level(outline)
        named = heading_by_name(style.name)
        if named is not None:
            return named
    return None


def _is_right_to_left(marks: dict[str, Element]) -> bool:
    switch = marks.get(_RTL)
    if switch is None:
        switch = marks.get(_CS)
    return switch is not None and is_on(switch)


def _take(marks: dict[str, Element], found: dict[str, str | bool], *, is_complex: bool) -> None:
    """Take what the marks in some properties, by their names, say of words."""
    switches = _COMPLEX_SWITCHES if is_complex else _SWITCHES
    for tag, one in marks.items():
        name = switches.get(tag)
        if name is not None:
            found[name] = is_on(one)
        elif tag == _HEIGHT:
            height = value(one)
            found["superscript"], found["subscript"] = height == "superscript", height == "subscript"
        elif tag == _POSITION:
            raised = number(value(one))
            found["superscript"], found["subscript"] = raised > 0, raised < 0
        elif tag == _FONTS:
            found["font"] = value(one, "ascii") or value(one, "hAnsi") or False

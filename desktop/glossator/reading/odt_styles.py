"""Know what OpenDocument's styles say of paragraphs and words, through the styles that they descend from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from glossator.reading.flow import PLAIN_WORDS, Formats
from glossator.reading.odt_names import FO, OFFICE, STYLE, TEXT, number
from glossator.reading.style_names import DEEPEST, heading_by_name, is_code, is_title, kind_by_name
from glossator.reading.xml import Element

#: From this weight on words are bold.
_BOLD = 600


@dataclass(frozen=True, slots=True)
class Form:
    """Say how words look: what of it is a span, whether they are hidden, their font."""

    formats: Formats = PLAIN_WORDS
    hidden: bool = False
    font: str | None = None


@dataclass(slots=True)
class ParagraphStyle:
    """Say what a paragraph is by its style; ``form`` is what was set for it alone, not by a named style."""

    kind: str = "paragraph"
    level: int | None = None
    list_style: str | None = None
    is_right_to_left: bool = False
    form: Form = field(default_factory=Form)


class Styles:
    """Resolve styles by their names; ``common`` is the part with the named ones, ``own`` that with a text's own."""

    def __init__(self, common: Element | None, own: Element) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._own: set[tuple[str, str]] = set()
        self._lists: dict[str, Element] = {}
        self._words: dict[str | None, dict[str, str | bool]] = {}
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self.outline: Element | None = None
        self.language: str | None = None
        for root, place in ((common, "styles"), (own, "automatic-styles")):
            for group in root.iterchildren(OFFICE + place) if root is not None else ():
                self._take(group, is_own=place != "styles")

    def list_style(self, name: str | None) -> Element | None:
        """Return the definition of a style of lists."""
        return self._lists.get(name or "")

    def words(self, name: str | None, around: Form) -> Form:
        """Return how words of a style look inside words of another form."""
        found = self._words.get(name)
        if found is None:
            found = self._words[name] = self._properties_of(self._chain("text", name))
        return _combined(around, found)

    def paragraph(self, name: str | None) -> ParagraphStyle:
        """Return what a paragraph of a style is."""
        found = self._paragraphs.get(name)
        if found is None:
            found = self._paragraphs[name] = self._resolved(name)
        return found

    def _take(self, group: Element, *, is_own: bool) -> None:
        for one in group.iterchildren("*"):
            name = one.get(STYLE + "name") or ""
            if one.tag == STYLE + "style":
                key = (one.get(STYLE + "family") or "", name)
                self._styles[key] = one
                if is_own:
                    self._own.add(key)
            elif one.tag == TEXT + "list-style":
                self._lists[name] = one
            elif one.tag == TEXT + "outline-style":
                self.outline = one
            elif one.tag == STYLE + "default-style" and one.get(STYLE + "family") == "paragraph":
                self.language = _language(one.find(STYLE + "text-properties"))

    def _chain(self, family: str, name: str | None) -> list[tuple[tuple[str, str], Element]]:
        chain: list[tuple[tuple[str, str], Element]] = []
        seen: set[str] = set()
        while name is not None and name not in seen and (family, name) in self._styles:
            seen.add(name)
            style = self._styles[family, name]
            chain.append(((family, name), style))
            name = style.get(STYLE + "parent-style-name")
        return chain

    def _properties_of(self, chain: list[tuple[tuple[str, str], Element]]) -> dict[str, str | bool]:
        found: dict[str, str | bool] = {}
        for _, style in reversed(chain):
            properties = style.find(STYLE + "text-properties")
            if properties is not None:
                found.update(_taken(properties))
            if is_code(_name_of(style)):
                found["code"] = True
        return found

    def _resolved(self, name: str | None) -> ParagraphStyle:
        chain = self._chain("paragraph", name)
        found = ParagraphStyle()
        for _, style in reversed(chain):
            found.list_style = style.get(STYLE + "list-style-name") or found.list_style
            properties = style.find(STYLE + "paragraph-properties")
            mode = properties.get(STYLE + "writing-mode") if properties is not None else None
            if mode is not None and mode != "page":
                found.is_right_to_left = mode.startswith("rl")
        own = [one for one in chain if one[0] in self._own]
        found.form = _combined(Form(), self._properties_of(own))
        hidden = self._properties_of(chain).get("hidden")
        found.form = replace(found.form, hidden=bool(hidden))
        _set_kind(found, list(_named(name, chain)), chain)
        return found


def _set_kind(found: ParagraphStyle, names: list[str], chain: list[tuple[tuple[str, str], Element]]) -> None:
    outline = next((one for _, style in chain if (one := style.get(STYLE + "default-outline-level"))), None)
    level = (
        number(outline, 0)
        if outline is not None
        else next((one for name in names if (one := heading_by_name(name))), 0)
    )
    if level:
        found.kind, found.level = "heading", max(1, min(level, DEEPEST))
    elif any(is_title(name) for name in names):
        found.kind, found.level = "heading", 1
    else:
        found.kind = next((kind for name in names if (kind := kind_by_name(name))), "paragraph")
        found.level = 1 if found.kind == "quote" else None


def _named(name: str | None, chain: list[tuple[tuple[str, str], Element]]) -> Iterator[str]:
    for _, style in chain:
        yield _name_of(style)
    if not chain and name:
        yield name.replace("_20_", " ")


def _name_of(style: Element) -> str:
    return style.get(STYLE + "display-name") or (style.get(STYLE + "name") or "").replace("_20_", " ")


def _combined(around: Form, found: dict[str, str | bool]) -> Form:
    if not found:
        return around
    formats, font, hidden = set(around.formats), around.font, around.hidden
    for name, held in found.items():
        if name == "font":
            font = held if isinstance(held, str) else None
        elif name == "hidden":
            hidden = bool(held)
        elif held:
            formats.add(name)
        else:
            formats.discard(name)
    return Form(frozenset(formats), hidden, font)


def _taken(properties: Element) -> dict[str, str | bool]:
    """Return what the properties of words say, and only what they say."""
    found: dict[str, str | bool] = {}
    weight = properties.get(FO + "font-weight") or properties.get(STYLE + "font-weight-complex")
    if weight is not None:
        found["bold"] = weight == "bold" or number(weight, 0) >= _BOLD
    slant = properties.get(FO + "font-style") or properties.get(STYLE + "font-style-complex")
    if slant is not None:
        found["italic"] = slant in ("italic", "oblique")
    for name, prefix in (("underline", "text-underline"), ("strike", "text-line-through")):
        line = properties.get(f"{STYLE}{prefix}-style") or properties.get(f"{STYLE}{prefix}-type")
        if line is not None:
            found[name] = line != "none"
    position = (properties.get(STYLE + "text-position") or "").split(maxsplit=1)
    if position:
        height = number(position[0].removesuffix("%"), 0)
        found["superscript"] = position[0] == "super" or height > 0
        found["subscript"] = position[0] == "sub" or height < 0
    variant = properties.get(FO + "font-variant")
    if variant is not None:
        found["small-caps"] = variant == "small-caps"
    shown = properties.get(TEXT + "display")
    if shown is not None:
        found["hidden"] = shown == "none"
    font = properties.get(STYLE + "font-name") or properties.get(FO + "font-family")
    if font is not None:
        found["font"] = font
    return found


def _language(properties: Element | None) -> str | None:
    language = properties.get(FO + "language") if properties is not None else None
    if properties is None or language in (None, "none", "zxx"):
        return None
    country = properties.get(FO + "country")
    return f"{language}-{country}" if country and country != "none" else language

"""Know the fonts and styles that the head of a Rich Text file lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.reading.flow import PLAIN_WORDS, Formats
from glossator.reading.rtf_codes import SYMBOLS, of_charset
from glossator.reading.style_names import DEEPEST, heading_by_name, is_title, kind_by_name

#: The outline level of body text.
BODY_LEVEL = 9


@dataclass(slots=True)
class Font:
    """Hold a font's name and the code page of its bytes, None where it is the file's own."""

    name: str = ""
    codec: str | None = None
    is_symbols: bool = False

    def set_charset(self, number: int) -> None:
        """Take the character set that the list of fonts names."""
        self.codec, self.is_symbols = of_charset(number), number == SYMBOLS


@dataclass(slots=True)
class Style:
    """Hold a style of paragraphs as the file lists it."""

    name: str = ""
    outline: int | None = None
    based_on: int | None = None
    formats: Formats = PLAIN_WORDS


@dataclass(slots=True)
class Styles:
    """Resolve the styles of paragraphs by their numbers."""

    listed: dict[int, Style] = field(default_factory=dict)

    def kind(self, number: int, outline: int | None) -> tuple[str, int | None]:
        """Return what a paragraph of a style is, and its level; its own outline level goes before the style's."""
        chain: list[Style] = []
        seen: set[int] = set()
        following: int | None = number
        while following is not None and following not in seen and following in self.listed:
            seen.add(following)
            chain.append(self.listed[following])
            following = chain[-1].based_on
        level = heading_level(outline) if outline is not None else _outline(chain)
        if level is not None:
            return "heading", level
        if chain and is_title(chain[0].name):
            return "heading", 1
        kind = next((one for style in chain if (one := kind_by_name(style.name))), "paragraph")
        return kind, 1 if kind == "quote" else None

    def formats(self, number: int) -> Formats:
        """Return what a style makes of the words of its paragraphs; files say it of the words again."""
        style = self.listed.get(number)
        return style.formats if style is not None else PLAIN_WORDS


def heading_level(outline: int) -> int | None:
    """Return the level of a heading from an outline level, which counts from 0; body text has none."""
    return min(outline + 1, DEEPEST) if 0 <= outline < BODY_LEVEL else None


def _outline(chain: list[Style]) -> int | None:
    for style in chain:
        if style.outline is not None:
            return heading_level(style.outline)
        named = heading_by_name(style.name)
        if named is not None:
            return named
    return None

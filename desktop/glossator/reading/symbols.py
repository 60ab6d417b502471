"""Know which characters the letters of symbol fonts stand for, where Unicode has them."""

from __future__ import annotations

import re

_SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_WINGDINGS = {
    **dict(zip((0x21, 0x22, 0x28, 0x2A, 0x36), "✏✂☎✉⌛", strict=True)),
    **dict(zip(range(0x45, 0x49), "☜☞☝☟", strict=True)),
    **dict(zip((0x4A, 0x4C, 0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x75, 0x76), "☺☹●■□❑❒◆❖", strict=True)),
    **dict(zip(range(0x81, 0x8B), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip(range(0x8C, 0x96), "❶❷❸❹❺❻❼❽❾❿", strict=True)),
    **dict(zip((0x9F, 0xA7, 0xA8, 0xD8, 0xDF, 0xE0, 0xE1, 0xE2, 0xE8, 0xF0), "•▪◻➢←→↑↓➔⇨", strict=True)),
    **dict(zip(range(0xFB, 0xFF), "✗✓☒☑", strict=True)),
}
_TABLES: dict[str, dict[int, str]] = {
    "symbol": {
        **{0x20 + index: letter for index, letter in enumerate(_SYMBOL_LOW)},
        **{0xA0 + index: letter for index, letter in enumerate(_SYMBOL_HIGH)},
    },
    "wingdings": _WINGDINGS,
}

#: Where files put the letters of symbol fonts among the characters for private use.
_PRIVATE = 0xF000
PRIVATE_LETTERS = re.compile("[\uf020-\uf0ff]")


def is_symbol_font(font: str | None) -> bool:
    """Tell whether a font's letters stand for signs that are known here."""
    return font is not None and font.lower() in _TABLES


def sign(code: int, font: str | None) -> str | None:
    """Return the character for a letter of a symbol font, None where none is known."""
    letter = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    table = _TABLES.get((font or "").lower())
    return table.get(letter) if table is not None else None


def signs_in(words: str, font: str | None) -> tuple[str, int]:
    """Replace a symbol font's private letters by what they stand for, and count those without a known character."""
    if words.isascii() or not PRIVATE_LETTERS.search(words):
        return words, 0
    unknown = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal unknown
        found = sign(ord(match.group()), font)
        unknown += found is None
        return found or match.group()

    return PRIVATE_LETTERS.sub(replaced, words), unknown


def bullet(words: str) -> str:
    """Return what is shown for a list's bullet; private letters of any font are a plain bullet."""
    return PRIVATE_LETTERS.sub("•", words)

"""Know the code pages that Rich Text names by number, and the characters that it names by words."""

from __future__ import annotations

import codecs

#: What a font's character set (fcharset) is called by Python; 0 is Windows' Western one.
_CHARSETS = {
    0: "cp1252",
    77: "mac-roman",
    78: "cp932",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
#: The character set of symbol fonts.
SYMBOLS = 2

_PAGES = {10000: "mac-roman", 10006: "mac-greek", 10007: "mac-cyrillic", 10029: "mac-latin2", 936: "gb18030"}
#: Numbers of UTF-8, which some programs name.
_UTF8 = 65001

#: What the head of a file calls its code page.
FAMILIES = {"ansi": "cp1252", "mac": "mac-roman", "pc": "cp437", "pca": "cp850"}

#: Words that stand for a character.
CHARACTERS = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "zwnbo": "\u2060",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
#: Symbols that stand for a character: a firm space, a soft hyphen, a firm hyphen, and what else needs a backslash.
CHARACTER_SYMBOLS = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}


def of_charset(number: int) -> str | None:
    """Return the code page of a font's character set, None where it is the file's own."""
    return _CHARSETS.get(number)


def of_page(number: int) -> str | None:
    """Return the code page of a number, None where there is no such."""
    if number == _UTF8:
        return "utf-8"
    name = _PAGES.get(number) or f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None

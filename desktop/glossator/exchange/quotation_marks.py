"""The quotation marks that a language puts around words that are quoted."""

from __future__ import annotations

#: By language, and where a region has its own by both; a blank inside the marks is a narrow one that does not break.
_MARKS = {
    "en": "“ ”",
    "ar": "« »",
    "bg": "„ “",
    "ca": "« »",
    "cs": "„ “",
    "da": "» «",
    "de": "„ “",
    "de-CH": "« »",
    "el": "« »",
    "es": "« »",
    "et": "„ “",
    "fa": "« »",
    "fi": "” ”",
    "fr": "«\u202f \u202f»",
    "fr-CH": "« »",
    "hr": "„ ”",
    "hu": "„ ”",
    "it": "« »",
    "ja": "「 」",
    "lt": "„ “",
    "lv": "„ “",
    "no": "« »",
    "pl": "„ ”",
    "pt-PT": "« »",
    "ro": "„ ”",
    "ru": "« »",
    "sk": "„ “",
    "sl": "„ “",
    "sr": "„ “",
    "sv": "” ”",
    "uk": "« »",
    "zh-HK": "「 」",
    "zh-Hant": "「 」",
    "zh-TW": "「 」",
}

#: Of a language without marks of its own here.
_ELSE = _MARKS["en"]


def quoted(words: str, language: str | None) -> str:
    """Put the quotation marks of a language around words; its code decides, English marks where it is not known."""
    opening, closing = marks_of(language)
    return f"{opening}{words}{closing}"


def titled(title: str, language: str | None) -> str:
    """Put quotation marks around a title, once: one that stands in such marks already has its own."""
    return title if title[:1] in _OPENING and title[-1:] in _CLOSING else quoted(title, language)


def marks_of(language: str | None) -> tuple[str, str]:
    """Return the opening and the closing mark of a language, by its code (``fr``, ``de-CH``)."""
    code = (language or "").replace("_", "-")
    opening, closing = _MARKS.get(code, _MARKS.get(code.partition("-")[0].lower(), _ELSE)).split(" ")
    return opening, closing


_OPENING = frozenset('“„«»「『”"')
_CLOSING = frozenset('”“»«」』"')

"""The languages of documents: what a person calls them, their codes, and what an undeclared one is guessed to be."""

from __future__ import annotations

import re

from glossator.model.document import Document
from glossator.model.people import folded

#: The languages that are offered: code, name, and what their own readers call them.
LANGUAGES = {
    "ar": ("Arabic", "العربية"),
    "bg": ("Bulgarian", "български"),
    "ca": ("Catalan", "català"),
    "zh": ("Chinese", "中文"),
    "hr": ("Croatian", "hrvatski"),
    "cs": ("Czech", "čeština"),
    "da": ("Danish", "dansk"),
    "nl": ("Dutch", "Nederlands"),
    "en": ("English", "English"),
    "et": ("Estonian", "eesti"),
    "fi": ("Finnish", "suomi"),
    "fr": ("French", "français"),
    "de": ("German", "Deutsch"),
    "el": ("Greek", "ελληνικά"),
    "he": ("Hebrew", "עברית"),
    "hi": ("Hindi", "हिन्दी"),
    "hu": ("Hungarian", "magyar"),
    "id": ("Indonesian", "Bahasa Indonesia"),
    "it": ("Italian", "italiano"),
    "ja": ("Japanese", "日本語"),
    "ko": ("Korean", "한국어"),
    "la": ("Latin", "Latina"),
    "lv": ("Latvian", "latviešu"),
    "lt": ("Lithuanian", "lietuvių"),
    "no": ("Norwegian", "norsk"),
    "fa": ("Persian", "فارسی"),
    "pl": ("Polish", "polski"),
    "pt": ("Portuguese", "português"),
    "ro": ("Romanian", "română"),
    "ru": ("Russian", "русский"),
    "sr": ("Serbian", "српски"),
    "sk": ("Slovak", "slovenčina"),
    "sl": ("Slovenian", "slovenščina"),
    "es": ("Spanish", "español"),
    "sv": ("Swedish", "svenska"),
    "th": ("Thai", "ไทย"),
    "tr": ("Turkish", "Türkçe"),
    "uk": ("Ukrainian", "українська"),
    "ur": ("Urdu", "اردو"),
    "vi": ("Vietnamese", "Tiếng Việt"),
}

_NAMED = {folded(name): code for code, names in LANGUAGES.items() for name in names}

#: A language's code, with a region or a script where it has one: de, de-AT, zh-Hant.
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")


def code_of(words: str) -> str | None:
    """Return the code of a language that a person names, in English, in itself or by its code; None for none."""
    cleaned = " ".join(words.split())
    named = _NAMED.get(folded(cleaned))
    if named is not None:
        return named
    if not _CODE.match(cleaned):
        return None
    language, *parts = re.split("[-_]", cleaned)
    shaped = [one.upper() if len(one) == 2 else one.title() if len(one) == 4 else one for one in parts]
    return "-".join([language.lower(), *shaped])


def name_of(code: str) -> str:
    """Return what a language is called, its code where that is not known here; of a region both."""
    language, _, region = code.partition("-")
    names = LANGUAGES.get(language.lower())
    if names is None:
        return code
    return f"{names[0]} ({code})" if region else names[0]


def language_of(document: Document, text: str) -> str | None:
    """Return the code of a document's language: as it is declared, else as its text looks."""
    if document.language:
        return document.language
    from glossator.reading.language import guess_language  # read late: a declared language needs no guess

    return guess_language(text)

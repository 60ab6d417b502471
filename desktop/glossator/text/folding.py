"""Fold letters as a reader means them when searching: capitals, accents, ligatures, kinds of blank and quote aside.

One code point at a time, so that whoever folds a text knows where each piece came from.
"""

from __future__ import annotations

import unicodedata

#: Marks that tell letters apart and are no accents: voiced kana, viramas, nuktas, Thai and Lao vowels stay.
_ACCENTS = frozenset({1, *range(10, 37), *range(202, 241)})

#: What a keyboard has for what print has.
_PLAIN = str.maketrans("‘’‚‛′‹›“”„‟«»″‐‑‒–—―−", "'''''''" + '"' * 7 + "-" * 7)

SOFT_HYPHEN = "\u00ad"


def fold_loosely(sign: str) -> str:
    """Fold one code point for a search that leaves capitals, accents and print's own signs aside."""
    if sign == SOFT_HYPHEN:
        return ""
    if sign == "\n":
        return sign
    parts = unicodedata.normalize("NFKD", sign.translate(_PLAIN)).casefold()
    kept = "".join(part for part in unicodedata.normalize("NFKD", parts) if not _is_accent(part))
    return " " if kept.isspace() else unicodedata.normalize("NFC", kept)


def _is_accent(sign: str) -> bool:
    return unicodedata.combining(sign) in _ACCENTS

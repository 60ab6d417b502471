"""Say how much two passages are alike, 0 to 1."""

from __future__ import annotations

from rapidfuzz.distance import Indel, Levenshtein

#: Code points before and behind a passage that tell it from the same words elsewhere.
CONTEXT = 32


def alike(one: str, other: str) -> float:
    """Return the share of characters that two strings have in common, in order."""
    return float(Indel.normalized_similarity(one, other))


def context(prefix: str, suffix: str, *, there: tuple[str, str]) -> float:
    """Return how alike what stands before and behind a passage is to what stands there.

    Where the text begins or ends nothing stands, and nothing is asked.
    """
    sides = [alike(_flat(one), _flat(other)) for one, other in ((prefix, there[0]), (suffix, there[1])) if one]
    return sum(sides) / len(sides) if sides else 1.0


def digits_changed(one: str, other: str) -> int:
    """Return in how many digits two passages differ."""
    digits = [[sign for sign in text if sign.isdigit()] for text in (one, other)]
    return int(Levenshtein.distance(*digits)) if digits[0] != digits[1] else 0


def comes_again(words: str, text: str) -> bool:
    """Say whether words stand in a text more than once."""
    first = text.find(words)
    return first >= 0 and text.find(words, first + 1) >= 0


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())

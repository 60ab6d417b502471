"""Write numbers as lists and notes count: letters, Roman numerals, signs."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
#: Roman numerals end here, and repeated letters grow no longer than a few.
_MOST_ROMAN = 3999
_MOST_LETTERS = 26 * 30
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_SIGNS = "*†‡§"


def roman(number: int) -> str:
    """Write a number in small Roman numerals; what has none is written in digits."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def letters(number: int, alphabet: str = _LATIN) -> str:
    """Write a number as a letter, doubled after the last: a, b … z, aa, bb."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    times, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (times + 1)


def columns(number: int) -> str:
    """Write a number as the columns of a sheet count: a, b … z, aa, ab."""
    if number < 1:
        return str(number)
    written = ""
    while number:
        number, index = divmod(number - 1, len(_LATIN))
        written = _LATIN[index] + written
    return written


def russian(number: int) -> str:
    """Write a number as a small Russian letter."""
    return letters(number, _RUSSIAN)


def signs(number: int) -> str:
    """Write a number as a note's sign: asterisk, dagger, double dagger, section, then doubled."""
    return letters(number, _SIGNS) if number > 0 else str(number)

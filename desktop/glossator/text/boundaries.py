"""Ask Qt for the boundaries that Unicode defines (UAX 29), in code points; the only module here that needs Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.text.utf16 import Utf16Map

if TYPE_CHECKING:
    from PySide6.QtCore import QTextBoundaryFinder


def sentence_boundaries(text: str) -> list[int]:
    """Return the offsets after each sentence as UAX 29 has it, the last one the text's length."""
    return _boundaries(text, "Sentence")


def word_boundaries(text: str) -> list[int]:
    """Return the offsets after each word and each run between words, the last one the text's length."""
    return _boundaries(text, "Word")


def grapheme_boundaries(text: str) -> list[int]:
    """Return the offsets after each character as a reader counts them, the last one the text's length."""
    return _boundaries(text, "Grapheme")


def _boundaries(text: str, kind: str) -> list[int]:
    if not text:
        return []
    # Imported here: the command line starts without Qt and most of its commands never need it.
    from PySide6.QtCore import QTextBoundaryFinder

    finder = QTextBoundaryFinder(getattr(QTextBoundaryFinder.BoundaryType, kind), text)
    units = _all(finder)
    if text.isascii():
        return units
    to_code_points = Utf16Map(text).to_code_points
    return [to_code_points(unit) for unit in units]


def _all(finder: QTextBoundaryFinder) -> list[int]:
    found = []
    place = finder.toNextBoundary()
    while place > 0:
        found.append(place)
        place = finder.toNextBoundary()
    return found

"""The small headings of the side regions: capitals, wide set, quiet."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

#: The size of a heading's type, as a share of the interface's, and the room between its letters in pixels.
SHARE, SPACING = 0.85, 0.6


def heading_font(font: QFont) -> QFont:
    """Return a font as headings are set in."""
    font = QFont(font)
    font.setPointSizeF(font.pointSizeF() * SHARE)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, SPACING)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def heading(words: str = "") -> QLabel:
    """Make a heading."""
    label = QLabel(words)
    label.setProperty("dim", True)
    label.setFont(heading_font(label.font()))
    return label

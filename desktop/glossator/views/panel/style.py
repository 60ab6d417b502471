"""The type, colours and distances of the panel, made anew when the theme or the interface's font changes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QFontMetricsF

from glossator.views import fonts
from glossator.views.panel.shades import Shades
from glossator.views.theme import Theme

#: The quotation's face against the interface's, and its line height.
READING_SHARE = 1.16
LINE_HEIGHT = 1.42

#: Chips, remarks and hints against the interface's type.
SMALL_SHARE = 0.92


@dataclass(frozen=True, slots=True)
class Style:
    """Hold what every part of the panel is painted with; distances are pixels."""

    theme: Theme
    shades: Shades
    interface: QFont
    small: QFont
    reading: QFont
    line_step: int
    chip_height: int
    gap: int = 8
    side: int = 12
    right: int = 5
    above: int = 3
    edge: int = 4
    padding: int = 12

    @classmethod
    def of(cls, theme: Theme, interface: QFont) -> Style:
        """Make the style of a theme at the interface's type."""
        small = _sized(interface, SMALL_SHARE)
        reading = _sized(interface, READING_SHARE)
        reading.setFamilies([fonts.reading_face()])
        reading.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        step = max(round(QFontInfo(reading).pixelSize() * LINE_HEIGHT), round(QFontMetricsF(reading).xHeight() * 2))
        return cls(
            theme=theme,
            shades=Shades.of(theme),
            interface=interface,
            small=small,
            reading=reading,
            line_step=step,
            chip_height=QFontMetrics(small).height() + 4,
        )

    def sheet(self) -> str:
        """Return the style sheet of the panel's fields."""
        theme, shades = self.theme, self.shades
        return f"""
            QWidget#panel {{ background: {theme.panel.name()}; }}
            QAbstractItemView {{ background: {theme.panel.name()}; border: none; }}
            QLineEdit, QPlainTextEdit {{
                background: {shades.field.name()}; color: {theme.ink.name()}; border: 1px solid {shades.border.name()};
                border-radius: 4px; padding: 2px 6px; selection-background-color: {theme.selection.name()};
                selection-color: {theme.ink.name()};
            }}
            QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {theme.accent.name()}; padding: 1px 5px; }}
            QPlainTextEdit[draft="true"] {{ border: 1px dashed {theme.differ.name()}; }}
            QLabel {{ color: {theme.ink.name()}; background: transparent; }}
            QLabel[dim="true"] {{ color: {theme.dim.name()}; }}
            QLabel[error="true"] {{ color: {theme.error.name()}; }}
        """


def _sized(font: QFont, share: float) -> QFont:
    """Return a font at a share of its size, whichever unit it was given in."""
    sized = QFont(font)
    if font.pointSizeF() > 0:
        sized.setPointSizeF(font.pointSizeF() * share)
    else:
        sized.setPixelSize(max(1, round(font.pixelSize() * share)))
    return sized


def alignment(right_to_left: bool) -> Qt.AlignmentFlag:
    """Return the side on which a text of a direction begins."""
    return Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft

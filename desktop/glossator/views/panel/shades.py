"""Colours of the panel that follow from a theme's: cards, chips, fields, the cells of a scale."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from glossator.model.codebook import Field, Kind, Value
from glossator.views.theme import Theme

#: The least contrast of small words (WCAG 2.1, level AA).
READABLE = 4.5


def mixed(colour: QColor, other: QColor, share: float) -> QColor:
    """Mix two colours; ``share`` of the second."""
    return QColor(
        round(colour.red() + (other.red() - colour.red()) * share),
        round(colour.green() + (other.green() - colour.green()) * share),
        round(colour.blue() + (other.blue() - colour.blue()) * share),
    )


def faded(colour: QColor, opacity: float) -> QColor:
    """Return a colour at an opacity."""
    faint = QColor(colour)
    faint.setAlphaF(opacity)
    return faint


@dataclass(frozen=True, slots=True)
class Shades:
    """Hold the panel's own shades of a theme."""

    card: QColor
    chip: QColor
    chip_ink: QColor
    field: QColor
    border: QColor

    @classmethod
    def of(cls, theme: Theme) -> Shades:
        """Derive the shades from a theme."""
        if theme.dark:
            card = mixed(theme.panel, theme.ink, 0.045)
            return cls(
                card,
                mixed(card, theme.ink, 0.1),
                mixed(theme.ink, card, 0.15),
                theme.paper,
                mixed(card, theme.ink, 0.1),
            )
        return cls(
            theme.paper,
            mixed(theme.line, theme.paper, 0.42),
            mixed(theme.ink, theme.paper, 0.12),
            theme.paper,
            theme.line,
        )


def ink_on(fill: QColor, theme: Theme) -> QColor:
    """Return whichever of a theme's paper and ink stands out more on a fill; black or white where neither does."""
    best = max((theme.paper, theme.ink), key=lambda ink: contrast(ink, fill))
    if contrast(best, fill) >= READABLE:
        return best
    return max((QColor("black"), QColor("white")), key=lambda ink: contrast(ink, fill))


def value_colour(field: Field, value: Value, theme: Theme) -> QColor:
    """Return the colour of a chosen value: of the diverging row where the scale runs from against to for."""
    scores = [one.score for one in field.values if one.score is not None]
    if not scores or min(scores) >= 0 or max(scores) <= 0:
        return theme.accent
    if value.score is None:
        return theme.dim
    reach = max(-min(scores), max(scores))
    middle = (len(theme.stance) - 1) / 2
    return theme.stance[round(middle + middle * value.score / reach)]


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG 2.1 defines it, from 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    """Return the relative luminance as WCAG 2.1 defines it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def kind_mark(kind: Kind, theme: Theme) -> QColor:
    """Return a kind's mark colour: the theme's, else the codebook's own, lightened on a dark window."""
    if kind.key in theme.kinds:
        return theme.kinds[kind.key].mark
    colour = QColor(f"#{kind.colour}")
    return mixed(colour, theme.ink, 0.35) if theme.dark else colour

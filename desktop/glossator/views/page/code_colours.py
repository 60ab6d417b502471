"""Colours of source code: which of the theme's colours a token's class is written in."""

from __future__ import annotations

from PySide6.QtGui import QColor

from glossator.views.theme import Theme

#: Short classes, as highlighters name them in style sheets, by their beginning; the longest beginning wins.
_SHORT = {
    "c": "dim",
    "cp": "accent",
    "k": "accent",
    "o": "dim",
    "ow": "accent",
    "s": "string",
    "m": "number",
    "nb": "accent",
    "nc": "name",
    "nf": "name",
    "nd": "name",
    "nt": "accent",
    "na": "name",
    "err": "error",
    "gd": "differ",
    "gi": "agree",
}

#: Long classes, as ``Token.Literal.String``, by a word in them, the more telling words first.
_LONG = (
    ("comment", "dim"),
    ("string", "string"),
    ("number", "number"),
    ("keyword", "accent"),
    ("operator.word", "accent"),
    ("operator", "dim"),
    ("name.function", "name"),
    ("name.class", "name"),
    ("name.decorator", "name"),
    ("name.attribute", "name"),
    ("name.builtin", "accent"),
    ("name.tag", "accent"),
    ("generic.deleted", "differ"),
    ("generic.inserted", "agree"),
    ("error", "error"),
)


def token_colour(token: str, theme: Theme) -> QColor | None:
    """Return the colour of a token's class, None for the ink."""
    role = _role(token)
    if role is None:
        return None
    if role == "string":
        return _between(theme.agree, theme.ink, 0.25)
    if role == "number":
        return theme.differ
    if role == "name":
        return _between(theme.accent, theme.ink, 0.45)
    colour: QColor = getattr(theme, role)
    return colour


def _role(token: str) -> str | None:
    lowered = token.lower().removeprefix("token.")
    if len(lowered) <= 3:
        for length in range(len(lowered), 0, -1):
            role = _SHORT.get(lowered[:length])
            if role is not None:
                return role
        return None
    return next((role for word, role in _LONG if word in lowered), None)


def _between(first: QColor, second: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        first.redF() * (1 - share) + second.redF() * share,
        first.greenF() * (1 - share) + second.greenF() * share,
        first.blueF() * (1 - share) + second.blueF() * share,
    )

"""Themes: the colours of the window by name, read from ``resources/themes``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtGui import QColor, QPalette

from glossator.places import resource


@dataclass(frozen=True, slots=True)
class KindColours:
    """Hold a kind's colours: its mark (shape, underline, outline) and its tint (under the text)."""

    mark: QColor
    tint: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """Hold every colour of the window; ``stance`` runs from strongly against to strongly for, ``readers`` by column."""

    name: str
    dark: bool
    paper: QColor
    panel: QColor
    ground: QColor
    ink: QColor
    dim: QColor
    line: QColor
    accent: QColor
    selection: QColor
    find: QColor
    error: QColor
    agree: QColor
    differ: QColor
    stance: tuple[QColor, ...]
    readers: tuple[QColor, ...]
    kinds: Mapping[str, KindColours]

    def kind(self, key: str) -> KindColours:
        """Return a kind's colours; a reader's own kind without colours in the theme takes the note's."""
        return self.kinds.get(key, self.kinds["note"])

    def palette(self) -> QPalette:
        """Make the Qt palette that says the same."""
        palette = QPalette()
        role = QPalette.ColorRole
        for target, colour in (
            (role.Window, self.panel),
            (role.Base, self.paper),
            (role.AlternateBase, self.ground),
            (role.Button, self.panel),
            (role.Text, self.ink),
            (role.WindowText, self.ink),
            (role.ButtonText, self.ink),
            (role.ToolTipBase, self.paper),
            (role.ToolTipText, self.ink),
            (role.PlaceholderText, self.dim),
            (role.Mid, self.line),
            (role.Light, self.paper),
            (role.Dark, self.line),
            (role.Highlight, self.selection),
            (role.HighlightedText, self.ink),
            (role.Link, self.accent),
            (role.LinkVisited, self.accent),
        ):
            palette.setColor(target, colour)
        for target in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.dim)
        return palette


@cache
def theme(name: str) -> Theme:
    """Load a theme by name: ``light`` or ``dark``."""
    data = read_theme(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    plain = {
        key: QColor(f"#{data[key]}")
        for key in (
            "paper",
            "panel",
            "ground",
            "ink",
            "dim",
            "line",
            "accent",
            "selection",
            "find",
            "error",
            "agree",
            "differ",
        )
    }
    kinds = {
        key: KindColours(QColor(f"#{colours['mark']}"), QColor(f"#{colours['tint']}"))
        for key, colours in data["kinds"].items()
    }
    stance, readers = (tuple(QColor(f"#{colour}") for colour in data[key]) for key in ("stance", "readers"))
    return Theme(name=name, dark=name == "dark", stance=stance, readers=readers, kinds=kinds, **plain)


def read_theme(text: str) -> dict[str, Any]:
    """Read a theme's TOML, whose values are written as JSON writes them; tomllib is slow to import at a start."""
    found: dict[str, Any] = {}
    table = found
    for line in text.split("\n"):
        if line.startswith("["):
            table = found
            for part in line.strip("[]").split("."):
                table = table.setdefault(part, {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition(" = ")
            table[key] = json.loads(value)
    return found

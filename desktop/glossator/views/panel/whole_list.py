"""A list of open cards that is laid out anew as a whole: after another theme or size, and after its model was reset."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from glossator.views.panel.model import CardsModel
from glossator.views.panel.open_list import OpenDelegate, OpenList
from glossator.views.panel.style import Style


class WholeDelegate(OpenDelegate, Protocol):
    """Paint cards in a style, and say about how high one is."""

    style: Style

    def estimated_height(self) -> int:
        """Return about how high a card is, in pixels."""


class WholeList(OpenList):
    """Show cards, one of them open; ``keys`` is the place of the keyboard in it, ``name`` what it is called."""

    def __init__(self, cards: CardsModel, delegate: WholeDelegate, parent: QWidget, *, keys: str, name: str) -> None:
        super().__init__(cards, delegate, parent)
        self.setProperty("keys", keys)
        self.setAccessibleName(name)
        self.begin()
        self.measure_anew()

    def measure_anew(self) -> None:
        """Lay all out anew."""
        self.set_ground(self._delegate.style.theme.panel)
        self._heights.estimate = self._delegate.estimated_height()
        super().measure_anew()

    def reset(self) -> None:
        """Begin anew after the model was reset."""
        self._delegate.forget()
        super().reset()

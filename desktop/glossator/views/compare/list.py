"""The list of differences: the one that is looked at lies open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from glossator.views.compare.cards import DifferenceDelegate, DifferencesModel
from glossator.views.keys import COMPARE
from glossator.views.panel.open_list import OpenList


class DifferenceList(OpenList):
    """Show the differences, settled ones too."""

    def __init__(self, differences: DifferencesModel, delegate: DifferenceDelegate, parent: QWidget) -> None:
        super().__init__(differences, delegate, parent)
        self.setProperty("keys", COMPARE)
        self.setAccessibleName("Differences")
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

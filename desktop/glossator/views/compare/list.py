"""The list of differences: the one that is looked at lies open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from glossator.views.compare.cards import DifferenceDelegate, DifferencesModel
from glossator.views.keys import COMPARE
from glossator.views.panel.whole_list import WholeList


class DifferenceList(WholeList):
    """Show the differences, settled ones too."""

    def __init__(self, differences: DifferencesModel, delegate: DifferenceDelegate, parent: QWidget) -> None:
        super().__init__(differences, delegate, parent, keys=COMPARE, name="Differences")

"""How far the readers agree, in figures: each with its unit and interval, each opening what it counts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from glossator.views.compare.state import Comparing
from glossator.views.desk import Desk
from glossator.views.panel.style import Style


class FiguresView(QWidget):
    """Show agreement by kind and over all."""

    def __init__(self, desk: Desk, comparing: Comparing, style: Style) -> None:
        super().__init__()
        self._style = style

    def set_style(self, style: Style) -> None:
        """Take other colours or type."""
        self._style = style
        self.update()

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being computed."""
        return True

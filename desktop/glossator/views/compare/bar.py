"""The bar at the top of the compare mode: what is compared, chosen by menus that the keyboard reaches."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QWidget

from glossator.views.choice import Choice
from glossator.views.flow import FlowLayout
from glossator.views.keys import COMPARE
from glossator.views.segment import Segment


class CompareBar(QWidget):
    """Show and change what is compared."""

    mode_chosen = Signal(str)

    def __init__(self, modes: Iterable[tuple[str, str]], most: int) -> None:
        super().__init__()
        self.setObjectName("comparebar")
        self.setProperty("keys", COMPARE)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._modes: dict[str, QPushButton] = {}
        row = FlowLayout(8, QMargins(14, 5, 14, 5))
        self.setLayout(row)
        label = QLabel("Comparing")
        label.setProperty("dim", True)
        row.addWidget(label)
        for mode, words in modes:
            button = Segment(words)
            button.clicked.connect(lambda _checked=False, one=mode: self.mode_chosen.emit(one))
            self._group.addButton(button)
            self._modes[mode] = button
            row.addWidget(button)
        self.readers = Choice(1, most)
        self.documents = Choice(1, most)
        self.marked = Choice(0, 1)
        self.together = QPushButton("Scroll together")
        self.together.setCheckable(True)
        self.agree = QPushButton("Take over what all agree on")
        self.save = QPushButton("Save comparison…")
        for button in (self.readers, self.documents, self.marked, self.together):
            button.setProperty("pill", True)
            row.addWidget(button)
        for button in (self.agree, self.save):
            button.setProperty("pill", True)
            row.addWidget(button)
        self._for = {
            "readers": (self.readers, self.agree, self.save),
            "documents": (self.documents, self.marked, self.together),
        }

    def show_mode(self, mode: str) -> None:
        """Show what can be chosen in a mode."""
        self._modes[mode].setChecked(True)
        for of, widgets in self._for.items():
            for widget in widgets:
                widget.setVisible(of == mode)

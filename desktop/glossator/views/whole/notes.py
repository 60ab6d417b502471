"""A line of what a view counts and leaves out; each number that can be read opens its passages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class Notes(QWidget):
    """Say some things beside one another; those with tags are buttons."""

    passages_asked = Signal(str, list, str)  # the words, ids of tags in groups, a rule

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 3, 12, 5)
        self._row.setSpacing(4)
        self._said: list[str] = []

    def text(self) -> str:
        """Return all that is said."""
        return " · ".join(self._said)

    def show_parts(self, parts: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Say other things, each with the ids of the tags that it counts, none where it counts none."""
        while self._row.count():
            item = self._row.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._said = [words for words, _ in parts]
        for words, ids in parts:
            part = self._button(words, ids) if ids else QLabel(words)
            part.setProperty("dim", True)
            self._row.addWidget(part)
        self._row.addStretch(1)
        self.setVisible(bool(parts))

    def _button(self, words: str, ids: Sequence[str]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("flat", True)
        button.setToolTip("List these passages")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        groups = [[id_] for id_ in ids]
        button.clicked.connect(lambda: self.passages_asked.emit(words, groups, ""))
        return button

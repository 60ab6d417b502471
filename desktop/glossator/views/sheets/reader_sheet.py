"""The sheet that asks who reads; the name is kept for the next start."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from glossator.model.problem import Refused
from glossator.views.desk import Desk
from glossator.views.settings import Settings
from glossator.views.sheets.sheet import Sheet
from glossator.views.theme import Theme


class ReaderSheet(Sheet):
    """Name the person who reads and tags from now on."""

    size_wanted = (430, 190)

    def __init__(self, host: QWidget, desk: Desk, settings: Settings, theme: Theme) -> None:
        super().__init__(host, "Who reads?", theme)
        self._desk = desk
        self._settings = settings
        words = QLabel("Your tags carry this name. Tags made before keep theirs.")
        words.setWordWrap(True)
        words.setProperty("dim", True)
        self.name = QLineEdit(desk.reader.name)
        self.name.setAccessibleName("Reader's name")
        self.name.returnPressed.connect(self._take)
        self.body.addWidget(words)
        self.body.addWidget(self.name)
        self.body.addStretch(1)

    def first(self) -> QWidget:
        """Begin with the name, ready to be typed over."""
        self.name.selectAll()
        return self.name

    def _take(self) -> None:
        try:
            self._desk.set_reader(self.name.text())
        except Refused as refused:
            self._desk.refuse(refused.problem)
            return
        self._settings.put("reader", self._desk.reader.name)
        self.dismiss()
        self._desk.say(f"You read as {self._desk.reader.name} from now on.")

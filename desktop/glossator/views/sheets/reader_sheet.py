"""The sheet that asks who reads: another reader is chosen, or the one who reads gets another name."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QStringListModel, Signal
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from glossator.model.identity import AGREED_READER
from glossator.model.problem import Refused
from glossator.views.desk import Desk
from glossator.views.sheets.cell import Cell
from glossator.views.sheets.sheet import Sheet, dim, row
from glossator.views.theme import Theme


class ReaderSheet(Sheet):
    """Name the person who reads and tags from now on, or choose them from those who are known."""

    renamed = Signal(str)  # the name that the one who reads is to have

    size_wanted = (470, 370)

    def __init__(self, host: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(host, "Who reads?", theme)
        self._desk = desk
        words = dim(
            "Your tags carry this name, undo takes back what you did, and what you read blind is hidden from you alone."
        )
        words.setWordWrap(True)
        self.name = QLineEdit(desk.reader.name)
        self.name.setAccessibleName("Reader's name")
        self.name.returnPressed.connect(self._take)
        switch = Cell("Read under this name", theme, key="Enter")
        switch.primary = True
        switch.clicked.connect(self._take)
        rename = Cell(f"Rename {desk.reader.name}", theme, key="F2")
        rename.clicked.connect(self._rename)
        self.runs["F2"] = self._rename
        known = [one.name for one in desk.project.readers() if one.id != AGREED_READER]
        self.known = QListView()
        self.known.setAccessibleName("Readers")
        self.known.setModel(QStringListModel(known, self))
        self.known.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.known.clicked.connect(self._choose)
        self.known.activated.connect(self._choose)
        if desk.reader.name in known:
            self.known.setCurrentIndex(self.known.model().index(known.index(desk.reader.name), 0))
        for part in (words, self.name):
            self.body.addWidget(part)
        self.body.addLayout(row(switch, rename))
        self.body.addWidget(dim("Known here:"))
        self.body.addWidget(self.known, 1)

    def first(self) -> QWidget:
        """Begin with the name, ready to be typed over."""
        self.name.selectAll()
        return self.name

    def _take(self) -> None:
        self._switch(self.name.text())

    def _choose(self, index: QModelIndex) -> None:
        if self.isVisible():
            self._switch(str(index.data()))

    def _switch(self, name: str) -> None:
        try:
            self._desk.set_reader(name)
        except Refused as refused:
            self._desk.refuse(refused.problem)
            return
        self.dismiss()
        self._desk.say(f"You read as {self._desk.reader.name} from now on.")

    def _rename(self) -> None:
        self.renamed.emit(self.name.text())

"""The sheet that asks which column of a table or transcript holds the words, who speaks, and when."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from glossator.model.document import Json
from glossator.model.problem import Problem
from glossator.reading.transcripts import Shape, shape_of
from glossator.views.jobs import Job
from glossator.views.keys import SHEET
from glossator.views.sheets.cell import Cell
from glossator.views.sheets.sheet import Sheet, dim
from glossator.views.sheets.two_lines import LIST_WIDTH, WORDS, Lines, dress
from glossator.views.sheets.work import follow
from glossator.views.theme import Theme

#: What a column can be, with the word for it and its key in the sheet.
ROLES = (("text", "the words", "W"), ("speaker", "who speaks", "S"), ("time", "when", "T"))


class _Columns(QListWidget):
    """List columns; letters are the sheet's keys, not the beginnings of names."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and Enter to the sheet."""
        if event.text().isalpha() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ColumnsSheet(Sheet):
    """List the columns with their first values; a key says what the current one holds, Enter reads the file so."""

    size_wanted = (860, 500)

    chosen = Signal(object)  # the options of the reading
    listed = Signal()  # the columns are there to choose from

    def __init__(self, host: QWidget, data: bytes, theme: Theme, *, name: str) -> None:
        super().__init__(host, f"Columns of {name}", theme)
        self._shape = Shape((), ())
        self.roles: dict[str, str] = {}
        self.list = _Columns()
        self.list.setAccessibleName("Columns")
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setProperty("keys", SHEET)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("The first turns, as they will be read")
        self.text.setProperty("keys", SHEET)
        self.words = dim("looking…")
        self._lay_out()
        self.runs |= {"Enter": self.take, **{key: lambda role=role: self.give(role) for role, _, key in ROLES}}
        dress(self.list, theme)
        follow(
            "the columns were not listed",
            lambda _job: shape_of(data, name),
            parent=self,
            finished=self._fill,
            failed=self._failed,
        )

    def give(self, role: str) -> None:
        """Give the current column a role; the one that had it loses it, and given again it goes."""
        at = self.list.currentRow()
        if at < 0:
            return
        name = self._shape.columns[at]
        had = self.roles.get(role) == name
        self.roles = {key: column for key, column in self.roles.items() if column != name and key != role}
        if not had:
            self.roles[role] = name
        self._show()

    def take(self) -> None:
        """Read the file by the columns that were chosen."""
        if "text" not in self.roles:
            self.words.setText("Say first which column holds the words: go to it and press W.")
            return
        options: dict[str, Json] = {role: self.roles[role] for role, _, _ in ROLES if role in self.roles}
        self.dismiss()
        self.chosen.emit(options)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        super().set_theme(theme)
        dress(self.list, theme)

    def first(self) -> QWidget:
        """Begin with the list."""
        return self.list

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.list)
        across.addWidget(self.text, 1)
        below = QHBoxLayout()
        below.setSpacing(8)
        for role, words, key in ROLES:
            cell = Cell(words.capitalize(), self.theme, key=key)
            cell.clicked.connect(lambda _checked=False, role=role: self.give(role))
            below.addWidget(cell)
        below.addWidget(self.words, 1)
        read = Cell("Read it so", self.theme, key="Enter")
        read.primary = True
        read.clicked.connect(self.take)
        below.addWidget(read)
        self.body.addLayout(across, 1)
        self.body.addLayout(below)

    def _fill(self, _job: Job, shape: Shape) -> None:
        self._shape = shape
        for _ in shape.columns:
            self.list.addItem(QListWidgetItem())
        self.list.setCurrentRow(0)
        self._show()
        self.listed.emit()

    def _failed(self, _job: Job, problem: Problem) -> None:
        self.words.setText(str(problem))

    def _show(self) -> None:
        """Show what each column is, and the first turns read so."""
        words = {self.roles[role]: said for role, said, _ in ROLES if role in self.roles}
        for at, name in enumerate(self._shape.columns):
            sample = " · ".join(filter(None, (row[at] for row in self._shape.rows)))
            item = self.list.item(at)
            item.setData(WORDS, Lines(name or "(without a name)", sample, words.get(name, "")))
            item.setText(name)
        text = self.roles.get("text")
        self.words.setText("" if text else "Go to the column that holds the words and press W.")
        self.text.setPlainText("\n\n".join(self._turns(text)) if text else "")

    def _turns(self, text: str) -> list[str]:
        turns = []
        at = {role: self._shape.columns.index(name) for role, name in self.roles.items()}
        for row in self._shape.rows:
            said = ", ".join(row[at[role]] for role in ("speaker", "time") if role in at and row[at[role]])
            turns.append(f"{said}: {row[at['text']]}" if said else row[at["text"]])
        return turns

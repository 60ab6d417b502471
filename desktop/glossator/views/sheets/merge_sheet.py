"""The sheet after a merge, and the one of what was changed apart: each conflict settled by a key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from glossator.model.document import Json
from glossator.operations import merging
from glossator.operations.merging import Conflict, Merged
from glossator.views.desk import Desk
from glossator.views.eliding import cut_short
from glossator.views.panel.words import quotation
from glossator.views.sheets.cell import Cell
from glossator.views.sheets.sheet import Sheet, dim, row
from glossator.views.theme import Theme
from glossator.views.words import counted

#: A quotation or a note in the list is cut here, in code points.
SHORT = 90

#: What else a merge brings, by table.
_ELSE = ("document", "reader", "link", "decision", "mark", "question")


class _List(QListWidget):
    """A list that leaves digits to its sheet."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list; a digit is the sheet's."""
        if event.text().isdigit():
            event.ignore()
        else:
            super().keyPressEvent(event)


class ConflictsSheet(Sheet):
    """List conflicts; 1 keeps what is shown, 2 takes the other value, Enter reads the tag; without any it tells."""

    opened = Signal(str, str)  # a document and a tag of it, to be read

    def __init__(
        self, host: QWidget, desk: Desk, title: str, *, said: Sequence[str], conflicts: Sequence[Conflict], theme: Theme
    ) -> None:
        super().__init__(host, title, theme)
        self._desk = desk
        self._conflicts = list(conflicts)
        for words in said:
            line = dim(words)
            line.setWordWrap(True)
            self.body.addWidget(line)
        self.list = _List()
        self.list.setWordWrap(True)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setSpacing(3)
        self.list.setAccessibleName("Changed apart")
        self.list.itemActivated.connect(lambda _item: self._open())
        self.body.addWidget(self.list, 1)
        self.shown = Cell("Keep what is shown", theme, key="1")
        self.other = Cell("Take the other", theme, key="2")
        self.read = Cell("Read the tag", theme, key="Enter")
        self.shown.clicked.connect(lambda: self._settle(other=False))
        self.other.clicked.connect(lambda: self._settle(other=True))
        self.read.clicked.connect(self._open)
        self._keys = QWidget()
        self._keys.setLayout(row(self.shown, self.other, self.read))
        self.body.addWidget(self._keys)
        self.runs |= {"1": lambda: self._settle(other=False), "2": lambda: self._settle(other=True)}
        self.size_wanted = (760, 520) if conflicts else (620, 0)
        self._fill(0)

    def first(self) -> QWidget:
        """Begin with the list, where there is one."""
        return self.list if self._conflicts else self

    def _fill(self, at: int) -> None:
        self.list.clear()
        for conflict in self._conflicts:
            self.list.addItem(QListWidgetItem(self._words(conflict)))
        self.list.setVisible(bool(self._conflicts))
        self._keys.setVisible(bool(self._conflicts))
        if self.isVisible():
            self.first().setFocus()
        if self._conflicts:
            self.list.setCurrentRow(min(at, len(self._conflicts) - 1))

    def _words(self, conflict: Conflict) -> str:
        tag = self._desk.annotation(conflict.id) if conflict.table == "annotation" else None
        what = conflict.field.removeprefix("fields.").replace("_", " ")
        about = conflict.table
        if tag is not None:
            about = f"{self._desk.kind_of(tag).label} “{_short(quotation(tag))}”"
        shown, other = _value(conflict.field, conflict.shown), _value(conflict.field, conflict.other)
        return f"{about}\n{what}: {shown} is shown, {other} was said apart"

    def _current(self) -> Conflict | None:
        at = self.list.currentRow()
        return self._conflicts[at] if 0 <= at < len(self._conflicts) else None

    def _settle(self, *, other: bool) -> None:
        conflict, desk = self._current(), self._desk
        if conflict is None:
            return
        done = desk.do(lambda: (merging.settle(desk.project, conflict, other=other, reader=desk.reader), True)[1])
        if done:
            at = self.list.currentRow()
            self._conflicts.remove(conflict)
            self._fill(at)
            left = counted(len(self._conflicts), "conflict")
            desk.say(f"Settled. {left} left." if self._conflicts else "Settled. No conflict is left.")

    def _open(self) -> None:
        conflict = self._current()
        tag = self._desk.annotation(conflict.id) if conflict is not None and conflict.table == "annotation" else None
        if tag is not None:
            self.dismiss()
            self.opened.emit(tag.document, tag.id)


def merged_words(merged: Merged) -> list[str]:
    """Say what a merge did, and what the reader should know of it."""
    parts = [f"{counted(len(merged.added), 'tag')} came"]
    if merged.changed:
        parts.append(f"{len(merged.changed)} changed")
    if merged.unchanged:
        parts.append(f"{len(merged.unchanged)} here already")
    more = [counted(merged.rows[table], table) for table in _ELSE if merged.rows.get(table)]
    said = [f"{', '.join(parts)}." + (f" Also new: {', '.join(more)}." if more else "")]
    if merged.conflicting:
        said.append(f"{counted(len(merged.conflicting), 'field')} changed here and there apart; the later is shown:")
    return [*said, *(f"{note[0].upper()}{note[1:]}." for note in merged.notes)]


def _short(words: str) -> str:
    return cut_short(words, SHORT)


def _value(field: str, value: Json) -> str:
    if value is None or value == "":
        return "nothing"
    if field == "deleted":
        return "removed" if value else "kept"
    if field == "passages" and isinstance(value, list):
        quotes = [str(one.get("quote", "")) for one in value if isinstance(one, dict)]
        return f"“{_short(' … '.join(quotes))}”"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    return "another codebook" if isinstance(value, dict) else f"“{_short(str(value))}”"


__all__ = ["ConflictsSheet", "merged_words"]

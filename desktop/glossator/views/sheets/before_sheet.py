"""The sheet that lists what was said before a tag: link to a passage, take over from it, or read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from glossator.model.annotation import Annotation
from glossator.operations.links import link
from glossator.operations.recall import VERDICT, take_from
from glossator.operations.statements import STANCE
from glossator.views.desk import Desk
from glossator.views.keys import chords
from glossator.views.sheets.cell import Cell
from glossator.views.sheets.passages_sheet import PassagesModel, PassagesSheet
from glossator.views.sheets.sheet import row
from glossator.views.theme import Theme
from glossator.views.words import counted


class BeforeModel(PassagesModel):
    """List earlier tags with what was made of them."""

    def heading(self, tag: Annotation) -> str:
        """Say who said it, on what, how it stands, and where."""
        kind = self._desk.kind_of(tag)
        keys = [kind.who.key if kind.who is not None else "", "issue", VERDICT, STANCE]
        made = [
            self._desk.words_of(key, kind, tag.fields[key]) for key in keys if key in tag.fields and kind.field(key)
        ]
        return " · ".join([*made, super().heading(tag)])


class BeforeSheet(PassagesSheet):
    """Show the earlier passages that are like a tag's; each key does one thing and closes the sheet."""

    def __init__(self, host: QWidget, desk: Desk, tag: str, earlier: Sequence[str], *, theme: Theme) -> None:
        super().__init__(host, desk, "Said before", [[one] for one in earlier], theme=theme)
        self._desk, self._tag = desk, tag
        read = Cell("Read it in its document", theme, key="Ctrl+Enter")
        take = Cell("Take over who, issue, verdict", theme, key="T")
        join = Cell("Link: this repeats it", theme, key="Enter")
        join.primary = True
        self._keys: dict[str, Callable[[], object]] = {
            "Enter": self._link,
            "T": self._take_over,
            "Shift+Enter": self._take_over,
            "Ctrl+Enter": self._read,
        }
        for cell, act in ((join, self._link), (take, self._take_over), (read, self._read)):
            cell.clicked.connect(act)
        self.body.addLayout(row(join, take, read))
        self.list.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Act on the passage that is chosen, before the list takes a key as its own."""
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            act = next((self._keys[chord] for chord in chords(event) if chord in self._keys), None)
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)

    def _model_of(self, desk: Desk, groups: Sequence[Sequence[str]]) -> PassagesModel:
        return BeforeModel(desk, groups)

    def _count(self, groups: Sequence[Sequence[str]]) -> str:
        return f"{counted(len(groups), 'earlier passage')} with the same telling words, the likest first."

    def _chosen(self) -> Annotation | None:
        index = self.list.currentIndex()
        return self.model.tag(index.row()) if index.isValid() else None

    def _link(self) -> None:
        desk, earlier = self._desk, self._chosen()
        if earlier is not None and desk.do(
            lambda: link(desk.project, self._tag, "repeats", earlier.id, reader=desk.reader)
        ):
            self.dismiss()
            desk.say("Linked: this tag repeats the earlier one.")

    def _take_over(self) -> None:
        desk, earlier = self._desk, self._chosen()
        if earlier is None:
            return
        taken = desk.do(lambda: take_from(desk.project, self._tag, earlier.id, reader=desk.reader))
        if taken:
            self.dismiss()
            desk.say(f"Taken over: {', '.join(taken)}. Ctrl+Z takes it back.")

    def _read(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self._open(QModelIndex(index))

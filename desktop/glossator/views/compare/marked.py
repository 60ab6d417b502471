"""What belongs to a chosen actor, issue or tag, shown in the columns of documents; and the walk through their tags."""

from __future__ import annotations

from PySide6.QtCore import QObject

from glossator.model.people import Entity
from glossator.views.choice import short
from glossator.views.compare.bar import CompareBar
from glossator.views.compare.beside import Beside
from glossator.views.compare.columns import Columns
from glossator.views.desk import Desk


class MarkedShown(QObject):
    """Hold the columns, and the choice above them, to what is marked."""

    def __init__(self, desk: Desk, beside: Beside, bar: CompareBar, columns: Columns) -> None:
        super().__init__(columns)
        self._desk, self._beside, self._bar, self._columns = desk, beside, bar, columns
        self._filled: Entity | None = None
        bar.marked.chosen.connect(self._mark)
        beside.marked_changed.connect(self.show)

    def fill(self) -> None:
        """Offer the actors and issues that tags name."""
        uses = self._desk.project.uses()
        entities = sorted(self._desk.project.entities(), key=lambda one: (one.category, -uses.get(one.id, 0), one.name))
        rows = [(one.id, f"{one.name}  {uses[one.id]}") for one in entities if uses.get(one.id)]
        chosen = self._filled = self._beside.entity
        self._bar.marked.fill(rows, [chosen.id] if chosen else [])
        self._bar.marked.setText(f"{short(chosen.name)} ▾" if chosen else "Mark an actor or issue ▾")

    def show(self) -> None:
        """Outline what is marked, and bring the first of it into view where the current tag is not."""
        beside = self._beside
        if not beside.active:
            return
        if beside.entity != self._filled:
            self.fill()
        versions = any(pair is not None for pair in beside.pairs)
        for column in self._columns.columns:
            column.page.set_marked(beside.marked)
            column.page.set_current(beside.current if beside.current in column.tags else None)
            marked = (column.tags[id_] for id_ in beside.marked if id_ in column.tags)
            first = min((tag.spans[0] for tag in marked if tag.spans), default=None)
            if first is not None and beside.current not in column.tags and not versions:
                column.page.reveal(*first)

    def step(self, by: int) -> None:
        """Go to the next tag of the column that has the keyboard, or the previous one."""
        columns = self._columns.columns
        if not columns:
            return
        column = columns[max(0, self._columns.number_with_keyboard())]
        tag = self._beside.next_tag(column.tags.values(), by)
        if tag is not None:
            self._beside.set_current(tag.id)
            column.page.reveal(*tag.spans[0])
        else:
            self._desk.say("There is no further tag in this column.")

    def _mark(self, ids: list[str]) -> None:
        self._beside.mark_entity(self._desk.project.entity(ids[-1]) if ids else None)

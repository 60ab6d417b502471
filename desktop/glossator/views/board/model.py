"""A lane of the board as a Qt list model: headings and cards, of which only those in view are read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from glossator.views.board.rows import LaneRows, Row

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()

#: So many rows before and after one that is read are read with it.
BEFORE, AFTER = 8, 24


class LaneModel(QAbstractListModel):
    """Hold the rows of a lane; ``describe`` says a row in one line."""

    def __init__(self, describe: Callable[[Row], str]) -> None:
        super().__init__()
        self._describe = describe
        self._shown = LaneRows()

    def show(self, rows: LaneRows) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._shown = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are, headings too."""
        return 0 if parent.isValid() else len(self._shown.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell what a screen reader says of a row."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self._describe(row)

    def row(self, at: int) -> Row | None:
        """Return a row, None where there is none."""
        return self._shown.rows[at] if 0 <= at < len(self._shown.rows) else None

    def id_at(self, row: int) -> str:
        """Return the key of a row, "" where there is none."""
        found = self.row(row)
        return found.key if found is not None else ""

    def place(self, id_: str) -> int:
        """Return the row of a key, -1 where there is none."""
        return self._shown.places.get(id_, -1)

    def near(self, key: str) -> list[str]:
        """Return the tags of the rows around one, to be read together."""
        at = self.place(key)
        some = self._shown.rows[max(0, at - BEFORE) : at + AFTER]
        return [row.tag.id for row in some if row.tag is not None]

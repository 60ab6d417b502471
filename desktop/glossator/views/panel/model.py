"""The cards as a Qt list model: ordered, filtered, changed one row at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Iterable
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from glossator.views.panel.rows import Key, Ordering, Row, Sieve

Index = QModelIndex | QPersistentModelIndex

#: The invisible parent of every row.
_ROOT = QModelIndex()

#: Above this many moves the whole list is sorted anew at once.
MOVES_AT_ONCE = 64


class Role(IntEnum):
    """Name what the model tells besides Qt's own roles."""

    ID = Qt.ItemDataRole.UserRole


class CardsModel(QAbstractListModel):
    """Hold the rows of one document's tags; ``describe`` puts a tag into words for lists and screen readers."""

    counted = Signal()

    def __init__(self, describe: Callable[[str], str], ordering: Ordering) -> None:
        super().__init__()
        self._describe = describe
        self._ordering = ordering
        self._sieve = Sieve(kinds=(), label="", words="")
        self._found: Container[str] | None = None
        self._rows: dict[str, Row] = {}
        self._key_of: dict[str, Key] = {}
        self._keys: list[Key] = []
        self._ids: list[str] = []
        self._kinds: Counter[str] = Counter()
        self._labels: Counter[str] = Counter()
        self._readers: Counter[str] = Counter()

    # Qt's side

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many cards are shown."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell a card's id, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        id_ = self._ids[index.row()]
        if role == Role.ID:
            return id_
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._describe(id_)
        return None

    # What is there

    @property
    def total(self) -> int:
        """Return how many tags the document has, shown or not."""
        return len(self._rows)

    @property
    def kinds(self) -> Counter[str]:
        """Return how many tags of each kind there are, shown or not."""
        return self._kinds

    @property
    def labels(self) -> Counter[str]:
        """Return how often each label stands there."""
        return self._labels

    @property
    def readers(self) -> Counter[str]:
        """Return how many tags of each reader there are, shown or not."""
        return self._readers

    @property
    def ordering(self) -> Ordering:
        """Return the order that the rows stand in."""
        return self._ordering

    def row(self, id_: str) -> Row | None:
        """Return what is kept of a tag."""
        return self._rows.get(id_)

    def ids(self) -> Iterable[str]:
        """Return the ids of all tags, shown or not."""
        return self._rows.keys()

    def place(self, id_: str) -> int:
        """Return the row that shows a tag, -1 where none does."""
        key = self._key_of.get(id_)
        if key is None:
            return -1
        return bisect_left(self._keys, key)

    def id_at(self, row: int) -> str:
        """Return the tag that a row shows, "" where there is no such row."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def first_from(self, offset: int) -> int:
        """Return the first row that begins at or after an offset of the text, where rows stand as in the text."""
        at = bisect_left(self._keys, (offset,))
        return min(at, len(self._keys) - 1)

    # What changes

    def show(self, rows: Iterable[Row], *, ordering: Ordering, sieve: Sieve, found: Container[str] | None) -> None:
        """Show other rows; ``found`` names those in which the filter's words stand, None where it has none."""
        self.beginResetModel()
        self._rows = {row.id: row for row in rows}
        self._kinds = Counter(row.kind for row in self._rows.values())
        self._labels = Counter(label for row in self._rows.values() for label in row.labels)
        self._readers = Counter(row.reader for row in self._rows.values())
        self._settle(ordering, sieve, found)
        self.endResetModel()
        self.counted.emit()

    def rearrange(self, *, ordering: Ordering, sieve: Sieve, found: Container[str] | None) -> None:
        """Order or filter the same rows in another way."""
        self.beginResetModel()
        self._settle(ordering, sieve, found)
        self.endResetModel()
        self.counted.emit()

    def put(self, row: Row, *, found: bool) -> None:
        """Insert, move, change or hide one row; ``found`` tells whether the filter's words stand in it."""
        self._count(self._rows.get(row.id), row)
        self._rows[row.id] = row
        here = self.place(row.id)
        if not (found and self._sieve.passes(row)):
            self._take_out(here)
        elif here < 0:
            self._bring_in(row)
        else:
            self._move(here, row)
        self.counted.emit()

    def drop(self, id_: str) -> None:
        """Take a tag's row away."""
        row = self._rows.pop(id_, None)
        if row is None:
            return
        self._take_out(self.place(id_))
        self._count(row, None)
        self.counted.emit()

    def rename(self, entities: Container[str]) -> None:
        """Let rows that name one of these entities stand where the names are now."""
        touched = [row for row in self._rows.values() if row.who in entities or row.issue in entities]
        shown = [row for row in touched if row.id in self._key_of]
        if len(shown) <= MOVES_AT_ONCE:
            for row in shown:
                self._move(self.place(row.id), row)
            return
        self._sort_anew()

    # Within

    def _settle(self, ordering: Ordering, sieve: Sieve, found: Container[str] | None) -> None:
        self._ordering, self._sieve = ordering, sieve
        shown = (row for row in self._rows.values() if sieve.passes(row) and (found is None or row.id in found))
        pairs = sorted((ordering.key(row), row.id) for row in shown)
        self._keys = [key for key, _ in pairs]
        self._ids = [id_ for _, id_ in pairs]
        self._key_of = {id_: key for key, id_ in pairs}

    def _sort_anew(self) -> None:
        self.layoutAboutToBeChanged.emit()
        former = self.persistentIndexList()
        kept = [self.id_at(index.row()) for index in former]
        pairs = sorted((self._ordering.key(self._rows[id_]), id_) for id_ in self._ids)
        self._keys = [key for key, _ in pairs]
        self._ids = [id_ for _, id_ in pairs]
        self._key_of = {id_: key for key, id_ in pairs}
        self.changePersistentIndexList(former, [self.index(self.place(id_)) for id_ in kept])
        self.layoutChanged.emit()

    def _bring_in(self, row: Row) -> None:
        key = self._ordering.key(row)
        at = bisect_left(self._keys, key)
        self.beginInsertRows(QModelIndex(), at, at)
        self._keys.insert(at, key)
        self._ids.insert(at, row.id)
        self._key_of[row.id] = key
        self.endInsertRows()

    def _take_out(self, at: int) -> None:
        if at < 0:
            return
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._keys[at]
        del self._key_of[self._ids.pop(at)]
        self.endRemoveRows()

    def _move(self, here: int, row: Row) -> None:
        key = self._ordering.key(row)
        to = bisect_left(self._keys, key)
        if to in (here, here + 1):
            self._keys[here] = self._key_of[row.id] = key
        else:
            self.beginMoveRows(QModelIndex(), here, here, QModelIndex(), to)
            at = to - 1 if to > here else to
            del self._keys[here]
            self._keys.insert(at, key)
            self._ids.insert(at, self._ids.pop(here))
            self._key_of[row.id] = key
            self.endMoveRows()
            here = at
        index = self.index(here)
        self.dataChanged.emit(index, index)

    def _count(self, before: Row | None, after: Row | None) -> None:
        if before is not None:
            self._kinds -= Counter([before.kind])
            self._labels -= Counter(before.labels)
            self._readers -= Counter([before.reader])
        if after is not None:
            self._kinds += Counter([after.kind])
            self._labels += Counter(after.labels)
            self._readers += Counter([after.reader])

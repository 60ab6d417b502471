"""A button that opens a menu of things to check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

#: A title on a button is cut here, in characters.
TITLE = 32


class Choice(QPushButton):
    """Offer things in a menu; at least ``least`` and at most ``most`` of them stay checked, None for any number."""

    chosen = Signal(list)

    def __init__(self, least: int, most: int | None) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._ids: list[str] = []
        self.setProperty("pill", True)
        self.setMenu(QMenu(self))

    def fill(self, rows: Iterable[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Offer things by id and words; those chosen are checked, in the order in which they were chosen."""
        menu = self.menu()
        menu.clear()
        self._ids = list(chosen)
        for id_, words in rows:
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setChecked(id_ in chosen)
            action.triggered.connect(lambda checked, one=id_: self._toggle(one, checked))
            menu.addAction(action)

    def _toggle(self, id_: str, checked: bool) -> None:
        ids = [one for one in self._ids if one != id_]
        if checked:
            full = self._most is not None and len(ids) >= self._most
            ids = [*(ids[: (self._most or 0) - 1] if full else ids), id_]
        if len(ids) >= self._least:
            self.chosen.emit(ids)
        else:
            self.chosen.emit(self._ids)  # the last ones stay


def short(title: str) -> str:
    """Cut a title for a button."""
    return title if len(title) <= TITLE else title[: TITLE - 1].rstrip() + "…"

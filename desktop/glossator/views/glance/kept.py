"""The comparisons of readers that were made last: kept until anything changes, for they take long in a big project."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from glossator.review.comparison import Comparison
from glossator.views.desk import Desk

#: Comparisons of two readers, by their ids; None where nothing can be compared.
Pairs = Mapping[tuple[str, str], Comparison | None]


class Kept(QObject):
    """Hold what was compared; an act, another project and other eyes make it void."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.pairs: Pairs | None = None
        desk.changed.connect(lambda _change: self._forget())
        desk.project_opened.connect(self._forget)
        desk.sight_changed.connect(self._forget)

    def _forget(self) -> None:
        self.pairs = None

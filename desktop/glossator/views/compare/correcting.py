"""A difference is settled by a corrected passage: a live selection in the column of the first reader who has a tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal

from glossator.operations.settling import Edited
from glossator.views.compare.column import Column
from glossator.views.compare.joined import Joined
from glossator.views.desk import Desk


class Correcting(QObject):
    """Hold the live selection and the kind that it will have."""

    changed = Signal()  # begun, or over

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column: Column | None = None
        self._kind = ""
        self._others: tuple[tuple[int, int], ...] = ()  # further passages of the tag: they stay

    @property
    def is_on(self) -> bool:
        """Tell whether a corrected passage is being made."""
        return self._column is not None

    def begin(self, joined: Joined, columns: Sequence[Column]) -> None:
        """Make a difference's passage a live selection: of several the one with the caret, else the first."""
        column, side = next((column, side) for column, side in zip(columns, joined.sides, strict=True) if side)
        column.page.setFocus(Qt.FocusReason.OtherFocusReason)
        caret = column.page.caret()
        live = next((span for span in side.spans if span[0] <= caret <= span[1]), side.spans[0])
        self._others = tuple(span for span in side.spans if span != live)
        column.page.select(*live)
        column.page.set_reshaping(True)
        self._column, self._kind = column, side.kind
        self.changed.emit()
        self._desk.say("Shift+arrows move an end, E takes the other, R P C another kind, Enter keeps, Esc gives up.")

    def swap_ends(self) -> None:
        """Let the arrows move the selection's other end."""
        if self._column is None:
            return
        cursor = self._column.page.textCursor()
        anchor, position = cursor.anchor(), cursor.position()
        cursor.setPosition(position)
        cursor.setPosition(anchor, cursor.MoveMode.KeepAnchor)
        self._column.page.keep_scroll(cursor)

    def choose_kind(self, kind: str) -> None:
        """Take another kind for the corrected passage."""
        if self._column is not None:
            self._kind = kind
            known = self._desk.codebook.kind(kind)
            self._desk.say(f"It will be kept as {known.label.lower() if known else kind}; Enter keeps it.")

    def take(self) -> Edited | None:
        """End the correction and return what it says; None where nothing is selected."""
        column, self._column = self._column, None
        if column is None:
            return None
        self.changed.emit()
        column.page.set_reshaping(False)
        selection = column.page.selection()
        column.page.place_caret(selection[0] if selection else column.page.caret(), reveal=False)
        return Edited(*selection, kind=self._kind, others=self._others) if selection is not None else None

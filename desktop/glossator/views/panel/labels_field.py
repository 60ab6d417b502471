"""Labels: free words with commas between them, completed by those that are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from glossator.model.codebook import Field
from glossator.model.people import folded
from glossator.operations.tags import clean_labels
from glossator.views.panel.completion import CompletionList, Offer
from glossator.views.panel.fields import LineField

#: The labels of a tag as a field of the card.
LABELS = Field("labels", "Labels", "text", None, "Free words of your own, with commas between them.")


class LabelsField(LineField):
    """Edit labels; ``known()`` gives those of the project, the most used first."""

    def __init__(self, parent: QWidget, *, known: Callable[[], Sequence[str]], completion: CompletionList) -> None:
        super().__init__(LABELS, parent)
        self._known = known
        self._completion = completion
        self.textEdited.connect(self._offer)

    def take(self) -> None:
        """Set the labels, the last one completed where a row is marked, and go on."""
        if self._is_offering() and self._completion.at >= 0:
            self._complete(self._completion.offers[self._completion.at].words)
        self._completion.hide()
        labels = clean_labels(self.text().split(","))
        if ", ".join(labels) != self.value:
            self.events.taken.emit(labels)
        self.events.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the offers, close them on Esc."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self._is_offering():
                self._completion.move_by(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._offer(self.text(), at=0)
        elif key == Qt.Key.Key_Escape and self._is_offering():
            self._completion.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the offers."""
        self._completion.hide()
        super().focusOutEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """Close the offers with the field."""
        self._completion.hide()
        super().hideEvent(event)

    def chosen(self, at: int) -> None:
        """Take the label that was clicked and stay."""
        if 0 <= at < len(self._completion.offers):
            self._complete(self._completion.offers[at].words)
            self._completion.hide()

    def _offer(self, text: str, *, at: int = 0) -> None:
        *before, last = text.split(",")
        there = {folded(label) for label in before}
        wanted = folded(last)
        found = [one for one in self._known() if folded(one).startswith(wanted) and folded(one) not in there]
        if not wanted and at == 0 and not before:
            found = []
        if wanted in {folded(one) for one in found}:
            found = []
        self._completion.offer([Offer(one) for one in found], below=self, at=at)

    def _complete(self, label: str) -> None:
        *before, _ = self.text().split(",")
        self.setText(", ".join([*(one.strip() for one in before), label]))

    def _is_offering(self) -> bool:
        return bool(self._completion.offers) and self.hasFocus()

"""The field for a document's language: what is typed is completed to the languages that have a name here."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from glossator.model.people import folded
from glossator.operations.languages import LANGUAGES
from glossator.views.panel.completion import CompletionList, Offer
from glossator.views.panel.style import Style


class LanguageField(QLineEdit):
    """Take a language by its name, in English or in itself, or by its code; arrows choose among those offered."""

    def __init__(self, around: QWidget) -> None:
        super().__init__()
        self._around = around
        self.completion: CompletionList | None = None
        self.textChanged.connect(lambda _words: None if self.isModified() else self._hide())  # told after an edit too
        self.textEdited.connect(lambda _words: self._offer())

    def dress(self, style: Style) -> None:
        """Take the type and colours in which languages are offered."""
        if self.completion is None:
            self.completion = CompletionList(self._around, style)
            self.completion.chosen.connect(self._take)
        self.completion.set_style(style)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the offers; Enter takes the one that was walked to."""
        key = Qt.Key(event.key())
        if self.completion is not None and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.completion.isVisible():
                self._offer()
            self.completion.move_by(1 if key == Qt.Key.Key_Down else -1)
            return
        if self.completion is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.completion.at)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Offer nothing while the keyboard is elsewhere."""
        self._hide()
        super().focusOutEvent(event)

    # Within

    def _hide(self) -> None:
        if self.completion is not None:
            self.completion.hide()

    def _offer(self) -> None:
        if self.completion is not None:
            self.completion.offer(list(_offers(self.text())), below=self, at=-1)

    def _take(self, at: int) -> None:
        offers = self.completion.offers if self.completion is not None else ()
        if 0 <= at < len(offers):
            self.setText(offers[at].words)
            self.setModified(True)


def _offers(typed: str) -> Iterator[Offer]:
    """Yield the languages that are called as is typed, in English or in themselves; those that begin so first."""
    wanted = folded(typed)
    ranked = []
    for code, (name, own) in LANGUAGES.items():
        begins = folded(name).startswith(wanted) or folded(own).startswith(wanted) or code == wanted
        if begins or wanted in folded(name):
            ranked.append((not begins, name, Offer(name, own if own != name else "")))
    return (offer for _, _, offer in sorted(ranked, key=lambda one: one[:2]))

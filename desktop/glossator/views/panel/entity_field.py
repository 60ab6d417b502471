"""Fields for actors and issues: names come first, a new one is made without a dialog, names are mended in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from glossator.model.codebook import Field
from glossator.model.people import Entity
from glossator.operations.completion import Candidate, words_of
from glossator.views.panel.completion import CompletionList, Offer
from glossator.views.panel.fields import LineField

#: Where an offer comes from, in words.
REMARKS = {
    "passage": "named here",
    "paragraph": "in the paragraph",
    "speaker": "speaks",
    "author": "the author",
    "used": "used last",
}

_MAKING = ("new", "another")

Ask = Callable[[str, str], Sequence[Candidate]]


class EntityField(LineField):
    """Name an actor or issue; ``ask(category, typed)`` gives what to offer."""

    renamed = Signal(str)  # the new name of what is set
    aliased = Signal(object, str)  # set this entity, and let what was typed be another name of it

    def __init__(self, field: Field, parent: QWidget, *, ask: Ask, completion: CompletionList) -> None:
        super().__init__(field, parent)
        self._ask = ask
        self._completion = completion
        self._candidates: Sequence[Candidate] = ()
        self._another = ""
        self._renaming = False
        self.textEdited.connect(self._typed)

    @property
    def draft(self) -> str:
        """Return what was typed and not set; a new name that was begun is none."""
        return self._another if self._another else "" if self._renaming else super().draft

    def take(self) -> None:
        """Take the row that is shown first, or that the reader went to, and go on."""
        words = " ".join(self.text().split())
        if self._renaming:
            self._finish_renaming(words)
            return
        at = self._at() if self._is_offering() else -1
        if at < 0 and self.draft and words and not self._another:
            self._offer(words)
            at = self._at()
        if at >= 0:
            self._take(self._candidates[at])
        elif not words and self.value and not self._another:
            self._close()
            self.events.taken.emit("")
            self.events.finished.emit()
        elif self._another:
            self.events.hinted.emit(f"no {self.field.type} here begins so: type the name of one that is there", True)
        else:
            self._close()
            self.events.finished.emit()

    def give_up(self) -> None:
        """Show what is set again."""
        self._another, self._renaming = "", False
        self.setPlaceholderText("")
        self._close()
        super().give_up()

    def show_value(self, words: str, draft: str = "") -> None:
        """Show what is set, or a draft of before."""
        if words != self.value or (draft and not self.hasFocus()):
            self._another, self._renaming = "", False
            self.setPlaceholderText("")
        super().show_value(words, draft)

    def rename(self) -> None:
        """Let the reader write another name for what is set, everywhere."""
        if not self.value:
            self.events.hinted.emit("there is no name here to change", True)
            return
        self._close()
        self._renaming = True
        self.setText(self.value)
        self.selectAll()
        self.events.hinted.emit(
            f"a new name for “{self.value}”, everywhere: Enter keeps it, Esc leaves the old one", False
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the offers, close them on Esc, rename on F2."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not self._renaming:
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape and self._is_offering() and not self._another:
            self._close()
        elif key == Qt.Key.Key_Escape and (self._another or self._renaming):
            words = self._another
            self.give_up()
            if words:
                self.setText(words)
                self._offer(words)
        elif key == Qt.Key.Key_F2:
            self.rename()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer names at once where none is set."""
        super().focusInEvent(event)
        if not self.value or self.draft:
            self._offer("" if self._another else self.draft)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the offers; a new name that was begun is left."""
        self._close()
        if self._renaming and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.give_up()
        super().focusOutEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """Close the offers with the field."""
        self._close()
        super().hideEvent(event)

    def chosen(self, at: int) -> None:
        """Take the offer that was clicked."""
        if 0 <= at < len(self._completion.offers):
            self._completion.go_to(at)
            self.take()

    # Within

    def _typed(self, text: str) -> None:
        if not self._renaming:
            self._offer(text)

    def _offer(self, typed: str) -> None:
        found = self._ask(self.field.type, typed)
        if self._another:
            found = [one for one in found if one.entity is not None]
        offers = [Offer(words_of(one, self.field.type), REMARKS.get(one.why, ""), one.why in _MAKING) for one in found]
        # An emptied field offers names, but Enter on it clears: nothing is set unasked.
        at = -1 if not typed and self.value and not self._another else 0
        self._completion.offer(offers, below=self, at=at)
        shown = self._completion.offers
        made = [one for one in found if one.why in _MAKING]
        self._candidates = [*[one for one in found if one.why not in _MAKING][: len(shown) - len(made)], *made]

    def _walk(self, step: int) -> None:
        if self._is_offering():
            self._completion.move_by(step)
        else:
            self._offer("" if self.text() == self.value else self.text())

    def _take(self, candidate: Candidate) -> None:
        words, another = " ".join(self.text().split()), self._another
        if candidate.why == "another":
            self._ask_for_whom(words)
            return
        self._close()
        self._another = ""
        self.setPlaceholderText("")
        if another and candidate.entity is not None:
            self.setText(candidate.entity.name)
            self.aliased.emit(candidate.entity, another)
        else:
            self._set(candidate.entity if candidate.entity is not None else candidate.text)
        self.events.finished.emit()

    def _set(self, given: Entity | str) -> None:
        name = given if isinstance(given, str) else given.name
        if name != self.value:
            self.setText(name)
            self.events.taken.emit(given)
        else:
            self.setText(name)

    def _ask_for_whom(self, words: str) -> None:
        self._another = words
        self.clear()
        self.setPlaceholderText(f"“{words}” is another name for …")
        self.events.hinted.emit(f"whose other name is “{words}”? Enter takes it, Esc goes back", False)
        self._offer("")

    def _finish_renaming(self, words: str) -> None:
        self._renaming = False
        if words and words != self.value:
            self.renamed.emit(words)
        else:
            self.setText(self.value)
        self.events.hinted.emit("", False)
        self.selectAll()

    def _is_offering(self) -> bool:
        return bool(self._completion.offers) and self.hasFocus()

    def _at(self) -> int:
        return self._completion.at

    def _close(self) -> None:
        self._completion.hide()

"""Go where a row of the search leads: document, passage, tag, a name's tags on the board, what a command does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from glossator.model.question_terms import quoted
from glossator.operations.found import FoundDocument, FoundEntity, FoundPassage, FoundTag
from glossator.views.actions import Action, has_effect, table
from glossator.views.keys import PAGE, SHEET, TEXT, place_of_keyboard
from glossator.views.modes import BOARD, READ
from glossator.views.panel.note_field import NoteField

if TYPE_CHECKING:
    from glossator.views.sheets.search_rows import Row
    from glossator.views.window import Window


def commands_at(window: Window) -> Iterator[Action]:
    """Yield the commands that act where the keyboard is; in a field, those of the page."""
    place = place_of_keyboard(QApplication.focusWidget())
    where = PAGE if place in (TEXT, SHEET) and window.modes.current is None else place
    listed = set()
    for action in table(window.desk.codebook):
        if has_effect(action) and (where in action.where or place in action.where) and action.words not in listed:
            listed.add(action.words)
            yield action


def way_back(window: Window) -> Callable[[], None]:
    """Return what gives the keyboard back to a field that closed when it left, its caret where it was."""
    before = QApplication.focusWidget()
    caret = before.textCursor().position() if isinstance(before, NoteField) else None

    def back() -> None:
        if QApplication.focusWidget() is not window.middle:
            return  # what had the keyboard has it again, or the reader has taken it elsewhere
        window.page.setFocus(Qt.FocusReason.OtherFocusReason)
        if caret is not None:
            window.panel.edit_note()
            note = QApplication.focusWidget()
            if isinstance(note, NoteField):
                cursor = note.textCursor()
                cursor.setPosition(min(caret, len(note.toPlainText())))
                note.setTextCursor(cursor)

    return back


def go(window: Window, row: Row, words: str) -> None:
    """Do what a chosen row of the search says."""
    target = row.target
    if row.sort == "find":
        window.find_bar.open()
        window.find_bar.field.setText(words.strip())
        return
    window.searching.remember(words)
    if isinstance(target, Action):
        target.run(window)
    elif isinstance(target, FoundDocument):
        _read(window, target.document.id)
    elif isinstance(target, FoundPassage):
        _read(window, target.document.id)
        window.page.select(target.start, target.end)
    elif isinstance(target, FoundTag):
        window.read_tag(target.document.id, target.id)
    elif isinstance(target, FoundEntity):
        _show_tags(window, target)


def _read(window: Window, document: str) -> None:
    window.overlays.dismiss()
    if window.modes.mode != READ:
        window.show_mode(READ)
    if window.desk.document is None or window.desk.document.id != document:
        window.desk.open_document(document)
    window.page.setFocus(Qt.FocusReason.OtherFocusReason)


def _show_tags(window: Window, found: FoundEntity) -> None:
    """Show on the board the tags that name an actor or an issue."""
    if not found.tags:
        window.desk.say(f"No tag names “{found.entity.name}”.")
        return
    if window.modes.mode != BOARD:
        window.show_mode(BOARD)
    of = "holder" if found.entity.category == "actor" else "issue"
    window.modes.whole.ask(f"{of} is {quoted(found.entity.name)}")

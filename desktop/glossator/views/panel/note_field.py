"""The note of a tag: plain words with Markdown, shown rendered while it is not written in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from glossator.model.codebook import Field
from glossator.views.panel.fields import TextField
from glossator.views.panel.style import Style

#: The note of a tag as a field of the card.
NOTE = Field(
    "note", "Note", "text", "n", "What you want to remember here. Markdown is shown. Ctrl+Enter returns to the page."
)


class NoteField(TextField):
    """Write a note: Enter is a line, Ctrl+Enter returns to the page; what was typed is kept when the field is left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(NOTE, parent)
        self.setProperty("hints", "note")
        self.textChanged.connect(lambda: self.events.typed.emit(self.toPlainText() != self.value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Ctrl+Enter and on Esc and return; Enter is a line."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier) or event.key() == Qt.Key.Key_Escape:
            self.keep()
            self.events.left.emit()
        elif is_enter:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed."""
        self.keep()
        super().focusOutEvent(event)

    def keep(self) -> None:
        """Set what was typed, blanks inside and all."""
        words = self.toPlainText()
        if words != self.value and (words.strip() or self.value):
            self.value = words
            self.events.taken.emit(words)
            self.events.typed.emit(False)


class NoteView(QLabel):
    """Show a note's Markdown; a click writes in it."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.MarkdownText)
        self.setWordWrap(True)
        self.setOpenExternalLinks(True)
        self.setContentsMargins(7, 4, 7, 4)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def set_style(self, style: Style) -> None:
        """Take the panel's type and colours."""
        self.setFont(style.interface)

    def height_at(self, width: int) -> int:
        """Return the height of the words at a width."""
        return max(self.heightForWidth(width), self.fontMetrics().height() + 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to write, unless a link was meant."""
        super().mousePressEvent(event)
        self.pressed.emit()

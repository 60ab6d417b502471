"""Fields that take a line or some lines of words: dates, free text, labels.

Enter sets and goes on; Tab passes and sets nothing: what was typed stays as a draft, marked as not set.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from glossator.model.codebook import Field
from glossator.model.problem import Problem
from glossator.operations.fields import parse_value
from glossator.views.panel.style import Style

#: Lines that a text field grows to before it scrolls.
MOST_LINES = 10

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldEvents(QObject):
    """Tell what a reader did in a field; every field has one."""

    taken = Signal(object)  # set this: words, an entity, a tuple of labels
    finished = Signal()  # go on to the next empty field
    passed = Signal(bool)  # Tab, or Shift+Tab
    left = Signal()  # back to the page
    typed = Signal(bool)  # whether there are words that are not set yet
    focused = Signal(bool)
    hinted = Signal(str, bool)  # words beneath the field; True where something is wrong
    resized = Signal()
    undone = Signal(bool)  # undo, or redo, of the last act: the field itself has nothing to undo

    def pass_undo_on(self, event: QKeyEvent, *, undoes: bool, redoes: bool) -> bool:
        """Let undo and redo go beyond a field that has nothing to undo or redo; tell whether they did."""
        if event.matches(QKeySequence.StandardKey.Undo) and not undoes:
            self.undone.emit(True)
        elif event.matches(QKeySequence.StandardKey.Redo) and not redoes:
            self.undone.emit(False)
        else:
            return False
        return True

    def tell_left(self, draft: str) -> None:
        """Tell that the keyboard left the field, and what becomes of a draft."""
        self.focused.emit(False)
        if draft:
            self.hinted.emit("not set yet: Enter sets it, Esc gives it up", False)


def events_of(editor: QWidget, field: Field) -> FieldEvents:
    """Give an editor its events, and its name and guidance to whoever does not see them."""
    editor.setAccessibleName(field.label)
    editor.setAccessibleDescription(field.guidance)
    return FieldEvents(editor)


class PassedByTab:
    """Let Tab and Shift+Tab pass on from an editor to the next or previous field: nothing is set by it."""

    events: FieldEvents

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tell which way the keyboard goes."""
        self.events.passed.emit(forward)
        return True


class LineField(PassedByTab, QLineEdit):
    """Edit one line; ``value`` is what is set, the text may be a draft."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.events = events_of(self, field)
        self.value = ""
        self._draft_colour = QColor()
        self._dim = QColor()
        self.textEdited.connect(lambda _text: self.events.hinted.emit("", False))

    @property
    def draft(self) -> str:
        """Return what was typed and not set, "" where nothing was."""
        return self.text().strip() if self.text().strip() != self.value else ""

    def set_style(self, style: Style) -> None:
        """Take the panel's type and colours."""
        self.setFont(style.interface)
        self._draft_colour, self._dim = style.theme.differ, style.theme.dim
        self.update()

    def show_value(self, words: str, draft: str = "") -> None:
        """Show what is set, or a draft of before; what the reader is typing now stays."""
        typing = self.hasFocus() and self.draft and words == self.value
        self.value = words
        if not typing:
            self.setText(draft or words)
            self.setCursorPosition(0)

    def height_at(self, width: int) -> int:
        """Return the field's height."""
        return self.fontMetrics().height() + 10

    def take(self) -> None:
        """Set what was typed and go on."""
        words = self.text().strip()
        if words != self.value:
            self.events.taken.emit(words)
        self.events.finished.emit()

    def give_up(self) -> None:
        """Show what is set again."""
        self.setText(self.value)
        self.events.hinted.emit("", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take on Enter, leave on Esc, and let undo go beyond the field where it has nothing to undo."""
        key = event.key()
        if key in _ENTER:
            self.take()
        elif key == Qt.Key.Key_Escape:
            self.give_up()
            self.events.left.emit()
        elif not self.events.pass_undo_on(event, undoes=self.isUndoAvailable(), redoes=self.isRedoAvailable()):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what is there."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()
        self.events.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark what was typed as not set."""
        super().focusOutEvent(event)
        self.deselect()
        self.events.tell_left(self.draft)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, its key where it is empty, and a dashed frame around a draft."""
        super().paintEvent(event)
        if self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.draft:
            painter.setPen(QPen(self._draft_colour, 1.4, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, 4, 4)
        elif not self.text() and self.field.shortcut and not self.isReadOnly():
            paint_key(painter, self.field.shortcut.upper(), box, self._dim)


class DateField(LineField):
    """Edit a year, month or day; a wrong one stays and says what is right."""

    def take(self) -> None:
        """Set the date and go on, or say what a date is."""
        read = parse_value(self.field, self.text())
        if isinstance(read, Problem):
            self.events.hinted.emit(f"{read.why}: {read.todo}", True)
            return
        if read != self.value:
            self.events.taken.emit(read)
        else:
            self.setText(read)  # the same date in other words is no draft
        self.events.finished.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what is wrong, with what would be right."""
        super().focusOutEvent(event)
        read = parse_value(self.field, self.text())
        if isinstance(read, Problem):
            self.events.hinted.emit(f"{read.why}: {read.todo}", True)


class TextField(PassedByTab, QPlainTextEdit):
    """Edit some lines that grow with their words; Enter sets, Shift+Enter is a new line."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.events = events_of(self, field)
        self.value = ""
        self._dim = QColor()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self.textChanged.connect(self.events.resized)
        self.textChanged.connect(lambda: self.events.hinted.emit("", False))

    @property
    def draft(self) -> str:
        """Return what was typed and not set, "" where nothing was."""
        return self.toPlainText() if self.toPlainText().strip() != self.value.strip() else ""

    def set_style(self, style: Style) -> None:
        """Take the panel's type and colours."""
        self.setFont(style.interface)
        self._dim = style.theme.dim

    def show_value(self, words: str, draft: str = "") -> None:
        """Show what is set, or a draft of before; what the reader is typing now stays."""
        typing = self.hasFocus() and self.draft and words == self.value
        self.value = words
        if not typing and self.toPlainText() != (draft or words):
            self.setPlainText(draft or words)
        self._mark()

    def height_at(self, width: int) -> int:
        """Return the height of the words at a width."""
        metrics = self.fontMetrics()
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        words = self.toPlainText() or " "
        lines = metrics.boundingRect(0, 0, max(40, width - 18), 1_000_000, flags, f"{words}\u200b").height()
        step = metrics.lineSpacing()
        return min(max(lines, step), MOST_LINES * step) + 10

    def take(self) -> None:
        """Set what was typed and go on."""
        self.keep()
        self.events.finished.emit()

    def keep(self) -> None:
        """Set what was typed."""
        words = self.toPlainText().strip()
        if words != self.value.strip():
            self.events.taken.emit(words)

    def give_up(self) -> None:
        """Show what is set again."""
        if self.toPlainText() != self.value:
            self.setPlainText(self.value)
        self._mark()

    def _mark(self) -> None:
        """Give a draft that is left standing its dashed frame."""
        is_draft = bool(self.draft) and not self.hasFocus()
        if bool(self.property("draft")) != is_draft:
            self.setProperty("draft", is_draft)
            self.style().unpolish(self)
            self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take on Enter, leave on Esc, and let undo go beyond the field where it has nothing to undo."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and held != Qt.KeyboardModifier.ShiftModifier:
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
            self.events.left.emit()
        else:
            document = self.document()
            undoes, redoes = document.isUndoAvailable(), document.isRedoAvailable()
            if not self.events.pass_undo_on(event, undoes=undoes, redoes=redoes):
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the caret at the end."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.moveCursor(self.textCursor().MoveOperation.End)
        self._mark()
        self.events.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark what was typed as not set."""
        super().focusOutEvent(event)
        self._mark()
        self.events.tell_left(self.draft)

    def viewportEvent(self, event: QEvent) -> bool:
        """Paint the key of an empty field."""
        done = super().viewportEvent(event)
        if event.type() == QEvent.Type.Paint and not self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            if not self.toPlainText() and self.field.shortcut:
                paint_key(painter, self.field.shortcut.upper(), box, self._dim)
            painter.end()
        return done


def paint_key(painter: QPainter, key: str, box: QRectF, colour: QColor) -> None:
    """Paint the letter that opens a field at its right."""
    painter.setPen(colour)
    painter.setOpacity(0.75)
    painter.drawText(box.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, key)
    painter.setOpacity(1)

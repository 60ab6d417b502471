"""A scale or choice as a row of keyed cells: the digit and the word of each value, the chosen one filled."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from glossator.model.codebook import Field, Value
from glossator.views.keys import chords
from glossator.views.panel.fields import FieldEvents, PassedByTab
from glossator.views.panel.shades import ink_on, mixed, value_colour
from glossator.views.panel.style import Style
from glossator.views.panel.words import value_words

#: Distances inside and between cells.
INSIDE, BETWEEN, DIGIT_GAP = 7, 4, 5


@dataclass(slots=True)
class _Cell:
    value: Value
    digit: str
    words: str
    box: QRectF


class CellsField(PassedByTab, QWidget):
    """Choose one value, or none: by its digit, by arrows and Space, or by the mouse."""

    def __init__(self, field: Field, parent: QWidget, style: Style) -> None:
        super().__init__(parent)
        self.field = field
        self.events = FieldEvents(self)
        self.value = ""
        self.hollow = False
        self._style = style
        self._cells: list[_Cell] = []
        self._width = -1
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("keys", "choice")
        self.setProperty("digits", len(field.values))
        self.setMouseTracking(True)
        self._name()

    @property
    def draft(self) -> str:
        """Return "": a cell is set or it is not."""
        return ""

    def set_style(self, style: Style) -> None:
        """Take the panel's type and colours."""
        self._style = style
        self._width = -1
        self.update()

    def show_value(self, words: str, draft: str = "") -> None:
        """Show which value is set, by its key."""
        self.value = words
        self._name()
        self.update()

    def show_hollow(self, hollow: bool) -> None:
        """Show the chosen value hollow: there is a condition to it."""
        self.hollow = hollow
        self.update()

    def give_up(self) -> None:
        """Stay as it is: nothing here is typed."""

    def height_at(self, width: int) -> int:
        """Return the height of the rows of cells at a width."""
        self._lay_out(width)
        return round(max((cell.box.bottom() for cell in self._cells), default=0.0)) + 1

    def set_digit(self, digit: int) -> bool:
        """Set the value of a digit, 0 clears; tell whether there is one."""
        if digit > len(self.field.values):
            return False
        key = self.field.values[digit - 1].key if digit else ""
        if key != self.value:
            self.events.taken.emit(key)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set by digit, walk by arrows, set by Space, go on with Enter."""
        key, digit = event.key(), _digit_of(event)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_at()
            self.events.finished.emit()
        elif key == Qt.Key.Key_Escape:
            self.events.left.emit()
        elif key == Qt.Key.Key_Space:
            self._take_at()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._walk(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._walk(-1)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.set_digit(0)
        elif digit is not None:
            self._digit(digit)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that digits go here."""
        super().focusInEvent(event)
        self._at = -1
        self.events.focused.emit(True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget where the arrows were."""
        super().focusOutEvent(event)
        self._at = -1
        self.events.focused.emit(False)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the cell under the pointer; the one that is set is cleared."""
        cell = self._cell_under(event)
        if cell is not None:
            self.events.taken.emit("" if cell.value.key == self.value else cell.value.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the value under the pointer means."""
        cell = self._cell_under(event)
        QToolTip.showText(event.globalPosition().toPoint(), cell.value.guidance if cell else "", self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells and the ring of the keyboard."""
        self._lay_out(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._style.small)
        for number, cell in enumerate(self._cells):
            self._paint(painter, cell, at=number == self._at)

    # Within

    def _digit(self, digit: int) -> None:
        if not self.set_digit(digit):
            self.events.hinted.emit(f"{self.field.label} has the digits 1 to {len(self.field.values)}, 0 clears", True)

    def _take_at(self) -> None:
        if self._at >= 0:
            self.set_digit(self._at + 1)

    def _walk(self, step: int) -> None:
        keys = [value.key for value in self.field.values]
        here = self._at if self._at >= 0 else keys.index(self.value) if self.value in keys else (-1 if step > 0 else 0)
        self._at = (here + step) % len(keys)
        self.setAccessibleDescription(self.field.values[self._at].label)
        self.update()

    def _cell_under(self, event: QMouseEvent) -> _Cell | None:
        return next((cell for cell in self._cells if cell.box.contains(event.position())), None)

    def _name(self) -> None:
        value = self.field.value(self.value)
        self.setAccessibleName(f"{self.field.label}: {value.label if value else 'not set'}")

    def _lay_out(self, width: int) -> None:
        if width == self._width:
            return
        self._width = width
        metrics = QFontMetricsF(self._style.small)
        height = metrics.height() + 7
        x, y = 0.0, 0.0
        self._cells = []
        for number, value in enumerate(self.field.values, 1):
            digit = str(number) if number < 10 else ""
            words = value_words(value)
            room = 2 * INSIDE + (metrics.horizontalAdvance(digit) + DIGIT_GAP if digit else 0)
            needed = min(metrics.horizontalAdvance(words) + room + 1, width)
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, needed - room + 0.5)
            if x and x + needed > width:
                x, y = 0.0, y + height + BETWEEN
            self._cells.append(_Cell(value, digit, words, QRectF(x, y, needed, height)))
            x += needed + BETWEEN

    def _paint(self, painter: QPainter, cell: _Cell, *, at: bool) -> None:
        theme, shades = self._style.theme, self._style.shades
        box = cell.box.adjusted(1, 1, -1, -1)
        chosen = cell.value.key == self.value
        fill, ink, border = shades.field, theme.ink, QPen(shades.border, 1)
        if chosen:
            colour = value_colour(self.field, cell.value, theme)
            fill = shades.field if self.hollow else colour
            ink = theme.ink if self.hollow else ink_on(fill, theme)
            border = QPen(colour, 2 if self.hollow else 1)
        if at or (self.hasFocus() and (chosen or (not self.value and self._at < 0))):
            # While nothing is chosen every cell shows that the digits go here.
            border = QPen(theme.accent, 2 if at or chosen else 1.2)
        painter.setPen(border)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, 4, 4)
        metrics = painter.fontMetrics()
        left = cell.box.left() + INSIDE
        if cell.digit:
            painter.setPen(mixed(ink, fill, 0.25) if chosen and not self.hollow else theme.dim)
            painter.drawText(cell.box.translated(left - cell.box.left(), 0), Qt.AlignmentFlag.AlignVCenter, cell.digit)
            left += metrics.horizontalAdvance(cell.digit) + DIGIT_GAP
        painter.setPen(ink)
        painter.drawText(cell.box.translated(left - cell.box.left(), 0), Qt.AlignmentFlag.AlignVCenter, cell.words)


def _digit_of(event: QKeyEvent) -> int | None:
    """Return the digit that was typed, or that lies there on other keyboards; None where it is none."""
    return next((int(chord) for chord in chords(event) if len(chord) == 1 and chord in "0123456789"), None)

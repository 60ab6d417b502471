"""Notices: one line under the top bar with up to two answers; it waits and stands in no one's way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from glossator.views.sheets.cell import Cell
from glossator.views.theme import Theme

#: Answers a notice can have.
MOST_ANSWERS = 2

Answer = tuple[str, Callable[[], object]]


class Notice(QWidget):
    """Show one notice at a time; the first answer is the one that is asked for, and every answer closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("keys", "other")
        self._theme = theme
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.answers: list[Cell] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(16, 5, 12, 5)
        self._line.setSpacing(8)
        self._line.addWidget(self._words, 1)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        for cell in self.answers:
            cell.set_theme(theme)
        self.update()

    @property
    def words(self) -> str:
        """Return the words that are shown, "" where none are."""
        return self._words.text() if self.isVisible() else ""

    def tell(self, words: str, answers: Sequence[Answer] = ()) -> None:
        """Show words with up to two answers; without any the notice has a "Fine"."""
        for cell in self.answers:
            self._line.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self.answers = []
        self._words.setText(words)
        self._words.setToolTip(words)
        self.setAccessibleName(words)
        for label, act in list(answers or (("Fine", _nothing),))[:MOST_ANSWERS]:
            cell = Cell(label, self._theme, parent=self)
            cell.clicked.connect(lambda _checked=False, act=act: self._answered(act))
            self._line.addWidget(cell)
            self.answers.append(cell)
        self.show()

    def dismiss(self) -> None:
        """Close the notice unanswered."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc while an answer has the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar: the colour of a find, a line beneath."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(QRectF(0, 0, 3, self.height()), self._theme.accent)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.line)

    def _answered(self, act: Callable[[], object]) -> None:
        self.dismiss()
        act()


def _nothing() -> None:
    """Only close the notice."""

"""What stands beside the network: the chosen edge or node in words and figures, and its passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from glossator.model.document import Document
from glossator.views.desk import Desk
from glossator.views.network.describing import Row, Told
from glossator.views.network.labels import cut
from glossator.views.panel.style import Style
from glossator.views.whole.passages import Column, PassageColumns

#: So many issues are listed; the others stand behind one line.
MOST = 7

#: The widest words on the left of a line, in pixels.
WORDS = 168.0


class Side(QWidget):
    """Show what is chosen; each number opens the passages that it counts."""

    passages_asked = Signal(str, list, str)

    def __init__(self, desk: Desk, style: Style) -> None:
        super().__init__()
        self.setObjectName("review")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._style = style
        self._told: Told | None = None
        self.passages = PassageColumns(desk, style, "Choose a line or a circle: its passages are read here.")
        self.passages.layout().setContentsMargins(0, 0, 0, 0)
        self.title, self.sentence = QLabel(), QLabel()
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.grid = QGridLayout()
        self.grid.setContentsMargins(8, 4, 14, 8)
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(1)
        self.grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for label, above in ((self.title, 14), (self.sentence, 3)):
            label.setWordWrap(True)
            label.setContentsMargins(16, above, 16, 0)
            column.addWidget(label)
        column.addLayout(self.grid)
        column.addWidget(self.passages, 1)

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self._style = style
        self.passages.set_style(style)

    def show_told(self, told: Told | None, documents: Mapping[str, Document]) -> None:
        """Show what is said of what is chosen, with its passages."""
        self._told = told
        for label, words in ((self.title, told.title if told else ""), (self.sentence, told.sentence if told else "")):
            label.setText(words)
            label.setVisible(bool(words))
        self.show_rows(self._shortened(told.rows) if told else ())
        columns = [Column(told.heading, "", told.ids)] if told and told.ids else []
        self.passages.show_columns(columns, documents)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List other lines below the sentence."""
        while self.grid.count():
            item = self.grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, row in enumerate(rows):
            value = QLabel(row.value)
            value.setProperty("dim", True)
            value.setWordWrap(True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setToolTip(row.tip)
            self.grid.addWidget(self._words(row), at, 0, Qt.AlignmentFlag.AlignLeft)
            self.grid.addWidget(value, at, 1)

    # Within

    def _shortened(self, rows: Sequence[Row]) -> Sequence[Row]:
        if len(rows) <= MOST:
            return rows
        rest = rows[MOST - 1 :]
        ids = tuple(dict.fromkeys(id_ for row in rest for id_ in row.ids))
        return (*rows[: MOST - 1], Row(f"and {len(rest)} more issues", "", ids))

    def _words(self, row: Row) -> QWidget:
        if not row.ids:
            label = QLabel(row.words)
            label.setContentsMargins(8, 2, 0, 2)
            label.setToolTip(row.tip)
            label.setAccessibleDescription(f"{row.value}. {row.tip}")
            return label
        button = QPushButton(cut(row.words, QFontMetricsF(self._style.interface).horizontalAdvance, WORDS))
        button.setProperty("flat", True)
        button.setStyleSheet("padding: 2px 7px; text-align: left;")
        button.setToolTip(f"The passages on {row.words}")
        button.setAccessibleName(f"{row.words}: {row.value}")
        title = self._told.title if self._told is not None else ""
        button.clicked.connect(
            lambda: self.passages_asked.emit(f"{title}: {row.words}", [[id_] for id_ in row.ids], "")
        )
        return button

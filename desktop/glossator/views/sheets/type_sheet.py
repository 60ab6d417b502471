"""The sheet for face, size, line height and measure; every change is seen at once behind it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QSpinBox, QWidget

from glossator.views.look import CHOICES, LARGEST, LINE_HEIGHTS, MEASURES, SMALLEST, Look
from glossator.views.sheets.sheet import Sheet, dim

#: A number stands where the words of the lists stand, in pixels from where Qt would put it.
INSET = 5


class TypeSheet(Sheet):
    """Set the page's type and the theme."""

    size_wanted = (430, 0)

    def __init__(self, host: QWidget, look: Look) -> None:
        super().__init__(host, "Type and measure", look.theme)
        self._look = look
        style = look.style
        self.face = QComboBox()
        self.face.addItems(sorted({*QFontDatabase.families(), style.face}))
        self.face.setCurrentText(style.face)
        self.size = QDoubleSpinBox()
        self.size.setRange(SMALLEST, LARGEST)
        self.size.setDecimals(1)
        self.size.setSuffix(" pt")
        self.size.setValue(style.size)
        self.line_height = QDoubleSpinBox()
        self.line_height.setRange(*LINE_HEIGHTS[1:])
        self.line_height.setSingleStep(0.1)
        self.line_height.setValue(style.line_height)
        self.measure = QSpinBox()
        self.measure.setRange(*MEASURES[1:])
        self.measure.setSuffix(" characters")
        self.measure.setValue(style.measure)
        self.scheme = QComboBox()
        for key, words in CHOICES.items():
            self.scheme.addItem(words.capitalize(), key)
        self.scheme.setCurrentIndex(list(CHOICES).index(look.choice))
        form = QFormLayout()
        form.setSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for words, editor in (
            ("Face", self.face),
            ("Size", self.size),
            ("Line height", self.line_height),
            ("Width of the column", self.measure),
            ("Colours", self.scheme),
        ):
            label = QLabel(words)
            label.setProperty("dim", True)
            label.setBuddy(editor)
            form.addRow(label, editor)
        self.body.addLayout(form)
        for number in (self.size, self.line_height, self.measure):
            number.lineEdit().setTextMargins(INSET, 0, 0, 0)
        self.body.addWidget(dim("↑ and ↓ change a number."))
        self.face.currentTextChanged.connect(self._take)
        for number in (self.size, self.line_height, self.measure):
            number.valueChanged.connect(self._take)
        self.scheme.currentIndexChanged.connect(lambda _at: look.choose_theme(str(self.scheme.currentData())))

    def first(self) -> QWidget:
        """Begin with the face."""
        return self.face

    def _take(self) -> None:
        self._look.set_style(
            replace(
                self._look.style,
                face=self.face.currentText(),
                size=self.size.value(),
                line_height=self.line_height.value(),
                measure=self.measure.value(),
            )
        )

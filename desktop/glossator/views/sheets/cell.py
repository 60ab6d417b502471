"""Cells: the buttons of the sheets, painted: a word, its key, a kind's shape; pressed, chosen or switched on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from glossator.views.sheets.caps import HEIGHT as CAP_HEIGHT
from glossator.views.sheets.caps import caps_width, paint_caps
from glossator.views.theme import Theme

#: A cell's height, the blank at its sides, between its parts, and the size of a kind's shape, in pixels.
HEIGHT, INSIDE, BETWEEN, SHAPE = 28, 10.0, 7.0, 9.0

Shape = Callable[[QPainter, QRectF], None]


class Cell(QAbstractButton):
    """Be a button with a word, the key that does the same and, where it stands for a kind, its shape."""

    def __init__(
        self, words: str, theme: Theme, *, key: str = "", pill: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._key = key
        self._pill = pill
        self._theme = theme
        self._shape: Shape | None = None
        self.primary = False
        self.flat = False

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        self.update()

    def set_shape(self, shape: Shape) -> None:
        """Paint a kind's shape before the word."""
        self._shape = shape
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Be as wide as the parts ask."""
        width = 2 * INSIDE + QFontMetricsF(self.font()).horizontalAdvance(self.text())
        if self._key:
            width += BETWEEN + caps_width((self._key,), self.font())
        if self._shape is not None:
            width += SHAPE + BETWEEN
        return QSize(round(width + 1), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never be cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cell from its theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, ink = self._colours()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = box.height() / 2 if self._pill else 5.0
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.accent if focused else edge, 2 if focused else 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(ink)
        x = INSIDE
        if self._shape is not None:
            painter.setOpacity(1.0 if self.isChecked() or not self.isCheckable() else 0.45)
            self._shape(painter, QRectF(x, (self.height() - SHAPE) / 2, SHAPE, SHAPE))
            painter.setOpacity(1.0)
            x += SHAPE + BETWEEN
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._key:
            at = QPointF(x + width + BETWEEN, round((self.height() - CAP_HEIGHT) / 2))
            paint_caps(painter, at, (self._key,), font=self.font(), theme=self._theme)

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Return fill, edge and ink for the state the cell is in."""
        theme = self._theme
        clear = QColor(0, 0, 0, 0)
        if not self.isEnabled():
            return clear, theme.line, theme.dim
        if self.primary:
            fill = theme.accent.darker(112) if self.isDown() or self.underMouse() else theme.accent
            return fill, fill, theme.paper
        if self.isCheckable() and self.isChecked():
            return theme.selection, theme.accent, theme.ink
        hover = self.underMouse()
        if self.flat:
            return (theme.ground if hover else clear), clear, theme.dim
        edge = theme.dim if hover else theme.line
        return theme.paper, edge, theme.dim if self.isCheckable() else theme.ink

"""A quiet scroll bar: a thumb on the paper, cheap to paint at every step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollBar, QWidget

from glossator.views.page.strokes import fill
from glossator.views.theme import Theme

#: Pixels: the bar's width, and how far the thumb stands off its sides.
WIDTH = 12
_SIDE = 3

#: The least height of the thumb in pixels.
_LEAST_THUMB = 28

#: The style's arrows would take clicks that nobody aims at arrows.
_NO_ARROWS = (
    f"QScrollBar:vertical {{ width: {WIDTH}px; background: transparent; border: none; }}"
    f"QScrollBar::handle:vertical {{ min-height: {_LEAST_THUMB}px; }}"
    "QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }"
)


class PageScrollBar(QScrollBar):
    """Scroll a page; everything but the painting is Qt's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.colours = theme
        self._under = False
        self._painted = QRect()
        self.setStyleSheet(_NO_ARROWS)
        self.ensurePolished()
        # The style sheet has Qt paint what lies beneath, up to the window's ground; the bar is filled by us.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Paint the thumb anew where it moved by a pixel: in a long text most steps move it by less."""
        thumb = self.thumb()
        if thumb != self._painted or change == QAbstractSlider.SliderChange.SliderOrientationChange:
            self.update(thumb.united(self._painted))

    def thumb(self) -> QRect:
        """Return where the thumb stands: where the style has it, told without the style's many classes."""
        room, steps = self.height(), self.maximum() - self.minimum()
        length = room
        if steps:
            length = min(max(self.pageStep() * room // (steps + self.pageStep()), _LEAST_THUMB), room)
        gone = self.sliderPosition() - self.minimum()
        top = (2 * gone * (room - length) + steps) // (2 * steps) if steps else 0
        return QRect(0, top, self.width(), length)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the thumb."""
        painter = QPainter(self)
        fill(painter, event.rect(), self.colours.paper)
        self._painted = self.thumb()
        if self.maximum() <= self.minimum():
            return
        colour = QColor(self.colours.dim)
        colour.setAlphaF(0.65 if self._under or self.isSliderDown() else 0.35)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        thumb = QRectF(self._painted).adjusted(_SIDE, 1, -_SIDE, -1)
        painter.drawRoundedRect(thumb, thumb.width() / 2, thumb.width() / 2)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the thumb more strongly."""
        super().enterEvent(event)
        self._under = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show the thumb quietly again."""
        super().leaveEvent(event)
        self._under = False
        self.update()

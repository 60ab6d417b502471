"""What the lines, their width and the nodes of the network mean, painted as they are drawn."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.review.network import AFFILIATION, AVERAGE
from glossator.views.network.asked import TOGETHER
from glossator.views.network.picture import AGREE, DIFFER
from glossator.views.panel.style import Style

#: Pixels: beside, the length of a line, and between parts.
SIDE, LENGTH, GAP = 34.0, 34.0, 20.0

Part = tuple[QColor | None, bool, str]  # the colour of a line, whether it is dashed, words


class Legend(QWidget):
    """Say what is drawn, in one line."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.style_of = style
        self._drawn, self._normalisation, self._rest = "", "", ""

    def show_meaning(self, drawn: str, normalisation: str, rest: str) -> None:
        """Say what another network means, and ``rest`` of what it leaves out."""
        self._drawn, self._normalisation, self._rest = drawn, normalisation, rest
        self.setAccessibleName(" · ".join(words for _, _, words in self.parts()))
        self.setToolTip(self.accessibleName())
        self.update()

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self.style_of = style
        self.updateGeometry()
        self.update()

    def parts(self) -> list[Part]:
        """Return what is said, each with the line that it explains."""
        theme = self.style_of.theme
        per = ", for each statement" if self._normalisation == AVERAGE else ""
        if self._drawn == AFFILIATION:
            found: list[Part] = [(theme.stance[-1], False, "for"), (theme.stance[0], True, "against")]
            found.append((None, False, f"width: positions{per} · circle: holder, square: issue"))
        else:
            found = [] if self._drawn == DIFFER else [(theme.agree, False, "agree")]
            found += [] if self._drawn == AGREE else [(theme.differ, True, "differ")]
            width = "issues on which they do" if self._drawn == TOGETHER else f"how much{per}"
            found.append((None, False, f"width: {width} · circle: positions"))
        return [*found, *([(None, False, self._rest)] if self._rest else [])]

    def sizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(200, round(QFontMetricsF(self.style_of.small).height() + 12))

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint the line into a place."""
        metrics = QFontMetricsF(self.style_of.small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.style_of.small)
        x, middle = box.left() + SIDE, box.center().y()
        for colour, is_dashed, words in self.parts():
            if colour is not None:
                pen = QPen(colour, 3.5)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                if is_dashed:
                    pen.setDashPattern([2.3, 1.5])
                painter.setPen(pen)
                painter.drawLine(QLineF(x, middle, x + LENGTH, middle))
                x += LENGTH + 7
            painter.setPen(self.style_of.theme.dim)
            room = max(0.0, box.right() - x - 6)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(x, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            x += metrics.horizontalAdvance(shown) + GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.style_of.theme.paper)
        self.paint(painter, QRectF(self.rect()))

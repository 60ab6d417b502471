"""A painted figure whose bars and numbers are walked by arrows and open what they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from glossator.model.codebook import Codebook, Kind
from glossator.operations.glance import ByKind
from glossator.views.panel.shades import kind_mark
from glossator.views.panel.style import Style
from glossator.views.words import counted

#: How much farther aside than ahead a figure may lie and still be the next in a direction.
ASIDE = 3.0

#: What lies more aside than ahead comes after all else: more than any window is wide, in pixels.
STEEP = 100_000.0


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a bar or number: where it is, what it says, the tags (ids) it counts in groups, and by what rule.

    ``fill`` paints a bar; ``number`` is written where there is one.
    """

    box: QRectF
    words: str
    groups: Sequence[Sequence[str]]
    fill: QColor | None = None
    number: str = ""
    rule: str = ""


class Numbers(QWidget):
    """Arrange figures in a width; arrows lead to the nearest one, Enter or a press opens what it counts."""

    asked = Signal(str, list, str)  # what a figure counts: a title, ids of tags in groups, the rule
    reached = Signal(QRect)  # the figure that the keyboard is at

    def __init__(self, title: str, style: Style) -> None:
        super().__init__()
        self.title, self.style_of = title, style
        self.figures: list[Figure] = []
        self.at = 0  # the figure that the keyboard is at
        self._height = 10
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    # What a form says

    def arrange(self, width: float) -> float:
        """Fill ``figures`` for a width and return the height that they take."""
        raise NotImplementedError

    def paint_words(self, painter: QPainter) -> None:
        """Paint what is no figure: titles and labels."""

    # For all forms

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self.style_of = style
        self.arrange_anew()

    def arrange_anew(self) -> None:
        """Arrange everything for the width that there is."""
        self.figures = []
        self._height = round(self.arrange(float(self.width())))
        if self.figures:
            self.at = min(self.at, len(self.figures) - 1)
        self._tell()
        self.updateGeometry()
        self.update()

    @property
    def figure(self) -> Figure | None:
        """Return the figure that the keyboard is at."""
        return self.figures[self.at] if self.at < len(self.figures) else None

    def open_figure(self) -> None:
        """Open what the figure counts."""
        figure = self.figure
        if figure is not None:
            self.asked.emit(figure.words, [list(group) for group in figure.groups], figure.rule)

    def sizeHint(self) -> QSize:
        """Ask for the height of the figures."""
        return QSize(280, self._height)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same height, however narrow."""
        return QSize(120, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the figures in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange_anew()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words, bars and numbers, and a ring around the one that the keyboard is at."""
        painter = QPainter(self)
        self.paint_figures(painter)
        if self.hasFocus() and (figure := self.figure) is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.style_of.theme.accent, 2))
            painter.drawRoundedRect(figure.box.adjusted(-2, -2, 2, 2), 3, 3)

    def paint_figures(self, painter: QPainter) -> None:
        """Paint words, bars and numbers."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_words(painter)
        theme = self.style_of.theme
        for figure in self.figures:
            if figure.fill is not None:
                painter.fillRect(figure.box, figure.fill)
            if figure.number:
                painter.setFont(self.style_of.small)
                painter.setPen(theme.ink)
                painter.drawText(figure.box, Qt.AlignmentFlag.AlignCenter, figure.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the figures, or open one."""
        moves = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}
        by = moves.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_figure()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.figures:
            self._go_to(0 if event.key() == Qt.Key.Key_Home else len(self.figures) - 1)
        elif by is not None and self.figures:
            self._go_to(self._nearest(*by))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the figure under the pointer."""
        at = self._figure_at(event.position())
        if at >= 0:
            self._go_to(at)
            self.open_figure()

    def event(self, event: QEvent) -> bool:
        """Say the figure under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._figure_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.figures[at].words if at >= 0 else "", self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._tell()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it has gone."""
        super().focusOutEvent(event)
        self.update()

    # Parts of forms

    @property
    def line(self) -> float:
        """Return the height of a line of small words."""
        return QFontMetricsF(self.style_of.small).height()

    def paint_title(self, painter: QPainter, below: str = "") -> float:
        """Paint the title, with quiet words after it; return where what follows begins."""
        bold = QFont(self.style_of.interface)
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(bold)
        painter.setFont(bold)
        painter.setPen(self.style_of.theme.ink)
        painter.drawText(QPointF(0, metrics.ascent()), self.title)
        painter.setFont(self.style_of.small)
        painter.setPen(self.style_of.theme.dim)
        painter.drawText(QPointF(metrics.horizontalAdvance(self.title) + 10, metrics.ascent()), below)
        return self.title_height

    @property
    def title_height(self) -> float:
        """Return how high the title is, with the blank below it."""
        return QFontMetricsF(self.style_of.interface).height() + 8

    def add_number(self, right: float, top: float, figure: Figure) -> float:
        """Place a number that ends at the right; return where it begins."""
        width = QFontMetricsF(self.style_of.small).horizontalAdvance(figure.number) + 8
        box = QRectF(right - width, top, width, self.line + 2)
        self.figures.append(Figure(box, figure.words, figure.groups, None, figure.number, figure.rule))
        return right - width

    def _nearest(self, x: int, y: int) -> int:
        """Return the figure nearest in a direction, the one that is there where none is."""
        here = self.figures[self.at].box.center()

        def far(at: int) -> float:
            to = self.figures[at].box.center() - here
            ahead, aside = to.x() * x + to.y() * y, abs(to.x() * y) + abs(to.y() * x)
            if ahead <= 0.5:
                return float("inf")
            return ahead + ASIDE * aside + (STEEP if aside > ahead else 0.0)

        best = min(range(len(self.figures)), key=far)
        return best if far(best) < float("inf") else self.at

    def _figure_at(self, place: QPointF) -> int:
        found = (at for at, figure in enumerate(self.figures) if figure.box.adjusted(-2, -2, 2, 2).contains(place))
        return next(found, -1)

    def _go_to(self, at: int) -> None:
        self.at = at
        self._tell()
        self.update()

    def _tell(self) -> None:
        figure = self.figure
        self.setAccessibleDescription(figure.words if figure is not None else "")
        if figure is not None and self.hasFocus():
            self.reached.emit(figure.box.toAlignedRect())


@dataclass(frozen=True, slots=True)
class Kinds:
    """Hold the codebook's kinds with their colours and words."""

    codebook: Codebook

    def known(self, key: str) -> Kind:
        """Return a kind; one that is not known any more is grey."""
        return self.codebook.kind(key) or Kind(key, key.capitalize(), "square", "6E6A61", None)

    def colour(self, key: str, style: Style) -> QColor:
        """Return a kind's mark colour."""
        return kind_mark(self.known(key), style.theme)

    def words(self, key: str, number: int) -> str:
        """Count tags of a kind."""
        return counted(number, self.known(key).label.lower())

    def said(self, by: ByKind) -> str:
        """Count tags of every kind."""
        return ", ".join(self.words(key, len(ids)) for key, ids in by.items()) or "nothing"


def alone(ids: Sequence[str]) -> list[list[str]]:
    """Let each tag be counted for itself."""
    return [[id_] for id_ in ids]

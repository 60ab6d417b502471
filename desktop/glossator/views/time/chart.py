"""The chart of stances over time: every point is reached by keys and by the mouse, and joined to its column below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from glossator.review.statement import Scale
from glossator.review.trajectory import Line
from glossator.views.panel.shades import faded
from glossator.views.panel.style import Style
from glossator.views.time.drawing import Drawing, Drawn, point_words
from glossator.views.time.plan import Plan

#: The room in pixels in which points are joined to their columns.
LEADERS = 26.0


class Chart(QWidget):
    """Show lines; the columns below say where each stop is read."""

    chosen = Signal(str)  # a tag

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName("Stance over time")
        self._style = style
        self._lines: tuple[Line, ...] = ()
        self._marks: tuple[int, ...] = ()
        self._names: Mapping[int, str] = {}
        self._scale = Scale({}, {})
        self._current = ""
        self._columns: Mapping[str, float] = {}  # by tag: the middle of the column where it is read, in pixels
        self.drawing = self._laid_out()

    def show_lines(self, shown: Plan, names: Sequence[str], scale: Scale) -> None:
        """Show other lines, with the words at their ends."""
        self._lines, self._marks, self._names, self._scale = shown.lines, shown.marks, dict(enumerate(names)), scale
        self._lay_out()

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self._style = style
        self._lay_out()

    def set_current(self, tag: str) -> None:
        """Show which tag is chosen."""
        if tag != self._current:
            self._current = tag
            self._tell()
            self.update()

    def set_columns(self, columns: Mapping[str, float]) -> None:
        """Say where each tag's column lies below, in pixels from the left."""
        if columns != self._columns:
            self._columns = dict(columns)
            self.update()

    def point_of(self, tag: str) -> Drawn | None:
        """Return the point of a tag, None where it has no date."""
        return next((one for one in self.drawing.drawn if one.point.statement.id == tag), None)

    def paint_picture(self, painter: QPainter) -> None:
        """Paint the lines without what is chosen."""
        self.drawing.paint(painter)

    # Qt's own

    def sizeHint(self) -> QSize:
        """Return the height that the lanes need."""
        return QSize(600, round(self.drawing.height + LEADERS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the axis out anew."""
        super().resizeEvent(event)
        self.drawing = self._laid_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the leaders to the columns, then the lines."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_leaders(painter)
        self.drawing.paint(painter, self._current, has_keyboard=self.hasFocus())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the point that is clicked."""
        one = self.drawing.at(event.position())
        if one is not None:
            self.chosen.emit(one.point.statement.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a point can be clicked."""
        over = self.drawing.at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the points in order of time, up and down to the next line."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._change_line(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            ordered = self._ordered()
            if ordered:
                self.chosen.emit(ordered[0 if key == Qt.Key.Key_Home else -1].point.statement.id)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say of the point under the pointer what it is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            one = self.drawing.at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._words(one) if one is not None else "", self)
            return True
        return super().event(event)

    # Within

    def _ordered(self) -> list[Drawn]:
        return sorted(self.drawing.drawn, key=lambda one: (one.at.x(), one.line))

    def _walk(self, by: int) -> None:
        ordered = self._ordered()
        at = next((n for n, one in enumerate(ordered) if one.point.statement.id == self._current), -1)
        if ordered and 0 <= (at + by if at >= 0 else 0) < len(ordered):
            self.chosen.emit(ordered[at + by if at >= 0 else 0].point.statement.id)

    def _change_line(self, by: int) -> None:
        """Go to the nearest point in time of the line above or below, by their heights at the end."""
        now = self.point_of(self._current)
        if now is None:
            self._walk(1)
            return
        ends = {one.line: one.at.y() for one in self.drawing.drawn}
        order = sorted(ends, key=lambda line: (ends[line], line))
        at = order.index(now.line) + by
        if 0 <= at < len(order):
            line = [one for one in self.drawing.drawn if one.line == order[at]]
            near = min(line, key=lambda one: abs(one.at.x() - now.at.x()))
            self.chosen.emit(near.point.statement.id)

    def _paint_leaders(self, painter: QPainter) -> None:
        theme = self._style.theme
        top, bottom = self.drawing.bottom, float(self.height())
        seen: set[tuple[int, int]] = set()
        for one in self.drawing.drawn:
            below = self._columns.get(one.point.statement.id)
            if below is None or not 0 <= below <= self.width():
                continue
            is_chosen = one.point.statement.id == self._current
            key = (round(one.at.x()), round(below))
            if key in seen and not is_chosen:
                continue
            seen.add(key)
            path = QPainterPath(QPointF(one.at.x(), top))
            path.lineTo(QPointF(one.at.x(), self.drawing.height))  # past the words of the axis
            middle = (self.drawing.height + bottom) / 2
            path.cubicTo(QPointF(one.at.x(), middle), QPointF(below, middle), QPointF(below, bottom))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.accent if is_chosen else faded(theme.dim, 0.35), 2.0 if is_chosen else 1.0))
            painter.drawPath(path)

    def _words(self, one: Drawn) -> str:
        return point_words(one, self._names.get(one.line, ""), self._scale)

    def _tell(self) -> None:
        one = self.point_of(self._current)
        self.setAccessibleDescription(self._words(one) if one is not None else "")

    def _laid_out(self) -> Drawing:
        width = float(self.width())
        return Drawing(self._lines, self._names, self._scale, marks=self._marks, width=width, style=self._style)

    def _lay_out(self) -> None:
        self.drawing = self._laid_out()
        self._tell()
        self.updateGeometry()
        self.update()

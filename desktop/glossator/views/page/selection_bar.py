"""The bar that a selection brings up: one cell for each kind, beside the text and never on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from glossator.model.codebook import Kind
from glossator.views.fonts import interface_face
from glossator.views.page.strokes import draw_shape
from glossator.views.page.view import PageView

#: Pixels: the height of a cell, what stands around its parts, and the size of its shape.
_CELL = 28
_PAD = 8
_SHAPE = 9
_CAP = 18
_GAP = 8

#: How far the bar stands from the text and from the window's edge.
_AWAY = 10
_EDGE = 2

_POINTS = 9.5


@dataclass(frozen=True, slots=True)
class _Form:
    """Say how the cells lie: side by side or below one another, with words or letters alone."""

    across: bool
    words: bool


_FORMS = (_Form(True, True), _Form(False, True), _Form(False, False))


class SelectionBar(QWidget):
    """Offer the kinds for the selection of a page; it follows the selection and never takes the focus."""

    pressed = Signal(str)  # a kind's key

    def __init__(self, page: PageView, *, over: QAbstractScrollArea | None = None) -> None:
        """``over`` is what it lies over, where that is not the page itself."""
        super().__init__(over or page)
        self._page = page
        self._over: QAbstractScrollArea = over or page
        self._form = _FORMS[0]
        self._under = -1
        self._offered = True
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Tag the selection")
        font = QFont(interface_face())
        font.setPointSizeF(_POINTS)
        self.setFont(font)
        self.hide()
        for signal in (page.selected, page.reshaping_changed, page.content_changed, page.resized):
            signal.connect(self.follow)
        self._over.verticalScrollBar().valueChanged.connect(self.follow)
        self._over.viewport().installEventFilter(self)

    @property
    def kinds(self) -> Sequence[Kind]:
        """Return the kinds that are offered."""
        return self._page.kinds

    # Where it stands

    def set_offered(self, offered: bool) -> None:
        """Offer the kinds, or do not: a selection may be meant for something else."""
        self._offered = offered
        self.follow()

    def follow(self) -> None:
        """Stand beside the selection, or go where there is none, or where it is a tag's own extent."""
        span = self._page.selection() if self._offered and not self._page.reshaping else None
        dragging = bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton) and not self.underMouse()
        rects = self.rects(*span) if span is not None and self.kinds and not dragging else []
        viewport = self._over.viewport().rect()
        in_view = [rect for rect in rects if rect.bottom() > 0 and rect.top() < viewport.height()]
        if not in_view:
            self.hide()
            return
        self._form, place = self._find_place(in_view, viewport)
        self.setGeometry(QRect(place, self._size(self._form)).translated(self._over.viewport().pos()))
        self.show()
        self.raise_()
        self.update()

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a passage on what the bar lies over."""
        return self._page.rects(start, end)

    def text_right(self) -> float:
        """Return where the text ends on the right."""
        layout = self._page.page_layout
        return layout.origin + layout.type.width

    def _find_place(self, rects: Sequence[QRectF], viewport: QRect) -> tuple[_Form, QPoint]:
        right = round(self.text_right()) + _AWAY
        for form in _FORMS:
            size = self._size(form)
            if right + size.width() + _EDGE <= viewport.width():
                return form, QPoint(right, self._beside(rects, size, viewport))
            below = QPoint(round(rects[-1].left()), round(rects[-1].bottom()) + 4)
            if form.across and viewport.contains(QRect(below, size)) and self.is_free(QRect(below, size)):
                return form, below
        form, size = _FORMS[-1], self._size(_FORMS[-1])
        return form, QPoint(viewport.width() - size.width() - _EDGE, self._beside(rects, size, viewport))

    def _beside(self, rects: Sequence[QRectF], size: QSize, viewport: QRect) -> int:
        wanted = round(rects[-1].center().y() - _CELL / 2)
        return min(max(wanted, _EDGE), max(_EDGE, viewport.height() - size.height() - _EDGE))

    def is_free(self, place: QRect) -> bool:
        """Tell whether no text stands in a place."""
        top = self._page.scroll.top
        for strip in self._page.lines_in_view().strips:
            if strip.laid.length == 0:
                continue
            first = strip.origin.y() + strip.first * strip.laid.metric.step - top
            last = strip.origin.y() + (strip.last + 1) * strip.laid.metric.step - top
            if first < place.bottom() and place.top() < last:
                return False
        return True

    def _size(self, form: _Form) -> QSize:
        widths = [self._cell_width(kind, form) for kind in self.kinds]
        if form.across:
            return QSize(sum(widths) + 2 * _PAD // 2, _CELL)
        return QSize(max(widths, default=0) + 2, _CELL * len(widths))

    def _cell_width(self, kind: Kind, form: _Form) -> int:
        width = _PAD + _SHAPE + _GAP + _CAP + _PAD if form.words else 4 + _SHAPE + 4 + _CAP + 3
        return width + QFontMetrics(self.font()).horizontalAdvance(kind.label) + _GAP if form.words else width

    def cells(self) -> Iterator[tuple[Kind, QRect]]:
        """Yield each kind with the place of its cell on the bar."""
        x = _PAD // 2 if self._form.across else 0
        y = 0
        for kind in self.kinds:
            width = self._cell_width(kind, self._form) if self._form.across else self.width()
            yield kind, QRect(x, y, width, _CELL)
            if self._form.across:
                x += width
            else:
                y += _CELL

    # What Qt sends

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the end of a drag before coming up."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            # The page has its release after this: the selection is looked at then.
            QTimer.singleShot(0, self, self.follow)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells."""
        colours = self._page.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for number, (kind, cell) in enumerate(self.cells()):
            if number == self._under:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.kind(kind.key).tint)
                painter.drawRoundedRect(QRectF(cell).adjusted(2, 2, -2, -2), 4, 4)
            self._paint_cell(painter, kind, cell)

    def _paint_cell(self, painter: QPainter, kind: Kind, cell: QRect) -> None:
        colours = self._page.colours
        words = self._form.words
        x = cell.left() + (_PAD if words else 5)
        middle = cell.top() + cell.height() / 2
        shape = QRectF(x, middle - _SHAPE / 2, _SHAPE, _SHAPE)
        draw_shape(painter, kind.shape, colours.kind(kind.key).mark, shape)
        painter.setFont(self.font())
        if words:
            painter.setPen(colours.ink)
            room = QRectF(shape.right() + _GAP, cell.top(), cell.width(), cell.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), kind.label)
        if kind.shortcut:
            cap = QRectF(cell.right() - (_PAD if words else 4) - _CAP + 1, middle - _CAP / 2, _CAP, _CAP)
            painter.setPen(QPen(colours.line, 1))
            painter.setBrush(colours.paper)
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(colours.ink)
            painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), kind.shortcut.upper())

    def _kind_at(self, point: QPointF) -> int:
        return next((n for n, (_, cell) in enumerate(self.cells()) if cell.contains(point.toPoint())), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which cell is under the pointer."""
        self._set_under(self._kind_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press from the page."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which kind was pressed."""
        number = self._kind_at(event.position())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.kinds[number].key)

    def leaveEvent(self, event: QEvent) -> None:
        """Show no cell as pointed at."""
        self._set_under(-1)

    def _set_under(self, number: int) -> None:
        if number != self._under:
            self._under = number
            self.update()

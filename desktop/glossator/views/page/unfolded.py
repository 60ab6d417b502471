"""What is unfolded beneath a passage of the page: lines laid over it, which move with the text and never into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from glossator.review.statement import Scale
from glossator.views.eliding import elided
from glossator.views.fonts import interface_face, reading_face
from glossator.views.keys import SHEET, chords
from glossator.views.page.view import PageView
from glossator.views.whole.stances import paint_stance, score_colour

#: Pixels: inside the panel, between text and panel, the height of a line more than its letters, and a shape.
_PAD, _AWAY, _LEADING, _SHAPE = 10, 6, 9, 11

#: Lines shown at once; the others are walked to.
MOST = 8

#: The size of its letters in points, and of the quotations'.
_POINTS, _READING_POINTS = 9.5, 10.5

#: What the names, and the stances with their dates, may take of the width.
_WHO, _SAID = 0.22, 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a line: who, a stance in words with its score, when, and what was said."""

    who: str
    stance: str
    score: float | None
    has_stance: bool
    is_hollow: bool
    when: str
    words: str

    @property
    def spoken(self) -> str:
        """Return the line for a screen reader."""
        return ", ".join(part for part in (self.who, self.stance, self.when, self.words) if part)


class Unfolded(QWidget):
    """Show lines beneath a passage; arrows choose one, Enter or a click opens it, Esc and its own key fold it."""

    opened = Signal(int)
    folded = Signal()

    def __init__(self, page: PageView, key: str) -> None:
        super().__init__(page)
        self._page, self._key = page, key
        self._span = (0, 0)
        self._title = ""
        self._lines: Sequence[Line] = ()
        self._scale = Scale({}, {})
        self._at = self._top = 0
        self.setProperty("keys", SHEET)  # no key of the page acts here
        self.setProperty("hints", "unfolded")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._small = _font(interface_face(), _POINTS)
        self._bold = _font(interface_face(), _POINTS)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._reading = _font(reading_face(), _READING_POINTS)
        self.hide()
        page.resized.connect(self.follow)
        page.verticalScrollBar().valueChanged.connect(self.follow)

    @property
    def lines(self) -> Sequence[Line]:
        """Return the lines that are shown."""
        return self._lines

    @property
    def chosen(self) -> int:
        """Return the number of the line that is chosen."""
        return self._at

    def unfold(self, span: tuple[int, int], title: str, lines: Sequence[Line], scale: Scale) -> None:
        """Show lines beneath a passage, making room below it where there is too little, and take the keyboard.

        Where lines are shown already these come in their place, and all else stays as it is.
        """
        is_new = not self.isVisible()
        self._span, self._title, self._lines, self._scale = span, title, lines, scale
        self._at = 0 if is_new else min(self._at, len(lines) - 1)
        self._top = 0 if is_new else self._top
        if is_new:
            self._make_room()
        self.follow()
        self._choose(self._at)
        if is_new:
            self.show()
            self.raise_()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self) -> None:
        """Show nothing; the keyboard goes back to the page where it was here."""
        if self.isVisible():
            had = self.hasFocus()
            self.hide()
            if had:
                self._page.setFocus(Qt.FocusReason.OtherFocusReason)
            self.folded.emit()

    def follow(self) -> None:
        """Lie beneath the passage's last line, or above its first one where there is no room below."""
        rects = self._page.rects(*self._span) if self._lines else []
        if not rects:
            return
        layout = self._page.page_layout
        left, width = round(layout.origin), round(layout.type.width)
        height = self._height()
        top = round(max(rect.bottom() for rect in rects)) + _AWAY
        above = round(min(rect.top() for rect in rects)) - _AWAY - height
        if top + height > self._page.viewport().height() and above >= 0:
            top = above
        self.setGeometry(QRect(left, top, width, height).translated(self._page.viewport().pos()))
        self.update()

    def _make_room(self) -> None:
        rects = self._page.rects(*self._span)
        if not rects:
            return
        bottom = max(rect.bottom() for rect in rects) + _AWAY + self._height() + _AWAY
        first = min(rect.top() for rect in rects)
        missing = bottom - self._page.viewport().height()
        if missing > 0:
            bar = self._page.verticalScrollBar()
            bar.setValue(bar.value() + round(min(missing, max(0, first - _AWAY))))

    # What Qt sends

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, open and fold; no other key leaves it for the page beneath."""
        key, last = event.key(), len(self._lines) - 1
        moves = {
            Qt.Key.Key_Up: self._at - 1,
            Qt.Key.Key_Down: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_PageUp: self._at - MOST,
            Qt.Key.Key_PageDown: self._at + MOST,
        }
        if key in moves:
            self._choose(max(0, min(last, moves[Qt.Key(key)])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._at)
        elif key == Qt.Key.Key_Escape or self._key in chords(event):
            self.fold()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep its keys from any shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return bool(super().event(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the line under the pointer."""
        at = self._line_at(event.position().y())
        if at >= 0:
            self._choose(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press from the page."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the line that was pressed."""
        at = self._line_at(event.position().y())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(at)

    def focusOutEvent(self, event: QEvent) -> None:
        """Show that the keyboard has gone."""
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title and the lines in view."""
        colours = self._page.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        step = self._step()
        width = self.width() - 2 * _PAD
        painter.setFont(self._small)
        painter.setPen(colours.dim)
        more = len(self._lines) - MOST
        title = f"{self._title} · {more} more" if more > 0 else self._title
        box = QRectF(_PAD, _PAD / 2, width, step)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, elided(title, QFontMetricsF(self._small), width))
        for number, line in enumerate(self._lines[self._top : self._top + MOST], self._top):
            top = _PAD / 2 + step * (1 + number - self._top)
            self._paint_line(painter, line, QRectF(_PAD, top, width, step), is_chosen=number == self._at)

    def _paint_line(self, painter: QPainter, line: Line, box: QRectF, *, is_chosen: bool) -> None:
        colours = self._page.colours
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selection)
            painter.drawRoundedRect(box.adjusted(-_PAD / 2, 1, _PAD / 2, -1), 4, 4)
        x = box.left()
        if line.has_stance:
            shape = QRectF(x, box.center().y() - _SHAPE / 2, _SHAPE, _SHAPE)
            colour = score_colour(line.score, self._scale, colours)
            paint_stance(painter, line.score, shape, colour, hollow=line.is_hollow)
        x += _SHAPE + 8
        said = " · ".join(part for part in (line.stance, line.when) if part)
        for words, font, ink, room in (
            (line.who, self._bold, colours.ink, box.width() * _WHO),
            (said, self._small, colours.ink if is_chosen else colours.dim, box.width() * _SAID),
            (line.words, self._reading, colours.ink, box.right() - x),
        ):
            room = min(room, box.right() - x)
            painter.setFont(font)
            painter.setPen(ink)
            fitting = elided(words, QFontMetricsF(font), room)
            place = QRectF(x, box.top(), room, box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, fitting)
            x += room + 8

    # Within

    def _choose(self, at: int) -> None:
        self._at = at
        self._top = max(min(self._top, at), at - MOST + 1)
        if self._lines:
            self.setAccessibleName(f"{self._title}: {self._lines[at].spoken}")
        self.update()

    def _step(self) -> int:
        return max(QFontMetrics(self._small).height(), QFontMetrics(self._reading).height()) + _LEADING

    def _height(self) -> int:
        return self._step() * (1 + min(MOST, len(self._lines))) + _PAD

    def _line_at(self, y: float) -> int:
        at = int((y - _PAD / 2) // self._step()) - 1
        return at + self._top if 0 <= at < min(MOST, len(self._lines)) else -1


def _font(face: str, points: float) -> QFont:
    font = QFont(face)
    font.setPointSizeF(points)
    return font

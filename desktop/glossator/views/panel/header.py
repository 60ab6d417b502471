"""The head of the panel: kinds with their counts, the order, and a quiet filter by words and label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu, QWidget

from glossator.model.codebook import Kind
from glossator.views.desk import ORDERS, Filter
from glossator.views.panel.shades import kind_mark, mixed
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style

#: Distances between and inside the pills.
GAP, INSIDE, SHAPE, SIDE = 6, 10, 8, 12

#: The point before a reader's name, in pixels.
POINT = 7


class Pill(QAbstractButton):
    """Show words in a rounded border, with a kind's shape before them where it has one."""

    def __init__(self, parent: QWidget, style: Style, *, kind: Kind | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self.kind = kind
        self.setCheckable(kind is not None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_style(self, style: Style) -> None:
        """Take the panel's type and colours."""
        self._style = style
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the words and what is around them."""
        metrics = QFontMetrics(self._style.small)
        shape = SHAPE + 5 if self.kind is not None else 0
        return QSize(metrics.horizontalAdvance(self.text()) + shape + 2 * INSIDE, metrics.height() + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with Space; Esc is the window's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill; a pressed one is filled, one in focus has a ring."""
        theme, shades = self._style.theme, self._style.shades
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        fill = mixed(shades.card, theme.accent, 0.16) if self.isChecked() else shades.card
        strong = self.isChecked() or self.underMouse()
        painter.setPen(
            QPen(theme.accent if self.hasFocus() or self.isChecked() else theme.line, 2 if self.hasFocus() else 1)
        )
        painter.setBrush(mixed(fill, theme.ink, 0.03) if strong and not self.isChecked() else fill)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = box.left() + INSIDE - 1
        if self.kind is not None:
            mark = QRectF(left, box.center().y() - SHAPE / 2, SHAPE, SHAPE)
            paint_shape(painter, self.kind.shape, mark, kind_mark(self.kind, theme))
            left += SHAPE + 5
        painter.setFont(self._style.small)
        painter.setPen(theme.ink)
        painter.drawText(
            QRectF(left, box.top(), box.right() - left, box.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )


class ReaderPill(Pill):
    """Show a reader with the count of their tags; pressed, a full point says that they are shown."""

    def __init__(self, parent: QWidget, style: Style, reader: str) -> None:
        super().__init__(parent, style)
        self.reader = reader
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return the size of the words and the point before them."""
        size = super().sizeHint()
        return QSize(size.width() + POINT + 5, size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill quietly: all readers are shown at first."""
        theme, shades = self._style.theme, self._style.shades
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.accent if self.hasFocus() else theme.line, 2 if self.hasFocus() else 1))
        painter.setBrush(mixed(shades.card, theme.ink, 0.03 if self.underMouse() else 0))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = box.left() + INSIDE - 1
        point = QRectF(left, box.center().y() - POINT / 2, POINT, POINT)
        painter.setPen(QPen(theme.accent if self.isChecked() else theme.dim, 1.3))
        painter.setBrush(theme.accent if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(point)
        left += POINT + 5
        painter.setFont(self._style.small)
        painter.setPen(theme.ink if self.isChecked() else theme.dim)
        words = QRectF(left, box.top(), box.right() - left, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


class _SearchPill(Pill):
    """Show a lens: the filter's words are asked for with it."""

    def sizeHint(self) -> QSize:
        """Return a square's size."""
        height = super().sizeHint().height()
        return QSize(height + 4, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lens into the pill."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._style.theme.ink, 1.3))
        middle = QRectF(self.rect()).center()
        painter.drawEllipse(QRectF(middle.x() - 5, middle.y() - 5.5, 7.5, 7.5))
        painter.drawLine(middle + QPointF(1.7, 1.2), middle + QPointF(5, 4.5))


class Header(QWidget):
    """Show what is filtered and ordered; it only says what was asked for."""

    kinds_chosen = Signal(object)  # a frozenset of kind keys
    order_chosen = Signal(str)
    words_typed = Signal(str)
    label_chosen = Signal(str)
    readers_chosen = Signal(object)  # a frozenset of the ids of readers who are not shown
    waiting_pressed = Signal()  # the tags that wait are to be walked
    cleared = Signal()
    left = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget, style: Style) -> None:
        super().__init__(parent)
        self._style = style
        self._pills: dict[str, Pill] = {}
        self._readers: dict[str, ReaderPill] = {}
        self._labels: Sequence[str] = ()
        self._filter = Filter()
        self._is_used = False
        self.order = Pill(self, style)
        self.order.clicked.connect(self._choose_order)
        self.search = _SearchPill(self, style)
        self.search.setAccessibleName("Filter by words")
        self.search.setToolTip("Filter by words (Ctrl+Shift+F)")
        self.search.clicked.connect(self.focus_filter)
        self.words = _WordsEdit(self)
        self.words.textEdited.connect(self.words_typed)
        self.words.left.connect(self._leave_words)
        self.waiting = Pill(self, style)
        self.waiting.clicked.connect(self.waiting_pressed)
        self.waiting.hide()
        self.label = Pill(self, style)
        self.label.clicked.connect(self._choose_label)
        self.shown = QLabel(self)
        self.shown.setProperty("dim", True)
        self.clear = Pill(self, style)
        self.clear.setText("Clear")
        self.clear.setAccessibleName("Show all tags again")
        self.clear.clicked.connect(self.cleared)
        for widget in (self.words, self.label, self.shown, self.clear):
            widget.hide()

    def set_style(self, style: Style) -> None:
        """Take the panel's type and colours."""
        self._style = style
        own = (self.waiting, self.order, self.search, self.label, self.clear)
        for pill in (*self._readers.values(), *self._pills.values(), *own):
            pill.set_style(style)
        self.words.setFont(style.small)
        self.shown.setFont(style.small)
        self.lay_out()

    def show_kinds(self, kinds: Sequence[Kind], counts: Mapping[str, int], chosen: frozenset[str]) -> None:
        """Show a pill for each kind that has tags or is filtered by."""
        wanted = [kind for kind in kinds if counts.get(kind.key) or kind.key in chosen]
        for key in [key for key, pill in self._pills.items() if pill.kind not in wanted]:
            pill = self._pills.pop(key)
            pill.hide()
            pill.deleteLater()
        pills = {}
        for kind in wanted:
            pill = self._pills.get(kind.key) or self._new_pill(kind)
            count = counts.get(kind.key, 0)
            pill.setText(f"{_plural(kind.label)} {count:,}")
            pill.setAccessibleName(f"{kind.label}: {count:,} tags; press to show only these")
            pill.setChecked(kind.key in chosen)
            pills[kind.key] = pill
        self._pills = pills
        self.lay_out()

    def show_readers(self, readers: Sequence[tuple[str, str, int]], without: frozenset[str]) -> None:
        """Show a chip for each reader: id, name and count of tags; none where one reader is all there is."""
        wanted = readers if len(readers) > 1 or without else ()
        for id_ in self._readers.keys() - {id_ for id_, _, _ in wanted}:
            pill = self._readers.pop(id_)
            pill.hide()
            pill.deleteLater()
        pills = {}
        for id_, name, count in wanted:
            pill = self._readers.get(id_) or self._new_reader(id_)
            pill.setText(f"{name} {count:,}")
            pill.setAccessibleName(f"{name}: {count:,} tags; press to show or hide them")
            pill.setToolTip(pill.accessibleName())
            pill.setChecked(id_ not in without)
            pills[id_] = pill
        self._readers = pills
        self.lay_out()

    def show_waiting(self, count: int) -> None:
        """Show how many tags wait for a look; pressed, they are walked."""
        self.waiting.setText(f"{count:,} wait{'s' * (count == 1)}" if count else "")
        self.waiting.setAccessibleName(f"{count:,} tags wait for a look; press to walk them")
        self.waiting.setToolTip("Walk the tags that wait for a look (F7)")
        self.waiting.setVisible(bool(count))
        self.lay_out()

    def show_filter(self, chosen: Filter, labels: Sequence[str], shown: int, total: int) -> None:
        """Show the filter's words and label, and how many tags it lets through."""
        self._filter, self._labels = chosen, labels
        if self.words.text().strip() != chosen.words:
            self.words.setText(chosen.words)
        self.label.setText(f"{chosen.label or 'Label'} ▾")
        self.label.setAccessibleName(f"Label: {chosen.label or 'any'}")
        self._is_used = bool(chosen.words or chosen.label) or self.words.hasFocus()
        self.shown.setText(f"{shown:,} of {total:,} shown")
        self.shown.setVisible(bool(chosen))
        self.clear.setVisible(bool(chosen))
        self.lay_out()

    def show_order(self, order: str) -> None:
        """Show the order by its words."""
        self.order.setText(f"{ORDERS[order]} ▾")
        self.order.setAccessibleName(f"Order: {ORDERS[order]}")
        self.lay_out()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter's words."""
        self._is_used = True
        self.lay_out()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out at another width."""
        super().resizeEvent(event)
        self.lay_out()

    def lay_out(self) -> None:
        """Place the pills in rows, the order at the right of the first row that has room for it."""
        width = self.width()
        y, height = 10, self.order.sizeHint().height()
        if self._readers:
            _, y = self._place_pills(self._readers.values(), y, height)
            y += height + GAP
        waiting = [self.waiting] if self.waiting.text() else []
        x, y = self._place_pills([*self._pills.values(), *waiting], y, height)
        order, search = self.order.sizeHint().width(), self.search.sizeHint().width()
        fits = x + search + GAP + order <= width - SIDE
        # What does not fit beside the kinds goes below them, and leaves room for the filter's words.
        y = self._place_filter(x, y, height, fits=fits)
        if self.height() != y + 8 or self.minimumHeight() != y + 8:
            self.setFixedHeight(y + 8)

    def _place_pills(self, pills: Iterable[Pill], y: int, height: int) -> tuple[int, int]:
        """Place pills in rows from a height on; return where the next one would stand."""
        x, widest = SIDE, self.width() - 2 * SIDE
        for pill in pills:
            taken = min(pill.sizeHint().width(), widest)
            if x > SIDE and x + taken > self.width() - SIDE:
                x, y = SIDE, y + height + GAP
            pill.setGeometry(x, y, taken, height)
            pill.show()
            x += taken + GAP
        return x, y

    def _place_filter(self, x: int, y: int, height: int, *, fits: bool) -> int:
        right = self.width() - SIDE
        order = self.order.sizeHint().width()
        below = y + height + GAP
        self.order.setGeometry(right - order, y if fits else below, order, height)
        self.search.setVisible(fits and not self._is_used)
        search = self.search.sizeHint().width()
        self.search.setGeometry(right - order - GAP - search, y, search, height)
        self.words.setVisible(self._is_used or not fits)
        self.label.setVisible(self._is_used and bool(self._labels or self._filter.label))
        bottom = y + height
        if not self.words.isHidden():
            end = right if fits else right - order - GAP
            label = 0 if self.label.isHidden() else min(self.label.sizeHint().width(), (end - SIDE) // 2)
            self.words.setGeometry(SIDE, below, end - SIDE - (label + GAP if label else 0), height)
            self.label.setGeometry(end - label, below, label, height)
            bottom = below + height
        if self._filter:
            clear = self.clear.sizeHint().width()
            self.shown.setGeometry(SIDE + 2, bottom + GAP, right - SIDE - clear, height)
            self.clear.setGeometry(right - clear, bottom + GAP, clear, height)
            bottom += height + GAP
        return bottom

    def _new_pill(self, kind: Kind) -> Pill:
        pill = Pill(self, self._style, kind=kind)
        pill.clicked.connect(self._choose_kinds)
        return pill

    def _new_reader(self, id_: str) -> ReaderPill:
        pill = ReaderPill(self, self._style, id_)
        pill.clicked.connect(self._choose_readers)
        return pill

    def _choose_readers(self) -> None:
        self.readers_chosen.emit(frozenset(id_ for id_, pill in self._readers.items() if not pill.isChecked()))

    def _choose_kinds(self) -> None:
        self.kinds_chosen.emit(frozenset(key for key, pill in self._pills.items() if pill.isChecked()))

    def _choose_order(self) -> None:
        menu = QMenu(self)
        for key, words in ORDERS.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(self.order.text().startswith(words))
            action.triggered.connect(lambda _on=False, key=key: self.order_chosen.emit(key))
        self._pop_up(menu, self.order)

    def _choose_label(self) -> None:
        menu = QMenu(self)
        for words in ("", *self._labels):
            action = menu.addAction(words or "Any label")
            action.setCheckable(True)
            action.setChecked(words == self._filter.label)
            action.triggered.connect(lambda _on=False, words=words: self.label_chosen.emit(words))
        self._pop_up(menu, self.label)

    def _pop_up(self, menu: QMenu, below: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _leave_words(self) -> None:
        if not self._filter.words and not self._filter.label:
            self._is_used = False
            self.lay_out()
        self.left.emit()


class _WordsEdit(QLineEdit):
    """Take the filter's words; Esc clears them, then leaves, Enter leaves."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Words in quotation, note, fields")
        self.setAccessibleName("Filter by words")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear or leave."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _plural(label: str) -> str:
    """Say a kind's label of several, where that only takes an s."""
    return f"{label}s" if label in ("Risk", "Position", "Claim", "Note") else label

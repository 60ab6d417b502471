"""What waits as cards: state, old words against new, the places to choose from, the keys; painted, not built."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from glossator.views.panel.shades import faded, kind_mark
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style
from glossator.views.sheets import caps
from glossator.views.waiting.runs import AROUND, RunLines
from glossator.views.waiting.state import Entry, WaitingTags
from glossator.views.waiting.words import CardWords, Place

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()

#: Lines of what was tagged, of the place that is proposed and of another one, and on a card that is not open.
TAGGED_LINES, CHOSEN_LINES, OTHER_LINES, CLOSED_LINES = 5, 8, 3, 2

#: Pixels: a kind's shape, the rounding of a card, between two parts, the line beside a place and the room after it.
SHAPE, CORNER, BETWEEN, BESIDE, INDENT = 9, 6, 6, 3, 12

#: Cards kept laid out.
KEPT = 64


class WaitingModel(QAbstractListModel):
    """List what waits in the order of the text."""

    def __init__(self, waiting: WaitingTags, describe: Callable[[Entry], CardWords]) -> None:
        super().__init__()
        self._waiting = waiting
        self.describe = describe

    def reset(self) -> None:
        """List the entries as they are now."""
        self.beginResetModel()
        self.endResetModel()

    def tell_changed(self, id_: str) -> None:
        """Say that an entry is shown otherwise."""
        at = self.place(id_)
        if at >= 0:
            self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._waiting.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell an entry's id, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self._waiting.entries):
            return None
        entry = self._waiting.entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry.id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.describe(entry).spoken
        return None

    def id_at(self, row: int) -> str:
        """Return the id of the entry in a row."""
        return self._waiting.entries[row].id

    def place(self, id_: str) -> int:
        """Return the row of an entry, -1 where it is not listed."""
        return self._waiting.place(id_)

    def entry_at(self, row: int) -> Entry:
        """Return the entry in a row."""
        return self._waiting.entries[row]


@dataclass(slots=True)
class _Laid:
    """Hold a card laid out for a width; keys are placed by x and y from the card's inner corner."""

    words: CardWords
    tagged: RunLines
    places: tuple[tuple[Place, RunLines], ...]
    keys: tuple[tuple[float, float, str, str], ...]
    height: int


class WaitingDelegate(QStyledItemDelegate):
    """Paint the cards; only those near the viewport are laid out."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._kept: OrderedDict[tuple[str, int, bool], _Laid] = OrderedDict()
        self.style = style
        self.current = ""

    def set_style(self, style: Style) -> None:
        """Take other colours or type."""
        self.style = style
        self._kept.clear()

    def forget(self, id_: str = "") -> None:
        """Lay a card out anew, or all."""
        for key in [key for key in self._kept if not id_ or key[0] == id_]:
            del self._kept[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a card's size at the width of the list."""
        return QSize(option.rect.width(), self._laid(index, option.rect.width()).height)

    def estimated_height(self) -> int:
        """Return about how high a closed card is."""
        return 3 * self.style.line_step + 2 * self.style.padding + self.style.gap

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a card."""
        style, laid = self.style, self._laid(index, option.rect.width())
        is_current = str(index.data(Qt.ItemDataRole.UserRole)) == self.current
        box = QRectF(option.rect).adjusted(style.side, style.above, -style.right, style.above - style.gap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_paper(painter, box, is_current=is_current, settled=bool(laid.words.settled))
        inner = box.adjusted(style.padding, style.padding - 2, -style.padding, 0)
        y = self._paint_title(painter, laid.words, inner)
        laid.tagged.draw(painter, inner.left(), y)
        y += laid.tagged.height + BETWEEN
        for place, lines in laid.places:
            y = self._paint_place(painter, place, lines, QPointF(inner.left(), y))
        for words, colour in _below(laid.words, style, is_open=is_current):
            self._text(painter, QRectF(inner.left(), y, inner.width(), style.line_step), words, colour=colour)
            y += style.line_step
        for x, top, cap, words in laid.keys:
            self._paint_key(painter, QPointF(inner.left() + x, box.top() + top), cap, words)
        painter.restore()

    def _paint_paper(self, painter: QPainter, box: QRectF, *, is_current: bool, settled: bool) -> None:
        style = self.style
        paper = QPainterPath()
        paper.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.fillPath(paper, style.theme.panel if settled and not is_current else style.shades.card)
        painter.strokePath(paper, QPen(style.shades.border, 1))
        if is_current:
            for colour, width in ((faded(style.theme.accent, 0.25), 6), (style.theme.accent, 2)):
                painter.strokePath(paper, QPen(colour, width))

    def _paint_title(self, painter: QPainter, words: CardWords, inner: QRectF) -> float:
        style = self.style
        line = QRectF(inner.left(), inner.top(), inner.width(), style.line_step)
        shape = QRectF(line.left(), line.top() + (line.height() - SHAPE) / 2, SHAPE, SHAPE)
        paint_shape(painter, words.kind.shape, shape, kind_mark(words.kind, style.theme))
        self._text(painter, line.adjusted(SHAPE + 6, 0, -52, 0), words.title, colour=style.theme.ink, bold=True)
        painter.setFont(style.small)
        painter.setPen(style.theme.dim)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words.number)
        return line.bottom() + 2

    def _paint_place(self, painter: QPainter, place: Place, lines: RunLines, at: QPointF) -> float:
        """Paint a place with a line beside it: thick and coloured where it is the one that is proposed."""
        theme = self.style.theme
        bar = QRectF(at.x(), at.y() + 2, BESIDE if place.chosen else 1, lines.height - 4)
        painter.fillRect(bar, theme.accent if place.chosen else theme.dim)
        lines.draw(painter, at.x() + INDENT, at.y())
        return at.y() + lines.height + BETWEEN

    def _paint_key(self, painter: QPainter, at: QPointF, cap: str, words: str) -> None:
        style = self.style
        chords = cap.split(" ")
        caps.paint_caps(painter, at, chords, font=style.small, theme=style.theme)
        painter.setFont(style.small)
        painter.setPen(style.theme.dim)
        x = at.x() + caps.caps_width(chords, style.small) + 5
        painter.drawText(QRectF(x, at.y() - 1, 400, caps.HEIGHT), Qt.AlignmentFlag.AlignVCenter, words)

    def _text(self, painter: QPainter, box: QRectF, words: str, *, colour: QColor, bold: bool = False) -> None:
        font = QFont(self.style.interface if bold else self.style.small)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(colour)
        cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)

    def _laid(self, index: Index, width: int) -> _Laid:
        id_ = str(index.data(Qt.ItemDataRole.UserRole))
        is_open = id_ == self.current
        found = self._kept.get((id_, width, is_open))
        if found is None:
            model = index.model()
            assert isinstance(model, WaitingModel)
            found = self._lay_out(model.describe(model.entry_at(index.row())), width, is_open=is_open)
            self._kept[id_, width, is_open] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _lay_out(self, words: CardWords, width: int, *, is_open: bool) -> _Laid:
        style = self.style
        inner = max(80, width - style.side - style.right - 2 * style.padding)
        height = style.padding - 2 + style.line_step + 2
        most = TAGGED_LINES if is_open else CLOSED_LINES
        tagged = self._lines((("“", "plain"), (words.tagged, "plain"), ("”", "plain")), inner, words, most=most)
        height += tagged.height + BETWEEN
        shown = words.places or (Place(((words.remark, AROUND),), chosen=False),)
        places = [
            (one, self._lines(one.runs, inner - INDENT, words, most=CHOSEN_LINES if one.chosen else OTHER_LINES))
            for one in (shown if is_open else ())
        ]
        height += sum(lines.height + BETWEEN for _, lines in places)
        height += style.line_step * len(_below(words, style, is_open=is_open))
        keys: list[tuple[float, float, str, str]] = []
        if is_open:
            keys, rows = self._place_keys(words.keys, inner, height + 4)
            height += rows + 4
        return _Laid(words, tagged, tuple(places), tuple(keys), height + style.padding - 2 + style.gap)

    def _lines(self, runs: tuple[tuple[str, str], ...], width: float, words: CardWords, *, most: int) -> RunLines:
        return RunLines(runs, width, style=self.style, right_to_left=words.right_to_left, most=most)

    def _place_keys(
        self, keys: tuple[tuple[str, str], ...], inner: float, top: float
    ) -> tuple[list[tuple[float, float, str, str]], int]:
        metrics, step = QFontMetricsF(self.style.small), caps.HEIGHT + 5
        placed, x, y = [], 0.0, float(top)
        for cap, words in keys:
            wide = caps.caps_width(cap.split(" "), self.style.small) + 5 + metrics.horizontalAdvance(words)
            if x and x + wide > inner:
                x, y = 0.0, y + step
            placed.append((x, y, cap, words))
            x += wide + 14
        return placed, round(y - top + step)


def _below(words: CardWords, style: Style, *, is_open: bool) -> list[tuple[str, QColor]]:
    """Return the lines below the places: whose tag it is, and how it was settled."""
    said = [(words.owner, style.theme.dim)] if words.owner else []
    return [*said, (words.settled, style.theme.agree)] if words.settled else said

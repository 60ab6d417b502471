"""The differences as cards: who tagged what, in which words, and the keys that settle it; painted, not built."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from glossator.model.codebook import Kind
from glossator.views.compare import badge
from glossator.views.compare.joined import Differences, Joined
from glossator.views.panel.quote import QuoteLines
from glossator.views.panel.shades import faded, kind_mark
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()

#: Lines of a quotation on the card that is looked at, and on the others.
OPEN_LINES, CLOSED_LINES = 5, 2

#: Pixels: a shape, the rounding of a card, between two parts of a card, around a key's cap; a compact card has less.
SHAPE, CORNER, BETWEEN, CAP, COMPACTED = 9, 6, 6, 4, 7

#: Cards kept laid out.
KEPT = 128


@dataclass(frozen=True, slots=True)
class SideWords:
    """Say what one reader has at a difference: no kind where nothing; ``words`` quote it, ``fields`` differ.

    ``links`` are the tag's own: a relation, and the words at its other end.
    """

    reader: str
    kind: Kind | None
    words: str
    fields: tuple[tuple[str, str], ...] = ()
    right_to_left: bool = False
    initials: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CardWords:
    """Say a whole difference: title, place, sides, the keys that settle it, or how it was settled."""

    title: str
    place: str
    sides: tuple[SideWords, ...]
    keys: tuple[tuple[str, str], ...]
    settled: str = ""
    note: str = ""

    @property
    def spoken(self) -> str:
        """Say it in one line, for a screen reader."""
        said = [self.title, self.place]
        for side in self.sides:
            said.append(f"{side.reader}: {side.kind.label if side.kind else 'nothing'}, {side.words}".rstrip(", "))
            said += [f"{relation} {words}" for relation, words in side.links]
        return ". ".join([*said, self.settled] if self.settled else said)


class DifferencesModel(QAbstractListModel):
    """List the differences in the order of the text."""

    def __init__(self, describe: Callable[[Joined], CardWords]) -> None:
        super().__init__()
        self._describe = describe
        self._differences = Differences()

    def show_differences(self, differences: Differences) -> None:
        """List these differences instead of all others."""
        self.beginResetModel()
        self._differences = differences
        self.endResetModel()

    def tell_changed(self, id_: str) -> None:
        """Say that a difference is shown otherwise."""
        at = self.place(id_)
        if at >= 0:
            self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._differences)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tell a difference's id, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self._differences):
            return None
        joined = self._differences.listed[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return joined.id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._describe(joined).spoken
        return None

    def id_at(self, row: int) -> str:
        """Return the id of the difference in a row."""
        return self._differences.listed[row].id

    def place(self, id_: str) -> int:
        """Return the row of a difference, -1 where it is not listed."""
        return self._differences.number(id_)

    def joined_at(self, row: int) -> Joined:
        """Return the difference in a row."""
        return self._differences.listed[row]


@dataclass(slots=True)
class _LaidSide:
    """Hold one side laid out: words beside the name, a quotation, lines below it, and the room after them."""

    side: SideWords
    aside: str
    quote: QuoteLines | None
    below: tuple[tuple[str, str], ...]
    after: int

    @property
    def height(self) -> int:
        """Return how high it is below its first line, for lines of no height of their own."""
        return (self.quote.height if self.quote is not None else 0) + self.after


@dataclass(slots=True)
class _Laid:
    """Hold a card laid out for a width."""

    words: CardWords
    sides: tuple[_LaidSide, ...]
    keys: tuple[tuple[float, float, str, str], ...]  # x, y, cap, words
    height: int


class DifferenceDelegate(QStyledItemDelegate):
    """Paint the cards; only those near the viewport are laid out."""

    def __init__(self, describe: Callable[[Joined], CardWords], style: Style) -> None:
        super().__init__()
        self._describe = describe
        self._kept: OrderedDict[tuple[str, int, bool], _Laid] = OrderedDict()
        self.style = style
        self.current = ""
        self._compact = False

    def set_compact(self, compact: bool) -> None:
        """Let closed cards take one line a side, or show what is quoted below it."""
        self._compact = compact
        self._kept.clear()

    @property
    def _padding(self) -> int:
        return self.style.padding - (COMPACTED if self._compact else 0)

    def words_of(self, joined: Joined) -> CardWords:
        """Return what a difference's card says."""
        return self._describe(joined)

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
        return (3 if self._compact else 4) * self.style.line_step + 2 * self._padding + self.style.gap

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a card."""
        style, laid = self.style, self._laid(index, option.rect.width())
        is_current = str(index.data(Qt.ItemDataRole.UserRole)) == self.current
        box = QRectF(option.rect).adjusted(style.side, style.above, -style.right, style.above - style.gap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_paper(painter, box, is_current=is_current, settled=bool(laid.words.settled))
        left, y = box.left() + style.padding, box.top() + self._padding - 2
        right = box.right() - style.padding
        self._text(painter, QRectF(left, y, right - left, style.line_step), laid.words.title, bold=True)
        self._text(painter, QRectF(left, y, right - left, style.line_step), laid.words.place, dim=True, at_right=True)
        y += style.line_step + 2
        for number, side in enumerate(laid.sides):
            self._paint_who(painter, side, number, QRectF(left, y, right - left, style.line_step))
            y = self._paint_side(painter, side, QRectF(left, y + style.line_step, right - left, 0))
        if laid.words.note:
            self._text(painter, QRectF(left, y, right - left, style.line_step), f"Why: {laid.words.note}", dim=True)
            y += style.line_step
        if laid.words.settled:
            self._text(painter, QRectF(left, y, right - left, style.line_step), laid.words.settled, settled=True)
        for x, top, cap, words in laid.keys:
            self._paint_key(painter, left + x, box.top() + top, cap, words)
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

    def _paint_who(self, painter: QPainter, laid: _LaidSide, number: int, line: QRectF) -> None:
        """Say in one line who has what: initials in the column's colour, the kind's shape, name and kind."""
        style, side = self.style, laid.side
        wide = badge.width(side.initials, style.small)
        badge.paint(
            painter,
            side.initials,
            number,
            QRectF(line.left(), line.top(), wide, line.height()),
            theme=style.theme,
            font=style.small,
        )
        shape = QRectF(line.left() + wide + 6, line.top() + (line.height() - SHAPE) / 2, SHAPE, SHAPE)
        if side.kind is not None:
            paint_shape(painter, side.kind.shape, shape, kind_mark(side.kind, style.theme))
        else:
            pen = QPen(style.theme.dim, 1.2)
            pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(shape, 2, 2)
        said = f"{side.reader}: {side.kind.label}" if side.kind is not None else f"{side.reader}: nothing here"
        said += f" · {laid.aside}" if laid.aside else ""
        self._text(painter, line.adjusted(wide + SHAPE + 12, 0, 0, 0), said, dim=side.kind is None)

    def _paint_side(self, painter: QPainter, laid: _LaidSide, room: QRectF) -> float:
        style, y = self.style, room.top()
        if laid.quote is not None:
            painter.setPen(style.theme.ink)
            laid.quote.draw(painter, room.left(), y)
            y += laid.quote.height
        for label, value in laid.below:
            self._text(painter, QRectF(room.left(), y, room.width(), style.line_step), f"{label}: {value}", dim=True)
            y += style.line_step
        return y + laid.after

    def _paint_key(self, painter: QPainter, x: float, y: float, cap: str, words: str) -> None:
        style = self.style
        metrics = QFontMetrics(style.small)
        wide = max(metrics.horizontalAdvance(cap) + 2 * CAP + 2, style.chip_height)
        box = QRectF(x, y, wide, style.chip_height)
        painter.setPen(QPen(style.shades.border, 1))
        painter.setBrush(style.theme.panel)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(style.small)
        painter.setPen(style.theme.ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cap)
        painter.setPen(style.theme.dim)
        painter.drawText(QRectF(box.right() + 5, y, 400, style.chip_height), Qt.AlignmentFlag.AlignVCenter, words)

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        *,
        bold: bool = False,
        dim: bool = False,
        at_right: bool = False,
        settled: bool = False,
    ) -> None:
        style = self.style
        font = QFont(style.interface)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        elif not at_right:
            font = QFont(style.small)
        painter.setFont(font)
        colour = QColor(style.theme.agree if settled else style.theme.dim if dim else style.theme.ink)
        painter.setPen(colour)
        room = box.width() - (52 if bold else 0)
        cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, cut)

    def _laid(self, index: Index, width: int) -> _Laid:
        id_ = str(index.data(Qt.ItemDataRole.UserRole))
        is_open = id_ == self.current
        found = self._kept.get((id_, width, is_open))
        if found is None:
            model = index.model()
            assert isinstance(model, DifferencesModel)
            found = self._lay_out(self._describe(model.joined_at(index.row())), width, is_open=is_open)
            self._kept[id_, width, is_open] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _lay_out(self, words: CardWords, width: int, *, is_open: bool) -> _Laid:
        style = self.style
        inner = max(80, width - style.side - style.right - 2 * style.padding)
        height = self._padding - 2 + style.line_step + 2
        sides = [self._lay_out_side(side, inner, is_open=is_open) for side in words.sides]
        height += sum(style.line_step * (1 + len(side.below)) + side.height for side in sides)
        if words.note:
            height += style.line_step
        if words.settled:
            height += style.line_step
        keys: list[tuple[float, float, str, str]] = []
        if is_open and words.keys:
            height += 2
            keys, rows = self._place_keys(words.keys, inner, height)
            height += rows
        height += self._padding - 2 + style.gap
        return _Laid(words, tuple(sides), tuple(keys), height)

    def _lay_out_side(self, side: SideWords, inner: int, *, is_open: bool) -> _LaidSide:
        if self._compact and not is_open:
            # What the readers differ in comes first, where there is one line for each.
            fields = ", ".join(f"{label}: {value}" for label, value in side.fields)
            return _LaidSide(side, fields or side.words, None, (), 0)
        most = CLOSED_LINES if self._compact or not is_open else OPEN_LINES
        quote = None
        if side.words:
            quote = QuoteLines(side.words, inner, style=self.style, right_to_left=side.right_to_left, most=most)
        return _LaidSide(side, "", quote, (*side.fields, *(side.links if is_open else ())), BETWEEN)

    def _place_keys(
        self, keys: Sequence[tuple[str, str]], inner: int, top: int
    ) -> tuple[list[tuple[float, float, str, str]], int]:
        style = self.style
        metrics = QFontMetrics(style.small)
        placed = []
        x, y, step = 0.0, float(top), style.chip_height + 5
        for cap, words in keys:
            wide = max(metrics.horizontalAdvance(cap) + 2 * CAP + 2, style.chip_height)
            wide += 5 + metrics.horizontalAdvance(words)
            if x and x + wide > inner:
                x, y = 0.0, y + step
            placed.append((x, y, cap, words))
            x += wide + 12
        return placed, round(y - top) + step

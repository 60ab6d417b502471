"""The closed card, measured and painted: paper, the kind's edge and shape, quotation, chips and signs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from glossator.views.panel.chips import ChipRows
from glossator.views.panel.model import Role
from glossator.views.panel.quote import QuoteLines
from glossator.views.panel.shades import faded, kind_mark
from glossator.views.panel.shapes import paint_shape
from glossator.views.panel.style import Style
from glossator.views.panel.words import CardWords

#: Lines of a quotation on a closed card and on the open one.
CLOSED_LINES, OPEN_LINES = 4, 8

#: Laid-out cards that are kept: several screens.
KEPT = 256

#: The corner of a card, and the side of the kind's shape.
CORNER, SHAPE = 6, 9


@dataclass(slots=True)
class Card:
    """Hold a laid-out card; the open one has no chips, and its height has room for the fields."""

    words: CardWords
    quote: QuoteLines
    chips: ChipRows | None
    height: int


class CardDelegate(QStyledItemDelegate):
    """Measure and paint cards; ``words`` gives what a tag's card says, None where the tag has gone."""

    def __init__(self, words: Callable[[str], CardWords | None], style: Style, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._style = style
        self._cards: OrderedDict[tuple[str, int, bool], Card] = OrderedDict()
        self.current = ""
        self.hovered = ""
        self.form_height = 0
        #: How many cards were laid out since the start; what is out of view must not be.
        self.laid_out = 0

    def set_style(self, style: Style) -> None:
        """Paint in another style from now on."""
        self._style = style
        self._cards.clear()

    def forget(self, id_: str | None = None) -> None:
        """Lay out a card anew when it is next asked for; all of them without an id."""
        if id_ is None:
            self._cards.clear()
        for key in [key for key in self._cards if key[0] == id_]:
            del self._cards[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Measure a card at the option's width; the open one has room for its fields."""
        card = self.card(str(index.data(Role.ID)), option.rect.width())
        if card is None:
            return QSize(option.rect.width(), 0)
        return QSize(option.rect.width(), card.height)

    def card(self, id_: str, width: int) -> Card | None:
        """Return a tag's card laid out at a width."""
        is_open = id_ == self.current
        key = (id_, width, is_open)
        found = self._cards.get(key)
        if found is None:
            words = self._words(id_)
            if words is None:
                return None
            found = self._cards[key] = self._lay_out(words, width, is_open)
            if len(self._cards) > KEPT:
                self._cards.popitem(last=False)
        self._cards.move_to_end(key)
        if is_open:
            found.height = self._open_height(found)
        return found

    def fields_top(self, card: Card) -> int:
        """Return where the open card's fields begin, from the card's own top."""
        return self._style.padding - 3 + card.quote.height + 6

    def fields_place(self, rect: QRect, card: Card) -> tuple[int, int]:
        """Return where the open card's fields begin in the list."""
        style = self._style
        return rect.left() + style.side + style.edge + style.padding, rect.top() + style.above + self.fields_top(card)

    def inner(self, width: int) -> int:
        """Return how wide the words of a card are in a list of a width."""
        style = self._style
        return max(60, width - style.side - style.right - style.edge - 2 * style.padding)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a card."""
        style = self._style
        card = self.card(str(index.data(Role.ID)), option.rect.width())
        if card is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(style.side, style.above, -style.right, style.above - style.gap)
        has_keyboard = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._paint_paper(painter, box, card.words, has_keyboard=has_keyboard)
        left = box.left() + style.edge + style.padding
        painter.setPen(style.theme.ink)
        card.quote.draw(painter, left, box.top() + style.padding - 3)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = kind_mark(card.words.kind, style.theme)
        paint_shape(
            painter,
            card.words.kind.shape,
            QRectF(box.right() - style.padding - SHAPE + 3, box.top() + style.padding + 1, SHAPE, SHAPE),
            colour,
        )
        if card.chips is not None:
            card.chips.draw(painter, left, box.top() + style.padding - 3 + card.quote.height + 5)
        painter.restore()

    def _paint_paper(self, painter: QPainter, box: QRectF, words: CardWords, *, has_keyboard: bool) -> None:
        style = self._style
        mark = kind_mark(words.kind, style.theme)
        paper = QPainterPath()
        paper.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.fillPath(paper, style.shades.card)
        painter.strokePath(paper, QPen(style.shades.border, 1))
        edge = QPainterPath()
        edge.addRect(QRectF(box.left(), box.top(), style.edge + 0.5, box.height()))
        painter.fillPath(paper.intersected(edge), mark)
        if words.id == self.current:
            halo = faded(style.theme.accent, 0.6) if has_keyboard else faded(mark, 0.22)
            self._outline(painter, box, halo, 6 if has_keyboard else 5)
            self._outline(painter, box, mark, 2)
        elif words.id == self.hovered:
            self._outline(painter, box, faded(mark, 0.5), 2)

    def _outline(self, painter: QPainter, box: QRectF, colour: QColor, width: int) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(box, CORNER, CORNER)
        painter.strokePath(outline, QPen(colour, width))

    def _lay_out(self, words: CardWords, width: int, is_open: bool) -> Card:
        self.laid_out += 1
        style = self._style
        inner = self.inner(width)
        quote = QuoteLines(
            words.quote,
            inner - SHAPE - 5,
            style=style,
            right_to_left=words.right_to_left,
            most=OPEN_LINES if is_open else CLOSED_LINES,
        )
        chips = None if is_open or not words.chips else ChipRows(words.chips, inner, style)
        height = 2 * (style.padding - 3) + quote.height + (5 + chips.height + 2 if chips else 0) + style.gap
        return Card(words, quote, chips, height)

    def _open_height(self, card: Card) -> int:
        return self.fields_top(card) + self.form_height + self._style.padding - 2 + self._style.gap


def estimated_height(style: Style) -> int:
    """Return a closed card's usual height: two lines and a row of chips."""
    return 2 * (style.padding - 3) + 2 * style.line_step + 7 + QFontMetrics(style.small).height() + 4 + style.gap

"""A card of the board, put into words, measured and painted; and the heading of a group."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from glossator.model.annotation import Annotation, Link
from glossator.model.codebook import Kind
from glossator.operations.board import answered
from glossator.review.axes import Axis
from glossator.views.board.model import Index, LaneModel
from glossator.views.board.rows import Row, heading_words
from glossator.views.desk import Desk
from glossator.views.panel.chips import ChipRows
from glossator.views.panel.links import BACKWARDS
from glossator.views.panel.quote import QuoteLines
from glossator.views.panel.shades import faded, kind_mark
from glossator.views.panel.style import Style
from glossator.views.panel.words import CardWords, Chip, card_words, spoken
from glossator.views.whole.state import Known
from glossator.views.words import counted, date_words

#: Lines of a quotation.
LINES = 2

#: Cards that are kept laid out: several screens.
KEPT = 256

#: Pixels: at the sides of a card, inside it, between its parts and below it; its edge and corner; above a heading.
SIDE, INSIDE, BETWEEN, BELOW, EDGE, CORNER, ABOVE = 14, 12, 5, 9, 3, 5, 10

#: The kind whose tags are asked whether anybody has answered them.
ANSWERABLE = "claim"

#: The width at the right of a heading where its number is pressed.
NUMBER = 56


class Describing:
    """Put tags into the words of their cards; ``axis`` groups them and is not said again."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        self._desk, self.kind = desk, kind
        self._titles: dict[str, str] = {}
        self._links: Mapping[str, Counter[str]] = {}
        self._answered: frozenset[str] = frozenset()
        self.axis: Axis | None = None

    def take(self, known: Known, axis: Axis, links: Mapping[str, Counter[str]]) -> None:
        """Take what was read of the project."""
        self._titles = {id_: document.title for id_, document in known.documents.items()}
        self._links, self._answered, self.axis = links, answered(known.links), axis

    def heading(self, row: Row) -> str:
        """Return a group's words."""
        return heading_words(row.group, self.axis, self.kind) if self.axis is not None else ""

    def spoken(self, row: Row) -> str:
        """Say a row in one line."""
        if row.tag is None:
            return f"{self.heading(row)}: {counted(len(row.group.statements), 'tag')}"
        tag = self._desk.annotation(row.tag.id)
        return f"{spoken(tag, self._desk)}. {'. '.join(self.below(row))}" if tag is not None else ""

    def tag(self, row: Row, near: list[str]) -> Annotation | None:
        """Return a row's tag; those near it are read with it."""
        assert row.tag is not None
        return self._desk.annotations(near).get(row.tag.id)

    def words(self, row: Row, tag: Annotation) -> CardWords:
        """Return what a card says, without the head of its group."""
        words = card_words(tag, self._desk)
        chips = tuple(chip for chip in words.chips if self._is_shown(chip, row))
        return CardWords(words.id, words.kind, words.quote, words.right_to_left, chips)

    def below(self, row: Row) -> list[str]:
        """Return the parts of the dim line: where, when, how linked, whether answered."""
        assert row.tag is not None
        is_by_document = self.axis is not None and self.axis.key == "document"
        where = "" if is_by_document else self._titles.get(row.tag.document, "")
        parts = [where, date_words(row.tag.date)]
        parts += [f"{words} {number}" if number > 1 else words for words, number in self._marks(row.tag.id).items()]
        if row.tag.kind == ANSWERABLE and row.tag.id not in self._answered:
            parts.append("nobody has answered")
        return [part for part in parts if part]

    def _marks(self, tag: str) -> Mapping[str, int]:
        return self._links.get(tag, {})

    def _is_shown(self, chip: Chip, row: Row) -> bool:
        if chip.tone == "dim" and not chip.words.startswith("bears: "):
            return False
        return chip.words.removeprefix("bears: ").casefold() != row.group.words.casefold()


def link_marks(links: tuple[Link, ...]) -> dict[str, Counter[str]]:
    """Count each tag's links as a card says them: an arrow up from it to the other, down from the other to it."""
    found: dict[str, Counter[str]] = {}
    for link in links:
        passive = BACKWARDS.get(link.relation, link.relation).removeprefix("is ").removesuffix(" by")
        found.setdefault(link.source, Counter())[f"{link.relation} ↑"] += 1
        found.setdefault(link.target, Counter())[f"{passive} ↓"] += 1
    return found


@dataclass(slots=True)
class _Card:
    words: CardWords
    quote: QuoteLines
    chips: ChipRows | None
    below: list[str]
    height: int


class LaneDelegate(QStyledItemDelegate):
    """Measure and paint the rows of a lane; ``current`` is the key of the row that is chosen."""

    def __init__(self, describing: Describing, style: Style) -> None:
        super().__init__()
        self._describing = describing
        self._cards: OrderedDict[tuple[str, int], _Card | None] = OrderedDict()
        self.style = style
        self.current = ""
        self.is_active = True
        #: How many cards were laid out since the start; what is out of view must not be.
        self.laid_out = 0

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self.style = style
        self._cards.clear()

    def forget(self, id_: str | None = None) -> None:
        """Lay a card out anew when it is next asked for; all of them without a key."""
        if id_ is None:
            self._cards.clear()
        for key in [key for key in self._cards if key[0] == id_]:
            del self._cards[key]

    @property
    def usual_height(self) -> int:
        """Return the height of most cards: two lines, a row of chips, a dim line."""
        small = QFontMetrics(self.style.small).height()
        return 2 * (INSIDE - 3) + LINES * self.style.line_step + self.style.chip_height + small + 2 * BETWEEN + BELOW

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row at the option's width."""
        model, width = index.model(), option.rect.width()
        assert isinstance(model, LaneModel)
        row = model.row(index.row())
        if row is None or row.tag is None:
            return QSize(width, ABOVE + QFontMetrics(self.style.interface).height() + 7)
        card = self._of(row, model, width)
        return QSize(width, card.height if card is not None else 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        model = index.model()
        assert isinstance(model, LaneModel)
        row = model.row(index.row())
        if row is None:
            return
        has_keyboard = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.tag is None:
            self._paint_heading(painter, row, QRectF(option.rect), has_keyboard=has_keyboard)
        elif (card := self._of(row, model, option.rect.width())) is not None:
            box = QRectF(option.rect).adjusted(SIDE, 0, -SIDE, -BELOW)
            self._paint_card(painter, card, box, is_current=self._is_current(row), has_keyboard=has_keyboard)
        painter.restore()

    def _paint_heading(self, painter: QPainter, row: Row, box: QRectF, *, has_keyboard: bool) -> None:
        theme = self.style.theme
        line = box.adjusted(SIDE + 2, ABOVE, -SIDE - 2, -5)
        bold = QFont(self.style.interface)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(theme.ink if row.group.head else theme.dim)
        room = line.width() - NUMBER + 10
        words = QFontMetricsF(bold).elidedText(self._describing.heading(row), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(theme.dim)
        number = f"{len(row.group.statements):,}"
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, number)
        if self._is_current(row):
            painter.setPen(QPen(theme.accent if has_keyboard else theme.line, 2 if has_keyboard else 1))
            painter.drawRoundedRect(line.adjusted(-7, -3, 7, 2), 4, 4)

    def _paint_card(self, painter: QPainter, card: _Card, box: QRectF, *, is_current: bool, has_keyboard: bool) -> None:
        style = self.style
        self._paint_paper(painter, card, box, is_current=is_current, has_keyboard=has_keyboard)
        left, y = box.left() + EDGE + INSIDE, box.top() + INSIDE - 3
        painter.setPen(style.theme.ink)
        card.quote.draw(painter, left, y)
        y += card.quote.height + BETWEEN
        if card.chips is not None:
            card.chips.draw(painter, left, y)
            y += card.chips.height + BETWEEN
        metrics = QFontMetricsF(style.small)
        painter.setFont(style.small)
        painter.setPen(style.theme.dim)
        line = QRectF(left, y, box.right() - INSIDE - left, metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, fitted(card.below, metrics, line.width()))

    def _paint_paper(
        self, painter: QPainter, card: _Card, box: QRectF, *, is_current: bool, has_keyboard: bool
    ) -> None:
        style = self.style
        paper = QPainterPath()
        paper.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)
        painter.fillPath(paper, style.shades.card)
        painter.strokePath(paper, QPen(style.shades.border, 1))
        edge = QPainterPath()
        edge.addRect(QRectF(box.left(), box.top(), EDGE + 0.5, box.height()))
        painter.fillPath(paper.intersected(edge), kind_mark(card.words.kind, style.theme))
        if is_current:
            outline = QPainterPath()
            outline.addRoundedRect(box, CORNER, CORNER)
            accent = style.theme.accent
            painter.strokePath(outline, QPen(accent if has_keyboard else faded(accent, 0.4), 2))

    def _is_current(self, row: Row) -> bool:
        return self.is_active and row.key == self.current

    def _of(self, row: Row, model: LaneModel, width: int) -> _Card | None:
        key = (row.key, width)
        if key not in self._cards:
            tag = self._describing.tag(row, model.near(row.key))
            self._cards[key] = self._laid(row, tag, width) if tag is not None else None
            if len(self._cards) > KEPT:
                self._cards.popitem(last=False)
        self._cards.move_to_end(key)
        return self._cards[key]

    def _laid(self, row: Row, tag: Annotation, width: int) -> _Card:
        self.laid_out += 1
        words, style = self._describing.words(row, tag), self.style
        inner = max(80, width - 2 * SIDE - EDGE - 2 * INSIDE)
        quote = QuoteLines(words.quote, inner, style=style, right_to_left=words.right_to_left, most=LINES)
        chips = ChipRows(words.chips, inner, style) if words.chips else None
        height = 2 * (INSIDE - 3) + quote.height + BETWEEN + QFontMetrics(style.small).height() + BELOW
        if chips is not None:
            height += chips.height + BETWEEN
        return _Card(words, quote, chips, self._describing.below(row), height)


def fitted(parts: list[str], metrics: QFontMetricsF, width: float) -> str:
    """Join parts into a line; where it is too long the first part gives way."""
    if not parts:
        return ""
    rest = " · ".join(["", *parts[1:]])
    room = width - metrics.horizontalAdvance(rest)
    first = metrics.elidedText(parts[0], Qt.TextElideMode.ElideRight, max(room, width / 6))
    return metrics.elidedText(first + rest, Qt.TextElideMode.ElideRight, width)

"""How far each reader is, and how far they agree two by two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from glossator.operations.glance import Glance, ReaderGlance
from glossator.review.comparison import ALL, Comparison
from glossator.views.glance.numbers import Figure, Numbers, alone
from glossator.views.panel.shades import mixed
from glossator.views.panel.style import Style
from glossator.views.words import counted

#: Pixels: a reader's name, the number of tags, a bar's thickness, and a column of figures.
NAME, TAGS, THICK, COLUMN = 150.0, 76.0, 9.0, 92.0

#: What stands where there is nothing to say.
NOTHING = "–"

F1 = "F₁ over tags: 2 × the matched pairs, divided by the tags of both; notes aside."
ALPHA = "Krippendorff’s α over characters: each is covered by a tag, or not; notes aside."


class Progress(Numbers):
    """Show each reader's tags, and their documents done, being read and unread."""

    def __init__(self, style: Style) -> None:
        super().__init__("Readers", style)
        self._readers: Sequence[ReaderGlance] = ()
        self._glance: Glance | None = None

    def show_readers(self, glance: Glance) -> None:
        """Show the readers of a project."""
        self._glance, self._readers = glance, glance.readers
        self.arrange_anew()

    def arrange(self, width: float) -> float:
        """Place numbers and a bar of documents for each reader."""
        if self._glance is None:
            return self.title_height
        theme = self.style_of.theme
        colours = {"done": theme.accent, "reading": mixed(theme.panel, theme.accent, 0.45), "unread": theme.line}
        left = NAME + TAGS + 12
        said = QFontMetricsF(self.style_of.small).horizontalAdvance("00 done · 00 reading · 00 unread") + 30
        room = max(40.0, width - left - said)
        for number, row in enumerate(self._readers):
            top, name = self._top(number), row.reader.name
            words = counted(len(row.tags), "tag")
            self.add_number(left - 8, top, Figure(QRectF(), f"{name}: {words}", alone(row.tags), number=words))
            total = sum(map(len, row.documents.values())) or 1
            x, word = left, left + room + 8
            for state, documents in row.documents.items():
                figure = self._figure(row, state, documents)
                long = room * len(documents) / total
                if documents:
                    box = QRectF(x, top + (self.line + 2 - THICK) / 2, max(1.0, long - 1), THICK)
                    self.figures.append(Figure(box, figure.words, figure.groups, colours[state]))
                x += long
                needed = QFontMetricsF(self.style_of.small).horizontalAdvance(figure.number) + 8
                self.figures.append(
                    Figure(QRectF(word, top, needed, self.line + 2), figure.words, figure.groups, number=figure.number)
                )
                word += needed + 2
        return self._top(len(self._readers)) + 6

    def paint_words(self, painter: QPainter) -> None:
        """Paint the title and the readers' names."""
        self.paint_title(painter, "their documents: done, reading, unread")
        metrics = QFontMetricsF(self.style_of.small)
        painter.setFont(self.style_of.small)
        painter.setPen(self.style_of.theme.ink)
        for number, row in enumerate(self._readers):
            words = metrics.elidedText(row.reader.name, Qt.TextElideMode.ElideRight, NAME)
            painter.drawText(QRectF(0, self._top(number), NAME, self.line + 2), Qt.AlignmentFlag.AlignVCenter, words)

    def _figure(self, row: ReaderGlance, state: str, documents: Sequence[str]) -> Figure:
        assert self._glance is not None
        tags = self._glance.tags_of(row.reader.id, documents)
        words = f"{row.reader.name}: {counted(len(documents), 'document')} {state}, with {counted(len(tags), 'tag')}"
        return Figure(QRectF(), words, alone(tags), number=f"{len(documents):,} {state}")

    def _top(self, row: int) -> float:
        return self.title_height + row * (self.line + 6)


class Agreement(Numbers):
    """Show F₁ and α of every two readers."""

    def __init__(self, style: Style) -> None:
        super().__init__("Agreement", style)
        self.said = ""
        self._pairs: Sequence[tuple[str, Comparison | None]] = ()

    def show_pairs(self, pairs: Mapping[tuple[str, str], Comparison | None], names: Mapping[str, str]) -> None:
        """Show the comparisons of readers, by their ids."""
        self._pairs = [(f"{names[one]} × {names[other]}", found) for (one, other), found in pairs.items()]
        self.said = "two by two, over all documents" if pairs else "it takes two readers with tags"
        self.arrange_anew()

    def say(self, words: str) -> None:
        """Say what is being done, or why nothing is shown."""
        self.said = words
        self.update()

    def arrange(self, width: float) -> float:
        """Place the two figures of each pair."""
        for number, (names, found) in enumerate(self._pairs):
            top = self._top(number)
            counts = found.counted(ALL) if found is not None else None
            groups = [*counts.pairs, *([id_] for ids in counts.only.values() for id_ in ids)] if counts else []
            figures = found.all if found is not None else None
            f1, alpha = (figures.f1, figures.alpha_characters) if figures is not None else (None, None)
            for column, (sign, value, rule) in enumerate((("F₁", f1, F1), ("α", alpha, ALPHA))):
                words = f"{sign} {digits(value)}"
                box = QRectF(self._left(column, width), top, COLUMN - 8, self.line + 2)
                self.figures.append(Figure(box, f"{names}: {words}", groups, number=words, rule=rule))
        return self._top(len(self._pairs)) + 6

    def paint_words(self, painter: QPainter) -> None:
        """Paint the title and the readers' names."""
        self.paint_title(painter, self.said)
        metrics, room = QFontMetricsF(self.style_of.small), self._left(0, float(self.width())) - 6
        painter.setFont(self.style_of.small)
        painter.setPen(self.style_of.theme.ink)
        for number, (names, _) in enumerate(self._pairs):
            words = metrics.elidedText(names, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(0, self._top(number), room, self.line + 2), Qt.AlignmentFlag.AlignVCenter, words)

    def _left(self, column: int, width: float) -> float:
        return min(width - 2 * COLUMN, 2 * NAME) + column * COLUMN

    def _top(self, row: int) -> float:
        return self.title_height + row * (self.line + 6)


def digits(value: float | None) -> str:
    """Write a figure with two digits and a minus sign; a dash where there is nothing to compute."""
    return NOTHING if value is None else f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")

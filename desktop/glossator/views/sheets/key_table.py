"""The table of keys: groups of rows in as many columns as fit, each with its words and key caps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from glossator.text.folding import fold_loosely
from glossator.views.sheets.caps import HEIGHT as CAP_HEIGHT
from glossator.views.sheets.caps import caps_width, paint_caps
from glossator.views.theme import Theme

#: A column is no narrower than this, and no sheet needs more of them, in pixels and in number.
NARROWEST, MOST_COLUMNS = 300, 4

#: The blank between columns, between groups, and above a group's rows.
BETWEEN, AFTER_GROUP, TITLE = 36, 10, 24

#: A group goes on in the next column with so many of its rows on either side.
TOGETHER = 3

#: Kept free for the scroll bar.
RIGHT = 12

#: A row of one line, and how much a second line of words adds.
ROW, SECOND_LINE = 22, 16


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Say what keys do: the group's title, the words, the keys as the table of actions names them, and a help line."""

    group: str
    words: str
    keys: tuple[str, ...]
    help: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    """Hold a group's title or a row where it is painted."""

    box: QRectF
    words: str
    row: KeyRow | None = None


_Rows: TypeAlias = list[tuple[KeyRow, int]]  # with their heights
_Group: TypeAlias = tuple[str, _Rows]


class KeyTable(QWidget):
    """Paint the rows, in columns of about the same height; words that are typed leave the others out."""

    row_height = ROW

    def __init__(self, rows: Sequence[KeyRow], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[KeyRow] = []
        self._shown: list[KeyRow] = []
        self._placed: list[_Placed] = []
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[KeyRow]) -> None:
        """List other keys."""
        self._rows = []
        for row in rows:
            # The same act under the same words, in another place of the keyboard, is listed once.
            said = any(row.words == other.words and set(row.keys) <= set(other.keys) for other in self._rows)
            if row.keys and not said:
                self._rows.append(row)
        self.show_only(self._words)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme's colours."""
        self._theme = theme
        self.update()

    def show_only(self, words: str) -> None:
        """Leave out the rows in which not every one of these words stands."""
        self._words = words
        wanted = _folded(words).split()
        self._shown = [row for row in self._rows if all(word in _haystack(row) for word in wanted)]
        lines = [f"{row.group}: {row.words}, {' or '.join(row.keys)}" for row in self._shown]
        self.setAccessibleName("Keys")
        self.setAccessibleDescription("\n".join(lines) or "no key has these words")
        self._place()

    @property
    def shown(self) -> list[KeyRow]:
        """Return the rows that are not left out."""
        return list(self._shown)

    @property
    def columns(self) -> int:
        """Return in how many columns the rows stand."""
        return max(1, min(MOST_COLUMNS, (self.width() + BETWEEN) // (NARROWEST + BETWEEN)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the rows anew in the columns that fit."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def sizeHint(self) -> QSize:
        """Be as high as the longest column."""
        return QSize(NARROWEST, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the groups and rows that are asked for."""
        painter = QPainter(self)
        painter.setFont(self.font())
        if not self._placed:
            painter.setPen(self._theme.dim)
            painter.drawText(QRectF(0, 0, self.width(), ROW), Qt.AlignmentFlag.AlignVCenter, "No key has these words.")
        for placed in self._placed:
            if placed.box.intersects(QRectF(event.rect())):
                self._paint_title(painter, placed) if placed.row is None else self._paint_row(painter, placed)

    def _place(self) -> None:
        """Fill the columns with the groups, none much longer than the others."""
        groups: dict[str, list[KeyRow]] = {}
        for row in self._shown:
            groups.setdefault(row.group, []).append(row)
        columns = self.columns
        width = (self.width() - RIGHT - BETWEEN * (columns - 1)) / columns
        sized = [(title, [(row, self._height(row, width)) for row in rows]) for title, rows in groups.items()]
        self._placed = []
        lowest = 0.0
        for column, parts in enumerate(_columns(sized, columns)):
            x, y = column * (width + BETWEEN), 0.0
            for title, rows in parts:
                self._placed.append(_Placed(QRectF(x, y, width, TITLE), title))
                y += TITLE
                for row, height in rows:
                    self._placed.append(_Placed(QRectF(x, y, width, height), row.words, row))
                    y += height
                y += AFTER_GROUP
            lowest = max(lowest, y)
        self.setMinimumHeight(round(max(ROW, lowest)))
        self.update()

    def _height(self, row: KeyRow, width: float) -> int:
        room = width - caps_width(_caps(row), self.font()) - 12
        fits = QFontMetricsF(self.font()).horizontalAdvance(row.words) <= room
        return ROW if fits else ROW + SECOND_LINE

    def _paint_title(self, painter: QPainter, placed: _Placed) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        font.setPointSizeF(font.pointSizeF() * 0.88)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        painter.save()
        painter.setFont(font)
        painter.setPen(self._theme.dim)
        painter.drawText(placed.box, Qt.AlignmentFlag.AlignVCenter, placed.words.upper())
        painter.restore()

    def _paint_row(self, painter: QPainter, placed: _Placed) -> None:
        row, box = placed.row, placed.box
        assert row is not None
        chords = _caps(row)
        width = caps_width(chords, self.font())
        words = QRectF(box.left(), box.top() + 2, box.width() - width - 12, box.height() - 4)
        painter.setPen(self._theme.ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, placed.words)
        at = QPointF(box.right() - width, round(box.center().y() - CAP_HEIGHT / 2))
        paint_caps(painter, at, chords, font=self.font(), theme=self._theme)


def _columns(groups: Sequence[_Group], columns: int) -> list[list[_Group]]:
    """Deal groups to columns in their order, so that the highest column is as low as can be."""
    low, high = float(TITLE), sum(_high(rows) for _, rows in groups)
    while high - low > 1:
        middle = (low + high) / 2
        if len(_dealt(groups, middle)) <= columns:
            high = middle
        else:
            low = middle
    return _dealt(groups, high)


def _dealt(groups: Sequence[_Group], limit: float) -> list[list[_Group]]:
    """Fill columns up to a height; a group that goes on in the next one has its title there again."""
    columns: list[list[_Group]] = [[]]
    top = 0.0
    for title, rows in groups:
        left = rows
        while left:
            fitting = _fitting(left, limit - top)
            if fitting < len(left) and min(fitting, len(left) - fitting) < TOGETHER and top:
                fitting = 0 if fitting < TOGETHER or len(left) < 2 * TOGETHER else len(left) - TOGETHER
            elif not top:
                fitting = max(1, fitting)
            if fitting:
                columns[-1].append((title, left[:fitting]))
                top += _high(left[:fitting])
                left = left[fitting:]
            if left:
                columns.append([])
                top = 0.0
    return columns


def _fitting(rows: _Rows, room: float) -> int:
    """Return how many rows have room under their title."""
    return next((at for at in range(len(rows), 0, -1) if _high(rows[:at]) <= room), 0)


def _high(rows: _Rows) -> float:
    return TITLE + sum(height for _, height in rows) + AFTER_GROUP


def _caps(row: KeyRow) -> tuple[str, ...]:
    """Return the chords that are shown: of the ten digits only the first and the last."""
    if len(row.keys) == 10 and all(key.isdigit() for key in row.keys):
        return ("0", "…", "9")
    return row.keys[:3]


def _haystack(row: KeyRow) -> str:
    return _folded(" ".join((row.group, row.words, row.help, *row.keys, *(key.replace("+", " ") for key in row.keys))))


def _folded(words: str) -> str:
    return "".join(fold_loosely(sign) for sign in words)

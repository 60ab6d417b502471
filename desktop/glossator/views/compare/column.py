"""A column of the compare mode: who or what it shows, with counts by kind, above a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from glossator.model.codebook import Kind
from glossator.views.compare import badge
from glossator.views.keys import COMPARE
from glossator.views.page.lanes import PageTag
from glossator.views.page.view import PageView
from glossator.views.panel.shades import kind_mark
from glossator.views.panel.shapes import paint_shape
from glossator.views.theme import Theme

#: The heading's height, what is left free at its sides, and between its parts, in pixels.
HEIGHT, SIDE, GAP, SHAPE = 46, 24, 14, 9


class Heading(QWidget):
    """Paint a name and how many tags of each kind are below it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._title = ""
        self._aside = ""
        self._below = ""
        self._counts: list[tuple[Kind, int]] = []
        self._badge: tuple[str, int] | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_counts(self, title: str, aside: str, counts: Iterable[tuple[Kind, int]], *, below: str = "") -> None:
        """Show a title, words beside it, and counts; words below it where there are some."""
        self._title, self._aside, self._below = title, aside, below
        self._counts = [(kind, count) for kind, count in counts if count]
        said = ", ".join(f"{count} {kind.label.lower()}" for kind, count in self._counts)
        named = f"{title}, {below}" if below else title
        self.setAccessibleName(f"{named}. {said}" if said else named)
        self.setToolTip(named)
        self.update()

    def show_badge(self, initials: str, column: int) -> None:
        """Show a reader's badge before the title, in the colour of a column; none with ""."""
        self._badge = (initials, column) if initials else None
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for nothing in width."""
        return QSize(0, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the title, cut where it has no room, and the counts after it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.theme.paper)
        painter.fillRect(SIDE, self.height() - 1, self.width() - 2 * SIDE, 1, self.theme.line)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics, small = QFontMetrics(bold), QFontMetrics(self.font())
        counted = sum(SHAPE + 5 + small.horizontalAdvance(str(count)) + GAP for _, count in self._counts)
        room = self.width() - 2 * SIDE
        x, high = float(SIDE), self.height()
        if self._below:
            high = small.height() + 2
            painter.translate(0, (self.height() - 2 * high) // 2)
            painter.setPen(self.theme.dim)
            below = small.elidedText(self._below, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(x, high, room, high), Qt.AlignmentFlag.AlignVCenter, below)
        if self._badge is not None:
            words, column = self._badge
            box = QRectF(x, 0, badge.width(words, self.font()), high)
            badge.paint(painter, words, column, box, theme=self.theme, font=self.font())
            x += box.width() + SHAPE
            room -= round(box.width()) + SHAPE
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, max(60, room - counted))
        painter.setFont(bold)
        painter.setPen(self.theme.ink)
        painter.drawText(QRectF(x, 0, room, high), Qt.AlignmentFlag.AlignVCenter, title)
        x += metrics.horizontalAdvance(title) + GAP
        painter.setFont(self.font())
        for kind, count in self._counts:
            box = QRectF(x, (high - SHAPE) / 2, SHAPE, SHAPE)
            paint_shape(painter, kind.shape, box, kind_mark(kind, self.theme))
            x += SHAPE + 5
            painter.setPen(self.theme.ink)
            painter.drawText(QRectF(x, 0, room, high), Qt.AlignmentFlag.AlignVCenter, str(count))
            x += small.horizontalAdvance(str(count)) + GAP
        aside = small.elidedText(self._aside, Qt.TextElideMode.ElideRight, int(self.width() - SIDE - x))
        painter.setPen(self.theme.dim)
        painter.drawText(QRectF(x, 0, room, high), Qt.AlignmentFlag.AlignVCenter, aside)
        painter.end()


class Column(QWidget):
    """Show one reading, or one document, under its heading."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.heading = Heading(theme)
        self.page = PageView(theme=theme)
        self.page.setProperty("keys", COMPARE)
        self.page.least_margin = SIDE
        self.tags: dict[str, PageTag] = {}
        self._said = ("", "", "")
        self._kinds: Mapping[str, Kind] = {}
        self._counts: Counter[str] = Counter()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.page, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.heading.theme = theme
        self.heading.update()
        self.page.set_theme(theme)

    def show_tags(
        self, title: str, aside: str, tags: Iterable[PageTag], kinds: Mapping[str, Kind], *, below: str = ""
    ) -> None:
        """Show these tags, and say whose they are, how many of each kind, and below the title what else is to say."""
        self.tags = {tag.id: tag for tag in tags}
        self._said, self._kinds = (title, aside, below), kinds
        self._counts = Counter(tag.kind for tag in self.tags.values())
        self._show_counts()
        self.page.set_tags(self.tags.values())
        self.page.setAccessibleName(f"{title}, {below}" if below else title)

    def put_tag(self, tag: PageTag) -> None:
        """Show one tag at other places than it was; at none where it has none."""
        former = self.tags.pop(tag.id, None)
        if former is not None:
            self._counts[former.kind] -= 1
            self.page.remove_tag(tag.id)
        if tag.spans:
            self.tags[tag.id] = tag
            self._counts[tag.kind] += 1
            self.page.add_tag(tag)
        self._show_counts()

    def _show_counts(self) -> None:
        title, aside, below = self._said
        counts = [(kind, self._counts[key]) for key, kind in self._kinds.items()]
        self.heading.show_counts(title, aside, counts, below=below)

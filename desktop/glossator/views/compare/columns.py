"""The columns side by side, all equally wide, with a gutter between each two; how they scroll along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from glossator.anchoring.aligned import Aligned
from glossator.views.compare.column import Column
from glossator.views.compare.ribbons import Ribbons
from glossator.views.page.view import PageStyle
from glossator.views.theme import Theme

#: The size of the type in two, three and four columns, as a share of the reader's own: narrow lines want smaller type.
SHARES = {3: 0.92, 4: 0.84}

#: The width of a gutter beside two columns, and beside more, in pixels.
GUTTERS = {2: 58}
NARROW_GUTTER = 42

#: What stands beside the only document.
ONE_DOCUMENT = (
    "This is the project’s only document; comparing needs two. Ctrl+O adds another, and the menu with its title, "
    "above, shows a second place of this one."
)

#: The widest that words beside a single column get, and where they begin, in pixels.
ALONE, ALONE_TOP = 420, 96


class Columns(QWidget):
    """Lay out columns and gutters; ``one_text`` columns scroll together by paragraph."""

    tag_pressed = Signal(int, str)  # the number of a column, a tag's id
    group_pressed = Signal(str)  # the group whose ribbon was pressed

    def __init__(self, theme: Theme, style: PageStyle) -> None:
        super().__init__()
        self.theme = theme
        self.columns: list[Column] = []
        self.gutters: list[Ribbons] = []
        self.one_text = True
        self.together = False
        self.alone = QLabel(ONE_DOCUMENT, self)
        self.alone.setProperty("dim", True)
        self.alone.setWordWrap(True)
        self.alone.setTextFormat(Qt.TextFormat.PlainText)
        self.alone.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.alone.hide()
        self._style = style
        self._tops: Sequence[int] = ()
        self._alignments: Sequence[Aligned | None] = ()
        self._scrolling = False

    def set_count(self, count: int) -> bool:
        """Have so many columns; tell whether they were made anew."""
        was_alone, is_alone = self.alone.isVisibleTo(self), count == 1 and not self.one_text
        self.alone.setVisible(is_alone)
        if count == len(self.columns):
            if is_alone != was_alone:
                self._place()
            return False
        for widget in (*self.columns, *self.gutters):
            widget.hide()
            widget.deleteLater()
        self.columns = [Column(self.theme) for _ in range(count)]
        pairs = zip(self.columns, self.columns[1:], strict=False)
        self.gutters = [Ribbons(left, right, at, self.theme) for at, (left, right) in enumerate(pairs)]
        for at, column in enumerate(self.columns):
            column.page.verticalScrollBar().valueChanged.connect(lambda _value, one=column: self._scrolled(one))
            column.page.tag_pressed.connect(lambda id_, one=at: self.tag_pressed.emit(one, id_))
        for gutter in self.gutters:
            gutter.pressed.connect(self.group_pressed)
        for widget in (*self.columns, *self.gutters):
            widget.setParent(self)
        self._place()
        self.set_style(self._style)
        for widget in (*self.columns, *self.gutters):
            widget.show()
        return True

    def set_style(self, style: PageStyle) -> None:
        """Take another type, smaller where there are many columns."""
        self._style = style
        smaller = replace(style, size=style.size * SHARES.get(len(self.columns), 1.0))
        for column in self.columns:
            column.page.set_style(smaller)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        for column in self.columns:
            column.set_theme(theme)
        for gutter in self.gutters:
            gutter.theme = theme
            gutter.update()

    def set_together(self, together: bool) -> None:
        """Let columns of different texts scroll together, or each on its own.

        Two versions of one document keep to the same place in both, other documents go by as many pixels.
        """
        self.together = together
        self._remember()

    def set_alignments(self, alignments: Sequence[Aligned | None]) -> None:
        """Know which places belong together in each two neighbours that are versions of one document."""
        self._alignments = alignments
        self._remember()

    def reveal(self, places: Iterable[tuple[int, tuple[int, int]]]) -> None:
        """Bring a place into view in columns, by their numbers; none is moved by another."""
        self._scrolling = True
        for at, place in places:
            self.columns[at].page.reveal(*place)
        self._remember()
        self._scrolling = False

    def number_with_keyboard(self) -> int:
        """Return the number of the column that has the keyboard, -1 where none has."""
        return next((at for at, column in enumerate(self.columns) if column.page.hasFocus()), -1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        count = len(self.columns)
        if not count:
            return
        gutter = GUTTERS.get(count, NARROW_GUTTER)
        if self.alone.isVisibleTo(self):
            half = (self.width() - GUTTERS[2]) // 2
            self.columns[0].setGeometry(0, 0, half, self.height())
            room = min(ALONE, half - GUTTERS[2])
            self.alone.setGeometry(half + GUTTERS[2], ALONE_TOP, room, self.height() - ALONE_TOP)
            return
        wide = max(80, (self.width() - gutter * (count - 1)) // count)
        x = 0
        for at, column in enumerate(self.columns):
            last = at == count - 1
            # All are equally wide, so that lines break alike; what is left over lies beside the last one's paper.
            column.setGeometry(x, 0, wide, self.height())
            x += wide
            if not last:
                self.gutters[at].setGeometry(x, 0, gutter, self.height())
                x += gutter

    def _remember(self) -> None:
        self._tops = [column.page.scroll.top for column in self.columns]

    def _scrolled(self, source: Column) -> None:
        """Move the other columns along."""
        if self._scrolling or source not in self.columns or not (self.one_text or self.together):
            return
        self._scrolling = True
        at, page = self.columns.index(source), source.page
        piece = page.page_layout.piece_at(page.scroll.top)
        within = page.scroll.top - page.page_layout.top(piece)
        by = page.scroll.top - self._tops[at] if at < len(self._tops) else 0
        for column in self.columns:
            if column is source:
                continue
            if self.one_text:
                column.page.scroll_to_piece(piece, within)
            elif (place := self._same_place(at, self.columns.index(column))) is not None:
                column.page.restore_place(place)
            else:
                column.page.verticalScrollBar().setValue(column.page.scroll.top + by)
        self._remember()
        self._scrolling = False

    def _same_place(self, source: int, target: int) -> tuple[int, float] | None:
        """Return where a column stands that shows what another's top shows, by their texts; None where it is not known.

        A place is an offset, and how far its line is below the top.
        """
        offset, below = self.columns[source].page.place()
        step = 1 if target > source else -1
        for at in range(source, target, step):
            pair = at if step > 0 else at - 1
            found = self._alignments[pair] if pair < len(self._alignments) else None
            if found is None:
                return None
            offset = found.place(offset, back=step < 0)
        return offset, below

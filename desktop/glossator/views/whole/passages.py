"""Passages side by side: a column for each thing that was chosen, each passage in its surroundings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from glossator.model.document import Document
from glossator.views import jobs
from glossator.views.desk import Desk
from glossator.views.newest import Newest
from glossator.views.panel.style import Style
from glossator.views.whole.passage_list import PassageList
from glossator.views.whole.surroundings import Surrounded, surrounded
from glossator.views.words import counted

#: The widest column in pixels: longer lines are hard to read.
WIDEST = 720

#: A column lists at most so many passages, all columns so many together, each so many in any case; the rest is read
#: when the keyboard comes to it, and all of a column is listed in a sheet of its own.
MOST, ALTOGETHER, FEWEST = 60, 240, 6


#: So many columns are made in one turn of the window: as many as are seen at once.
AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Column:
    """Say what a column shows: a title, words below it, and the ids of its tags in their order."""

    title: str
    below: str
    ids: tuple[str, ...]


class PassageColumns(QWidget):
    """Show passages side by side; the keyboard walks them as one."""

    opened = Signal(str, str)  # a document and a tag of it, to be read
    all_asked = Signal(str, list, str)  # all passages of a column: its title, ids in groups, a rule
    reached = Signal(str)  # the tag that the keyboard is at
    laid_out = Signal()  # the columns have their places

    def __init__(self, desk: Desk, style: Style, invitation: str) -> None:
        super().__init__()
        self.setObjectName("passages")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._style = desk, style
        self._columns: tuple[Column, ...] = ()
        self._documents: Mapping[str, Document] = {}
        self._listed: list[tuple[str, ...]] = []  # what each column lists of its tags
        self._wanted = ""  # the tag to go to when its column is there
        self._reading = Newest("Reading passages", self)
        self._to_make: list[tuple[QWidget, Column, list[Surrounded]]] = []
        self._making = QTimer(self, singleShot=True, interval=0)
        self._making.timeout.connect(lambda: self._make_some(False))
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self.lists: list[PassageList] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.invitation = QLabel(invitation)
        self.invitation.setProperty("dim", True)
        self.invitation.setWordWrap(True)
        self.invitation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.invitation.setContentsMargins(24, 12, 24, 12)
        self._row.addWidget(self.invitation)
        desk.closing.connect(self._reading.drop)

    def show_columns(self, columns: Sequence[Column], documents: Mapping[str, Document], *, go_to: str = "") -> None:
        """Show other columns; ``go_to`` is the tag that is chosen when they are there."""
        self._wanted = go_to
        wanted = tuple(columns)
        if wanted == self._columns and documents is self._documents and self._reading.is_still:
            self.go_to(go_to)
            return
        self._columns, self._documents = wanted, documents
        if wanted:
            self._read()
        else:
            self._reading.drop()
            self._listed = []
            self._show({})

    def _read(self) -> None:
        """Read the passages that are listed, the wanted one among them."""
        most = max(FEWEST, min(MOST, ALTOGETHER // len(self._columns)))
        self._listed = [_stretch(column.ids, most, self._wanted) for column in self._columns]
        ids = [id_ for listed in self._listed for id_ in listed]
        project, documents = self._desk.project, self._documents

        def work(_job: jobs.Job) -> dict[str, Surrounded]:
            with project.snapshot() as reads:
                return surrounded(reads, ids, documents)

        self._reading.start(work, self._show, fail=self._desk.refuse)

    def clear(self) -> None:
        """Show nothing but the invitation."""
        self.show_columns((), {})

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being read."""
        return self._reading.is_still and not self._making.isActive() and not self._settling.isActive()

    @property
    def current(self) -> str:
        """Return the tag that is chosen, "" where none is."""
        focused = next((one for one in self.lists if one.hasFocus()), None)
        return focused.current if focused is not None else next((o.current for o in self.lists if o.current), "")

    def set_style(self, style: Style) -> None:
        """Take other colours and type."""
        self._style = style
        for one in self.lists:
            one.set_style(style)

    def take_keyboard(self) -> None:
        """Put the keyboard into the first column, or the one where a passage is chosen."""
        target = next((one for one in self.lists if one.current), self.lists[0] if self.lists else None)
        if target is not None:
            if not target.current:
                target.go_to(0)
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, tag: str) -> None:
        """Choose a tag's passage, in whichever column it is; one that is not listed yet is read first."""
        if not self._choose(tag) and any(tag in column.ids for column in self._columns):
            self._wanted = tag
            self._read()

    def has_step(self, by: int) -> bool:
        """Tell whether there is a next passage, or a previous one."""
        return self._place_after(by) is not None

    def _place_after(self, by: int) -> tuple[int, str] | None:
        """Return the column and the tag of the next passage, from column to column."""
        places = [(at, id_) for at, column in enumerate(self._columns) for id_ in column.ids]
        at = next((n for n, one in enumerate(self.lists) if one.current), -1)
        now = places.index((at, self.lists[at].current)) if at >= 0 else (-1 if by > 0 else len(places))
        return places[now + by] if 0 <= now + by < len(places) else None

    def step(self, by: int) -> None:
        """Go to the next passage, from column to column, or the previous one."""
        place = self._place_after(by)
        if place is None:
            self._desk.say("That was the last passage." if by > 0 else "That was the first passage.")
            return
        column, tag = place
        had_keyboard = any(one.hasFocus() for one in self.lists)
        self.go_to(tag)
        if had_keyboard:
            self.lists[column].setFocus(Qt.FocusReason.OtherFocusReason)

    def open_current(self) -> None:
        """Ask for the chosen passage to be read in its document."""
        target = next((one for one in self.lists if one.current), None)
        if target is not None:
            target.open_current()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let left and right go from column to column."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self.lists:
            by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
            at = self.lists.index(watched) + by if by else -1
            if by and 0 <= at < len(self.lists):
                other = self.lists[at]
                row = min(max(0, self.lists[at - by].currentIndex().row()), other.passages.rowCount() - 1)
                if row >= 0:
                    self.go_to(other.passages.row(row).tag.id)
                other.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that the columns have other places."""
        super().resizeEvent(event)
        self._settling.start()

    # Within

    def _choose(self, tag: str) -> bool:
        """Choose a passage that is listed; tell whether it is."""
        for one in self.lists:
            row = one.passages.row_of(tag)
            if row >= 0:
                for other in self.lists:
                    if other is not one:
                        other.clearSelection()
                        other.setCurrentIndex(other.rootIndex())
                one.go_to(row)
                return True
        return False

    def _show(self, rows: Mapping[str, Surrounded]) -> None:
        had_keyboard = any(one.hasFocus() for one in self.lists)
        while self._row.count() > 1:
            item = self._row.takeAt(1)
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lists = []
        self.invitation.setVisible(not self._columns)
        self._to_make = []
        for number, (column, ids) in enumerate(zip(self._columns, self._listed, strict=True)):
            if number:
                self._row.addWidget(_rule())
            holder = _headed(column)
            self._row.addWidget(holder, 1)
            holder.show()  # at once: a layout gives no place to what is shown with the next turn
            self._to_make.append((holder, column, [rows[id_] for id_ in ids if id_ in rows]))
        self._row.addStretch(0)
        self._make_some(had_keyboard)

    def _make_some(self, had_keyboard: bool) -> None:
        """Make as many lists as are seen at first, the others in later turns: the window never waits for them."""
        for holder, column, rows in self._to_make[:AT_ONCE]:
            self._fill(holder, column, rows)
        del self._to_make[:AT_ONCE]
        self._choose(self._wanted)
        if had_keyboard:
            self.take_keyboard()
        if self._to_make:
            self._making.start()
        self._settling.start()  # columns and rows have their places with the next turn

    def _settle(self) -> None:
        self._row.activate()
        self._choose(self.current)
        self.laid_out.emit()

    def _fill(self, holder: QWidget, column: Column, rows: Sequence[Surrounded]) -> None:
        """Put the passages below a column's title."""
        listed = PassageList(self._desk, self._style)
        listed.show_rows(rows, title=column.title)
        listed.opened.connect(self.opened)
        listed.reached.connect(self.reached)
        listed.installEventFilter(self)
        self.lists.append(listed)
        inside = holder.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.addWidget(listed, 1)
        listed.show()
        if len(column.ids) > len(rows):
            more = QPushButton(f"All {counted(len(column.ids), 'passage')}")
            more.setProperty("flat", True)
            more.clicked.connect(lambda: self.all_asked.emit(column.title, [[id_] for id_ in column.ids], ""))
            inside.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)


def _headed(column: Column) -> QWidget:
    """Make a column with its title and what stands below it."""
    holder = QWidget()
    holder.setMaximumWidth(WIDEST)
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(0, 10, 0, 0)
    inside.setSpacing(2)
    title = QLabel(column.title)
    title.setWordWrap(True)
    font = title.font()
    font.setBold(True)
    title.setFont(font)
    below = QLabel(column.below)
    below.setProperty("dim", True)
    for label in (title, below):
        label.setContentsMargins(16, 0, 16, 0)
        inside.addWidget(label)
        label.setVisible(bool(label.text()))
    return holder


def _stretch(ids: tuple[str, ...], most: int, wanted: str) -> tuple[str, ...]:
    """Cut a stretch of ``most`` ids with the wanted one in it, where there is one, else the first ones."""
    if wanted not in ids[most:]:
        return ids[:most]
    begin = min(ids.index(wanted) - most // 2, len(ids) - most)
    return ids[begin : begin + most]


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedWidth(1)
    return rule

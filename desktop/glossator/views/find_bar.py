"""The bar that finds words in the text: as they are typed, every hit marked, the nearest one in view."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from glossator.model.document import Content
from glossator.views import jobs
from glossator.views.desk import Desk
from glossator.views.finding import Folded, Range
from glossator.views.keys import chords
from glossator.views.page.view import PageView
from glossator.views.sheets.cell import Cell
from glossator.views.sheets.work import follow
from glossator.views.theme import Theme, theme

#: Texts up to so many code points are folded and searched at once: it takes a few milliseconds.
AT_ONCE = 200_000

#: Selected words up to so many code points are looked for when the bar opens.
LONGEST_TAKEN = 200

#: The hits marked at a time, those around the current one: each costs the page more than a microsecond.
MOST_MARKED = 20_000


@dataclass(frozen=True, slots=True)
class _Before:
    """Keep how the page was: selection, caret, scroll, and who had the keyboard."""

    caret: int
    selection: Range | None
    place: tuple[int, float]
    focus: QWidget | None


class FindBar(QWidget):
    """Look for words in the shown document; Enter leaves the hit selected, Esc leaves everything as it was."""

    closed = Signal()
    searched = Signal(int)  # how many hits there are, when they are known

    def __init__(self, desk: Desk, page: PageView, colours: Theme | None = None) -> None:
        super().__init__()
        self.setObjectName("find")
        self._desk = desk
        self._page = page
        self._theme = colours or theme("light")
        self._before: _Before | None = None
        self._origin = 0
        self._hits: list[Range] = []
        self._marked: tuple[int, list[Range]] = (0, [])  # the number of the first marked hit, and the marked ones
        self._at = -1
        self._folded: dict[bool, Folded] = {}
        self._folding: jobs.Job | None = None
        self._searching: jobs.Job | None = None
        self._when_found: int | None = None  # a step to take, 0 for "take the hit", once the hits are known
        self._lay_out()
        page.content_changed.connect(self._content_changed)

    def set_theme(self, colours: Theme) -> None:
        """Take another theme's colours."""
        self._theme = colours
        for cell in self.findChildren(Cell):
            cell.set_theme(colours)
        self._tell()
        self.update()

    # What the actions ask for

    def open(self) -> None:
        """Show the bar with the keyboard in it, on the selected words where there are some."""
        if not self.isVisible():
            self._remember()
        selected = self._page.selection()
        words = self._desk.content.text[slice(*selected)] if selected else ""
        fresh = bool(words) and len(words) <= LONGEST_TAKEN and "\n" not in words and not self.field.hasFocus()
        if fresh:
            self.field.blockSignals(True)
            self.field.setText(words)
            self.field.blockSignals(False)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search()

    def go(self, by: int) -> None:
        """Go to the next hit (1) or the previous one (-1); with the bar closed, from the caret on."""
        if not self.field.text():
            self.open()
            return
        if not self.isVisible():
            selected = self._page.selection()
            caret = self._page.caret()
            self._origin = (selected[0] if by < 0 else selected[1]) if selected else caret
            self._when_found = by
            self._search()
        elif self._is_searching:
            self._when_found = by
        else:
            self._step(by)

    def take(self) -> None:
        """Leave the current hit selected in the page and close; where there is none, stay."""
        if self._is_searching:
            self._when_found = 0
        elif self._at >= 0:
            self._page.select(*self._hits[self._at])
            self._close(to_page=True)
        elif self.field.text():
            self._desk.say(f"“{self.field.text()}” is not in this document.")

    def dismiss(self) -> None:
        """Close and leave caret, selection, scroll and keyboard as they were."""
        before = self._before
        if before is not None:
            self._restore(before)
        self._close(to_page=False)

    @property
    def hits(self) -> list[Range]:
        """Return the places of the words, in order."""
        return self._hits

    @property
    def current(self) -> int:
        """Return the number of the current hit from 0, -1 for none."""
        return self._at

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what the field leaves: Enter, Esc, arrows and F3."""
        runs = {
            "Enter": self.take,
            "Esc": self.dismiss,
            "F3": lambda: self.go(1),
            "Shift+F3": lambda: self.go(-1),
            "Down": lambda: self.go(1),
            "Up": lambda: self.go(-1),
        }
        for chord in chords(event):
            if chord in runs:
                runs[chord]()
                return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar: the panel's colour, a line beneath."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.panel)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.line)

    # Within

    def _lay_out(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in the text")
        self.field.setAccessibleName("Find in the text")
        self.field.setMinimumWidth(110)
        self.field.setMaximumWidth(360)
        self.field.textChanged.connect(self._search)
        self.count = QLabel()
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("1,000 of 9,999"))
        self.previous = Cell("‹", self._theme)
        self.next = Cell("›", self._theme)
        self.exact = Cell("Aa", self._theme)
        self.whole = Cell("Whole words", self._theme)
        self.close_cell = Cell("Close", self._theme, key="Esc")
        self.close_cell.flat = True
        for cell, name, tip in (
            (self.previous, "Previous hit", "Previous hit (Shift+F3)"),
            (self.next, "Next hit", "Next hit (F3)"),
            (self.exact, "To the letter", "To the letter: capitals and accents count"),
            (self.whole, "Whole words", "Whole words only"),
            (self.close_cell, "Close", "Close; the page is as it was (Esc)"),
        ):
            cell.setAccessibleName(name)
            cell.setToolTip(tip)
            cell.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for cell in (self.exact, self.whole):
            cell.setCheckable(True)
            cell.toggled.connect(self._search)
        self.previous.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.close_cell.clicked.connect(self.dismiss)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 12, 7)
        line.setSpacing(6)
        line.addWidget(self.field, 1)
        for widget in (self.previous, self.next, self.count, self.exact, self.whole):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.close_cell)

    @property
    def _is_searching(self) -> bool:
        return self._searching is not None or (bool(self.field.text()) and self._folding is not None)

    def _remember(self) -> None:
        selection = self._page.selection()
        caret = self._page.caret()
        self._before = _Before(caret, selection, self._page.place(), self.window().focusWidget())
        self._origin = selection[0] if selection else caret

    def _restore(self, before: _Before) -> None:
        if before.selection is None:
            self._page.place_caret(before.caret, reveal=False)
        elif before.caret == before.selection[0]:
            self._page.place_caret(before.selection[1], reveal=False)
            self._page.move_caret(before.caret, QTextCursor.MoveMode.KeepAnchor)
        else:
            self._page.select(*before.selection, reveal=False)
        self._page.restore_place(before.place)

    def _close(self, *, to_page: bool) -> None:
        self._stop()
        self._hits, self._at = [], -1
        self._page.set_hits([], None)
        before, self._before = self._before, None
        ours = self.isAncestorOf(self.window().focusWidget() or self)
        self.hide()
        focus = before.focus if before is not None else None
        usable = focus is not None and shiboken6.isValid(focus) and focus.isVisible()
        if ours:
            (focus if usable and focus is not None and not to_page else self._page).setFocus()
        self.closed.emit()

    def _content_changed(self) -> None:
        """Another text is shown: what was known of the former one goes."""
        self._stop()
        if self._folding is not None:
            self._folding.cancel()
            self._folding = None
        self._folded.clear()
        self._hits, self._at = [], -1
        if self.isVisible():
            self._remember()
            self._search()

    # Searching

    def _stop(self) -> None:
        self._when_found = None
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None

    def _search(self) -> None:
        """Look for the words from the beginning; a search that runs is given up."""
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None
        words = self.field.text()
        if not words:
            self._found([])
            return
        exact, whole = self.exact.isChecked(), self.whole.isChecked()
        content = self._desk.content
        folded = self._folded.get(exact)
        if len(content.text) <= AT_ONCE:
            if folded is None:
                folded = self._folded[exact] = Folded(content, exact=exact)
            self._found(folded.hits(words, whole=whole))
        elif folded is None:
            self._fold(content, exact)
        else:
            self._searching = follow(
                "the words were not looked for",
                lambda job: folded.hits(words, whole=whole, is_unwanted=job.is_cancelled),
                parent=self,
                finished=self._found_by,
            )
            self._tell()

    def _fold(self, content: Content, exact: bool) -> None:
        """Fold a long text beside the window; words that are typed meanwhile wait for it."""
        if self._folding is None:
            self._folding = follow(
                "the words were not looked for",
                lambda job: Folded(content, exact=exact, is_unwanted=job.is_cancelled),
                parent=self,
                finished=self._folded_by,
            )
        self._tell()

    def _folded_by(self, job: jobs.Job, folded: Folded) -> None:
        if job is not self._folding:
            return
        self._folding = None
        self._folded[folded.exact] = folded
        self._search()

    def _found_by(self, job: jobs.Job, hits: list[Range]) -> None:
        if job is self._searching:
            self._searching = None
            self._found(hits)

    def _found(self, hits: list[Range]) -> None:
        self._hits, self._marked = hits, (0, [])
        step, self._when_found = self._when_found, None
        if not self.isVisible():
            self._found_closed(step or 1)
            return
        self._at = min(bisect_left(hits, (self._origin,)), len(hits) - 1) if hits else -1
        if hits and hits[self._at][0] < self._origin:
            self._at = 0  # none follows: the first of the text
        self._show()
        self.searched.emit(len(hits))
        if step == 0:
            self.take()
        elif step is not None:
            self._step(step)

    def _found_closed(self, step: int) -> None:
        """Select the hit after the caret, or the one before, with no bar shown."""
        hits, self._hits = self._hits, []
        if not hits:
            self._desk.say(f"“{self.field.text()}” is not in this document.")
            return
        after = bisect_left(hits, (self._origin,))
        at = after if step > 0 else after - 1
        if not 0 <= at < len(hits):
            self._say_round(step)
        self._page.select(*hits[at % len(hits)])
        self._desk.say(f"{at % len(hits) + 1:,} of {len(hits):,}")

    def _step(self, by: int) -> None:
        if not self._hits:
            return
        at = self._at + by
        if not 0 <= at < len(self._hits):
            self._say_round(by)
        self._at = at % len(self._hits)
        self._show()

    def _say_round(self, by: int) -> None:
        self._desk.say("From the beginning of the text again." if by > 0 else "From the end of the text again.")

    def _show(self) -> None:
        """Mark the hits in the page and bring the current one into view."""
        first, marked = self._marked
        if not 0 <= self._at - first < len(marked):
            first = max(0, min(self._at - MOST_MARKED // 2, len(self._hits) - MOST_MARKED))
            marked = self._hits[first : first + MOST_MARKED]
            self._marked = (first, marked)
        # The same list as before where only the current hit is another.
        self._page.set_hits(marked, self._at - first if self._at >= 0 else None)
        if self._at >= 0:
            self._page.reveal(*self._hits[self._at])
        elif self._before is not None:
            self._page.restore_place(self._before.place)
        self._tell()

    def _tell(self) -> None:
        none = bool(self.field.text()) and not self._hits and not self._is_searching
        if not self.field.text():
            words = ""
        elif self._is_searching:
            words = "…"
        else:
            words = f"{self._at + 1:,} of {len(self._hits):,}" if self._hits else "not found"
        self.count.setText(words)
        ink = self._theme.error if none else self._theme.dim
        self.count.setStyleSheet(f"color: {ink.name()}")
        for cell in (self.previous, self.next):
            cell.setEnabled(bool(self._hits))

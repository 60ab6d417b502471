"""Selecting by the text's own units: clause, sentence, paragraph, section; and moving caret and selection quietly.

A move of our own is quiet: it leaves what the reader's own moves would end, such as the steps of S.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from glossator.text import ladder
from glossator.views.desk import Desk
from glossator.views.page.view import PageView

SpanOf = tuple[int, int]


class Selecting(QObject):
    """Grow, shrink and move the selection of a page; ``moved_by_reader`` tells of moves that are not ours."""

    moved_by_reader = Signal()
    moved = Signal()

    def __init__(self, desk: Desk, page: PageView) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._quiet = False
        self._steps: list[SpanOf] = []
        page.caret_moved.connect(self._caret_moved)
        desk.document_opened.connect(self._steps.clear)

    def wider(self) -> None:
        """Select the clause under the caret, then sentence, paragraph, section."""
        span = self._page.selection() or (self._page.caret(), self._page.caret())
        wider = ladder.wider(self._desk.paragraphs, self._desk.content.text, *span)
        if wider != span:
            self._steps.append(span)
            self.select(wider)

    def narrower(self) -> None:
        """Go back to the selection before the last step of ``wider``."""
        if not self._steps:
            return
        span = self._steps.pop()
        if span[0] == span[1]:
            self.quietly(lambda: self._page.place_caret(span[0], reveal=False))
        else:
            self.select(span)

    def clause_more(self, from_span: SpanOf | None) -> None:
        """Take one clause more, beginning with the selection or what a key would take."""
        self._grow(ladder.one_clause_more, from_span)

    def clause_less(self, from_span: SpanOf | None) -> None:
        """Take one clause less."""
        self._grow(ladder.one_clause_less, from_span)

    def next_sentence(self) -> None:
        """Go to the next sentence."""
        self._go(ladder.next_sentence)

    def previous_sentence(self) -> None:
        """Go to the previous sentence."""
        self._go(ladder.previous_sentence)

    def select(self, span: SpanOf) -> None:
        """Select quietly."""
        self.quietly(lambda: self._page.select(*span))

    def swap_ends(self) -> None:
        """Let the other end of the selection be the one that moves."""
        cursor = self._page.textCursor()
        anchor, position = cursor.anchor(), cursor.position()
        cursor.setPosition(position)
        cursor.setPosition(anchor, QTextCursor.MoveMode.KeepAnchor)
        self.quietly(lambda: self._page.keep_scroll(cursor))

    def collapse(self) -> None:
        """End the selection; the caret stays where it is."""
        caret = self._page.caret()
        self.quietly(lambda: self._page.place_caret(caret, reveal=False))

    def quietly(self, move: Callable[[], None]) -> None:
        """Move caret or selection as ours."""
        self._quiet = True
        try:
            move()
        finally:
            self._quiet = False
        self.moved.emit()

    def _grow(self, step: Callable[..., SpanOf], from_span: SpanOf | None) -> None:
        span = self._page.selection() or from_span
        if span is not None:
            self.select(step(self._desk.paragraphs, self._desk.content.text, *span))

    def _go(self, step: Callable[..., SpanOf | None]) -> None:
        found = step(self._desk.paragraphs, self._desk.content.text, self._page.caret())
        if found is not None and self._page.reshaping:
            self._page.move_caret(found[0], QTextCursor.MoveMode.KeepAnchor)
        elif found is not None:
            self.go_to(found)

    def go_to(self, sentence: SpanOf) -> None:
        """Put the caret at the beginning of a sentence, as a reader's own move, and show it whole."""
        self._page.place_caret(sentence[0], reveal=False)
        self._page.reveal(*sentence)

    def _caret_moved(self, _offset: int) -> None:
        if not self._quiet:
            self._steps.clear()
            self.moved_by_reader.emit()
            self.moved.emit()

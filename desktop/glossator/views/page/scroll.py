"""Scrolling a page whose heights become exact as it is read: what is on the screen never moves by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollBar

from glossator.views.page.hits import pieces_between
from glossator.views.page.layout import PageLayout

if TYPE_CHECKING:
    from glossator.views.page.text import TextPage

#: Seconds that measuring may take of the idle time before events are looked at again.
SLICE = 0.004

#: How often heights near the viewport may change each other's places before they are taken as they are.
_ROUNDS = 6

#: A passage is brought to this share of the viewport's height.
COMFORT = 0.28


class Scroll:
    """Keep the place on the screen while heights change, and bring offsets into view."""

    def __init__(self, view: TextPage) -> None:
        self._view = view
        self.still = 0
        self._steady = 0
        self._grew = False
        self._next = 0

    @property
    def _layout(self) -> PageLayout:
        return self._view.page_layout

    @property
    def _bar(self) -> QScrollBar:
        return self._view.verticalScrollBar()

    @property
    def top(self) -> int:
        """Return the height of the page that the viewport begins at."""
        return self._bar.value()

    @property
    def height(self) -> int:
        """Return the height of the viewport."""
        return self._view.viewport().height()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Let the scroll bar move without moving what is on the screen and without telling anyone."""
        self.still += 1
        try:
            yield
        finally:
            self.still -= 1

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Keep what is on the screen where it is while heights change."""
        if self._steady:
            yield
            return
        piece, offset = self._anchor()
        self._steady += 1
        self._grew = False
        try:
            yield
        finally:
            self._steady -= 1
            if self._grew:
                self.follow_size()
                self._move(self._layout.top(piece) - offset)

    def grown(self, piece: int, by: int) -> None:
        """Answer a height that changed outside a steady stretch: Qt asked for a block far away."""
        if self._steady:
            self._grew = True
            return
        top = self._layout.top(piece)
        former_bottom = top + self._layout.column.height(piece) - by
        self.follow_size()
        if former_bottom <= self.top:
            self._move(self.top + by)
        elif top < self.top + self.height:
            self._view.viewport().update()

    def follow_size(self) -> None:
        """Tell Qt the size of the page; the scroll bar follows."""
        with self.quiet():
            self._layout.documentSizeChanged.emit(self._layout.documentSize())

    def _move(self, top: int) -> None:
        if top != self._bar.value():
            with self.quiet():
                self._bar.setValue(top)

    def _anchor(self) -> tuple[int, int]:
        """Return the first piece in view whose height is exact, else the first, and its place under the top."""
        layout, top, bottom = self._layout, self.top, self.top + self.height
        first = piece = layout.piece_at(top)
        last = len(layout.border) - 1
        while not layout.is_exact(piece) and piece < last and layout.top(piece + 1) < bottom:
            piece += 1
        if not layout.is_exact(piece):
            piece = first
        return piece, layout.top(piece) - top

    def lay_out_near(self) -> None:
        """Make what is in view, and half a page around it, exact in height."""
        layout = self._layout
        if layout.settled:
            return
        for _ in range(_ROUNDS):
            half = self.height // 2
            last = len(layout.border) - 1
            near = pieces_between(layout, self.top - half, self.top + self.height + half)
            inexact = [piece for piece in near if not layout.is_exact(piece)]
            if not inexact:
                return
            top, bottom = self.top, self.top + self.height
            if any(layout.top(piece) < bottom and layout.top(piece + 1) > top for piece in inexact if piece < last):
                self._view.viewport().update()
            with self.steady():
                for piece in inexact:
                    layout.laid(piece)

    def settle_slice(self) -> bool:
        """Measure pieces for some milliseconds; tell whether every height is exact then."""
        layout = self._layout
        stop = perf_counter() + SLICE
        with self.steady():
            while not layout.settled and perf_counter() < stop:
                piece = layout.next_inexact(self._next)
                layout.measure(piece)
                self._next = piece + 1 if piece + 1 < len(layout.border) else 0
        return layout.settled

    def line_top(self, position: int) -> tuple[int, int]:
        """Return the height of the line at a document position, and the line's own height."""
        layout = self._layout
        block = layout.document().findBlock(position)
        piece = block.blockNumber()
        with self.steady():
            laid = layout.laid(piece)
        return (
            layout.text_top(piece) + laid.line_at(position - block.position()) * laid.metric.step,
            laid.metric.step,
        )

    def bring(self, position: int, at: float) -> None:
        """Scroll so that the line at a document position begins ``at`` pixels below the viewport's top."""
        with self.quiet():
            for _ in range(_ROUNDS):
                wanted = max(0, round(self.line_top(position)[0] - at))
                self._bar.setValue(wanted)
                reached = self._bar.value()
                self.lay_out_near()
                # Heights above the line, or below it where the page ends, may have moved it.
                if self.top == reached and reached == min(wanted, self._bar.maximum()):
                    break
        self._view.viewport().update()
        self._view.tell_moved()

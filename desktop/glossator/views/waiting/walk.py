"""The walk through what waits: beside the page in place of the tags' panel; the page shows what is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from glossator.text.segments import trimmed
from glossator.views.modes import READ
from glossator.views.waiting.state import WaitingTags

if TYPE_CHECKING:
    from glossator.views.theme import Theme
    from glossator.views.waiting.panel import WaitingPanel
    from glossator.views.window import Window

#: Where the panel stands among library, page and panel.
_PANEL = 2


@dataclass(frozen=True, slots=True)
class _Before:
    """Remember where keyboard, caret and scroll were, and in which text."""

    focus: QWidget | None
    version: str
    caret: int
    selection: tuple[int, int] | None
    place: tuple[int, float]


class WalkWaiting(QObject):
    """Open and close the list of what waits, and hold the page to the entry that is looked at."""

    opened = Signal(bool)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._panel: WaitingPanel | None = None
        self._before: _Before | None = None
        self.waiting = WaitingTags(window.desk, self)
        self.waiting.current_changed.connect(self._show_proposal)

    @property
    def is_open(self) -> bool:
        """Tell whether the list is open."""
        return self._before is not None

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is being looked for."""
        return self.waiting.is_still

    @property
    def panel(self) -> WaitingPanel:
        """Return the list's panel."""
        if self._panel is None:
            from glossator.views.waiting.panel import WaitingPanel  # read late: a start does without it

            self._panel = WaitingPanel(self._window.desk, self.waiting, self._window.look.theme)
        return self._panel

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        if self._panel is not None:
            self._panel.set_theme(theme)

    def open(self, tag: str = "") -> None:
        """Walk what waits in the shown document, beginning with a tag's passage; where it is open, go to it."""
        window = self._window
        if window.desk.document is None:
            window.desk.say("Show a document first.")
            return
        if window.modes.mode != READ:
            window.show_mode(READ)
        if self.is_open:
            self.waiting.go_to(tag)
        else:
            page, document = window.page, window.desk.document
            self._before = _Before(
                QApplication.focusWidget(), document.version, page.caret(), page.selection(), page.place()
            )
            self._change_places(window.panel, self.panel)
            self.waiting.begin(tag)
            self.opened.emit(True)
        self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Give panel, keyboard, caret and scroll back as they were."""
        before, self._before = self._before, None
        if before is None:
            return
        window = self._window
        self.waiting.end()
        had_keyboard = self._has_keyboard()
        self._change_places(self.panel, window.panel)
        document = window.desk.document
        if document is not None and document.version == before.version:
            if before.selection is not None:
                window.page.select(*before.selection, reveal=False)
            else:
                window.page.place_caret(before.caret, reveal=False)
            window.page.restore_place(before.place)
        if had_keyboard:
            focus = before.focus
            alive = focus is not None and shiboken6.isValid(focus) and focus.isVisible()
            (focus if alive and focus is not None else window.page).setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit(False)

    def take_selection(self) -> None:
        """Let the current entry stand where the page's selection is."""
        window, selection = self._window, self._window.page.selection()
        start, end = trimmed(window.desk.content.text, *selection) if selection is not None else (0, 0)
        if start >= end:
            window.desk.say("Select the place in the text first; F6 goes there, E takes it.")
            return
        self.waiting.settle((start, end))

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is None or self.panel.isAncestorOf(focused) or self._window.page is focused

    def _change_places(self, former: QWidget, now: QWidget) -> None:
        """Put one panel where the other is; the widths stay."""
        splitter = self._window.splitter
        widths, least = splitter.sizes(), former.minimumWidth()
        splitter.replaceWidget(_PANEL, now)
        former.hide()
        former.setParent(self._window)  # a splitter would take it in again
        now.setMinimumWidth(least)
        now.show()
        splitter.setSizes(widths)

    def _show_proposal(self) -> None:
        """Show in the page what is proposed of the current entry, selected."""
        if not self.is_open:
            return
        entry, page = self.waiting.current, self._window.page
        if entry is None or entry.proposal is None or entry.settled:
            page.place_caret(page.caret(), reveal=False)
            return
        page.select(*entry.proposal)

"""The modes of the window: Read, and Compare, which is made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

if TYPE_CHECKING:
    from glossator.views.compare.view import CompareView
    from glossator.views.desk import Desk
    from glossator.views.linking import Linking
    from glossator.views.look import Look

READ, COMPARE = "read", "compare"

#: The modes with their words, in the order in which they are shown.
MODES = {READ: "Read", COMPARE: "Compare"}


class Modes(QStackedWidget):
    """Show one mode; the keyboard comes back to where it was in it."""

    changed = Signal(str)
    tag_opened = Signal(str, str)  # a document and a tag of it, to be read
    job_started = Signal(object)
    passages_asked = Signal(str, list, str)  # what a number counts: a title, ids of tags in groups, the rule

    def __init__(self, read: QWidget, desk: Desk, look: Look, linking: Linking) -> None:
        super().__init__()
        self._desk, self._look, self._linking = desk, look, linking
        self._compare: CompareView | None = None
        self._keyboard: dict[str, QWidget] = {}
        self.mode = READ
        self.addWidget(read)

    @property
    def compare(self) -> CompareView:
        """Return the compare mode's view."""
        if self._compare is None:
            from glossator.views.compare.view import CompareView  # read late: a start does without it

            self._compare = CompareView(self._desk, self._look, self._linking)
            self._compare.opened.connect(self.tag_opened)
            self._compare.job_started.connect(self.job_started)
            self._compare.passages_asked.connect(self.passages_asked)
            self._compare.hints_changed.connect(lambda: self.changed.emit(self.mode))
            self.addWidget(self._compare)
        return self._compare

    def choose(self, mode: str) -> None:
        """Show a mode; nothing happens where it is shown already."""
        if mode == self.mode:
            return
        focused = QApplication.focusWidget()
        if focused is not None and self.currentWidget().isAncestorOf(focused):
            self._keyboard[self.mode] = focused
        self.mode = mode
        self.setCurrentWidget(self.compare if mode == COMPARE else self.widget(0))
        self.compare.set_active(mode == COMPARE)
        last = self._keyboard.get(mode)
        if mode == READ and last is not None:
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(mode)

    def set_theme(self, theme: object) -> None:
        """Take other colours."""
        if self._compare is not None:
            self._compare.set_theme(theme)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is pending in the mode that is shown."""
        return self.mode != COMPARE or self.compare.is_still

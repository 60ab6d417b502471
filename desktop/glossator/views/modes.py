"""The modes of the window: Read and those that review, each made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

if TYPE_CHECKING:
    from glossator.views.compare.view import CompareView
    from glossator.views.desk import Desk
    from glossator.views.linking import Linking
    from glossator.views.look import Look
    from glossator.views.whole.state import Whole
    from glossator.views.whole.view import WholeView

READ, COMPARE, BOARD, MATRIX, NETWORK = "read", "compare", "board", "matrix", "network"

#: A form of comparing that shows the whole project.
TIME = "time"

#: The forms of comparing, with their words, in the order of the key that goes through them.
FORMS = (("readers", "Readers"), ("documents", "Documents"), (TIME, "Over time"))

#: The modes with their words, in the order in which they are shown.
MODES = {READ: "Read", COMPARE: "Compare", BOARD: "Board", MATRIX: "Matrix", NETWORK: "Network"}


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
        self._whole: Whole | None = None
        self._views: dict[str, WholeView] = {}  # the modes that show the whole project
        self._keyboard: dict[str, QWidget] = {}
        self.mode = READ
        self.comparing = COMPARE  # the form of comparing that was shown last: the key comes back to it
        self.addWidget(read)

    @property
    def compare(self) -> CompareView:
        """Return the compare mode's view."""
        if self._compare is None:
            from glossator.views.compare.view import CompareView  # read late: a start does without it

            self._compare = CompareView(self._desk, self._look, self._linking)
            self._compare.form_asked.connect(self.choose)
            self._take_in(self._compare)
        return self._compare

    @property
    def whole(self) -> Whole:
        """Return what the modes that show the whole project have read of it."""
        if self._whole is None:
            from glossator.views.whole.state import Whole  # read late, as above

            self._whole = Whole(self._desk, self)
        return self._whole

    def view(self, mode: str) -> WholeView:
        """Return the view of a mode that shows the whole project."""
        if mode not in self._views:
            self._views[mode] = self._made(mode)
            self._take_in(self._views[mode])
        return self._views[mode]

    @property
    def current(self) -> CompareView | WholeView | None:
        """Return the view that is shown, None in Read."""
        if self.mode == READ:
            return None
        return self.compare if self.mode == COMPARE else self.view(self.mode)

    def choose(self, mode: str) -> None:
        """Show a mode; nothing happens where it is shown already."""
        if mode == self.mode:
            return
        focused = QApplication.focusWidget()
        if focused is not None and self.currentWidget().isAncestorOf(focused):
            self._keyboard[self.mode] = focused
        left = self.current
        if mode in (COMPARE, TIME):
            self.comparing = mode
        self.mode = mode
        shown = self.current
        self.setCurrentWidget(shown if shown is not None else self.widget(0))
        if left is not None:
            left.set_active(False)
        if shown is not None:
            shown.set_active(True)
        last = self._keyboard.get(mode)
        if mode == READ and last is not None:
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(mode)

    def set_theme(self, theme: object) -> None:
        """Take other colours."""
        for view in (self._compare, *self._views.values()):
            if view is not None:
                view.set_theme(theme)

    @property
    def is_still(self) -> bool:
        """Tell whether nothing is pending in the mode that is shown."""
        return self.current is None or self.current.is_still

    @property
    def summary(self) -> str:
        """Say what the view of the whole project that is shown counts; "" where none is shown."""
        return self._views[self.mode].summary if self.mode in self._views else ""

    def _show_form(self, form: str) -> None:
        """Compare readers, or documents, again."""
        self.choose(COMPARE)
        self.compare.set_mode(form)

    def _take_in(self, view: CompareView | WholeView) -> None:
        view.opened.connect(self.tag_opened)
        view.job_started.connect(self.job_started)
        view.passages_asked.connect(self.passages_asked)
        view.hints_changed.connect(lambda: self.changed.emit(self.mode))
        self.addWidget(view)

    def _made(self, mode: str) -> WholeView:
        # Each is imported when it is first asked for, as above.
        if mode == TIME:
            from glossator.views.time.view import TimeView

            view = TimeView(self.whole, self._desk, self._look)
            view.form_asked.connect(self._show_form)
            return view
        if mode == MATRIX:
            from glossator.views.matrix.view import MatrixView

            return MatrixView(self.whole, self._desk, self._look)
        if mode == BOARD:
            from glossator.views.board.view import BoardView

            return BoardView(self.whole, self._desk, self._look)
        from glossator.views.network.view import NetworkView

        return NetworkView(self.whole, self._desk, self._look)

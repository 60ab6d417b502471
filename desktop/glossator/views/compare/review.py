"""Beside the columns: how far the readers agree, and the differences to settle."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from glossator.views.compare.cards import DifferenceDelegate, DifferencesModel
from glossator.views.compare.describing import Describing
from glossator.views.compare.figures import FiguresView
from glossator.views.compare.list import DifferenceList
from glossator.views.compare.state import Comparing
from glossator.views.desk import Desk
from glossator.views.headings import heading
from glossator.views.keys import COMPARE
from glossator.views.panel.style import Style
from glossator.views.theme import Theme

#: Its width in pixels.
WIDTH = 348

#: Lower than this it shows rows and cards of fewer lines, so that several differences are seen beside the figures.
COMPACT_BELOW = 700

#: The room around the heading of the differences, in pixels, and where there is little.
HIGH, LOW = (14, 8, 14, 2), (14, 3, 14, 0)


class WhyField(QLineEdit):
    """Take the reason of a decision; Enter and Esc go back to the differences, nothing typed is lost."""

    left = Signal()
    parted = Signal()  # the keyboard went elsewhere in the window

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere; another window, or a menu, is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.parted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
            return
        super().keyPressEvent(event)


class ReviewPanel(QWidget):
    """Show the figures, and the differences as cards."""

    def __init__(self, desk: Desk, comparing: Comparing, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("review")
        self.setProperty("keys", COMPARE)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._comparing = comparing
        self._compact = False
        style = Style.of(theme, self.font())
        self._describe = describe = Describing(desk, comparing)
        self._explained = self._after = ""  # the ids of the difference whose reason is typed, and of the next one
        self.figures = FiguresView(desk, comparing, style)
        self.model = DifferencesModel(describe)
        self.delegate = DifferenceDelegate(describe, style)
        self.list = DifferenceList(self.model, self.delegate, self)
        self.heading = heading()
        self.heading.setContentsMargins(*HIGH)
        self.why = WhyField()
        self.why.setPlaceholderText("Enter keeps it")
        self.why.hide()
        self.why_label = QLabel()
        self.why_label.setWordWrap(True)
        self.why_label.setProperty("dim", True)
        self.why_label.setContentsMargins(14, 2, 14, 0)
        self.why_label.setBuddy(self.why)
        self.why_label.hide()
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setProperty("dim", True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(14, 6, 14, 6)
        why = QHBoxLayout()
        why.setContentsMargins(12, 0, 12, 2)
        why.addWidget(self.why)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.figures)
        column.addWidget(self.heading)
        column.addWidget(self.why_label)
        column.addLayout(why)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self.list.chosen.connect(comparing.set_current)
        self.why.textEdited.connect(self._note)
        self.why.left.connect(self.leave_why)
        self.why.parted.connect(self._keep_why)
        desk.closing.connect(self._keep_why)
        comparing.loaded.connect(self._loaded)
        comparing.current_changed.connect(self._current)
        comparing.settled_changed.connect(self._settled)
        comparing.reading.changed.connect(self._show_count)
        self._loaded()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        style = Style.of(theme, self.font())
        self.delegate.set_style(style)
        self.figures.set_style(style)
        self.list.measure_anew()
        self.list.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or less of each figure and card."""
        super().resizeEvent(event)
        compact = self.height() < COMPACT_BELOW
        if compact != self._compact:
            self._compact = compact
            self.figures.set_compact(compact)
            self.delegate.set_compact(compact)
            self.heading.setContentsMargins(*(LOW if compact else HIGH))
            self.list.measure_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "list"):
            self.set_theme(self.delegate.style.theme)

    def open_why(self) -> None:
        """Write why a difference is settled as it will be, or was: the one just settled, else the current one."""
        joined, after = self._comparing.to_explain()
        if joined is None:
            self._comparing.desk.say("Choose a difference first: ] goes to the next.")
            return
        self._explained, self._after = joined.id, after
        said = self._describe.asked(joined)
        self.why_label.setText(said)
        self.why.setAccessibleName(said)
        self.why.setText(self._comparing.reasons.of(joined))
        self.why_label.show()
        self.why.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_why(self) -> None:
        """Keep the reason and go back to the differences."""
        after = self._after
        self._keep_why()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if after:
            self._comparing.set_current(after)

    def _keep_why(self) -> None:
        """Keep what was typed and put the field away."""
        explained, self._explained, self._after = self._explained, "", ""
        if explained:
            self.why_label.hide()
            self.why.hide()
            self._comparing.keep_reason(explained)

    def _note(self, words: str) -> None:
        joined = self._comparing.differences.get(self._explained)
        if joined is not None:
            self._comparing.reasons.type(joined, words)
            self.delegate.forget(joined.id)
            self.model.tell_changed(joined.id)

    def _loaded(self) -> None:
        self.model.show_differences(self._comparing.differences)
        self._show_count()

    def _show_count(self) -> None:
        comparing = self._comparing
        differences = comparing.differences
        at = differences.number(comparing.current.id) + 1 if comparing.current is not None else 0
        count = len(differences)
        said = f"DIFFERENCES · {at} OF {count}" if at else f"DIFFERENCES · {count}"
        settled = f" · {differences.settled} SETTLED" if differences.settled else ""
        self.heading.setText(said + settled if count else "DIFFERENCES")
        self.empty.setText(self._invitation())
        self.empty.setVisible(not count)
        self.list.setVisible(bool(count))

    def _invitation(self) -> str:
        readers = self._comparing.readers
        if not self._comparing.is_still:
            return "Comparing…"
        if len(readers) > 1:
            return "No differences: all readers agree on what is tagged here."
        if self._comparing.is_blind:
            return (
                "You read this document blind: what others tagged in it is hidden from you. Ctrl+Shift+D says that "
                "you are done, and shows the differences."
            )
        alone = f"Only {readers[0].name} has tags in this document." if readers else "Nobody has tags in this document."
        todo = "Merge another reader’s project (File › Merge…), or choose Documents above to read side by side."
        return f"{alone} {todo}"

    def _current(self) -> None:
        current = self._comparing.current
        if self._explained and (current is None or current.id != self._explained):
            self._keep_why()
        self.list.open_card(current.id if current is not None else "")
        self._show_count()

    def _settled(self, id_: str) -> None:
        self.delegate.forget(id_)
        self.model.tell_changed(id_)
        self._show_count()

"""The list of what waits, in the place of the tags' panel while it is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from glossator.views.desk import Desk
from glossator.views.headings import heading
from glossator.views.keys import WAITING
from glossator.views.panel.style import Style
from glossator.views.panel.whole_list import WholeList
from glossator.views.theme import Theme
from glossator.views.waiting.cards import WaitingDelegate, WaitingModel
from glossator.views.waiting.state import WaitingTags
from glossator.views.waiting.words import card_words

#: What an empty list says.
EMPTY = (
    "Nothing waits in this document. After a new version (File › New version…) the tags whose words changed, or were "
    "not found, are listed here, each with the places that it may have now. Esc closes the list."
)


class WaitingList(WholeList):
    """Show what waits, settled entries too, the one that is looked at open."""

    def __init__(self, model: WaitingModel, delegate: WaitingDelegate, parent: QWidget) -> None:
        super().__init__(model, delegate, parent, keys=WAITING, name="Tags that wait")
        self.setProperty("hints", WAITING)


class WaitingPanel(QWidget):
    """Show how many wait, and the cards that settle them."""

    def __init__(self, desk: Desk, waiting: WaitingTags, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("review")
        self.setProperty("keys", WAITING)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._waiting = waiting
        style = Style.of(theme, self.font())
        self.model = WaitingModel(waiting, lambda entry: card_words(entry, waiting, desk))
        self.delegate = WaitingDelegate(style)
        self.list = WaitingList(self.model, self.delegate, self)
        self.heading = heading()
        self.heading.setContentsMargins(14, 10, 14, 6)
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setProperty("dim", True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(14, 6, 14, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self.list.chosen.connect(waiting.set_current)
        waiting.loaded.connect(self._loaded)
        waiting.entry_changed.connect(self._entry_changed)
        waiting.current_changed.connect(self._current)
        self._show_count()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.delegate.set_style(Style.of(theme, self.font()))
        self.list.measure_anew()
        self.list.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the interface's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "list"):
            self.set_theme(self.delegate.style.theme)

    def _loaded(self) -> None:
        self.model.reset()
        self._show_count()

    def _entry_changed(self, id_: str) -> None:
        self.delegate.forget(id_)
        self.model.tell_changed(id_)
        self.list.measure_anew()
        self._show_count()

    def _current(self) -> None:
        current = self._waiting.current
        self.list.open_card(current.id if current is not None else "")
        self._show_count()

    def _show_count(self) -> None:
        waiting = self._waiting
        count, settled = len(waiting.entries), waiting.settled
        said = f"TAGS THAT WAIT · {count - settled}" if count else "TAGS THAT WAIT"
        self.heading.setText(said + (f" · {settled} SETTLED" if settled else ""))
        self.empty.setText(EMPTY if waiting.is_still else "Looking for the places that each may have…")
        self.empty.setVisible(not count)
        self.list.viewport().setVisible(bool(count))

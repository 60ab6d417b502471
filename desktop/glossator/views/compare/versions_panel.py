"""Beside two versions: how many tags are in each state, and the cards of those that are not as they were."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from glossator.operations.updating import STATUSES
from glossator.views.compare.review import WIDTH
from glossator.views.compare.ribbons import BECAME
from glossator.views.compare.versions import VersionTags
from glossator.views.flow import FlowLayout
from glossator.views.headings import heading
from glossator.views.keys import OTHER
from glossator.views.panel.style import Style
from glossator.views.theme import Theme
from glossator.views.waiting.cards import WaitingDelegate, WaitingModel
from glossator.views.waiting.panel import WaitingList

#: The states in words, as the buttons that choose one have them.
WORDS = {
    "exact": "as they were",
    "moved": "moved",
    "edited": "other words",
    "ambiguous": "uncertain",
    "lost": "not found",
}


class VersionsPanel(QWidget):
    """Show counts by state, each a button that lists its own, and cards."""

    def __init__(self, versions: VersionTags, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("review")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._versions = versions
        self.model = WaitingModel(versions, versions.describe)
        self.delegate = WaitingDelegate(Style.of(theme, self.font()))
        self.list = WaitingList(self.model, self.delegate, self)
        self.list.setAccessibleName("What became of the tags")
        self.heading = heading("WHAT BECAME OF THE TAGS")
        self.heading.setContentsMargins(14, 10, 14, 4)
        self.states = QWidget()
        self.states.setProperty("keys", OTHER)
        row = FlowLayout(6, QMargins(12, 2, 12, 6))
        self.states.setLayout(row)
        self.buttons: dict[str, QPushButton] = {}
        for status in STATUSES:
            button = self.buttons[status] = QPushButton()
            button.setCheckable(True)
            button.setProperty("pill", True)
            button.clicked.connect(lambda _checked=False, one=status: versions.choose(one))
            row.addWidget(button)
        self.empty = QLabel("Every tag is as it was.")
        self.empty.setWordWrap(True)
        self.empty.setProperty("dim", True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(14, 6, 14, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.states)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self.list.chosen.connect(versions.set_current)
        versions.loaded.connect(self._loaded)
        versions.entry_changed.connect(self._entry_changed)
        versions.current_changed.connect(self._current)
        versions.retold.connect(lambda _tag: self._show_counts())
        self._loaded()

    def first_state(self) -> QPushButton:
        """Return the first button that can be pressed."""
        return next((one for one in self.buttons.values() if one.isEnabled()), self.buttons["exact"])

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
        self._show_counts()
        entries = self._versions.entries
        self.empty.setVisible(not entries)
        self.list.viewport().setVisible(bool(entries))

    def _show_counts(self) -> None:
        versions = self._versions
        for status, count in versions.becomings.counts.items():
            button = self.buttons[status]
            button.setText(f"{BECAME[status]} {count} {WORDS[status]}")
            button.setEnabled(bool(count))
            button.setChecked(status == versions.chosen)

    def _entry_changed(self, id_: str) -> None:
        self.delegate.forget(id_)
        self.model.tell_changed(id_)
        self.list.measure_anew()

    def _current(self) -> None:
        current = self._versions.current
        self.list.open_card(current.id if current is not None else "")

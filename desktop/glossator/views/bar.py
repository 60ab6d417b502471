"""The bar at the top: the project's name and place, the menus, and what is reached most."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QMenuBar, QPushButton, QSizePolicy, QWidget

from glossator.views.menus import MENUS, with_mnemonics
from glossator.views.modes import COMPARE, MODES, READ, TIME
from glossator.views.segment import Segment

if TYPE_CHECKING:
    from glossator.views.actions import Action


#: The least width in pixels: menus and modes are whole.
LEAST = 800


_SEARCH = "Search documents, tags, commands    Ctrl K"


class Bar(QWidget):
    """Show which project is open, the menus of the actions' table, and the modes."""

    mode_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(LEAST)  # a narrow window says less in it, so the wide one's words set no limit
        self.title = QLabel()
        self.title.setObjectName("title")
        self.file = QLabel()
        self.file.setProperty("dim", True)
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._titles = {
            name: self.menus.addAction(marked) for name, marked in zip(MENUS, with_mnemonics(MENUS), strict=True)
        }
        self._menus: dict[str, QMenu] = {}  # made when they are filled
        self.search = QPushButton(_SEARCH)
        self.search.setProperty("pill", True)
        self.export = QPushButton("Export    Ctrl E")
        self.export.setProperty("pill", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 14, 6)
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(self.file)
        row.addWidget(self.menus)
        row.addSpacing(6)
        self._modes: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for mode, words in MODES.items():
            button = Segment(words)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, one=mode: self.mode_chosen.emit(one))
            group.addButton(button)
            segments.addWidget(button)
            self._modes[mode] = button
        row.addLayout(segments)
        self.show_mode(READ)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.export)
        for button in (self.search, self.export):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_mode(self, mode: str) -> None:
        """Show which mode is shown."""
        self._modes[COMPARE if mode == TIME else mode].setChecked(True)
        self.export.setVisible(mode in (READ, COMPARE))  # views of the whole have what they take along beside them

    def open_menus(self) -> None:
        """Open the first menu; arrows and letters go on from there."""
        self.menus.setActiveAction(self._titles[MENUS[0]])

    def show_project(self, title: str, place: str, tip: str) -> None:
        """Show a project's title and where its file lies."""
        self.title.setText(title)
        self.file.setText(place)
        self.file.setToolTip(tip)

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what a narrow window has no room for; the menus and keys still reach it."""
        self.file.setVisible(not narrow)
        self.search.setText("Search" if narrow else _SEARCH)
        self.export.setText("Export" if narrow else "Export    Ctrl E")

    def fill(self, actions: Iterable[Action], run: Callable[[Action], None]) -> None:
        """Fill the menus from the table; keys are shown in them and handled by the router alone."""
        listed = list(actions)
        for name, title in self._titles.items():
            menu = self._menus.get(name)
            if menu is None:
                menu = self._menus[name] = QMenu(self.menus)
                menu.setToolTipsVisible(True)
                title.setMenu(menu)
            menu.clear()
            entries = [action for action in listed if action.menu == name]
            for action, words in zip(entries, with_mnemonics(one.words for one in entries), strict=True):
                item = menu.addAction(f"{words}\t{action.keys[0]}" if action.keys else words)
                item.setToolTip(action.help)
                item.triggered.connect(lambda _checked=False, one=action: run(one))
